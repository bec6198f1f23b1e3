/*
 * Merged ranges, for xlsx_sheet.c: ranges and the cells that exist in, spans and
 * `covered` out. The cost depends on the number of ranges and cells, never on
 * how far a range reaches: the columns that a row has under merges are bits.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "read/table.h"
#include "read/xlsx_parts.h"

#define WORD 64u

/* Reads letters and digits of a reference; false when one of them is missing or out of bounds. */
static const char *parse_cell(const char *s, unsigned *row, unsigned *column)
{
	unsigned letters = 0, digits = 0;
	s += *s == '$';
	for (; ((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z') && letters <= QZ_XLSX_COLUMNS; s++)
		letters = letters * 26 + (unsigned)((*s | 0x20) - 'a') + 1;
	s += *s == '$';
	for (; *s >= '0' && *s <= '9' && digits <= QZ_XLSX_ROWS; s++)
		digits = digits * 10 + (unsigned)(*s - '0');
	if (letters == 0 || letters > QZ_XLSX_COLUMNS || digits == 0 || digits > QZ_XLSX_ROWS)
		return NULL;
	*row = digits;
	*column = letters - 1;
	return s;
}

static void order(unsigned *low, unsigned *high)
{
	unsigned first = *low;
	if (first > *high) {
		*low = *high;
		*high = first;
	}
}

bool qz_xlsx_range_parse(const char *text, struct qz_xlsx_range *range)
{
	const char *s = text ? parse_cell(text, &range->top, &range->left) : NULL;
	if (!s)
		return false;
	range->bottom = range->top;
	range->right = range->left;
	if (*s == ':' && !(s = parse_cell(s + 1, &range->bottom, &range->right)))
		return false;
	order(&range->top, &range->bottom);
	order(&range->left, &range->right);
	return *s == '\0';
}

static int compare_starts(const void *a, const void *b)
{
	const struct qz_xlsx_range *first = a, *second = b;
	if (first->top != second->top)
		return first->top < second->top ? -1 : 1;
	return (first->left > second->left) - (first->left < second->left);
}

/* Cuts ranges at the used extent and drops those that are one cell then; returns how many are left. */
static size_t clip(struct qz_xlsx_range *ranges, size_t count, unsigned last_row, unsigned last_column)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		struct qz_xlsx_range range = ranges[i];
		if (range.top > last_row || range.left > last_column)
			continue;
		if (range.bottom > last_row)
			range.bottom = last_row;
		if (range.right > last_column)
			range.right = last_column;
		if (range.top < range.bottom || range.left < range.right)
			ranges[kept++] = range;
	}
	return kept;
}

/* Makes a row for each range whose first row does not exist. Both arrays are sorted. */
static bool add_missing_rows(struct qz_sheet *sheet, const struct qz_xlsx_range *ranges, size_t count)
{
	struct qz_row *rows = malloc((sheet->nrows + count) * sizeof *rows);
	if (!rows)
		return false;
	size_t n = 0, from = 0;
	for (size_t i = 0; i < count; i++) {
		while (from < sheet->nrows && sheet->rows[from].number <= ranges[i].top)
			rows[n++] = sheet->rows[from++];
		if (n == 0 || rows[n - 1].number < ranges[i].top)
			rows[n++] = (struct qz_row){.number = ranges[i].top};
	}
	while (from < sheet->nrows)
		rows[n++] = sheet->rows[from++];
	free(sheet->rows);
	sheet->rows = rows;
	sheet->cap = sheet->nrows + count;
	sheet->nrows = n;
	return true;
}

static int compare_columns(const void *a, const void *b)
{
	const struct qz_cell *first = a, *second = b;
	return (first->column > second->column) - (first->column < second->column);
}

/* True where range `i` begins at a cell that is there, or that an earlier range asks for; *at follows it through the cells. */
static bool has_head(const struct qz_row *row, size_t had, size_t *at, const struct qz_xlsx_range *ranges, size_t i)
{
	while (*at < had && row->cells[*at].column < ranges[i].left)
		++*at;
	return (*at < had && row->cells[*at].column == ranges[i].left) || (i > 0 && ranges[i - 1].left == ranges[i].left);
}

/* Makes the upper left cells that one row lacks. `ranges` are those that begin in it. */
static enum qz_xlsx_merge_result add_missing_cells(struct qz_table *table, struct qz_row *row, const struct qz_xlsx_range *ranges,
						   size_t count)
{
	size_t had = row->ncells, missing = 0, at = 0;
	for (size_t i = 0; i < count; i++)
		missing += !has_head(row, had, &at, ranges, i);
	if (missing == 0)
		return QZ_XLSX_MERGED;
	if (missing > table->max_cells - table->cells)
		return QZ_XLSX_TOO_MANY_CELLS;
	struct qz_cell *cells = realloc(row->cells, (had + missing) * sizeof *cells);
	if (!cells)
		return QZ_XLSX_NO_MEMORY;
	row->cells = cells;
	row->cap = had + missing;
	at = 0;
	for (size_t i = 0; i < count; i++) {
		if (has_head(row, had, &at, ranges, i))
			continue;
		char *text = calloc(1, 1);
		if (!text)
			return QZ_XLSX_NO_MEMORY;
		cells[row->ncells++] = (struct qz_cell){.text = text, .column = ranges[i].left, .colspan = 1, .rowspan = 1};
		table->cells++;
	}
	qsort(row->cells, row->ncells, sizeof *row->cells, compare_columns);
	return QZ_XLSX_MERGED;
}

/* The state of a walk down the rows. */
struct walk {
	uint64_t covered[QZ_XLSX_COLUMNS / WORD]; /* columns under a merge in this row */
	const struct qz_xlsx_range **open;        /* taken ranges, those that end first on top of the heap */
	size_t nopen;
	size_t overlaps;
};

/* The bits of `word` that lie in the columns of a range. */
static uint64_t bits_of(const struct qz_xlsx_range *range, unsigned word)
{
	uint64_t bits = ~(uint64_t)0;
	if (word == range->left / WORD)
		bits <<= range->left % WORD;
	if (word == range->right / WORD)
		bits &= ~(uint64_t)0 >> (WORD - 1 - range->right % WORD);
	return bits;
}

static bool is_free(const struct walk *walk, const struct qz_xlsx_range *range)
{
	for (unsigned word = range->left / WORD; word <= range->right / WORD; word++)
		if (walk->covered[word] & bits_of(range, word))
			return false;
	return true;
}

static void open_range(struct walk *walk, const struct qz_xlsx_range *range)
{
	for (unsigned word = range->left / WORD; word <= range->right / WORD; word++)
		walk->covered[word] |= bits_of(range, word);
	size_t at = walk->nopen++;
	for (; at > 0 && walk->open[(at - 1) / 2]->bottom > range->bottom; at = (at - 1) / 2)
		walk->open[at] = walk->open[(at - 1) / 2];
	walk->open[at] = range;
}

static void close_first(struct walk *walk)
{
	const struct qz_xlsx_range *range = walk->open[0], *moved = walk->open[--walk->nopen];
	for (unsigned word = range->left / WORD; word <= range->right / WORD; word++)
		walk->covered[word] &= ~bits_of(range, word);
	size_t at = 0;
	for (size_t child = 1; child < walk->nopen; child = 2 * at + 1) {
		if (child + 1 < walk->nopen && walk->open[child + 1]->bottom < walk->open[child]->bottom)
			child++;
		if (walk->open[child]->bottom >= moved->bottom)
			break;
		walk->open[at] = walk->open[child];
		at = child;
	}
	walk->open[at] = moved;
}

/* How many rows of the sheet lie from row `r` on down to the row numbered `bottom`: rows that hold nothing are no rows of the table. */
static unsigned count_rows(const struct qz_sheet *sheet, size_t r, unsigned bottom)
{
	size_t low = r + 1, high = sheet->nrows;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (sheet->rows[mid].number <= bottom)
			low = mid + 1;
		else
			high = mid;
	}
	return (unsigned)(low - r);
}

