/*
 * Workbooks that quanze has marked and that come back: its own comments and the
 * sheet of findings are no content. They are known by their seals (base/own.h),
 * in whatever program the workbook was saved.
 */
#ifndef QZ_READ_MARKS_H
#define QZ_READ_MARKS_H

#include <stdbool.h>

struct qz_diag;
struct qz_table;

/* The sheet of findings that was found. */
struct qz_marks {
	char *sheet;   /* its name, heap; NULL: there is none */
	char *answers; /* what people wrote beside lines that are whole (base/own.h, qz_own_put_answer), heap; NULL: nothing */
};

/*
 * Takes quanze's own words out of the table, into table->own, and says how many
 * (marks-passed-over). What people wrote beside them becomes asides QZ_ASIDE_REPLY;
 * what they changed of them is theirs. `counted`: the census counts comments and prompts of
 * such a file. Memory that runs out makes `diag` fail.
 */
void qz_marks_set_aside(struct qz_table *table, bool counted, struct qz_marks *marks, struct qz_diag *diag);

void qz_marks_done(struct qz_marks *marks);

#endif
