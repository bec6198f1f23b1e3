/*
 * Filling a table cell by cell within the limits: rows that come up as they get
 * their first cell, merged ranges, hidden columns, and what hangs on cells. For
 * readers whose formats say each of these where it stands.
 *
 * Functions that return bool or a pointer give false or NULL after a finding, or
 * with diag->failed set when memory ran out; the caller stops.
 */
#ifndef QZ_READ_FILL_H
#define QZ_READ_FILL_H

#include <stdbool.h>
#include <stddef.h>

#include "read/aside.h"

struct qz_cell;
struct qz_diag;
struct qz_limits;
struct qz_sheet;
struct qz_table;
struct qz_xlsx_range;

#define QZ_FILL_ROWS 16777216u
#define QZ_FILL_COLUMNS 16384u

struct qz_fill {
	const char *format; /* for findings */
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_table *table;
	size_t text_bytes; /* of all cells: a repeated cell may stand in millions of places */
	/* the sheet at hand, the last one of the table */
	unsigned number; /* of the row at hand, as shown to people; 0 before the first */
	bool row_hidden, row_filtered;
	bool begun; /* the row at hand is in the table */
	unsigned last_row, last_column; /* used extent */
	struct qz_xlsx_range *merges;
	size_t nmerges, merges_cap;
	int *hidden_starts; /* one more and one less at the columns where hidden ones begin and have ended; NULL without */
};

/* Adds the finding format-broken {format, reason, part, detail}; always false. */
bool qz_fill_broken(struct qz_fill *fill, const char *reason, const char *part, const char *detail);

/* For a failed allocation; always false. */
bool qz_fill_no_memory(struct qz_fill *fill);

/* Adds the finding limit-exceeded; always false. */
bool qz_fill_exceeded(struct qz_fill *fill, const size_t *limit);

/* Begins a sheet. Where places are told by names, two sheets of one name are refused. */
bool qz_fill_sheet(struct qz_fill *fill, const char *name);

/* Begins the row of that number, which is above that of the row before. */
bool qz_fill_row(struct qz_fill *fill, unsigned number, bool hidden, bool filtered);

/* Adds a cell to the row, right of the one added last. */
struct qz_cell *qz_fill_cell(struct qz_fill *fill, unsigned column, const char *text, size_t len);

/* A merged range from the row at hand on: columns and rows besides the first. */
bool qz_fill_span(struct qz_fill *fill, unsigned column, size_t across, size_t down);

/* Hides `count` columns from `first` on. */
bool qz_fill_hide(struct qz_fill *fill, unsigned first, size_t count);

/* Ends the sheet: merges and hidden columns are applied. */
bool qz_fill_end_sheet(struct qz_fill *fill);

/* Adds an aside unless its text is blank; `row` 0: it hangs on the sheet. */
bool qz_fill_aside(struct qz_fill *fill, enum qz_aside_kind kind, size_t sheet, unsigned row, unsigned column, const char *text, size_t len);

/* Says that something is not read (content-skipped), at a cell or (row 0) of a sheet. */
void qz_fill_skipped(struct qz_fill *fill, const char *what, size_t sheet, unsigned row, unsigned column, size_t count);

/* Frees what filling needed, but the table. */
void qz_fill_done(struct qz_fill *fill);

#endif
