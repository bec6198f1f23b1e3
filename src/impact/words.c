/*
 * The words of an amendment, for words.h: cut by diff/words.h, aligned by
 * diff/sequence.h. Words in common that stand lonely between two changes go into
 * the change: people read on.
 */
#include "impact/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/map.h"
#include "base/utf8.h"
#include "diff/sequence.h"
#include "diff/words.h"
#include "impact/penalty.h"

#define LONELY 3u  /* so many words in common between two changes say nothing */
#define AROUND 4u  /* words shown around what is on one side alone */
#define SHORT 3u   /* words that say little alone */
#define CLAUSE 24u /* words of a clause that a penalty stands in */

struct unit {
	size_t at, len;
};

struct side {
	const char *text;
	size_t len;
	struct unit *units;
	uint32_t *ids;
	size_t count, cap, ids_cap;
};

/* Units a0 … a1 - 1 of the old text stand for b0 … b1 - 1 of the new one. */
struct gap {
	size_t a0, a1, b0, b1;
};

struct comparing {
	struct side old, new;
	struct qz_map numbers;
	size_t *partners;
	struct gap *gaps;
	size_t ngaps, gaps_cap;
	struct qz_words *words;
	bool failed;
};

static bool is_form(const char *text, size_t len)
{
	return len == 1 && (*text == ' ' || *text == '\t' || *text == '\r');
}

static void cut(struct comparing *comparing, struct side *side)
{
	for (size_t at = 0, n; at < side->len && !comparing->failed; at += n) {
		n = side->text[at] == '\n' ? 1 : qz_word_length(side->text + at, side->len - at);
		n = n ? n : 1;
		if (is_form(side->text + at, n))
			continue;
		if (!qz_array_grow(&side->units, side->count, &side->cap, sizeof *side->units) ||
		    !qz_array_grow(&side->ids, side->count, &side->ids_cap, sizeof *side->ids)) {
			comparing->failed = true;
			return;
		}
		side->units[side->count] = (struct unit){.at = at, .len = n};
		side->ids[side->count++] = qz_map_number(&comparing->numbers, side->text + at, n);
		comparing->failed |= comparing->numbers.failed;
	}
}

/* ---- gaps ---- */

static void add_gap(struct comparing *comparing, struct gap gap)
{
	struct gap *last = comparing->ngaps ? &comparing->gaps[comparing->ngaps - 1] : NULL;
	if (last && gap.a0 - last->a1 <= LONELY) {
		last->a1 = gap.a1;
		last->b1 = gap.b1;
		return;
	}
	comparing->failed |= !qz_array_grow(&comparing->gaps, comparing->ngaps, &comparing->gaps_cap, sizeof gap);
	if (!comparing->failed)
		comparing->gaps[comparing->ngaps++] = gap;
}

static void find_gaps(struct comparing *comparing)
{
	const struct side *old = &comparing->old, *new = &comparing->new;
	size_t a = 0, b = 0;
	while ((a < old->count || b < new->count) && !comparing->failed) {
		struct gap gap = {.a0 = a, .b0 = b};
		while (a < old->count && comparing->partners[a] == QZ_ALONE)
			a++;
		b = a < old->count ? comparing->partners[a] : new->count;
		gap.a1 = a;
		gap.b1 = b;
		if (gap.a0 < gap.a1 || gap.b0 < gap.b1)
			add_gap(comparing, gap);
		for (; a < old->count && comparing->partners[a] == b; a++)
			b++;
	}
}

/* Bytes from one unit to the end of the one before `to`. */
static struct unit stretch(const struct side *side, size_t from, size_t to)
{
	size_t at = from < side->count ? side->units[from].at : side->len;
	return (struct unit){.at = at, .len = from < to ? side->units[to - 1].at + side->units[to - 1].len - at : 0};
}

/* 第五十九条: a reference moved with the article that it names. */
static bool is_reference(const struct side *side, size_t from, size_t to)
{
	static const char first[] = "第", last[] = "条";
	const struct unit *unit = &side->units[from];
	return to == from + 1 && unit->len > sizeof first + sizeof last - 2 &&
	       strncmp(side->text + unit->at, first, sizeof first - 1) == 0 &&
	       strncmp(side->text + unit->at + unit->len - (sizeof last - 1), last, sizeof last - 1) == 0;
}

static bool is_break(const struct side *side, size_t unit)
{
	return side->text[side->units[unit].at] == '\n';
}

static size_t least_of(const struct gap *gap)
{
	size_t old = gap->a1 - gap->a0, new = gap->b1 - gap->b0;
	return old < new ? old : new;
}

/* Whether a unit ends the line, or the clause. */
static bool ends(const struct side *side, size_t unit, bool clause)
{
	uint32_t cp = 0;
	if (clause)
		qz_utf8_decode(side->text + side->units[unit].at, side->units[unit].len, &cp);
	return is_break(side, unit) || (clause && cp != 0x3001 && qz_is_punctuation(cp)); /* 、 goes on */
}

