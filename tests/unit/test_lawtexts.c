/*
 * Texts of laws (src/laws): heads, articles, last articles; two versions aligned.
 * The laws are invented.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "laws/align.h"
#include "laws/books.h"
#include "laws/parse.h"
#include "laws/side.h"
#include "laws/write.h"

#define HEAD "甲乙条例\n2001年3月6日甲乙市人民政府令第12号公布\n"
#define END "本条例自2001年6月1日起施行。\n"

static void parse(struct qz_text *text, const char *words)
{
	struct qz_text_lines lines = {.count = 0};
	qz_text_init(text);
	text->path = strdup("x/law.txt");
	qz_text_lines_add_plain(&lines, words, strlen(words));
	assert_false(lines.failed);
	qz_text_parse(text, &lines);
	assert_false(text->failed);
	qz_text_lines_done(&lines);
}

static void expect_act(const struct qz_text *text, size_t index, qz_law_day adopted, qz_law_day promulgated,
		       qz_law_day force, const char *order)
{
	assert_true(index < text->nacts);
	assert_int_equal(text->acts[index].adopted, adopted);
	assert_int_equal(text->acts[index].promulgated, promulgated);
	assert_int_equal(text->acts[index].force, force);
	assert_string_equal(text->acts[index].order, order);
}

static void test_head(void **state)
{
	struct qz_text text;
	(void)state;
	parse(&text,
	      "# 甲乙条例\n\n1998年4月2日 甲乙市政府第9次会议通过\n\n1998年４月12日 "
	      "甲乙市人民政府令第７号公布\n\n2003年5月6日《关于修改〈甲乙条例〉的决定》第一次修正\n\n"
	      "二〇一〇年七月八日 甲乙市人民政府令第99号修订\n\n2010年9月1日 施行\n\n第一条 甲。\n\n第二条 乙。\n");
	assert_string_equal(text.name, "甲乙条例");
	assert_string_equal(text.rank, "地方政府规章");
	assert_int_equal(text.nacts, 3);
	expect_act(&text, 0, 19980402, 19980412, 0, "7");
	expect_act(&text, 1, 20030506, 0, 0, "");
	expect_act(&text, 2, 0, 20100708, 20100901, "99");
	qz_text_done(&text);
}

static void test_head_in_brackets(void **state)
{
	struct qz_text text;
	(void)state;
	parse(&text, "中华人民共和国\n甲乙法\n（1998年4月2日第九届全国人民代表大会常务委员会第一次会议通过　根据2003年5"
		     "月6日第九届全国人民代表大会常务委员会第八次会议"
		     "《关于修改〈中华人民共和国甲乙法〉的决定》修正　2010年7月8日第十一届全国人民代表大会常务委员会第"
		     "三次会议修订）\n目　录\n第一章　总则\n第一章　总则\n"
		     "第一条　甲。\n第二条　本法自2010年10月1日起施行。\n");
	assert_string_equal(text.name, "中华人民共和国甲乙法");
	assert_string_equal(text.rank, "法律");
	assert_int_equal(text.nacts, 3);
	expect_act(&text, 1, 20030506, 0, 0, "");
	expect_act(&text, 2, 20100708, 0, 20101001, "");
	assert_true(text.acts[2].whole);
	assert_int_equal(text.fault, QZ_TEXT_WHOLE);
	qz_text_done(&text);
}

/* The name comes behind the order that promulgates it. */
static void test_order_above(void **state)
{
	struct qz_text text;
	(void)state;
	parse(&text, "中华人民共和国国务院令\n第 292 "
		     "号\n《甲乙办法》已经2000年9月20日国务院第三十一次常务会议通过，现予公布。\n2000年9月25日\n甲乙办"
		     "法\n第一条 甲。\n第二条 本办法自公布之日起施行。\n");
	assert_string_equal(text.name, "甲乙办法");
	expect_act(&text, 0, 20000920, 20000925, 20000925, "292");
	qz_text_done(&text);
}

