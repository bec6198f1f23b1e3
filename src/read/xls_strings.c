/*
 * The strings of a binary workbook, for xls_parts.h: those that all sheets share
 * and those of single records, with the runs that change the font. BIFF8 has
 * UTF-16, BIFF5 bytes of a code page.
 */
#include <iconv.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/xls_parts.h"

#define MOST_UNITS 32767u /* of a cell, BIFF8 */
#define MOST_BYTES 255u	  /* of a cell, BIFF5 */

void qz_xls_put_bytes(const struct qz_xls *book, const char *bytes, size_t len, struct qz_buf *out)
{
	iconv_t cd = iconv_open("UTF-8", book->codepage);
	if (cd == (iconv_t)-1)
		cd = iconv_open("UTF-8", "CP1252");
	char *in = (char *)(uintptr_t)bytes;
	while (len > 0 && cd != (iconv_t)-1) {
		char piece[512], *to = piece;
		size_t room = sizeof piece, left = len;
		size_t done = iconv(cd, &in, &len, &to, &room);
		qz_buf_add(out, piece, sizeof piece - room);
		if (done == (size_t)-1 && len == left && room == sizeof piece) {
			qz_buf_put_utf8(out, QZ_REPLACEMENT);
			in++;
			len--;
		}
	}
	if (cd != (iconv_t)-1)
		iconv_close(cd);
}

/* A character of two bytes is not cut in half: of these, one byte less is as much as there is room for. */
static bool is_full(const char *bytes, size_t count)
{
	return count == MOST_BYTES || (count == MOST_BYTES - 1 && (bytes[count - 1] & 0x80 || bytes[count - 2] & 0x80));
}

bool qz_xls_label(struct qz_xls *book, size_t at, unsigned bytes, struct qz_buf *out, bool *full)
{
	bool whole = false;
	struct qz_biff *biff = &book->biff;
	if (biff->size < at + bytes)
		return qz_xls_broken(book, "string");
	struct qz_biff_text text = {.biff = biff, .at = at};
	size_t count = qz_biff_read(&text, bytes);
	if (book->biff8) {
		bool wide = qz_biff_read(&text, 1) & 1;
		qz_biff_characters(&text, count, wide, out, NULL, 0);
		whole = count == MOST_UNITS;
		if (text.cut)
			return qz_xls_broken(book, "string");
	} else {
		if (count > biff->size - text.at)
			return qz_xls_broken(book, "string");
		const char *first = (const char *)biff->data + text.at;
		qz_xls_put_bytes(book, first, count, out);
		whole = is_full(first, count);
	}
	if (full)
		*full = whole;
	return true;
}

/* BIFF8: the runs stand behind the characters, which have to be passed over first. */
static bool read_rich_units(struct qz_xls *book, struct qz_buf *out, struct qz_biff_runs *runs, bool *full)
{
	struct qz_biff ahead = book->biff;
	struct qz_biff_text text = {.biff = &ahead, .at = 6};
	struct qz_buf nowhere;
	qz_buf_init(&nowhere);
	size_t count = qz_biff_read(&text, 2);
	bool wide = qz_biff_read(&text, 1) & 1;
	qz_biff_characters(&text, count, wide, &nowhere, NULL, 0);
	qz_buf_done(&nowhere);
	size_t nruns = text.cut ? 0 : qz_biff_read(&text, 2);
	for (size_t i = 0; i < nruns; i++) {
		uint32_t unit = qz_biff_read(&text, 2), font = qz_biff_read(&text, 2);
		if (text.cut)
			break;
		if (!qz_biff_runs_add(runs, unit, font))
			return qz_xls_out_of_memory(book);
	}
	text = (struct qz_biff_text){.biff = &book->biff, .at = 9};
	*full = count == MOST_UNITS;
	qz_biff_characters(&text, count, wide, out, runs, 0);
	return text.cut ? qz_xls_broken(book, "string") : true;
}

/* BIFF5: the count of runs is a byte, and so is each of their two numbers; positions count bytes. */
static bool read_rich_bytes(struct qz_xls *book, struct qz_buf *out, struct qz_biff_runs *runs, bool *full)
{
	const struct qz_biff *biff = &book->biff;
	size_t count = biff->size >= 8 ? qz_biff_u16(biff->data + 6) : 0, from = 0;
	if (biff->size < 8 + count)
		return qz_xls_broken(book, "string");
	const char *bytes = (const char *)biff->data + 8;
	size_t at = 8 + count + 1, nruns = biff->size >= at ? biff->data[at - 1] : 0;
	for (size_t i = 0; i < nruns && at + 2 <= biff->size; i++, at += 2) {
		size_t position = biff->data[at];
		if (position < from || position >= count)
			continue;
		qz_xls_put_bytes(book, bytes + from, position - from, out);
		from = position;
		if (!qz_biff_runs_add(runs, position, biff->data[at + 1]))
			return qz_xls_out_of_memory(book);
		runs->list[runs->count - 1].at = out->len;
	}
	qz_xls_put_bytes(book, bytes + from, count - from, out);
	*full = is_full(bytes, count);
	return true;
}

bool qz_xls_cell_label(struct qz_xls *book, struct qz_buf *out, struct qz_biff_runs *runs, bool *full)
{
	if (book->biff.type != BIFF_RSTRING)
		return qz_xls_label(book, 6, 2, out, full);
	return book->biff8 ? read_rich_units(book, out, runs, full) : read_rich_bytes(book, out, runs, full);
}

/* Room for where the next string begins. */
static bool begin_string(struct qz_xls *book)
{
	if (!qz_array_grow(&book->offsets, book->nstrings + 1, &book->offsets_cap, sizeof *book->offsets))
		return qz_xls_out_of_memory(book);
	book->offsets[book->nstrings] = (struct qz_xls_string){.start = book->strings.len, .run = book->runs.count};
	return true;
}

/* The shared strings (2.4.265): what the record declares is believed only as far as there are bytes. */
bool qz_xls_strings_read(struct qz_xls *book)
{
	struct qz_biff_text text = {.biff = &book->biff, .at = 8};
	if (book->biff.size < 8)
		return qz_xls_broken(book, "strings");
	size_t declared = qz_biff_u32(book->biff.data + 4);
	for (size_t i = 0; i < declared; i++) {
		if (!begin_string(book))
			return false;
		struct qz_xls_string *string = &book->offsets[book->nstrings];
		string->full = qz_biff_string(&text, &book->strings, &book->runs) == MOST_UNITS;
		if (text.cut)
			return qz_xls_broken(book, "strings");
		const size_t *passed = book->strings.len > book->limits->zip_bytes ? &book->limits->zip_bytes
				       : i >= book->limits->strings		   ? &book->limits->strings
										   : NULL;
		if (passed) {
			qz_limits_exceeded(book->limits, passed, book->diag);
			return false;
		}
		book->offsets[++book->nstrings] = (struct qz_xls_string){.start = book->strings.len, .run = book->runs.count};
	}
	return book->strings.failed || book->runs.failed ? qz_xls_out_of_memory(book) : true;
}
