/*
 * Reading numerals: Arabic digits of either width, Chinese numerals with
 * units (五十九) or digit by digit (二〇一六), and the enclosed ones (②, ㈡).
 * A numeral is of one kind throughout; the first character decides.
 */
#include "model/numeral.h"

#include <stdbool.h>

#include "base/utf8.h"

#define MAX_DIGITS 16     /* no numeral is longer, so reading one is bounded */
#define MAX_INNER_BLANK 8 /* blanks between two digits */

/* A Chinese numeral while it is read: total is what stands before `digit`. */
struct chinese {
	uint32_t total;
	uint32_t digit;     /* pending digit or digits */
	uint32_t last_unit; /* units must fall: 百 before 十 */
	unsigned run;       /* digits in a row: 二〇一六 has four */
	bool units;         /* a unit has been seen */
};

/* The value of a decimal digit of either width, or -1. */
static int arabic_digit(uint32_t cp)
{
	if (cp >= '0' && cp <= '9')
		return (int)(cp - '0');
	if (cp >= 0xFF10 && cp <= 0xFF19)
		return (int)(cp - 0xFF10);
	return -1;
}

static int chinese_digit(uint32_t cp)
{
	switch (cp) {
	case 0x96F6: /* 零 */
	case 0x3007: /* 〇 */
	case 0x25CB: /* ○ typed for it */
		return 0;
	case 0x4E00: /* 一 */
		return 1;
	case 0x4E8C: /* 二 */
		return 2;
	case 0x4E09: /* 三 */
		return 3;
	case 0x56DB: /* 四 */
		return 4;
	case 0x4E94: /* 五 */
		return 5;
	case 0x516D: /* 六 */
		return 6;
	case 0x4E03: /* 七 */
		return 7;
	case 0x516B: /* 八 */
		return 8;
	case 0x4E5D: /* 九 */
		return 9;
	default:
		return -1;
	}
}

/* 十, 百, 千 as a number, or 0. */
static uint32_t chinese_unit(uint32_t cp)
{
	return cp == 0x5341 ? 10 : cp == 0x767E ? 100 : cp == 0x5343 ? 1000 : 0;
}

/* ① to ⑳, ⑴ to ⒇, ㈠ to ㈩ as a number, or 0. */
static uint32_t enclosed(uint32_t cp)
{
	if (cp >= 0x2460 && cp <= 0x2473)
		return cp - 0x2460 + 1;
	if (cp >= 0x2474 && cp <= 0x2487)
		return cp - 0x2474 + 1;
	if (cp >= 0x3220 && cp <= 0x3229)
		return cp - 0x3220 + 1;
	return 0;
}

/* Takes one character into the numeral; false if it does not continue it. */
static bool take_chinese(struct chinese *n, uint32_t cp)
{
	int digit = chinese_digit(cp);
	if (digit >= 0) {
		/* after a unit only 零 may stand before the next digit: 一百零二 */
		if (n->units && n->run > 0 && n->digit != 0)
			return false;
		n->digit = n->digit * 10 + (uint32_t)digit;
		n->run++;
		return n->digit <= QZ_NUMERAL_MAX;
	}
	uint32_t unit = chinese_unit(cp);
	if (unit == 0 || (n->units && unit >= n->last_unit) || (!n->units && n->run > 1))
		return false;
	if (n->digit == 0 && (n->units || n->run > 0) && unit != 10)
		return false;
	n->total += (n->digit ? n->digit : 1) * unit;
	n->digit = 0;
	n->run = 0;
	n->units = true;
	n->last_unit = unit;
	return true;
}

/* Skips a bounded run of blanks and decodes what stands behind; the offset behind that. */
static size_t next_digit(const char *text, size_t len, size_t at, uint32_t *cp)
{
	for (int blanks = 0; at < len; blanks++) {
		size_t n = qz_utf8_decode(text + at, len - at, cp);
		if (n == 0 || blanks > MAX_INNER_BLANK)
			return 0;
		at += n;
		if (!qz_is_blank(*cp))
			return at;
	}
	return 0;
}

static size_t read_arabic(const char *text, size_t len, uint32_t *value)
{
	uint32_t cp = 0;
	size_t end = 0;
	*value = 0;
	for (int i = 0; i < MAX_DIGITS; i++) {
		size_t next = next_digit(text, len, end, &cp);
		int digit = next ? arabic_digit(cp) : -1;
		if (digit < 0)
			return end;
		*value = *value * 10 + (uint32_t)digit;
		if (*value > QZ_NUMERAL_MAX)
			return 0;
		end = next;
	}
	return 0;
}

static size_t read_chinese(const char *text, size_t len, uint32_t *value)
{
	struct chinese n = {0};
	uint32_t cp = 0;
	size_t end = 0;
	for (int i = 0; i < MAX_DIGITS; i++) {
		size_t next = next_digit(text, len, end, &cp);
		if (next == 0 || !take_chinese(&n, cp))
			break;
		end = next;
	}
	*value = n.total + n.digit;
	return *value <= QZ_NUMERAL_MAX ? end : 0;
}

size_t qz_numeral_read(const char *text, size_t len, uint32_t *value)
{
	uint32_t cp = 0;
	size_t n = qz_utf8_decode(text, len, &cp);
	if (n == 0)
		return 0;
	if (arabic_digit(cp) >= 0)
		return read_arabic(text, len, value);
	if (enclosed(cp)) {
		*value = enclosed(cp);
		return n;
	}
	if (chinese_digit(cp) >= 0 || chinese_unit(cp))
		return read_chinese(text, len, value);
	return 0;
}
