/*
 * Sentences of findings: every rule speaks in both languages, with data and
 * without any, and no bracket of its pattern is left in what people read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "report/messages.h"

static const char *const languages[] = {"zh-CN", "en"};

/* The sentence of the diag's first finding. */
static void format_first(const struct qz_messages *messages, const struct qz_diag *diag, enum qz_rule_text text, struct qz_buf *out)
{
	qz_buf_clear(out);
	qz_messages_format(messages, &diag->findings[0], text, out);
	qz_buf_add(out, "", 0);
	assert_false(out->failed);
	assert_non_null(out->data);
}

static void every_rule_speaks(void **state)
{
	(void)state;
	struct qz_buf out;
	qz_buf_init(&out);
	for (size_t i = 0; i < 2; i++) {
		struct qz_diag diag;
		qz_diag_init(&diag);
		struct qz_messages *messages = qz_messages_load(NULL, languages[i], &diag);
		assert_non_null(messages);
		for (int rule = 0; rule < QZ_RULES; rule++) {
			qz_diag_done(&diag);
			qz_diag_init(&diag);
			qz_diag_add(&diag, (enum qz_rule)rule, NULL, NULL);
			for (int text = QZ_TEXT_MESSAGE; text <= QZ_TEXT_CURE; text++) {
				format_first(messages, &diag, (enum qz_rule_text)text, &out);
				assert_true(out.len > 0);
				assert_null(strpbrk(out.data, "{}[]"));
			}
		}
		qz_messages_free(messages);
		qz_diag_done(&diag);
	}
	qz_buf_done(&out);
}

/* An optional part stands where all of its data do. */
static void optional_parts(void **state)
{
	(void)state;
	static const char *const articles[] = {"71", ""};
	struct qz_buf out;
	qz_buf_init(&out);
	for (size_t i = 0; i < 2; i++) {
		struct qz_diag diag;
		qz_diag_init(&diag);
		struct qz_messages *messages = qz_messages_load(NULL, "en", &diag);
		assert_non_null(messages);
		qz_diag_add(&diag, QZ_RULE_PENALTY_MOVED, NULL, "law", "某法", "article", "64", "newArticle", articles[i], NULL);
		format_first(messages, &diag, QZ_TEXT_MESSAGE, &out);
		assert_non_null(strstr(out.data, "某法"));
		assert_non_null(strstr(out.data, "64"));
		assert_true((strstr(out.data, "(see article 71)") != NULL) == (i == 0));
		assert_true((strstr(out.data, "see") == NULL) == (i == 1));
		qz_messages_free(messages);
		qz_diag_done(&diag);
	}
	qz_buf_done(&out);
}

/* Brackets and controls in the source's own words are text, never a pattern. */
static void data_is_no_pattern(void **state)
{
	(void)state;
	struct qz_diag diag;
	struct qz_buf out;
	qz_buf_init(&out);
	qz_diag_init(&diag);
	struct qz_messages *messages = qz_messages_load(NULL, "zh-CN", &diag);
	assert_non_null(messages);
	qz_diag_add(&diag, QZ_RULE_COLUMN_UNKNOWN, NULL, "label", "[甲]{label}\033[31m", NULL);
	format_first(messages, &diag, QZ_TEXT_MESSAGE, &out);
	assert_non_null(strstr(out.data, "[甲]{label}<U+001B>[31m"));
	qz_messages_free(messages);
	qz_diag_done(&diag);
	qz_buf_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_speaks),
		cmocka_unit_test(optional_parts),
		cmocka_unit_test(data_is_no_pattern),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
