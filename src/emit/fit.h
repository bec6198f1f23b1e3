/*
 * Column widths by the height they give a table: a row is as high as its
 * highest cell, so width is moved to the columns that make rows high.
 */
#ifndef QZ_EMIT_FIT_H
#define QZ_EMIT_FIT_H

#include <stddef.h>

#define QZ_FIT_CHARACTER 210u /* twips: 五号, 10.5 pt */
#define QZ_FIT_MARGINS 180u   /* of a cell, left and right, with its lines */
#define QZ_FIT_COLUMNS 63u    /* Word's limit for a table */

/* What stands in a cell. */
struct qz_fit_cell {
	float characters; /* as wide as an ideograph; ASCII counts half */
	unsigned paragraphs;
};

struct qz_fit {
	const struct qz_fit_cell *cells; /* row by row */
	size_t rows, columns;            /* columns: at most QZ_FIT_COLUMNS */
	const struct qz_fit_cell *head;  /* the labels, repeated on every page; NULL: none */
	unsigned page;                   /* lines of a page */
	const unsigned *least;           /* twips, by column */
};

/* The lines of a cell that is so many twips wide; 1 when it is empty. */
unsigned qz_fit_cell_lines(const struct qz_fit_cell *cell, unsigned width);

/* The lines of all rows together, each row as high as its highest cell, with those of the repeated labels. */
unsigned long qz_fit_lines(const struct qz_fit *fit, const unsigned *widths);

/*
 * Moves width (twips) from column to column, one to eight characters at a time,
 * as long as that makes the table lower by a hundredth; none gets below its least width, the
 * sum stays. Bounded: cost is at most 120 × 24 × columns × rows.
 */
void qz_fit_improve(const struct qz_fit *fit, unsigned *widths);

#endif
