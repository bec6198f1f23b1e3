/*
 * The facts of a finding by which a waiver knows it again.
 */
#include <stdio.h>
#include <string.h>

#include "base/xml.h"
#include "decide/decide_internal.h"

int qz_decide_facts_init(struct qz_decide_facts *facts, const xmlDoc *doc)
{
	*facts = (struct qz_decide_facts){.items = xmlHashCreate(0)};
	if (!facts->items)
		return -1;
	for (xmlNode *table = qz_xml_child(xmlDocGetRootElement(doc), "table"); table; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item")) {
			const char *id = qz_xml_attr(item, "id");
			if (id && !xmlHashLookup(facts->items, QZ_X(id)) && xmlHashAddEntry(facts->items, QZ_X(id), item) != 0)
				return -1;
		}
	return 0;
}

void qz_decide_facts_done(struct qz_decide_facts *facts)
{
	xmlHashFree(facts->items, NULL);
}

/* FNV-1a of a text, blanks aside. */
static unsigned hash_text(unsigned value, const char *text)
{
	for (; *text; text++)
		if (!strchr(" \t\r\n", *text))
			value = (value ^ (unsigned char)*text) * 16777619u;
	return value;
}

/* The hash of all elements of that name in an item; of findings one behind the other it is taken once. */
static unsigned hash_field(struct qz_decide_facts *facts, const xmlNode *item, const char *field, struct qz_buf *scratch)
{
	if (item == facts->item && strcmp(field, facts->field) == 0)
		return facts->hash;
	unsigned value = 2166136261u;
	for (xmlNode *node = qz_xml_child(item, *field ? field : NULL); node; node = qz_xml_next(node, *field ? field : NULL)) {
		qz_buf_clear(scratch);
		qz_xml_text(node, scratch);
		if (scratch->data)
			value = hash_text(value, scratch->data);
	}
	facts->item = item;
	snprintf(facts->field, sizeof facts->field, "%s", field);
	return facts->hash = value;
}

void qz_decide_facts_put(struct qz_decide_facts *facts, const struct qz_finding *finding, struct qz_buf *out)
{
	struct qz_buf scratch;
	qz_buf_init(&scratch);
	for (size_t i = 0; i < finding->ndata; i++) {
		if (!*finding->data[i].value)
			continue;
		qz_buf_puts(out, finding->data[i].value);
		qz_buf_puts(out, "；");
	}
	const xmlNode *item = finding->id ? xmlHashLookup(facts->items, QZ_X(finding->id)) : NULL;
	if (item)
		qz_buf_printf(out, "〔%08x〕", hash_field(facts, item, finding->field ? finding->field : "", &scratch));
	out->failed |= scratch.failed;
	qz_buf_done(&scratch);
}

bool qz_decide_can_waive(enum qz_rule rule)
{
	return qz_rule_can_be_off(rule) && rule > QZ_RULE_FILING_INVALID && rule < QZ_RULE_DECISION_APPLIED;
}

bool qz_decide_is_risky(const char *text)
{
	static const char *const wide[] = {"＝", "＋", "－", "＠"};
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (strncmp(text, wide[i], 3) == 0)
			return true;
	size_t digits = strspn(text, "0123456789");
	bool number = digits && (digits > 11 || *text == '0' || (text[digits] && strchr("-/.eE", text[digits])));
	return number || (*text && strchr("=+-@'\t\r", *text));
}

const char *qz_decide_unguard(const char *text)
{
	return *text == '\'' && qz_decide_is_risky(text + 1) ? text + 1 : text;
}
