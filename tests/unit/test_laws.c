/*
 * The law register: data/laws.xml itself (every article of the amended
 * 网络安全法 by number), and small registers for what the data does not have.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "check/laws.h"
#include "model/cite.h"

#define AS_OF "2026-11-24"
#define CSL "中华人民共和国网络安全法"

/* The project's own file of that path. */
static xmlDoc *load_file(const char *path)
{
	static char bytes[1 << 16];
	char full[512];
	const char *root = getenv("QZ_SRCDIR");
	snprintf(full, sizeof full, "%s/%s", root ? root : ".", path);
	FILE *file = fopen(full, "rb");
	assert_non_null(file);
	size_t len = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	xmlDoc *doc = qz_xml_parse(bytes, len, path, NULL);
	assert_non_null(doc);
	return doc;
}

static struct qz_laws *load_register(void)
{
	struct qz_laws *laws = qz_laws_new();
	xmlDoc *doc = load_file("data/laws.xml");
	assert_int_equal(qz_laws_add(laws, doc), 0);
	xmlFreeDoc(doc);
	return laws;
}

static void add_text(struct qz_laws *laws, const char *text)
{
	xmlDoc *doc = qz_xml_parse(text, strlen(text), "test", NULL);
	assert_non_null(doc);
	assert_int_equal(qz_laws_add(laws, doc), 0);
	xmlFreeDoc(doc);
}

/* Judges and expects a state and a new article (NULL: none). */
static struct qz_law_verdict expect(const struct qz_laws *laws, const char *name, const char *article,
                                    const char *date, const char *as_of, enum qz_law_state state, const char *to)
{
	struct qz_law_verdict verdict;
	assert_int_equal(qz_laws_judge(laws, name, article, date, as_of, &verdict), 0);
	assert_int_equal(verdict.state, state);
	if (to)
		assert_string_equal(verdict.new_article ? verdict.new_article : "(none)", to);
	else
		assert_null(verdict.new_article);
	struct qz_law_verdict facts = verdict;
	qz_law_verdict_done(&verdict);
	facts.new_article = NULL;
	return facts;
}

static void test_schema(void **state)
{
	(void)state;
	xmlDoc *schema = load_file("xsd/quanze-laws.xsd"), *doc = load_file("data/laws.xml");
	xmlSchemaParserCtxt *parser = xmlSchemaNewDocParserCtxt(schema);
	xmlSchema *compiled = xmlSchemaParse(parser);
	assert_non_null(compiled);
	xmlSchemaValidCtxt *valid = xmlSchemaNewValidCtxt(compiled);
	assert_int_equal(xmlSchemaValidateDoc(valid, doc), 0);
	xmlSchemaFreeValidCtxt(valid);
	xmlSchemaFree(compiled);
	xmlSchemaFreeParserCtxt(parser);
	xmlFreeDoc(doc);
	xmlFreeDoc(schema);
}

/* Where articles 1 to 79 of 2016 stand since 2026; * after a number: the text changed, ! the penalty moved. */
static const char *const csl_moves[] = {
	"1",    "2",    "4",    "5",    "6",    "7",    "8",    "9",    "10",   "11",   "12",   "13",    "14",    "15",
	"16",   "17",   "18",   "19*",  "21",   "22",   "23*",  "24",   "25",   "26",   "27",   "28",    "29",    "30",
	"31",   "32",   "33",   "34",   "35",   "36*",  "37",   "38",   "39",   "40",   "41*",  "42*",   "43",    "44",
	"45",   "46",   "47",   "48",   "49",   "50",   "51",   "52",   "53",   "54",   "55",   "56*",   "57",    "58",
	"59",   "60",   "61*",  "62*",  "64*",  "65*",  "66",   "71!",  "67*",  "71!",  "68",   "69*",   "70,69*", "71*",
	"72",   "74",   "75",   "76",   "77*",  "78*",  "79",   "80",   "81",
};

static void test_csl_moves(void **state)
{
	(void)state;
	struct qz_laws *laws = load_register();
	assert_int_equal(sizeof csl_moves / sizeof *csl_moves, 79);
	for (unsigned i = 0; i < 79; i++) {
		char article[8], to[16];
		size_t len = strcspn(csl_moves[i], "*!");
		snprintf(article, sizeof article, "%u", i + 1);
		snprintf(to, sizeof to, "%.*s", (int)len, csl_moves[i]);
		struct qz_law_verdict v = expect(laws, CSL, article, "2016-11-07", AS_OF, QZ_LAW_SUPERSEDED, to);
		assert_int_equal(v.changed, csl_moves[i][len] != '\0');
		assert_int_equal(v.penalty_moved, csl_moves[i][len] == '!');
		assert_string_equal(v.law, CSL);
		assert_string_equal(v.in_force, "2026-01-01");
	}
	qz_laws_free(laws);
}

