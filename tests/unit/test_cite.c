/*
 * The citation grammar: tests/cite/cases.txt holds texts and the citations
 * expected in them. `test_cite regen` prints that file with what the parser
 * finds now; git diff is the review.
 *
 * In the file a line "> text" is one paragraph, lines "B …" and "Q …" below it
 * are its citations (basis, quoted) with tab-separated attributes; an empty
 * line begins a new basis field. A line break within a paragraph is written \n.
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
#include "model/cite.h"
#include "model/numeral.h"

#define LEAST_CASES 300

/* The whole file, "" when it cannot be read. */
static char *read_cases(void)
{
	const char *root = getenv("QZ_SRCDIR");
	struct qz_buf path, text;
	char block[4096];
	size_t n;
	qz_buf_init(&path);
	qz_buf_init(&text);
	qz_buf_printf(&path, "%s/tests/cite/cases.txt", root ? root : ".");
	FILE *file = fopen(path.data, "rb");
	while (file && (n = fread(block, 1, sizeof block, file)) > 0)
		qz_buf_add(&text, block, n);
	if (file)
		fclose(file);
	qz_buf_done(&path);
	return qz_buf_take(&text);
}

static void put_escaped(struct qz_buf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n')
			qz_buf_puts(out, "\\n");
		else
			qz_buf_putc(out, text[i]);
	}
}

static void put_value(struct qz_buf *out, const char *name, const char *value)
{
	if (!value)
		return;
	qz_buf_printf(out, "\t%s=", name);
	put_escaped(out, value, strlen(value));
}

static void put_token(struct qz_buf *out, const char *text, const struct qz_cite *token)
{
	if (!token->cite)
		return;
	qz_buf_puts(out, token->role == QZ_CITE_BASIS ? "B " : "Q ");
	put_escaped(out, text + token->start, token->length);
	put_value(out, "law", token->law);
	put_value(out, "article", token->article);
	put_value(out, "paragraph", token->paragraph);
	put_value(out, "point", token->point);
	put_value(out, "rank", token->rank);
	put_value(out, "body", token->note_body);
	put_value(out, "date", token->note_date);
	put_value(out, "order", token->note_order);
	put_value(out, "verb", token->note_verb);
	put_value(out, "amended", token->note_amended);
	put_value(out, "effective", token->note_effective);
	qz_buf_putc(out, '\n');
}

/* Do the tokens tile `len` bytes, on character boundaries, no two plain ones in a row? */
static bool tiles(const char *text, size_t len, const struct qz_cite_list *list)
{
	size_t at = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct qz_cite *token = &list->tokens[i];
		if (token->start != at || token->length == 0 || token->length > len - at)
			return false;
		if (((unsigned char)text[at] & 0xC0) == 0x80)
			return false;
		if (i && !token->cite && !token[-1].cite)
			return false;
		at += token->length;
	}
	return at == len;
}

/* Parses one paragraph and appends its citations in the form of the file. */
static void put_paragraph(struct qz_buf *out, const char *text, size_t len, struct qz_cite_context *context)
{
	struct qz_cite_list list;
	qz_cite_list_init(&list);
	assert_int_equal(qz_cite_parse(text, len, context, &list), 0);
	assert_true(tiles(text, len, &list));
	for (size_t i = 0; i < list.count; i++)
		put_token(out, text, &list.tokens[i]);
	qz_cite_list_done(&list);
}

/* The text of a "> " line, \n resolved. */
static char *unescape(const char *line, size_t len)
{
	struct qz_buf text;
	qz_buf_init(&text);
	for (size_t i = 0; i < len; i++) {
		bool escaped = i + 1 < len && line[i] == '\\' && line[i + 1] == 'n';
		qz_buf_putc(&text, escaped ? '\n' : line[i]);
		i += escaped;
	}
	return qz_buf_take(&text);
}

/* The file as the parser would have it; counts the paragraphs. */
static char *actual_cases(const char *cases, size_t *count)
{
	struct qz_buf out;
	struct qz_cite_context context;
	qz_buf_init(&out);
	qz_cite_context_init(&context);
	*count = 0;
	while (*cases) {
		size_t len = strcspn(cases, "\n");
		if (strncmp(cases, "> ", 2) == 0) {
			char *text = unescape(cases + 2, len - 2);
			qz_buf_add(&out, cases, len);
			qz_buf_putc(&out, '\n');
			put_paragraph(&out, text, strlen(text), &context);
			free(text);
			++*count;
		} else if (len == 0 || *cases == '#') {
			qz_buf_add(&out, cases, len);
			qz_buf_putc(&out, '\n');
			qz_cite_context_done(&context);
		}
		cases += len + (cases[len] == '\n');
	}
	qz_cite_context_done(&context);
	return qz_buf_take(&out);
}

static void test_cases(void **state)
{
	(void)state;
	size_t count, line = 1;
	char *cases = read_cases(), *actual = actual_cases(cases, &count);
	assert_true(count >= LEAST_CASES);
	for (size_t i = 0; actual[i] && actual[i] == cases[i]; i++)
		line += actual[i] == '\n';
	if (strcmp(actual, cases) != 0)
		fail_msg("tests/cite/cases.txt:%zu: other citations found", line);
	free(actual);
	free(cases);
}

/* Parses `len` bytes on their own and checks the tiling. */
static bool parses(const char *text, size_t len)
{
	struct qz_cite_list list;
	struct qz_cite_context context;
	qz_cite_list_init(&list);
	qz_cite_context_init(&context);
	bool result = qz_cite_parse(text, len, &context, &list) == 0 && tiles(text, len, &list);
	qz_cite_list_done(&list);
	qz_cite_context_done(&context);
	return result;
}

