/*
 * Rows and columns of OpenDocument tables (ODF 1.2 part 1, 9): repeated ones,
 * spans, what is hidden, and cells with the text that is shown. What is repeated
 * without content costs nothing, however often.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "read/odf_parts.h"
#include "read/table.h"

#define COPIES 30 /* of each cell, besides those of the limit */

/* What styles say of a cell. */
struct look {
	unsigned state; /* QZ_ODF_STRUCK, QZ_ODF_HIDDEN */
	unsigned char signs;
};

struct qz_odf_column {
	unsigned first, last;
	struct look look;
};

struct qz_odf_cell {
	unsigned column, repeat, across, down;
	size_t at, len; /* of its text in grid->text */
	unsigned char signs;
	bool covered, keep;
};

/* A row being read. */
struct row {
	unsigned number, repeat;
	const char *style; /* of cells that have none; NULL: the columns' */
	size_t filled;	   /* cells that are kept, repeated ones counted as often */
	size_t written;	   /* … and counted once */
	size_t bytes;
	bool spans;
};

void qz_odf_grid_init(struct qz_odf_grid *grid, struct qz_odf *odf, bool document)
{
	*grid = (struct qz_odf_grid){.odf = odf, .document = document, .next_row = 1};
	qz_cell_text_init(&grid->blocks);
}

void qz_odf_grid_done(struct qz_odf_grid *grid)
{
	free(grid->columns);
	free(grid->cells);
	qz_buf_done(&grid->text);
	qz_buf_done(&grid->plain);
	qz_cell_text_done(&grid->blocks);
}

static bool is_collapsed(const xmlNode *node, bool *filtered)
{
	const char *visibility = qz_odf_attr(node, "table:visibility");
	*filtered = visibility && strcmp(visibility, "filter") == 0;
	return *filtered || (visibility && strcmp(visibility, "collapse") == 0);
}

static struct look look_of(const struct qz_odf *odf, const char *style)
{
	return (struct look){qz_odf_style_state(odf, QZ_ODF_CELL, style, 0), qz_odf_style_signs(odf, style)};
}

bool qz_odf_grid_column(struct qz_odf_grid *grid, const xmlNode *node, bool hidden)
{
	unsigned repeat = qz_odf_count(qz_odf_attr(node, "table:number-columns-repeated"), QZ_FILL_COLUMNS), first = grid->next_column;
	const char *style = qz_odf_attr(node, "table:default-cell-style-name");
	bool filtered;
	hidden |= is_collapsed(node, &filtered);
	if (first >= QZ_FILL_COLUMNS)
		return true;
	grid->next_column += repeat;
	if (hidden && !qz_fill_hide(&grid->odf->fill, first, repeat))
		return false;
	struct look look = look_of(grid->odf, style);
	if (look.state == 0 && look.signs == 0)
		return true;
	if (!qz_array_grow(&grid->columns, grid->ncolumns, &grid->columns_cap, sizeof *grid->columns))
		return qz_fill_no_memory(&grid->odf->fill);
	grid->columns[grid->ncolumns++] = (struct qz_odf_column){first, first + repeat - 1, look};
	return true;
}

static struct look look_of_column(const struct qz_odf_grid *grid, unsigned column)
{
	size_t low = 0, high = grid->ncolumns;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (grid->columns[mid].last < column)
			low = mid + 1;
		else
			high = mid;
	}
	return low < grid->ncolumns && grid->columns[low].first <= column ? grid->columns[low].look : (struct look){0, 0};
}

static struct look look_of_cell(const struct qz_odf_grid *grid, const struct row *row, const xmlNode *node, unsigned column)
{
	const char *style = qz_odf_attr(node, "table:style-name");
	style = style ? style : row->style;
	return style ? look_of(grid->odf, style) : look_of_column(grid, column);
}

/* ---- values ---- */

/* The value as it is stored; NULL: none. */
static const char *value_of(const xmlNode *cell)
{
	static const char *const attrs[] = {"office:string-value", "office:date-value", "office:time-value", "office:boolean-value", "office:value"};
	for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++) {
		const char *value = qz_odf_attr(cell, attrs[i]);
		if (value)
			return value;
	}
	return NULL;
}

/* What spreadsheets show for an error. */
static bool is_error_word(const char *text)
{
	static const char *const words[] = {"#N/A", "#REF!", "#NAME?", "#DIV/0!", "#VALUE!", "#NUM!", "#NULL!"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(text, words[i]) == 0)
			return true;
	return strncmp(text, "Err:", 4) == 0 && strspn(text + 4, "0123456789") == strlen(text + 4);
}

