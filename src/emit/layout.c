/*
 * Column widths, for layout.h. A row is as high as its highest cell, so a table
 * is lowest where the long columns of its rows have equally many lines: width in
 * proportion to text, above a least width that keeps labels and short values whole.
 */
#include "emit/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/xml.h"

#define A4_WIDTH 12756u
#define A3_WIDTH 19729u
#define CHARACTER 210u   /* 五号, 10.5 pt */
#define MARGINS 170u     /* of a cell, left and right */
#define LABEL_LINES 4u   /* a label may be broken into so many */
#define MAX_COLUMNS 63u  /* Word's limit for a table */

struct column {
	const char *field, *label;
	double text;    /* characters in all items */
	unsigned least; /* twips */
	unsigned width;
};

/* Characters as wide as an ideograph; ASCII counts half. */
static double count_wide(const char *text)
{
	double count = 0;
	size_t len = strlen(text);
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		n = n ? n : 1;
		count += cp < 0x80 ? 0.5 : 1;
	}
	return count;
}

static unsigned least_width(const struct column *column, size_t columns)
{
	unsigned label = (unsigned)(count_wide(column->label) / LABEL_LINES + 1);
	unsigned characters = columns > 18 ? 2 : columns > 12 ? 3 : 4;
	if (strcmp(column->field, "serial") == 0)
		characters = label = 2;
	else if (strcmp(column->field, "code") == 0)
		characters = 5;
	if (label > characters)
		characters = label < 6 ? label : 6;
	return MARGINS + characters * CHARACTER;
}

/* Too many columns for the page, and labels that tell them apart: what cards need. */
static bool wants_cards(const struct column *columns, size_t count, unsigned width)
{
	unsigned long sum = 0;
	for (size_t c = 0; c < count; c++) {
		sum += strcmp(columns[c].field, "serial") == 0 ? MARGINS + 2 * CHARACTER : MARGINS + 3 * CHARACTER;
		for (size_t k = 0; k < c; k++)
			if (strcmp(columns[k].label, columns[c].label) == 0)
				return false;
		if (!*columns[c].label)
			return false;
	}
	return sum > width;
}

static void measure_items(const xmlNode *table, struct column *columns, size_t count, struct qz_buf *text)
{
	for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item")) {
		for (xmlNode *field = qz_xml_child(item, NULL); field; field = qz_xml_next(field, NULL)) {
			const char *label = qz_xml_attr(field, "label");
			size_t c = 0;
			while (c < count && !(strcmp(columns[c].field, QZ_C(field->name)) == 0 && (!label || strcmp(columns[c].label, label) == 0)))
				c++;
			if (c == count)
				continue;
			qz_buf_clear(text);
			qz_xml_text(field, text);
			columns[c].text += text->data ? count_wide(text->data) : 0;
		}
	}
}

/* Shares the room above the least widths in proportion to text; a column whose share would be less keeps its least width. */
static void share_room(struct column *columns, size_t count, unsigned width)
{
	bool fixed[MAX_COLUMNS] = {false};
	for (bool again = true; again;) {
		double text = 0, room = width;
		again = false;
		for (size_t c = 0; c < count; c++) {
			room -= fixed[c] ? columns[c].least : 0;
			text += fixed[c] ? 0 : columns[c].text + 1;
		}
		for (size_t c = 0; c < count; c++) {
			if (fixed[c])
				continue;
			double share = room * (columns[c].text + 1) / text;
			columns[c].width = share > columns[c].least ? (unsigned)share : columns[c].least;
			if (share < columns[c].least)
				fixed[c] = again = true;
		}
	}
	for (size_t c = 0; c < count; c++)
		columns[c].width = fixed[c] ? columns[c].least : columns[c].width;
}

/* Rounding, and least widths that do not fit, are settled in the widest column. */
static void settle_sum(struct column *columns, size_t count, unsigned width)
{
	unsigned long sum = 0;
	size_t widest = 0;
	for (size_t c = 0; c < count; c++)
		sum += columns[c].width;
	for (size_t c = 0; c < count && sum > width + 200; c++)
		columns[c].width = (unsigned)((unsigned long)columns[c].width * width / sum);
	sum = 0;
	for (size_t c = 0; c < count; c++) {
		sum += columns[c].width;
		widest = columns[c].width > columns[widest].width ? c : widest;
	}
	columns[widest].width = (unsigned)(columns[widest].width + width - sum);
}

static void measure_table(const xmlNode *table, unsigned width, struct qz_buf *text, struct qz_buf *out)
{
	struct column columns[MAX_COLUMNS];
	size_t count = 0;
	for (xmlNode *node = qz_xml_child(qz_xml_child(table, "columns"), "column"); node && count < MAX_COLUMNS; node = qz_xml_next(node, "column")) {
		const char *field = qz_xml_attr(node, "field"), *label = qz_xml_attr(node, "label");
		columns[count++] = (struct column){.field = field ? field : "", .label = label ? label : ""};
	}
	if (count == 0)
		return;
	if (wants_cards(columns, count, width)) {
		qz_buf_puts(out, "cards");
		return;
	}
	measure_items(table, columns, count, text);
	for (size_t c = 0; c < count; c++)
		columns[c].least = columns[c].text > 0 ? least_width(&columns[c], count) : MARGINS + 2 * CHARACTER;
	share_room(columns, count, width);
	settle_sum(columns, count, width);
	for (size_t c = 0; c < count; c++)
		qz_buf_printf(out, "%s%u", c ? " " : "", columns[c].width);
}

int qz_layout_widths(const xmlDoc *doc, const char *paper, struct qz_buf *out)
{
	struct qz_buf text;
	unsigned width = paper && strcmp(paper, "a3") == 0 ? A3_WIDTH : A4_WIDTH;
	qz_buf_init(&text);
	const xmlNode *list = xmlDocGetRootElement(doc);
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table")) {
		measure_table(table, width, &text, out);
		qz_buf_putc(out, ';');
	}
	int result = text.failed || out->failed ? -1 : 0;
	qz_buf_done(&text);
	return result;
}
