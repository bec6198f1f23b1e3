/*
 * Word documents: every table of the body becomes a sheet, its merges resolved;
 * docx_text.c reads what stands in a cell. Of the paragraphs outside tables only
 * titles are kept. The text that a reader sees is the only source: quanze's own
 * output is read like any other document.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "base/xmlguard.h"
#include "base/zip.h"
#include "read/docx_parts.h"
#include "read/readers.h"
#include "read/table.h"

#define TITLE_LENGTH 60 /* characters of the longest paragraph that is taken for a table's title */

/* The titles seen so far, and how well the text at hand deserves to be one. */
struct titles {
	struct qz_buf document, heading, sheet_name;
	int rank; /* of the document's title */
};

struct body {
	struct qz_docx *document;
	struct titles titles;
	bool after_card; /* nothing but what separates cards has come since one */
};

static bool exceeded(struct qz_docx *document, const size_t *limit)
{
	qz_limits_exceeded(document->limits, limit, document->diag);
	document->failed = true;
	return false;
}

static bool out_of_memory(struct qz_docx *document)
{
	document->diag->failed = document->failed = true;
	return false;
}

/* ---- tables ---- */

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
static bool is_label(const xmlNode *cell)
{
	const char *style = qz_docx_val(qz_xml_child(qz_xml_child(cell, "p"), "pPr"), "pStyle");
	return style && strcmp(style, "QzLabel") == 0;
}

static bool add_cell(struct grid *grid, const xmlNode *node, unsigned span, bool covered)
{
	struct qz_docx *document = grid->document;
	const struct qz_buf *text = qz_docx_cell(document, node);
	if (text->len > document->limits->cell_bytes)
		return exceeded(document, &document->limits->cell_bytes);
	if (covered && text->len == 0)
		return true;
	if (document->table->cells >= document->table->max_cells)
		return exceeded(document, &document->limits->cells);
	struct qz_row *row = &grid->sheet->rows[grid->sheet->nrows - 1];
	struct qz_cell *cell = text->failed ? NULL : qz_row_add_cell(document->table, row, grid->column, text->data, text->len);
	if (!cell)
		return out_of_memory(document);
	cell->kind = QZ_CELL_BLOCKS;
	cell->colspan = span;
	cell->covered = covered;
	cell->heading = is_label(node);
	return true;
}

