/*
 * The table of rules and the one walk over the document that applies it.
 */
#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "check/excerpt.h"
#include "check/rules_internal.h"

static const struct {
	const char *element;
	qz_rule_function function;
} table[] = {
	{"powerType", qz_rule_power_type},
	{"basis", qz_rule_basis},
	{"code", qz_rule_code},
	{"name", qz_rule_characters},
	{"name", qz_rule_name_end},
	{"subItem", qz_rule_characters},
	{"p", qz_rule_characters},
	{"li", qz_rule_characters},
	{"ol", qz_rule_list_ends},
	{"body", qz_rule_body},
	{"duties", qz_rule_duties},
	{"basis", qz_rule_quotes},
	{"dutiesBasis", qz_rule_quotes},
	{"cite", qz_rule_citation},
	{"cite", qz_rule_book_marks},
	{"item", qz_rule_repeated},
	{"omitted", qz_rule_total},
	{"table", qz_rule_serials},
	{"table", qz_rule_title_total},
	{"table", qz_rule_columns},
	{"table", qz_rule_codes},
};

/* Rules on every field of an item. */
static const qz_rule_function field_rules[] = {qz_rule_required, qz_rule_field_end};

void qz_rules_place(struct qz_rules_run *run, const xmlNode *node, struct qz_place_name *place)
{
	qz_place_find(node, place);
	place->where.item = run->item && run->serial.len ? run->serial.data : NULL;
	if (run->mark && !run->text.failed) {
		qz_excerpt_done(&place->excerpt);
		if (qz_excerpt_cut(run->text.data, (size_t)(run->mark - run->text.data), run->mark_len, &place->excerpt))
			place->where.excerpt = &place->excerpt;
	}
	if (run->mark_article) {
		qz_excerpt_done(&place->excerpt);
		place->where.excerpt = qz_excerpt_find_article(node, &place->excerpt) && place->excerpt.text ? &place->excerpt : NULL;
	}
	run->mark = NULL;
	run->mark_article = false;
}

void qz_rules_mark(struct qz_rules_run *run, const char *at, size_t len)
{
	run->mark = at;
	run->mark_len = len;
}

const char *qz_rules_text(struct qz_rules_run *run, const xmlNode *node)
{
	qz_buf_clear(&run->text);
	qz_xml_text(node, &run->text);
	qz_buf_add(&run->text, "", 0);
	return run->text.failed ? "" : run->text.data;
}

void qz_rules_enter_item(struct qz_rules_run *run, xmlNode *item)
{
	const xmlNode *serial = qz_xml_child(item, "serial");
	run->item = item;
	qz_buf_clear(&run->serial);
	if (serial)
		qz_xml_text(serial, &run->serial);
}

static void enter(struct qz_rules_run *run, xmlNode *node)
{
	if (qz_xml_is(node, "item")) {
		run->items++;
		qz_rules_enter_item(run, node);
	}
	for (size_t i = 0; run->item && node->parent == run->item && i < sizeof field_rules / sizeof *field_rules; i++)
		field_rules[i](run, node);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (qz_xml_same_name(node->name, table[i].element))
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

/* Rules on the whole, when every item has been seen. */
static void conclude(struct qz_rules_run *run, xmlNode *list)
{
	run->item = NULL;
	qz_rule_bodies(run, list);
	qz_rule_conflicts(run);
	qz_rule_register_old(run, list);
	qz_rule_duties_pattern(run);
}

static void run_done(struct qz_rules_run *run)
{
	run->diag->failed |= run->old_laws.failed || run->broken_texts.failed || run->serial.failed || run->text.failed || run->other.failed;
	qz_cited_done(&run->cited);
	qz_map_done(&run->old_laws, NULL);
	qz_map_done(&run->broken_texts, NULL);
	qz_quote_finder_done(&run->quotes);
	qz_map_done(&run->names, NULL);
	qz_map_done(&run->codes, NULL);
	xmlHashFree(run->laws, free_value);
	xmlHashFree(run->bodies, free_value);
	xmlHashFree(run->duties_groups, free_value);
	qz_buf_done(&run->serial);
	qz_buf_done(&run->text);
	qz_buf_done(&run->other);
}

void qz_rules_check(xmlDoc *doc, const struct qz_rules_options *options, struct qz_diag *diag)
{
	xmlNode *list = xmlDocGetRootElement(doc);
	struct qz_rules_run run = {.options = options, .diag = diag, .list = list};
	qz_buf_init(&run.serial);
	qz_buf_init(&run.text);
	qz_buf_init(&run.other);
	qz_map_init(&run.names);
	qz_map_init(&run.codes);
	qz_map_init(&run.old_laws);
	qz_map_init(&run.broken_texts);
	qz_quote_finder_init(&run.quotes);
	qz_cited_init(&run.cited);
	run.laws = xmlHashCreate(0);
	run.bodies = xmlHashCreate(0);
	run.duties_groups = xmlHashCreate(0);
	if (run.laws && run.bodies && run.duties_groups) {
		for (xmlNode *node = qz_xml_child(list, "table"); node; node = qz_xml_next(node, "table"))
			walk(&run, node);
		conclude(&run, list);
	} else {
		diag->failed = true;
	}
	run_done(&run);
}
