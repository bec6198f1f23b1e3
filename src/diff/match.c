/*
 * Matching items, for match.h: by what is equal, from the strictest key to the
 * loosest; what is only alike is left to similar.c, parts to parts.c.
 */
#include "diff/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum key { KEY_CODE_NAME, KEY_CODE_ALIKE, KEY_CONTENT, KEY_NAME_BODY_TYPE, KEY_NAME_BODY, KEY_CODE };

/* An item of either side under a key. */
struct keyed {
	uint64_t key, more;
	size_t index;
	bool new;
};

double qz_match_similarity(const struct qz_matcher *matcher, const struct qz_subject *old, const struct qz_subject *new, double *name)
{
	const struct qz_diff_data *data = matcher->data;
	double title = qz_shingles_alike(&old->title, &new->title, &matcher->titles);
	*name = title;
	if (!old->basis.count || !new->basis.count || data->name + data->basis <= 0)
		return title;
	double basis = qz_shingles_alike(&old->basis, &new->basis, &matcher->bases);
	if (matcher->old->loose && old->places.count && new->places.count) {
		double places = qz_shingles_alike(&old->places, &new->places, NULL);
		basis = places > basis ? places : basis;
	}
	return (title * data->name + basis * data->basis) / (data->name + data->basis);
}

void qz_match_pair(const struct qz_matcher *matcher, size_t old, size_t new, enum qz_bond bond)
{
	struct qz_subject *one = &matcher->old->subjects[old], *two = &matcher->new->subjects[new];
	double name;
	one->partner = new;
	two->partner = old;
	one->bond = two->bond = bond;
	one->similarity = two->similarity = qz_match_similarity(matcher, one, two, &name);
	one->name_alike = two->name_alike = name;
}

/* What two items must have in common under a key; false when the item has no such thing. */
static bool make_key(const struct qz_subject *subject, enum key key, struct keyed *keyed)
{
	uint64_t name_body = (uint64_t)subject->name << 32 | subject->body;
	keyed->more = 0;
	switch (key) {
	case KEY_CODE_NAME:
		keyed->key = (uint64_t)subject->code << 32 | subject->name;
		return subject->code != QZ_NO_KEY && subject->name != QZ_NO_KEY;
	case KEY_CODE_ALIKE:
	case KEY_CODE:
		keyed->key = subject->code;
		return subject->code != QZ_NO_KEY;
	case KEY_CONTENT:
		keyed->key = subject->content;
		return subject->content != QZ_NO_KEY;
	case KEY_NAME_BODY_TYPE:
		keyed->more = subject->type;
		break;
	case KEY_NAME_BODY:
		break;
	}
	keyed->key = name_body;
	return subject->name != QZ_NO_KEY;
}

static int by_key(const void *a, const void *b)
{
	const struct keyed *one = a, *two = b;
	if (one->key != two->key)
		return one->key < two->key ? -1 : 1;
	if (one->more != two->more)
		return one->more < two->more ? -1 : 1;
	if (one->new != two->new)
		return one->new ? 1 : -1;
	return (one->index > two->index) - (one->index < two->index);
}

static size_t gather(const struct qz_revision *revision, bool new, enum key key, struct keyed *keyed)
{
	size_t count = 0;
	for (size_t i = 0; i < revision->count; i++)
		if (revision->subjects[i].partner == QZ_ALONE && make_key(&revision->subjects[i], key, &keyed[count])) {
			keyed[count].index = i;
			keyed[count++].new = new;
		}
	return count;
}

bool qz_match_codes_differ(const struct qz_subject *one, const struct qz_subject *two)
{
	return one->code != QZ_NO_KEY && two->code != QZ_NO_KEY && one->code != two->code;
}

