/*
 * Taking quanze's own words out of a table, for marks.h.
 */
#include "read/marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/own.h"
#include "base/utf8.h"
#include "read/table.h"

#define FIRST_ROWS 20u /* the labels stand in one of them */

struct taking {
	struct qz_table *table;
	struct qz_buf own, answers;
	bool counted; /* comments and prompts are, in the census of such a file */
	size_t comments, lines, replies, edited;
	const char *sheet; /* the first one of ours */
	bool failed;
};

/* The columns of a sheet of findings: of each, the grid column + 1; 0: it has none. */
struct columns {
	unsigned at[QZ_OWN_COLUMNS];
};

static const char *trim(const struct qz_cell *cell, size_t *len)
{
	size_t start = cell->len ? qz_skip_blanks(cell->text, cell->len) : 0;
	*len = start < cell->len ? qz_trim_end(cell->text + start, cell->len - start) : 0;
	return cell->text + start;
}

static enum qz_own_column column_of(const struct columns *columns, unsigned grid)
{
	int column = 0;
	while (column < QZ_OWN_COLUMNS && columns->at[column] != grid + 1)
		column++;
	return (enum qz_own_column)column;
}

/* Whether the row has the labels of all columns that people have no reason to take away. */
static bool read_labels(const struct qz_row *row, struct columns *columns)
{
	*columns = (struct columns){{0}};
	for (size_t i = 0; i < row->ncells; i++) {
		size_t len;
		const char *text = trim(&row->cells[i], &len);
		enum qz_own_column column = qz_own_find_column(text, len);
		if (column < QZ_OWN_COLUMNS && !columns->at[column])
			columns->at[column] = row->cells[i].column + 1;
	}
	return columns->at[QZ_OWN_SEAL] && columns->at[QZ_OWN_WHAT] && columns->at[QZ_OWN_CELL];
}

/* Whether the line says what it said when it was written. */
static bool is_sealed(const struct qz_row *row, const struct columns *columns, char seal[QZ_OWN_SEALED])
{
	const char *cells[QZ_OWN_COLUMNS] = {NULL};
	for (size_t i = 0; i < row->ncells; i++) {
		enum qz_own_column column = column_of(columns, row->cells[i].column);
		if (column < QZ_OWN_COLUMNS)
			cells[column] = row->cells[i].text;
	}
	size_t len = 0;
	const struct qz_cell *last = qz_row_at(row, columns->at[QZ_OWN_SEAL] - 1);
	const char *own = last ? trim(last, &len) : "";
	qz_own_seal(cells, seal);
	return len == strlen(seal) && memcmp(own, seal, len) == 0;
}

static void take(struct taking *taking, const char *text, size_t len)
{
	qz_buf_add(&taking->own, text, len);
	qz_buf_putc(&taking->own, '\n');
}

/* What people wrote in a cell of the sheet. */
static void keep_reply(struct taking *taking, size_t sheet, const struct qz_row *row, const struct qz_cell *cell)
{
	size_t len;
	const char *text = trim(cell, &len);
	if (len == 0)
		return;
	taking->replies++;
	taking->failed |= !qz_table_add_aside(taking->table, QZ_ASIDE_REPLY, sheet, row->number, cell->column, text, len);
}

/* One row: what is ours of it is taken, the rest kept. */
static void take_row(struct taking *taking, size_t sheet, const struct qz_row *row, const struct columns *columns,
		     bool labels)
{
	char seal[QZ_OWN_SEALED];
	bool sealed = !labels && is_sealed(row, columns, seal);
	taking->lines += sealed;
	taking->edited += !sealed && !labels && qz_row_at(row, columns->at[QZ_OWN_SEAL] - 1);
	for (size_t i = 0; i < row->ncells; i++) {
		const struct qz_cell *cell = &row->cells[i];
		enum qz_own_column column = column_of(columns, cell->column);
		size_t len;
		const char *text = trim(cell, &len);
		bool label = labels && qz_own_find_column(text, len) == column;
		bool number = column == QZ_OWN_SEAL || column == QZ_OWN_KEY || column == QZ_OWN_NUMBER;
		bool own = column < QZ_OWN_COLUMNS && (label || number || (sealed && !qz_own_is_theirs(column)));
		if (own)
			take(taking, cell->text, cell->len);
		else
			keep_reply(taking, sheet, row, cell);
		if (sealed && len && column < QZ_OWN_COLUMNS && qz_own_is_theirs(column))
			qz_own_put_answer(seal, column, text, len, &taking->answers);
	}
}

static bool is_ours(const struct qz_sheet *sheet, struct columns *columns, size_t *labels)
{
	for (*labels = 0; *labels < sheet->nrows && *labels < FIRST_ROWS; ++*labels)
		if (read_labels(&sheet->rows[*labels], columns))
			break;
	if (*labels == sheet->nrows || *labels == FIRST_ROWS)
		return false;
	char seal[QZ_OWN_SEALED];
	size_t sealed = 0; /* one line that is whole is proof enough; a list without findings has none */
	for (size_t r = *labels + 1; r < sheet->nrows && !sealed; r++)
		sealed += is_sealed(&sheet->rows[r], columns, seal);
	return sealed || *labels + 1 >= sheet->nrows;
}

