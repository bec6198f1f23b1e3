/*
 * Judging a citation by the law register: which version it means, which one is
 * in force on a day, and where its articles went from the one to the other.
 * Whatever cannot be known is undecided: a finding nobody can trust is worse
 * than none.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "check/laws.h"

#define MAX_CITED 512 /* articles of one citation that are judged */

/* Articles without repetition, in the order of their naming. */
struct articles {
	uint32_t list[MAX_CITED];
	size_t count;
	bool overflow;
};

enum answer { NO, YES, UNSURE };

/* Is the partial date `date` (yyyy, yyyy-mm, yyyy-mm-dd) on or before the full day? */
static enum answer is_past(const char *date, const char *day)
{
	if (!date)
		return UNSURE;
	size_t len = strlen(date);
	int order = strncmp(date, day, len);
	if (order != 0)
		return order < 0 ? YES : NO;
	return len >= strlen(day) ? YES : UNSURE;
}

/* The version in force on the day: nversions when none is, SIZE_MAX when the register cannot tell. */
static size_t find_in_force(const struct qz_law *law, const char *day)
{
	for (size_t i = law->nversions; i-- > 0;) {
		const struct qz_law_version *version = &law->versions[i];
		enum answer began = is_past(version->force, day);
		if (!version->force) {
			/* not even adopted by then: surely not in force */
			const char *known = version->adopted ? version->adopted : version->promulgated;
			began = known && is_past(known, day) == NO ? NO : UNSURE;
		}
		if (began == YES)
			return i;
		if (began == UNSURE)
			return SIZE_MAX;
	}
	return law->nversions;
}

/* Do two partial dates name the same day as far as both go? */
static bool dates_agree(const char *one, const char *two)
{
	if (!one || !two)
		return false;
	size_t a = strlen(one), b = strlen(two);
	return strncmp(one, two, a < b ? a : b) == 0;
}

/* The only version of that date, else SIZE_MAX. */
static size_t find_cited(const struct qz_law *law, const char *date)
{
	size_t found = SIZE_MAX;
	for (size_t i = 0; i < law->nversions; i++) {
		const struct qz_law_version *version = &law->versions[i];
		if (!dates_agree(version->adopted, date) && !dates_agree(version->promulgated, date))
			continue;
		if (found != SIZE_MAX)
			return SIZE_MAX;
		found = i;
	}
	return found;
}

static void add_article(struct articles *articles, uint32_t article)
{
	for (size_t i = 0; i < articles->count; i++)
		if (articles->list[i] == article)
			return;
	if (articles->count == MAX_CITED)
		articles->overflow = true;
	else
		articles->list[articles->count++] = article;
}

/* Reads cite/@article: "22,48", "41-43". False when it is not of that form. */
static bool read_articles(const char *text, struct articles *articles)
{
	while (*text) {
		uint32_t from = qz_law_article_read(&text), to = from;
		if (*text == '-') {
			text++;
			to = qz_law_article_read(&text);
		}
		if (!from || !to || (*text && *text != ','))
			return false;
		add_article(articles, from);
		/* 第十三条之一 stands between 13 and 14, but a range does not say whether it exists */
		for (uint32_t next = from + QZ_LAW_ARTICLE; next <= to && !articles->overflow; next += QZ_LAW_ARTICLE)
			add_article(articles, next);
		text += *text == ',';
	}
	return !articles->overflow;
}

/* The last article of the version at `cited`, or of all versions when that is SIZE_MAX; 0 unknown. */
static uint32_t last_article(const struct qz_law *law, size_t cited)
{
	if (cited != SIZE_MAX)
		return law->versions[cited].articles;
	uint32_t last = 0;
	for (size_t i = 0; i < law->nversions; i++) {
		if (law->versions[i].articles == 0)
			return 0;
		if (law->versions[i].articles > last)
			last = law->versions[i].articles;
	}
	return last;
}

static bool is_beyond(const struct articles *articles, uint32_t last)
{
	for (size_t i = 0; last && i < articles->count; i++)
		if (articles->list[i] / QZ_LAW_ARTICLE > last)
			return true;
	return false;
}

static const struct qz_law_move *find_move(const struct qz_law_version *version, uint32_t from)
{
	size_t low = qz_array_first(version->moves, version->nmoves, sizeof *version->moves, offsetof(struct qz_law_move, from), from);
	bool found = low < version->nmoves && version->moves[low].from == from;
	return found ? &version->moves[low] : NULL;
}

