/*
 * Strings of binary workbooks and their runs over several records; the codes of
 * page headers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "read/biff.h"
#include "read/page_codes.h"

/* 甲, CR, LF, 𠮷, 乙 with runs at units 1, 3 and 5, and one beyond the end; the characters go on in a CONTINUE record, as single bytes at last. */
static const unsigned char divided[] = {
    0xFC, 0, 13, 0, /* SST, of what is read here */
    7, 0, 9, 4, 0, 0x32, 0x75, '\r', 0, '\n', 0, 0x42, 0xD8, /* 7 units, wide, rich; 4 runs */
    0x3C, 0, 5, 0, 1, 0xB7, 0xDF, 0x59, 0x4E,
    0x3C, 0, 18, 0, 0, 'A', 1, 0, 5, 0, 3, 0, 6, 0, 5, 0, 7, 0, 9, 0, 8, 0, 0};

static void runs_are_placed(void **state)
{
	(void)state;
	struct qz_biff biff = {.bytes = divided, .len = sizeof divided};
	struct qz_biff_runs runs = {0};
	struct qz_buf out;
	qz_buf_init(&out);
	assert_true(qz_biff_step(&biff));
	struct qz_biff_text text = {.biff = &biff};
	assert_int_equal(qz_biff_string(&text, &out, &runs), 7);
	assert_false(text.cut);
	assert_string_equal(out.data, "甲\n𠮷乙A");
	assert_int_equal(runs.count, 3);
	assert_int_equal(runs.list[0].at, 3);
	assert_int_equal(runs.list[0].font, 5);
	assert_int_equal(runs.list[1].at, 4);
	assert_int_equal(runs.list[1].font, 6);
	assert_int_equal(runs.list[2].at, 8);
	assert_int_equal(runs.list[2].font, 7);
	free(runs.list);
	qz_buf_done(&out);
}

static void runs_of_a_cut_string_are_none(void **state)
{
	(void)state;
	struct qz_biff biff = {.bytes = divided, .len = 17};
	struct qz_biff_runs runs = {0};
	struct qz_buf out;
	qz_buf_init(&out);
	assert_true(qz_biff_step(&biff));
	struct qz_biff_text text = {.biff = &biff};
	qz_biff_string(&text, &out, &runs);
	assert_true(text.cut);
	assert_int_equal(runs.count, 0);
	free(runs.list);
	qz_buf_done(&out);
}

static void page_codes(void **state)
{
	(void)state;
	static const struct {
		const char *codes, *words;
	} cases[] = {{"", ""},
		     {"&C第&P页，共&N页", ""},
		     {"&L&\"宋体,加粗\"&12内部资料&R- &P -", "内部资料"},
		     {"&L某县&C甲&&乙&R&D &T", "某县\n甲&乙"},
		     {"&C&KFF0000红字&K01+033", "红字"},
		     {"&R&10Page &P of &N", ""},
		     {"&C2024年度 第&P页", "2024年度 第页"},
		     {"&\"没有结束", ""},
		     {"末尾&", "末尾"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct qz_buf out;
		qz_buf_init(&out);
		qz_page_codes_strip(cases[i].codes, &out);
		assert_string_equal(out.data ? out.data : "", cases[i].words);
		qz_buf_done(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(runs_are_placed), cmocka_unit_test(runs_of_a_cut_string_are_none),
					   cmocka_unit_test(page_codes)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
