/*
 * Where the words of a page go that are in no cell, for html_parts.h: blocks
 * between the tables, and what stands beside the words of a block or cell.
 */
#include <stdio.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "read/html_parts.h"

#define LINKED 3 /* a block is links where one of so many characters stands in one */

static struct qz_aside *add_aside(struct qz_html_page *page, enum qz_aside_kind kind, const struct qz_buf *text)
{
	const struct qz_limits *limits = page->limits;
	bool in_cell = page->in_cell && page->row;
	size_t sheet = in_cell ? page->table->nsheets - 1 : page->table->nsheets;
	if (text->len > limits->cell_bytes || page->table->cells >= page->table->max_cells) {
		qz_html_exceeded(page, text->len > limits->cell_bytes ? &limits->cell_bytes : &limits->cells);
		return NULL;
	}
	struct qz_aside *aside = text->failed ? NULL :
		qz_table_add_aside(page->table, kind, sheet, in_cell ? page->row : 0, in_cell ? page->column : 0, text->data, qz_trim_end(text->data, text->len));
	if (!aside)
		page->diag->failed = page->failed = true;
	return aside;
}

void qz_html_end_kind(struct qz_html_page *page, enum qz_aside_kind kind)
{
	struct qz_aside *aside = page->beside[kind].len && !page->failed ? add_aside(page, kind, &page->beside[kind]) : NULL;
	if (aside)
		aside->navigation = page->menu && (int)kind == page->region;
	page->diag->failed |= page->beside[kind].failed;
	qz_buf_clear(&page->beside[kind]);
	page->apart[kind] = false;
}

void qz_html_end_beside(struct qz_html_page *page)
{
	for (int kind = 0; kind < QZ_ASIDES; kind++)
		qz_html_end_kind(page, (enum qz_aside_kind)kind);
}

void qz_html_end_block(struct qz_html_page *page)
{
	if (page->in_cell) {
		qz_cell_text_break(&page->words);
		for (int kind = 0; kind < QZ_ASIDES; kind++)
			page->apart[kind] = true;
		return;
	}
	const struct qz_buf *text = qz_cell_text_end(&page->words);
	struct qz_aside *aside = text->len && !page->failed ? add_aside(page, QZ_ASIDE_FLOW, text) : NULL;
	if (aside) {
		aside->cell->kind = QZ_CELL_BLOCKS;
		aside->cell->heading = page->heading;
		aside->level = page->heading ? page->level : 0;
		aside->navigation = page->linked * LINKED >= qz_count_nonblank(text->data, text->len);
	}
	page->diag->failed |= text->failed;
	qz_cell_text_clear(&page->words);
	page->linked = 0;
	qz_html_end_kind(page, QZ_ASIDE_STRUCK);
	for (int kind = 0; kind < QZ_ASIDES; kind++)
		page->apart[kind] = true;
}

void qz_html_end_skipped(struct qz_html_page *page)
{
	static const char *const what[QZ_HTML_SKIPPED][2] = {{"pictures-outside", "pictures"}, {"frames", "frames"}, {"embedded", "embedded"}};
	for (int i = 0; i < QZ_HTML_SKIPPED; i++) {
		char count[24];
		struct qz_buf pos;
		if (page->skipped[page->in_cell][i] == 0)
			continue;
		qz_buf_init(&pos);
		const struct qz_row row = {.number = page->row};
		if (page->in_cell)
			qz_table_pos(page->table, page->table->nsheets - 1, &row, page->column, &pos);
		struct qz_where where = {.pos = pos.len ? pos.data : NULL};
		snprintf(count, sizeof count, "%zu", page->skipped[page->in_cell][i]);
		qz_diag_add(page->diag, QZ_RULE_CONTENT_SKIPPED, &where, "what", what[i][page->in_cell], "name", "", "count", count, NULL);
		page->diag->failed |= pos.failed;
		qz_buf_done(&pos);
		page->skipped[page->in_cell][i] = 0;
	}
}
