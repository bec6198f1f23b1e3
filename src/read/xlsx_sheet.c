/*
 * One worksheet (ECMA-376 Part 1, 18.3.1.99), for xlsx.c: a stream of rows and
 * cells in, rows and cells of the table out. What cells a format alone, without
 * content, are left out; merged ranges and hidden columns are applied at the end.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "read/numfmt.h"
#include "read/table.h"
#include "read/xlsx_around.h"

struct sheet_reader {
	struct qz_xlsx_around around;
	struct qz_xlsx_part part;
	struct qz_xlsx_cell cell;
	struct qz_sheet *sheet;
	struct qz_row *row;   /* NULL until the row has a cell worth keeping */
	unsigned row_number;  /* of the row being read; 0 before the first */
	bool row_known;       /* the number is certain: stated, or taken from the first cell */
	bool row_hidden;
	unsigned next_column; /* where a cell without reference stands */
	unsigned last_row, last_column; /* used extent: cells that exist, empty ones too */
	struct qz_xlsx_range *merges;
	size_t nmerges, merges_cap;
	size_t bad_merges;
	int *hidden_starts; /* one more and one less at the columns where <col hidden> begins and has ended; NULL without */
};

/* A finding about a place of this sheet; always false. */
static bool refuse(struct sheet_reader *reader, const char *reason, const char *reference)
{
	return qz_xlsx_broken(reader->around.book, reason, reader->part.name, reference ? reference : "");
}

/* xsd:double that is zero: a height or width that hides. */
static bool is_zero(const struct qz_xlsx_part *part, const char *name)
{
	double value;
	const char *text = qz_xlsx_attr(part, name);
	return text && qz_numfmt_parse(text, &value) && !(value > 0);
}

static bool read_columns(struct sheet_reader *reader)
{
	struct qz_xlsx_part *part = &reader->part;
	unsigned min, max;
	while (qz_xlsx_child(part, 1)) {
		if (!qz_xlsx_is(part, "col") || !(qz_xlsx_flag(part, "hidden") || is_zero(part, "width")))
			continue;
		if (!qz_xlsx_number(qz_xlsx_attr(part, "min"), &min) || !qz_xlsx_number(qz_xlsx_attr(part, "max"), &max) ||
		    min == 0 || min > max || max > QZ_XLSX_COLUMNS)
			return refuse(reader, "column-range", qz_xlsx_attr(part, "min"));
		if (!reader->hidden_starts && !(reader->hidden_starts = calloc(QZ_XLSX_COLUMNS + 1, sizeof *reader->hidden_starts)))
			return qz_xlsx_out_of_memory(reader->around.book);
		reader->hidden_starts[min - 1]++;
		reader->hidden_starts[max]--;
	}
	return true;
}

/* Hides columns as far as cells reach: a sheet may hide all 16,000 to its right. */
static bool hide_columns(struct sheet_reader *reader)
{
	int depth = 0;
	for (unsigned column = 0; reader->hidden_starts && column <= reader->last_column; column++) {
		depth += reader->hidden_starts[column];
		if (depth > 0 && qz_sheet_hide_column(reader->sheet, column) != 0)
			return qz_xlsx_out_of_memory(reader->around.book);
	}
	return true;
}

/* The row's number: stated, or one more than the last. Rows that go back, or none can be told from, are refused. */
static bool start_row(struct sheet_reader *reader)
{
	const char *stated = qz_xlsx_attr(&reader->part, "r");
	unsigned number = reader->row_number + 1;
	if (stated && (!qz_xlsx_number(stated, &number) || number == 0))
		return refuse(reader, "row-number", stated);
	if (number > QZ_XLSX_ROWS)
		return refuse(reader, "row-number", stated);
	if (number <= reader->row_number)
		return refuse(reader, "row-order", stated);
	reader->row_number = number;
	reader->row_known = stated;
	reader->row_hidden = qz_xlsx_flag(&reader->part, "hidden") || is_zero(&reader->part, "ht");
	reader->row = NULL;
	reader->next_column = 0;
	return true;
}

/* The cell's column: by its reference, which has to lie in this row, or one more than the last. */
static bool find_column(struct sheet_reader *reader, unsigned *column)
{
	const char *reference = qz_xlsx_attr(&reader->part, "r");
	struct qz_xlsx_range range = {reader->row_number, reader->next_column, reader->row_number, reader->next_column};
	if (reference && (!qz_xlsx_range_parse(reference, &range) || strchr(reference, ':')))
		return refuse(reader, "cell-reference", reference);
	if (!reader->row_known && range.top > reader->row_number)
		reader->row_number = range.top;
	reader->row_known = true;
	if (range.top != reader->row_number || range.left >= QZ_XLSX_COLUMNS)
		return refuse(reader, "cell-reference", reference);
	if (range.left < reader->next_column)
		return refuse(reader, "cell-order", reference);
	*column = range.left;
	reader->next_column = range.left + 1;
	reader->last_row = reader->row_number;
	if (range.left > reader->last_column)
		reader->last_column = range.left;
	return true;
}

