/*
 * The promises of table.h, for promises.h: order and size of cells, UTF-8, and
 * that text with structure is well nested and escaped.
 */
#include "promises.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define MAX_NESTED 4096

void break_promise(const char *promise)
{
	fprintf(stderr, "promise broken: %s\n", promise);
	abort();
}

static const char *const names[] = {"p>", "ol>", "ul>", "li>", "li value=\"", "br>"};

/* One tag: its number in `names`, and where it ends. */
static size_t read_tag(const char **at, bool closing)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t len = strlen(names[i]);
		if (strncmp(*at, names[i], len) != 0)
			continue;
		*at += len;
		if (i == 4) {
			require(!closing);
			*at += strcspn(*at, "\"<>&");
			require(strncmp(*at, "\">", 2) == 0);
			*at += 2;
			return 3;
		}
		return i;
	}
	abort();
}

static void check_blocks(const char *text)
{
	size_t open[MAX_NESTED], depth = 0;
	for (const char *at = text; *at;) {
		require(*at != '>');
		require(*at != '&' || strncmp(at, "&lt;", 4) == 0 || strncmp(at, "&gt;", 4) == 0 || strncmp(at, "&amp;", 5) == 0);
		if (*at++ != '<')
			continue;
		bool closing = *at == '/';
		at += closing;
		size_t tag = read_tag(&at, closing);
		if (closing)
			require(depth > 0 && open[--depth] == tag && tag < 5);
		else if (tag < 5) {
			require(depth < MAX_NESTED);
			open[depth++] = tag;
		}
	}
	require(depth == 0);
}

static void check_row(const struct qz_sheet *sheet, const struct qz_row *row)
{
	for (size_t c = 0; c < row->ncells; c++) {
		const struct qz_cell *cell = &row->cells[c];
		require(c == 0 || cell->column > row->cells[c - 1].column);
		require(cell->colspan >= 1 && cell->rowspan >= 1);
		require(cell->rowspan <= sheet->nrows - (size_t)(row - sheet->rows));
		require(cell->text && cell->text[cell->len] == '\0'); /* NUL may be within: a binary file read by --from */
		require(qz_utf8_check(cell->text, cell->len) == cell->len);
		if (cell->kind == QZ_CELL_BLOCKS)
			check_blocks(cell->text);
	}
}

void check_promises(const struct qz_table *table)
{
	size_t cells = 0;
	for (size_t s = 0; s < table->nsheets; s++) {
		const struct qz_sheet *sheet = &table->sheets[s];
		for (size_t r = 0; r < sheet->nrows; r++) {
			check_row(sheet, &sheet->rows[r]);
			cells += sheet->rows[r].ncells;
		}
	}
	for (int kind = 0; kind < QZ_ASIDES; kind++) {
		const struct qz_aside_list *asides = &table->asides[kind];
		for (size_t i = 0; i < asides->count; i++)
			require(qz_utf8_check(asides->list[i].cell->text, asides->list[i].cell->len) == asides->list[i].cell->len);
		cells += asides->count;
	}
	require(cells == table->cells);
}
