/*
 * The text of an element of a result tree that is data (JSON, CSV): what stands
 * in it, each <l> being a line.
 */
#ifndef QZ_EMIT_LINES_H
#define QZ_EMIT_LINES_H

#include <libxml/tree.h>
#include <stdbool.h>

struct qz_buf;

/* Appends the text, U+000A between lines. */
void qz_lines_put(const xmlNode *node, struct qz_buf *out);

/* Appends a text as XPath's normalize-space() gives it. */
void qz_lines_settle(const char *text, struct qz_buf *out);

/* The node behind one in the order of a document below `root`; NULL behind the last. What is below it is passed over unless `inside`. */
const xmlNode *qz_lines_next(const xmlNode *node, const xmlNode *root, bool inside);

#endif