/* The moves reach 77 articles, the other four of 81 are new: nothing is counted twice or missed. */
static void test_csl_complete(void **state)
{
	(void)state;
	struct qz_laws *laws = load_register();
	const struct qz_law *law;
	bool reached[82] = {false};
	assert_int_equal(qz_laws_find(laws, CSL, &law), 0);
	assert_int_equal(law->nversions, 2);
	assert_int_equal(law->versions[0].articles, 79);
	assert_int_equal(law->versions[1].articles, 81);
	assert_int_equal(law->versions[1].nmoves, 79);
	for (size_t i = 0; i < 79; i++) {
		const struct qz_law_move *move = &law->versions[1].moves[i];
		assert_int_equal(move->from, (i + 1) * QZ_LAW_ARTICLE);
		for (unsigned k = 0; k < move->targets; k++)
			reached[move->to[k] / QZ_LAW_ARTICLE] = true;
	}
	for (unsigned i = 1; i <= 81; i++)
		assert_int_equal(reached[i], i != 3 && i != 20 && i != 63 && i != 73);
	qz_laws_free(laws);
}

static void test_names(void **state)
{
	(void)state;
	static const char *const names[] = {
		"网络安全法", "中华人民共和国网络安全法", "《网络安全法》", " 中华人民共和国 网络安全法 ", "〈网络安全法〉",
		"<中华人民共和国网络安全法>", "中华人民共和国\n网络安全法", NULL};
	struct qz_laws *laws = load_register();
	const struct qz_law *law;
	for (const char *const *name = names; *name; name++) {
		assert_int_equal(qz_laws_find(laws, *name, &law), 0);
		assert_non_null(law);
		assert_string_equal(law->name, CSL);
	}
	assert_int_equal(qz_laws_find(laws, "数据安全法", &law), 0);
	assert_null(law);
	assert_int_equal(qz_laws_find(laws, "", &law), 0);
	assert_null(law);
	expect(laws, "数据安全法", "5", "2021-06-10", AS_OF, QZ_LAW_UNKNOWN, NULL);
	qz_laws_free(laws);
}

static void test_versions(void **state)
{
	(void)state;
	struct qz_laws *laws = load_register();
	/* the day decides which version is in force */
	expect(laws, CSL, "59", "2016-11-07", "2025-06-01", QZ_LAW_CURRENT, NULL);
	expect(laws, CSL, "59", "2016-11-07", "2025-12-31", QZ_LAW_CURRENT, NULL);
	expect(laws, CSL, "59", "2016-11-07", "2026-01-01", QZ_LAW_SUPERSEDED, "61");
	expect(laws, CSL, "61", "2025-10-28", AS_OF, QZ_LAW_CURRENT, NULL);
	expect(laws, CSL, "61", "2025-10-28", "2025-12-31", QZ_LAW_UNDECIDED, NULL);
	expect(laws, CSL, "59", "2016-11-07", "2016-12-01", QZ_LAW_UNDECIDED, NULL);
	/* coarser dates, as notes have them */
	expect(laws, CSL, "59", "2016", AS_OF, QZ_LAW_SUPERSEDED, "61");
	expect(laws, CSL, "59", "2016-11", AS_OF, QZ_LAW_SUPERSEDED, "61");
	expect(laws, CSL, "61", "2025", AS_OF, QZ_LAW_CURRENT, NULL);
	/* no version of that day, no day at all, only the day of entry into force: silence */
	expect(laws, CSL, "59", "2016-11-08", AS_OF, QZ_LAW_UNDECIDED, NULL);
	expect(laws, CSL, "59", NULL, AS_OF, QZ_LAW_UNDECIDED, NULL);
	expect(laws, CSL, "59", "2017-06-01", AS_OF, QZ_LAW_UNDECIDED, NULL);
	/* the law without an article */
	expect(laws, CSL, NULL, "2016-11-07", AS_OF, QZ_LAW_SUPERSEDED, NULL);
	qz_laws_free(laws);
}

