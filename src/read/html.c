/*
 * Web pages: every table of data becomes a sheet (tables that only lay out other
 * tables are passed over), its cells with their paragraphs and lists. What the
 * page does not display is no text: hidden rows and tables are marked, hidden
 * cells and words left out with a finding; numbers that browsers give to list
 * items are theirs. Text outside tables is not read, but for headings.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/blocks.h"
#include "read/grid.h"
#include "read/html_scan.h"
#include "read/readers.h"
#include "read/table.h"

#define MAX_COLSPAN 1000u /* as browsers bound them (HTML, 4.9.11) */
#define MAX_ROWSPAN 65534u
#define PARSER_DEPTH 250u /* where libxml2 gives up, and drops the rest of the page without a word */

struct page {
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_table *table;
	struct qz_cell_text cell;
	struct qz_buf heading; /* the last one since the table before */
	struct qz_buf title;   /* of the page */
	size_t hidden;	       /* characters in cells that are not displayed */
	bool failed;
};

/* ---- questions to a node ---- */

static bool is_one_of(const xmlNode *node, const char *const *names)
{
	for (; *names; names++)
		if (qz_xml_is(node, *names))
			return true;
	return false;
}

static bool is_cell(const xmlNode *node)
{
	return qz_xml_is(node, "td") || qz_xml_is(node, "th");
}

/* Whether an inline style sets a property to a value. */
static bool has_style(const xmlNode *node, const char *property, const char *value)
{
	const char *style = qz_xml_attr(node, "style");
	const char *at = style ? strcasestr(style, property) : NULL;
	if (!at || (at > style && (isalnum((unsigned char)at[-1]) || at[-1] == '-')))
		return false;
	at += strlen(property);
	at += strspn(at, " \t\n");
	if (*at != ':')
		return false;
	at += 1 + strspn(at + 1, " \t\n");
	return strncasecmp(at, value, strlen(value)) == 0;
}

static bool is_hidden(const xmlNode *node)
{
	return qz_xml_attr(node, "hidden") || has_style(node, "display", "none") || has_style(node, "visibility", "hidden") ||
	       has_style(node, "visibility", "collapse");
}

/* Not displayed because of itself or of what it stands in. */
static bool is_out_of_sight(const xmlNode *node)
{
	for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
		if (is_hidden(node))
			return true;
	return false;
}

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

/* The next node in document order below `root`, not into `node` where `over`. */
static xmlNode *step(const xmlNode *root, xmlNode *node, bool over)
{
	if (!over && node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node && node != root && !node->next)
		node = node->parent;
	return !node || node == root ? NULL : node->next;
}

/* The next row of a table, not one of a table inside it. */
static xmlNode *next_row(const xmlNode *table, xmlNode *from)
{
	bool over = from != table;
	for (xmlNode *at = step(table, from, over); at; at = step(table, at, over)) {
		if (qz_xml_is(at, "tr"))
			return at;
		over = qz_xml_is(at, "table");
	}
	return NULL;
}

static size_t count_cells(const xmlNode *row)
{
	size_t count = 0;
	for (xmlNode *cell = row->children; cell; cell = cell->next)
		count += is_cell(cell);
	return count;
}

/* A table that only lays out another: it holds one with rows, and is itself at most two columns wide. */
static bool is_layout(xmlNode *table)
{
	bool inner = false;
	for (xmlNode *at = step(table, table, false); at && !inner; at = step(table, at, false)) {
		xmlNode *row = qz_xml_is(at, "table") ? next_row(at, at) : NULL;
		inner = row && next_row(at, row);
	}
	size_t widest = 0;
	for (xmlNode *row = next_row(table, table); inner && row; row = next_row(table, row))
		widest = count_cells(row) > widest ? count_cells(row) : widest;
	return inner && widest <= 2;
}

/* ---- the content of a cell ---- */

static const char *const unseen[] = {"script", "style", "template", "noscript", "head", "title", NULL};
static const char *const blocks[] = {"p",     "div",	 "h1",	    "h2",     "h3", "h4",     "h5",	 "h6", "blockquote",
				     "pre",   "section", "article", "dl",     "dt", "dd",     "tr",	 "td", "th",
				     "table", "tbody",	 "thead",   "center", "hr", "figure", "caption", NULL};
static const char *const lists[] = {"ol", "ul", NULL};
static const char *const controls[] = {"input", "select", NULL};

static void put_node(struct page *page, const xmlNode *node);

static void put_children(struct page *page, const xmlNode *node)
{
	for (const xmlNode *child = node->children; child; child = child->next)
		put_node(page, child);
}

static void put_value(struct page *page, const char *value)
{
	if (value)
		qz_cell_text_put(&page->cell, value, strlen(value), true);
}

