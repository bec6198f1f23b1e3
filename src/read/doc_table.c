/*
 * The main text of a Word 97-2003 document: paragraphs in order, each in so many
 * tables ([MS-DOC] 2.4.3). Tables become sheets, their merges resolved; what
 * stands outside of them is kept as the text that flows between.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "read/doc_grid.h"
#include "read/doc_parts.h"
#include "read/table.h"

#define FRAMES 8 /* tables that only frame others, inside each other */
#define CAPTION 34 /* numbers of built-in styles (2.9.260) */
#define TITLE 62

struct body {
	struct qz_doc *doc;
	struct qz_buf text, sheet_name;
	bool after_card; /* nothing but what separates cards has come since one */
};

/* Paragraphs, by their index. */
struct range {
	size_t from, to;
};

/* A table being read. */
struct table {
	struct body *body;
	struct qz_sheet *sheet;
	struct qz_doc_grid grid;
	int level;	/* paragraphs of its own stand in so many tables */
	size_t *heads;	/* by column: the row (index + 1; 0: none) whose cell a vertical merge goes on with */
	size_t nheads;
	size_t row;	/* the row's description, from 1; 0: none */
	unsigned cell, column; /* next */
	unsigned char set;     /* the mark of the horizontal merge that is being read; 0: none */
};

static const struct qz_doc_pap *pap_of(const struct qz_doc *doc, size_t paragraph)
{
	return &doc->paps[doc->paragraphs[paragraph].pap];
}

/* In how many tables a paragraph stands. */
static int level_of(const struct qz_doc *doc, size_t paragraph)
{
	const struct qz_doc_pap *pap = pap_of(doc, paragraph);
	return pap->depth > 0 ? pap->depth : pap->in_table;
}

static bool ends_row(const struct qz_doc *doc, size_t paragraph, int level)
{
	const struct qz_doc_pap *pap = pap_of(doc, paragraph);
	return level_of(doc, paragraph) == level && (level > 1 ? pap->inner_row : pap->row_end);
}

static bool ends_cell(struct qz_doc *doc, size_t paragraph, int level)
{
	const struct qz_doc_pap *pap = pap_of(doc, paragraph);
	if (level_of(doc, paragraph) != level)
		return false;
	return level > 1 ? pap->inner_cell : qz_doc_unit(doc, doc->paragraphs[paragraph].end) == 0x07;
}

static bool begin_place(struct qz_doc *doc, size_t sheet, unsigned row, unsigned column, size_t paragraph)
{
	qz_doc_begin_place(doc, sheet, row, column);
	if (!qz_array_grow(&doc->places, doc->nplaces, &doc->places_cap, sizeof *doc->places))
		return qz_doc_no_memory(doc);
	doc->places[doc->nplaces++] =
	    (struct qz_doc_place){.cp = doc->paragraphs[paragraph].cp, .row = row, .column = column, .sheet = sheet};
	return true;
}

/* ---- outside of tables ---- */

static void see_heading(const struct qz_doc *doc, const struct qz_doc_pap *pap, struct qz_aside *aside)
{
	bool title = qz_doc_style_is(doc, pap->style, TITLE);
	aside->cell->heading = title || pap->outline < QZ_DOC_BODY || qz_doc_style_is(doc, pap->style, CAPTION);
	aside->level = pap->outline < QZ_DOC_BODY ? (unsigned)pap->outline + 1 : title;
}

