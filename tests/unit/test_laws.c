/*
 * The law register: the program's own (every article of the amended 网络安全法 by
 * number, names, repeals), and small registers for what the data does not have.
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
	static char bytes[1 << 20];
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
	assert_int_equal(qz_laws_add_built_in(laws), 0);
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
	struct qz_law_note note = {.date = date};
	assert_int_equal(qz_laws_judge(laws, name, article, &note, as_of, &verdict), 0);
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

/* The files of the register are valid, no two have the same law, and what is built in is what they say. */
static void test_schema(void **state)
{
	static const char *const names[] = {"regulations", "repealed", "reviewed", "rules", "statutes"};
	(void)state;
	xmlDoc *schema = load_file("xsd/quanze-laws.xsd");
	xmlSchemaParserCtxt *parser = xmlSchemaNewDocParserCtxt(schema);
	xmlSchema *compiled = xmlSchemaParse(parser);
	struct qz_law_reader *reader = qz_law_reader_new();
	assert_non_null(compiled);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[64];
		snprintf(path, sizeof path, "data/laws/%s.xml", names[i]);
		xmlDoc *doc = load_file(path);
		xmlSchemaValidCtxt *valid = xmlSchemaNewValidCtxt(compiled);
		assert_int_equal(xmlSchemaValidateDoc(valid, doc), 0);
		xmlSchemaFreeValidCtxt(valid);
		assert_int_equal(qz_law_reader_add(reader, doc), 0);
		xmlFreeDoc(doc);
	}
	struct qz_law_table table = qz_law_reader_table(reader);
	assert_int_equal(table.nlaws, qz_built_in_laws.nlaws);
	assert_int_equal(table.nmoves, qz_built_in_laws.nmoves);
	assert_int_equal(table.ntext, qz_built_in_laws.ntext);
	assert_memory_equal(table.text, qz_built_in_laws.text, table.ntext);
	for (size_t i = 1; i < table.nkeys; i++)
		assert_true(strcmp(table.text + table.keys[i - 1].name, table.text + table.keys[i].name) < 0);
	qz_law_reader_free(reader);
	xmlSchemaFree(compiled);
	xmlSchemaFreeParserCtxt(parser);
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
	struct qz_law_found found;
	bool reached[82] = {false};
	size_t moved = 0;
	assert_int_equal(qz_laws_find(laws, CSL, &found), 0);
	assert_int_equal(found.law->nversions, 2);
	const struct qz_law_version *versions = found.table->versions + found.law->versions;
	assert_int_equal(versions[0].articles, 79);
	assert_int_equal(versions[1].articles, 81);
	assert_int_equal(versions[1].nrenumberings, 1);
	const struct qz_law_renumbering *renumbering = found.table->renumberings + versions[1].renumberings;
	assert_false(renumbering->derived);
	for (uint32_t i = 0; i < renumbering->nmoves; i++) {
		const struct qz_law_move *move = &found.table->moves[renumbering->moves + i];
		assert_int_equal(move->from, (moved + 1) * QZ_LAW_ARTICLE);
		moved += move->count;
		for (uint32_t n = 0; n < move->count; n++)
			for (unsigned k = 0; k < move->targets; k++) {
				uint32_t to = move->targets > 1 ? found.table->targets[move->to + k] : move->to + n * QZ_LAW_ARTICLE;
				reached[to / QZ_LAW_ARTICLE] = true;
			}
	}
	assert_int_equal(moved, 79);
	for (unsigned i = 1; i <= 81; i++)
		assert_int_equal(reached[i], i != 3 && i != 20 && i != 63 && i != 73);
	qz_laws_free(laws);
}

