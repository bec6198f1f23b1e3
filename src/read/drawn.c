/*
 * Tables drawn with characters: ┌─┬┐│├┼┤└┴┘ and their heavy, double and dashed kin, or +---+ and |.
 * What stands between two rules is one row, a cell of several lines is one text, borders are dropped.
 * Where a row has fewer cells than the table columns, the places of its borders tell which cells are merged;
 * a rule that spares a column merges its cell over rows. What stands between the tables is text of its own.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/aside.h"
#include "read/drawn.h"
#include "read/readers.h"
#include "read/table.h"

#define NEAR 2	      /* columns of the screen that one border may be off */
#define FULL 2	      /* room at a line's end that no further character takes: the line was broken for want of it */
#define SNIFFED 65536 /* bytes at the beginning that tell what a text is */

/* The cell that is open in a column. */
struct open_cell {
	bool used;
	size_t row, span, line;
	size_t next; /* the first row that has room for another cell in this column */
	bool full; /* its last line was broken only because the column is no wider */
	struct qz_buf text;
};

/* What stands between two rules. */
enum lines_are { LINES_ONE_ROW, LINES_NUMBERED, LINES_ROWS };

struct drawn_cell {
	size_t row, column, span, rows, line;
	size_t start, len; /* of its text, in `texts` */
};

struct drawing {
	struct qz_drawn_lines lines;
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_table *table;
	size_t *edges; /* where borders of columns stand, rising */
	size_t nedges, edges_cap;
	struct open_cell *open; /* by column */
	size_t nopen, open_cap;
	struct drawn_cell *cells; /* of the table being read */
	size_t ncells, cells_cap;
	struct qz_buf texts;
	size_t row;
	bool begun; /* the row has a cell */
};

/* ---- the columns of a table ---- */

/* The edge that is nearest to a place. */
static size_t nearest_edge(const struct drawing *drawing, size_t x)
{
	size_t low = 0, high = drawing->nedges;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (drawing->edges[middle] < x)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == drawing->nedges || (low > 0 && x - drawing->edges[low - 1] <= drawing->edges[low] - x))
		return low - 1;
	return low;
}

