/*
 * Word documents: every table of the body becomes a sheet, its cells with
 * paragraphs, lists and their visible numbers. Tracked changes are read as if
 * accepted. The text that a reader sees is the only source: paragraphs in the
 * styles of quanze's own output are told apart by those styles alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "base/zip.h"
#include "read/blocks.h"
#include "read/docx_parts.h"
#include "read/grid.h"
#include "read/readers.h"
#include "read/table.h"

struct document {
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_table *table;
	struct qz_docx_numbering *numbering;
	struct qz_cell_text cell;
	struct qz_buf marker, title, heading, sheet_name;
	unsigned lists;  /* list levels open in the cell being read */
	size_t changes, skipped;
	bool failed;
};

static bool exceeded(struct document *document, const size_t *limit)
{
	qz_limits_exceeded(document->limits, limit, document->diag);
	document->failed = true;
	return false;
}

static const char *val_of(const xmlNode *parent, const char *child)
{
	return qz_docx_attr(qz_xml_child(parent, child), "val");
}

/* A switch such as w:vanish: on unless its value says no. */
static bool is_on(const xmlNode *parent, const char *child)
{
	const xmlNode *node = qz_xml_child(parent, child);
	const char *value = qz_docx_attr(node, "val");
	return node && !(value && (strcmp(value, "0") == 0 || strcmp(value, "false") == 0 || strcmp(value, "off") == 0));
}

/* ---- runs ---- */

/* What one run shows, into `marker` for the number of quanze's own list items, else into the cell. */
static void put_run(struct document *document, const xmlNode *run, struct qz_buf *plain)
{
	const xmlNode *properties = qz_xml_child(run, "rPr");
	const char *style = val_of(properties, "rStyle");
	if (is_on(properties, "vanish")) {
		document->skipped++;
		return;
	}
	if (style && strcmp(style, "QzSuggestion") == 0)
		return; /* a remark of quanze's, no text of the list */
	for (const xmlNode *node = qz_xml_child(run, NULL); node; node = qz_xml_next(node, NULL)) {
		struct qz_buf text;
		qz_buf_init(&text);
		if (qz_xml_is(node, "t"))
			qz_xml_text(node, &text);
		else if (qz_xml_is(node, "tab") || qz_xml_is(node, "ptab"))
			qz_buf_putc(&text, ' ');
		else if (qz_xml_is(node, "noBreakHyphen"))
			qz_buf_puts(&text, "-");
		else if (qz_xml_is(node, "sym"))
			qz_buf_put_utf8(&text, QZ_REPLACEMENT);
		if (text.len && plain)
			qz_buf_add(plain, text.data, text.len);
		else if (text.len)
			qz_cell_text_put(&document->cell, text.data, text.len, true);
		else if (!plain && (qz_xml_is(node, "br") || qz_xml_is(node, "cr")))
			qz_cell_text_line(&document->cell);
		document->skipped += qz_xml_is(node, "footnoteReference") || qz_xml_is(node, "endnoteReference");
		document->failed |= text.failed;
		qz_buf_done(&text);
	}
}

/* All runs below a node, in order; deleted and moved-away text is left out. */
static void put_runs(struct document *document, const xmlNode *parent, struct qz_buf *plain, const xmlNode *but)
{
	static const char *const gone[] = {"del", "moveFrom", "pPr", "instrText", "Fallback"};
	for (const xmlNode *node = qz_xml_child(parent, NULL); node; node = qz_xml_next(node, NULL)) {
		bool out = node == but;
		for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
			out |= qz_xml_is(node, gone[i]);
		document->changes += !plain && (qz_xml_is(node, "del") || qz_xml_is(node, "ins") || qz_xml_is(node, "moveTo"));
		if (out)
			continue;
		if (qz_xml_is(node, "r"))
			put_run(document, node, plain);
		else if (!qz_xml_is(node, "p") && !qz_xml_is(node, "tbl"))
			put_runs(document, node, plain, but);
	}
}

/* ---- paragraphs ---- */

/* Opens or closes lists until `depth` of them are open, the last item closed. */
static void set_depth(struct document *document, unsigned depth)
{
	while (document->lists > depth) {
		qz_cell_text_item(&document->cell, false, NULL);
		qz_cell_text_list(&document->cell, false);
		document->lists--;
	}
	if (depth > 0 && document->lists == depth)
		qz_cell_text_item(&document->cell, false, NULL);
	while (document->lists < depth) {
		qz_cell_text_list(&document->cell, true);
		document->lists++;
		if (document->lists < depth)
			qz_cell_text_item(&document->cell, true, NULL);
	}
}

