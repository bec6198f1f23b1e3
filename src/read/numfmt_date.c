/*
 * Dates and times, for numfmt.c: a day number in the 1900 or 1904 system and a
 * section with date parts in, text out. Names of days and months are English,
 * or Chinese where the section's locale is.
 */
#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "read/numfmt_parts.h"

#define DAY_SECONDS 86400
#define LAST_DAY 2958465 /* 9999-12-31 in the 1900 system */
#define DAYS_1904 1462   /* 1904-01-01 in the 1900 system */

/* One moment, cut into what a format can ask for. */
struct moment {
	int year, month, day, weekday; /* weekday 0 is Sunday */
	int hour, minute, second;
	long long units;      /* of the whole value, in parts of a second */
	long long per_second; /* parts in a second: 1, 10, 100 or 1000 */
	bool half_days;       /* the section asks for 上午/下午 or AM/PM */
};

/* The civil date of a day number. Day 60 is 1900-02-29, a day that never was, and day 0 is 1900-01-00: so do spreadsheets. */
static void set_date(struct moment *moment, int serial)
{
	moment->weekday = (serial + 6) % 7;
	if (serial == 0 || serial == 60) {
		moment->year = 1900;
		moment->month = serial ? 2 : 1;
		moment->day = serial ? 29 : 0;
		return;
	}
	int days = serial + (serial < 60) + 693899; /* from 0000-03-01, in years that begin in March */
	int era = days / 146097, of_era = days % 146097;
	int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * year + year / 4 - year / 100);
	int march_month = (5 * of_year + 2) / 153;
	moment->day = of_year - (153 * march_month + 2) / 5 + 1;
	moment->month = march_month < 10 ? march_month + 3 : march_month - 9;
	moment->year = year + era * 400 + (moment->month <= 2);
}

/* How fine the section shows time: parts of a second, or 0 for dates alone. */
static long long find_resolution(const struct qz_fmt_section *section, struct moment *moment)
{
	long long parts = 0;
	struct qz_fmt_token token;
	bool after_point = false;
	for (const char *at = section->start; at < section->end;) {
		at = qz_fmt_next(at, section->end, &token);
		bool time = token.kind == QZ_FMT_DATE && strchr("hsHS", *token.text);
		moment->half_days |= token.kind == QZ_FMT_HALF_DAY;
		if (!parts && (time || token.kind == QZ_FMT_ELAPSED || token.kind == QZ_FMT_HALF_DAY))
			parts = 1;
		if (parts && after_point && token.kind == QZ_FMT_DIGIT && parts < 1000)
			parts *= 10;
		after_point = token.kind == QZ_FMT_POINT || (after_point && token.kind == QZ_FMT_DIGIT);
	}
	return parts;
}

static bool set_moment(struct moment *moment, double value, const struct qz_fmt_section *section, bool date1904)
{
	long long parts = find_resolution(section, moment);
	double days = date1904 ? value + DAYS_1904 : value;
	if (!(value >= 0) || !(days < LAST_DAY + 1))
		return false;
	moment->per_second = parts ? parts : 1;
	moment->units = parts ? llround(value * DAY_SECONDS * (double)parts) : (long long)floor(value) * DAY_SECONDS;
	long long seconds = moment->units / moment->per_second;
	int serial = (int)(seconds / DAY_SECONDS) + (date1904 ? DAYS_1904 : 0);
	int of_day = (int)(seconds % DAY_SECONDS);
	if (serial > LAST_DAY)
		return false;
	set_date(moment, serial);
	moment->hour = of_day / 3600;
	moment->minute = of_day / 60 % 60;
	moment->second = of_day % 60;
	return true;
}

struct date_writer {
	struct moment moment;
	const struct qz_fmt_section *section;
	struct qz_buf *out;
	bool after_hour; /* an m now means minutes */
	int fraction;    /* digits of a second still to come; only behind s and a point */
	char last;       /* the last date part, lower case */
};

static void put_number(struct date_writer *writer, long long number, int width)
{
	if (writer->section->dbnum)
		qz_fmt_put_reading((unsigned long long)number, writer->section->dbnum, true, writer->out);
	else
		qz_buf_printf(writer->out, "%0*lld", width, number);
}

/* Years are read digit by digit: 二〇二四. */
static void put_year(struct date_writer *writer, bool full)
{
	int year = writer->moment.year;
	for (int unit = full ? 1000 : 10; unit > 0; unit /= 10)
		qz_fmt_put_digit((char)('0' + year / unit % 10), writer->section->dbnum, writer->out);
}

static void put_month_name(struct date_writer *writer, size_t len)
{
	static const char *const names[] = {"January", "February", "March",     "April",   "May",      "June",
					    "July",    "August",   "September", "October", "November", "December"};
	int month = writer->moment.month;
	const char *name = names[month - 1];
	if (writer->section->chinese && len != 5) {
		if (len == 3)
			qz_buf_printf(writer->out, "%d", month);
		else
			qz_fmt_put_reading((unsigned)month, 1, true, writer->out);
		qz_buf_puts(writer->out, "月");
		return;
	}
	qz_buf_add(writer->out, name, len == 3 ? 3 : len == 5 ? 1 : strlen(name));
}

