/*
 * Which item of the old revision is which of the new one.
 */
#ifndef QZ_DIFF_MATCH_H
#define QZ_DIFF_MATCH_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "diff/data.h"
#include "diff/sequence.h"
#include "diff/shingles.h"

/* Why two items are held for one. */
enum qz_bond { QZ_BOND_NONE, QZ_BOND_CODE, QZ_BOND_NAME, QZ_BOND_SIMILAR, QZ_BOND_PART };

/* One item and what it is known by. */
struct qz_subject {
	const xmlNode *item;
	size_t table; /* from 0 */
	/* Numbers of folded texts; QZ_NO_KEY where there is none. */
	uint32_t code, name, body, type, content;
	struct qz_shingles title;  /* of name and sub-items */
	struct qz_shingles basis;  /* of the basis columns */
	struct qz_shingles places; /* laws and articles it rests on, one hash each */
	/* What became of it. */
	size_t partner;       /* in the other revision, or QZ_ALONE */
	enum qz_bond bond;
	double similarity, name_alike;
	size_t whole;         /* the item of the other revision that it was a part of (split, merged), or QZ_ALONE */
	bool divided;         /* other items of the other revision are its parts, too */
};

#define QZ_NO_KEY UINT32_MAX

struct qz_revision {
	struct qz_subject *subjects;
	size_t count;
	bool loose; /* qz_revision_loosen(): one side may quote what the other only cites */
};

/* Reads the items of a list; to be freed in any case. 0, or -1 when memory ran out. */
int qz_revision_read(struct qz_revision *revision, const xmlDoc *doc, struct qz_map *numbers);
void qz_revision_done(struct qz_revision *revision);

/*
 * Two lists of different offices, before they are matched: whose an item is tells nothing. A code of 31 characters (实施编码) ends in
 * the one of 12 (基本编码) that another list may have. Where no code is in both even so, codes tell nothing either: *coded false.
 * 0, or -1 when memory ran out.
 */
int qz_revision_loosen(struct qz_revision *one, struct qz_revision *two, struct qz_map *numbers, bool *coded);

/*
 * Fills in partner, bond, similarity, whole and divided of both. Exact
 * matches first, then candidates by the pairs of characters that they share,
 * then the best assignment in each group that hangs together. The order of the
 * two revisions makes no difference but in ties. 0, or -1 when memory ran out.
 */
int qz_match_items(struct qz_revision *old, struct qz_revision *new, const struct qz_diff_data *data);

/* One pair that may be a match. */
struct qz_edge {
	size_t old, new;
	double value; /* above 0 and below 4: the similarity, and a little for what else speaks for it */
};

/*
 * Chooses among edges (sorted or not, no pair twice) so that no item is chosen
 * twice and the sum of values is greatest within each connected group of at
 * most `largest` items, greedily in larger ones: chosen[i] is 1 for edges
 * taken. 0, or -1 when memory ran out.
 */
int qz_assign(struct qz_edge *edges, size_t nedges, size_t nold, size_t nnew, size_t largest, unsigned char *chosen);

/* What matching shares between its files. */
struct qz_matcher {
	struct qz_revision *old, *new;
	const struct qz_diff_data *data;
	struct qz_rarity titles, bases;
	bool failed;
};

/* The similarity of two items, 0 to 1; that of their names in *name. */
double qz_match_similarity(const struct qz_matcher *matcher, const struct qz_subject *old, const struct qz_subject *new, double *name);

/* Whether both items have codes, and other ones. */
bool qz_match_codes_differ(const struct qz_subject *one, const struct qz_subject *two);

/* Pairs two items. */
void qz_match_pair(const struct qz_matcher *matcher, size_t old, size_t new, enum qz_bond bond);

/* Matches what is alike but not equal. */
void qz_match_similar(struct qz_matcher *matcher);

/* Finds what was split and what was merged. */
void qz_match_parts(struct qz_matcher *matcher);

#endif