/* Whether any character stands in the cell's paragraphs. */
static bool has_characters(const xmlNode *cell)
{
	struct qz_buf text;
	qz_buf_init(&text);
	for (const xmlNode *at = qz_odf_child(cell, "text:p"); at && text.len == 0; at = qz_odf_next(at, "text:p"))
		qz_xml_text(at, &text);
	bool found = text.len > 0 || text.failed;
	qz_buf_done(&text);
	return found;
}

/* Where no text is shown: programs that write none mean the value; a format that shows nothing hides it. */
static void use_value(struct qz_odf_out *out, const xmlNode *node, struct look look)
{
	const char *value = value_of(node);
	if (!value || !*value || has_characters(node))
		return;
	if (qz_odf_child(node, "text:p"))
		qz_odf_hang_text(out, QZ_ASIDE_UNSEEN, value);
	else if (look.state & QZ_ODF_STRUCK && !out->odf->include_struck)
		qz_buf_puts(&out->struck, value);
	else
		qz_buf_puts(out->plain, value);
}

static unsigned char signs_of_value(const xmlNode *node, const struct qz_buf *text)
{
	const char *type = qz_odf_attr(node, "office:value-type"), *known = qz_odf_attr(node, "calcext:value-type");
	bool formula = qz_odf_attr(node, "table:formula"), empty = text->len == 0;
	unsigned char signs = 0;
	if ((known && strcmp(known, "error") == 0) || (formula && !empty && is_error_word(text->data)))
		signs |= QZ_SIGN_ERROR;
	else if (formula && empty && !type && !value_of(node))
		signs |= QZ_SIGN_UNSAVED;
	if (type && (strcmp(type, "date") == 0 || strcmp(type, "time") == 0))
		signs |= QZ_SIGN_DATE;
	return signs;
}

/* What a choice offers and says, once, at the first cell that has it. */
static void hang_validation(struct qz_odf_out *out, const xmlNode *node)
{
	const char *name = qz_odf_attr(node, "table:content-validation-name");
	char *words = name ? qz_map_get(&out->odf->validations, name, strlen(name)) : NULL;
	if (!words)
		return;
	qz_odf_hang_text(out, QZ_ASIDE_CONTROL, words);
	free(words);
	qz_map_put(&out->odf->validations, name, strlen(name), NULL);
}

/* ---- cells ---- */

/* The cell's text to the end of grid->text. */
static bool read_text(struct qz_odf_grid *grid, const struct row *row, const xmlNode *node, struct qz_odf_cell *cell)
{
	struct qz_odf_out out;
	struct look look = look_of_cell(grid, row, node, cell->column);
	qz_buf_clear(&grid->plain);
	qz_cell_text_clear(&grid->blocks);
	qz_odf_out_init(&out, grid->odf, grid->document ? &grid->blocks : NULL, &grid->plain);
	out.sheet = grid->odf->fill.table->nsheets - 1;
	out.row = row->number;
	out.column = cell->column;
	qz_odf_blocks(&out, node, grid->document ? 0 : look.state);
	if (!grid->document)
		use_value(&out, node, look);
	hang_validation(&out, node);
	const struct qz_buf *text = grid->document ? qz_cell_text_end(&grid->blocks) : &grid->plain;
	cell->signs = grid->document ? 0 : signs_of_value(node, text);
	cell->signs |= text->len ? look.signs : 0;
	cell->signs |= out.has_struck ? QZ_SIGN_STRUCK : 0;
	cell->at = grid->text.len;
	cell->len = text->len;
	if (text->len)
		qz_buf_add(&grid->text, text->data, text->len);
	bool memory = text->failed || grid->text.failed;
	if (!qz_odf_out_end(&out))
		return false;
	if (memory)
		return qz_fill_no_memory(&grid->odf->fill);
	return cell->len <= grid->odf->fill.limits->cell_bytes || qz_fill_exceeded(&grid->odf->fill, &grid->odf->fill.limits->cell_bytes);
}

static bool read_cell(struct qz_odf_grid *grid, struct row *row, const xmlNode *node, unsigned column)
{
	struct qz_odf_cell cell = {
	    .column = column,
	    .repeat = qz_odf_count(qz_odf_attr(node, "table:number-columns-repeated"), QZ_FILL_COLUMNS),
	    .across = qz_odf_count(qz_odf_attr(node, "table:number-columns-spanned"), QZ_FILL_COLUMNS),
	    .down = qz_odf_count(qz_odf_attr(node, "table:number-rows-spanned"), QZ_FILL_ROWS),
	    .covered = qz_odf_is(node, "table:covered-table-cell"),
	};
	bool plain = !node->children && !qz_odf_attr(node, "table:formula") && !value_of(node) && !qz_odf_attr(node, "table:content-validation-name");
	if (!plain && !read_text(grid, row, node, &cell))
		return false;
	bool alone = cell.repeat == 1 && row->repeat == 1;
	cell.keep = cell.len || (cell.signs & (QZ_SIGN_UNSAVED | QZ_SIGN_ERROR)) || (grid->document && !cell.covered && alone);
	bool spans = cell.across > 1 || cell.down > 1;
	if (!cell.keep && !spans)
		return true;
	row->filled += cell.keep ? cell.repeat : 0;
	row->written += cell.keep;
	row->bytes += cell.len * cell.repeat;
	row->spans |= spans;
	if (!qz_array_grow(&grid->cells, grid->ncells, &grid->cells_cap, sizeof *grid->cells))
		return qz_fill_no_memory(&grid->odf->fill);
	grid->cells[grid->ncells++] = cell;
	return true;
}

