/*
 * Dates for isodate.h.
 */
#include "read/isodate.h"

#include <stdlib.h>
#include <string.h>

/* Reads `digits` digits, moving on; -1 where they are not there. */
static int read_digits(const char **at, int digits)
{
	int value = 0;
	for (int i = 0; i < digits; i++, (*at)++) {
		if (**at < '0' || **at > '9')
			return -1;
		value = value * 10 + (**at - '0');
	}
	return value;
}

/* Days since 1899-12-30 in the Gregorian calendar (the month of March is the first of a year, so that the leap day is the last). */
static long count_days(int year, int month, int day)
{
	long shifted = month > 2 ? year : year - 1L, era = shifted / 400, of_era = shifted - era * 400;
	long of_year = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 693899;
}

static bool read_date(const char **at, double *value)
{
	int year = read_digits(at, 4), month = **at == '-' ? (++*at, read_digits(at, 2)) : -1;
	int day = month >= 0 && **at == '-' ? (++*at, read_digits(at, 2)) : -1;
	if (year < 1900 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	long days = count_days(year, month, day);
	*value = (double)(days - (days <= 60));
	return true;
}

static bool read_time(const char **at, double *value)
{
	int hour = read_digits(at, 2), minute = **at == ':' ? (++*at, read_digits(at, 2)) : -1, second = 0;
	double part = 0, weight = 0.1;
	if (minute >= 0 && **at == ':')
		second = (++*at, read_digits(at, 2));
	if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60)
		return false;
	if (**at == '.' || **at == ',')
		for (++*at; **at >= '0' && **at <= '9'; ++*at, weight /= 10)
			part += (**at - '0') * weight;
	*at += **at == 'Z';
	*value += (hour * 3600 + minute * 60 + second + part) / 86400;
	return true;
}

bool qz_iso_date(const char *text, double *value)
{
	const char *at = text;
	*value = 0;
	if (*at != 'T' && !read_date(&at, value))
		return false;
	if (*at == 'T' && (++at, !read_time(&at, value)))
		return false;
	return at > text && *at == '\0';
}
