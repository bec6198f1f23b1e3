/*
 * Alignment: which cell of a row holds which column's field. A row may have
 * lost cells, or hold two fields in one cell; the best assignment of (parts of)
 * cells to columns, in order, is found over what the cells contain.
 */
#ifndef QZ_MODEL_ALIGN_H
#define QZ_MODEL_ALIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "model/header.h"
#include "model/traits.h"

/* What one column of one row holds: a part of a cell's raw text. */
struct qz_slot {
	const struct qz_row *row; /* where the cell stands: for a merged cell the row of its upper left */
	const struct qz_cell *cell; /* NULL: the column has nothing in this row */
	size_t start, len; /* the part of cell->text */
	bool head; /* false: reached by a merge from a row above */
};

/* What was learned of a column from rows that are beyond doubt. */
struct qz_profile;

struct qz_aligner {
	const struct qz_vocabulary *vocabulary;
	const struct qz_header *header;
	const struct qz_bodies *bodies;
	const struct qz_sheet *sheet; /* cells in its hidden columns, and covered ones, are not seen; NULL: all are */
	struct qz_profile *profiles; /* one a column */
	struct qz_traits *scratch;
};

int qz_aligner_init(struct qz_aligner *aligner, const struct qz_vocabulary *vocabulary, const struct qz_header *header,
		    const struct qz_bodies *bodies);
void qz_aligner_done(struct qz_aligner *aligner);

struct qz_alignment {
	bool moved;     /* some cell went to another column than the one it stands in */
	bool split;     /* some cell was divided */
	bool ambiguous; /* another reading is nearly as good; the cells were left where they stand */
	size_t surplus; /* cells with content that no column takes: in `extra` */
	const struct qz_cell **extra; /* those cells; owned, room for one a cell of the row */
	bool *lost;     /* by column: its cell is missing from the row; owned */
	bool *divided;  /* by column: its text is a part of a cell; owned */
};

void qz_alignment_done(struct qz_alignment *alignment);

/*
 * Aligns a row. `slots` has one entry a column and is filled; `alignment` says
 * what was done. With `fixed`, cells have absolute columns (workbooks): a gap
 * is a blank cell, not a lost one. 0, or -1 when memory ran out.
 */
int qz_align_row(struct qz_aligner *aligner, const struct qz_row *row, bool fixed, struct qz_slot *slots,
		 struct qz_alignment *alignment);

/* Learns from an aligned row what its columns look like. */
void qz_aligner_learn(struct qz_aligner *aligner, const struct qz_slot *slots);

#endif
