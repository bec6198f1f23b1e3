/*
 * What was split and what was merged, for match.h: an item without a partner
 * whose text is in one of the other revision, which holds more than its own
 * partner says. Splitting looks for parts among the new items, merging among
 * the old ones; both are this one search with the sides exchanged.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "diff/match.h"

struct search {
	const struct qz_matcher *matcher;
	struct qz_revision *wholes, *parts;
	bool split; /* the wholes are the old ones */
	struct found {
		size_t whole, part;
		double share;
	} *found; /* the best whole of each part */
	size_t nfound, cap;
	bool failed;
};

/* The share of an item's text that is in one or two others, 0 to 1: of its title, and of its basis. */
struct share {
	double title, basis;
};

static struct share share_of(const struct search *search, const struct qz_subject *item, const struct qz_subject *one, const struct qz_subject *two)
{
	const struct qz_matcher *matcher = search->matcher;
	return (struct share){
		qz_shingles_share(&item->title, one ? &one->title : NULL, two ? &two->title : NULL, &matcher->titles),
		qz_shingles_share(&item->basis, one ? &one->basis : NULL, two ? &two->basis : NULL, &matcher->bases),
	};
}

static double join_shares(const struct search *search, struct share share, bool has_basis)
{
	const struct qz_diff_data *data = search->matcher->data;
	double weights = data->name + data->basis;
	return has_basis && weights > 0 ? (share.title * data->name + share.basis * data->basis) / weights : share.title;
}

/* Whether an item's text is in another. */
static double is_in(const struct search *search, const struct qz_subject *part, const struct qz_subject *whole)
{
	struct share share = share_of(search, part, whole, NULL);
	double joined = join_shares(search, share, part->basis.count > 0);
	double least = search->matcher->data->part_share;
	return part->title.count && joined >= least && share.title >= least ? joined : 0;
}

/* Whether the whole says something that `part` has and `other` (NULL: nothing) lacks. */
static bool adds(const struct search *search, const struct qz_subject *whole, const struct qz_subject *part, const struct qz_subject *other)
{
	struct share with = share_of(search, whole, part, other), without = {0, 0};
	if (other)
		without = share_of(search, whole, other, NULL);
	double gain = search->matcher->data->part_gain;
	return with.title - without.title >= gain || (whole->basis.count && with.basis - without.basis >= gain);
}

static bool is_part(const struct search *search, const struct qz_subject *part, const struct qz_subject *whole, double *share)
{
	const struct qz_subject *other = whole->partner != QZ_ALONE ? &search->parts->subjects[whole->partner] : NULL;
	*share = is_in(search, part, whole);
	if (*share <= 0 || (other && other->content == whole->content))
		return false;
	return !other || (is_in(search, other, whole) > 0 && adds(search, whole, part, other));
}

/* An item by one of its rarest pairs of characters. */
struct entry {
	uint32_t hash;
	size_t index;
};

static int by_hash(const void *a, const void *b)
{
	const struct entry *one = a, *two = b;
	if (one->hash != two->hash)
		return one->hash < two->hash ? -1 : 1;
	return (one->index > two->index) - (one->index < two->index);
}

static struct entry *index_wholes(struct search *search, size_t *count)
{
	struct entry *entries = NULL;
	size_t cap = 0;
	*count = 0;
	for (size_t i = 0; i < search->wholes->count && !search->failed; i++) {
		const struct qz_subject *whole = &search->wholes->subjects[i];
		for (size_t h = 0; h < whole->title.count && !search->failed; h++) {
			if (!qz_array_grow(&entries, *count, &cap, sizeof *entries))
				search->failed = true;
			else if (qz_rarity_of(&search->matcher->titles, whole->title.hashes[h]) <= search->matcher->data->common)
				entries[(*count)++] = (struct entry){whole->title.hashes[h], i};
		}
	}
	if (*count)
		qsort(entries, *count, sizeof *entries, by_hash);
	return entries;
}

