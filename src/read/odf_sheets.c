/*
 * Workbooks of OpenDocument (office:spreadsheet; ODF 1.2 part 1, 9): a stream of
 * tables, each row of which is a tree for a moment.
 */
#include <stdlib.h>
#include <string.h>

#include "read/odf_parts.h"
#include "read/stream.h"
#include "read/table.h"

/* Text or drawings of the sheet itself. */
static bool hang_on_sheet(struct qz_odf *odf, const xmlNode *tree)
{
	struct qz_odf_out out;
	struct qz_buf plain;
	qz_buf_init(&plain);
	qz_odf_out_init(&out, odf, NULL, &plain);
	out.sheet = odf->fill.table->nsheets - 1;
	if (qz_odf_is(tree, "table:title") || qz_odf_is(tree, "table:desc")) {
		qz_xml_text(tree, &plain);
		out.failed = plain.failed && !qz_fill_no_memory(&odf->fill);
		qz_odf_hang_text(&out, QZ_ASIDE_ALTERNATIVE, plain.data);
	} else if (qz_odf_is(tree, "table:scenario")) {
		qz_odf_hang_text(&out, QZ_ASIDE_COMMENT, qz_odf_attr(tree, "table:comment"));
	} else if (qz_odf_is(tree, "office:forms")) {
		qz_odf_forms(&out, tree);
	} else {
		qz_odf_blocks(&out, tree, 0);
	}
	qz_buf_done(&plain);
	return qz_odf_out_end(&out);
}

static bool is_one_of(const xmlNode *node, const char *const *names)
{
	for (; *names; names++)
		if (qz_odf_is(node, *names))
			return true;
	return false;
}

/* What is in a table, or in a group of its rows or columns; `hidden`: the group is closed. */
static bool read_group(struct qz_odf_grid *grid, struct qz_stream *stream, bool hidden)
{
	static const char *const groups[] = {"table:table-column-group", "table:table-row-group", "table:table-columns", "table:table-header-columns",
					     "table:table-rows", "table:table-header-rows", NULL};
	static const char *const hanging[] = {"table:shapes", "office:forms", "table:title", "table:desc", "table:scenario", NULL};
	bool good = true;
	for (int depth = qz_stream_depth(stream); good && qz_stream_child(stream, depth);) {
		const xmlNode *node = qz_stream_node(stream);
		const char *display = qz_odf_attr(node, "table:display");
		if (is_one_of(node, groups)) {
			good = read_group(grid, stream, hidden || (display && strcmp(display, "false") == 0));
		} else if (qz_odf_is(node, "table:table-column")) {
			good = qz_odf_grid_column(grid, node, hidden);
		} else if (qz_odf_is(node, "table:table-row")) {
			const xmlNode *tree = qz_stream_tree(stream);
			good = tree && qz_odf_grid_row(grid, tree, hidden);
		} else if (is_one_of(node, hanging)) {
			const xmlNode *tree = qz_stream_tree(stream);
			good = tree && hang_on_sheet(grid->odf, tree);
		}
	}
	return good && !stream->failed;
}

static bool read_sheet(struct qz_odf *odf, struct qz_stream *stream)
{
	const xmlNode *node = qz_stream_node(stream);
	const char *name = qz_odf_attr(node, "table:name"), *style_name = qz_odf_attr(node, "table:style-name");
	const struct qz_odf_style *style = qz_odf_style_find(odf, QZ_ODF_TABLE, style_name);
	size_t index = odf->fill.table->nsheets;
	if (!qz_fill_sheet(&odf->fill, name ? name : ""))
		return false;
	odf->fill.table->sheets[index].hidden = style && style->sheet_hidden == 1;
	struct qz_odf_grid grid;
	qz_odf_grid_init(&grid, odf, false);
	bool good = qz_odf_pages_hang(odf, qz_odf_style_master(odf, QZ_ODF_TABLE, style_name), index) && read_group(&grid, stream, false);
	qz_odf_grid_done(&grid);
	return good && qz_fill_end_sheet(&odf->fill);
}

/* ---- choices ---- */

/* The texts between quotes in cell-content-is-in-list("甲";"乙"), a line each. */
static void add_choices(struct qz_buf *words, const char *condition)
{
	const char *at = condition ? strstr(condition, "is-in-list(") : NULL;
	while (at && (at = strchr(at, '"'))) {
		const char *end = strchr(at + 1, '"');
		if (!end)
			return;
		qz_buf_puts(words, words->len ? "\n" : "");
		qz_buf_add(words, at + 1, (size_t)(end - at - 1));
		at = end + 1;
	}
}

/* Titles and paragraphs of messages, a line each. */
static void add_messages(struct qz_buf *words, const xmlNode *node)
{
	for (const xmlNode *at = qz_xml_child(node, NULL); at; at = qz_xml_next(at, NULL)) {
		const char *title = qz_odf_attr(at, "table:title");
		if (title && *title)
			qz_buf_printf(words, "%s%s", words->len ? "\n" : "", title);
		if (qz_odf_is(at, "text:p")) {
			qz_buf_puts(words, words->len ? "\n" : "");
			qz_xml_text(at, words);
		} else {
			add_messages(words, at);
		}
	}
}

static bool keep_validations(struct qz_odf *odf, const xmlNode *tree)
{
	for (const xmlNode *at = qz_odf_child(tree, "table:content-validation"); at; at = qz_odf_next(at, "table:content-validation")) {
		const char *name = qz_odf_attr(at, "table:name");
		struct qz_buf words;
		qz_buf_init(&words);
		add_choices(&words, qz_odf_attr(at, "table:condition"));
		add_messages(&words, at);
		char *kept = qz_buf_take(&words);
		bool new = kept && name && !qz_map_get(&odf->validations, name, strlen(name));
		if (!kept || (new && qz_map_put(&odf->validations, name, strlen(name), kept) != 0)) {
			free(kept);
			return qz_fill_no_memory(&odf->fill);
		}
		if (!new)
			free(kept);
	}
	return true;
}

static bool keep_changes(struct qz_odf *odf, const xmlNode *tree)
{
	if (odf->tracked)
		return true;
	odf->tracked = xmlDocCopyNode((xmlNode *)(uintptr_t)tree, NULL, 1);
	return odf->tracked || qz_fill_no_memory(&odf->fill);
}

bool qz_odf_sheets_read(struct qz_odf *odf, struct qz_stream *stream)
{
	bool good = true;
	for (int depth = qz_stream_depth(stream); good && qz_stream_child(stream, depth);) {
		const xmlNode *node = qz_stream_node(stream);
		bool choices = qz_odf_is(node, "table:content-validations"), changes = qz_odf_is(node, "table:tracked-changes");
		if (qz_odf_is(node, "table:table")) {
			good = read_sheet(odf, stream);
		} else if (choices || changes) {
			const xmlNode *tree = qz_stream_tree(stream);
			good = tree && (choices ? keep_validations(odf, tree) : keep_changes(odf, tree));
		}
	}
	return good && !stream->failed && qz_odf_changes_end(odf);
}