/* Follows the articles into `version`; false when the register does not know where one went. */
static bool follow(const struct qz_law_version *version, struct articles *articles, struct qz_law_verdict *verdict)
{
	struct articles there = {.count = 0};
	if (!version->moves_known)
		return false;
	for (size_t i = 0; i < articles->count; i++) {
		const struct qz_law_move *move = find_move(version, articles->list[i]);
		if (!move)
			return false;
		for (unsigned k = 0; k < move->targets; k++)
			add_article(&there, move->to[k]);
		verdict->changed |= move->changed;
		verdict->penalty_moved |= move->penalty_moved;
	}
	*articles = there;
	return !there.overflow;
}

static char *join_articles(const struct articles *articles)
{
	struct qz_buf text;
	qz_buf_init(&text);
	for (size_t i = 0; i < articles->count; i++) {
		uint32_t number = articles->list[i] / QZ_LAW_ARTICLE, sub = articles->list[i] % QZ_LAW_ARTICLE;
		qz_buf_printf(&text, i ? ",%u" : "%u", (unsigned)number);
		if (sub)
			qz_buf_printf(&text, ".%u", (unsigned)sub);
	}
	return qz_buf_take(&text);
}

/* The version cited is older than the one in force: where did its articles go? */
static int judge_superseded(const struct qz_law *law, size_t cited, size_t current, struct articles *articles,
                            struct qz_law_verdict *verdict)
{
	bool cites_articles = articles->count > 0;
	verdict->state = QZ_LAW_SUPERSEDED;
	for (size_t i = cited + 1; i <= current && cites_articles; i++) {
		if (!follow(&law->versions[i], articles, verdict)) {
			verdict->state = QZ_LAW_REVISED;
			verdict->changed = verdict->penalty_moved = false;
			return 0;
		}
	}
	if (cites_articles)
		verdict->new_article = join_articles(articles);
	return cites_articles && !verdict->new_article ? -1 : 0;
}

int qz_laws_judge(const struct qz_laws *laws, const char *name, const char *article, const char *date,
                  const char *as_of, struct qz_law_verdict *verdict)
{
	struct articles articles = {.count = 0};
	*verdict = (struct qz_law_verdict){.state = QZ_LAW_UNKNOWN};
	const struct qz_law *law;
	if (qz_laws_find(laws, name, &law) != 0)
		return -1;
	if (!law || !law->nversions)
		return 0;
	verdict->law = law->name;
	verdict->state = QZ_LAW_UNDECIDED;
	if (article && !read_articles(article, &articles))
		return 0;
	size_t cited = date ? find_cited(law, date) : SIZE_MAX;
	verdict->last = last_article(law, cited);
	if (is_beyond(&articles, verdict->last)) {
		verdict->state = QZ_LAW_BEYOND;
		return 0;
	}
	size_t current = find_in_force(law, as_of);
	if (cited == SIZE_MAX || current >= law->nversions || cited > current)
		return 0;
	verdict->in_force = law->versions[current].force;
	if (cited == current) {
		verdict->state = QZ_LAW_CURRENT;
		return 0;
	}
	return judge_superseded(law, cited, current, &articles, verdict);
}

/* Whether all of `few` are among `many`. */
static bool are_among(const struct articles *few, const struct articles *many)
{
	for (size_t i = 0; i < few->count; i++) {
		size_t j = 0;
		while (j < many->count && many->list[j] != few->list[i])
			j++;
		if (j == many->count)
			return false;
	}
	return few->count > 0;
}

bool qz_laws_moved(const struct qz_laws *laws, const char *name, const char *from, const char *to, const char **force)
{
	struct articles before = {.count = 0}, now = {.count = 0};
	const struct qz_law *law;
	if (qz_laws_find(laws, name, &law) != 0 || !law || !read_articles(from, &before) || !read_articles(to, &now))
		return false;
	for (size_t i = law->nversions; i-- > 1;) {
		struct articles there = before;
		struct qz_law_verdict ignored = {.state = QZ_LAW_UNKNOWN};
		if (follow(&law->versions[i], &there, &ignored) && are_among(&now, &there)) {
			*force = law->versions[i].force;
			return true;
		}
	}
	return false;
}

void qz_law_verdict_done(struct qz_law_verdict *verdict)
{
	free(verdict->new_article);
	*verdict = (struct qz_law_verdict){.state = QZ_LAW_UNKNOWN};
}
