/*
 * Preparing a version for aligning, for side.h.
 */
#include "laws/side.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "diff/sequence.h"
#include "diff/words.h"
#include "model/numeral.h"

#define LEAST_SENTENCE 6u /* pairs of characters; shorter ones say nothing */

/* ---- references ---- */

/* 第二十二条, 第三款, 第（一）项: the bytes; 0 where none stands there. */
static size_t read_reference(const char *text, size_t len)
{
	static const char *const units[] = {"条", "款", "项", "目", "章", "节"};
	static const char *const opens[] = {"（", "("}, *const closes[] = {"）", ")"};
	uint32_t number;
	size_t at = strlen("第");
	if (len < at || memcmp(text, "第", at) != 0)
		return 0;
	for (size_t i = 0; i < 2; i++)
		at += len - at >= strlen(opens[i]) && memcmp(text + at, opens[i], strlen(opens[i])) == 0
			  ? strlen(opens[i])
			  : 0;
	size_t n = qz_numeral_read(text + at, len - at, &number);
	at += n;
	for (size_t i = 0; i < 2; i++)
		at += len - at >= strlen(closes[i]) && memcmp(text + at, closes[i], strlen(closes[i])) == 0
			  ? strlen(closes[i])
			  : 0;
	for (size_t i = 0; n && i < sizeof units / sizeof *units; i++)
		if (len - at >= strlen(units[i]) && memcmp(text + at, units[i], strlen(units[i])) == 0)
			return at + strlen(units[i]);
	return 0;
}

/* What stands between references that are one enumeration: 、 至 和 到 或者. */
static size_t read_between(const char *text, size_t len)
{
	static const char *const words[] = {"、", "至", "到", "和", "或者", "以及", "及", "之一", "之二", "之三"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (len >= strlen(words[i]) && memcmp(text, words[i], strlen(words[i])) == 0)
			return strlen(words[i]);
	return 0;
}

void qz_side_mask(const char *text, size_t len, struct qz_buf *out)
{
	for (size_t at = 0; at < len;) {
		size_t n = read_reference(text + at, len - at);
		if (!n) {
			qz_buf_putc(out, text[at++]);
			continue;
		}
		while (n) { /* the whole enumeration is one sign */
			at += n;
			size_t between = read_between(text + at, len - at);
			size_t next = read_reference(text + at + between, len - at - between);
			n = next ? between + next : 0;
		}
		qz_buf_puts(out, "第条");
	}
}

/* ---- reading ---- */

static void add_sentence(struct qz_side *side, size_t article, const char *text, size_t len)
{
	struct qz_side_sentence sentence = {.article = article, .home = QZ_ALONE};
	if (len == 0 || side->failed)
		return;
	bool made = qz_shingles_add(&sentence.shingles, text, len);
	qz_shingles_sort(&sentence.shingles);
	sentence.size = sentence.shingles.count;
	if (made && sentence.size < LEAST_SENTENCE) {
		qz_shingles_done(&sentence.shingles);
		return;
	}
	if (made && qz_array_grow(&side->sentences, side->nsentences, &side->cap, sizeof sentence)) {
		side->sentences[side->nsentences++] = sentence;
		return;
	}
	side->failed = true;
	qz_shingles_done(&sentence.shingles);
}

/* Cuts a paragraph behind 。；： */
static void cut_sentences(struct qz_side *side, size_t article, const char *text, size_t len)
{
	static const char *const ends[] = {"。", "；", "：", ";"};
	size_t from = 0;
	for (size_t at = 0; at < len; at++) {
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
			size_t n = strlen(ends[i]);
			if (len - at < n || memcmp(text + at, ends[i], n) != 0)
				continue;
			add_sentence(side, article, text + from, at - from);
			from = at + n;
		}
	}
	if (from < len)
		add_sentence(side, article, text + from, len - from);
}

/* The number of a text as it is folded. */
static uint32_t number_of(struct qz_side *side, const struct qz_buf *text, struct qz_map *numbers)
{
	struct qz_buf folded;
	qz_buf_init(&folded);
	qz_fold(text->data ? text->data : "", text->len, &folded);
	uint32_t number = folded.failed ? 0 : qz_map_number(numbers, folded.data ? folded.data : "", folded.len);
	side->failed |= folded.failed || numbers->failed;
	qz_buf_done(&folded);
	return number;
}

