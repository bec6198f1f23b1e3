/*
 * What the files of the aligner share: align.c (order, moved ones, the result)
 * and flows.c (splits and mergers).
 */
#ifndef QZ_LAWS_ALIGNER_H
#define QZ_LAWS_ALIGNER_H

#include "diff/sequence.h"
#include "laws/align.h"
#include "laws/side.h"

/* A pair of articles that may be one. */
struct qz_align_edge {
	size_t old, new;
	double likeness;
};

/* How much of an old article's sentences is in a new one, in pairs of characters, and how much of the new one's in it.
 */
struct qz_align_flow {
	size_t old, new;
	double out, in;
};

struct qz_aligner {
	struct qz_side old, new;
	struct qz_rarity rarity;
	size_t *partner, *source; /* of each old article the new one, and the other way; QZ_ALONE */
	double *likeness;	  /* of the pair, by old article */
	double *second;		  /* likeness of the next best candidate, by old article */
	struct qz_align_edge *edges;
	size_t nedges, edge_cap;
	struct qz_align_flow *flows; /* those accepted beside the partners, by old, then new article */
	size_t nflows, flow_cap;
	bool failed;
};

/* Finds the flows beside the partners; gives up partners that only stand in the same place. */
void qz_aligner_find_flows(struct qz_aligner *aligner);

#endif
