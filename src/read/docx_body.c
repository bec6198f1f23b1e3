/*
 * The body of a Word document: every table becomes a sheet, every paragraph
 * between the tables an aside in reading order. In quanze's own files, which are
 * known by their styles, titles and names of sheets go back where they came from,
 * and covers, indexes and appendixes are no text of the list.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/docx_parts.h"
#include "read/table.h"

/* The titles of quanze's own output that were seen so far. */
struct body {
	struct qz_docx *document;
	struct qz_buf title, heading, sheet_name;
	struct qz_cell_text flow; /* the paragraph being read; more than one where a mark between them was deleted */
	bool glued;
	bool after_card; /* nothing but what separates cards has come since one */
	bool after_own;	 /* … which was read as a row of a table */
	struct qz_buf labels, section; /* of the card before; over the next one */
	struct qz_docx_left_out noted, left_out; /* columns that the next table does not show; that the present one does not */
	bool appendix;	 /* of a file of quanze's whose appendixes bear no style of their own */
};

static void stand_outside(struct qz_docx *document)
{
	document->place = (struct qz_docx_place){.sheet = document->table->nsheets};
}

/* ---- what quanze's own tables do not show ---- */

static void left_out_done(struct qz_docx_left_out *left_out)
{
	for (size_t i = 0; i < left_out->count; i++)
		free(left_out->labels[i]);
	*left_out = (struct qz_docx_left_out){0};
}

static bool has_style(const xmlNode *run, const char *style)
{
	const char *own = qz_docx_val(qz_xml_child(run, "rPr"), "rStyle");
	return own && strcmp(own, style) == 0;
}

static void run_text(const xmlNode *run, struct qz_buf *text)
{
	qz_buf_clear(text);
	for (const xmlNode *part = qz_xml_child(run, "t"); part; part = qz_xml_next(part, "t"))
		qz_xml_text(part, text);
	qz_buf_add(text, "", 0);
}

/* 第3栏 子项名称、第15栏 备注: a number in each run of words, a label in each of names. */
static void see_left_out(struct body *body, const xmlNode *paragraph)
{
	struct qz_docx_left_out *noted = &body->noted;
	struct qz_buf text;
	unsigned long column = 0;
	qz_buf_init(&text);
	left_out_done(noted);
	for (const xmlNode *run = qz_xml_child(paragraph, "r"); run && !text.failed; run = qz_xml_next(run, "r")) {
		run_text(run, &text);
		const char *digits = text.failed ? "" : text.data + strcspn(text.data, "0123456789");
		if (!has_style(run, "QzColumnName")) {
			column = *digits ? strtoul(digits, NULL, 10) : column;
			continue;
		}
		unsigned long least = noted->count ? noted->columns[noted->count - 1] : 0;
		if (column <= least || column > body->document->limits->span || noted->count == QZ_DOCX_LEFT_OUT)
			continue;
		noted->columns[noted->count] = (unsigned)column;
		noted->labels[noted->count] = text.failed ? NULL : strdup(text.data);
		body->document->failed |= !noted->labels[noted->count];
		noted->count += noted->labels[noted->count] != NULL;
	}
	body->document->failed |= text.failed;
	qz_buf_done(&text);
}

/* ---- tables ---- */

static char *copy_text(const struct qz_buf *text)
{
	return text->len ? strdup(text->data) : NULL;
}

/* The sheet of a table, under the titles that stand before it; NULL on failure. */
static struct qz_sheet *begin_sheet(struct body *body)
{
	struct qz_docx *document = body->document;
	if (document->table->nsheets >= document->limits->sheets) {
		qz_docx_exceeded(document, &document->limits->sheets);
		return NULL;
	}
	struct qz_sheet *sheet = qz_table_add_sheet(document->table, body->sheet_name.len ? body->sheet_name.data : NULL);
	if (!sheet) {
		qz_docx_out_of_memory(document);
		return NULL;
	}
	if (document->own)
		sheet->title = copy_text(body->heading.len || document->table->nsheets > 1 ? &body->heading : &body->title);
	qz_buf_clear(&body->heading);
	qz_buf_clear(&body->sheet_name);
	left_out_done(&body->left_out);
	body->left_out = body->noted;
	body->noted = (struct qz_docx_left_out){0};
	return sheet;
}

/* Quanze's own cards are tables that make one list: their rows follow each other, a blank one in between. */
static struct qz_sheet *go_on_sheet(const struct qz_docx *document)
{
	struct qz_sheet *sheet = &document->table->sheets[document->table->nsheets - 1];
	return qz_sheet_add_row(sheet, (unsigned)sheet->nrows + 1, 0) ? sheet : NULL;
}

/* A table that tracked changes take away as a whole is none. */
static void read_deleted(struct qz_docx *document, const xmlNode *node)
{
	document->changes++;
	document->deleted++;
	qz_docx_story(document, QZ_ASIDE_DELETED, node);
	document->deleted--;
	qz_docx_flush(document);
}

