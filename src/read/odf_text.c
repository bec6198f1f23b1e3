/*
 * Text of OpenDocument (ODF 1.2 part 1, 5 to 7): paragraphs, spans, fields and
 * lists as a reader sees them; notes, comments and what is struck or hidden are
 * hung beside. White space counts as the format says: runs of it are one blank.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/odf_parts.h"
#include "read/table.h"

#define MOST_BLANKS 100 /* of one text:s */

void qz_odf_out_init(struct qz_odf_out *out, struct qz_odf *odf, struct qz_cell_text *blocks, struct qz_buf *plain)
{
	*out = (struct qz_odf_out){.odf = odf, .blocks = blocks, .plain = plain, .blank = true};
}

void qz_odf_hang_text(struct qz_odf_out *out, enum qz_aside_kind kind, const char *text)
{
	size_t len = text && !out->failed ? qz_trim_end(text, strlen(text)) : 0;
	if (len && !qz_fill_aside(&out->odf->fill, kind, out->sheet, out->row, out->column, text, len))
		out->failed = true;
}

bool qz_odf_out_end(struct qz_odf_out *out)
{
	if (out->struck.failed || out->unseen.failed || out->deleted.failed || out->marker.failed)
		out->failed = !qz_fill_no_memory(&out->odf->fill);
	qz_odf_hang_text(out, QZ_ASIDE_STRUCK, out->struck.data);
	qz_odf_hang_text(out, QZ_ASIDE_UNSEEN, out->unseen.data);
	qz_odf_hang_text(out, QZ_ASIDE_DELETED, out->deleted.data);
	qz_buf_done(&out->struck);
	qz_buf_done(&out->deleted);
	qz_buf_done(&out->unseen);
	qz_buf_done(&out->marker);
	return !out->failed;
}

void qz_odf_hang(struct qz_odf_out *out, enum qz_aside_kind kind, const xmlNode *node)
{
	struct qz_odf_out inner;
	struct qz_buf text;
	qz_buf_init(&text);
	qz_odf_out_init(&inner, out->odf, NULL, &text);
	inner.sheet = out->sheet;
	inner.row = out->row;
	inner.column = out->column;
	qz_odf_blocks(&inner, node, 0);
	if (text.failed)
		inner.failed = !qz_fill_no_memory(&out->odf->fill);
	if (!inner.failed)
		qz_odf_hang_text(out, kind, text.data);
	out->failed |= !qz_odf_out_end(&inner);
	qz_buf_done(&text);
}

/* ---- characters ---- */

/* Where text of that state goes besides the main text; NULL: there. */
static struct qz_buf *beside(struct qz_odf_out *out, unsigned state)
{
	if (out->odf->deleting)
		return &out->deleted;
	if (state & QZ_ODF_HIDDEN)
		return &out->unseen;
	if (!(state & QZ_ODF_STRUCK))
		return NULL;
	out->has_struck |= out->odf->include_struck;
	return out->odf->include_struck ? NULL : &out->struck;
}

static void put(struct qz_odf_out *out, const char *text, size_t len, unsigned state)
{
	struct qz_buf *other = beside(out, state);
	if (len == 0)
		return;
	if (other) {
		qz_buf_add(other, text, len);
	} else if (out->blocks) {
		qz_cell_text_put(out->blocks, text, len, false);
	} else {
		for (; out->lines && out->plain->len; out->lines--)
			qz_buf_putc(out->plain, '\n');
		out->lines = 0;
		qz_buf_add(out->plain, text, len);
	}
}

