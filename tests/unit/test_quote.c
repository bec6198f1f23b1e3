/*
 * Quotations against a law's words: what counts, what differs, what is left out, how it is told; and looking for the
 * article that words are from. The laws are invented.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "check/quote.h"

#define LAW "摆摊的，应当在每日二十时以前收摊，并清扫地面。\n违反规定的，由街道办事处责令改正，处五百元以上一千元以下罚款；拒不改正的，暂扣摊位证：\n（一）占用盲道的；\n（二）用扩音器叫卖的。"

static struct qz_quote_text quote, law;
static struct qz_quote_result result;

/* Compares; the law's lines are its paragraphs but for points. */
static enum qz_quote_state compare(const char *words, const char *text, const struct qz_quote_cited *cited)
{
	static const struct qz_quote_cited all;
	uint32_t paragraph = 0;
	qz_quote_text_init(&quote);
	qz_quote_text_init(&law);
	qz_quote_text_add(&quote, words, 0, strlen(words), 0);
	for (size_t at = 0; text[at];) {
		size_t len = strcspn(text + at, "\n");
		paragraph += strncmp(text + at, "（", 3) != 0;
		qz_quote_text_add(&law, text, at, at + len, paragraph);
		at += len + (text[at + len] == '\n');
	}
	qz_quote_compare(&quote, &law, cited ? cited : &all, &result);
	assert_false(result.failed);
	return result.state;
}

static void done(void)
{
	qz_quote_result_done(&result);
	qz_quote_text_done(&quote);
	qz_quote_text_done(&law);
}

static void expect(enum qz_quote_state state, const char *words, const struct qz_quote_cited *cited)
{
	assert_int_equal(compare(words, LAW, cited), state);
	done();
}

/* One difference, as it is told. */
static void expect_words(const char *words, bool penalty, const char *told)
{
	struct qz_buf out;
	qz_buf_init(&out);
	assert_int_equal(compare(words, LAW, NULL), QZ_QUOTE_DIFFERS);
	assert_int_equal(qz_quote_words(&result, &quote, &law, 9, penalty, &out), 1);
	assert_string_equal(out.data, told);
	qz_buf_done(&out);
	done();
}

static void passes_over_form(void **state)
{
	(void)state;
	expect(QZ_QUOTE_EQUAL, LAW, NULL);
	expect(QZ_QUOTE_EQUAL, "规定：“摆摊的,应当在每日 20时以前收摊,并清扫地面。违反规定的，由街道办事处责令改正，处500元以上1000元以下罚款;拒不改正的，暂扣摊位证:(1)占用盲道的;(2)用扩音器叫卖的”。", NULL);
	expect(QZ_QUOTE_EQUAL, "摆摊的，应当在每日二十时以前收摊，并清扫地面。违反规定的，由街道办事处责令改正，处五百元以上一千元以下罚款；拒不改正的，暂扣摊位证：占用盲道的；用扩音器叫卖的。", NULL);
}

static void numbers_by_value(void **state)
{
	(void)state;
	static const char *const same[][2] = {{"不超过费用的百分之三十并且不少于一万五千元的补助金额", "不超过费用的30%并且不少于1.5万元的补助金额"},
					      {"第二十一条规定的两倍以上的费用由本人承担", "第21条规定的二倍以上的费用由本人承担"},
					      {"应当在二〇一六年以前交清一亿二千万元的费用", "应当在2016年以前交清12,000万元的费用"}};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		assert_int_equal(compare(same[i][1], same[i][0], NULL), QZ_QUOTE_EQUAL);
		done();
	}
	assert_int_equal(compare("应当在十五个工作日以内作出决定并送达", "应当在二十个工作日以内作出决定并送达", NULL), QZ_QUOTE_DIFFERS);
	done();
}

static void tells_what_differs(void **state)
{
	(void)state;
	expect_words("摆摊的，应当在每日二十二时以前收摊，并清扫地面。违反规定的，由街道办事处责令改正，处五百元以上一千元以下罚款。", false, "“每日二十二时以”→“每日二十时以”");
	expect_words("违反规定的，由街道办事处责令改正，处五百元以上五千元以下罚款；拒不改正的，暂扣摊位证。", true, "“处五百元以上五千元以下”→“处五百元以上一千元以下”");
	expect_words("违反规定的，由街道责令改正，处五百元以上一千元以下罚款；拒不改正的，暂扣摊位证。", false, "“的，由街道责令改正”→“的，由街道办事处责令改正”");
}

