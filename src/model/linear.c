/*
 * Tables that have come apart: cells one a line (copied from a page or a PDF), or
 * cards of labels and values, one an item. Every line is a row of its own with
 * one cell; which column it belongs to is told by the label before it (cards), or
 * by the best monotone division of an item's lines among the columns.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "model/sheet.h"

#define MAX_LINES 200000
#define MAX_COLUMNS 48
#define MAX_ITEM_LINES 4000
#define MAX_LABEL_BYTES 120
#define MAX_CARD_WIDTH 4 /* columns of a card: one or two labels, each with its value */

/* Weights of the division, in tenths of a sign's weight. */
#define SKIP 6        /* a column without a line */
#define SKIP_NAME 40
#define AGAIN 8       /* another line of a block field */
#define AGAIN_PLAIN 40 /* … of a field that is one line */

struct line {
	const struct qz_row *row;
	const struct qz_cell *cell;
	const struct qz_label *label; /* it is a label of the vocabulary, exactly; NULL else */
	char *name;   /* what it labels, normalised; NULL when it is no label and no heading */
	size_t index; /* of its row */
};

struct lines {
	struct line *list;
	size_t count;
	size_t widest;  /* filled cells of the fullest row: with more than MAX_CARD_WIDTH it is no such sheet, and no line behind it counts */
	size_t headed;  /* rows of a heading and one more cell */
	size_t rows;    /* rows with content */
};

static void lines_done(struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->list[i].name);
	free(lines->list);
}

/* All filled cells that are seen, in reading order. */
static int gather_lines(const struct qz_sheet_run *run, struct lines *lines)
{
	size_t cap = 0;
	*lines = (struct lines){0};
	for (size_t r = 0; r < run->sheet->nrows && lines->count < MAX_LINES && lines->widest <= MAX_CARD_WIDTH; r++) {
		const struct qz_row *row = &run->sheet->rows[r];
		size_t filled = 0;
		for (size_t i = 0; i < row->ncells; i++) {
			const struct qz_cell *cell = &row->cells[i];
			if (row->hidden || cell->covered || qz_cell_is_blank(cell) || qz_sheet_is_hidden(run, cell))
				continue;
			if (!qz_array_grow(&lines->list, lines->count, &cap, sizeof *lines->list))
				return -1;
			struct line *line = &lines->list[lines->count++];
			*line = (struct line){.row = row, .cell = cell, .label = qz_header_label(cell, run->shared->vocabulary), .index = r};
			if ((line->label || cell->heading) && !(line->name = qz_header_name(cell)))
				return -1;
			filled++;
		}
		lines->rows += filled > 0;
		lines->headed += filled > 0 && row->ncells == 2 && row->cells[0].heading;
		lines->widest = filled > lines->widest ? filled : lines->widest;
	}
	return 0;
}

static bool is_label_like(const struct line *line)
{
	return line->cell->len <= MAX_LABEL_BYTES && !strstr(line->cell->text, "。") && !strstr(line->cell->text, "《");
}

/* A cell that another one stands to the right of, even a blank one. */
static bool has_place_beside(const struct line *line)
{
	const struct qz_cell *last = &line->row->cells[line->row->ncells - 1];
	return line->cell->column < last->column && !qz_cell_is_blank(line->cell);
}

/*
 * Labels that the vocabulary lacks are known by their place: where half of what stands
 * in a column of the grid is labels, the short texts there that have a place for a value
 * beside them are labels too.
 */
static int name_by_place(struct lines *lines)
{
	size_t labels[MAX_CARD_WIDTH] = {0}, filled[MAX_CARD_WIDTH] = {0};
	for (size_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->list[i];
		if (line->cell->column < MAX_CARD_WIDTH && has_place_beside(line)) {
			filled[line->cell->column]++;
			labels[line->cell->column] += line->name != NULL;
		}
	}
	for (size_t i = 0; i < lines->count; i++) {
		struct line *line = &lines->list[i];
		unsigned column = line->cell->column;
		if (line->name || column >= MAX_CARD_WIDTH || labels[column] * 2 < filled[column] || !has_place_beside(line) || !is_label_like(line))
			continue;
		if (!(line->name = qz_header_name(line->cell)))
			return -1;
	}
	return 0;
}

