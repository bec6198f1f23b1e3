/*
 * An earlier report (urn:quanze:report:1) beside which a resubmission is judged.
 */
#ifndef QZ_REPORT_SINCE_H
#define QZ_REPORT_SINCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/limits.h"
#include "report/judged.h"

#pragma GCC visibility push(default)

struct qz_since;

/* What became of the earlier report as a whole. */
struct qz_since_totals {
	size_t fixed, open, fresh; /* findings: no longer found, still there, and new ones */
	size_t unjudged;           /* earlier findings that were not looked for */
};

/*
 * Reads a report of `validate --format json`. The bytes are bounded by
 * limits->input_bytes, the values in them by limits->report_values; whatever is
 * no whole report is refused. NULL with a finding on failure.
 */
struct qz_since *qz_since_load(const char *path, const struct qz_limits *limits, struct qz_diag *diag);
void qz_since_free(struct qz_since *since);

/*
 * Pairs the inputs of this time (their names as reported; must outlive `since`)
 * with the report's: by path, else by the last parts of it, the file's name, or
 * that without its extension, where only one has it; a single input is the
 * report's single input under whatever name. False when memory ran out.
 */
bool qz_since_plan(struct qz_since *since, const char *const *files, size_t count);

/* How the input is compared. */
struct qz_since_how {
	bool judged; /* it was read and judged: what is not found now is put right */
	bool (*is_off)(const void *context, enum qz_rule rule); /* rules that are not applied this time */
	const void *context;
};

/*
 * Sorts the findings of an input: fills in states, fixed and unjudged. Findings match by facts that survive new rows and numbers: rule,
 * field, data, and the item's name and serial, id, or one of them; each counts
 * once. What was found of the form of a file is not compared where the list came
 * back in another one. False when memory ran out.
 */
bool qz_since_compare(struct qz_since *since, const struct qz_since_how *how, struct qz_judged *judged);

/* Counts over all inputs compared so far. */
const struct qz_since_totals *qz_since_counts(const struct qz_since *since);

/* When the earlier report was made: its version of quanze and its day. Borrowed. */
const char *qz_since_version(const struct qz_since *since);
const char *qz_since_day(const struct qz_since *since);

/* Inputs of the report that were not compared with any: the n-th one's name, NULL past the last. */
const char *qz_since_missing(const struct qz_since *since, size_t n);

#pragma GCC visibility pop

#endif
