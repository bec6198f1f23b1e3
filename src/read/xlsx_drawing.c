/*
 * A drawing on a worksheet (ECMA-376 Part 1, 20.5), for xlsx_around.c: words of
 * text boxes, shapes and WordArt, of charts (21.2) and diagrams (21.4), texts
 * that stand for pictures; the pictures and charts themselves are named.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/zip.h"
#include "read/xlsx_around.h"

/* What a part is, for what stands in it. */
enum nature { DRAWING, CHART, ON_CHART, DIAGRAM };

/* A place in a drawing where a part of its own is shown. */
struct frame {
	char *id; /* of the relationship */
	struct qz_xlsx_place place;
};

struct drawing {
	struct qz_xlsx_around *around;
	struct qz_xlsx_part part;
	enum nature nature;
	struct qz_xlsx_place place; /* of the anchor at hand */
	char *control;              /* the shape at hand is a control of a form, which is kept for old versions too, under this name */
	int body;                   /* depth of the element whose words are gathered; -1: none */
	struct qz_buf text;
	struct frame *frames;
	size_t nframes, frames_cap;
};

/* ---- places ---- */

/* One corner: col and row, from 0. */
static bool read_corner(struct qz_xlsx_part *part, unsigned *row, unsigned *column)
{
	struct qz_buf text;
	unsigned number;
	bool good = true;
	qz_buf_init(&text);
	for (int depth = qz_xlsx_depth(part); good && qz_xlsx_child(part, depth);) {
		bool is_row = qz_xlsx_is(part, "row");
		if (!is_row && !qz_xlsx_is(part, "col"))
			continue;
		qz_buf_clear(&text);
		good = qz_xlsx_text(part, &text);
		if (!good || !text.data || !qz_xlsx_number(text.data + strspn(text.data, " \t\r\n"), &number))
			continue;
		if (is_row && number < QZ_XLSX_ROWS)
			*row = number + 1;
		else if (!is_row && number < QZ_XLSX_COLUMNS)
			*column = number;
	}
	qz_buf_done(&text);
	return good;
}

/* Takes in a corner of an anchor: the element at hand is from, or to. */
static bool take_corner(struct qz_xlsx_part *part, struct qz_xlsx_place *place)
{
	if (qz_xlsx_is(part, "to"))
		return read_corner(part, &place->last_row, &place->last_column);
	bool good = read_corner(part, &place->row, &place->column);
	place->last_row = place->row;
	place->last_column = place->column;
	return good;
}

bool qz_xlsx_anchor_read(struct qz_xlsx_part *part, struct qz_xlsx_place *place)
{
	bool good = true;
	for (int depth = qz_xlsx_depth(part); good && qz_xlsx_child(part, depth);)
		if (qz_xlsx_is(part, "from") || qz_xlsx_is(part, "to"))
			good = take_corner(part, place);
	return good && !part->failed;
}

/* ---- words ---- */

/* In a text body, a t of a run (a:r, a:fld, m:r) has its words; in a diagram a t is a body. */
static bool is_words(const struct drawing *drawing)
{
	const struct qz_xlsx_part *part = &drawing->part;
	const xmlNode *node = xmlTextReaderCurrentNode(part->reader), *parent = node ? node->parent : NULL;
	if (qz_xlsx_is(part, "v"))
		return drawing->nature == CHART;
	return qz_xlsx_is(part, "t") && parent && (qz_xml_is(parent, "r") || qz_xml_is(parent, "fld"));
}

/* Where words begin: a text body, a chart's title that is taken from a cell, all points of a diagram. */
static bool is_body(const struct drawing *drawing)
{
	const struct qz_xlsx_part *part = &drawing->part;
	if (drawing->nature == DIAGRAM)
		return qz_xlsx_is(part, "ptLst");
	return qz_xlsx_is(part, "txBody") || (drawing->nature == CHART && (qz_xlsx_is(part, "rich") || qz_xlsx_is(part, "title")));
}

static bool end_body(struct drawing *drawing)
{
	struct qz_xlsx_around *around = drawing->around;
	const char *control = drawing->control;
	drawing->body = -1;
	if (drawing->text.failed)
		return qz_xlsx_out_of_memory(around->book);
	if (control && drawing->text.len > 0 && qz_map_put(&around->shapes, control, strlen(control), around) != 0)
		return qz_xlsx_out_of_memory(around->book);
	bool good = qz_xlsx_aside(around, control ? QZ_ASIDE_CONTROL : QZ_ASIDE_BOX, &drawing->place, drawing->text.data, drawing->text.len);
	qz_buf_clear(&drawing->text);
	return good;
}