static int read_sheet(const struct qz_sheet_run *run, struct lines *lines)
{
	int result = gather_lines(run, lines);
	return result == 0 && lines->widest <= MAX_CARD_WIDTH ? name_by_place(lines) : result;
}

/* How many different fields the labels from `from` on name, as long as they stand directly behind one another. */
static size_t count_run(const struct lines *lines, size_t from, bool *named)
{
	bool seen[QZ_FIELDS] = {false};
	size_t fields = 0;
	for (size_t i = from; i < lines->count && lines->list[i].label; i++) {
		enum qz_field field = lines->list[i].label->field;
		fields += !seen[field];
		seen[field] = true;
		*named |= field == QZ_FIELD_NAME;
	}
	return fields;
}

/* ---- cards ---- */

/*
 * Labels and values take turns: at least three different fields, the name among
 * them, and hardly a label directly behind another (where the format itself
 * says what is a label, blank values do not matter). *first is the first label.
 */
static bool are_cards(const struct lines *lines, size_t *first)
{
	bool seen[QZ_FIELDS] = {false};
	size_t fields = 0, labels = 0, followed = 0;
	for (size_t i = 0; i < lines->count; i++) {
		if (!lines->list[i].name)
			continue;
		if (labels++ == 0)
			*first = i;
		followed += i + 1 < lines->count && !lines->list[i + 1].name;
		if (!lines->list[i].label)
			continue;
		fields += !seen[lines->list[i].label->field];
		seen[lines->list[i].label->field] = true;
	}
	bool turns = followed * 4 >= labels * 3 && lines->count <= labels * 12;
	bool headed = lines->headed * 5 >= lines->rows * 4;
	return lines->widest <= MAX_CARD_WIDTH && fields >= 3 && seen[QZ_FIELD_NAME] && (turns || headed);
}

/*
 * The labels of all cards are the columns, in the order of the cards: one that earlier
 * cards lack goes behind the label it follows.
 */
static size_t card_columns(const struct lines *lines, size_t first, size_t *columns)
{
	size_t count = 0, place = 0;
	for (size_t i = first; i < lines->count && count < MAX_COLUMNS; i++) {
		const char *name = lines->list[i].name;
		size_t k = 0;
		while (name && k < count && strcmp(lines->list[columns[k]].name, name) != 0)
			k++;
		if (name && k == count) {
			memmove(columns + place + 1, columns + place, (count - place) * sizeof *columns);
			columns[place] = i;
			count++;
			k = place;
		}
		place = name ? k + 1 : place;
	}
	return count;
}

/* ---- one cell a line ---- */

static bool begins_item(struct qz_sheet_run *run, const struct line *line, enum qz_field field)
{
	struct qz_traits *traits = run->aligner.scratch;
	qz_traits_read(traits, line->cell->text, line->cell->len, run->shared->vocabulary, &run->bodies);
	return qz_traits_has(traits, field == QZ_FIELD_CODE ? QZ_SHAPE_CODE : QZ_SHAPE_SERIAL);
}

/* The lines of a header that stand behind one another, until the first item begins. */
static size_t line_columns(struct qz_sheet_run *run, const struct lines *lines, size_t *columns)
{
	size_t count = 0, known = 0, first = 0;
	bool named = false;
	while (first < lines->count && count_run(lines, first, &named) < 3)
		first++;
	named = false;
	enum qz_field lead = first < lines->count ? lines->list[first].label->field : QZ_FIELDS;
	if (lead != QZ_FIELD_SERIAL && lead != QZ_FIELD_CODE)
		return 0;
	for (size_t i = first; i < lines->count && count < MAX_COLUMNS; i++) {
		const struct line *line = &lines->list[i];
		if (!line->label && (!is_label_like(line) || begins_item(run, line, lead)))
			break;
		columns[count++] = i;
		known += line->label != NULL;
		named |= line->label && line->label->field == QZ_FIELD_NAME;
	}
	return known >= 4 && named ? count : 0;
}

/* ---- what the sheet is ---- */

static int make_header(struct qz_sheet_run *run, const struct lines *lines, const size_t *columns, size_t count)
{
	const struct qz_cell *cells[MAX_COLUMNS];
	const struct qz_row *rows[MAX_COLUMNS];
	for (size_t i = 0; i < count; i++) {
		cells[i] = lines->list[columns[i]].cell;
		rows[i] = lines->list[columns[i]].row;
	}
	return qz_header_of_cells(cells, rows, count, lines->list[columns[0]].index, run->shared->vocabulary, &run->header);
}

