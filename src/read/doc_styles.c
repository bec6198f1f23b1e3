/*
 * The style sheet of a Word 97-2003 document ([MS-DOC] 2.9.271): what each style
 * adds to the one it is based on, worked out once. Style names are compared in
 * ASCII: built-in styles have numbers, and those of quanze's own such names.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "read/doc_parts.h"

#define NAME_LENGTH 32
#define PARAGRAPH_STYLE 1
#define CHARACTER_STYLE 2
#define CHAIN 64 /* styles based on one another; Word allows 11 */
#define TITLE 62 /* built-in numbers (2.9.260) of which user's styles have the name alone */

enum state { UNRESOLVED, RESOLVED };

struct style {
	unsigned built_in, kind, base;
	enum state state;
	char name[NAME_LENGTH];
	struct qz_doc_span characters, paragraph; /* what the style itself says */
	struct qz_doc_chp chp;
	struct qz_doc_pap pap;
};

struct qz_doc_styles {
	struct style *list;
	size_t count;
};

static const struct qz_doc_chp plain_chp = {.style = 10, .size = 20, .picture = UINT32_MAX};
static const struct qz_doc_pap plain_pap = {.list_level = -1, .outline = QZ_DOC_BODY};

static const struct style *find(const struct qz_doc *doc, unsigned style)
{
	const struct qz_doc_styles *styles = doc->styles;
	return styles && style < styles->count && styles->list[style].kind ? &styles->list[style] : NULL;
}

/* ---- reading ---- */

/* A name in UTF-16 (2.9.352); what is not ASCII, or too long, is no name that anyone asks for. */
static bool read_name(struct qz_doc_span *std, struct style *style)
{
	size_t count = std->len >= 2 ? qz_doc_u16(std->at) : 0, len = 2 * count + 4;
	if (std->len < len)
		return false;
	for (size_t i = 0; i < count && count < NAME_LENGTH; i++) {
		uint32_t unit = qz_doc_u16(std->at + 2 + 2 * i);
		style->name[i] = unit >= 0x20 && unit < 0x7F ? (char)unit : '?';
	}
	std->at += len;
	std->len -= len;
	return true;
}

/* The next list of properties (2.9.130), each on an even offset; empty where there is none. */
static struct qz_doc_span take_properties(struct qz_doc_span *std)
{
	struct qz_doc_span list = {std->at, 0};
	if (std->len < 2)
		return list;
	size_t len = qz_doc_u16(std->at);
	if (len > std->len - 2)
		len = std->len - 2;
	list = (struct qz_doc_span){std->at + 2, len};
	size_t used = 2 + len + (len & 1);
	used = used < std->len ? used : std->len;
	std->at += used;
	std->len -= used;
	return list;
}

static bool read_style(struct qz_doc_span std, size_t base_len, struct style *style)
{
	if (std.len < base_len)
		return false;
	style->built_in = qz_doc_u16(std.at) & 0xFFF;
	style->kind = qz_doc_u16(std.at + 2) & 0xF;
	style->base = qz_doc_u16(std.at + 2) >> 4;
	std.at += base_len;
	std.len -= base_len;
	if (!read_name(&std, style))
		return false;
	if (style->kind == PARAGRAPH_STYLE) {
		style->paragraph = take_properties(&std);
		size_t skip = style->paragraph.len < 2 ? style->paragraph.len : 2; /* its own number */
		style->paragraph.at += skip;
		style->paragraph.len -= skip;
	}
	if (style->kind == PARAGRAPH_STYLE || style->kind == CHARACTER_STYLE)
		style->characters = take_properties(&std);
	return true;
}

static bool read_all(struct qz_doc *doc, struct qz_doc_span sheet, size_t base_len)
{
	struct qz_doc_styles *styles = doc->styles;
	size_t at = 0;
	for (size_t i = 0; i < styles->count; i++) {
		if (sheet.len - at < 2)
			return true; /* those that are left have no definition */
		size_t len = qz_doc_u16(sheet.at + at);
		at += 2;
		if (len > sheet.len - at)
			return qz_doc_broken(doc, "styles");
		if (len > 0 && !read_style((struct qz_doc_span){sheet.at + at, len}, base_len, &styles->list[i]))
			return qz_doc_broken(doc, "styles");
		at += len + (len & 1);
		at = at < sheet.len ? at : sheet.len;
	}
	return true;
}

/* ---- what they come to ---- */

