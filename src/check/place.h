/*
 * Where a node of the document stands in the source, for findings.
 */
#ifndef QZ_CHECK_PLACE_H
#define QZ_CHECK_PLACE_H

#include <libxml/tree.h>

#include "base/diag.h"

struct qz_place_name {
	struct qz_where where; /* borrowed from the document, or from the two below */
	char *item, *pos, *name;
	struct qz_excerpt excerpt;
	const char *element;
};

/*
 * The nearest @pos (of the node, its ancestors, or else its nearest earlier
 * sibling; in a workbook, of a field that its item lacks, the cell of its column),
 * the item and the field. In a list joined of several files the place
 * begins with the file's name. With it come the words around the node.
 */
void qz_place_find(const xmlNode *node, struct qz_place_name *place);

/* What an item is called, cut where it is long; NULL without a name or memory. */
char *qz_place_item_name(const xmlNode *item);
void qz_place_done(struct qz_place_name *place);

#endif
