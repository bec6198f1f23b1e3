/*
 * Position to element, by one table of the positions of findings, for locate.h.
 */
#include "check/locate.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/xml.h"
#include "check/excerpt.h"
#include "check/place.h"
#include "check/tables.h"

struct places {
	struct qz_map nodes;  /* position of a finding → the field that stands there */
	struct qz_map orders; /* item's @id → its number */
	struct qz_buf key;
	bool failed;
};

static void want_position(struct places *places, const char *pos)
{
	size_t len = strlen(pos);
	if (!qz_map_get(&places->nodes, pos, len))
		places->failed |= qz_map_put(&places->nodes, pos, len, places) != 0;
}

/* Several places: the last one, as names of files and sheets may hold blanks. NULL: it is one. */
static const char *last_place(const char *pos)
{
	const char *blank = strrchr(pos, ' ');
	return blank ? blank + 1 : NULL;
}

/* The positions that are asked for are fewer than those of the document; where none is found yet, stands `places` itself. */
static void want_positions(struct places *places, const struct qz_diag *diag)
{
	for (size_t i = 0; i < diag->count && !places->failed; i++) {
		const struct qz_finding *finding = &diag->findings[i];
		const char *pos = finding->id || !finding->pos ? NULL : finding->pos, *last = pos ? last_place(pos) : NULL;
		if (pos)
			want_position(places, pos);
		if (last)
			want_position(places, last);
	}
}

/* "row:cell" of a joined list stands behind its file's name, as in findings. */
static void add_position(struct places *places, const char *file, const char *pos, size_t len, const xmlNode *node)
{
	if (file) {
		qz_buf_clear(&places->key);
		qz_buf_printf(&places->key, "%s:", file);
		qz_buf_add(&places->key, pos, len);
		places->failed |= places->key.failed;
		if (places->failed)
			return;
		pos = places->key.data;
		len = places->key.len;
	}
	if (qz_map_get(&places->nodes, pos, len) == places)
		places->failed |= qz_map_put(&places->nodes, pos, len, (void *)(uintptr_t)node) != 0;
}

static void add_positions(struct places *places, const char *file, const xmlNode *node)
{
	const char *pos = qz_xml_attr(node, "pos");
	while (pos && *pos && !places->failed) {
		size_t len = strcspn(pos, " ");
		add_position(places, file, pos, len, node);
		pos += len;
		pos += strspn(pos, " ");
	}
}

static void add_item(struct places *places, const char *file, const xmlNode *item, size_t order)
{
	const char *id = qz_xml_attr(item, "id");
	if (id && !qz_map_get(&places->orders, id, strlen(id)))
		places->failed |= qz_map_put(&places->orders, id, strlen(id), (void *)order) != 0;
	for (xmlNode *field = qz_xml_child(item, NULL); field && !places->failed; field = qz_xml_next(field, NULL))
		add_positions(places, file, field);
	add_positions(places, file, item);
}

static void add_list(struct places *places, const xmlNode *list)
{
	size_t order = 0;
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item && !places->failed; item = qz_xml_next(item, "item"))
			add_item(places, qz_xml_attr(table, "file"), item, ++order);
}

/* The node at a position; NULL where there is none. */
static const xmlNode *node_at(const struct places *places, const char *pos)
{
	const void *found = pos ? qz_map_get(&places->nodes, pos, strlen(pos)) : NULL;
	return found == places ? NULL : found;
}

static void copy_to(struct places *places, char **target, const char *text)
{
	if (*target || !text)
		return;
	*target = strdup(text);
	places->failed |= !*target;
}

/* The field at the position, or the one that the finding names in the same item; none where it is about the row, at its serial. */
static const xmlNode *field_of(const struct qz_finding *finding, const xmlNode *node)
{
	if (!finding->field && qz_xml_is(node, "serial"))
		return NULL;
	const xmlNode *item = qz_xml_is(node, "item") ? node : node->parent;
	return finding->field ? qz_xml_child(item, finding->field) : qz_xml_is(node, "item") ? NULL : node;
}

static void locate(struct places *places, struct qz_finding *finding)
{
	const xmlNode *node = node_at(places, finding->pos);
	if (!node && finding->pos)
		node = node_at(places, last_place(finding->pos));
	if (!node)
		return;
	const xmlNode *item = qz_xml_is(node, "item") ? node : node->parent, *field = field_of(finding, node);
	struct qz_excerpt excerpt = {0};
	copy_to(places, &finding->id, qz_xml_attr(item, "id"));
	if (!finding->name)
		finding->name = qz_place_item_name(item);
	if (finding->excerpt.text || !field)
		return;
	places->failed |= !qz_excerpt_find(field, &excerpt);
	qz_finding_take_excerpt(finding, &excerpt);
}

void qz_findings_locate(const xmlDoc *doc, struct qz_diag *diag)
{
	struct qz_tables tables = {.count = 0};
	struct places places = {.failed = false};
	qz_map_init(&places.nodes);
	qz_map_init(&places.orders);
	qz_buf_init(&places.key);
	want_positions(&places, diag);
	if (diag->count && !places.failed)
		add_list(&places, xmlDocGetRootElement(doc));
	if (diag->count)
		places.failed |= !qz_tables_init(&tables, xmlDocGetRootElement(doc));
	for (size_t i = 0; i < diag->count && !places.failed; i++) {
		struct qz_finding *finding = &diag->findings[i];
		if (!finding->id)
			locate(&places, finding);
		finding->order = finding->id ? (size_t)qz_map_get(&places.orders, finding->id, strlen(finding->id)) : 0;
		copy_to(&places, &finding->table, qz_tables_name(&tables, finding->order));
	}
	diag->failed |= places.failed;
	qz_tables_done(&tables);
	qz_buf_done(&places.key);
	qz_map_done(&places.nodes, NULL);
	qz_map_done(&places.orders, NULL);
}
