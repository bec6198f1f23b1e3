/*
 * The columns of a table whose rows tell where their cells end: what stands
 * below one another is one column, and a cell spans those between its edges.
 * For doc*.c alone.
 */
#ifndef QZ_READ_DOC_GRID_H
#define QZ_READ_DOC_GRID_H

#include <stdbool.h>
#include <stddef.h>

struct qz_doc_row;

struct qz_doc_grid {
	const struct qz_doc_row *rows; /* all of the document; borrowed */
	size_t first, count;	       /* numbers of the table's rows among them, from 1 */
	size_t *like;		       /* by number less `first`: a row whose edges these are, too; 0: none yet */
	size_t recent[16];	       /* rows with edges of their own */
	size_t nrecent;
	int *edges; /* where columns begin, rising */
	size_t nedges, cap;
	int least; /* width of the narrowest cell */
};

/* For rows with numbers from `first` to `last`. False when memory ran out. Free with qz_doc_grid_done either way. */
bool qz_doc_grid_init(struct qz_doc_grid *grid, const struct qz_doc_row *rows, size_t first, size_t last);
void qz_doc_grid_done(struct qz_doc_grid *grid);

/* Adds a row of the table; false when memory ran out. */
bool qz_doc_grid_add(struct qz_doc_grid *grid, size_t number);

/* Behind the last row. */
void qz_doc_grid_close(struct qz_doc_grid *grid);

/* The first column of a cell of a row, from 0, and by how many it goes on. False when the row tells nothing of that cell. */
bool qz_doc_grid_place(const struct qz_doc_grid *grid, size_t number, unsigned cell, unsigned *column, unsigned *span);

#endif
