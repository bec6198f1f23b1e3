/*
 * The report as JSON (urn:quanze:report:1): for programs, and for --since. What
 * stands where is said by xsd/quanze-report.schema.json.
 */
#ifndef QZ_REPORT_JSON_H
#define QZ_REPORT_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "report/judged.h"
#include "report/messages.h"
#include "report/since.h"

#pragma GCC visibility push(default)

struct qz_json;

/* A report to be filled; all are borrowed. `since` is NULL when nothing is compared. NULL when memory ran out. */
struct qz_json *qz_json_new(const struct qz_messages *messages, const char *as_of, const struct qz_since *since);
void qz_json_free(struct qz_json *json);

/* Adds one input with its findings. */
void qz_json_add(struct qz_json *json, const struct qz_judged *judged);

/* The report as text with a final line end (free()); NULL when memory ran out. */
char *qz_json_text(struct qz_json *json);

#pragma GCC visibility pop

#endif