static void test_articles(void **state)
{
	struct qz_text text;
	(void)state;
	parse(&text, HEAD "第一章 总则\n第一条 甲：\n（一）子；\n（二）丑：\n1.寅；\n2.卯。\n后一款。\n第一条之一 "
			  "插入。\n第二条 第一条第二款规定的乙。\n第一条规定的丙，不适用本条。\n"
			  "附则\n第三条 " END
			  "2000年的《丙丁办法》和《戊己办法》第三条同时废止。\n附件：收费表\n第四条 不是条文。\n");
	assert_int_equal(text.narticles, 4);
	assert_int_equal(text.articles[1].number, QZ_LAW_ARTICLE + 1);
	assert_int_equal(text.articles[0].nparas, 4);
	assert_int_equal(text.articles[0].paras[2].point, 2);
	assert_string_equal(text.articles[0].paras[2].text, "（二）丑：\n1.寅；\n2.卯。");
	assert_int_equal(text.articles[2].nparas, 2);
	assert_int_equal(text.nrepeals, 1); /* of the other one an article alone */
	assert_string_equal(text.repeals[0], "丙丁办法");
	expect_act(&text, 0, 0, 20010306, 20010601, "12");
	assert_false(text.open);
	qz_text_done(&text);
}

static void test_broken_lines(void **state)
{
	struct qz_text text;
	(void)state;
	parse(&text, HEAD "第一条 住在河边的居民应当把船系在自家门前的石柱上面不得\n系在桥墩上。\n第二条 "
			  "船多的，可以，\n并排。 第三条 船上不得生火。 第四条 " END);
	assert_int_equal(text.narticles, 4);
	assert_string_equal(text.articles[0].paras[0].text,
			    "住在河边的居民应当把船系在自家门前的石柱上面不得系在桥墩上。");
	assert_string_equal(text.articles[1].paras[0].text,
			    "船多的，可以，并排。"); /* two more stand in its last line */
	assert_string_equal(text.articles[2].paras[0].text, "船上不得生火。");
	qz_text_done(&text);
}

static void test_faults(void **state)
{
	struct qz_text text;
	(void)state;
	parse(&text, HEAD "第一条 甲。\n第三条 乙。\n");
	assert_int_equal(text.fault, QZ_TEXT_GAP);
	assert_int_equal(text.at, 3 * QZ_LAW_ARTICLE);
	assert_true(text.open);
	qz_text_done(&text);
	parse(&text, HEAD "第二条 甲。\n");
	assert_int_equal(text.fault, QZ_TEXT_BEGINS);
	qz_text_done(&text);
	parse(&text, HEAD "没有条文。\n");
	assert_int_equal(text.fault, QZ_TEXT_EMPTY);
	qz_text_done(&text);
	parse(&text, HEAD "一、甲。\n二、" END);
	assert_true(text.counted);
	assert_int_equal(text.narticles, 2);
	qz_text_done(&text);
}

static void test_pack(void **state)
{
	struct qz_text text, copy;
	struct qz_buf bytes;
	(void)state;
	parse(&text, HEAD "第一条 甲。\n（一）乙。\n第二条 " END);
	qz_buf_init(&bytes);
	qz_text_pack(&text, &bytes);
	assert_true(qz_text_unpack(&copy, bytes.data, bytes.len));
	assert_string_equal(copy.name, "甲乙条例");
	assert_int_equal(copy.articles[0].paras[1].point, 1);
	expect_act(&copy, 0, 0, 20010306, 20010601, "12");
	qz_text_done(&copy);
	for (size_t len = 0; len < bytes.len; len++) /* cut anywhere, it is none */
		assert_false(qz_text_unpack(&copy, bytes.data, len));
	qz_buf_done(&bytes);
	qz_text_done(&text);
}

static void test_mask(void **state)
{
	struct qz_buf out;
	(void)state;
	qz_buf_init(&out);
	qz_side_mask("违反本法第二十二条第三款、第四十一条至第四十三条和第五条第（一）项规定",
		     strlen("违反本法第二十二条第三款、第四十一条至第四十三条和第五条第（一）项规定"), &out);
	assert_string_equal(out.data, "违反本法第条规定");
	qz_buf_done(&out);
}