static void test_names(void **state)
{
	(void)state;
	static const char *const names[] = {
		"网络安全法", "中华人民共和国网络安全法", "《网络安全法》", " 中华人民共和国 网络安全法 ", "〈网络安全法〉",
		"<中华人民共和国网络安全法>", "中华人民共和国\n网络安全法", "网络安全法（2025年修正）", "网络安全法〔２０２５年修正〕",
		"网络安全法（修正）", "中华人民共和国网络安全法（最新修订版）", NULL};
	struct qz_laws *laws = load_register();
	struct qz_law_found found;
	for (const char *const *name = names; *name; name++) {
		assert_int_equal(qz_laws_find(laws, *name, &found), 0);
		assert_non_null(found.law);
		assert_string_equal(found.table->text + found.law->name, CSL);
		assert_false(found.trial);
	}
	static const char *const strangers[] = {"网络安全与发展法", "", "网络", "（修订）", "网络安全法（二）", "网络安全法（二）实施细则", "网络安全法（草案）办法", "中华人民共和国"};
	for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
		assert_int_equal(qz_laws_find(laws, strangers[i], &found), 0);
		assert_null(found.law);
	}
	expect(laws, "网络安全与发展法", "5", "2021-06-10", AS_OF, QZ_LAW_UNKNOWN, NULL);
	/* marks inside a name, and the register's own 试行 */
	assert_int_equal(qz_laws_find(laws, "中国人民解放军实施《药品管理法》办法", &found), 0);
	assert_null(found.law);
	assert_int_equal(qz_laws_find(laws, "中国人民解放军实施〈中华人民共和国药品管理法〉办法", &found), 0);
	assert_non_null(found.law);
	assert_int_equal(qz_laws_find(laws, "处方药与非处方药分类管理办法", &found), 0);
	assert_non_null(found.law);
	/* a name it had before */
	assert_int_equal(qz_laws_find(laws, "中国人民解放军现役军官服役条例", &found), 0);
	assert_non_null(found.law);
	assert_string_equal(found.table->text + found.law->name, "中华人民共和国现役军官法");
	/* a trial text is another one: found, but not taken to be the text in force */
	assert_int_equal(qz_laws_find(laws, "网络安全法（试行）", &found), 0);
	assert_true(found.law && found.trial);
	expect(laws, "网络安全法（试行）", "5", NULL, AS_OF, QZ_LAW_UNDECIDED, NULL);
	/* the year in the name tells the version */
	expect(laws, "网络安全法（2016年版）", "59", NULL, AS_OF, QZ_LAW_SUPERSEDED, "61");
	expect(laws, "网络安全法（2025年修正）", "61", NULL, AS_OF, QZ_LAW_CURRENT, NULL);
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
	/* no version of that day, only an old day of entry into force: silence */
	expect(laws, CSL, "59", "2016-12-08", AS_OF, QZ_LAW_UNDECIDED, NULL);
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
	assert_string_equal(v.version, "2016-11-07");
	expect(laws, CSL, "78-82", "2025-10-28", AS_OF, QZ_LAW_BEYOND, NULL);
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

/* Without a note the text in force is meant, if it has such an article; what changed lately is pointed out. */
static void test_undated(void **state)
{
	(void)state;
	struct qz_laws *laws = load_register();
	struct qz_law_verdict v = expect(laws, CSL, "80", NULL, AS_OF, QZ_LAW_CURRENT, NULL); /* there was none before */
	assert_true(v.assumed && v.decided && v.counted);
	expect(laws, CSL, "59", NULL, AS_OF, QZ_LAW_AMENDED, "61");
	assert_int_equal(expect(laws, CSL, "82", NULL, AS_OF, QZ_LAW_BEYOND, NULL).last, 81);
	/* before the amendment, and long after it */
	expect(laws, CSL, "59", NULL, "2025-06-01", QZ_LAW_CURRENT, NULL);
	expect(laws, CSL, "59", NULL, "2029-06-01", QZ_LAW_CURRENT, NULL);
	/* articles that stay where they are and as they are */
	expect(laws, CSL, "1", NULL, AS_OF, QZ_LAW_CURRENT, NULL);
	expect(laws, "中华人民共和国行政许可法", "30", NULL, AS_OF, QZ_LAW_CURRENT, NULL);
	qz_laws_free(laws);
}

