/*
 * Findings that differ in their place alone, so that a report says them once.
 */
#ifndef QZ_REPORT_GROUPS_H
#define QZ_REPORT_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "report/judged.h"

struct qz_group {
	size_t first; /* index of its first finding */
	size_t count;
	uint64_t key;
	struct qz_buf places; /* of the second and further ones, each behind a blank, as far as they are shown */
};

struct qz_groups {
	struct qz_group *groups; /* in the order of their first findings */
	size_t count;
	size_t *slots; /* open addressing: index + 1 */
	size_t nslots;
	enum qz_severity most; /* up to which findings that many items share are said once: style, where it is not set otherwise */
};

/* For at most so many findings. False when memory ran out; qz_groups_done() in any case. */
bool qz_groups_init(struct qz_groups *groups, size_t findings);
void qz_groups_done(struct qz_groups *groups);

void qz_groups_add(struct qz_groups *groups, const struct qz_diag *diag, size_t index);

/* Whether a report for people says the finding in its place: it is shown, and no law that was not judged, which are counted instead. */
bool qz_groups_is_said(const struct qz_judged *judged, size_t index);

/* Adds the findings, up to groups->most, that are said. */
void qz_groups_add_form(struct qz_groups *groups, const struct qz_judged *judged);

/* The group of a finding (of form, or up to groups->most) that so many items share that it is said once for all of them; NULL for any other. */
const struct qz_group *qz_groups_shared(const struct qz_groups *groups, const struct qz_finding *finding);

#endif
