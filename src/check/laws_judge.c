/*
 * Judging a citation by the law register: which version it means, which one is
 * in force on a day, and whether the one is the other. Where articles went is for
 * laws_follow.c. Whatever cannot be known is undecided: a finding nobody can
 * trust is worse than none.
 */
#include <stdlib.h>
#include <string.h>

#include "check/laws.h"
#include "check/laws_follow.h"
#include "check/laws_versions.h"

#define NONE SIZE_MAX
/* Days from the passing of a text to its promulgation, by another body; 法律 are promulgated as soon as they are passed. */
#define PROMULGATED_WITHIN 120
#define STATUTE_WITHIN 3

enum answer { NO, YES, UNSURE };

/* What of a day is known: 1 the day, 100 its month, 10000 its year. */
static uint32_t unit_of(qz_law_day day)
{
	return day % 100 ? 1 : day % 10000 ? 100 : 10000;
}

/* Is the date, known or not so well, on or before the full day? */
static enum answer is_past(qz_law_day date, qz_law_day day)
{
	uint32_t unit = unit_of(date);
	if (!date)
		return UNSURE;
	if (date / unit != day / unit)
		return date < day ? YES : NO;
	return unit == 1 ? YES : UNSURE;
}

/* Do two dates name the same day as far as both go? */
static bool dates_agree(qz_law_day one, qz_law_day two)
{
	uint32_t unit = unit_of(one) > unit_of(two) ? unit_of(one) : unit_of(two);
	return one && two && one / unit == two / unit;
}

static const struct qz_law_version *version_of(const struct qz_law_found *found, size_t index)
{
	return &found->table->versions[found->law->versions + index];
}

/* Was the version in force on the day, if no later one was? */
static enum answer has_begun(const struct qz_law *law, const struct qz_law_version *version, qz_law_day day)
{
	if (version->force)
		return is_past(version->force, day);
	qz_law_day known = version->adopted ? version->adopted : version->promulgated;
	if (known && is_past(known, day) == NO)
		return NO; /* not even adopted by then */
	/* the register was last looked at before that day, and held it for the law as it stood */
	return known && law->as_of && is_past(law->as_of, day) == YES && is_past(known, day) == YES ? YES : UNSURE;
}

/* The version in force on the day: nversions when none is, NONE when the register cannot tell. */
static size_t find_in_force(const struct qz_law_found *found, qz_law_day day)
{
	for (size_t i = found->law->nversions; day && i-- > 0;) {
		enum answer began = has_begun(found->law, version_of(found, i), day);
		if (began != NO)
			return began == YES ? i : NONE;
	}
	return day ? found->law->nversions : NONE;
}

/* The only version of that date, else NONE. */
static size_t find_dated(const struct qz_law_found *found, qz_law_day date)
{
	size_t only = NONE;
	for (size_t i = 0; date && i < found->law->nversions; i++) {
		const struct qz_law_version *version = version_of(found, i);
		if (!dates_agree(version->adopted, date) && !dates_agree(version->promulgated, date))
			continue;
		if (only != NONE)
			return NONE;
		only = i;
	}
	return only;
}

/* Days since some day long ago; good enough to tell how far apart two full days of our time are. */
static int64_t count_days(qz_law_day day)
{
	static const unsigned before[] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
	unsigned month = day / 100 % 100;
	return (int64_t)(day / 10000) * 365 + day / 10000 / 4 + before[month > 12 ? 0 : month] + day % 100;
}

/* Could one be the day on which a text was passed, the other the one on which it was promulgated? */
static bool is_promulgation(qz_law_day passed, qz_law_day promulgated, int within)
{
	int64_t between = count_days(promulgated) - count_days(passed);
	return passed && promulgated && unit_of(passed) == 1 && unit_of(promulgated) == 1 && between > 0 && between <= within;
}

/* The only version of which the register knows one of the two days, and the date may be the other; else NONE. */
static size_t find_near(const struct qz_law_found *found, qz_law_day date)
{
	size_t only = NONE;
	int within = found->law->statute ? STATUTE_WITHIN : PROMULGATED_WITHIN;
	for (size_t i = 0; date && i < found->law->nversions; i++) {
		const struct qz_law_version *version = version_of(found, i);
		bool passed = !version->adopted && is_promulgation(date, version->promulgated, within);
		bool promulgated = !version->promulgated && is_promulgation(version->adopted, date, within);
		if (!passed && !promulgated)
			continue;
		if (only != NONE)
			return NONE;
		only = i;
	}
	return only;
}

