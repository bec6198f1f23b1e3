/*
 * Drawings and forms of OpenDocument (ODF 1.2 part 1, 10 and 13): the words in
 * them are hung where they are anchored; pictures, charts and objects are named.
 */
#include <string.h>

#include "read/odf_parts.h"

#define DRAWING "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
#define FORM "urn:oasis:names:tc:opendocument:xmlns:form:1.0"

static bool is_in(const xmlNode *node, const char *uri)
{
	return node && node->type == XML_ELEMENT_NODE && node->ns && node->ns->href && strcmp(QZ_C(node->ns->href), uri) == 0;
}

bool qz_odf_is_drawing(const xmlNode *node)
{
	return is_in(node, DRAWING);
}

/* Words that stand for a drawing where it is not seen. */
static void hang_alternatives(struct qz_odf_out *out, const xmlNode *node)
{
	struct qz_buf text;
	qz_buf_init(&text);
	for (const xmlNode *at = qz_xml_child(node, NULL); at; at = qz_xml_next(at, NULL)) {
		if (!qz_odf_is(at, "svg:title") && !qz_odf_is(at, "svg:desc"))
			continue;
		if (text.len)
			qz_buf_putc(&text, '\n');
		qz_xml_text(at, &text);
	}
	out->failed |= text.failed && !qz_fill_no_memory(&out->odf->fill);
	qz_odf_hang_text(out, QZ_ASIDE_ALTERNATIVE, text.data);
	qz_buf_done(&text);
}

/* What an embedded object is: programs say of charts which cells they draw. */
static const char *kind_of(const xmlNode *object)
{
	const xmlNode *body = qz_odf_child(qz_odf_child(object, "office:document"), "office:body");
	return qz_odf_attr(object, "draw:notify-on-update-of-ranges") || qz_odf_child(body, "office:chart") ? "charts-unread" : "objects";
}

/* The first way of showing a frame is the frame; the others stand in for it. */
static void draw_frame(struct qz_odf_out *out, const xmlNode *frame)
{
	static const char *const objects[] = {"draw:object", "draw:object-ole", "draw:applet", "draw:plugin", "draw:floating-frame"};
	struct qz_fill *fill = &out->odf->fill;
	for (const xmlNode *at = qz_xml_child(frame, NULL); at; at = qz_xml_next(at, NULL)) {
		if (qz_odf_is(at, "draw:text-box") || qz_odf_is(at, "table:table")) {
			qz_odf_hang(out, QZ_ASIDE_BOX, at);
			return;
		}
		if (qz_odf_is(at, "draw:image")) {
			qz_fill_skipped(fill, "pictures", out->sheet, out->row, out->column, 1);
			qz_odf_hang(out, QZ_ASIDE_BOX, at);
			return;
		}
		for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
			if (qz_odf_is(at, objects[i])) {
				qz_fill_skipped(fill, kind_of(at), out->sheet, out->row, out->column, 1);
				return;
			}
		}
	}
}

void qz_odf_draw(struct qz_odf_out *out, const xmlNode *node)
{
	hang_alternatives(out, node);
	if (qz_odf_is(node, "draw:frame"))
		draw_frame(out, node);
	else
		qz_odf_hang(out, QZ_ASIDE_BOX, node); /* a shape's own paragraphs; shapes of a group hang by themselves */
}

/* ---- forms ---- */

static void add_words(struct qz_buf *words, const xmlNode *node)
{
	static const char *const attrs[] = {"form:label", "form:title", "form:current-value", "form:value"};
	const char *last = "";
	for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++) {
		const char *value = qz_odf_attr(node, attrs[i]);
		if (value && *value && strcmp(value, last) != 0)
			qz_buf_printf(words, "%s%s", words->len ? "\n" : "", value);
		last = value ? value : last;
	}
}

static void hang_control(struct qz_odf_out *out, const xmlNode *control)
{
	struct qz_buf words;
	qz_buf_init(&words);
	add_words(&words, control);
	for (const xmlNode *at = qz_xml_child(control, NULL); at; at = qz_xml_next(at, NULL))
		if (qz_odf_is(at, "form:option") || qz_odf_is(at, "form:item"))
			add_words(&words, at);
	out->failed |= words.failed && !qz_fill_no_memory(&out->odf->fill);
	qz_odf_hang_text(out, QZ_ASIDE_CONTROL, words.data);
	qz_buf_done(&words);
	qz_odf_hang(out, QZ_ASIDE_CONTROL, control); /* the paragraphs of a text area */
}

void qz_odf_forms(struct qz_odf_out *out, const xmlNode *node)
{
	for (const xmlNode *at = qz_xml_child(node, NULL); at && !out->failed; at = qz_xml_next(at, NULL)) {
		if (qz_odf_is(at, "form:form"))
			qz_odf_forms(out, at);
		else if (is_in(at, FORM) && !qz_odf_is(at, "form:properties"))
			hang_control(out, at);
	}
}
