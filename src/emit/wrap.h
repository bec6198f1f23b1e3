/*
 * Breaking the lines of the text output to a width in terminal columns.
 */
#ifndef QZ_EMIT_WRAP_H
#define QZ_EMIT_WRAP_H

#include <stddef.h>

struct qz_buf;

/*
 * Copies UTF-8 text to `out` with lines no wider than `width` columns (0: not
 * broken). Lines are broken by UAX #14; what follows hangs behind the line's
 * indent and, in a list item, behind its bullet or number. Bidi controls are
 * shown as <U+202E>. 0, or -1 when memory ran out.
 */
int qz_wrap(const char *text, size_t len, unsigned width, struct qz_buf *out);

#endif
