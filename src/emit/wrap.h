/*
 * Breaking the lines of the text output to a width in terminal columns.
 */
#ifndef QZ_EMIT_WRAP_H
#define QZ_EMIT_WRAP_H

#include <stddef.h>

struct qz_buf;

/*
 * Copies UTF-8 text to `out` with lines no wider than `width` columns (0: not
 * broken). A line is a paragraph: leading blanks are its indent, and what is
 * broken off hangs
 *   - in an indented line behind a marker, if it begins with one: `-`, `·`, `[1]`,
 *     `①`, or up to 8 characters that end in `.`, `、`, `)` or `）`, with a blank behind it;
 *   - in a line without indent behind its label (`事项名称：`, `Name: `), or two
 *     columns in when the label takes more than a third of the width.
 * Characters that would act on the terminal or on the order of the text
 * (controls, bidi controls, line separators) are shown as <U+202E>. Time is
 * linear. 0, or -1 when memory ran out.
 */
int qz_wrap(const char *text, size_t len, unsigned width, struct qz_buf *out);

#endif
