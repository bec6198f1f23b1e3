/*
 * Splits and mergers, for aligner.h: each sentence looks for the article of the
 * other version that holds it. One that is not in its article's partner, but in
 * another article that says more than its own partner did, is a flow.
 */
#include <stdlib.h>

#include "base/array.h"
#include "laws/aligner.h"

#define CANDIDATES 6u
#define LEAST_SHARE 0.70  /* of a sentence in the article that holds it */
#define LEAST_LOST 0.58	  /* in an article that has no partner */
#define PARTNER_NEAR 0.10 /* the partner holds it as well, if it has nearly as much of it */
#define APART 0.08	  /* so much more than any other article */
#define LEAST_FLOW 8.0	  /* pairs of characters */
#define FRESH_FLOW 14.0	  /* to an article that has no other source */
#define PART_OF_OLD 0.12  /* least share of an article that flows */
#define PART_OF_NEW 0.30
#define PART_ALONE 0.20 /* of an article that has no partner */
#define WEAK_PARTNER 0.55

/* One direction: the sentences of a side look for articles of the other one. */
struct direction {
	struct qz_aligner *aligner;
	struct qz_side *from;
	const struct qz_side *to;
	const size_t *partner; /* of the articles of `from` */
	const size_t *taken;   /* the partners of those of `to` */
};

/* Whether an article of the other side has a partner of the same words: it lost nothing and gained nothing. */
static bool is_settled(const struct direction *direction, size_t article)
{
	size_t partner = direction->taken[article];
	return partner != QZ_ALONE &&
	       direction->to->articles[article].masked == direction->from->articles[partner].masked;
}

static double share_in(const struct direction *direction, const struct qz_side_sentence *sentence, size_t article)
{
	return qz_shingles_share(&sentence->shingles, &direction->to->articles[article].shingles, NULL,
				 &direction->aligner->rarity);
}

/* Whether an article holds so much more of a sentence than any other that it is the sentence's home; one that has no
 * partner needs less. */
static bool holds(const struct direction *direction, size_t home, double best, double second)
{
	if (home == QZ_ALONE)
		return false;
	bool lost = direction->taken[home] == QZ_ALONE && best >= LEAST_LOST && best - second >= 2 * APART;
	return lost || (best >= LEAST_SHARE && best - second >= APART);
}

/* Finds the home of one sentence. */
static void settle(const struct direction *direction, struct qz_side_search *search, struct qz_side_sentence *sentence)
{
	size_t found[CANDIDATES], partner = direction->partner[sentence->article];
	size_t count =
	    qz_side_find(search, direction->to, &sentence->shingles, &direction->aligner->rarity, found, CANDIDATES);
	double best = 0, second = 0, own = partner == QZ_ALONE ? 0 : share_in(direction, sentence, partner);
	size_t home = QZ_ALONE;
	for (size_t i = 0; i < count; i++) {
		double share = found[i] == partner || is_settled(direction, found[i])
				   ? 0
				   : share_in(direction, sentence, found[i]);
		if (share > best) {
			second = best;
			best = share;
			home = found[i];
		} else if (share > second) {
			second = share;
		}
	}
	if (partner != QZ_ALONE && own >= best - PARTNER_NEAR && own >= LEAST_SHARE / 2) {
		home = partner;
		best = own;
	} else if (!holds(direction, home, best, second)) {
		home = QZ_ALONE; /* it is new, or says what many say */
	}
	sentence->home = home;
	sentence->share = home == QZ_ALONE ? 0 : best;
}

static void settle_all(const struct direction *direction)
{
	struct qz_side_search search;
	direction->aligner->failed |= !qz_side_search_init(&search, direction->to);
	for (size_t i = 0; i < direction->from->nsentences && !direction->aligner->failed; i++)
		settle(direction, &search, &direction->from->sentences[i]);
	qz_side_search_done(&search);
}

static void add_flow(struct qz_aligner *aligner, size_t old, size_t new, double out, double in)
{
	if (!qz_array_grow(&aligner->flows, aligner->nflows, &aligner->flow_cap, sizeof *aligner->flows))
		aligner->failed = true;
	else
		aligner->flows[aligner->nflows++] = (struct qz_align_flow){old, new, out, in};
}

static int by_pair(const void *a, const void *b)
{
	const struct qz_align_flow *one = a, *two = b;
	if (one->old != two->old)
		return one->old < two->old ? -1 : 1;
	return (one->new > two->new) - (one->new < two->new);
}