/* Gives row `r` its spans and covered cells; returns the ranges that begin in it. */
static size_t mark_row(struct walk *walk, struct qz_sheet *sheet, size_t r, const struct qz_xlsx_range *ranges, size_t count)
{
	struct qz_row *row = &sheet->rows[r];
	while (walk->nopen > 0 && walk->open[0]->bottom < row->number)
		close_first(walk);
	for (size_t i = 0; i < row->ncells; i++)
		row->cells[i].covered = walk->covered[row->cells[i].column / WORD] >> row->cells[i].column % WORD & 1;
	size_t n = 0, at = 0;
	for (; n < count && ranges[n].top == row->number; n++) {
		if (!is_free(walk, &ranges[n])) {
			walk->overlaps++;
			continue;
		}
		open_range(walk, &ranges[n]);
		while (row->cells[at].column < ranges[n].left)
			at++;
		row->cells[at].colspan = ranges[n].right - ranges[n].left + 1;
		row->cells[at].rowspan = count_rows(sheet, r, ranges[n].bottom);
		for (size_t under = at + 1; under < row->ncells && row->cells[under].column <= ranges[n].right; under++)
			row->cells[under].covered = true;
	}
	return n;
}

static enum qz_xlsx_merge_result add_missing(struct qz_table *table, struct qz_sheet *sheet, const struct qz_xlsx_range *ranges,
					     size_t count)
{
	if (!add_missing_rows(sheet, ranges, count))
		return QZ_XLSX_NO_MEMORY;
	size_t row = 0;
	for (size_t i = 0, n; i < count; i += n) {
		for (n = 1; i + n < count && ranges[i + n].top == ranges[i].top; n++) {
		}
		while (sheet->rows[row].number < ranges[i].top)
			row++;
		enum qz_xlsx_merge_result result = add_missing_cells(table, &sheet->rows[row], ranges + i, n);
		if (result != QZ_XLSX_MERGED)
			return result;
	}
	return QZ_XLSX_MERGED;
}

enum qz_xlsx_merge_result qz_xlsx_merge(struct qz_table *table, struct qz_sheet *sheet, struct qz_xlsx_range *ranges, size_t count,
					unsigned last_row, unsigned last_column, size_t *overlaps)
{
	*overlaps = 0;
	count = clip(ranges, count, last_row, last_column);
	if (count == 0)
		return QZ_XLSX_MERGED;
	qsort(ranges, count, sizeof *ranges, compare_starts);
	enum qz_xlsx_merge_result result = add_missing(table, sheet, ranges, count);
	if (result != QZ_XLSX_MERGED)
		return result;
	struct walk *walk = calloc(1, sizeof *walk);
	if (walk)
		walk->open = malloc(count * sizeof(const struct qz_xlsx_range *));
	if (!walk || !walk->open) {
		free(walk);
		return QZ_XLSX_NO_MEMORY;
	}
	size_t taken = 0;
	for (size_t r = 0; r < sheet->nrows; r++)
		taken += mark_row(walk, sheet, r, ranges + taken, count - taken);
	*overlaps = walk->overlaps;
	free(walk->open);
	free(walk);
	return QZ_XLSX_MERGED;
}