static bool add_cell(struct sheet_reader *reader, unsigned column)
{
	struct qz_xlsx *book = reader->around.book;
	const struct qz_xlsx_cell *cell = &reader->cell;
	size_t len = cell->text.len;
	if (len == 0 && cell->signs == 0)
		return true;
	if (len > book->limits->cell_bytes) {
		qz_limits_exceeded(book->limits, &book->limits->cell_bytes, book->diag);
		return false;
	}
	if (!qz_xlsx_count(book, len))
		return false;
	if (!reader->row) {
		reader->row = qz_sheet_add_row(reader->sheet, reader->row_number, 0);
		if (!reader->row)
			return qz_xlsx_out_of_memory(book);
		reader->row->hidden = reader->row_hidden;
	}
	struct qz_cell *added = qz_row_add_cell(book->table, reader->row, column, cell->text.data, len);
	if (!added)
		return qz_xlsx_out_of_memory(book);
	added->signs = cell->signs;
	added->kind = cell->blocks ? QZ_CELL_BLOCKS : QZ_CELL_TEXT;
	return true;
}

/* What stands in the cell but is not shown as its text. */
static bool add_asides(struct sheet_reader *reader, unsigned column)
{
	const struct qz_xlsx_cell *cell = &reader->cell;
	if (cell->struck.len == 0 && cell->unseen.len == 0 && !cell->picture)
		return true;
	const struct qz_xlsx_place place = {reader->row_number, column, reader->row_number, column};
	return qz_xlsx_aside(&reader->around, QZ_ASIDE_STRUCK, &place, cell->struck.data, cell->struck.len) &&
	       qz_xlsx_aside(&reader->around, QZ_ASIDE_UNSEEN, &place, cell->unseen.data, cell->unseen.len) &&
	       (!cell->picture || qz_xlsx_passed_over(&reader->around, "pictures", &place));
}

static bool read_cell(struct sheet_reader *reader)
{
	unsigned column = 0;
	return find_column(reader, &column) && qz_xlsx_cell_read(&reader->cell) && add_cell(reader, column) && add_asides(reader, column);
}

static bool read_rows(struct sheet_reader *reader)
{
	while (qz_xlsx_child(&reader->part, 1)) {
		if (!qz_xlsx_is(&reader->part, "row"))
			continue;
		if (!start_row(reader))
			return false;
		while (qz_xlsx_child(&reader->part, 2))
			if (qz_xlsx_is(&reader->part, "c") && !read_cell(reader))
				return false;
	}
	return true;
}

static bool read_merges(struct sheet_reader *reader)
{
	struct qz_xlsx_range range;
	while (qz_xlsx_child(&reader->part, 1)) {
		if (!qz_xlsx_is(&reader->part, "mergeCell"))
			continue;
		if (!qz_xlsx_range_parse(qz_xlsx_attr(&reader->part, "ref"), &range)) {
			reader->bad_merges++;
			continue;
		}
		if (!qz_array_grow(&reader->merges, reader->nmerges, &reader->merges_cap, sizeof range))
			return qz_xlsx_out_of_memory(reader->around.book);
		reader->merges[reader->nmerges++] = range;
	}
	return true;
}

static bool finish_sheet(struct sheet_reader *reader)
{
	struct qz_xlsx *book = reader->around.book;
	size_t overlaps;
	enum qz_xlsx_merge_result result = qz_xlsx_merge(book->table, reader->sheet, reader->merges, reader->nmerges, reader->last_row,
							 reader->last_column, &overlaps);
	if (result == QZ_XLSX_TOO_MANY_CELLS)
		qz_limits_exceeded(book->limits, &book->limits->cells, book->diag);
	if (result != QZ_XLSX_MERGED)
		return result == QZ_XLSX_TOO_MANY_CELLS ? false : qz_xlsx_out_of_memory(book);
	qz_xlsx_passed_over_many(&reader->around, "merge-overlapping", overlaps);
	qz_xlsx_passed_over_many(&reader->around, "merge-unreadable", reader->bad_merges);
	qz_xlsx_ranges_filter(&reader->around.filters, reader->sheet);
	qz_xlsx_ranges_colour(&reader->around.coloured, reader->sheet);
	return hide_columns(reader);
}

/* A child of the worksheet. */
static bool read_element(struct sheet_reader *reader)
{
	if (qz_xlsx_is(&reader->part, "cols"))
		return read_columns(reader);
	if (qz_xlsx_is(&reader->part, "sheetData"))
		return read_rows(reader);
	if (qz_xlsx_is(&reader->part, "mergeCells"))
		return read_merges(reader);
	return qz_xlsx_around_element(&reader->around, &reader->part);
}

bool qz_xlsx_sheet_read(struct qz_xlsx *book, const char *part_name)
{
	size_t index = book->table->nsheets - 1;
	struct sheet_reader reader = {.around = {.book = book, .sheet = index}, .sheet = &book->table->sheets[index]};
	reader.around.name = reader.sheet->name;
	reader.cell.part = &reader.part;
	bool good = qz_xlsx_part_open(book, part_name, &reader.part);
	if (good && !qz_xlsx_is(&reader.part, "worksheet"))
		good = qz_xlsx_broken(book, "root-element", part_name, NULL);
	while (good && qz_xlsx_child(&reader.part, 0))
		good = read_element(&reader);
	good = qz_xlsx_part_close(&reader.part, good) && qz_xlsx_around_parts(&reader.around, part_name) && finish_sheet(&reader);
	qz_xlsx_cell_done(&reader.cell);
	qz_xlsx_around_done(&reader.around);
	free(reader.merges);
	free(reader.hidden_starts);
	return good;
}
