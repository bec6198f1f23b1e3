/*
 * Aligning two versions, for align.h. Candidates share rare pairs of
 * characters; the chain of pairs that keeps the order and is most alike is the
 * heaviest ascending subsequence; what is left over is paired by likeness.
 */
#include "laws/align.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/map.h"
#include "laws/aligner.h"

#define CANDIDATES 8u
#define LEAST 0.30	 /* likeness of a pair that keeps the order */
#define LEAST_MOVED 0.50 /* of one that does not */
#define CLEAR 0.20	 /* so much better is another partner out of order */
#define BESIDE 0.93	 /* likeness below which the neighbours of a new article are looked at */
#define BESIDE_SHARE 0.35

/* ---- candidates ---- */

static double likeness_of(const struct qz_aligner *aligner, size_t old, size_t new)
{
	const struct qz_side_article *one = &aligner->old.articles[old], *two = &aligner->new.articles[new];
	return one->masked == two->masked ? 1
					  : 0.999 * qz_shingles_alike(&one->shingles, &two->shingles, &aligner->rarity);
}

static void add_edge(struct qz_aligner *aligner, size_t old, size_t new, size_t from)
{
	for (size_t i = from; i < aligner->nedges; i++)
		if (aligner->edges[i].new == new)
			return;
	double likeness = likeness_of(aligner, old, new);
	if (likeness < LEAST || aligner->failed)
		return;
	if (qz_array_grow(&aligner->edges, aligner->nedges, &aligner->edge_cap, sizeof *aligner->edges))
		aligner->edges[aligner->nedges++] = (struct qz_align_edge){old, new, likeness};
	else
		aligner->failed = true;
}

/* An article of the new version by the number of its masked text. */
struct equal {
	uint32_t masked;
	size_t article;
};

static int by_masked(const void *a, const void *b)
{
	const struct equal *one = a, *two = b;
	if (one->masked != two->masked)
		return one->masked < two->masked ? -1 : 1;
	return (one->article > two->article) - (one->article < two->article);
}

static struct equal *index_equals(const struct qz_side *side)
{
	struct equal *equals = malloc((side->narticles + 1) * sizeof *equals);
	for (size_t i = 0; equals && i < side->narticles; i++)
		equals[i] = (struct equal){side->articles[i].masked, i};
	if (equals && side->narticles)
		qsort(equals, side->narticles, sizeof *equals, by_masked);
	return equals;
}

/* Articles of the same words, some of those nearest in number: a text may stand there a thousand times. */
static void add_equals(struct qz_aligner *aligner, size_t old, const struct equal *equals, size_t from)
{
	size_t count = aligner->new.narticles;
	uint32_t masked = aligner->old.articles[old].masked;
	size_t low = qz_array_first(equals, count, sizeof *equals, offsetof(struct equal, masked), masked);
	size_t high = qz_array_first(equals, count, sizeof *equals, offsetof(struct equal, masked), masked + 1);
	size_t begin = low;
	while (begin + CANDIDATES < high && equals[begin + CANDIDATES / 2].article < old)
		begin++;
	for (size_t i = begin; i < high && i < begin + CANDIDATES; i++)
		add_edge(aligner, old, equals[i].article, from);
}

static void find_edges(struct qz_aligner *aligner)
{
	struct qz_side_search search;
	struct equal *equals = index_equals(&aligner->new);
	bool ready = qz_side_search_init(&search, &aligner->new) && equals;
	aligner->failed |= !ready;
	for (size_t i = 0; i < aligner->old.narticles && !aligner->failed; i++) {
		size_t found[CANDIDATES], from = aligner->nedges;
		size_t count = qz_side_find(&search, &aligner->new, &aligner->old.articles[i].shingles,
					    &aligner->rarity, found, CANDIDATES);
		add_equals(aligner, i, equals, from);
		for (size_t k = 0; k < count; k++)
			add_edge(aligner, i, found[k], from);
	}
	qz_side_search_done(&search);
	free(equals);
}

