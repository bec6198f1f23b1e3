/*
 * The header of one sheet: where it stands, and which column holds what field.
 */
#ifndef QZ_MODEL_HEADER_H
#define QZ_MODEL_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/vocabulary.h"
#include "read/table.h"

struct qz_column {
	enum qz_field field;
	unsigned grid;   /* 0-based column of the sheet */
	const struct qz_cell *cell, *group; /* the label, and the label above it; NULL where there is none */
	const struct qz_row *row, *group_row;
	char *label;      /* as written, blanks settled; "" where the column has none */
	char *group_label;
	char *normalised; /* the label as looked up */
	bool exact;       /* the label is one of the vocabulary */
	bool known;       /* the label maps to a field at all */
	bool repeated;    /* another column has the field: this one is kept as extra */
	bool merged;      /* unlabelled, but the label before it is merged over it */
	bool joined;      /* … and what it holds goes on in the one line of that label's field */
	bool assumed;     /* its label is not known as the items' names, but nothing else can hold them */
	bool unlabelled;  /* has no label of its own: belongs to the column before it */
	unsigned priority;
	enum qz_field otherwise;
};

struct qz_header {
	size_t row, nrows; /* index of the first header row, and how many (1 or 2) */
	struct qz_column *columns; /* left to right */
	size_t count;
	size_t width;  /* cells of the (longest) header row, blank ones counted */
	size_t mapped; /* how many different fields were found by label */
	const char *kind; /* of the list that the label of the names tells of: "responsibility"; NULL: of powers. Of the vocabulary */
};

/*
 * Looks for the header in the sheet from row `from` on, among the next rows
 * that hold anything. Returns 1 when found, 0 when not, -1 when memory ran out.
 */
int qz_header_find(const struct qz_sheet *sheet, size_t from, const struct qz_vocabulary *vocabulary, struct qz_header *header);
void qz_header_done(struct qz_header *header);

/* Whether a cell is a label of the vocabulary, exactly; NULL when not (or when memory ran out). */
const struct qz_label *qz_header_label(const struct qz_cell *cell, const struct qz_vocabulary *vocabulary);

/* A cell's text in one line, markup taken off; free(). NULL when memory ran out. */
char *qz_cell_line(const struct qz_cell *cell);

/* A cell's text as labels are compared; free(). NULL when memory ran out. */
char *qz_header_name(const struct qz_cell *cell);

/*
 * Makes a header of cells that stand anywhere in a sheet, one column each, in
 * that order. `row` is the index of the first row that is not above it. 0 or -1.
 */
int qz_header_of_cells(const struct qz_cell *const *cells, const struct qz_row *const *rows, size_t count, size_t row,
		       const struct qz_vocabulary *vocabulary, struct qz_header *header);

/* Adds a column without label at `grid` (which no column has yet), belonging to the column before it; 0 or -1. */
int qz_header_add_unlabelled(struct qz_header *header, unsigned grid);

/* The index of the column at a grid column, or count. */
size_t qz_header_at(const struct qz_header *header, unsigned grid);

bool qz_header_has(const struct qz_header *header, enum qz_field field);

/* True when a row repeats the header's labels. */
bool qz_header_is_repeat(const struct qz_header *header, const struct qz_row *row);

#endif
