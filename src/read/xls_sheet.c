/*
 * One worksheet of a binary workbook: its cell records, in any order, become
 * rows; merged ranges, hidden rows and columns are marked.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "read/numfmt.h"
#include "read/table.h"
#include "read/xls_parts.h"
#include "read/xlsx_parts.h"

#define COLUMNS 256u

/* A cell found: where, and its text in reader->text. */
struct found {
	unsigned row, column;
	size_t order, start, len;
};

struct reader {
	struct qz_xls *book;
	struct qz_buf text;
	struct found *cells;
	size_t ncells, cells_cap;
	unsigned char *hidden_rows; /* bits, 65536 of them */
	struct qz_xlsx_range *merges;
	size_t nmerges, merges_cap;
	unsigned last_row, last_column;
	bool hidden_columns[COLUMNS];
	bool awaiting; /* a formula whose text stands in the STRING record to come */
	unsigned awaiting_row, awaiting_column;
};

static bool no_memory(struct reader *reader)
{
	reader->book->diag->failed = true;
	return false;
}

/* Keeps a cell whose text has just been appended behind `start`. */
static bool keep(struct reader *reader, unsigned row, unsigned column, size_t start)
{
	const struct qz_limits *limits = reader->book->limits;
	size_t len = reader->text.len - start;
	if (reader->text.failed)
		return no_memory(reader);
	if (column >= COLUMNS)
		return qz_xls_broken(reader->book, "column-range");
	if (len > limits->cell_bytes) {
		qz_limits_exceeded(limits, &limits->cell_bytes, reader->book->diag);
		return false;
	}
	if (reader->ncells >= limits->cells || reader->text.len > limits->zip_bytes) {
		qz_limits_exceeded(limits, reader->ncells >= limits->cells ? &limits->cells : &limits->zip_bytes, reader->book->diag);
		return false;
	}
	if (len == 0)
		return true;
	if (!qz_array_grow(&reader->cells, reader->ncells, &reader->cells_cap, sizeof *reader->cells))
		return no_memory(reader);
	reader->cells[reader->ncells] = (struct found){.row = row, .column = column, .order = reader->ncells, .start = start, .len = len};
	reader->ncells++;
	return true;
}

static bool keep_number(struct reader *reader, unsigned row, unsigned column, unsigned xf, double value)
{
	size_t start = reader->text.len;
	qz_numfmt_number(value, qz_xls_code(reader->book, xf), reader->book->date1904, &reader->text);
	return keep(reader, row, column, start);
}

/* BErr, 2.5.10. */
static const char *error_text(unsigned code)
{
	switch (code) {
	case 0x00:
		return "#NULL!";
	case 0x07:
		return "#DIV/0!";
	case 0x0F:
		return "#VALUE!";
	case 0x17:
		return "#REF!";
	case 0x1D:
		return "#NAME?";
	case 0x24:
		return "#NUM!";
	default:
		return "#N/A";
	}
}

static bool keep_flag(struct reader *reader, unsigned row, unsigned column, unsigned value, bool error)
{
	size_t start = reader->text.len;
	qz_buf_puts(&reader->text, error ? error_text(value) : value ? "TRUE" : "FALSE");
	return keep(reader, row, column, start);
}

/* The stored value of a formula (2.5.133): a number, or what its last bytes say it is. */
static bool read_formula(struct reader *reader, unsigned row, unsigned column)
{
	const struct qz_biff *biff = &reader->book->biff;
	if (biff->size < 14)
		return qz_xls_broken(reader->book, "cell");
	const unsigned char *value = biff->data + 6;
	if (qz_biff_u16(value + 6) != 0xFFFF)
		return keep_number(reader, row, column, qz_biff_u16(biff->data + 4), qz_biff_double(value));
	if (value[0] == 1 || value[0] == 2)
		return keep_flag(reader, row, column, value[2], value[0] == 2);
	reader->awaiting = value[0] == 0;
	reader->awaiting_row = row;
	reader->awaiting_column = column;
	return true;
}

