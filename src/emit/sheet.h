/*
 * Measures a document for the workbook: names of sheets, order and widths of
 * columns, and where each item stands. Rows have numbers and heights, merged
 * cells name their corners, so that items can be drawn some at a time only when
 * that is known; it is put into the document (attributes of QZ_STAGE_NS):
 *
 *   item @s:at       "12 1500 0 4500 1500": its first row; the height of the section
 *                    row there (0: none); the step of its font's size; the heights of its rows
 *        @s:covered  " 3 5 ": columns of the source that hold what stands in the item above
 *        @s:merged   "C12:C14 E12:E13": ranges that end in the item
 *        @s:repaired "list-restored:duties cell-split:": what was repaired in its cells, by rule and field
 *   repair @s:apart  that of no item's cell
 *   table @s:told    its line of what is told of the sheets, but for the number
 *
 * Heights and widths are hundredths, of points and of characters.
 */
#ifndef QZ_EMIT_SHEET_H
#define QZ_EMIT_SHEET_H

#include <libxml/tree.h>
#include <stdbool.h>

struct qz_buf;
struct qz_diag;
struct qz_vocabulary;

struct qz_sheet_options {
	const char *paper; /* "a4" (also NULL), "a3": landscape */
	bool standard;     /* columns in the fields' own order */
};

/*
 * Marks items and tables and appends what is to be known of the sheets: a line
 * for each table, its cells between tabs:
 *
 *   number  name of the sheet  order of the columns  their widths  height of the title's row (0: there is none)
 *   heights of the header's rows  last row  "merged" (or "-")  "types" (a column of its own for types that have none, or "-")
 *   "unplaced" (one for what has no column, or "-")
 *
 * 0; 1 with a finding when no workbook can hold the list; -1 when memory ran out.
 */
int qz_sheets_measure(xmlDoc *doc, const struct qz_sheet_options *options, struct qz_buf *out, struct qz_diag *diag);

/*
 * The place of each finding in the workbook of a list that has been measured, which told `sheets`: as places of workbooks are
 * written, "" where the finding is about no item. To be freed with the next one; NULL when memory ran out.
 */
char **qz_sheets_places(const xmlDoc *doc, const char *sheets, const struct qz_diag *diag);
void qz_sheets_places_free(char **places, size_t count);

/* The names of the power types as a list to choose from, with commas between; nothing where a workbook could not hold it. */
void qz_sheets_types(const struct qz_vocabulary *vocabulary, struct qz_buf *out);

#endif
