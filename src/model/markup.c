/*
 * The whitelist of markup.h and the reading of one tag.
 */
#include "model/markup.h"

#include <string.h>
#include <strings.h>

#define MAX_TAG 4096

static const struct {
	const char *name;
	enum qz_tag_role role;
} names[] = {
	{"p", QZ_TAG_BLOCK},	    {"br", QZ_TAG_BREAK},     {"ol", QZ_TAG_LIST},     {"ul", QZ_TAG_LIST},     {"li", QZ_TAG_ITEM},
	{"div", QZ_TAG_BLOCK},	    {"span", QZ_TAG_INLINE},  {"font", QZ_TAG_INLINE}, {"b", QZ_TAG_INLINE},    {"strong", QZ_TAG_INLINE},
	{"i", QZ_TAG_INLINE},	    {"em", QZ_TAG_INLINE},    {"u", QZ_TAG_INLINE},    {"s", QZ_TAG_INLINE},    {"del", QZ_TAG_INLINE},
	{"ins", QZ_TAG_INLINE},	    {"sub", QZ_TAG_INLINE},   {"sup", QZ_TAG_INLINE},  {"a", QZ_TAG_INLINE},    {"small", QZ_TAG_INLINE},
	{"big", QZ_TAG_INLINE},	    {"center", QZ_TAG_BLOCK}, {"h1", QZ_TAG_BLOCK},    {"h2", QZ_TAG_BLOCK},    {"h3", QZ_TAG_BLOCK},
	{"h4", QZ_TAG_BLOCK},	    {"h5", QZ_TAG_BLOCK},     {"h6", QZ_TAG_BLOCK},    {"blockquote", QZ_TAG_BLOCK}, {"pre", QZ_TAG_BLOCK},
	{"section", QZ_TAG_BLOCK},  {"article", QZ_TAG_BLOCK}, {"dl", QZ_TAG_BLOCK},   {"dt", QZ_TAG_BLOCK},    {"dd", QZ_TAG_BLOCK},
	{"table", QZ_TAG_BLOCK},    {"thead", QZ_TAG_BLOCK},  {"tbody", QZ_TAG_BLOCK}, {"tfoot", QZ_TAG_BLOCK}, {"tr", QZ_TAG_BLOCK},
	{"td", QZ_TAG_CELL},	    {"th", QZ_TAG_CELL},      {"caption", QZ_TAG_BLOCK}, {"colgroup", QZ_TAG_INLINE}, {"col", QZ_TAG_INLINE},
	{"hr", QZ_TAG_BLOCK},	    {"img", QZ_TAG_INLINE},   {"label", QZ_TAG_INLINE}, {"o:p", QZ_TAG_INLINE},  {"st1:chsdate", QZ_TAG_INLINE},
	{"figure", QZ_TAG_BLOCK},   {"wbr", QZ_TAG_INLINE},   {"nobr", QZ_TAG_INLINE},
};

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':';
}

static enum qz_tag_role role_of(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].name) == len && strncasecmp(names[i].name, name, len) == 0)
			return names[i].role;
	return QZ_TAG_NONE;
}

struct qz_tag qz_tag_read(const char *text, size_t len)
{
	struct qz_tag tag = {.role = QZ_TAG_NONE};
	if (len > MAX_TAG)
		len = MAX_TAG;
	size_t at = 1;
	tag.closing = at < len && text[at] == '/';
	at += tag.closing;
	tag.name = text + at;
	while (at < len && is_name_char(text[at]))
		at++;
	tag.name_len = (size_t)(text + at - tag.name);
	enum qz_tag_role role = role_of(tag.name, tag.name_len);
	if (role == QZ_TAG_NONE || at == len || !memchr(" \t\r\n/>", text[at], 6))
		return tag;
	tag.attributes = text + at;
	while (at < len && text[at] != '>' && text[at] != '<')
		at++;
	if (at == len || text[at] != '>')
		return tag;
	tag.attributes_len = (size_t)(text + at - tag.attributes);
	tag.len = at + 1;
	tag.role = role;
	return tag;
}
