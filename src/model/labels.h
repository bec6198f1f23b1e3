/*
 * Tables of an office's own (decisions, statements on lists): the columns are
 * told by their labels, in Chinese or English, in whatever order they stand.
 */
#ifndef QZ_MODEL_LABELS_H
#define QZ_MODEL_LABELS_H

#include <stddef.h>

#include "read/table.h"

#define QZ_LABELS 16       /* a table has at most so many */
#define QZ_LABELS_ROWS 10u /* the labels stand in one of the first */

struct qz_labels {
	const char *const (*names)[2]; /* Chinese, English */
	size_t count;
	unsigned columns[QZ_LABELS];   /* by label: grid column + 1; 0: the table has none */
	const struct qz_cell *unknown; /* in the row read last: text that is no label, or one that stands twice; NULL */
};

/* Takes the row as that of the labels; how many of them it holds. */
size_t qz_labels_read(struct qz_labels *labels, const struct qz_row *row);

/* The cell that a row has under a label; NULL where there is none. */
const struct qz_cell *qz_labels_cell(const struct qz_labels *labels, const struct qz_row *row, size_t label);

/* The text of a cell (NULL: none) without outer blanks, "" where nothing stands; to be freed. NULL when memory ran out. */
char *qz_labels_text(const struct qz_cell *cell);

#endif
