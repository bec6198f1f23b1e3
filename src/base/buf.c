/*
 * The growing byte buffer of buf.h. Grows by doubling, so appending is linear.
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/shortage.h"
#include "base/utf8.h"

void qz_buf_init(struct qz_buf *buf)
{
	*buf = (struct qz_buf){0};
}

void qz_buf_done(struct qz_buf *buf)
{
	free(buf->data);
	qz_buf_init(buf);
}

void qz_buf_clear(struct qz_buf *buf)
{
	buf->len = 0;
	if (buf->data)
		buf->data[0] = '\0';
}

void qz_buf_cut(struct qz_buf *buf, size_t len)
{
	if (len >= buf->len)
		return;
	buf->len = len;
	buf->data[len] = '\0';
}

/* Makes the buffer larger, for `more` bytes and the NUL. */
static bool grow(struct qz_buf *buf, size_t more)
{
	if (more >= SIZE_MAX / 2 - buf->len) {
		buf->failed = true;
		return false;
	}
	size_t need = buf->len + more + 1;
	size_t cap = buf->cap ? buf->cap : 64;
	while (cap < need)
		cap *= 2;
	char *data = realloc(buf->data, cap);
	if (!data) {
		qz_shortage_note();
		buf->failed = true;
		return false;
	}
	buf->data = data;
	buf->cap = cap;
	return true;
}

/* Makes room for `more` bytes and the NUL. */
static inline bool reserve(struct qz_buf *buf, size_t more)
{
	return !buf->failed && (more < buf->cap - buf->len || grow(buf, more));
}

void qz_buf_add(struct qz_buf *buf, const void *data, size_t len)
{
	if (!reserve(buf, len))
		return;
	if (len)
		memcpy(buf->data + buf->len, data, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void qz_buf_puts(struct qz_buf *buf, const char *text)
{
	qz_buf_add(buf, text, strlen(text));
}

void qz_buf_putc(struct qz_buf *buf, char c)
{
	if (!reserve(buf, 1))
		return;
	buf->data[buf->len++] = c;
	buf->data[buf->len] = '\0';
}

void qz_buf_put_utf8(struct qz_buf *buf, uint32_t cp)
{
	if (!reserve(buf, 4))
		return;
	buf->len += qz_utf8_encode(cp, buf->data + buf->len);
	buf->data[buf->len] = '\0';
}

void qz_buf_put_visible(struct qz_buf *buf, const char *text, size_t len)
{
	uint32_t cp = 0;
	size_t plain = 0; /* where what is to be copied begins */
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		if (n && !qz_is_active(cp) && qz_is_xml_char(cp))
			continue;
		qz_buf_add(buf, text + plain, at - plain);
		if (n == 0)
			qz_buf_put_utf8(buf, QZ_REPLACEMENT);
		else
			qz_buf_printf(buf, "<U+%04X>", (unsigned)cp);
		n = n ? n : 1;
		plain = at + n;
	}
	qz_buf_add(buf, text + plain, len - plain);
}

void qz_buf_put_number(struct qz_buf *buf, size_t number)
{
	char digits[3 * sizeof number], *at = digits + sizeof digits;
	do
		*--at = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	qz_buf_add(buf, at, (size_t)(digits + sizeof digits - at));
}

void qz_buf_printf(struct qz_buf *buf, const char *format, ...)
{
	va_list args;
	if (!reserve(buf, 0))
		return;
	va_start(args, format);
	int len = vsnprintf(buf->data + buf->len, buf->cap - buf->len, format, args);
	va_end(args);
	bool fits = len >= 0 && (size_t)len < buf->cap - buf->len;
	if (!fits && len >= 0 && grow(buf, (size_t)len)) {
		va_start(args, format);
		vsnprintf(buf->data + buf->len, (size_t)len + 1, format, args);
		va_end(args);
		fits = true;
	}
	if (fits) {
		buf->len += (size_t)len;
	} else {
		buf->failed = true;
		buf->data[buf->len] = '\0';
	}
}

char *qz_buf_take(struct qz_buf *buf)
{
	qz_buf_add(buf, "", 0);
	char *data = buf->failed ? NULL : buf->data;
	if (!data)
		free(buf->data);
	qz_buf_init(buf);
	return data;
}
