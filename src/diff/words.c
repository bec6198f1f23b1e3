/*
 * Words and folding, for words.h.
 */
#include "diff/words.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

enum kind { KIND_BLANK, KIND_DIGIT, KIND_NUMERAL, KIND_LETTER, KIND_OTHER };

static bool is_digit(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

static bool is_letter(uint32_t cp)
{
	uint32_t narrow = cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp;
	return (narrow >= 'A' && narrow <= 'Z') || (narrow >= 'a' && narrow <= 'z') || (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7);
}

/* 〇一二三四五六七八九十百千万亿零两 */
static bool is_chinese_numeral(uint32_t cp)
{
	static const uint32_t numerals[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B,
					    0x4E5D, 0x5341, 0x767E, 0x5343, 0x4E07, 0x4EBF, 0x96F6, 0x4E24};
	for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
		if (numerals[i] == cp)
			return true;
	return false;
}

bool qz_is_numeral(uint32_t cp)
{
	return is_digit(cp) || is_chinese_numeral(cp);
}

bool qz_is_punctuation(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {{0xB7, 0xB7},	{0x2010, 0x2027}, {0x2032, 0x205E}, {0x3001, 0x3003}, {0x3008, 0x3011},
		      {0x3014, 0x301F}, {0xFE30, 0xFE4F}, {0xFE50, 0xFE57}, {0xFF5F, 0xFF65}};
	uint32_t narrow = cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp;
	if (narrow < 0x80)
		return narrow > ' ' && strchr("!\"'(),-.:;<>?[\\]^_`{|}~", (int)narrow) != NULL;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return true;
	return false;
}

static enum kind kind_of(uint32_t cp)
{
	if (qz_is_blank(cp))
		return KIND_BLANK;
	if (is_digit(cp))
		return KIND_DIGIT;
	if (is_chinese_numeral(cp))
		return KIND_NUMERAL;
	return is_letter(cp) ? KIND_LETTER : KIND_OTHER;
}

/* The code point at `at`, 0 at the end; a byte that is no UTF-8 counts as U+FFFD. */
static uint32_t read_at(const char *text, size_t len, size_t at, size_t *next)
{
	uint32_t cp = 0;
	size_t n = at < len ? qz_utf8_decode(text + at, len - at, &cp) : 0;
	*next = at + (n ? n : at < len);
	return n ? cp : at < len ? QZ_REPLACEMENT : 0;
}

/* Behind the run of numerals at `at`. */
static size_t skip_numerals(const char *text, size_t len, size_t at)
{
	size_t next;
	while (qz_is_numeral(read_at(text, len, at, &next)))
		at = next;
	return at;
}

static bool starts(const char *text, size_t len, size_t at, const char *word)
{
	size_t n = strlen(word);
	return len - at >= n && memcmp(text + at, word, n) == 0;
}

/* 第五十九条, 第（二）项, 第十三条之一: its bytes, or 0. */
static size_t place_length(const char *text, size_t len)
{
	static const char *const units[] = {"条", "款", "项", "目", "章", "节"};
	if (!starts(text, len, 0, "第"))
		return 0;
	size_t open = 3, next, at;
	uint32_t cp = read_at(text, len, open, &next);
	bool bracket = cp == '(' || cp == 0xFF08;
	open = bracket ? next : open;
	at = skip_numerals(text, len, open);
	if (at == open)
		return 0;
	cp = read_at(text, len, at, &next);
	if (bracket && cp != ')' && cp != 0xFF09)
		return 0;
	at = bracket ? next : at;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (!starts(text, len, at, units[i]))
			continue;
		at += 3;
		size_t end = starts(text, len, at, "之") ? skip_numerals(text, len, at + 3) : at;
		return end > at + 3 ? end : at;
	}
	return 0;
}

/* Behind digits with single signs between them: 1,000.5, 2016-11-07. */
static size_t number_length(const char *text, size_t len)
{
	size_t at = 0, next, behind;
	while (at < len) {
		uint32_t cp = read_at(text, len, at, &next);
		bool inner = at > 0 && cp < 0x80 && strchr(".,-/:", (int)cp) && is_digit(read_at(text, len, next, &behind));
		if (!is_digit(cp) && !inner)
			break;
		at = next;
	}
	return at;
}

size_t qz_word_length(const char *text, size_t len)
{
	size_t end, next, place = place_length(text, len);
	enum kind kind = kind_of(read_at(text, len, 0, &end));
	if (place)
		return place;
	if (kind == KIND_DIGIT)
		return number_length(text, len);
	while (kind != KIND_OTHER && end < len && kind_of(read_at(text, len, end, &next)) == kind)
		end = next;
	return end;
}

/* Whether what is left out at `at` stands between two numerals. */
static bool divides(const char *text, size_t len, uint32_t before, size_t next)
{
	size_t behind;
	return qz_is_numeral(before) && qz_is_numeral(read_at(text, len, next, &behind));
}

void qz_fold(const char *text, size_t len, struct qz_buf *out)
{
	uint32_t before = 0;
	size_t next;
	for (size_t at = 0; at < len; at = next) {
		uint32_t cp = read_at(text, len, at, &next);
		uint32_t narrow = cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp;
		bool blank = qz_is_blank(cp), form = blank || (qz_is_punctuation(cp) && !divides(text, len, before, next));
		if (!form)
			qz_buf_put_utf8(out, narrow);
		before = blank ? before : cp;
	}
}

int qz_folds_alike(const char *a, size_t alen, const char *b, size_t blen)
{
	struct qz_buf one, two;
	qz_buf_init(&one);
	qz_buf_init(&two);
	qz_fold(a, alen, &one);
	qz_fold(b, blen, &two);
	bool alike = one.len == two.len && (one.len == 0 || memcmp(one.data, two.data, one.len) == 0);
	int result = one.failed || two.failed ? -1 : alike;
	qz_buf_done(&one);
	qz_buf_done(&two);
	return result;
}
