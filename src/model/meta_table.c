/*
 * Statements on many lists, for meta_table.h.
 */
#include "model/meta_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "model/labels.h"

#define FILE_COLUMN QZ_META_KEYS /* behind those of the keys */
#define COLUMNS (QZ_META_KEYS + 1)

static const char *const labels[COLUMNS][2] = {
	{"标题", "title"}, {"发文机关", "body"}, {"发文字号", "number"}, {"成文日期", "date"}, {"地区", "region"}, {"联系方式", "contact"},
	{"主送机关", "addressee"}, {"正文", "text"}, {"附件说明", "annexes"}, {"抄送", "copies"}, {"印发", "printed"}, {"文件", "file"},
};

/* One line; strings are NULL where the cell is empty. */
struct line {
	char *texts[COLUMNS];
};

struct qz_meta_table {
	struct line *lines;
	size_t count, cap;
};

struct reader {
	struct qz_diag *diag;
	const char *name;
	struct qz_labels labels;
};

static bool complain(const struct reader *reader, unsigned line, const char *reason, const char *what)
{
	char number[24] = "";
	if (line)
		snprintf(number, sizeof number, "%u", line);
	qz_diag_add(reader->diag, QZ_RULE_META_INVALID, NULL, "file", reader->name, "line", number, "reason", reason, "what", what, NULL);
	return false;
}

/* The text of a cell without outer blanks; NULL where nothing stands, *failed when memory ran out. */
static char *copy_cell(const struct qz_cell *cell, bool *failed)
{
	char *text = qz_labels_text(cell);
	*failed |= !text;
	if (text && !*text) {
		free(text);
		text = NULL;
	}
	return text;
}

/* 1 when the row holds the labels, 0 when none of them, -1 when one is unknown or stands twice. */
static int read_labels(struct reader *reader, const struct qz_row *row)
{
	size_t known = qz_labels_read(&reader->labels, row);
	if (!known || !reader->labels.unknown)
		return known > 0;
	complain(reader, row->number, "the column is unknown or stands twice", reader->labels.unknown->text);
	return -1;
}

/* 2026/1/5 and 2026年1月5日 as 2026-01-05, in place of the text; others as they are. False when memory ran out. */
static bool settle_date(char **text)
{
	unsigned y, m, d;
	int end = -1;
	char date[16];
	static const char *const forms[] = {"%4u-%2u-%2u%n", "%4u/%2u/%2u%n", "%4u.%2u.%2u%n", "%4u年%2u月%2u日%n"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (sscanf(*text, forms[i], &y, &m, &d, &end) != 3 || end < 0 || (*text)[end])
			continue;
		snprintf(date, sizeof date, "%04u-%02u-%02u", y % 10000, m % 100, d % 100);
		free(*text);
		return (*text = strdup(date)) != NULL;
	}
	return true;
}

static void line_done(struct line *line)
{
	for (int column = 0; column < COLUMNS; column++)
		free(line->texts[column]);
}

/* Fills in a line; *stated: it says something. False with a finding when a value may not be. */
static bool fill_line(const struct reader *reader, const struct qz_row *row, struct line *line, bool *stated)
{
	bool failed = false;
	for (int column = 0; column < COLUMNS && !failed; column++) {
		const struct qz_cell *cell = qz_labels_cell(&reader->labels, row, (size_t)column);
		char **text = &line->texts[column];
		if (cell && cell->kind == QZ_CELL_BLOCKS)
			return complain(reader, row->number, "the table has to be a text or a workbook", "");
		*text = copy_cell(cell, &failed);
		if (!*text || column == FILE_COLUMN)
			continue;
		failed |= strcmp(qz_meta_key((size_t)column), "date") == 0 && !settle_date(text);
		if (!failed && !qz_meta_may_be((size_t)column, *text))
			return complain(reader, row->number, "the value may not be", cell->text);
		*stated = true;
	}
	reader->diag->failed |= failed;
	return !failed;
}

static bool read_line(const struct reader *reader, struct qz_meta_table *table, const struct qz_row *row)
{
	struct line line = {.texts = {NULL}};
	bool stated = false, fine = fill_line(reader, row, &line, &stated);
	if (fine && stated) {
		if (qz_array_grow(&table->lines, table->count, &table->cap, sizeof line)) {
			table->lines[table->count++] = line;
			return true;
		}
		reader->diag->failed = true;
		fine = false;
	}
	line_done(&line);
	return fine;
}

struct qz_meta_table *qz_meta_table_read(const struct qz_table *table, const char *name, struct qz_diag *diag)
{
	struct reader reader = {.diag = diag, .name = name, .labels = {.names = labels, .count = COLUMNS}};
	struct qz_meta_table *result = calloc(1, sizeof *result);
	const struct qz_sheet *sheet = table->nsheets ? &table->sheets[0] : NULL;
	size_t at = 0;
	int labelled = 0;
	diag->failed |= !result;
	while (result && sheet && labelled == 0 && at < sheet->nrows && at < QZ_LABELS_ROWS)
		labelled = read_labels(&reader, &sheet->rows[at++]);
	if (result && labelled == 0)
		complain(&reader, 0, "the labels of statements are missing", "");
	bool fine = labelled == 1;
	for (; fine && at < sheet->nrows; at++)
		fine = read_line(&reader, result, &sheet->rows[at]);
	if (fine)
		return result;
	qz_meta_table_free(result);
	return NULL;
}

void qz_meta_table_free(struct qz_meta_table *table)
{
	for (size_t i = 0; table && i < table->count; i++)
		line_done(&table->lines[i]);
	if (table)
		free(table->lines);
	free(table);
}

bool qz_meta_table_find(const struct qz_meta_table *table, const char *path, const char *stem, const char *values[QZ_META_KEYS])
{
	bool found = false;
	for (size_t i = 0; i < table->count; i++) {
		char *const *texts = table->lines[i].texts;
		const char *file = texts[FILE_COLUMN];
		if (file && !qz_path_ends_in(path, file) && !qz_path_ends_in(stem, file))
			continue;
		for (int key = 0; key < QZ_META_KEYS; key++)
			values[key] = texts[key] ? texts[key] : values[key];
		found = true;
	}
	return found;
}
