/*
 * The only list of outputs.
 */
#ifndef QZ_EMIT_BACKENDS_H
#define QZ_EMIT_BACKENDS_H

#include <libxml/tree.h>

#include "emit/frame.h"
#include "emit/stage.h"

struct qz_buf;
struct qz_sink;

/* How result trees become bytes; all return 0, or -1 when memory ran out or the sink wants no more. */
struct qz_backend {
	const char *name;       /* --to, and the file name extension */
	const char *stylesheet; /* NULL: the document itself is the output; then there are no functions either */
	const char *marked;     /* of a document that holds two revisions (xsd/quanze-diff.xsd); NULL: the output holds none */
	/* The frame's tree; lines of text no wider than `width` columns (0: not broken). */
	int (*make_frame)(struct qz_stage *stage, xmlDoc *result, unsigned width, struct qz_frame *frame);
	/* The items in a stream of a chunk's tree. */
	int (*make_items)(struct qz_stage *stage, const xmlNode *stream, unsigned width, struct qz_buf *out);
	/* The output itself. */
	int (*put)(const struct qz_frame *frame, const struct qz_streams *streams, const struct qz_sink *sink);
};

#define QZ_BACKENDS 7

extern const struct qz_backend qz_backends[QZ_BACKENDS];

#endif
