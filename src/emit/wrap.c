/*
 * Line breaking with libunistring, for wrap.h: widths as East Asian terminals
 * show them and the break opportunities of UAX #14, which keep 。 and ） off the
 * beginning of a line and 《 and （ off its end. Filling the lines is done here,
 * so that quotation marks, codes and addresses are treated as Chinese texts want.
 */
#include "emit/wrap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>
#include <uniwidth.h>

#include "base/buf.h"
#include "base/utf8.h"

#define ENCODING "GBK" /* libunistring takes ambiguous widths for wide in it (not in GB18030) */
#define MARKER_CHARS 8 /* longest list marker, without its blank */
#define MAX_WIDTH 100000u

static size_t width_of(uint32_t cp)
{
	int width = uc_width(cp, ENCODING);
	return width > 0 ? (size_t)width : 0;
}

static void put_blanks(struct qz_buf *out, size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		qz_buf_putc(out, ' ');
}

static void put_trimmed(struct qz_buf *out, const char *text, size_t len)
{
	while (len > 0 && text[len - 1] == ' ')
		len--;
	qz_buf_add(out, text, len);
}

/* Whether a word of `chars` characters, the first and the last of them given, is a list marker. */
static bool is_marker(uint32_t first, uint32_t last, size_t chars)
{
	bool circled = first >= 0x2460 && first <= 0x24FF;
	return last == '.' || last == ')' || last == 0x3001 || last == 0xFF09 || (first == '[' && last == ']') ||
	       (chars == 1 && (first == '-' || first == 0xB7 || circled));
}

/* The bytes of a marker and its blank at the beginning of `text` and their width; 0 when there is none. */
static size_t marker_length(const char *text, size_t len, size_t *columns)
{
	uint32_t cp = 0, first = 0, last = 0;
	size_t at = 0, width = 0;
	for (size_t chars = 0; at < len && chars <= MARKER_CHARS; chars++) {
		at += qz_utf8_decode(text + at, len - at, &cp);
		width += width_of(cp);
		if (cp == ' ') {
			*columns = width;
			return chars > 0 && is_marker(first, last, chars) ? at : 0;
		}
		first = chars == 0 ? cp : first;
		last = cp;
	}
	return 0;
}

/* The bytes of a label with its colon and their width; 0 when none ends within `most` columns. */
static size_t label_length(const char *text, size_t len, size_t most, size_t *columns)
{
	uint32_t cp = 0, last = 0;
	size_t width = 0;
	for (size_t at = 0; at < len && width <= most; last = cp) {
		at += qz_utf8_decode(text + at, len - at, &cp);
		width += width_of(cp);
		if (width <= most && (cp == 0xFF1A || (cp == ' ' && last == ':'))) {
			*columns = width;
			return at;
		}
	}
	return 0;
}

/*
 * Break opportunities for each byte of `text`. Quotation marks in Chinese text
 * are brackets; UAX #14 alone would glue both their sides. A copy in which they
 * stand as such (of the same length, three bytes) is what libunistring sees.
 */
static int find_breaks(const char *text, size_t len, char *breaks)
{
	char *copy = malloc(len + 1);
	if (!copy)
		return -1;
	memcpy(copy, text, len);
	uint32_t cp = 0, before = 0, after = 0;
	for (size_t at = 0, n; at < len; at += n, before = cp) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		bool opening = cp == 0x201C || cp == 0x2018, closing = cp == 0x201D || cp == 0x2019;
		if (!opening && !closing)
			continue;
		if (qz_utf8_decode(text + at + n, len - at - n, &after) == 0)
			after = 0;
		if (qz_is_cjk(before) || qz_is_cjk(after))
			memcpy(copy + at, opening ? "\xE3\x80\x8A" : "\xE3\x80\x8B", 3); /* 《 》 */
	}
	u8_possible_linebreaks((const uint8_t *)copy, len, ENCODING, breaks);
	free(copy);
	return 0;
}

