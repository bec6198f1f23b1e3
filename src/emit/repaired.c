/*
 * Repairs by kind, for repaired.h. Sorted, so that the cost is that of the
 * repairs, not of repairs by kinds.
 */
#include "emit/repaired.h"

#include <libxml/xpath.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/node.h"
#include "base/xml.h"

struct entry {
	const xmlNode *repair;
	const char *name; /* of its kind: the same text is the same pointer */
	size_t order;
};

/* Where a repair is, of a list with several tables: the attribute and its value, of `len` bytes; "" where nothing tells. */
struct where {
	const char *attr, *value;
	size_t len;
};

struct marking {
	xmlNode *list, *kinds;
	xmlNs *ns;
	bool several; /* tables */
	struct entry *entries;
	size_t count, cap;
	struct qz_map names; /* of kinds: rule, blank, field */
	struct qz_buf serial, before; /* of the repair that is looked at, and of the one before it */
	struct where at;              /* where the last one that was told is */
	xmlNode *range;
	bool failed;
};

static xmlNode *add_element(struct marking *marking, xmlNode *parent, const char *name)
{
	xmlNode *node = parent ? qz_node_element(marking->list->doc, marking->ns, name) : NULL;
	if (node && xmlAddChild(parent, node))
		return node;
	xmlFreeNode(node);
	marking->failed = true;
	return NULL;
}

static void set(struct marking *marking, xmlNode *node, const char *name, const char *value, size_t len)
{
	if (node)
		marking->failed |= !qz_node_attr(node, name, value, len);
}

/* ---- ranges ---- */

/* The item's serial without blanks around and doubled ones within, as normalize-space() gives it. */
static void read_serial(const xmlNode *repair, struct qz_buf *serial)
{
	const char *text = qz_xml_attr(repair, "item");
	qz_buf_clear(serial);
	for (text = text ? text : ""; *(text += strspn(text, " \t\r\n"));) {
		size_t len = strcspn(text, " \t\r\n");
		if (serial->len)
			qz_buf_putc(serial, ' ');
		qz_buf_add(serial, text, len);
		text += len;
	}
	qz_buf_add(serial, "", 0);
}

static struct where find_where(const struct marking *marking, const xmlNode *repair)
{
	const char *pos = qz_xml_attr(repair, "pos"), *file = qz_xml_attr(repair, "file"), *sheet;
	size_t len = pos ? strcspn(pos, " #") : 0;
	if (marking->several && (sheet = len ? memchr(pos, '!', len) : NULL))
		return (struct where){"sheet", pos, (size_t)(sheet - pos)};
	if (marking->several && file)
		return (struct where){"file", file, strlen(file)};
	if (marking->several && len && *pos == 't')
		return (struct where){"table", pos + 1, strcspn(pos + 1, " #/")};
	return (struct where){"table", "", 0};
}

static bool is_same_place(const struct where *one, const struct where *other)
{
	return one->len == other->len && (one->len == 0 || (one->attr == other->attr && memcmp(one->value, other->value, one->len) == 0));
}

static double number_of(const struct qz_buf *serial)
{
	return xmlXPathCastStringToNumber(QZ_X(serial->data ? serial->data : ""));
}

static void begin_range(struct marking *marking, xmlNode *kind, const xmlNode *repair, const struct where *where, bool first)
{
	const char *pos = qz_xml_attr(repair, "pos");
	marking->range = add_element(marking, kind, "range");
	if (marking->serial.len)
		set(marking, marking->range, "from", marking->serial.data, marking->serial.len);
	else
		set(marking, marking->range, "pos", pos ? pos : "", pos ? strlen(pos) : 0);
	if (where->len && (first || !is_same_place(where, &marking->at)))
		set(marking, marking->range, where->attr, where->value, where->len);
}

/* A repair into the range that it goes on, or a new one; the same item again adds nothing. */
static void add_repair(struct marking *marking, xmlNode *kind, const xmlNode *repair, const struct where *before)
{
	struct where where = find_where(marking, repair);
	bool first = !before, known = before && marking->serial.len && marking->before.len && is_same_place(before, &where);
	if (known && strcmp(marking->serial.data, marking->before.data) == 0)
		return;
	if (known && number_of(&marking->before) == number_of(&marking->serial) - 1)
		marking->failed |= marking->range && !xmlSetProp(marking->range, QZ_X("to"), QZ_X(marking->serial.data));
	else
		begin_range(marking, kind, repair, &where, first);
	marking->at = where;
}

/* ---- kinds ---- */

