/*
 * Filling of fill.h.
 */
#include "read/fill.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/table.h"
#include "read/xlsx_parts.h"

bool qz_fill_broken(struct qz_fill *fill, const char *reason, const char *part, const char *detail)
{
	qz_diag_add(fill->diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", fill->format, "reason", reason, "part", part, "detail", detail, NULL);
	return false;
}

bool qz_fill_no_memory(struct qz_fill *fill)
{
	fill->diag->failed = true;
	return false;
}

bool qz_fill_exceeded(struct qz_fill *fill, const size_t *limit)
{
	qz_limits_exceeded(fill->limits, limit, fill->diag);
	return false;
}

static void forget_sheet(struct qz_fill *fill)
{
	free(fill->hidden_starts);
	fill->hidden_starts = NULL;
	fill->nmerges = 0;
	fill->number = fill->last_row = fill->last_column = 0;
	fill->begun = false;
}

bool qz_fill_sheet(struct qz_fill *fill, const char *name)
{
	struct qz_table *table = fill->table;
	if (table->nsheets >= fill->limits->sheets)
		return qz_fill_exceeded(fill, &fill->limits->sheets);
	for (size_t i = 0; table->pos_style == QZ_POS_WORKBOOK && i < table->nsheets; i++)
		if (strcmp(table->sheets[i].name, name) == 0)
			return qz_fill_broken(fill, "sheet-twice", "", name);
	forget_sheet(fill);
	return qz_table_add_sheet(table, name) || qz_fill_no_memory(fill);
}

static struct qz_sheet *sheet_of(const struct qz_fill *fill)
{
	return &fill->table->sheets[fill->table->nsheets - 1];
}

bool qz_fill_row(struct qz_fill *fill, unsigned number, bool hidden, bool filtered)
{
	if (number <= fill->number || number > QZ_FILL_ROWS)
		return qz_fill_broken(fill, number > QZ_FILL_ROWS ? "row-number" : "row-order", sheet_of(fill)->name, NULL);
	fill->number = number;
	fill->row_hidden = hidden;
	fill->row_filtered = filtered;
	fill->begun = false;
	return true;
}

static bool begin_row(struct qz_fill *fill)
{
	if (fill->begun)
		return true;
	struct qz_row *row = qz_sheet_add_row(sheet_of(fill), fill->number, 0);
	if (!row)
		return qz_fill_no_memory(fill);
	row->hidden = fill->row_hidden;
	row->filtered = fill->row_filtered;
	fill->begun = true;
	return true;
}

/* Whether the limits leave room for one more text of that length. */
static bool has_room(struct qz_fill *fill, size_t len)
{
	const struct qz_limits *limits = fill->limits;
	if (len > limits->cell_bytes)
		return qz_fill_exceeded(fill, &limits->cell_bytes);
	if (fill->text_bytes > limits->zip_bytes || len > limits->zip_bytes - fill->text_bytes)
		return qz_fill_exceeded(fill, &limits->zip_bytes);
	if (fill->table->cells >= fill->table->max_cells)
		return qz_fill_exceeded(fill, &limits->cells);
	fill->text_bytes += len;
	return true;
}

struct qz_cell *qz_fill_cell(struct qz_fill *fill, unsigned column, const char *text, size_t len)
{
	struct qz_sheet *sheet = sheet_of(fill);
	if (column >= QZ_FILL_COLUMNS) {
		qz_fill_broken(fill, "cell-reference", sheet->name, NULL);
		return NULL;
	}
	if (!has_room(fill, len) || !begin_row(fill))
		return NULL;
	struct qz_row *row = &sheet->rows[sheet->nrows - 1];
	if (row->ncells && row->cells[row->ncells - 1].column >= column) {
		qz_fill_broken(fill, "cell-order", sheet->name, NULL);
		return NULL;
	}
	struct qz_cell *cell = qz_row_add_cell(fill->table, row, column, text, len);
	if (!cell) {
		qz_fill_no_memory(fill);
		return NULL;
	}
	fill->last_row = fill->number;
	if (column > fill->last_column)
		fill->last_column = column;
	return cell;
}

bool qz_fill_span(struct qz_fill *fill, unsigned column, size_t across, size_t down)
{
	if (column >= QZ_FILL_COLUMNS || (across == 0 && down == 0))
		return true;
	if (fill->nmerges >= fill->limits->cells)
		return qz_fill_exceeded(fill, &fill->limits->cells);
	if (!qz_array_grow(&fill->merges, fill->nmerges, &fill->merges_cap, sizeof *fill->merges))
		return qz_fill_no_memory(fill);
	unsigned wide = QZ_FILL_COLUMNS - 1 - column, high = QZ_FILL_ROWS - fill->number;
	fill->merges[fill->nmerges++] = (struct qz_xlsx_range){
	    fill->number,
	    column,
	    fill->number + (down < high ? (unsigned)down : high),
	    column + (across < wide ? (unsigned)across : wide),
	};
	return true;
}

bool qz_fill_hide(struct qz_fill *fill, unsigned first, size_t count)
{
	if (first >= QZ_FILL_COLUMNS || count == 0)
		return true;
	if (!fill->hidden_starts && !(fill->hidden_starts = calloc(QZ_FILL_COLUMNS + 1, sizeof *fill->hidden_starts)))
		return qz_fill_no_memory(fill);
	fill->hidden_starts[first]++;
	fill->hidden_starts[count < QZ_FILL_COLUMNS - first ? first + (unsigned)count : QZ_FILL_COLUMNS]--;
	return true;
}

/* Hides columns as far as cells reach: a sheet may hide all 16,000 to its right. */
static bool hide_columns(struct qz_fill *fill)
{
	int depth = 0;
	for (unsigned column = 0; fill->hidden_starts && column <= fill->last_column; column++) {
		depth += fill->hidden_starts[column];
		if (depth > 0 && qz_sheet_hide_column(sheet_of(fill), column) != 0)
			return qz_fill_no_memory(fill);
	}
	return true;
}

bool qz_fill_end_sheet(struct qz_fill *fill)
{
	struct qz_sheet *sheet = sheet_of(fill);
	size_t overlaps;
	if (!hide_columns(fill))
		return false;
	if (fill->nmerges == 0 || sheet->nrows == 0)
		return true;
	switch (qz_xlsx_merge(fill->table, sheet, fill->merges, fill->nmerges, fill->last_row, fill->last_column, &overlaps)) {
	case QZ_XLSX_TOO_MANY_CELLS:
		return qz_fill_exceeded(fill, &fill->limits->cells);
	case QZ_XLSX_NO_MEMORY:
		return qz_fill_no_memory(fill);
	default:
		qz_fill_skipped(fill, "merge-overlapping", fill->table->nsheets - 1, 0, 0, overlaps);
		return true;
	}
}

bool qz_fill_aside(struct qz_fill *fill, enum qz_aside_kind kind, size_t sheet, unsigned row, unsigned column, const char *text, size_t len)
{
	if (len == 0 || qz_skip_blanks(text, len) == len)
		return true;
	return has_room(fill, len) && (qz_table_add_aside(fill->table, kind, sheet, row, column, text, len) || qz_fill_no_memory(fill));
}

void qz_fill_skipped(struct qz_fill *fill, const char *what, size_t sheet, unsigned row, unsigned column, size_t count)
{
	char number[24];
	struct qz_buf pos;
	const struct qz_row place = {.number = row};
	const char *name = sheet < fill->table->nsheets ? fill->table->sheets[sheet].name : NULL;
	if (count == 0)
		return;
	qz_buf_init(&pos);
	snprintf(number, sizeof number, "%zu", count);
	if (row && sheet < fill->table->nsheets)
		qz_table_pos(fill->table, sheet, &place, column, &pos);
	fill->diag->failed |= pos.failed;
	struct qz_where where = {.pos = pos.data};
	qz_diag_add(fill->diag, QZ_RULE_CONTENT_SKIPPED, pos.data ? &where : NULL, "what", what, "name", name, "count", number, NULL);
	qz_buf_done(&pos);
}

void qz_fill_done(struct qz_fill *fill)
{
	forget_sheet(fill);
	free(fill->merges);
	fill->merges = NULL;
	fill->merges_cap = 0;
}
