/*
 * What the parts of the number formatter share: a format code cut into
 * sections and tokens (numfmt_code.c), a number as decimal digits and the
 * writing of digits (numfmt_digits.c), dates and times (numfmt_date.c), what is
 * not shown (numfmt_shown.c).
 * For numfmt*.c alone; readers use numfmt.h.
 */
#ifndef QZ_READ_NUMFMT_PARTS_H
#define QZ_READ_NUMFMT_PARTS_H

#include <stdbool.h>
#include <stddef.h>

struct qz_buf;

enum qz_fmt_kind {
	QZ_FMT_SECTION,  /* ; or the end of the code */
	QZ_FMT_LITERAL,  /* quoted, escaped, or a character without a meaning */
	QZ_FMT_NOTHING,  /* padding: _x and *x */
	QZ_FMT_BRACKET,  /* [Red], [$-804], [>=10], [DBNum1]; text without the brackets */
	QZ_FMT_DIGIT,    /* 0, # or ? */
	QZ_FMT_POINT,
	QZ_FMT_COMMA,
	QZ_FMT_PERCENT,
	QZ_FMT_SLASH,
	QZ_FMT_EXPONENT, /* E+ or E- */
	QZ_FMT_AT,
	QZ_FMT_GENERAL,
	QZ_FMT_DATE,     /* a run of one of y e m d h s g a, in lower or upper case */
	QZ_FMT_ELAPSED,  /* [h], [mm], [s]; text without the brackets */
	QZ_FMT_HALF_DAY  /* AM/PM, A/P or 上午/下午 */
};

struct qz_fmt_token {
	enum qz_fmt_kind kind;
	const char *text; /* into the code */
	size_t len;
};

/* One section of a code, with what a look through its tokens found. */
struct qz_fmt_section {
	const char *start, *end;
	bool date, digits, at, fraction;
	bool shows;       /* holds anything that is shown at all */
	bool chinese;     /* the locale of [$-…] is a Chinese one */
	int dbnum;        /* of [DBNum1] to [DBNum3]; 0 without */
	char condition;   /* '<', '>', '=', 'l' (<=), 'g' (>=), '!' (<>); 0 without */
	double threshold;
};

#define QZ_FMT_MAX_SECTIONS 4

/* Cuts one token off; returns where the next one begins. */
const char *qz_fmt_next(const char *at, const char *end, struct qz_fmt_token *token);

/* Finds the sections of a code; returns how many (1 to 4, more are ignored). */
size_t qz_fmt_sections(const char *code, struct qz_fmt_section sections[QZ_FMT_MAX_SECTIONS]);

/* Whether a code says nothing, or more than a spreadsheet's can. */
bool qz_fmt_is_general(const char *code);

/* The section that shows a number, NULL when no condition holds; `count`: of the sections for numbers. */
const struct qz_fmt_section *qz_fmt_section_of(double value, const char *code, struct qz_fmt_section sections[QZ_FMT_MAX_SECTIONS],
					       size_t *count);

/* 0.DIGITS × 10^point, rounded to the 15 digits that a spreadsheet keeps. */
struct qz_fmt_decimal {
	char digits[16]; /* '0' to '9', no leading and no trailing zero; none for zero */
	int count;
	int point;
	bool negative;
};

void qz_fmt_decimal(double value, struct qz_fmt_decimal *decimal);

/* Rounds half up, as spreadsheets do, to that many digits behind the point. */
void qz_fmt_round(struct qz_fmt_decimal *decimal, int decimals);

/* Writes a digit: '0' to '9' in the digits of [DBNumN]. */
void qz_fmt_put_digit(char digit, int dbnum, struct qz_buf *out);

/* Writes a whole number below 10^16 as it is read in Chinese; `short_ten`: 十二 rather than 一十二. */
void qz_fmt_put_reading(unsigned long long number, int dbnum, bool short_ten, struct qz_buf *out);

/* Writes what General shows. */
void qz_fmt_put_general(double value, int dbnum, struct qz_buf *out);

/* Writes |value| by a section with digit placeholders. */
void qz_fmt_put_digits(double value, const struct qz_fmt_section *section, struct qz_buf *out);

/* Writes a day number by a section with date parts; false, and nothing written, where it is no date. */
bool qz_fmt_put_date(double value, const struct qz_fmt_section *section, bool date1904, struct qz_buf *out);

/* Writes what a bracket shows: the currency sign of [$￥-804], else nothing. */
void qz_fmt_put_bracket(const struct qz_fmt_token *token, struct qz_buf *out);

#endif
