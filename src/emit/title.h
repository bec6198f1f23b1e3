/*
 * Breaking a title into lines as people do: at whole words.
 */
#ifndef QZ_EMIT_TITLE_H
#define QZ_EMIT_TITLE_H

#include <libxml/tree.h>

struct qz_buf;

/*
 * Appends a title with U+000A where a line of at most `width` characters ends
 * (GB/T 9704—2012, 7.3.1: lines break at whole words and are of like length). No
 * dictionary: a line ends behind a body's last word, 的 or a closing bracket, or begins with an
 * opening one or 权责清单, before it is cut elsewhere; never inside 办公室 and the like.
 * Longer than 300 characters, it is appended as it is. Linear in its length.
 */
void qz_title_break(const char *title, unsigned width, struct qz_buf *out);

/* The same of what a list is called (xslt/common/document.xsl). 0, or -1 when memory ran out. */
int qz_title_lines(const xmlDoc *doc, unsigned width, struct qz_buf *out);

#endif