static bool read_shared(struct reader *reader, unsigned row, unsigned column)
{
	const struct qz_xls *book = reader->book;
	if (book->biff.size < 10)
		return qz_xls_broken(reader->book, "cell");
	uint32_t index = qz_biff_u32(book->biff.data + 6);
	if (index >= book->nstrings)
		return qz_xls_broken(reader->book, "string-index");
	size_t start = reader->text.len, from = book->offsets[index];
	size_t len = book->offsets[index + 1] - from;
	if (len)
		qz_buf_add(&reader->text, book->strings.data + from, len);
	return keep(reader, row, column, start);
}

static bool read_mulrk(struct reader *reader, unsigned row)
{
	const struct qz_biff *biff = &reader->book->biff;
	unsigned column = qz_biff_u16(biff->data + 2);
	bool good = true;
	for (size_t at = 4; good && at + 8 <= biff->size; at += 6, column++)
		good = keep_number(reader, row, column, qz_biff_u16(biff->data + at), qz_biff_rk(qz_biff_u32(biff->data + at + 2)));
	return good;
}

static bool read_label(struct reader *reader, unsigned row, unsigned column)
{
	size_t start = reader->text.len;
	return qz_xls_label(reader->book, 6, 2, &reader->text) && keep(reader, row, column, start);
}

/* The text of the formula before. */
static bool read_string(struct reader *reader)
{
	size_t start = reader->text.len;
	if (!reader->awaiting)
		return true;
	reader->awaiting = false;
	return qz_xls_label(reader->book, 0, 2, &reader->text) && keep(reader, reader->awaiting_row, reader->awaiting_column, start);
}

static bool read_cell(struct reader *reader)
{
	const struct qz_biff *biff = &reader->book->biff;
	if (biff->size < 6)
		return qz_xls_broken(reader->book, "cell");
	unsigned row = qz_biff_u16(biff->data), column = qz_biff_u16(biff->data + 2), xf = qz_biff_u16(biff->data + 4);
	switch (biff->type) {
	case BIFF_FORMULA:
		return read_formula(reader, row, column);
	case BIFF_LABELSST:
		return read_shared(reader, row, column);
	case BIFF_LABEL:
	case BIFF_RSTRING:
		return read_label(reader, row, column);
	case BIFF_NUMBER:
		return biff->size >= 14 ? keep_number(reader, row, column, xf, qz_biff_double(biff->data + 6)) : qz_xls_broken(reader->book, "cell");
	case BIFF_RK:
		return biff->size >= 10 ? keep_number(reader, row, column, xf, qz_biff_rk(qz_biff_u32(biff->data + 6)))
					: qz_xls_broken(reader->book, "cell");
	case BIFF_MULRK:
		return read_mulrk(reader, row);
	default:
		return biff->size >= 8 ? keep_flag(reader, row, column, biff->data[6], biff->data[7] != 0) : qz_xls_broken(reader->book, "cell");
	}
}

/* ---- rows, columns, merges ---- */

static bool read_merges(struct reader *reader)
{
	const struct qz_biff *biff = &reader->book->biff;
	size_t count = biff->size >= 2 ? qz_biff_u16(biff->data) : 0;
	for (size_t i = 0; i < count && 2 + 8 * (i + 1) <= biff->size; i++) {
		const unsigned char *at = biff->data + 2 + 8 * i;
		struct qz_xlsx_range range = {qz_biff_u16(at) + 1, qz_biff_u16(at + 4), qz_biff_u16(at + 2) + 1, qz_biff_u16(at + 6)};
		if (range.bottom < range.top || range.right < range.left || range.right >= COLUMNS)
			continue;
		if (!qz_array_grow(&reader->merges, reader->nmerges, &reader->merges_cap, sizeof range))
			return no_memory(reader);
		reader->merges[reader->nmerges++] = range;
	}
	return true;
}

static void read_row(struct reader *reader)
{
	const struct qz_biff *biff = &reader->book->biff;
	if (biff->size < 16)
		return;
	unsigned row = qz_biff_u16(biff->data);
	if (biff->data[12] & 0x20) /* fDyZero, 2.4.221 */
		reader->hidden_rows[row / 8] = (unsigned char)(reader->hidden_rows[row / 8] | 1u << row % 8);
}

static void read_columns(struct reader *reader)
{
	const struct qz_biff *biff = &reader->book->biff;
	if (biff->size < 10)
		return;
	unsigned first = qz_biff_u16(biff->data), last = qz_biff_u16(biff->data + 2);
	bool hidden = (biff->data[8] & 1) || qz_biff_u16(biff->data + 4) == 0; /* 2.4.53 */
	for (unsigned column = first; hidden && column <= last && column < COLUMNS; column++)
		reader->hidden_columns[column] = true;
}

