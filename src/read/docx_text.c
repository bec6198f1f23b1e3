/*
 * The text of a Word document: runs, fields' results, text boxes, tracked changes
 * as if accepted, paragraphs and lists with their numbers. What is struck through,
 * deleted or hidden is gathered apart (docx_aside.c). The paragraphs of quanze's
 * own output are told apart by their styles alone.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "read/docx_parts.h"
#include "read/table.h"

#define OWN_INDENT 210 /* twips by which each level of quanze's own lists stands further in */
#define MAX_DEPTH 8
#define LEAST_SIZE 4 /* half points: below 2 pt nobody reads */

/* ---- characters ---- */

static bool is_blank(const char *text, size_t len)
{
	return qz_skip_blanks(text, len) == len;
}

void qz_docx_show(const struct qz_docx_target *target, const char *text, size_t len)
{
	struct qz_docx *document = target->document;
	bool blank = len == 0 || is_blank(text, len);
	enum qz_aside_kind ink = document->ink == QZ_ASIDE_STRUCK && blank ? QZ_ASIDE_FLOW : document->ink;
	if (len == 0 || (ink != QZ_ASIDE_DELETED && qz_docx_in_code(document)))
		return;
	if (ink != QZ_ASIDE_FLOW) {
		qz_docx_gather(document, ink, text, len);
		document->fields.shown |= ink != QZ_ASIDE_DELETED;
		return;
	}
	document->fields.shown = true;
	if (!blank) {
		document->signs |= document->run_signs;
		qz_docx_gathered_apart(document, false);
	}
	if (target->plain)
		qz_buf_add(target->plain, text, len);
	else
		qz_cell_text_put(target->out, text, len, false);
}

static void put_text(const struct qz_docx_target *target, const xmlNode *node)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_xml_text(node, &text);
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] == '\n' || text.data[i] == '\r' || text.data[i] == '\t')
			text.data[i] = ' '; /* as Word shows them */
	qz_docx_show(target, text.data, text.len);
	target->document->failed |= text.failed;
	qz_buf_done(&text);
}

void qz_docx_show_line(const struct qz_docx_target *target)
{
	if (target->document->ink != QZ_ASIDE_FLOW)
		qz_docx_gathered_apart(target->document, false);
	else if (target->plain)
		qz_buf_putc(target->plain, ' ');
	else
		qz_cell_text_line(target->out);
}

/* ---- runs ---- */

/* What one child of a run shows. */
static void put_piece(const struct qz_docx_target *target, const xmlNode *node)
{
	static const char *const drawings[] = {"drawing", "pict", "object", "AlternateContent", "contentPart", NULL};
	static const char *const notes[] = {"footnoteReference", "endnoteReference", "commentReference", NULL};
	struct qz_docx *document = target->document;
	if (qz_xml_is(node, "t") || (qz_xml_is(node, "delText") && document->deleted))
		put_text(target, node);
	else if (qz_xml_is(node, "tab") || qz_xml_is(node, "ptab"))
		qz_docx_show(target, " ", 1);
	else if (qz_xml_is(node, "noBreakHyphen"))
		qz_docx_show(target, "-", 1);
	else if (qz_xml_is(node, "sym"))
		qz_docx_show_symbol(target, node);
	else if (qz_xml_is(node, "br") || qz_xml_is(node, "cr"))
		qz_docx_show_line(target);
	else if (qz_xml_is(node, "fldChar"))
		qz_docx_see_field(target, node);
	else if (qz_xml_is(node, "instrText") && !document->deleted)
		qz_xml_text(node, &document->code);
	else if (qz_xml_is(node, "ruby"))
		qz_docx_show_runs(target, qz_xml_child(node, "rubyBase")); /* the pronunciation above is no text */
	else if (qz_docx_is_one_of(node, drawings))
		qz_docx_see_drawing(target, node);
	else if (qz_docx_is_one_of(node, notes))
		qz_docx_see_note(document, node);
}

/* Whether the text is too small, or in the colour of what lies under it: of the run, its paragraph, its cell, the page. */
static unsigned char unseen_signs(const struct qz_docx_target *target, const struct qz_docx_look *look)
{
	const struct qz_docx *document = target->document;
	long ground = look->ground;
	unsigned char signs = look->size >= 0 && look->size < LEAST_SIZE ? QZ_SIGN_TINY : 0;
	if (look->colour < 0)
		return signs;
	ground = ground >= 0 ? ground : target->ground;
	ground = ground >= 0 ? ground : document->ground;
	bool shown = ground < 0 && document->table_style &&
		     qz_docx_style_shows(document->styles, document->table_style, document->first_row, look->colour);
	bool pale = !shown && qz_docx_is_pale(look->colour, ground >= 0 ? ground : 0xFFFFFF);
	return pale ? signs | QZ_SIGN_PALE : signs;
}

