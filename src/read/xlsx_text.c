/*
 * Texts of a workbook, for xlsx.c: plain ones and those of several runs, with
 * the escapes that stand in every text, and of the runs' fonts what matters.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "read/xlsx_parts.h"

#define MOST_UNITS 32767 /* UTF-16 code units that a cell can hold (Excel specifications and limits) */

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

/* Turns CR LF and CR into LF from `start` on; *carriage: a CR stands before, at the end. Returns how many were left out. */
static size_t unify_line_ends(struct qz_buf *out, size_t start, bool *carriage)
{
	bool goes_on = *carriage && out->len > start && out->data[start] == '\n';
	if (out->len == start)
		return 0;
	char *to = goes_on ? out->data + start : memchr(out->data + start, '\r', out->len - start);
	*carriage = out->data[out->len - 1] == '\r';
	if (!to)
		return 0;
	const char *end = out->data + out->len;
	for (const char *from = to + goes_on; from < end; from++) {
		if (*from == '\r' && from + 1 < end && from[1] == '\n')
			continue;
		*to++ = (char)(*from == '\r' ? '\n' : *from);
	}
	size_t dropped = (size_t)(end - to);
	*to = '\0';
	out->len -= dropped;
	return dropped;
}

static void resolve_escapes(const char *text, size_t len, struct qz_buf *out)
{
	size_t plain = 0;
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
}

void qz_xlsx_unescape(const char *text, size_t len, struct qz_buf *out)
{
	size_t start = out->len;
	bool carriage = false;
	resolve_escapes(text, len, out);
	if (!out->failed)
		unify_line_ends(out, start, &carriage);
}

/* ---- texts with runs ---- */

static void begin_text(struct qz_xlsx_rich *rich)
{
	rich->start = rich->text.len;
	rich->first = rich->dropped = 0;
	rich->carriage = false;
}

/* Takes in a piece as it stands in the file. */
static void put_piece(struct qz_xlsx_rich *rich, const char *text, size_t len)
{
	size_t start = rich->text.len;
	resolve_escapes(text, len, &rich->text);
	if (!rich->text.failed)
		rich->dropped += unify_line_ends(&rich->text, start, &rich->carriage);
	if (rich->first == 0)
		rich->first = rich->text.len;
}

static bool same_font(const struct qz_xlsx_font *a, const struct qz_xlsx_font *b)
{
	return a->colour == b->colour && a->struck == b->struck && a->tiny == b->tiny;
}

static void add_run(struct qz_xlsx_rich *rich, size_t start, size_t end, const struct qz_xlsx_font *font, bool full)
{
	struct qz_xlsx_run *last = rich->nruns ? &rich->runs[rich->nruns - 1] : NULL;
	if (last && !full && !last->full && last->end == start && start > rich->start && same_font(&last->font, font)) {
		last->end = end;
		return;
	}
	if (!qz_array_grow(&rich->runs, rich->nruns, &rich->cap, sizeof *rich->runs)) {
		rich->text.failed = true;
		return;
	}
	rich->runs[rich->nruns++] = (struct qz_xlsx_run){start, end, *font, full};
}

/* Whether a text is just as long as a cell can be. Most are too short for a look. */
static bool is_full(const struct qz_xlsx_rich *rich)
{
	size_t len = rich->text.len - rich->start, units = rich->dropped;
	if (rich->text.failed || len + units < MOST_UNITS || len > 4 * (size_t)MOST_UNITS)
		return false;
	for (size_t at = rich->start; at < rich->text.len; at++) {
		unsigned char byte = (unsigned char)rich->text.data[at];
		units += (size_t)((byte & 0xC0) != 0x80) + (size_t)(byte >= 0xF0);
	}
	return units == MOST_UNITS;
}

static void end_text(struct qz_xlsx_rich *rich)
{
	static const struct qz_xlsx_font none = {.colour = QZ_XLSX_NO_COLOUR};
	if (is_full(rich))
		add_run(rich, rich->text.len - 1, rich->text.len - 1, &none, true);
}

static bool read_piece(struct qz_xlsx_part *part, struct qz_xlsx_rich *rich)
{
	qz_buf_clear(&rich->raw);
	if (!qz_xlsx_text(part, &rich->raw))
		return false;
	put_piece(rich, rich->raw.data ? rich->raw.data : "", rich->raw.len);
	return true;
}

/* A run: one with properties has no more of the cell's font than they say. */
static bool read_run(struct qz_xlsx_part *part, struct qz_xlsx_rich *rich)
{
	int depth = qz_xlsx_depth(part);
	struct qz_xlsx_font font = {.colour = QZ_XLSX_NO_COLOUR};
	bool own = false;
	size_t start = rich->text.len;
	while (qz_xlsx_child(part, depth)) {
		if (qz_xlsx_is(part, "rPr")) {
			own = true;
			while (qz_xlsx_child(part, depth + 1))
				qz_xlsx_font_read(part, &font);
		} else if (qz_xlsx_is(part, "t") && !read_piece(part, rich)) {
			return false;
		}
	}
	if (own && rich->text.len > start)
		add_run(rich, start, rich->text.len, &font, false);
	return !part->failed;
}

bool qz_xlsx_rich_read(struct qz_xlsx_part *part, struct qz_xlsx_rich *rich)
{
	begin_text(rich);
	for (int item = qz_xlsx_depth(part); qz_xlsx_child(part, item);) {
		bool good = qz_xlsx_is(part, "t") ? read_piece(part, rich) : qz_xlsx_is(part, "r") ? read_run(part, rich) : true;
		if (!good)
			return false;
	}
	end_text(rich);
	return !part->failed && (!rich->text.failed || qz_xlsx_out_of_memory(part->book));
}

void qz_xlsx_rich_put(struct qz_xlsx_rich *rich, const char *text, size_t len)
{
	begin_text(rich);
	put_piece(rich, text, len);
	end_text(rich);
}

void qz_xlsx_rich_clear(struct qz_xlsx_rich *rich)
{
	qz_buf_clear(&rich->text);
	rich->nruns = 0;
}

void qz_xlsx_rich_done(struct qz_xlsx_rich *rich)
{
	qz_buf_done(&rich->text);
	qz_buf_done(&rich->raw);
	free(rich->runs);
}

const struct qz_xlsx_run *qz_xlsx_rich_runs(const struct qz_xlsx_rich *rich, size_t start, size_t end, size_t *count)
{
	size_t low = 0, high = rich->nruns;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (rich->runs[mid].start < start)
			low = mid + 1;
		else
			high = mid;
	}
	size_t last = low;
	while (last < rich->nruns && rich->runs[last].start < end)
		last++;
	*count = last - low;
	return rich->runs + low;
}
