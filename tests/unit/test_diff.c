/*
 * Comparing: sequences against every alignment there is, assignments against
 * every assignment there is, words and what counts as form, names of levels.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/map.h"
#include "diff/data.h"
#include "diff/match.h"
#include "diff/sequence.h"
#include "diff/words.h"

/* A generator of its own: the same numbers everywhere. */
static uint32_t next_number(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static size_t longest_common(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	size_t best[20][20] = {{0}};
	for (size_t i = 1; i <= n; i++) {
		for (size_t j = 1; j <= m; j++) {
			size_t skip = best[i - 1][j] > best[i][j - 1] ? best[i - 1][j] : best[i][j - 1];
			best[i][j] = a[i - 1] == b[j - 1] ? best[i - 1][j - 1] + 1 : skip;
		}
	}
	return best[n][m];
}

/* Aligned elements are equal and ascend; their number. */
static size_t count_aligned(const uint32_t *a, size_t n, const uint32_t *b, size_t m, const size_t *partners)
{
	size_t count = 0, last = 0;
	for (size_t i = 0; i < n; i++) {
		if (partners[i] == QZ_ALONE)
			continue;
		assert_true(partners[i] < m && a[i] == b[partners[i]] && (count == 0 || partners[i] > last));
		last = partners[i];
		count++;
	}
	return count;
}

static void test_alignments_are_longest(void **state)
{
	uint32_t a[18], b[18], seed = 7;
	size_t partners[18];
	(void)state;
	for (int run = 0; run < 20000; run++) {
		size_t n = next_number(&seed) % 18, m = next_number(&seed) % 18;
		uint32_t letters = 2 + next_number(&seed) % 5;
		for (size_t i = 0; i < n; i++)
			a[i] = next_number(&seed) % letters;
		for (size_t i = 0; i < m; i++)
			b[i] = next_number(&seed) % letters;
		assert_int_equal(qz_sequence_align(a, n, b, m, partners), 0);
		assert_int_equal(count_aligned(a, n, b, m, partners), longest_common(a, n, b, m));
	}
}

/* Two long sequences with nearly nothing in common are cut: time stays bounded, what is aligned is right. */
static void test_long_sequences_end(void **state)
{
	enum { N = 100000 };
	uint32_t *a = malloc(N * sizeof *a), *b = malloc(N * sizeof *b), seed = 3;
	size_t *partners = malloc(N * sizeof *partners);
	(void)state;
	for (size_t i = 0; i < N; i++) {
		a[i] = next_number(&seed) % 30000;
		b[i] = next_number(&seed) % 30000;
	}
	clock_t start = clock();
	assert_int_equal(qz_sequence_align(a, N, b, N, partners), 0);
	assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
	count_aligned(a, N, b, N, partners);
	memcpy(b, a, N * sizeof *a);
	b[N / 2] = 40000;
	assert_int_equal(qz_sequence_align(a, N, b, N, partners), 0);
	assert_int_equal(count_aligned(a, N, b, N, partners), N - 1);
	free(a);
	free(b);
	free(partners);
}

static void test_ascending(void **state)
{
	static const size_t values[] = {3, 0, 1, 5, 2, 4};
	unsigned char kept[6];
	size_t count = 0;
	(void)state;
	assert_int_equal(qz_sequence_ascending(values, 6, kept), 0);
	for (size_t i = 0; i < 6; i++)
		count += kept[i];
	assert_int_equal(count, 4);
	assert_true(kept[1] && kept[2] && kept[4] && kept[5]);
}

/* The best sum of values of an assignment, by trying all. */
static double try_all(const struct qz_edge *edges, size_t nedges, size_t at, unsigned old, unsigned new)
{
	if (at == nedges)
		return 0;
	double without = try_all(edges, nedges, at + 1, old, new), with = 0;
	unsigned a = 1u << edges[at].old, b = 1u << edges[at].new;
	if (!(old & a) && !(new & b))
		with = edges[at].value + try_all(edges, nedges, at + 1, old | a, new | b);
	return with > without ? with : without;
}

static void test_assignments_are_best(void **state)
{
	uint32_t seed = 11;
	(void)state;
	for (int run = 0; run < 2000; run++) {
		struct qz_edge edges[16];
		unsigned char chosen[16] = {0};
		size_t nold = 1 + next_number(&seed) % 5, nnew = 1 + next_number(&seed) % 5, nedges = 0;
		for (size_t i = 0; i < nold; i++)
			for (size_t j = 0; j < nnew && nedges < 14; j++)
				if (next_number(&seed) % 2)
					edges[nedges++] = (struct qz_edge){i, j, 0.1 + next_number(&seed) % 20 / 10.0};
		assert_int_equal(qz_assign(edges, nedges, nold, nnew, 250, chosen), 0);
		unsigned old = 0, new = 0;
		double sum = 0;
		for (size_t i = 0; i < nedges; i++) {
			if (!chosen[i])
				continue;
			assert_false(old >> edges[i].old & 1 || new >> edges[i].new & 1);
			old |= 1u << edges[i].old;
			new |= 1u << edges[i].new;
			sum += edges[i].value;
		}
		double best = try_all(edges, nedges, 0, 0, 0);
		assert_true(sum > best - 1e-9 && sum < best + 1e-9);
		memset(chosen, 0, sizeof chosen);
		assert_int_equal(qz_assign(edges, nedges, nold, nnew, 1, chosen), 0); /* greedily: no item twice */
		for (size_t i = 0; i < nedges; i++)
			for (size_t j = 0; j < i; j++)
				assert_false(chosen[i] && chosen[j] && (edges[i].old == edges[j].old || edges[i].new == edges[j].new));
	}
}

static void cut(const char *text, const char *expected)
{
	struct qz_buf words;
	size_t len = strlen(text);
	qz_buf_init(&words);
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_word_length(text + at, len - at);
		assert_true(n > 0 && n <= len - at);
		qz_buf_add(&words, text + at, n);
		qz_buf_putc(&words, '|');
	}
	assert_string_equal(words.data, expected);
	qz_buf_done(&words);
}

