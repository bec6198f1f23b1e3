/*
 * The rows of a sheet, for sheet.c: what stands in the cells of an item gives
 * the heights of its rows; texts too long for the highest row there can be are
 * written in smaller letters. What is merged over rows or items is named where it
 * ends.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "emit/fit.h"
#include "emit/sheet.h"
#include "emit/sheet_parts.h"

#define HIGHEST 40900u /* hundredths of a point: 409.5 is the most */
#define STEPS 4u
#define NEAR 16u       /* what shares a cell stands together */
#define MOST_ROWS 100000u /* of an item */

/* Tenths of a point, and hundredths a line takes; xslt/xlsx/styles.xsl has the same sizes. */
static const struct {
	unsigned size, line;
} steps[STEPS] = {{105, 1500}, {90, 1300}, {75, 1075}, {60, 875}};

/* A cell of an item: a text each of whose lines ends in U+000A. */
struct cell {
	size_t column, row; /* of the source; row of the item, from 0 */
	bool whole;         /* over all its rows */
	struct qz_buf text;
};

struct rows {
	struct qz_sheet_table *table;
	struct cell *cells;
	size_t ncells, cap;
	size_t used; /* of the cells: their buffers are used again */
	size_t count; /* rows of the item */
	struct qz_map turns; /* of columns that share field and label, by row */
	unsigned *heights;
	size_t heights_cap;
	bool *parted, *continued, *goes_on; /* by column */
	struct qz_buf at, covered, merged;
};

unsigned qz_sheet_height(unsigned lines, size_t step)
{
	return lines * steps[step].line + 400;
}

/* Lines of text, broken anywhere: a character half as wide as an ideograph counts one. */
unsigned qz_sheet_lines(const char *text, size_t len, unsigned width, unsigned size)
{
	unsigned room = width > QZ_FIT_MARGINS ? (width - QZ_FIT_MARGINS) * 105 / size : 0;
	unsigned halves = 2 * room / QZ_FIT_CHARACTER, lines = 0, used = 0;
	uint32_t cp = 0;
	halves = halves < 2 ? 2 : halves;
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		n = n ? n : 1;
		if (cp == '\n') {
			lines += used > halves ? (used + halves - 2) / (halves - 1) : 1; /* no mark begins a line: some lose a character */
			used = 0;
		} else {
			used += cp < 0x80 ? 1 : 2;
		}
	}
	return lines + (used > halves ? (used + halves - 2) / (halves - 1) : used > 0);
}

size_t qz_sheet_characters(const char *text, size_t len)
{
	size_t count = 0;
	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80 ? 1u + ((unsigned char)text[i] >= 0xF0) : 0u;
	return count;
}

/* ---- texts ---- */

static struct cell *find_cell(struct rows *rows, size_t column, size_t row)
{
	for (size_t i = rows->used; i > 0 && i + NEAR > rows->used; i--)
		if (rows->cells[i - 1].column == column && rows->cells[i - 1].row == row)
			return &rows->cells[i - 1];
	if (rows->used == rows->ncells) {
		if (!qz_array_grow(&rows->cells, rows->ncells, &rows->cap, sizeof *rows->cells))
			return NULL;
		rows->cells[rows->ncells++] = (struct cell){0};
	}
	struct cell *cell = &rows->cells[rows->used++];
	cell->column = column;
	cell->row = row;
	cell->whole = false;
	qz_buf_clear(&cell->text);
	return cell;
}

/* A line for each paragraph and point; a plain value is one. */
static void put_lines(const xmlNode *field, struct qz_buf *out)
{
	const xmlNode *at = field;
	while (at) {
		bool line = qz_xml_is(at, "p") || qz_xml_is(at, "li");
		if (line && out->len > 0 && out->data[out->len - 1] != '\n')
			qz_buf_putc(out, '\n');
		if (line && qz_xml_attr(at, "marker"))
			qz_buf_puts(out, qz_xml_attr(at, "marker"));
		if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) && at->content)
			qz_buf_puts(out, QZ_C(at->content));
		at = qz_xml_after(at, field);
	}
	if (out->len > 0 && out->data[out->len - 1] != '\n')
		qz_buf_putc(out, '\n');
}

