/*
 * Steps 5 and 6 for documents that are no lists (summaries, reports): a
 * stylesheet, and its result as a file.
 */
#ifndef QZ_EMIT_WHOLE_H
#define QZ_EMIT_WHOLE_H

#include <libxml/tree.h>
#include <stdbool.h>

struct qz_buf;
struct qz_diag;

/*
 * Stages the document by the stylesheet resource (folder as for
 * qz_resource_tree) and appends what becomes of it: a Word file, when the result
 * is a Flat OPC package (`packed`), else as the stylesheet's xsl:output says.
 * False with a finding, or when memory ran out.
 */
bool qz_draw_whole(const char *folder, const char *stylesheet, bool packed, xmlDoc *doc, const char *const *params, struct qz_buf *out,
	     struct qz_diag *diag);

#endif
