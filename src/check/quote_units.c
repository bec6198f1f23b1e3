/*
 * Cutting a text into units, for quote_units.h. Words are those of the
 * comparison of lists (diff/words.h); here numbers are read, too.
 */
#include "check/quote_units.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "diff/words.h"

#define MOST ((size_t)20000)	 /* units: the longest article of a law has some 3,000 */
#define LONGEST_TAG ((size_t)48) /* bytes of 【行政法规】 */
#define NUMBER 0x40000000u	 /* ids of numbers, above all characters; of words the highest bit is set */
#define WORD 0x80000000u

void qz_quote_text_init(struct qz_quote_text *text)
{
	*text = (struct qz_quote_text){0};
}

void qz_quote_text_done(struct qz_quote_text *text)
{
	free(text->units);
	free(text->ids);
	qz_quote_text_init(text);
}

static uint32_t decode(const char *bytes, size_t len, size_t at, size_t *next)
{
	uint32_t cp = 0;
	size_t n = at < len ? qz_utf8_decode(bytes + at, len - at, &cp) : 0;
	*next = at + (n ? n : at < len);
	return n ? cp : at < len ? QZ_REPLACEMENT : 0;
}

static uint32_t narrow(uint32_t cp)
{
	uint32_t half = cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp;
	return half >= 'A' && half <= 'Z' ? half + 32 : half;
}

/* ---- numbers ---- */

/* The value of a Chinese digit, -1 for other characters; of a unit (十, 万) its power of ten, 0 for others. */
static int digit_of(uint32_t cp)
{
	switch (cp) {
	case 0x3007: /* 〇 */
	case 0x96F6:
		return 0;
	case 0x4E00:
		return 1;
	case 0x4E24: /* 两 */
	case 0x4E8C:
		return 2;
	case 0x4E09:
		return 3;
	case 0x56DB:
		return 4;
	case 0x4E94:
		return 5;
	case 0x516D:
		return 6;
	case 0x4E03:
		return 7;
	case 0x516B:
		return 8;
	case 0x4E5D:
		return 9;
	default:
		break;
	}
	cp = narrow(cp);
	return cp >= '0' && cp <= '9' ? (int)(cp - '0') : -1;
}

static unsigned power_of(uint32_t cp)
{
	switch (cp) {
	case 0x5341:
		return 1; /* 十 */
	case 0x767E:
		return 2; /* 百 */
	case 0x5343:
		return 3; /* 千 */
	case 0x4E07:
		return 4; /* 万 */
	case 0x4EBF:
		return 8; /* 亿 */
	default:
		return 0;
	}
}

static uint64_t times(uint64_t value, unsigned power)
{
	while (power-- > 0)
		value = value > UINT64_MAX / 16 ? UINT64_MAX / 16 : value * 10;
	return value;
}

/* A number that is being read, in thousandths. */
struct value {
	uint64_t total, part, digits; /* 三万五千二: 30000 in total, 5000 in the part, 2 as digits */
	unsigned behind;	      /* digits behind the point */
	bool point, any;
};

static void take_power(struct value *value, unsigned power)
{
	uint64_t digits = value->any || value->part ? value->digits : 1000;
	if (power < 4) {
		value->part += times(digits, power);
	} else {
		uint64_t before = value->part + digits;
		value->total += times(before ? before : value->total ? 0 : 1000, power);
		value->part = 0;
	}
	value->digits = value->behind = 0;
	value->point = value->any = false;
}

static void take_digit(struct value *value, int digit)
{
	if (value->point && value->behind < 3)
		value->digits += times((uint64_t)digit, 2 - value->behind++);
	else if (!value->point)
		value->digits = times(value->digits, 1) + (uint64_t)digit * 1000;
	value->any = true;
}

/* Reads the number that begins the text, its bytes or 0; units behind digits belong to it (5万). */
static size_t read_number(const char *bytes, size_t len, uint64_t *result)
{
	struct value value = {0};
	size_t at = 0, next, behind;
	while (at < len) {
		uint32_t cp = decode(bytes, len, at, &next), sign = narrow(cp);
		int digit = digit_of(cp);
		unsigned power = power_of(cp);
		bool inner = at > 0 && (sign == '.' || sign == ',') &&
			     digit_of(decode(bytes, len, next, &behind)) >= 0 && cp < 0x80;
		if (digit < 0 && !power && !inner)
			break;
		if (digit >= 0)
			take_digit(&value, digit);
		else if (power)
			take_power(&value, power);
		value.point |= inner && sign == '.';
		at = next;
	}
	*result = value.total + value.part + value.digits;
	return at;
}

/* 百分之五 and 5%: their bytes, or 0. */
static size_t read_percent(const char *bytes, size_t len, uint64_t *value)
{
	static const char hundredths[] = "百分之";
	size_t n = sizeof hundredths - 1, next;
	if (len > n && memcmp(bytes, hundredths, n) == 0) {
		size_t number = read_number(bytes + n, len - n, value);
		return number ? n + number : 0;
	}
	size_t number = read_number(bytes, len, value);
	return number && narrow(decode(bytes, len, number, &next)) == '%' ? next : 0;
}

static uint32_t mix(uint32_t hash, uint64_t value)
{
	for (unsigned i = 0; i < 8; i++, value >>= 8)
		hash = (hash ^ (uint32_t)(value & 0xFF)) * 16777619u;
	return hash;
}

/* ---- words ---- */

