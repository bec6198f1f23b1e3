/*
 * The text report: what the sender of a file wrote (names of files and sheets,
 * values) reaches a terminal as plain visible text on one line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "report/text.h"

#define ESC "\x1B"
#define RLO "\xE2\x80\xAE"
#define CSI "\xC2\x9B"

static void report(const struct qz_diag *diag, const char *file, const struct qz_report_options *options, struct qz_buf *out)
{
	struct qz_diag loading;
	qz_diag_init(&loading);
	struct qz_messages *messages = qz_messages_load(NULL, "zh-CN", &loading);
	assert_non_null(messages);
	qz_report_text(diag, file, messages, options, out);
	qz_buf_add(out, "", 0);
	assert_false(out->failed);
	qz_messages_free(messages);
	qz_diag_done(&loading);
}

static void assert_harmless(const char *text)
{
	uint32_t cp = 0;
	for (size_t at = 0, n, len = strlen(text); at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		assert_true(n > 0);
		assert_true(cp == '\n' || !qz_is_active(cp));
	}
}

static void hostile_words_are_visible(void **state)
{
	(void)state;
	const struct qz_where where = {.pos = "表" ESC "[2J!C7"};
	const struct qz_report_options options = {.least = QZ_INFO, .cures = true};
	struct qz_diag diag;
	struct qz_buf out;
	qz_diag_init(&diag);
	qz_buf_init(&out);
	qz_diag_add(&diag, QZ_RULE_LAW_UNKNOWN, &where, "law", "甲" RLO "乙\n丙" CSI "31m\xFF", NULL);
	qz_diag_add(&diag, QZ_RULE_LAW_UNKNOWN, &where, "law", "甲" RLO "乙\n丙" CSI "31m\xFF", NULL);
	report(&diag, "清单" ESC "]0;x\x07.tsv", &options, &out);
	assert_harmless(out.data);
	assert_non_null(strstr(out.data, "清单<U+001B>]0;x<U+0007>.tsv:表<U+001B>[2J!C7: "));
	assert_non_null(strstr(out.data, "《甲<U+202E>乙 丙<U+009B>31m\xEF\xBF\xBD》"));
	size_t lines = 0;
	for (const char *at = out.data; (at = strchr(at, '\n')); at++)
		lines++;
	assert_int_equal(lines, 2); /* the finding and its cure */
	qz_buf_done(&out);
	qz_diag_done(&diag);
}

/* What is beyond --max-findings is counted, and that line names the file too. */
static void the_rest_is_counted(void **state)
{
	(void)state;
	const struct qz_report_options options = {.least = QZ_INFO, .max = 1};
	struct qz_diag diag;
	struct qz_buf out;
	qz_diag_init(&diag);
	qz_buf_init(&out);
	qz_diag_add(&diag, QZ_RULE_LAW_UNKNOWN, NULL, "law", "甲", NULL);
	qz_diag_add(&diag, QZ_RULE_LAW_UNKNOWN, NULL, "law", "乙", NULL);
	report(&diag, "a" ESC "b", &options, &out);
	assert_harmless(out.data);
	assert_non_null(strstr(out.data, "\na<U+001B>b: 另有 1 处未显示（--max-findings）：提示 1\n"));
	qz_buf_done(&out);
	qz_diag_done(&diag);
}

/* What the page keeps back is said without -v too, but not with --quiet. */
static void what_is_kept_back_is_said(void **state)
{
	(void)state;
	for (int least = QZ_INFO; least < QZ_SEVERITIES; least++) {
		const struct qz_report_options options = {.least = (enum qz_severity)least};
		struct qz_diag diag;
		struct qz_buf out;
		qz_diag_init(&diag);
		qz_buf_init(&out);
		qz_diag_add(&diag, QZ_RULE_LAW_UNKNOWN, NULL, "law", "甲", NULL);
		qz_diag_add(&diag, QZ_RULE_PROFILE_APPLIED, NULL, "profile", "public", "columns", "录入人", "omitted", "", NULL);
		report(&diag, "a", &options, &out);
		assert_true((strstr(out.data, "[law-unknown]") != NULL) == (least == QZ_INFO));
		assert_true((strstr(out.data, "[profile-applied]") != NULL) == (least < QZ_ERROR));
		qz_buf_done(&out);
		qz_diag_done(&diag);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_words_are_visible),
		cmocka_unit_test(the_rest_is_counted),
		cmocka_unit_test(what_is_kept_back_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