/* The labels of a card, one a line. */
static void list_labels(struct qz_docx *document, const xmlNode *table, struct qz_buf *labels)
{
	for (const xmlNode *row = qz_xml_child(table, "tr"); row; row = qz_xml_next(row, "tr")) {
		qz_docx_plain(document, qz_xml_child(qz_xml_child(row, "tc"), "p"), labels);
		qz_buf_putc(labels, '\n');
	}
	document->failed |= labels->failed;
}

/* Cards with the same labels, one behind the other, are the rows of one table. */
static void read_own_card(struct body *body, const xmlNode *node)
{
	struct qz_docx *document = body->document;
	struct qz_buf labels;
	qz_buf_init(&labels);
	list_labels(document, node, &labels);
	bool more = body->after_card && body->after_own && labels.len == body->labels.len && !document->failed && memcmp(labels.data, body->labels.data, labels.len) == 0;
	struct qz_sheet *sheet = document->failed ? NULL : more ? &document->table->sheets[document->table->nsheets - 1] : begin_sheet(body);
	if (sheet)
		document->failed |= !qz_docx_read_card(document, sheet, node, &body->left_out, &body->section);
	qz_buf_done(&body->labels);
	body->labels = labels;
	qz_buf_clear(&body->section);
	body->after_card = body->after_own = true;
}

static void read_table(struct body *body, const xmlNode *node)
{
	struct qz_docx *document = body->document;
	bool card = qz_docx_is_label(qz_xml_child(qz_xml_child(node, "tr"), "tc"));
	stand_outside(document);
	qz_docx_see_caption(document, qz_xml_child(node, "tblPr"));
	if (qz_docx_is_gone(node)) {
		read_deleted(document, node);
		return;
	}
	if (qz_docx_is_own_card(document, node)) {
		read_own_card(body, node);
		return;
	}
	struct qz_sheet *sheet = card && body->after_card && !body->after_own ? go_on_sheet(document) : begin_sheet(body);
	body->after_own = false;
	if (!sheet && !document->failed)
		qz_docx_out_of_memory(document);
	if (!sheet)
		return;
	body->after_card = card;
	document->failed |= !qz_docx_read_rows(document, sheet, node, &body->left_out);
}

/* A table of quanze's own that says something about the list, and is no part of it. */
static bool is_own_table(const struct qz_docx *document, const xmlNode *table)
{
	const char *style = qz_docx_val(qz_xml_child(table, "tblPr"), "tblStyle");
	return document->own && style && strcmp(style, "QzAppendix") == 0;
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

/* ---- paragraphs ---- */

/* The level of a heading by its style's name, 0 for a title, -1 for any other paragraph. */
static long heading_level(const char *name)
{
	static const char *const words[] = {"heading", "标题"};
	if (strcasecmp(name, "title") == 0 || strcmp(name, "标题") == 0)
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strncasecmp(name, words[i], strlen(words[i])) == 0)
			return qz_docx_number(name + strlen(words[i]), -1);
	return -1;
}

/* Says of a paragraph whether it is a heading, and of which level: by its style, or its place in the outline. */
static void mark_heading(const struct qz_docx *document, const xmlNode *properties, struct qz_aside *aside)
{
	const char *style = qz_docx_val(properties, "pStyle"), *name = qz_docx_style_name(document->styles, style);
	long level = heading_level(name), direct = qz_docx_number(qz_docx_val(properties, "outlineLvl"), -1);
	unsigned outline = direct >= 0 ? (direct < 9 ? (unsigned)direct + 1 : 0) : qz_docx_style_level(document->styles, style);
	bool caption = strcmp(name, "caption") == 0 || strcmp(name, "subtitle") == 0 || strcmp(name, "题注") == 0;
	aside->level = level >= 0 ? (level > 9 ? 9 : level < 1 ? 1 : (unsigned)level) : outline;
	aside->cell->heading = aside->level > 0 || caption;
}

/* A paragraph of quanze's own output. Where its text is kept; NULL: nowhere, it is no text of the list. */
static struct qz_buf *own_title(struct body *body, const char *style)
{
	const struct qz_docx *document = body->document;
	long level = heading_level(qz_docx_style_name(document->styles, style));
	if (level == 0 && document->table->nsheets > 0)
		body->appendix |= !qz_docx_style_exists(document->styles, "QzText");
	if (level >= 1)
		return level == 1 ? &body->heading : &body->sheet_name;
	if (strcmp(style, "QzSheet") == 0)
		return &body->sheet_name;
	if (strcmp(style, "QzSection") == 0)
		return &body->section;
	return level == 0 && document->table->nsheets == 0 ? &body->title : NULL;
}

