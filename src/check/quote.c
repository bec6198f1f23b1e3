/*
 * Comparing, for quote.h: runs of the same words (quote_runs.c), and what the
 * gaps between, before and behind them are: left out, put in, another wording, or
 * text that is none of the quotation.
 */
#include "check/quote.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "check/quote_runs.h"

#define LEAST 8u       /* words that must be the same: below, anything may be alike */
#define ALIKE 80u      /* hundredths of nearness, below which it is no quotation of this text */
#define EDGE 24u       /* words of another wording at an end; more is another text */
#define PREFACE 4u     /* words in front, run together with the quotation: 规定, 明确 */
#define MOVED 5u       /* words put in that are a stretch of the law further on are out of order */
#define SEARCH 1000000u

struct comparing {
	const struct qz_quote_text *quote, *law;
	struct qz_quote_result *result;
	bool *covered; /* units of the law that are quoted, or replaced by others */
	bool elided;   /* something is left out between what is quoted */
	bool unclear;
};

void qz_quote_result_done(struct qz_quote_result *result)
{
	free(result->differences);
	*result = (struct qz_quote_result){.state = QZ_QUOTE_NONE};
}

unsigned qz_quote_nearness(const struct qz_quote_result *result)
{
	size_t all = result->matched + result->cost;
	return all ? (unsigned)(result->matched * 100 / all) : 0;
}

static void cover(struct comparing *comparing, size_t from, size_t to)
{
	if (from < to)
		memset(comparing->covered + from, true, to - from);
}

static void differ(struct comparing *comparing, struct qz_quote_difference difference)
{
	struct qz_quote_result *result = comparing->result;
	size_t quoted = difference.a1 - difference.a0, lawful = difference.b1 - difference.b0;
	if (quoted == 0 && lawful == 0)
		return;
	cover(comparing, difference.b0, difference.b1);
	if (!qz_array_grow(&result->differences, result->count, &result->cap, sizeof difference)) {
		result->failed = true;
		return;
	}
	result->differences[result->count++] = difference;
	result->cost += quoted > lawful ? quoted : lawful;
}

static bool markers_alone(const struct qz_quote_text *text, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (!text->units[i].marker)
			return false;
	return true;
}

static bool unit_is(const struct qz_quote_text *text, size_t unit, const char *words)
{
	const struct qz_quote_unit *at = &text->units[unit];
	for (const char *word = words; *word; word += 3) /* characters of three bytes each */
		if (at->len == 3 && memcmp(text->bytes + at->at, word, 3) == 0)
			return true;
	return false;
}

static bool has_ellipsis(const struct qz_quote_text *text, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < text->count; i++)
		if (text->units[i].ellipsis)
			return true;
	return to >= text->count && text->ends_ellipsis;
}

static bool begins_sentence(const struct qz_quote_text *text, size_t unit)
{
	return unit >= text->count || text->units[unit].sentence || (unit > 0 && text->units[unit - 1].marker);
}

static bool begins_clause(const struct qz_quote_text *text, size_t unit)
{
	return unit == 0 || unit >= text->count || text->units[unit].clause;
}

/* The next unit from `at` on that begins a sentence. */
static size_t sentence_end(const struct qz_quote_text *text, size_t at)
{
	do
		at++;
	while (at < text->count && !text->units[at].sentence);
	return at < text->count ? at : text->count;
}

/* Covers all places where a stretch of the quotation stands in the law as it is (`whole`: as whole sentences); false when there is none. */
static bool cover_stretch(struct comparing *comparing, size_t from, size_t to, bool whole)
{
	const struct qz_quote_text *quote = comparing->quote, *law = comparing->law;
	size_t len = to - from;
	bool found = false;
	for (size_t at = 0; at + len <= law->count; at++) {
		if (quote->ids[from] != law->ids[at] || memcmp(quote->ids + from, law->ids + at, len * sizeof *law->ids) != 0)
			continue;
		if (whole && !(begins_sentence(law, at) && begins_sentence(law, at + len)))
			continue;
		cover(comparing, at, at + len);
		found = true;
	}
	return found;
}

/* The same of a stretch that is long enough to be no chance. */
static bool find_stretch(struct comparing *comparing, size_t from, size_t to)
{
	size_t len = to - from;
	return len >= MOVED && len * comparing->law->count <= SEARCH && cover_stretch(comparing, from, to, false);
}

/*
 * Are words that stand among the law's points put in the place of 下列行为之一? Then somebody has made one sentence of the article
 * and does not quote it.
 */
static bool is_condensed(struct comparing *comparing, const struct qz_quote_difference *gap)
{
	const struct qz_quote_text *law = comparing->law;
	bool following = false;
	for (size_t i = gap->b0; i + 1 < gap->b1; i++)
		following |= unit_is(law, i, "下") && unit_is(law, i + 1, "列");
	return following && gap->a1 - gap->a0 >= 2 && (gap->a1 - gap->a0) * law->count <= SEARCH && cover_stretch(comparing, gap->a0, gap->a1, false);
}