static void tells_parts(void **state)
{
	(void)state;
	static const uint32_t second[] = {2};
	static const struct qz_quote_cited paragraph = {.paragraphs = second, .nparagraphs = 1}, point = {.paragraphs = second, .nparagraphs = 1, .points = true};
	const char *words = "违反规定的，由街道办事处责令改正，处五百元以上一千元以下罚款；拒不改正的，暂扣摊位证：（二）用扩音器叫卖的。";
	expect(QZ_QUOTE_PARTIAL, words, NULL);
	expect(QZ_QUOTE_PARTIAL, words, &paragraph);
	expect(QZ_QUOTE_EQUAL, words, &point);
	expect(QZ_QUOTE_PARTIAL, "违反规定的，由街道办事处责令改正……拒不改正的，暂扣摊位证：（一）占用盲道的；（二）用扩音器叫卖的。", &paragraph);
	expect(QZ_QUOTE_EQUAL, "违反规定的，由街道办事处责令改正，处五百元以上一千元以下罚款；拒不改正的，暂扣摊位证：（一）占用盲道的；（二）用扩音器叫卖的。", &paragraph);
}

/* What is said in other words, and what stands beside a quotation, is none of it. */
static void keeps_to_quotations(void **state)
{
	(void)state;
	static const uint32_t first[] = {1};
	static const struct qz_quote_cited paragraph = {.paragraphs = first, .nparagraphs = 1};
	expect(QZ_QUOTE_NONE, "街道办事处负责对摊贩占道经营行为进行巡查和处罚。", NULL);
	expect(QZ_QUOTE_NONE, "罚款", NULL);
	expect(QZ_QUOTE_NONE, "", NULL);
	expect(QZ_QUOTE_EQUAL, "摆摊的，应当在每日二十时以前收摊，并清扫地面。本街道由城管科负责。", &paragraph);
	expect(QZ_QUOTE_EQUAL, "明确规定：摆摊的，应当在每日二十时以前收摊，并清扫地面。", &paragraph);
}

/* Words that may stand in several places; paragraphs in another order. */
static void finds_the_place(void **state)
{
	(void)state;
	static const uint32_t second[] = {2};
	static const struct qz_quote_cited paragraph = {.paragraphs = second, .nparagraphs = 1};
	const char *text = "违反本法规定，不挂牌的，给予警告；造成损失的，依法赔偿。\n违反本法规定，不收摊的，给予警告；造成损失的，依法赔偿。\n违反本法规定，不清扫的，责令改正；造成损失的，依法赔偿。";
	assert_int_equal(compare("违反本法规定，不收摊的，给予警告；造成损失的，依法赔偿。", text, &paragraph), QZ_QUOTE_EQUAL);
	done();
	assert_int_equal(compare("违反本法规定，不清扫的，责令改正；造成损失的，依法赔偿。违反本法规定，不挂牌的，给予警告；造成损失的，依法赔偿。违反本法规定，不收摊的，给予警告；造成损失的，依法赔偿。", text, NULL), QZ_QUOTE_EQUAL);
	done();
}

/* Bytes that are no UTF-8, and more words than anybody quotes. */
static void stands_anything(void **state)
{
	(void)state;
	char *many = malloc(300001);
	assert_non_null(many);
	for (size_t i = 0; i < 100000; i++)
		memcpy(many + i * 3, i % 7 ? "的" : "者", 3);
	many[300000] = '\0';
	assert_int_equal(compare(many, LAW, NULL), QZ_QUOTE_NONE);
	done();
	assert_int_equal(compare(LAW, many, NULL), QZ_QUOTE_NONE);
	done();
	free(many);
	expect(QZ_QUOTE_NONE, "\xE6\x91\xFF\x80、\xC0摆\xF5", NULL);
	expect(QZ_QUOTE_NONE, "百分之百分之第第（（条99999999999999999999999999999999亿亿亿亿亿亿亿亿亿", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passes_over_form),   cmocka_unit_test(numbers_by_value), cmocka_unit_test(tells_what_differs), cmocka_unit_test(tells_parts),
		cmocka_unit_test(keeps_to_quotations), cmocka_unit_test(finds_the_place),  cmocka_unit_test(stands_anything),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
