/*
 * The lines of a law's text, whatever file it stands in: paragraphs of a Word
 * file or a page, lines of plain text, Markdown without its marks.
 */
#ifndef QZ_LAWS_LINES_H
#define QZ_LAWS_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct qz_diag;
struct qz_limits;
struct qz_source;

struct qz_text_line {
	char *text; /* without blanks around it; never empty */
	size_t len;
	bool heading; /* the format says so */
};

struct qz_text_lines {
	struct qz_text_line *lines;
	size_t count, cap;
	bool failed; /* memory ran out */
};

/* Reads a source that qz_source_take_bytes() opened; to be freed in any case. QZ_OK, or QZ_INPUT with a finding. */
enum qz_status qz_text_lines_read(struct qz_source *source, const struct qz_limits *limits, struct qz_text_lines *lines,
				  struct qz_diag *diag);
void qz_text_lines_done(struct qz_text_lines *lines);

/* Adds the lines of plain text or Markdown. */
void qz_text_lines_add_plain(struct qz_text_lines *lines, const char *text, size_t len);

/* Whether a line begins with 第…条: the bytes of that, and its number (register's form); 0 when it does not. */
size_t qz_text_marker(const char *text, size_t len, uint32_t *number);

#endif
