/*
 * Tables of a Word document: rows and cells through content controls, merges
 * resolved, deleted rows kept as such; docx_text.c reads what stands in a cell.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/docx_parts.h"
#include "read/table.h"

static unsigned span_of(const struct qz_docx *document, const char *value, unsigned otherwise)
{
	long span = qz_docx_number(value, otherwise);
	if (span < 1)
		return otherwise;
	return (size_t)span > document->limits->span ? (unsigned)document->limits->span : (unsigned)span;
}

/* By column: the row (index + 1; 0: none) whose cell a vertical merge goes on with. */
struct merges {
	size_t *rows;
	size_t columns;
};

/* A table being read. */
struct grid {
	struct qz_docx *document;
	struct qz_sheet *sheet;
	struct merges merges;
	unsigned column; /* of the next cell */
	long ground;	 /* of the table */
	bool struck;	 /* the row holds words struck through … */
	bool live;	 /* … and words that are not, automatic numbers aside */
};

static bool widen(struct merges *merges, size_t columns)
{
	if (columns <= merges->columns)
		return true;
	size_t *grown = realloc(merges->rows, columns * sizeof *grown);
	if (!grown)
		return false;
	memset(grown + merges->columns, 0, (columns - merges->columns) * sizeof *grown);
	merges->rows = grown;
	merges->columns = columns;
	return true;
}

/* Draws the cell above that this one is merged with down to this row, over rows between that have no cell there; false when there is none. */
static bool go_on_above(struct grid *grid)
{
	size_t head = grid->merges.rows[grid->column];
	struct qz_row *row = head ? &grid->sheet->rows[head - 1] : NULL;
	const struct qz_cell *cell = row ? qz_row_at(row, grid->column) : NULL;
	if (!cell)
		return false;
	row->cells[cell - row->cells].rowspan = (unsigned)(grid->sheet->nrows - head + 1);
	return true;
}

/* Counts this cell to the one on its left (w:hMerge, as documents of old versions have it); false when there is none. */
static bool go_on_left(struct grid *grid, unsigned span)
{
	struct qz_row *row = &grid->sheet->rows[grid->sheet->nrows - 1];
	struct qz_cell *left = row->ncells ? &row->cells[row->ncells - 1] : NULL;
	while (left && left > row->cells && left->covered)
		left--;
	if (!left || left->covered)
		return false;
	left->colspan += span;
	return true;
}

static bool goes_on(const xmlNode *merge)
{
	const char *kind = qz_docx_attr(merge, "val");
	return merge && !(kind && strcmp(kind, "restart") == 0);
}

/* A cell whose paragraph has the style of labels in quanze's own cards. */
bool qz_docx_is_label(const xmlNode *cell)
{
	const char *style = qz_docx_val(qz_xml_child(qz_xml_child(cell, "p"), "pPr"), "pStyle");
	return style && strcmp(style, "QzLabel") == 0;
}

static bool add_cell(struct grid *grid, const xmlNode *node, unsigned span, bool covered)
{
	struct qz_docx *document = grid->document;
	const struct qz_buf *text = qz_docx_cell(document, node);
	bool empty = text->len == 0;
	grid->struck |= document->gathered[QZ_ASIDE_STRUCK].text.text.len > 0;
	grid->live |= !document->number_alone && !text->failed && qz_skip_blanks(text->data, text->len) < text->len;
	if (text->len > document->limits->cell_bytes)
		return qz_docx_exceeded(document, &document->limits->cell_bytes);
	if (empty && (covered || document->deleted))
		return true;
	if (document->table->cells >= document->table->max_cells)
		return qz_docx_exceeded(document, &document->limits->cells);
	struct qz_row *row = &grid->sheet->rows[grid->sheet->nrows - 1];
	struct qz_cell *cell = text->failed ? NULL : qz_row_add_cell(document->table, row, grid->column, text->data, text->len);
	if (!cell)
		return qz_docx_out_of_memory(document);
	cell->kind = QZ_CELL_BLOCKS;
	cell->colspan = span;
	cell->covered = covered;
	cell->heading = qz_docx_is_label(node);
	cell->signs = document->signs;
	return true;
}

/* Reads what stands in a cell, and hangs on it what is no part of its text. */
static bool read_content(struct grid *grid, const xmlNode *node, unsigned span, bool covered)
{
	struct qz_docx *document = grid->document;
	const xmlNode *properties = qz_xml_child(node, "tcPr");
	long ground = qz_docx_ground_of(qz_xml_child(properties, "shd"));
	bool deleted = qz_xml_child(properties, "cellDel") != NULL;
	document->ground = ground >= 0 ? ground : grid->ground;
	document->place = (struct qz_docx_place){document->table->nsheets - 1, (unsigned)grid->sheet->nrows, grid->column};
	document->deleted += deleted;
	document->changes += deleted;
	bool good = add_cell(grid, node, span, covered);
	document->deleted -= deleted;
	if (!good)
		return false;
	qz_docx_flush(document);
	qz_docx_say_skipped(document, "pictures", NULL, document->pictures);
	document->pictures = 0;
	return !document->failed;
}

