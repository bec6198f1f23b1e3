/*
 * Bytes set aside until their turn comes: kept in memory while they are few,
 * then in a temporary file that has no name any more. Added by one thread at a
 * time; read after the last was added.
 */
#ifndef QZ_BASE_SPOOL_H
#define QZ_BASE_SPOOL_H

#include <stddef.h>

#include "base/buf.h"

struct qz_spool {
	const char *folder;   /* for the file; borrowed. NULL: all is kept in memory */
	struct qz_buf memory; /* what is not in the file yet */
	size_t filed;         /* bytes in the file, which come before those in memory */
	int fd;               /* -1: there is no file */
};

void qz_spool_init(struct qz_spool *spool, const char *folder);
void qz_spool_done(struct qz_spool *spool);

/* Bytes added so far. */
size_t qz_spool_length(const struct qz_spool *spool);

/* 0, or an errno value. */
int qz_spool_add(struct qz_spool *spool, const void *bytes, size_t len);

/* Reads exactly `len` bytes that were added; 0, or an errno value. */
int qz_spool_read(const struct qz_spool *spool, size_t at, void *bytes, size_t len);

#endif
