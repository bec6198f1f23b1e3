/*
 * A decision of a form as a line of the table of decisions (decide/decisions.h),
 * and a table that was sent as such lines. A line of the file is one decision:
 * no cell holds a line end.
 */
#ifndef QZ_SERVE_DECIDED_H
#define QZ_SERVE_DECIDED_H

#include <stdbool.h>

#include "base/buf.h"
#include "quanze.h"

/* What the form says; NULL: nothing. */
struct qz_decided_form {
	const char *file, *item, *name, *column, *finding, *found, *suggested; /* hidden fields, as the page had them */
	const char *decision; /* "accept", "change", "waive" */
	const char *change, *reason, *who, *date, *key;
};

/* Appends the line of the labels. */
void qz_decided_labels(bool chinese, struct qz_buf *out);

/* Appends a line; false for a form that decides nothing. Text alone is looked at, nothing is understood. */
bool qz_decided_line(const struct qz_decided_form *form, bool chinese, struct qz_buf *out);

/*
 * A table of decisions of any format that is read, as such lines with their
 * labels. QZ_OK, or QZ_INPUT with findings: no table that can be read, or labels
 * that are missing.
 */
enum qz_status qz_decided_import(const char *path, const struct qz_options *options, bool chinese, struct qz_buf *out, struct qz_diag *diag);

#endif