static bool read_flow(struct body *body, size_t paragraph)
{
	struct qz_doc *doc = body->doc;
	const char *style = qz_doc_style_name(doc, pap_of(doc, paragraph)->style);
	body->after_card &= strcmp(style, "Qz Cell") == 0;
	qz_buf_clear(&body->text);
	if (!begin_place(doc, doc->table->nsheets, 0, 0, paragraph) || !qz_doc_put_line(doc, &doc->paragraphs[paragraph], &body->text))
		return false;
	if (strcmp(style, "Qz Caption") == 0)
		return qz_doc_end_place(doc); /* what quanze writes above a list that has no title, and no text of the list */
	if (strcmp(style, "Qz Sheet") == 0) {
		qz_buf_clear(&body->sheet_name);
		qz_buf_add(&body->sheet_name, body->text.data, body->text.len);
		return !body->sheet_name.failed || qz_doc_no_memory(doc);
	}
	struct qz_aside *aside = qz_doc_add_aside(doc, QZ_ASIDE_FLOW, body->text.data, body->text.len);
	if (aside) {
		see_heading(doc, pap_of(doc, paragraph), aside);
		aside->cell->signs = doc->signs;
	}
	return qz_doc_end_place(doc);
}

/* ---- cells ---- */

/* Draws the cell above that this one is merged with down to this row; false when there is none. */
static bool go_on_above(struct table *table, unsigned column)
{
	size_t head = column < table->nheads ? table->heads[column] : 0;
	return head && qz_sheet_reach_down(table->sheet, head - 1, column);
}

/*
 * Whether a cell goes on with the one on its left. Descriptions differ in which of
 * two marks the first cell of a set has, but it is the first one met, and it begins
 * the next set, too.
 */
static bool goes_on_left(struct table *table, unsigned char mark)
{
	bool goes_on = mark && table->set && mark != table->set;
	if (!goes_on)
		table->set = mark;
	return goes_on;
}

static bool note_head(struct table *table, unsigned column, unsigned span, size_t head)
{
	size_t end = (size_t)column + span;
	if (end > table->nheads) {
		size_t *grown = realloc(table->heads, end * sizeof *grown);
		if (!grown)
			return false;
		memset(grown + table->nheads, 0, (end - table->nheads) * sizeof *grown);
		table->heads = grown;
		table->nheads = end;
	}
	for (size_t i = column; i < end; i++)
		table->heads[i] = head;
	return true;
}

/* The text of a cell's paragraphs, those of tables inside it too, in order. */
static const struct qz_buf *read_text(struct table *table, struct range range)
{
	struct qz_doc *doc = table->body->doc;
	qz_cell_text_clear(&doc->cell);
	for (size_t i = range.from; i < range.to; i++) {
		const struct qz_doc_pap *pap = pap_of(doc, i);
		bool mark = level_of(doc, i) > table->level ? pap->inner_row : pap->row_end;
		if (!mark && !qz_doc_put_paragraph(doc, &doc->paragraphs[i]))
			return NULL;
	}
	qz_cell_text_depth(&doc->cell, 0);
	return qz_cell_text_end(&doc->cell);
}

static bool is_label(const struct qz_doc *doc, size_t paragraph)
{
	return strcmp(qz_doc_style_name(doc, pap_of(doc, paragraph)->style), "Qz Label") == 0;
}

static bool add_cell(struct table *table, struct range range, unsigned column, unsigned span, bool covered)
{
	struct qz_doc *doc = table->body->doc;
	struct qz_row *row = &table->sheet->rows[table->sheet->nrows - 1];
	if (!begin_place(doc, doc->table->nsheets - 1, row->number, column, range.from))
		return false;
	doc->cell_shaded = table->row && table->cell < 64 && doc->rows[table->row - 1].shaded >> table->cell & 1;
	const struct qz_buf *text = read_text(table, range);
	if (!text)
		return false;
	if (text->len > doc->limits->cell_bytes)
		return qz_doc_exceeded(doc, &doc->limits->cell_bytes);
	if (covered && text->len == 0)
		return qz_doc_end_place(doc);
	if (doc->table->cells >= doc->table->max_cells)
		return qz_doc_exceeded(doc, &doc->limits->cells);
	struct qz_cell *cell = text->failed ? NULL : qz_row_add_cell(doc->table, row, column, text->data, text->len);
	if (!cell)
		return qz_doc_no_memory(doc);
	cell->kind = QZ_CELL_BLOCKS;
	cell->colspan = span;
	cell->covered = covered;
	cell->heading = is_label(doc, range.from);
	cell->signs = covered ? 0 : doc->signs;
	return qz_doc_end_place(doc);
}