/* Switches that styles of paragraphs and of characters turn over (ECMA-376 Part 1, 17.7.3). */
static bool toggle(int direct, int general, int character, int paragraph)
{
	return direct >= 0 ? direct == 1 : general == 1 || (character == 1) != (paragraph == 1);
}

/* What the text of a run is, in document->ink, and which signs it gives its cell. */
static void take_ink(const struct qz_docx_target *target, const xmlNode *properties)
{
	struct qz_docx *document = target->document;
	const char *id = qz_docx_val(properties, "rStyle");
	const struct qz_docx_look *general = qz_docx_default_look(document->styles), *character = qz_docx_style_look(document->styles, id);
	struct qz_docx_look look = qz_docx_look_read(properties);
	bool vanish = toggle(look.vanish, general->vanish, character->vanish, target->style->vanish);
	bool struck = toggle(look.strike, general->strike, character->strike, target->style->strike);
	qz_docx_look_inherit(&look, character);
	qz_docx_look_inherit(&look, target->style);
	qz_docx_look_inherit(&look, general);
	struck |= look.dstrike == 1;
	document->run_signs = unseen_signs(target, &look);
	document->ink = QZ_ASIDE_FLOW;
	if (document->deleted)
		document->ink = QZ_ASIDE_DELETED;
	else if (vanish || document->unseen)
		document->ink = QZ_ASIDE_UNSEEN;
	else if (struck && !document->include_struck)
		document->ink = QZ_ASIDE_STRUCK;
	else if (struck)
		document->run_signs |= QZ_SIGN_STRUCK;
}

void qz_docx_show_run(const struct qz_docx_target *target, const xmlNode *run)
{
	struct qz_docx *document = target->document;
	const xmlNode *properties = qz_xml_child(run, "rPr");
	const char *style = qz_docx_val(properties, "rStyle");
	const enum qz_aside_kind ink = document->ink;
	const unsigned char signs = document->run_signs;
	if (style && (strcmp(style, "QzSuggestion") == 0 || strcmp(style, "QzType") == 0))
		return; /* a remark of quanze's, no text of the list */
	take_ink(target, properties);
	bool unseen = document->ink == QZ_ASIDE_UNSEEN;
	document->unseen += unseen;
	for (const xmlNode *node = qz_xml_child(run, NULL); node; node = qz_xml_next(node, NULL))
		put_piece(target, node);
	document->unseen -= unseen;
	document->ink = ink;
	document->run_signs = signs;
}

static void see_tip(struct qz_docx *document, const xmlNode *link)
{
	const char *tip = qz_docx_attr(link, "tooltip");
	if (tip)
		qz_docx_add_text(document, QZ_ASIDE_CONTROL, tip);
}