/* Several items of one key: the most alike; the place in the list decides between equal ones. Of one code alone, only what is alike at all. */
static void pair_group(struct qz_matcher *matcher, const struct keyed *olds, size_t nold, const struct keyed *news, size_t nnew, enum qz_bond bond,
		       double least)
{
	size_t most = nold * nnew, nedges = 0;
	struct qz_edge *edges = malloc((most + 1) * sizeof *edges);
	unsigned char *chosen = calloc(most + 1, 1);
	matcher->failed |= !edges || !chosen;
	for (size_t i = 0; edges && i < most; i++) {
		size_t old = i / nnew, new = i % nnew;
		const struct qz_subject *one = &matcher->old->subjects[olds[old].index], *two = &matcher->new->subjects[news[new].index];
		double name, near = 1 / (1 + (double)(old > new ? old - new : new - old));
		double alike = qz_match_similarity(matcher, one, two, &name);
		if (name >= least)
			edges[nedges++] = (struct qz_edge){old, new, 1 + alike + (one->content == two->content) + 0.01 * near - 0.5 * qz_match_codes_differ(one, two)};
	}
	if (!matcher->failed && qz_assign(edges, nedges, nold, nnew, matcher->data->largest, chosen) != 0)
		matcher->failed = true;
	for (size_t i = 0; !matcher->failed && i < nedges; i++)
		if (chosen[i])
			qz_match_pair(matcher, olds[edges[i].old].index, news[edges[i].new].index, bond);
	free(edges);
	free(chosen);
}

/* One group of items with the same key: `olds` and behind them `news`. */
static void match_group(struct qz_matcher *matcher, enum key key, const struct keyed *olds, size_t nold, const struct keyed *news, size_t nnew)
{
	bool coded = key == KEY_CODE_NAME || key == KEY_CODE || key == KEY_CODE_ALIKE;
	enum qz_bond bond = coded ? QZ_BOND_CODE : QZ_BOND_NAME;
	double name;
	if (key == KEY_CODE_ALIKE && nold == 1 && nnew == 1) {
		qz_match_similarity(matcher, &matcher->old->subjects[olds->index], &matcher->new->subjects[news->index], &name);
		if (name >= matcher->data->code_name)
			qz_match_pair(matcher, olds->index, news->index, bond);
	} else if (key != KEY_CODE_ALIKE && nold == 1 && nnew == 1) {
		qz_match_pair(matcher, olds->index, news->index, bond);
	} else if (key == KEY_CONTENT || nold > matcher->data->largest || nnew > matcher->data->largest) {
		for (size_t i = 0; i < nold && i < nnew; i++) /* equal in everything, or too many: in their order */
			qz_match_pair(matcher, olds[i].index, news[i].index, bond);
	} else if (key != KEY_CODE_ALIKE) {
		pair_group(matcher, olds, nold, news, nnew, bond, key == KEY_CODE ? matcher->data->code_name : 0);
	}
}

static void match_by(struct qz_matcher *matcher, enum key key)
{
	struct keyed *keyed = malloc((matcher->old->count + matcher->new->count + 1) * sizeof *keyed);
	if (!keyed) {
		matcher->failed = true;
		return;
	}
	size_t count = gather(matcher->old, false, key, keyed);
	count += gather(matcher->new, true, key, keyed + count);
	if (count)
		qsort(keyed, count, sizeof *keyed, by_key);
	for (size_t from = 0, to; from < count && !matcher->failed; from = to) {
		size_t middle = from;
		for (to = from; to < count && keyed[to].key == keyed[from].key && keyed[to].more == keyed[from].more; to++)
			middle += !keyed[to].new;
		if (middle > from && to > middle)
			match_group(matcher, key, keyed + from, middle - from, keyed + middle, to - middle);
	}
	free(keyed);
}

/* How rare each pair of characters is, over both revisions. */
static void count_rarity(struct qz_matcher *matcher)
{
	const struct qz_revision *both[] = {matcher->old, matcher->new};
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < both[side]->count && !matcher->failed; i++)
			if (!qz_rarity_count(&matcher->titles, &both[side]->subjects[i].title) ||
			    !qz_rarity_count(&matcher->bases, &both[side]->subjects[i].basis))
				matcher->failed = true;
}

int qz_match_items(struct qz_revision *old, struct qz_revision *new, const struct qz_diff_data *data)
{
	struct qz_matcher matcher = {.old = old, .new = new, .data = data};
	count_rarity(&matcher);
	for (enum key key = KEY_CODE_NAME; key <= KEY_NAME_BODY && !matcher.failed; key++)
		match_by(&matcher, key);
	if (!matcher.failed)
		qz_match_similar(&matcher);
	if (!matcher.failed)
		match_by(&matcher, KEY_CODE);
	if (!matcher.failed)
		qz_match_parts(&matcher);
	qz_rarity_done(&matcher.titles);
	qz_rarity_done(&matcher.bases);
	return matcher.failed ? -1 : 0;
}
