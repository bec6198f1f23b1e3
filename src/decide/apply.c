/*
 * Decisions on a document, for decisions.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "decide/decide_internal.h"
#include "model/build.h"

struct run {
	const struct qz_decisions *decisions;
	const struct qz_decide_input *input;
	xmlDoc *doc;
	struct qz_diag *diag;
	struct qz_decide_facts facts;
	struct qz_builder builder;
	struct qz_buf text, other; /* scratch */
	xmlHashTable *recorded;    /* decisions that the document records already */
};

/* Takes a decision into the set of those recorded; false when it is there already. */
static bool is_new(struct run *run, const char *item, const char *target, const char *found, const char *value)
{
	qz_buf_clear(&run->text);
	qz_buf_printf(&run->text, "%s\n%s\n%s\n%s", item ? item : "", target ? target : "", found ? found : "", value ? value : "");
	if (run->text.failed || xmlHashLookup(run->recorded, QZ_X(run->text.data)))
		return false;
	run->builder.failed |= xmlHashAddEntry(run->recorded, QZ_X(run->text.data), run) != 0;
	return true;
}

static void read_recorded(struct run *run)
{
	const xmlNode *head = qz_xml_child(xmlDocGetRootElement(run->doc), "head"), *list = head ? qz_xml_child(head, "decisions") : NULL;
	for (xmlNode *node = list ? qz_xml_child(list, "decision") : NULL; node; node = qz_xml_next(node, "decision")) {
		const char *field = qz_xml_attr(node, "field");
		is_new(run, qz_xml_attr(node, "item"), field ? field : qz_xml_attr(node, "rule"), qz_xml_attr(node, "found"), qz_xml_attr(node, "value"));
	}
}

static bool run_init(struct run *run, const struct qz_decisions *decisions, const struct qz_decide_input *input, xmlDoc *doc, struct qz_diag *diag)
{
	*run = (struct run){.decisions = decisions, .input = input, .doc = doc, .diag = diag};
	qz_buf_init(&run->text);
	qz_buf_init(&run->other);
	run->builder = (struct qz_builder){.doc = doc, .ns = xmlDocGetRootElement(doc)->ns};
	run->recorded = xmlHashCreate(0);
	if (!run->recorded)
		return false;
	read_recorded(run);
	return qz_decide_facts_init(&run->facts, doc) == 0;
}

