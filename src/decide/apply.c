/*
 * Decisions on a document, for decisions.h.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "decide/decide_internal.h"
#include "model/build.h"

/* Takes a decision into the set of those recorded; false when it is there already. */
static bool is_new(struct qz_decide_run *run, const char *item, const char *target, const char *found, const char *value)
{
	qz_buf_clear(&run->text);
	qz_buf_printf(&run->text, "%s\n%s\n%s\n%s", item ? item : "", target ? target : "", found ? found : "", value ? value : "");
	if (run->text.failed || xmlHashLookup(run->recorded, QZ_X(run->text.data)))
		return false;
	run->builder.failed |= xmlHashAddEntry(run->recorded, QZ_X(run->text.data), run) != 0;
	return true;
}

static void read_recorded(struct qz_decide_run *run)
{
	const xmlNode *head = qz_xml_child(xmlDocGetRootElement(run->doc), "head"), *list = head ? qz_xml_child(head, "decisions") : NULL;
	for (xmlNode *node = list ? qz_xml_child(list, "decision") : NULL; node; node = qz_xml_next(node, "decision")) {
		const char *field = qz_xml_attr(node, "field");
		const char *item = qz_xml_attr(node, "item"), *rule = qz_xml_attr(node, "rule");
		is_new(run, item, field ? field : rule, qz_xml_attr(node, "found"), qz_xml_attr(node, "value"));
		if (field && rule)
			is_new(run, item, rule, "", "");
	}
}

bool qz_decide_run_init(struct qz_decide_run *run, const struct qz_decisions *decisions, const struct qz_decide_input *input, xmlDoc *doc,
			struct qz_diag *diag)
{
	*run = (struct qz_decide_run){.decisions = decisions, .input = input, .doc = doc, .diag = diag};
	qz_buf_init(&run->text);
	qz_buf_init(&run->other);
	run->builder = (struct qz_builder){.doc = doc, .ns = xmlDocGetRootElement(doc)->ns};
	run->recorded = xmlHashCreate(0);
	run->values = xmlHashCreate(0);
	if (!run->recorded || !run->values)
		return false;
	read_recorded(run);
	return qz_decide_facts_init(&run->facts, doc) == 0;
}

