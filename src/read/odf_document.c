/*
 * Text documents of OpenDocument (office:text): every table becomes a sheet,
 * what stands between them is kept as it is read, in order.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "read/odf_parts.h"
#include "read/table.h"

struct body {
	struct qz_odf *odf;
	bool begun; /* something has told which page the document begins on */
};

static void read_flow(struct body *body, const xmlNode *parent, unsigned state);

static bool failed(const struct body *body)
{
	return body->odf->fill.diag->failed || body->odf->failed;
}

static void fail_unless(struct body *body, bool good)
{
	body->odf->failed |= !good;
}

/* Page headers of the page that a paragraph or table begins, or of the first one. */
static void see_page(struct body *body, char family, const xmlNode *node)
{
	const char *style = qz_odf_attr(node, family == QZ_ODF_TABLE ? "table:style-name" : "text:style-name");
	const char *master = qz_odf_style_master(body->odf, family, style);
	if (master || !body->begun)
		fail_unless(body, qz_odf_pages_hang(body->odf, master, body->odf->fill.table->nsheets));
	body->begun = true;
}

/* ---- tables ---- */

static void read_group(struct body *body, struct qz_odf_grid *grid, const xmlNode *parent, bool hidden)
{
	for (const xmlNode *at = qz_xml_child(parent, NULL); at && !failed(body); at = qz_xml_next(at, NULL)) {
		const char *display = qz_odf_attr(at, "table:display");
		if (qz_odf_is(at, "table:table-column"))
			fail_unless(body, qz_odf_grid_column(grid, at, hidden));
		else if (qz_odf_is(at, "table:table-row"))
			fail_unless(body, qz_odf_grid_row(grid, at, hidden));
		else
			read_group(body, grid, at, hidden || (display && strcmp(display, "false") == 0));
	}
}

static void hang_description(struct body *body, const xmlNode *table)
{
	struct qz_odf_out out;
	struct qz_buf text;
	qz_buf_init(&text);
	qz_odf_out_init(&out, body->odf, NULL, &text);
	out.sheet = body->odf->fill.table->nsheets - 1;
	for (const xmlNode *at = qz_xml_child(table, NULL); at; at = qz_xml_next(at, NULL)) {
		if (!qz_odf_is(at, "table:title") && !qz_odf_is(at, "table:desc"))
			continue;
		qz_buf_puts(&text, text.len ? "\n" : "");
		qz_xml_text(at, &text);
	}
	out.failed = text.failed && !qz_fill_no_memory(&body->odf->fill);
	qz_odf_hang_text(&out, QZ_ASIDE_ALTERNATIVE, text.data);
	fail_unless(body, qz_odf_out_end(&out));
	qz_buf_done(&text);
}

static void read_table(struct body *body, const xmlNode *node)
{
	struct qz_odf_grid grid;
	see_page(body, QZ_ODF_TABLE, node);
	if (failed(body) || !qz_fill_sheet(&body->odf->fill, NULL)) {
		fail_unless(body, false);
		return;
	}
	qz_odf_grid_init(&grid, body->odf, true);
	hang_description(body, node);
	read_group(body, &grid, node, false);
	qz_odf_grid_done(&grid);
	fail_unless(body, !failed(body) && qz_fill_end_sheet(&body->odf->fill));
}

/* The rows of a table, through groups: the first one, and the next. */
static const xmlNode *first_row(const xmlNode *table)
{
	const xmlNode *row = qz_odf_child(table, "table:table-row");
	const xmlNode *group = qz_odf_child(table, "table:table-header-rows");
	group = group ? group : qz_odf_child(table, "table:table-rows");
	return row ? row : qz_odf_child(group, "table:table-row");
}

/* A table of one column that only frames another one. */
static bool is_frame(const xmlNode *table)
{
	bool inner = false;
	for (const xmlNode *row = first_row(table); row; row = qz_odf_next(row, "table:table-row")) {
		const xmlNode *cell = qz_odf_child(row, "table:table-cell");
		if (!cell || qz_odf_next(cell, "table:table-cell"))
			return false;
		const xmlNode *first = first_row(qz_odf_child(cell, "table:table"));
		inner |= first && qz_odf_next(first, "table:table-row");
	}
	return inner;
}

/* ---- what stands between them ---- */

/* Whether a paragraph has the style of titles, itself or by inheritance. */
static bool is_title(const struct qz_odf *odf, const char *style)
{
	for (int hop = 0; style && hop < 8; hop++) {
		if (strcmp(style, "Title") == 0)
			return true;
		const struct qz_odf_style *found = qz_odf_style_find(odf, QZ_ODF_PARAGRAPH, style);
		style = found ? found->parent : NULL;
	}
	return false;
}

/* A paragraph or heading; `marker`: its number as an item of a list. */
static void read_paragraph(struct body *body, const xmlNode *node, struct qz_buf *marker, unsigned state)
{
	struct qz_odf *odf = body->odf;
	struct qz_odf_out out;
	struct qz_buf text;
	bool heading = qz_odf_is(node, "text:h");
	see_page(body, QZ_ODF_PARAGRAPH, node);
	qz_buf_init(&text);
	qz_odf_out_init(&out, odf, NULL, &text);
	out.sheet = odf->fill.table->nsheets;
	if (marker) {
		out.marker = *marker;
		*marker = (struct qz_buf){0};
	}
	if (!failed(body))
		qz_odf_paragraph(&out, node, state);
	size_t len = text.len ? qz_trim_end(text.data, text.len) : 0;
	bool shown = len > qz_skip_blanks(text.len ? text.data : "", len) && !out.failed && !text.failed;
	fail_unless(body, !text.failed || qz_fill_no_memory(&odf->fill));
	struct qz_aside *aside = NULL;
	if (shown && len > odf->fill.limits->cell_bytes)
		fail_unless(body, qz_fill_exceeded(&odf->fill, &odf->fill.limits->cell_bytes));
	else if (shown && odf->fill.table->cells >= odf->fill.table->max_cells)
		fail_unless(body, qz_fill_exceeded(&odf->fill, &odf->fill.limits->cells));
	else if (shown)
		aside = qz_table_add_aside(odf->fill.table, QZ_ASIDE_FLOW, out.sheet, 0, 0, text.data, len);
	if (aside) {
		aside->cell->heading = heading || is_title(odf, qz_odf_attr(node, "text:style-name"));
		aside->level = heading ? qz_odf_count(qz_odf_attr(node, "text:outline-level"), 100) : 0;
	} else if (shown && !odf->failed) {
		fail_unless(body, qz_fill_no_memory(&odf->fill));
	}
	fail_unless(body, qz_odf_out_end(&out));
	qz_buf_done(&text);
}