static void read_article(struct qz_side *side, size_t index, const struct qz_text_article *article,
			 struct qz_map *numbers)
{
	struct qz_side_article *own = &side->articles[index];
	struct qz_buf plain, masked;
	qz_buf_init(&plain);
	qz_buf_init(&masked);
	*own = (struct qz_side_article){.number = article->number, .first = side->nsentences};
	for (size_t p = 0; p < article->nparas; p++) {
		const char *words = article->paras[p].text;
		size_t from = masked.len;
		qz_buf_puts(&plain, words);
		qz_buf_putc(&plain, '\n');
		qz_side_mask(words, strlen(words), &masked);
		if (!masked.failed)
			cut_sentences(side, index, masked.data ? masked.data + from : "", masked.len - from);
		qz_buf_putc(&masked, '\n');
	}
	own->sentences = side->nsentences - own->first;
	own->plain = number_of(side, &plain, numbers);
	own->masked = number_of(side, &masked, numbers);
	own->fines = plain.data && (strstr(plain.data, "罚款") || strstr(plain.data, "没收违法所得"));
	own->defers = plain.data && strstr(plain.data, "依照有关法律");
	side->failed |= plain.failed || masked.failed ||
			!qz_shingles_add(&own->shingles, masked.data ? masked.data : "", masked.len);
	qz_shingles_sort(&own->shingles);
	qz_buf_done(&plain);
	qz_buf_done(&masked);
}

void qz_side_read(struct qz_side *side, const struct qz_text *text, struct qz_map *numbers)
{
	*side = (struct qz_side){.articles = calloc(text->narticles + 1, sizeof *side->articles)};
	side->failed = !side->articles;
	for (size_t i = 0; i < text->narticles && !side->failed; i++) {
		side->narticles = i + 1;
		read_article(side, i, &text->articles[i], numbers);
	}
}

void qz_side_done(struct qz_side *side)
{
	for (size_t i = 0; i < side->narticles; i++)
		qz_shingles_done(&side->articles[i].shingles);
	for (size_t i = 0; i < side->nsentences; i++)
		qz_shingles_done(&side->sentences[i].shingles);
	free(side->articles);
	free(side->sentences);
	free(side->postings);
}

/* ---- looking up ---- */

static int by_hash(const void *a, const void *b)
{
	const struct qz_side_posting *one = a, *two = b;
	if (one->hash != two->hash)
		return one->hash < two->hash ? -1 : 1;
	return (one->article > two->article) - (one->article < two->article);
}

/* Drops the postings of pairs that are in many articles: they say nothing, and cost most. */
static void drop_common(struct qz_side *side, size_t common)
{
	size_t kept = 0;
	for (size_t from = 0, to; from < side->npostings; from = to) {
		for (to = from; to < side->npostings && side->postings[to].hash == side->postings[from].hash; to++)
			;
		for (size_t i = from; i < to && to - from <= common; i++)
			side->postings[kept++] = side->postings[i];
	}
	side->npostings = kept;
}

void qz_side_index(struct qz_side *side, size_t common)
{
	for (size_t i = 0; i < side->narticles && !side->failed; i++) {
		const struct qz_shingles *shingles = &side->articles[i].shingles;
		for (size_t h = 0; h < shingles->count && !side->failed; h++) {
			side->failed = !qz_array_grow(&side->postings, side->npostings, &side->posting_cap,
						      sizeof *side->postings);
			if (!side->failed)
				side->postings[side->npostings++] =
				    (struct qz_side_posting){shingles->hashes[h], (uint32_t)i};
		}
	}
	if (side->npostings)
		qsort(side->postings, side->npostings, sizeof *side->postings, by_hash);
	drop_common(side, common);
}

bool qz_side_search_init(struct qz_side_search *search, const struct qz_side *side)
{
	search->weights = calloc(side->narticles + 1, sizeof *search->weights);
	search->touched = malloc((side->narticles + 1) * sizeof *search->touched);
	return search->weights && search->touched;
}

void qz_side_search_done(struct qz_side_search *search)
{
	free(search->weights);
	free(search->touched);
}

/* Keeps the best few in order, equal ones by their place. */
static size_t keep_best(const double *weights, size_t article, size_t *found, size_t count, size_t most)
{
	size_t at = count;
	while (at > 0 && (weights[found[at - 1]] < weights[article] ||
			  (weights[found[at - 1]] == weights[article] && found[at - 1] > article)))
		at--;
	if (at == most)
		return count;
	size_t last = count < most ? count : most - 1;
	memmove(found + at + 1, found + at, (last - at) * sizeof *found);
	found[at] = article;
	return last + 1;
}

size_t qz_side_find(struct qz_side_search *search, const struct qz_side *side, const struct qz_shingles *wanted,
		    const struct qz_rarity *rarity, size_t *found, size_t most)
{
	size_t ntouched = 0, count = 0;
	for (size_t h = 0; h < wanted->count; h++) {
		uint32_t hash = wanted->hashes[h];
		size_t at = qz_array_first(side->postings, side->npostings, sizeof *side->postings,
					   offsetof(struct qz_side_posting, hash), hash);
		double weight =
		    at < side->npostings && side->postings[at].hash == hash ? qz_rarity_weight(rarity, hash) : 0;
		for (; at < side->npostings && side->postings[at].hash == hash; at++) {
			uint32_t article = side->postings[at].article;
			if (search->weights[article] == 0)
				search->touched[ntouched++] = article;
			search->weights[article] += weight;
		}
	}
	for (size_t i = 0; i < ntouched; i++)
		count = keep_best(search->weights, search->touched[i], found, count, most);
	for (size_t i = 0; i < ntouched; i++)
		search->weights[search->touched[i]] = 0;
	return count;
}
