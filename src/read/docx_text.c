/*
 * The visible text of a cell of a Word document: runs, fields, text boxes,
 * tracked changes as if accepted, paragraphs and lists with their numbers. The
 * paragraphs of quanze's own output are told apart by their styles alone.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "read/docx_parts.h"
#include "read/symbols.h"

#define OWN_INDENT 210 /* twips by which each level of quanze's own lists stands further in */
#define MAX_DEPTH 8

/* Where text goes: into `plain`, or (NULL) the cell. */
struct target {
	struct qz_docx *document;
	struct qz_buf *plain;
	const xmlNode *but; /* a run that is left out: the number of one of quanze's own list items */
	bool hidden;	    /* the paragraph's style hides its text */
};

static bool is_one_of(const xmlNode *node, const char *const *names)
{
	for (; *names; names++)
		if (qz_xml_is(node, *names))
			return true;
	return false;
}

static bool in_code(const struct qz_docx *document)
{
	for (unsigned i = 1; i <= document->fields && i <= QZ_DOCX_FIELDS; i++)
		if (document->in_code[i])
			return true;
	return false;
}

static void put(const struct target *target, const char *text, size_t len)
{
	if (len == 0 || in_code(target->document))
		return;
	if (target->plain)
		qz_buf_add(target->plain, text, len);
	else
		qz_cell_text_put(&target->document->cell, text, len, false);
}

static void put_text(const struct target *target, const xmlNode *node)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_xml_text(node, &text);
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] == '\n' || text.data[i] == '\r' || text.data[i] == '\t')
			text.data[i] = ' '; /* as Word shows them */
	put(target, text.data, text.len);
	target->document->failed |= text.failed;
	qz_buf_done(&text);
}

static void put_line(const struct target *target)
{
	if (target->plain)
		qz_buf_putc(target->plain, ' ');
	else
		qz_cell_text_line(&target->document->cell);
}

/* ---- symbols ---- */

static void put_symbol(const struct target *target, const xmlNode *node)
{
	const char *font = qz_docx_attr(node, "font"), *code = qz_docx_attr(node, "char");
	uint32_t cp = qz_symbol(font ? font : "", code ? strtoul(code, NULL, 16) : 0);
	char text[4];
	put(target, text, qz_utf8_encode(cp, text));
	target->document->symbols += cp == QZ_REPLACEMENT;
}

/* ---- fields ---- */

/* A field without a result shows what its code draws. */
static void put_drawn(const struct target *target)
{
	const struct qz_buf *code = &target->document->code;
	struct qz_buf drawn;
	qz_buf_init(&drawn);
	qz_symbol_field(code->data, code->len, &drawn);
	put(target, drawn.data, drawn.len);
	target->document->failed |= drawn.failed;
	qz_buf_done(&drawn);
}

static void see_field(const struct target *target, const xmlNode *node)
{
	struct qz_docx *document = target->document;
	const char *type = qz_docx_attr(node, "fldCharType");
	bool known = document->fields > 0 && document->fields <= QZ_DOCX_FIELDS;
	if (!type)
		return;
	if (strcmp(type, "begin") == 0) {
		if (++document->fields <= QZ_DOCX_FIELDS)
			document->in_code[document->fields] = true;
		qz_buf_clear(&document->code);
	} else if (strcmp(type, "separate") == 0 && known) {
		document->in_code[document->fields] = false;
	} else if (strcmp(type, "end") == 0 && document->fields > 0) {
		bool drawn = known && document->in_code[document->fields];
		document->fields--;
		if (drawn)
			put_drawn(target);
	}
}

/* ---- runs ---- */

static void put_runs(const struct target *target, const xmlNode *parent);

/* The alternative that is shown: the first choice, as Word takes it; the fallback where there is none. */
static const xmlNode *chosen(const xmlNode *alternatives)
{
	const xmlNode *choice = qz_xml_child(alternatives, "Choice");
	return choice ? choice : qz_xml_child(alternatives, "Fallback");
}

/* Paragraphs of a text box, a line each. */
static void put_box(const struct target *target, const xmlNode *parent)
{
	for (const xmlNode *node = qz_xml_child(parent, NULL); node; node = qz_xml_next(node, NULL)) {
		if (qz_xml_is(node, "p")) {
			put_line(target);
			put_runs(target, node);
		} else {
			put_box(target, node);
		}
	}
}

