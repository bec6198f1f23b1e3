/*
 * The report as a document (urn:quanze:report:1, xsd/quanze-report.xsd), from
 * which the page and the Word sheet are staged.
 */
#ifndef QZ_REPORT_DOCUMENT_H
#define QZ_REPORT_DOCUMENT_H

#include <stddef.h>

#include "report/judged.h"
#include "report/messages.h"
#include "report/since.h"

#pragma GCC visibility push(default)

struct qz_report_document;

/* A report to be filled, in the words of the messages; all are borrowed. `since` may be NULL. NULL when memory ran out. */
struct qz_report_document *qz_report_document_new(const struct qz_messages *messages, const char *language, const char *as_of,
						  const struct qz_since *since);
/* Findings up to that severity that many items share stand once, with their places; else only those of form. */
void qz_report_document_gather(struct qz_report_document *report, enum qz_severity most);
void qz_report_document_free(struct qz_report_document *report);

/* Adds one input with the findings that are shown of it, by item. */
void qz_report_document_add(struct qz_report_document *report, const struct qz_judged *judged);

#pragma GCC visibility pop

#endif