static void test_words(void **state)
{
	(void)state;
	cut("依据第五十九条第（二）项", "依|据|第五十九条|第（二）项|");
	cut("第十三条之一、第5款", "第十三条之一|、|第5款|");
	cut("处1,000.50元以上五万元", "处|1,000.50|元|以|上|五万|元|");
	cut("2016-11-07 Word文件", "2016-11-07| |Word|文|件|");
	cut("第一，第", "第|一|，|第|");
	cut("\xFF\x80", "\xFF|\x80|");
}

static void fold(const char *text, const char *expected)
{
	struct qz_buf out;
	qz_buf_init(&out);
	qz_fold(text, strlen(text), &out);
	assert_string_equal(out.data ? out.data : "", expected);
	qz_buf_done(&out);
}

static void test_folding(void **state)
{
	(void)state;
	fold(" 甲，乙。（丙）", "甲乙丙");
	fold("１２ＡＢ", "12AB");
	fold("1.5倍与15倍", "1.5倍与15倍"); /* what divides numerals is kept */
	fold("第三、四款", "第三、四款");
	fold("50%以上", "50%以上");
	assert_int_equal(qz_folds_alike("甲,乙", 7, "甲，乙", 9), 1);
	assert_int_equal(qz_folds_alike("10-20", 5, "1020", 4), 0);
}

static void test_interning(void **state)
{
	struct qz_map numbers;
	char text[16];
	(void)state;
	qz_map_init(&numbers);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 5000; i++)
			assert_int_equal(qz_map_number(&numbers, text, (size_t)snprintf(text, sizeof text, "t%d", i)), i);
	assert_int_equal(qz_map_number(&numbers, "", 0), 5000);
	assert_false(numbers.failed);
	qz_map_done(&numbers, NULL);
}

/* ---- level columns ---- */

static struct qz_diff_level exercised[] = {
	{(char *)"省", 1u << 2}, {(char *)"市", 1u << 3}, {(char *)"县", 1u << 4}, {(char *)"县市区", 1u << 4}, {(char *)"乡", 1u << 5},
	{(char *)"县级以上", 0x1eu}, {(char *)"4", 1u << 4}, {(char *)"3", 1u << 3}, {(char *)"级", 0}, {(char *)"和", 0},
};

static void test_levels(void **state)
{
	static const struct {
		const char *text;
		unsigned levels;
	} cases[] = {
		{"", 0}, {"省级", 4}, {"省、市、县", 28}, {"县（市、区）", 16}, {"市级和县(市、区)级", 24}, {"县级以上", 30}, {"3,4", 24}, {"34", 24},
		{"按规定", 0}, {"省级按规定", 0}, {"省级：督导；县级：审批", 20}, {"省级：市级的除外：县级", 4}, {"其他：省级", 0}, {"\xff省级", 0}, {"；：；：省", 4},
	};
	const struct qz_diff_data data = {.exercised = exercised, .nexercised = sizeof exercised / sizeof *exercised};
	bool failed = false;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (qz_diff_levels(&data, cases[i].text, &failed) != cases[i].levels)
			fail_msg("%s: %u", cases[i].text, qz_diff_levels(&data, cases[i].text, &failed));
	assert_false(failed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alignments_are_longest), cmocka_unit_test(test_long_sequences_end), cmocka_unit_test(test_ascending),
		cmocka_unit_test(test_assignments_are_best),   cmocka_unit_test(test_words),		  cmocka_unit_test(test_folding),
		cmocka_unit_test(test_interning), cmocka_unit_test(test_levels),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
