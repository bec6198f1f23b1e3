/*
 * Number formats of workbooks, for numfmt.h: the built-in codes, the choice of
 * a section by sign and condition, and General for all that is left.
 */
#include "read/numfmt.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "read/numfmt_parts.h"

/* A code longer than this is not from a spreadsheet (Excel allows 255 characters) and counts as General. */
#define MAX_CODE 1024

#define LONG_DATE "yyyy\"年\"m\"月\"d\"日\""

/* ECMA-376 Part 1, 18.8.30: ids for all languages, and those of the zh-cn table. */
static const struct {
	unsigned char id;
	const char *code;
} builtins[] = {
	{1, "0"},
	{2, "0.00"},
	{3, "#,##0"},
	{4, "#,##0.00"},
	{5, "\"￥\"#,##0;\"￥\"-#,##0"},
	{6, "\"￥\"#,##0;\"￥\"-#,##0"},
	{7, "\"￥\"#,##0.00;\"￥\"-#,##0.00"},
	{8, "\"￥\"#,##0.00;\"￥\"-#,##0.00"},
	{9, "0%"},
	{10, "0.00%"},
	{11, "0.00E+00"},
	{12, "# ?/?"},
	{13, "# ?\?/?\?"},
	{14, "yyyy/m/d"},
	{15, "d-mmm-yy"},
	{16, "d-mmm"},
	{17, "mmm-yy"},
	{18, "h:mm AM/PM"},
	{19, "h:mm:ss AM/PM"},
	{20, "h:mm"},
	{21, "h:mm:ss"},
	{22, "yyyy/m/d h:mm"},
	{27, "yyyy\"年\"m\"月\""},
	{28, "m\"月\"d\"日\""},
	{29, "m\"月\"d\"日\""},
	{30, "m-d-yy"},
	{31, LONG_DATE},
	{32, "h\"时\"mm\"分\""},
	{33, "h\"时\"mm\"分\"ss\"秒\""},
	{34, "上午/下午h\"时\"mm\"分\""},
	{35, "上午/下午h\"时\"mm\"分\"ss\"秒\""},
	{36, "yyyy\"年\"m\"月\""},
	{37, "#,##0;-#,##0"},
	{38, "#,##0;-#,##0"},
	{39, "#,##0.00;-#,##0.00"},
	{40, "#,##0.00;-#,##0.00"},
	{41, "#,##0;-#,##0;\"-\";@"},
	{42, "\"￥\"#,##0;\"￥\"-#,##0;\"￥-\";@"},
	{43, "#,##0.00;-#,##0.00;\"-\"?\?;@"},
	{44, "\"￥\"#,##0.00;\"￥\"-#,##0.00;\"￥-\"?\?;@"},
	{45, "mm:ss"},
	{46, "[h]:mm:ss"},
	{47, "mm:ss.0"},
	{48, "##0.0E+0"},
	{49, "@"},
	{50, "yyyy\"年\"m\"月\""},
	{51, "m\"月\"d\"日\""},
	{52, "yyyy\"年\"m\"月\""},
	{53, "m\"月\"d\"日\""},
	{54, "m\"月\"d\"日\""},
	{55, "上午/下午h\"时\"mm\"分\""},
	{56, "上午/下午h\"时\"mm\"分\"ss\"秒\""},
	{57, "yyyy\"年\"m\"月\""},
	{58, "m\"月\"d\"日\""},
};

const char *qz_numfmt_builtin(unsigned id)
{
	for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
		if (builtins[i].id == id)
			return builtins[i].code;
	return "General";
}

/* The codes that stand for the system's own long date and time, whatever follows them. */
static const char *resolve_system(const char *code)
{
	if (strncmp(code, "[$-F800]", 8) == 0 || strncmp(code, "[$-x-sysdate]", 13) == 0)
		return LONG_DATE;
	if (strncmp(code, "[$-F400]", 8) == 0 || strncmp(code, "[$-x-systime]", 13) == 0)
		return "h:mm:ss";
	return code;
}

static bool holds(const struct qz_fmt_section *section, double value)
{
	switch (section->condition) {
	case '<':
		return value < section->threshold;
	case '>':
		return value > section->threshold;
	case 'l':
		return value <= section->threshold;
	case 'g':
		return value >= section->threshold;
	case '!':
		return value < section->threshold || value > section->threshold;
	default:
		return !(value < section->threshold) && !(value > section->threshold);
	}
}

/* The section of a number: by its condition, else positive; negative; zero. NULL when no condition holds. */
static const struct qz_fmt_section *choose(const struct qz_fmt_section *sections, size_t count, double value)
{
	for (size_t i = 0; i < count; i++) {
		bool last = i + 1 == count;
		bool taken = sections[i].condition ? holds(&sections[i], value)
			     : last                ? true
			     : i == 0              ? value > 0 || (count == 2 && value >= 0)
						   : value < 0;
		if (taken)
			return &sections[i];
	}
	return NULL;
}

/* A section for negative numbers alone shows no sign but its own. */
static bool is_for_negatives(const struct qz_fmt_section *section, bool second)
{
	if (!section->condition)
		return second;
	return (section->condition == '<' || section->condition == 'l') && section->threshold <= 0;
}

