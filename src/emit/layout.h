/*
 * Measures a document for the Word table: how wide each column should be.
 */
#ifndef QZ_EMIT_LAYOUT_H
#define QZ_EMIT_LAYOUT_H

#include <libxml/tree.h>

/*
 * Gives each table the widths of its columns as an attribute for the stylesheets, s:widths:
 * twips, blank-separated. They add up to the type area's 12756 twips
 * (225 mm, GB/T 9704—2012, 5.2.1), on paper "a3" 19729 (348 mm, the same margins;
 * NULL and "a4": A4). A table whose columns cannot be read at that
 * width has "cards" instead: one block an item, a row a column.
 * 0, or -1 when memory ran out.
 */
int qz_layout_mark(xmlDoc *doc, const char *paper);

#endif