static bool read_cell(struct table *table, struct range range)
{
	struct qz_doc *doc = table->body->doc;
	const struct qz_doc_row *row = table->row ? &doc->rows[table->row - 1] : NULL;
	unsigned column = table->column, span = 1;
	bool known = row && qz_doc_grid_place(&table->grid, table->row, table->cell, &column, &span);
	if (column < table->column) {
		unsigned end = column + span;
		column = table->column;
		span = end > column ? end - column : 1;
	}
	if ((size_t)column + span > doc->limits->span)
		return qz_doc_exceeded(doc, &doc->limits->span);
	unsigned down = known ? row->down[table->cell] & 3 : 0;
	bool above = down == 1 && go_on_above(table, column);
	bool covered = goes_on_left(table, known ? row->across[table->cell] : 0) && !above && qz_sheet_reach_right(table->sheet, span);
	if (!add_cell(table, range, column, span, above || covered))
		return false;
	if (!above && !note_head(table, column, span, down && !covered ? table->sheet->nrows : 0))
		return qz_doc_no_memory(doc);
	table->column = column + span;
	table->cell++;
	return true;
}

/* ---- rows ---- */

/* One row: its cells, up to the paragraph that ends it and describes them (range.to: none does). */
static bool read_row(struct table *table, struct range range, size_t end)
{
	struct qz_doc *doc = table->body->doc;
	if (doc->table->cells + table->sheet->nrows >= doc->limits->cells)
		return qz_doc_exceeded(doc, &doc->limits->cells);
	if (!qz_sheet_add_row(table->sheet, (unsigned)table->sheet->nrows + 1, 0))
		return qz_doc_no_memory(doc);
	table->row = end < range.to ? pap_of(doc, end)->row : 0;
	table->cell = table->column = 0;
	table->set = 0;
	for (size_t from = range.from, i = from; i < end; i++) {
		if (!ends_cell(doc, i, table->level) && i + 1 < end)
			continue;
		struct range cell = {from, i + 1};
		if (!read_cell(table, cell))
			return false;
		from = i + 1;
	}
	return true;
}

static size_t find_row_end(const struct qz_doc *doc, struct range range, int level)
{
	size_t at = range.from;
	while (at < range.to && !ends_row(doc, at, level))
		at++;
	return at;
}

/* ---- tables ---- */

static bool open_grid(struct table *table, struct range range)
{
	struct qz_doc *doc = table->body->doc;
	size_t first = SIZE_MAX, last = 0;
	for (size_t i = range.from; i < range.to; i++) {
		size_t row = ends_row(doc, i, table->level) ? pap_of(doc, i)->row : 0;
		first = row && row < first ? row : first;
		last = row > last ? row : last;
	}
	if (last == 0)
		first = last = 1;
	if (!qz_doc_grid_init(&table->grid, doc->rows, first, last))
		return qz_doc_no_memory(doc);
	for (size_t i = range.from; i < range.to; i++) {
		size_t row = ends_row(doc, i, table->level) ? pap_of(doc, i)->row : 0;
		if (row && !qz_doc_grid_add(&table->grid, row))
			return qz_doc_no_memory(doc);
	}
	qz_doc_grid_close(&table->grid);
	return true;
}

static struct qz_sheet *begin_sheet(struct body *body)
{
	struct qz_doc *doc = body->doc;
	if (doc->table->nsheets >= doc->limits->sheets) {
		qz_doc_exceeded(doc, &doc->limits->sheets);
		return NULL;
	}
	struct qz_sheet *sheet = qz_table_add_sheet(doc->table, body->sheet_name.len ? body->sheet_name.data : NULL);
	if (!sheet)
		qz_doc_no_memory(doc);
	qz_buf_clear(&body->sheet_name);
	return sheet;
}

