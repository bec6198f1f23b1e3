/*
 * Articles as texts to compare, and looking for the one that a quotation is
 * from by groups of three words, for quote_find.h.
 */
#include "check/quote_find.h"

#include <stdlib.h>

#define SHARE 70u    /* hundredths of the quotation's groups that the article must have */
#define MOST 2000u   /* words of a quotation that are looked for */

static void add_article(const struct qz_text_law *law, const struct qz_text_article *article, bool numbered, struct qz_quote_text *text)
{
	uint32_t paragraph = 0;
	for (size_t i = 0; i < article->nparagraphs; i++) {
		const struct qz_text_paragraph *at = &law->paragraphs[article->paragraphs + i];
		paragraph += at->point == 0 || i == 0;
		qz_quote_text_add(text, law->text, at->at, at->at + at->len, numbered ? paragraph : 0);
	}
}

bool qz_quote_articles(const struct qz_text_law *law, size_t version, const struct qz_law_articles *articles, struct qz_quote_text *text)
{
	for (size_t i = 0; i < articles->count; i++) {
		const struct qz_text_article *article = qz_text_article(law, version, articles->list[i]);
		if (!article)
			return false;
		add_article(law, article, articles->count == 1, text);
	}
	return articles->count > 0;
}

static uint32_t group_at(const struct qz_quote_text *text, size_t at)
{
	uint32_t hash = (text->ids[at] * 2654435761u) ^ (text->ids[at + 1] * 2246822519u) ^ (text->ids[at + 2] * 3266489917u);
	hash ^= hash >> 15;
	return hash ? hash : 1;
}

/* A set of groups, open addressing; `mask` + 1 places, 0 is free. */
struct groups {
	uint32_t *places;
	size_t mask;
};

static bool has_group(const struct groups *groups, uint32_t group, bool add)
{
	size_t at = group & groups->mask;
	while (groups->places[at] && groups->places[at] != group)
		at = (at + 1) & groups->mask;
	bool found = groups->places[at] == group;
	if (add)
		groups->places[at] = group;
	return found;
}

static size_t count_shared(const struct groups *groups, const struct qz_quote_text *text)
{
	size_t shared = 0;
	for (size_t i = 0; i + 2 < text->count; i++)
		shared += has_group(groups, group_at(text, i), false);
	return shared;
}

static uint32_t find_most(const struct groups *groups, size_t needed, const struct qz_text_law *law, size_t version, bool *failed)
{
	const struct qz_text_version *at = &law->versions[version];
	uint32_t best = 0;
	size_t most = needed > 1 ? needed - 1 : 0;
	struct qz_quote_text text;
	qz_quote_text_init(&text);
	for (size_t i = 0; i < at->narticles && !text.failed; i++) {
		text.count = 0;
		text.many = false;
		add_article(law, &law->articles[at->articles + i], false, &text);
		size_t shared = count_shared(groups, &text);
		if (shared > most) {
			most = shared;
			best = law->articles[at->articles + i].number;
		}
	}
	*failed |= text.failed;
	qz_quote_text_done(&text);
	return best;
}

uint32_t qz_quote_find(struct qz_quote_text *quote, const struct qz_text_law *law, size_t version)
{
	struct groups groups = {.mask = 15};
	size_t count = quote->count < 3 ? 0 : quote->count - 2;
	uint32_t found = 0;
	if (count < 8 || count > MOST)
		return 0;
	while (groups.mask < count * 3)
		groups.mask = groups.mask * 2 + 1;
	groups.places = calloc(groups.mask + 1, sizeof *groups.places);
	if (!groups.places) {
		quote->failed = true;
		return 0;
	}
	for (size_t i = 0; i < count; i++)
		has_group(&groups, group_at(quote, i), true);
	found = find_most(&groups, count * SHARE / 100, law, version, &quote->failed);
	free(groups.places);
	return found;
}
