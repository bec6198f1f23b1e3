/*
 * Sheets of a workbook, for sheet.h: their names, which a workbook is particular
 * about, and their columns. Rows are in sheet_rows.c.
 */
#include "emit/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "emit/fit.h"
#include "emit/layout.h"
#include "emit/sheet_parts.h"
#include "model/vocabulary.h"

#define NAME_CHARACTERS 31u /* of a sheet's name, in UTF-16 */
#define LINES 27u	    /* of a row: more are higher than the highest one */
#define LEAST_WIDTH 600u    /* twips, of columns too many to be measured */
#define OTHER_WIDTH 2400u
#define TITLE_HEIGHT 3000u /* hundredths of a point */
#define WIDEST 25000u	   /* hundredths of a character; 255 is the most */
#define TYPES_BYTES 255u   /* of a list to choose from (ECMA-376 Part 1, 18.3.1.32: formula1 of Excel) */

int qz_sheet_refuse(struct qz_diag *diag, const xmlNode *place, const char *what, size_t limit, size_t found)
{
	struct qz_buf most, count;
	qz_buf_init(&most);
	qz_buf_init(&count);
	qz_buf_put_number(&most, limit);
	qz_buf_put_number(&count, found);
	const struct qz_where where = {.pos = qz_xml_attr(place, "pos")};
	bool known = !most.failed && !count.failed;
	if (known)
		qz_diag_add(diag, QZ_RULE_SHEET_LIMIT, &where, "what", what, "limit", most.data, "found", count.data, NULL);
	qz_buf_done(&most);
	qz_buf_done(&count);
	return known ? 1 : -1;
}

void qz_sheet_letters(size_t column, struct qz_buf *out)
{
	char letters[16];
	size_t at = sizeof letters;
	for (size_t rest = column + 1; rest > 0 && at > 0; rest = (rest - 1) / 26)
		letters[--at] = (char)('A' + (rest - 1) % 26);
	qz_buf_add(out, letters + at, sizeof letters - at);
}

size_t qz_sheet_find_column(const struct qz_sheet_table *table, const xmlNode *field)
{
	const char *label = qz_xml_attr(field, "label");
	for (size_t c = 0; c < table->count; c++) {
		const struct qz_sheet_column *column = &table->columns[c];
		if (strcmp(column->field, QZ_C(field->name)) == 0 && (!label || column->alone || strcmp(column->label, label) == 0))
			return c;
	}
	return table->count;
}

/* ---- names ---- */

/* What a name may not hold (Excel's rules), as it looks nearly the same. */
static const char *instead_of(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		const char *instead;
	} characters[] = {{':', "："}, {'\\', "＼"}, {'/', "／"}, {'?', "？"}, {'*', "＊"}, {'[', "［"}, {']', "］"}, {'\'', "’"}};
	for (size_t i = 0; i < sizeof characters / sizeof *characters; i++)
		if (characters[i].cp == cp)
			return characters[i].instead;
	return cp < ' ' || cp == 0x7F ? " " : NULL;
}

/* The beginning of a name, of at most so many characters, that a workbook accepts. */
static void put_name(const char *name, size_t most, struct qz_buf *out)
{
	size_t len = strlen(name), used = 0;
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(name + at, len - at, &cp);
		n = n ? n : 1;
		used += cp > 0xFFFF ? 2 : 1;
		if (used > most)
			return;
		const char *instead = instead_of(cp);
		if (instead)
			qz_buf_puts(out, instead);
		else
			qz_buf_put_utf8(out, cp);
	}
}

/* As workbooks compare names: letter case set aside, of ASCII at least. */
static void put_key(const struct qz_buf *name, struct qz_buf *key)
{
	qz_buf_clear(key);
	for (size_t i = 0; i < name->len; i++)
		qz_buf_putc(key, name->data[i] >= 'A' && name->data[i] <= 'Z' ? (char)(name->data[i] + 32) : name->data[i]);
}

/* A name that no other sheet has: a number is put behind it. */
static int choose_name(const xmlNode *node, size_t number, struct qz_map *names, struct qz_buf *name)
{
	const char *own = qz_xml_attr(node, "sheet");
	struct qz_buf key, tail;
	int result = 0;
	qz_buf_init(&key);
	qz_buf_init(&tail);
	for (size_t again = 1; result == 0; again++) {
		qz_buf_clear(name);
		qz_buf_clear(&tail);
		if (again > 1)
			qz_buf_printf(&tail, " (%zu)", again);
		if (own && qz_skip_blanks(own, strlen(own)) < strlen(own))
			put_name(own, NAME_CHARACTERS - tail.len, name);
		else
			qz_buf_printf(name, "Sheet%zu", number);
		qz_buf_puts(name, tail.len ? tail.data : "");
		put_key(name, &key);
		if (key.failed || tail.failed || name->failed)
			result = -1;
		else if (strcmp(key.data, "history") != 0 && !qz_map_get(names, key.data, key.len)) /* Excel keeps that name for itself */
			break;
	}
	if (result == 0)
		result = qz_map_put(names, key.data, key.len, names);
	qz_buf_done(&key);
	qz_buf_done(&tail);
	return result;
}

