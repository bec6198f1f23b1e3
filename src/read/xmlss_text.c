/*
 * Texts of XML Spreadsheet 2003: attributes, rich text in its few elements of
 * HTML, and page headers.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "read/xmlss_parts.h"

const char *qz_xmlss_attr(const xmlNode *node, const char *name)
{
	for (const xmlAttr *attr = node ? node->properties : NULL; attr; attr = attr->next)
		if (attr->name && qz_xml_same_name(attr->name, name))
			return attr->children && attr->children->content ? QZ_C(attr->children->content) : "";
	return NULL;
}

unsigned qz_xmlss_number(const char *text, unsigned otherwise, unsigned most)
{
	unsigned long value = 0;
	size_t digits = text ? strspn(text, "0123456789") : 0;
	if (digits == 0 || text[digits] != '\0')
		return otherwise;
	for (size_t i = 0; i < digits && value <= most; i++)
		value = value * 10 + (unsigned)(text[i] - '0');
	return value > most ? most : (unsigned)value;
}

bool qz_xmlss_flag(const xmlNode *node, const char *name)
{
	const char *value = qz_xmlss_attr(node, name);
	return value && (strcmp(value, "1") == 0 || strcasecmp(value, "true") == 0);
}

static bool strikes(const xmlNode *node)
{
	static const char *const names[] = {"S", "Strike", "Del"};
	const char *style = qz_xmlss_attr(node, "Style");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (node->name && strcasecmp(QZ_C(node->name), names[i]) == 0)
			return true;
	return style && strstr(style, "line-through");
}

static void put_text(const xmlNode *parent, struct qz_buf *out, struct qz_buf *struck, bool in_struck)
{
	for (const xmlNode *node = parent->children; node; node = node->next) {
		bool text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
		if (text && node->content)
			qz_buf_puts(in_struck ? struck : out, QZ_C(node->content));
		if (node->type != XML_ELEMENT_NODE)
			continue;
		if (node->name && strcasecmp(QZ_C(node->name), "br") == 0)
			qz_buf_putc(in_struck ? struck : out, '\n');
		put_text(node, out, struck, in_struck || (struck && strikes(node)));
	}
}

void qz_xmlss_text(const xmlNode *data, struct qz_buf *out, struct qz_buf *struck)
{
	put_text(data, out, struck, false);
}

/* The code behind an & at `at`: what it stands for (page, date, file …) is no text of the list; returns its bytes. */
static size_t read_code(const char *at, struct qz_buf *out)
{
	if (*at == '&') {
		qz_buf_putc(out, '&');
		return 1;
	}
	if (*at == '"') {
		const char *end = strchr(at + 1, '"');
		return end ? (size_t)(end - at) + 1 : strlen(at);
	}
	if (strchr("LCR", *at) && *at && out->len > 0 && out->data[out->len - 1] != '\n')
		qz_buf_putc(out, '\n');
	if (*at == 'K')
		return 1 + strspn(at + 1, "0123456789ABCDEFabcdef+-");
	size_t digits = strspn(at, "0123456789");
	return digits ? digits : *at != '\0';
}

void qz_xmlss_page_text(const char *codes, struct qz_buf *out)
{
	struct qz_buf line;
	qz_buf_init(&line);
	for (const char *at = codes; *at;) {
		if (*at == '&') {
			at++;
			at += read_code(at, &line);
		} else {
			qz_buf_putc(&line, *at++);
		}
	}
	out->failed |= line.failed;
	/* 第 &P 页，共 &N 页: a text that only counts pages says nothing. */
	static const char *const counting[] = {"第", "页", "共", "，", "/", " ", "-", "—", "\n", "Page", "of", "、", "\t"};
	size_t at = 0, before = line.len + 1;
	while (at < line.len && at != before) {
		before = at;
		for (size_t i = 0; i < sizeof counting / sizeof *counting; i++)
			if (strncmp(line.data + at, counting[i], strlen(counting[i])) == 0)
				at += strlen(counting[i]);
	}
	if (at < line.len)
		qz_buf_add(out, line.data, line.len);
	qz_buf_done(&line);
}
