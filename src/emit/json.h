/*
 * JSON (RFC 8259) of a result tree. Its elements are
 *
 *   <object>, <array>         what stands in them are values; lines="yes": each on a line of its own
 *   <string>, <number>        text, of several lines where <l> stand in it
 *
 * and @name is the name that a value has in an object. A number that is none as JSON
 * writes them, or has more digits than programs keep, becomes a string: nothing of it is changed.
 * In an array with lines, <?quanze-items …?> marks where items go; a stream of items has
 * first="yes" where no item stands before it in the array.
 */
#ifndef QZ_EMIT_JSON_H
#define QZ_EMIT_JSON_H

#include "emit/frame.h"

struct qz_stage;

/* As qz_backend has them. */
int qz_json_frame(struct qz_stage *stage, xmlDoc *result, unsigned width, struct qz_frame *frame);
int qz_json_items(struct qz_stage *stage, const xmlNode *stream, unsigned width, struct qz_buf *out);

/* Appends a text as a string of JSON, quotes included. */
void qz_json_put_string(const char *text, size_t len, struct qz_buf *out);

#endif
