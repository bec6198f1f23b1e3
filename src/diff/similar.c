/*
 * Matching what is only alike, for match.h: who shares rare pairs of
 * characters, or an article, with whom; then the best assignment.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "diff/match.h"

/* A hash and an item that has it. */
struct posting {
	uint32_t hash;
	size_t index;
};

struct postings {
	struct posting *postings;
	size_t count, cap;
};

/* What one item shares with those of the other side. */
struct shared {
	double *weights; /* by index; 0 between items */
	size_t *touched;
	size_t ntouched;
};

struct edges {
	struct qz_edge *edges;
	size_t count, cap;
};

static bool add_postings(struct postings *postings, const struct qz_shingles *shingles, uint32_t salt, size_t index)
{
	for (size_t i = 0; i < shingles->count; i++) {
		if (!qz_array_grow(&postings->postings, postings->count, &postings->cap, sizeof *postings->postings))
			return false;
		postings->postings[postings->count++] = (struct posting){shingles->hashes[i] ^ salt, index};
	}
	return true;
}

static int by_hash(const void *a, const void *b)
{
	const struct posting *one = a, *two = b;
	if (one->hash != two->hash)
		return one->hash < two->hash ? -1 : 1;
	return (one->index > two->index) - (one->index < two->index);
}

#define PLACES 0x9E3779B9u /* keeps hashes of articles apart from those of characters */

/* The items of a revision that have no partner, by what is in their titles and by the articles they rest on. */
static bool index_items(const struct qz_revision *revision, struct postings *postings)
{
	for (size_t i = 0; i < revision->count; i++) {
		const struct qz_subject *subject = &revision->subjects[i];
		if (subject->partner != QZ_ALONE)
			continue;
		if (!add_postings(postings, &subject->title, 0, i) || !add_postings(postings, &subject->places, PLACES, i))
			return false;
	}
	if (postings->count)
		qsort(postings->postings, postings->count, sizeof *postings->postings, by_hash);
	return true;
}

static size_t find_postings(const struct postings *postings, uint32_t hash, size_t *end)
{
	size_t low = qz_array_first(postings->postings, postings->count, sizeof *postings->postings, offsetof(struct posting, hash), hash);
	for (*end = low; *end < postings->count && postings->postings[*end].hash == hash; ++*end)
		;
	return low;
}

static void share(const struct qz_matcher *matcher, const struct qz_shingles *shingles, uint32_t salt, const struct postings *postings, struct shared *shared)
{
	for (size_t i = 0; i < shingles->count; i++) {
		size_t end, from = find_postings(postings, shingles->hashes[i] ^ salt, &end);
		if (end - from > matcher->data->common)
			continue; /* says nothing */
		double weight = salt ? 4 : qz_rarity_weight(&matcher->titles, shingles->hashes[i]);
		for (; from < end; from++) {
			size_t index = postings->postings[from].index;
			if (shared->weights[index] == 0)
				shared->touched[shared->ntouched++] = index;
			shared->weights[index] += weight;
		}
	}
}

/* The best of those touched, taken out; QZ_ALONE when none is left. */
static size_t take_best(struct shared *shared)
{
	size_t best = QZ_ALONE;
	for (size_t i = 0; i < shared->ntouched; i++) {
		size_t index = shared->touched[i];
		double weight = shared->weights[index];
		if (weight > 0 && (best == QZ_ALONE || weight > shared->weights[best] || (weight == shared->weights[best] && index < best)))
			best = index;
	}
	if (best != QZ_ALONE)
		shared->weights[best] = -1;
	return best;
}

/* What speaks for a pair beside its similarity, small enough to decide between equals alone. */
static double favour(const struct qz_matcher *matcher, const struct qz_subject *old, const struct qz_subject *new, size_t at_old, size_t at_new)
{
	double one = (double)(at_old + 1) / (double)(matcher->old->count + 1), two = (double)(at_new + 1) / (double)(matcher->new->count + 1);
	double apart = one > two ? one - two : two - one;
	bool same_body = old->body == new->body, same_type = old->type == new->type;
	return 0.02 * same_body + 0.02 * same_type + 0.01 * (1 - apart);
}

