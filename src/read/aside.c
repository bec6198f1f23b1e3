/*
 * The lists of aside.h, and the writing and reading of their places.
 */
#include "read/aside.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "read/table.h"

static const char *const words[QZ_ASIDES] = {"p",      "page-header", "page-footer", "footnote", "comment", "text-box", "alternative",
					     "struck", "deleted",     "unseen",	     "control",	  "reply"};

const char *qz_aside_word(enum qz_aside_kind kind)
{
	return words[kind];
}

static struct qz_cell *new_cell(unsigned column, const char *text, size_t len)
{
	struct qz_cell *cell = calloc(1, sizeof *cell);
	char *copy = cell ? malloc(len + 1) : NULL;
	if (!copy) {
		free(cell);
		return NULL;
	}
	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	*cell = (struct qz_cell){.text = copy, .len = len, .column = column, .colspan = 1, .rowspan = 1};
	return cell;
}

struct qz_aside *qz_table_add_aside(struct qz_table *table, enum qz_aside_kind kind, size_t sheet, unsigned row, unsigned column,
				    const char *text, size_t len)
{
	struct qz_aside_list *asides = &table->asides[kind];
	if (table->cells >= table->max_cells || !qz_array_grow(&asides->list, asides->count, &asides->cap, sizeof *asides->list))
		return NULL;
	struct qz_cell *cell = new_cell(column, text, len);
	if (!cell)
		return NULL;
	struct qz_aside *aside = &asides->list[asides->count++];
	*aside = (struct qz_aside){.kind = kind, .number = (unsigned)asides->count, .sheet = sheet, .row = row, .cell = cell};
	table->cells++;
	return aside;
}

void qz_table_aside_pos(const struct qz_table *table, const struct qz_aside *aside, struct qz_buf *out)
{
	bool sheet = table->pos_style == QZ_POS_WORKBOOK && aside->kind != QZ_ASIDE_FLOW && aside->sheet < table->nsheets;
	if (aside->row) {
		const struct qz_row row = {.number = aside->row};
		qz_table_pos(table, aside->sheet, &row, aside->cell->column, out);
	} else if (sheet) {
		qz_table_sheet_pos(table, aside->sheet, out);
	}
	qz_buf_printf(out, "%s%s%u", aside->row || sheet ? "#" : "", words[aside->kind], aside->number);
}

const struct qz_aside *qz_table_find_aside(const struct qz_table *table, const char *pos, size_t len)
{
	const char *mark = len ? memrchr(pos, '#', len) : NULL, *word = mark ? mark + 1 : pos, *end = pos + len, *digits = end;
	while (digits > word && digits[-1] >= '0' && digits[-1] <= '9')
		digits--;
	size_t number = 0, word_len = (size_t)(digits - word);
	for (const char *at = digits; at < end && number < 1000000000; at++)
		number = number * 10 + (size_t)(*at - '0');
	for (int kind = 0; kind < QZ_ASIDES; kind++)
		if (strlen(words[kind]) == word_len && memcmp(words[kind], word, word_len) == 0)
			return number > 0 && number <= table->asides[kind].count ? &table->asides[kind].list[number - 1] : NULL;
	return NULL;
}

void qz_table_asides_done(struct qz_table *table)
{
	for (int kind = 0; kind < QZ_ASIDES; kind++) {
		for (size_t i = 0; i < table->asides[kind].count; i++) {
			free(table->asides[kind].list[i].cell->text);
			free(table->asides[kind].list[i].cell);
		}
		free(table->asides[kind].list);
	}
}
