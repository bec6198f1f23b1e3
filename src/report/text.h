/*
 * Findings as text for people, one line each; like findings of one column
 * share a line.
 */
#ifndef QZ_REPORT_TEXT_H
#define QZ_REPORT_TEXT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"
#include "report/messages.h"

#pragma GCC visibility push(default)

struct qz_report_options {
	enum qz_severity least; /* findings below are not shown */
	bool cures;             /* with the cure on a second line */
	bool color;
	size_t max;             /* lines; 0: no limit */
};

/* FILE:POS: severity: message [rule-id], in the order of places. */
void qz_report_text(const struct qz_diag *diag, const char *file, const struct qz_messages *messages,
		    const struct qz_report_options *options, struct qz_buf *out);

#pragma GCC visibility pop

#endif