static size_t part_of(const xmlNode *field)
{
	const char *part = qz_xml_attr(field, "part");
	unsigned long number = part ? strtoul(part, NULL, 10) : 0;
	return number < MOST_ROWS ? number : MOST_ROWS;
}

static bool is_stage(const xmlNode *node)
{
	return node->ns && strcmp(QZ_C(node->ns->href), QZ_STAGE_NS) == 0;
}

/* Which columns of an item hold what stands above; true for any. Asked of the next item, too. */
static bool find_continued(const struct qz_sheet_table *table, const xmlNode *item, bool *continued)
{
	bool any = false;
	memset(continued, 0, table->count * sizeof *continued);
	for (const xmlNode *field = qz_xml_child(item, NULL); field; field = qz_xml_next(field, NULL)) {
		size_t column = qz_sheet_find_column(table, field);
		bool copy = column < table->count && table->columns[column].alone && qz_xml_attr(field, "from");
		any |= copy;
		if (copy)
			continued[column] = true;
	}
	return any;
}

/* Of columns with one field and label, the one whose turn it is in this row; as q:own() in xslt/common/columns.xsl. */
static size_t take_turn(struct rows *rows, size_t column, size_t row)
{
	const struct qz_sheet_column *columns = rows->table->columns;
	const size_t key[] = {column, row};
	if (column == rows->table->count || columns[column].twin == column)
		return column;
	size_t turn = (size_t)(uintptr_t)qz_map_get(&rows->turns, (const char *)key, sizeof key), at = column;
	for (size_t i = 0; i < turn; i++)
		at = columns[at].twin == at ? column : columns[at].twin;
	size_t next = columns[at].twin == at ? 0 : turn + 1;
	return qz_map_put(&rows->turns, (const char *)key, sizeof key, (void *)(uintptr_t)next) == 0 ? at : rows->table->count;
}

/* Fills in the cells of an item. */
static int gather(struct rows *rows, const xmlNode *item)
{
	struct qz_sheet_table *table = rows->table;
	rows->used = 0;
	rows->count = 1;
	qz_map_done(&rows->turns, NULL);
	qz_map_init(&rows->turns);
	memset(rows->parted, 0, table->count * sizeof *rows->parted);
	for (const xmlNode *field = qz_xml_child(item, NULL); field; field = qz_xml_next(field, NULL)) {
		size_t part = part_of(field), row = part ? part - 1 : 0, column = take_turn(rows, qz_sheet_find_column(table, field), row);
		const char *label = qz_xml_attr(field, "label");
		rows->count = part > rows->count ? part : rows->count;
		if (is_stage(field) || (column < table->count && rows->continued[column]))
			continue;
		if (column == table->count && qz_xml_is(field, "powerType"))
			table->types |= field->children != NULL;
		else if (column == table->count && label && !*label)
			table->unplaced = true;
		if (column < table->count)
			rows->parted[column] |= part > 0;
		struct cell *cell = find_cell(rows, column, row);
		if (!cell)
			return -1;
		put_lines(field, &cell->text);
		if (cell->text.failed)
			return -1;
		size_t characters = qz_sheet_characters(cell->text.data ? cell->text.data : "", cell->text.len);
		if (characters > QZ_SHEET_CHARACTERS + 1) /* the last line's end does not stand there */
			return qz_sheet_refuse(table->diag, field, "characters", QZ_SHEET_CHARACTERS, characters - 1);
	}
	for (size_t i = 0; i < rows->used; i++)
		rows->cells[i].whole = rows->count > 1 && (rows->cells[i].column == table->count || !rows->parted[rows->cells[i].column]);
	return 0;
}

/* ---- heights ---- */

static unsigned cell_height(const struct rows *rows, const struct cell *cell, size_t step)
{
	const struct qz_sheet_table *table = rows->table;
	unsigned width = cell->column < table->count ? table->columns[cell->column].width : 12 * QZ_FIT_CHARACTER;
	return qz_sheet_height(qz_sheet_lines(cell->text.data ? cell->text.data : "", cell->text.len, width, steps[step].size), step);
}