/* What a form shows: the text typed into a field, the choice made in a list. */
static void put_control(struct page *page, const xmlNode *node)
{
	const char *type = qz_xml_attr(node, "type");
	if (qz_xml_is(node, "input")) {
		if (!type || strcasecmp(type, "text") == 0)
			put_value(page, qz_xml_attr(node, "value"));
		return;
	}
	const xmlNode *chosen = NULL;
	for (xmlNode *at = node->children; at; at = step(node, at, false))
		if (qz_xml_is(at, "option") && (!chosen || (qz_xml_attr(at, "selected") && !qz_xml_attr(chosen, "selected"))))
			chosen = at;
	if (chosen)
		put_children(page, chosen);
}

/* Depth is bounded: see is_too_deep(). */
static void put_node(struct page *page, const xmlNode *node)
{
	struct qz_cell_text *cell = &page->cell;
	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
		qz_cell_text_put(cell, QZ_C(node->content), strlen(QZ_C(node->content)), true);
	} else if (node->type != XML_ELEMENT_NODE || is_one_of(node, unseen)) {
		return;
	} else if (is_hidden(node)) {
		page->hidden++;
	} else if (is_one_of(node, controls)) {
		put_control(page, node);
	} else if (qz_xml_is(node, "br")) {
		qz_cell_text_line(cell);
	} else if (is_one_of(node, lists)) {
		qz_cell_text_list(cell, true);
		put_children(page, node);
		qz_cell_text_list(cell, false);
	} else if (qz_xml_is(node, "li")) {
		qz_cell_text_item(cell, true, NULL);
		put_children(page, node);
		qz_cell_text_item(cell, false, NULL);
	} else {
		bool block = is_one_of(node, blocks);
		if (block)
			qz_cell_text_break(cell);
		put_children(page, node);
		if (block)
			qz_cell_text_break(cell);
	}
}

/* ---- tables ---- */

static bool exceeded(struct page *page, const size_t *limit)
{
	qz_limits_exceeded(page->limits, limit, page->diag);
	page->failed = true;
	return false;
}

static bool read_cell(struct page *page, struct qz_row *row, const xmlNode *node, struct qz_grid *grid)
{
	unsigned colspan = colspan_of(node), rowspan = rowspan_of(node);
	long column = qz_grid_place(grid, colspan, rowspan);
	if (column < 0)
		return exceeded(page, &page->limits->span);
	qz_cell_text_clear(&page->cell);
	put_children(page, node);
	const struct qz_buf *text = qz_cell_text_end(&page->cell);
	if (text->len > page->limits->cell_bytes)
		return exceeded(page, &page->limits->cell_bytes);
	if (page->table->cells >= page->table->max_cells)
		return exceeded(page, &page->limits->cells);
	struct qz_cell *cell = text->failed ? NULL : qz_row_add_cell(page->table, row, (unsigned)column, text->data, text->len);
	if (!cell) {
		page->diag->failed = page->failed = true;
		return false;
	}
	cell->kind = QZ_CELL_BLOCKS;
	cell->colspan = colspan;
	cell->rowspan = rowspan;
	return true;
}

static size_t width_of(const xmlNode *row)
{
	size_t width = 0;
	for (xmlNode *cell = row->children; cell; cell = cell->next)
		width += is_cell(cell) && !is_hidden(cell) ? colspan_of(cell) : 0;
	return width;
}

static bool read_row(struct page *page, struct qz_sheet *sheet, const xmlNode *node, struct qz_grid *grid)
{
	struct qz_row *row = qz_sheet_add_row(sheet, (unsigned)sheet->nrows + 1, 0);
	if (!row) {
		page->diag->failed = page->failed = true;
		return false;
	}
	row->hidden = is_hidden(node);
	qz_grid_row(grid, width_of(node));
	bool good = true;
	for (const xmlNode *cell = node->children; cell && good; cell = cell->next) {
		if (is_cell(cell) && is_hidden(cell))
			page->hidden++;
		else if (is_cell(cell))
			good = read_cell(page, row, cell, grid);
	}
	return good;
}

