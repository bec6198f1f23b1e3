/*
 * Aligning the words of two texts, for quote_runs.h: the longest common
 * subsequence (diff/sequence.h), its runs moved to the ends of sentences where
 * they may stand in several places, those by chance dropped.
 */
#include "check/quote_runs.h"

#include <stdlib.h>

#include "base/array.h"
#include "diff/sequence.h"

enum { NO_RANK, CLAUSE_RANK = 2, SENTENCE_RANK, USED_UP };

static void add_run(struct qz_quote_runs *runs, struct qz_quote_run run)
{
	struct qz_quote_run *last = runs->count ? &runs->runs[runs->count - 1] : NULL;
	if (run.len == 0)
		return;
	if (last && last->a + last->len == run.a && last->b + last->len == run.b) {
		last->len += run.len;
		return;
	}
	if (qz_array_grow(&runs->runs, runs->count, &runs->cap, sizeof run))
		runs->runs[runs->count++] = run;
	else
		runs->failed = true;
}

static void gather(const size_t *partners, size_t count, struct qz_quote_runs *runs)
{
	for (size_t i = 0; i < count && !runs->failed; i++)
		if (partners[i] != QZ_ALONE)
			add_run(runs, (struct qz_quote_run){i, partners[i], 1});
}

/* How good it is that something is left out, or put in, before this unit. */
static int rank_of(const struct qz_quote_text *text, size_t unit)
{
	if (unit >= text->count || text->units[unit].sentence)
		return SENTENCE_RANK;
	return text->units[unit].clause ? CLAUSE_RANK : NO_RANK;
}

/*
 * Between two runs only one side has words, from `from` to `to`: as far as the words before it are those at its end, or
 * those at its beginning are the ones behind it, the gap may as well stand further in front or behind. How far it goes
 * to the front (negative) or back: until a run beside it is used up, else to where a sentence begins.
 */
static ptrdiff_t best_shift(const struct qz_quote_text *text, size_t from, size_t to, size_t before, size_t behind)
{
	ptrdiff_t best = 0;
	int rank = rank_of(text, from);
	for (size_t by = 1; by <= before && text->ids[from - by] == text->ids[to - by]; by++) {
		int here = by == before ? USED_UP : rank_of(text, from - by);
		best = here > rank ? -(ptrdiff_t)by : best;
		rank = here > rank ? here : rank;
	}
	for (size_t by = 1; by <= behind && text->ids[from + by - 1] == text->ids[to + by - 1]; by++) {
		int here = by == behind ? USED_UP : rank_of(text, from + by);
		best = here > rank ? (ptrdiff_t)by : best;
		rank = here > rank ? here : rank;
	}
	return best;
}

static size_t moved(size_t value, ptrdiff_t by)
{
	return (size_t)((ptrdiff_t)value + by);
}

/* What a gap leaves goes to the run on that side. */
static void shift_gap(const struct qz_quote_text *quote, const struct qz_quote_text *law, struct qz_quote_run *before,
		      struct qz_quote_run *after)
{
	size_t a = before->a + before->len, b = before->b + before->len;
	ptrdiff_t by = 0;
	if (a == after->a && b < after->b)
		by = best_shift(law, b, after->b, before->len, after->len);
	else if (b == after->b && a < after->a)
		by = best_shift(quote, a, after->a, before->len, after->len);
	before->len = moved(before->len, by);
	after->a = moved(after->a, by);
	after->b = moved(after->b, by);
	after->len = moved(after->len, -by);
}

/* From the last gap to the first, and back, without the runs that were used up. */
static void shift(const struct qz_quote_text *quote, const struct qz_quote_text *law, struct qz_quote_runs *runs)
{
	for (size_t i = runs->count; i-- > 1;)
		shift_gap(quote, law, &runs->runs[i - 1], &runs->runs[i]);
	size_t kept = 0;
	for (size_t i = 0; i < runs->count; i++) {
		struct qz_quote_run run = runs->runs[i];
		if (kept)
			shift_gap(quote, law, &runs->runs[kept - 1], &run);
		if (run.len > 0)
			runs->runs[kept++] = run;
	}
	runs->count = kept;
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* Of few words beside what differs around them, or alone at an end: there of the quotation only its own words count,
 * the law may go on. */
static bool is_by_chance(const struct qz_quote_run *run, size_t before, size_t behind)
{
	size_t least = before < behind ? before : behind, most = larger(before, behind);
	bool at_end = least == 0 && run->len <= 2 && most >= run->len * 4;
	return at_end || (run->len <= 2 && least >= run->len) || (run->len <= 6 && least >= run->len * 5) ||
	       (run->len <= 2 && before + behind >= 24);
}

static void drop_chance(const struct qz_quote_text *quote, struct qz_quote_runs *runs)
{
	size_t kept = 0;
	for (size_t i = 0; i < runs->count; i++) {
		struct qz_quote_run run = runs->runs[i], *last = kept ? &runs->runs[kept - 1] : NULL;
		const struct qz_quote_run *next = i + 1 < runs->count ? &runs->runs[i + 1] : NULL;
		size_t before = last ? larger(run.a - last->a - last->len, run.b - last->b - last->len) : run.a;
		size_t behind = next ? larger(next->a - run.a - run.len, next->b - run.b - run.len)
				     : quote->count - run.a - run.len;
		if (run.len > 0 && !is_by_chance(&run, before, behind))
			runs->runs[kept++] = run;
	}
	runs->count = kept;
}

void qz_quote_runs_make(const struct qz_quote_text *quote, const struct qz_quote_text *law, struct qz_quote_runs *runs)
{
	*runs = (struct qz_quote_runs){0};
	size_t *partners = malloc((quote->count + 1) * sizeof *partners);
	if (!partners || qz_sequence_align(quote->ids, quote->count, law->ids, law->count, partners) != 0)
		runs->failed = true;
	else
		gather(partners, quote->count, runs);
	free(partners);
	if (runs->failed)
		return;
	shift(quote, law, runs);
	drop_chance(quote, runs);
	drop_chance(quote, runs);
}