/* Rows as high as their own cells; then all of them as what is merged over them. True when none is too high. */
static bool set_heights(struct rows *rows, size_t step)
{
	unsigned long sum = 0, whole = 0;
	for (size_t i = 0; i < rows->count; i++)
		rows->heights[i] = qz_sheet_height(1, step);
	for (size_t i = 0; i < rows->used; i++) {
		unsigned height = cell_height(rows, &rows->cells[i], step);
		if (rows->cells[i].whole)
			whole = height > whole ? height : whole;
		else if (height > rows->heights[rows->cells[i].row])
			rows->heights[rows->cells[i].row] = height;
	}
	for (size_t i = 0; i < rows->count; i++)
		sum += rows->heights[i];
	bool fits = true;
	for (size_t i = 0; i < rows->count; i++) {
		if (whole > sum)
			rows->heights[i] += (unsigned)((whole - sum) / rows->count);
		fits &= rows->heights[i] <= HIGHEST;
		rows->heights[i] = rows->heights[i] <= HIGHEST ? rows->heights[i] : HIGHEST;
	}
	return fits;
}

static bool add_heights(struct rows *rows)
{
	while (rows->heights_cap < rows->count)
		if (!qz_array_grow(&rows->heights, rows->heights_cap, &rows->heights_cap, sizeof *rows->heights))
			return false;
	return true;
}

/* ---- merged cells ---- */

static void put_range(struct rows *rows, size_t column, size_t first, size_t last)
{
	size_t at = rows->table->columns[column].at;
	if (rows->merged.len > 0)
		qz_buf_putc(&rows->merged, ' ');
	for (int end = 0; end < 2; end++) {
		if (end)
			qz_buf_putc(&rows->merged, ':');
		qz_sheet_letters(at, &rows->merged);
		qz_buf_put_number(&rows->merged, end ? last : first);
	}
	rows->table->merged = true;
}

/* What is merged downwards in a column: over the rows of the item (first to last), with the items above and below. Makes its last row higher where the range is too low. */
static void merge_column(struct rows *rows, size_t c, size_t first, size_t last, size_t step)
{
	struct qz_sheet_column *column = &rows->table->columns[c];
	unsigned long own = 0;
	for (size_t i = 0; i < rows->count; i++)
		own += rows->heights[i];
	if (rows->continued[c]) {
		column->height += own;
	} else {
		column->start = rows->parted[c] ? last : first;
		column->height = rows->parted[c] ? rows->heights[rows->count - 1] : own;
		column->need = 0;
		for (size_t i = 0; i < rows->used && rows->goes_on[c]; i++)
			if (rows->cells[i].column == c && (!rows->parted[c] || rows->cells[i].row == rows->count - 1))
				column->need = cell_height(rows, &rows->cells[i], step);
	}
	if (rows->goes_on[c] || column->start >= last)
		return;
	if (column->need > column->height) {
		unsigned long higher = rows->heights[rows->count - 1] + column->need - column->height;
		rows->heights[rows->count - 1] = higher < HIGHEST ? (unsigned)higher : HIGHEST;
	}
	put_range(rows, c, column->start, last);
}

/* A cell that goes on below makes its item no higher: the items that it stands over have room for it together. */
static void leave_out_shared(struct rows *rows)
{
	size_t kept = 0;
	for (size_t i = 0; i < rows->used; i++) {
		struct cell cell = rows->cells[i];
		if (cell.column < rows->table->count && rows->goes_on[cell.column] && !rows->parted[cell.column])
			continue;
		rows->cells[i] = rows->cells[kept];
		rows->cells[kept++] = cell;
	}
	rows->used = kept;
}

/* ---- items ---- */

static bool set(const struct qz_sheet_table *table, xmlNode *item, const char *name, const struct qz_buf *value)
{
	return !value->failed && (value->len == 0 || xmlNewNsProp(item, table->stage, QZ_X(name), QZ_X(value->data)));
}