static void run_done(struct run *run, bool whole)
{
	run->diag->failed |= !whole || run->builder.failed || run->text.failed || run->other.failed;
	qz_decide_facts_done(&run->facts);
	xmlHashFree(run->recorded, NULL);
	qz_buf_done(&run->text);
	qz_buf_done(&run->other);
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* Whether a line is about this input: by its file's name; in a list joined of several files, by that of the item's. */
static bool concerns(const struct run *run, const struct qz_decision *decision, const xmlNode *item)
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

/* Says what became of a line: the value set (or ""), or the reason why none was. */
static void say(struct run *run, enum qz_rule rule, const struct qz_decision *decision, const xmlNode *item, const xmlNode *node, const char *value,
		const char *reason)
{
	char line[24];
	const xmlNode *serial = item ? qz_xml_child(item, "serial") : NULL;
	const char *target = decision->field != QZ_FIELDS ? qz_field_name(decision->field) : qz_rule_id(decision->rule);
	snprintf(line, sizeof line, "%u", decision->line);
	qz_buf_clear(&run->text);
	if (serial)
		qz_xml_text(serial, &run->text);
	const char *pos = node ? qz_xml_attr(node, "pos") : NULL;
	struct qz_where where = {.pos = pos || !item ? pos : qz_xml_attr(item, "pos"), .item = run->text.len ? run->text.data : NULL};
	where.field = decision->field != QZ_FIELDS ? qz_field_name(decision->field) : NULL;
	where.id = item ? qz_xml_attr(item, "id") : NULL;
	qz_diag_add(run->diag, rule, &where, "file", run->decisions->name, "line", line, "reason", reason, "target", target, "id", decision->item,
		    "found", decision->field != QZ_FIELDS ? decision->found : "", "value", value, "why", decision->reason, "who", decision->who, "date", decision->date, NULL);
}

/* A new head/decisions/decision. */
static void record(struct run *run, const struct qz_decision *decision, const xmlNode *item, const char *value)
{
	const xmlNode *serial = item ? qz_xml_child(item, "serial") : NULL;
	xmlNode *head = qz_xml_child(xmlDocGetRootElement(run->doc), "head"), *list = head ? qz_xml_child(head, "decisions") : NULL;
	xmlNode *source = head ? qz_xml_child(head, "source") : NULL;
	const char *target = decision->field != QZ_FIELDS ? qz_field_name(decision->field) : qz_rule_id(decision->rule);
	if (!source || !is_new(run, decision->item, target, decision->found, value))
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
	qz_build_set(&run->builder, node, decision->field != QZ_FIELDS ? "field" : "rule", target);
	qz_build_set(&run->builder, node, "found", decision->found);
	qz_build_set(&run->builder, node, "value", value);
	qz_build_set(&run->builder, node, "reason", *decision->reason ? decision->reason : NULL);
	qz_build_set(&run->builder, node, "who", *decision->who ? decision->who : NULL);
	qz_build_set(&run->builder, node, "date", *decision->date ? decision->date : NULL);
}

/* ---- values ---- */

/* The text of a field with the markers of its points, as a cell of the source has it. */
static void put_content(const xmlNode *node, struct qz_buf *out)
{
	for (const xmlNode *at = node; at;) {
		const char *marker = at->type == XML_ELEMENT_NODE ? qz_xml_attr(at, "marker") : NULL;
		if (marker)
			qz_buf_puts(out, marker);
		if (at->type == XML_TEXT_NODE && at->content)
			qz_buf_puts(out, QZ_C(at->content));
		if (at->type == XML_ELEMENT_NODE && at->children) {
			at = at->children;
			continue;
		}
		while (at != node && !at->next)
			at = at->parent;
		at = at == node ? NULL : at->next;
	}
	qz_buf_add(out, "", 0);
}

/* The same text, blanks aside. */
static bool same_text(const char *a, const char *b)
{
	static const char blanks[] = " \t\r\n";
	for (;;) {
		a += strspn(a, blanks);
		b += strspn(b, blanks);
		if (*a != *b)
			return false;
		if (!*a)
			return true;
		a++;
		b++;
	}
}

/* The element of the field whose text is the value found; else one whose text was, before it was decided. NULL for none. */
static xmlNode *find_value(struct run *run, const xmlNode *item, const struct qz_decision *decision)
{
	const char *name = qz_field_name(decision->field);
	xmlNode *decided = NULL;
	for (xmlNode *node = qz_xml_child(item, name); node; node = qz_xml_next(node, name)) {
		const char *before = qz_xml_attr(node, "found");
		qz_buf_clear(&run->other);
		put_content(node, &run->other);
		if (run->other.failed)
			return NULL;
		if (!before && same_text(run->other.data, decision->found))
			return node;
		if (before && !decided && same_text(before, decision->found))
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

static void write_content(struct run *run, xmlNode *node, enum qz_field field, const char *value)
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

static void mark_type(struct run *run, xmlNode *node, const char *value)
{
	static const char *const old[] = {"suggested", "confidence", "evidence", "type"};
	for (size_t i = 0; i < sizeof old / sizeof *old; i++)
		drop_attr(node, old[i]);
	const struct qz_power_type *type = qz_power_type_find(run->input->vocabulary, value, strlen(value));
	if (type)
		qz_build_set(&run->builder, node, "type", type->code);
}

/* `value` may be the node's own @suggested, so it is used before that goes. */
static void set_value(struct run *run, xmlNode *node, const struct qz_decision *decision, const char *value)
{
	bool again = qz_xml_attr(node, "found") != NULL;
	if (!again) {
		qz_buf_clear(&run->other);
		put_content(node, &run->other);
		qz_build_set(&run->builder, node, "found", run->other.failed ? "" : run->other.data);
	}
	while (node->children) {
		xmlNode *child = node->children;
		xmlUnlinkNode(child);
		xmlFreeNode(child);
	}
	write_content(run, node, decision->field, value);
	record(run, decision, node->parent, value);
	drop_attr(node, "origin");
	qz_build_set(&run->builder, node, "origin", "decided");
	if (decision->field == QZ_FIELD_POWER_TYPE)
		mark_type(run, node, value);
}

static bool has_value(struct run *run, const xmlNode *node, const char *value)
{
	qz_buf_clear(&run->other);
	put_content(node, &run->other);
	return !run->other.failed && same_text(run->other.data, value);
}

static void apply_value(struct run *run, const struct qz_decision *decision, xmlNode *item)
{
	xmlNode *node = find_value(run, item, decision);
	bool accept = decision->decided == QZ_DECIDED_ACCEPT, decided = node && qz_xml_attr(node, "found");
	const char *suggested = node && accept ? qz_xml_attr(node, "suggested") : NULL;
	if (!node) {
		bool any = qz_xml_child(item, qz_field_name(decision->field)) != NULL;
		say(run, QZ_RULE_DECISION_STALE, decision, item, item, "", any ? "value-differs" : "field-absent");
	} else if (accept && !suggested && !decided) {
		say(run, QZ_RULE_DECISION_STALE, decision, item, node, "", "nothing-suggested");
	} else if (!accept ? !decided || !has_value(run, node, decision->value) : suggested != NULL) { /* else it was done before */
		char *value = strdup(accept ? suggested : decision->value);
		run->builder.failed |= !value;
		if (value) {
			set_value(run, node, decision, value);
			say(run, QZ_RULE_DECISION_APPLIED, decision, item, node, value, "");
		}
		free(value);
	}
}

void qz_decisions_apply(const struct qz_decisions *decisions, const struct qz_decide_input *input, xmlDoc *doc, struct qz_diag *diag)
{
	struct run run;
	bool whole = run_init(&run, decisions, input, doc, diag);
	for (size_t i = 0; whole && i < decisions->count; i++) {
		const struct qz_decision *decision = &decisions->list[i];
		xmlNode *item = *decision->item ? xmlHashLookup(run.facts.items, QZ_X(decision->item)) : NULL;
		bool elsewhere = !*decision->file && input->one_of_several;
		if (!concerns(&run, decision, item) || (!item && (!*decision->item || elsewhere)))
			continue;
		if (!item)
			say(&run, QZ_RULE_DECISION_STALE, decision, NULL, NULL, "", "item-gone");
		else if (decision->field != QZ_FIELDS)
			apply_value(&run, decision, item);
	}
	run_done(&run, whole);
}

/* ---- waivers ---- */

/* Lines that waive, by item and rule; several of one key follow each other by `next`. */
struct waivers {
	xmlHashTable *table; /* key → index + 1 of the first */
	size_t *next;        /* index + 1; 0: the last */
	bool *met;           /* the line waived something */
	bool *seen;          /* the item has a finding of the rule, whatever its facts */
};

static const char *key_of(struct run *run, const char *item, enum qz_rule rule)
{
	qz_buf_clear(&run->text);
	qz_buf_printf(&run->text, "%s\n%s", item ? item : "", qz_rule_id(rule));
	return run->text.failed ? "" : run->text.data;
}

static bool collect(struct run *run, struct waivers *waivers)
{
	size_t count = run->decisions->count;
	waivers->table = xmlHashCreate(0);
	waivers->next = calloc(count + 1, sizeof *waivers->next);
	waivers->met = calloc(count + 1, sizeof *waivers->met);
	waivers->seen = calloc(count + 1, sizeof *waivers->seen);
	bool whole = waivers->table && waivers->next && waivers->met && waivers->seen;
	for (size_t i = count; whole && i-- > 0;) {
		const struct qz_decision *decision = &run->decisions->list[i];
		if (decision->rule == QZ_RULES)
			continue;
		const char *key = key_of(run, decision->item, decision->rule);
		waivers->next[i] = (size_t)xmlHashLookup(waivers->table, QZ_X(key));
		whole = xmlHashUpdateEntry(waivers->table, QZ_X(key), (void *)(i + 1), NULL) == 0;
	}
	return whole;
}

/* Whether a line waives the finding; remembers which. */
static bool is_waived(struct run *run, struct waivers *waivers, const struct qz_finding *finding)
{
	size_t at = qz_decide_can_waive(finding->rule) ? (size_t)xmlHashLookup(waivers->table, QZ_X(key_of(run, finding->id, finding->rule))) : 0;
	const xmlNode *item = finding->id ? xmlHashLookup(run->facts.items, QZ_X(finding->id)) : NULL;
	if (!at)
		return false;
	qz_buf_clear(&run->other);
	qz_decide_facts_put(&run->facts, finding, &run->other);
	qz_buf_add(&run->other, "", 0);
	for (; at; at = waivers->next[at - 1]) {
		const struct qz_decision *decision = &run->decisions->list[at - 1];
		waivers->seen[at - 1] = true;
		if (!concerns(run, decision, item) || run->other.failed || !same_text(decision->found, run->other.data))
			continue;
		if (!waivers->met[at - 1])
			record(run, decision, item, "waive");
		return waivers->met[at - 1] = true;
	}
	return false;
}

/* Says of each line that waives whether it did. */
static void say_lines(struct run *run, const struct waivers *waivers)
{
	for (size_t i = 0; i < run->decisions->count; i++) {
		const struct qz_decision *decision = &run->decisions->list[i];
		const xmlNode *item = *decision->item ? xmlHashLookup(run->facts.items, QZ_X(decision->item)) : NULL;
		bool elsewhere = !*decision->file && run->input->one_of_several && !waivers->met[i];
		if (decision->rule == QZ_RULES || (*decision->item && !item) || elsewhere || !concerns(run, decision, item))
			continue;
		if (waivers->met[i])
			say(run, QZ_RULE_DECISION_APPLIED, decision, item, item, "waive", "");
		else
			say(run, QZ_RULE_DECISION_STALE, decision, item, item, "", waivers->seen[i] ? "value-differs" : "finding-gone");
	}
}

void qz_decisions_waive(const struct qz_decisions *decisions, const struct qz_decide_input *input, xmlDoc *doc, struct qz_diag *diag)
{
	struct run run;
	struct waivers waivers = {0};
	bool whole = run_init(&run, decisions, input, doc, diag) && collect(&run, &waivers);
	bool *keep = calloc(diag->count + 1, sizeof *keep);
	for (size_t i = 0; whole && keep && i < diag->count; i++)
		keep[i] = !is_waived(&run, &waivers, &diag->findings[i]);
	if (whole && keep) {
		qz_diag_filter(diag, keep);
		say_lines(&run, &waivers);
	}
	run_done(&run, whole && keep);
	xmlHashFree(waivers.table, NULL);
	free(waivers.next);
	free(waivers.met);
	free(waivers.seen);
	free(keep);
}
