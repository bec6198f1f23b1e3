/*
 * Rules on citations: currency of the law cited, by the law register (laws.h), and
 * one law cited under two order numbers or days.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "check/cited.h"
#include "check/laws.h"
#include "check/rules_internal.h"

/* How sure the new article is: who says so, how alike the texts are where a comparison says it, whether the words changed. */
struct surety {
	const char *confidence, *wording;
	char likeness[8];
};

static void tell_surety(const struct qz_law_verdict *verdict, struct surety *surety)
{
	bool told = verdict->new_article && *verdict->new_article;
	*surety = (struct surety){.confidence = "", .wording = ""};
	if (!told)
		return;
	surety->confidence = verdict->derived ? "derived" : "reviewed";
	surety->wording = verdict->changed ? "changed" : "same";
	if (verdict->derived)
		snprintf(surety->likeness, sizeof surety->likeness, "%u.%02u", verdict->likeness / QZ_LAW_ALIKE,
		         verdict->likeness % QZ_LAW_ALIKE / 10u);
}

static void say_superseded(struct qz_rules_run *run, xmlNode *cite, const char *article, const struct qz_law_verdict *verdict)
{
	const char *new_article = verdict->new_article ? verdict->new_article : "";
	struct surety surety;
	tell_surety(verdict, &surety);
	QZ_RULES_SAY(run, QZ_RULE_CITATION_SUPERSEDED, cite, "law", verdict->law, "article", article, "newArticle", new_article, "version",
		     verdict->version, "inForce", verdict->in_force, "confidence", surety.confidence, "likeness", surety.likeness, "wording", surety.wording, NULL);
	run->mark_article = true;
	if (verdict->penalty_moved)
		QZ_RULES_SAY(run, QZ_RULE_PENALTY_MOVED, cite, "law", verdict->law, "article", article, "newArticle", new_article, NULL);
}

/* The text is old; where the article went is a proposal. */
static void say_revised(struct qz_rules_run *run, xmlNode *cite, const char *article, const struct qz_law_verdict *verdict)
{
	struct surety surety;
	QZ_RULES_SAY(run, QZ_RULE_CITATION_REVISED, cite, "law", verdict->law, "article", article, "version", verdict->version, "inForce",
		     verdict->in_force, NULL);
	if (verdict->state != QZ_LAW_PROPOSED)
		return;
	tell_surety(verdict, &surety);
	run->mark_article = true;
	QZ_RULES_SAY(run, QZ_RULE_CITATION_PROPOSED, cite, "law", verdict->law, "article", article, "proposed",
		     verdict->new_article, "version", verdict->version, "confidence", surety.confidence, "likeness", surety.likeness, NULL);
}

static void say_repealed(struct qz_rules_run *run, xmlNode *cite, const char *article, const struct qz_law_verdict *verdict)
{
	const char *new_article = verdict->new_article ? verdict->new_article : "";
	const char *heir = strcmp(verdict->successor, verdict->repealed_by) != 0 ? verdict->successor : ""; /* named if it is another law */
	QZ_RULES_SAY(run, QZ_RULE_LAW_REPEALED, cite, "law", verdict->law, "article", article, "repealed", verdict->in_force, "by",
		     verdict->repealed_by, "successor", verdict->successor, "heir", heir, "newArticle", new_article, NULL);
}

/* Cited without a note and touched lately, or cited with the note of an old text, but still the article of that number. */
static void say_amended(struct qz_rules_run *run, xmlNode *cite, const char *article, const struct qz_law_verdict *verdict)
{
	const char *new_article = verdict->new_article && !verdict->kept ? verdict->new_article : "";
	const char *wording = *new_article ? "" : "changed";
	struct surety surety;
	tell_surety(verdict, &surety);
	QZ_RULES_SAY(run, QZ_RULE_LAW_AMENDED_SINCE, cite, "law", verdict->law, "article", article, "how", verdict->kept ? "noted" : "unnoted",
		     "version", verdict->version, "inForce", verdict->in_force, "wording", verdict->kept ? surety.wording : wording,
		     "newArticle", new_article, "confidence", surety.confidence, "likeness", surety.likeness, NULL);
}

static void say_beyond(struct qz_rules_run *run, xmlNode *cite, const char *article, const struct qz_law_verdict *verdict)
{
	char last[24];
	snprintf(last, sizeof last, "%u", (unsigned)verdict->last);
	QZ_RULES_SAY(run, QZ_RULE_ARTICLE_BEYOND, cite, "law", verdict->law, "article", article, "last", last, "version",
		     verdict->version, NULL);
}

static void say_verdict(struct qz_rules_run *run, xmlNode *cite, const char *article, const struct qz_law_verdict *verdict)
{
	run->mark_article = verdict->state != QZ_LAW_UNKNOWN;
	switch (verdict->state) {
	case QZ_LAW_UNKNOWN:
		QZ_RULES_SAY(run, QZ_RULE_LAW_UNKNOWN, cite, "law", qz_xml_attr(cite, "law"), NULL);
		break;
	case QZ_LAW_SUPERSEDED:
		if (verdict->kept && !verdict->penalty_moved)
			say_amended(run, cite, article, verdict);
		else
			say_superseded(run, cite, article, verdict);
		break;
	case QZ_LAW_PROPOSED:
	case QZ_LAW_REVISED:
		say_revised(run, cite, article, verdict);
		break;
	case QZ_LAW_BEYOND:
		say_beyond(run, cite, article, verdict);
		break;
	case QZ_LAW_REPEALED:
		say_repealed(run, cite, article, verdict);
		break;
	case QZ_LAW_AMENDED:
		say_amended(run, cite, article, verdict);
		break;
	case QZ_LAW_UNDECIDED:
	case QZ_LAW_CURRENT:
		break;
	}
	run->mark_article = false;
}

/* Remembers a law that the register last knew to be current more than a year before the day judged for. */
static void see_age(struct qz_rules_run *run, const struct qz_law_verdict *verdict)
{
	qz_law_day day = qz_law_day_read(run->options->as_of);
	bool judged = verdict->state != QZ_LAW_UNKNOWN && verdict->state != QZ_LAW_UNDECIDED && verdict->state != QZ_LAW_REPEALED;
	if (judged && verdict->as_of && day && verdict->as_of + 10000u < day)
		qz_map_number(&run->old_laws, verdict->law, strlen(verdict->law));
}

void qz_rule_register_old(struct qz_rules_run *run, xmlNode *list)
{
	char count[24];
	if (!run->old_laws.count)
		return;
	snprintf(count, sizeof count, "%zu", run->old_laws.count);
	QZ_RULES_SAY(run, QZ_RULE_REGISTER_OLD, list, "count", count, "asOf", run->options->as_of, NULL);
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
	if (!law || !run->options->laws || !qz_cited_is_basis(cite))
		return;
	see_note(run, cite);
	struct qz_law_verdict verdict = {0};
	struct qz_law_note note;
	if (!qz_cited_note(&run->cited, cite, &note) ||
	    qz_laws_judge(run->options->laws, law, article, &note, run->options->as_of, &verdict) != 0) {
		run->diag->failed = true;
	} else {
		see_age(run, &verdict);
		say_verdict(run, cite, article ? article : "", &verdict);
	}
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
