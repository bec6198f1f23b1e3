/*
 * Moving width to where rows are high, for fit.h.
 */
#include "emit/fit.h"

#include <math.h>
#include <stdbool.h>

#define MOVES 120   /* at most */
#define UNEVEN 0.4f /* characters that a line loses because no punctuation mark may begin it */
#define RECEIVERS 6 /* columns looked at for each move: those that make most rows high */

unsigned qz_fit_cell_lines(const struct qz_fit_cell *cell, unsigned width)
{
	unsigned characters = width > QZ_FIT_MARGINS + QZ_FIT_CHARACTER ? (width - QZ_FIT_MARGINS) / QZ_FIT_CHARACTER : 1;
	if (cell->paragraphs == 0)
		return 1;
	float each = cell->characters / (float)cell->paragraphs;
	return each <= (float)characters ? cell->paragraphs : cell->paragraphs * (unsigned)ceilf(each / ((float)characters - UNEVEN));
}

static unsigned row_lines(const struct qz_fit *fit, const struct qz_fit_cell *row, const unsigned *widths)
{
	unsigned most = 1;
	for (size_t c = 0; c < fit->columns; c++) {
		unsigned lines = qz_fit_cell_lines(&row[c], widths[c]);
		most = lines > most ? lines : most;
	}
	return most;
}

unsigned long qz_fit_lines(const struct qz_fit *fit, const unsigned *widths)
{
	unsigned long sum = 0;
	for (size_t row = 0; row < fit->rows; row++)
		sum += row_lines(fit, &fit->cells[row * fit->columns], widths);
	unsigned head = fit->head ? row_lines(fit, fit->head, widths) : 0;
	return head < fit->page ? sum * fit->page / (fit->page - head) : sum;
}

/* By column: the lines of the rows in which it is the highest. */
static void weigh_columns(const struct qz_fit *fit, const unsigned *widths, unsigned long *weights)
{
	for (size_t c = 0; c < fit->columns; c++)
		weights[c] = 0;
	for (size_t row = 0; row < fit->rows; row++) {
		unsigned most = row_lines(fit, &fit->cells[row * fit->columns], widths);
		for (size_t c = 0; c < fit->columns; c++)
			if (most > 1 && qz_fit_cell_lines(&fit->cells[row * fit->columns + c], widths[c]) == most)
				weights[c] += most;
	}
}

/* The best move to column `to`; true when it beats *lines. Leaves the widths as they were. */
static bool try_givers(const struct qz_fit *fit, unsigned *widths, size_t to, unsigned long *lines, size_t *from, unsigned *step)
{
	static const unsigned steps[] = {1, 2, 4, 8};
	bool better = false;
	for (size_t giver = 0; giver < fit->columns; giver++) {
		for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
			unsigned width = steps[s] * QZ_FIT_CHARACTER;
			if (giver == to || widths[giver] < fit->least[giver] + width)
				break;
			widths[giver] -= width;
			widths[to] += width;
			unsigned long now = qz_fit_lines(fit, widths);
			widths[giver] += width;
			widths[to] -= width;
			if (now < *lines) {
				*lines = now;
				*from = giver;
				*step = width;
				better = true;
			}
		}
	}
	return better;
}

static bool move_once(const struct qz_fit *fit, unsigned *widths, unsigned long *lines)
{
	unsigned long weights[QZ_FIT_COLUMNS], before = *lines;
	size_t from = 0, to = 0;
	unsigned step = 0;
	weigh_columns(fit, widths, weights);
	for (int receiver = 0; receiver < RECEIVERS; receiver++) {
		size_t best = 0;
		for (size_t c = 1; c < fit->columns; c++)
			best = weights[c] > weights[best] ? c : best;
		if (weights[best] == 0)
			break;
		weights[best] = 0;
		if (try_givers(fit, widths, best, lines, &from, &step))
			to = best;
	}
	if (*lines + before / 100 >= before)
		return false; /* gains below a hundredth are within what the estimate is wrong by */
	widths[from] -= step;
	widths[to] += step;
	return true;
}

void qz_fit_improve(const struct qz_fit *fit, unsigned *widths)
{
	unsigned long lines = qz_fit_lines(fit, widths);
	for (int move = 0; move < MOVES && move_once(fit, widths, &lines);)
		move++;
}
