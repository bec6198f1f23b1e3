/*
 * What may be decided on each finding, for decisions.h: for tables that have a
 * line for each (the sheet of findings of a marked workbook).
 */
#include <stdlib.h>
#include <string.h>

#include "base/own.h"
#include "base/xml.h"
#include "decide/decide_internal.h"

/* May something else be written in place of what stands there? As in answer.c: a type, an article, a short field. */
static bool can_change(const struct qz_finding *finding, bool type)
{
	enum qz_field field = finding->field ? qz_field_find(finding->field) : QZ_FIELDS;
	bool plain = field != QZ_FIELDS && field != QZ_FIELD_EXTRA && qz_field_is_plain(field);
	return type || finding->rule == QZ_RULE_CITATION_SUPERSEDED || plain;
}

/* The key of a line for this finding alone, in which the item is called as in base/own.h. */
static bool make_key(struct qz_decide_facts *facts, const struct qz_finding *finding, struct qz_buf *key)
{
	const char *suggested = qz_decide_suggested_type(finding);
	const xmlNode *item = finding->id ? xmlHashLookup(facts->items, QZ_X(finding->id)) : NULL;
	char called[QZ_DECIDE_HASH], hash[QZ_DECIDE_HASH];
	struct qz_buf text;
	qz_buf_init(&text);
	qz_own_put_item(finding, &text);
	qz_buf_add(&text, "", 0);
	qz_decide_hash(text.failed ? "" : text.data, NULL, called);
	qz_buf_clear(&text);
	if (suggested && item && qz_xml_child(item, "powerType"))
		qz_decide_content(qz_xml_child(item, "powerType"), &text);
	qz_buf_add(&text, "", 0);
	bool whole = !text.failed && (suggested || qz_decide_facts_hash(facts, finding, hash));
	if (whole && suggested)
		qz_decide_hash(text.data, suggested, hash);
	qz_buf_puts(key, suggested ? qz_field_name(QZ_FIELD_POWER_TYPE) : qz_rule_id(finding->rule));
	if (!suggested && finding->field)
		qz_buf_printf(key, ":%s", finding->field);
	if (whole)
		qz_buf_printf(key, " #%s %s~%s", called, item ? qz_xml_attr(item, "id") : "-", hash);
	qz_buf_done(&text);
	return whole;
}

static bool make_offer(struct qz_decide_facts *facts, const struct qz_finding *finding, const struct qz_messages *messages,
		       struct qz_decide_offer *offer)
{
	struct qz_buf key, suggested;
	const char *type = qz_decide_suggested_type(finding);
	qz_buf_init(&key);
	qz_buf_init(&suggested);
	bool whole = make_key(facts, finding, &key);
	qz_decide_put_suggested(finding, messages, &suggested);
	offer->accept = suggested.len > 0;
	offer->change = can_change(finding, type != NULL);
	offer->waive = !type;
	offer->key = qz_buf_take(&key);
	offer->suggested = qz_buf_take(&suggested);
	return whole && offer->key && offer->suggested;
}

struct qz_decide_offer *qz_decisions_offers(const xmlDoc *doc, const struct qz_diag *diag,
					    const struct qz_messages *messages)
{
	struct qz_decide_offer *offers = calloc(diag->count + 1, sizeof *offers);
	struct qz_decide_facts facts = {0};
	bool whole = offers && qz_decide_facts_init(&facts, doc) == 0;
	for (size_t i = 0; whole && i < diag->count; i++)
		if (qz_decide_can_waive(diag->findings[i].rule) && diag->findings[i].severity != QZ_INFO)
			whole = make_offer(&facts, &diag->findings[i], messages, &offers[i]);
	qz_decide_facts_done(&facts);
	if (whole)
		return offers;
	qz_decisions_offers_free(offers, diag->count);
	return NULL;
}

void qz_decisions_offers_free(struct qz_decide_offer *offers, size_t count)
{
	for (size_t i = 0; offers && i < count; i++) {
		free(offers[i].key);
		free(offers[i].suggested);
	}
	free(offers);
}
