/*
 * Names of sheets in places, for place.h.
 */
#include "report/place.h"

#include <string.h>

static int digit_of(char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* The name of `len` bytes with %XX as the byte that it stands for. */
static void put_name(const char *name, size_t len, struct qz_buf *out)
{
	for (size_t i = 0; i < len; i++) {
		const int high = name[i] == '%' && i + 2 < len ? digit_of(name[i + 1]) : -1, low = high >= 0 ? digit_of(name[i + 2]) : -1;
		qz_buf_putc(out, low >= 0 ? (char)(high * 16 + low) : name[i]);
		i += low >= 0 ? 2 : 0;
	}
}

/* A sheet's name in quotes where it is not plain; a quote in it is doubled. */
static void put_sheet(const char *name, size_t len, struct qz_buf *out)
{
	struct qz_buf plain;
	qz_buf_init(&plain);
	put_name(name, len, &plain);
	const char *text = plain.data && !plain.failed ? plain.data : "";
	const bool quoted = strpbrk(text, " !'-:\t") != NULL;
	qz_buf_puts(out, quoted ? "'" : "");
	for (const char *at = text; *at;) {
		const size_t run = strcspn(at, "'");
		qz_buf_put_visible(out, at, run);
		at += run;
		qz_buf_puts(out, *at ? quoted ? "''" : "'" : "");
		at += *at != '\0';
	}
	qz_buf_puts(out, quoted ? "'" : "");
	out->failed |= plain.failed;
	qz_buf_done(&plain);
}

void qz_place_put(const char *pos, struct qz_buf *out)
{
	while (*pos) {
		const size_t len = strcspn(pos, " ");
		const char *mark = memchr(pos, '!', len);
		const size_t name = mark ? (size_t)(mark - pos) : 0;
		if (mark)
			put_sheet(pos, name, out);
		qz_buf_put_visible(out, pos + name, len - name);
		pos += len;
		for (; *pos == ' '; pos++)
			qz_buf_putc(out, ' ');
	}
}
