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

static void say_superseded(struct qz_rules_run *run, xmlNode *cite, const char *article, const struct qz_law_verdict *verdict)
{
	const char *new_article = verdict->new_article ? verdict->new_article : "";
	QZ_RULES_SAY(run, QZ_RULE_CITATION_SUPERSEDED, cite, "law", verdict->law, "article", article, "newArticle", new_article, "inForce",
		     verdict->in_force, NULL);
	run->mark_article = true;
	if (verdict->penalty_moved)
		QZ_RULES_SAY(run, QZ_RULE_PENALTY_MOVED, cite, "law", verdict->law, "article", article, "newArticle", new_article, NULL);
}

static void say_verdict(struct qz_rules_run *run, xmlNode *cite, const char *article, const struct qz_law_verdict *verdict)
{
	char last[24];
	run->mark_article = verdict->state != QZ_LAW_UNKNOWN;
	switch (verdict->state) {
	case QZ_LAW_UNKNOWN:
		QZ_RULES_SAY(run, QZ_RULE_LAW_UNKNOWN, cite, "law", qz_xml_attr(cite, "law"), NULL);
		break;
	case QZ_LAW_SUPERSEDED:
		say_superseded(run, cite, article, verdict);
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
	run->mark_article = false;
}

/* ---- one law, two order numbers or two dates ---- */

/* What citations say of one law: its order number, and when it was adopted and promulgated. */
enum { SAID_ORDER, SAID_ADOPTED, SAID_PROMULGATED, SAID_KINDS };

struct law_said {
	const char *value, *other; /* seen first, and another; borrowed from the document */
	size_t counts[2];          /* citations with each */
	xmlNode *cites[2];         /* the first citation with each */
};

/* What was seen of one law in the list. */
struct law_seen {
	struct law_seen *next; /* newest first */
	const char *name;
	struct law_said said[SAID_KINDS];
};

static struct law_seen *find_seen(struct qz_rules_run *run, const char *law)
{
	static const char country[] = "中华人民共和国";
	const char *key = strncmp(law, country, sizeof country - 1) == 0 && law[sizeof country - 1] ? law + sizeof country - 1 : law;
	struct law_seen *seen = xmlHashLookup(run->laws, QZ_X(key));
	if (seen)
		return seen;
	seen = calloc(1, sizeof *seen);
	if (!seen || xmlHashAddEntry(run->laws, QZ_X(key), seen) != 0) {
		free(seen);
		run->diag->failed = true;
		return NULL;
	}
	seen->name = law;
	seen->next = run->laws_seen;
	run->laws_seen = seen;
	return seen;
}

/* 2017 and 2017-05-02 do not contradict each other. */
static bool agree(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);
	return strncmp(a, b, n < m ? n : m) == 0 && (n == m || (n < m ? b[n] : a[m]) == '-');
}

static void see(struct law_said *said, const char *value, xmlNode *cite, bool same)
{
	int which = said->value && !same;
	if (!said->value)
		said->value = value;
	if (which && !said->other)
		said->other = value;
	if (!said->cites[which])
		said->cites[which] = cite;
	said->counts[which]++;
}

/* Which date a note gives, by its verb. */
static int kind_of(const char *verb)
{
	static const char *const promulgated[] = {"公布", "颁布", "发布", "公告"};
	if (verb && strcmp(verb, "通过") == 0)
		return SAID_ADOPTED;
	for (size_t i = 0; verb && i < sizeof promulgated / sizeof *promulgated; i++)
		if (strcmp(verb, promulgated[i]) == 0)
			return SAID_PROMULGATED;
	return SAID_ORDER;
}

static void see_note(struct qz_rules_run *run, xmlNode *cite)
{
	const char *law = qz_xml_attr(cite, "law"), *order = qz_xml_attr(cite, "note-order"), *amended = qz_xml_attr(cite, "note-amended");
	const char *date = qz_xml_attr(cite, "note-date");
	int kind = date ? kind_of(qz_xml_attr(cite, "note-verb")) : SAID_ORDER;
	struct law_seen *seen = (order && !amended) || kind != SAID_ORDER ? find_seen(run, law) : NULL;
	if (seen && order && !amended) /* the order may be the amendment's */
		see(&seen->said[SAID_ORDER], order, cite, !seen->said[SAID_ORDER].value || strcmp(seen->said[SAID_ORDER].value, order) == 0);
	if (seen && kind != SAID_ORDER)
		see(&seen->said[kind], date, cite, !seen->said[kind].value || agree(seen->said[kind].value, date));
}

void qz_rule_citation(struct qz_rules_run *run, xmlNode *cite)
{
	const char *law = qz_xml_attr(cite, "law"), *article = qz_xml_attr(cite, "article");
	if (!law || !run->options->laws || !is_basis(cite))
		return;
	see_note(run, cite);
	struct qz_law_verdict verdict = {0};
	if (qz_laws_judge(run->options->laws, law, article, date_of(run, cite), run->options->as_of, &verdict) != 0)
		run->diag->failed = true;
	else
		say_verdict(run, cite, article ? article : "", &verdict);
	qz_law_verdict_done(&verdict);
}

static void say_conflict(struct qz_rules_run *run, enum qz_rule rule, const char *law, const struct law_said *said)
{
	bool first_is_rare = said->counts[0] < said->counts[1];
	xmlNode *rare = said->cites[first_is_rare ? 0 : 1], *item = rare;
	while (item && !qz_xml_is(item, "item"))
		item = item->parent;
	qz_rules_enter_item(run, item);
	QZ_RULES_SAY(run, rule, rare, "law", law, "found", first_is_rare ? said->value : said->other, "other",
		     first_is_rare ? said->other : said->value, NULL);
	run->item = NULL;
}

void qz_rule_conflicts(struct qz_rules_run *run)
{
	for (const struct law_seen *seen = run->laws_seen; seen; seen = seen->next)
		for (int kind = 0; kind < SAID_KINDS; kind++)
			if (seen->said[kind].other)
				say_conflict(run, kind == SAID_ORDER ? QZ_RULE_ORDER_NUMBER_CONFLICT : QZ_RULE_LAW_DATE_CONFLICT, seen->name, &seen->said[kind]);
}
