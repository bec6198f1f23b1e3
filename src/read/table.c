/*
 * The table of table.h: growing arrays and the writing of places.
 */
#include "read/table.h"

#include <stdint.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"

#define MOST_RESERVED 64 /* cells; wider rows grow */

struct qz_table *qz_table_new(enum qz_pos_style style)
{
	struct qz_table *table = calloc(1, sizeof *table);
	if (!table)
		return NULL;
	table->pos_style = style;
	table->max_cells = SIZE_MAX;
	qz_map_init(&table->named);
	return table;
}

void qz_sheet_clear(struct qz_sheet *sheet)
{
	for (size_t r = 0; r < sheet->nrows; r++) {
		for (size_t c = 0; c < sheet->rows[r].ncells; c++)
			if (!sheet->rows[r].cells[c].slice)
				free(sheet->rows[r].cells[c].text);
		free(sheet->rows[r].cells);
	}
	sheet->nrows = 0;
}

static void sheet_done(struct qz_sheet *sheet)
{
	qz_sheet_clear(sheet);
	free(sheet->rows);
	free(sheet->hidden_columns);
	free(sheet->name);
	free(sheet->title);
}

void qz_table_free(struct qz_table *table)
{
	if (!table)
		return;
	for (size_t s = 0; s < table->nsheets; s++)
		sheet_done(&table->sheets[s]);
	free(table->sheets);
	qz_table_asides_done(table);
	qz_map_done(&table->named, NULL);
	free(table->title);
	free(table->text);
	free(table->own);
	free(table);
}

struct qz_sheet *qz_table_add_sheet(struct qz_table *table, const char *name)
{
	if (!qz_array_grow(&table->sheets, table->nsheets, &table->cap, sizeof *table->sheets))
		return NULL;
	struct qz_sheet *sheet = &table->sheets[table->nsheets];
	*sheet = (struct qz_sheet){0};
	if (name && !(sheet->name = strdup(name)))
		return NULL;
	table->nsheets++;
	return sheet;
}

struct qz_row *qz_sheet_add_row(struct qz_sheet *sheet, unsigned number, size_t line)
{
	if (!qz_array_grow(&sheet->rows, sheet->nrows, &sheet->cap, sizeof *sheet->rows))
		return NULL;
	struct qz_row *row = &sheet->rows[sheet->nrows++];
	*row = (struct qz_row){.number = number, .line = line};
	return row;
}

/* The first cells of a row get room for as many as the row before has. */
static bool reserve_cells(const struct qz_table *table, struct qz_row *row)
{
	if (row->cap == 0 && table->last_filled > 0 && table->last_filled <= MOST_RESERVED) {
		row->cells = malloc(table->last_filled * sizeof *row->cells);
		row->cap = row->cells ? table->last_filled : 0;
	}
	return qz_array_grow(&row->cells, row->ncells, &row->cap, sizeof *row->cells);
}

/* A cell without its text. */
static struct qz_cell *add_cell(struct qz_table *table, struct qz_row *row, unsigned column)
{
	if (table->cells >= table->max_cells)
		return NULL;
	if (row->ncells && row->cells[row->ncells - 1].column >= column)
		return NULL;
	if (!reserve_cells(table, row))
		return NULL;
	struct qz_cell *cell = &row->cells[row->ncells];
	*cell = (struct qz_cell){.column = column, .colspan = 1, .rowspan = 1};
	return cell;
}

static struct qz_cell *keep_cell(struct qz_table *table, struct qz_row *row, struct qz_cell *cell, char *text, size_t len)
{
	cell->text = text;
	cell->len = len;
	table->last_filled = ++row->ncells;
	table->cells++;
	return cell;
}

struct qz_cell *qz_row_add_cell(struct qz_table *table, struct qz_row *row, unsigned column, const char *text, size_t len)
{
	struct qz_cell *cell = add_cell(table, row, column);
	char *copy = cell ? malloc(len + 1) : NULL;
	if (!copy)
		return NULL;
	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return keep_cell(table, row, cell, copy, len);
}

