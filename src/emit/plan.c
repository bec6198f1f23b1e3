/*
 * Columns for outputs that are data, for plan.h. Tables of a list may have
 * columns of their own: those of one field are one column, where a table has several of a
 * field (or none, "extra") those of one label. Elements that no column of any
 * table takes get a column behind the others, so that nothing is lost.
 */
#include "emit/plan.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/node.h"
#include "base/xml.h"
#include "emit/lines.h"
#include "model/vocabulary.h"

struct maker {
	xmlDoc *doc;
	xmlNode *list, *plan;
	xmlNs *stage;
	struct qz_map known;  /* columns of the plan by field, label and number */
	struct qz_map twins;  /* field and label: how many of them a table has at most */
	bool parted[QZ_FIELDS]; /* several columns of a table have the field: labels part them */
	struct qz_buf key;
	bool failed;
};

static const char *attr(const xmlNode *node, const char *name)
{
	const char *value = qz_xml_attr(node, name);
	return value ? value : "";
}

static void set(struct maker *maker, xmlNode *node, const char *name, const char *value)
{
	maker->failed |= !node || !qz_node_attr(node, name, value, strlen(value));
}

static void set_number(struct maker *maker, xmlNode *node, const char *name, size_t value)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%zu", value);
	set(maker, node, name, digits);
}

static xmlNode *add_element(struct maker *maker, xmlNode *parent, const char *name)
{
	xmlNode *node = parent ? qz_node_element(maker->doc, maker->stage, name) : NULL;
	if (node && xmlAddChild(parent, node))
		return node;
	xmlFreeNode(node);
	maker->failed = true;
	return NULL;
}

/* "field\nlabel\n2", or "field\n" alone. */
static void make_key(struct maker *maker, const char *field, const char *label, size_t before)
{
	qz_buf_clear(&maker->key);
	qz_buf_printf(&maker->key, "%s\n", field);
	if (label)
		qz_buf_printf(&maker->key, "%s\n%zu", label, before);
	maker->failed |= maker->key.failed;
}

static size_t recall(const struct qz_map *map, const struct qz_buf *key)
{
	return (size_t)(uintptr_t)qz_map_get(map, key->data ? key->data : "", key->len);
}

static void note(struct maker *maker, struct qz_map *map, size_t number)
{
	maker->failed |= qz_map_put(map, maker->key.data ? maker->key.data : "", maker->key.len, (void *)(uintptr_t)number) != 0;
}

/* ---- what the tables have ---- */

/* Which fields have several columns, and how many of them one label. */
static void count_columns(struct maker *maker, const xmlNode *columns)
{
	size_t counts[QZ_FIELDS] = {0};
	struct qz_map own; /* of this table */
	qz_map_init(&own);
	for (const xmlNode *column = qz_xml_child(columns, "column"); column; column = qz_xml_next(column, "column")) {
		const enum qz_field field = qz_field_find(attr(column, "field"));
		if (field == QZ_FIELDS)
			continue;
		maker->parted[field] |= ++counts[field] > 1 || field == QZ_FIELD_EXTRA;
		make_key(maker, attr(column, "field"), attr(column, "label"), 0);
		const size_t count = recall(&own, &maker->key) + 1;
		note(maker, &own, count);
		if (count > recall(&maker->twins, &maker->key))
			note(maker, &maker->twins, count);
	}
	qz_map_done(&own, NULL);
}

/* The label above it in a two-level header goes before its own. */
static void label_column(struct maker *maker, xmlNode *node, const xmlNode *column)
{
	const char *group = attr(column, "group"), *label = attr(column, "label");
	struct qz_buf text;
	qz_buf_init(&text);
	qz_buf_printf(&text, "%s%s%s", group, *group ? " / " : "", label);
	maker->failed |= text.failed;
	if (text.len && text.data[strspn(text.data, " \t\n")] != '\0')
		set(maker, node, "label", text.data);
	qz_buf_done(&text);
}

/* A column of the plan, unless there is one already; of elements alone `column` is NULL. */
static void add_column(struct maker *maker, const char *name, const xmlNode *column, const char *label, size_t before)
{
	const enum qz_field field = qz_field_find(name);
	if (field == QZ_FIELDS)
		return;
	const bool parted = maker->parted[field];
	make_key(maker, name, label, 0);
	const size_t twins = recall(&maker->twins, &maker->key);
	make_key(maker, name, parted ? label : NULL, before);
	if (recall(&maker->known, &maker->key))
		return;
	note(maker, &maker->known, 1);
	xmlNode *node = add_element(maker, maker->plan, "column");
	set(maker, node, "field", name);
	if (column && node)
		label_column(maker, node, column);
	else if (*label)
		set(maker, node, "label", label);
	if (parted)
		set(maker, node, "of", label);
	if (parted && twins > 1) {
		set_number(maker, node, "twins", twins);
		set_number(maker, node, "before", before);
	}
}

