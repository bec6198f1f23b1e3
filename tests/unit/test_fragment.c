/*
 * Fragments: what becomes of a cell's text. Each case is the cell, its use, and
 * the blocks as one string: "p:…|li(1.):…".
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/fragment.h"
#include "model/markup.h"

static void expect(const char *cell, enum qz_cell_kind kind, enum qz_fragment_use use, const char *wanted)
{
	struct qz_blocks blocks;
	struct qz_buf found;
	qz_blocks_init(&blocks);
	qz_buf_init(&found);
	assert_int_equal(qz_fragment_parse(cell, strlen(cell), kind, use, &blocks), 0);
	for (size_t i = 0; i < blocks.count; i++) {
		const struct qz_block *block = &blocks.blocks[i];
		qz_buf_puts(&found, i ? "|" : "");
		qz_buf_puts(&found, block->item ? "li" : "p");
		if (block->marker_len) {
			qz_buf_putc(&found, '(');
			qz_buf_add(&found, blocks.text.data + block->marker, block->marker_len);
			qz_buf_putc(&found, ')');
		}
		qz_buf_putc(&found, ':');
		qz_buf_add(&found, blocks.text.data + block->start, block->len);
	}
	qz_buf_add(&found, "", 0);
	assert_string_equal(found.data, wanted);
	qz_buf_done(&found);
	qz_blocks_done(&blocks);
}

static void list_marks_are_restored(void **state)
{
	(void)state;
	expect("<ol style=\"x\"> 立案责任。 送达责任。 其他责任", QZ_CELL_TEXT, QZ_USE_LIST, "li:立案责任。|li:送达责任。|li:其他责任");
	expect("<p>承担以下责任：</p> <ol> 甲； 乙。", QZ_CELL_TEXT, QZ_USE_LIST, "p:承担以下责任：|li:甲；|li:乙。");
	expect("<ol><li>甲。 乙。</li><li>丙。</ol>", QZ_CELL_TEXT, QZ_USE_LIST, "li:甲。 乙。|li:丙。");
	expect("承担以下责任： 甲； 乙。", QZ_CELL_TEXT, QZ_USE_LIST, "p:承担以下责任：|li:甲；|li:乙。");
	expect("甲。乙。", QZ_CELL_TEXT, QZ_USE_LIST, "p:甲。乙。");
}

static void points_keep_their_numbers(void **state)
{
	(void)state;
	expect("1.立案。2.送达。", QZ_CELL_TEXT, QZ_USE_LIST, "li(1.):立案。|li(2.):送达。");
	expect("有下列情形的：\n（一）甲；\n（二）乙。", QZ_CELL_TEXT, QZ_USE_LIST, "p:有下列情形的：|li(（一）):甲；|li(（二）):乙。");
	expect("增加1.5倍。2.送达。", QZ_CELL_TEXT, QZ_USE_LIST, "p:增加1.5倍。2.送达。");
	expect("（一）甲；\n（二）乙。", QZ_CELL_TEXT, QZ_USE_LAW, "p:（一）甲；|p:（二）乙。");
	expect("一次性 1.甲", QZ_CELL_TEXT, QZ_USE_LIST, "p:一次性 1.甲");
}

static void paragraphs_are_restored_in_provisions(void **state)
{
	(void)state;
	expect("《甲法》第三条 甲。 第四条 乙。", QZ_CELL_TEXT, QZ_USE_LAW, "p:《甲法》第三条 甲。|p:第四条 乙。");
	expect("<p>《甲法》第三条 甲。 乙。</p>", QZ_CELL_TEXT, QZ_USE_LAW, "p:《甲法》第三条 甲。 乙。");
	expect("市级\n县级", QZ_CELL_TEXT, QZ_USE_TEXT, "p:市级|p:县级");
}

static void only_known_names_are_markup(void **state)
{
	(void)state;
	expect("见<GB/T 9704>与<abc@example.cn>，<行政处罚法>", QZ_CELL_TEXT, QZ_USE_LAW, "p:见<GB/T 9704>与<abc@example.cn>，<行政处罚法>");
	expect("a<b，a<p", QZ_CELL_TEXT, QZ_USE_TEXT, "p:a<b，a<p");
	expect("<span class='x'>甲</span>&amp;<b>乙</b>", QZ_CELL_TEXT, QZ_USE_TEXT, "p:甲&乙");
	expect("A&amp;B", QZ_CELL_TEXT, QZ_USE_TEXT, "p:A&amp;B");
	expect("<p>&#x4e2d;&lt;p&gt;</p>", QZ_CELL_BLOCKS, QZ_USE_TEXT, "p:中<p>");
	assert_int_equal(qz_tag_read("<pre>", 5).role, QZ_TAG_BLOCK);
	assert_int_equal(qz_tag_read("<precis>", 8).role, QZ_TAG_NONE);
	assert_int_equal(qz_tag_read("<p", 2).role, QZ_TAG_NONE);
}

static void blocks_of_readers(void **state)
{
	(void)state;
	expect("<ol><li value=\"（1）\">甲</li><li>乙</li></ol>", QZ_CELL_BLOCKS, QZ_USE_TEXT, "li(（1）):甲|li:乙");
	expect("", QZ_CELL_TEXT, QZ_USE_LIST, "");
	expect(" \n\t\xE3\x80\x80", QZ_CELL_TEXT, QZ_USE_LIST, "");
	expect("甲\x01乙\xFF", QZ_CELL_TEXT, QZ_USE_TEXT, "p:甲\xEF\xBF\xBD乙\xEF\xBF\xBD");
	expect("one\x0Ctwo\x0B", QZ_CELL_TEXT, QZ_USE_TEXT, "p:one two");
}

static void plain_text_is_one_line(void **state)
{
	(void)state;
	struct qz_blocks blocks;
	static const char cell[] = "<p>市委\xE3\x80\x80网信办 （市互联网\n信息办公室）</p>";
	qz_blocks_init(&blocks);
	assert_int_equal(qz_fragment_parse_plain(cell, strlen(cell), QZ_CELL_TEXT, false, &blocks), 0);
	assert_string_equal(blocks.text.data, "市委网信办（市互联网信息办公室）");
	assert_true(blocks.blank_dropped);
	qz_blocks_done(&blocks);
}

static void seams_are_where_fields_could_meet(void **state)
{
	(void)state;
	size_t seams[4];
	static const char cell[] = "<p>甲局</p> <p>《甲法》第三条</p>";
	assert_int_equal(qz_fragment_seams(cell, strlen(cell), seams, 4), 2); /* the blank and the paragraph */
	assert_memory_equal(cell + seams[0], " <p>《", 7);
	assert_memory_equal(cell + seams[1], "<p>《", 6);
	assert_int_equal(qz_fragment_seams("甲局", 6, seams, 4), 0);
	static const char run_on[] = "甲局《甲法》";
	assert_int_equal(qz_fragment_seams(run_on, strlen(run_on), seams, 4), 1);
	assert_int_equal(seams[0], 6);
}