static void put_gap(struct qz_odf_out *out, unsigned state)
{
	if (out->gap)
		put(out, " ", 1, state);
	out->gap = false;
	out->blank = false;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Character data, white space collapsed. */
static void put_characters(struct qz_odf_out *out, const char *text, unsigned state)
{
	for (const char *at = text; *at;) {
		if (is_space(*at)) {
			out->gap |= !out->blank;
			out->blank = true;
			at++;
			continue;
		}
		const char *end = at;
		while (*end && !is_space(*end))
			end++;
		put_gap(out, state);
		put(out, at, (size_t)(end - at), state);
		at = end;
	}
}

static void put_blanks(struct qz_odf_out *out, unsigned count, unsigned state)
{
	put_gap(out, state);
	for (unsigned i = 0; i < count; i++)
		put(out, " ", 1, state);
}

static void break_line(struct qz_odf_out *out, unsigned state)
{
	struct qz_buf *other = beside(out, state);
	out->gap = false;
	out->blank = true;
	if (other)
		qz_buf_putc(other, '\n');
	else if (out->blocks)
		qz_cell_text_line(out->blocks);
	else
		out->lines++;
}

/* ---- what stands in paragraphs ---- */

static void put_inline(struct qz_odf_out *out, const xmlNode *parent, unsigned state);

static bool is_one_of(const xmlNode *node, const char *const *names)
{
	for (; *names; names++)
		if (qz_odf_is(node, *names))
			return true;
	return false;
}

static bool is_true(const xmlNode *node, const char *attr)
{
	const char *value = qz_odf_attr(node, attr);
	return value && strcmp(value, "true") == 0;
}

/* Whether an element says itself that it is not shown: a field, a section (its condition held when it was saved). */
static bool hides(const xmlNode *node)
{
	const char *display = qz_odf_attr(node, "text:display");
	return (display && strcmp(display, "none") == 0) || (qz_odf_is(node, "text:section") && is_true(node, "text:is-hidden"));
}

/* Names something that is not read. */
static void name(const struct qz_odf_out *out, const char *what)
{
	qz_fill_skipped(&out->odf->fill, what, out->sheet, out->row, out->column, 1);
}

/* Fields that count pages, and others that the program fills in anew wherever the page is shown. */
static bool is_page_field(struct qz_odf_out *out, const xmlNode *node)
{
	static const char *const pages[] = {"text:page-number", "text:page-count", "text:page-continuation", "text:page-variable-get", NULL};
	static const char *const filled[] = {"text:sheet-name", "text:date", "text:time", "text:file-name", "text:creation-date", "text:print-date",
					     "text:modification-date", "text:author-name", "text:template-name", NULL};
	bool counts = is_one_of(node, pages);
	out->counts_pages |= counts;
	return counts || is_one_of(node, filled);
}

/* What the choices of a drop-down field are. */
static void hang_labels(struct qz_odf_out *out, const xmlNode *node)
{
	struct qz_buf labels;
	qz_buf_init(&labels);
	for (const xmlNode *at = qz_odf_child(node, "text:label"); at; at = qz_odf_next(at, "text:label")) {
		const char *value = qz_odf_attr(at, "text:value");
		qz_buf_printf(&labels, "%s%s", labels.len ? "\n" : "", value ? value : "");
	}
	out->failed |= labels.failed && !qz_fill_no_memory(&out->odf->fill);
	qz_odf_hang_text(out, QZ_ASIDE_CONTROL, labels.data);
	qz_buf_done(&labels);
}

/* Text that stands in an attribute of a mark and is not shown there. */
static bool put_mark(struct qz_odf_out *out, const xmlNode *node)
{
	static const char *const marks[] = {"text:alphabetical-index-mark", "text:toc-mark", "text:user-index-mark", NULL};
	bool hidden = qz_odf_is(node, "text:hidden-text") && !(qz_odf_attr(node, "text:is-hidden") && !is_true(node, "text:is-hidden"));
	if (!hidden && !is_one_of(node, marks))
		return false;
	qz_odf_hang_text(out, QZ_ASIDE_UNSEEN, qz_odf_attr(node, "text:string-value"));
	return true;
}

/* What hangs on the text or is named; false when the element is text. */
static bool hang_element(struct qz_odf_out *out, const xmlNode *node)
{
	static const char *const nothing[] = {"text:number", "office:event-listeners", "text:tracked-changes", "text:note-citation", NULL};
	if (qz_odf_is(node, "text:note"))
		qz_odf_hang(out, QZ_ASIDE_FOOTNOTE, qz_odf_child(node, "text:note-body"));
	else if (qz_odf_is(node, "office:annotation"))
		qz_odf_hang(out, QZ_ASIDE_COMMENT, node);
	else if (qz_odf_is(node, "text:change"))
		qz_odf_change_place(out, qz_odf_attr(node, "text:change-id"));
	else if (qz_odf_is(node, "text:change-start"))
		qz_odf_change_start(out->odf, qz_odf_attr(node, "text:change-id"));
	else if (qz_odf_is(node, "text:change-end"))
		qz_odf_change_end(out->odf, qz_odf_attr(node, "text:change-id"));
	else if (qz_odf_is(node, "text:script"))
		name(out, "scripts");
	else if (qz_odf_is_drawing(node))
		qz_odf_draw(out, node);
	else
		return is_one_of(node, nothing) || put_mark(out, node);
	return true;
}

static void put_element(struct qz_odf_out *out, const xmlNode *node, unsigned state)
{
	if (qz_odf_is(node, "text:span")) {
		put_inline(out, node, qz_odf_style_state(out->odf, QZ_ODF_TEXT, qz_odf_attr(node, "text:style-name"), state));
	} else if (qz_odf_is(node, "text:s")) {
		put_blanks(out, qz_odf_count(qz_odf_attr(node, "text:c"), MOST_BLANKS), state);
	} else if (qz_odf_is(node, "text:tab")) {
		put_blanks(out, 1, state);
	} else if (qz_odf_is(node, "text:line-break")) {
		break_line(out, state);
	} else if (qz_odf_is(node, "text:ruby")) {
		put_inline(out, qz_odf_child(node, "text:ruby-base"), state); /* the pronunciation above is no text */
		name(out, "ruby");
	} else if (!hang_element(out, node) && !(out->fields_off && is_page_field(out, node))) {
		put_inline(out, node, state | (hides(node) ? QZ_ODF_HIDDEN : 0));
		if (qz_odf_is(node, "text:drop-down"))
			hang_labels(out, node);
		else if (qz_odf_is(node, "text:placeholder") || qz_odf_is(node, "text:text-input"))
			qz_odf_hang_text(out, QZ_ASIDE_CONTROL, qz_odf_attr(node, "text:description"));
	}
}

static void put_inline(struct qz_odf_out *out, const xmlNode *parent, unsigned state)
{
	for (const xmlNode *node = parent ? parent->children : NULL; node && !out->failed; node = node->next) {
		if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content)
			put_characters(out, QZ_C(node->content), state);
		else if (node->type == XML_ELEMENT_NODE)
			put_element(out, node, state);
	}
}