static bool resolve_one(struct qz_doc *doc, struct style *style)
{
	const struct style *base = find(doc, style->base);
	bool follows = base && base->state == RESOLVED && base->kind == style->kind;
	struct qz_doc_row row;
	style->chp = follows ? base->chp : plain_chp;
	style->pap = follows ? base->pap : plain_pap;
	style->state = RESOLVED;
	if (style->kind == CHARACTER_STYLE)
		return true; /* applied to the text of a paragraph, one behind another */
	return qz_doc_apply_chp(doc, style->characters, &style->chp) && qz_doc_apply_pap(doc, style->paragraph, &style->pap, &row);
}

/* From the style at the bottom of the chain up; one that goes in circles begins somewhere. */
static bool resolve(struct qz_doc *doc, size_t index)
{
	struct style *chain[CHAIN];
	size_t count = 0;
	for (unsigned at = (unsigned)index; find(doc, at) && count < CHAIN; at = doc->styles->list[at].base) {
		if (doc->styles->list[at].state == RESOLVED)
			break;
		chain[count++] = &doc->styles->list[at];
	}
	while (count > 0) {
		struct style *style = chain[--count];
		if (style->state != RESOLVED && !resolve_one(doc, style))
			return false;
	}
	return true;
}

bool qz_doc_read_styles(struct qz_doc *doc)
{
	struct qz_doc_span sheet;
	if (!qz_doc_part(doc, QZ_DOC_STYLES, &sheet))
		return false;
	if (sheet.len < 6)
		return qz_doc_broken(doc, "styles");
	size_t info = qz_doc_u16(sheet.at), count = qz_doc_u16(sheet.at + 2), base_len = qz_doc_u16(sheet.at + 4);
	if (info < 4 || info > sheet.len - 2 || base_len < 10 || count >= QZ_DOC_NO_STYLE)
		return qz_doc_broken(doc, "styles");
	doc->styles = calloc(1, sizeof *doc->styles);
	if (doc->styles)
		doc->styles->list = calloc(count + 1, sizeof *doc->styles->list);
	if (!doc->styles || !doc->styles->list)
		return qz_doc_no_memory(doc);
	doc->styles->count = count;
	info += 2;
	if (!read_all(doc, (struct qz_doc_span){sheet.at + info, sheet.len - info}, base_len))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!resolve(doc, i))
			return false;
	return true;
}

void qz_doc_styles_free(struct qz_doc_styles *styles)
{
	if (styles)
		free(styles->list);
	free(styles);
}

/* ---- asking ---- */

struct qz_doc_chp qz_doc_style_chp(const struct qz_doc *doc, uint16_t number)
{
	const struct style *style = find(doc, number);
	return style && style->kind == PARAGRAPH_STYLE ? style->chp : plain_chp;
}

struct qz_doc_pap qz_doc_style_pap(const struct qz_doc *doc, uint16_t number)
{
	const struct style *style = find(doc, number);
	struct qz_doc_pap pap = style && style->kind == PARAGRAPH_STYLE ? style->pap : plain_pap;
	pap.style = number;
	return pap;
}

bool qz_doc_apply_style(struct qz_doc *doc, uint16_t number, struct qz_doc_chp *chp)
{
	struct qz_doc_span lists[CHAIN];
	size_t count = 0, bytes = 0;
	const struct style *style = find(doc, number);
	for (; style && style->kind == CHARACTER_STYLE && count < CHAIN && bytes < UINT16_MAX; style = find(doc, style->base)) {
		bytes += style->characters.len;
		lists[count++] = style->characters;
	}
	uint16_t before = chp->style;
	chp->style = number;
	if (before == number || bytes == 0)
		return true;
	if (!qz_doc_spend(doc, bytes > 512 ? bytes : 0)) /* those of real styles cost as little as the run's own */
		return false;
	while (count > 0) {
		count--;
		qz_doc_apply_switches(lists[count], chp);
	}
	return true;
}

const char *qz_doc_style_name(const struct qz_doc *doc, uint16_t number)
{
	const struct style *style = find(doc, number);
	return style ? style->name : "";
}

bool qz_doc_style_is(const struct qz_doc *doc, uint16_t number, unsigned built_in)
{
	const struct style *style = find(doc, number);
	for (size_t i = 0; style && i < CHAIN; i++, style = find(doc, style->base))
		if (style->built_in == built_in || (built_in == TITLE && strcasecmp(style->name, "title") == 0))
			return true;
	return false;
}