/* The row of a section that begins with the item: its height; 0 where none does. */
static unsigned section_height(const struct qz_sheet_table *table, const xmlNode *previous, const xmlNode *item)
{
	const char *section = qz_xml_attr(item, "section"), *before = previous ? qz_xml_attr(previous, "section") : NULL;
	unsigned width = 0;
	if (!section || (before && strcmp(section, before) == 0))
		return 0;
	for (const xmlNode *field = qz_xml_child(item, NULL); field; field = qz_xml_next(field, NULL))
		if (qz_xml_attr(field, "from"))
			return 0; /* a merge from the item before would be cut */
	for (size_t c = 0; c < table->count; c++)
		width += table->columns[c].width;
	return qz_sheet_height(qz_sheet_lines(section, strlen(section), width, steps[0].size), 0);
}

static int mark_item(struct rows *rows, const xmlNode *previous, xmlNode *item)
{
	struct qz_sheet_table *table = rows->table;
	int result = gather(rows, item);
	if (result != 0)
		return result;
	unsigned section = section_height(table, previous, item);
	size_t top = table->row + 1, first = top + (section > 0), last = first + rows->count - 1, step = 0;
	if (last > QZ_SHEET_ROWS)
		return qz_sheet_refuse(table->diag, item, "rows", QZ_SHEET_ROWS, last);
	if (!add_heights(rows))
		return -1;
	size_t all = rows->used;
	leave_out_shared(rows);
	while (!set_heights(rows, step) && step + 1 < STEPS)
		step++;
	rows->used = all;
	qz_buf_clear(&rows->at);
	qz_buf_clear(&rows->covered);
	qz_buf_clear(&rows->merged);
	for (size_t c = 0; c < table->count; c++) {
		if (rows->continued[c])
			qz_buf_printf(&rows->covered, "%s%zu ", rows->covered.len ? "" : " ", c + 1);
		merge_column(rows, c, first, last, step);
	}
	qz_buf_put_number(&rows->at, top);
	qz_buf_printf(&rows->at, " %u %zu", section, step);
	for (size_t i = 0; i < rows->count; i++) {
		qz_buf_putc(&rows->at, ' ');
		qz_buf_put_number(&rows->at, rows->heights[i]);
	}
	table->row = last;
	return set(table, item, "at", &rows->at) && set(table, item, "covered", &rows->covered) && set(table, item, "merged", &rows->merged) ? 0 : -1;
}

/* Copies in a table's first item have nothing above to be merged with. */
static int mark_items(struct rows *rows)
{
	xmlNode *previous = NULL, *item = qz_xml_child(rows->table->node, "item");
	int result = 0;
	memset(rows->continued, 0, rows->table->count * sizeof *rows->continued);
	while (item && result == 0) {
		xmlNode *next = qz_xml_next(item, "item");
		if (next)
			find_continued(rows->table, next, rows->goes_on);
		else
			memset(rows->goes_on, 0, rows->table->count * sizeof *rows->goes_on);
		result = mark_item(rows, previous, item);
		memcpy(rows->continued, rows->goes_on, rows->table->count * sizeof *rows->continued);
		previous = item;
		item = next;
	}
	return result;
}

int qz_sheet_rows(struct qz_sheet_table *table)
{
	struct rows rows = {.table = table};
	qz_map_init(&rows.turns);
	rows.parted = calloc(3 * table->count + 1, sizeof *rows.parted);
	rows.continued = rows.parted + table->count;
	rows.goes_on = rows.continued + table->count;
	int result = rows.parted ? mark_items(&rows) : -1;
	for (size_t i = 0; i < rows.ncells; i++)
		qz_buf_done(&rows.cells[i].text);
	qz_map_done(&rows.turns, NULL);
	free(rows.cells);
	free(rows.heights);
	free(rows.parted);
	qz_buf_done(&rows.at);
	qz_buf_done(&rows.covered);
	qz_buf_done(&rows.merged);
	return result;
}
