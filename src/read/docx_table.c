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
	const struct qz_docx_left_out *left_out; /* columns of quanze's own table that were not drawn */
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
	return head && qz_sheet_reach_down(grid->sheet, head - 1, grid->column);
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
	covered |= row_stays && !covered && goes_on(qz_xml_child(properties, "hMerge")) && qz_sheet_reach_right(grid->sheet, span);
	if (!read_content(grid, node, span, covered))
		return false;
	for (unsigned i = 0; row_stays && i < span && !(covered && merge); i++)
		grid->merges.rows[grid->column + i] = merge && !covered ? grid->sheet->nrows : 0;
	grid->column += span;
	return true;
}

/* Columns that quanze left out because nothing stands in them come back where they stood: their labels, and blank cells. */
static bool put_left_out(struct grid *grid)
{
	struct qz_docx *document = grid->document;
	const struct qz_docx_left_out *left_out = grid->left_out;
	for (size_t i = 0; left_out && i < left_out->count; i++) {
		if (left_out->columns[i] != grid->column + 1)
			continue;
		const char *label = grid->sheet->nrows == 1 ? left_out->labels[i] : "";
		struct qz_row *row = &grid->sheet->rows[grid->sheet->nrows - 1];
		if (document->table->cells >= document->table->max_cells)
			return qz_docx_exceeded(document, &document->limits->cells);
		struct qz_cell *cell = qz_row_add_cell(document->table, row, grid->column, label, strlen(label));
		if (!cell || !widen(&grid->merges, grid->column + 1))
			return qz_docx_out_of_memory(document);
		cell->kind = QZ_CELL_TEXT;
		grid->column++;
	}
	return true;
}

/* The cells below a node, through content controls and the like. */
static bool read_cells(struct grid *grid, const xmlNode *parent)
{
	bool good = true;
	for (const xmlNode *at = qz_xml_child(parent, NULL); at && good; at = qz_xml_next(at, NULL))
		good = qz_xml_is(at, "tc") ? put_left_out(grid) && read_cell(grid, at) : read_cells(grid, at);
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
	bool good = read_cells(grid, node) && put_left_out(grid);
	document->deleted -= deleted;
	strike_numbers(grid);
	return good;
}

/* A row of quanze's own that says of which type the items below it are. */
static bool is_type_row(const struct qz_docx *document, const xmlNode *row)
{
	const xmlNode *cell = qz_xml_child(row, "tc");
	const char *style = qz_docx_val(qz_xml_child(qz_xml_child(cell, "p"), "pPr"), "pStyle");
	return document->own && style && strcmp(style, "QzTypeRow") == 0 && !qz_xml_next(cell, "tc");
}

/* The rows below a node, through content controls and the like. */
static bool read_rows(struct grid *grid, const xmlNode *parent)
{
	bool good = true;
	for (const xmlNode *at = qz_xml_child(parent, NULL); at && good; at = qz_xml_next(at, NULL))
		if (!is_type_row(grid->document, at))
			good = qz_xml_is(at, "tr") ? read_row(grid, at) : read_rows(grid, at);
	return good;
}

/* ---- quanze's own cards ---- */

bool qz_docx_is_own_card(const struct qz_docx *document, const xmlNode *table)
{
	const xmlNode *row = qz_xml_child(table, "tr");
	bool card = document->own && row;
	for (; row && card; row = qz_xml_next(row, "tr")) {
		const xmlNode *label = qz_xml_child(row, "tc"), *value = qz_xml_next(label, "tc"), *properties = qz_xml_child(row, "trPr");
		card = label && value && !qz_xml_next(value, "tc") && qz_docx_is_label(label) && !qz_docx_is_label(value) &&
		       !qz_xml_child(properties, "del") && !qz_xml_child(properties, "ins") && qz_docx_switch(properties, "hidden") != 1;
	}
	return card;
}

static bool add_card_row(struct grid *grid)
{
	grid->column = 0;
	grid->document->first_row = grid->sheet->nrows == 0;
	return qz_sheet_add_row(grid->sheet, (unsigned)grid->sheet->nrows + 1, 0) || qz_docx_out_of_memory(grid->document);
}

/* A label that goes on beside the next value stands over both columns. */
static bool read_card_label(struct grid *grid, const xmlNode *cell)
{
	struct qz_row *row = &grid->sheet->rows[grid->sheet->nrows - 1];
	if (!goes_on(qz_xml_child(qz_xml_child(cell, "tcPr"), "vMerge")) || row->ncells == 0)
		return read_content(grid, cell, 1, false);
	row->cells[row->ncells - 1].colspan++;
	return true;
}

/* The labels of a card, or its values, as a row. */
static bool read_card_row(struct grid *grid, const xmlNode *table, bool labels)
{
	bool good = add_card_row(grid);
	for (const xmlNode *row = qz_xml_child(table, "tr"); row && good; row = qz_xml_next(row, "tr"), grid->column++) {
		const xmlNode *cell = qz_xml_child(row, "tc");
		good = put_left_out(grid) && (labels ? read_card_label(grid, cell) : read_content(grid, qz_xml_next(cell, "tc"), 1, false));
	}
	return good && put_left_out(grid);
}

/* A section over the whole width, as a table has it. */
static bool add_section(struct grid *grid, const struct qz_buf *section)
{
	const struct qz_row *head = &grid->sheet->rows[0];
	const struct qz_cell *last = head->ncells ? &head->cells[head->ncells - 1] : NULL;
	if (!add_card_row(grid))
		return false;
	struct qz_row *row = &grid->sheet->rows[grid->sheet->nrows - 1];
	struct qz_cell *cell = qz_row_add_cell(grid->document->table, row, 0, section->data, section->len);
	if (!cell)
		return qz_docx_out_of_memory(grid->document);
	cell->kind = QZ_CELL_TEXT;
	cell->colspan = last ? last->column + last->colspan : 1;
	return true;
}

bool qz_docx_read_card(struct qz_docx *document, struct qz_sheet *sheet, const xmlNode *table, const struct qz_docx_left_out *left_out,
		       const struct qz_buf *section)
{
	struct grid grid = {.document = document, .sheet = sheet, .ground = QZ_DOCX_UNSAID, .left_out = left_out};
	document->table_style = qz_docx_val(qz_xml_child(table, "tblPr"), "tblStyle");
	bool good = (sheet->nrows > 0 || read_card_row(&grid, table, true)) && (section->len == 0 || add_section(&grid, section)) &&
		    read_card_row(&grid, table, false);
	document->table_style = NULL;
	document->ground = QZ_DOCX_UNSAID;
	free(grid.merges.rows);
	return good;
}

bool qz_docx_read_rows(struct qz_docx *document, struct qz_sheet *sheet, const xmlNode *table, const struct qz_docx_left_out *left_out)
{
	const xmlNode *properties = qz_xml_child(table, "tblPr");
	struct grid grid = {.document = document, .sheet = sheet, .ground = qz_docx_ground_of(qz_xml_child(properties, "shd")), .left_out = left_out};
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