/* Every prefix and every suffix of every text tiles. */
static void test_prefixes(void **state)
{
	(void)state;
	char *cases = read_cases();
	for (char *line = cases; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		size_t len = strcspn(line, "\n");
		if (strncmp(line, "> ", 2) != 0)
			continue;
		for (size_t i = 2; i <= len; i++) {
			if (((unsigned char)line[i] & 0xC0) == 0x80)
				continue;
			assert_true(parses(line + 2, i - 2));
			assert_true(parses(line + i, len - i));
		}
	}
	free(cases);
}

/* Pieces of citations in any order: always whole tokens, never a crash. */
static void test_shuffled(void **state)
{
	(void)state;
	static const char *const pieces[] = {
		"《", "》", "〈", "〉", "<", ">", "（", "）", "(", ")", "第", "条", "款", "项", "之", "一", "十", "百", "〇", "5",
		"2016年", "11月", "7日", "号", "令", "通过", "修订", "施行", "法", "条例", "规定", "本", "该", "中华人民共和国",
		"【法律】", "【", "】", "、", "和", "至", "-", "，", "。", "；", "：", " ", "\n", "　", "x", "①", "附件", "章"};
	uint32_t seed = 20161107;
	for (int round = 0; round < 20000; round++) {
		struct qz_buf text;
		qz_buf_init(&text);
		for (int i = 0; i < 24; i++) {
			seed = seed * 1664525u + 1013904223u;
			qz_buf_puts(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
		}
		assert_true(parses(text.data, text.len));
		qz_buf_done(&text);
	}
}

/* A byte that is no UTF-8 is an unknown character and belongs to a token. */
static void test_bad_bytes(void **state)
{
	(void)state;
	static const char text[] = "\xE3\x80《\xFF法》第\xE4\xB8条\0第五条\xC3";
	struct qz_cite_list list;
	struct qz_cite_context context;
	size_t total = 0;
	qz_cite_list_init(&list);
	qz_cite_context_init(&context);
	assert_int_equal(qz_cite_parse(text, sizeof text - 1, &context, &list), 0);
	for (size_t i = 0; i < list.count; i++) {
		assert_int_equal(list.tokens[i].start, total);
		total += list.tokens[i].length;
	}
	assert_int_equal(total, sizeof text - 1);
	qz_cite_list_done(&list);
	qz_cite_context_done(&context);
}

/* What XML cannot hold never reaches an attribute. */
static void test_control_characters(void **state)
{
	(void)state;
	static const char text[] = "【\x02法律】《甲\x01\xFF法》（2016年1月1日乙\x03部公布）第五条";
	struct qz_cite_list list;
	struct qz_cite_context context;
	qz_cite_list_init(&list);
	qz_cite_context_init(&context);
	assert_int_equal(qz_cite_parse(text, sizeof text - 1, &context, &list), 0);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.tokens[0].law, "甲\uFFFD\uFFFD法");
	assert_string_equal(list.tokens[0].rank, "\uFFFD法律");
	assert_string_equal(list.tokens[0].note_body, "乙\uFFFD部");
	assert_string_equal(list.tokens[0].article, "5");
	qz_cite_list_done(&list);
	qz_cite_context_done(&context);
}

/* A text that opens something at every step ends in time: each look ahead is bounded. */
static void test_hostile(void **state)
{
	(void)state;
	static const char *const units[] = {"《", "《《", "（2016年", "〈法", "第一、", "《法（", "第五条和", "【", " "};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct qz_buf text;
		qz_buf_init(&text);
		while (text.len < 200000)
			qz_buf_puts(&text, units[i]);
		assert_true(parses(text.data, text.len));
		qz_buf_done(&text);
	}
}

static void test_numerals(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		uint32_t value;
		size_t used;
	} cases[] = {
		{"59条", 59, 2}, {"５９条", 59, 6}, {"五十九条", 59, 9}, {"十条", 10, 3}, {"二十条", 20, 6},
		{"一百条", 100, 6}, {"一百零二条", 102, 12}, {"一百一十条", 110, 12}, {"一百十五条", 115, 12},
		{"二百八十七条", 287, 15}, {"一千零一条", 1001, 12}, {"二〇一六年", 2016, 12}, {"一百○三条", 103, 12},
		{"二０", 2, 3}, {"④项", 4, 3}, {"㈡项", 2, 3}, {"⑿", 12, 3}, {"5 9条", 59, 3}, {"四\n十条", 40, 7},
		{"条", 0, 0}, {"", 0, 0}, {"十百", 10, 3}, {"9999999", 0, 0}, {"〇", 0, 3},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t value = 0;
		assert_int_equal(qz_numeral_read(cases[i].text, strlen(cases[i].text), &value), cases[i].used);
		if (cases[i].used)
			assert_int_equal(value, cases[i].value);
	}
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "regen") == 0) {
		size_t count;
		char *cases = read_cases(), *actual = actual_cases(cases, &count);
		fputs(actual, stdout);
		free(actual);
		free(cases);
		return 0;
	}
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),     cmocka_unit_test(test_prefixes), cmocka_unit_test(test_shuffled),
		cmocka_unit_test(test_bad_bytes), cmocka_unit_test(test_hostile),  cmocka_unit_test(test_numerals),
		cmocka_unit_test(test_control_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
