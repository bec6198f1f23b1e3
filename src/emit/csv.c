/*
 * Writing CSV, for csv.h.
 */
#include "emit/csv.h"

#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "emit/lines.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define LONGEST_CODE 64     /* bytes */
#define LARGEST_NUMBER 11   /* digits that a spreadsheet shows as they are */

struct writer {
	struct qz_buf *out;
	struct qz_buf text;
	bool guard;
};

/* The length of a sign that a formula begins with, narrow or wide; 0: none. */
static size_t find_sign(const char *text, size_t len)
{
	static const char *const wide[] = {"＝", "＋", "－", "＠"};
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (len >= 3 && memcmp(text, wide[i], 3) == 0)
			return 3;
	return len && strchr("=+-@", *text) ? 1 : 0;
}

/* What is nothing but such signs (-, which says that there is nothing) is text in any spreadsheet. */
bool qz_csv_is_formula(const char *text, size_t len)
{
	size_t at = 0, sign = 0;
	bool any = false;
	if (len && (*text == '\t' || *text == '\r'))
		return true;
	while (at < len && (strchr(" \t\r\n", text[at]) || (sign = find_sign(text + at, len - at)))) {
		any |= sign > 0;
		at += sign ? sign : 1;
		sign = 0;
	}
	return any && at < len;
}

/* What a spreadsheet would change into a number or a day: 0012, 330264001000, 2024-1, 1E5. Short numbers stay what they are. */
static bool is_code(const char *text, size_t len)
{
	bool digit = false, plain = true;
	for (size_t i = 0; i < len; i++) {
		const char c = text[i];
		const bool number = c >= '0' && c <= '9', letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		if (!number && !letter && !strchr("+-./:,% ", c))
			return false;
		digit |= number;
		plain &= number;
	}
	return digit && len <= LONGEST_CODE && !(plain && len <= LARGEST_NUMBER && (*text != '0' || len == 1));
}

static bool is_quoted(const char *text, size_t len)
{
	if (len == 0)
		return false;
	if (text[0] == ' ' || text[0] == '\t' || text[len - 1] == ' ' || text[len - 1] == '\t')
		return true;
	for (size_t i = 0; i < len; i++)
		if (strchr("\",\r\n", text[i]))
			return true;
	return false;
}

static void put_doubled(const char *text, size_t len, struct qz_buf *out)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"')
			qz_buf_putc(out, '"');
		qz_buf_putc(out, text[i]);
	}
}

void qz_csv_put_cell(const char *text, size_t len, bool guard, struct qz_buf *out)
{
	const bool code = guard && is_code(text, len), formula = guard && !code && qz_csv_is_formula(text, len);
	const bool quoted = code || is_quoted(text, len);
	if (quoted)
		qz_buf_putc(out, '"');
	qz_buf_puts(out, code ? "=\"\"" : formula ? "'" : "");
	if (quoted)
		put_doubled(text, len, out);
	else
		qz_buf_add(out, text, len);
	qz_buf_puts(out, code ? "\"\"" : "");
	if (quoted)
		qz_buf_putc(out, '"');
}

static void put_row(struct writer *writer, const xmlNode *row)
{
	bool first = true;
	for (const xmlNode *cell = qz_xml_child(row, "c"); cell; cell = qz_xml_next(cell, "c"), first = false) {
		qz_buf_clear(&writer->text);
		qz_lines_put(cell, &writer->text);
		if (!first)
			qz_buf_putc(writer->out, ',');
		qz_csv_put_cell(writer->text.data ? writer->text.data : "", writer->text.len, writer->guard, writer->out);
	}
	qz_buf_puts(writer->out, "\r\n");
}

static bool is_guarded(const xmlNode *node)
{
	const char *guard = qz_xml_attr(node, "guard");
	return guard && strcmp(guard, "yes") == 0;
}

static int finish(struct writer *writer)
{
	const bool failed = writer->text.failed || writer->out->failed;
	qz_buf_done(&writer->text);
	return failed ? -1 : 0;
}

int qz_csv_frame(struct qz_stage *stage, xmlDoc *result, unsigned width, struct qz_frame *frame)
{
	struct qz_part *part = qz_frame_add(frame, "");
	const xmlNode *root = xmlDocGetRootElement(result);
	int marked = 0;
	(void)stage;
	(void)width;
	if (!part || !root)
		return -1;
	struct writer writer = {.out = &part->bytes, .guard = is_guarded(root)};
	qz_buf_init(&writer.text);
	qz_buf_puts(writer.out, BYTE_ORDER_MARK);
	for (const xmlNode *at = root->children; at && marked == 0; at = at->next) {
		if (qz_xml_is(at, "row"))
			put_row(&writer, at);
		else if (at->type == XML_PI_NODE && strcmp(QZ_C(at->name), QZ_ITEMS_MARK) == 0)
			marked = qz_part_add_mark(part, QZ_C(at->content));
	}
	return finish(&writer) == 0 ? marked : -1;
}

int qz_csv_items(struct qz_stage *stage, const xmlNode *stream, unsigned width, struct qz_buf *out)
{
	struct writer writer = {.out = out, .guard = is_guarded(stream)};
	(void)stage;
	(void)width;
	qz_buf_init(&writer.text);
	for (const xmlNode *row = qz_xml_child(stream, "row"); row; row = qz_xml_next(row, "row"))
		put_row(&writer, row);
	return finish(&writer);
}