/* aaa 三, aaaa 星期三; ddd Wed or 周三, dddd Wednesday or 星期三. */
static void put_weekday(struct date_writer *writer, char letter, size_t len)
{
	static const char *const chinese[] = {"日", "一", "二", "三", "四", "五", "六"};
	static const char *const names[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
	int day = writer->moment.weekday;
	if (letter == 'd' && !writer->section->chinese) {
		qz_buf_add(writer->out, names[day], len == 3 ? 3 : strlen(names[day]));
		return;
	}
	if (len > 3)
		qz_buf_puts(writer->out, "星期");
	else if (letter == 'd')
		qz_buf_puts(writer->out, "周");
	qz_buf_puts(writer->out, chinese[day]);
}

/* True where the next date part after `at` is a second: the m before it are minutes. */
static bool seconds_follow(const char *at, const char *end)
{
	struct qz_fmt_token token = {.kind = QZ_FMT_LITERAL};
	while (at < end) {
		at = qz_fmt_next(at, end, &token);
		if (token.kind == QZ_FMT_DATE || token.kind == QZ_FMT_ELAPSED)
			return (*token.text | 0x20) == 's';
	}
	return false;
}

static void put_months(struct date_writer *writer, size_t len, const char *next)
{
	int width = len >= 2 ? 2 : 1;
	if (len <= 2 && (writer->after_hour || seconds_follow(next, writer->section->end)))
		put_number(writer, writer->moment.minute, width);
	else if (len <= 2)
		put_number(writer, writer->moment.month, width);
	else
		put_month_name(writer, len);
}

static void put_date_part(struct date_writer *writer, const struct qz_fmt_token *token, const char *next)
{
	const struct moment *moment = &writer->moment;
	int width = token->len >= 2 ? 2 : 1;
	char letter = (char)(*token->text | 0x20);
	switch (letter) {
	case 'y':
		put_year(writer, token->len > 2);
		break;
	case 'e':
		put_year(writer, true);
		break;
	case 'm':
		put_months(writer, token->len, next);
		break;
	case 'd':
		if (token->len > 2)
			put_weekday(writer, 'd', token->len);
		else
			put_number(writer, moment->day, width);
		break;
	case 'h':
		put_number(writer, moment->half_days ? (moment->hour + 11) % 12 + 1 : moment->hour, width);
		break;
	case 's':
		put_number(writer, moment->second, width);
		break;
	case 'a':
		put_weekday(writer, 'a', token->len);
		break;
	default: /* g: the era is the common one and has no name */
		break;
	}
	writer->after_hour = letter == 'h';
	writer->last = letter;
}

static void put_elapsed(struct date_writer *writer, const struct qz_fmt_token *token)
{
	char letter = (char)(*token->text | 0x20);
	long long unit = letter == 'h' ? 3600 : letter == 'm' ? 60 : 1;
	put_number(writer, writer->moment.units / writer->moment.per_second / unit, (int)token->len);
	writer->after_hour = letter == 'h';
	writer->last = letter;
}

static void put_half_day(struct date_writer *writer, const struct qz_fmt_token *token)
{
	bool afternoon = writer->moment.hour >= 12;
	if ((unsigned char)*token->text >= 0x80)
		qz_buf_puts(writer->out, afternoon ? "下午" : "上午");
	else
		qz_buf_add(writer->out, afternoon ? "PM" : "AM", token->len == 3 ? 1 : 2);
}

/* ".00" behind seconds; anywhere else a point or digit is itself. */
static void put_fraction_token(struct date_writer *writer, const struct qz_fmt_token *token)
{
	const struct moment *moment = &writer->moment;
	if (token->kind == QZ_FMT_POINT)
		writer->fraction = writer->last == 's' ? 1 : 0;
	if (token->kind == QZ_FMT_POINT || writer->fraction == 0) {
		qz_buf_add(writer->out, token->text, token->len);
		return;
	}
	long long rest = moment->units % moment->per_second, unit = moment->per_second;
	for (int i = 0; i < writer->fraction && unit > 0; i++)
		unit /= 10;
	qz_buf_putc(writer->out, (char)('0' + (unit > 0 ? rest / unit % 10 : 0)));
	writer->fraction += writer->fraction < 4;
}

static void put_token(struct date_writer *writer, const struct qz_fmt_token *token, const char *next)
{
	switch (token->kind) {
	case QZ_FMT_DATE:
		put_date_part(writer, token, next);
		break;
	case QZ_FMT_ELAPSED:
		put_elapsed(writer, token);
		break;
	case QZ_FMT_HALF_DAY:
		put_half_day(writer, token);
		break;
	case QZ_FMT_POINT:
	case QZ_FMT_DIGIT:
		put_fraction_token(writer, token);
		break;
	case QZ_FMT_BRACKET:
		qz_fmt_put_bracket(token, writer->out);
		break;
	case QZ_FMT_NOTHING:
		break;
	default:
		qz_buf_add(writer->out, token->text, token->len);
		break;
	}
}

bool qz_fmt_put_date(double value, const struct qz_fmt_section *section, bool date1904, struct qz_buf *out)
{
	struct date_writer writer = {.section = section, .out = out};
	if (!set_moment(&writer.moment, value, section, date1904))
		return false;
	struct qz_fmt_token token;
	for (const char *at = section->start; at < section->end;) {
		at = qz_fmt_next(at, section->end, &token);
		put_token(&writer, &token, at);
	}
	return true;
}
