/*
 * An item whose cells stand one a line: which line belongs to which column. For linear.c.
 */
#ifndef QZ_MODEL_LINES_H
#define QZ_MODEL_LINES_H

#include "model/sheet.h"

struct qz_line {
	const struct qz_row *row;
	const struct qz_cell *cell;
	const struct qz_label *label; /* it is a label of the vocabulary, exactly; NULL else */
	char *name;   /* what it labels, normalised; NULL when it is no label and no heading */
	size_t index; /* of its row */
};

enum qz_fit {
	QZ_FIT_SURE,
	QZ_FIT_DOUBTFUL, /* another division is nearly as good, or the number of lines speaks against this one */
	QZ_FIT_NONE,	 /* no division makes sense: these are no lines of such an item */
};

#define QZ_MAX_ITEM_LINES 4000

/*
 * Divides an item's lines among the columns of the run's header, in order: columns[i] is that of line i.
 * `step` is how many rows further the next cell stands where none is blank, 0 where that is not known; `next` is the
 * index of the row that the next item begins in, 0 for the last one.
 * run->aligner.scratch must be there. 0, or -1 when memory ran out.
 */
int qz_lines_divide(struct qz_sheet_run *run, const struct qz_line *lines, size_t count, size_t step, size_t next,
		    size_t *columns, enum qz_fit *fit);

#endif
