/*
 * Numbers as spreadsheets show them: format codes, built-in ids, dates of both
 * day systems, Chinese numerals, and codes that are no codes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "read/numfmt.h"

struct shown {
	double value;
	const char *code, *text;
};

static void check(const struct shown *cases, size_t count, bool date1904)
{
	for (size_t i = 0; i < count; i++) {
		struct qz_buf out;
		qz_buf_init(&out);
		qz_numfmt_number(cases[i].value, cases[i].code, date1904, &out);
		if (strcmp(out.data ? out.data : "", cases[i].text) != 0)
			print_error("%.17g as %s\n", cases[i].value, cases[i].code ? cases[i].code : "(null)");
		assert_string_equal(out.data ? out.data : "", cases[i].text);
		qz_buf_done(&out);
	}
}

#define CHECK(cases, date1904) check(cases, sizeof(cases) / sizeof *(cases), date1904)

static void test_general(void **state)
{
	(void)state;
	static const struct shown cases[] = {
		{0, NULL, "0"},
		{-0.0, "General", "0"},
		{12, "General", "12"},
		{-3.5, "", "-3.5"},
		{0.1 + 0.2, "General", "0.3"},
		{1.0 / 3, "General", "0.333333333"},
		{200.0 / 3, "General", "66.66666667"},
		{620102198001, "General", "620102198001"},
		{123456789012345, "General", "123456789012345"},
		{1e15, "General", "1E+15"},
		{1.23456789e20, "General", "1.23456789E+20"},
		{0.0001, "General", "0.0001"},
		{0.000012345678, "General", "1.23457E-05"},
		{1e-300, "General", "1E-300"},
		{1.7976931348623157e308, "General", "1.79769313486232E+308"},
		{12, "\"第\"General\"号\"", "第12号"},
		{12, "G/通用格式", "12"},
		{12, "@", "12"},
	};
	CHECK(cases, false);
}

static void test_digits(void **state)
{
	(void)state;
	static const struct shown cases[] = {
		{7, "000", "007"},
		{1234, "000", "1234"},
		{0.285, "0.00", "0.29"},
		{1.005, "0.00", "1.01"},
		{99.95, "0.0", "100.0"},
		{0.4, "0", "0"},
		{0.5, "0", "1"},
		{0.04, "0", "0"},
		{0, "#", ""},
		{0.5, "#.0#", ".5"},
		{1234567.891, "#,##0.00", "1,234,567.89"},
		{12, "#,##0", "12"},
		{12, "0,000", "0,012"},
		{1234567, "0.0,,", "1.2"},
		{1234567, "#,##0,", "1,235"},
		{0.125, "0%", "13%"},
		{0.1256, "0.00%", "12.56%"},
		{12345, "0.00E+00", "1.23E+04"},
		{99999, "0.0E+0", "1.0E+5"},
		{0.00012, "0.0E-0", "1.2E-4"},
		{12345, "##0.0E+0", "12.3E+3"},
		{-3, "0", "-3"},
		{-3, "0;(0)", "(3)"},
		{0, "0;-0;\"-\"", "-"},
		{0, "0;-0;;@", ""},
		{5, ";;;", "5"},
		{0, ";;;", ""},
		{3, "第0条", "第3条"},
		{3, "\"6202-\"000\\#", "6202-003#"},
		{13812345678, "000-0000-0000", "138-1234-5678"},
		{5, "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"?\?_ ;_ @_ ", "5.00"},
		{5, "[$￥-804]#,##0.00", "￥5.00"},
		{5, "[Red]0", "5"},
		{1, "[=1]\"是\";[=0]\"否\";General", "是"},
		{0, "[=1]\"是\";[=0]\"否\";General", "否"},
		{2, "[=1]\"是\";[=0]\"否\";General", "2"},
		{60, "[>=60]\"合格\";\"不合格\"", "合格"},
		{59, "[>=60]\"合格\";\"不合格\"", "不合格"},
		{0.5, "# ?/?", "0.5"},
		{12, "0.", "12."},
	};
	CHECK(cases, false);
}

static void test_dates(void **state)
{
	(void)state;
	static const struct shown cases[] = {
		{45413, "yyyy\"年\"m\"月\"d\"日\"", "2024年5月1日"},
		{45413, "yyyy年mm月dd日", "2024年05月01日"},
		{45413, "yyyy/m/d", "2024/5/1"},
		{45413, "yyyy-mm-dd;@", "2024-05-01"},
		{45413, "yyyy.m.d", "2024.5.1"},
		{45413, "yy\\-m\\-d", "24-5-1"},
		{45413, "d-mmm-yy", "1-May-24"},
		{45413, "[$-409]mmmm d, yyyy", "May 1, 2024"},
		{45413, "[$-804]aaaa", "星期三"},
		{45413, "dddd", "Wednesday"},
		{45413, "[$-804]dddd", "星期三"},
		{45413, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2024年5月1日"},
		{45413, "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "二〇二四年五月一日"},
		{45647, "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "二〇二四年十二月二十一日"},
		{1, "yyyy/m/d", "1900/1/1"},
		{59, "yyyy/m/d", "1900/2/28"},
		{60, "yyyy/m/d", "1900/2/29"},
		{61, "yyyy/m/d", "1900/3/1"},
		{36585, "yyyy/m/d", "2000/2/29"},
		{2958465, "yyyy/m/d", "9999/12/31"},
		{2958466, "yyyy/m/d", "2958466"},
		{-1, "yyyy/m/d", "-1"},
		{45413.999999, "yyyy/m/d", "2024/5/1"},
	};
	CHECK(cases, false);
	static const struct shown mac[] = {
		{0, "yyyy/m/d", "1904/1/1"},
		{43951, "yyyy/m/d", "2024/5/1"},
	};
	CHECK(mac, true);
}

static void test_times(void **state)
{
	(void)state;
	static const struct shown cases[] = {
		{0.604166666666667, "h:mm", "14:30"},
		{0.604166666666667, "h:mm AM/PM", "2:30 PM"},
		{0.604166666666667, "上午/下午h\"时\"mm\"分\"", "下午2时30分"},
		{0.0, "h:mm A/P", "12:00 A"},
		{45413.25, "yyyy/m/d h:mm", "2024/5/1 6:00"},
		{45413.9999999, "yyyy/m/d hh:mm:ss", "2024/5/2 00:00:00"},
		{1.5, "[h]:mm:ss", "36:00:00"},
		{0.5, "[mm]", "720"},
		{0.00001157, "mm:ss.0", "00:01.0"},
		{0.123456, "ss.000", "46.598"},
		{0.5, "mm:ss", "00:00"},
	};
	CHECK(cases, false);
}

static void test_numerals(void **state)
{
	(void)state;
	static const struct shown cases[] = {
		{1234, "[DBNum1][$-804]General", "一千二百三十四"},
		{12, "[DBNum1]General", "一十二"},
		{100, "[DBNum1]", "一百"},
		{105, "[DBNum1]General", "一百〇五"},
		{10001, "[DBNum1]General", "一万〇一"},
		{120000, "[DBNum1]General", "一十二万"},
		{100000001, "[DBNum1]General", "一亿〇一"},
		{1000000000000, "[DBNum1]General", "一万亿"},
		{3.14, "[DBNum1]General", "三点一四"},
		{123, "[DBNum1]0", "一二三"},
		{123, "[DBNum2]General", "壹佰贰拾叁"},
		{123, "[DBNum3]0", "１２３"},
		{3, "[DBNum1]\"（\"General\"）\"", "（三）"},
	};
	CHECK(cases, false);
}

static void test_builtin(void **state)
{
	(void)state;
	assert_string_equal(qz_numfmt_builtin(0), "General");
	assert_string_equal(qz_numfmt_builtin(14), "yyyy/m/d");
	assert_string_equal(qz_numfmt_builtin(31), "yyyy\"年\"m\"月\"d\"日\"");
	assert_string_equal(qz_numfmt_builtin(49), "@");
	assert_string_equal(qz_numfmt_builtin(163), "General");
	static const struct shown cases[] = {{45413, "yyyy/m/d", "2024/5/1"}};
	CHECK(cases, false);
	for (unsigned id = 0; id < 200; id++) { /* every code shows something for a plain number */
		struct qz_buf out;
		qz_buf_init(&out);
		qz_numfmt_number(1.5, qz_numfmt_builtin(id), false, &out);
		assert_true(out.len > 0);
		qz_buf_done(&out);
	}
}

