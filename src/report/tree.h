/*
 * What lies behind a report document: for report.c, which stages it.
 */
#ifndef QZ_REPORT_TREE_H
#define QZ_REPORT_TREE_H

#include <libxml/tree.h>

#include "report/document.h"

/* The tree, finished: totals of the comparison stand in it. Owned by the report; NULL when memory ran out. */
xmlDoc *qz_report_document_tree(struct qz_report_document *report);

#endif
