/*
 * Elements of the document of an impact (xsd/quanze-impact.xsd). What a sender
 * wrote becomes visible text: nothing in it acts on a terminal or on the order of text.
 */
#ifndef QZ_IMPACT_ELEMENT_H
#define QZ_IMPACT_ELEMENT_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct qz_elements {
	xmlDoc *doc;
	bool failed; /* memory ran out */
};

/* A new last child (parent NULL: the root); NULL when memory ran out, which the functions below take. */
xmlNode *qz_element_add(struct qz_elements *build, xmlNode *parent, const char *name);

/* An attribute; none where there is no value. */
void qz_element_set(struct qz_elements *build, xmlNode *node, const char *name, const char *value);
void qz_element_count(struct qz_elements *build, xmlNode *node, const char *name, size_t count);

/* Text behind what the element holds. */
void qz_element_text(struct qz_elements *build, xmlNode *node, const char *text, size_t len);

#endif
