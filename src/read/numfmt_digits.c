/*
 * Numbers as decimal digits, for numfmt.c: rounding as spreadsheets round (on
 * the 15 decimal digits, not on the binary value), digit placeholders, General,
 * and Chinese numerals ([DBNum1] to [DBNum3]).
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "read/numfmt_parts.h"

static void trim(struct qz_fmt_decimal *decimal)
{
	while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '0')
		decimal->count--;
	if (decimal->count == 0)
		decimal->point = 0;
}

void qz_fmt_decimal(double value, struct qz_fmt_decimal *decimal)
{
	char text[40];
	*decimal = (struct qz_fmt_decimal){.negative = value < 0};
	snprintf(text, sizeof text, "%.14e", value < 0 ? -value : value);
	const char *s = text;
	for (; *s && *s != 'e'; s++) /* the decimal point depends on the locale and is passed over */
		if (*s >= '0' && *s <= '9' && decimal->count < 15)
			decimal->digits[decimal->count++] = *s;
	int exponent = 0;
	if (*s == 'e' && sscanf(s + 1, "%d", &exponent) == 1)
		decimal->point = exponent + 1;
	trim(decimal);
}

void qz_fmt_round(struct qz_fmt_decimal *decimal, int decimals)
{
	int keep = decimal->point + decimals;
	if (keep >= decimal->count)
		return;
	bool up = keep >= 0 && decimal->digits[keep] >= '5';
	decimal->count = keep > 0 ? keep : 0;
	if (up) {
		int at = decimal->count - 1;
		while (at >= 0 && decimal->digits[at] == '9')
			at--;
		if (at >= 0) {
			decimal->digits[at]++;
			decimal->count = at + 1;
		} else { /* 99.95 became 100.0 */
			decimal->digits[0] = '1';
			decimal->count = 1;
			decimal->point++;
		}
		return;
	}
	trim(decimal);
}

/* The digit at 10^place. */
static char digit_at(const struct qz_fmt_decimal *decimal, int place)
{
	int index = decimal->point - 1 - place;
	return index >= 0 && index < decimal->count ? decimal->digits[index] : '0';
}