/* The first run, where it is the number of one of quanze's own list items. */
static const xmlNode *marker_run(const xmlNode *paragraph)
{
	const xmlNode *run = qz_xml_child(paragraph, "r");
	const char *style = run ? val_of(qz_xml_child(run, "rPr"), "rStyle") : NULL;
	return style && strcmp(style, "QzMarker") == 0 ? run : NULL;
}

/* How deep a paragraph of quanze's own stands: each level is indented by 210 twips more. */
static unsigned own_depth(const xmlNode *properties)
{
	const char *left = qz_docx_attr(qz_xml_child(properties, "ind"), "left");
	long depth = left ? strtol(left, NULL, 10) / 210 : 1;
	return depth < 1 ? 1 : depth > 8 ? 8 : (unsigned)depth;
}

/* The list level of a paragraph (0: none), and the number seen before it in document->marker. */
static unsigned list_depth(struct document *document, const xmlNode *paragraph, const xmlNode **own_marker)
{
	const xmlNode *properties = qz_xml_child(paragraph, "pPr");
	const char *style = val_of(properties, "pStyle");
	qz_buf_clear(&document->marker);
	*own_marker = NULL;
	if (style && strcmp(style, "QzItem") == 0)
		return own_depth(properties);
	if (style && strcmp(style, "QzListItem") == 0) {
		*own_marker = marker_run(paragraph);
		if (*own_marker)
			qz_xml_text(*own_marker, &document->marker);
		return own_depth(properties);
	}
	const xmlNode *numbers = qz_xml_child(properties, "numPr");
	const char *list = val_of(numbers, "numId"), *level = val_of(numbers, "ilvl");
	if (!list || !qz_docx_numbering_next(document->numbering, list, level, &document->marker))
		return 0;
	long depth = level ? strtol(level, NULL, 10) + 1 : 1;
	return depth < 1 ? 1 : depth > 8 ? 8 : (unsigned)depth;
}

static void put_paragraph(struct document *document, const xmlNode *paragraph)
{
	const xmlNode *own_marker;
	unsigned depth = list_depth(document, paragraph, &own_marker);
	set_depth(document, depth);
	if (depth > 0)
		qz_cell_text_item(&document->cell, true, document->marker.len ? document->marker.data : NULL);
	else
		qz_cell_text_break(&document->cell);
	put_runs(document, paragraph, NULL, own_marker);
}

/* Paragraphs of a cell, those of tables inside it too, in order. */
static void put_blocks(struct document *document, const xmlNode *parent, unsigned level)
{
	for (const xmlNode *node = qz_xml_child(parent, NULL); node && level < document->limits->depth; node = qz_xml_next(node, NULL)) {
		if (qz_xml_is(node, "p"))
			put_paragraph(document, node);
		else if (!qz_xml_is(node, "tcPr") && !qz_xml_is(node, "tblPr") && !qz_xml_is(node, "trPr"))
			put_blocks(document, node, level + 1);
	}
}

/* ---- tables ---- */

static unsigned count_of(const struct document *document, const char *value, unsigned otherwise)
{
	long count = value ? strtol(value, NULL, 10) : (long)otherwise;
	return count < 1 ? otherwise : (size_t)count > document->limits->span ? (unsigned)document->limits->span : (unsigned)count;
}

