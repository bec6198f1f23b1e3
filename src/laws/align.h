/*
 * Where each article of a version went in the next one. Order is kept where it
 * can be; then what moved; then splits and mergers, by sentences. The words
 * alone decide: numbers of articles in them are masked.
 */
#ifndef QZ_LAWS_ALIGN_H
#define QZ_LAWS_ALIGN_H

#include <stdbool.h>

#include "laws/text.h"

enum qz_align_kind { QZ_ALIGN_SAME, QZ_ALIGN_REFERENCES, QZ_ALIGN_CHANGED };

struct qz_align_move {
	uint32_t from;
	size_t article;			/* its index in the older text */
	uint32_t to[QZ_LAW_TARGETS];	/* rising */
	size_t targets[QZ_LAW_TARGETS]; /* their indexes in the newer text */
	unsigned ntargets;		/* 0: nobody knows */
	double likeness;		/* 0 to 1 */
	double doubt;			/* 0 to 1: what a person should look at first */
	enum qz_align_kind kind;
	bool merged;  /* another article went there, too */
	bool moved;   /* past others */
	bool beside;  /* an article next to the new one may be a part of the old one */
	bool penalty; /* it set a fine, and refers to other laws now */
};

struct qz_law_alignment {
	struct qz_align_move *moves; /* one for each article of the older text, in its order */
	size_t nmoves;
	size_t *added; /* indexes in the newer text of those that nothing went to */
	size_t nadded;
};

/* 0, or -1 when memory ran out; to be freed in any case. */
int qz_laws_align(const struct qz_text *old, const struct qz_text *new, struct qz_law_alignment *alignment);
void qz_law_alignment_done(struct qz_law_alignment *alignment);

#endif
