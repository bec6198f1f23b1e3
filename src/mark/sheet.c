/*
 * A sheet whose faulty cells are coloured, for parts.h: cells that there are get
 * another style, cells and rows that there are not yet come where they belong.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "mark/parts.h"

struct columns {
	unsigned first, last, style;
};

struct patch {
	struct qz_marked_book *book;
	const struct qz_marked *cells;
	size_t count, next; /* cells, and the first that is not done */
	const struct qz_buf *bytes;
	size_t copied;      /* of the bytes so far */
	struct qz_buf out;
	char prefix[16];
	struct columns *columns;
	size_t ncolumns, cap;
	unsigned row, row_style, column;
	bool row_styled;
	const struct qz_buf *drawing; /* id of one to be named; empty: none */
};

static void copy_to(struct patch *patch, size_t end)
{
	if (end > patch->copied)
		qz_buf_add(&patch->out, patch->bytes->data + patch->copied, end - patch->copied);
	patch->copied = end > patch->copied ? end : patch->copied;
}

void qz_mark_cell_name(unsigned row, unsigned column, struct qz_buf *out)
{
	char letters[8];
	size_t at = sizeof letters;
	for (unsigned rest = column; rest > 0 && at > 0; rest = (rest - 1) / 26)
		letters[--at] = (char)('A' + (rest - 1) % 26);
	qz_buf_add(out, letters + at, sizeof letters - at);
	qz_buf_put_number(out, row);
}

/* A column reference's letters; 0 when there are none. */
static unsigned column_of(const char *reference, size_t len)
{
	unsigned column = 0;
	for (size_t i = 0; i < len && reference[i] >= 'A' && reference[i] <= 'Z' && column < 20000; i++)
		column = column * 26 + (unsigned)(reference[i] - 'A') + 1;
	return column;
}

/* The style that a cell would have which does not exist yet: its row's, else its column's. */
static unsigned usual_style(const struct patch *patch, unsigned column)
{
	if (patch->row_styled)
		return patch->row_style;
	for (size_t i = 0; i < patch->ncolumns; i++)
		if (patch->columns[i].first <= column && column <= patch->columns[i].last)
			return patch->columns[i].style;
	return 0;
}

static void put_cell(struct patch *patch, const struct qz_marked *cell)
{
	qz_buf_printf(&patch->out, "<%sc r=\"", patch->prefix);
	qz_mark_cell_name(cell->row, cell->column, &patch->out);
	qz_buf_printf(&patch->out, "\" s=\"%u\"/>", qz_mark_style(patch->book, usual_style(patch, cell->column), cell->severity));
}

/* Cells of the row at hand that stand before a column. */
static void put_cells(struct patch *patch, unsigned before)
{
	while (patch->next < patch->count && patch->cells[patch->next].row == patch->row && patch->cells[patch->next].column < before)
		put_cell(patch, &patch->cells[patch->next++]);
}

/* Rows that there are not. */
static void put_rows(struct patch *patch, unsigned before)
{
	patch->row_styled = false;
	while (patch->next < patch->count && patch->cells[patch->next].row < before) {
		patch->row = patch->cells[patch->next].row;
		qz_buf_printf(&patch->out, "<%srow r=\"%u\">", patch->prefix, patch->row);
		put_cells(patch, UINT32_MAX);
		qz_buf_printf(&patch->out, "</%srow>", patch->prefix);
	}
}

static bool has_cells(const struct patch *patch)
{
	return patch->next < patch->count && patch->cells[patch->next].row == patch->row;
}

/* An element without content that gets some: <row …/> becomes <row …>. */
static void open_empty(struct patch *patch, const struct qz_tag *tag)
{
	copy_to(patch, tag->end - 2);
	qz_buf_putc(&patch->out, '>');
	patch->copied = tag->end;
}

static void close_opened(struct patch *patch, const struct qz_tag *tag)
{
	qz_buf_printf(&patch->out, "</%.*s>", (int)tag->len, tag->name);
}

static void begin_row(struct patch *patch, const struct qz_tag *tag)
{
	unsigned number = patch->row + 1, custom = 0;
	qz_tag_number(tag, "r", &number);
	copy_to(patch, tag->start);
	put_rows(patch, number);
	patch->row = number;
	patch->column = 0;
	patch->row_style = 0;
	patch->row_styled = qz_tag_number(tag, "s", &patch->row_style) && qz_tag_number(tag, "customFormat", &custom) && custom;
	if (tag->empty && has_cells(patch)) {
		open_empty(patch, tag);
		put_cells(patch, UINT32_MAX);
		close_opened(patch, tag);
	}
}

