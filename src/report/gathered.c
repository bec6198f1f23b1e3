/*
 * Findings that say the same as one element, for gathered.h. A map from what is
 * said to its group, so that the cost is that of the findings.
 */
#include "report/gathered.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/node.h"
#include "base/xml.h"

/* An item of the list: where it stands and what it is called. */
struct place {
	const xmlNode *item;
	size_t table; /* number of its table, from 1 */
};

/* The range that a group has come to. */
struct group {
	xmlNode *node, *range;
	size_t order; /* of the last item in the range */
	long serial;  /* of the same; -1: none to count on from */
};

struct gathering {
	xmlNode *list, *root;
	xmlNs *ns;
	const struct qz_messages *messages;
	struct place *places; /* by the order of items, from 0 */
	size_t nplaces, cap, tables;
	struct group *groups;
	size_t ngroups, groups_cap;
	struct qz_map known; /* what is said → number of the group, from 1 */
	struct qz_buf text, key;
	bool failed;
};

static void gather_places(struct gathering *gathering)
{
	for (xmlNode *table = qz_xml_child(gathering->list, "table"); table; table = qz_xml_next(table, "table")) {
		gathering->tables++;
		for (xmlNode *item = qz_xml_child(table, "item"); item && !gathering->failed; item = qz_xml_next(item, "item")) {
			gathering->failed |= !qz_array_grow(&gathering->places, gathering->nplaces, &gathering->cap, sizeof *gathering->places);
			if (!gathering->failed)
				gathering->places[gathering->nplaces++] = (struct place){.item = item, .table = gathering->tables};
		}
	}
}

static xmlNode *add_element(struct gathering *gathering, xmlNode *parent, const char *name)
{
	xmlNode *node = parent ? xmlNewDocNode(gathering->list->doc, gathering->ns, QZ_X(name), NULL) : NULL;
	if (node && xmlAddChild(parent, node))
		return node;
	xmlFreeNode(node);
	gathering->failed = true;
	return NULL;
}

static void set(struct gathering *gathering, xmlNode *node, const char *name, const char *value)
{
	if (node && value)
		gathering->failed |= !qz_node_attr(node, name, value, strlen(value));
}

/* ---- groups ---- */

/* What a finding says is the key, and the message of its group. */
static struct group *find_group(struct gathering *gathering, const struct qz_finding *finding)
{
	qz_buf_clear(&gathering->text);
	qz_messages_format(gathering->messages, finding, QZ_TEXT_MESSAGE, &gathering->text);
	qz_buf_add(&gathering->text, "", 0);
	qz_buf_clear(&gathering->key);
	qz_buf_printf(&gathering->key, "%d %d %s ", (int)finding->severity, (int)finding->rule, finding->field ? finding->field : "");
	qz_buf_add(&gathering->key, gathering->text.data, gathering->text.len);
	gathering->failed |= gathering->key.failed || gathering->text.failed;
	if (gathering->failed)
		return NULL;
	uintptr_t known = (uintptr_t)qz_map_get(&gathering->known, gathering->key.data, gathering->key.len);
	if (known)
		return &gathering->groups[known - 1];
	if (!qz_array_grow(&gathering->groups, gathering->ngroups, &gathering->groups_cap, sizeof *gathering->groups))
		return NULL;
	struct group *group = &gathering->groups[gathering->ngroups++];
	*group = (struct group){.node = add_element(gathering, gathering->root, "group"), .serial = -1};
	set(gathering, group->node, "rule", qz_rule_id(finding->rule));
	set(gathering, group->node, "severity", qz_severity_name(finding->severity));
	set(gathering, group->node, "field", finding->field);
	if (group->node)
		gathering->failed |= !xmlNewTextChild(group->node, gathering->ns, QZ_X("message"), QZ_X(gathering->text.data));
	gathering->failed |= qz_map_put(&gathering->known, gathering->key.data, gathering->key.len, (void *)(uintptr_t)gathering->ngroups) != 0;
	return group;
}

/* ---- ranges ---- */

/* A serial that can be counted on from; -1: none. */
static long number_of(const char *serial)
{
	size_t len = serial ? strlen(serial) : 0;
	return len > 0 && len < 9 && strspn(serial, "0123456789") == len ? strtol(serial, NULL, 10) : -1;
}

/* What a range calls the item by: serial, else name. */
static const char *called(struct gathering *gathering, const struct qz_finding *finding, bool *serial)
{
	struct qz_buf *own = &gathering->key; /* what reading found knows its item by the place alone: the document has the serial */
	qz_buf_clear(own);
	qz_xml_text(qz_xml_child(gathering->places[finding->order - 1].item, "serial"), own);
	qz_buf_add(own, "", 0);
	gathering->failed |= own->failed;
	*serial = !own->failed && own->len > 0;
	const char *name = *serial ? own->data : finding->name ? finding->name : "";
	qz_buf_clear(&gathering->text);
	qz_buf_put_visible(&gathering->text, name, strlen(name));
	qz_buf_add(&gathering->text, "", 0);
	gathering->failed |= gathering->text.failed;
	return gathering->failed ? "" : gathering->text.data;
}

