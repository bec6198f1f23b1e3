/*
 * Findings as elements of a document, for notes.h.
 */
#include "report/notes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/node.h"
#include "base/xml.h"
#include "report/place.h"

struct notes {
	xmlNode **items; /* by their order in the list, from 0 */
	size_t nitems;
	xmlNode *list, *rest; /* s:findings */
	xmlNs *ns;
	const struct qz_messages *messages;
	const struct qz_notes_articles *articles;
	struct qz_map shown; /* articles that an item has already: order, law, articles */
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

static bool add_place(const struct notes *notes, xmlNode *finding, const char *pos)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_place_put(pos ? pos : "", &text);
	bool ready = !text.failed && set(finding, "pos", text.len ? text.data : NULL); /* a finding about the whole list has no place */
	qz_buf_clear(&text);
	if (pos && *pos)
		qz_place_say(notes->messages, pos, &text);
	ready = ready && !text.failed && set(finding, "place", text.len ? text.data : NULL);
	qz_buf_done(&text);
	return ready;
}

/* The articles in force that a finding is about; NULL for those that are not about a stale citation, or do not know. */
static const char *current_articles(const struct qz_finding *from)
{
	const char *article = qz_finding_get(from, "article"), *to = NULL;
	switch (from->rule) {
	case QZ_RULE_CITATION_SUPERSEDED:
	case QZ_RULE_QUOTE_OUTDATED:
		to = qz_finding_get(from, "newArticle");
		break;
	case QZ_RULE_CITATION_PROPOSED:
		to = qz_finding_get(from, "proposed");
		break;
	case QZ_RULE_QUOTE_DIFFERS:
		to = qz_finding_get(from, "elsewhere");
		to = to && *to ? to : article;
		break;
	default:
		break;
	}
	return to && *to ? to : NULL;
}

/* Have these articles been shown already? They have from now on. */
static bool is_shown(struct qz_map *shown, size_t order, const char *law, const char *articles)
{
	struct qz_buf key;
	qz_buf_init(&key);
	qz_buf_printf(&key, "%zu\n%s\n%s", order, law, articles);
	size_t before = shown->count;
	if (!key.failed)
		qz_map_number(shown, key.data, key.len);
	bool known = !key.failed && shown->count == before;
	qz_buf_done(&key);
	return known;
}

static bool add_paragraphs(xmlNode *article, char *text)
{
	char *rest = NULL;
	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		if (!xmlNewTextChild(article, article->ns, QZ_X("p"), QZ_X(line)))
			return false;
	return true;
}

bool qz_notes_article(xmlNode *parent, const struct qz_finding *from, const struct qz_notes_articles *articles,
		      size_t order, struct qz_map *shown)
{
	const char *law = qz_finding_get(from, "law"), *current = articles ? current_articles(from) : NULL;
	char version[11];
	struct qz_buf text;
	if (!current || !law || is_shown(shown, order, law, current))
		return !shown->failed;
	qz_buf_init(&text);
	bool ready = articles->put(articles->context, law, current, &text, version) && !text.failed;
	xmlNode *article = ready && text.len ? xmlNewChild(parent, parent->ns, QZ_X("article"), NULL) : NULL;
	ready = ready && (!text.len || (article && set(article, "law", law) && set(article, "article", current) &&
					set(article, "version", version) && add_paragraphs(article, text.data)));
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
	       set(finding, "field", from->field) && add_place(notes, finding, from->pos) &&
	       add_sentence(notes, finding, "message", from, QZ_TEXT_MESSAGE) && add_sentence(notes, finding, "cure", from, QZ_TEXT_CURE) &&
	       qz_notes_article(finding, from, notes->articles, from->order, &notes->shown);
}

int qz_notes_add(xmlDoc *doc, const struct qz_diag *diag, const struct qz_messages *messages,
		 const struct qz_notes_articles *articles)
{
	struct notes notes = {.list = xmlDocGetRootElement(doc), .messages = messages, .articles = articles};
	qz_map_init(&notes.shown);
	bool ready = notes.list && gather_items(&notes) == 0 && add_rest(&notes, diag);
	for (int severity = QZ_ERROR; severity >= QZ_STYLE; severity--)
		for (size_t i = 0; i < diag->count && ready; i++)
			if (diag->findings[i].severity == (enum qz_severity)severity)
				ready = add_finding(&notes, &diag->findings[i]);
	free(notes.items);
	qz_map_done(&notes.shown, NULL);
	return ready ? 0 : -1;
}
