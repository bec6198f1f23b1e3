/*
 * Drawings of a Word document (DrawingML and VML): the words of text boxes,
 * WordArt, charts and diagrams, what stands for pictures, and the naming of what
 * holds no words that could be read.
 */
#include <string.h>
#include <strings.h>

#include "base/map.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/docx_parts.h"

/* What a drawing holds. */
struct drawing {
	const struct qz_docx_target *target;
	const char *last[2]; /* its alternative text: said of the frame and of the picture in it alike */
	bool told;	     /* more than a picture */
};

/* The name of a picture's file is no text about it. */
static bool is_file_name(const char *text)
{
	static const char *const ends[] = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".webp"};
	size_t len = qz_trim_end(text, strlen(text));
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t end = strlen(ends[i]);
		if (len > end && strncasecmp(text + len - end, ends[i], end) == 0)
			return true;
	}
	return false;
}

static void see_alternative(struct drawing *drawing, const xmlNode *node, const char *name, size_t which)
{
	const struct qz_docx *document = drawing->target->document;
	const char *text = document->own && document->paging ? NULL : qz_docx_attr(node, name); /* our page numbers say what they are */
	if (!text || !*text || is_file_name(text) || (drawing->last[which] && strcmp(drawing->last[which], text) == 0))
		return;
	drawing->last[which] = text;
	qz_docx_add_text(drawing->target->document, QZ_ASIDE_ALTERNATIVE, text);
}

/* Paragraphs of a text box inside a cell, a line each. */
static void put_box(const struct qz_docx_target *target, const xmlNode *parent)
{
	for (const xmlNode *node = qz_xml_child(parent, NULL); node; node = qz_xml_next(node, NULL)) {
		const xmlNode *shown = qz_docx_chosen(node);
		if (qz_xml_is(node, "p")) {
			qz_docx_show_line(target);
			qz_docx_show_runs(target, node);
		} else if (shown) {
			put_box(target, shown);
		}
	}
}

static void see_box(struct drawing *drawing, const xmlNode *content)
{
	if (drawing->target->apart)
		qz_docx_story(drawing->target->document, QZ_ASIDE_BOX, content);
	else
		put_box(drawing->target, content);
	drawing->told = true;
}

static void see_part(struct drawing *drawing, const char *id, const char *what)
{
	struct qz_docx *document = drawing->target->document;
	const char *part = qz_docx_link(document->links, id);
	if (what)
		qz_docx_say_skipped(document, what, part, 1);
	if (!what || strcmp(what, "charts") == 0)
		qz_docx_see_part(document, id);
	drawing->told = true;
}

static void see_node(struct drawing *drawing, const xmlNode *node)
{
	static const char *const named[] = {"docPr", "cNvPr", NULL};
	static const char *const shapes[] = {"shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "image", "group", NULL};
	if (qz_docx_is_one_of(node, named)) {
		see_alternative(drawing, node, "title", 0);
		see_alternative(drawing, node, "descr", 1);
	} else if (qz_docx_is_one_of(node, shapes)) {
		see_alternative(drawing, node, "title", 0);
		see_alternative(drawing, node, "alt", 1);
		drawing->told |= qz_docx_attr(node, "hr") != NULL; /* a line across the page */
	} else if (qz_xml_is(node, "textpath") && qz_docx_attr(node, "string")) {
		qz_docx_add_text(drawing->target->document, QZ_ASIDE_BOX, qz_docx_attr(node, "string"));
		drawing->told = true;
	} else if (qz_xml_is(node, "chart") && qz_docx_attr(node, "id")) {
		see_part(drawing, qz_docx_attr(node, "id"), "charts");
	} else if (qz_xml_is(node, "relIds")) {
		see_part(drawing, qz_docx_attr(node, "dm"), NULL);
	} else if (qz_xml_is(node, "OLEObject") || qz_xml_is(node, "control")) {
		see_part(drawing, qz_docx_attr(node, "id"), "embedded");
	}
}

static void walk(struct drawing *drawing, const xmlNode *parent)
{
	for (const xmlNode *node = qz_xml_child(parent, NULL); node; node = qz_xml_next(node, NULL)) {
		const xmlNode *shown = qz_docx_chosen(node);
		if (qz_xml_is(node, "txbxContent")) {
			see_box(drawing, node);
		} else if (shown) {
			see_node(drawing, shown);
			walk(drawing, shown);
		}
	}
}

void qz_docx_see_drawing(const struct qz_docx_target *target, const xmlNode *node)
{
	struct drawing drawing = {.target = target};
	const xmlNode *shown = qz_docx_chosen(node);
	if (!shown)
		return;
	walk(&drawing, shown);
	target->document->pictures += !drawing.told && !target->document->deleted;
}

/* ---- charts and diagrams ---- */

static void put_leaf(struct qz_cell_text *out, const xmlNode *node)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_xml_text(node, &text);
	if (text.len)
		qz_cell_text_put(out, text.data, text.len, false);
	out->text.failed |= text.failed;
	qz_buf_done(&text);
}

/* Titles and labels: paragraphs of DrawingML, and texts taken over from a sheet; not the numbers. */
static void put_words(struct qz_cell_text *out, const xmlNode *parent, bool texts)
{
	for (const xmlNode *node = qz_xml_child(parent, NULL); node; node = qz_xml_next(node, NULL)) {
		bool leaf = !qz_xml_child(node, NULL);
		if (qz_xml_is(node, "p") || qz_xml_is(node, "pt"))
			qz_cell_text_break(out);
		if (leaf && (qz_xml_is(node, "t") || (texts && (qz_xml_is(node, "v") || qz_xml_is(node, "pt")))))
			put_leaf(out, node);
		else
			put_words(out, node, texts || qz_xml_is(node, "strCache") || qz_xml_is(node, "strDim"));
	}
}

void qz_docx_see_part(struct qz_docx *document, const char *id)
{
	struct qz_cell_text text;
	xmlDoc *part = qz_docx_parse_once(document, id);
	if (!part)
		return;
	qz_cell_text_init(&text);
	put_words(&text, xmlDocGetRootElement(part), false);
	qz_docx_add_blocks(document, QZ_ASIDE_BOX, &text);
	qz_cell_text_done(&text);
	xmlFreeDoc(part);
}
