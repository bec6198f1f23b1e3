/*
 * The grid of grid.h. Its cost is that of the cells' own columns, never of rows
 * that hold none.
 */
#include "read/grid.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MAX_COLUMNS 16384u

void qz_grid_done(struct qz_grid *grid)
{
	free(grid->at);
	*grid = (struct qz_grid){0};
}

void qz_grid_group(struct qz_grid *grid)
{
	grid->row += UINT_MAX; /* further down than any span reaches */
}

/* The first column from `column` on that is not covered. */
static unsigned find_free(struct qz_grid *grid, unsigned column)
{
	unsigned first = column;
	size_t until = SIZE_MAX;
	while (column < grid->columns && grid->at[column].covered > grid->row) {
		const struct qz_grid_column *at = &grid->at[column];
		bool run = at->run > grid->row;
		until = (run ? at->run : at->covered) < until ? (run ? at->run : at->covered) : until;
		column = run ? at->to : column + 1;
	}
	if (column > first) {
		grid->at[first].run = until;
		grid->at[first].to = column;
	}
	return column;
}

void qz_grid_row(struct qz_grid *grid, size_t width)
{
	grid->row++;
	grid->next = 0;
	if (width > 0 && width == grid->columns && find_free(grid, 0) == grid->columns)
		qz_grid_group(grid);
}

static int widen(struct qz_grid *grid, size_t columns)
{
	if (columns <= grid->columns)
		return 0;
	if (columns > MAX_COLUMNS)
		return -1;
	struct qz_grid_column *grown = realloc(grid->at, columns * sizeof *grown);
	if (!grown)
		return -1;
	memset(grown + grid->columns, 0, (columns - grid->columns) * sizeof *grown);
	grid->at = grown;
	grid->columns = columns;
	return 0;
}

long qz_grid_place(struct qz_grid *grid, unsigned colspan, unsigned rowspan)
{
	unsigned column = find_free(grid, grid->next);
	if (widen(grid, (size_t)column + colspan) != 0)
		return -1;
	for (unsigned i = 0; i < colspan; i++)
		if (grid->at[column + i].covered < grid->row + rowspan)
			grid->at[column + i].covered = grid->row + rowspan;
	grid->next = column + colspan;
	return (long)column;
}