/* All runs below a node, in order, through whatever wraps them; what is deleted or moved away is gathered. */
void qz_docx_show_runs(const struct qz_docx_target *target, const xmlNode *parent)
{
	static const char *const gone[] = {"del", "moveFrom", NULL};
	static const char *const come[] = {"ins", "moveTo", NULL};
	static const char *const other[] = {"pPr", "p", "tbl", "sdtPr", NULL};
	for (const xmlNode *node = qz_xml_child(parent, NULL); node; node = qz_xml_next(node, NULL)) {
		const xmlNode *shown = qz_docx_chosen(node);
		bool deleted = qz_docx_is_one_of(node, gone);
		target->document->changes += qz_xml_is(node, "del") || qz_docx_is_one_of(node, come);
		if (node == target->but || !shown || qz_docx_is_one_of(node, other))
			continue;
		target->document->deleted += deleted;
		if (qz_xml_is(node, "hyperlink"))
			see_tip(target->document, node);
		if (qz_xml_is(node, "r"))
			qz_docx_show_run(target, node);
		else if (qz_xml_is(node, "oMath"))
			qz_docx_show_math(target, node);
		else
			qz_docx_show_runs(target, shown);
		target->document->deleted -= deleted;
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

/* A target for a paragraph's text. */
static struct qz_docx_target target_for(struct qz_docx *document, const xmlNode *properties, struct qz_cell_text *out)
{
	struct qz_docx_target target = {.document = document, .out = out, .ground = qz_docx_ground_of(qz_xml_child(properties, "shd"))};
	target.style = qz_docx_paragraph_look(document->styles, qz_docx_val(properties, "pStyle"));
	return target;
}

/* A paragraph that tracked changes take away as a whole: its mark is deleted, and it holds nothing that stays. */
static bool is_gone(const xmlNode *paragraph)
{
	static const char *const marks[] = {"bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd", "pPr", "del",
					    "moveFrom", "moveFromRangeStart", "moveFromRangeEnd", NULL};
	const xmlNode *mark = qz_xml_child(qz_xml_child(paragraph, "pPr"), "rPr");
	bool gone = qz_xml_child(mark, "del") || qz_xml_child(mark, "moveFrom");
	for (const xmlNode *at = qz_xml_child(paragraph, NULL); at && gone; at = qz_xml_next(at, NULL))
		gone = qz_docx_is_one_of(at, marks);
	return gone;
}

/* The automatic number of the paragraph goes the way of its mark: with what is struck through or deleted. True when it is seen. */
static bool marker_is_seen(const struct qz_docx_target *target, const xmlNode *properties)
{
	struct qz_docx *document = target->document;
	if (document->marker.len == 0)
		return true;
	take_ink(target, qz_xml_child(properties, "rPr"));
	enum qz_aside_kind ink = document->ink;
	document->ink = QZ_ASIDE_FLOW;
	document->run_signs = 0;
	if (ink == QZ_ASIDE_STRUCK)
		qz_docx_gather(document, ink, document->marker.data, document->marker.len);
	if (ink != QZ_ASIDE_FLOW)
		qz_buf_clear(&document->marker);
	return ink == QZ_ASIDE_FLOW;
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
	struct qz_docx_target target = target_for(document, properties, &document->cell);
	target.apart = document->boxes_apart;
	qz_docx_gathered_apart(document, true);
	if (document->deleted || is_gone(paragraph)) {
		document->changes += !document->deleted;
		qz_docx_show_runs(&target, paragraph);
		return;
	}
	unsigned depth = list_depth(document, properties, paragraph, &target.but), lists = document->lists;
	if (!marker_is_seen(&target, properties))
		depth = 0;
	struct qz_cell_text before = document->cell;
	const size_t *struck = &document->gathered[QZ_ASIDE_STRUCK].text.text.len, struck_before = *struck;
	if (!document->glued)
		open_paragraph(document, depth);
	qz_docx_show_runs(&target, paragraph);
	if (!document->glued && document->cell.wanted && *struck > struck_before) {
		go_back(document, &before, lists); /* all of it is struck through: no item is left */
	} else if (!document->glued && document->cell.wanted && document->marker.len > 0) {
		/* A number alone, as serials often are: it is the text. */
		go_back(document, &before, lists);
		set_depth(document, 0);
		qz_cell_text_break(&document->cell);
		document->number_alone = document->cell.text.len == 0;
		qz_cell_text_put(&document->cell, document->marker.data, document->marker.len, true);
	} else if (!document->cell.wanted) {
		document->number_alone = false;
	}
	document->glued = qz_xml_child(qz_xml_child(properties, "rPr"), "del") != NULL;
	document->changes += document->glued;
}

static void put_blocks(struct qz_docx *document, const xmlNode *parent);

/* What is not a paragraph: a table inside the cell, its rows and cells, what wraps them. */
static void put_inner(struct qz_docx *document, const xmlNode *node)
{
	const long ground = document->ground;
	const xmlNode *shown = qz_docx_chosen(node);
	bool deleted = qz_xml_is(node, "tr") && qz_xml_child(qz_xml_child(node, "trPr"), "del");
	document->changes += deleted;
	if (qz_xml_is(node, "tbl"))
		qz_docx_see_caption(document, qz_xml_child(node, "tblPr"));
	if (qz_xml_is(node, "tc")) {
		long own = qz_docx_ground_of(qz_xml_child(qz_xml_child(node, "tcPr"), "shd"));
		document->ground = own >= 0 ? own : ground;
	}
	document->deleted += deleted;
	if (shown)
		put_blocks(document, shown);
	document->deleted -= deleted;
	document->ground = ground;
}

/* Paragraphs of a cell, those of tables inside it too, in order. */
static void put_blocks(struct qz_docx *document, const xmlNode *parent)
{
	static const char *const properties[] = {"tcPr", "tblPr", "trPr", "tblGrid", "sdtPr", NULL};
	for (const xmlNode *node = qz_xml_child(parent, NULL); node; node = qz_xml_next(node, NULL)) {
		if (qz_xml_is(node, "p"))
			put_paragraph(document, node);
		else if (qz_xml_is(node, "altChunk"))
			qz_docx_say_skipped(document, "altchunk", qz_docx_link(document->links, qz_docx_attr(node, "id")), 1);
		else if (!qz_docx_is_one_of(node, properties))
			put_inner(document, node);
	}
}

/* Whether a cell has words besides those of text boxes in it; iterative, as cells hold tables that hold cells. */
static bool has_words(const xmlNode *cell)
{
	for (const xmlNode *at = cell; at;) {
		bool box = qz_xml_is(at, "txbxContent");
		if (qz_xml_is(at, "t") && at->children && at->children->content &&
		    qz_count_nonblank(QZ_C(at->children->content), strlen(QZ_C(at->children->content))) > 0)
			return true;
		at = box ? qz_xml_beyond(at, cell) : qz_xml_after(at, cell);
	}
	return false;
}

const struct qz_buf *qz_docx_cell(struct qz_docx *document, const xmlNode *cell)
{
	qz_cell_text_clear(&document->cell);
	document->lists = document->fields.open = 0;
	document->glued = document->number_alone = false;
	document->signs = 0;
	document->boxes_apart = has_words(cell); /* a box alone in its cell is the cell's text */
	put_blocks(document, cell);
	set_depth(document, 0);
	return qz_cell_text_end(&document->cell);
}

/* ---- paragraphs outside of cells ---- */

void qz_docx_plain(struct qz_docx *document, const xmlNode *paragraph, struct qz_buf *out)
{
	struct qz_docx_target target = target_for(document, qz_xml_child(paragraph, "pPr"), NULL);
	target.plain = out;
	target.apart = true;
	document->fields.open = 0;
	qz_docx_show_runs(&target, paragraph);
}

bool qz_docx_flow(struct qz_docx *document, const xmlNode *paragraph, struct qz_cell_text *out)
{
	const xmlNode *properties = qz_xml_child(paragraph, "pPr"), *unused = NULL;
	struct qz_docx_target target = target_for(document, properties, out);
	target.apart = true;
	document->fields.open = 0;
	qz_docx_gathered_apart(document, true);
	qz_buf_clear(&document->marker);
	bool gone = is_gone(paragraph), began = out->blocks == 0;
	if (!gone)
		list_depth(document, properties, paragraph, &unused);
	if (began && marker_is_seen(&target, properties) && document->marker.len > 0)
		qz_cell_text_put(out, document->marker.data, document->marker.len, true);
	size_t len = out->text.len;
	qz_docx_show_runs(&target, paragraph);
	if (began && out->text.len == len)
		qz_cell_text_clear(out); /* a number alone is no text */
	bool glued = !gone && qz_xml_child(qz_xml_child(properties, "rPr"), "del");
	document->changes += gone || glued;
	return !glued;
}

static void put_all(struct qz_docx *document, const xmlNode *parent, struct qz_cell_text *out)
{
	for (const xmlNode *node = qz_xml_child(parent, NULL); node; node = qz_xml_next(node, NULL)) {
		const xmlNode *shown = qz_docx_chosen(node);
		if (qz_xml_is(node, "p")) {
			struct qz_docx_target target = target_for(document, qz_xml_child(node, "pPr"), out);
			qz_cell_text_break(out);
			qz_docx_show_runs(&target, node);
		} else if (shown) {
			put_all(document, shown, out);
		}
	}
}

void qz_docx_paragraphs(struct qz_docx *document, const xmlNode *parent, struct qz_cell_text *out)
{
	const struct qz_docx_fields fields = document->fields;
	const enum qz_aside_kind ink = document->ink;
	const unsigned char signs = document->signs, run_signs = document->run_signs;
	document->fields = (struct qz_docx_fields){0};
	document->ink = QZ_ASIDE_FLOW;
	put_all(document, parent, out);
	document->fields = fields;
	document->ink = ink;
	document->signs = signs;
	document->run_signs = run_signs;
}
