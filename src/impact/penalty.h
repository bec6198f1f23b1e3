/*
 * Penalties in the words of a law: kinds (警告, 罚款, 吊销 …) and amounts (五万元, 三倍).
 */
#ifndef QZ_IMPACT_PENALTY_H
#define QZ_IMPACT_PENALTY_H

#include <stddef.h>

/* Whether two texts name the same kinds and amounts in the same order: 1, 0, or -1 when memory ran out. */
int qz_penalties_alike(const char *a, size_t alen, const char *b, size_t blen);

#endif
