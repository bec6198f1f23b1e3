/*
 * Lists that a page break has cut into several tables (web pages, Word files): a
 * table goes on with the one before it where it has no header of its own and its
 * cells are what that one's columns hold, or where it repeats the header, with no heading above it, and goes on counting.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "model/sheet.h"

#define ROWS_LOOKED_AT 10
#define LEAST_COLUMNS 3 /* two columns may hold anything */

static unsigned width_of(const struct qz_sheet *sheet)
{
	unsigned width = 0;
	for (size_t r = 0; r < sheet->nrows; r++) {
		const struct qz_row *row = &sheet->rows[r];
		const struct qz_cell *last = row->ncells ? &row->cells[row->ncells - 1] : NULL;
		width = last && last->column + last->colspan > width ? last->column + last->colspan : width;
	}
	return width;
}

/* How much a row's cells look like what their columns hold: above zero they do. */
static int score_row(struct qz_sheet_run *run, const struct qz_row *row)
{
	int score = 0;
	for (size_t c = 0; c < run->header.count; c++) {
		const struct qz_cell *cell = qz_row_at(row, run->header.columns[c].grid);
		if (!cell || cell->covered || qz_cell_is_blank(cell))
			continue;
		qz_traits_read(run->aligner.scratch, cell->text, cell->len, run->shared->vocabulary, &run->bodies);
		score += qz_traits_score(run->aligner.scratch, run->shared->vocabulary, run->header.columns[c].field);
	}
	return score;
}

static bool looks_alike(struct qz_sheet_run *run, const struct qz_sheet *sheet)
{
	size_t looked = 0, alike = 0;
	for (size_t r = 0; r < sheet->nrows && looked < ROWS_LOOKED_AT; r++) {
		const struct qz_cell *first;
		if (qz_row_filled(run, &sheet->rows[r], &first) < 2)
			continue;
		looked++;
		alike += score_row(run, &sheet->rows[r]) > 0;
	}
	return alike > 0 && alike * 2 >= looked;
}

/* The number in a row's serial column; 0 when there is none. */
static long serial_of(const struct qz_sheet_run *run, const struct qz_row *row)
{
	for (size_t c = 0; c < run->header.count; c++) {
		const struct qz_cell *cell = run->header.columns[c].field == QZ_FIELD_SERIAL ? qz_row_at(row, run->header.columns[c].grid) : NULL;
		if (cell && !cell->covered)
			return strtol(cell->text + qz_skip_blanks(cell->text, cell->len), NULL, 10);
	}
	return 0;
}

static long last_serial(const struct qz_sheet_run *run)
{
	for (size_t r = run->sheet->nrows; r-- > 0;) {
		long serial = serial_of(run, &run->sheet->rows[r]);
		if (serial > 0)
			return serial;
	}
	return 0;
}

/* The first row that is more than （续表）. */
static size_t first_row(const struct qz_sheet_run *run, const struct qz_sheet *sheet)
{
	size_t r = 0;
	for (const struct qz_cell *cell; r < sheet->nrows; r++) {
		size_t filled = qz_row_filled(run, &sheet->rows[r], &cell);
		if (filled > 1 || (filled == 1 && !qz_is_page_mark(cell) && !qz_is_title_again(run, cell)))
			break;
	}
	return r;
}

/* Whether a row has a text in the column of a field. */
static bool has_field(const struct qz_sheet_run *run, const struct qz_row *row, enum qz_field field)
{
	for (size_t c = 0; c < run->header.count; c++) {
		const struct qz_cell *cell = run->header.columns[c].field == field ? qz_row_at(row, run->header.columns[c].grid) : NULL;
		if (cell && !cell->covered && !qz_cell_is_blank(cell))
			return true;
	}
	return false;
}

/* A lone text at the left edge: 二、行政许可. */
static bool is_section_row(const struct qz_sheet_run *run, const struct qz_row *row)
{
	const struct qz_cell *first;
	return qz_row_filled(run, row, &first) == 1 && first->column == 0 && serial_of(run, row) == 0;
}

