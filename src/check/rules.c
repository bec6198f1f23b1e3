/*
 * The table of rules and the one walk over the document that applies it.
 */
#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "check/rules_internal.h"

static const struct {
	const char *element;
	qz_rule_function function;
} table[] = {
	{"powerType", qz_rule_power_type},
	{"serial", qz_rule_required},
	{"name", qz_rule_required},
	{"body", qz_rule_required},
	{"basis", qz_rule_required},
	{"basis", qz_rule_basis},
	{"name", qz_rule_characters},
	{"subItem", qz_rule_characters},
	{"p", qz_rule_characters},
	{"li", qz_rule_characters},
	{"ol", qz_rule_list_ends},
	{"body", qz_rule_body},
	{"cite", qz_rule_citation},
	{"item", qz_rule_repeated},
	{"omitted", qz_rule_total},
	{"table", qz_rule_serials},
};

void qz_rules_place(struct qz_rules_run *run, const xmlNode *node, struct qz_place_name *place)
{
	qz_place_find(node, place);
	place->where.item = run->item && run->serial.len ? run->serial.data : NULL;
}

const char *qz_rules_text(struct qz_rules_run *run, const xmlNode *node)
{
	qz_buf_clear(&run->text);
	qz_xml_text(node, &run->text);
	qz_buf_add(&run->text, "", 0);
	return run->text.failed ? "" : run->text.data;
}

static void enter(struct qz_rules_run *run, xmlNode *node)
{
	if (qz_xml_is(node, "item")) {
		run->item = node;
		run->items++;
		qz_buf_clear(&run->serial);
		const xmlNode *serial = qz_xml_child(node, "serial");
		if (serial)
			qz_xml_text(serial, &run->serial);
	}
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(QZ_C(node->name), table[i].element) == 0)
			table[i].function(run, node);
}

static void leave(struct qz_rules_run *run, const xmlNode *node)
{
	if (node == run->item)
		run->item = NULL;
}

/* Every element below the tables, in document order, without recursion. */
static void walk(struct qz_rules_run *run, xmlNode *root)
{
	xmlNode *at = root;
	while (at) {
		if (at->type == XML_ELEMENT_NODE)
			enter(run, at);
		if (at->type == XML_ELEMENT_NODE && at->children) {
			at = at->children;
			continue;
		}
		while (at && at != root && !at->next) {
			leave(run, at);
			at = at->parent;
		}
		if (!at || at == root)
			break;
		leave(run, at);
		at = at->next;
	}
}

static void free_value(void *value, const xmlChar *name)
{
	(void)name;
	free(value);
}

void qz_rules_check(xmlDoc *doc, const struct qz_rules_options *options, struct qz_diag *diag)
{
	struct qz_rules_run run = {.options = options, .diag = diag, .list = xmlDocGetRootElement(doc)};
	qz_buf_init(&run.serial);
	qz_buf_init(&run.text);
	qz_buf_init(&run.other);
	run.names = xmlHashCreate(0);
	run.laws = xmlHashCreate(0);
	run.bodies = xmlHashCreate(0);
	if (run.names && run.laws && run.bodies) {
		xmlNode *list = xmlDocGetRootElement(doc);
		for (xmlNode *node = qz_xml_child(list, "table"); node; node = qz_xml_next(node, "table"))
			walk(&run, node);
		run.item = NULL;
		qz_rule_bodies(&run, list);
		qz_rule_order_numbers(&run, list);
	} else {
		diag->failed = true;
	}
	diag->failed |= run.serial.failed || run.text.failed || run.other.failed;
	xmlHashFree(run.dates, NULL);
	xmlHashFree(run.names, free_value);
	xmlHashFree(run.laws, free_value);
	xmlHashFree(run.bodies, free_value);
	qz_buf_done(&run.serial);
	qz_buf_done(&run.text);
	qz_buf_done(&run.other);
}