static void assert_text(const char *text, const char *code, const char *wanted)
{
	struct qz_buf out;
	qz_buf_init(&out);
	qz_numfmt_text(text, strlen(text), code, &out);
	assert_string_equal(out.data ? out.data : "", wanted);
	qz_buf_done(&out);
}

static void test_text(void **state)
{
	(void)state;
	assert_text("甲", NULL, "甲");
	assert_text("甲", "General", "甲");
	assert_text("甲", "@", "甲");
	assert_text("甲", "@\"市\"", "甲市");
	assert_text("甲", "0;-0;0;\"附\"@_ ", "附甲");
	assert_text("甲", ";;;", "甲");
}

/* Codes that end in the middle of something, or never end: any text will do, but nothing may break. */
static void test_hostile(void **state)
{
	(void)state;
	static const char *const codes[] = {
		"\"", "[", "[$", "\\", "_", "*", "[DBNum9]0", "[>=]0", "[>1e999]0", "[h", ";", ";;;;;;;", "0;0;0;0;0;0", "E+", "0E+",
		".", ",,,,", "%%%%", "....0", "0.0.0.0", "[$-]0", "mmmmmmmmmm", "yyyyyyyyyy", "hhhhhh", "ss.000000000", "[s].000", "G/",
		"aa", "\xE5\xB9", "\"\xE5", "\\\xE5", "A/", "[<0][>0]0", "//", "0/", "?/", "[]", "[hm]", "e", "g", "AM/PM",
	};
	static const double values[] = {0, 1, -1, 0.5, 45413.75, 1e308, -1e308, 5e-324, 2958465.9999999999};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
			struct qz_buf out;
			qz_buf_init(&out);
			qz_numfmt_number(values[k], codes[i], k % 2, &out);
			assert_false(out.failed);
			qz_buf_done(&out);
		}
	char huge[4096];
	memset(huge, '%', sizeof huge - 1);
	huge[sizeof huge - 1] = '\0';
	static struct shown cases[] = {{7, NULL, "7"}};
	cases[0].code = huge;
	CHECK(cases, false);
}

