/*
 * One worksheet of a binary workbook: its cell records, in any order, become
 * rows; merged ranges, hidden rows and columns are marked.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "read/table.h"
#include "read/xls_parts.h"

#define MOST_COLOURED 1024 /* ranges that are coloured by conditions; beyond them cells count as others do */

/* ---- rows, columns, merges ---- */

static bool read_merges(struct qz_xls_reader *reader)
{
	const struct qz_biff *biff = &reader->book->biff;
	size_t count = biff->size >= 2 ? qz_biff_u16(biff->data) : 0;
	for (size_t i = 0; i < count && 2 + 8 * (i + 1) <= biff->size; i++) {
		const unsigned char *at = biff->data + 2 + 8 * i;
		struct qz_xlsx_range range = {qz_biff_u16(at) + 1, qz_biff_u16(at + 4), qz_biff_u16(at + 2) + 1, qz_biff_u16(at + 6)};
		if (range.bottom < range.top || range.right < range.left || range.right >= QZ_XLS_COLUMNS)
			continue;
		if (!qz_array_grow(&reader->merges, reader->nmerges, &reader->merges_cap, sizeof range))
			return qz_xls_out_of_memory(reader->book);
		reader->merges[reader->nmerges++] = range;
	}
	return true;
}

static void read_row(struct qz_xls_reader *reader)
{
	const struct qz_biff *biff = &reader->book->biff;
	if (biff->size < 16)
		return;
	unsigned row = qz_biff_u16(biff->data);
	if (biff->data[12] & 0x20) /* fDyZero, 2.4.221 */
		reader->hidden_rows[row / 8] = (unsigned char)(reader->hidden_rows[row / 8] | 1u << row % 8);
}

static void read_columns(struct qz_xls_reader *reader)
{
	const struct qz_biff *biff = &reader->book->biff;
	if (biff->size < 10)
		return;
	unsigned first = qz_biff_u16(biff->data), last = qz_biff_u16(biff->data + 2);
	bool hidden = (biff->data[8] & 1) || qz_biff_u16(biff->data + 4) == 0; /* 2.4.53 */
	for (unsigned column = first; hidden && column <= last && column < QZ_XLS_COLUMNS; column++)
		reader->hidden_columns[column] = true;
}

/* The ranges of a conditional format (2.4.56): the colours of their cells are not those of their styles alone. */
static bool read_conditions(struct qz_xls_reader *reader)
{
	const struct qz_biff *biff = &reader->book->biff;
	size_t count = biff->size >= 14 ? qz_biff_u16(biff->data + 12) : 0;
	for (size_t i = 0; i < count && 14 + 8 * (i + 1) <= biff->size && reader->ncoloured < MOST_COLOURED; i++) {
		const unsigned char *at = biff->data + 14 + 8 * i;
		if (!qz_array_grow(&reader->coloured, reader->ncoloured, &reader->coloured_cap, sizeof *reader->coloured))
			return qz_xls_out_of_memory(reader->book);
		reader->coloured[reader->ncoloured++] =
		    (struct qz_xlsx_range){.top = qz_biff_u16(at), .bottom = qz_biff_u16(at + 2), .left = qz_biff_u16(at + 4), .right = qz_biff_u16(at + 6)};
	}
	return true;
}

static bool read_record(struct qz_xls_reader *reader)
{
	unsigned type = reader->book->biff.type;
	if (qz_xls_is_cell(type))
		return qz_xls_cell_read(reader);
	switch (type) {
	case BIFF_MERGECELLS:
		return read_merges(reader);
	case BIFF_ROW:
		read_row(reader);
		return true;
	case BIFF_COLINFO:
		read_columns(reader);
		return true;
	case BIFF_CONDFMT:
		return read_conditions(reader);
	case BIFF_FILTERMODE:
	case BIFF_AUTOFILTER:
		reader->filtered = true;
		return true;
	default:
		return qz_xls_objects_read(reader) && qz_xls_around_read(reader);
	}
}

/* ---- into the table ---- */

