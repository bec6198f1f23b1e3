/*
 * Where a node of the document stands in the source, for findings.
 */
#ifndef QZ_CHECK_PLACE_H
#define QZ_CHECK_PLACE_H

#include <libxml/tree.h>

#include "base/diag.h"

struct qz_place_name {
	struct qz_where where; /* pos and field borrowed from the document; item owned */
	char *item;
	const char *element;
};

/* The nearest @pos (of the node, its ancestors, or else its nearest earlier sibling), the item and the field. */
void qz_place_find(const xmlNode *node, struct qz_place_name *place);
void qz_place_done(struct qz_place_name *place);

#endif
