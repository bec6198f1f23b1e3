/*
 * Placing cells that span rows and columns on a grid, for tables whose rows
 * leave out what merges cover (pages, documents).
 */
#ifndef QZ_READ_GRID_H
#define QZ_READ_GRID_H

#include <stddef.h>

/* By column: how many rows below are still covered from above. */
struct qz_grid {
	unsigned *covered;
	size_t columns;
	unsigned next; /* the next column of the row being placed */
};

void qz_grid_done(struct qz_grid *grid);

/*
 * Begins a row whose cells span `width` columns in all. A row as wide as the
 * grid under cells that still cover all of it ends their spans: some exporters
 * leave out blank rows but not what spans them.
 */
void qz_grid_row(struct qz_grid *grid, size_t width);

/* The column of the next cell, which spans `colspan` columns and `rowspan` rows; -1 when memory ran out or the grid gets too wide. */
long qz_grid_place(struct qz_grid *grid, unsigned colspan, unsigned rowspan);

#endif