struct qz_cell *qz_row_add_slice(struct qz_table *table, struct qz_row *row, unsigned column, char *text, size_t len)
{
	struct qz_cell *cell = add_cell(table, row, column);
	if (!cell)
		return NULL;
	cell->slice = true;
	return keep_cell(table, row, cell, text, len);
}

int qz_sheet_hide_column(struct qz_sheet *sheet, unsigned column)
{
	if (column >= sheet->nhidden) {
		size_t wanted = (size_t)column + 1;
		bool *grown = realloc(sheet->hidden_columns, wanted * sizeof *grown);
		if (!grown)
			return -1;
		memset(grown + sheet->nhidden, 0, (wanted - sheet->nhidden) * sizeof *grown);
		sheet->hidden_columns = grown;
		sheet->nhidden = wanted;
	}
	sheet->hidden_columns[column] = true;
	return 0;
}

bool qz_sheet_column_hidden(const struct qz_sheet *sheet, unsigned column)
{
	return column < sheet->nhidden && sheet->hidden_columns[column];
}

const struct qz_cell *qz_row_at(const struct qz_row *row, unsigned column)
{
	size_t low = qz_array_first(row->cells, row->ncells, sizeof *row->cells, offsetof(struct qz_cell, column), column);
	return low < row->ncells && row->cells[low].column == column ? &row->cells[low] : NULL;
}

/* A, B … Z, AA …: the letters of a 0-based column (ECMA-376 Part 1, 18.18.62). */
static void put_letters(struct qz_buf *out, unsigned column)
{
	char letters[8];
	size_t n = 0;
	for (unsigned left = column + 1; left > 0 && n < sizeof letters; left = (left - 1) / 26)
		letters[n++] = (char)('A' + (left - 1) % 26);
	while (n > 0)
		qz_buf_putc(out, letters[--n]);
}

/* A sheet's name where @pos separates by blanks: what would end it is written %XX. */
static void put_sheet_name(struct qz_buf *out, const char *name)
{
	for (const unsigned char *s = (const unsigned char *)name; *s; s++) {
		if (*s <= ' ' || *s == '%' || *s == '!' || *s == 0x7F)
			qz_buf_printf(out, "%%%02X", *s);
		else
			qz_buf_putc(out, (char)*s);
	}
}

void qz_table_sheet_pos(const struct qz_table *table, size_t sheet, struct qz_buf *out)
{
	put_sheet_name(out, table->sheets[sheet].name ? table->sheets[sheet].name : "");
	qz_buf_putc(out, '!');
}

bool qz_sheet_reach_down(struct qz_sheet *sheet, size_t head, unsigned column)
{
	struct qz_row *row = &sheet->rows[head];
	const struct qz_cell *cell = qz_row_at(row, column);
	if (!cell)
		return false;
	row->cells[cell - row->cells].rowspan = (unsigned)(sheet->nrows - head);
	return true;
}

bool qz_sheet_reach_right(struct qz_sheet *sheet, unsigned span)
{
	struct qz_row *row = &sheet->rows[sheet->nrows - 1];
	struct qz_cell *left = row->ncells ? &row->cells[row->ncells - 1] : NULL;
	while (left && left > row->cells && left->covered)
		left--;
	if (!left || left->covered)
		return false;
	left->colspan += span;
	return true;
}

void qz_table_pos(const struct qz_table *table, size_t sheet, const struct qz_row *row, unsigned column, struct qz_buf *out)
{
	switch (table->pos_style) {
	case QZ_POS_TEXT:
		qz_buf_put_number(out, row->number);
		qz_buf_putc(out, ':');
		qz_buf_put_number(out, column + 1);
		break;
	case QZ_POS_WORKBOOK:
		qz_table_sheet_pos(table, sheet, out);
		put_letters(out, column);
		qz_buf_put_number(out, row->number);
		break;
	case QZ_POS_NESTED:
		qz_buf_printf(out, "t%zu/r%u/c%u", sheet + 1, row->number, column + 1);
		break;
	}
}

/* ---- places read back ---- */

