/*
 * Numbers as Word writes them (ST_NumberFormat, ECMA-376 Part 1, 17.18.59), in
 * the formats that Chinese documents use.
 */
#include <string.h>

#include "read/docx_parts.h"

static const char *const plain_digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
static const char *const legal_digits[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};

/* 一百零一, 壹佰零壹: below 10,000. Ten is 十 and not 一十 in the plain figures. */
static void put_counted(struct qz_buf *out, unsigned number, bool legal)
{
	static const char *const plain_units[] = {"", "十", "百", "千"}, *const legal_units[] = {"", "拾", "佰", "仟"};
	static const unsigned powers[] = {1, 10, 100, 1000};
	bool begun = false, gap = false;
	for (int place = 3; place >= 0; place--) {
		unsigned digit = number / powers[place] % 10;
		if (digit == 0) {
			gap = begun;
			continue;
		}
		if (gap)
			qz_buf_puts(out, "零");
		if (legal || begun || place != 1 || digit != 1)
			qz_buf_puts(out, legal ? legal_digits[digit] : plain_digits[digit]);
		qz_buf_puts(out, legal ? legal_units[place] : plain_units[place]);
		begun = true;
		gap = false;
	}
}

/* Figure by figure: 一〇一. */
static void put_digits(struct qz_buf *out, unsigned number)
{
	if (number >= 10)
		put_digits(out, number / 10);
	qz_buf_puts(out, plain_digits[number % 10]);
}

static void put_wide(struct qz_buf *out, unsigned number)
{
	if (number >= 10)
		put_wide(out, number / 10);
	qz_buf_put_utf8(out, 0xFF10 + number % 10);
}

static void put_roman(struct qz_buf *out, unsigned number, bool upper)
{
	static const struct {
		unsigned value;
		const char *lower, *upper;
	} steps[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"},  {400, "cd", "CD"}, {100, "c", "C"},
		     {90, "xc", "XC"}, {50, "l", "L"},	  {40, "xl", "XL"}, {10, "x", "X"},    {9, "ix", "IX"},
		     {5, "v", "V"},    {4, "iv", "IV"},	  {1, "i", "I"}};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		for (; number >= steps[i].value; number -= steps[i].value)
			qz_buf_puts(out, upper ? steps[i].upper : steps[i].lower);
}

/* a … z, aa, bb …: the letter is repeated. */
static void put_letter(struct qz_buf *out, unsigned number, char first)
{
	for (unsigned i = 0; i <= (number - 1) / 26; i++)
		qz_buf_putc(out, (char)(first + (char)((number - 1) % 26)));
}

enum shape { COUNTED, LEGAL, DIGITS, WIDE, ZERO, LETTER, ROMAN, ONE_OF };

/* Each format, how it is written, and up to which number; beyond that Word writes Arabic figures. */
static const struct format {
	const char *name;
	enum shape shape;
	unsigned last;
	uint32_t first; /* the character for 1 */
} formats[] = {
    {"chineseCounting", COUNTED, 9999, 0},
    {"chineseCountingThousand", COUNTED, 9999, 0},
    {"taiwaneseCounting", COUNTED, 9999, 0},
    {"taiwaneseCountingThousand", COUNTED, 9999, 0},
    {"japaneseCounting", COUNTED, 9999, 0},
    {"chineseLegalSimplified", LEGAL, 9999, 0},
    {"ideographDigital", DIGITS, 32767, 0},
    {"japaneseDigitalTenThousand", DIGITS, 32767, 0},
    {"taiwaneseDigital", DIGITS, 32767, 0},
    {"decimalFullWidth", WIDE, 32767, 0},
    {"decimalFullWidth2", WIDE, 32767, 0},
    {"decimalZero", ZERO, 9, 0},
    {"lowerLetter", LETTER, 780, 'a'},
    {"upperLetter", LETTER, 780, 'A'},
    {"lowerRoman", ROMAN, 3999, 0},
    {"upperRoman", ROMAN, 3999, 1},
    {"decimalEnclosedCircle", ONE_OF, 20, 0x2460},
    {"decimalEnclosedCircleChinese", ONE_OF, 20, 0x2460},
    {"decimalEnclosedParen", ONE_OF, 20, 0x2474},
    {"decimalEnclosedFullstop", ONE_OF, 20, 0x2488},
    {"ideographEnclosedCircle", ONE_OF, 10, 0x3280},
};

static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
static const char *const branches[] = {"子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"};

static void put_shape(struct qz_buf *out, const struct format *format, unsigned number)
{
	switch (format->shape) {
	case COUNTED:
	case LEGAL:
		put_counted(out, number, format->shape == LEGAL);
		break;
	case DIGITS:
		put_digits(out, number);
		break;
	case WIDE:
		put_wide(out, number);
		break;
	case ZERO:
		qz_buf_printf(out, "0%u", number);
		break;
	case LETTER:
		put_letter(out, number, (char)format->first);
		break;
	case ROMAN:
		put_roman(out, number, format->first);
		break;
	case ONE_OF:
		qz_buf_put_utf8(out, format->first + number - 1);
		break;
	}
}

void qz_docx_number_put(struct qz_buf *out, const char *format, unsigned number)
{
	if (strcmp(format, "ideographTraditional") == 0 && number >= 1 && number <= 10) {
		qz_buf_puts(out, stems[number - 1]);
		return;
	}
	if (strcmp(format, "ideographZodiac") == 0 && number >= 1 && number <= 12) {
		qz_buf_puts(out, branches[number - 1]);
		return;
	}
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (strcmp(formats[i].name, format) == 0 && number >= 1 && number <= formats[i].last) {
			put_shape(out, &formats[i], number);
			return;
		}
	}
	qz_buf_printf(out, "%u", number);
}