/* What UAX #14 lets stand at the beginning of a line and Chinese texts do not (GB/T 15834): · … ・ and the second half of —— */
static bool is_kept_back(uint32_t before, uint32_t cp)
{
	return cp == 0xB7 || cp == 0x2026 || cp == 0x30FB || (cp == 0x2014 && before == 0x2014);
}

/* Inside a code or an address, which are broken only where nothing else helps. */
static bool is_joined(uint32_t before, uint32_t cp)
{
	return before > 0x20 && before < 0x7F && cp > 0x20 && cp < 0x7F;
}

struct place {
	size_t at;     /* byte offset of a possible break */
	size_t column; /* column reached there */
};

/* Fills lines with `text`, the first one from `column` on, the others behind `hang` blanks. */
static void put_filled(struct qz_buf *out, const char *text, size_t len, const char *breaks, size_t column, size_t hang, size_t width)
{
	size_t start = 0;
	struct place good = {0, 0}, poor = {0, 0};
	uint32_t cp = 0, before = 0;
	for (size_t at = 0, n; at < len; at += n, before = cp) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		size_t wide = width_of(cp);
		if (at > start && breaks[at] == UC_BREAK_POSSIBLE && !is_kept_back(before, cp))
			*(is_joined(before, cp) ? &poor : &good) = (struct place){at, column};
		if (cp != ' ' && wide && at > start && column + wide > width) {
			struct place cut = good.at > start ? good : poor.at > start ? poor : (struct place){at, column};
			put_trimmed(out, text + start, cut.at - start);
			qz_buf_putc(out, '\n');
			put_blanks(out, hang);
			start = cut.at;
			column = hang + (column - cut.column);
			poor.column = poor.at > start ? hang + (poor.column - cut.column) : 0;
		}
		column += wide;
	}
	qz_buf_add(out, text + start, len - start);
}

/* Breaks one safe line. */
static int wrap_line(struct qz_buf *out, const char *line, size_t len, size_t width)
{
	size_t indent = 0, columns = 0, hang;
	while (indent < len && line[indent] == ' ')
		indent++;
	size_t shown = indent < width / 2 ? indent : width / 2;
	const char *text = line + indent;
	size_t text_len = len - indent, head;
	if (indent > 0) {
		head = marker_length(text, text_len, &columns);
		hang = shown + columns <= width / 2 && head ? shown + columns : shown;
	} else {
		head = label_length(text, text_len, width / 3, &columns);
		hang = head ? columns : (width > 8 ? 2 : 0);
	}
	char *breaks = malloc(text_len - head + 1);
	if (!breaks || find_breaks(text + head, text_len - head, breaks) != 0) {
		free(breaks);
		return -1;
	}
	put_blanks(out, shown);
	qz_buf_add(out, text, head);
	put_filled(out, text + head, text_len - head, breaks, shown + (head ? columns : 0), hang, width);
	free(breaks);
	return 0;
}

int qz_wrap(const char *text, size_t len, unsigned width, struct qz_buf *out)
{
	struct qz_buf line;
	int result = 0;
	if (width > MAX_WIDTH)
		width = 0;
	qz_buf_init(&line);
	for (size_t at = 0; at < len && result == 0;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t n = end ? (size_t)(end - text) - at : len - at;
		qz_buf_clear(&line);
		qz_buf_put_visible(&line, text + at, n); /* from here on well-formed */
		if (line.failed)
			result = -1;
		else if (width == 0 || line.len <= width / 2) /* no byte is wider than two columns */
			qz_buf_add(out, line.data ? line.data : "", line.len);
		else
			result = wrap_line(out, line.data, line.len, width);
		if (end)
			qz_buf_putc(out, '\n');
		at += n + 1;
	}
	qz_buf_done(&line);
	return result == 0 && !out->failed ? 0 : -1;
}
