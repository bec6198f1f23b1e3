/*
 * Line breaking: widths, the Chinese rules for the ends of lines, hanging
 * indents, long words, what must not act on a terminal, and linear time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <uniwidth.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "emit/wrap.h"

static void check(const char *text, unsigned width, const char *expected)
{
	struct qz_buf out;
	qz_buf_init(&out);
	assert_int_equal(qz_wrap(text, strlen(text), width, &out), 0);
	assert_string_equal(out.data ? out.data : "", expected);
	qz_buf_done(&out);
}

static void test_widths(void **state)
{
	(void)state;
	check("", 10, "");
	check("\n\n", 10, "\n\n");
	check("一二三四五", 10, "一二三四五");
	check("  一二三四五六", 10, "  一二三四\n  五六");
	check("  one two three", 10, "  one two\n  three");
	check("  一二三四五六七八九十", 0, "  一二三四五六七八九十");
	check("  一二三\n  一二三四五六\n", 10, "  一二三\n  一二三四\n  五六\n");
	check("  甲e\xCC\x81\xCC\x81乙丙丁", 10, "  甲e\xCC\x81\xCC\x81乙丙\n  丁"); /* combining marks take no column */
}

/* Opening brackets go to the next line, closing ones and stops take a character with them. */
static void test_line_ends(void **state)
{
	(void)state;
	check("  一二三四。五", 10, "  一二三\n  四。五");
	check("  一二三《四五》", 10, "  一二三\n  《四五》");
	check("  一二三“四五”", 10, "  一二三\n  “四五”");
	check("  一二三四”五六", 10, "  一二三\n  四”五六");
	check("  一二三四——五六", 10, "  一二三四\n  ——五六");
	check("  一二三四……五六", 10, "  一二三\n  四……五\n  六");
	check("  一二三四·五六", 10, "  一二三\n  四·五六");
	check("  don’t don’t", 10, "  don’t\n  don’t");
}

static void test_hanging(void **state)
{
	(void)state;
	check("  - 一二三四五六七八", 16, "  - 一二三四五六\n    七八");
	check("    10. 一二三四五六", 18, "    10. 一二三四五\n        六");
	check("  （一） 一二三四五六", 22, "  （一） 一二三四五六");
	check("  （一） 一二三四五六", 20, "  （一） 一二三四五\n         六");
	check("  [1] 一二三四五六", 16, "  [1] 一二三四五\n      六");
	check("  很长的不是标记 一二三四五六七八九", 20, "  很长的不是标记 一\n  二三四五六七八九");
	check("名称：一二三四五六七八九", 18, "名称：一二三四五六\n      七八九");
	check("很长的名称：一二三四五六七八九", 18, "很长的名称：一二三\n  四五六七八九");
	check("Name: one two three four", 18, "Name: one two\n      three four");
}

/* Codes and addresses go to the next line whole, and are broken only when longer than a line. */
static void test_long_words(void **state)
{
	(void)state;
	check("  见 https://a.b/c/d", 18, "  见\n  https://a.b/c/d");
	check("  见https://a.b/c/d-efgh", 12, "  见\n  https://a.\n  b/c/d-efgh");
	check("  ABCDEFGHIJKLMNOP", 10, "  ABCDEFGH\n  IJKLMNOP");
	check("  编码2100-B-00100", 14, "  编码\n  2100-B-00100");
}

/* A width that leaves no room still ends, with one character a line. */
static void test_narrow(void **state)
{
	(void)state;
	check("一二", 1, "一\n二");
	check("        一二", 2, " 一\n 二");
	check("  - 一二三", 3, " - 一\n 二\n 三");
}

static void test_active_characters(void **state)
{
	(void)state;
	check("a\x1B[31mb", 0, "a<U+001B>[31mb");
	check("a\xE2\x80\xAE" "b\xE2\x81\xA6", 40, "a<U+202E>b<U+2066>");
	check("a\tb\rc\x7F\xC2\x85", 40, "a<U+0009>b<U+000D>c<U+007F><U+0085>");
	check("a\xE2\x80\xA8" "b", 40, "a<U+2028>b");
	check("a\xFF\xE4\xB8", 40, "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

static bool begins_with_any(const char *text, const char *set)
{
	uint32_t cp = 0, other = 0;
	if (!qz_utf8_decode(text, strlen(text), &cp))
		return false;
	for (size_t at = 0, n; (n = qz_utf8_decode(set + at, strlen(set + at), &other)) > 0; at += n)
		if (cp == other)
			return true;
	return false;
}

/* Text of all kinds at every width: no line too wide, none begins or ends with what may not, no other character is lost. */
static void test_every_width(void **state)
{
	(void)state;
	static const char text[] = "  《中华人民共和国网络安全法》（2016年11月7日通过）第五十九条：“网络运营者”不履行本法（第二十一条、"
				   "第二十五条）规定的义务的，由主管部门责令改正，给予警告；拒不改正的，处1万元以上10万元以下罚款！见【附件】"
				   "和〔2026〕3号、GB/T 39046—2020……《“甲”办法》。";
	for (unsigned width = 12; width < 100; width++) {
		struct qz_buf out;
		qz_buf_init(&out);
		assert_int_equal(qz_wrap(text, strlen(text), width, &out), 0);
		size_t expected = 2;
		for (char *line = strtok(out.data, "\n"); line; line = strtok(NULL, "\n")) {
			assert_true(u8_width((const uint8_t *)line, strlen(line), "GBK") <= (int)width);
			assert_true(strncmp(line, "  ", 2) == 0);
			assert_false(begins_with_any(line + 2, "，。、；：！？）》】〕”…"));
			assert_true(strlen(line) > 3);
			assert_false(begins_with_any(line + strlen(line) - 3, "（《【〔“"));
			const char *piece = line + 2;
			while (text[expected] == ' ' && *piece != ' ')
				expected++;
			assert_memory_equal(text + expected, piece, strlen(piece));
			expected += strlen(piece);
		}
		assert_int_equal(expected, strlen(text));
		qz_buf_done(&out);
	}
}

/* Megabytes in one line, of the kinds that could make it quadratic. */
static void test_linear(void **state)
{
	(void)state;
	static const char *const pieces[] = {"一", "a", "a/", "。", "（", "“", "\xCC\x81", " ", "\xE2\x80\xAE"};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct qz_buf text, out;
		qz_buf_init(&text);
		qz_buf_init(&out);
		while (text.len < 2000000)
			qz_buf_puts(&text, pieces[i]);
		clock_t start = clock();
		assert_int_equal(qz_wrap(text.data, text.len, 80, &out), 0);
		assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 10);
		qz_buf_done(&text);
		qz_buf_done(&out);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_widths),     cmocka_unit_test(test_line_ends),         cmocka_unit_test(test_hanging),
		cmocka_unit_test(test_long_words), cmocka_unit_test(test_narrow),            cmocka_unit_test(test_active_characters),
		cmocka_unit_test(test_every_width), cmocka_unit_test(test_linear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