static const char *find_name(struct marking *marking, const char *name, size_t len)
{
	char *known = qz_map_get(&marking->names, name, len);
	if (known)
		return known;
	known = strdup(name);
	if (known && qz_map_put(&marking->names, name, len, known) == 0)
		return known;
	free(known);
	return NULL;
}

static void read_repairs(struct marking *marking, const xmlNode *repairs)
{
	struct qz_buf name;
	qz_buf_init(&name);
	for (const xmlNode *repair = qz_xml_child(repairs, "repair"); repair && !marking->failed; repair = qz_xml_next(repair, "repair")) {
		const char *rule = qz_xml_attr(repair, "rule"), *field = qz_xml_attr(repair, "field");
		qz_buf_clear(&name);
		qz_buf_puts(&name, rule ? rule : "");
		qz_buf_putc(&name, ' ');
		qz_buf_puts(&name, field ? field : "");
		const char *known = name.failed ? NULL : find_name(marking, name.data, name.len);
		marking->failed |= !known || !qz_array_grow(&marking->entries, marking->count, &marking->cap, sizeof *marking->entries);
		if (!marking->failed) {
			marking->entries[marking->count] = (struct entry){.repair = repair, .name = known, .order = marking->count};
			marking->count++;
		}
	}
	qz_buf_done(&name);
}

static int compare(const void *a, const void *b)
{
	const struct entry *one = a, *other = b;
	int names = one->name == other->name ? 0 : strcmp(one->name, other->name);
	return names ? names : (one->order > other->order) - (one->order < other->order);
}

static void write_kinds(struct marking *marking)
{
	const char *name = NULL;
	xmlNode *kind = NULL;
	struct where before = {0};
	for (size_t i = 0; i < marking->count && !marking->failed; i++) {
		const struct entry *entry = &marking->entries[i];
		bool first = entry->name != name;
		if (first) {
			kind = add_element(marking, marking->kinds, "kind");
			set(marking, kind, "name", entry->name, strlen(entry->name));
			name = entry->name;
		}
		read_serial(entry->repair, &marking->serial);
		add_repair(marking, kind, entry->repair, first ? NULL : &before);
		before = find_where(marking, entry->repair);
		struct qz_buf last = marking->before;
		marking->before = marking->serial;
		marking->serial = last;
		marking->failed |= marking->before.failed || marking->serial.failed;
	}
}

/* ---- cells ---- */

static void mark_cells(struct marking *marking)
{
	struct qz_map places;
	qz_map_init(&places);
	for (size_t i = 0; i < marking->count && !marking->failed; i++) {
		const char *pos = qz_xml_attr(marking->entries[i].repair, "pos");
		marking->failed |= pos && qz_map_put(&places, pos, strlen(pos), marking) != 0;
	}
	for (const xmlNode *table = qz_xml_child(marking->list, "table"); table; table = qz_xml_next(table, "table"))
		for (const xmlNode *item = qz_xml_child(table, "item"); item && !marking->failed; item = qz_xml_next(item, "item"))
			for (xmlNode *field = qz_xml_child(item, NULL); field; field = qz_xml_next(field, NULL)) {
				const char *pos = qz_xml_attr(field, "pos");
				if (pos && qz_map_get(&places, pos, strlen(pos)))
					marking->failed |= !xmlSetNsProp(field, marking->ns, QZ_X("repaired"), QZ_X("yes"));
			}
	qz_map_done(&places, NULL);
}

static void mark(struct marking *marking, const xmlNode *repairs)
{
	const xmlNode *table = qz_xml_child(marking->list, "table");
	marking->several = table && qz_xml_next(table, "table");
	marking->kinds = add_element(marking, marking->list, "kinds");
	read_repairs(marking, repairs);
	if (marking->count && !marking->failed)
		qsort(marking->entries, marking->count, sizeof *marking->entries, compare);
	write_kinds(marking);
	mark_cells(marking);
}

int qz_repaired_mark(xmlDoc *doc)
{
	struct marking marking = {.list = xmlDocGetRootElement(doc), .ns = qz_xml_stage_ns(doc)};
	const xmlNode *repairs = qz_xml_child(qz_xml_child(marking.list, "head"), "repairs");
	if (!marking.ns)
		return -1;
	qz_map_init(&marking.names);
	qz_buf_init(&marking.serial);
	qz_buf_init(&marking.before);
	mark(&marking, repairs);
	free(marking.entries);
	qz_map_done(&marking.names, free);
	qz_buf_done(&marking.serial);
	qz_buf_done(&marking.before);
	return marking.failed ? -1 : 0;
}
