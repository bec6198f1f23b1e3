/*
 * Where an amendment took an article, for articles.h: the moves of the register
 * (check/laws_follow.h), and what they say together.
 */
#include "impact/articles.h"

#include <stdlib.h>

#include "base/array.h"

const char *qz_fate_name(enum qz_fate fate)
{
	static const char *const names[] = {"kept", "moved", "split", "merged", "repealed", "beyond", "unknown"};
	return names[fate];
}

/* The articles of the older version that went to new ones, by rising new number. */
struct origin {
	uint32_t now, before;
};

struct qz_origins {
	struct origin *list;
	size_t count, cap;
};

static int by_now(const void *a, const void *b)
{
	const struct origin *one = a, *two = b;
	if (one->now != two->now)
		return one->now < two->now ? -1 : 1;
	return one->before < two->before ? -1 : one->before > two->before;
}

/* Follows articles of the version before to the one behind, or into the successor of a law that was repealed. */
static bool follow(const struct qz_amendment *amendment, struct qz_law_articles *articles, struct qz_law_way *way,
		   uint32_t *successor)
{
	const struct qz_law_found *found = &amendment->found;
	*successor = 0;
	if (!amendment->repealed)
		return qz_law_follow(found, amendment->from, amendment->to, articles, way);
	bool last = amendment->from == QZ_LAW_NO_VERSION || amendment->from + 1 == found->law->nversions;
	for (uint32_t i = found->law->successors; last && i < found->law->successors + found->law->nsuccessors; i++) {
		struct qz_law_articles there = *articles;
		uint32_t renumbering = found->table->successors[i].renumbering;
		if (!renumbering || !qz_law_follow_one(found->table, renumbering - 1, &there, way))
			continue;
		*articles = there;
		*successor = i + 1;
		return true;
	}
	return false;
}

static bool add_origins(struct qz_origins *origins, const struct qz_amendment *amendment, uint32_t article)
{
	struct qz_law_articles articles = {.list = {article}, .count = 1};
	struct qz_law_way way = {.likeness = QZ_LAW_ALIKE};
	uint32_t successor;
	if (!follow(amendment, &articles, &way, &successor) || way.likeness < amendment->found.law->likely)
		return true;
	for (size_t i = 0; i < articles.count; i++) {
		if (!qz_array_grow(&origins->list, origins->count, &origins->cap, sizeof *origins->list))
			return false;
		origins->list[origins->count++] = (struct origin){.now = articles.list[i], .before = article};
	}
	return true;
}

struct qz_origins *qz_origins_new(const struct qz_amendment *amendment)
{
	struct qz_origins *origins = calloc(1, sizeof *origins);
	const size_t count = amendment->found.law->nversions,
		     from = amendment->from == QZ_LAW_NO_VERSION ? count - 1 : amendment->from;
	const uint32_t last = count ? qz_law_version(&amendment->found, from)->articles : 0;
	for (uint32_t i = 1; origins && i <= last; i++) {
		if (add_origins(origins, amendment, i * QZ_LAW_ARTICLE))
			continue;
		qz_origins_free(origins);
		return NULL;
	}
	if (origins && origins->count)
		qsort(origins->list, origins->count, sizeof *origins->list, by_now);
	return origins;
}

void qz_origins_free(struct qz_origins *origins)
{
	if (origins)
		free(origins->list);
	free(origins);
}

/* The old articles that are the one article `now`. */
static void find_origins(const struct qz_origins *origins, uint32_t now, struct qz_law_articles *before)
{
	size_t at = origins->count ? qz_array_first(origins->list, origins->count, sizeof *origins->list,
						    offsetof(struct origin, now), now)
				   : 0;
	for (before->count = 0; at < origins->count && origins->list[at].now == now && before->count < QZ_LAW_CITED;
	     at++)
		before->list[before->count++] = origins->list[at].before;
}

bool qz_article_is_beyond(const struct qz_amendment *amendment, size_t version, const struct qz_law_articles *articles)
{
	const size_t count = amendment->found.law->nversions;
	version = version == QZ_LAW_NO_VERSION ? count - 1 : version;
	const uint32_t last = count ? qz_law_version(&amendment->found, version)->articles : 0;
	return last && qz_law_articles_beyond(articles, last);
}

static enum qz_fate fate_of(const struct qz_amendment *amendment, const struct qz_origins *origins, uint32_t article,
			    struct qz_article_fate *fate)
{
	if (fate->now.count == 0)
		return QZ_FATE_REPEALED;
	if (fate->now.count > 1)
		return QZ_FATE_SPLIT;
	find_origins(origins, fate->now.list[0], &fate->with);
	if (fate->with.count > 1)
		return QZ_FATE_MERGED;
	return fate->now.list[0] == article && !amendment->repealed ? QZ_FATE_KEPT : QZ_FATE_MOVED;
}

void qz_article_follow(const struct qz_amendment *amendment, const struct qz_origins *origins, uint32_t article,
		       struct qz_article_fate *fate)
{
	*fate = (struct qz_article_fate){
	    .fate = QZ_FATE_UNKNOWN, .now = {.list = {article}, .count = 1}, .way = {.likeness = QZ_LAW_ALIKE}};
	if (qz_article_is_beyond(amendment, amendment->from, &fate->now)) {
		fate->fate = QZ_FATE_BEYOND;
		fate->now.count = 0;
		return;
	}
	if (!follow(amendment, &fate->now, &fate->way, &fate->successor) ||
	    fate->way.likeness < amendment->found.law->likely) {
		fate->now.count = 0;
		return;
	}
	fate->proposed = !qz_law_way_is_sure(amendment->found.law, &fate->way);
	fate->split = fate->way.doubtful;
	fate->fate = fate_of(amendment, origins, article, fate);
}
