/*
 * Rules on citations: currency of the law cited, and one law cited under two
 * order numbers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "check/laws.h"
#include "check/rules_internal.h"

/*
 * The date of the version that a citation means: its own note's, else that of
 * an earlier note on the law in the same field. run->dates holds the latter.
 */
static const char *date_of(struct qz_rules_run *run, const xmlNode *cite)
{
	const char *law = qz_xml_attr(cite, "law"), *date = qz_xml_attr(cite, "note-amended");
	const xmlNode *field = cite;
	while (field->parent && !qz_xml_is(field->parent, "item"))
		field = field->parent;
	if (run->dated_field != field) {
		xmlHashFree(run->dates, NULL);
		run->dates = xmlHashCreate(0);
		run->dated_field = field;
	}
	if (!date)
		date = qz_xml_attr(cite, "note-date");
	if (!run->dates)
		return date;
	if (date)
		xmlHashUpdateEntry(run->dates, QZ_X(law), (void *)(uintptr_t)date, NULL);
	return date ? date : xmlHashLookup(run->dates, QZ_X(law));
}

static bool is_basis(const xmlNode *cite)
{
	const char *role = qz_xml_attr(cite, "role");
	const xmlNode *field = cite;
	while (field->parent && !qz_xml_is(field->parent, "item"))
		field = field->parent;
	return role && strcmp(role, "basis") == 0 && qz_xml_is(field, "basis");
}

static void say_verdict(struct qz_rules_run *run, xmlNode *cite, const char *article, const struct qz_law_verdict *verdict)
{
	char last[24];
	switch (verdict->state) {
	case QZ_LAW_UNKNOWN:
		QZ_RULES_SAY(run, QZ_RULE_LAW_UNKNOWN, cite, "law", qz_xml_attr(cite, "law"), NULL);
		break;
	case QZ_LAW_SUPERSEDED:
		QZ_RULES_SAY(run, QZ_RULE_CITATION_SUPERSEDED, cite, "law", verdict->law, "article", article, "newArticle",
			     verdict->new_article ? verdict->new_article : "", "inForce", verdict->in_force, NULL);
		if (verdict->penalty_moved)
			QZ_RULES_SAY(run, QZ_RULE_PENALTY_MOVED, cite, "law", verdict->law, "article", article, "newArticle",
				     verdict->new_article ? verdict->new_article : "", NULL);
		break;
	case QZ_LAW_REVISED:
		QZ_RULES_SAY(run, QZ_RULE_CITATION_REVISED, cite, "law", verdict->law, "article", article, "inForce", verdict->in_force, NULL);
		break;
	case QZ_LAW_BEYOND:
		snprintf(last, sizeof last, "%u", (unsigned)verdict->last);
		QZ_RULES_SAY(run, QZ_RULE_ARTICLE_BEYOND, cite, "law", verdict->law, "article", article, "last", last, NULL);
		break;
	case QZ_LAW_UNDECIDED:
	case QZ_LAW_CURRENT:
		break;
	}
}

/* ---- order numbers ---- */

/* What was seen of one law in the list. */
struct law_seen {
	struct law_seen *next; /* newest first */
	const char *name;
	char order[48];     /* the number seen first */
	size_t counts[2];   /* citations with that number, and with the other */
	char other[48];     /* another number */
	xmlNode *cites[2];  /* the first citation with each */
};

static void see_order(struct qz_rules_run *run, xmlNode *cite)
{
	const char *law = qz_xml_attr(cite, "law"), *order = qz_xml_attr(cite, "note-order"), *amended = qz_xml_attr(cite, "note-amended");
	if (!law || !order || amended || strlen(order) >= 48)
		return;
	struct law_seen *seen = xmlHashLookup(run->laws, QZ_X(law));
	if (!seen) {
		seen = calloc(1, sizeof *seen);
		if (!seen || xmlHashAddEntry(run->laws, QZ_X(law), seen) != 0) {
			free(seen);
			run->diag->failed = true;
			return;
		}
		strcpy(seen->order, order);
		seen->name = law;
		seen->next = run->laws_seen;
		run->laws_seen = seen;
	}
	int which = strcmp(seen->order, order) != 0;
	if (which && !*seen->other)
		strcpy(seen->other, order);
	if (!seen->cites[which])
		seen->cites[which] = cite;
	seen->counts[which]++;
}

void qz_rule_citation(struct qz_rules_run *run, xmlNode *cite)
{
	const char *law = qz_xml_attr(cite, "law"), *article = qz_xml_attr(cite, "article");
	if (!law || !run->options->laws || !is_basis(cite))
		return;
	see_order(run, cite);
	struct qz_law_verdict verdict = {0};
	if (qz_laws_judge(run->options->laws, law, article, date_of(run, cite), run->options->as_of, &verdict) != 0)
		run->diag->failed = true;
	else
		say_verdict(run, cite, article ? article : "", &verdict);
	qz_law_verdict_done(&verdict);
}

static void say_conflict(struct qz_rules_run *run, const struct law_seen *seen)
{
	bool first_is_rare = seen->counts[0] < seen->counts[1];
	xmlNode *rare = seen->cites[first_is_rare ? 0 : 1];
	for (run->item = rare; run->item && !qz_xml_is(run->item, "item");)
		run->item = run->item->parent;
	qz_buf_clear(&run->serial);
	const xmlNode *serial = qz_xml_child(run->item, "serial");
	if (serial)
		qz_xml_text(serial, &run->serial);
	QZ_RULES_SAY(run, QZ_RULE_ORDER_NUMBER_CONFLICT, rare, "law", seen->name, "found", first_is_rare ? seen->order : seen->other, "other",
		     first_is_rare ? seen->other : seen->order, NULL);
	run->item = NULL;
}

void qz_rule_order_numbers(struct qz_rules_run *run, xmlNode *list)
{
	(void)list;
	for (const struct law_seen *seen = run->laws_seen; seen; seen = seen->next)
		if (seen->cites[1])
			say_conflict(run, seen);
}
