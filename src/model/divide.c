/*
 * The division of an item's lines among the columns, for lines.h: the best sum over all monotone divisions of
 * what lines look like, and how much worse the best other place of each line is. Where the lines, with blank
 * ones for blank cells, are as many as the columns, their number tells the place, and the signs only agree or not.
 */
#include "model/lines.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Weights of the division, in tenths of a sign's weight. */
#define SKIP 6	       /* a column without a line */
#define SKIP_NAME 40
#define AGAIN 3	       /* another line of a block field */
#define AGAIN_PLAIN 35 /* … of a field that is one line */
#define MARGIN 20      /* what other divisions must be worse by */
#define CLEAR 30       /* … and a line in a free column beside its own */
#define AGREE 15       /* how much worse the place that numbers tell may be than the best by signs */
#define STRANGE (-45)  /* a line that is nothing of what its column holds */

struct division {
	struct qz_sheet_run *run;
	size_t lines, columns;
	size_t step_rows, next; /* rows from cell to cell; the row of the next item */
	int *weight;	     /* lines × columns: how much the line looks like the column */
	int *before, *after; /* lines × columns: the best sums up to and with this line in this column; of what is behind it */
	unsigned char *from; /* the column of the line before */
	int *skip;	     /* by column: the cost of all columns before it */
};

static bool is_plain(const struct division *division, size_t column)
{
	return qz_field_is_plain(division->run->header.columns[column].field);
}

static int skip_cost(const struct division *division, size_t from, size_t to)
{
	return to > from ? division->skip[to] - division->skip[from] : 0;
}

/* What a line in column `to` adds behind one in column `from`. */
static int step(const struct division *division, size_t line, size_t from, size_t to)
{
	int weight = division->weight[line * division->columns + to];
	if (from == to)
		return (weight > 0 ? weight / 2 : weight) - (is_plain(division, to) ? AGAIN_PLAIN : AGAIN);
	return weight - skip_cost(division, from + 1, to);
}

static void weigh_line(struct division *division, const struct qz_line *line, size_t index)
{
	struct qz_sheet_run *run = division->run;
	qz_traits_read(run->aligner.scratch, line->cell->text, line->cell->len, run->shared->vocabulary, &run->bodies);
	for (size_t c = 0; c < division->columns; c++)
		division->weight[index * division->columns + c] =
			10 * qz_traits_score(run->aligner.scratch, run->shared->vocabulary, run->header.columns[c].field);
}

static void sum_before(struct division *division, size_t i)
{
	size_t columns = division->columns;
	for (size_t c = 0; c < columns; c++) {
		int best = i == 0 ? division->weight[c] - skip_cost(division, 0, c) : INT_MIN / 2;
		for (size_t p = 0; i > 0 && p <= c; p++) {
			int sum = division->before[(i - 1) * columns + p] + step(division, i, p, c);
			if (sum > best) {
				best = sum;
				division->from[i * columns + c] = (unsigned char)p;
			}
		}
		division->before[i * columns + c] = best;
	}
}

static void sum_after(struct division *division, size_t i)
{
	size_t columns = division->columns;
	for (size_t c = 0; c < columns; c++) {
		bool last = i + 1 == division->lines;
		int best = last ? -skip_cost(division, c + 1, columns) : INT_MIN / 2;
		for (size_t q = c; !last && q < columns; q++) {
			int sum = step(division, i + 1, c, q) + division->after[(i + 1) * columns + q];
			best = sum > best ? sum : best;
		}
		division->after[i * columns + c] = best;
	}
}

static int total(const struct division *division, size_t line, size_t column)
{
	size_t at = line * division->columns + column;
	return division->before[at] + division->after[at];
}

static int best_division(const struct division *division, size_t *columns)
{
	size_t last = division->lines - 1, column = 0;
	for (size_t c = 1; c < division->columns; c++)
		if (total(division, last, c) > total(division, last, column))
			column = c;
	int best = total(division, last, column);
	for (size_t i = division->lines; i-- > 0; column = division->from[i * division->columns + column])
		columns[i] = column;
	return best;
}

/* The best sum that some line in another column than the chosen one still has. */
static int best_other(const struct division *division, const size_t *columns)
{
	int best = INT_MIN / 2;
	for (size_t i = 0; i < division->lines; i++)
		for (size_t c = 0; c < division->columns; c++)
			if (c != columns[i] && total(division, i, c) > best)
				best = total(division, i, c);
	return best;
}

