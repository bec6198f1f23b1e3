/*
 * What is to be done about a citation.
 */
#ifndef QZ_IMPACT_ACTION_H
#define QZ_IMPACT_ACTION_H

#include "impact/changes.h"

/* By how much there is to do; of several articles the last one counts. */
enum qz_action {
	QZ_ACTION_NONE,
	QZ_ACTION_NOTE,	    /* name the new version; the article is as it was */
	QZ_ACTION_RENUMBER, /* write the new number; the words are as they were */
	QZ_ACTION_WORDS,    /* the number stays: hold what the item says against the new words */
	QZ_ACTION_REWORD,   /* the new number, and the new words */
	QZ_ACTION_MERGED,   /* several articles are one now: the same, and one citation may do */
	QZ_ACTION_SPLIT,    /* the article is in several now: choose those that the item rests on */
	QZ_ACTION_UNKNOWN,  /* nobody knows where it went: look */
	QZ_ACTION_BEYOND,   /* there was no such article: look */
	QZ_ACTION_REPEALED, /* it is gone: another basis, or none */
	QZ_ACTION_LAW,	    /* the law as a whole is gone: its successor, or none */
	QZ_ACTIONS
};

/* "note", "renumber" … */
const char *qz_action_name(enum qz_action action);

/* What an article asks for; `repealed`: its law is gone as a whole. */
enum qz_action qz_action_of(const struct qz_article_change *change, bool repealed);

#endif
