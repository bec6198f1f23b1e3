/*
 * Findings of reading and repairing are made before there is a document: here
 * they get what those of the rules have from the start, the item they belong to
 * and the words of the source around them.
 */
#ifndef QZ_CHECK_LOCATE_H
#define QZ_CHECK_LOCATE_H

#include <libxml/tree.h>

struct qz_diag;

/* Completes all findings of a list; memory that runs out makes `diag` fail. */
void qz_findings_locate(const xmlDoc *doc, struct qz_diag *diag);

#endif
