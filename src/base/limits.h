/*
 * The bounds on what one input may cost: one table (limits.def), a number each.
 * A refusal names the limit, so that `--limit NAME=VALUE` can raise it.
 */
#ifndef QZ_BASE_LIMITS_H
#define QZ_BASE_LIMITS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

#pragma GCC visibility push(default)

struct qz_limits {
#define LIMIT(name, id, value, finding) size_t name;
#include "base/limits.def"
#undef LIMIT
};

void qz_limits_init(struct qz_limits *limits);

/* Sets the limit named `id`; false when there is none of that name, or it cannot be kept (job-memory below 64 MB). */
bool qz_limits_set(struct qz_limits *limits, const char *id, size_t value);

/* The option name of a limit and its default, in the order of the table; NULL past the last one. */
const char *qz_limits_name(size_t index, size_t *value);

/* The finding that an input above this limit gets. */
enum qz_rule qz_limits_rule(size_t index);

/* Adds the finding limit-exceeded {limit, value} for the limit at `member` of `limits`. */
void qz_limits_exceeded(const struct qz_limits *limits, const size_t *member, struct qz_diag *diag);

#pragma GCC visibility pop

#endif