/* Quanze's own cards are tables that make one list: their rows follow each other, a blank one in between. */
static struct qz_sheet *go_on_sheet(struct qz_doc *doc)
{
	struct qz_sheet *sheet = &doc->table->sheets[doc->table->nsheets - 1];
	if (qz_sheet_add_row(sheet, (unsigned)sheet->nrows + 1, 0))
		return sheet;
	qz_doc_no_memory(doc);
	return NULL;
}

static bool read_table(struct body *body, struct range range, int level)
{
	struct qz_doc *doc = body->doc;
	bool card = is_label(doc, range.from);
	struct table table = {.body = body, .level = level};
	table.sheet = card && body->after_card && doc->table->nsheets ? go_on_sheet(doc) : begin_sheet(body);
	body->after_card = card;
	bool good = table.sheet && open_grid(&table, range);
	while (good && range.from < range.to) {
		size_t end = find_row_end(doc, range, level);
		good = read_row(&table, range, end);
		range.from = end + 1;
	}
	qz_doc_grid_done(&table.grid);
	free(table.heads);
	return good;
}

/* A table of one column that only frames another one. */
static bool is_frame(struct qz_doc *doc, struct range range, int level)
{
	bool inner = false;
	size_t cells = 0, rows = 0;
	for (size_t i = range.from; i < range.to; i++) {
		if (ends_row(doc, i, level)) {
			if (cells != 1)
				return false;
			cells = rows = 0;
		} else if (ends_cell(doc, i, level)) {
			cells++;
		}
		rows += ends_row(doc, i, level + 1);
		inner |= rows > 1;
	}
	return inner;
}

static bool read_range(struct body *body, struct range range, int level, unsigned frames)
{
	struct qz_doc *doc = body->doc;
	for (size_t i = range.from; i < range.to;) {
		if (level_of(doc, i) < level) {
			bool end = level > 1 && ends_row(doc, i, level - 1);
			if (!end && !read_flow(body, i))
				return false;
			i++;
			continue;
		}
		struct range table = {i, i};
		while (table.to < range.to && level_of(doc, table.to) >= level)
			table.to++;
		bool frame = frames < FRAMES && is_frame(doc, table, level);
		if (!(frame ? read_range(body, table, level + 1, frames + 1) : read_table(body, table, level)))
			return false;
		i = table.to;
	}
	return true;
}

/* ---- paragraphs ---- */

static bool add_paragraph(struct qz_doc *doc, uint32_t cp, uint32_t end, bool bare)
{
	size_t pap;
	if (doc->nparagraphs >= doc->limits->cells)
		return qz_doc_exceeded(doc, &doc->limits->cells);
	if (!qz_doc_pap_at(doc, end, &pap))
		return false;
	if (doc->paps[pap].depth > 0 && (size_t)doc->paps[pap].depth > doc->limits->depth)
		return qz_doc_exceeded(doc, &doc->limits->depth);
	if (!qz_array_grow(&doc->paragraphs, doc->nparagraphs, &doc->paragraphs_cap, sizeof *doc->paragraphs))
		return qz_doc_no_memory(doc);
	doc->paragraphs[doc->nparagraphs++] = (struct qz_doc_paragraph){.cp = cp, .end = end, .bare = bare, .pap = pap};
	return true;
}

/* Up to its mark: of a paragraph, a cell or row, a page or section. */
static bool divide(struct qz_doc *doc)
{
	uint32_t from = 0, end = doc->starts[QZ_DOC_MAIN + 1];
	for (uint32_t cp = 0; cp < end; cp++) {
		bool mark = qz_doc_ends_paragraph(doc, cp);
		if (!mark && cp + 1 < end)
			continue;
		if (!add_paragraph(doc, from, cp, !mark))
			return false;
		from = cp + 1;
	}
	return true;
}

bool qz_doc_read_body(struct qz_doc *doc)
{
	struct body body = {.doc = doc};
	qz_buf_init(&body.text);
	qz_buf_init(&body.sheet_name);
	bool good = divide(doc) && read_range(&body, (struct range){0, doc->nparagraphs}, 1, 0);
	qz_buf_done(&body.text);
	qz_buf_done(&body.sheet_name);
	return good && !doc->failed;
}
