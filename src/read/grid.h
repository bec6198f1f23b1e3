/*
 * Placing cells that span rows and columns on a grid, for tables whose rows
 * leave out what merges cover (pages, documents).
 */
#ifndef QZ_READ_GRID_H
#define QZ_READ_GRID_H

#include <stddef.h>

struct qz_grid_column {
	size_t covered; /* the first row that no cell from above covers here */
	size_t run;	/* before this row, all columns up to … are covered: a row need not look at each */
	unsigned to;
};

struct qz_grid {
	struct qz_grid_column *at;
	size_t columns;
	size_t row;    /* the row being placed, from 1; 0 before the first */
	unsigned next; /* its next column */
};

void qz_grid_done(struct qz_grid *grid);

/*
 * Begins a row whose cells span `width` columns in all. A row as wide as the
 * grid under cells that still cover all of it ends their spans: some exporters
 * leave out blank rows but not what spans them.
 */
void qz_grid_row(struct qz_grid *grid, size_t width);

/* Ends all spans: no cell reaches from one row group into the next. */
void qz_grid_group(struct qz_grid *grid);

/* The column of the next cell, which spans `colspan` columns and `rowspan` rows; -1 when memory ran out or the grid gets too wide. */
long qz_grid_place(struct qz_grid *grid, unsigned colspan, unsigned rowspan);

#endif
