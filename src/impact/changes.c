/*
 * Articles and what became of them, for changes.h.
 */
#include "impact/changes.h"

#include <stdio.h>
#include <stdlib.h>

bool qz_article_changes_init(struct qz_article_changes *changes, const struct qz_amendment *amendment)
{
	*changes = (struct qz_article_changes){.amendment = amendment, .origins = qz_origins_new(amendment)};
	qz_map_init(&changes->articles);
	return changes->origins != NULL;
}

void qz_article_changes_done(struct qz_article_changes *changes)
{
	qz_map_done(&changes->articles, free);
	qz_origins_free(changes->origins);
}

/* What the register alone says. */
static void judge(struct qz_article_change *change)
{
	const struct qz_article_fate *fate = &change->fate;
	bool known = fate->fate != QZ_FATE_UNKNOWN && fate->fate != QZ_FATE_BEYOND && fate->fate != QZ_FATE_REPEALED;
	change->changed = !known ? QZ_NOT_KNOWN : fate->way.changed ? QZ_YES : QZ_NO;
	change->penalty = known && fate->way.penalty_moved ? QZ_YES : change->changed == QZ_NO ? QZ_NO : QZ_NOT_KNOWN;
}

struct qz_article_change *qz_article_change_of(struct qz_article_changes *changes, uint32_t article)
{
	struct qz_article_change *change = qz_map_get(&changes->articles, (const char *)&article, sizeof article);
	if (change)
		return change;
	change = calloc(1, sizeof *change);
	if (!change)
		return NULL;
	change->article = article;
	qz_article_follow(changes->amendment, changes->origins, article, &change->fate);
	judge(change);
	if (qz_map_put(&changes->articles, (const char *)&article, sizeof article, change) == 0)
		return change;
	free(change);
	return NULL;
}

/* ---- the document ---- */

static void set_articles(struct qz_elements *build, xmlNode *node, const char *name, const struct qz_law_articles *articles)
{
	char *text = articles->count ? qz_law_articles_join(articles) : NULL;
	build->failed |= articles->count && !text;
	qz_element_set(build, node, name, text);
	free(text);
}

static void set_surety(const struct qz_article_fate *fate, struct qz_elements *build, xmlNode *node)
{
	char likeness[8];
	if (!fate->now.count && fate->fate != QZ_FATE_REPEALED)
		return;
	qz_element_set(build, node, "confidence", fate->way.derived ? "derived" : "reviewed");
	if (fate->way.derived && fate->now.count) {
		snprintf(likeness, sizeof likeness, "%u.%02u", fate->way.likeness / QZ_LAW_ALIKE, fate->way.likeness % QZ_LAW_ALIKE / 10u);
		qz_element_set(build, node, "likeness", likeness);
	}
	qz_element_set(build, node, "proposed", fate->proposed ? "true" : NULL);
	qz_element_set(build, node, "split", fate->split ? "true" : NULL);
}

void qz_article_change_write(const struct qz_article_changes *changes, const struct qz_article_change *change, struct qz_elements *build, xmlNode *node)
{
	static const char *const answers[] = {"no", "yes", NULL};
	const struct qz_article_fate *fate = &change->fate;
	const struct qz_law_table *table = changes->amendment->found.table;
	const struct qz_law_articles one = {.list = {change->article}, .count = 1};
	set_articles(build, node, "n", &one);
	set_articles(build, node, "to", &fate->now);
	qz_element_set(build, node, "fate", qz_fate_name(fate->fate));
	if (fate->fate == QZ_FATE_MERGED)
		set_articles(build, node, "with", &fate->with);
	set_surety(fate, build, node);
	qz_element_set(build, node, "changed", answers[change->changed]);
	qz_element_set(build, node, "penalty", answers[change->penalty]);
	if (fate->successor)
		qz_element_set(build, node, "successor", table->text + table->successors[fate->successor - 1].name);
}

static int by_article(const void *a, const void *b)
{
	const struct qz_article_change *const *one = a, *const *two = b;
	return (*one)->article < (*two)->article ? -1 : (*one)->article > (*two)->article;
}

void qz_article_changes_write(const struct qz_article_changes *changes, struct qz_elements *build, xmlNode *parent)
{
	size_t count = 0;
	struct qz_article_change **list = calloc(changes->articles.count + 1, sizeof *list);
	build->failed |= !list;
	for (size_t i = 0; list && i < changes->articles.count; i++) {
		list[count] = qz_map_value(&changes->articles, i);
		count += list[count]->citations > 0;
	}
	if (count)
		qsort(list, count, sizeof *list, by_article);
	for (size_t i = 0; i < count && !build->failed; i++) {
		xmlNode *node = qz_element_add(build, parent, "article");
		qz_article_change_write(changes, list[i], build, node);
		qz_element_count(build, node, "citations", list[i]->citations);
	}
	free(list);
}