/* A gap between two runs. */
static void judge_gap(struct comparing *comparing, struct qz_quote_difference gap)
{
	const struct qz_quote_text *quote = comparing->quote, *law = comparing->law;
	if (markers_alone(quote, gap.a0, gap.a1) && markers_alone(law, gap.b0, gap.b1)) {
		cover(comparing, gap.b0, gap.b1);
		return;
	}
	if (gap.b0 < gap.b1 && has_ellipsis(quote, gap.a0, gap.a1 + 1)) {
		comparing->elided = true;
		return;
	}
	bool whole = begins_sentence(law, gap.b0) && begins_sentence(law, gap.b1);
	if (markers_alone(quote, gap.a0, gap.a1) && whole) {
		comparing->elided = true;
		return;
	}
	if (find_stretch(comparing, gap.a0, gap.a1)) {
		comparing->elided |= gap.b0 < gap.b1;
		return;
	}
	comparing->unclear |= is_condensed(comparing, &gap);
	differ(comparing, gap);
}

/*
 * Is each sentence of the quotation one of the law's, word for word? Then they stand in another order, or are so much alike that the
 * runs mix them up: nothing differs.
 */
static bool is_verbatim(struct comparing *comparing)
{
	const struct qz_quote_text *quote = comparing->quote, *law = comparing->law;
	if (quote->count * law->count > SEARCH * 4)
		return false;
	memset(comparing->covered, 0, law->count * sizeof *comparing->covered);
	for (size_t from = 0, to; from < quote->count; from = to) {
		to = sentence_end(quote, from);
		if (!markers_alone(quote, from, to) && !cover_stretch(comparing, from, to, true))
			return false;
	}
	return true;
}

/* What stands in front of the first run. */
static void judge_head(struct comparing *comparing, const struct qz_quote_run *first)
{
	const struct qz_quote_text *quote = comparing->quote, *law = comparing->law;
	size_t a0 = first->a, b0 = first->b;
	if (first->a == 0 || find_stretch(comparing, 0, first->a))
		return;
	bool clause = begins_clause(law, first->b);
	if (clause && (quote->units[first->a].clause || first->a <= PREFACE)) {
		comparing->result->missed += first->a;
		return;
	}
	do
		a0--;
	while (a0 > 0 && !quote->units[a0].clause);
	while (!clause && b0 > 0) {
		b0--;
		clause = begins_clause(law, b0);
	}
	comparing->result->missed += a0;
	comparing->unclear |= first->a - a0 > EDGE || first->b - b0 > EDGE;
	const struct qz_quote_difference gap = {.a0 = a0, .a1 = first->a, .b0 = b0, .b1 = first->b};
	comparing->unclear |= is_condensed(comparing, &gap);
	differ(comparing, gap);
}

/* What stands behind the last run. */
static void judge_tail(struct comparing *comparing, size_t a, size_t b)
{
	const struct qz_quote_text *quote = comparing->quote, *law = comparing->law;
	if (a >= quote->count || find_stretch(comparing, a, quote->count))
		return;
	bool apart = begins_clause(quote, a) && begins_clause(law, b);
	if (apart || has_ellipsis(quote, a, a + 1) || markers_alone(quote, a, quote->count)) {
		comparing->result->missed += quote->count - a;
		return;
	}
	size_t a1 = sentence_end(quote, a), b1 = begins_sentence(law, b) ? b : sentence_end(law, b);
	comparing->unclear |= a1 - a > EDGE || b1 - b > EDGE;
	comparing->result->missed += quote->count - a1;
	differ(comparing, (struct qz_quote_difference){.a0 = a, .a1 = a1, .b0 = b, .b1 = b1});
}

static void judge_runs(struct comparing *comparing, const struct qz_quote_runs *runs)
{
	const struct qz_quote_run *last = NULL;
	for (size_t i = 0; i < runs->count; i++) {
		const struct qz_quote_run *run = &runs->runs[i];
		if (last)
			judge_gap(comparing, (struct qz_quote_difference){.a0 = last->a + last->len, .a1 = run->a, .b0 = last->b + last->len, .b1 = run->b});
		else
			judge_head(comparing, run);
		cover(comparing, run->b, run->b + run->len);
		comparing->result->matched += run->len;
		last = run;
	}
	if (last)
		judge_tail(comparing, last->a + last->len, last->b + last->len);
}

static bool is_cited(const struct qz_quote_cited *cited, uint32_t paragraph)
{
	for (size_t i = 0; i < cited->nparagraphs; i++)
		if (cited->paragraphs[i] == paragraph)
			return true;
	return cited->nparagraphs == 0;
}

/* Of what is cited: words left out, and whether any are quoted. */
static void count_left(struct comparing *comparing, const struct qz_quote_cited *cited)
{
	bool any = false;
	size_t left = 0;
	for (size_t i = 0; i < comparing->law->count; i++) {
		const struct qz_quote_unit *unit = &comparing->law->units[i];
		if (!is_cited(cited, unit->paragraph))
			continue;
		any |= comparing->covered[i];
		left += !comparing->covered[i] && !unit->marker;
	}
	comparing->result->left = any && !cited->points ? left : 0;
}

