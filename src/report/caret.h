/*
 * The words of the source in a text report: one line, and below it carets under
 * what the finding is about.
 */
#ifndef QZ_REPORT_CARET_H
#define QZ_REPORT_CARET_H

#include "base/buf.h"
#include "base/diag.h"

/*
 * Two lines (one where nothing is marked), each behind `prefix`; none without a
 * text. A line takes at most `columns` columns, the prefix not counted; words
 * are left out at its ends, never in the middle of what is marked unless that
 * alone is too wide. Wide characters have wide blanks below them, and those
 * whose width depends on the terminal (“ ” ① …) are themselves repeated, so that
 * the carets stand right everywhere.
 */
void qz_caret_put(const struct qz_excerpt *excerpt, const char *prefix, size_t columns, struct qz_buf *out);

/* Columns of a text at most, characters of doubtful width taken for wide. */
size_t qz_caret_width(const char *text);

#endif