static const char *const numerals[][10] = {
	{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
	{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
	{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
	{"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"},
};

void qz_fmt_put_digit(char digit, int dbnum, struct qz_buf *out)
{
	qz_buf_puts(out, numerals[dbnum][digit - '0']);
}

void qz_fmt_put_reading(unsigned long long number, int dbnum, bool short_ten, struct qz_buf *out)
{
	static const char *const small[][4] = {{"", "十", "百", "千"}, {"", "拾", "佰", "仟"}};
	static const char *const large[] = {"", "万", "亿", "万"};
	char digits[24];
	int count = snprintf(digits, sizeof digits, "%llu", number);
	bool gap = false, group = false;
	for (int i = 0; i < count; i++) {
		int place = count - 1 - i;
		if (digits[i] == '0') {
			gap = true;
		} else {
			if (gap)
				qz_fmt_put_digit('0', dbnum, out);
			gap = false;
			group = true;
			if (!(short_ten && i == 0 && digits[0] == '1' && place % 4 == 1))
				qz_fmt_put_digit(digits[i], dbnum, out);
			qz_buf_puts(out, small[dbnum == 2][place % 4]);
		}
		if (place > 0 && place % 4 == 0 && (group || place == 8)) {
			qz_buf_puts(out, large[place / 4 % 4]);
			group = false;
		}
	}
	if (number == 0)
		qz_fmt_put_digit('0', dbnum, out);
}

static void put_fixed(const struct qz_fmt_decimal *decimal, struct qz_buf *out)
{
	for (int place = decimal->point > 0 ? decimal->point - 1 : 0; place >= 0; place--)
		qz_buf_putc(out, digit_at(decimal, place));
	if (decimal->count > decimal->point)
		qz_buf_putc(out, '.');
	for (int place = -1; place >= decimal->point - decimal->count; place--)
		qz_buf_putc(out, digit_at(decimal, place));
}

static void put_scientific(const struct qz_fmt_decimal *decimal, struct qz_buf *out)
{
	int exponent = decimal->point - 1;
	qz_buf_putc(out, decimal->digits[0]);
	if (decimal->count > 1)
		qz_buf_putc(out, '.');
	qz_buf_add(out, decimal->digits + 1, (size_t)decimal->count - 1);
	qz_buf_printf(out, "E%c%02d", exponent < 0 ? '-' : '+', exponent < 0 ? -exponent : exponent);
}

/*
 * General. Whole numbers stand in full up to 15 digits: a spreadsheet shows
 * 1.23457E+11 in a narrow column, but a code of 12 digits must not be lost.
 * Fractions take the 11 places that General has.
 */
static void put_plain(struct qz_fmt_decimal *decimal, struct qz_buf *out)
{
	if (decimal->count > decimal->point && decimal->point <= 10 && decimal->point >= -3)
		qz_fmt_round(decimal, 10 - (decimal->point > 1 ? decimal->point : 1));
	bool fixed = decimal->point <= 15 && (decimal->point >= -3 || decimal->count - decimal->point <= 9);
	if (!fixed && decimal->point < 0)
		qz_fmt_round(decimal, 6 - decimal->point);
	if (fixed)
		put_fixed(decimal, out);
	else
		put_scientific(decimal, out);
}

void qz_fmt_put_general(double value, int dbnum, struct qz_buf *out)
{
	struct qz_fmt_decimal decimal;
	qz_fmt_decimal(value, &decimal);
	if (decimal.negative)
		qz_buf_putc(out, '-');
	if (dbnum == 0 || decimal.point > 15 || decimal.point < -3) {
		put_plain(&decimal, out);
		return;
	}
	unsigned long long whole = 0;
	for (int place = decimal.point - 1; place >= 0; place--)
		whole = whole * 10 + (unsigned)(digit_at(&decimal, place) - '0');
	qz_fmt_put_reading(whole, dbnum, false, out);
	if (decimal.count > decimal.point)
		qz_buf_puts(out, "点");
	for (int place = -1; place >= decimal.point - decimal.count; place--)
		qz_fmt_put_digit(digit_at(&decimal, place), dbnum, out);
}

/* What the placeholders of a section ask for. */
struct layout {
	int whole, decimals, exponent_digits; /* placeholders */
	int shift;                            /* powers of ten: 2 a percent sign, -3 a trailing comma */
	bool point, thousands, exponent;
};

static struct layout measure(const struct qz_fmt_section *section)
{
	struct layout layout = {0};
	struct qz_fmt_token token;
	int commas = 0;
	for (const char *at = section->start; at < section->end;) {
		at = qz_fmt_next(at, section->end, &token);
		if (token.kind == QZ_FMT_DIGIT) {
			layout.thousands |= commas > 0 && !layout.point && !layout.exponent;
			commas = 0;
			if (layout.exponent)
				layout.exponent_digits++;
			else if (layout.point)
				layout.decimals++;
			else
				layout.whole++;
		}
		commas += token.kind == QZ_FMT_COMMA && layout.whole + layout.decimals > 0;
		layout.point |= token.kind == QZ_FMT_POINT;
		layout.exponent |= token.kind == QZ_FMT_EXPONENT;
		layout.shift += 2 * (token.kind == QZ_FMT_PERCENT);
	}
	layout.shift -= 3 * commas;
	return layout;
}

/* Rounds the number and, where the section has an exponent, splits one off: 1,234 by 0.0E+0 is 1.2 and 3. */
static int fit(struct qz_fmt_decimal *decimal, const struct layout *layout)
{
	if (decimal->count > 0)
		decimal->point += layout->shift;
	int exponent = 0;
	if (layout->exponent && decimal->count > 0) {
		int step = layout->whole > 1 ? layout->whole : 1;
		for (int pass = 0; pass < 2; pass++) { /* rounding may add a digit: once */
			int power = decimal->point - 1;
			int floored = power - ((power % step) + step) % step;
			decimal->point -= floored;
			exponent += floored;
			qz_fmt_round(decimal, layout->decimals);
		}
		return exponent;
	}
	qz_fmt_round(decimal, layout->decimals);
	return exponent;
}

struct digit_writer {
	const struct qz_fmt_decimal *decimal;
	const struct layout *layout;
	int seen; /* placeholders passed in this part of the number */
	int exponent;
	bool behind_point, behind_exponent;
	int dbnum;
	struct qz_buf *out;
};

static void put_whole_digit(struct digit_writer *writer, int place)
{
	qz_fmt_put_digit(digit_at(writer->decimal, place), writer->dbnum, writer->out);
	if (writer->layout->thousands && place > 0 && place % 3 == 0)
		qz_buf_putc(writer->out, ',');
}

/* The digits that have no placeholder of their own stand before the first one. */
static void put_leading(struct digit_writer *writer)
{
	for (int place = writer->decimal->point - 1; place >= writer->layout->whole; place--)
		put_whole_digit(writer, place);
}

static void put_placeholder(struct digit_writer *writer, char placeholder)
{
	int index = writer->seen++;
	if (writer->behind_exponent) {
		int power = writer->exponent < 0 ? -writer->exponent : writer->exponent;
		if (index == 0)
			qz_buf_printf(writer->out, "%0*d", writer->layout->exponent_digits, power);
		return;
	}
	if (!writer->behind_point && index == 0)
		put_leading(writer);
	int place = writer->behind_point ? -1 - index : writer->layout->whole - 1 - index;
	bool significant = writer->behind_point ? place >= writer->decimal->point - writer->decimal->count : place < writer->decimal->point;
	if (significant || placeholder == '0')
		put_whole_digit(writer, place);
	else if (placeholder == '?')
		qz_buf_putc(writer->out, ' ');
}

static void put_digit_token(struct digit_writer *writer, const struct qz_fmt_token *token)
{
	switch (token->kind) {
	case QZ_FMT_DIGIT:
		put_placeholder(writer, *token->text);
		break;
	case QZ_FMT_POINT:
		if (writer->layout->whole == 0 && !writer->behind_point)
			put_leading(writer);
		writer->behind_point = true;
		writer->seen = 0;
		qz_buf_putc(writer->out, '.');
		break;
	case QZ_FMT_EXPONENT:
		writer->behind_exponent = true;
		writer->seen = 0;
		qz_buf_putc(writer->out, *token->text);
		if (writer->exponent < 0 || token->text[1] == '+')
			qz_buf_putc(writer->out, writer->exponent < 0 ? '-' : '+');
		break;
	case QZ_FMT_COMMA:
	case QZ_FMT_NOTHING:
		break;
	case QZ_FMT_BRACKET:
		qz_fmt_put_bracket(token, writer->out);
		break;
	default:
		qz_buf_add(writer->out, token->text, token->len);
		break;
	}
}

void qz_fmt_put_digits(double value, const struct qz_fmt_section *section, struct qz_buf *out)
{
	struct qz_fmt_decimal decimal;
	struct layout layout = measure(section);
	qz_fmt_decimal(value, &decimal);
	struct digit_writer writer = {.decimal = &decimal, .layout = &layout, .dbnum = section->dbnum, .out = out};
	writer.exponent = fit(&decimal, &layout);
	struct qz_fmt_token token;
	for (const char *at = section->start; at < section->end;) {
		at = qz_fmt_next(at, section->end, &token);
		put_digit_token(&writer, &token);
	}
}
