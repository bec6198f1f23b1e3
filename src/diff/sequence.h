/*
 * The longest common subsequence of two sequences of numbers, or one nearly as
 * long where that would cost too much. Knows nothing of XML or text.
 */
#ifndef QZ_DIFF_SEQUENCE_H
#define QZ_DIFF_SEQUENCE_H

#include <stddef.h>
#include <stdint.h>

#define QZ_ALONE SIZE_MAX /* has no partner */

/*
 * Aligns a[0 … n) with b[0 … m): partners[i] is the index in b of the equal
 * element that a[i] stands beside, ascending, or QZ_ALONE. E. Myers, "An O(ND)
 * Difference Algorithm and Its Variations", 1986, in linear space; a stretch
 * that differs in more than some hundred places is cut where both sides have
 * got furthest, so that time is bounded by (n + m) times that bound and the
 * depth of cutting. 0, or -1 when memory ran out.
 */
int qz_sequence_align(const uint32_t *a, size_t n, const uint32_t *b, size_t m, size_t *partners);

/*
 * The elements of a longest ascending subsequence of `values` (all different):
 * kept[i] is 1 for them, else 0. 0, or -1 when memory ran out.
 */
int qz_sequence_ascending(const size_t *values, size_t n, unsigned char *kept);

#endif