static void begin_range(struct gathering *gathering, struct group *group, const struct qz_finding *finding, const char *name, bool serial)
{
	char table[24];
	const struct place *place = &gathering->places[finding->order - 1];
	group->range = add_element(gathering, group->node, "range");
	set(gathering, group->range, serial ? "from" : "name", name);
	snprintf(table, sizeof table, "%zu", place->table);
	if (gathering->tables > 1)
		set(gathering, group->range, "table", table);
}

/* The item into the range that it goes on, or a new one. Findings come by rule and in the order of items, or nearly. */
static void add_item(struct gathering *gathering, struct group *group, const struct qz_finding *finding)
{
	if (finding->order == 0 || finding->order > gathering->nplaces || (group->range && group->order == finding->order))
		return; /* of the whole list, or of the same item again */
	bool serial, same = group->range && group->order > 0 && gathering->places[group->order - 1].table == gathering->places[finding->order - 1].table;
	const char *name = called(gathering, finding, &serial);
	long number = serial ? number_of(name) : -1;
	if (same && finding->order == group->order + 1 && number > 0 && number == group->serial + 1)
		gathering->failed |= !xmlSetProp(group->range, QZ_X("to"), QZ_X(name));
	else
		begin_range(gathering, group, finding, name, serial);
	group->order = finding->order;
	group->serial = number;
}

/* Marks the rules of the head's repairs. */
static void mark_repairs(const xmlNode *list, bool recorded[QZ_RULES + 1])
{
	const xmlNode *repairs = qz_xml_child(qz_xml_child(list, "head"), "repairs");
	enum qz_rule last = QZ_RULES; /* they come in runs */
	for (const xmlNode *repair = qz_xml_child(repairs, "repair"); repair; repair = qz_xml_next(repair, "repair")) {
		const char *rule = qz_xml_attr(repair, "rule");
		if (rule && (last == QZ_RULES || strcmp(rule, qz_rule_id(last)) != 0))
			last = qz_rule_find(rule);
		recorded[last] = true;
	}
}

/* Of the list as a whole only what is judged: what was read of it, and what was left out, the appendix has in parts of its own. */
static bool is_told(const struct qz_finding *finding)
{
	return finding->order > 0 || (finding->rule > QZ_RULE_SCHEMA_INVALID && finding->rule < QZ_RULE_DECISION_APPLIED);
}

/* The words in force of the articles that the findings are about. */
static void add_articles(struct gathering *gathering, const struct qz_diag *diag, const struct qz_notes_articles *articles)
{
	struct qz_map shown;
	qz_map_init(&shown);
	for (size_t i = 0; i < diag->count && articles && !gathering->failed; i++)
		gathering->failed |= !qz_notes_article(gathering->root, &diag->findings[i], articles, 0, &shown);
	qz_map_done(&shown, NULL);
}

static void gather(struct gathering *gathering, const struct qz_diag *diag)
{
	bool recorded[QZ_RULES + 1] = {false};
	mark_repairs(gathering->list, recorded);
	for (int severity = QZ_ERROR; severity >= QZ_STYLE; severity--)
		for (size_t i = 0; i < diag->count && !gathering->failed; i++) {
			const struct qz_finding *finding = &diag->findings[i];
			if (finding->severity != (enum qz_severity)severity || recorded[finding->rule] || !is_told(finding))
				continue;
			struct group *group = find_group(gathering, finding);
			gathering->failed |= !group;
			if (group && group->node)
				add_item(gathering, group, finding);
		}
}

int qz_gathered_add(xmlDoc *doc, const struct qz_diag *diag, const struct qz_messages *messages,
		    const struct qz_notes_articles *articles)
{
	struct gathering gathering = {.list = xmlDocGetRootElement(doc), .messages = messages};
	qz_map_init(&gathering.known);
	qz_buf_init(&gathering.text);
	qz_buf_init(&gathering.key);
	gathering.root = qz_node_element(doc, NULL, "gathered");
	gathering.ns = gathering.root ? xmlNewNs(gathering.root, QZ_X(QZ_STAGE_NS), QZ_X("s")) : NULL;
	if (!gathering.ns || !xmlAddChild(gathering.list, gathering.root)) {
		xmlFreeNode(gathering.root);
		gathering.failed = true;
	} else {
		xmlSetNs(gathering.root, gathering.ns);
		gather_places(&gathering);
		if (!gathering.failed)
			gather(&gathering, diag);
		add_articles(&gathering, diag, articles);
	}
	free(gathering.places);
	free(gathering.groups);
	qz_map_done(&gathering.known, NULL);
	qz_buf_done(&gathering.text);
	qz_buf_done(&gathering.key);
	return gathering.failed ? -1 : 0;
}