/* ---- order ---- */

/* The best edges of each article, by old and by new. */
struct best {
	double *old, *new;
};

/*
 * Whether one of the two has a partner that is clearly better, whose best is it, too: then standing in the same place
 * says nothing.
 */
static bool is_eclipsed(const struct qz_aligner *aligner, const struct best *best, size_t at)
{
	const struct qz_align_edge *edge = &aligner->edges[at];
	for (size_t i = 0; i < 2; i++) {
		double top = i ? best->new[edge->new] : best->old[edge->old];
		if (top < 0.8 || top < edge->likeness + CLEAR)
			continue;
		if (i == 1)
			return true;
		for (size_t k = at; k > 0 && aligner->edges[k - 1].old == edge->old; k--)
			at = k - 1;
		for (size_t k = at; k < aligner->nedges && aligner->edges[k].old == edge->old; k++)
			if (aligner->edges[k].likeness >= top && best->new[aligner->edges[k].new] <= top)
				return true;
	}
	return false;
}

static int by_chain(const void *a, const void *b)
{
	const struct qz_align_edge *one = a, *two = b;
	if (one->old != two->old)
		return one->old < two->old ? -1 : 1;
	return (one->new < two->new) - (one->new > two->new); /* falling, so that one old article is in a chain once */
}

/* The heaviest chain that ends at an edge: its weight and the edge before. */
struct link {
	double weight;
	size_t before;
};

/* The best link that ends below `new`, in a tree of prefix maxima (P. Fenwick, 1994) that holds edges plus one. */
static size_t best_below(const size_t *tree, const struct link *links, size_t new)
{
	size_t best = 0;
	for (size_t at = new; at > 0; at &= at - 1)
		if (tree[at] && (!best || links[tree[at] - 1].weight > links[best - 1].weight))
			best = tree[at];
	return best;
}

static void raise_tree(size_t *tree, size_t size, const struct link *links, size_t new, size_t edge)
{
	for (size_t at = new + 1; at <= size; at += at & (~at + 1))
		if (!tree[at] || links[edge].weight > links[tree[at] - 1].weight)
			tree[at] = edge + 1;
}

static void pair(struct qz_aligner *aligner, const struct qz_align_edge *edge)
{
	aligner->partner[edge->old] = edge->new;
	aligner->source[edge->new] = edge->old;
	aligner->likeness[edge->old] = edge->likeness;
}

static void find_chain(struct qz_aligner *aligner, const bool *eclipsed)
{
	size_t size = aligner->new.narticles, last = 0;
	size_t *tree = calloc(size + 2, sizeof *tree);
	struct link *links = calloc(aligner->nedges + 1, sizeof *links);
	aligner->failed |= !tree || !links;
	for (size_t i = 0; i < aligner->nedges && !aligner->failed; i++) {
		const struct qz_align_edge *edge = &aligner->edges[i];
		if (eclipsed[i])
			continue;
		size_t before = best_below(tree, links, edge->new);
		links[i].before = before;
		links[i].weight = edge->likeness * edge->likeness + (before ? links[before - 1].weight : 0);
		raise_tree(tree, size, links, edge->new, i);
		if (!last || links[i].weight > links[last - 1].weight)
			last = i + 1;
	}
	for (; last && !aligner->failed; last = links[last - 1].before)
		pair(aligner, &aligner->edges[last - 1]);
	free(tree);
	free(links);
}

