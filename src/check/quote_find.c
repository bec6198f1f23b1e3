/*
 * Articles as texts to compare, and looking for the one that a quotation is
 * from by groups of three words, for quote_find.h.
 */
#include "check/quote_find.h"

#include <stdlib.h>

#include "base/array.h"

#define SHARE 70u /* hundredths of the quotation's groups that the article must have */
#define LEAST 8u  /* groups of a quotation that is looked for */
#define MOST 2000u
#define COMMON 24u /* articles: a group that more have tells nothing */
#define CANDIDATES 64u
#define TRIED 4u
#define KEPT ((size_t)4 << 20) /* postings in all indexes */

static void add_article(const struct qz_text_law *law, const struct qz_text_article *article, bool numbered,
			struct qz_quote_text *text)
{
	uint32_t paragraph = 0;
	for (size_t i = 0; i < article->nparagraphs; i++) {
		const struct qz_text_paragraph *at = &law->paragraphs[article->paragraphs + i];
		paragraph += at->point == 0 || i == 0;
		qz_quote_text_add(text, law->text, at->at, at->at + at->len, numbered ? paragraph : 0);
	}
}

bool qz_quote_articles(const struct qz_text_law *law, size_t version, const struct qz_law_articles *articles,
		       struct qz_quote_text *text)
{
	for (size_t i = 0; i < articles->count; i++) {
		const struct qz_text_article *article = qz_text_article(law, version, articles->list[i]);
		if (!article)
			return false;
		add_article(law, article, articles->count == 1, text);
	}
	return articles->count > 0;
}

/* ---- the index of a version: its groups of three words, and in which article each stands ---- */

struct qz_quote_posting {
	uint32_t group, article; /* article: its index in the version */
};

static uint32_t group_at(const struct qz_quote_text *text, size_t at)
{
	uint32_t hash =
	    (text->ids[at] * 2654435761u) ^ (text->ids[at + 1] * 2246822519u) ^ (text->ids[at + 2] * 3266489917u);
	return hash ^ hash >> 15;
}

static int by_group(const void *a, const void *b)
{
	const struct qz_quote_posting *one = a, *two = b;
	if (one->group != two->group)
		return one->group < two->group ? -1 : 1;
	return (one->article > two->article) - (one->article < two->article);
}

/* Fills the index; false when memory ran out. */
static bool build(struct qz_quote_index *index, const struct qz_text_law *law, size_t version)
{
	const struct qz_text_version *at = &law->versions[version];
	struct qz_quote_text text;
	size_t cap = 0;
	bool ready = true;
	qz_quote_text_init(&text);
	for (size_t i = 0; i < at->narticles && ready; i++) {
		text.count = 0;
		text.many = false;
		add_article(law, &law->articles[at->articles + i], false, &text);
		ready = !text.failed;
		for (size_t k = 0; k + 2 < text.count && ready; k++) {
			ready = qz_array_grow(&index->postings, index->count, &cap, sizeof *index->postings);
			if (ready)
				index->postings[index->count++] =
				    (struct qz_quote_posting){group_at(&text, k), (uint32_t)i};
		}
	}
	qz_quote_text_done(&text);
	if (ready && index->count)
		qsort(index->postings, index->count, sizeof *index->postings, by_group);
	return ready;
}

void qz_quote_finder_init(struct qz_quote_finder *finder)
{
	*finder = (struct qz_quote_finder){.count = 0};
}

void qz_quote_finder_done(struct qz_quote_finder *finder)
{
	for (size_t i = 0; i < finder->count; i++)
		free(finder->indexes[i].postings);
	qz_quote_finder_init(finder);
}

/* The index of that version, made when it is asked for first; when there are too many, or too large ones, all go. NULL
 * when memory ran out. */
