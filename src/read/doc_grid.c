/*
 * Columns out of the edges of cells, for doc_grid.h. Edges were drawn by hand
 * and differ by hairs from row to row; what no eye tells apart is one edge.
 */
#include "read/doc_grid.h"

#include <stdlib.h>

#include "base/array.h"
#include "read/doc_parts.h"

#define HAIR 120   /* twips (2 mm): edges of different rows that are nearer to each other are one */
#define THIN 30	   /* cells that are narrower say nothing of the table */
#define SHIFT 360  /* rows of as many cells that are shifted by no more are drawn below one another */

bool qz_doc_grid_init(struct qz_doc_grid *grid, const struct qz_doc_row *rows, size_t first, size_t last)
{
	*grid = (struct qz_doc_grid){.rows = rows, .first = first, .count = last - first + 1, .least = 4 * HAIR};
	grid->like = calloc(grid->count, sizeof *grid->like);
	return grid->like != NULL;
}

void qz_doc_grid_done(struct qz_doc_grid *grid)
{
	free(grid->like);
	free(grid->edges);
}

/* Whether two rows have the same cells, a bit shifted: no edge by more than a quarter of the cells beside it. */
static bool is_like(const struct qz_doc_row *a, const struct qz_doc_row *b)
{
	if (a->count != b->count)
		return false;
	for (unsigned i = 0; i <= a->count; i++) {
		int apart = abs(a->edges[i] - b->edges[i]);
		int left = i > 0 ? a->edges[i] - a->edges[i - 1] : 4 * SHIFT, right = i < a->count ? a->edges[i + 1] - a->edges[i] : 4 * SHIFT;
		int narrow = left < right ? left : right;
		if (apart > 0 && (apart > SHIFT || 4 * apart > narrow))
			return false;
	}
	return true;
}

bool qz_doc_grid_add(struct qz_doc_grid *grid, size_t number)
{
	const struct qz_doc_row *row = &grid->rows[number - 1];
	size_t kept = sizeof grid->recent / sizeof *grid->recent;
	if (number < grid->first || number - grid->first >= grid->count || grid->like[number - grid->first])
		return true;
	for (size_t i = 0; i < grid->nrecent && i < kept; i++) {
		if (is_like(row, &grid->rows[grid->recent[i] - 1])) {
			grid->like[number - grid->first] = grid->recent[i];
			return true;
		}
	}
	grid->like[number - grid->first] = number;
	grid->recent[grid->nrecent++ % kept] = number;
	for (unsigned i = 0; i <= row->count; i++) {
		if (!qz_array_grow(&grid->edges, grid->nedges, &grid->cap, sizeof *grid->edges))
			return false;
		grid->edges[grid->nedges++] = row->edges[i];
		int width = i < row->count ? row->edges[i + 1] - row->edges[i] : 0;
		grid->least = width >= THIN && width < grid->least ? width : grid->least;
	}
	return true;
}

static int compare_edges(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;
	return (x > y) - (x < y);
}

void qz_doc_grid_close(struct qz_doc_grid *grid)
{
	int hair = grid->least / 3 < HAIR ? grid->least / 3 : HAIR;
	size_t kept = 0;
	if (grid->nedges)
		qsort(grid->edges, grid->nedges, sizeof *grid->edges, compare_edges);
	for (size_t i = 0; i < grid->nedges; i++)
		if (kept == 0 || grid->edges[i] - grid->edges[kept - 1] > hair)
			grid->edges[kept++] = grid->edges[i];
	grid->nedges = kept;
}

/* The last column that begins at or before an edge. */
static unsigned column_of(const struct qz_doc_grid *grid, int edge)
{
	size_t low = 0, above = grid->nedges;
	while (above - low > 1) {
		size_t middle = low + (above - low) / 2;
		if (grid->edges[middle] <= edge)
			low = middle;
		else
			above = middle;
	}
	return (unsigned)low;
}

bool qz_doc_grid_place(const struct qz_doc_grid *grid, size_t number, unsigned cell, unsigned *column, unsigned *span)
{
	if (number < grid->first || number - grid->first >= grid->count || !grid->like[number - grid->first])
		return false;
	const struct qz_doc_row *row = &grid->rows[grid->like[number - grid->first] - 1];
	if (cell >= row->count || grid->nedges == 0)
		return false;
	unsigned end = column_of(grid, row->edges[cell + 1]);
	*column = column_of(grid, row->edges[cell]);
	*span = end > *column ? end - *column : 1;
	return true;
}
