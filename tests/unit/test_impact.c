/*
 * Amendments: finding one in a register, what became of articles, the words of two
 * texts, penalties, and whose an item is.
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
#include "base/xml.h"
#include "impact/amendment.h"
#include "impact/articles.h"
#include "impact/owner.h"
#include "impact/penalty.h"
#include "impact/words.h"

static struct qz_laws *load_register(void)
{
	static char bytes[1 << 16];
	char path[512];
	const char *root = getenv("QZ_SRCDIR");
	snprintf(path, sizeof path, "%s/tests/impact/laws.xml", root ? root : ".");
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	size_t len = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	struct qz_laws *laws = qz_laws_new();
	xmlDoc *doc = qz_xml_parse(bytes, len, "laws.xml", NULL);
	assert_non_null(doc);
	assert_int_equal(qz_laws_add_built_in(laws), 0);
	assert_int_equal(qz_laws_add(laws, doc), 0);
	xmlFreeDoc(doc);
	return laws;
}

/* Whether there is such an amendment; which versions it leads from and to. */
static bool find(const struct qz_laws *laws, const char *law, const char *from, const char *to, const char *as_of,
		 struct qz_amendment *amendment)
{
	const struct qz_amendment_wanted wanted = {.law = law, .from = from, .to = to, .as_of = as_of};
	struct qz_diag diag;
	qz_diag_init(&diag);
	bool found = qz_amendment_find(laws, &wanted, amendment, &diag);
	assert_int_equal(found, diag.count == 0);
	if (!found)
		assert_int_equal(diag.findings[0].rule, QZ_RULE_AMENDMENT_UNKNOWN);
	qz_diag_done(&diag);
	return found;
}

static void test_amendments(void **state)
{
	struct qz_laws *laws = load_register();
	struct qz_amendment found;
	(void)state;
	assert_true(find(laws, "水塔法", NULL, NULL, "2026-11-01", &found));
	assert_int_equal(found.from, 1);
	assert_int_equal(found.to, 2);
	assert_false(found.repealed);
	/* the one adopted behind the one in force, before it begins; the one in force on an earlier day */
	assert_true(find(laws, "蓄水塔法", "2010-06-03", NULL, "2022-05-01", &found));
	assert_int_equal(found.to, 2);
	assert_true(find(laws, "水塔法", NULL, NULL, "2022-05-01", &found));
	assert_int_equal(found.from, 0);
	assert_int_equal(found.to, 1);
	assert_true(find(laws, "水塔法", "2001", "2022-04", "2026-11-01", &found));
	assert_int_equal(found.from, 0);
	/* repealed as a whole: of every version, or of one */
	assert_true(find(laws, "《云溪县水塔管理办法》", NULL, NULL, "2026-11-01", &found));
	assert_true(found.repealed && found.from == QZ_LAW_NO_VERSION);
	assert_true(find(laws, "云溪县水塔管理办法", "2015-01-10", NULL, "2026-11-01", &found));
	assert_int_equal(found.from, 0);
	/* none: no such law, no such day, nothing before, not before */
	assert_false(find(laws, "水桶法", NULL, NULL, "2026-11-01", &found));
	assert_false(find(laws, "水塔法", "2010-09-01", NULL, "2026-11-01", &found));
	assert_false(find(laws, "水塔法", NULL, "2023-01-01", "2026-11-01", &found));
	assert_false(find(laws, "水塔法", NULL, "2001-03-01", "2026-11-01", &found));
	assert_false(find(laws, "水塔法", "2022-04-20", NULL, "2026-11-01", &found));
	assert_false(find(laws, "水塔法", "2022-04-20", "2010-06-01", "2026-11-01", &found));
	assert_false(find(laws, "云溪县水塔管理办法", NULL, NULL, "2020-01-01", &found));
	qz_laws_free(laws);
}

static void test_fates(void **state)
{
	static const struct {
		uint32_t article;
		enum qz_fate fate;
		const char *now;
		bool proposed;
	} cases[] = {
	    {1, QZ_FATE_KEPT, "1", false},    {3, QZ_FATE_MOVED, "4", false},	{5, QZ_FATE_SPLIT, "6,7", false},
	    {6, QZ_FATE_MERGED, "8", false},  {7, QZ_FATE_MERGED, "8", false},	{8, QZ_FATE_REPEALED, "", false},
	    {9, QZ_FATE_UNKNOWN, "", false},  {10, QZ_FATE_MOVED, "9", true},	{11, QZ_FATE_MOVED, "10", true},
	    {12, QZ_FATE_UNKNOWN, "", false}, {13, QZ_FATE_MOVED, "14", false}, {20, QZ_FATE_MOVED, "23", false},
	    {21, QZ_FATE_BEYOND, "", false}};
	struct qz_laws *laws = load_register();
	struct qz_amendment found;
	(void)state;
	assert_true(find(laws, "水塔法", "2010-06-01", NULL, "2026-11-01", &found));
	struct qz_origins *origins = qz_origins_new(&found);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct qz_article_fate fate;
		qz_article_follow(&found, origins, cases[i].article * QZ_LAW_ARTICLE, &fate);
		char *now = qz_law_articles_join(&fate.now);
		assert_int_equal(fate.fate, cases[i].fate);
		assert_string_equal(now, cases[i].now);
		assert_int_equal(fate.proposed, cases[i].proposed);
		free(now);
	}
	qz_origins_free(origins);
	qz_laws_free(laws);
}

