/*
 * The repairs of an item's cells, for sheet.h: they are drawn with the item, for a
 * long list has too many of them to be drawn at once.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/map.h"
#include "base/xml.h"
#include "emit/sheet_parts.h"

struct repair {
	xmlNode *node;
	size_t next; /* with the same place, from 1; 0: none */
	bool taken;
};

struct repairs {
	struct repair *list;
	size_t count, cap;
	struct qz_map places; /* number of the first of a place, from 1 */
	struct qz_buf text;
	xmlNs *stage;
};

static bool gather(struct repairs *repairs, const xmlNode *list)
{
	const xmlNode *parent = qz_xml_child(qz_xml_child(list, "head"), "repairs");
	for (xmlNode *node = qz_xml_child(parent, "repair"); node; node = qz_xml_next(node, "repair")) {
		if (!qz_array_grow(&repairs->list, repairs->count, &repairs->cap, sizeof *repairs->list))
			return false;
		repairs->list[repairs->count++] = (struct repair){.node = node};
	}
	for (size_t i = repairs->count; i > 0; i--) {
		const char *pos = qz_xml_attr(repairs->list[i - 1].node, "pos");
		if (!pos)
			continue;
		repairs->list[i - 1].next = (size_t)(uintptr_t)qz_map_get(&repairs->places, pos, strlen(pos));
		if (qz_map_put(&repairs->places, pos, strlen(pos), (void *)(uintptr_t)i) != 0)
			return false;
	}
	return true;
}

/* What was repaired at the place of an element, once. */
static void take(struct repairs *repairs, const xmlNode *node)
{
	const char *pos = qz_xml_attr(node, "pos");
	size_t number = pos ? (size_t)(uintptr_t)qz_map_get(&repairs->places, pos, strlen(pos)) : 0;
	for (; number > 0; number = repairs->list[number - 1].next) {
		struct repair *repair = &repairs->list[number - 1];
		const char *rule = qz_xml_attr(repair->node, "rule"), *field = qz_xml_attr(repair->node, "field");
		if (!repair->taken)
			qz_buf_printf(&repairs->text, "%s%s:%s", repairs->text.len ? " " : "", rule ? rule : "", field ? field : "");
		else
			break; /* the rest were taken with it */
		repair->taken = true;
	}
}

static bool mark_item(struct repairs *repairs, xmlNode *item)
{
	const xmlNode *at = item;
	qz_buf_clear(&repairs->text);
	while (at) {
		if (at->type == XML_ELEMENT_NODE)
			take(repairs, at);
		at = qz_xml_after(at, item);
	}
	return !repairs->text.failed && (!repairs->text.len || xmlNewNsProp(item, repairs->stage, QZ_X("repaired"), QZ_X(repairs->text.data)));
}

int qz_sheet_repairs(xmlNode *list, xmlNs *stage)
{
	struct repairs repairs = {.stage = stage};
	qz_map_init(&repairs.places);
	qz_buf_init(&repairs.text);
	bool done = gather(&repairs, list);
	for (xmlNode *table = qz_xml_child(list, "table"); table && done; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item && done; item = qz_xml_next(item, "item"))
			done = mark_item(&repairs, item);
	for (size_t i = 0; i < repairs.count && done; i++)
		done = repairs.list[i].taken || xmlNewNsProp(repairs.list[i].node, stage, QZ_X("apart"), QZ_X("yes"));
	qz_map_done(&repairs.places, NULL);
	qz_buf_done(&repairs.text);
	free(repairs.list);
	return done ? 0 : -1;
}
