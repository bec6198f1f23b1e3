/*
 * A file of rows that grows while a batch runs. Each row stands behind its
 * length and its hash, so that a torn end is seen and left out.
 */
#ifndef QZ_BATCH_JOURNAL_H
#define QZ_BATCH_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>

struct qz_buf;
struct qz_journal;

/* Appends the rows of a journal; nothing where there is none. */
void qz_journal_read(const char *path, struct qz_buf *rows);

/* Opens a journal to append to; NULL when it cannot be written. */
struct qz_journal *qz_journal_open(const char *path);
void qz_journal_close(struct qz_journal *journal);

/* Adds a row; false when that failed (or the journal is NULL). */
bool qz_journal_add(struct qz_journal *journal, const char *row, size_t len);

#endif