/* The gap with some of the common words around it, on its own lines; `clause`: in its own clause. */
static struct gap widen(const struct comparing *comparing, struct gap gap, size_t wanted, bool clause)
{
	const struct side *old = &comparing->old, *new = &comparing->new;
	for (size_t i = 0; i < wanted && gap.a0 > 0 && gap.b0 > 0 && old->ids[gap.a0 - 1] == new->ids[gap.b0 - 1] &&
			   !ends(old, gap.a0 - 1, clause);
	     i++) {
		gap.a0--;
		gap.b0--;
	}
	for (size_t i = 0; i < wanted && gap.a1 < old->count && gap.b1 < new->count &&
			   old->ids[gap.a1] == new->ids[gap.b1] && !ends(old, gap.a1, clause);
	     i++) {
		gap.a1++;
		gap.b1++;
	}
	return gap;
}

/* ---- what is told ---- */

static void add_run(struct comparing *comparing, enum qz_run_kind kind, struct unit bytes)
{
	struct qz_words *words = comparing->words;
	if (!bytes.len || comparing->failed)
		return;
	comparing->failed |= !qz_array_grow(&words->runs, words->nruns, &words->runs_cap, sizeof *words->runs);
	if (!comparing->failed)
		words->runs[words->nruns++] = (struct qz_run){.kind = kind, .at = bytes.at, .len = bytes.len};
}

static void add_change(struct comparing *comparing, const struct gap *gap)
{
	struct qz_words *words = comparing->words;
	size_t least = least_of(gap);
	struct gap wide = widen(comparing, *gap, CLAUSE, true), shown = widen(comparing, *gap,
									      least == 0       ? AROUND
									      : least <= SHORT ? SHORT
											       : 0,
									      false);
	struct unit before = stretch(&comparing->old, wide.a0, wide.a1),
		    behind = stretch(&comparing->new, wide.b0, wide.b1);
	if (!qz_array_grow(&words->changes, words->nchanges, &words->changes_cap, sizeof *words->changes)) {
		comparing->failed = true;
		return;
	}
	int alike = qz_penalties_alike(comparing->old.text + before.at, before.len, comparing->new.text + behind.at,
				       behind.len);
	shown = alike == 0 ? wide : shown;
	struct unit old = stretch(&comparing->old, shown.a0, shown.a1),
		    new = stretch(&comparing->new, shown.b0, shown.b1);
	comparing->failed |= alike < 0;
	words->changes[words->nchanges++] = (struct qz_word_change){
	    .old_at = old.at, .old_len = old.len, .new_at = new.at, .new_len = new.len, .penalty = alike == 0};
	words->changed = true;
}

static void tell(struct comparing *comparing)
{
	const struct side *old = &comparing->old, *new = &comparing->new;
	size_t b = 0;
	for (size_t i = 0; i < comparing->ngaps && !comparing->failed; i++) {
		const struct gap *gap = &comparing->gaps[i];
		add_run(comparing, QZ_RUN_SAME, stretch(new, b, gap->b0));
		add_run(comparing, QZ_RUN_DELETED, stretch(old, gap->a0, gap->a1));
		add_run(comparing, QZ_RUN_INSERTED, stretch(new, gap->b0, gap->b1));
		b = gap->b1;
		bool reference = gap->a0 < gap->a1 && gap->b0 < gap->b1 && is_reference(old, gap->a0, gap->a1) &&
				 is_reference(new, gap->b0, gap->b1);
		int form =
		    qz_folds_alike(old->text + stretch(old, gap->a0, gap->a1).at, stretch(old, gap->a0, gap->a1).len,
				   new->text + stretch(new, gap->b0, gap->b1).at, stretch(new, gap->b0, gap->b1).len);
		comparing->failed |= form < 0;
		if (!reference && form == 0)
			add_change(comparing, gap);
	}
	add_run(comparing, QZ_RUN_SAME, stretch(new, b, new->count));
}

int qz_words_compare(const char *old, size_t old_len, const char *new, size_t new_len, struct qz_words *words)
{
	struct comparing comparing = {
	    .old = {.text = old, .len = old_len}, .new = {.text = new, .len = new_len}, .words = words};
	*words = (struct qz_words){.runs = NULL};
	qz_map_init(&comparing.numbers);
	cut(&comparing, &comparing.old);
	cut(&comparing, &comparing.new);
	comparing.partners = malloc((comparing.old.count + 1) * sizeof *comparing.partners);
	comparing.failed |= !comparing.partners;
	if (!comparing.failed)
		comparing.failed = qz_sequence_align(comparing.old.ids, comparing.old.count, comparing.new.ids,
						     comparing.new.count, comparing.partners) != 0;
	if (!comparing.failed)
		find_gaps(&comparing);
	if (!comparing.failed)
		tell(&comparing);
	int alike = comparing.failed ? -1 : qz_penalties_alike(old, old_len, new, new_len);
	words->penalty = alike == 0;
	free(comparing.partners);
	free(comparing.gaps);
	free(comparing.old.units);
	free(comparing.old.ids);
	free(comparing.new.units);
	free(comparing.new.ids);
	qz_map_done(&comparing.numbers, NULL);
	return alike < 0 ? -1 : 0;
}

void qz_words_done(struct qz_words *words)
{
	free(words->runs);
	free(words->changes);
	*words = (struct qz_words){.runs = NULL};
}
