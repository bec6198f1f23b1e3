/*
 * The tables of data of a page, for html_parts.h: rows and cells onto the grid
 * of a sheet. Hidden rows and tables are marked; what a cell does not show
 * becomes asides of that cell.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "read/grid.h"
#include "read/html_parts.h"

#define MAX_COLSPAN 1000u /* as browsers bound them (HTML, 4.9.11) */
#define MAX_ROWSPAN 65534u

static unsigned colspan_of(const xmlNode *cell)
{
	const char *value = qz_xml_attr(cell, "colspan");
	long span = value ? strtol(value, NULL, 10) : 1;
	return span < 1 ? 1 : span > MAX_COLSPAN ? MAX_COLSPAN : (unsigned)span;
}

/* 0 says: to the end of the row group; that is where too large a span ends as well. */
static unsigned rowspan_of(const xmlNode *cell)
{
	const char *value = qz_xml_attr(cell, "rowspan");
	char *end = NULL;
	long span = value ? strtol(value, &end, 10) : 1;
	if (end == value || span < 0)
		return 1;
	return span == 0 || span > MAX_ROWSPAN ? MAX_ROWSPAN : (unsigned)span;
}

/* One cell's words, and beside them what it does not show. */
static void put_cell(struct qz_html_page *page, const struct qz_row *row, unsigned column, xmlNode *node, const struct qz_html_look *look)
{
	page->in_cell = true;
	page->row = row->number;
	page->column = column;
	page->signs = 0;
	qz_cell_text_clear(&page->words);
	qz_html_put_attributes(page, node, look);
	qz_html_put_children(page, node, look);
	qz_html_end_beside(page);
	qz_html_end_skipped(page);
	page->in_cell = false;
}

static bool read_cell(struct qz_html_page *page, struct qz_row *row, xmlNode *node, const struct qz_html_look *look, struct qz_grid *grid)
{
	unsigned colspan = colspan_of(node), rowspan = rowspan_of(node);
	long column = qz_grid_place(grid, colspan, rowspan);
	if (column < 0 || (size_t)column + colspan > page->limits->span)
		return qz_html_exceeded(page, &page->limits->span);
	put_cell(page, row, (unsigned)column, node, look);
	const struct qz_buf *text = qz_cell_text_end(&page->words);
	if (page->failed)
		return false;
	if (text->len > page->limits->cell_bytes)
		return qz_html_exceeded(page, &page->limits->cell_bytes);
	if (page->table->cells >= page->table->max_cells)
		return qz_html_exceeded(page, &page->limits->cells);
	struct qz_cell *cell = text->failed ? NULL : qz_row_add_cell(page->table, row, (unsigned)column, text->data, text->len);
	if (!cell) {
		page->diag->failed = page->failed = true;
		return false;
	}
	cell->kind = QZ_CELL_BLOCKS;
	cell->colspan = colspan;
	cell->rowspan = rowspan;
	cell->signs = page->signs;
	qz_cell_text_clear(&page->words);
	return true;
}

/* How wide the row's cells are that are displayed. */
static size_t width_of(const struct qz_html_page *page, const xmlNode *row, const struct qz_html_look *around)
{
	size_t width = 0;
	for (const xmlNode *cell = row->children; cell; cell = cell->next) {
		if (!qz_html_is_cell(cell))
			continue;
		struct qz_html_look look = qz_html_look_at(page, cell, around);
		width += look.gone && !around->gone ? 0 : colspan_of(cell);
	}
	return width;
}

/* `shown`: how the cells of a hidden row would look; the row as a whole is marked. */
static bool read_cells(struct qz_html_page *page, struct qz_row *row, const xmlNode *node, const struct qz_html_look *shown, struct qz_grid *grid)
{
	unsigned last = 0;
	bool good = true;
	for (xmlNode *cell = node->children; cell && good; cell = cell->next) {
		if (!qz_html_is_cell(cell))
			continue;
		struct qz_html_look look = qz_html_look_at(page, cell, shown);
		if (look.gone) {
			put_cell(page, row, last, cell, &look);
			qz_cell_text_clear(&page->words);
			good = !page->failed;
			continue;
		}
		good = read_cell(page, row, cell, &look, grid);
		if (good && row->ncells)
			last = row->cells[row->ncells - 1].column;
	}
	return good;
}