static void test_articles(void **state)
{
	(void)state;
	struct qz_laws *laws = load_register();
	struct qz_law_verdict v;
	expect(laws, CSL, "59,60", "2016-11-07", AS_OF, QZ_LAW_SUPERSEDED, "61,62");
	expect(laws, CSL, "41-43", "2016-11-07", AS_OF, QZ_LAW_SUPERSEDED, "43,44,45");
	expect(laws, CSL, "68,69", "2016-11-07", AS_OF, QZ_LAW_SUPERSEDED, "69,70");
	v = expect(laws, CSL, "59,64", "2016-11-07", AS_OF, QZ_LAW_SUPERSEDED, "61,71");
	assert_true(v.penalty_moved);
	/* beyond the last article */
	v = expect(laws, CSL, "80", "2016-11-07", AS_OF, QZ_LAW_BEYOND, NULL);
	assert_int_equal(v.last, 79);
	expect(laws, CSL, "81", "2025-10-28", AS_OF, QZ_LAW_CURRENT, NULL);
	expect(laws, CSL, "82", "2025-10-28", AS_OF, QZ_LAW_BEYOND, NULL);
	expect(laws, CSL, "78-82", "2025-10-28", AS_OF, QZ_LAW_BEYOND, NULL);
	expect(laws, CSL, "80", NULL, AS_OF, QZ_LAW_UNDECIDED, NULL);
	v = expect(laws, CSL, "82", NULL, AS_OF, QZ_LAW_BEYOND, NULL);
	assert_int_equal(v.last, 81);
	/* an article the register has no move for, and what is no article */
	expect(laws, CSL, "59.1", "2016-11-07", AS_OF, QZ_LAW_REVISED, NULL);
	expect(laws, CSL, "abc", "2016-11-07", AS_OF, QZ_LAW_UNDECIDED, NULL);
	expect(laws, CSL, "5-", "2016-11-07", AS_OF, QZ_LAW_UNDECIDED, NULL);
	expect(laws, CSL, "1-99999", "2016-11-07", AS_OF, QZ_LAW_UNDECIDED, NULL);
	expect(laws, CSL, "0", "2016-11-07", AS_OF, QZ_LAW_UNDECIDED, NULL);
	qz_laws_free(laws);
}

/* What the register does not know is not judged. */
static void test_unknown_facts(void **state)
{
	(void)state;
	struct qz_laws *laws = load_register();
	expect(laws, "互联网信息服务管理办法", "15", "2011-01-08", AS_OF, QZ_LAW_UNDECIDED, NULL);
	expect(laws, "互联网新闻信息服务管理规定", "22", NULL, AS_OF, QZ_LAW_UNDECIDED, NULL);
	expect(laws, "互联网新闻信息服务管理规定", "22", "2017-05-02", AS_OF, QZ_LAW_CURRENT, NULL);
	expect(laws, "行政处罚法", "33", "2021-01-22", AS_OF, QZ_LAW_CURRENT, NULL);
	expect(laws, "行政处罚法", "33", "2017-09-01", AS_OF, QZ_LAW_REVISED, NULL);
	expect(laws, "行政处罚法", "33", "1996-03-17", AS_OF, QZ_LAW_REVISED, NULL);
	expect(laws, "行政处罚法", "33", "2017-09-01", "2020-01-01", QZ_LAW_UNDECIDED, NULL);
	qz_laws_free(laws);
}

