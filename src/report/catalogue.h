/*
 * Lists held against a catalogue, as JSON (xsd/quanze-catalogue.schema.json).
 */
#ifndef QZ_REPORT_CATALOGUE_H
#define QZ_REPORT_CATALOGUE_H

#include <libxml/tree.h>

struct qz_buf;

/* Appends the document (xsd/quanze-catalogue.xsd) as JSON; 0, or -1 when memory ran out. */
int qz_catalogue_json(const xmlDoc *doc, struct qz_buf *out);

#endif