static void read_list(struct body *body, const xmlNode *list, const struct qz_odf_lists *outer, unsigned state);

static void read_item(struct body *body, const xmlNode *item, const struct qz_odf_lists *list, struct qz_buf *marker, unsigned state)
{
	for (const xmlNode *at = qz_xml_child(item, NULL); at && !failed(body); at = qz_xml_next(at, NULL)) {
		if (qz_odf_is(at, "text:list"))
			read_list(body, at, list, state);
		else if (qz_odf_is(at, "text:p") || qz_odf_is(at, "text:h"))
			read_paragraph(body, at, marker, state);
	}
}

static void read_list(struct body *body, const xmlNode *list, const struct qz_odf_lists *outer, unsigned state)
{
	struct qz_odf_lists here;
	struct qz_buf marker;
	qz_buf_init(&marker);
	fail_unless(body, qz_odf_list_begin(body->odf, list, outer, &here));
	for (const xmlNode *item = qz_xml_child(list, NULL); item && !failed(body); item = qz_xml_next(item, NULL)) {
		qz_buf_clear(&marker);
		if (qz_odf_item_counts(item))
			qz_odf_list_next(body->odf, &here, item, &marker);
		read_item(body, item, &here, &marker, state);
		fail_unless(body, !marker.failed || qz_fill_no_memory(&body->odf->fill));
	}
	qz_buf_done(&marker);
}

/* What hangs on the document: drawings on pages, comments, forms. */
static void hang(struct body *body, const xmlNode *node)
{
	struct qz_odf_out out;
	struct qz_buf text;
	qz_buf_init(&text);
	qz_odf_out_init(&out, body->odf, NULL, &text);
	out.sheet = body->odf->fill.table->nsheets;
	if (qz_odf_is_drawing(node))
		qz_odf_draw(&out, node);
	else if (qz_odf_is(node, "office:forms"))
		qz_odf_forms(&out, node);
	else if (qz_odf_is(node, "office:annotation"))
		qz_odf_hang(&out, QZ_ASIDE_COMMENT, node);
	else
		qz_odf_change_place(&out, qz_odf_attr(node, "text:change-id"));
	fail_unless(body, qz_odf_out_end(&out));
	qz_buf_done(&text);
}

/* A section that is not shown: all in it is text that is stored alone. */
static void hang_hidden(struct body *body, const xmlNode *section)
{
	struct qz_odf_out out;
	struct qz_buf text;
	qz_buf_init(&text);
	qz_odf_out_init(&out, body->odf, NULL, &text);
	out.sheet = body->odf->fill.table->nsheets;
	qz_odf_blocks(&out, section, QZ_ODF_HIDDEN);
	fail_unless(body, qz_odf_out_end(&out));
	qz_buf_done(&text);
}

static bool is_hidden(const xmlNode *node)
{
	const char *display = qz_odf_attr(node, "text:display"), *hidden = qz_odf_attr(node, "text:is-hidden");
	return qz_odf_is(node, "text:section") && ((display && strcmp(display, "none") == 0) || (hidden && strcmp(hidden, "true") == 0));
}

static void read_flow(struct body *body, const xmlNode *parent, unsigned state)
{
	for (const xmlNode *at = qz_xml_child(parent, NULL); at && !failed(body); at = qz_xml_next(at, NULL)) {
		bool hung = qz_odf_is_drawing(at) || qz_odf_is(at, "office:forms") || qz_odf_is(at, "office:annotation") || qz_odf_is(at, "text:change");
		if (qz_odf_is(at, "text:p") || qz_odf_is(at, "text:h"))
			read_paragraph(body, at, NULL, state);
		else if (qz_odf_is(at, "text:list"))
			read_list(body, at, NULL, state);
		else if (qz_odf_is(at, "table:table") && !is_frame(at))
			read_table(body, at);
		else if (hung)
			hang(body, at);
		else if (qz_odf_is(at, "text:change-start"))
			qz_odf_change_start(body->odf, qz_odf_attr(at, "text:change-id"));
		else if (qz_odf_is(at, "text:change-end"))
			qz_odf_change_end(body->odf, qz_odf_attr(at, "text:change-id"));
		else if (is_hidden(at))
			hang_hidden(body, at);
		else if (!qz_odf_is(at, "text:tracked-changes"))
			read_flow(body, at, state);
	}
}

bool qz_odf_document_read(struct qz_odf *odf, const xmlNode *text)
{
	struct body body = {.odf = odf};
	for (const xmlNode *at = qz_odf_child(text, "text:tracked-changes"); at; at = qz_odf_next(at, "text:tracked-changes"))
		fail_unless(&body, qz_odf_changes_keep(odf, at));
	if (!failed(&body))
		read_flow(&body, text, 0);
	return !failed(&body) && qz_odf_changes_end(odf);
}
