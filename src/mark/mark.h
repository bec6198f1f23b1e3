/*
 * A department's own workbook, sent back: faulty cells in the colour of what was
 * found, with a comment that says what and what to do, and a sheet 审核意见 with a
 * line for each finding. All other parts stay byte for byte.
 */
#ifndef QZ_MARK_MARK_H
#define QZ_MARK_MARK_H

#include <stdbool.h>
#include <stddef.h>

struct qz_buf;
struct qz_diag;
struct qz_limits;
struct qz_messages;

/*
 * Appends the marked workbook to `out`. `findings` may be the same as `diag`,
 * which is told why a workbook cannot be marked (mark-refused: signed, strict,
 * without styles). `info`: information is marked too. False then, or when memory ran out.
 */
bool qz_mark_workbook(const void *bytes, size_t len, const struct qz_limits *limits, const struct qz_messages *words, bool info,
		      struct qz_diag *diag, struct qz_buf *out);

#endif