/* Reads a decimal number; false when there is none or it is not followed by `end`. */
static bool read_number(const char **at, const char *limit, char end, unsigned *value)
{
	const char *start = *at;
	*value = 0;
	while (*at < limit && **at >= '0' && **at <= '9' && *at - start < 9)
		*value = *value * 10 + (unsigned)(*(*at)++ - '0');
	if (*at == start || (end ? *at == limit || **at != end : *at != limit))
		return false;
	*at += end != '\0';
	return true;
}

int qz_table_index(struct qz_table *table)
{
	struct qz_buf name;
	bool done = true;
	qz_buf_init(&name);
	for (size_t i = 0; done && table->pos_style == QZ_POS_WORKBOOK && i < table->nsheets; i++) {
		qz_buf_clear(&name);
		qz_table_sheet_pos(table, i, &name);
		done = !name.failed && (qz_map_get(&table->named, name.data, name.len) || /* of two of one name, the first */
					qz_map_put(&table->named, name.data, name.len, (void *)(uintptr_t)(i + 1)) == 0);
	}
	qz_buf_done(&name);
	return done ? 0 : -1;
}

/* Sheet!C7 */
static bool read_workbook_place(const struct qz_table *table, const char *pos, size_t len, struct qz_place *place, unsigned *row, unsigned *column)
{
	const char *mark = memchr(pos, '!', len), *limit = pos + len;
	if (!mark)
		return false;
	place->sheet = (size_t)(uintptr_t)qz_map_get(&table->named, pos, (size_t)(mark + 1 - pos)) - 1; /* none: SIZE_MAX */
	const char *at = mark + 1;
	for (*column = 0; at < limit && *at >= 'A' && *at <= 'Z' && at - mark < 8; at++)
		*column = *column * 26 + (unsigned)(*at - 'A') + 1;
	return at > mark + 1 && read_number(&at, limit, '\0', row);
}

/* t1/r2/c3 */
static bool read_nested_place(const char *pos, size_t len, struct qz_place *place, unsigned *row, unsigned *column)
{
	const char *at = pos + 1, *limit = pos + len;
	unsigned table_number;
	if (len < 8 || *pos != 't' || !read_number(&at, limit, '/', &table_number) || at == limit || *at++ != 'r' ||
	    !read_number(&at, limit, '/', row) || at == limit || *at++ != 'c' || !read_number(&at, limit, '\0', column))
		return false;
	place->sheet = table_number - 1;
	return table_number > 0;
}

/* The row of that number; rows rise. */
static bool find_row(const struct qz_sheet *sheet, unsigned number, size_t *index)
{
	size_t low = qz_array_first(sheet->rows, sheet->nrows, sizeof *sheet->rows, offsetof(struct qz_row, number), number);
	*index = low;
	return low < sheet->nrows && sheet->rows[low].number == number;
}

bool qz_table_find(const struct qz_table *table, const char *pos, size_t len, struct qz_place *place)
{
	unsigned row = 0, column = 0;
	const char *at = pos;
	bool read = false;
	*place = (struct qz_place){0};
	switch (table->pos_style) {
	case QZ_POS_TEXT:
		read = read_number(&at, pos + len, ':', &row) && read_number(&at, pos + len, '\0', &column);
		break;
	case QZ_POS_WORKBOOK:
		read = read_workbook_place(table, pos, len, place, &row, &column);
		break;
	case QZ_POS_NESTED:
		read = read_nested_place(pos, len, place, &row, &column);
		break;
	}
	if (!read || column == 0 || place->sheet >= table->nsheets || !find_row(&table->sheets[place->sheet], row, &place->row))
		return false;
	const struct qz_row *found = &table->sheets[place->sheet].rows[place->row];
	const struct qz_cell *cell = qz_row_at(found, column - 1);
	if (!cell)
		return false;
	place->cell = (size_t)(cell - found->cells);
	return true;
}

size_t qz_table_columns(const struct qz_table *table)
{
	size_t most = 0;
	for (size_t s = 0; s < table->nsheets; s++) {
		for (size_t r = 0; r < table->sheets[s].nrows; r++) {
			const struct qz_row *row = &table->sheets[s].rows[r];
			size_t filled = 0;
			for (size_t c = 0; c < row->ncells; c++)
				filled += row->cells[c].len > 0;
			most = filled > most ? filled : most;
		}
	}
	return most;
}
