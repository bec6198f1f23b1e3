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
#include "model/lines.h"
#include "model/numeral.h"

#define MAX_LINES 200000
#define MAX_COLUMNS 48
#define MAX_LABEL_BYTES 120
#define MAX_CARD_WIDTH 4 /* columns of a card: one or two labels, each with its value */

struct lines {
	struct qz_line *list;
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
			struct qz_line *line = &lines->list[lines->count++];
			*line = (struct qz_line){.row = row, .cell = cell, .label = qz_header_label(cell, run->shared->vocabulary), .index = r};
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

static bool is_label_like(const struct qz_line *line)
{
	return line->cell->len <= MAX_LABEL_BYTES && !strstr(line->cell->text, "。") && !strstr(line->cell->text, "《");
}

/* A cell that another one stands to the right of, even a blank one. */
static bool has_place_beside(const struct qz_line *line)
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
		const struct qz_line *line = &lines->list[i];
		if (line->cell->column < MAX_CARD_WIDTH && has_place_beside(line)) {
			filled[line->cell->column]++;
			labels[line->cell->column] += line->name != NULL;
		}
	}
	for (size_t i = 0; i < lines->count; i++) {
		struct qz_line *line = &lines->list[i];
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

/* ---- cards ---- */

/*
 * Whether what stands behind the labels is of their kind: where nothing but the order tells labels from
 * values, a header of which some labels are not known looks like labels and values, too.
 */
static bool have_values(struct qz_sheet_run *run, const struct lines *lines)
{
	size_t values = 0, wrong = 0;
	for (size_t i = 0; i + 1 < lines->count; i++) {
		const struct qz_line *line = &lines->list[i], *next = &lines->list[i + 1];
		if (!line->label || next->name)
			continue;
		qz_traits_read(run->aligner.scratch, next->cell->text, next->cell->len, run->shared->vocabulary, &run->bodies);
		int score = qz_traits_score(run->aligner.scratch, run->shared->vocabulary, line->label->field);
		if (line->label->field == QZ_FIELD_SERIAL && score < 0)
			return false;
		values++;
		wrong += score < 0;
	}
	return values > 0 && wrong * 3 <= values;
}

/*
 * Labels and values take turns: at least three different fields, the name among
 * them, and hardly a label directly behind another (where the format itself
 * says what is a label, blank values do not matter). *first is the first label.
 */
static bool are_cards(struct qz_sheet_run *run, const struct lines *lines, size_t *first)
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
	bool cards = lines->widest <= MAX_CARD_WIDTH && fields >= 3 && seen[QZ_FIELD_NAME] && (turns || headed);
	return cards && (lines->widest > 1 || have_values(run, lines));
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

static bool begins_item(struct qz_sheet_run *run, const struct qz_line *line, enum qz_field field)
{
	struct qz_traits *traits = run->aligner.scratch;
	qz_traits_read(traits, line->cell->text, line->cell->len, run->shared->vocabulary, &run->bodies);
	return qz_traits_has(traits, field == QZ_FIELD_CODE ? QZ_SHAPE_CODE : QZ_SHAPE_SERIAL);
}

/* Whether a line that is no known label may be that of the items' names. */
static bool may_name_items(const struct qz_sheet_run *run, const struct qz_line *line, bool *failed)
{
	char *name = qz_header_name(line->cell);
	const struct qz_assumed *assumed = name ? qz_label_assumed(run->shared->vocabulary, name) : NULL;
	*failed |= !name;
	free(name);
	return assumed && !assumed->kind;
}

/*
 * The lines of a header that stand behind one another, from the label of serials or codes until the first
 * item begins. Labels that are not known may stand among them; with less than three known ones, or without
 * the names, it is none. SIZE_MAX: no memory.
 */
static size_t line_columns(struct qz_sheet_run *run, const struct lines *lines, size_t *columns)
{
	for (size_t first = 0; first < lines->count; first++) {
		const struct qz_label *lead = lines->list[first].label;
		size_t count = 0, known = 0;
		bool named = false, ended = false, failed = false;
		if (!lead || (lead->field != QZ_FIELD_SERIAL && lead->field != QZ_FIELD_CODE))
			continue;
		for (size_t i = first; i < lines->count && count < MAX_COLUMNS && !ended; i++) {
			const struct qz_line *line = &lines->list[i];
			ended = !line->label && (!is_label_like(line) || begins_item(run, line, lead->field));
			if (ended)
				break;
			columns[count++] = i;
			known += line->label != NULL;
			named |= line->label ? line->label->field == QZ_FIELD_NAME : may_name_items(run, line, &failed);
		}
		if (failed)
			return SIZE_MAX;
		bool many = lead->field == QZ_FIELD_SERIAL ? known * 3 >= count : known * 2 > count; /* a code's value may look like no code */
		if (ended && known >= 3 && named && many)
			return count;
	}
	return 0;
}

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

/* ---- reading ---- */

/* Adds a line to the item being gathered, in a column. */
static int add_line(struct qz_sheet_run *run, const struct qz_line *line, size_t column)
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
static size_t column_of_label(const struct qz_sheet_run *run, const struct qz_line *line)
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
		const struct qz_line *line = &lines->list[i];
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

/* What stands between two items of lines, or in them, and is none of theirs: the header again, a page's mark, a note at the end. */
static size_t count_foreign(const struct qz_sheet_run *run, const struct lines *lines, size_t at)
{
	const struct qz_header *header = &run->header;
	const struct qz_line *line = &lines->list[at];
	size_t same = 0;
	while (same < header->count && at + same < lines->count) {
		const struct qz_cell *cell = lines->list[at + same].cell;
		if (!qz_label_is(cell->text, cell->len, header->columns[same].normalised))
			break;
		same++;
	}
	if (same == header->count)
		return same;
	return strspn(line->cell->text, " 0123456789") < line->cell->len && qz_is_page_mark(line->cell);
}

static bool is_note(const struct qz_line *line)
{
	static const char *const notes[] = {"注：", "注:", "备注：", "备注:", "说明：", "说明:", "填表说明", "填报说明"};
	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
		if (strncmp(line->cell->text, notes[i], strlen(notes[i])) == 0)
			return true;
	return false;
}

/* How many rows further the next label stands, in all of the header; 0 where that differs. */
static size_t find_step(const struct qz_sheet_run *run, const struct lines *lines)
{
	size_t first = 0, step = 0;
	while (first < lines->count && lines->list[first].cell != run->header.columns[0].cell)
		first++;
	for (size_t i = first + 1; i < lines->count && i < first + run->header.count; i++) {
		size_t rows = lines->list[i].index - lines->list[i - 1].index;
		if (step && rows != step)
			return 0;
		step = rows;
	}
	return step;
}

/* The lines of one item. */
struct gathered {
	struct qz_line list[QZ_MAX_ITEM_LINES];
	size_t columns[QZ_MAX_ITEM_LINES];
	size_t count;
	bool labelled; /* one of them is a label of the header, which is no cell of an item */
};

static bool is_own_label(const struct qz_sheet_run *run, const struct qz_line *line)
{
	for (size_t c = 0; line->label && c < run->header.count; c++)
		if (qz_label_is(line->cell->text, line->cell->len, run->header.columns[c].normalised))
			return true;
	return false;
}

static void say_ambiguous(struct qz_sheet_run *run, const struct qz_line *first)
{
	struct qz_where where = {.pos = qz_sheet_pos(run, first->row, first->cell->column), .item = first->cell->text, .line = first->row->line};
	qz_diag_add(run->shared->diag, QZ_RULE_ROW_AMBIGUOUS, &where, NULL);
}

/* Divides and writes an item, or only tries whether it can be (*fit; the worst so far). */
static int divide_item(struct qz_sheet_run *run, struct gathered *item, size_t step, size_t next,
		       enum qz_fit *worst, bool trying)
{
	enum qz_fit fit = QZ_FIT_NONE;
	if (item->count == 0)
		return 0;
	if (qz_lines_divide(run, item->list, item->count, step, next, item->columns, &fit) != 0)
		return -1;
	fit = item->labelled && fit == QZ_FIT_SURE ? QZ_FIT_DOUBTFUL : fit;
	*worst = fit > *worst ? fit : *worst;
	int result = 0;
	if (!trying && fit != QZ_FIT_SURE)
		say_ambiguous(run, &item->list[0]);
	for (size_t i = 0; !trying && result == 0 && i < item->count; i++)
		result = add_line(run, &item->list[i], item->columns[i]);
	if (!trying)
		flush(run);
	item->count = 0;
	item->labelled = false;
	return result;
}

/* The number of a line that is a serial; 0 when it is none. */
static long number_of(struct qz_sheet_run *run, const struct qz_line *line)
{
	static const char *const opening[] = {"（", "("};
	const char *text = line->cell->text + qz_skip_blanks(line->cell->text, line->cell->len);
	uint32_t number = 0;
	if (!begins_item(run, line, QZ_FIELD_SERIAL))
		return 0;
	for (size_t i = 0; i < 2; i++)
		if (strncmp(text, opening[i], strlen(opening[i])) == 0)
			text += strlen(opening[i]);
	qz_numeral_read(text, strlen(text), &number);
	return (long)number;
}

/* Whether a line begins an item: a serial one higher than the last, or, without serials, a code. */
static bool begins(struct qz_sheet_run *run, const struct qz_line *line, long *last)
{
	if (run->header.columns[0].field != QZ_FIELD_SERIAL)
		return begins_item(run, line, run->header.columns[0].field);
	long number = number_of(run, line);
	if (number == 0 || (*last && number != *last + 1))
		return false;
	*last = number;
	return true;
}

/* Items of lines. Trying writes nothing, and *fit is how well the worst of them is divided. */
static int pass_lines(struct qz_sheet_run *run, const struct lines *lines, bool trying, enum qz_fit *fit)
{
	struct gathered *item = malloc(sizeof *item);
	size_t start = 0, step = find_step(run, lines), foreign;
	long last = 0;
	int result = item ? 0 : -1;
	if (item)
		item->count = item->labelled = 0;
	*fit = QZ_FIT_SURE;
	while (start < lines->count && lines->list[start].cell != run->header.columns[run->header.count - 1].cell)
		start++;
	for (size_t i = start + 1; result == 0 && i < lines->count; i++) {
		const struct qz_line *line = &lines->list[i];
		if ((foreign = count_foreign(run, lines, i)) > 0 || is_note(line)) {
			for (size_t k = 0; !trying && k < (foreign ? foreign : 1); k++)
				qz_sheet_omit(run, lines->list[i + k].row, lines->list[i + k].cell, foreign ? "header-repeat" : "note");
			i += foreign ? foreign - 1 : 0;
			continue;
		}
		if (begins(run, line, &last))
			result = divide_item(run, item, step, line->index, fit, trying);
		if (result != 0 || item->count == QZ_MAX_ITEM_LINES) {
			result = -1;
			break;
		}
		item->labelled |= is_own_label(run, line);
		item->list[item->count++] = *line;
	}
	if (result == 0)
		result = divide_item(run, item, step, 0, fit, trying);
	free(item);
	return result;
}

/* ---- what a sheet is ---- */

/* Cells one a line, where every item can be told: else it is no such list. 1, 0 or -1. */
static int find_lines(struct qz_sheet_run *run, const struct lines *lines)
{
	size_t columns[MAX_COLUMNS];
	enum qz_fit fit = QZ_FIT_SURE;
	size_t count = lines->widest <= 2 ? line_columns(run, lines, columns) : 0;
	if (count == 0 || count == SIZE_MAX)
		return count ? -1 : 0;
	if (make_header(run, lines, columns, count) != 0 || pass_lines(run, lines, true, &fit) != 0)
		return -1;
	if (fit == QZ_FIT_NONE)
		qz_header_done(&run->header);
	return fit != QZ_FIT_NONE;
}

static int find_cards(struct qz_sheet_run *run, const struct lines *lines)
{
	size_t columns[MAX_COLUMNS], first = 0;
	run->cards = are_cards(run, lines, &first);
	size_t count = run->cards ? card_columns(lines, first, columns) : 0;
	if (count == 0)
		return 0;
	return make_header(run, lines, columns, count) == 0 ? 1 : -1;
}

int qz_linear_find(struct qz_sheet_run *run)
{
	struct lines lines;
	struct qz_traits *scratch = malloc(sizeof *scratch);
	int result = scratch ? read_sheet(run, &lines) : -1;
	run->aligner.scratch = scratch;
	bool single = result == 0 && lines.widest == 1; /* cells side by side are rather labels and values */
	if (result == 0)
		result = single ? find_lines(run, &lines) : find_cards(run, &lines);
	if (result == 0)
		result = single ? find_cards(run, &lines) : find_lines(run, &lines);
	if (scratch)
		lines_done(&lines);
	run->linear = result == 1;
	run->cards &= result == 1;
	run->aligner.scratch = NULL;
	free(scratch);
	return result;
}

int qz_linear_read(struct qz_sheet_run *run)
{
	struct lines lines;
	enum qz_fit fit;
	int result = read_sheet(run, &lines);
	if (result == 0)
		result = run->cards ? read_cards(run, &lines) : pass_lines(run, &lines, false, &fit);
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