/* ---- paragraphs ---- */

/* Whether a field in it hides the whole paragraph. */
static bool hides_itself(const xmlNode *paragraph)
{
	for (const xmlNode *at = qz_xml_child(paragraph, NULL); at; at = qz_xml_next(at, NULL))
		if (qz_odf_is(at, "text:hidden-paragraph") && is_true(at, "text:is-hidden"))
			return true;
	return false;
}

static void separate(struct qz_buf *text)
{
	if (text->len && text->data[text->len - 1] != '\n')
		qz_buf_putc(text, '\n');
}

static void begin_paragraph(struct qz_odf_out *out)
{
	out->gap = false;
	out->blank = true;
	separate(&out->struck);
	separate(&out->unseen);
	separate(&out->deleted);
	if (out->blocks)
		qz_cell_text_break(out->blocks);
	else
		out->lines++;
}

/* The number of an item or heading before its text; a blank where none would be seen otherwise. */
static void put_marker(struct qz_odf_out *out, unsigned state)
{
	struct qz_buf *marker = &out->marker;
	if (marker->len == 0)
		return;
	put(out, marker->data, marker->len, state);
	out->gap = (unsigned char)marker->data[marker->len - 1] < 0x80;
	qz_buf_clear(marker);
}

void qz_odf_paragraph(struct qz_odf_out *out, const xmlNode *node, unsigned state)
{
	state = qz_odf_style_state(out->odf, QZ_ODF_PARAGRAPH, qz_odf_attr(node, "text:style-name"), state);
	state |= hides_itself(node) ? QZ_ODF_HIDDEN : 0;
	begin_paragraph(out);
	if (qz_odf_is(node, "text:h"))
		qz_odf_heading_next(out->odf, node, &out->marker);
	put_marker(out, state);
	put_inline(out, node, state);
}

