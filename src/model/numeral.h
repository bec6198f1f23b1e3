/*
 * Numbers as lists and laws write them: 59, ５９, 五十九, 一百零二, 二〇一六,
 * ②, ㈡. Reads one numeral from the start of a text; what stands around it is
 * the caller's business.
 */
#ifndef QZ_MODEL_NUMERAL_H
#define QZ_MODEL_NUMERAL_H

#include <stddef.h>
#include <stdint.h>

/* The largest number read; anything above is no numeral. */
#define QZ_NUMERAL_MAX 999999u

/*
 * Reads the longest numeral at the start of `text`. Blanks inside it (lists
 * break lines between digits) belong to it, blanks after it do not. Returns
 * the bytes used, 0 when no numeral stands there or its value is too large.
 */
size_t qz_numeral_read(const char *text, size_t len, uint32_t *value);

#endif
