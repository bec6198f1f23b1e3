/*
 * Measures a document for the Word table: how wide each column should be.
 */
#ifndef QZ_EMIT_LAYOUT_H
#define QZ_EMIT_LAYOUT_H

#include <libxml/tree.h>

/*
 * Gives each table the widths of its columns as an attribute for the stylesheets, s:widths:
 * twips, blank-separated (700 0 2100); 0 is a column without any text, which is left out.
 * They add up to the type area's 12756 twips (225 mm, GB/T 9704—2012, 5.2.1), on paper "a3"
 * 19729 (348 mm, the same margins). "cards 1 0 1": one block an item, a row a column, where the
 * columns are many and cards need fewer pages, or could not be read. *paper: "a4", "a3", or
 * NULL to have it chosen: A3 where a table that cards cannot show would have columns
 * narrower than five characters; it becomes what was chosen. 0, or -1 when memory ran out.
 */
int qz_layout_mark(xmlDoc *doc, const char **paper);

/*
 * Widths (twips) for the first QZ_FIT_COLUMNS columns of a table that is no page: the first of the
 * sums (rising, ended by 0) with which no row of a sample has more than `lines` lines, else the last.
 * 0, or -1 when memory ran out.
 */
int qz_layout_sheet(const xmlNode *table, const unsigned *sums, unsigned lines, unsigned *widths);

#endif