/* Text in one line; NULL when there is none. */
static char *settle(const struct qz_buf *text)
{
	struct qz_buf line;
	qz_buf_init(&line);
	bool blank = false;
	uint32_t cp = 0;
	for (size_t at = 0, n; at < text->len; at += n) {
		n = qz_utf8_decode(text->data + at, text->len - at, &cp);
		n = n ? n : 1;
		if (qz_is_blank(cp)) {
			blank = line.len > 0;
			continue;
		}
		if (blank)
			qz_buf_putc(&line, ' ');
		blank = false;
		qz_buf_put_utf8(&line, cp);
	}
	char *title = line.len ? qz_buf_take(&line) : NULL;
	qz_buf_done(&line);
	return title;
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

static bool read_rows(struct page *page, struct qz_sheet *sheet, xmlNode *table)
{
	struct qz_grid grid = {0};
	const xmlNode *group = NULL;
	size_t first = 0;
	bool good = true;
	for (xmlNode *row = next_row(table, table); row && good; row = next_row(table, row)) {
		if (row->parent != group) {
			end_group(sheet, first, &grid);
			first = sheet->nrows;
			group = row->parent;
		}
		good = read_row(page, sheet, row, &grid);
	}
	end_group(sheet, first, &grid);
	qz_grid_done(&grid);
	return good;
}

static void read_table(struct page *page, xmlNode *node)
{
	if (page->table->nsheets >= page->limits->sheets) {
		exceeded(page, &page->limits->sheets);
		return;
	}
	struct qz_sheet *sheet = qz_table_add_sheet(page->table, NULL);
	if (sheet) {
		sheet->title = settle(&page->heading);
		sheet->hidden = is_out_of_sight(node);
		page->failed |= !read_rows(page, sheet, node);
	}
	page->failed |= !sheet;
	page->diag->failed |= !sheet;
	qz_buf_clear(&page->heading);
}

/* Keeps the heading that stands over the next table, and the page's own title. */
static void see_heading(struct page *page, const xmlNode *node)
{
	static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6", "caption", NULL};
	struct qz_buf *target = qz_xml_is(node, "title") ? &page->title : is_one_of(node, headings) ? &page->heading : NULL;
	if (!target)
		return;
	qz_buf_clear(target);
	qz_xml_text(node, target);
}

static void walk(struct page *page, xmlNode *root)
{
	bool over = false;
	for (xmlNode *at = root; at && !page->failed; at = step(root, at, over)) {
		see_heading(page, at);
		over = qz_xml_is(at, "script") || qz_xml_is(at, "style");
		if (qz_xml_is(at, "table") && !is_layout(at)) {
			xmlNode *caption = qz_xml_child(at, "caption");
			if (caption)
				see_heading(page, caption);
			if (next_row(at, at))
				read_table(page, at);
			over = true;
		}
	}
}

static enum qz_status finish(struct page *page, struct qz_table **table)
{
	if (page->hidden) {
		char count[24];
		snprintf(count, sizeof count, "%zu", page->hidden);
		qz_diag_add(page->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", "not-displayed", "name", "", "count", count, NULL);
	}
	page->table->title = settle(&page->title);
	*table = page->table;
	return QZ_OK;
}

static xmlDoc *parse_page(const struct qz_source *source, struct qz_diag *diag)
{
	struct qz_buf text;
	qz_buf_init(&text);
	const char *reason = qz_html_prepare(source, &text, diag);
	xmlDoc *doc = reason ? NULL : qz_xml_parse_html(text.data, text.len);
	if (!doc)
		qz_diag_add(diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", "html", "reason", reason ? reason : "xml", NULL);
	qz_buf_done(&text);
	return doc;
}

static enum qz_status read_html(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table,
				struct qz_diag *diag)
{
	struct page page = {.limits = limits, .diag = diag};
	xmlDoc *doc = parse_page(source, diag);
	if (!doc)
		return QZ_INPUT;
	page.table = qz_table_new(QZ_POS_NESTED);
	diag->failed |= !page.table;
	qz_cell_text_init(&page.cell);
	xmlNode *root = xmlDocGetRootElement(doc);
	if (qz_xml_is_deeper(root, limits->depth < PARSER_DEPTH ? limits->depth : PARSER_DEPTH)) { /* the parser stops at its depth: what follows there is lost */
		exceeded(&page, &limits->depth);
	} else if (page.table) {
		page.table->max_cells = limits->cells;
		walk(&page, root);
	}
	enum qz_status status = page.failed || diag->failed ? QZ_INPUT : finish(&page, table);
	if (status != QZ_OK)
		qz_table_free(page.table);
	qz_cell_text_done(&page.cell);
	qz_buf_done(&page.heading);
	qz_buf_done(&page.title);
	xmlFreeDoc(doc);
	return status;
}

/* A page begins with a tag and holds a table. */
static int sniff(const char *text, size_t len)
{
	size_t skip = qz_skip_blanks(text, len), look = len < (1u << 20) ? len : 1u << 20;
	bool table = false, row = false;
	for (size_t i = 0; i < look && !(table && row); i++) { /* a NUL follows the text */
		table |= text[i] == '<' && strncasecmp(text + i, "<table", 6) == 0;
		row |= text[i] == '<' && strncasecmp(text + i, "<tr", 3) == 0;
	}
	if (!table || !row)
		return 0;
	return skip < len && text[skip] == '<' && strncasecmp(text + skip, "<p>", 3) != 0 ? 3 : 1;
}

static const char *const extensions[] = {"html", "htm", "xhtml", NULL};

const struct qz_reader qz_reader_html = {"html", extensions, true, sniff, read_html};