/* An office's own register: chains of amendments, repeal, inserted articles, aliases, replacement. */
static void test_own_register(void **state)
{
	(void)state;
	struct qz_laws *laws = load_register();
	add_text(laws, "<laws xmlns='urn:quanze:laws:1' version='1.0'><law name='甲市养犬管理条例' rank='地方性法规'>"
	               "<alias> 养犬条例 </alias>"
	               "<version adopted='2001-01-01' promulgated='unknown' force='2001-03-01' order='unknown' articles='4'/>"
	               "<version adopted='2010-01-01' promulgated='2010-01-05' force='2010-03-01' order='unknown' articles='5'>"
	               "<renumbering><move from='1-2' to='1-2'/><move from='3' to='4' text='changed'/>"
	               "<move from='4' to='5,2.1'/></renumbering></version>"
	               "<version adopted='2020-01-01' promulgated='unknown' force='2020-03-01' order='unknown' articles='3'>"
	               "<renumbering><move from='1' to=''/><move from='2-2' to='1-1'/><move from='2.1' to='2'/>"
	               "<move from='3' to='3'/><move from='4-5' to='2-3' penalty='moved'/></renumbering></version>"
	               "</law></laws>");
	expect(laws, "《甲市养犬管理条例》", "1", "2001-01-01", AS_OF, QZ_LAW_SUPERSEDED, "");
	expect(laws, "养犬条例", "2", "2001-01-01", AS_OF, QZ_LAW_SUPERSEDED, "1");
	assert_true(expect(laws, "养犬条例", "3", "2001-01-01", AS_OF, QZ_LAW_SUPERSEDED, "2").changed);
	assert_true(expect(laws, "养犬条例", "4", "2001-01-01", AS_OF, QZ_LAW_SUPERSEDED, "3,2").penalty_moved);
	expect(laws, "养犬条例", "4", "2001-01-01", "2015-01-01", QZ_LAW_SUPERSEDED, "5,2.1");
	expect(laws, "养犬条例", "2.1", "2010-01-05", AS_OF, QZ_LAW_SUPERSEDED, "2");
	expect(laws, "养犬条例", "4", "2020-01-01", AS_OF, QZ_LAW_BEYOND, NULL);
	add_text(laws, "<laws xmlns='urn:quanze:laws:1' version='1.0'><law name='网络安全法' rank='法律'>"
	               "<version adopted='2016-11-07' promulgated='unknown' force='2017-06-01' order='unknown' articles='79'/>"
	               "</law></laws>");
	expect(laws, CSL, "59", "2016-11-07", AS_OF, QZ_LAW_CURRENT, NULL);
	qz_laws_free(laws);
}

/* From text to judgement: what the grammar reads is what the register understands. */
static void test_from_text(void **state)
{
	(void)state;
	static const struct {
		const char *article, *to;
		bool penalty;
	} items[] = {
		{"五十九", "61", false}, {"六十", "62", false},   {"六十一", "64", false},
		{"六十二", "65", false}, {"六十四", "71", true},  {"六十五", "67", false},
		{"六十六", "71", true},  {"六十八", "69", false}, {"六十九", "70,69", false},
	};
	struct qz_laws *laws = load_register();
	for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
		char text[512];
		struct qz_cite_list list;
		struct qz_cite_context context;
		snprintf(text, sizeof text, "《" CSL "》（2016年11月7日第十二届全国人民代表大会常务委员会第二十四次会议通过）"
		         "第%s条 网络运营者不履行义务的，责令改正。", items[i].article);
		qz_cite_list_init(&list);
		qz_cite_context_init(&context);
		assert_int_equal(qz_cite_parse(text, strlen(text), &context, &list), 0);
		assert_true(list.count == 2 && list.tokens[0].cite);
		struct qz_law_verdict v = expect(laws, list.tokens[0].law, list.tokens[0].article, list.tokens[0].note_date,
		                                 AS_OF, QZ_LAW_SUPERSEDED, items[i].to);
		assert_int_equal(v.penalty_moved, items[i].penalty);
		qz_cite_list_done(&list);
		qz_cite_context_done(&context);
	}
	qz_laws_free(laws);
}

/* A file that the schema would refuse does no harm. */
static void test_bad_register(void **state)
{
	(void)state;
	struct qz_laws *laws = qz_laws_new();
	add_text(laws, "<laws xmlns='urn:quanze:laws:1'><law/><law name=''/><law name='甲法'/>"
	               "<law name='乙法'><version/><version force='2000-01-01' adopted='1999' articles='x'>"
	               "<renumbering><move/><move from='x' to='y'/><move from='9-1' to='1'/>"
	               "<move from='1' to='1,2,3,4,5,6,7,8,9,10'/><move from='99999999' to='1'/></renumbering>"
	               "</version></law></laws>");
	expect(laws, "甲法", "1", "1999", AS_OF, QZ_LAW_UNKNOWN, NULL);
	expect(laws, "乙法", "1", "1999", AS_OF, QZ_LAW_CURRENT, NULL);
	qz_laws_free(laws);
	laws = qz_laws_new();
	expect(laws, "甲法", "1", "1999", AS_OF, QZ_LAW_UNKNOWN, NULL);
	qz_laws_free(laws);
	qz_laws_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_schema),        cmocka_unit_test(test_csl_moves),    cmocka_unit_test(test_csl_complete),
		cmocka_unit_test(test_names),         cmocka_unit_test(test_versions),     cmocka_unit_test(test_articles),
		cmocka_unit_test(test_unknown_facts), cmocka_unit_test(test_own_register), cmocka_unit_test(test_bad_register),
		cmocka_unit_test(test_from_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
