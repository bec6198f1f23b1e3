/*
 * What an amendment did to the articles that lists cite: worked out once for
 * each, when the first citation asks for it.
 */
#ifndef QZ_IMPACT_CHANGES_H
#define QZ_IMPACT_CHANGES_H

#include "base/map.h"
#include "impact/articles.h"
#include "impact/element.h"
#include "impact/texts.h"

enum qz_answer { QZ_NO, QZ_YES, QZ_NOT_KNOWN };

/* One article of the older version. */
struct qz_article_change {
	uint32_t article;
	struct qz_article_fate fate;
	enum qz_answer changed; /* did its words change? */
	enum qz_answer penalty; /* did a penalty in it change, or did it lose one? */
	size_t citations;	/* that the document names */
};

struct qz_article_changes {
	const struct qz_amendment *amendment;
	const struct qz_amendment_texts *texts;
	struct qz_origins *origins;
	struct qz_map articles;
};

/* False when memory ran out; to be freed in any case. */
bool qz_article_changes_init(struct qz_article_changes *changes, const struct qz_amendment *amendment,
			     const struct qz_amendment_texts *texts);
void qz_article_changes_done(struct qz_article_changes *changes);

/* What became of an article; NULL when memory ran out. */
struct qz_article_change *qz_article_change_of(struct qz_article_changes *changes, uint32_t article);

/* Its facts as attributes: n, to, with, fate, confidence, likeness, proposed, split, changed, penalty, successor. */
void qz_article_change_write(const struct qz_article_changes *changes, const struct qz_article_change *change,
			     struct qz_elements *build, xmlNode *node);

/* All that were asked for and are cited, as elements `article`, in the order of their numbers, with the words that
 * changed. */
void qz_article_changes_write(const struct qz_article_changes *changes, struct qz_elements *build, xmlNode *parent);

#endif