static void keep_order(struct qz_aligner *aligner)
{
	struct best best = {calloc(aligner->old.narticles + 1, sizeof *best.old),
			    calloc(aligner->new.narticles + 1, sizeof *best.new)};
	bool *eclipsed = calloc(aligner->nedges + 1, sizeof *eclipsed);
	aligner->failed |= !best.old || !best.new || !eclipsed;
	if (!aligner->failed && aligner->nedges)
		qsort(aligner->edges, aligner->nedges, sizeof *aligner->edges, by_chain);
	for (size_t i = 0; i < aligner->nedges && !aligner->failed; i++) {
		const struct qz_align_edge *edge = &aligner->edges[i];
		best.old[edge->old] = edge->likeness > best.old[edge->old] ? edge->likeness : best.old[edge->old];
		best.new[edge->new] = edge->likeness > best.new[edge->new] ? edge->likeness : best.new[edge->new];
	}
	for (size_t i = 0; i < aligner->nedges && !aligner->failed; i++)
		eclipsed[i] = is_eclipsed(aligner, &best, i);
	if (!aligner->failed)
		find_chain(aligner, eclipsed);
	free(best.old);
	free(best.new);
	free(eclipsed);
}

/* ---- what moved ---- */

static int by_likeness(const void *a, const void *b)
{
	const struct qz_align_edge *one = a, *two = b;
	if (one->likeness != two->likeness)
		return one->likeness > two->likeness ? -1 : 1;
	if (one->old != two->old)
		return one->old < two->old ? -1 : 1;
	return (one->new > two->new) - (one->new < two->new);
}

static void find_moved(struct qz_aligner *aligner)
{
	if (aligner->nedges)
		qsort(aligner->edges, aligner->nedges, sizeof *aligner->edges, by_likeness);
	for (size_t i = 0; i < aligner->nedges; i++) {
		const struct qz_align_edge *edge = &aligner->edges[i];
		if (aligner->partner[edge->old] == QZ_ALONE && aligner->source[edge->new] == QZ_ALONE &&
		    edge->likeness >= LEAST_MOVED)
			pair(aligner, edge);
	}
	for (size_t i = 0; i < aligner->nedges; i++) {
		const struct qz_align_edge *edge = &aligner->edges[i];
		if (aligner->partner[edge->old] != edge->new && edge->likeness > aligner->second[edge->old])
			aligner->second[edge->old] = edge->likeness;
	}
}

/* ---- the aligner ---- */

static void count_pairs(struct qz_aligner *aligner, const struct qz_side *side)
{
	for (size_t i = 0; i < side->narticles && !aligner->failed; i++)
		aligner->failed = !qz_rarity_count(&aligner->rarity, &side->articles[i].shingles);
}

static void aligner_init(struct qz_aligner *aligner, const struct qz_text *old, const struct qz_text *new)
{
	struct qz_map numbers;
	*aligner = (struct qz_aligner){.failed = false};
	qz_map_init(&numbers);
	qz_map_number(&numbers, "", 0);
	qz_side_read(&aligner->old, old, &numbers);
	qz_side_read(&aligner->new, new, &numbers);
	qz_map_done(&numbers, NULL);
	aligner->partner = malloc((aligner->old.narticles + 1) * sizeof *aligner->partner);
	aligner->source = malloc((aligner->new.narticles + 1) * sizeof *aligner->source);
	aligner->likeness = calloc(aligner->old.narticles + 1, sizeof *aligner->likeness);
	aligner->second = calloc(aligner->old.narticles + 1, sizeof *aligner->second);
	aligner->failed = aligner->old.failed || aligner->new.failed || !aligner->partner || !aligner->source ||
			  !aligner->likeness || !aligner->second;
	for (size_t i = 0; i < aligner->old.narticles && aligner->partner; i++)
		aligner->partner[i] = QZ_ALONE;
	for (size_t i = 0; i < aligner->new.narticles && aligner->source; i++)
		aligner->source[i] = QZ_ALONE;
	count_pairs(aligner, &aligner->old);
	count_pairs(aligner, &aligner->new);
	size_t larger =
	    aligner->old.narticles > aligner->new.narticles ? aligner->old.narticles : aligner->new.narticles;
	size_t common = 6 + (larger / 8 < 18 ? larger / 8 : 18);
	qz_side_index(&aligner->old, common);
	qz_side_index(&aligner->new, common);
	aligner->failed |= aligner->old.failed || aligner->new.failed;
}