int qz_linear_find(struct qz_sheet_run *run)
{
	struct lines lines;
	struct qz_traits *scratch = malloc(sizeof *scratch);
	size_t columns[MAX_COLUMNS], count = 0, first = 0;
	int result = scratch ? read_sheet(run, &lines) : -1;
	run->aligner.scratch = scratch;
	if (result == 0) {
		run->cards = are_cards(&lines, &first);
		count = run->cards ? card_columns(&lines, first, columns) : lines.widest <= 2 ? line_columns(run, &lines, columns) : 0;
		if (count > 0)
			result = make_header(run, &lines, columns, count) == 0 ? 1 : -1;
	}
	if (scratch)
		lines_done(&lines);
	run->linear = result == 1;
	run->aligner.scratch = NULL;
	free(scratch);
	return result;
}

/* ---- reading ---- */

/* Adds a line to the item being gathered, in a column. */
static int add_line(struct qz_sheet_run *run, const struct line *line, size_t column)
{
	struct qz_slot *slots = calloc(run->header.count, sizeof *slots);
	struct qz_item_row *row = slots ? qz_item_row_add(run) : NULL;
	if (!row) {
		free(slots);
		return -1;
	}
	*row = (struct qz_item_row){.row = line->row, .slots = slots};
	slots[column] = (struct qz_slot){.row = line->row, .cell = line->cell, .len = line->cell->len, .head = true};
	return 0;
}

static void flush(struct qz_sheet_run *run)
{
	if (run->nrows)
		qz_item_write(run);
	for (size_t i = 0; i < run->nrows; i++)
		free(run->rows[i].slots);
	run->nrows = 0;
}

/* The column whose label a line repeats, or count. */
static size_t column_of_label(const struct qz_sheet_run *run, const struct line *line)
{
	size_t c = 0;
	while (c < run->header.count && strcmp(run->header.columns[c].normalised, line->name) != 0)
		c++;
	return c;
}

static int read_cards(struct qz_sheet_run *run, const struct lines *lines)
{
	size_t column = 0, past = 0;
	int result = 0;
	for (size_t i = 0; i < lines->count && result == 0; i++) {
		const struct line *line = &lines->list[i];
		if (line->index < run->header.row)
			continue;
		size_t named = line->name ? column_of_label(run, line) : run->header.count;
		if (named == run->header.count) { /* a value, or a label that the first card lacks */
			result = add_line(run, line, column);
			continue;
		}
		if (run->header.columns[named].cell != line->cell) {
			if (named < column || past == named + 1) /* labels begin again: the next card */
				flush(run);
			qz_sheet_omit(run, line->row, line->cell, "header-repeat");
		}
		column = named;
		past = named + 1;
	}
	flush(run);
	return result;
}

/* The division of one item's lines. */
struct division {
	size_t lines, columns;
	int *best;            /* lines × columns: the best sum with this line in this column */
	unsigned char *from;  /* the column of the line before */
};

static int weigh(struct qz_sheet_run *run, const struct line *line, size_t column)
{
	qz_traits_read(run->aligner.scratch, line->cell->text, line->cell->len, run->shared->vocabulary, &run->bodies);
	return 10 * qz_traits_score(run->aligner.scratch, run->shared->vocabulary, run->header.columns[column].field);
}

static int skip_cost(const struct qz_sheet_run *run, size_t from, size_t to)
{
	int cost = 0;
	for (size_t c = from; c < to; c++)
		cost += run->header.columns[c].field == QZ_FIELD_NAME ? SKIP_NAME : SKIP;
	return cost;
}

/* Fills one row of the division: line `i` may stay in the column of the line before, or go on to a later one. */
static void place_line(struct qz_sheet_run *run, const struct line *line, struct division *division, size_t i)
{
	for (size_t c = 0; c < division->columns; c++) {
		int weight = weigh(run, line, c), best = INT_MIN / 2;
		size_t from = 0;
		for (size_t p = 0; i > 0 && p <= c; p++) {
			bool plain = qz_field_is_plain(run->header.columns[c].field);
			int before = division->best[(i - 1) * division->columns + p];
			int sum = p == c ? before + (weight > 0 ? weight / 2 : 0) - (plain ? AGAIN_PLAIN : AGAIN) + 5
					 : before + weight - skip_cost(run, p + 1, c);
			if (sum > best) {
				best = sum;
				from = p;
			}
		}
		division->best[i * division->columns + c] = i == 0 ? weight - skip_cost(run, 0, c) : best;
		division->from[i * division->columns + c] = (unsigned char)from;
	}
}

