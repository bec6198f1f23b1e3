/*
 * What became of a table of decisions as a whole, for decisions.h.
 */
#include <stdio.h>
#include <stdlib.h>

#include "decide/decisions.h"

#define SHOWN 12 /* numbers of lines */

/* Marks the lines that findings of the rule tell of. */
static void mark_lines(const struct qz_diag *diag, enum qz_rule rule, unsigned char mark, unsigned last, unsigned char *marks)
{
	for (size_t i = 0; i < diag->count; i++) {
		const char *line = diag->findings[i].rule == rule ? qz_finding_get(&diag->findings[i], "line") : NULL;
		const unsigned long number = line ? strtoul(line, NULL, 10) : 0;
		if (number > 0 && number <= last)
			marks[number] |= mark;
	}
}

enum { APPLIED = 1, LEFT = 2 };

static void put_left(const unsigned char *marks, unsigned last, struct qz_buf *out)
{
	size_t shown = 0;
	for (unsigned line = 1; line <= last; line++) {
		if (!(marks[line] & LEFT))
			continue;
		if (shown++ == SHOWN) {
			qz_buf_puts(out, "…");
			return;
		}
		qz_buf_puts(out, shown > 1 ? "," : "");
		qz_buf_put_number(out, line);
	}
}

void qz_decisions_total(const struct qz_decisions *decisions, struct qz_diag *diag)
{
	unsigned last = 0;
	size_t applied = 0, left = 0;
	char counts[2][24];
	struct qz_buf lines;
	for (size_t i = 0; i < decisions->count; i++)
		last = decisions->list[i].line > last ? decisions->list[i].line : last;
	unsigned char *marks = calloc((size_t)last + 1, 1);
	if (!marks) {
		diag->failed = true;
		return;
	}
	mark_lines(diag, QZ_RULE_DECISION_APPLIED, APPLIED, last, marks);
	mark_lines(diag, QZ_RULE_DECISION_STALE, LEFT, last, marks);
	for (unsigned line = 1; line <= last; line++) {
		left += (marks[line] & LEFT) != 0;
		applied += marks[line] == APPLIED;
	}
	snprintf(counts[0], sizeof counts[0], "%zu", applied);
	snprintf(counts[1], sizeof counts[1], "%zu", left);
	qz_buf_init(&lines);
	if (left)
		put_left(marks, last, &lines);
	if (left && !lines.failed)
		qz_diag_add(diag, QZ_RULE_DECISIONS_LEFT, NULL, "file", decisions->name, "applied", counts[0], "left", counts[1], "lines", lines.data, NULL);
	diag->failed |= lines.failed;
	qz_buf_done(&lines);
	free(marks);
}