static bool is_own(const struct body *body, const char *style)
{
	if (!body->document->own)
		return false;
	return body->appendix || (style && (strncmp(style, "Qz", 2) == 0 || heading_level(qz_docx_style_name(body->document->styles, style)) >= 0));
}

static void see_own(struct body *body, const xmlNode *node, const char *style)
{
	struct qz_docx *document = body->document;
	struct qz_buf text;
	qz_buf_init(&text);
	if (style && strcmp(style, "QzEmptyColumns") == 0)
		see_left_out(body, node);
	qz_docx_plain(document, node, &text);
	size_t skip = text.len ? qz_skip_blanks(text.data, text.len) : 0;
	struct qz_buf *title = skip < text.len && style ? own_title(body, style) : NULL;
	document->outside += skip < text.len && body->appendix && !(style && strncmp(style, "Qz", 2) == 0);
	if (title) {
		qz_buf_clear(title);
		qz_buf_add(title, text.data + skip, qz_trim_end(text.data + skip, text.len - skip));
		document->failed |= title->failed;
	}
	document->failed |= text.failed;
	qz_buf_done(&text);
}

/* Lines of a table of contents say again what stands below, and where. */
static bool is_contents(const struct qz_docx *document, const char *style)
{
	const char *name = qz_docx_style_name(document->styles, style);
	return strncmp(name, "toc ", 4) == 0 || strcmp(name, "table of figures") == 0;
}

static void see_flow(struct body *body, const xmlNode *node)
{
	struct qz_docx *document = body->document;
	if (!body->glued)
		qz_cell_text_clear(&body->flow);
	body->glued = !qz_docx_flow(document, node, &body->flow);
	if (body->glued)
		return;
	struct qz_aside *aside = qz_docx_add_blocks(document, QZ_ASIDE_FLOW, &body->flow);
	if (aside)
		mark_heading(document, qz_xml_child(node, "pPr"), aside);
}

/* A paragraph whose mark was deleted has nothing behind it to go on with. */
static void end_flow(struct body *body)
{
	if (body->glued)
		qz_docx_add_blocks(body->document, QZ_ASIDE_FLOW, &body->flow);
	body->glued = false;
}

static void see_paragraph(struct body *body, const xmlNode *node)
{
	struct qz_docx *document = body->document;
	const xmlNode *properties = qz_xml_child(node, "pPr");
	const char *style = qz_docx_val(properties, "pStyle");
	size_t pictures = document->pictures;
	body->after_card &= style && (strcmp(style, "QzCell") == 0 || strcmp(style, "QzSection") == 0 || strcmp(style, "QzTypeHead") == 0);
	document->pictures = 0;
	stand_outside(document);
	if (is_own(body, style))
		see_own(body, node, style);
	else if (is_contents(document, style))
		document->contents += qz_xml_child(node, "r") || qz_xml_child(node, "hyperlink");
	else
		see_flow(body, node);
	qz_docx_flush(document);
	document->pictures += pictures;
	qz_docx_see_section(document, qz_xml_child(properties, "sectPr"));
}

static void read_body(struct body *body, const xmlNode *parent)
{
	struct qz_docx *document = body->document;
	for (const xmlNode *node = qz_xml_child(parent, NULL); node && !document->failed; node = qz_xml_next(node, NULL)) {
		const xmlNode *shown = qz_docx_chosen(node);
		if (qz_xml_is(node, "p")) {
			see_paragraph(body, node);
			continue;
		}
		if (qz_xml_is(node, "tbl") && is_own_table(document, node))
			continue;
		if (qz_xml_is(node, "tbl") && !is_frame(node)) {
			end_flow(body);
			read_table(body, node);
		} else if (qz_xml_is(node, "sectPr")) {
			qz_docx_see_section(document, node);
		} else if (qz_xml_is(node, "altChunk") || qz_xml_is(node, "subDoc")) {
			stand_outside(document);
			qz_docx_say_skipped(document, qz_xml_is(node, "subDoc") ? "subdocument" : "altchunk",
					    qz_docx_link(document->links, qz_docx_attr(node, "id")), 1);
		} else if (shown) {
			read_body(body, shown);
		}
	}
}

void qz_docx_body(struct qz_docx *document, const xmlNode *root)
{
	struct body body = {.document = document};
	qz_cell_text_init(&body.flow);
	read_body(&body, root);
	end_flow(&body);
	stand_outside(document);
	qz_docx_notes_rest(document);
	qz_docx_say_skipped(document, "pictures", "", document->pictures);
	qz_docx_say_skipped(document, "contents", "", document->contents);
	document->table->title = copy_text(&body.title);
	qz_cell_text_done(&body.flow);
	qz_buf_done(&body.title);
	qz_buf_done(&body.heading);
	qz_buf_done(&body.sheet_name);
	qz_buf_done(&body.labels);
	qz_buf_done(&body.section);
	left_out_done(&body.noted);
	left_out_done(&body.left_out);
}