/* An element within a body. */
static bool read_words(struct drawing *drawing)
{
	if (qz_xlsx_is(&drawing->part, "br"))
		qz_buf_putc(&drawing->text, '\n');
	return !is_words(drawing) || qz_xlsx_text(&drawing->part, &drawing->text);
}

/* ---- elements ---- */

/* The texts that stand for a picture, shape or chart. */
static bool read_alternative(struct drawing *drawing)
{
	struct qz_buf text;
	const char *title = qz_xlsx_attr(&drawing->part, "title"), *description = qz_xlsx_attr(&drawing->part, "descr");
	if (!title && !description)
		return true;
	qz_buf_init(&text);
	qz_buf_puts(&text, title ? title : "");
	if (title && *title && description && *description)
		qz_buf_putc(&text, '\n');
	qz_buf_puts(&text, description ? description : "");
	bool good = !text.failed || qz_xlsx_out_of_memory(drawing->around->book);
	good = good && qz_xlsx_aside(drawing->around, QZ_ASIDE_ALTERNATIVE, &drawing->place, text.data, text.len);
	qz_buf_done(&text);
	return good;
}

static bool read_tip(struct drawing *drawing)
{
	struct qz_buf text;
	const char *tip = qz_xlsx_attr(&drawing->part, "tooltip");
	if (!tip)
		return true;
	qz_buf_init(&text);
	qz_buf_puts(&text, strstr(tip, "://") ? "" : tip);
	bool good = qz_xlsx_prompt(drawing->around, &drawing->place, &text);
	qz_buf_done(&text);
	return good;
}

static bool name_control(struct drawing *drawing, const char *shape)
{
	free(drawing->control);
	drawing->control = shape ? strdup(shape) : NULL;
	return !shape || drawing->control || qz_xlsx_out_of_memory(drawing->around->book);
}

/* The relationship by which a chart (r:id) or the data of a diagram (r:dm) is shown here. */
static bool read_frame(struct drawing *drawing, const char *attribute)
{
	const xmlNode *node = xmlTextReaderCurrentNode(drawing->part.reader);
	const xmlAttr *attr = node ? node->properties : NULL;
	while (attr && !(attr->ns && strcmp(QZ_C(attr->name), attribute) == 0 && attr->children && attr->children->content))
		attr = attr->next;
	if (!attr)
		return true;
	if (!qz_array_grow(&drawing->frames, drawing->nframes, &drawing->frames_cap, sizeof *drawing->frames))
		return qz_xlsx_out_of_memory(drawing->around->book);
	struct frame *frame = &drawing->frames[drawing->nframes++];
	*frame = (struct frame){strdup(QZ_C(attr->children->content)), drawing->place};
	return frame->id || qz_xlsx_out_of_memory(drawing->around->book);
}

static bool read_picture(struct drawing *drawing)
{
	if (drawing->place.row == 0) {
		drawing->around->pictures++;
		return true;
	}
	return qz_xlsx_passed_over(drawing->around, "pictures", &drawing->place);
}

/* An element of a drawing outside of text bodies. */
static bool read_element(struct drawing *drawing)
{
	struct qz_xlsx_part *part = &drawing->part;
	if (drawing->nature == DRAWING && (qz_xlsx_is(part, "from") || qz_xlsx_is(part, "to")))
		return take_corner(part, &drawing->place);
	if (qz_xlsx_is(part, "twoCellAnchor") || qz_xlsx_is(part, "oneCellAnchor") || qz_xlsx_is(part, "absoluteAnchor"))
		drawing->place = (struct qz_xlsx_place){0};
	else if (qz_xlsx_is(part, "sp"))
		return name_control(drawing, NULL);
	else if (qz_xlsx_is(part, "cNvPr"))
		return read_alternative(drawing);
	else if (qz_xlsx_is(part, "hlinkClick") || qz_xlsx_is(part, "hlinkHover"))
		return read_tip(drawing);
	else if (qz_xlsx_is(part, "compatExt"))
		return name_control(drawing, qz_xlsx_attr(part, "spid"));
	else if (qz_xlsx_is(part, "blip") || qz_xlsx_is(part, "contentPart"))
		return read_picture(drawing);
	else if (drawing->nature == DRAWING && qz_xlsx_is(part, "chart"))
		return read_frame(drawing, "id");
	else if (qz_xlsx_is(part, "relIds"))
		return read_frame(drawing, "dm");
	return true;
}

