/*
 * The texts of a workbook, for xlsx.c: the shared strings, kept in one buffer,
 * and the escapes that stand in every text.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/xlsx_parts.h"

/* The code unit of _xHHHH_ at `text`, or -1. */
static long escape_at(const char *text, size_t len)
{
	if (len < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
		return -1;
	long unit = 0;
	for (int i = 2; i < 6; i++) {
		char c = text[i];
		int digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

/* Writes one resolved escape, a surrogate pair together; returns the bytes used. */
static size_t put_escape(const char *text, size_t len, long unit, struct qz_buf *out)
{
	long low = unit >= 0xD800 && unit < 0xDC00 && len > 7 ? escape_at(text + 7, len - 7) : -1;
	if (low >= 0xDC00 && low < 0xE000) {
		qz_buf_put_utf8(out, (uint32_t)(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)));
		return 14;
	}
	qz_buf_put_utf8(out, unit == 0 ? QZ_REPLACEMENT : (uint32_t)unit);
	return 7;
}

/* Turns CR LF and CR into LF from `start` on. */
static void unify_line_ends(struct qz_buf *out, size_t start)
{
	char *to = out->data ? memchr(out->data + start, '\r', out->len - start) : NULL;
	if (!to)
		return;
	const char *end = out->data + out->len;
	for (const char *from = to; from < end; from++) {
		if (*from == '\r' && from + 1 < end && from[1] == '\n')
			continue;
		*to++ = (char)(*from == '\r' ? '\n' : *from);
	}
	*to = '\0';
	out->len = (size_t)(to - out->data);
}

void qz_xlsx_unescape(const char *text, size_t len, struct qz_buf *out)
{
	size_t start = out->len, plain = 0;
	for (size_t at = 0; at < len;) {
		const char *mark = memchr(text + at, '_', len - at);
		if (!mark)
			break;
		at = (size_t)(mark - text);
		long unit = escape_at(mark, len - at);
		if (unit < 0) {
			at++;
			continue;
		}
		qz_buf_add(out, text + plain, at - plain);
		at += put_escape(mark, len - at, unit, out);
		plain = at;
	}
	qz_buf_add(out, text + plain, len - plain);
	if (!out->failed)
		unify_line_ends(out, start);
}

static bool add_string(struct qz_xlsx *book, struct qz_buf *raw)
{
	struct qz_xlsx_strings *strings = &book->strings;
	if (strings->count >= book->limits->strings) {
		qz_limits_exceeded(book->limits, &book->limits->strings, book->diag);
		return false;
	}
	if (!qz_array_grow(&strings->offsets, strings->count + 1, &strings->cap, sizeof *strings->offsets))
		return qz_xlsx_out_of_memory(book);
	strings->offsets[strings->count++] = strings->text.len;
	qz_xlsx_unescape(raw->data ? raw->data : "", raw->len, &strings->text);
	strings->offsets[strings->count] = strings->text.len;
	qz_buf_clear(raw);
	return !strings->text.failed || qz_xlsx_out_of_memory(book);
}

bool qz_xlsx_strings_read(struct qz_xlsx *book, const char *part_name)
{
	struct qz_xlsx_part part;
	struct qz_buf raw;
	qz_buf_init(&raw);
	bool good = qz_xlsx_part_open(book, part_name, &part);
	while (good && qz_xlsx_child(&part, 0))
		if (qz_xlsx_is(&part, "si"))
			good = qz_xlsx_rich_text(&part, &raw) && add_string(book, &raw);
	qz_buf_done(&raw);
	return qz_xlsx_part_close(&part, good);
}

void qz_xlsx_strings_done(struct qz_xlsx_strings *strings)
{
	qz_buf_done(&strings->text);
	free(strings->offsets);
}
