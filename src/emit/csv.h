/*
 * CSV (RFC 4180) of a result tree: UTF-8 with a byte order mark, lines end in
 * CR LF, and cells are quoted where they hold a comma, a quote, a line end, or blanks at
 * an end. The tree is <table> with <row> of <c>; <?quanze-items rows?> marks
 * where rows of items go.
 *
 * A spreadsheet takes what begins with = + - @ for a formula, and what looks like a
 * number for one. The texts are written as they are, unless the table (or the
 * stream) says guard="yes": then a code stands in ="…", any other text of that kind behind
 * an apostrophe; both are taken off when quanze reads the file.
 */
#ifndef QZ_EMIT_CSV_H
#define QZ_EMIT_CSV_H

#include <stdbool.h>

#include "emit/frame.h"

struct qz_stage;

/* As qz_backend has them. */
int qz_csv_frame(struct qz_stage *stage, xmlDoc *result, unsigned width, struct qz_frame *frame);
int qz_csv_items(struct qz_stage *stage, const xmlNode *stream, unsigned width, struct qz_buf *out);

/* Whether a spreadsheet would run the text as a formula, or try to. */
bool qz_csv_is_formula(const char *text, size_t len);

/* Appends a cell. */
void qz_csv_put_cell(const char *text, size_t len, bool guard, struct qz_buf *out);

#endif
