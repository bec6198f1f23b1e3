/*
 * Line breaking with libunistring, for wrap.h: widths as East Asian terminals
 * show them, break opportunities of UAX #14 (which keep 。 and ） off the
 * beginning of a line, 《 and （ off its end).
 */
#include "emit/wrap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>
#include <uniwidth.h>

#include "base/buf.h"
#include "base/utf8.h"

#define ENCODING "GB18030" /* makes ambiguous widths wide, as Chinese terminals do */

/* Copies one line with controls that change the direction of text made visible. */
static void put_safe(struct qz_buf *out, const char *text, size_t len)
{
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		bool bidi = (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0x200E || cp == 0x200F;
		bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
		if (n == 0)
			qz_buf_put_utf8(out, QZ_REPLACEMENT);
		else if (bidi || control)
			qz_buf_printf(out, "<U+%04X>", (unsigned)cp);
		else
			qz_buf_add(out, text + at, n);
		n = n ? n : 1;
	}
}

/* Bytes of a bullet, or of a number as lists have them, with the blank behind it; 0 when the line has none. */
static size_t bullet_length(const char *text, size_t len)
{
	size_t blank = 0, at = 0;
	uint32_t cp = 0;
	while (at < len && at < 16) { /* markers are short and a blank stands behind them */
		size_t n = qz_utf8_decode(text + at, len - at, &cp);
		if (n == 0)
			return 0;
		at += n;
		if (cp == ' ') {
			blank = at;
			break;
		}
	}
	if (blank < 2)
		return 0;
	const char *last = text + blank - 2;
	bool bullet = blank == 3 && memcmp(text, "·", 2) == 0;
	bool number = *last == '.' || *last == ')' || (blank >= 4 && (memcmp(last - 2, "）", 3) == 0 || memcmp(last - 2, "、", 3) == 0));
	bool circled = blank == 4 && memcmp(text, "\xE2\x91", 2) == 0;
	return bullet || number || circled ? blank : 0;
}

static int width_of(const char *text, size_t len)
{
	return u8_width((const uint8_t *)text, len, ENCODING);
}

static void put_indent(struct qz_buf *out, int columns)
{
	for (int i = 0; i < columns; i++)
		qz_buf_putc(out, ' ');
}

/* Breaks one safe line; `breaks` holds libunistring's verdict for each byte. */
static void put_broken(struct qz_buf *out, const char *line, size_t len, const char *breaks, int hang)
{
	size_t start = 0;
	for (size_t at = 1; at <= len; at++) {
		if (at < len && breaks[at] != UC_BREAK_POSSIBLE)
			continue;
		size_t end = at;
		while (at < len && end > start && line[end - 1] == ' ')
			end--;
		qz_buf_add(out, line + start, end - start);
		if (at == len)
			break;
		qz_buf_putc(out, '\n');
		put_indent(out, hang);
		start = at;
	}
}

static int wrap_line(struct qz_buf *out, const char *line, size_t len, unsigned width)
{
	size_t indent = 0;
	while (indent < len && line[indent] == ' ')
		indent++;
	size_t bullet = bullet_length(line + indent, len - indent);
	int hang = (int)indent + (bullet ? width_of(line + indent, bullet) : 0);
	if (hang > (int)width / 2)
		hang = (int)indent < (int)width / 2 ? (int)indent : 0;
	char *breaks = malloc(len + 1);
	if (!breaks)
		return -1;
	/* The first line begins at column 0, later ones behind `hang`: one width serves both when the text's own indent counts as the start. */
	const char *text = line + indent + bullet;
	size_t text_len = len - indent - bullet;
	int start = (int)indent + (bullet ? width_of(line + indent, bullet) : 0);
	u8_width_linebreaks((const uint8_t *)text, text_len, (int)width - hang, start - hang, 0, NULL, ENCODING, breaks);
	qz_buf_add(out, line, indent + bullet);
	put_broken(out, text, text_len, breaks, hang);
	free(breaks);
	return 0;
}

int qz_wrap(const char *text, size_t len, unsigned width, struct qz_buf *out)
{
	struct qz_buf line;
	int result = 0;
	qz_buf_init(&line);
	for (size_t at = 0; at < len && result == 0;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t n = end ? (size_t)(end - text) - at : len - at;
		qz_buf_clear(&line);
		put_safe(&line, text + at, n);
		if (width == 0 || line.len <= width / 2)
			qz_buf_add(out, line.data ? line.data : "", line.len);
		else
			result = line.failed ? -1 : wrap_line(out, line.data, line.len, width);
		if (end)
			qz_buf_putc(out, '\n');
		at += n + 1;
	}
	qz_buf_done(&line);
	return result == 0 && !out->failed ? 0 : -1;
}
