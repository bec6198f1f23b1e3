/*
 * Encodings of text inputs, for encoding.h. Statistical guessing is left out
 * on purpose: on short tables it is wrong too often.
 */
#include "read/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"

int qz_looks_binary(const char *bytes, size_t len)
{
	size_t look = len < 65536 ? len : 65536, odd = 0;
	for (size_t i = 0; i < look; i++) {
		unsigned char c = (unsigned char)bytes[i];
		odd += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1A && c != 0x0B;
	}
	return odd > look / 100;
}

/* UTF-16 by its mark, or by zero bytes on one side only (ASCII digits, tabs, line ends). */
static const char *find_utf16(const char *bytes, size_t len)
{
	size_t zeros[2] = {0, 0}, look = len < 4096 ? len : 4096;
	if (len >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
		return "UTF-16LE";
	if (len >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
		return "UTF-16BE";
	for (size_t i = 0; i < look; i++)
		zeros[i & 1] += bytes[i] == '\0';
	if (zeros[1] > look / 40 && zeros[0] == 0)
		return "UTF-16LE";
	return zeros[0] > look / 40 && zeros[1] == 0 ? "UTF-16BE" : NULL;
}

/* How much of the text is UTF-8 beyond ASCII, and how many bytes are not. */
static void count_utf8(const char *bytes, size_t len, size_t *good, size_t *bad)
{
	uint32_t cp;
	*good = *bad = 0;
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(bytes + at, len - at, &cp);
		*good += n > 1;
		*bad += n == 0;
		n = n ? n : 1;
	}
}

/* How far lines and columns are counted: bad bytes may be very many, and come in order. */
struct place {
	size_t at, line, column; /* from 0 */
};

/* Says where a byte stands, behind the last one that was said: physical line, and its offset in the file. */
static void say_at(struct qz_diag *diag, enum qz_rule rule, const char *bytes, size_t at, struct place *place, const char *encoding)
{
	char offset[24], byte[8], row[32];
	for (; place->at < at; place->at++) {
		place->column = bytes[place->at] == '\n' ? 0 : place->column + (bytes[place->at] == '\t');
		place->line += bytes[place->at] == '\n';
	}
	snprintf(offset, sizeof offset, "%zu", at);
	snprintf(byte, sizeof byte, "0x%02X", (unsigned char)bytes[at]);
	snprintf(row, sizeof row, "%zu:%zu", place->line + 1, place->column + 1);
	struct qz_where where = {.pos = row, .line = place->line + 1};
	qz_diag_add(diag, rule, &where, "offset", offset, "byte", byte, "encoding", encoding, NULL);
}

/* Copies text that is nearly UTF-8; every bad byte becomes U+FFFD. */
static void replace_bad(const char *bytes, size_t len, struct qz_buf *out, struct qz_diag *diag)
{
	struct place place = {0};
	for (size_t at = 0; at < len;) {
		size_t good = qz_utf8_check(bytes + at, len - at);
		qz_buf_add(out, bytes + at, good);
		at += good;
		if (at == len)
			break;
		say_at(diag, QZ_RULE_BAD_BYTES, bytes, at, &place, "UTF-8");
		qz_buf_put_utf8(out, QZ_REPLACEMENT);
		at++;
	}
}

/*
 * Converts by iconv. Bad bytes beyond `allowed` stop it: returns the offset of
 * the first one that is too many, or len when all is converted; len + 1 when
 * iconv knows no such encoding.
 */
static size_t convert(const char *bytes, size_t len, const char *encoding, size_t allowed, struct qz_buf *out, struct qz_diag *diag)
{
	iconv_t cd = iconv_open("UTF-8", encoding);
	if (cd == (iconv_t)-1)
		return len + 1;
	char *in = (char *)(uintptr_t)bytes;
	size_t left = len, result = len;
	struct place place = {0};
	char piece[8192];
	while (left > 0) {
		char *to = piece;
		size_t room = sizeof piece;
		size_t done = iconv(cd, &in, &left, &to, &room);
		int error = errno;
		qz_buf_add(out, piece, sizeof piece - room);
		if (done != (size_t)-1 || error == E2BIG)
			continue;
		if (allowed == 0) {
			result = (size_t)(in - bytes);
			break;
		}
		allowed--;
		say_at(diag, QZ_RULE_BAD_BYTES, bytes, (size_t)(in - bytes), &place, encoding);
		qz_buf_put_utf8(out, QZ_REPLACEMENT);
		in++;
		left--;
	}
	iconv_close(cd);
	return result;
}

static enum qz_status damaged(const char *bytes, size_t at, const char *encoding, struct qz_diag *diag)
{
	struct place place = {0};
	say_at(diag, QZ_RULE_TEXT_DAMAGED, bytes, at, &place, encoding);
	return QZ_INPUT;
}

static enum qz_status decode_as(const char *bytes, size_t len, const char *encoding, size_t allowed, struct qz_buf *out,
				struct qz_diag *diag)
{
	size_t end = convert(bytes, len, encoding, allowed, out, diag);
	if (end == len)
		return QZ_OK;
	if (end < len)
		return damaged(bytes, end, encoding, diag);
	qz_diag_add(diag, QZ_RULE_ENCODING_UNKNOWN, NULL, "encoding", encoding, NULL);
	return QZ_INPUT;
}

/* ---- rows in another encoding than the rest ---- */

#define SURE_CHARACTERS 3 /* ideographs in UTF-8 that no text in GB18030 has by chance */

/* What ends a stretch of text: separators and controls, which are no second byte of GB18030 (digits may be). */
static bool ends_stretch(unsigned char c)
{
	return c < 0x30 || (c >= 0x3A && c < 0x40);
}

/* Whether a stretch beyond ASCII is UTF-8, with characters of three bytes that are more than chance. */
static bool is_foreign(const char *bytes, size_t len)
{
	size_t wide = 0;
	uint32_t cp;
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(bytes + at, len - at, &cp);
		if (n == 0 || n == 2)
			return false;
		wide += n == 3;
	}
	return wide >= SURE_CHARACTERS;
}