/* What the register does not know is not judged; what it knows, by day, order or entry into force. */
static void test_unknown_facts(void **state)
{
	(void)state;
	struct qz_laws *laws = load_register();
	struct qz_law_verdict verdict;
	struct qz_law_note order = {.order = "292"}, effective = {.effective = "2026-01-01"}, old = {.effective = "2017-06-01"};
	expect(laws, "互联网新闻信息服务管理规定", "22", "2017-05-02", AS_OF, QZ_LAW_CURRENT, NULL);
	expect(laws, "互联网新闻信息服务管理规定", "22", "2017-09-02", AS_OF, QZ_LAW_UNDECIDED, NULL);
	expect(laws, "行政处罚法", "33", "2021-01-22", AS_OF, QZ_LAW_CURRENT, NULL);
	expect(laws, "行政处罚法", "33", "2017-09-01", AS_OF, QZ_LAW_PROPOSED, "51");
	expect(laws, "行政处罚法", "33", "1996-03-17", AS_OF, QZ_LAW_REVISED, NULL);
	expect(laws, "行政处罚法", "33", "1996", "2017-12-01", QZ_LAW_UNDECIDED, NULL);
	expect(laws, "行政处罚法", "33", NULL, "not a day", QZ_LAW_UNDECIDED, NULL);
	expect(laws, "行政处罚法", "33", NULL, NULL, QZ_LAW_UNDECIDED, NULL);
	assert_int_equal(qz_laws_judge(laws, "互联网信息服务管理办法", "15", &order, AS_OF, &verdict), 0);
	assert_int_equal(verdict.state, QZ_LAW_REVISED);
	assert_int_equal(qz_laws_judge(laws, CSL, "15", &effective, AS_OF, &verdict), 0);
	assert_int_equal(verdict.state, QZ_LAW_CURRENT);
	assert_int_equal(qz_laws_judge(laws, CSL, "15", &old, AS_OF, &verdict), 0);
	assert_int_equal(verdict.state, QZ_LAW_UNDECIDED);
	/* passed by one body on 2020-03-17, promulgated by another on 2020-03-26 */
	expect(laws, "农作物病虫害防治条例", "17", "2020-03-17", AS_OF, QZ_LAW_CURRENT, NULL);
	qz_laws_free(laws);
}

/* Laws that another one repealed. */
static void test_repealed(void **state)
{
	(void)state;
	struct qz_laws *laws = load_register();
	struct qz_law_verdict v = expect(laws, "《合同法》", "52", "1999-03-15", AS_OF, QZ_LAW_REPEALED, NULL);
	assert_string_equal(v.successor, "中华人民共和国民法典");
	assert_string_equal(v.in_force, "2021-01-01");
	expect(laws, "行政监察法", "18", NULL, AS_OF, QZ_LAW_REPEALED, NULL); /* nobody knows since when */
	expect(laws, "行政监察法", "18", NULL, "2010-01-01", QZ_LAW_UNDECIDED, NULL);
	expect(laws, "合同法", "52", NULL, "2020-12-31", QZ_LAW_UNDECIDED, NULL);
	expect(laws, "环境保护法", "59", NULL, "2026-08-14", QZ_LAW_CURRENT, NULL);
	expect(laws, "环境保护法", "59", NULL, "2026-08-15", QZ_LAW_REPEALED, NULL);
	add_text(laws, "<laws xmlns='urn:quanze:laws:1' version='1.0'><law name='甲市旧办法' rank='地方政府规章'>"
	               "<version adopted='2001-01-01' promulgated='unknown' force='2001-03-01' order='unknown' articles='9'/>"
	               "<version adopted='2005-01-01' promulgated='unknown' force='2005-03-01' order='unknown' articles='9'/>"
	               "<repealed date='2020-01-01' by='甲市新办法'><successor name='甲市新办法'><renumbering><move from='1-8' to='3-10'/>"
	               "<move from='9' to='unknown'/></renumbering></successor></repealed></law></laws>");
	expect(laws, "甲市旧办法", "2", "2005-01-01", AS_OF, QZ_LAW_REPEALED, "4");
	expect(laws, "甲市旧办法", "2", NULL, AS_OF, QZ_LAW_REPEALED, "4");
	expect(laws, "甲市旧办法", "9", NULL, AS_OF, QZ_LAW_REPEALED, NULL);
	expect(laws, "甲市旧办法", "2", "2001-01-01", AS_OF, QZ_LAW_REPEALED, NULL);
	qz_laws_free(laws);
}