/* Sections with neither digits nor dates: literals, with the whole number at General or @. */
static void put_literals(double value, const struct qz_fmt_section *section, struct qz_buf *out)
{
	struct qz_fmt_token token;
	for (const char *at = section->start; at < section->end;) {
		at = qz_fmt_next(at, section->end, &token);
		if (token.kind == QZ_FMT_GENERAL || token.kind == QZ_FMT_AT)
			qz_fmt_put_general(value, section->dbnum, out);
		else if (token.kind == QZ_FMT_BRACKET)
			qz_fmt_put_bracket(&token, out);
		else if (token.kind != QZ_FMT_NOTHING)
			qz_buf_add(out, token.text, token.len);
	}
}

static void put_section(double value, const struct qz_fmt_section *section, bool second, bool date1904, struct qz_buf *out)
{
	if (section->fraction && !section->date) {
		qz_fmt_put_general(value, 0, out);
	} else if (section->date) {
		if (!qz_fmt_put_date(value, section, date1904, out))
			qz_fmt_put_general(value, 0, out);
	} else {
		if (value < 0 && !is_for_negatives(section, second))
			qz_buf_putc(out, '-');
		double size = value < 0 ? -value : value;
		if (section->digits)
			qz_fmt_put_digits(size, section, out);
		else
			put_literals(size, section, out);
	}
}

bool qz_fmt_is_general(const char *code)
{
	return !code || !*code || strlen(code) > MAX_CODE;
}

const struct qz_fmt_section *qz_fmt_section_of(double value, const char *code, struct qz_fmt_section sections[QZ_FMT_MAX_SECTIONS],
					       size_t *count)
{
	*count = qz_fmt_sections(resolve_system(code), sections);
	if (*count == QZ_FMT_MAX_SECTIONS || (*count > 1 && sections[*count - 1].at))
		--*count; /* the last one is for text */
	return choose(sections, *count, value);
}

void qz_numfmt_number(double value, const char *code, bool date1904, struct qz_buf *out)
{
	if (!isfinite(value)) {
		qz_buf_printf(out, "%g", value);
		return;
	}
	if (qz_fmt_is_general(code)) {
		qz_fmt_put_general(value, 0, out);
		return;
	}
	struct qz_fmt_section sections[QZ_FMT_MAX_SECTIONS];
	size_t count;
	const struct qz_fmt_section *section = qz_fmt_section_of(value, code, sections, &count);
	bool zero = !(value < 0) && !(value > 0);
	if (section && section->shows)
		put_section(value, section, section == &sections[1], date1904, out);
	else if (!section || !zero || count == 1)
		qz_fmt_put_general(value, section ? section->dbnum : 0, out);
}

void qz_numfmt_text(const char *text, size_t len, const char *code, struct qz_buf *out)
{
	struct qz_fmt_section sections[QZ_FMT_MAX_SECTIONS];
	size_t count = code && strlen(code) <= MAX_CODE ? qz_fmt_sections(code, sections) : 0;
	if (count == 0 || !sections[count - 1].at) {
		qz_buf_add(out, text, len);
		return;
	}
	struct qz_fmt_token token;
	const struct qz_fmt_section *section = &sections[count - 1];
	for (const char *at = section->start; at < section->end;) {
		at = qz_fmt_next(at, section->end, &token);
		if (token.kind == QZ_FMT_AT)
			qz_buf_add(out, text, len);
		else if (token.kind != QZ_FMT_NOTHING && token.kind != QZ_FMT_BRACKET)
			qz_buf_add(out, token.text, token.len);
	}
}

/* Digits of a number with its point taken out, so that strtod needs no locale. */
struct scanned {
	char digits[64];
	size_t count;
	long exponent;
};

static const char *scan_digits(const char *s, struct scanned *number, bool fraction)
{
	for (; isdigit((unsigned char)*s); s++) {
		bool kept = number->count + 1 < sizeof number->digits;
		if (kept && (number->count || *s != '0'))
			number->digits[number->count++] = *s;
		number->exponent += (fraction ? -1 : 0) + (kept ? 0 : 1);
	}
	return s;
}

bool qz_numfmt_parse(const char *text, double *value)
{
	struct scanned number = {.count = 0};
	const char *s = text + strspn(text, " \t\r\n");
	bool negative = *s == '-';
	s += *s == '-' || *s == '+';
	const char *whole = s;
	s = scan_digits(s, &number, false);
	size_t digits = (size_t)(s - whole);
	if (*s == '.') {
		const char *fraction = s + 1;
		s = scan_digits(fraction, &number, true);
		digits += (size_t)(s - fraction);
	}
	if (digits == 0)
		return false;
	if (*s == 'e' || *s == 'E') {
		char *end;
		long exponent = strtol(s + 1, &end, 10);
		if (end == s + 1 || exponent > 100000 || exponent < -100000)
			return false;
		number.exponent += exponent;
		s = end;
	}
	char plain[sizeof number.digits + 32];
	number.digits[number.count] = '\0';
	snprintf(plain, sizeof plain, "%s0e%ld", number.digits, number.exponent - 1);
	*value = strtod(plain, NULL) * (negative ? -1 : 1);
	return s[strspn(s, " \t\r\n")] == '\0' && isfinite(*value);
}