/* What the stretches of a row show of its encoding. */
enum script { NEITHER = 0, UTF8 = 1, OTHER = 2 };

static enum script script_of(const char *bytes, size_t len)
{
	if (qz_utf8_check(bytes, len) < len)
		return OTHER;
	return is_foreign(bytes, len) ? UTF8 : NEITHER;
}

/* Rows by what they are written in; those that hold both count as neither. */
struct row_counts {
	size_t utf8, others;
};

static void count_row(struct row_counts *counts, unsigned scripts)
{
	counts->utf8 += scripts == UTF8;
	counts->others += scripts == OTHER;
}

/*
 * Counts the rows of each encoding, and says which ones are written in `odd`. Line ends between
 * quotes that open a cell are no ends of rows. The places are those of delimited text.
 */
static struct row_counts walk_rows(const char *bytes, size_t len, enum script odd, const char *what, struct qz_diag *diag)
{
	struct row_counts counts = {0, 0};
	size_t row = 1, line = 1, column = 1;
	unsigned scripts = NEITHER;
	bool quoted = false, opened = true;
	for (size_t at = 0, n = 0; at < len; at += n ? n : 1) {
		for (n = 0; at + n < len && !ends_stretch((unsigned char)bytes[at + n]); n++)
			;
		enum script script = n > 0 ? script_of(bytes + at, n) : NEITHER;
		if (script != NEITHER && script == odd && !(scripts & script)) {
			char pos[48];
			snprintf(pos, sizeof pos, "%zu:%zu", row, column);
			struct qz_where where = {.pos = pos, .line = line};
			qz_diag_add(diag, QZ_RULE_TEXT_GARBLED, &where, "garbled", what, NULL);
		}
		scripts |= script;
		if (n > 0) {
			opened = false;
			continue;
		}
		char c = bytes[at];
		quoted = c == '"' && (quoted || opened) ? !quoted : quoted;
		bool row_ends = c == '\n' && !quoted;
		line += c == '\n';
		row += row_ends;
		column = row_ends ? 1 : column + (c == '\t' && !quoted);
		opened = row_ends || (!quoted && c != '"' && strchr("\t,;", c) != NULL);
		if (row_ends) {
			count_row(&counts, scripts);
			scripts = NEITHER;
		}
	}
	count_row(&counts, scripts);
	return counts;
}

/* What is no UTF-8 as a whole; the first bad byte stands at `bad_at`. */
static enum qz_status decode_found(const char *bytes, size_t len, size_t bad_at, const char *declared, const struct qz_limits *limits,
				   const char **encoding, struct qz_buf *out, struct qz_diag *diag)
{
	size_t good, bad;
	*encoding = "UTF-8";
	count_utf8(bytes, len, &good, &bad);
	if (bad <= limits->bad_bytes) {
		replace_bad(bytes, len, out, diag);
		return QZ_OK;
	}
	struct row_counts rows = declared ? (struct row_counts){0, 0} : walk_rows(bytes, len, NEITHER, NULL, diag);
	if (rows.utf8 > rows.others || (good > 20 && good > 4 * bad)) {
		if (rows.utf8 > rows.others)
			walk_rows(bytes, len, OTHER, "legacy-refused", diag);
		return damaged(bytes, bad_at, "UTF-8", diag);
	}
	*encoding = declared ? declared : "GB18030";
	enum qz_status status = decode_as(bytes, len, *encoding, limits->bad_bytes, out, diag);
	if (status == QZ_OK)
		qz_diag_add(diag, QZ_RULE_ENCODING_ASSUMED, NULL, "encoding", *encoding, NULL);
	if (!declared)
		walk_rows(bytes, len, UTF8, status == QZ_OK ? "encoding" : "encoding-refused", diag);
	return status;
}

/* Takes the mark at the beginning away. */
static size_t drop_bom(char *text, size_t len)
{
	size_t skip = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	if (skip)
		memmove(text, text + skip, len - skip + 1);
	return len - skip;
}

enum qz_status qz_decode(char *bytes, size_t len, const char *forced, const char *declared, const struct qz_limits *limits,
			 struct qz_decoded *out, struct qz_diag *diag)
{
	struct qz_buf text;
	enum qz_status status;
	const char *utf16 = forced ? NULL : find_utf16(bytes, len);
	*out = (struct qz_decoded){.encoding = forced ? forced : utf16};
	size_t bad_at = out->encoding ? 0 : qz_utf8_check(bytes, len);
	if (!out->encoding && bad_at == len) {
		*out = (struct qz_decoded){.text = bytes, .len = drop_bom(bytes, len), .encoding = "UTF-8"};
		return QZ_OK;
	}
	qz_buf_init(&text);
	if (out->encoding)
		status = decode_as(bytes, len, out->encoding, forced ? SIZE_MAX : limits->bad_bytes, &text, diag);
	else
		status = decode_found(bytes, len, bad_at, declared, limits, &out->encoding, &text, diag);
	out->len = text.failed || !text.len ? 0 : drop_bom(text.data, text.len);
	out->text = status == QZ_OK ? qz_buf_take(&text) : NULL;
	if (status == QZ_OK && !out->text) {
		diag->failed = true;
		status = QZ_INPUT;
	}
	qz_buf_done(&text);
	return status;
}