/* The cell's own style once more in the colour of its severity. */
static void colour_cell(struct patch *patch, const struct qz_tag *tag, int severity)
{
	size_t len = 0;
	unsigned own = 0;
	const char *style = qz_tag_attr(tag, "s", &len);
	qz_tag_number(tag, "s", &own);
	unsigned number = qz_mark_style(patch->book, own, severity);
	copy_to(patch, tag->start + 1 + (style ? (size_t)(style - tag->name) : tag->len));
	if (style)
		patch->copied += len;
	qz_buf_printf(&patch->out, style ? "%u" : " s=\"%u\"", number);
}

static void begin_cell(struct patch *patch, const struct qz_tag *tag)
{
	size_t len = 0;
	const char *reference = qz_tag_attr(tag, "r", &len);
	unsigned own = 0, column = reference ? column_of(reference, len) : patch->column + 1;
	patch->column = column ? column : patch->column + 1;
	copy_to(patch, tag->start);
	put_cells(patch, patch->column);
	if (has_cells(patch) && patch->cells[patch->next].column == patch->column)
		colour_cell(patch, tag, patch->cells[patch->next++].severity);
	else if (qz_tag_number(tag, "s", &own) && qz_mark_is_coloured(patch->book, own))
		colour_cell(patch, tag, QZ_MARK_CLEAR);
}

static void end_row(struct patch *patch, const struct qz_tag *tag)
{
	copy_to(patch, tag->start);
	put_cells(patch, UINT32_MAX);
}

void qz_mark_read_reference(const char *text, size_t len, unsigned *row, unsigned *column)
{
	size_t at = 0;
	*row = 0;
	*column = column_of(text, len);
	while (at < len && text[at] >= 'A' && text[at] <= 'Z')
		at++;
	for (; at < len && text[at] >= '0' && text[at] <= '9' && *row < 10000000; at++)
		*row = *row * 10 + (unsigned)(text[at] - '0');
}

/* Moves what lies under one range; cells are in order as long as none has been moved. */
static void uncover(struct qz_marked *cells, const struct qz_marked *were, size_t count, const char *range, size_t len)
{
	const char *colon = memchr(range, ':', len);
	unsigned top, left, bottom, right;
	size_t low = 0, high = count;
	if (!colon)
		return;
	qz_mark_read_reference(range, (size_t)(colon - range), &top, &left);
	qz_mark_read_reference(colon + 1, len - (size_t)(colon + 1 - range), &bottom, &right);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (were[middle].row < top)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low; i < count && were[i].row <= bottom; i++)
		if (were[i].column >= left && were[i].column <= right) {
			cells[i].row = top;
			cells[i].column = left;
		}
}

#define MOST_STEPS 100000000u /* beyond, cells stay where they are */

bool qz_mark_uncover(struct qz_marked_book *book, struct qz_marked *cells, size_t count)
{
	struct qz_marked_part *part = qz_mark_load(book, book->sheets[cells[0].sheet].part);
	struct qz_marked *were = malloc(count * sizeof *were);
	struct qz_scan scan;
	struct qz_tag tag;
	size_t len = 0, steps = 0;
	book->failed |= !were;
	if (part && were) {
		memcpy(were, cells, count * sizeof *were);
		qz_scan_init(&scan, part->bytes.data, part->bytes.len);
		while (steps < MOST_STEPS && qz_scan_next(&scan, &tag)) {
			const char *range = qz_tag_is(&tag, "mergeCell") && !tag.closes ? qz_tag_attr(&tag, "ref", &len) : NULL;
			if (range)
				uncover(cells, were, count, range, len);
			steps += range ? count : 0;
		}
	}
	free(were);
	return part && !book->failed;
}

static bool add_columns(struct patch *patch, const struct qz_tag *tag)
{
	struct columns columns = {0};
	if (!qz_tag_number(tag, "style", &columns.style) || !qz_tag_number(tag, "min", &columns.first) || !qz_tag_number(tag, "max", &columns.last))
		return true;
	if (!qz_array_grow(&patch->columns, patch->ncolumns, &patch->cap, sizeof *patch->columns))
		return !(patch->book->failed = true);
	patch->columns[patch->ncolumns++] = columns;
	return true;
}