/* ---- amounts ---- */

/* Does the unit belong to an amount: 处一万元以上五万元以下的罚款? */
static bool is_amount(const struct qz_quote_text *text, size_t unit)
{
	return text->units[unit].number || unit_is(text, unit, "元倍以上下不足的处并");
}

/* Is there a number of 元 or 倍? */
static bool has_amount(const struct qz_quote_text *text, size_t from, size_t to)
{
	for (size_t i = from; i + 1 < to; i++)
		if (text->units[i].number && unit_is(text, i + 1, "元倍"))
			return true;
	return false;
}

static bool same_units(const struct comparing *comparing, const struct qz_quote_difference *gap)
{
	size_t len = gap->a1 - gap->a0;
	return len == gap->b1 - gap->b0 && memcmp(comparing->quote->ids + gap->a0, comparing->law->ids + gap->b0, len * sizeof(uint32_t)) == 0;
}

/* The difference with the whole amounts that it lies in. */
static struct qz_quote_difference widen(const struct comparing *comparing, const struct qz_quote_difference *gap)
{
	const struct qz_quote_text *quote = comparing->quote, *law = comparing->law;
	struct qz_quote_difference wide = *gap;
	while (wide.a0 > 0 && wide.b0 > 0 && quote->ids[wide.a0 - 1] == law->ids[wide.b0 - 1] && is_amount(law, wide.b0 - 1) && !law->units[wide.b0].clause) {
		wide.a0--;
		wide.b0--;
	}
	while (wide.a1 < quote->count && wide.b1 < law->count && quote->ids[wide.a1] == law->ids[wide.b1] && is_amount(law, wide.b1) && !law->units[wide.b1].clause) {
		wide.a1++;
		wide.b1++;
	}
	return wide;
}

/* Differences of amounts become those of whole amounts; what then overlaps is one. */
static void find_penalties(const struct comparing *comparing)
{
	struct qz_quote_result *result = comparing->result;
	size_t kept = 0;
	for (size_t i = 0; i < result->count; i++) {
		struct qz_quote_difference *gap = &result->differences[i], wide = widen(comparing, gap);
		bool penalty = has_amount(comparing->quote, wide.a0, wide.a1) && has_amount(comparing->law, wide.b0, wide.b1) && !same_units(comparing, &wide);
		struct qz_quote_difference *last = kept ? &result->differences[kept - 1] : NULL;
		if (penalty) {
			*gap = wide;
			gap->penalty = true;
		}
		if (last && (gap->a0 < last->a1 || gap->b0 < last->b1)) {
			last->a1 = gap->a1 > last->a1 ? gap->a1 : last->a1;
			last->b1 = gap->b1 > last->b1 ? gap->b1 : last->b1;
			last->penalty |= gap->penalty;
		} else {
			result->differences[kept++] = *gap;
		}
	}
	result->count = kept;
}

/* ---- the whole ---- */

/* Every sentence was found. */
static void take_as_it_is(struct comparing *comparing)
{
	struct qz_quote_result *result = comparing->result;
	result->count = result->cost = result->missed = 0;
	result->matched = comparing->quote->count;
	comparing->unclear = comparing->elided = false;
}


static enum qz_quote_state conclude(const struct comparing *comparing, const struct qz_quote_cited *cited)
{
	const struct qz_quote_result *result = comparing->result;
	size_t least = comparing->law->count < LEAST ? comparing->law->count : LEAST;
	bool quoted = result->matched >= least && result->matched > 0 && qz_quote_nearness(result) >= ALIKE && result->missed <= result->matched;
	if (!quoted || comparing->unclear || comparing->quote->many || comparing->law->many)
		return QZ_QUOTE_NONE;
	if (result->count > 0)
		return QZ_QUOTE_DIFFERS;
	return result->left > 0 || (comparing->elided && !cited->points) ? QZ_QUOTE_PARTIAL : QZ_QUOTE_EQUAL;
}

void qz_quote_compare(const struct qz_quote_text *quote, const struct qz_quote_text *law, const struct qz_quote_cited *cited,
		      struct qz_quote_result *result)
{
	struct qz_quote_runs runs = {.count = 0};
	*result = (struct qz_quote_result){.state = QZ_QUOTE_NONE};
	struct comparing comparing = {.quote = quote, .law = law, .result = result};
	if (quote->count == 0 || law->count == 0)
		return;
	comparing.covered = calloc(law->count, sizeof *comparing.covered);
	if (comparing.covered) {
		qz_quote_runs_make(quote, law, &runs);
		judge_runs(&comparing, &runs);
		if (result->count > 0 && !result->failed && is_verbatim(&comparing))
			take_as_it_is(&comparing);
		count_left(&comparing, cited);
		find_penalties(&comparing);
	}
	result->failed |= !comparing.covered || runs.failed;
	result->state = result->failed ? QZ_QUOTE_NONE : conclude(&comparing, cited);
	free(comparing.covered);
	free(runs.runs);
}