static void test_parse(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		double value;
	} numbers[] = {
		{"0", 0},	     {"12", 12},	 {"-12.5", -12.5},	{" 1E3 ", 1000},
		{"1.25e-3", 1.25e-3}, {".5", 0.5},	 {"2.1000000000000001", 2.1}, {"0.10000000000000001", 0.1},
		{"+7", 7},	     {"00012.500", 12.5}, {"1E-400", 0},
	};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		double value = -1;
		assert_true(qz_numfmt_parse(numbers[i].text, &value));
		assert_memory_equal(&value, &numbers[i].value, sizeof value);
	}
	static const char *const others[] = {"", " ", "-", ".", "e5", "1e", "1x", "1 2", "INF", "NaN", "0x10", "1e999", "1e99999999999"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		double value;
		assert_false(qz_numfmt_parse(others[i], &value));
	}
}

static void test_shown(void **state)
{
	(void)state;
	static const struct {
		const char *code;
		double value;
		enum qz_numfmt_shown shown;
	} cases[] = {
		{NULL, 1, QZ_NUMFMT_NUMBER},	       {"General", 0, QZ_NUMFMT_NUMBER},     {";;;", 1, QZ_NUMFMT_NOTHING},
		{";;;", 0, QZ_NUMFMT_NOTHING},	       {";;;@", -2, QZ_NUMFMT_NOTHING},	     {"0;-0;;@", 0, QZ_NUMFMT_NUMBER},
		{"0;-0;;@", 3, QZ_NUMFMT_NUMBER},      {"0;;", -3, QZ_NUMFMT_NOTHING},	     {"\" \"", 5, QZ_NUMFMT_NOTHING},
		{"[Red]", 5, QZ_NUMFMT_NUMBER},	       {"[<100]\"\";0", 5, QZ_NUMFMT_NOTHING}, {"[<100]\"\";0", 500, QZ_NUMFMT_NUMBER},
		{"m\"月\"d\"日\";@", 45659, QZ_NUMFMT_DATE}, {"yyyy/m/d", -1, QZ_NUMFMT_NUMBER},  {"0.00", 1, QZ_NUMFMT_NUMBER},
		{"[h]:mm", 1.5, QZ_NUMFMT_DATE},       {"@", 7, QZ_NUMFMT_NUMBER},	     {"[DBNum1]", 7, QZ_NUMFMT_NUMBER},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool dates, hides;
		assert_int_equal(qz_numfmt_shown(cases[i].value, cases[i].code), cases[i].shown);
		qz_numfmt_traits(cases[i].code, &dates, &hides);
		assert_true(dates || cases[i].shown != QZ_NUMFMT_DATE); /* whoever asks the code alone asks enough */
		assert_true(hides || cases[i].shown != QZ_NUMFMT_NOTHING);
	}
	assert_true(qz_numfmt_hides_text(";;;"));
	assert_true(qz_numfmt_hides_text("0;0;0;\" \""));
	assert_false(qz_numfmt_hides_text(";;"));
	assert_false(qz_numfmt_hides_text(";;;@"));
	assert_false(qz_numfmt_hides_text(NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_general), cmocka_unit_test(test_digits),	cmocka_unit_test(test_dates),
		cmocka_unit_test(test_times),	cmocka_unit_test(test_numerals), cmocka_unit_test(test_builtin),
		cmocka_unit_test(test_text),	cmocka_unit_test(test_hostile), cmocka_unit_test(test_parse),
		cmocka_unit_test(test_shown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