/* Moves that were derived: sure, likely, neither; across a version whose text nobody has. */
static void test_derived(void **state)
{
	(void)state;
	struct qz_laws *laws = qz_laws_new();
	add_text(laws, "<laws xmlns='urn:quanze:laws:1' version='1.0' sure='0.9' likely='0.6'><law name='乙法' rank='法律' asOf='2020-06'>"
	               "<former>乙条例</former>"
	               "<version adopted='2001-01-01' promulgated='unknown' force='2001-03-01' order='unknown' articles='9'/>"
	               "<version adopted='2005-01-01' promulgated='unknown' force='unknown' order='unknown' articles='unknown'/>"
	               "<version adopted='2009-01-01' promulgated='unknown' force='unknown' order='unknown' articles='12'>"
	               "<renumbering since='2001-01-01' confidence='derived'><move from='1-3' to='2-4'/>"
	               "<move from='4' to='6' text='changed' likeness='0.9'/><move from='5' to='7' text='changed' likeness='0.61'/>"
	               "<move from='6' to='8' text='changed' likeness='0.5'/><move from='7' to='unknown'/><move from='8-9' to='11-12'/>"
	               "</renumbering></version></law></laws>");
	struct qz_law_verdict v = expect(laws, "乙条例", "2", "2001-01-01", AS_OF, QZ_LAW_SUPERSEDED, "3");
	assert_true(v.derived && !v.changed && v.likeness == QZ_LAW_ALIKE);
	assert_int_equal(v.as_of, 20200600);
	assert_true(expect(laws, "乙法", "4", "2001-01-01", AS_OF, QZ_LAW_SUPERSEDED, "6").changed);
	assert_int_equal(expect(laws, "乙法", "2,5", "2001-01-01", AS_OF, QZ_LAW_PROPOSED, "3,7").likeness, 610);
	expect(laws, "乙法", "6", "2001-01-01", AS_OF, QZ_LAW_REVISED, NULL);
	expect(laws, "乙法", "7", "2001-01-01", AS_OF, QZ_LAW_REVISED, NULL);
	expect(laws, "乙法", "2", "2005-01-01", AS_OF, QZ_LAW_REVISED, NULL);
	expect(laws, "乙法", "12", "2009-01-01", AS_OF, QZ_LAW_CURRENT, NULL);
	/* nobody knows since when the last version is in force, but the register held it for current in 2020 */
	expect(laws, "乙法", "12", NULL, AS_OF, QZ_LAW_CURRENT, NULL);
	expect(laws, "乙法", "12", NULL, "2015-01-01", QZ_LAW_UNDECIDED, NULL);
	char force[11] = "x";
	assert_true(qz_laws_moved(laws, "乙法", "4", "6", force));
	assert_string_equal(force, "");
	assert_false(qz_laws_moved(laws, "乙法", "5", "7", force));
	assert_false(qz_laws_moved(laws, "乙法", "4", "7", force));
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
		cmocka_unit_test(test_from_text),     cmocka_unit_test(test_undated),      cmocka_unit_test(test_repealed),
		cmocka_unit_test(test_derived),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