/* Whether a line could as well stand in a free column between those of its neighbours. */
static bool may_stand_elsewhere(const struct division *division, const size_t *columns)
{
	for (size_t i = 0; i < division->lines; i++) {
		size_t low = i ? columns[i - 1] + 1 : 0, high = i + 1 < division->lines ? columns[i + 1] : division->columns;
		for (size_t c = low; c < high; c++)
			if (c != columns[i] && division->weight[i * division->columns + c] + CLEAR >= division->weight[i * division->columns + columns[i]])
				return true;
	}
	return false;
}

/*
 * The places that numbers tell: each line and each blank one for it is a cell. False when they are not as many as the
 * columns; less are enough where blank ones stand for cells, as those at the end of an item may be left out.
 */
static bool count_places(const struct division *division, const struct qz_line *lines, size_t *places)
{
	size_t step_rows = division->step_rows, last = lines[division->lines - 1].index;
	size_t column = 0;
	for (size_t i = 0; i < division->lines; i++) {
		size_t rows = i ? lines[i].index - lines[i - 1].index : step_rows;
		if (i && step_rows && rows % step_rows)
			return false;
		column += i && step_rows ? rows / step_rows : i > 0;
		if (column >= division->columns)
			return false;
		places[i] = column;
	}
	size_t behind = step_rows && division->next > last && (division->next - last) % step_rows == 0 ? (division->next - last) / step_rows - 1 : 0;
	return column + 1 + behind == division->columns || column + 1 == division->columns || column >= division->lines;
}

static int sum_of(const struct division *division, const size_t *columns)
{
	int sum = division->weight[columns[0]] - skip_cost(division, 0, columns[0]);
	for (size_t i = 1; i < division->lines; i++)
		sum += step(division, i, columns[i - 1], columns[i]);
	return sum - skip_cost(division, columns[division->lines - 1] + 1, division->columns);
}

/* Whether a division makes an item: it has a name, one line where one may stand, and no line that is strange to its column. */
static bool makes_sense(const struct division *division, const size_t *columns)
{
	bool named = false;
	for (size_t i = 0; i < division->lines; i++) {
		size_t c = columns[i];
		named |= division->run->header.columns[c].field == QZ_FIELD_NAME;
		if (i && columns[i - 1] == c && is_plain(division, c))
			return false;
		if (division->weight[i * division->columns + c] <= STRANGE && is_plain(division, c))
			return false;
	}
	return named;
}

static void choose(struct division *division, const struct qz_line *lines, size_t *columns, size_t *places, enum qz_fit *fit)
{
	int best = best_division(division, columns);
	bool counted = count_places(division, lines, places);
	if (counted && best - sum_of(division, places) <= AGREE) {
		memcpy(columns, places, division->lines * sizeof *columns);
		*fit = QZ_FIT_SURE;
	} else {
		bool doubtful = counted || best - best_other(division, columns) < MARGIN || may_stand_elsewhere(division, columns);
		*fit = doubtful ? QZ_FIT_DOUBTFUL : QZ_FIT_SURE;
		for (size_t i = 0; i < division->lines; i++)
			places[i] = i;
		if (doubtful && division->lines < division->columns && best - sum_of(division, places) <= AGREE)
			memcpy(columns, places, division->lines * sizeof *columns); /* rather the last cells were left out */
	}
	if (!makes_sense(division, columns))
		*fit = QZ_FIT_NONE;
}

static void free_division(struct division *division)
{
	free(division->weight);
	free(division->before);
	free(division->after);
	free(division->from);
	free(division->skip);
}

int qz_lines_divide(struct qz_sheet_run *run, const struct qz_line *lines, size_t count, size_t step_rows, size_t next,
		    size_t *columns, enum qz_fit *fit)
{
	struct division division = {.run = run, .lines = count, .columns = run->header.count, .step_rows = step_rows, .next = next};
	size_t cells = count * division.columns;
	size_t *places = malloc((count + 1) * sizeof *places);
	*fit = QZ_FIT_NONE;
	division.weight = malloc((cells + 1) * sizeof *division.weight);
	division.before = malloc((cells + 1) * sizeof *division.before);
	division.after = malloc((cells + 1) * sizeof *division.after);
	division.from = calloc(cells + 1, 1);
	division.skip = calloc(division.columns + 1, sizeof *division.skip);
	bool ready = places && division.weight && division.before && division.after && division.from && division.skip;
	for (size_t c = 0; ready && c < division.columns; c++)
		division.skip[c + 1] = division.skip[c] + (run->header.columns[c].field == QZ_FIELD_NAME ? SKIP_NAME : SKIP);
	for (size_t i = 0; ready && i < count; i++) {
		weigh_line(&division, &lines[i], i);
		sum_before(&division, i);
	}
	for (size_t i = count; ready && i-- > 0;)
		sum_after(&division, i);
	if (ready && count)
		choose(&division, lines, columns, places, fit);
	free_division(&division);
	free(places);
	return ready ? 0 : -1;
}
