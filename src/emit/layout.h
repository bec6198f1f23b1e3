/*
 * Measures a document for the Word table: how wide each column should be.
 */
#ifndef QZ_EMIT_LAYOUT_H
#define QZ_EMIT_LAYOUT_H

#include <libxml/tree.h>

struct qz_buf;

/*
 * Appends the widths of the columns in twips, blank-separated, each table's behind
 * its number, between semicolons (;1:700 2100;2:cards;); they add up to the type area's 12756 twips
 * (225 mm, GB/T 9704—2012, 5.2.1), on paper "a3" 19729 (348 mm, the same margins;
 * NULL and "a4": A4). A table whose columns cannot be read at that
 * width is "cards" instead: one block an item, a row a column.
 * 0, or -1 when memory ran out.
 */
int qz_layout_widths(const xmlDoc *doc, const char *paper, struct qz_buf *out);

/*
 * Widths (twips) for the first QZ_FIT_COLUMNS columns of a table that is no page: the first of the
 * sums (rising, ended by 0) with which no row of a sample has more than `lines` lines, else the last.
 * 0, or -1 when memory ran out.
 */
int qz_layout_sheet(const xmlNode *table, const unsigned *sums, unsigned lines, unsigned *widths);

#endif