static bool read_record(struct reader *reader)
{
	switch (reader->book->biff.type) {
	case BIFF_FORMULA:
	case BIFF_LABELSST:
	case BIFF_LABEL:
	case BIFF_RSTRING:
	case BIFF_NUMBER:
	case BIFF_RK:
	case BIFF_MULRK:
	case BIFF_BOOLERR:
		return read_cell(reader);
	case BIFF_STRING:
		return read_string(reader);
	case BIFF_MERGECELLS:
		return read_merges(reader);
	case BIFF_ROW:
		read_row(reader);
		return true;
	case BIFF_COLINFO:
		read_columns(reader);
		return true;
	default:
		return true;
	}
}

/* ---- into the table ---- */

static int compare_cells(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

static bool is_hidden(const struct reader *reader, unsigned row)
{
	return reader->hidden_rows[row / 8] >> row % 8 & 1;
}

/* Cells in reading order; of two records for one cell the last one holds. */
static bool fill_sheet(struct reader *reader, struct qz_sheet *sheet)
{
	struct qz_row *row = NULL;
	if (reader->ncells)
		qsort(reader->cells, reader->ncells, sizeof *reader->cells, compare_cells);
	for (size_t i = 0; i < reader->ncells; i++) {
		const struct found *cell = &reader->cells[i], *next = i + 1 < reader->ncells ? cell + 1 : NULL;
		if (next && next->row == cell->row && next->column == cell->column)
			continue;
		if (!row || row->number != cell->row + 1) {
			row = qz_sheet_add_row(sheet, cell->row + 1, 0);
			if (!row)
				return no_memory(reader);
			row->hidden = is_hidden(reader, cell->row);
		}
		if (!qz_row_add_cell(reader->book->table, row, cell->column, reader->text.data + cell->start, cell->len)) {
			if (reader->book->table->cells < reader->book->table->max_cells)
				return no_memory(reader);
			qz_limits_exceeded(reader->book->limits, &reader->book->limits->cells, reader->book->diag);
			return false;
		}
		reader->last_row = cell->row + 1;
		reader->last_column = cell->column > reader->last_column ? cell->column : reader->last_column;
	}
	return true;
}

static bool merge_cells(struct reader *reader, struct qz_sheet *sheet)
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
		return no_memory(reader);
	for (size_t r = 0; r < sheet->nrows; r++) /* rows made for the heads of merges are hidden like the others */
		sheet->rows[r].hidden = is_hidden(reader, sheet->rows[r].number - 1);
	for (unsigned column = 0; column < COLUMNS; column++)
		if (reader->hidden_columns[column] && qz_sheet_hide_column(sheet, column) != 0)
			return no_memory(reader);
	return true;
}

static bool read_records(struct reader *reader, size_t offset)
{
	struct qz_biff *biff = &reader->book->biff;
	unsigned depth = 0;
	biff->next = offset;
	if (offset > biff->len || !qz_biff_step(biff) || biff->type != BIFF_BOF)
		return qz_xls_broken(reader->book, "sheet-list");
	while (qz_biff_step(biff)) {
		if (biff->type == BIFF_EOF && depth-- == 0)
			return true;
		if (biff->type == BIFF_BOF)
			depth++; /* a chart of its own inside the sheet */
		else if (depth == 0 && !read_record(reader))
			return false;
	}
	return qz_xls_broken(reader->book, "cut-off");
}

bool qz_xls_sheet_read(struct qz_xls *book, size_t offset)
{
	struct reader reader = {.book = book};
	struct qz_sheet *sheet = &book->table->sheets[book->table->nsheets - 1];
	qz_buf_init(&reader.text);
	reader.hidden_rows = calloc(65536 / 8, 1);
	bool good = reader.hidden_rows ? read_records(&reader, offset) : no_memory(&reader);
	good = good && fill_sheet(&reader, sheet) && merge_cells(&reader, sheet);
	qz_buf_done(&reader.text);
	free(reader.cells);
	free(reader.merges);
	free(reader.hidden_rows);
	return good;
}
