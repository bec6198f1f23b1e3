/*
 * What readers know of cells besides their text, and what the text itself shows,
 * said as findings: errors, formulas without a value, text that nobody sees. Cells that are no part of
 * the printed list are passed over.
 */
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "model/sheet.h"
#include "model/signs_text.h"

#define MOST "32767" /* characters that a cell of a spreadsheet can hold: QZ_SIGN_FULL */

/* A sign, what is said of it, and how. */
static const struct {
	enum qz_cell_sign sign;
	enum qz_rule rule;
	const char *how;
} said[] = {
    {QZ_SIGN_ERROR, QZ_RULE_CELL_ERROR, NULL},	 {QZ_SIGN_UNSAVED, QZ_RULE_FORMULA_UNSAVED, NULL},
    {QZ_SIGN_FULL, QZ_RULE_CELL_FULL, NULL},	 {QZ_SIGN_PALE, QZ_RULE_TEXT_UNSEEN, "colour"},
    {QZ_SIGN_TINY, QZ_RULE_TEXT_UNSEEN, "size"}, {QZ_SIGN_STRUCK, QZ_RULE_STRUCK_INCLUDED, NULL},
};

/* The column of serials, or a further one, as 子项序号. */
static bool is_serial_column(const struct qz_sheet_run *run, const struct qz_cell *cell)
{
	static const char ending[] = "序号";
	size_t at = qz_header_at(&run->header, cell->column), n = sizeof ending - 1;
	if (at == run->header.count)
		return false;
	const struct qz_column *column = &run->header.columns[at];
	size_t len = strlen(column->normalised);
	return column->field == QZ_FIELD_SERIAL || (len >= n && memcmp(column->normalised + len - n, ending, n) == 0);
}

static bool stands_alone(const struct qz_sheet_run *run, const struct qz_row *row)
{
	const struct qz_cell *first;
	return qz_row_filled(run, row, &first) < 2;
}

/* A date above the column's label, or alone in its row, is that of the list. */
static bool is_of_list(const struct qz_sheet_run *run, const struct qz_row *row, const struct qz_cell *cell)
{
	const struct qz_row *labels = run->header.columns[qz_header_at(&run->header, cell->column)].row;
	return (labels && labels->sheet == row->sheet && row->number <= labels->number) || stands_alone(run, row);
}

static void say(struct qz_sheet_run *run, const struct qz_row *row, const struct qz_cell *cell, unsigned signs)
{
	struct qz_diag *diag = run->shared->diag;
	struct qz_where where = {.pos = qz_sheet_pos(run, row, cell->column), .line = row->line};
	struct qz_buf words;
	qz_buf_init(&words);
	qz_words_of(cell, &words);
	qz_buf_puts(&words, "");
	for (size_t i = 0; i < sizeof said / sizeof *said && !words.failed; i++)
		if ((signs & said[i].sign) && !(said[i].sign == QZ_SIGN_STRUCK && cell->len == 0))
			qz_diag_add(diag, said[i].rule, &where, "value", words.data, "words", words.data, "characters", MOST,
				    said[i].how ? "how" : NULL, said[i].how, NULL);
	if ((signs & QZ_SIGN_DATE) && is_serial_column(run, cell) && !is_of_list(run, row, cell) && !words.failed)
		qz_diag_add(diag, QZ_RULE_SERIAL_DATE, &where, "serial", words.data, NULL);
	run->shared->builder.failed |= words.failed;
	qz_buf_done(&words);
}

/* Says of one cell of a row what there is to say; true when its words are destroyed, which is said once a row. */
static bool look_at(struct qz_sheet_run *run, const struct qz_row *row, const struct qz_cell *cell, bool garbled)
{
	unsigned signs = cell->signs | qz_signs_of_text(cell, run->shared->table->pos_style == QZ_POS_TEXT);
	if (!(cell->signs & QZ_SIGN_ERROR) && strncmp(cell->text, "##", 2) == 0 && stands_alone(run, row))
		signs &= ~(unsigned)QZ_SIGN_ERROR; /* a line of # signs */
	if (signs)
		say(run, row, cell, signs);
	const char *how = garbled ? NULL : qz_text_garbled(cell);
	struct qz_where where = {.line = row->line};
	if (how) {
		where.pos = qz_sheet_pos(run, row, cell->column);
		qz_diag_add(run->shared->diag, QZ_RULE_TEXT_GARBLED, &where, "garbled", how, NULL);
	}
	return garbled || how;
}

void qz_signs_report(struct qz_sheet_run *run)
{
	bool hidden = run->shared->options->include_hidden;
	for (size_t r = 0; r < run->sheet->nrows; r++) {
		const struct qz_row *row = &run->sheet->rows[r];
		bool garbled = false;
		for (size_t i = 0; i < row->ncells && (!row->hidden || hidden); i++)
			if (!row->cells[i].covered && !qz_sheet_is_hidden(run, &row->cells[i]))
				garbled = look_at(run, row, &row->cells[i], garbled);
	}
}
