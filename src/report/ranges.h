/*
 * Items by their numbers, put together as they come: 行政许可 第 1–3、5 项；行政处罚 第 2 项.
 */
#ifndef QZ_REPORT_RANGES_H
#define QZ_REPORT_RANGES_H

#include "base/buf.h"
#include "base/diag.h"
#include "report/messages.h"

struct qz_ranges {
	const struct qz_messages *messages;
	struct qz_buf text, numbers; /* what is done; the numbers of the table at hand, as far as they are done */
	const struct qz_finding *last; /* NULL: none yet */
	long from, to;                 /* the range at hand; -1: a serial that is no number */
	bool unnumbered;               /* an item has no serial */
};

void qz_ranges_init(struct qz_ranges *ranges, const struct qz_messages *messages);
void qz_ranges_done(struct qz_ranges *ranges);

/* Adds the item of a finding, which is borrowed until the next one. */
void qz_ranges_add(struct qz_ranges *ranges, const struct qz_finding *finding);

/* The text; "" where an item has no number, NULL when memory ran out. Borrowed. */
const char *qz_ranges_text(struct qz_ranges *ranges);

#endif