/* The only version of that order, of the year of `date` if there is one; else NONE. */
static size_t find_ordered(const struct qz_law_found *found, const char *order, qz_law_day date)
{
	size_t only = NONE;
	for (size_t i = 0; order && *order && i < found->law->nversions; i++) {
		const struct qz_law_version *version = version_of(found, i);
		qz_law_day year = date / 10000 * 10000;
		bool same_year = !date || dates_agree(version->adopted, year) || dates_agree(version->promulgated, year);
		if (strcmp(found->table->text + version->order, order) != 0 || !same_year)
			continue;
		if (only != NONE)
			return NONE;
		only = i;
	}
	return only;
}

/* The version that the note means, NONE when that cannot be told. */
static size_t find_cited(const struct qz_law_found *found, const struct qz_law_note *note, size_t current)
{
	qz_law_day date = note->date ? qz_law_day_read(note->date) : found->edition, effective = qz_law_day_read(note->effective);
	size_t cited = find_dated(found, date);
	if (cited == NONE)
		cited = find_ordered(found, note->order, date);
	if (cited == NONE)
		cited = find_near(found, date);
	if (cited != NONE || current >= found->law->nversions)
		return cited;
	const struct qz_law_version *version = version_of(found, current);
	qz_law_day told = date ? date : effective;
	bool in_force = told && (version->force == told || (!date && (version->adopted == told || version->promulgated == told)));
	return in_force ? current : NONE;
}

/* The last article of the version at `cited`, or of all versions when that is NONE; 0 unknown. */
static uint32_t last_article(const struct qz_law_found *found, size_t cited)
{
	uint32_t last = 0;
	if (cited != NONE)
		return version_of(found, cited)->articles;
	for (size_t i = 0; i < found->law->nversions; i++) {
		uint32_t articles = version_of(found, i)->articles;
		if (articles == 0)
			return 0;
		last = articles > last ? articles : last;
	}
	return last;
}


/* What a finding says of a version: the one in force, or for an article that is not there the one cited. */
static void name_version(const struct qz_law_version *version, struct qz_law_verdict *verdict)
{
	qz_law_day_write(version->adopted ? version->adopted : version->promulgated, verdict->version);
	qz_law_day_write(version->force, verdict->in_force);
}

/* The version cited is older than the one in force: where did its articles go? */
static int judge_superseded(const struct qz_law_found *found, size_t cited, size_t current, struct qz_law_articles *articles,
                            struct qz_law_verdict *verdict)
{
	verdict->state = QZ_LAW_SUPERSEDED;
	if (articles->count == 0)
		return 0;
	struct qz_law_way way = {.likeness = QZ_LAW_ALIKE};
	struct qz_law_articles before = *articles;
	if (!qz_law_follow(found, cited, current, articles, &way) || way.likeness < found->law->likely) {
		verdict->state = QZ_LAW_REVISED;
		return 0;
	}
	verdict->likeness = way.likeness;
	verdict->derived = way.derived;
	verdict->changed = way.changed;
	verdict->penalty_moved = way.penalty_moved;
	verdict->kept = qz_law_articles_among(&before, articles) && qz_law_articles_among(articles, &before);
	if (!qz_law_way_is_sure(found->law, &way))
		verdict->state = QZ_LAW_PROPOSED;
	verdict->new_article = qz_law_articles_join(articles);
	return verdict->new_article ? 0 : -1;
}

