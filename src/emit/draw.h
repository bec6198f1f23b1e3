/*
 * Steps 5 and 6 for all outputs of a document that are drawn by stylesheets. A
 * short list is drawn at once, its outputs by several threads; of a long one the
 * frame of each output, from the whole document, then its items, chunk by chunk
 * (chunk.h), by several threads where there are many; then the bytes.
 */
#ifndef QZ_EMIT_DRAW_H
#define QZ_EMIT_DRAW_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "emit/backends.h"

struct qz_diag;
struct qz_draw;
struct qz_sink;
struct qz_stages;

struct qz_packed;

struct qz_draw_options {
	struct qz_stages *stages;       /* by backend; those there are, are drawn */
	const char *const *params;      /* of all stylesheets, ended by NULL */
	const char *resources;          /* where further stages come from */
	struct qz_packed *packed;       /* what remembers parts that were packed (base/packed.h); NULL: nothing */
	const char *folder;             /* for temporary files; NULL: all is kept in memory */
	unsigned width;                 /* of lines of text */
	bool whole;                     /* stylesheets that draw no chunks, however long the document is */
	size_t items;                   /* of a chunk at most; 0: all items of a table */
	size_t threads;                 /* at least 1 */
	struct qz_pace *pace;           /* counts the items; NULL */
};

/* Draws everything but does not write it. The document must outlive the drawing. NULL with a finding (or when memory ran out). */
struct qz_draw *qz_draw_new(xmlDoc *doc, const struct qz_draw_options *options, struct qz_diag *diag);
void qz_draw_free(struct qz_draw *draw);

/* Puts the bytes of an output; 0, or -1 when memory ran out, a temporary file could not be read or the sink wants no more. */
int qz_draw_put(const struct qz_draw *draw, size_t backend, const struct qz_sink *sink);

#endif
