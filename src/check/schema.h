/*
 * Validation against an XSD, each violation mapped to the nearest place in the source.
 */
#ifndef QZ_CHECK_SCHEMA_H
#define QZ_CHECK_SCHEMA_H

#include <libxml/tree.h>

#include "base/diag.h"

struct qz_schema;

/* Compiles the schema resource `name`. NULL with a finding on failure. Read-only afterwards. */
struct qz_schema *qz_schema_open(const char *folder, const char *name, struct qz_diag *diag);
void qz_schema_close(struct qz_schema *schema);

/*
 * Validates the document; every violation, up to `max`, becomes a finding of `rule` with the nearest
 * @pos, the item's serial, the field, and {message}. Returns how many there were; -1 on failure.
 */
long qz_schema_check(const struct qz_schema *schema, xmlDoc *doc, enum qz_rule rule, size_t max, struct qz_diag *diag);

/*
 * The same by the filing schema (QZ_RULE_FILING_INVALID), behind the rules: what one of their errors in `diag` says already
 * of a field, or of a column that is missing, is not said again.
 */
long qz_schema_check_filing(const struct qz_schema *schema, xmlDoc *doc, size_t max, struct qz_diag *diag);

#endif
