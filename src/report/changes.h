/*
 * A marked document as JSON (urn:quanze:diff:1, xsd/quanze-diff.schema.json).
 */
#ifndef QZ_REPORT_CHANGES_H
#define QZ_REPORT_CHANGES_H

#include <libxml/tree.h>

struct qz_sink;

/* Puts the JSON of a marked document; 0, or -1 when memory ran out or the sink wants no more. */
int qz_changes_json(xmlDoc *marked, const struct qz_sink *sink);

#endif
