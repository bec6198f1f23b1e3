/*
 * What a person wrote into a line of a table of decisions, and whether it may stand there.
 */
#ifndef QZ_DECIDE_ANSWER_H
#define QZ_DECIDE_ANSWER_H

#include "decide/decide_internal.h"

struct qz_answer_how {
	const struct qz_vocabulary *vocabulary;
	bool suggests;   /* the line has something that can be accepted */
	bool has_change; /* the table has a column for the new value */
};

/*
 * Reads what a key is about: TARGET #HASH ID~HASH …. `hash` gets that of the items as they were named, *items where
 * the items begin. False when it is none.
 */
bool qz_answer_read_key(char *key, struct qz_decision *decision, char hash[QZ_DECIDE_HASH], char **items);

/*
 * The cell of the decision and that of the new value of a line with a key, into
 * decision->decided and ->value (borrowed). NULL, or why they may not be so; *what
 * then is what the reason speaks of.
 */
const char *qz_answer_read(const char *cell, const char *change, const struct qz_answer_how *how, struct qz_decision *decision, const char **what);

/* The only cell of a line without a key, where the decision or the value itself stands. */
const char *qz_answer_read_plain(const char *cell, const struct qz_vocabulary *vocabulary, struct qz_decision *decision, const char **what);

/* Is that the reason that a power type is none? */
bool qz_answer_is_type(const char *fault);

/* The power types that may be written, as a list; NULL when memory ran out, free(). */
char *qz_answer_types(const struct qz_vocabulary *vocabulary);

#endif
