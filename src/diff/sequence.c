/*
 * Sequences, for sequence.h: Myers' middle snake, found from both ends at once.
 */
#include "diff/sequence.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

#define MOST_STEPS 400 /* edits looked for from each end before a stretch is cut */

/* A stretch of both sequences: a[x0 … x1) against b[y0 … y1). */
struct box {
	ptrdiff_t x0, x1, y0, y1;
};

/* How far one end has got on each diagonal x - y, from `low` to `high`. */
struct front {
	ptrdiff_t *reach;
	ptrdiff_t low, high;
};

struct aligner {
	const uint32_t *a, *b;
	size_t *partners;
	ptrdiff_t *memory, *ahead, *back; /* indexed by diagonal */
	struct box *todo;
	size_t ntodo, cap;
	bool failed;
};

struct point {
	ptrdiff_t x, y;
	bool found;
};

/* One diagonal more on either side, as far as the box has any. */
static void widen(struct front *front, ptrdiff_t least, ptrdiff_t most, ptrdiff_t nowhere)
{
	if (front->low > least)
		front->reach[--front->low - 1] = nowhere;
	else
		front->low++;
	if (front->high < most)
		front->reach[++front->high + 1] = nowhere;
	else
		front->high--;
}

/* One edit more from the beginning; found: the point where this meets what came from the end. */
static struct point step_ahead(const struct aligner *aligner, const struct box *box, struct front *ahead, const struct front *back, bool odd)
{
	widen(ahead, box->x0 - box->y1, box->x1 - box->y0, -1);
	for (ptrdiff_t d = ahead->high; d >= ahead->low; d -= 2) {
		ptrdiff_t right = ahead->reach[d - 1] + 1, down = ahead->reach[d + 1];
		ptrdiff_t x = right > down ? right : down, y = x - d;
		while (x < box->x1 && y < box->y1 && aligner->a[x] == aligner->b[y]) {
			x++;
			y++;
		}
		ahead->reach[d] = x;
		if (odd && d >= back->low && d <= back->high && back->reach[d] <= x)
			return (struct point){x, y, true};
	}
	return (struct point){0, 0, false};
}

/* The same from the end. */
static struct point step_back(const struct aligner *aligner, const struct box *box, const struct front *ahead, struct front *back, bool odd)
{
	widen(back, box->x0 - box->y1, box->x1 - box->y0, PTRDIFF_MAX);
	for (ptrdiff_t d = back->high; d >= back->low; d -= 2) {
		ptrdiff_t up = back->reach[d - 1], left = back->reach[d + 1] == PTRDIFF_MAX ? PTRDIFF_MAX : back->reach[d + 1] - 1;
		ptrdiff_t x = up < left ? up : left, y = x - d;
		while (x > box->x0 && y > box->y0 && aligner->a[x - 1] == aligner->b[y - 1]) {
			x--;
			y--;
		}
		back->reach[d] = x;
		if (!odd && d >= ahead->low && d <= ahead->high && x <= ahead->reach[d])
			return (struct point){x, y, true};
	}
	return (struct point){0, 0, false};
}

/* Where the beginning has got furthest, to cut a stretch that differs too much. */
static struct point furthest(const struct box *box, const struct front *ahead)
{
	struct point best = {box->x0, box->y0, true};
	for (ptrdiff_t d = ahead->high; d >= ahead->low; d -= 2) {
		ptrdiff_t x = ahead->reach[d] < box->x1 ? ahead->reach[d] : box->x1, y = x - d;
		if (y > box->y1) {
			x = box->y1 + d;
			y = box->y1;
		}
		if (x + y > best.x + best.y)
			best = (struct point){x, y, true};
	}
	return best;
}