/* The law as a whole is no longer in force; `cited` is NONE where nothing says which version was meant. */
static int judge_repealed(const struct qz_law_found *found, size_t cited, struct qz_law_articles *articles, struct qz_law_verdict *verdict)
{
	const struct qz_law *law = found->law;
	const struct qz_law_successor *successor = law->nsuccessors ? &found->table->successors[law->successors] : NULL;
	size_t last = law->nversions - 1;
	struct qz_law_way way = {.likeness = QZ_LAW_ALIKE};
	verdict->state = QZ_LAW_REPEALED;
	verdict->decided = cited != NONE;
	verdict->counted = verdict->decided && version_of(found, cited)->articles > 0;
	verdict->repealed_by = found->table->text + law->repealed_by;
	verdict->successor = successor ? found->table->text + successor->name : "";
	qz_law_day_write(law->repealed, verdict->in_force);
	if (!successor || !successor->renumbering || articles->count == 0 || (cited != NONE && cited != last))
		return 0;
	if (!qz_law_follow_one(found->table, successor->renumbering - 1, articles, &way) || !qz_law_way_is_sure(law, &way))
		return 0;
	verdict->new_article = qz_law_articles_join(articles);
	return verdict->new_article ? 0 : -1;
}

/* The only version whose number of articles the citation fits, where all numbers are known; else NONE. */
static size_t find_fitting(const struct qz_law_found *found, const struct qz_law_articles *articles)
{
	size_t only = NONE;
	for (size_t i = 0; i < found->law->nversions; i++) {
		uint32_t last = version_of(found, i)->articles;
		if (last && qz_law_articles_beyond(articles, last))
			continue;
		if (!last || only != NONE)
			return NONE;
		only = i;
	}
	return only;
}

/* Was the version in force adopted or begun so lately that a list may not know it? */
static bool is_recent(const struct qz_law *law, const struct qz_law_version *version, qz_law_day day)
{
	qz_law_day began = version->force ? version->force : version->adopted ? version->adopted : version->promulgated;
	return began + law->recent * 10000u >= day;
}

/* No note: the text in force is meant, if it has such an article. */
static int judge_undated(const struct qz_law_found *found, size_t current, qz_law_day day, struct qz_law_articles *articles,
                         struct qz_law_verdict *verdict)
{
	const struct qz_law_version *version = version_of(found, current);
	verdict->decided = verdict->assumed = true;
	verdict->counted = version->articles > 0;
	if (version->articles && qz_law_articles_beyond(articles, version->articles)) {
		size_t fitting = find_fitting(found, articles);
		if (fitting != NONE && fitting < current)
			return judge_superseded(found, fitting, current, articles, verdict);
		verdict->state = QZ_LAW_BEYOND;
		verdict->last = version->articles;
		return 0;
	}
	verdict->state = QZ_LAW_CURRENT;
	if (!is_recent(found->law, version, day))
		return 0;
	struct qz_law_way way = {.likeness = QZ_LAW_ALIKE};
	bool moved;
	if (!qz_law_touched(found, current, articles, &moved))
		return 0;
	verdict->state = QZ_LAW_AMENDED;
	if (moved && qz_law_follow_last(found, current, articles, &way) && qz_law_way_is_sure(found->law, &way)) {
		verdict->derived = way.derived;
		verdict->likeness = way.likeness;
		verdict->new_article = qz_law_articles_join(articles);
		return verdict->new_article ? 0 : -1;
	}
	return 0;
}

/* The version cited is known, or (NONE) is not, though there is a note. */
static int judge_dated(const struct qz_law_found *found, size_t cited, size_t current, struct qz_law_articles *articles,
                       struct qz_law_verdict *verdict)
{
	if (found->trial && cited == NONE)
		return 0; /* perhaps another text altogether */
	verdict->last = last_article(found, cited);
	verdict->decided = cited != NONE;
	verdict->counted = cited != NONE && verdict->last > 0;
	if (verdict->last && qz_law_articles_beyond(articles, verdict->last)) {
		verdict->state = QZ_LAW_BEYOND;
		*verdict->version = '\0';
		if (cited != NONE)
			name_version(version_of(found, cited), verdict);
		return 0;
	}
	if (cited == NONE || current >= found->law->nversions || cited > current)
		return 0;
	if (cited == current) {
		verdict->state = QZ_LAW_CURRENT;
		return 0;
	}
	return judge_superseded(found, cited, current, articles, verdict);
}

