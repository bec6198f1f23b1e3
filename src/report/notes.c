/*
 * Findings as elements of a document, for notes.h.
 */
#include "report/notes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/node.h"
#include "base/xml.h"

struct notes {
	xmlNode **items; /* by their order in the list, from 0 */
	size_t nitems;
	xmlNode *list, *rest; /* s:findings */
	xmlNs *ns;
	const struct qz_messages *messages;
};

/* All items, in the order that findings count them in. 0, or -1 when memory ran out. */
static int gather_items(struct notes *notes)
{
	size_t count = 0;
	for (xmlNode *table = qz_xml_child(notes->list, "table"); table; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			count++;
	notes->items = malloc((count + 1) * sizeof *notes->items);
	for (xmlNode *table = qz_xml_child(notes->list, "table"); table && notes->items; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			notes->items[notes->nitems++] = item;
	return notes->items ? 0 : -1;
}

static bool set(xmlNode *node, const char *name, const char *value)
{
	return !value || qz_node_attr(node, name, value, strlen(value));
}

/* s:findings with the number of findings of each level. */
static bool add_rest(struct notes *notes, const struct qz_diag *diag)
{
	notes->rest = qz_node_element(notes->list->doc, NULL, "findings");
	notes->ns = notes->rest ? xmlNewNs(notes->rest, QZ_X(QZ_STAGE_NS), QZ_X("s")) : NULL;
	if (!notes->ns || !xmlAddChild(notes->list, notes->rest)) {
		xmlFreeNode(notes->rest);
		return false;
	}
	xmlSetNs(notes->rest, notes->ns);
	bool ready = true;
	for (int severity = QZ_STYLE; severity <= QZ_ERROR && ready; severity++) {
		char digits[24];
		snprintf(digits, sizeof digits, "%zu", diag->totals[severity]);
		ready = set(notes->rest, qz_severity_name((enum qz_severity)severity), digits);
	}
	return ready;
}

/* A sentence as an element; what would act on the order of the text is visible in it. */
static bool add_sentence(struct notes *notes, xmlNode *finding, const char *name, const struct qz_finding *from, enum qz_rule_text which)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_messages_format(notes->messages, from, which, &text);
	bool ready = !text.failed && (!text.len || xmlNewTextChild(finding, finding->ns, QZ_X(name), QZ_X(text.data)));
	qz_buf_done(&text);
	return ready;
}

static bool add_place(xmlNode *finding, const char *pos)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_buf_put_visible(&text, pos ? pos : "", pos ? strlen(pos) : 0);
	bool ready = !text.failed && set(finding, "pos", text.len ? text.data : NULL); /* a finding about the whole list has no place */
	qz_buf_done(&text);
	return ready;
}

static bool add_finding(struct notes *notes, const struct qz_finding *from)
{
	xmlNode *parent = from->order > 0 && from->order <= notes->nitems ? notes->items[from->order - 1] : notes->rest;
	xmlNode *finding = qz_node_element(notes->list->doc, NULL, "finding");
	xmlNs *ns = finding ? xmlNewNs(finding, QZ_X(QZ_STAGE_NS), QZ_X("s")) : NULL;
	if (!ns || !xmlAddChild(parent, finding)) {
		xmlFreeNode(finding);
		return false;
	}
	xmlSetNs(finding, ns);
	return set(finding, "rule", qz_rule_id(from->rule)) && set(finding, "severity", qz_severity_name(from->severity)) &&
	       set(finding, "field", from->field) && add_place(finding, from->pos) &&
	       add_sentence(notes, finding, "message", from, QZ_TEXT_MESSAGE) && add_sentence(notes, finding, "cure", from, QZ_TEXT_CURE);
}

int qz_notes_add(xmlDoc *doc, const struct qz_diag *diag, const struct qz_messages *messages)
{
	struct notes notes = {.list = xmlDocGetRootElement(doc), .messages = messages};
	bool ready = notes.list && gather_items(&notes) == 0 && add_rest(&notes, diag);
	for (int severity = QZ_ERROR; severity >= QZ_STYLE; severity--)
		for (size_t i = 0; i < diag->count && ready; i++)
			if (diag->findings[i].severity == (enum qz_severity)severity)
				ready = add_finding(&notes, &diag->findings[i]);
	free(notes.items);
	return ready ? 0 : -1;
}
