/*
 * The parts of a job (job.c): judging, with the report and what goes back to a
 * department; pages; archives that come in and go out. In a worker alone.
 */
#ifndef QZ_SERVE_WORK_H
#define QZ_SERVE_WORK_H

#include "serve/desk.h"

/* Judges all inputs as `quanze validate`: out/report.json, and of a session the marked workbook, the reply and the review of each. */
enum qz_status qz_work_judge(struct qz_desk *desk, struct qz_job_outcome *outcome);

/* Of an input that no list came of: out/report.json. */
void qz_work_report(struct qz_desk *desk, size_t index, enum qz_status status, const struct qz_result *result);

/* Notes out/N[WHAT].EXTENSION as STEM[WHAT].EXTENSION, the one for the files as STEM（备案）.docx; "diff": as STEM.diff.EXTENSION. */
void qz_work_note_output(struct qz_desk *desk, size_t index, const char *what, const char *stem, const char *extension, const char *kind);

/* Appends the row of an input that was converted; of all rows the summary: index.html, summary.docx and summary.tsv (summary.c). */
void qz_work_summary_row(const struct qz_desk *desk, size_t index, enum qz_status status, const struct qz_result *result, struct qz_buf *out);
void qz_work_summary(struct qz_desk *desk, const struct qz_buf *rows);

/* Puts what is in uploaded archives in their places on the list. */
bool qz_work_expand(struct qz_desk *desk);

/* All outputs as all.zip. */
enum qz_status qz_work_zip(struct qz_desk *desk);

/* A page of the session. */
enum qz_status qz_work_page(struct qz_desk *desk);

#endif