/* Is the law as a whole out of force on the day? Where nobody knows since when, what repealed it must have been there. */
static bool is_repealed(const struct qz_laws *laws, const struct qz_law_found *found, qz_law_day day)
{
	struct qz_law_found other = {.law = NULL};
	const struct qz_law *law = found->law;
	if (!law->repealed_by || !day)
		return false;
	if (law->repealed || qz_laws_find(laws, found->table->text + law->repealed_by, &other) != 0 || !other.law || !other.law->nversions)
		return !law->repealed || is_past(law->repealed, day) == YES;
	const struct qz_law_version *last = version_of(&other, other.law->nversions - 1);
	return is_past(last->adopted ? last->adopted : last->promulgated, day) == YES;
}

static int judge(const struct qz_laws *laws, const struct qz_law_found *found, const struct qz_law_note *note, qz_law_day day,
                 struct qz_law_articles *articles, struct qz_law_verdict *verdict)
{
	const struct qz_law *law = found->law;
	size_t current = find_in_force(found, day), cited = find_cited(found, note, current);
	bool noted = note->date || note->order || note->effective || found->edition || found->trial;
	if (current < law->nversions)
		name_version(version_of(found, current), verdict);
	if (is_repealed(laws, found, day))
		return judge_repealed(found, cited == NONE && !noted && law->nversions ? law->nversions - 1 : cited, articles, verdict);
	if (!noted && current < law->nversions)
		return judge_undated(found, current, day, articles, verdict);
	return judge_dated(found, cited, current, articles, verdict);
}

int qz_laws_judge(const struct qz_laws *laws, const char *name, const char *article, const struct qz_law_note *note,
                  const char *as_of, struct qz_law_verdict *verdict)
{
	struct qz_law_articles articles = {.count = 0};
	struct qz_law_found found;
	*verdict = (struct qz_law_verdict){.state = QZ_LAW_UNKNOWN, .successor = "", .repealed_by = ""};
	if (qz_laws_find(laws, name, &found) != 0)
		return -1;
	if (!found.law || (!found.law->nversions && !found.law->repealed_by))
		return 0;
	verdict->law = found.table->text + found.law->name;
	verdict->as_of = found.law->as_of;
	verdict->state = QZ_LAW_UNDECIDED;
	if (article && !qz_law_articles_read(article, &articles))
		return 0;
	return judge(laws, &found, note, qz_law_day_read(as_of), &articles, verdict);
}

/* ---- the same answers for those who ask for one law (laws_versions.h) ---- */

const struct qz_law_version *qz_law_version(const struct qz_law_found *found, size_t index)
{
	return version_of(found, index);
}

size_t qz_law_in_force(const struct qz_law_found *found, qz_law_day day)
{
	return find_in_force(found, day);
}

size_t qz_law_version_of_day(const struct qz_law_found *found, qz_law_day day)
{
	size_t dated = find_dated(found, day);
	return dated == NONE ? find_near(found, day) : dated;
}

size_t qz_law_version_of_note(const struct qz_law_found *found, const struct qz_law_note *note, size_t current)
{
	return find_cited(found, note, current);
}

bool qz_law_is_repealed(const struct qz_laws *laws, const struct qz_law_found *found, qz_law_day day)
{
	return is_repealed(laws, found, day);
}

bool qz_laws_moved(const struct qz_laws *laws, const char *name, const char *from, const char *to, char force[11])
{
	struct qz_law_articles before = {.count = 0}, now = {.count = 0};
	struct qz_law_found found;
	if (qz_laws_find(laws, name, &found) != 0 || !found.law || !qz_law_articles_read(from, &before) || !qz_law_articles_read(to, &now))
		return false;
	for (size_t i = found.law->nversions; i-- > 1;) {
		const struct qz_law_version *version = version_of(&found, i);
		for (uint32_t k = version->nrenumberings; k-- > 0;) {
			struct qz_law_articles there = before;
			struct qz_law_way way = {.likeness = QZ_LAW_ALIKE};
			if (qz_law_follow_one(found.table, version->renumberings + k, &there, &way) && qz_law_way_is_sure(found.law, &way) &&
			    qz_law_articles_among(&now, &there)) {
				qz_law_day_write(version->force, force);
				return true;
			}
		}
	}
	return false;
}

void qz_law_verdict_done(struct qz_law_verdict *verdict)
{
	free(verdict->new_article);
	*verdict = (struct qz_law_verdict){.state = QZ_LAW_UNKNOWN};
}
