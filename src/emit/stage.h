/*
 * Step 5: a document becomes a result tree by an XSLT stylesheet. Stylesheets
 * can neither read nor write files nor reach the network.
 */
#ifndef QZ_EMIT_STAGE_H
#define QZ_EMIT_STAGE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct qz_buf;
struct qz_diag;
struct qz_stage;

/* Once, before any thread or worker starts. */
void qz_stage_init(void);

/*
 * Compiles the stylesheet resource `name` (folder as for qz_resource_tree). NULL with a finding on failure. `list`: it draws
 * lists, and asks for texts by l:text() alone, so that they need not be compiled (texts.h).
 */
struct qz_stage *qz_stage_open(const char *folder, const char *name, bool list, struct qz_diag *diag);
void qz_stage_close(struct qz_stage *stage);

/*
 * Applies the stylesheet. `params`: name and value pairs ended by NULL, values
 * are plain strings. NULL with a finding on failure.
 */
xmlDoc *qz_stage_apply(struct qz_stage *stage, xmlDoc *doc, const char *const *params, struct qz_diag *diag);

/* Serialises a result as the stylesheet's xsl:output says; 0, or -1 when memory ran out. */
int qz_stage_serialise(struct qz_stage *stage, xmlDoc *result, struct qz_buf *out);

/* The same for what stands in an element of a result. */
int qz_stage_serialise_content(struct qz_stage *stage, const xmlNode *node, struct qz_buf *out);

#endif