/* ---- lists ---- */

static void put_list(struct qz_odf_out *out, const xmlNode *list, const struct qz_odf_lists *outer, unsigned state);

/* What is in an item. */
static void put_item(struct qz_odf_out *out, const xmlNode *item, const struct qz_odf_lists *list, unsigned state)
{
	for (const xmlNode *at = qz_xml_child(item, NULL); at && !out->failed; at = qz_xml_next(at, NULL)) {
		if (qz_odf_is(at, "text:list"))
			put_list(out, at, list, state);
		else if (qz_odf_is(at, "text:p") || qz_odf_is(at, "text:h"))
			qz_odf_paragraph(out, at, state);
		else if (!hang_element(out, at))
			qz_odf_blocks(out, at, state);
	}
}

/* The same as <li>; false where there is no text in it. A number alone, as serials often are, is the text. */
static bool put_block_item(struct qz_odf_out *out, const xmlNode *item, const struct qz_odf_lists *list, unsigned state, bool open)
{
	struct qz_cell_text *cell = out->blocks, before = *cell;
	struct qz_buf marker = out->marker;
	out->marker = (struct qz_buf){0};
	if (!open)
		qz_cell_text_list(cell, true);
	qz_cell_text_item(cell, true, marker.len ? marker.data : NULL);
	size_t begun = cell->text.len;
	put_item(out, item, list, state);
	bool filled = cell->text.len > begun;
	if (filled) {
		qz_cell_text_item(cell, false, NULL);
	} else {
		struct qz_buf text = cell->text;
		qz_buf_cut(&text, before.text.len);
		*cell = before;
		cell->text = text;
		if (open && marker.len)
			qz_cell_text_list(cell, false);
		if (marker.len)
			qz_cell_text_break(cell);
		put(out, marker.data, marker.len, state);
	}
	out->failed |= marker.failed && !qz_fill_no_memory(&out->odf->fill);
	qz_buf_done(&marker);
	return filled;
}

static void put_list(struct qz_odf_out *out, const xmlNode *list, const struct qz_odf_lists *outer, unsigned state)
{
	struct qz_odf_lists here;
	bool open = false;
	out->failed |= !qz_odf_list_begin(out->odf, list, outer, &here);
	for (const xmlNode *item = qz_xml_child(list, NULL); item && !out->failed; item = qz_xml_next(item, NULL)) {
		qz_buf_clear(&out->marker);
		if (qz_odf_item_counts(item))
			qz_odf_list_next(out->odf, &here, item, &out->marker);
		if (!out->blocks) {
			put_item(out, item, &here, state);
			continue;
		}
		bool number = out->marker.len > 0, filled = put_block_item(out, item, &here, state, open);
		open = filled || (open && !number);
	}
	if (open)
		qz_cell_text_list(out->blocks, false);
}

/* ---- blocks ---- */

void qz_odf_blocks(struct qz_odf_out *out, const xmlNode *parent, unsigned state)
{
	for (const xmlNode *at = qz_xml_child(parent, NULL); at && !out->failed; at = qz_xml_next(at, NULL)) {
		if (qz_odf_is(at, "text:p") || qz_odf_is(at, "text:h"))
			qz_odf_paragraph(out, at, state);
		else if (qz_odf_is(at, "text:list"))
			put_list(out, at, NULL, state);
		else if (qz_odf_is(at, "office:forms"))
			qz_odf_forms(out, at);
		else if (!hang_element(out, at))
			qz_odf_blocks(out, at, state | (hides(at) ? QZ_ODF_HIDDEN : 0));
	}
}