static const struct qz_quote_index *find_index(struct qz_quote_finder *finder, const struct qz_text_law *law,
					       size_t version)
{
	for (size_t i = 0; i < finder->count; i++)
		if (finder->indexes[i].file == law->file && finder->indexes[i].version == version)
			return &finder->indexes[i];
	if (finder->count == QZ_QUOTE_INDEXES || finder->total > KEPT)
		qz_quote_finder_done(finder);
	struct qz_quote_index *index = &finder->indexes[finder->count++];
	*index = (struct qz_quote_index){.file = law->file, .version = version};
	if (!build(index, law, version))
		return NULL;
	finder->total += index->count;
	return index;
}

/* ---- candidates ---- */

struct candidate {
	uint32_t article;
	size_t groups; /* of the quotation that stand in it and are not in many articles */
};

static void vote(struct candidate *candidates, size_t *count, uint32_t article)
{
	for (size_t i = 0; i < *count; i++) {
		if (candidates[i].article == article) {
			candidates[i].groups++;
			return;
		}
	}
	if (*count < CANDIDATES)
		candidates[(*count)++] = (struct candidate){article, 1};
}

/* The articles that share groups with the quotation which few articles have. */
static size_t gather(const struct qz_quote_index *index, const struct qz_quote_text *quote,
		     struct candidate *candidates)
{
	size_t count = 0;
	for (size_t i = 0; i + 2 < quote->count; i++) {
		uint32_t group = group_at(quote, i);
		size_t first = qz_array_first(index->postings, index->count, sizeof *index->postings,
					      offsetof(struct qz_quote_posting, group), group),
		       last = first;
		while (last < index->count && index->postings[last].group == group && last - first <= COMMON)
			last++;
		for (size_t k = first; k < last && last - first <= COMMON; k++)
			vote(candidates, &count, index->postings[k].article);
	}
	return count;
}

/* How many groups of the quotation stand in an article. */
static size_t count_shared(const struct qz_quote_index *index, const struct qz_quote_text *quote, uint32_t article)
{
	size_t shared = 0;
	for (size_t i = 0; i + 2 < quote->count; i++) {
		const struct qz_quote_posting wanted = {group_at(quote, i), article};
		shared += bsearch(&wanted, index->postings, index->count, sizeof wanted, by_group) != NULL;
	}
	return shared;
}

/* Those with the most votes are counted; of equal ones the first in the law. */
static uint32_t find_most(const struct qz_quote_index *index, const struct qz_quote_text *quote, size_t needed,
			  uint32_t none)
{
	struct candidate candidates[CANDIDATES];
	size_t count = gather(index, quote, candidates), most = needed;
	uint32_t best = none;
	for (size_t tried = 0; tried < TRIED && tried < count; tried++) {
		size_t top = 0;
		for (size_t i = 1; i < count; i++)
			if (candidates[i].groups > candidates[top].groups ||
			    (candidates[i].groups == candidates[top].groups &&
			     candidates[i].article < candidates[top].article))
				top = i;
		size_t shared = candidates[top].groups ? count_shared(index, quote, candidates[top].article) : 0;
		if (shared > most || (shared == most && best == none) ||
		    (shared == most && candidates[top].article < best)) {
			most = shared;
			best = candidates[top].article;
		}
		candidates[top].groups = 0;
	}
	return best;
}

uint32_t qz_quote_find(struct qz_quote_finder *finder, struct qz_quote_text *quote, const struct qz_text_law *law,
		       size_t version)
{
	const struct qz_text_version *at = &law->versions[version];
	size_t count = quote->count < 3 ? 0 : quote->count - 2;
	if (count < LEAST || count > MOST || at->narticles >= UINT32_MAX)
		return 0;
	const struct qz_quote_index *index = find_index(finder, law, version);
	quote->failed |= !index;
	if (!index || index->count == 0)
		return 0;
	uint32_t none = (uint32_t)at->narticles, found = find_most(index, quote, count * SHARE / 100, none);
	return found < none ? law->articles[at->articles + found].number : 0;
}