static void aligner_done(struct qz_aligner *aligner)
{
	qz_side_done(&aligner->old);
	qz_side_done(&aligner->new);
	qz_rarity_done(&aligner->rarity);
	free(aligner->partner);
	free(aligner->source);
	free(aligner->likeness);
	free(aligner->second);
	free(aligner->edges);
	free(aligner->flows);
}

/* ---- the result ---- */

static void add_target(struct qz_align_move *move, size_t new)
{
	unsigned at = move->ntargets;
	for (unsigned i = 0; i < move->ntargets; i++)
		if (move->targets[i] == new)
			return;
	if (at == QZ_LAW_TARGETS)
		return;
	for (; at > 0 && move->targets[at - 1] > new; at--)
		move->targets[at] = move->targets[at - 1];
	move->targets[at] = new;
	move->ntargets++;
}

/* The pairs of all targets together. */
static bool join_targets(const struct qz_aligner *aligner, const struct qz_align_move *move, struct qz_shingles *all)
{
	bool ready = true;
	for (unsigned t = 0; t < move->ntargets; t++) {
		const struct qz_shingles *one = &aligner->new.articles[move->targets[t]].shingles;
		for (size_t i = 0; i < one->count && ready; i++)
			ready = qz_shingles_put(all, one->hashes[i]);
	}
	qz_shingles_sort(all);
	return ready;
}

/* One article for one: how alike they are. Else: how much of the old one is in the new ones. */
static double measure(struct qz_aligner *aligner, const struct qz_align_move *move)
{
	const struct qz_shingles *own = &aligner->old.articles[move->article].shingles;
	struct qz_shingles all = {.count = 0};
	if (move->ntargets == 0)
		return 0;
	if (move->ntargets == 1 && !move->merged)
		return likeness_of(aligner, move->article, move->targets[0]);
	aligner->failed |= !join_targets(aligner, move, &all);
	double alike = qz_shingles_alike(own, &all, &aligner->rarity),
	       share = 0.97 * qz_shingles_share(own, &all, NULL, &aligner->rarity);
	qz_shingles_done(&all);
	return alike > share ? alike : share;
}

/* Whether an article beside the target, which nothing went to, holds words of the old one. */
static bool has_part_beside(const struct qz_aligner *aligner, const struct qz_align_move *move, const unsigned *sources)
{
	const struct qz_shingles *own = &aligner->old.articles[move->article].shingles;
	for (unsigned side = 0; side < 2 && move->ntargets == 1 && move->likeness < BESIDE; side++) {
		size_t at = move->targets[0] + (side ? 1 : (size_t)-1);
		if (at < aligner->new.narticles && sources[at] == 0 &&
		    qz_shingles_share(&aligner->new.articles[at].shingles, own, NULL, &aligner->rarity) >= BESIDE_SHARE)
			return true;
	}
	return false;
}

static double doubt_of(const struct qz_aligner *aligner, const struct qz_align_move *move)
{
	double doubt = 1 - move->likeness, second = aligner->second[move->article];
	if (move->ntargets == 0) /* nothing like it: it was repealed, most likely */
		return 0.5 + second / 2;
	doubt += (move->ntargets > 1 || move->merged) ? 0.3 : 0;
	doubt += move->moved ? 0.15 : 0;
	doubt += move->beside ? 0.2 : 0;
	doubt += second > 0.9 * move->likeness ? 0.25 : 0;
	return doubt > 1 ? 1 : doubt;
}

/* Moves that are out of order with what stands before them. */
static void mark_moved(struct qz_law_alignment *alignment)
{
	unsigned char *kept = calloc(alignment->nmoves + 1, 1);
	size_t *values = malloc((alignment->nmoves + 1) * sizeof *values),
	       *index = malloc((alignment->nmoves + 1) * sizeof *index), count = 0;
	for (size_t i = 0; i < alignment->nmoves && kept && values && index; i++)
		if (alignment->moves[i].ntargets == 1 && !alignment->moves[i].merged) {
			values[count] = alignment->moves[i].targets[0];
			index[count++] = i;
		}
	if (kept && values && index && qz_sequence_ascending(values, count, kept) == 0)
		for (size_t i = 0; i < count; i++)
			alignment->moves[index[i]].moved = !kept[i];
	free(kept);
	free(values);
	free(index);
}