static size_t first_of(const struct entry *entries, size_t count, uint32_t hash)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (entries[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The best whole of one part, among those that share a rare pair with it; `seen` holds the part that last looked at each whole. */
static void find_whole(struct search *search, size_t part, const struct entry *entries, size_t count, size_t *seen)
{
	const struct qz_subject *subject = &search->parts->subjects[part];
	struct found best = {QZ_ALONE, part, 0};
	for (size_t h = 0; h < subject->title.count; h++) {
		uint32_t hash = subject->title.hashes[h];
		for (size_t i = first_of(entries, count, hash); i < count && entries[i].hash == hash; i++) {
			size_t whole = entries[i].index;
			double share;
			if (seen[whole] == part)
				continue;
			seen[whole] = part;
			if (is_part(search, subject, &search->wholes->subjects[whole], &share) && share > best.share) {
				best.whole = whole;
				best.share = share;
			}
		}
	}
	if (best.whole == QZ_ALONE)
		return;
	if (qz_array_grow(&search->found, search->nfound, &search->cap, sizeof best))
		search->found[search->nfound++] = best;
	else
		search->failed = true;
}

static int by_whole(const void *a, const void *b)
{
	const struct found *one = a, *two = b;
	if (one->whole != two->whole)
		return one->whole < two->whole ? -1 : 1;
	return (one->part > two->part) - (one->part < two->part);
}

/* A whole that had no partner: the part most like it goes on as that item, if the others add to it. */
static void pair_first(struct search *search, const struct found *found, size_t count)
{
	const struct qz_matcher *matcher = search->matcher;
	size_t whole = found->whole, best = 0, adding = 0;
	double most = -1;
	for (size_t i = 0; i < count; i++) {
		const struct qz_subject *one = &search->wholes->subjects[whole], *two = &search->parts->subjects[found[i].part];
		double name, alike = qz_match_similarity(matcher, search->split ? one : two, search->split ? two : one, &name);
		if (alike > most) {
			most = alike;
			best = i;
		}
	}
	for (size_t i = 0; i < count; i++)
		adding += i != best && adds(search, &search->wholes->subjects[whole], &search->parts->subjects[found[i].part], &search->parts->subjects[found[best].part]);
	if (adding > 0)
		qz_match_pair(matcher, search->split ? whole : found[best].part, search->split ? found[best].part : whole, QZ_BOND_SIMILAR);
}

static void settle(struct search *search, const struct found *found, size_t count)
{
	struct qz_subject *whole = &search->wholes->subjects[found->whole];
	if (whole->partner == QZ_ALONE)
		pair_first(search, found, count);
	if (whole->partner == QZ_ALONE)
		return;
	const struct qz_subject *other = &search->parts->subjects[whole->partner];
	for (size_t i = 0; i < count; i++) {
		struct qz_subject *part = &search->parts->subjects[found[i].part];
		if (part == other || !adds(search, whole, part, other))
			continue;
		part->whole = found->whole;
		part->bond = QZ_BOND_PART;
		part->similarity = found[i].share;
		whole->divided = true;
	}
}

static void search_parts(struct search *search)
{
	size_t count, *seen = malloc((search->wholes->count + 1) * sizeof *seen);
	struct entry *entries = index_wholes(search, &count);
	search->failed |= !seen;
	for (size_t i = 0; seen && i < search->wholes->count; i++)
		seen[i] = QZ_ALONE;
	for (size_t i = 0; i < search->parts->count && !search->failed; i++)
		if (search->parts->subjects[i].partner == QZ_ALONE)
			find_whole(search, i, entries, count, seen);
	if (search->nfound)
		qsort(search->found, search->nfound, sizeof *search->found, by_whole);
	for (size_t from = 0, to; from < search->nfound && !search->failed; from = to) {
		for (to = from; to < search->nfound && search->found[to].whole == search->found[from].whole; to++)
			;
		settle(search, search->found + from, to - from);
	}
	free(entries);
	free(seen);
	free(search->found);
}

/* One pair cannot be split and merged at once: then neither is said, whichever way the two are compared. */
static void drop_contradictions(struct qz_matcher *matcher)
{
	for (size_t i = 0; i < matcher->old->count; i++) {
		struct qz_subject *old = &matcher->old->subjects[i];
		struct qz_subject *new = old->partner != QZ_ALONE ? &matcher->new->subjects[old->partner] : NULL;
		if (new && old->divided && new->divided)
			old->divided = new->divided = false;
	}
	struct qz_revision *sides[] = {matcher->old, matcher->new};
	for (int side = 0; side < 2; side++) {
		for (size_t i = 0; i < sides[side]->count; i++) {
			struct qz_subject *part = &sides[side]->subjects[i];
			if (part->whole != QZ_ALONE && !sides[!side]->subjects[part->whole].divided) {
				part->whole = QZ_ALONE;
				part->bond = QZ_BOND_NONE;
			}
		}
	}
}

void qz_match_parts(struct qz_matcher *matcher)
{
	struct search split = {.matcher = matcher, .wholes = matcher->old, .parts = matcher->new, .split = true};
	struct search merge = {.matcher = matcher, .wholes = matcher->new, .parts = matcher->old};
	search_parts(&split);
	if (!split.failed)
		search_parts(&merge);
	matcher->failed |= split.failed || merge.failed;
	if (!matcher->failed)
		drop_contradictions(matcher);
}
