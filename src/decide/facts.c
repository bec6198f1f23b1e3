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

#define HASH_START 2166136261u

static unsigned hash_end(unsigned value)
{
	return (value ^ '\n') * 16777619u; /* so that texts beside each other do not run together */
}

static void write_hash(unsigned value, char hash[QZ_DECIDE_HASH])
{
	snprintf(hash, QZ_DECIDE_HASH, "%08x", value);
}

void qz_decide_hash(const char *text, const char *other, char hash[QZ_DECIDE_HASH])
{
	unsigned value = hash_end(hash_text(HASH_START, text));
	write_hash(other ? hash_end(hash_text(value, other)) : value, hash);
}

void qz_decide_content(const xmlNode *node, struct qz_buf *out)
{
	size_t start = out->len;
	for (const xmlNode *at = node; at;) {
		const char *marker = at->type == XML_ELEMENT_NODE ? qz_xml_attr(at, "marker") : NULL;
		if (out->len > start && (qz_xml_is(at, "p") || qz_xml_is(at, "li")))
			qz_buf_putc(out, '\n');
		if (marker)
			qz_buf_puts(out, marker);
		if (at->type == XML_TEXT_NODE && at->content)
			qz_buf_puts(out, QZ_C(at->content));
		at = qz_xml_after(at, node);
	}
	qz_buf_add(out, "", 0);
}

bool qz_decide_same(const char *a, const char *b)
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

/* The hash of all elements of that name in an item; of findings one behind the other it is taken once. */
static unsigned hash_field(struct qz_decide_field *kept, const xmlNode *item, const char *field, bool source, struct qz_buf *scratch)
{
	if (item == kept->item && strcmp(field, kept->field) == 0)
		return kept->hash;
	unsigned value = HASH_START;
	for (xmlNode *node = qz_xml_child(item, *field ? field : NULL); node; node = qz_xml_next(node, *field ? field : NULL)) {
		const char *before = source ? qz_xml_attr(node, "found") : NULL;
		qz_buf_clear(scratch);
		if (before)
			qz_buf_puts(scratch, before);
		else if (source)
			qz_decide_content(node, scratch);
		else
			qz_xml_text(node, scratch);
		if (scratch->data && scratch->len)
			value = hash_text(value, scratch->data);
	}
	kept->item = item;
	snprintf(kept->field, sizeof kept->field, "%s", field);
	return kept->hash = value;
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
		qz_buf_printf(out, "〔%08x〕", hash_field(&facts->shown, item, finding->field ? finding->field : "", false, &scratch));
	out->failed |= scratch.failed;
	qz_buf_done(&scratch);
}

bool qz_decide_facts_hash(struct qz_decide_facts *facts, const struct qz_finding *finding, char hash[QZ_DECIDE_HASH])
{
	unsigned value = HASH_START;
	struct qz_buf scratch;
	qz_buf_init(&scratch);
	for (size_t i = 0; i < finding->ndata; i++)
		value = hash_end(hash_text(value, finding->data[i].value));
	const xmlNode *item = finding->id ? xmlHashLookup(facts->items, QZ_X(finding->id)) : NULL;
	if (item)
		value ^= hash_field(&facts->source, item, finding->field ? finding->field : "", true, &scratch) * 16777619u;
	write_hash(value, hash);
	bool whole = !scratch.failed;
	qz_buf_done(&scratch);
	return whole;
}

bool qz_decide_can_waive(enum qz_rule rule)
{
	return qz_rule_can_be_off(rule) && rule > QZ_RULE_FILING_INVALID && rule < QZ_RULE_DECISION_APPLIED;
}

bool qz_decide_must_be(enum qz_rule rule, enum qz_field field)
{
	if (rule == QZ_RULE_POWER_TYPE_MISSING || rule == QZ_RULE_POWER_TYPE_UNKNOWN)
		return true;
	return rule == QZ_RULE_FIELD_EMPTY && (field == QZ_FIELD_SERIAL || field == QZ_FIELD_NAME || field == QZ_FIELD_POWER_TYPE || field == QZ_FIELD_BODY);
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
