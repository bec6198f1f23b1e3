/*
 * A version's articles as aligning sees them: references masked, cut into
 * sentences, each by its pairs of characters (diff/shingles.h).
 */
#ifndef QZ_LAWS_SIDE_H
#define QZ_LAWS_SIDE_H

#include "diff/shingles.h"
#include "laws/text.h"

/* A sentence, or a point: what a split or a merger moves as a whole. */
struct qz_side_sentence {
	size_t article; /* index */
	size_t size;	/* pairs of characters */
	struct qz_shingles shingles;
	/* Where it is found in the other version. */
	size_t home;  /* index of an article; QZ_ALONE: nowhere */
	double share; /* how much of it is there, 0 to 1 */
};

struct qz_side_article {
	uint32_t number;
	uint32_t plain, masked; /* numbers of its text, folded; of the same with references masked */
	bool fines;		/* it sets a fine */
	bool defers;		/* it leaves that to other laws */
	struct qz_shingles shingles;
	size_t first, sentences; /* in the side's list */
};

/* A pair of characters and an article that has it, by rising hash. */
struct qz_side_posting {
	uint32_t hash, article;
};

struct qz_side {
	struct qz_side_article *articles;
	size_t narticles;
	struct qz_side_sentence *sentences;
	size_t nsentences, cap;
	struct qz_side_posting *postings; /* of pairs that are not in many articles */
	size_t npostings, posting_cap;
	bool failed; /* memory ran out */
};

struct qz_map;

/* Reads a version; `numbers` numbers texts and is shared by both sides. To be freed in any case. */
void qz_side_read(struct qz_side *side, const struct qz_text *text, struct qz_map *numbers);
void qz_side_done(struct qz_side *side);

/* Makes the list of postings, of pairs that are in at most `common` articles. */
void qz_side_index(struct qz_side *side, size_t common);

/* The articles that share rare pairs with a text, those that share most first: at most `most` of them into `found`. */
struct qz_side_search {
	double *weights; /* by article; 0 between searches */
	uint32_t *touched;
};
bool qz_side_search_init(struct qz_side_search *search, const struct qz_side *side);
void qz_side_search_done(struct qz_side_search *search);
size_t qz_side_find(struct qz_side_search *search, const struct qz_side *side, const struct qz_shingles *wanted,
		    const struct qz_rarity *rarity, size_t *found, size_t most);

/* Appends a text with the numbers of articles, paragraphs and points in it replaced by one sign. */
void qz_side_mask(const char *text, size_t len, struct qz_buf *out);

#endif
