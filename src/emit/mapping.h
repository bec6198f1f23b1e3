/*
 * An office's mapping of fields to the columns of another system
 * (xsd/quanze-mapping.xsd), looked at before the schema judges it: so that what is wrong is
 * named with its line, what is allowed there, and what was meant.
 */
#ifndef QZ_EMIT_MAPPING_H
#define QZ_EMIT_MAPPING_H

#include <libxml/tree.h>

struct qz_diag;

/* 0, or -1 with findings; `file` is what they call it. */
int qz_mapping_check(const xmlDoc *doc, const char *file, struct qz_diag *diag);

#endif
