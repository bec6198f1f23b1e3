/*
 * Which of the words that are known a mistyped one is nearest to.
 */
#ifndef QZ_BASE_NEAREST_H
#define QZ_BASE_NEAREST_H

#include <stddef.h>

#define QZ_NEAREST_WORD 64 /* bytes; longer words are not compared */

struct qz_nearest {
	char word[QZ_NEAREST_WORD], best[QZ_NEAREST_WORD]; /* the best one so far; "" when none is near enough */
	size_t distance;                             /* of the best one, or the least that is too far */
};

/* Begins to look for `len` bytes at `word`. */
void qz_nearest_init(struct qz_nearest *nearest, const char *word, size_t len);

/* A word that it may be. The first one of several at the same distance wins. */
void qz_nearest_try(struct qz_nearest *nearest, const char *known, size_t len);

/* The words of a list with blanks between; a last "=" of theirs is no part of them. */
void qz_nearest_try_all(struct qz_nearest *nearest, const char *list);

#endif