/* A point that a good alignment of the box goes through; the box begins and ends with a difference. */
static struct point find_cut(const struct aligner *aligner, const struct box *box)
{
	ptrdiff_t first = box->x0 - box->y0, last = box->x1 - box->y1;
	struct front ahead = {aligner->ahead, first, first}, back = {aligner->back, last, last};
	bool odd = ((first - last) & 1) != 0;
	ahead.reach[first] = box->x0;
	back.reach[last] = box->x1;
	for (int steps = 1;; steps++) {
		struct point met = step_ahead(aligner, box, &ahead, &back, odd);
		if (!met.found)
			met = step_back(aligner, box, &ahead, &back, odd);
		if (!met.found && steps >= MOST_STEPS)
			met = furthest(box, &ahead);
		if (met.found)
			return met;
	}
}

static void push(struct aligner *aligner, struct box box)
{
	if (box.x0 == box.x1 || box.y0 == box.y1)
		return;
	if (qz_array_grow(&aligner->todo, aligner->ntodo, &aligner->cap, sizeof box))
		aligner->todo[aligner->ntodo++] = box;
	else
		aligner->failed = true;
}

/* What both begin and end with is aligned; the rest is cut in two. */
static void align_box(struct aligner *aligner, struct box box)
{
	while (box.x0 < box.x1 && box.y0 < box.y1 && aligner->a[box.x0] == aligner->b[box.y0])
		aligner->partners[box.x0++] = (size_t)box.y0++;
	while (box.x0 < box.x1 && box.y0 < box.y1 && aligner->a[box.x1 - 1] == aligner->b[box.y1 - 1])
		aligner->partners[--box.x1] = (size_t)--box.y1;
	if (box.x0 == box.x1 || box.y0 == box.y1)
		return;
	struct point cut = find_cut(aligner, &box);
	bool corner = (cut.x == box.x0 && cut.y == box.y0) || (cut.x == box.x1 && cut.y == box.y1);
	if (corner)
		return; /* nothing more in common that could be found */
	push(aligner, (struct box){cut.x, box.x1, cut.y, box.y1});
	push(aligner, (struct box){box.x0, cut.x, box.y0, cut.y});
}

int qz_sequence_align(const uint32_t *a, size_t n, const uint32_t *b, size_t m, size_t *partners)
{
	struct aligner aligner = {.a = a, .b = b, .partners = partners};
	size_t diagonals = n + m + 3;
	for (size_t i = 0; i < n; i++)
		partners[i] = QZ_ALONE;
	if (n == 0 || m == 0)
		return 0;
	aligner.memory = malloc(2 * diagonals * sizeof *aligner.memory);
	if (!aligner.memory)
		return -1;
	aligner.ahead = aligner.memory + m + 1;
	aligner.back = aligner.ahead + diagonals;
	push(&aligner, (struct box){0, (ptrdiff_t)n, 0, (ptrdiff_t)m});
	while (aligner.ntodo > 0)
		align_box(&aligner, aligner.todo[--aligner.ntodo]);
	free(aligner.memory);
	free(aligner.todo);
	return aligner.failed ? -1 : 0;
}

/* The number of tails that are smaller than the value. */
static size_t count_smaller(const size_t *values, const size_t *tails, size_t ntails, size_t value)
{
	size_t low = 0, high = ntails;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (values[tails[middle]] < value)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int qz_sequence_ascending(const size_t *values, size_t n, unsigned char *kept)
{
	size_t *tails = malloc((2 * n + 1) * sizeof *tails), *before = tails ? tails + n : NULL, ntails = 0;
	if (!tails)
		return -1;
	memset(kept, 0, n);
	for (size_t i = 0; i < n; i++) {
		size_t length = count_smaller(values, tails, ntails, values[i]);
		before[i] = length > 0 ? tails[length - 1] : QZ_ALONE;
		tails[length] = i;
		ntails += length == ntails;
	}
	for (size_t i = ntails ? tails[ntails - 1] : QZ_ALONE; i != QZ_ALONE; i = before[i])
		kept[i] = 1;
	free(tails);
	return 0;
}