void qz_decide_run_done(struct qz_decide_run *run, bool whole)
{
	run->diag->failed |= !whole || run->builder.failed || run->text.failed || run->other.failed;
	qz_decide_facts_done(&run->facts);
	xmlHashFree(run->recorded, NULL);
	xmlHashFree(run->values, NULL);
	qz_buf_done(&run->text);
	qz_buf_done(&run->other);
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

const xmlNode *qz_decide_item(const struct qz_decide_run *run, const struct qz_decision *decision)
{
	return *decision->item ? xmlHashLookup(run->facts.items, QZ_X(decision->item)) : NULL;
}

bool qz_decide_is_recorded(struct qz_decide_run *run, const struct qz_decision *decision)
{
	qz_buf_clear(&run->text);
	qz_buf_printf(&run->text, "%s\n%s\n\n", decision->item, qz_rule_id(decision->rule));
	return !run->text.failed && xmlHashLookup(run->recorded, QZ_X(run->text.data)) != NULL;
}

bool qz_decide_concerns(const struct qz_decide_run *run, const struct qz_decision *decision, const xmlNode *item)
{
	const char *joined = item ? qz_xml_attr(item->parent, "file") : NULL;
	if (!*decision->file)
		return true;
	if (joined)
		return strcmp(base_name(decision->file), joined) == 0;
	const xmlNode *source = qz_xml_child(qz_xml_child(xmlDocGetRootElement(run->doc), "head"), "source");
	const char *made_of = source ? qz_xml_attr(source, "file") : NULL; /* a document of ours, read again, names what it was made of */
	bool again = made_of && strcmp(made_of, base_name(run->input->path)) != 0;
	return qz_path_ends_in(run->input->path, decision->file) || (again && strcmp(base_name(decision->file), made_of) == 0);
}

/* The field that a decision changes, or the rule that it is about. */
static const char *target_of(const struct qz_decision *decision)
{
	if (decision->field != QZ_FIELDS)
		return qz_field_name(decision->field);
	bool changes = decision->decided != QZ_DECIDED_WAIVED && decision->place != QZ_FIELDS;
	return changes ? qz_field_name(decision->place) : qz_rule_id(decision->rule);
}

void qz_decide_say(struct qz_decide_run *run, enum qz_rule rule, const struct qz_decision *decision, const xmlNode *item, const xmlNode *node,
		   const char *found, const char *value, const char *reason)
{
	char line[24];
	bool stale = rule == QZ_RULE_DECISION_STALE, keyed = stale && *decision->hash; /* tables without keys name one item, by its @id */
	const xmlNode *serial = item ? qz_xml_child(item, "serial") : NULL;
	enum qz_field field = decision->field != QZ_FIELDS ? decision->field : decision->place;
	snprintf(line, sizeof line, "%u", decision->line);
	qz_buf_clear(&run->text);
	if (serial)
		qz_xml_text(serial, &run->text);
	const char *pos = node ? qz_xml_attr(node, "pos") : NULL;
	struct qz_where where = {.pos = pos || !item ? pos : qz_xml_attr(item, "pos"), .item = run->text.len ? run->text.data : NULL};
	where.field = field != QZ_FIELDS ? qz_field_name(field) : NULL;
	where.id = item ? qz_xml_attr(item, "id") : NULL;
	qz_diag_add(run->diag, rule, &where, "file", run->decisions->name, "line", line, "reason", reason, "target", target_of(decision), "id", decision->item,
		    "gone", item || keyed ? "" : decision->written, "serial", stale && !keyed && where.item ? where.item : "", "items", keyed ? decision->written : "",
		    "found", found, "value", value, "why", decision->reason, "who", decision->who, "date", decision->date, NULL);
}

void qz_decide_record(struct qz_decide_run *run, const struct qz_decision *decision, const xmlNode *item, const char *found, const char *value)
{
	const xmlNode *serial = item ? qz_xml_child(item, "serial") : NULL;
	xmlNode *head = qz_xml_child(xmlDocGetRootElement(run->doc), "head"), *list = head ? qz_xml_child(head, "decisions") : NULL;
	xmlNode *source = head ? qz_xml_child(head, "source") : NULL;
	const char *target = target_of(decision), *rule = decision->rule != QZ_RULES ? qz_rule_id(decision->rule) : NULL;
	bool is_field = qz_field_find(target) != QZ_FIELDS;
	if (!source || !is_new(run, decision->item, target, found, value))
		return; /* no source: no document of ours, the schema refuses it */
	if (!list) {
		list = qz_build_element(&run->builder, head, "decisions");
		if (list)
			xmlAddPrevSibling(source, list);
	}
	xmlNode *node = qz_build_element(&run->builder, list, "decision");
	qz_build_set(&run->builder, node, "item", *decision->item ? decision->item : NULL);
	qz_buf_clear(&run->text);
	if (serial)
		qz_xml_text(serial, &run->text);
	qz_build_set(&run->builder, node, "serial", run->text.len ? run->text.data : NULL);
	qz_build_set(&run->builder, node, "field", is_field ? target : NULL);
	qz_build_set(&run->builder, node, "rule", rule);
	qz_build_set(&run->builder, node, "found", found);
	qz_build_set(&run->builder, node, "value", value);
	qz_build_set(&run->builder, node, "reason", *decision->reason ? decision->reason : NULL);
	qz_build_set(&run->builder, node, "who", *decision->who ? decision->who : NULL);
	qz_build_set(&run->builder, node, "date", *decision->date ? decision->date : NULL);
}

/* ---- values ---- */

/* Was the line made on this text? One that a key tells of, on what was proposed for it, too. */
static bool is_made_on(const struct qz_decision *decision, const char *text, const char *proposed)
{
	char hash[QZ_DECIDE_HASH];
	if (!*decision->hash)
		return qz_decide_same(text, decision->found);
	qz_decide_hash(text, proposed ? proposed : "", hash);
	return strcmp(hash, decision->hash) == 0;
}

/* The element of the field whose text is the value found; else one whose text was, before it was decided. NULL for none. */
static xmlNode *find_value(struct qz_decide_run *run, const xmlNode *item, const struct qz_decision *decision)
{
	const char *name = qz_field_name(decision->field);
	xmlNode *decided = NULL;
	for (xmlNode *node = qz_xml_child(item, name); node; node = qz_xml_next(node, name)) {
		const char *before = qz_xml_attr(node, "found");
		qz_buf_clear(&run->other);
		qz_decide_content(node, &run->other);
		if (run->other.failed)
			return NULL;
		if (!before && is_made_on(decision, run->other.data, qz_xml_attr(node, "suggested")))
			return node;
		if (before && !decided && (is_made_on(decision, before, run->other.data) || (*decision->hash && qz_decide_same(run->other.data, decision->value))))
			decided = node;
	}
	return decided;
}

static enum qz_fragment_use use_of(enum qz_field field)
{
	if (field == QZ_FIELD_BASIS || field == QZ_FIELD_DUTIES_BASIS)
		return QZ_USE_LAW;
	return field == QZ_FIELD_DUTIES || field == QZ_FIELD_ACCOUNTABILITY ? QZ_USE_LIST : QZ_USE_TEXT;
}

static void write_content(struct qz_decide_run *run, xmlNode *node, enum qz_field field, const char *value)
{
	struct qz_blocks blocks;
	struct qz_cite_context cites;
	qz_blocks_init(&blocks);
	qz_cite_context_init(&cites);
	bool plain = qz_field_is_plain(field), opaque = field == QZ_FIELD_SERIAL || field == QZ_FIELD_CODE;
	int result = plain ? qz_fragment_parse_plain(value, strlen(value), QZ_CELL_TEXT, opaque, &blocks)
			   : qz_fragment_parse(value, strlen(value), QZ_CELL_TEXT, use_of(field), &blocks);
	if (result != 0)
		run->builder.failed = true;
	else if (plain)
		qz_build_text(&run->builder, node, blocks.text.data, blocks.text.len);
	else
		qz_build_blocks(&run->builder, node, &blocks, use_of(field) == QZ_USE_LAW ? &cites : NULL);
	qz_cite_context_done(&cites);
	qz_blocks_done(&blocks);
}

static void drop_attr(xmlNode *node, const char *name)
{
	xmlAttr *attr = xmlHasProp(node, QZ_X(name));
	if (attr)
		xmlRemoveProp(attr);
}

static void mark_type(struct qz_decide_run *run, xmlNode *node, const char *value)
{
	static const char *const old[] = {"suggested", "confidence", "evidence", "type"};
	for (size_t i = 0; i < sizeof old / sizeof *old; i++)
		drop_attr(node, old[i]);
	const struct qz_power_type *type = qz_power_type_find(run->input->vocabulary, value, strlen(value));
	if (type)
		qz_build_set(&run->builder, node, "type", type->code);
}

void qz_decide_mark(struct qz_decide_run *run, xmlNode *node)
{
	if (!qz_xml_attr(node, "found")) {
		qz_buf_clear(&run->other);
		qz_decide_content(node, &run->other);
		qz_build_set(&run->builder, node, "found", run->other.failed ? "" : run->other.data);
	}
	drop_attr(node, "origin");
	qz_build_set(&run->builder, node, "origin", "decided");
}

void qz_decide_set(struct qz_decide_run *run, xmlNode *node, const struct qz_decision *decision, enum qz_field field, const char *value)
{
	qz_decide_mark(run, node);
	while (node->children) {
		xmlNode *child = node->children;
		xmlUnlinkNode(child);
		xmlFreeNode(child);
	}
	write_content(run, node, field, value);
	qz_decide_record(run, decision, node->parent, qz_xml_attr(node, "found"), value);
	if (field == QZ_FIELD_POWER_TYPE)
		mark_type(run, node, value);
}

static bool has_value(struct qz_decide_run *run, const xmlNode *node, const char *value)
{
	qz_buf_clear(&run->other);
	qz_decide_content(node, &run->other);
	return !run->other.failed && qz_decide_same(run->other.data, value);
}

/* Did another line of this table set the value that the line was made on? Else this one does. */
static bool is_set(struct qz_decide_run *run, const struct qz_decision *decision)
{
	qz_buf_clear(&run->text);
	qz_buf_printf(&run->text, "%s\n%d\n%s%s", decision->item, (int)decision->field, decision->found, decision->hash);
	if (run->text.failed)
		return true;
	const struct qz_decision *first = xmlHashLookup(run->values, QZ_X(run->text.data));
	run->builder.failed |= !first && xmlHashAddEntry(run->values, QZ_X(run->text.data), (void *)(uintptr_t)decision) != 0;
	return first && (first->decided != decision->decided || !qz_decide_same(first->value, decision->value));
}

static void apply_value(struct qz_decide_run *run, const struct qz_decision *decision, xmlNode *item)
{
	xmlNode *node = find_value(run, item, decision);
	bool accept = decision->decided == QZ_DECIDED_ACCEPT, decided = node && qz_xml_attr(node, "found");
	const char *suggested = node && accept ? qz_xml_attr(node, "suggested") : NULL;
	if (!node) {
		bool any = qz_xml_child(item, qz_field_name(decision->field)) != NULL;
		qz_decide_say(run, QZ_RULE_DECISION_STALE, decision, item, item, "", "", any ? "value-differs" : "field-absent");
	} else if (is_set(run, decision)) {
		qz_decide_say(run, QZ_RULE_DECISION_STALE, decision, item, node, "", "", "decided-twice");
	} else if (accept && !suggested && !decided) {
		qz_decide_say(run, QZ_RULE_DECISION_STALE, decision, item, node, "", "", "nothing-suggested");
	} else if (!accept ? !decided || !has_value(run, node, decision->value) : suggested != NULL) { /* else it was done before */
		char *value = strdup(accept ? suggested : decision->value);
		run->builder.failed |= !value;
		if (value) {
			qz_decide_set(run, node, decision, decision->field, value);
			qz_decide_say(run, QZ_RULE_DECISION_APPLIED, decision, item, node, qz_xml_attr(node, "found"), value, "");
		}
		free(value);
	}
}

/* Do the lines of one row choose items that they are not about? They are those from `at` on; the index behind them. */
static size_t look_at_choice(struct qz_decide_run *run, size_t at, bool *fine)
{
	const struct qz_decision *first = &run->decisions->list[at];
	size_t count = 0, asked = *first->chosen ? qz_decide_count_chosen(first->chosen) : 0;
	for (; at < run->decisions->count && run->decisions->list[at].line == first->line; at++) {
		const xmlNode *item = asked ? qz_decide_item(run, &run->decisions->list[at]) : NULL;
		count += !item || qz_decide_is_chosen(first->chosen, item);
	}
	*fine = asked <= count;
	return at;
}

static void apply_line(struct qz_decide_run *run, const struct qz_decision *decision)
{
	const struct qz_decide_input *input = run->input;
	xmlNode *item = (xmlNode *)(uintptr_t)qz_decide_item(run, decision);
	bool elsewhere = !*decision->file && input->one_of_several;
	if (!qz_decide_concerns(run, decision, item) || !qz_decide_is_chosen(decision->chosen, item) || (!item && (!*decision->item || elsewhere)))
		return;
	if (!item)
		qz_decide_say(run, QZ_RULE_DECISION_STALE, decision, NULL, NULL, "", "", "item-gone");
	else if (decision->field != QZ_FIELDS)
		apply_value(run, decision, item);
}

void qz_decisions_apply(const struct qz_decisions *decisions, const struct qz_decide_input *input, xmlDoc *doc, struct qz_diag *diag)
{
	struct qz_decide_run run;
	bool whole = qz_decide_run_init(&run, decisions, input, doc, diag), fine = true, concerned = input->one_of_several || decisions->count == 0;
	for (size_t i = 0, row = 0; whole && i < decisions->count; i++) {
		concerned = concerned || qz_decide_concerns(&run, &decisions->list[i], qz_decide_item(&run, &decisions->list[i]));
		if (i == row) {
			row = look_at_choice(&run, i, &fine);
			if (!fine && qz_decide_concerns(&run, &decisions->list[i], NULL))
				qz_decide_say(&run, QZ_RULE_DECISION_STALE, &decisions->list[i], NULL, NULL, "", "", "not-among");
		}
		apply_line(&run, &decisions->list[i]);
	}
	if (whole && !concerned) /* the file may have got another name since */
		qz_decide_say(&run, QZ_RULE_DECISION_STALE, &decisions->list[0], NULL, NULL, "", "", "other-file");
	qz_decide_run_done(&run, whole);
}
