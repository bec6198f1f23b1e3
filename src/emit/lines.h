/*
 * The text of an element of a result tree that is data (JSON, CSV): what stands
 * in it, each <l> being a line.
 */
#ifndef QZ_EMIT_LINES_H
#define QZ_EMIT_LINES_H

#include <libxml/tree.h>

struct qz_buf;

/* Appends the text, U+000A between lines. */
void qz_lines_put(const xmlNode *node, struct qz_buf *out);

/* The element behind one in the order of a document below `root`; NULL behind the last. What is below it is passed over where `inside` is false. */
const xmlNode *qz_lines_next(const xmlNode *node, const xmlNode *root, int inside);

#endif