static size_t distance(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

static bool add_edge(struct drawing *drawing, size_t x)
{
	size_t at = drawing->nedges ? nearest_edge(drawing, x) : 0;
	if (drawing->nedges && distance(drawing->edges[at], x) < NEAR)
		return true;
	if (drawing->nedges > drawing->limits->columns) {
		qz_limits_exceeded(drawing->limits, &drawing->limits->columns, drawing->diag);
		return false;
	}
	if (!qz_array_grow(&drawing->edges, drawing->nedges, &drawing->edges_cap, sizeof *drawing->edges))
		return false;
	at += drawing->nedges && drawing->edges[at] < x;
	memmove(drawing->edges + at + 1, drawing->edges + at, (drawing->nedges - at) * sizeof *drawing->edges);
	drawing->edges[at] = x;
	drawing->nedges++;
	return true;
}

static bool add_edges(struct drawing *drawing, const struct qz_drawn_line *line)
{
	if (!qz_drawn_cut(&drawing->lines, line, NULL))
		return false;
	for (size_t i = 0; i < drawing->lines.npieces; i++)
		if (!add_edge(drawing, drawing->lines.pieces[i].left) || !add_edge(drawing, drawing->lines.pieces[i].right))
			return false;
	return true;
}

/*
 * Finds the edges of the columns from the line that has most, a rule among equals, and then from the other rules.
 * *misfit: how far the borders of the rows are off. False when it cannot.
 */
static bool find_edges(struct drawing *drawing, size_t first, size_t end, size_t *misfit)
{
	size_t most = 0, best = first;
	for (size_t i = first; i < end; i++) {
		const struct qz_drawn_line *line = &drawing->lines.list[i];
		if (!qz_drawn_cut(&drawing->lines, line, NULL))
			return false;
		if (drawing->lines.npieces > most || (drawing->lines.npieces == most && line->kind == QZ_DRAWN_RULE && drawing->lines.list[best].kind != QZ_DRAWN_RULE)) {
			most = drawing->lines.npieces;
			best = i;
		}
	}
	drawing->nedges = *misfit = 0;
	if (!add_edges(drawing, &drawing->lines.list[best]))
		return false;
	for (size_t i = first; i < end; i++)
		if ((drawing->lines.list[i].kind == QZ_DRAWN_RULE || drawing->lines.list[i].kind == QZ_DRAWN_MIXED) && !add_edges(drawing, &drawing->lines.list[i]))
			return false;
	for (size_t i = first; i < end; i++) {
		if (drawing->lines.list[i].kind != QZ_DRAWN_CELLS || !qz_drawn_cut(&drawing->lines, &drawing->lines.list[i], NULL))
			continue;
		for (size_t k = 0; k < drawing->lines.npieces; k++)
			*misfit += distance(drawing->edges[nearest_edge(drawing, drawing->lines.pieces[k].left)], drawing->lines.pieces[k].left);
	}
	return true;
}

/* Box characters take one column of the screen or two, as the font had it: the borders of the rows tell. */
static bool settle_edges(struct drawing *drawing, size_t first, size_t end)
{
	size_t narrow = 0, wide = 0;
	drawing->lines.wide = 1;
	if (!find_edges(drawing, first, end, &narrow))
		return false;
	if (narrow == 0 || !drawing->lines.box)
		return true;
	drawing->lines.wide = 2;
	if (!find_edges(drawing, first, end, &wide))
		return false;
	drawing->lines.wide = wide < narrow ? 2 : 1;
	return wide < narrow || find_edges(drawing, first, end, &narrow);
}

/* ---- rows ---- */

static bool open_columns(struct drawing *drawing, size_t count)
{
	while (drawing->nopen < count) {
		if (!qz_array_grow(&drawing->open, drawing->nopen, &drawing->open_cap, sizeof *drawing->open))
			return false;
		struct open_cell *cell = &drawing->open[drawing->nopen++];
		*cell = (struct open_cell){.used = false};
		qz_buf_init(&cell->text);
	}
	return true;
}

/* Keeps the cell that is open in a column, if one is. */
static bool close_cell(struct drawing *drawing, size_t column)
{
	struct open_cell *open = &drawing->open[column];
	if (!open->used)
		return true;
	open->used = false;
	open->next = drawing->row + 1;
	if (open->text.len > drawing->limits->cell_bytes) {
		qz_limits_exceeded(drawing->limits, &drawing->limits->cell_bytes, drawing->diag);
		return false;
	}
	if (open->text.failed || !qz_array_grow(&drawing->cells, drawing->ncells, &drawing->cells_cap, sizeof *drawing->cells))
		return false;
	drawing->cells[drawing->ncells++] = (struct drawn_cell){.row = open->row, .column = column, .span = open->span, .rows = drawing->row - open->row + 1,
								.line = open->line, .start = drawing->texts.len, .len = open->text.len};
	qz_buf_add(&drawing->texts, open->text.data, open->text.len);
	qz_buf_clear(&open->text);
	return !drawing->texts.failed;
}

static bool close_cells(struct drawing *drawing, size_t from, size_t end)
{
	for (size_t c = from; c < end && c < drawing->nopen; c++)
		if (!close_cell(drawing, c))
			return false;
	return true;
}

static bool end_row(struct drawing *drawing)
{
	bool done = close_cells(drawing, 0, drawing->nopen);
	drawing->row += drawing->begun;
	drawing->begun = false;
	return done;
}

/* The columns of a piece: in order where the row has all, else by where its borders stand. */
static void place_piece(const struct drawing *drawing, size_t i, size_t *column, size_t *span)
{
	*column = i;
	*span = 1;
	if (drawing->lines.npieces + 1 >= drawing->nedges)
		return;
	*column = nearest_edge(drawing, drawing->lines.pieces[i].left);
	size_t right = nearest_edge(drawing, drawing->lines.pieces[i].right);
	*span = right > *column ? right - *column : 1;
}

/* A line that ends so is whole, however wide it is; so is one that ends in a Latin word. */
static bool ends_sentence(const char *text, size_t len)
{
	char last = text[len - 1];
	bool word = (last >= 'A' && last <= 'Z') || (last >= 'a' && last <= 'z');
	return word || strchr(".;:", last) || (len >= 3 && (memcmp(text + len - 3, "。", 3) == 0 || memcmp(text + len - 3, "；", 3) == 0 || memcmp(text + len - 3, "：", 3) == 0));
}

/* Adds what a piece says to the cell that is open in its column; one is opened where none is. */
static bool add_text(struct drawing *drawing, const struct qz_drawn_piece *piece, size_t column, size_t span, size_t line)
{
	const char *text = drawing->lines.text + piece->start;
	size_t from = qz_skip_blanks(text, piece->len), end = piece->len;
	struct open_cell *cell = open_columns(drawing, column + 1) ? &drawing->open[column] : NULL;
	if (!cell)
		return false;
	if (!cell->used) {
		cell->used = true;
		drawing->row = cell->next > drawing->row ? cell->next : drawing->row; /* borders that contradict each other */
		cell->row = drawing->row;
		cell->span = span;
		cell->line = line;
		drawing->begun = true;
	}
	while (end > from && strchr(" \t\r", text[end - 1]))
		end--;
	while (end >= from + 3 && memcmp(text + end - 3, "　", 3) == 0)
		end -= 3;
	if (from == end)
		return true;
	if (cell->text.len && !cell->full)
		qz_buf_putc(&cell->text, '\n');
	qz_buf_add(&cell->text, text + from, end - from);
	cell->full = qz_drawn_room(&drawing->lines, piece, end) <= FULL && !ends_sentence(text, end);
	return true;
}

/* A rule below some columns: their cells end, those of the others go on in the next row. */
static bool read_mixed(struct drawing *drawing, size_t line)
{
	size_t column, span;
	for (size_t i = 0; i < drawing->lines.npieces; i++) {
		place_piece(drawing, i, &column, &span);
		bool fine = drawing->lines.pieces[i].rule ? close_cells(drawing, column, column + span) : add_text(drawing, &drawing->lines.pieces[i], column, span, line);
		if (!fine)
			return false;
	}
	drawing->row += drawing->begun;
	drawing->begun = true; /* what goes on */
	return true;
}

static bool read_cells(struct drawing *drawing, size_t line)
{
	size_t column, span;
	for (size_t i = 0; i < drawing->lines.npieces; i++) {
		place_piece(drawing, i, &column, &span);
		if (!add_text(drawing, &drawing->lines.pieces[i], column, span, line))
			return false;
	}
	return true;
}

/* The number that a line's first cell is, 0 when it is none. */
static long first_number(const struct drawing *drawing)
{
	const struct qz_drawn_piece *piece = drawing->lines.npieces ? &drawing->lines.pieces[0] : NULL;
	size_t at = piece ? qz_skip_blanks(drawing->lines.text + piece->start, piece->len) : 0, digits = 0;
	long number = 0;
	for (; piece && at < piece->len && digits < 7; at++, digits++) {
		char c = drawing->lines.text[piece->start + at];
		if (c < '0' || c > '9')
			break;
		number = number * 10 + (c - '0');
	}
	bool alone = piece && qz_skip_blanks(drawing->lines.text + piece->start + at, piece->len - at) == piece->len - at;
	return digits && alone ? number : 0;
}

static bool begins_full(const struct drawing *drawing)
{
	const struct qz_drawn_piece *piece = &drawing->lines.pieces[0];
	size_t len = piece->len;
	while (len > 0 && strchr(" \t\r", drawing->lines.text[piece->start + len - 1]))
		len--;
	return qz_drawn_room(&drawing->lines, piece, len) <= FULL;
}

static size_t count_filled(const struct drawing *drawing)
{
	size_t filled = 0;
	for (size_t i = 0; i < drawing->lines.npieces; i++) {
		const struct qz_drawn_piece *piece = &drawing->lines.pieces[i];
		bool blank = qz_skip_blanks(drawing->lines.text + piece->start, piece->len) == piece->len;
		if (i == 0 && blank)
			return 0;
		filled += !blank;
	}
	return filled;
}

/*
 * What the lines between two rules are, where no rules stand between rows: a row begins at each number of
 * those that count on, or each line is one, as all begin with a text that is not broken for want of room.
 */
static enum lines_are tell_rows(struct drawing *drawing, size_t first, size_t end)
{
	size_t numbers = 0, lines = 0, whole = 0;
	long before = 0;
	for (size_t i = first; i < end && drawing->lines.list[i].kind == QZ_DRAWN_CELLS; i++, lines++) {
		if (!qz_drawn_cut(&drawing->lines, &drawing->lines.list[i], NULL))
			return LINES_ONE_ROW;
		long number = first_number(drawing);
		numbers += number > 0 && (numbers == 0 || number == before + 1);
		before = number > 0 ? number : before;
		whole += count_filled(drawing) >= 2 && !begins_full(drawing);
	}
	return numbers >= 2 ? LINES_NUMBERED : lines >= 2 && whole == lines ? LINES_ROWS : LINES_ONE_ROW;
}

static bool read_line(struct drawing *drawing, size_t index, size_t end, enum lines_are *lines)
{
	const struct qz_drawn_line *line = &drawing->lines.list[index];
	if (line->kind == QZ_DRAWN_BLANK)
		return true;
	if (line->kind == QZ_DRAWN_CELLS && (index == 0 || drawing->lines.list[index - 1].kind != QZ_DRAWN_CELLS))
		*lines = tell_rows(drawing, index, end);
	if (!qz_drawn_cut(&drawing->lines, line, NULL))
		return false;
	if (line->kind == QZ_DRAWN_RULE)
		return end_row(drawing);
	if (line->kind == QZ_DRAWN_MIXED)
		return read_mixed(drawing, index + 1);
	bool begins = *lines == LINES_ROWS || (*lines == LINES_NUMBERED && first_number(drawing));
	if (begins && !end_row(drawing))
		return false;
	return read_cells(drawing, index + 1);
}

/* ---- tables ---- */

static int compare_cells(const void *a, const void *b)
{
	const struct drawn_cell *x = a, *y = b;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->column < y->column ? -1 : x->column > y->column;
}

static bool write_cell(struct drawing *drawing, struct qz_row *row, const struct drawn_cell *from, size_t rows)
{
	struct qz_table *table = drawing->table;
	struct qz_cell *cell = qz_row_add_cell(table, row, (unsigned)from->column, drawing->texts.data + from->start, from->len);
	if (!cell && table->cells >= table->max_cells)
		qz_limits_exceeded(drawing->limits, &drawing->limits->cells, drawing->diag);
	if (!cell)
		return false;
	cell->colspan = (unsigned)from->span;
	cell->rowspan = (unsigned)(from->rows < rows ? from->rows : rows);
	return true;
}

/* A row of the grid is a row of the sheet, also where all of its cells are merged with those above. */
static bool write_sheet(struct drawing *drawing)
{
	struct qz_sheet *sheet = qz_table_add_sheet(drawing->table, NULL);
	if (drawing->ncells)
		qsort(drawing->cells, drawing->ncells, sizeof *drawing->cells, compare_cells);
	size_t rows = drawing->ncells ? drawing->cells[drawing->ncells - 1].row + 1 : 0;
	for (size_t number = 0, i = 0; sheet && number < rows; number++) {
		struct qz_row *row = qz_sheet_add_row(sheet, (unsigned)number + 1, drawing->cells[i].line);
		for (; row && i < drawing->ncells && drawing->cells[i].row == number; i++)
			if (!write_cell(drawing, row, &drawing->cells[i], rows - number))
				return false;
		if (!row)
			return false;
	}
	return sheet != NULL;
}

static bool is_part(const struct qz_drawn_line *line)
{
	return line->kind >= QZ_DRAWN_RULE;
}

/* The first line behind the table that begins at `first`: blank lines between its lines belong to it. */
static size_t end_of_table(const struct drawing *drawing, size_t first)
{
	size_t end = first;
	for (size_t i = first; i < drawing->lines.count && (is_part(&drawing->lines.list[i]) || drawing->lines.list[i].kind == QZ_DRAWN_BLANK); i++)
		end = is_part(&drawing->lines.list[i]) ? i + 1 : end;
	return end;
}

static bool read_table(struct drawing *drawing, size_t first, size_t end)
{
	enum lines_are lines = LINES_ONE_ROW;
	drawing->row = drawing->ncells = 0;
	for (size_t c = 0; c < drawing->nopen; c++)
		drawing->open[c].next = 0;
	drawing->begun = false;
	qz_buf_clear(&drawing->texts);
	qz_buf_add(&drawing->texts, "", 0);
	if (!settle_edges(drawing, first, end))
		return false;
	for (size_t i = first; i < end; i++)
		if (!read_line(drawing, i, end, &lines))
			return false;
	return end_row(drawing) && write_sheet(drawing);
}

static bool read_text(struct drawing *drawing, size_t index)
{
	const struct qz_drawn_line *line = &drawing->lines.list[index];
	struct qz_table *table = drawing->table;
	struct qz_aside *aside = line->kind == QZ_DRAWN_BLANK ? NULL
		: qz_table_add_aside(table, QZ_ASIDE_FLOW, table->nsheets, 0, 0, drawing->lines.text + line->start, line->len);
	if (aside)
		aside->line = index + 1;
	if (!aside && line->kind != QZ_DRAWN_BLANK && table->cells >= table->max_cells)
		qz_limits_exceeded(drawing->limits, &drawing->limits->cells, drawing->diag);
	return aside || line->kind == QZ_DRAWN_BLANK;
}

static bool read_all(struct drawing *drawing)
{
	for (size_t i = 0; i < drawing->lines.count;) {
		size_t end = is_part(&drawing->lines.list[i]) ? end_of_table(drawing, i) : i + 1;
		if (!(is_part(&drawing->lines.list[i]) ? read_table(drawing, i, end) : read_text(drawing, i)))
			return false;
		i = end;
	}
	return true;
}

static void drawing_done(struct drawing *drawing)
{
	for (size_t i = 0; i < drawing->nopen; i++)
		qz_buf_done(&drawing->open[i].text);
	qz_buf_done(&drawing->texts);
	free(drawing->open);
	free(drawing->cells);
	free(drawing->edges);
	qz_drawn_lines_done(&drawing->lines);
}

static enum qz_status read_drawn(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table, struct qz_diag *diag)
{
	size_t before = diag->count;
	struct drawing drawing = {.limits = limits, .diag = diag};
	drawing.table = *table = qz_table_new(QZ_POS_NESTED);
	qz_buf_init(&drawing.texts);
	if (*table)
		(*table)->max_cells = limits->cells;
	bool done = *table && qz_drawn_lines_read(&drawing.lines, source->text, source->text_len) && read_all(&drawing);
	drawing_done(&drawing);
	diag->failed |= !done && diag->count == before;
	if (done)
		return QZ_OK;
	qz_table_free(*table);
	*table = NULL;
	return QZ_INPUT;
}

/* Tables are drawn where some lines are rules with crossings and some have cells, and they are a good part of the text. */
/* A rule has a + or a box character, U+2500 to U+257F: most texts have neither. */
static bool may_have_rules(const char *text, size_t len)
{
	return memchr(text, '+', len) || memmem(text, len, "\xe2\x94", 2) || memmem(text, len, "\xe2\x95", 2);
}

static int sniff_drawn(const char *text, size_t len)
{
	size_t rules = 0, cells = 0, others = 0, borders;
	struct qz_drawn_lines lines;
	len = len < SNIFFED ? len : SNIFFED;
	if (!may_have_rules(text, len))
		return 0;
	bool read = qz_drawn_lines_read(&lines, text, len);
	for (size_t i = 0; read && i < lines.count; i++) {
		const struct qz_drawn_line *line = &lines.list[i];
		bool rule = (line->kind == QZ_DRAWN_RULE || line->kind == QZ_DRAWN_MIXED) && qz_drawn_cut(&lines, line, &borders) && borders > 1;
		char first = text[line->start + qz_skip_blanks(text + line->start, line->len)];
		rules += rule && (lines.box || first == '+');
		cells += line->kind == QZ_DRAWN_CELLS;
		others += line->kind == QZ_DRAWN_TEXT;
	}
	qz_drawn_lines_done(&lines);
	return rules >= 2 && cells >= 2 && (rules + cells) * 2 >= others ? 3 : 0;
}

static const char *const drawn_extensions[] = {"txt", NULL};

const struct qz_reader qz_reader_drawn = {"drawn", drawn_extensions, true, sniff_drawn, read_drawn};
