/*
 * Which of the words that are known a mistyped one is nearest to.
 */
#ifndef QZ_CLI_NEAREST_H
#define QZ_CLI_NEAREST_H

#include <stddef.h>

#define NEAREST_WORD 64 /* bytes; longer words are not compared */

struct nearest {
	char word[NEAREST_WORD], best[NEAREST_WORD]; /* the best one so far; "" when none is near enough */
	size_t distance;                             /* of the best one, or the least that is too far */
};

/* Begins to look for `len` bytes at `word`. */
void cli_nearest_init(struct nearest *nearest, const char *word, size_t len);

/* A word that it may be. The first one of several at the same distance wins. */
void cli_nearest_try(struct nearest *nearest, const char *known, size_t len);

/* The words of a list with blanks between; a last "=" of theirs is no part of them. */
void cli_nearest_try_all(struct nearest *nearest, const char *list);

#endif
