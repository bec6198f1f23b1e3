/*
 * What an amendment did to one article of the older version.
 */
#ifndef QZ_IMPACT_ARTICLES_H
#define QZ_IMPACT_ARTICLES_H

#include "check/laws_follow.h"
#include "impact/amendment.h"

enum qz_fate {
	QZ_FATE_KEPT,	  /* the same number */
	QZ_FATE_MOVED,	  /* another number */
	QZ_FATE_SPLIT,	  /* now in several articles */
	QZ_FATE_MERGED,	  /* several old articles are one now */
	QZ_FATE_REPEALED, /* it is gone */
	QZ_FATE_BEYOND,	  /* the older version has no such article */
	QZ_FATE_UNKNOWN	  /* nobody knows where it went */
};

/* "kept", "moved" … */
const char *qz_fate_name(enum qz_fate fate);

struct qz_article_fate {
	enum qz_fate fate;
	struct qz_law_articles now;  /* where it is; of a law that was repealed: in its successor */
	struct qz_law_articles with; /* QZ_FATE_MERGED: the old articles that are one now, this one among them */
	struct qz_law_way way;
	bool proposed; /* no more than likely */
	bool split;    /* a part of it may stand elsewhere, too */
	uint32_t
	    successor; /* of a law that was repealed, in the table of the law: where `now` is; plus 1, 0: nowhere */
};

/* Old articles by the new ones that they became. */
struct qz_origins;

/* NULL when memory ran out. */
struct qz_origins *qz_origins_new(const struct qz_amendment *amendment);
void qz_origins_free(struct qz_origins *origins);

/* What became of an article (as qz_law_article_read() reads it) of the older version. */
void qz_article_follow(const struct qz_amendment *amendment, const struct qz_origins *origins, uint32_t article,
		       struct qz_article_fate *fate);

/* Whether a version has no such article; false where the number of its articles is not known. */
bool qz_article_is_beyond(const struct qz_amendment *amendment, size_t version, const struct qz_law_articles *articles);

#endif