static void take_sheet(struct taking *taking, size_t index)
{
	struct qz_sheet *sheet = &taking->table->sheets[index];
	struct columns columns;
	size_t labels;
	if (!is_ours(sheet, &columns, &labels))
		return;
	taking->sheet = taking->sheet ? taking->sheet : sheet->name;
	for (size_t r = 0; r < sheet->nrows && !taking->failed; r++)
		take_row(taking, index, &sheet->rows[r], &columns, r == labels);
	qz_sheet_clear(sheet);
	struct qz_aside_list *prompts = &taking->table->asides[QZ_ASIDE_CONTROL];
	for (size_t i = 0; i < prompts->count; i++) {
		struct qz_cell *cell = prompts->list[i].cell;
		if (prompts->list[i].sheet != index)
			continue;
		if (taking->counted)
			take(taking, cell->text, cell->len);
		cell->len = 0;
		cell->text[0] = '\0';
	}
}

static void trim_cell(struct qz_cell *cell)
{
	size_t blanks = cell->len ? qz_skip_blanks(cell->text, cell->len) : 0;
	memmove(cell->text, cell->text + blanks, cell->len - blanks + 1);
	cell->len = qz_trim_end(cell->text, cell->len - blanks);
	cell->text[cell->len] = '\0';
}

/* Cuts our words out of a comment. What stands before them was there before; what stands behind answers them. */
static void take_comment(struct taking *taking, const struct qz_aside *aside)
{
	struct qz_cell *cell = aside->cell;
	size_t start = 0, end = 0, found = 0, behind = 0, at = 0;
	while (found < QZ_OWN_PIECES && qz_own_find(cell->text + at, cell->len - at, &start, &end)) {
		start += at;
		end += at;
		if (taking->counted)
			take(taking, cell->text + start, end - start);
		memmove(cell->text + start, cell->text + end, cell->len - end + 1);
		cell->len -= end - start;
		behind = found++ ? behind : start;
		at = start;
	}
	if (!found)
		return;
	taking->comments++;
	const char *answer = cell->text + behind + qz_skip_blanks(cell->text + behind, cell->len - behind);
	size_t len = qz_trim_end(answer, cell->len - (size_t)(answer - cell->text));
	if (len) {
		taking->replies++;
		taking->failed |= !qz_table_add_aside(taking->table, QZ_ASIDE_REPLY, aside->sheet, aside->row, cell->column, answer, len);
	}
	cell->len = behind;
	cell->text[behind] = '\0';
	trim_cell(cell);
}

/* Drops asides that have no words left; the others are numbered anew. */
static void drop_empty(struct qz_aside_list *asides)
{
	size_t kept = 0;
	for (size_t i = 0; i < asides->count; i++) {
		struct qz_aside aside = asides->list[i];
		if (aside.cell->len == 0) {
			free(aside.cell->text);
			free(aside.cell);
			continue;
		}
		aside.number = (unsigned)kept + 1;
		asides->list[kept++] = aside;
	}
	asides->count = kept;
}

static void say(struct taking *taking, struct qz_diag *diag)
{
	char numbers[4][24];
	size_t counts[4] = {taking->comments, taking->lines, taking->replies, taking->edited};
	for (int i = 0; i < 4; i++)
		snprintf(numbers[i], sizeof numbers[i], counts[i] || i < 2 ? "%zu" : "", counts[i]);
	qz_diag_add(diag, QZ_RULE_MARKS_PASSED_OVER, NULL, "comments", numbers[0], "lines", numbers[1], "replies", numbers[2],
		    "edited", numbers[3], NULL);
}

void qz_marks_set_aside(struct qz_table *table, bool counted, struct qz_marks *marks, struct qz_diag *diag)
{
	struct taking taking = {.table = table, .counted = counted};
	struct qz_aside_list *comments = &table->asides[QZ_ASIDE_COMMENT];
	qz_buf_init(&taking.own);
	qz_buf_init(&taking.answers);
	for (size_t i = 0; i < table->nsheets; i++)
		take_sheet(&taking, i);
	for (size_t i = 0; i < comments->count; i++)
		take_comment(&taking, &comments->list[i]);
	if (taking.sheet || taking.comments) {
		drop_empty(comments);
		drop_empty(&table->asides[QZ_ASIDE_CONTROL]);
		say(&taking, diag);
	}
	marks->sheet = taking.sheet ? strdup(taking.sheet) : NULL;
	marks->answers = taking.answers.len ? qz_buf_take(&taking.answers) : NULL;
	diag->failed |= taking.failed || taking.own.failed || taking.answers.failed || (taking.sheet && !marks->sheet);
	table->own = taking.own.len ? qz_buf_take(&taking.own) : NULL;
	qz_buf_done(&taking.own);
	qz_buf_done(&taking.answers);
}

void qz_marks_done(struct qz_marks *marks)
{
	free(marks->sheet);
	free(marks->answers);
	*marks = (struct qz_marks){0};
}
