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
 * Appends the workbook to `out`, marked with the findings of `diag`, which is also
 * told why one cannot be marked (mark-refused: signed, strict, damaged; false then, or
 * when memory ran out). `info`: information is marked too. `places`: where each finding
 * stands in the workbook, NULL: where it says itself.
 */
bool qz_mark_workbook(const void *bytes, size_t len, const struct qz_limits *limits, const struct qz_messages *words, bool info,
		      const char *const *places, struct qz_diag *diag, struct qz_buf *out);

#endif
