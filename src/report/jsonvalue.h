/*
 * What the JSON and SARIF reports share: values that may fail for memory, made
 * so that one look at the end is enough.
 */
#ifndef QZ_REPORT_JSONVALUE_H
#define QZ_REPORT_JSONVALUE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/diag.h"
#include "report/messages.h"

/* Once, before any thread or worker starts: memory that jansson does not get is counted (base/shortage.h). */
void qz_json_init(void);

/* Sets a member, appends an element; takes the value. `failed` is set when the value is NULL or memory ran out. */
void qz_json_set(json_t *object, const char *key, json_t *value, bool *failed);
void qz_json_append(json_t *array, json_t *value, bool *failed);

/* A text; what is no UTF-8 (in a file's name) becomes U+FFFD byte by byte. NULL when memory ran out. */
json_t *qz_json_string(const char *text);

/* A sentence of a finding. */
json_t *qz_json_sentence(const struct qz_messages *messages, const struct qz_finding *finding, enum qz_rule_text text);

/* A number, as findings and items are counted. */
json_t *qz_json_count(size_t count);

/* The value as text with a final line end (free()); takes it. NULL when memory ran out. */
char *qz_json_take_text(json_t *value);

#endif