/* The text of text boxes inside a drawing; false when it holds none. */
static bool put_boxes(const struct target *target, const xmlNode *drawing)
{
	bool found = false;
	const xmlNode *parent = qz_xml_is(drawing, "AlternateContent") ? chosen(drawing) : drawing;
	for (const xmlNode *node = qz_xml_child(parent, NULL); node; node = qz_xml_next(node, NULL)) {
		if (qz_xml_is(node, "txbxContent"))
			put_box(target, node);
		found |= qz_xml_is(node, "txbxContent") || put_boxes(target, node);
	}
	return found;
}

static bool is_hidden(const struct target *target, const xmlNode *properties)
{
	int direct = qz_docx_switch(properties, "vanish");
	return direct >= 0 ? direct : target->hidden || qz_docx_style_hides(target->document->styles, qz_docx_val(properties, "rStyle"));
}

/* What one child of a run shows. */
static void put_piece(const struct target *target, const xmlNode *node)
{
	static const char *const drawings[] = {"drawing", "pict", "object", "AlternateContent", NULL};
	static const char *const notes[] = {"footnoteReference", "endnoteReference", NULL};
	struct qz_docx *document = target->document;
	if (qz_xml_is(node, "t"))
		put_text(target, node);
	else if (qz_xml_is(node, "tab") || qz_xml_is(node, "ptab"))
		put(target, " ", 1);
	else if (qz_xml_is(node, "noBreakHyphen"))
		put(target, "-", 1);
	else if (qz_xml_is(node, "sym"))
		put_symbol(target, node);
	else if (qz_xml_is(node, "br") || qz_xml_is(node, "cr"))
		put_line(target);
	else if (qz_xml_is(node, "fldChar"))
		see_field(target, node);
	else if (qz_xml_is(node, "instrText"))
		qz_xml_text(node, &document->code);
	else if (qz_xml_is(node, "ruby"))
		put_runs(target, qz_xml_child(node, "rubyBase")); /* the pronunciation above is no text */
	else if (is_one_of(node, drawings))
		document->pictures += !put_boxes(target, node);
	else
		document->notes += is_one_of(node, notes);
}

static void put_run(const struct target *target, const xmlNode *run)
{
	const xmlNode *properties = qz_xml_child(run, "rPr");
	const char *style = qz_docx_val(properties, "rStyle");
	if (style && strcmp(style, "QzSuggestion") == 0)
		return; /* a remark of quanze's, no text of the list */
	if (is_hidden(target, properties)) {
		target->document->hidden += qz_xml_child(run, "t") != NULL;
		return;
	}
	for (const xmlNode *node = qz_xml_child(run, NULL); node; node = qz_xml_next(node, NULL))
		put_piece(target, node);
}

/* All runs below a node, in order, through whatever wraps them; deleted and moved-away text is left out. */
static void put_runs(const struct target *target, const xmlNode *parent)
{
	static const char *const gone[] = {"del", "moveFrom", NULL};
	static const char *const come[] = {"ins", "moveTo", NULL};
	static const char *const other[] = {"pPr", "p", "tbl", "sdtPr", NULL};
	for (const xmlNode *node = qz_xml_child(parent, NULL); node; node = qz_xml_next(node, NULL)) {
		target->document->changes += qz_xml_is(node, "del") || is_one_of(node, come);
		if (node == target->but || is_one_of(node, gone) || is_one_of(node, other))
			continue;
		if (qz_xml_is(node, "r"))
			put_run(target, node);
		else
			put_runs(target, qz_xml_is(node, "AlternateContent") ? chosen(node) : node);
	}
}

/* ---- paragraphs ---- */

/* Opens or closes lists until `depth` of them are open, the last item closed. */
static void set_depth(struct qz_docx *document, unsigned depth)
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
	const char *style = qz_docx_val(qz_xml_child(run, "rPr"), "rStyle");
	return style && strcmp(style, "QzMarker") == 0 ? run : NULL;
}

static unsigned bound_depth(long depth)
{
	return depth < 1 ? 1 : depth > MAX_DEPTH ? MAX_DEPTH : (unsigned)depth;
}

