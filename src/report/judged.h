/*
 * What is reported of one input, worked out once for every format of report:
 * which findings are shown, which laws were not judged, and, beside an earlier
 * report, what was put right since.
 */
#ifndef QZ_REPORT_JUDGED_H
#define QZ_REPORT_JUDGED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

#pragma GCC visibility push(default)

/* Beside an earlier report: a finding that stood there too, or one that did not. */
enum qz_state { QZ_STATE_NONE, QZ_STATE_OPEN, QZ_STATE_NEW };

/* A law that is cited but not in the register: whether it is in force was not judged. */
struct qz_unjudged_law {
	const char *name; /* borrowed from a finding */
	size_t citations;
};

struct qz_judged {
	const char *file;         /* as people know it; borrowed */
	const char *title, *body; /* of the list; NULL when there is none, "" when it names none; borrowed */
	size_t items;
	const struct qz_diag *diag; /* borrowed */
	enum qz_severity least;     /* findings below are not shown, and not counted in a comparison */
	bool *shown;                /* for each finding */
	size_t hidden[QZ_SEVERITIES]; /* findings that are not shown because there are too many */
	struct qz_unjudged_law *laws; /* in the order of their first citation */
	size_t nlaws;
	enum qz_state *states;      /* for each finding; NULL when nothing was compared */
	const struct qz_finding **fixed; /* of the earlier report: no longer found; borrowed from it */
	size_t nfixed;
	size_t unjudged;            /* of the earlier report: not looked for this time */
};

/*
 * Fills in what the findings themselves tell. At most `max` findings from
 * `least` up are shown (0: no limit), the worst first. False when memory ran
 * out; qz_judged_done() in any case. `file` and `diag` must outlive it.
 */
bool qz_judged_init(struct qz_judged *judged, const char *file, size_t items, const struct qz_diag *diag, enum qz_severity least, size_t max);
void qz_judged_done(struct qz_judged *judged);

/* The sum of findings that are not shown. */
size_t qz_judged_hidden(const struct qz_judged *judged);

#pragma GCC visibility pop

#endif