/* By column: the cell that a vertical merge goes on with, and the row it stands in (index + 1; 0: none). */
struct merges {
	size_t *rows;
	size_t columns;
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

/* Counts this row to the cell above that it is merged with; false when there is none. */
static bool go_on_above(struct qz_sheet *sheet, const struct merges *merges, unsigned column)
{
	size_t head = column < merges->columns ? merges->rows[column] : 0;
	const struct qz_row *row = head ? &sheet->rows[head - 1] : NULL;
	for (size_t i = 0; row && i < row->ncells; i++) {
		if (row->cells[i].column != column)
			continue;
		row->cells[i].rowspan++;
		return true;
	}
	return false;
}

/* A cell whose paragraph has the style of labels in quanze's own cards. */
static bool is_label(const xmlNode *cell)
{
	const char *style = val_of(qz_xml_child(qz_xml_child(cell, "p"), "pPr"), "pStyle");
	return style && strcmp(style, "QzLabel") == 0;
}

static bool read_cell(struct document *document, struct qz_sheet *sheet, const xmlNode *node, unsigned *column, struct merges *merges)
{
	const xmlNode *properties = qz_xml_child(node, "tcPr"), *merge = qz_xml_child(properties, "vMerge");
	unsigned span = count_of(document, val_of(properties, "gridSpan"), 1);
	const char *kind = qz_docx_attr(merge, "val");
	if ((size_t)*column + span > document->limits->span || !widen(merges, *column + span))
		return exceeded(document, &document->limits->span);
	bool below = merge && !(kind && strcmp(kind, "restart") == 0) && go_on_above(sheet, merges, *column);
	qz_cell_text_clear(&document->cell);
	document->lists = 0;
	put_blocks(document, node, 0);
	const struct qz_buf *text = qz_cell_text_end(&document->cell);
	struct qz_row *row = &sheet->rows[sheet->nrows - 1];
	if (text->len > document->limits->cell_bytes)
		return exceeded(document, &document->limits->cell_bytes);
	if (document->table->cells >= document->table->max_cells)
		return exceeded(document, &document->limits->cells);
	if (!below || text->len > 0) {
		struct qz_cell *cell = text->failed ? NULL : qz_row_add_cell(document->table, row, *column, text->data, text->len);
		if (!cell) {
			document->diag->failed = document->failed = true;
			return false;
		}
		cell->kind = QZ_CELL_BLOCKS;
		cell->colspan = span;
		cell->covered = below;
		cell->heading = is_label(node);
	}
	for (unsigned i = 0; i < span && !below; i++)
		merges->rows[*column + i] = merge ? sheet->nrows : 0;
	*column += span;
	return true;
}

static bool read_row(struct document *document, struct qz_sheet *sheet, const xmlNode *node, struct merges *merges)
{
	const xmlNode *properties = qz_xml_child(node, "trPr");
	const char *before = val_of(properties, "gridBefore");
	unsigned column = before ? count_of(document, before, 0) : 0;
	struct qz_row *row = qz_sheet_add_row(sheet, (unsigned)sheet->nrows + 1, 0);
	if (!row) {
		document->diag->failed = document->failed = true;
		return false;
	}
	row->hidden = is_on(properties, "hidden");
	if (qz_xml_child(properties, "del")) /* a tracked deletion of the row */
		document->changes++;
	bool good = true;
	for (const xmlNode *at = qz_xml_child(node, NULL); at && good; at = qz_xml_next(at, NULL)) {
		const xmlNode *cell = qz_xml_is(at, "sdt") ? qz_xml_child(qz_xml_child(at, "sdtContent"), "tc") : at;
		if (qz_xml_is(cell, "tc") && !qz_xml_child(properties, "del"))
			good = read_cell(document, sheet, cell, &column, merges);
	}
	return good;
}

static char *copy_text(const struct qz_buf *text)
{
	return text->len ? strdup(text->data) : NULL;
}

static void read_table(struct document *document, const xmlNode *node)
{
	struct merges merges = {0};
	if (document->table->nsheets >= document->limits->sheets) {
		exceeded(document, &document->limits->sheets);
		return;
	}
	struct qz_sheet *sheet = qz_table_add_sheet(document->table, document->sheet_name.len ? document->sheet_name.data : NULL);
	bool good = sheet != NULL;
	document->diag->failed |= !good;
	if (sheet)
		sheet->title = copy_text(document->heading.len || document->table->nsheets > 1 ? &document->heading : &document->title);
	for (const xmlNode *at = qz_xml_child(node, NULL); at && good; at = qz_xml_next(at, NULL)) {
		const xmlNode *row = qz_xml_is(at, "sdt") ? qz_xml_child(qz_xml_child(at, "sdtContent"), "tr") : at;
		if (qz_xml_is(row, "tr"))
			good = read_row(document, sheet, row, &merges);
	}
	document->failed |= !good;
	free(merges.rows);
	qz_buf_clear(&document->heading);
	qz_buf_clear(&document->sheet_name);
}

/* ---- the body ---- */

/* A paragraph outside tables: the title (style Title, else the last line before the first table), or a heading over a table. */
static void see_paragraph(struct document *document, const xmlNode *node)
{
	const char *style = val_of(qz_xml_child(node, "pPr"), "pStyle");
	struct qz_buf text;
	qz_buf_init(&text);
	put_runs(document, node, &text, NULL);
	struct qz_buf *target = NULL;
	if (style && strcmp(style, "Heading1") == 0)
		target = &document->heading;
	else if (style && strcmp(style, "Heading2") == 0)
		target = &document->sheet_name;
	else if (document->table->nsheets == 0 && !(style && strcmp(style, "QzCaption") == 0))
		target = &document->title;
	size_t skip = text.len ? qz_skip_blanks(text.data, text.len) : 0;
	if (target && skip < text.len) {
		qz_buf_clear(target);
		qz_buf_add(target, text.data + skip, qz_trim_end(text.data + skip, text.len - skip));
	}
	document->failed |= text.failed;
	qz_buf_done(&text);
}

static void read_body(struct document *document, const xmlNode *parent, unsigned level)
{
	for (const xmlNode *node = qz_xml_child(parent, NULL); node && !document->failed && level < document->limits->depth;
	     node = qz_xml_next(node, NULL)) {
		if (qz_xml_is(node, "tbl"))
			read_table(document, node);
		else if (qz_xml_is(node, "p"))
			see_paragraph(document, node);
		else
			read_body(document, node, level + 1);
	}
}

static void say_count(struct document *document, enum qz_rule rule, const char *what, size_t count)
{
	char number[24];
	snprintf(number, sizeof number, "%zu", count);
	if (count > 0)
		qz_diag_add(document->diag, rule, NULL, "what", what, "name", "", "count", number, NULL);
}

static xmlDoc *parse_part(struct document *document, struct qz_zip *zip, const char *name)
{
	struct qz_buf bytes;
	struct qz_xml_error error;
	qz_buf_init(&bytes);
	bool read = qz_zip_read(zip, name, &bytes, document->diag) == 0;
	xmlDoc *doc = read && bytes.len ? qz_xml_parse(bytes.data, bytes.len, name, &error) : NULL;
	if (read && !doc)
		qz_diag_add(document->diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", "docx", "reason", "xml", "part", name, "detail",
			    bytes.len ? error.message : "", NULL);
	qz_buf_done(&bytes);
	return doc;
}

static bool read_parts(struct document *document, struct qz_zip *zip)
{
	xmlDoc *numbers = NULL, *doc = parse_part(document, zip, "word/document.xml");
	bool good = doc != NULL;
	if (good && qz_zip_has(zip, "word/numbering.xml"))
		good = (numbers = parse_part(document, zip, "word/numbering.xml")) != NULL;
	if (good) {
		document->numbering = qz_docx_numbering_new(numbers ? xmlDocGetRootElement(numbers) : NULL);
		document->diag->failed |= !document->numbering;
		good = document->numbering != NULL;
	}
	if (good)
		read_body(document, xmlDocGetRootElement(doc), 0);
	qz_docx_numbering_free(document->numbering);
	xmlFreeDoc(numbers);
	xmlFreeDoc(doc);
	return good && !document->failed && !document->diag->failed;
}

static enum qz_status read_docx(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table, struct qz_diag *diag)
{
	struct document document = {.limits = limits, .diag = diag};
	struct qz_zip *zip = qz_zip_open(source->bytes, source->len, limits, diag);
	document.table = zip ? qz_table_new(QZ_POS_NESTED) : NULL;
	qz_cell_text_init(&document.cell);
	bool good = document.table != NULL;
	if (good) {
		document.table->max_cells = limits->cells;
		good = read_parts(&document, zip);
	}
	if (good) {
		document.table->title = copy_text(&document.title);
		say_count(&document, QZ_RULE_CHANGES_ACCEPTED, "changes", document.changes);
		say_count(&document, QZ_RULE_CONTENT_SKIPPED, "hidden-text", document.skipped);
		*table = document.table;
	} else {
		qz_table_free(document.table);
	}
	qz_cell_text_done(&document.cell);
	qz_buf_done(&document.marker);
	qz_buf_done(&document.title);
	qz_buf_done(&document.heading);
	qz_buf_done(&document.sheet_name);
	qz_zip_close(zip);
	return good ? QZ_OK : QZ_INPUT;
}

static int sniff(const char *head, size_t len)
{
	static const char part[] = "word/document.xml";
	if (len < 4 || memcmp(head, "PK\x03\x04", 4) != 0)
		return 0;
	return memmem(head, len, part, sizeof part - 1) ? 3 : 0;
}

static const char *const extensions[] = {"docx", "docm", NULL};

const struct qz_reader qz_reader_docx = {"docx", extensions, false, sniff, read_docx};
