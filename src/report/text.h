/*
 * Findings as text for people: lines as compilers write them (convert), and the
 * report by item (validate).
 */
#ifndef QZ_REPORT_TEXT_H
#define QZ_REPORT_TEXT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"
#include "report/judged.h"
#include "report/messages.h"

#pragma GCC visibility push(default)

struct qz_report_options {
	enum qz_severity least; /* findings below are not shown */
	bool cures;             /* with the cure on a second line */
	bool color;
	size_t max;             /* lines; 0: no limit */
};

/* FILE:POS: severity: message [rule-id], in the order of places; like findings share a line. */
void qz_report_text(const struct qz_diag *diag, const char *file, const struct qz_messages *messages,
		    const struct qz_report_options *options, struct qz_buf *out);

/*
 * The same lines item by item, each with the words of the source, a caret under
 * what it is about, and the cure; then findings that many items share, those put
 * right since an earlier report, and the laws that were not judged. Of the
 * options the colour counts; what is shown is chosen already.
 */
void qz_report_detail(const struct qz_judged *judged, const struct qz_messages *messages, const struct qz_report_options *options, struct qz_buf *out);

#pragma GCC visibility pop

#endif