static int compare_cells(const void *a, const void *b)
{
	const struct qz_xls_found *x = a, *y = b;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

/* Hidden, and by a filter where that is on; rows of the file count from 0. */
static void mark_row(const struct qz_xls_reader *reader, struct qz_row *row)
{
	unsigned number = row->number - 1;
	row->hidden = reader->hidden_rows[number / 8] >> number % 8 & 1;
	row->filtered = row->hidden && reader->filtered && number > reader->filter.top && number <= reader->filter.bottom;
}

static bool is_coloured(const struct qz_xls_reader *reader, const struct qz_xls_found *cell)
{
	for (size_t i = 0; i < reader->ncoloured; i++) {
		const struct qz_xlsx_range *range = &reader->coloured[i];
		if (cell->row >= range->top && cell->row <= range->bottom && cell->column >= range->left && cell->column <= range->right)
			return true;
	}
	return false;
}

/* One cell, with what was taken out of it behind it. */
static bool fill_cell(struct qz_xls_reader *reader, struct qz_row *row, const struct qz_xls_found *found)
{
	struct qz_xls *book = reader->book;
	const char *text = reader->text.data ? reader->text.data + found->start : "";
	size_t len = found->unseen ? 0 : found->len;
	unsigned signs = found->unseen ? 0 : found->signs;
	if ((signs & QZ_SIGN_PALE) && is_coloured(reader, found))
		signs &= ~(unsigned)QZ_SIGN_PALE;
	if (len || signs) {
		struct qz_cell *cell = qz_row_add_cell(book->table, row, found->column, text, len);
		if (!cell && book->table->cells < book->table->max_cells)
			return qz_xls_out_of_memory(book);
		if (!cell) {
			qz_limits_exceeded(book->limits, &book->limits->cells, book->diag);
			return false;
		}
		cell->signs = (unsigned char)signs;
	}
	return qz_xls_aside(book, QZ_ASIDE_STRUCK, row->number, found->column, text + found->len, found->struck) &&
	       (!found->unseen || qz_xls_aside(book, QZ_ASIDE_UNSEEN, row->number, found->column, text, found->len));
}

/* Cells in reading order; of two records for one cell the last one holds. */
static bool fill_sheet(struct qz_xls_reader *reader, struct qz_sheet *sheet)
{
	struct qz_row *row = NULL;
	if (reader->ncells)
		qsort(reader->cells, reader->ncells, sizeof *reader->cells, compare_cells);
	for (size_t i = 0; i < reader->ncells; i++) {
		const struct qz_xls_found *cell = &reader->cells[i], *next = i + 1 < reader->ncells ? cell + 1 : NULL;
		if (next && next->row == cell->row && next->column == cell->column)
			continue;
		if (!row || row->number != cell->row + 1) {
			row = qz_sheet_add_row(sheet, cell->row + 1, 0);
			if (!row)
				return qz_xls_out_of_memory(reader->book);
			mark_row(reader, row);
		}
		if (!fill_cell(reader, row, cell))
			return false;
		reader->last_row = cell->row + 1;
		reader->last_column = cell->column > reader->last_column ? cell->column : reader->last_column;
	}
	return true;
}

static bool merge_cells(struct qz_xls_reader *reader, struct qz_sheet *sheet)
{
	size_t overlaps = 0;
	struct qz_xls *book = reader->book;
	enum qz_xlsx_merge_result result =
		qz_xlsx_merge(book->table, sheet, reader->merges, reader->nmerges, reader->last_row, reader->last_column, &overlaps);
	if (result == QZ_XLSX_TOO_MANY_CELLS) {
		qz_limits_exceeded(book->limits, &book->limits->cells, book->diag);
		return false;
	}
	if (result != QZ_XLSX_MERGED)
		return qz_xls_out_of_memory(reader->book);
	for (size_t r = 0; r < sheet->nrows; r++) /* rows made for the heads of merges are hidden like the others */
		mark_row(reader, &sheet->rows[r]);
	for (unsigned column = 0; column < QZ_XLS_COLUMNS; column++)
		if (reader->hidden_columns[column] && qz_sheet_hide_column(sheet, column) != 0)
			return qz_xls_out_of_memory(reader->book);
	return true;
}

/* Records of the sheet, and of charts inside it. */
static bool read_records(struct qz_xls_reader *reader, size_t offset)
{
	struct qz_biff *biff = &reader->book->biff;
	unsigned depth = 0;
	biff->next = offset;
	if (offset > biff->len || !qz_biff_step(biff) || biff->type != BIFF_BOF)
		return qz_xls_broken(reader->book, "sheet-list");
	while (qz_biff_step(biff)) {
		if (biff->type == BIFF_EOF && depth-- == 0)
			return qz_xls_cell_settle(reader);
		reader->inside = depth > 0;
		if (biff->type == BIFF_BOF)
			depth++;
		else if (!(depth == 0 ? read_record(reader) : qz_xls_chart_read(reader)))
			return false;
	}
	return qz_xls_broken(reader->book, "cut-off");
}

static void reader_done(struct qz_xls_reader *reader)
{
	qz_buf_done(&reader->text);
	qz_buf_done(&reader->value);
	qz_buf_done(&reader->struck);
	free(reader->runs.list);
	free(reader->cells);
	free(reader->merges);
	free(reader->coloured);
	free(reader->hidden_rows);
	qz_map_done(&reader->told, NULL);
	qz_xls_objects_done(&reader->objects);
}

bool qz_xls_sheet_read(struct qz_xls *book, unsigned number, size_t offset)
{
	struct qz_xls_reader reader = {.book = book, .filter = {.sheet = number, .bottom = QZ_XLS_ROWS}};
	struct qz_sheet *sheet = &book->table->sheets[book->table->nsheets - 1];
	qz_map_init(&reader.told);
	for (size_t i = 0; i < book->nfilters; i++)
		if (book->filters[i].sheet == number)
			reader.filter = book->filters[i];
	reader.hidden_rows = calloc(QZ_XLS_ROWS / 8, 1);
	bool good = reader.hidden_rows ? read_records(&reader, offset) : qz_xls_out_of_memory(book);
	good = good && fill_sheet(&reader, sheet) && merge_cells(&reader, sheet) && qz_xls_objects_close(&reader);
	reader_done(&reader);
	return good;
}