/* The columns of a table; of several with one label each has a number. */
static void add_columns(struct maker *maker, const xmlNode *columns)
{
	struct qz_map own;
	qz_map_init(&own);
	for (const xmlNode *column = qz_xml_child(columns, "column"); column && !maker->failed; column = qz_xml_next(column, "column")) {
		make_key(maker, attr(column, "field"), attr(column, "label"), 0);
		const size_t before = recall(&own, &maker->key);
		note(maker, &own, before + 1);
		add_column(maker, attr(column, "field"), column, attr(column, "label"), before);
	}
	qz_map_done(&own, NULL);
}

/* What an item has and no column takes: a type that a section states, cells beyond the header. */
static void add_others(struct maker *maker, const xmlNode *item)
{
	for (const xmlNode *node = qz_xml_child(item, NULL); node && !maker->failed; node = qz_xml_next(node, NULL)) {
		const enum qz_field field = node->ns && strcmp(QZ_C(node->ns->href), QZ_NS) == 0 ? qz_field_find(QZ_C(node->name)) : QZ_FIELDS;
		if (field != QZ_FIELDS)
			add_column(maker, QZ_C(node->name), NULL, maker->parted[field] ? attr(node, "label") : "", 0);
	}
}

/* ---- their order ---- */

static void sort_columns(xmlNode *plan)
{
	for (int field = 0; field < QZ_FIELDS; field++) {
		const xmlNode *last = plan->last;
		xmlNode *next;
		for (xmlNode *column = plan->children; column; column = next) {
			next = column == last ? NULL : column->next;
			if (qz_field_find(attr(column, "field")) != (enum qz_field)field)
				continue;
			xmlUnlinkNode(column);
			xmlAddChild(plan, column);
		}
	}
}

static void plan_source(struct maker *maker, bool standard)
{
	set(maker, maker->plan, "rows", "subItem");
	for (const xmlNode *table = qz_xml_child(maker->list, "table"); table; table = qz_xml_next(table, "table"))
		count_columns(maker, qz_xml_child(table, "columns"));
	for (const xmlNode *table = qz_xml_child(maker->list, "table"); table; table = qz_xml_next(table, "table"))
		add_columns(maker, qz_xml_child(table, "columns"));
	for (const xmlNode *table = qz_xml_child(maker->list, "table"); table; table = qz_xml_next(table, "table"))
		for (const xmlNode *item = qz_xml_child(table, "item"); item && !maker->failed; item = qz_xml_next(item, "item"))
			add_others(maker, item);
	if (standard && !maker->failed)
		sort_columns(maker->plan);
}

/* ---- a mapping ---- */

static void copy_attributes(struct maker *maker, xmlNode *node, const xmlNode *from)
{
	for (const xmlAttr *at = from->properties; at && node; at = at->next)
		if (!at->ns && strcmp(QZ_C(at->name), "is") != 0)
			set(maker, node, QZ_C(at->name), attr(from, QZ_C(at->name)));
}

/* A value is compared without blanks around it, as the stylesheet compares. */
static void copy_value(struct maker *maker, xmlNode *column, const xmlNode *value)
{
	xmlNode *node = add_element(maker, column, "value");
	struct qz_buf text;
	qz_buf_init(&text);
	qz_lines_settle(attr(value, "is"), &text);
	copy_attributes(maker, node, value);
	set(maker, node, "is", text.data ? text.data : "");
	maker->failed |= text.failed;
	qz_buf_done(&text);
}

/* The name that a column has in JSON: as the mapping says, else its label, else its field. */
static const char *key_of(const xmlNode *column)
{
	const char *key = qz_xml_attr(column, "key"), *label = qz_xml_attr(column, "label");
	return key ? key : label ? label : attr(column, "field");
}

static void plan_mapping(struct maker *maker, const xmlDoc *mapping)
{
	const xmlNode *root = xmlDocGetRootElement(mapping);
	copy_attributes(maker, maker->plan, root);
	set(maker, maker->plan, "mapped", "yes");
	for (const xmlNode *column = qz_xml_child(root, "column"); column && !maker->failed; column = qz_xml_next(column, "column")) {
		xmlNode *node = add_element(maker, maker->plan, "column");
		copy_attributes(maker, node, column);
		if (!qz_xml_attr(column, "key"))
			set(maker, node, "key", key_of(column));
		for (const xmlNode *value = qz_xml_child(column, "value"); value && !maker->failed; value = qz_xml_next(value, "value"))
			copy_value(maker, node, value);
	}
}

int qz_plan_put(xmlDoc *doc, const struct qz_plan_options *options)
{
	struct maker maker = {.doc = doc, .list = xmlDocGetRootElement(doc), .stage = qz_xml_stage_ns(doc)};
	if (!maker.stage)
		return -1;
	qz_map_init(&maker.known);
	qz_map_init(&maker.twins);
	qz_buf_init(&maker.key);
	maker.plan = add_element(&maker, maker.list, "plan");
	if (maker.plan && options->mapping)
		plan_mapping(&maker, options->mapping);
	else if (maker.plan)
		plan_source(&maker, options->standard);
	qz_map_done(&maker.known, NULL);
	qz_map_done(&maker.twins, NULL);
	qz_buf_done(&maker.key);
	return maker.failed ? -1 : 0;
}