/* 第五十九条, a run of letters: numbers in it by their value, brackets left out. */
static uint32_t word_id(const char *bytes, size_t len)
{
	uint32_t hash = 2166136261u;
	for (size_t at = 0, next; at < len; at = next) {
		uint64_t value;
		size_t number = read_number(bytes + at, len - at, &value);
		uint32_t cp = decode(bytes, len, at, &next);
		if (number) {
			next = at + number;
			hash = mix(hash, value + NUMBER);
		} else if (!qz_is_punctuation(cp)) {
			hash = mix(hash, narrow(cp));
		}
	}
	return hash | WORD;
}

/* Most characters are words by themselves, whatever follows: ideographs that are neither numerals nor 第. */
static bool stands_alone(uint32_t cp)
{
	return cp >= 0x4E00 && cp <= 0x9FFF && cp != 0x7B2C && digit_of(cp) < 0 && !power_of(cp);
}

/* One word at the beginning: its id, its bytes and whether it is a number. */
static uint32_t read_word(const char *bytes, size_t len, size_t *length, bool *number)
{
	uint64_t value;
	size_t next;
	uint32_t cp = decode(bytes, len, 0, &next);
	*number = false;
	if (stands_alone(cp)) {
		*length = next;
		return cp;
	}
	*number = true;
	if ((*length = read_percent(bytes, len, &value)) > 0)
		return NUMBER | (mix(1, value) & (NUMBER - 1));
	if ((*length = read_number(bytes, len, &value)) > 0)
		return NUMBER | (mix(2166136261u, value) & (NUMBER - 1));
	*number = false;
	*length = qz_word_length(bytes, len);
	if (*length == 0 || *length <= next) {
		*length = next;
		return narrow(cp);
	}
	return word_id(bytes, *length);
}

/* What stands between two words. */
struct between {
	bool sentence, clause, ellipsis, bracket;
	unsigned dots;
};

static void see_form(struct between *between, uint32_t cp)
{
	static const uint32_t ends[] = {0x3002, ';', '!', '?', ':', '\n', 0xFE52, 0xFE54};
	uint32_t sign = narrow(cp);
	bool blank = qz_is_blank(cp) && cp != '\n';
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		between->sentence |= ends[i] == sign;
	between->clause |= !blank;
	between->dots = sign == '.' || cp == 0x3002 ? between->dots + 1 : 0;
	between->ellipsis |= cp == 0x2026 || cp == 0x22EF || between->dots >= 3;
	between->bracket = blank ? between->bracket : sign == '(' || cp == 0x3014;
}

static void add_unit(struct qz_quote_text *text, struct qz_quote_unit unit, uint32_t id)
{
	text->many |= text->count >= MOST;
	if (text->many || text->failed)
		return;
	if (!qz_array_grow(&text->units, text->count, &text->cap, sizeof unit) ||
	    !qz_array_grow(&text->ids, text->count, &text->ids_cap, sizeof id)) {
		text->failed = true;
		return;
	}
	text->ids[text->count] = id;
	text->units[text->count++] = unit;
}

/* A number that begins a sentence and stands before a sign that closes it: （一）, 1. , 二、 */
static bool is_marker(const char *bytes, size_t end, size_t behind, const struct between *between, bool number)
{
	size_t next;
	uint32_t sign = narrow(decode(bytes, end, behind, &next));
	if (!number || !(between->sentence || between->bracket))
		return false;
	return between->bracket ? sign == ')' || sign == 0x3015 : sign == '.' || sign == 0x3001 || sign == ')';
}

/* 【法律】: lists put it before a law, also within a provision that they quote; laws have no such brackets. Its bytes,
 * or 0. */
static size_t tag_length(const char *bytes, size_t len)
{
	static const char open[] = "【", close[] = "】";
	size_t most = len < LONGEST_TAG ? len : LONGEST_TAG;
	const char *end = len > 3 && memcmp(bytes, open, 3) == 0 ? memmem(bytes, most, close, 3) : NULL;
	return end ? (size_t)(end - bytes) + 3 : 0;
}

void qz_quote_text_add(struct qz_quote_text *text, const char *bytes, size_t from, size_t to, uint32_t paragraph)
{
	struct between between = {.sentence = true, .clause = true, .ellipsis = text->ends_ellipsis};
	size_t length, next;
	text->bytes = bytes;
	for (size_t at = from; at < to && !text->failed && !text->many; at += length) {
		uint32_t cp = decode(bytes, to, at, &next);
		length = next - at;
		bool ideograph = cp >= 0x4E00 && cp <= 0x9FFF;
		if (!ideograph && (qz_is_blank(cp) || qz_is_punctuation(cp) || cp == 0x22EF)) {
			size_t tag = cp == 0x3010 ? tag_length(bytes + at, to - at) : 0;
			length = tag ? tag : length;
			see_form(&between, cp);
			continue;
		}
		struct qz_quote_unit unit = {.at = at,
					     .paragraph = paragraph,
					     .sentence = between.sentence,
					     .clause = between.clause,
					     .ellipsis = between.ellipsis};
		bool number;
		uint32_t id = read_word(bytes + at, to - at, &length, &number);
		unit.len = length;
		unit.number = number;
		unit.marker = is_marker(bytes, to, at + length, &between, number);
		add_unit(text, unit, id);
		between = (struct between){.sentence = unit.marker, .clause = unit.marker};
	}
	text->ends_sentence = between.sentence;
	text->ends_ellipsis = between.ellipsis;
}
