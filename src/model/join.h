/*
 * Several documents as one list: the sheets that departments send one by one,
 * or the files of one list's types.
 */
#ifndef QZ_MODEL_JOIN_H
#define QZ_MODEL_JOIN_H

#include <libxml/tree.h>

/*
 * Moves the tables, sources and repairs of `part` (read from `file`) behind those
 * of `whole`, each with the file's name; ids that clash get an ordinal. Call it
 * with whole == part for the first document. 0, or -1 when memory ran out.
 */
int qz_join(xmlDoc *whole, xmlDoc *part, const char *file);

#endif