static int divide_item(struct qz_sheet_run *run, const struct line *lines, size_t count)
{
	struct division division = {.lines = count, .columns = run->header.count};
	size_t columns[MAX_ITEM_LINES];
	if (count == 0 || count > MAX_ITEM_LINES)
		return count ? -1 : 0;
	division.best = malloc(count * division.columns * sizeof *division.best);
	division.from = malloc(count * division.columns);
	int result = division.best && division.from ? 0 : -1;
	for (size_t i = 0; i < count && result == 0; i++)
		place_line(run, &lines[i], &division, i);
	if (result == 0) {
		size_t column = 0;
		const int *last = division.best + (count - 1) * division.columns;
		for (size_t c = 1; c < division.columns; c++)
			if (last[c] - skip_cost(run, c + 1, division.columns) > last[column] - skip_cost(run, column + 1, division.columns))
				column = c;
		for (size_t i = count; i-- > 0; column = division.from[i * division.columns + column])
			columns[i] = column;
		for (size_t i = 0; i < count && result == 0; i++)
			result = add_line(run, &lines[i], columns[i]);
	}
	flush(run);
	free(division.best);
	free(division.from);
	return result;
}

static long number_of(const struct line *line)
{
	return strtol(line->cell->text + qz_skip_blanks(line->cell->text, line->cell->len), NULL, 10);
}

/* Items begin at a line that is a serial one higher than the last (or, without serials, a code). */
static int read_lines(struct qz_sheet_run *run, const struct lines *lines)
{
	enum qz_field lead = run->header.columns[0].field;
	size_t start = 0;
	long expected = 0;
	int result = 0;
	while (start < lines->count && lines->list[start].cell != run->header.columns[run->header.count - 1].cell)
		start++;
	start++;
	for (size_t i = start; i <= lines->count && result == 0; i++) {
		bool begins = i < lines->count && begins_item(run, &lines->list[i], lead);
		if (begins && lead == QZ_FIELD_SERIAL && expected && number_of(&lines->list[i]) != expected)
			begins = false;
		if (begins && lead == QZ_FIELD_SERIAL)
			expected = number_of(&lines->list[i]) + 1;
		if ((begins && i > start) || i == lines->count) {
			result = divide_item(run, lines->list + start, i - start);
			start = i;
		}
	}
	return result;
}

int qz_linear_read(struct qz_sheet_run *run)
{
	struct lines lines;
	int result = read_sheet(run, &lines);
	if (result == 0)
		result = run->cards ? read_cards(run, &lines) : read_lines(run, &lines);
	lines_done(&lines);
	free(run->rows);
	run->rows = NULL;
	return result;
}

/* ---- text that a conversion has spoilt ---- */

/* Counts characters with a Latin syllable in brackets behind them. */
static size_t count_spelt(const struct qz_cell *cell)
{
	size_t count = 0;
	uint32_t before = 0, cp = 0;
	for (size_t at = 0, n; at < cell->len; at += n) {
		n = qz_utf8_decode(cell->text + at, cell->len - at, &cp);
		n = n ? n : 1;
		if (cp == '(' && before >= 0x4E00 && before <= 0x9FFF) {
			size_t end = at + 1, letters = 0;
			uint32_t letter = 0;
			for (size_t m; (m = qz_utf8_decode(cell->text + end, cell->len - end, &letter)) && letter < 0x250 && letter > '@'; end += m)
				letters++;
			count += letters >= 1 && letters <= 7 && letter == ')';
		}
		before = cp;
	}
	return count;
}

bool qz_table_is_garbled(const struct qz_table *table)
{
	size_t spelt = 0;
	for (size_t s = 0; s < table->nsheets; s++)
		for (size_t r = 0; r < table->sheets[s].nrows; r++)
			for (size_t c = 0; c < table->sheets[s].rows[r].ncells; c++)
				spelt += count_spelt(&table->sheets[s].rows[r].cells[c]);
	return spelt >= 10;
}