/* The list level of a paragraph (0: none), and the number seen before it in document->marker. */
static unsigned list_depth(struct qz_docx *document, const xmlNode *properties, const xmlNode *paragraph, const xmlNode **own_marker)
{
	const char *style = qz_docx_val(properties, "pStyle");
	bool own = style && strcmp(style, "QzListItem") == 0;
	qz_buf_clear(&document->marker);
	if (own)
		*own_marker = marker_run(paragraph);
	if (*own_marker)
		qz_xml_text(*own_marker, &document->marker);
	if (own || (style && strcmp(style, "QzItem") == 0))
		return bound_depth(qz_docx_number(qz_docx_attr(qz_xml_child(properties, "ind"), "left"), OWN_INDENT) / OWN_INDENT);
	const xmlNode *direct = qz_xml_child(properties, "numPr"), *inherited = qz_docx_style_list(document->styles, style);
	const char *list = qz_docx_val(direct, "numId"), *level = qz_docx_val(direct, "ilvl");
	list = list ? list : qz_docx_val(inherited, "numId");
	level = level ? level : qz_docx_val(inherited, "ilvl");
	if (!list || !qz_docx_numbering_next(document->numbering, list, qz_docx_number(level, 0), &document->marker))
		return 0;
	return bound_depth(qz_docx_number(level, 0) + 1);
}

static void open_paragraph(struct qz_docx *document, unsigned depth)
{
	set_depth(document, depth);
	if (depth > 0)
		qz_cell_text_item(&document->cell, true, document->marker.len ? document->marker.data : NULL);
	else
		qz_cell_text_break(&document->cell);
}

/* Undoes what was written since `before`, which is nothing but tags. */
static void go_back(struct qz_docx *document, const struct qz_cell_text *before, unsigned lists)
{
	struct qz_buf text = document->cell.text;
	text.len = before->text.len;
	if (text.data)
		text.data[text.len] = '\0';
	document->cell = *before;
	document->cell.text = text;
	document->lists = lists;
}

static void put_paragraph(struct qz_docx *document, const xmlNode *paragraph)
{
	const xmlNode *properties = qz_xml_child(paragraph, "pPr");
	struct target target = {.document = document, .hidden = qz_docx_style_hides(document->styles, qz_docx_val(properties, "pStyle"))};
	unsigned depth = list_depth(document, properties, paragraph, &target.but), lists = document->lists;
	struct qz_cell_text before = document->cell;
	if (!document->glued)
		open_paragraph(document, depth);
	put_runs(&target, paragraph);
	if (!document->glued && document->cell.wanted && document->marker.len > 0) {
		/* A number alone, as serials often are: it is the text. */
		go_back(document, &before, lists);
		set_depth(document, 0);
		qz_cell_text_break(&document->cell);
		qz_cell_text_put(&document->cell, document->marker.data, document->marker.len, true);
	}
	document->glued = qz_xml_child(qz_xml_child(properties, "rPr"), "del") != NULL;
	document->changes += document->glued;
}

/* Paragraphs of a cell, those of tables inside it too, in order. */
static void put_blocks(struct qz_docx *document, const xmlNode *parent)
{
	static const char *const properties[] = {"tcPr", "tblPr", "trPr", "tblGrid", "sdtPr", NULL};
	for (const xmlNode *node = qz_xml_child(parent, NULL); node; node = qz_xml_next(node, NULL)) {
		bool deleted = qz_xml_is(node, "tr") && qz_xml_child(qz_xml_child(node, "trPr"), "del");
		document->changes += deleted;
		if (qz_xml_is(node, "p"))
			put_paragraph(document, node);
		else if (!deleted && !is_one_of(node, properties))
			put_blocks(document, qz_xml_is(node, "AlternateContent") ? chosen(node) : node);
	}
}

const struct qz_buf *qz_docx_cell(struct qz_docx *document, const xmlNode *cell)
{
	qz_cell_text_clear(&document->cell);
	document->lists = document->fields = 0;
	document->glued = false;
	put_blocks(document, cell);
	set_depth(document, 0);
	return qz_cell_text_end(&document->cell);
}

void qz_docx_plain(struct qz_docx *document, const xmlNode *paragraph, struct qz_buf *out)
{
	struct target target = {.document = document, .plain = out};
	document->fields = 0;
	put_runs(&target, paragraph);
}