#define BOATS "第%s条 渡船应当在船舷两侧标明载客人数，并在船头悬挂红灯。\n"
#define WELLS "第%s条 水井的使用人应当每年清淘一次井底，并保存清淘记录三年。%s\n"
#define LIDS "水井的使用人应当在井口安装井盖，防止儿童坠入。"
#define CARTS "第%s条 手推车停放在巷口的，应当靠墙，不得堵住消防栓。\n"
#define KITES "第%s条 在城楼上放风筝的，应当避开旗杆，线长不得超过五十米。\n"

/* Aligns two texts and says where the article of that number went: "2", "2,3", "". */
static void expect_move(const char *old_words, const char *new_words, uint32_t from, const char *to)
{
	struct qz_text old, new;
	struct qz_law_alignment alignment;
	struct qz_buf found;
	parse(&old, old_words);
	parse(&new, new_words);
	assert_int_equal(qz_laws_align(&old, &new, &alignment), 0);
	qz_buf_init(&found);
	for (size_t i = 0; i < alignment.nmoves; i++)
		if (alignment.moves[i].from == from * QZ_LAW_ARTICLE)
			qz_move_put_targets(&alignment.moves[i], &found);
	assert_string_equal(found.data, to);
	qz_buf_done(&found);
	qz_law_alignment_done(&alignment);
	qz_text_done(&old);
	qz_text_done(&new);
}

static void test_align(void **state)
{
	char old[4096], new[4096];
	(void)state;
	snprintf(old, sizeof old, HEAD BOATS WELLS CARTS KITES, "一", "二", LIDS, "三", "四");
	snprintf(new, sizeof new, HEAD "第一条 新的一条。\n" BOATS WELLS "第四条 " LIDS "\n" CARTS KITES, "二", "三",
		 "", "五", "六");
	expect_move(old, new, 1, "2");
	expect_move(old, new, 2, "3,4"); /* split */
	expect_move(old, new, 4, "6");
	expect_move(new, old, 3, "2"); /* merged */
	expect_move(new, old, 4, "2");
	expect_move(new, old, 1, "unknown");
	snprintf(new, sizeof new, HEAD KITES BOATS WELLS CARTS, "一", "二", "三", LIDS, "四");
	expect_move(old, new, 4, "1"); /* moved past the others */
	expect_move(old, new, 1, "2");
	snprintf(new, sizeof new, HEAD BOATS "第一条之一 插进来的。\n" WELLS CARTS KITES, "一", "二", LIDS, "三", "四");
	expect_move(old, new, 2, "2");
}

/* Two texts of a law, of different days, are versions of one law; names with and without the country are one. */
static void test_books(void **state)
{
	struct qz_shelf_text shelf[2];
	struct qz_books books;
	(void)state;
	memset(shelf, 0, sizeof shelf);
	parse(&shelf[0].text, "中华人民共和国甲乙法\n2001年3月6日全国人民代表大会通过\n第一条 甲。\n第二条 " END);
	parse(&shelf[1].text, "甲乙法\n2001年3月6日全国人民代表大会通过\n2009年3月6日《决定》修正\n第一条 甲。\n第二条 "
			      "乙。\n第三条 " END);
	qz_books_make(&books, shelf, 2);
	qz_books_align(&books);
	assert_false(books.failed);
	assert_int_equal(books.count, 1);
	assert_string_equal(books.books[0]->name, "中华人民共和国甲乙法");
	assert_int_equal(books.books[0]->nversions, 2);
	assert_int_equal(books.books[0]->versions[1].before, 0);
	assert_int_equal(books.books[0]->versions[1].moves.nadded, 1);
	assert_int_equal(books.books[0]->versions[0].act.force, 20010601);
	qz_books_done(&books);
	for (int i = 0; i < 2; i++) {
		qz_text_done(&shelf[i].text);
		qz_diag_done(&shelf[i].diag);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_head),	 cmocka_unit_test(test_head_in_brackets),
	    cmocka_unit_test(test_order_above),	 cmocka_unit_test(test_articles),
	    cmocka_unit_test(test_broken_lines), cmocka_unit_test(test_faults),
	    cmocka_unit_test(test_pack),	 cmocka_unit_test(test_mask),
	    cmocka_unit_test(test_align),	 cmocka_unit_test(test_books),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
