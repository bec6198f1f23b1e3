/*
 * A growing byte buffer. Failure to allocate is sticky: once `failed` is set
 * every later call does nothing, so that a caller may write a long text and
 * look once at the end. The content is always NUL-terminated.
 */
#ifndef QZ_BASE_BUF_H
#define QZ_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(default)

struct qz_buf {
	char *data;  /* NUL-terminated; NULL before the first byte */
	size_t len;  /* bytes, the NUL not counted */
	size_t cap;  /* bytes allocated */
	bool failed; /* out of memory happened */
};

void qz_buf_init(struct qz_buf *buf);
void qz_buf_done(struct qz_buf *buf);

/* Empties the buffer and keeps its memory. */
void qz_buf_clear(struct qz_buf *buf);

/* Takes off what stands behind the first `len` bytes. */
void qz_buf_cut(struct qz_buf *buf, size_t len);

void qz_buf_add(struct qz_buf *buf, const void *data, size_t len);
void qz_buf_puts(struct qz_buf *buf, const char *text);
void qz_buf_putc(struct qz_buf *buf, char c);

/* Appends one code point as UTF-8; anything that is no scalar value as U+FFFD. */
void qz_buf_put_utf8(struct qz_buf *buf, uint32_t cp);

/*
 * Appends text that people will read on a terminal or in a report: what is not
 * UTF-8 becomes U+FFFD byte by byte, characters that act (qz_is_active) or that
 * XML cannot hold become visible, as <U+202E>.
 */
void qz_buf_put_visible(struct qz_buf *buf, const char *text, size_t len);

/* A number in decimal digits: places are written by the million, and printf takes ten times as long. */
void qz_buf_put_number(struct qz_buf *buf, size_t number);

void qz_buf_printf(struct qz_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Hands the text to the caller (free()), "" if nothing was written; NULL when memory ran out. */
char *qz_buf_take(struct qz_buf *buf);

#pragma GCC visibility pop

#endif
