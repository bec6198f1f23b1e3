/*
 * What the text of a cell itself shows of a spreadsheet that it came through:
 * errors and formulas kept as text, dates where numbers were typed, and words
 * that a conversion between encodings has destroyed. Most cells are passed
 * over by their first character.
 */
#include <string.h>

#include "base/utf8.h"
#include "model/signs_text.h"

#define LONGEST_ERROR 255 /* bytes; a column is no wider in # signs */
#define LONGEST_DATE 40	  /* bytes */
#define MOST_SHAPES 12	  /* signs of a date's shape */
#define MOST_UNITS 32767  /* UTF-16 units that a cell of a spreadsheet can hold */
#define LEAST_TOO_WIDE 3  /* # signs that show that a value did not fit */
#define LEAST_GARBLED 2	  /* characters in a row that are more than chance */

/* A text without what is around it. */
struct words {
	const char *text;
	size_t len;
};

/* Structure around the whole of a cell is no part of its words. */
static struct words words_of(const struct qz_cell *cell)
{
	const char *text = cell->text;
	size_t len = cell->len;
	if (cell->kind == QZ_CELL_BLOCKS && len > 7 && memcmp(text, "<p>", 3) == 0 && memcmp(text + len - 4, "</p>", 4) == 0) {
		text += 3;
		len -= 7;
	}
	size_t skip = qz_skip_blanks(text, len);
	text += skip;
	len -= skip;
	while (len > 0 && strchr(" \t\r\n", text[len - 1]))
		len--;
	return (struct words){text, len};
}

static bool is_error(struct words words)
{
	static const char *const errors[] = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"};
	if (words.len == 0 || words.len > LONGEST_ERROR || words.text[0] != '#')
		return false;
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		if (strlen(errors[i]) == words.len && memcmp(words.text, errors[i], words.len) == 0)
			return true;
	return words.len >= LEAST_TOO_WIDE && strspn(words.text, "#") >= words.len;
}

/* =VLOOKUP(…, =_xlfn.XLOOKUP(… */
static bool is_formula(struct words words)
{
	size_t at = 1;
	if (words.len < 4 || words.text[0] != '=' ||
	    !(words.text[1] == '_' || ((words.text[1] | 0x20) >= 'a' && (words.text[1] | 0x20) <= 'z')))
		return false;
	at += strspn(words.text + at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._");
	return at < words.len && words.text[at] == '(';
}

/* Exactly as long as a cell can be. */
static bool is_full(const struct qz_cell *cell)
{
	size_t units = 0;
	if (cell->len < MOST_UNITS || cell->len > 3 * (size_t)MOST_UNITS)
		return false;
	for (size_t i = 0; i < cell->len; i++) {
		unsigned char c = (unsigned char)cell->text[i];
		units += (c & 0xC0) != 0x80;
		units += c >= 0xF0;
	}
	return units == MOST_UNITS;
}

/* ---- dates ---- */

/* The sign of a number in a date's shape: y a year, n a day or month, x another of two digits; NUL for none of these. */
static char sign_of_number(const char *digits, size_t n)
{
	int value = 0;
	if (n > 4)
		return '\0';
	for (size_t i = 0; i < n; i++)
		value = value * 10 + (digits[i] - '0');
	if (n == 4)
		return value >= 1900 && value < 2100 ? 'y' : '\0';
	return n > 2 ? '\0' : value >= 1 && value <= 31 ? 'n' : 'x';
}

/* Takes one part of a date; its length, 0 when it is none. */
static size_t take_part(const char *text, size_t len, char *sign)
{
	static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
	static const struct {
		const char *text;
		char sign;
	} marks[] = {{"-", '-'}, {"/", '-'}, {" ", '-'}, {"年", 'Y'}, {"月", 'm'}, {"日", 'd'}};
	size_t digits = 0;
	while (digits < len && text[digits] >= '0' && text[digits] <= '9')
		digits++;
	if (digits > 0) {
		*sign = sign_of_number(text, digits);
		return *sign ? digits : 0;
	}
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t n = strlen(marks[i].text);
		*sign = marks[i].sign;
		if (len >= n && memcmp(text, marks[i].text, n) == 0)
			return n;
	}
	*sign = 'M';
	for (size_t i = 0; i < sizeof months / sizeof *months && len >= 3; i++)
		if (strncasecmp(text, months[i], 3) == 0)
			return 3;
	return 0;
}