/* What stands behind the drawing of comments in a sheet (18.3.1.99). */
static bool is_behind_drawing(const struct qz_tag *tag)
{
	static const char *const names[] = {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst", "AlternateContent"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (qz_tag_is(tag, names[i]))
			return true;
	return false;
}

static void name_drawing(struct patch *patch, const struct qz_tag *tag)
{
	copy_to(patch, tag->start);
	qz_buf_printf(&patch->out, "<%slegacyDrawing xmlns:qr=\"" QZ_MARK_R "\" qr:id=\"%s\"/>", patch->prefix, patch->drawing->data);
}

static void patch_tag(struct patch *patch, const struct qz_scan *scan, const struct qz_tag *tag, bool *behind)
{
	if (scan->depth == 1 && qz_tag_is(tag, "sheetData")) {
		if (tag->empty) {
			open_empty(patch, tag);
			put_rows(patch, UINT32_MAX);
			close_opened(patch, tag);
		} else if (tag->closes) {
			copy_to(patch, tag->start);
			put_rows(patch, UINT32_MAX);
		}
		*behind |= tag->empty || tag->closes;
	} else if (!*behind && scan->depth == 2 && qz_tag_is(tag, "row")) {
		if (tag->closes)
			end_row(patch, tag);
		else
			begin_row(patch, tag);
	} else if (!*behind && scan->depth == 3 && !tag->closes && qz_tag_is(tag, "c")) {
		begin_cell(patch, tag);
	}
}

static bool patch_sheet(struct patch *patch)
{
	static const struct qz_buf nothing = {0};
	struct qz_scan scan;
	struct qz_tag tag;
	bool behind = false;
	qz_scan_init(&scan, patch->bytes->data, patch->bytes->len);
	while (qz_scan_next(&scan, &tag)) {
		if (scan.depth == 0 && !tag.closes && tag.prefix < sizeof patch->prefix)
			memcpy(patch->prefix, tag.name, tag.prefix);
		if (scan.depth == 2 && !behind && !tag.closes && qz_tag_is(&tag, "col") && !add_columns(patch, &tag))
			return false;
		if (patch->drawing->len && behind && !tag.closes && scan.depth == 1 && is_behind_drawing(&tag)) {
			name_drawing(patch, &tag);
			patch->drawing = &nothing;
		}
		patch_tag(patch, &scan, &tag, &behind);
		if (patch->drawing->len && tag.closes && scan.depth == 0) {
			name_drawing(patch, &tag);
			patch->drawing = &nothing;
		}
	}
	copy_to(patch, patch->bytes->len);
	return behind && patch->next == patch->count ? true : qz_mark_refuse(patch->book, "mark-parts");
}

/* The id of the drawing that the sheet's comments are in already; NULL: there is none. */
static const char *find_drawing(const struct qz_buf *bytes, size_t *len)
{
	struct qz_scan scan;
	struct qz_tag tag;
	qz_scan_init(&scan, bytes->data, bytes->len);
	while (qz_scan_next(&scan, &tag))
		if (scan.depth == 1 && qz_tag_is(&tag, "legacyDrawing") && !tag.closes)
			return qz_tag_attr(&tag, "id", len);
	return NULL;
}

bool qz_mark_sheet(struct qz_marked_book *book, size_t sheet, const struct qz_marked *cells, size_t count)
{
	const char *name = book->sheets[sheet].part;
	if (!qz_mark_clean(book, name))
		return false;
	if (count == 0 && !book->coloured)
		return true;
	struct qz_marked_part *part = qz_mark_load(book, name);
	struct qz_buf drawing;
	size_t len = 0;
	if (!part)
		return false;
	const char *id = find_drawing(&part->bytes, &len);
	qz_buf_init(&drawing);
	if (id)
		qz_buf_add(&drawing, id, len);
	bool done = count == 0 || qz_mark_comments(book, name, cells, count, &drawing);
	if (count == 0)
		qz_buf_clear(&drawing);
	part = done ? qz_mark_load(book, name) : NULL; /* may have moved */
	if (part) {
		struct patch patch = {.book = book, .cells = cells, .count = count, .bytes = &part->bytes, .drawing = &drawing};
		qz_buf_init(&patch.out);
		done = patch_sheet(&patch) && !patch.out.failed;
		book->failed |= patch.out.failed;
		free(patch.columns);
		if (done) {
			qz_buf_done(&part->bytes);
			part->bytes = patch.out;
		} else {
			qz_buf_done(&patch.out);
		}
	}
	qz_buf_done(&drawing);
	return done && !book->failed;
}
