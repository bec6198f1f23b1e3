/*
 * The worklist of an amendment as JSON (xsd/quanze-impact.schema.json).
 */
#ifndef QZ_REPORT_IMPACT_H
#define QZ_REPORT_IMPACT_H

#include <libxml/tree.h>

struct qz_buf;

/* Appends the document of an impact (xsd/quanze-impact.xsd) as JSON. 0, or -1 when memory ran out. */
int qz_impact_json(const xmlDoc *doc, struct qz_buf *out);

#endif