/* Adds up the sentences of each pair of articles. */
static void add_up(struct qz_aligner *aligner)
{
	for (size_t i = 0; i < aligner->old.nsentences && !aligner->failed; i++) {
		const struct qz_side_sentence *sentence = &aligner->old.sentences[i];
		if (sentence->home != QZ_ALONE)
			add_flow(aligner, sentence->article, sentence->home, (double)sentence->size, 0);
	}
	for (size_t i = 0; i < aligner->new.nsentences && !aligner->failed; i++) {
		const struct qz_side_sentence *sentence = &aligner->new.sentences[i];
		if (sentence->home != QZ_ALONE)
			add_flow(aligner, sentence->home, sentence->article, 0, (double)sentence->size);
	}
	if (aligner->nflows)
		qsort(aligner->flows, aligner->nflows, sizeof *aligner->flows, by_pair);
	size_t kept = 0;
	for (size_t i = 0; i < aligner->nflows; i++) {
		struct qz_align_flow flow = aligner->flows[i];
		struct qz_align_flow *last = kept ? &aligner->flows[kept - 1] : NULL;
		if (last && last->old == flow.old && last->new == flow.new) {
			last->out += flow.out;
			last->in += flow.in;
		} else {
			aligner->flows[kept++] = flow;
		}
	}
	aligner->nflows = kept;
}

static double size_of(const struct qz_side *side, size_t article)
{
	double size = 0;
	for (size_t i = 0; i < side->articles[article].sentences; i++)
		size += (double)side->sentences[side->articles[article].first + i].size;
	return size;
}

/* Whether a flow is so much of either article that it has to be said. */
static bool counts(const struct qz_aligner *aligner, const struct qz_align_flow *flow)
{
	double old = size_of(&aligner->old, flow->old), new = size_of(&aligner->new, flow->new);
	bool alone = aligner->partner[flow->old] == QZ_ALONE;
	bool both = flow->out >= LEAST_FLOW && flow->in >= LEAST_FLOW;
	if (alone && !both) /* it went somewhere: a clause of it will do */
		return (flow->out >= LEAST_FLOW && flow->out >= PART_ALONE * old) ||
		       (flow->in >= LEAST_FLOW && flow->in >= PART_ALONE * new);
	size_t partner = aligner->partner[flow->old];
	bool beside = partner != QZ_ALONE &&
		      (flow->new == partner + 1 || flow->new + 1 == partner); /* a doubt is said of these */
	bool fresh = aligner->source[flow->new] == QZ_ALONE && !beside;	      /* nothing else went there */
	if (fresh && flow->out >= FRESH_FLOW && flow->out >= PART_OF_OLD / 2 * old)
		return true;
	return both && (flow->out >= PART_OF_OLD * old || flow->in >= PART_OF_NEW * new);
}

/* Gives up a partner that shares its place alone with an article, where sentences tell of another one. */
static void drop_weak(struct qz_aligner *aligner, size_t from, size_t to)
{
	size_t old = aligner->flows[from].old, partner = aligner->partner[old];
	bool with = false, other = false;
	for (size_t i = from; i < to; i++) {
		const struct qz_align_flow *flow = &aligner->flows[i];
		with |= flow->new == partner;
		other |= flow->new != partner && flow->out + flow->in >= 2 * LEAST_FLOW;
	}
	if (partner == QZ_ALONE || with || !other || aligner->likeness[old] >= WEAK_PARTNER)
		return;
	aligner->partner[old] = QZ_ALONE;
	aligner->source[partner] = QZ_ALONE;
}

void qz_aligner_find_flows(struct qz_aligner *aligner)
{
	const struct direction forth = {aligner, &aligner->old, &aligner->new, aligner->partner, aligner->source};
	const struct direction back = {aligner, &aligner->new, &aligner->old, aligner->source, aligner->partner};
	settle_all(&forth);
	settle_all(&back);
	if (!aligner->failed)
		add_up(aligner);
	for (size_t from = 0, to; from < aligner->nflows && !aligner->failed; from = to) {
		for (to = from; to < aligner->nflows && aligner->flows[to].old == aligner->flows[from].old; to++)
			;
		drop_weak(aligner, from, to);
	}
	size_t kept = 0;
	for (size_t i = 0; i < aligner->nflows && !aligner->failed; i++)
		if (aligner->partner[aligner->flows[i].old] !=
		    aligner->flows[i].new &&counts(aligner, &aligner->flows[i]))
			aligner->flows[kept++] = aligner->flows[i];
	aligner->nflows = kept;
}