/* The changes as old>new, each behind a bar; * marks penalties. */
static void expect_words(const char *old, const char *new, const char *wanted, bool penalty)
{
	struct qz_words words;
	struct qz_buf told;
	qz_buf_init(&told);
	assert_int_equal(qz_words_compare(old, strlen(old), new, strlen(new), &words), 0);
	for (size_t i = 0; i < words.nchanges; i++) {
		const struct qz_word_change *at = &words.changes[i];
		qz_buf_printf(&told, "|%.*s>%.*s%s", (int)at->old_len, old + at->old_at, (int)at->new_len,
			      new + at->new_at, at->penalty ? "*" : "");
	}
	assert_string_equal(told.len ? told.data : "", wanted);
	assert_int_equal(words.changed, *wanted != '\0');
	assert_int_equal(words.penalty, penalty);
	/* the runs are both texts, but for blanks between words */
	size_t same = 0;
	for (size_t i = 0; i < words.nruns; i++)
		same += words.runs[i].kind != QZ_RUN_DELETED ? words.runs[i].len : 0;
	assert_true(same <= strlen(new));
	qz_words_done(&words);
	qz_buf_done(&told);
}

static void test_words(void **state)
{
	(void)state;
	expect_words("水塔应当检查。", "水塔应当检查。", "", false);
	expect_words("", "", "", false);
	expect_words("水塔应当检查。", "水塔，应当 检查．", "", false);
	/* references that moved are no change of words; other numbers are */
	expect_words("依照本法第三十条处理。", "依照本法第四十一条处理。", "", false);
	expect_words("每年检查。", "每半年检查。", "|每年检查。>每半年检查。", false);
	expect_words("责令改正，处五千元以下罚款。", "责令改正，处一万元以上二万元以下罚款；情节严重的，吊销许可证。",
		     "|处五千元以下罚款>处一万元以上二万元以下罚款；情节严重的，吊销许可证*", true);
	expect_words("甲乙丙丁戊己庚辛", "甲乙丙子戊己庚辛", "|甲乙丙丁戊己庚>甲乙丙子戊己庚", false);
	expect_words("没收。\n第二款。", "第二款。", "|没收。\n第二款>第二款*", true);
}

static void test_penalties(void **state)
{
	static const char one[] = "处二千元以上一万元以下罚款", blank[] = "处二千元以上、一万元以下的罚款",
			  other[] = "处三倍罚款";
	(void)state;
	assert_int_equal(qz_penalties_alike(one, strlen(one), blank, strlen(blank)), 1);
	assert_int_equal(qz_penalties_alike(one, strlen(one), other, strlen(other)), 0);
	assert_int_equal(qz_penalties_alike("", 0, "二十日", strlen("二十日")), 1);
}

/* Whose the items are, in their order. */
static void expect_owners(const char *bodies, const char *wanted)
{
	struct qz_buf xml, told;
	qz_buf_init(&xml);
	qz_buf_init(&told);
	qz_buf_printf(&xml, "<list xmlns='%s'><head><title>甲县清单</title></head><table>%s</table></list>", QZ_NS,
		      bodies);
	xmlDoc *doc = qz_xml_parse(xml.data, xml.len, "test", NULL);
	const xmlNode *list = xmlDocGetRootElement(doc);
	struct qz_owners *owners = qz_owners_new(list);
	for (const xmlNode *item = qz_xml_child(qz_xml_child(list, "table"), "item"); item;
	     item = qz_xml_next(item, "item"))
		qz_buf_printf(&told, "%s|", qz_owners_count(owners, item));
	assert_string_equal(told.data, wanted);
	qz_owners_free(owners);
	xmlFreeDoc(doc);
	qz_buf_done(&xml);
	qz_buf_done(&told);
}

static void test_owners(void **state)
{
	(void)state;
	expect_owners("<item><body>水利 局</body></item><item><body>水利局</body></item><item/>",
		      "水利局|水利局|甲县清单|");
	expect_owners("<item/><item/>", "甲县清单|甲县清单|");
	/* nearly all name one: a slip of the pen is not another body */
	expect_owners("<item><body>甲</body></item><item><body>甲</body></item><item><body>甲</body></"
		      "item><item><body>甲</body></item>"
		      "<item><body>甲</body></item><item><body>甲</body></item><item><body>甲</body></"
		      "item><item><body>甲</body></item>"
		      "<item><body>甲</body></item><item><body>甲局</body></item>",
		      "甲|甲|甲|甲|甲|甲|甲|甲|甲|甲|");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_amendments), cmocka_unit_test(test_fates),  cmocka_unit_test(test_words),
	    cmocka_unit_test(test_penalties),  cmocka_unit_test(test_owners),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
