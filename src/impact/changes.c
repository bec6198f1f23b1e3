/*
 * Articles and what became of them, for changes.h.
 */
#include "impact/changes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "impact/words.h"

#define SHOWN 12u    /* changes of an article that are named; the text shows all */
#define LONGEST 180u /* bytes of one side of a change; what is longer is cut */

bool qz_article_changes_init(struct qz_article_changes *changes, const struct qz_amendment *amendment,
			     const struct qz_amendment_texts *texts)
{
	*changes =
	    (struct qz_article_changes){.amendment = amendment, .texts = texts, .origins = qz_origins_new(amendment)};
	qz_map_init(&changes->articles);
	return changes->origins != NULL;
}

void qz_article_changes_done(struct qz_article_changes *changes)
{
	qz_map_done(&changes->articles, free);
	qz_origins_free(changes->origins);
}

/* The words of an article (of all that became one with it) and of what it became. */
struct both {
	struct qz_buf old, new;
	struct qz_words words;
};

static void both_done(struct both *both)
{
	qz_words_done(&both->words);
	qz_buf_done(&both->old);
	qz_buf_done(&both->new);
}

/* 1: compared, 0: the words are not at hand, -1: memory ran out. To be freed in any case. */
static int compare(const struct qz_article_changes *changes, const struct qz_article_change *change, struct both *both)
{
	const struct qz_article_fate *fate = &change->fate;
	const struct qz_law_articles one = {.list = {change->article}, .count = 1};
	const struct qz_amendment_texts *texts = changes->texts;
	*both = (struct both){.words = {.runs = NULL}};
	qz_buf_init(&both->old);
	qz_buf_init(&both->new);
	bool known =
	    fate->now.count && qz_amendment_texts_both(texts) &&
	    qz_amendment_text_put(texts, texts->from, fate->fate == QZ_FATE_MERGED ? &fate->with : &one, &both->old) &&
	    qz_amendment_text_put(texts, texts->to, &fate->now, &both->new);
	if (both->old.failed || both->new.failed)
		return -1;
	if (!known || !both->old.len || !both->new.len)
		return 0;
	return qz_words_compare(both->old.data, both->old.len, both->new.data, both->new.len, &both->words) == 0 ? 1
														 : -1;
}

/* The words where they are at hand; else what the register says. False when memory ran out. */
static bool judge(const struct qz_article_changes *changes, struct qz_article_change *change)
{
	const struct qz_article_fate *fate = &change->fate;
	bool known = fate->now.count > 0;
	struct both both;
	int compared = compare(changes, change, &both);
	if (compared > 0) {
		change->changed = both.words.changed ? QZ_YES : QZ_NO;
		change->penalty = both.words.penalty ? QZ_YES : QZ_NO;
	} else {
		change->changed = !known ? QZ_NOT_KNOWN : fate->way.changed ? QZ_YES : QZ_NO;
		change->penalty = known && fate->way.penalty_moved ? QZ_YES
				  : change->changed == QZ_NO	   ? QZ_NO
								   : QZ_NOT_KNOWN;
	}
	both_done(&both);
	return compared >= 0;
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
	if (judge(changes, change) &&
	    qz_map_put(&changes->articles, (const char *)&article, sizeof article, change) == 0)
		return change;
	free(change);
	return NULL;
}

/* ---- the document ---- */

static void set_articles(struct qz_elements *build, xmlNode *node, const char *name,
			 const struct qz_law_articles *articles)
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
		snprintf(likeness, sizeof likeness, "%u.%02u", fate->way.likeness / QZ_LAW_ALIKE,
			 fate->way.likeness % QZ_LAW_ALIKE / 10u);
		qz_element_set(build, node, "likeness", likeness);
	}
	qz_element_set(build, node, "proposed", fate->proposed ? "true" : NULL);
	qz_element_set(build, node, "split", fate->split ? "true" : NULL);
}

void qz_article_change_write(const struct qz_article_changes *changes, const struct qz_article_change *change,
			     struct qz_elements *build, xmlNode *node)
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

/* One side of a change on one line; what is too long is cut behind a whole character. */
static void set_side(struct qz_elements *build, xmlNode *node, const char *name, const char *text, size_t len)
{
	struct qz_buf line;
	size_t end = len <= LONGEST ? len : LONGEST;
	while (end < len && ((unsigned char)text[end] & 0xC0) == 0x80)
		end--;
	qz_buf_init(&line);
	qz_buf_add(&line, text, end);
	for (size_t i = 0; i < line.len; i++)
		if (line.data[i] == '\n')
			line.data[i] = ' ';
	if (end < len)
		qz_buf_puts(&line, "…");
	build->failed |= line.failed;
	qz_element_set(build, node, name, line.len ? line.data : "");
	qz_buf_done(&line);
}

/* Whether the line ends of a run are those of the text: what was deleted has none of its own where what was inserted
 * there has some. */
static bool breaks(const struct both *both, size_t run)
{
	const struct qz_run *at = &both->words.runs[run], *next = run + 1 < both->words.nruns ? at + 1 : NULL;
	return at->kind != QZ_RUN_DELETED || !next || next->kind != QZ_RUN_INSERTED ||
	       !memchr(both->new.data + next->at, '\n', next->len);
}

/* A run of words, on as many lines as it has. */
static void put_run(struct qz_elements *build, xmlNode *article, xmlNode **line, const struct both *both, size_t index)
{
	const struct qz_run *run = &both->words.runs[index];
	const char *text = run->kind == QZ_RUN_DELETED ? both->old.data : both->new.data;
	static const char *const names[] = {NULL, "del", "ins"};
	const char *at = text + run->at, *end = at + run->len;
	while (at < end && !build->failed) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((stop ? stop : end) - at);
		if (!*line)
			*line = qz_element_add(build, article, "line");
		if (len)
			qz_element_text(
			    build, names[run->kind] ? qz_element_add(build, *line, names[run->kind]) : *line, at, len);
		if (stop && breaks(both, index))
			*line = NULL;
		at += len + (stop != NULL);
	}
}

static void add_words(const struct qz_article_changes *changes, const struct qz_article_change *change,
		      struct qz_elements *build, xmlNode *article)
{
	struct both both;
	xmlNode *line = NULL;
	int compared = compare(changes, change, &both);
	build->failed |= compared < 0;
	bool told = compared > 0 && both.words.changed;
	for (size_t i = 0; told && i < both.words.nchanges && i < SHOWN && !build->failed; i++) {
		const struct qz_word_change *from = &both.words.changes[i];
		xmlNode *node = qz_element_add(build, article, "change");
		set_side(build, node, "old", both.old.data + from->old_at, from->old_len);
		set_side(build, node, "new", both.new.data + from->new_at, from->new_len);
		qz_element_set(build, node, "penalty", from->penalty ? "true" : NULL);
	}
	for (size_t i = 0; told && i < both.words.nruns; i++)
		put_run(build, article, &line, &both, i);
	both_done(&both);
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
		add_words(changes, list[i], build, node);
	}
	free(list);
}