static void add_edge(struct qz_matcher *matcher, struct edges *edges, size_t old, size_t new)
{
	const struct qz_subject *one = &matcher->old->subjects[old], *two = &matcher->new->subjects[new];
	double name, alike = qz_match_similarity(matcher, one, two, &name);
	double least = qz_match_codes_differ(one, two) ? matcher->data->least_coded : matcher->data->least;
	if (alike < least || name < matcher->data->least_name)
		return;
	if (!qz_array_grow(&edges->edges, edges->count, &edges->cap, sizeof *edges->edges)) {
		matcher->failed = true;
		return;
	}
	edges->edges[edges->count++] = (struct qz_edge){old, new, alike + favour(matcher, one, two, old, new)};
}

/* Edges from each item of one side to the best candidates of the other. */
static void propose(struct qz_matcher *matcher, bool from_old, struct edges *edges)
{
	const struct qz_revision *from = from_old ? matcher->old : matcher->new, *to = from_old ? matcher->new : matcher->old;
	struct postings postings = {0};
	struct shared shared = {.weights = calloc(to->count + 1, sizeof *shared.weights), .touched = malloc((to->count + 1) * sizeof *shared.touched)};
	matcher->failed |= !shared.weights || !shared.touched || !index_items(to, &postings);
	for (size_t i = 0; i < from->count && !matcher->failed; i++) {
		const struct qz_subject *subject = &from->subjects[i];
		if (subject->partner != QZ_ALONE)
			continue;
		share(matcher, &subject->title, 0, &postings, &shared);
		share(matcher, &subject->places, PLACES, &postings, &shared);
		for (size_t n = 0; n < matcher->data->candidates; n++) {
			size_t best = take_best(&shared);
			if (best == QZ_ALONE)
				break;
			add_edge(matcher, edges, from_old ? i : best, from_old ? best : i);
		}
		for (size_t n = 0; n < shared.ntouched; n++)
			shared.weights[shared.touched[n]] = 0;
		shared.ntouched = 0;
	}
	free(postings.postings);
	free(shared.weights);
	free(shared.touched);
}

static int by_items(const void *a, const void *b)
{
	const struct qz_edge *one = a, *two = b;
	if (one->old != two->old)
		return one->old < two->old ? -1 : 1;
	return (one->new > two->new) - (one->new < two->new);
}

/* Either side may have proposed a pair. */
static void drop_repeated(struct edges *edges)
{
	size_t kept = 0;
	if (edges->count)
		qsort(edges->edges, edges->count, sizeof *edges->edges, by_items);
	for (size_t i = 0; i < edges->count; i++)
		if (kept == 0 || by_items(&edges->edges[kept - 1], &edges->edges[i]) != 0)
			edges->edges[kept++] = edges->edges[i];
	edges->count = kept;
}

void qz_match_similar(struct qz_matcher *matcher)
{
	struct edges edges = {0};
	propose(matcher, true, &edges);
	if (!matcher->failed)
		propose(matcher, false, &edges);
	drop_repeated(&edges);
	unsigned char *chosen = calloc(edges.count + 1, 1);
	matcher->failed |= !chosen;
	if (!matcher->failed &&
	    qz_assign(edges.edges, edges.count, matcher->old->count, matcher->new->count, matcher->data->largest, chosen) != 0)
		matcher->failed = true;
	for (size_t i = 0; i < edges.count && !matcher->failed; i++) {
		size_t old = edges.edges[i].old, new = edges.edges[i].new;
		bool same_name = matcher->old->subjects[old].name == matcher->new->subjects[new].name;
		if (chosen[i])
			qz_match_pair(matcher, old, new, same_name ? QZ_BOND_NAME : QZ_BOND_SIMILAR);
	}
	free(chosen);
	free(edges.edges);
}
