/*
 * Where bytes go, piece by piece: a buffer, a file that is being written.
 */
#ifndef QZ_BASE_SINK_H
#define QZ_BASE_SINK_H

#include <stddef.h>

struct qz_buf;

struct qz_sink {
	void *context;
	int (*put)(void *context, const void *bytes, size_t len); /* 0, or -1: no more is wanted */
};

int qz_sink_put(const struct qz_sink *sink, const void *bytes, size_t len);

/* A sink that appends to a buffer. */
struct qz_sink qz_sink_to_buf(struct qz_buf *buf);

#endif