/* ---- columns ---- */

static size_t count_columns(const xmlNode *table)
{
	size_t count = 0;
	for (const xmlNode *node = qz_xml_child(qz_xml_child(table, "columns"), "column"); node; node = qz_xml_next(node, "column"))
		count++;
	return count;
}

static bool shares_field(const struct qz_sheet_table *table, size_t column)
{
	for (size_t c = 0; c < table->count; c++)
		if (c != column && strcmp(table->columns[c].field, table->columns[column].field) == 0)
			return true;
	return false;
}

/* The n-th of the sheet is the n-th of the source, or of the fields' own order. */
static void order_columns(struct qz_sheet_table *table, bool standard)
{
	size_t at = 0;
	for (int field = 0; field <= QZ_FIELDS && standard; field++)
		for (size_t c = 0; c < table->count; c++)
			if ((int)qz_field_find(table->columns[c].field) == field)
				table->order[at++] = (unsigned)c;
	for (; at < table->count; at++)
		table->order[at] = (unsigned)at;
	for (at = 0; at < table->count; at++)
		table->columns[table->order[at]].at = at;
}

/* Widths: measured, as far as columns are. */
static int set_widths(struct qz_sheet_table *table, const char *paper)
{
	static const unsigned a4[] = {15700, 20000, 24000, 28000, 0}, a3[] = {22600, 28000, 34000, 40000, 0};
	unsigned widths[QZ_FIT_COLUMNS];
	if (qz_layout_sheet(table->node, paper && strcmp(paper, "a3") == 0 ? a3 : a4, LINES, widths) != 0)
		return -1;
	for (size_t c = 0; c < table->count; c++)
		table->columns[c].width = c >= QZ_FIT_COLUMNS ? OTHER_WIDTH : widths[c] > LEAST_WIDTH ? widths[c] : LEAST_WIDTH;
	return 0;
}

/* The next column with the same field and label. */
static size_t find_twin(const struct qz_sheet_table *table, size_t column)
{
	for (size_t c = column + 1; c < table->count; c++)
		if (strcmp(table->columns[c].field, table->columns[column].field) == 0 && strcmp(table->columns[c].label, table->columns[column].label) == 0)
			return c;
	return column;
}

static int read_columns(struct qz_sheet_table *table, const struct qz_sheet_options *options)
{
	size_t c = 0;
	table->count = count_columns(table->node);
	if (table->count + 2 > QZ_SHEET_COLUMNS)
		return qz_sheet_refuse(table->diag, table->node, "columns", QZ_SHEET_COLUMNS - 2, table->count);
	table->columns = calloc(table->count + 1, sizeof *table->columns);
	table->order = calloc(table->count + 1, sizeof *table->order);
	if (!table->columns || !table->order)
		return -1;
	for (const xmlNode *node = qz_xml_child(qz_xml_child(table->node, "columns"), "column"); node; node = qz_xml_next(node, "column"), c++) {
		const char *field = qz_xml_attr(node, "field"), *label = qz_xml_attr(node, "label");
		table->columns[c].field = field ? field : "";
		table->columns[c].label = label ? label : "";
	}
	for (c = 0; c < table->count; c++)
		table->columns[c].twin = find_twin(table, c);
	for (c = 0; c < table->count; c++)
		table->columns[c].alone = strcmp(table->columns[c].field, "extra") != 0 && !shares_field(table, c);
	order_columns(table, options->standard);
	return set_widths(table, options->paper);
}

/* ---- what stylesheets are told ---- */

/* The labels' rows are as high as their labels; those of groups have one line more. */
static void put_heights(const struct qz_sheet_table *table, bool levels, struct qz_buf *out)
{
	unsigned most = 1;
	for (size_t c = 0; c < table->count; c++) {
		const struct qz_sheet_column *column = &table->columns[c];
		unsigned lines = qz_sheet_lines(column->label, strlen(column->label), column->width, 105);
		most = lines > most ? lines : most;
	}
	qz_buf_put_number(out, qz_sheet_height(most < LINES ? most : LINES, 0) + 400);
	if (levels)
		qz_buf_printf(out, " %u", qz_sheet_height(most < LINES ? most : LINES, 0) + 400);
}