static bool read_cell(struct grid *grid, const xmlNode *node)
{
	struct qz_docx *document = grid->document;
	const xmlNode *properties = qz_xml_child(node, "tcPr"), *merge = qz_xml_child(properties, "vMerge");
	unsigned span = span_of(document, qz_docx_val(properties, "gridSpan"), 1);
	if ((size_t)grid->column + span > document->limits->span)
		return qz_docx_exceeded(document, &document->limits->span);
	if (!widen(&grid->merges, grid->column + span))
		return qz_docx_out_of_memory(document);
	bool row_stays = !document->deleted, covered = row_stays && goes_on(merge) && go_on_above(grid);
	covered |= row_stays && !covered && goes_on(qz_xml_child(properties, "hMerge")) && go_on_left(grid, span);
	if (!read_content(grid, node, span, covered))
		return false;
	for (unsigned i = 0; row_stays && i < span && !(covered && merge); i++)
		grid->merges.rows[grid->column + i] = merge && !covered ? grid->sheet->nrows : 0;
	grid->column += span;
	return true;
}

/* The cells below a node, through content controls and the like. */
static bool read_cells(struct grid *grid, const xmlNode *parent)
{
	bool good = true;
	for (const xmlNode *at = qz_xml_child(parent, NULL); at && good; at = qz_xml_next(at, NULL))
		good = qz_xml_is(at, "tc") ? read_cell(grid, at) : read_cells(grid, at);
	return good;
}

/* Automatic numbers of a row whose words are all struck through are struck with them, though Word numbers on. */
static void strike_numbers(struct grid *grid)
{
	struct qz_docx *document = grid->document;
	struct qz_row *row = &grid->sheet->rows[grid->sheet->nrows - 1];
	for (size_t i = 0; i < row->ncells && grid->struck && !grid->live; i++) {
		struct qz_cell *cell = &row->cells[i];
		document->place.column = cell->column;
		if (cell->covered || cell->len == 0)
			continue;
		qz_docx_gather(document, QZ_ASIDE_STRUCK, cell->text, cell->len);
		qz_docx_flush(document);
		cell->text[cell->len = 0] = '\0';
	}
	grid->struck = grid->live = false;
}

static bool read_row(struct grid *grid, const xmlNode *node)
{
	struct qz_docx *document = grid->document;
	const xmlNode *properties = qz_xml_child(node, "trPr");
	struct qz_row *row = qz_sheet_add_row(grid->sheet, (unsigned)grid->sheet->nrows + 1, 0);
	if (!row)
		return qz_docx_out_of_memory(document);
	bool deleted = qz_xml_child(properties, "del");
	document->changes += deleted || qz_xml_child(properties, "ins");
	row->hidden = qz_docx_switch(properties, "hidden") == 1;
	grid->column = span_of(document, qz_docx_val(properties, "gridBefore"), 0);
	document->first_row = grid->sheet->nrows == 1 || qz_docx_switch(properties, "tblHeader") == 1;
	document->deleted += deleted;
	bool good = read_cells(grid, node);
	document->deleted -= deleted;
	strike_numbers(grid);
	return good;
}

/* The rows below a node, through content controls and the like. */
static bool read_rows(struct grid *grid, const xmlNode *parent)
{
	bool good = true;
	for (const xmlNode *at = qz_xml_child(parent, NULL); at && good; at = qz_xml_next(at, NULL))
		good = qz_xml_is(at, "tr") ? read_row(grid, at) : read_rows(grid, at);
	return good;
}

bool qz_docx_read_rows(struct qz_docx *document, struct qz_sheet *sheet, const xmlNode *table)
{
	const xmlNode *properties = qz_xml_child(table, "tblPr");
	struct grid grid = {.document = document, .sheet = sheet, .ground = qz_docx_ground_of(qz_xml_child(properties, "shd"))};
	document->table_style = qz_docx_val(properties, "tblStyle");
	bool good = read_rows(&grid, table);
	document->table_style = NULL;
	document->ground = QZ_DOCX_UNSAID;
	free(grid.merges.rows);
	return good;
}

void qz_docx_see_caption(struct qz_docx *document, const xmlNode *properties)
{
	const char *style = qz_docx_val(properties, "tblStyle");
	const char *caption = qz_docx_val(properties, "tblCaption"), *description = qz_docx_val(properties, "tblDescription");
	if (style && strcmp(style, "QzTable") == 0)
		return; /* quanze's own words */
	if (caption)
		qz_docx_add_text(document, QZ_ASIDE_ALTERNATIVE, caption);
	if (description)
		qz_docx_add_text(document, QZ_ASIDE_ALTERNATIVE, description);
}

bool qz_docx_is_gone(const xmlNode *table)
{
	const xmlNode *row = qz_xml_child(table, "tr");
	bool gone = row != NULL;
	for (; row && gone; row = qz_xml_next(row, "tr"))
		gone = qz_xml_child(qz_xml_child(row, "trPr"), "del") != NULL;
	return gone;
}
