/*
 * What the parts of measuring a workbook share: names and columns (sheet.c),
 * rows and merged cells (sheet_rows.c). For sheet*.c alone.
 */
#ifndef QZ_EMIT_SHEET_PARTS_H
#define QZ_EMIT_SHEET_PARTS_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct qz_diag;

/* The bounds of a worksheet (Microsoft's specifications and limits of Excel; ECMA-376 Part 1, 18.3.1.4). */
#define QZ_SHEET_ROWS 1048576u
#define QZ_SHEET_COLUMNS 16384u
#define QZ_SHEET_CHARACTERS 32767u /* of a cell, in UTF-16 */

struct qz_sheet_column {
	const char *field, *label;
	size_t twin;    /* the next one of its field and label; itself: there is none, or it is the last one */
	bool alone;     /* the only one of its field: what is merged over items stands in it once */
	size_t at;      /* its place in the sheet, from 0 */
	unsigned width; /* twips */
	/* While rows are measured: what it holds above, merged over items. */
	size_t start;        /* its first row */
	unsigned long need;  /* hundredths of a point */
	unsigned long height; /* of its rows */
};

struct qz_sheet_table {
	const xmlNode *node;
	struct qz_sheet_column *columns; /* as in the source */
	size_t count, number;
	unsigned *order;    /* columns as they stand in the sheet; with `count` members */
	size_t row;         /* the last one so far */
	bool merged, types, unplaced;
	xmlNs *stage;
	struct qz_diag *diag;
};

/* The first column of the source that an element of an item may stand in; count: none. Those of its twins stand there in turn. */
size_t qz_sheet_find_column(const struct qz_sheet_table *table, const xmlNode *field);

/* The lines of a text in a column so many twips wide, its letters as large as `size` (tenths of a point). */
unsigned qz_sheet_lines(const char *text, size_t len, unsigned width, unsigned size);

/* Characters in UTF-16. */
size_t qz_sheet_characters(const char *text, size_t len);

/* Height of so many lines, in hundredths of a point; `step`: of the font's size. */
unsigned qz_sheet_height(unsigned lines, size_t step);

/* The name of a column of the sheet (from 0): A, Z, AA. */
void qz_sheet_letters(size_t column, struct qz_buf *out);

/* Marks the items of a table, whose row is that of its header. 0; 1 with a finding; -1 when memory ran out. */
int qz_sheet_rows(struct qz_sheet_table *table);

/* Gives items the repairs of their cells, and marks those that are no item's. 0, or -1 when memory ran out. */
int qz_sheet_repairs(xmlNode *list, xmlNs *stage);

/* Says that a sheet cannot hold as much (1). */
int qz_sheet_refuse(struct qz_diag *diag, const xmlNode *place, const char *what, size_t limit, size_t found);

#endif
