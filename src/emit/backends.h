/*
 * The only list of outputs.
 */
#ifndef QZ_EMIT_BACKENDS_H
#define QZ_EMIT_BACKENDS_H

#include <libxml/tree.h>

#include "emit/stage.h"

struct qz_buf;
struct qz_diag;

struct qz_backend {
	const char *name;       /* --to, and the file name extension */
	const char *stylesheet; /* NULL: the document itself */
	/* Turns the result tree into the file's bytes, lines of text no wider than `width` columns (0: not broken); 0, or -1 with a finding (or when memory ran out). */
	int (*emit)(struct qz_stage *stage, xmlDoc *result, unsigned width, struct qz_buf *out, struct qz_diag *diag);
};

#define QZ_BACKENDS 4

extern const struct qz_backend qz_backends[QZ_BACKENDS];

#endif
