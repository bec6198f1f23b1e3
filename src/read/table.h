/*
 * qz_table: what a reader hands over, and all that normalising sees of the
 * source. One sheet for each sheet or table of the source, ragged rows, each
 * cell exactly as found, with its place. Readers repair nothing and judge
 * nothing; they say what the format says (hidden, merged, list item).
 */
#ifndef QZ_READ_TABLE_H
#define QZ_READ_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "read/aside.h"

struct qz_buf;

/* How places are written in @pos. */
enum qz_pos_style {
	QZ_POS_TEXT,     /* 6:4          row:cell, from 1, blank lines counted */
	QZ_POS_WORKBOOK, /* Sheet1!C7    blanks, %, ! and control characters of the name as %XX */
	QZ_POS_NESTED    /* t1/r2/c3     table, row and cell of the page or document, from 1 */
};

enum qz_cell_kind {
	/*
	 * Characters as a person sees or typed them; U+000A ends a line. People
	 * paste HTML fragments into such cells, so normalising looks for them.
	 */
	QZ_CELL_TEXT,
	/*
	 * Structure known to the reader, written as p, ol, ul, li and br elements
	 * without attributes but <li value="marker">; in between, the characters
	 * < > & are escaped as &lt; &gt; &amp;. Everything is well nested.
	 */
	QZ_CELL_BLOCKS
};

/* What else a reader knows of a cell that people should be told, in qz_cell.signs; the text is as a reader of the source sees it. */
enum qz_cell_sign {
	QZ_SIGN_ERROR = 1,    /* the value is an error: #N/A, #REF! … */
	QZ_SIGN_UNSAVED = 2,  /* a formula without a saved value: the text is empty */
	QZ_SIGN_DATE = 4,     /* a number shown as a date or time */
	QZ_SIGN_FULL = 8,     /* exactly as long as a cell can be (32,767 characters): the rest may be lost */
	QZ_SIGN_PALE = 16,    /* written in the colour of its ground */
	QZ_SIGN_TINY = 32,    /* written below 2 pt */
	/*
	 * Holds words that are struck through, because the user wants them (qz_source.include_struck); on an empty
	 * cell: all its words are, and were left out.
	 */
	QZ_SIGN_STRUCK = 64
};

struct qz_cell {
	char *text;      /* UTF-8, NUL-terminated, never NULL; owned by the table, alone or as a slice of table->text */
	size_t len;      /* bytes */
	unsigned column; /* 0-based column in the grid of the sheet; rising within a row */
	unsigned colspan, rowspan; /* ≥ 1; a merged cell stands once, at its upper left; rowspan counts rows of the sheet as they stand here */
	enum qz_cell_kind kind;
	bool heading; /* the format says that this cell labels others */
	bool covered; /* lies under a merge: its text is stale, not visible */
	bool slice;   /* the text is a part of table->text */
	unsigned char signs; /* of enum qz_cell_sign */
};

struct qz_row {
	struct qz_cell *cells; /* only cells that exist in the source; may be empty */
	size_t ncells, cap;
	unsigned number; /* 1-based row number as shown to people */
	unsigned sheet;  /* index of its sheet, once qz_read() has read all */
	size_t line;     /* physical line where the row begins, from 1; 0 where the format has none */
	bool hidden;
	bool filtered; /* … by a filter that was left on */
};

struct qz_sheet {
	char *name;  /* NULL for text formats and tables without a name */
	char *title; /* a heading outside the table that is this table's alone; NULL when none */
	struct qz_row *rows;
	size_t nrows, cap;
	bool *hidden_columns; /* indexed by column; NULL when none is hidden */
	size_t nhidden;       /* length of that array */
	bool hidden;
};

struct qz_table {
	struct qz_sheet *sheets;
	size_t nsheets, cap;
	enum qz_pos_style pos_style;
	char *title; /* caption or heading outside the tables, verbatim; NULL when none */
	struct qz_aside_list asides[QZ_ASIDES]; /* text that is no cell's own, by kind */
	size_t cells; /* all cells and asides added so far, for the limit */
	size_t max_cells;
	size_t last_filled; /* cells so far of the row that was added to last: most tables go on with as many */
	bool sliced;        /* cells are slices of the source's text, which qz_read() makes table->text */
	char *text;         /* NULL where each cell has its own */
	char *own;          /* what quanze itself had written into it, taken out; NULL: nothing */
	struct qz_map named; /* sheets by their names as places have them; see qz_table_index() */
};

struct qz_table *qz_table_new(enum qz_pos_style style);
void qz_table_free(struct qz_table *table);

/* Each returns the new element (valid until the next one of its kind is added), or NULL when memory ran out. */
/* How many cells with text the fullest row has. */
size_t qz_table_columns(const struct qz_table *table);

struct qz_sheet *qz_table_add_sheet(struct qz_table *table, const char *name);
struct qz_row *qz_sheet_add_row(struct qz_sheet *sheet, unsigned number, size_t line);

/*
 * Adds a cell with a copy of the text. Rows of a workbook may come with gaps in
 * `column`; a column below the last one added is refused (NULL).
 * NULL too when memory ran out or max_cells is reached (table->cells == max_cells).
 */
struct qz_cell *qz_row_add_cell(struct qz_table *table, struct qz_row *row, unsigned column, const char *text, size_t len);

/* The same for a cell that is a slice of the source's text, NUL behind it, where nothing is copied; table->sliced must be set. */
struct qz_cell *qz_row_add_slice(struct qz_table *table, struct qz_row *row, unsigned column, char *text, size_t len);

/* Takes all rows off a sheet. */
void qz_sheet_clear(struct qz_sheet *sheet);

/* Marks a column of the sheet as hidden; 0, or -1 when memory ran out. */
int qz_sheet_hide_column(struct qz_sheet *sheet, unsigned column);

bool qz_sheet_column_hidden(const struct qz_sheet *sheet, unsigned column);

/* The cell of a row at a grid column (a merged cell only at its left edge), or NULL. */
const struct qz_cell *qz_row_at(const struct qz_row *row, unsigned column);

/* Draws the cell that begins at (head, column) down to the last row; false when there is none. */
bool qz_sheet_reach_down(struct qz_sheet *sheet, size_t head, unsigned column);

/* Draws the last cell of the last row `span` columns further to the right; false when there is none. */
bool qz_sheet_reach_right(struct qz_sheet *sheet, unsigned span);

/* Writes the place of a cell into `out` as @pos does. */
void qz_table_pos(const struct qz_table *table, size_t sheet, const struct qz_row *row, unsigned column, struct qz_buf *out);

/* Writes what the places of a sheet begin with, Sheet1! (workbooks alone). */
void qz_table_sheet_pos(const struct qz_table *table, size_t sheet, struct qz_buf *out);

/* Where a place leads: indexes of sheet, row and cell. */
struct qz_place {
	size_t sheet, row, cell;
};

/* Once all sheets are there: places are found without looking through them. 0, or -1 when memory ran out. */
int qz_table_index(struct qz_table *table);

/* Finds the cell that a place written by qz_table_pos() names; false when there is none. Workbooks: after qz_table_index(), which qz_read() calls. */
bool qz_table_find(const struct qz_table *table, const char *pos, size_t len, struct qz_place *place);

#endif
