/*
 * A result on its way from a worker to the parent: numbers of eight bytes and
 * strings with their length before them, in the machine's own order, for both
 * ends are one program. Every length is checked against what is there.
 */
#ifndef QZ_BATCH_WIRE_H
#define QZ_BATCH_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quanze.h"

/* What is left to read. Once something does not fit, `bad` is set and every further value is 0 or NULL. */
struct qz_wire {
	const char *at, *end;
	bool bad;
};

void qz_wire_put_number(struct qz_buf *out, uint64_t value);
void qz_wire_put_string(struct qz_buf *out, const char *text); /* NULL stays NULL */
void qz_wire_put_bytes(struct qz_buf *out, const char *bytes, size_t len);

uint64_t qz_wire_number(struct qz_wire *wire);
char *qz_wire_string(struct qz_wire *wire);                      /* malloc'ed, or NULL */
const char *qz_wire_bytes(struct qz_wire *wire, size_t *len);    /* borrowed */

void qz_wire_put_result(struct qz_buf *out, const struct qz_result *result);

/* Fills an initialised result; false when the bytes are no result or memory ran out. */
bool qz_wire_result(struct qz_wire *wire, struct qz_result *result);

#endif