static void finish_move(struct qz_aligner *aligner, struct qz_align_move *move, const unsigned *sources)
{
	const struct qz_side_article *own = &aligner->old.articles[move->article];
	bool fined = false, defers = false;
	for (unsigned t = 0; t < move->ntargets; t++) {
		const struct qz_side_article *target = &aligner->new.articles[move->targets[t]];
		move->to[t] = target->number;
		move->merged |= sources[move->targets[t]] > 1;
		fined |= target->fines;
		defers |= target->defers;
	}
	move->likeness = measure(aligner, move);
	const struct qz_side_article *only =
	    move->ntargets == 1 && !move->merged ? &aligner->new.articles[move->targets[0]] : NULL;
	move->kind = only && only->plain == own->plain	   ? QZ_ALIGN_SAME
		     : only && only->masked == own->masked ? QZ_ALIGN_REFERENCES
							   : QZ_ALIGN_CHANGED;
	move->penalty = own->fines && move->ntargets && !fined && defers;
	move->beside = has_part_beside(aligner, move, sources);
}

static void collect_moves(struct qz_aligner *aligner, struct qz_law_alignment *alignment, unsigned *sources)
{
	size_t flow = 0;
	for (size_t i = 0; i < alignment->nmoves; i++) {
		struct qz_align_move *move = &alignment->moves[i];
		*move = (struct qz_align_move){.from = aligner->old.articles[i].number, .article = i};
		if (aligner->partner[i] != QZ_ALONE)
			add_target(move, aligner->partner[i]);
		for (; flow < aligner->nflows && aligner->flows[flow].old <= i; flow++)
			if (aligner->flows[flow].old == i)
				add_target(move, aligner->flows[flow].new);
		for (unsigned t = 0; t < move->ntargets; t++)
			sources[move->targets[t]]++;
	}
}

static void write_result(struct qz_aligner *aligner, struct qz_law_alignment *alignment)
{
	size_t nold = aligner->old.narticles, nnew = aligner->new.narticles;
	unsigned *sources = calloc(nnew + 1, sizeof *sources);
	alignment->moves = calloc(nold + 1, sizeof *alignment->moves);
	alignment->added = calloc(nnew + 1, sizeof *alignment->added);
	aligner->failed |= !sources || !alignment->moves || !alignment->added;
	if (!aligner->failed) {
		alignment->nmoves = nold;
		collect_moves(aligner, alignment, sources);
		for (size_t i = 0; i < nold; i++)
			finish_move(aligner, &alignment->moves[i], sources);
		mark_moved(alignment);
		for (size_t i = 0; i < nold; i++)
			alignment->moves[i].doubt = doubt_of(aligner, &alignment->moves[i]);
		for (size_t i = 0; i < nnew; i++)
			if (sources[i] == 0)
				alignment->added[alignment->nadded++] = i;
	}
	free(sources);
}

int qz_laws_align(const struct qz_text *old, const struct qz_text *new, struct qz_law_alignment *alignment)
{
	struct qz_aligner aligner;
	*alignment = (struct qz_law_alignment){.nmoves = 0};
	aligner_init(&aligner, old, new);
	if (!aligner.failed)
		find_edges(&aligner);
	if (!aligner.failed)
		keep_order(&aligner);
	if (!aligner.failed)
		find_moved(&aligner);
	if (!aligner.failed)
		qz_aligner_find_flows(&aligner);
	if (!aligner.failed)
		write_result(&aligner, alignment);
	bool failed = aligner.failed;
	aligner_done(&aligner);
	return failed ? -1 : 0;
}

void qz_law_alignment_done(struct qz_law_alignment *alignment)
{
	free(alignment->moves);
	free(alignment->added);
	*alignment = (struct qz_law_alignment){.nmoves = 0};
}