static void expect_plain(const char *cell, const char *wanted, bool dropped)
{
	struct qz_blocks blocks;
	qz_blocks_init(&blocks);
	assert_int_equal(qz_fragment_parse_plain(cell, strlen(cell), QZ_CELL_TEXT, false, &blocks), 0);
	qz_buf_add(&blocks.text, "", 0);
	assert_string_equal(blocks.text.data, wanted);
	assert_int_equal(blocks.blank_dropped, dropped);
	qz_blocks_done(&blocks);
}

/* A note in brackets is no place to part paragraphs; a bracket that nothing closes hides nothing. */
static void notes_stay_whole(void **state)
{
	(void)state;
	expect("《甲条例》(国务院令第204号，自1997年1月1日起施行。 2017年10月7日修订。) 第二条 乙。 第三条 丙。", QZ_CELL_TEXT, QZ_USE_LAW,
	       "p:《甲条例》(国务院令第204号，自1997年1月1日起施行。 2017年10月7日修订。) 第二条 乙。|p:第三条 丙。");
	expect("（未收尾的括号。 第二条 乙。 第三条 丙。", QZ_CELL_TEXT, QZ_USE_LAW, "p:（未收尾的括号。|p:第二条 乙。|p:第三条 丙。");
}

/* Two bodies on two lines stay two; a word that was broken to fit its column is one again. */
static void lines_of_bodies_stay_apart(void **state)
{
	(void)state;
	expect_plain("云溪市消防救援支队\n各区消防救援大队", "云溪市消防救援支队 各区消防救援大队", false);
	expect_plain("云溪县农业农村局 \r\n云溪县林业局", "云溪县农业农村局 云溪县林业局", false);
	expect_plain("行政\n处罚", "行政处罚", true);
	expect_plain("市统\n计局", "市统计局", true);
	expect_plain("政策法\n规科 、\n社会经\n济统计\n科", "政策法规科、社会经济统计科", true);
	expect_plain("甲县委网信办 （甲县网信办）", "甲县委网信办（甲县网信办）", true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list_marks_are_restored),
		cmocka_unit_test(points_keep_their_numbers),
		cmocka_unit_test(paragraphs_are_restored_in_provisions),
		cmocka_unit_test(only_known_names_are_markup),
		cmocka_unit_test(blocks_of_readers),
		cmocka_unit_test(plain_text_is_one_line),
		cmocka_unit_test(notes_stay_whole),
		cmocka_unit_test(lines_of_bodies_stay_apart),
		cmocka_unit_test(seams_are_where_fields_could_meet),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