/* Whether a row names the item that is being gathered: a page may begin with serial and name again. */
static bool names_last(const struct qz_sheet_run *run, const struct qz_row *row)
{
	for (size_t c = 0; c < run->header.count && run->nrows; c++) {
		if (run->header.columns[c].field != QZ_FIELD_NAME)
			continue;
		const struct qz_cell *cell = qz_row_at(row, run->header.columns[c].grid);
		const struct qz_slot *slot = &run->rows[0].slots[c];
		return cell && slot->cell && !cell->covered && cell->len == slot->len && memcmp(cell->text, slot->cell->text + slot->start, slot->len) == 0;
	}
	return false;
}

/* A heading between the two, so that a header below it begins a table of its own. */
static bool has_heading(const struct qz_sheet_run *run, size_t index)
{
	struct qz_between flow = qz_between_before(run->shared, index);
	for (size_t i = 0; i < flow.count; i++)
		if (!qz_is_page_mark(flow.first[i].cell) && !qz_is_title_again(run, flow.first[i].cell) && qz_between_is_section(run, &flow.first[i]))
			return true;
	return false;
}

/* A header again, and below it the number that is next, or the rest of the item that the break has cut. */
static bool counts_on(const struct qz_sheet_run *run, const struct qz_sheet *sheet)
{
	long last = last_serial(run);
	size_t r = first_row(run, sheet);
	if (r + 1 >= sheet->nrows || run->header.nrows != 1 || last <= 0 || !qz_header_is_repeat(&run->header, &sheet->rows[r]))
		return false;
	while (r + 2 < sheet->nrows && is_section_row(run, &sheet->rows[r + 1]))
		r++;
	const struct qz_row *next = &sheet->rows[r + 1];
	long serial = serial_of(run, next);
	bool unnamed = !has_field(run, next, QZ_FIELD_NAME) || (serial == last && names_last(run, next));
	bool rest = (!has_field(run, next, QZ_FIELD_SERIAL) || serial == last) && unnamed;
	while (rest && ++r + 1 < sheet->nrows && !has_field(run, &sheet->rows[r + 1], QZ_FIELD_SERIAL))
		;
	return (rest && r + 1 == sheet->nrows) || serial_of(run, &sheet->rows[r + 1]) == last + 1;
}

int qz_pages_go_on(struct qz_sheet_run *run, size_t index)
{
	struct qz_header own;
	if (!run->node || run->linear)
		return 0;
	const struct qz_table *table = run->shared->table;
	const struct qz_sheet *sheet = &table->sheets[index];
	if (table->pos_style != QZ_POS_NESTED || sheet->hidden || sheet->title || sheet->nrows == 0 ||
	    run->header.count < LEAST_COLUMNS || width_of(sheet) != width_of(run->sheet) ||
	    !qz_between_is_passable(run, qz_between_before(run->shared, index)))
		return 0;
	if (!has_heading(run, index) && counts_on(run, sheet))
		return 1;
	int found = qz_header_find(sheet, 0, run->shared->vocabulary, &own);
	if (found == 1)
		qz_header_done(&own);
	return found != 0 ? (found < 0 ? -1 : 0) : looks_alike(run, sheet);
}

int qz_pages_read(struct qz_sheet_run *run, size_t index)
{
	run->index = index;
	run->sheet = &run->shared->table->sheets[index];
	qz_rows_pause(run, qz_between_before(run->shared, index));
	const struct qz_row *row = &run->sheet->rows[0];
	struct qz_where where = {.pos = qz_sheet_pos(run, row, row->ncells ? row->cells[0].column : 0), .line = row->line};
	qz_diag_add(run->shared->diag, QZ_RULE_TABLE_CONTINUED, &where, NULL);
	qz_signs_report(run);
	return qz_rows_go_on(run);
}
