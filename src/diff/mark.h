/*
 * Writing the marked document (xsd/quanze-diff.xsd): elements of both
 * revisions, what is in one alone, and attributes as they were.
 */
#ifndef QZ_DIFF_MARK_H
#define QZ_DIFF_MARK_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

enum qz_side { QZ_OLD, QZ_NEW, QZ_BOTH };

struct qz_marker {
	xmlDoc *doc;
	xmlNs *ns;
	bool failed; /* memory ran out; every later call does nothing */
};

/* "del", "ins", NULL for both. */
const char *qz_side_name(enum qz_side side);

/* A new element at the end of `parent`; NULL when memory ran out (and then every call with it is harmless). */
xmlNode *qz_mark_element(struct qz_marker *marker, xmlNode *parent, const char *name);

/* An attribute; a NULL value: none is written. */
void qz_mark_set(struct qz_marker *marker, xmlNode *node, const char *name, const char *value);
void qz_mark_set_number(struct qz_marker *marker, xmlNode *node, const char *name, size_t value);

/* Text of both revisions (QZ_BOTH), or of one, in ins or del; `form`: differs in form alone. Nothing for an empty text. */
void qz_mark_text(struct qz_marker *marker, xmlNode *parent, enum qz_side side, bool form, const char *text, size_t len);

/* Copies all below an element (elements, attributes, text). */
void qz_mark_content(struct qz_marker *marker, xmlNode *to, const xmlNode *from);

/* A copy of an element with all below at the end of `parent`, with its mark. */
xmlNode *qz_mark_copy(struct qz_marker *marker, xmlNode *parent, const xmlNode *node, enum qz_side side);

/* The attributes of the new element, and what the old one's were (was-X, was-not). */
void qz_mark_attributes(struct qz_marker *marker, xmlNode *node, const xmlNode *old, const xmlNode *new);

/* An element of both: its name, and its attributes as above. */
xmlNode *qz_mark_pair(struct qz_marker *marker, xmlNode *parent, const xmlNode *old, const xmlNode *new);

#endif