static bool read_node(struct drawing *drawing)
{
	struct qz_xlsx_part *part = &drawing->part;
	int type = xmlTextReaderNodeType(part->reader);
	if (type == XML_READER_TYPE_END_ELEMENT && drawing->body >= 0) {
		if (qz_xlsx_depth(part) == drawing->body)
			return end_body(drawing);
		if (qz_xlsx_is(part, "p"))
			qz_buf_putc(&drawing->text, '\n');
	}
	if (type != XML_READER_TYPE_ELEMENT)
		return true;
	if (qz_xlsx_is(part, "Fallback")) /* the same for programs that do not know the first choice */
		qz_xlsx_skip(part);
	else if (drawing->body >= 0)
		return read_words(drawing);
	else if (!is_body(drawing))
		return read_element(drawing);
	else if (!xmlTextReaderIsEmptyElement(part->reader))
		drawing->body = qz_xlsx_depth(part);
	return true;
}

/* ---- parts ---- */

static int compare_frames(const void *a, const void *b)
{
	const struct frame *first = a, *second = b;
	return strcmp(first->id, second->id);
}

static bool read_from(struct drawing *drawing, const char *name);

/* Charts and diagrams: each relationship once, at the first frame that shows it. */
static bool read_shown(struct drawing *drawing, const struct qz_xlsx_relationship *relationship, const char *name)
{
	const char *type = relationship->type;
	bool chart = strcmp(type, "chart") == 0 || strcmp(type, "chartEx") == 0, diagram = strcmp(type, "diagramData") == 0;
	bool inner = drawing->nature == CHART && strcmp(type, "chartUserShapes") == 0;
	if (!(drawing->nature == DRAWING && (chart || diagram)) && !inner)
		return true;
	struct frame key = {.id = relationship->id};
	const struct frame *frame =
		drawing->nframes ? bsearch(&key, drawing->frames, drawing->nframes, sizeof key, compare_frames) : NULL;
	struct drawing shown = {.around = drawing->around, .nature = inner ? ON_CHART : chart ? CHART : DIAGRAM, .body = -1};
	if (frame || inner)
		shown.place = frame ? frame->place : drawing->place;
	if (chart && drawing->around->sheet != SIZE_MAX && !qz_xlsx_passed_over(drawing->around, "charts", &shown.place))
		return false;
	return !qz_zip_has(drawing->around->book->zip, name) || !qz_xlsx_is_new(drawing->around->book, name) || read_from(&shown, name);
}

static bool read_related(struct drawing *drawing, const char *name)
{
	struct qz_xlsx *book = drawing->around->book;
	struct qz_xlsx_relationships relationships = {0};
	bool good = qz_xlsx_relationships_find(book, name, &relationships);
	for (size_t i = 0; good && i < relationships.count; i++) {
		char *target = qz_xlsx_resolve(book, name, relationships.list[i].target);
		good = target ? read_shown(drawing, &relationships.list[i], target) : qz_xlsx_out_of_memory(book);
		free(target);
	}
	qz_xlsx_relationships_done(&relationships);
	return good;
}

static bool read_from(struct drawing *drawing, const char *name)
{
	bool good = qz_xlsx_part_open(drawing->around->book, name, &drawing->part);
	while (good && qz_xlsx_step(&drawing->part))
		good = read_node(drawing);
	good = qz_xlsx_part_close(&drawing->part, good);
	if (good && drawing->nframes)
		qsort(drawing->frames, drawing->nframes, sizeof *drawing->frames, compare_frames);
	good = good && (drawing->nature > CHART || read_related(drawing, name));
	for (size_t i = 0; i < drawing->nframes; i++)
		free(drawing->frames[i].id);
	free(drawing->frames);
	free(drawing->control);
	qz_buf_done(&drawing->text);
	return good;
}

bool qz_xlsx_drawing_read(struct qz_xlsx_around *around, const char *part_name)
{
	struct drawing drawing = {.around = around, .nature = DRAWING, .body = -1};
	return read_from(&drawing, part_name);
}
