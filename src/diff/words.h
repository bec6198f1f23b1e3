/*
 * Text as the comparison sees it: cut into words, and folded to what counts.
 */
#ifndef QZ_DIFF_WORDS_H
#define QZ_DIFF_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct qz_buf;

/*
 * The bytes of the first word of a text (len > 0): 第五十九条, 第（二）项; a
 * number, in digits or in Chinese; a run of letters; a run of blanks; else one
 * character.
 */
size_t qz_word_length(const char *text, size_t len);

/*
 * Appends the text without what is only form: blanks and punctuation are left
 * out (but where punctuation divides two numerals: 1.5 is not 15), full-width
 * letters, digits and signs become half-width.
 */
void qz_fold(const char *text, size_t len, struct qz_buf *out);

/* Whether two texts say the same when folded. -1 when memory ran out. */
int qz_folds_alike(const char *a, size_t alen, const char *b, size_t blen);

/* Whether a code point is punctuation as qz_fold() sees it; a digit or a Chinese numeral. */
bool qz_is_punctuation(uint32_t cp);
bool qz_is_numeral(uint32_t cp);

#endif
