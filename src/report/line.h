/*
 * Lines that both reports in text write (text.h).
 */
#ifndef QZ_REPORT_LINE_H
#define QZ_REPORT_LINE_H

#include "report/text.h"

/* The head of a line, for both: FILE:POS: severity (state): message [rule-id], without its end. */
void qz_report_line(const struct qz_finding *finding, enum qz_state state, const char *file, const struct qz_messages *messages, bool color,
		    struct qz_buf *out);

struct qz_group;

/* " (9 places: 14:1 15:1 …)" */
void qz_report_places(const struct qz_group *group, const struct qz_messages *messages, struct qz_buf *out);

/* "    cure: …" where the rule has one. */
void qz_report_cure(const struct qz_finding *finding, const struct qz_messages *messages, struct qz_buf *out);

/* How many findings of each severity are not shown, as a line; nothing when all are. */
void qz_report_more(const size_t hidden[], const char *file, const struct qz_messages *messages, struct qz_buf *out);

#endif
