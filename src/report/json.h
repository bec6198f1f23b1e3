/*
 * Findings as JSON (urn:quanze:report:1) and SARIF 2.1.0.
 */
#ifndef QZ_REPORT_JSON_H
#define QZ_REPORT_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "report/messages.h"

#pragma GCC visibility push(default)

struct qz_json;

/* A report to be filled; both strings are borrowed. NULL when memory ran out. */
struct qz_json *qz_json_new(const struct qz_messages *messages, const char *as_of);
void qz_json_free(struct qz_json *json);

/* Adds one input with its findings. */
void qz_json_add(struct qz_json *json, const char *file, size_t items, const struct qz_diag *diag);

/* The report as text with a final line end (free()); NULL when memory ran out. */
char *qz_json_text(const struct qz_json *json, bool sarif);

#pragma GCC visibility pop

#endif
