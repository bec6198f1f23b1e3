/*
 * The report as SARIF 2.1.0 (OASIS), for editors and for services that show
 * findings of many programs.
 */
#ifndef QZ_REPORT_SARIF_H
#define QZ_REPORT_SARIF_H

#include "report/judged.h"
#include "report/messages.h"

#pragma GCC visibility push(default)

struct qz_sarif;

/* A report to be filled; the messages, in `language`, are borrowed. NULL when memory ran out. */
struct qz_sarif *qz_sarif_new(const struct qz_messages *messages, const char *language);
void qz_sarif_free(struct qz_sarif *sarif);

/* Adds one input with its findings; beside an earlier report each has its baselineState (3.27.24). */
void qz_sarif_add(struct qz_sarif *sarif, const struct qz_judged *judged);

/* The report as text with a final line end (free()); NULL when memory ran out. */
char *qz_sarif_text(struct qz_sarif *sarif);

#pragma GCC visibility pop

#endif
