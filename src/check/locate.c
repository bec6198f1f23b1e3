/*
 * Position to element, by one table of all positions, for locate.h.
 */
#include "check/locate.h"

#include <libxml/hash.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/xml.h"
#include "check/excerpt.h"
#include "check/place.h"

struct places {
	xmlHashTable *nodes;  /* position → the field that stands there */
	xmlHashTable *orders; /* item's @id → its number */
	struct qz_buf key;
	bool failed;
};

/* "row:cell" of a joined list stands behind its file's name, as in findings. */
static void add_position(struct places *places, const char *file, const char *pos, size_t len, const xmlNode *node)
{
	qz_buf_clear(&places->key);
	if (file)
		qz_buf_printf(&places->key, "%s:", file);
	qz_buf_add(&places->key, pos, len);
	places->failed |= places->key.failed;
	if (!places->failed && !xmlHashLookup(places->nodes, QZ_X(places->key.data)))
		places->failed |= xmlHashAddEntry(places->nodes, QZ_X(places->key.data), (void *)(uintptr_t)node) != 0;
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
	if (id && !xmlHashLookup(places->orders, QZ_X(id)))
		places->failed |= xmlHashAddEntry(places->orders, QZ_X(id), (void *)order) != 0;
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
	const char *pos = finding->pos ? finding->pos : "", *blank = strrchr(pos, ' ');
	const xmlNode *node = xmlHashLookup(places->nodes, QZ_X(pos));
	if (!node && blank) /* several places: the last one, as names of files and sheets may hold blanks */
		node = xmlHashLookup(places->nodes, QZ_X(blank + 1));
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
	struct places places = {.nodes = xmlHashCreate(0), .orders = xmlHashCreate(0)};
	qz_buf_init(&places.key);
	places.failed = !places.nodes || !places.orders;
	if (diag->count && !places.failed)
		add_list(&places, xmlDocGetRootElement(doc));
	for (size_t i = 0; i < diag->count && !places.failed; i++) {
		struct qz_finding *finding = &diag->findings[i];
		if (!finding->id)
			locate(&places, finding);
		finding->order = finding->id ? (size_t)xmlHashLookup(places.orders, QZ_X(finding->id)) : 0;
	}
	diag->failed |= places.failed;
	qz_buf_done(&places.key);
	xmlHashFree(places.nodes, NULL);
	xmlHashFree(places.orders, NULL);
}