/* 1月2日, 2-Jan, Jan-02, 2-1月, 2026/1/2, 2026-01-02 00:00:00: what spreadsheets make of 1-2. 1-2 itself is none. */
static bool is_date(struct words words)
{
	static const char *const dates[] = {"nmnd",  "yYnmnd", "yYnm", "n-M",  "M-n",  "M-x",	"M-y",	"n-M-n",
					    "n-M-x", "n-M-y",  "n-nm", "nm-n", "nm-x", "y-n-n", "n-n-y"};
	char shape[MOST_SHAPES + 1] = "";
	size_t count = 0;
	if (words.len < 4 || words.len > LONGEST_DATE)
		return false;
	const char *time = memchr(words.text, ':', words.len), *blank = time ? memrchr(words.text, ' ', (size_t)(time - words.text)) : NULL;
	words.len = blank ? (size_t)(blank - words.text) : words.len;
	for (size_t at = 0, n; at < words.len; at += n) {
		n = count < MOST_SHAPES ? take_part(words.text + at, words.len - at, &shape[count]) : 0;
		if (n == 0)
			return false;
		shape[++count] = '\0';
	}
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		if (strcmp(shape, dates[i]) == 0)
			return true;
	return false;
}

unsigned qz_signs_of_text(const struct qz_cell *cell, bool delimited)
{
	unsigned signs = 0;
	struct words words = words_of(cell);
	char first = words.len ? words.text[0] : '\0', letter = (char)(first | 0x20);
	if (first == '#' && is_error(words))
		signs |= QZ_SIGN_ERROR;
	if (delimited && first == '=' && is_formula(words))
		signs |= QZ_SIGN_UNSAVED;
	if (delimited && is_full(cell))
		signs |= QZ_SIGN_FULL;
	if (((first >= '0' && first <= '9') || (letter >= 'a' && letter <= 's')) && is_date(words))
		signs |= QZ_SIGN_DATE;
	return signs;
}

/* ---- words that are lost ---- */

/* A character that stands for one of the bytes 0x80 to 0xBF in Latin-1 or in the western encoding of Windows. */
static bool is_tail(uint32_t cp)
{
	static const uint16_t others[] = {0x152,  0x153,  0x160,  0x161,  0x178,  0x17D,  0x17E,  0x192,  0x2C6,
					  0x2DC,  0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E,
					  0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2039, 0x203A, 0x20AC, 0x2122};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (cp == others[i])
			return true;
	return cp >= 0x80 && cp < 0xC0;
}

/* Chinese characters of three bytes, each byte read as a character: å¯¹ for 对. */
static bool is_latin(const char *text, size_t len)
{
	size_t found = 0;
	for (const char *at = text; (at = memchr(at, 0xC3, len - (size_t)(at - text))); at++) {
		uint32_t cp[3] = {0};
		size_t next = (size_t)(at - text);
		for (int i = 0; i < 3 && next < len; i++) {
			size_t n = qz_utf8_decode(text + next, len - next, &cp[i]);
			next += n ? n : 1;
		}
		found += cp[0] >= 0xE3 && cp[0] <= 0xEF && is_tail(cp[1]) && is_tail(cp[2]);
		if (found >= LEAST_GARBLED)
			return true;
	}
	return false;
}

const char *qz_text_garbled(const struct qz_cell *cell)
{
	static const char lost[] = "锟斤拷";
	const char *first = memmem(cell->text, cell->len, lost, sizeof lost - 1);
	if (first && memmem(first + 1, cell->len - (size_t)(first + 1 - cell->text), lost, sizeof lost - 1))
		return "replaced";
	return is_latin(cell->text, cell->len) ? "latin" : NULL;
}
