/*
 * Pairs of neighbouring characters, by which texts are held for alike.
 */
#ifndef QZ_DIFF_SHINGLES_H
#define QZ_DIFF_SHINGLES_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The different pairs of a text's folded characters, as ascending hashes. */
struct qz_shingles {
	uint32_t *hashes;
	size_t count, cap;
	bool made;
};

/* How much each pair says: the rarer the more. */
struct qz_rarity {
	uint32_t *hashes; /* open addressing; 0 is empty */
	uint32_t *counts; /* in how many texts */
	size_t slots, used, texts;
};

/* Adds one hash of the caller's. */
bool qz_shingles_put(struct qz_shingles *shingles, uint32_t hash);

/* Adds the pairs of a text; true, or false when memory ran out. To be ended by qz_shingles_sort(). */
bool qz_shingles_add(struct qz_shingles *shingles, const char *text, size_t len);
void qz_shingles_sort(struct qz_shingles *shingles);

/* Of all the text below a node, sorted. */
bool qz_shingles_make_of(struct qz_shingles *shingles, const xmlNode *node);
void qz_shingles_done(struct qz_shingles *shingles);

/* Counts a text's pairs; false when memory ran out. */
bool qz_rarity_count(struct qz_rarity *rarity, const struct qz_shingles *shingles);
void qz_rarity_done(struct qz_rarity *rarity);

/* In how many texts a pair is; what it weighs: log(1 + texts / that). */
uint32_t qz_rarity_of(const struct qz_rarity *rarity, uint32_t hash);
double qz_rarity_weight(const struct qz_rarity *rarity, uint32_t hash);

/*
 * Dice's coefficient, 0 to 1: twice the weight in common over the weight of
 * both. A NULL rarity: every pair weighs 1. Two empty ones are alike.
 */
double qz_shingles_alike(const struct qz_shingles *a, const struct qz_shingles *b, const struct qz_rarity *rarity);

/* The share of `part` (0 to 1, by weight) that is in `whole` or, when that is not NULL, in `other`. */
double qz_shingles_share(const struct qz_shingles *part, const struct qz_shingles *whole, const struct qz_shingles *other, const struct qz_rarity *rarity);

#endif
