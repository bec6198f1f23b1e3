/*
 * What the parts of the .docx reader share. For docx*.c alone.
 */
#ifndef QZ_READ_DOCX_PARTS_H
#define QZ_READ_DOCX_PARTS_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct qz_buf;
struct qz_docx_numbering;

/* An attribute of any namespace by its local name; NULL when absent. Borrowed. */
const char *qz_docx_attr(const xmlNode *node, const char *name);

/* Reads word/numbering.xml (root may be NULL: no lists). NULL when memory ran out. */
struct qz_docx_numbering *qz_docx_numbering_new(const xmlNode *root);
void qz_docx_numbering_free(struct qz_docx_numbering *numbering);

/*
 * Counts one paragraph of a list and writes the marker that is seen before it
 * ("1.", "（一）", "" for a bullet). False when the list is not known.
 */
bool qz_docx_numbering_next(struct qz_docx_numbering *numbering, const char *list, const char *level, struct qz_buf *marker);

#endif