static bool read_cell(struct grid *grid, const xmlNode *node)
{
	struct qz_docx *document = grid->document;
	const xmlNode *properties = qz_xml_child(node, "tcPr"), *merge = qz_xml_child(properties, "vMerge");
	unsigned span = span_of(document, qz_docx_val(properties, "gridSpan"), 1);
	if ((size_t)grid->column + span > document->limits->span)
		return exceeded(document, &document->limits->span);
	if (!widen(&grid->merges, grid->column + span))
		return out_of_memory(document);
	bool covered = goes_on(merge) && go_on_above(grid);
	covered |= !covered && goes_on(qz_xml_child(properties, "hMerge")) && go_on_left(grid, span);
	if (!add_cell(grid, node, span, covered))
		return false;
	for (unsigned i = 0; i < span && !(covered && merge); i++)
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

static bool read_row(struct grid *grid, const xmlNode *node)
{
	struct qz_docx *document = grid->document;
	const xmlNode *properties = qz_xml_child(node, "trPr");
	struct qz_row *row = qz_sheet_add_row(grid->sheet, (unsigned)grid->sheet->nrows + 1, 0);
	if (!row)
		return out_of_memory(document);
	bool deleted = qz_xml_child(properties, "del");
	document->changes += deleted || qz_xml_child(properties, "ins");
	row->hidden = qz_docx_switch(properties, "hidden") == 1;
	grid->column = span_of(document, qz_docx_val(properties, "gridBefore"), 0);
	return deleted || read_cells(grid, node);
}

/* The rows below a node, through content controls and the like. */
static bool read_rows(struct grid *grid, const xmlNode *parent)
{
	bool good = true;
	for (const xmlNode *at = qz_xml_child(parent, NULL); at && good; at = qz_xml_next(at, NULL))
		good = qz_xml_is(at, "tr") ? read_row(grid, at) : read_rows(grid, at);
	return good;
}

static char *copy_text(const struct qz_buf *text)
{
	return text->len ? strdup(text->data) : NULL;
}

/* The sheet of a table, under the titles that stand before it; NULL on failure. */
static struct qz_sheet *begin_sheet(struct body *body)
{
	struct qz_docx *document = body->document;
	struct titles *titles = &body->titles;
	if (document->table->nsheets >= document->limits->sheets) {
		exceeded(document, &document->limits->sheets);
		return NULL;
	}
	struct qz_sheet *sheet = qz_table_add_sheet(document->table, titles->sheet_name.len ? titles->sheet_name.data : NULL);
	if (!sheet) {
		out_of_memory(document);
		return NULL;
	}
	sheet->title = copy_text(titles->heading.len || document->table->nsheets > 1 ? &titles->heading : &titles->document);
	qz_buf_clear(&titles->heading);
	qz_buf_clear(&titles->sheet_name);
	return sheet;
}

/* Quanze's own cards are tables that make one list: their rows follow each other, a blank one in between. */
static struct qz_sheet *go_on_sheet(const struct qz_docx *document)
{
	struct qz_sheet *sheet = &document->table->sheets[document->table->nsheets - 1];
	return qz_sheet_add_row(sheet, (unsigned)sheet->nrows + 1, 0) ? sheet : NULL;
}

static void read_table(struct body *body, const xmlNode *node)
{
	struct qz_docx *document = body->document;
	bool card = is_label(qz_xml_child(qz_xml_child(node, "tr"), "tc"));
	struct grid grid = {.document = document, .sheet = card && body->after_card ? go_on_sheet(document) : begin_sheet(body)};
	if (!grid.sheet && !document->failed)
		out_of_memory(document);
	if (!grid.sheet)
		return;
	body->after_card = card;
	document->failed |= !read_rows(&grid, node);
	free(grid.merges.rows);
}

/* A table of one column that only frames another one. */
static bool is_frame(const xmlNode *table)
{
	bool inner = false;
	for (const xmlNode *row = qz_xml_child(table, "tr"); row; row = qz_xml_next(row, "tr")) {
		const xmlNode *cell = qz_xml_child(row, "tc");
		if (!cell || qz_xml_next(cell, "tc"))
			return false;
		const xmlNode *first = qz_xml_child(qz_xml_child(cell, "tbl"), "tr");
		inner |= first && qz_xml_next(first, "tr");
	}
	return inner;
}

/* ---- paragraphs outside tables ---- */

/* The level of a heading by its style's name, 0 for a title, -1 for any other paragraph. */
static long heading_level(const char *name)
{
	if (strcasecmp(name, "title") == 0)
		return 0;
	return strncasecmp(name, "heading", 7) == 0 ? qz_docx_number(name + 7, -1) : -1;
}

/* 附件1, 填报单位：某某局, （2024年版）, a page number: lines about a list, but not its title. */
static bool is_aside(const char *text)
{
	static const char *const starts[] = {"附件", "附表", "（", "(", "注", "续表", "—", "-"};
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return strstr(text, "：") || strchr(text, ':') || strstr(text, "。");
}

/* Where a paragraph's text is kept; NULL: nowhere. */
static struct qz_buf *title_for(struct body *body, const char *style, const char *text, size_t len)
{
	struct titles *titles = &body->titles;
	long level = heading_level(qz_docx_style_name(body->document->styles, style));
	if (level >= 1)
		return level == 1 ? &titles->heading : &titles->sheet_name;
	if (style && strcmp(style, "QzSheet") == 0)
		return &titles->sheet_name;
	if (style && strncmp(style, "Qz", 2) == 0)
		return NULL;
	bool plain = is_aside(text) || qz_count_nonblank(text, len) > TITLE_LENGTH;
	if (body->document->table->nsheets > 0)
		return plain || level == 0 ? NULL : &titles->heading;
	int rank = level == 0 ? 3 : plain ? 1 : 2;
	if (rank < titles->rank)
		return NULL;
	titles->rank = rank;
	return &titles->document;
}

static void see_paragraph(struct body *body, const xmlNode *node)
{
	struct qz_docx *document = body->document;
	const char *style = qz_docx_val(qz_xml_child(node, "pPr"), "pStyle");
	struct qz_buf text;
	body->after_card &= style && strcmp(style, "QzCell") == 0;
	qz_buf_init(&text);
	qz_docx_plain(document, node, &text);
	size_t skip = text.len ? qz_skip_blanks(text.data, text.len) : 0;
	if (skip < text.len) {
		size_t len = qz_trim_end(text.data + skip, text.len - skip);
		text.data[skip + len] = '\0';
		struct qz_buf *title = title_for(body, style, text.data + skip, len);
		document->outside += !(style && strncmp(style, "Qz", 2) == 0) && (!title || title->len > 0);
		if (title) {
			qz_buf_clear(title);
			qz_buf_add(title, text.data + skip, len);
			document->failed |= title->failed;
		}
	}
	document->failed |= text.failed;
	qz_buf_done(&text);
}

static void read_body(struct body *body, const xmlNode *parent)
{
	for (const xmlNode *node = qz_xml_child(parent, NULL); node && !body->document->failed; node = qz_xml_next(node, NULL)) {
		if (qz_xml_is(node, "tbl") && !is_frame(node))
			read_table(body, node);
		else if (qz_xml_is(node, "p"))
			see_paragraph(body, node);
		else
			read_body(body, node);
	}
}

/* ---- the package ---- */

static xmlDoc *broken(struct qz_docx *document, const char *reason, const char *part, const char *detail)
{
	qz_diag_add(document->diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", "docx", "reason", reason, "part", part, "detail", detail, NULL);
	return NULL;
}

static xmlDoc *parse_part(struct qz_docx *document, struct qz_zip *zip, const char *name)
{
	struct qz_buf bytes;
	struct qz_xml_error error = {.message = ""};
	struct qz_xml_guard guard;
	qz_buf_init(&bytes);
	qz_xml_guard_init(&guard);
	xmlDoc *doc = NULL;
	if (qz_zip_read(zip, name, &bytes, document->diag) == 0) {
		if (bytes.len && qz_xml_guard_pass(&guard, bytes.data, bytes.len))
			doc = qz_xml_parse(bytes.data, bytes.len, name, &error);
		if (!doc)
			broken(document, guard.reason ? guard.reason : "xml", name, error.message);
	}
	qz_buf_done(&bytes);
	return doc;
}

/* The name of a part: some programs call it word/document2.xml and so on. NULL when there is none. */
static const char *find_part(const struct qz_zip *zip, const char *stem)
{
	const char *name;
	size_t len = strlen(stem);
	for (size_t i = 0; (name = qz_zip_name(zip, i)); i++)
		if (strncmp(name, stem, len) == 0 && strcmp(name + len + strspn(name + len, "0123456789"), ".xml") == 0)
			return name;
	return NULL;
}

/* Parses a part that need not be there; *root is NULL then. False when it is damaged. */
static bool parse_optional(struct qz_docx *document, struct qz_zip *zip, const char *stem, xmlDoc **doc)
{
	const char *name = find_part(zip, stem);
	*doc = name ? parse_part(document, zip, name) : NULL;
	return !name || *doc;
}

static bool read_document(struct qz_docx *document, const xmlDoc *styles, const xmlDoc *numbers, const xmlDoc *main, struct body *body)
{
	const xmlNode *root = xmlDocGetRootElement(main);
	document->styles = qz_docx_styles_new(styles ? xmlDocGetRootElement(styles) : NULL);
	document->numbering = qz_docx_numbering_new(numbers ? xmlDocGetRootElement(numbers) : NULL);
	if (!document->styles || !document->numbering)
		out_of_memory(document);
	else if (qz_xml_is_deeper(root, document->limits->depth)) /* what follows descends without looking */
		exceeded(document, &document->limits->depth);
	else
		read_body(body, root);
	qz_docx_styles_free(document->styles);
	qz_docx_numbering_free(document->numbering);
	return !document->failed && !document->diag->failed;
}

static bool read_parts(struct qz_docx *document, struct qz_zip *zip, struct body *body)
{
	xmlDoc *styles = NULL, *numbers = NULL, *main = NULL;
	const char *name = find_part(zip, "word/document");
	bool good =
	    name && parse_optional(document, zip, "word/styles", &styles) && parse_optional(document, zip, "word/numbering", &numbers);
	if (good)
		main = parse_part(document, zip, name);
	else if (!name)
		broken(document, "part-missing", "word/document.xml", "");
	good = main && read_document(document, styles, numbers, main, body);
	xmlFreeDoc(styles);
	xmlFreeDoc(numbers);
	xmlFreeDoc(main);
	return good;
}

static void say_count(struct qz_docx *document, enum qz_rule rule, const char *what, size_t count)
{
	char number[24];
	snprintf(number, sizeof number, "%zu", count);
	if (count > 0)
		qz_diag_add(document->diag, rule, NULL, "what", what, "name", "", "count", number, NULL);
}

static void say_counts(struct qz_docx *document)
{
	say_count(document, QZ_RULE_CHANGES_ACCEPTED, "changes", document->changes);
	say_count(document, QZ_RULE_CONTENT_SKIPPED, "hidden-text", document->hidden);
	say_count(document, QZ_RULE_CONTENT_SKIPPED, "footnotes", document->notes);
	say_count(document, QZ_RULE_CONTENT_SKIPPED, "pictures", document->pictures);
	say_count(document, QZ_RULE_CONTENT_SKIPPED, "symbols", document->symbols);
	say_count(document, QZ_RULE_CONTENT_SKIPPED, "paragraphs", document->outside);
}

static enum qz_status read_docx(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table,
				struct qz_diag *diag)
{
	struct qz_docx document = {.limits = limits, .diag = diag};
	struct body body = {.document = &document};
	struct qz_zip *zip = qz_zip_open(source->bytes, source->len, limits, diag);
	if (!zip)
		return QZ_INPUT;
	qz_cell_text_init(&document.cell);
	document.table = qz_table_new(QZ_POS_NESTED);
	bool good = document.table || out_of_memory(&document);
	if (good) {
		document.table->max_cells = limits->cells;
		good = read_parts(&document, zip, &body);
	}
	if (good) {
		document.table->title = copy_text(&body.titles.document);
		say_counts(&document);
		*table = document.table;
	} else {
		qz_table_free(document.table);
	}
	qz_cell_text_done(&document.cell);
	qz_buf_done(&document.marker);
	qz_buf_done(&document.code);
	qz_buf_done(&body.titles.document);
	qz_buf_done(&body.titles.heading);
	qz_buf_done(&body.titles.sheet_name);
	qz_zip_close(zip);
	return good ? QZ_OK : QZ_INPUT;
}

static int sniff(const char *head, size_t len)
{
	static const char part[] = "word/document";
	if (len < 4 || memcmp(head, "PK\x03\x04", 4) != 0)
		return 0;
	return memmem(head, len, part, sizeof part - 1) ? 3 : 0;
}

static const char *const extensions[] = {"docx", "docm", NULL};

const struct qz_reader qz_reader_docx = {"docx", extensions, false, sniff, read_docx};
