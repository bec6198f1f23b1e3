/*
 * Node to place, for place.h.
 */
#include "check/place.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "check/excerpt.h"

/* @pos of the node, or the cell it was copied from; for a value that the source lacks, where it would stand: at the field before it. */
static const char *own_pos(const xmlNode *node)
{
	const char *pos = qz_xml_attr(node, "pos"), *from = qz_xml_attr(node, "from");
	if (!pos && from && strcmp(from, "title") != 0 && strcmp(from, "items") != 0)
		pos = from;
	for (const xmlNode *before = node->prev; !pos && before && qz_xml_is(node->parent, "item"); before = before->prev)
		if (before->type == XML_ELEMENT_NODE)
			pos = qz_xml_attr(before, "pos");
	return pos;
}

/* In a workbook a value that the source lacks would stand in its own column, in the row of the field before it. */
static void find_cell(struct qz_place_name *place, const xmlNode *node, const xmlNode *table)
{
	static const char digits[] = "0123456789";
	const char *before = place->where.pos ? strchr(place->where.pos, '!') : NULL, *head = NULL;
	if (!before || !table || !qz_xml_is(node->parent, "item") || qz_xml_attr(node, "pos") || qz_xml_attr(node, "from"))
		return;
	const xmlNode *column = qz_xml_child(qz_xml_child(table, "columns"), "column");
	for (; column && !head; column = qz_xml_next(column, "column"))
		if (qz_xml_attr(column, "field") && strcmp(qz_xml_attr(column, "field"), QZ_C(node->name)) == 0)
			head = qz_xml_attr(column, "pos");
	const char *letters = head ? strchr(head, '!') : NULL, *row = before + strcspn(before, digits);
	if (!letters)
		return;
	struct qz_buf pos;
	qz_buf_init(&pos);
	qz_buf_add(&pos, head, (size_t)(letters - head) + strcspn(letters, digits));
	qz_buf_add(&pos, row, strspn(row, digits));
	place->where.pos = place->pos = qz_buf_take(&pos);
}

static void add_file(struct qz_place_name *place, const char *file)
{
	struct qz_buf pos;
	char *cell = place->pos;
	if (!file)
		return;
	qz_buf_init(&pos);
	qz_buf_printf(&pos, "%s%s%s", file, place->where.pos ? ":" : "", place->where.pos ? place->where.pos : "");
	place->pos = qz_buf_take(&pos);
	place->where.pos = place->pos;
	free(cell);
}

char *qz_place_item_name(const xmlNode *item)
{
	struct qz_excerpt name;
	const xmlNode *node = qz_xml_child(item, "name");
	struct qz_buf text;
	if (!node || !qz_excerpt_find(node, &name) || !name.text)
		return NULL;
	qz_buf_init(&text);
	qz_buf_puts(&text, name.text);
	qz_buf_puts(&text, name.cut_after ? "…" : "");
	qz_excerpt_done(&name);
	return qz_buf_take(&text);
}

void qz_place_find(const xmlNode *node, struct qz_place_name *place)
{
	*place = (struct qz_place_name){.element = ""};
	while (node && node->type != XML_ELEMENT_NODE)
		node = node->parent;
	if (node)
		place->element = QZ_C(node->name);
	const xmlNode *item = NULL, *table = NULL;
	for (const xmlNode *at = node; at && at->type == XML_ELEMENT_NODE; at = at->parent) {
		if (!place->where.pos)
			place->where.pos = own_pos(at);
		if (qz_xml_is(at->parent, "item"))
			place->where.field = QZ_C(at->name);
		if (qz_xml_is(at, "item"))
			item = at;
		if (qz_xml_is(at, "table"))
			table = at;
	}
	if (node)
		find_cell(place, node, table);
	add_file(place, table ? qz_xml_attr(table, "file") : NULL);
	if (!item)
		return;
	const char *line = qz_xml_attr(item, "line");
	place->where.line = line ? strtoul(line, NULL, 10) : 0;
	place->where.id = qz_xml_attr(item, "id");
	place->where.name = place->name = qz_place_item_name(item);
	if (qz_excerpt_find(node, &place->excerpt) && place->excerpt.text)
		place->where.excerpt = &place->excerpt;
	const xmlNode *serial = qz_xml_child(item, "serial");
	struct qz_buf text;
	qz_buf_init(&text);
	if (serial)
		qz_xml_text(serial, &text);
	if (text.len)
		place->item = qz_buf_take(&text);
	qz_buf_done(&text);
	place->where.item = place->item;
}

void qz_place_done(struct qz_place_name *place)
{
	free(place->item);
	free(place->pos);
	free(place->name);
	qz_excerpt_done(&place->excerpt);
}
