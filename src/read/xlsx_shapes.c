/*
 * Shapes in VML (ECMA-376 Part 4, 19.4), for xlsx_around.c: controls of forms and
 * text boxes of old versions, whose words are HTML of a kind. Those that show
 * comments are left to xlsx_comments.c, those that a drawing has shown are not read twice.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/xmlguard.h"
#include "base/zip.h"
#include "read/xlsx_around.h"

/* Spreadsheets write <br> without an end where XML wants one. */
static void close_breaks(const struct qz_buf *bytes, struct qz_buf *out)
{
	const char *at = bytes->data, *end = bytes->data + bytes->len;
	while (at < end) {
		const char *mark = memmem(at, (size_t)(end - at), "<br>", 4);
		qz_buf_add(out, at, (size_t)((mark ? mark : end) - at));
		if (!mark)
			break;
		qz_buf_puts(out, "<br/>");
		at = mark + 4;
	}
}

/* The part as a tree; NULL when it is damaged beyond that (*good stays), or with a finding. */
static xmlDoc *parse(struct qz_xlsx *book, const char *name, bool *good)
{
	struct qz_buf bytes, closed;
	struct qz_xml_guard guard;
	xmlDoc *doc = NULL;
	qz_buf_init(&bytes);
	qz_buf_init(&closed);
	qz_xml_guard_init(&guard);
	*good = qz_zip_read(book->zip, name, &bytes, book->diag) == 0;
	if (*good && bytes.len > 0) {
		close_breaks(&bytes, &closed);
		*good = !closed.failed || qz_xlsx_out_of_memory(book);
		if (*good && qz_xml_guard_pass(&guard, closed.data, closed.len))
			doc = qz_xml_parse(closed.data, closed.len, name, NULL);
		if (doc && qz_xml_is_deeper(xmlDocGetRootElement(doc), book->limits->depth)) {
			xmlFreeDoc(doc);
			doc = NULL;
		}
	}
	qz_buf_done(&bytes);
	qz_buf_done(&closed);
	return doc;
}

/* The node behind this one in the order of the document, below `root`. */
static const xmlNode *next_node(const xmlNode *node, const xmlNode *root)
{
	if (node->children && node->type == XML_ELEMENT_NODE)
		return node->children;
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}

/* The words of a text box: blanks of the file's own layout are none of them. */
static void put_words(const xmlNode *box, struct qz_buf *out)
{
	for (const xmlNode *node = box; node; node = next_node(node, box)) {
		if (qz_xml_is(node, "br") || qz_xml_is(node, "div")) {
			if (out->len > 0)
				qz_buf_putc(out, '\n');
			continue;
		}
		const char *text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE ? QZ_C(node->content) : "";
		while (*text) {
			size_t blanks = strspn(text, " \t\r\n"), word = strcspn(text + blanks, " \t\r\n");
			if (blanks && word && out->len > 0 && out->data[out->len - 1] != '\n')
				qz_buf_putc(out, ' ');
			qz_buf_add(out, text + blanks, word);
			text += blanks + word;
		}
	}
}

/* The cell that a shape begins at: "column, pixels, row, pixels, …". */
static struct qz_xlsx_place anchor_of(const xmlNode *data)
{
	const xmlNode *anchor = qz_xml_child(data, "Anchor");
	const char *text = anchor && anchor->children && anchor->children->content ? QZ_C(anchor->children->content) : "";
	char *end;
	long numbers[3] = {-1, 0, -1};
	for (int i = 0; i < 3; i++) {
		numbers[i] = strtol(text, &end, 10);
		if (end == text)
			return (struct qz_xlsx_place){0};
		text = end + strspn(end, " ,");
	}
	if (numbers[0] < 0 || numbers[0] >= (long)QZ_XLSX_COLUMNS || numbers[2] < 0 || numbers[2] >= (long)QZ_XLSX_ROWS)
		return (struct qz_xlsx_place){0};
	unsigned row = (unsigned)numbers[2] + 1, column = (unsigned)numbers[0];
	return (struct qz_xlsx_place){row, column, row, column};
}

static const char *shape_name(const xmlNode *shape)
{
	for (const xmlAttr *attr = shape->properties; attr; attr = attr->next)
		if (attr->ns && strcmp(QZ_C(attr->name), "spid") == 0 && attr->children && attr->children->content)
			return QZ_C(attr->children->content);
	return qz_xml_attr(shape, "id");
}

static bool read_text(struct qz_xlsx_around *around, enum qz_aside_kind kind, const struct qz_xlsx_place *place, const xmlNode *box)
{
	struct qz_buf text;
	qz_buf_init(&text);
	if (qz_xml_is(box, "textbox"))
		put_words(box, &text);
	else
		qz_buf_puts(&text, qz_xml_attr(box, "string") ? qz_xml_attr(box, "string") : "");
	bool good = (!text.failed || qz_xlsx_out_of_memory(around->book)) && qz_xlsx_aside(around, kind, place, text.data, text.len);
	qz_buf_done(&text);
	return good;
}

static bool is_box(const xmlNode *node)
{
	return qz_xml_is(node, "textbox") || qz_xml_is(node, "textpath");
}

/* A shape, if it has a text box or WordArt (textpath) at all. */
static bool read_shape(struct qz_xlsx_around *around, const xmlNode *shape)
{
	const xmlNode *data = NULL, *boxes = NULL;
	for (const xmlNode *node = qz_xml_child(shape, NULL); node; node = qz_xml_next(node, NULL)) {
		data = qz_xml_is(node, "ClientData") ? node : data;
		boxes = !boxes && is_box(node) ? node : boxes;
	}
	if (!boxes || qz_xml_is(shape, "shapetype"))
		return true;
	const char *name = shape_name(shape), *type = data ? qz_xml_attr(data, "ObjectType") : NULL, *alternative = qz_xml_attr(shape, "alt");
	if ((type && strcmp(type, "Note") == 0) || (name && qz_map_get(&around->shapes, name, strlen(name))))
		return true;
	struct qz_xlsx_place place = anchor_of(data);
	bool good = true;
	for (const xmlNode *node = boxes; good && node; node = qz_xml_next(node, NULL))
		good = !is_box(node) || read_text(around, type ? QZ_ASIDE_CONTROL : QZ_ASIDE_BOX, &place, node);
	return good && qz_xlsx_aside(around, QZ_ASIDE_ALTERNATIVE, &place, alternative, alternative ? strlen(alternative) : 0);
}

bool qz_xlsx_shapes_read(struct qz_xlsx_around *around, const char *part_name, bool header)
{
	bool good;
	xmlDoc *doc = parse(around->book, part_name, &good);
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	if (good && !doc)
		qz_xlsx_passed_over_many(around, "shapes", 1);
	for (const xmlNode *node = root; good && node; node = next_node(node, root)) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		good = read_shape(around, node);
		around->pictures += header && qz_xml_is(node, "imagedata");
	}
	xmlFreeDoc(doc);
	return good;
}
