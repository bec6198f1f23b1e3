/*
 * An output in the making: the bytes of its frame, with marks where items go,
 * and the items' bytes in a spool. A stylesheet marks a place by the processing
 * instruction <?quanze-items NAME?> (the items of all tables) or
 * <?quanze-items NAME TABLE?> (those of one, from 1); nothing of a source can
 * look so.
 */
#ifndef QZ_EMIT_FRAME_H
#define QZ_EMIT_FRAME_H

#include <libxml/tree.h>

#include "base/buf.h"

struct qz_sink;
struct qz_spool;

#define QZ_ITEMS_MARK "quanze-items"

struct qz_mark {
	size_t at, end; /* of the part's bytes: what the mark stands for, and nothing else */
	char name[16];  /* of the stream of items */
	size_t table;   /* 0: all tables */
};

struct qz_part {
	char *name; /* of a part of a package; "" */
	struct qz_buf bytes;
	struct qz_mark *marks;
	size_t nmarks, cap;
};

struct qz_frame {
	struct qz_part *parts;
	size_t nparts, cap;
	struct qz_packed *packed; /* what remembers parts that were packed (base/packed.h); NULL: nothing */
};

/* What chunks hold for one stream, in the order of the list. */
#define QZ_STREAMS 6 /* at most, for an output */

struct qz_segment {
	size_t at, len; /* in the spool */
};

struct qz_streams {
	char names[QZ_STREAMS][16];
	size_t nnames;
	struct qz_segment *segments; /* chunk by chunk, QZ_STREAMS each */
	size_t chunks;
	const size_t *tables; /* by chunk: the table it is of, from 1 */
	const struct qz_spool *spool;
};

/* The bytes of a part with the items in their places, to be read from the first to the last. */
struct qz_flow {
	struct qz_piece *pieces;
	size_t npieces, cap;
	size_t len;          /* of all of them */
	size_t piece, start; /* being read, and where it begins */
	const struct qz_part *part;
	const struct qz_spool *spool;
};

void qz_frame_init(struct qz_frame *frame);
void qz_frame_done(struct qz_frame *frame);

/* A new, empty part; NULL when memory ran out. Valid until the next one is added. */
struct qz_part *qz_frame_add(struct qz_frame *frame, const char *name);

/* Finds the marks in serialised XML or HTML. 0, or -1 when memory ran out. */
int qz_part_find_marks(struct qz_part *part);

/* Adds a mark at the end of the bytes, as it stands in a processing instruction ("rows 2"). 0, or -1. */
int qz_part_add_mark(struct qz_part *part, const char *text);

/* Puts frame and items together; 0, or -1 when memory ran out. Everything it is made from must outlive it. */
int qz_flow_init(struct qz_flow *flow, const struct qz_part *part, const struct qz_streams *streams);
void qz_flow_done(struct qz_flow *flow);

/* Exactly `len` bytes from `at` on, which does not go back; 0, or an errno value. */
int qz_flow_read(struct qz_flow *flow, size_t at, void *bytes, size_t len);

/* All bytes; 0, or -1. */
int qz_flow_put(struct qz_flow *flow, const struct qz_sink *sink);

#endif