static bool has_levels(const xmlNode *table)
{
	for (const xmlNode *node = qz_xml_child(qz_xml_child(table, "columns"), "column"); node; node = qz_xml_next(node, "column"))
		if (qz_xml_attr(node, "groupPos"))
			return true;
	return false;
}

/* Tenths of twips make hundredths of a character: 105 twips are as wide as a digit of 五号. */
static unsigned column_width(unsigned twips)
{
	unsigned width = (twips - QZ_FIT_MARGINS) * 100 / 105 + 180;
	return width < WIDEST ? width : WIDEST;
}

static void put_sheet(const struct qz_sheet_table *table, const struct qz_buf *name, unsigned title, bool levels, struct qz_buf *out)
{
	qz_buf_printf(out, "%zu\t%s\t", table->number, name->data);
	for (size_t i = 0; i < table->count; i++)
		qz_buf_printf(out, "%s%u", i ? " " : "", table->order[i] + 1);
	qz_buf_putc(out, '\t');
	for (size_t i = 0; i < table->count; i++) {
		unsigned width = column_width(table->columns[table->order[i]].width);
		qz_buf_printf(out, "%s%u.%02u", i ? " " : "", width / 100, width % 100);
	}
	qz_buf_printf(out, "\t%u\t", title);
	put_heights(table, levels, out);
	qz_buf_printf(out, "\t%zu\t%s\t%s\t%s\t\n", table->row, table->merged ? "merged" : "-", table->types ? "types" : "-",
		      table->unplaced ? "unplaced" : "-");
}

/* A sheet's line behind its number, for the table itself: whoever draws a table does not look through the lines of all. */
static int tell(xmlNode *table, xmlNs *stage, const struct qz_buf *out, size_t start)
{
	const char *name = out->failed ? NULL : strchr(out->data + start, '\t');
	xmlChar *line = name ? xmlStrndup(QZ_X(name + 1), (int)strcspn(name + 1, "\n")) : NULL;
	bool done = line && xmlSetNsProp(table, stage, QZ_X("told"), line);
	xmlFree(line);
	return done ? 0 : -1;
}

static int measure_table(struct qz_sheet_table *table, const struct qz_sheet_options *options, struct qz_map *names, struct qz_buf *out)
{
	const char *own = qz_xml_attr(table->node, "sheet"), *title = qz_xml_attr(table->node, "title");
	bool levels = !options->standard && has_levels(table->node);
	struct qz_buf name;
	qz_buf_init(&name);
	int result = choose_name(table->node, table->number, names, &name);
	if (result == 0 && own && strcmp(own, name.data) != 0)
		qz_diag_add(table->diag, QZ_RULE_SHEET_RENAMED, NULL, "sheet", own, "name", name.data, NULL);
	if (result == 0)
		result = read_columns(table, options);
	unsigned high = title && qz_skip_blanks(title, strlen(title)) < strlen(title) ? TITLE_HEIGHT : 0;
	table->row = (high > 0) + 1u + levels;
	if (result == 0)
		result = qz_sheet_rows(table);
	if (result == 0)
		put_sheet(table, &name, high, levels, out);
	free(table->columns);
	free(table->order);
	qz_buf_done(&name);
	return result;
}

int qz_sheets_measure(xmlDoc *doc, const struct qz_sheet_options *options, struct qz_buf *out, struct qz_diag *diag)
{
	xmlNode *list = xmlDocGetRootElement(doc);
	xmlNs *stage = xmlSearchNsByHref(doc, list, QZ_X(QZ_STAGE_NS));
	int result = stage || (stage = xmlNewNs(list, QZ_X(QZ_STAGE_NS), QZ_X("s"))) ? 0 : -1;
	size_t number = 0;
	struct qz_map names;
	if (result == 0)
		result = qz_sheet_repairs(list, stage);
	qz_map_init(&names);
	qz_buf_putc(out, '\n');
	for (xmlNode *node = qz_xml_child(list, "table"); node && result == 0; node = qz_xml_next(node, "table")) {
		struct qz_sheet_table table = {.node = node, .number = ++number, .stage = stage, .diag = diag};
		size_t start = out->len;
		result = measure_table(&table, options, &names, out);
		if (result == 0)
			result = tell(node, stage, out, start);
	}
	qz_map_done(&names, NULL);
	return out->failed ? -1 : result;
}

void qz_sheets_types(const struct qz_vocabulary *vocabulary, struct qz_buf *out)
{
	for (size_t i = 0; i < vocabulary->ntypes; i++) {
		const struct qz_power_type *type = &vocabulary->types[i];
		if (!type->abolished && !strpbrk(type->name, ",\""))
			qz_buf_printf(out, "%s%s", out->len ? "," : "", type->name);
	}
	if (qz_sheet_characters(out->len ? out->data : "", out->len) > TYPES_BYTES)
		qz_buf_clear(out);
}
