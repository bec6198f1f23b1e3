/*
 * What characters draw, and the lines of a text by it: rules, cells between
 * borders, or neither; for drawn.h. Box characters are ┌ │ ─ and their heavy,
 * double and dashed kin; without them + | - = draw.
 */
#include "read/drawn.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"

enum stroke { STROKE_NONE, STROKE_RULE, STROKE_BORDER, STROKE_CROSSING };

/* ---- characters ---- */

static bool is_box(uint32_t cp)
{
	return cp >= 0x2500 && cp <= 0x257F;
}

static enum stroke stroke_of(uint32_t cp, bool box)
{
	static const char flat[] = "\x00\x01\x04\x05\x08\x09\x4C\x4D\x50\x74\x76\x78\x7A\x7C\x7E", upright[] = "\x02\x03\x06\x07\x0A\x0B\x4E\x4F\x51\x75\x77\x79\x7B\x7D\x7F";
	if (!box)
		return cp == '|' ? STROKE_BORDER : cp == '-' || cp == '=' ? STROKE_RULE : cp == '+' ? STROKE_CROSSING : STROKE_NONE;
	if (!is_box(cp))
		return STROKE_NONE;
	char kind = (char)(cp - 0x2500);
	return memchr(flat, kind, sizeof flat - 1) ? STROKE_RULE : memchr(upright, kind, sizeof upright - 1) ? STROKE_BORDER : STROKE_CROSSING;
}

/* Columns of the screen that a character takes; one of doubtful width is as wide as a box character is. */
static size_t width_of(uint32_t cp, size_t wide)
{
	static const struct {
		uint32_t first, last;
	} full[] = {{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6}, {0x20000, 0x3FFFD}};
	if (cp < 0xB0)
		return 1;
	for (size_t i = 0; i < sizeof full / sizeof *full; i++)
		if (cp >= full[i].first && cp <= full[i].last)
			return 2;
	return cp == 0xFEFF || (cp >= 0x200B && cp <= 0x200D) ? 0 : cp == 0xB7 || (cp >= 0x2010 && cp <= 0x2BFF) ? wide : 1;
}


/* ---- lines ---- */

/* Whether a + is a crossing of rules and no text. */
static bool is_crossing(const char *text, size_t len, size_t at)
{
	bool before = at > 0 && strchr("-=", text[at - 1]), behind = at + 1 < len && strchr("-=", text[at + 1]);
	return before || behind;
}

static bool add_piece(struct qz_drawn_lines *lines, struct qz_drawn_piece piece, bool inner)
{
	const char *text = lines->text;
	size_t end = piece.start + piece.len, strokes = 0, others = 0;
	uint32_t cp = 0;
	for (size_t at = piece.start, n; at < end; at += n ? n : 1) {
		n = qz_utf8_decode(text + at, end - at, &cp);
		if (n && stroke_of(cp, lines->box) == STROKE_RULE)
			strokes++;
		else
			others++;
	}
	bool blank = qz_skip_blanks(text + piece.start, piece.len) == piece.len;
	piece.rule = strokes > 0 && others == 0;
	if (!inner && blank)
		return true;
	if (!qz_array_grow(&lines->pieces, lines->npieces, &lines->pieces_cap, sizeof *lines->pieces))
		return false;
	lines->pieces[lines->npieces++] = piece;
	return true;
}

bool qz_drawn_cut(struct qz_drawn_lines *lines, const struct qz_drawn_line *line, size_t *borders)
{
	size_t x = 0, end = line->start + line->len;
	struct qz_drawn_piece piece = {.start = line->start};
	uint32_t cp = 0;
	size_t count = 0;
	lines->npieces = 0;
	for (size_t at = line->start, n; at < end; at += n) {
		n = qz_utf8_decode(lines->text + at, end - at, &cp);
		n = n ? n : 1;
		enum stroke stroke = stroke_of(cp, lines->box);
		bool crossing = stroke == STROKE_CROSSING && (lines->box || is_crossing(lines->text + line->start, line->len, at - line->start));
		if (stroke == STROKE_BORDER || crossing) {
			piece.len = at - piece.start;
			piece.right = x;
			if (!add_piece(lines, piece, count > 0))
				return false;
			count++;
			piece = (struct qz_drawn_piece){.start = at + n, .left = x};
		}
		x += width_of(cp, lines->wide);
	}
	piece.len = end - piece.start;
	piece.right = QZ_DRAWN_NOWHERE;
	if (borders)
		*borders = count;
	return add_piece(lines, piece, false);
}

/* What a line is, by its pieces. */
static enum qz_drawn_kind kind_of(const struct qz_drawn_lines *lines, const struct qz_drawn_line *line, size_t borders)
{
	size_t rules = 0;
	const char *text = lines->text + line->start;
	size_t skip = qz_skip_blanks(text, line->len);
	if (skip == line->len)
		return QZ_DRAWN_BLANK;
	for (size_t i = 0; i < lines->npieces; i++)
		rules += lines->pieces[i].rule;
	if (borders == 0)
		return rules && lines->box ? QZ_DRAWN_RULE : QZ_DRAWN_TEXT;
	if (rules == 0)
		return lines->box || text[skip] == '|' ? QZ_DRAWN_CELLS : QZ_DRAWN_TEXT;
	if (rules == lines->npieces)
		return lines->box || text[skip] == '+' || text[skip] == '|' ? QZ_DRAWN_RULE : QZ_DRAWN_TEXT;
	return lines->box || text[skip] == '|' || text[skip] == '+' ? QZ_DRAWN_MIXED : QZ_DRAWN_TEXT;
}

/* Whether box characters draw the tables of a text. */
static bool has_box(const char *text, size_t len)
{
	uint32_t cp = 0;
	size_t count = 0;
	for (size_t at = 0, n; at < len && count < 3; at += n ? n : 1) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		count += n && is_box(cp);
	}
	return count >= 3;
}

bool qz_drawn_lines_read(struct qz_drawn_lines *lines, const char *text, size_t len)
{
	*lines = (struct qz_drawn_lines){.text = text, .len = len, .wide = 1, .box = has_box(text, len)};
	for (size_t at = 0; at < lines->len;) {
		const char *end = memchr(lines->text + at, '\n', lines->len - at);
		size_t n = end ? (size_t)(end - lines->text) - at : lines->len - at, borders;
		struct qz_drawn_line line = {.start = at, .len = n - (n > 0 && lines->text[at + n - 1] == '\r')};
		if (!qz_drawn_cut(lines, &line, &borders) || !qz_array_grow(&lines->list, lines->count, &lines->cap, sizeof *lines->list))
			return false;
		line.kind = kind_of(lines, &line, borders);
		lines->list[lines->count++] = line;
		at += n + 1;
	}
	return true;
}

void qz_drawn_lines_done(struct qz_drawn_lines *lines)
{
	free(lines->pieces);
	free(lines->list);
}

size_t qz_drawn_room(const struct qz_drawn_lines *lines, const struct qz_drawn_piece *piece, size_t len)
{
	size_t x = piece->left + (lines->box ? lines->wide : 1);
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len; at += n ? n : 1) {
		n = qz_utf8_decode(lines->text + piece->start + at, len - at, &cp);
		x += n ? width_of(cp, lines->wide) : 1;
	}
	return x < piece->right ? piece->right - x : 0;
}