static bool is_cell(const xmlNode *node)
{
	return qz_odf_is(node, "table:table-cell") || qz_odf_is(node, "table:covered-table-cell");
}

static bool read_cells(struct qz_odf_grid *grid, struct row *row, const xmlNode *node)
{
	unsigned column = 0;
	bool good = true;
	grid->ncells = 0;
	qz_buf_clear(&grid->text);
	for (const xmlNode *at = qz_xml_child(node, NULL); at && good; at = qz_xml_next(at, NULL)) {
		if (!is_cell(at))
			continue;
		good = read_cell(grid, row, at, column);
		column += qz_odf_count(qz_odf_attr(at, "table:number-columns-repeated"), QZ_FILL_COLUMNS);
		column = column > QZ_FILL_COLUMNS ? QZ_FILL_COLUMNS : column;
	}
	return good;
}

/* ---- rows ---- */

static bool put_cell(struct qz_odf_grid *grid, const struct qz_odf_cell *from, unsigned column)
{
	struct qz_fill *fill = &grid->odf->fill;
	if (from->keep) {
		struct qz_cell *cell = qz_fill_cell(fill, column, from->len ? grid->text.data + from->at : "", from->len);
		if (!cell)
			return false;
		cell->kind = grid->document ? QZ_CELL_BLOCKS : QZ_CELL_TEXT;
		cell->signs = from->signs;
		cell->covered = from->covered;
	}
	return qz_fill_span(fill, column, from->across - 1, from->down - 1);
}

static bool put_row(struct qz_odf_grid *grid, unsigned number, bool hidden, bool filtered)
{
	bool good = qz_fill_row(&grid->odf->fill, number, hidden, filtered);
	for (size_t i = 0; i < grid->ncells && good; i++)
		for (unsigned n = 0; n < grid->cells[i].repeat && good; n++)
			good = put_cell(grid, &grid->cells[i], grid->cells[i].column + n);
	return good;
}

/*
 * Whether a row may stand as often as it says; told before the first one is made. Each cell that is written may be repeated
 * a number of times, as in a column of dashes; beyond that few bytes would make many cells.
 */
static bool is_allowed(struct qz_odf_grid *grid, const struct row *row)
{
	struct qz_odf *odf = grid->odf;
	struct qz_fill *fill = &odf->fill;
	const struct qz_limits *limits = fill->limits;
	odf->written += row->written;
	odf->copies += row->filled * row->repeat - row->written;
	if (odf->copies > limits->repeats && odf->copies - limits->repeats > odf->written * COPIES)
		return qz_fill_exceeded(fill, &limits->repeats);
	if (row->filled && row->repeat > (fill->table->max_cells - fill->table->cells) / row->filled)
		return qz_fill_exceeded(fill, &limits->cells);
	if (row->bytes && (fill->text_bytes > limits->zip_bytes || row->repeat > (limits->zip_bytes - fill->text_bytes) / row->bytes))
		return qz_fill_exceeded(fill, &limits->zip_bytes);
	return true;
}

bool qz_odf_grid_row(struct qz_odf_grid *grid, const xmlNode *node, bool hidden)
{
	struct row row = {
	    .number = grid->next_row,
	    .repeat = qz_odf_count(qz_odf_attr(node, "table:number-rows-repeated"), QZ_FILL_ROWS),
	    .style = qz_odf_attr(node, "table:default-cell-style-name"),
	};
	bool filtered, good = true;
	hidden |= is_collapsed(node, &filtered);
	if (grid->next_row <= QZ_FILL_ROWS)
		grid->next_row += row.repeat;
	if (!read_cells(grid, &row, node) || !is_allowed(grid, &row))
		return false;
	/* Empty rows that are repeated cannot have merges that reach further down, and others merge nothing. */
	if (row.filled == 0 && (!row.spans || row.repeat > 1))
		return true;
	for (unsigned i = 0; i < row.repeat && good; i++)
		good = put_row(grid, row.number + i, hidden, filtered);
	return good;
}
