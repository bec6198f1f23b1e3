/*
 * Decisions: cells that spreadsheets would change, lines that cannot be understood, items and articles as people write them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "decide/decide_internal.h"

static void test_guard(void **state)
{
	static const char *const risky[] = {"=1+2", "+86", "-", "@SUM(A1)", "'quoted", "\ttab", "＝1", "00123", "650200207000", "1-2", "1/2", "1e5", "3.14"};
	static const char *const plain[] = {"", "1", "42", "处罚", "i4707b19a", "1.立案责任"};
	char guarded[64];
	(void)state;
	for (size_t i = 0; i < sizeof risky / sizeof *risky; i++) {
		assert_true(qz_decide_is_risky(risky[i]));
		(void)snprintf(guarded, sizeof guarded, "'%s", risky[i]);
		assert_string_equal(qz_decide_unguard(guarded), risky[i]);
	}
	for (size_t i = 0; i + 1 < sizeof plain / sizeof *plain; i++) {
		assert_false(qz_decide_is_risky(plain[i]));
		(void)snprintf(guarded, sizeof guarded, "'%s", plain[i]);
		assert_string_equal(qz_decide_unguard(guarded), guarded); /* an apostrophe of its own */
	}
	assert_string_equal(qz_decide_unguard("=1"), "=1");
}

/* Why a table with that line cannot be used; "" when it can. The result is valid until the next call. */
static const char *fault_of(const char *const cells[4])
{
	static const char *const labels[] = {"Item", " 栏或规则 ", "value found", "决定"};
	static char reason[80];
	struct qz_diag diag;
	qz_diag_init(&diag);
	struct qz_vocabulary *vocabulary = qz_vocabulary_load(NULL, &diag);
	struct qz_table *table = qz_table_new(QZ_POS_TEXT);
	table->max_cells = 100;
	struct qz_sheet *sheet = qz_table_add_sheet(table, NULL);
	struct qz_row *row = qz_sheet_add_row(sheet, 1, 1);
	for (unsigned i = 0; i < 4; i++)
		assert_non_null(qz_row_add_cell(table, row, i, labels[i], strlen(labels[i])));
	row = qz_sheet_add_row(sheet, 2, 2);
	for (unsigned i = 0; i < 4; i++)
		assert_non_null(qz_row_add_cell(table, row, i, cells[i], strlen(cells[i])));
	struct qz_decisions *decisions = qz_decisions_read(table, "test", vocabulary, &diag);
	assert_int_equal(decisions == NULL, diag.count == 2);
	assert_true(diag.count == 0 || diag.findings[1].rule == QZ_RULE_DECISIONS_REFUSED);
	assert_true(diag.count == 0 || diag.findings[0].rule == QZ_RULE_DECISION_INVALID);
	snprintf(reason, sizeof reason, "%s", diag.count ? qz_finding_get(&diag.findings[0], "reason") : "");
	assert_false(diag.failed);
	qz_decisions_free(decisions);
	qz_table_free(table);
	qz_vocabulary_free(vocabulary);
	qz_diag_done(&diag);
	return reason;
}

#define FAULT(...) fault_of((const char *const[4]){__VA_ARGS__})

static void test_lines(void **state)
{
	(void)state;
	assert_string_equal(FAULT("i1", "powerType", "", "行政处罚"), "");
	assert_string_equal(FAULT("i1", "职权类型", "", "accept"), ""); /* another label of the same field */
	assert_string_equal(FAULT("i1", "serial-gap", "", "豁免"), "");
	assert_string_equal(FAULT("", "total-differs", "", "Waive"), "");
	assert_string_equal(FAULT("i1", "no such thing", "", ""), ""); /* an open line decides nothing */
	assert_string_equal(FAULT("i1", "no such thing", "", "x"), "there is no such field or rule");
	assert_string_equal(FAULT("", "name", "a", "b"), "a field of an item gets a value");
	assert_string_equal(FAULT("i1", "name", "a", "waive"), "a field of an item gets a value");
	assert_string_equal(FAULT("i1", "extra", "a", "b"), "a column without a field cannot be named");
	assert_string_equal(FAULT("i1", "serial-gap", "", "3"), "a rule's finding can only be waived");
	assert_string_equal(FAULT("i1", "filing-invalid", "", "waive"), "this rule cannot be waived");
	assert_string_equal(FAULT("i1", "power-type-missing", "", "waive"), "a type that is missing cannot be waived");
	assert_string_equal(FAULT("i1", "row-realigned", "", "waive"), "this rule cannot be waived");
}

static void test_choices(void **state)
{
	static const struct {
		const char *text;
		size_t count; /* 0: it is none */
	} cases[] = {
		{"第6–9项", 4}, {"6-9", 4}, {"第1、3、5项", 3}, {"第６至８项", 3}, {"第1项、第3～4项", 3}, {"行政许可：第1–3项；行政处罚：第2项", 4}, {"甲（11项）：第2项", 1},
		{"", 0}, {"前三项", 0}, {"第6项对甲的处罚", 0}, {"9-6", 0}, {"6-", 0}, {"-6", 0}, {"第0项", 0}, {"第项", 0}, {"6–7–8", 0}, {"1-999999999", 0},
		{"甲：；乙：", 0}, {"\xFF", 0}, {"6\xE2", 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(qz_decide_count_chosen(cases[i].text), cases[i].count);
		assert_int_equal(qz_decide_is_choice(cases[i].text), cases[i].count > 0);
	}
}

static void test_articles(void **state)
{
	static const char *const pairs[][2] = {{"1", "第一条"}, {"10", "第十条"}, {"12", "第十二条"}, {"59", "第五十九条"}, {"100", "第一百条"}, {"101", "第一百零一条"},
					       {"110", "第一百一十条"}, {"1010", "第一千零一十条"}, {"1260", "第一千二百六十条"}, {"13.1", "第十三条之一"}, {"9999", "第九千九百九十九条"},
					       {"59,60", "第五十九条、第六十条"}, {"41-43,50.1", "第四十一条至第四十三条、第五十条之一"}};
	static const char *const none[] = {"", "0", "59,", ",60", "43-41", "1-99", "12345", "5.", "5.100", "5.1-6", "x"};
	struct qz_buf text;
	(void)state;
	qz_buf_init(&text);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		qz_buf_clear(&text);
		assert_true(qz_decide_put_articles(pairs[i][0], false, &text));
		assert_string_equal(text.data, pairs[i][1]);
		qz_buf_clear(&text);
		assert_true(qz_decide_read_articles(pairs[i][1], &text));
		assert_string_equal(text.data, pairs[i][0]);
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(qz_decide_put_articles(none[i], false, &text));
	static const char *const unread[] = {"第五十九条第一款", "见备注", "61-63", "61、", "第五十九条、"};
	for (size_t i = 0; i < sizeof unread / sizeof *unread; i++)
		assert_false(qz_decide_read_articles(unread[i], &text));
	qz_buf_clear(&text);
	assert_true(qz_decide_read_articles("61、62", &text));
	assert_string_equal(text.data, "61,62");
	assert_int_equal(qz_decide_count_articles("59-62,70"), 5);
	qz_buf_done(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_guard),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_articles),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
