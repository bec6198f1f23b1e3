/*
 * The grid of grid.h. Its cost is that of the cells' own columns, never of rows.
 */
#include "read/grid.h"

#include <stdlib.h>
#include <string.h>

#define MAX_COLUMNS 16384u

void qz_grid_done(struct qz_grid *grid)
{
	free(grid->covered);
	*grid = (struct qz_grid){0};
}

/* Columns that the row before did not come to are one row further down, too. */
static void pass_to_end(struct qz_grid *grid)
{
	for (size_t column = grid->next; column < grid->columns; column++)
		if (grid->covered[column] > 0)
			grid->covered[column]--;
}

void qz_grid_row(struct qz_grid *grid, size_t width)
{
	pass_to_end(grid);
	grid->next = 0;
	size_t covered = 0;
	while (covered < grid->columns && grid->covered[covered] > 0)
		covered++;
	if (grid->columns > 0 && covered == grid->columns && width == grid->columns)
		memset(grid->covered, 0, grid->columns * sizeof *grid->covered);
}

static int widen(struct qz_grid *grid, size_t columns)
{
	if (columns <= grid->columns)
		return 0;
	if (columns > MAX_COLUMNS)
		return -1;
	unsigned *grown = realloc(grid->covered, columns * sizeof *grown);
	if (!grown)
		return -1;
	memset(grown + grid->columns, 0, (columns - grid->columns) * sizeof *grown);
	grid->covered = grown;
	grid->columns = columns;
	return 0;
}

long qz_grid_place(struct qz_grid *grid, unsigned colspan, unsigned rowspan)
{
	while (grid->next < grid->columns && grid->covered[grid->next] > 0)
		grid->covered[grid->next++]--;
	unsigned column = grid->next;
	if (widen(grid, (size_t)column + colspan) != 0)
		return -1;
	for (unsigned i = 0; i < colspan; i++)
		grid->covered[column + i] = rowspan - 1;
	grid->next = column + colspan;
	return (long)column;
}