static bool read_row(struct qz_html_page *page, struct qz_sheet *sheet, const xmlNode *node, const struct qz_html_look *around, struct qz_grid *grid)
{
	struct qz_row *row = qz_sheet_add_row(sheet, (unsigned)sheet->nrows + 1, 0);
	if (!row) {
		page->diag->failed = page->failed = true;
		return false;
	}
	struct qz_html_look look = qz_html_look_at(page, node, around);
	row->hidden = look.gone || look.hidden;
	look.gone = look.hidden = false;
	qz_grid_row(grid, width_of(page, node, &look));
	return read_cells(page, row, node, &look, grid);
}

/* No cell reaches beyond its row group. */
static void end_group(struct qz_sheet *sheet, size_t first, struct qz_grid *grid)
{
	for (size_t r = first; r < sheet->nrows; r++)
		for (size_t c = 0; c < sheet->rows[r].ncells; c++)
			if (sheet->rows[r].cells[c].rowspan > sheet->nrows - r)
				sheet->rows[r].cells[c].rowspan = (unsigned)(sheet->nrows - r);
	qz_grid_group(grid);
}

static bool read_rows(struct qz_html_page *page, struct qz_sheet *sheet, xmlNode *table, const struct qz_html_look *look)
{
	struct qz_grid grid = {0};
	const xmlNode *group = NULL;
	struct qz_html_look around = *look;
	size_t first = sheet->nrows;
	bool good = true;
	for (xmlNode *row = qz_html_next_row(table, table); row && good; row = qz_html_next_row(table, row)) {
		if (row->parent != group) {
			end_group(sheet, first, &grid);
			first = sheet->nrows;
			group = row->parent;
			around = qz_html_look_below(page, table, group, look);
		}
		good = read_row(page, sheet, row, &around, &grid);
	}
	end_group(sheet, first, &grid);
	qz_grid_done(&grid);
	return good;
}

/* Captions, and what stands in a table but in none of its cells: browsers show it before the table. */
static void put_loose(struct qz_html_page *page, xmlNode *table, const struct qz_html_look *look)
{
	static const char *const structure[] = {"tr", "tbody", "thead", "tfoot", NULL};
	bool over = false;
	for (xmlNode *at = qz_html_step(table, table, false); at && !page->failed; at = qz_html_step(table, at, over)) {
		bool frames = at->type == XML_ELEMENT_NODE && !qz_html_is_cell(at) && !qz_xml_is(at, "table") && qz_html_next_row(at, at); /* <del> around rows */
		over = !frames && !qz_html_is_one_of(at, structure);
		bool blank = at->type == XML_TEXT_NODE && (!at->content || qz_skip_blanks(QZ_C(at->content), strlen(QZ_C(at->content))) == strlen(QZ_C(at->content)));
		if (!over || blank || (qz_html_is_cell(at) && qz_xml_is(at->parent, "tr")))
			continue;
		struct qz_html_look around = qz_html_look_below(page, table, at->parent, look);
		qz_html_put_node(page, at, &around);
	}
	qz_html_end_block(page);
}

void qz_html_read_table(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look)
{
	put_loose(page, node, look);
	if (page->failed || !qz_html_next_row(node, node))
		return;
	struct qz_table *table = page->table;
	struct qz_sheet *sheet = page->gathering && page->gathered ? &table->sheets[table->nsheets - 1] : NULL;
	if (!sheet && table->nsheets >= page->limits->sheets) {
		qz_html_exceeded(page, &page->limits->sheets);
		return;
	}
	int region = page->region; /* a table is a table, wherever it stands */
	page->region = -1;
	if (!sheet) {
		qz_html_end_beside(page);
		sheet = qz_table_add_sheet(table, page->sheet_name);
	}
	page->sheet_name = NULL;
	page->gathered = true;
	if (sheet) {
		sheet->hidden = look->gone || look->hidden;
		struct qz_html_look shown = *look;
		shown.gone = shown.hidden = false;
		page->failed |= !read_rows(page, sheet, node, &shown);
	}
	page->failed |= !sheet;
	page->diag->failed |= !sheet;
	page->region = region;
}
