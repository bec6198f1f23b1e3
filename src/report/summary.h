/*
 * A summary as JSON (urn:quanze:summary:1).
 */
#ifndef QZ_REPORT_SUMMARY_H
#define QZ_REPORT_SUMMARY_H

#include <libxml/tree.h>

struct qz_buf;

/* Appends a valid summary as JSON, names as in its schema; 0, or -1 when memory ran out. */
int qz_summary_json(const xmlDoc *doc, struct qz_buf *out);

#endif
