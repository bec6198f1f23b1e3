/*
 * Writing JSON, for json.h. What a string must not hold is escaped (RFC 8259,
 * section 7), and the two separators of lines that scripts do not take in a
 * string; all else stands as it is, in UTF-8.
 */
#include "emit/json.h"

#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "emit/lines.h"

#define DIGITS 15 /* that a double holds */

struct writer {
	struct qz_buf *out;
	struct qz_part *part; /* takes marks; NULL: of items */
	struct qz_buf text;
	bool failed;
};

/* The escape of a character that needs one, and its bytes; 0: none. */
static size_t find_escape(const char *at, size_t left, char escape[8])
{
	static const char controls[] = "\b\t\n\f\r\"\\", letters[] = "btnfr\"\\";
	const unsigned char c = (unsigned char)*at;
	const char *control = c ? strchr(controls, c) : NULL;
	if (control) {
		escape[0] = '\\';
		escape[1] = letters[control - controls];
		escape[2] = '\0';
		return 1;
	}
	const bool separator = left > 2 && (memcmp(at, "\xE2\x80\xA8", 3) == 0 || memcmp(at, "\xE2\x80\xA9", 3) == 0);
	if (c >= 0x20 && c != 0x7F && !separator)
		return 0;
	static const char digits[] = "0123456789abcdef";
	memcpy(escape, separator ? "\\u2028" : "\\u0000", 7);
	if (separator && (unsigned char)at[2] == 0xA9)
		escape[5] = '9';
	if (!separator) {
		escape[4] = digits[c >> 4];
		escape[5] = digits[c & 0xF];
	}
	return separator ? 3 : 1;
}

void qz_json_put_string(const char *text, size_t len, struct qz_buf *out)
{
	char escape[8];
	size_t from = 0;
	qz_buf_putc(out, '"');
	for (size_t at = 0, bytes; at < len; at += bytes ? bytes : 1) {
		bytes = find_escape(text + at, len - at, escape);
		if (!bytes)
			continue;
		qz_buf_add(out, text + from, at - from);
		qz_buf_puts(out, escape);
		from = at + bytes;
	}
	qz_buf_add(out, text + from, len - from);
	qz_buf_putc(out, '"');
}

static size_t count_digits(const char *text)
{
	return strspn(text, "0123456789");
}

/* -?(0|[1-9][0-9]*)(\.[0-9]+)?, without more digits than are kept. */
static bool is_number(const char *text)
{
	const char *at = text + (*text == '-');
	const size_t whole = count_digits(at), behind = at[whole] == '.' ? count_digits(at + whole + 1) : 0;
	if (whole == 0 || (whole > 1 && *at == '0') || whole + behind > DIGITS)
		return false;
	at += whole;
	if (*at == '.' && behind == 0)
		return false;
	return at[behind ? behind + 1 : 0] == '\0';
}

static bool has_lines(const xmlNode *node)
{
	const char *lines = qz_xml_attr(node, "lines");
	return lines && strcmp(lines, "yes") == 0;
}

static const xmlNode *element_before(const xmlNode *node)
{
	do
		node = node->prev;
	while (node && node->type != XML_ELEMENT_NODE);
	return node;
}

/* What parts a value from the one before it. */
static void put_separator(struct writer *writer, const xmlNode *node)
{
	const xmlNode *parent = node->parent;
	const char *first = qz_xml_is(parent, "stream") ? qz_xml_attr(parent, "first") : NULL;
	const bool stream = first, before = element_before(node) || (stream && strcmp(first, "yes") != 0);
	if (before)
		qz_buf_putc(writer->out, ',');
	if (before && (stream || has_lines(parent)))
		qz_buf_putc(writer->out, '\n');
}

static void put_text(struct writer *writer, const xmlNode *node)
{
	qz_buf_clear(&writer->text);
	qz_lines_put(node, &writer->text);
	const char *text = writer->text.data ? writer->text.data : "";
	if (qz_xml_is(node, "number") && is_number(text))
		qz_buf_add(writer->out, text, writer->text.len);
	else
		qz_json_put_string(text, writer->text.len, writer->out);
}

static void open_value(struct writer *writer, const xmlNode *node)
{
	const bool object = qz_xml_is(node, "object");
	const char *name = qz_xml_attr(node, "name");
	put_separator(writer, node);
	if (name && qz_xml_is(node->parent, "object")) {
		qz_json_put_string(name, strlen(name), writer->out);
		qz_buf_putc(writer->out, ':');
	}
	if (object || qz_xml_is(node, "array"))
		qz_buf_puts(writer->out, object ? has_lines(node) ? "{\n" : "{" : has_lines(node) ? "[\n" : "[");
	else
		put_text(writer, node);
}

/* Ends what was opened; a text is whole already. */
static void close_value(struct writer *writer, const xmlNode *node)
{
	const bool object = qz_xml_is(node, "object");
	if (!object && !qz_xml_is(node, "array"))
		return;
	if (has_lines(node))
		qz_buf_putc(writer->out, '\n');
	qz_buf_putc(writer->out, object ? '}' : ']');
}

static bool is_structure(const xmlNode *node)
{
	return qz_xml_is(node, "object") || qz_xml_is(node, "array");
}

/* A value with all that is in it, without recursion. */
static void put_value(struct writer *writer, const xmlNode *value)
{
	const xmlNode *at = value;
	while (!writer->failed) {
		if (at->type == XML_ELEMENT_NODE)
			open_value(writer, at);
		else if (at->type == XML_PI_NODE && writer->part && strcmp(QZ_C(at->name), QZ_ITEMS_MARK) == 0)
			writer->failed = qz_part_add_mark(writer->part, QZ_C(at->content)) != 0;
		if (is_structure(at) && at->children) {
			at = at->children;
			continue;
		}
		for (close_value(writer, at); at != value && !at->next; close_value(writer, at))
			at = at->parent;
		if (at == value)
			return;
		at = at->next;
	}
}

static int finish(struct writer *writer)
{
	const bool failed = writer->failed || writer->text.failed || writer->out->failed;
	qz_buf_done(&writer->text);
	return failed ? -1 : 0;
}

int qz_json_frame(struct qz_stage *stage, xmlDoc *result, unsigned width, struct qz_frame *frame)
{
	struct qz_part *part = qz_frame_add(frame, "");
	const xmlNode *root = xmlDocGetRootElement(result);
	(void)stage;
	(void)width;
	if (!part || !root)
		return -1;
	struct writer writer = {.out = &part->bytes, .part = part};
	qz_buf_init(&writer.text);
	put_value(&writer, root);
	qz_buf_putc(writer.out, '\n');
	return finish(&writer);
}

int qz_json_items(struct qz_stage *stage, const xmlNode *stream, unsigned width, struct qz_buf *out)
{
	struct writer writer = {.out = out};
	(void)stage;
	(void)width;
	qz_buf_init(&writer.text);
	for (const xmlNode *item = qz_xml_child(stream, NULL); item && !writer.failed; item = qz_xml_next(item, NULL))
		put_value(&writer, item);
	return finish(&writer);
}
