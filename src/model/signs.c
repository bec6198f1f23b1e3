/*
 * What readers know of cells besides their text, said as findings: errors,
 * formulas without a value, text that nobody sees. Cells that are no part of
 * the printed list are passed over.
 */
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "model/sheet.h"

#define MOST "32767" /* characters that a cell of a spreadsheet can hold: QZ_SIGN_FULL */

/* A sign, what is said of it, and how. */
static const struct {
	enum qz_cell_sign sign;
	enum qz_rule rule;
	const char *how;
} said[] = {
    {QZ_SIGN_ERROR, QZ_RULE_CELL_ERROR, NULL},	 {QZ_SIGN_UNSAVED, QZ_RULE_FORMULA_UNSAVED, NULL}, {QZ_SIGN_FULL, QZ_RULE_CELL_FULL, NULL},
    {QZ_SIGN_PALE, QZ_RULE_TEXT_UNSEEN, "colour"}, {QZ_SIGN_TINY, QZ_RULE_TEXT_UNSEEN, "size"},	   {QZ_SIGN_STRUCK, QZ_RULE_STRUCK_INCLUDED, NULL},
};

static bool is_serial_column(const struct qz_sheet_run *run, const struct qz_cell *cell)
{
	size_t column = qz_header_at(&run->header, cell->column);
	return column < run->header.count && run->header.columns[column].field == QZ_FIELD_SERIAL;
}

static void say(struct qz_sheet_run *run, const struct qz_row *row, const struct qz_cell *cell)
{
	struct qz_diag *diag = run->shared->diag;
	struct qz_where where = {.pos = qz_sheet_pos(run, row, cell->column), .line = row->line};
	struct qz_buf words;
	qz_buf_init(&words);
	qz_words_of(cell, &words);
	qz_buf_puts(&words, "");
	for (size_t i = 0; i < sizeof said / sizeof *said && !words.failed; i++)
		if ((cell->signs & said[i].sign) && !(said[i].sign == QZ_SIGN_STRUCK && cell->len == 0))
			qz_diag_add(diag, said[i].rule, &where, "value", words.data, "words", words.data, "characters", MOST,
				    said[i].how ? "how" : NULL, said[i].how, NULL);
	if ((cell->signs & QZ_SIGN_DATE) && is_serial_column(run, cell) && !words.failed)
		qz_diag_add(diag, QZ_RULE_SERIAL_DATE, &where, "serial", words.data, NULL);
	run->shared->builder.failed |= words.failed;
	qz_buf_done(&words);
}

void qz_signs_report(struct qz_sheet_run *run)
{
	bool hidden = run->shared->options->include_hidden;
	for (size_t r = 0; r < run->sheet->nrows; r++) {
		const struct qz_row *row = &run->sheet->rows[r];
		for (size_t i = 0; i < row->ncells && (!row->hidden || hidden); i++)
			if (row->cells[i].signs && !row->cells[i].covered && !qz_sheet_is_hidden(run, &row->cells[i]))
				say(run, row, &row->cells[i]);
	}
}
