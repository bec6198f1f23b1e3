/*
 * Workbooks that quanze wrote, for xlsx_cell.c: the colours of their letters, all
 * of them black to the eye (xslt/xlsx/styles.xsl), say what the lines of a cell
 * are. Words keep their colour when they are edited, so that this holds for what a
 * clerk changes, too; a line in another colour is a paragraph.
 */
#include <string.h>

#include "read/blocks.h"
#include "read/xlsx_parts.h"

#define LINE 0x000001u   /* the cell's own colour: it was written by us */
#define POINT 0x000010u  /* … and the level */
#define MARKER 0x000020u

bool qz_xlsx_is_own(const struct qz_xlsx_style *style)
{
	return style->font.colour == LINE && !style->font.struck && !style->dates && !style->hides;
}

/* The level that a colour tells of, 0 for none. */
static unsigned level_of(uint32_t colour, uint32_t base)
{
	return colour > base && colour < base + 0x10u ? (unsigned)(colour - base) : 0;
}

/* The text and its colours; at the beginning of a line, what it is. */
struct lines {
	struct qz_cell_text *cell;
	struct qz_buf marker; /* read so far, of a point that is not open yet */
	unsigned level;
	bool begun;
};

/* The point whose marker has been read is opened. */
static void open_point(struct lines *lines)
{
	qz_cell_text_depth(lines->cell, lines->level);
	qz_cell_text_item(lines->cell, true, lines->marker.len ? lines->marker.data : NULL);
	qz_buf_clear(&lines->marker);
	lines->level = 0;
	lines->begun = true;
}

static void end_line(struct lines *lines)
{
	if (lines->level)
		open_point(lines);
	lines->begun = false;
}

/* Words of one line in one colour. */
static void put_words(struct lines *lines, const char *text, size_t len, uint32_t colour)
{
	unsigned marker = level_of(colour, MARKER), point = level_of(colour, POINT);
	if (len == 0)
		return;
	if (!lines->begun && marker) {
		lines->level = marker;
		qz_buf_add(&lines->marker, text, len);
		return;
	}
	if (!lines->begun && (lines->level || point)) {
		lines->level = lines->level ? lines->level : point;
		open_point(lines);
	} else if (!lines->begun) {
		qz_cell_text_depth(lines->cell, 0);
		qz_cell_text_break(lines->cell);
		lines->begun = true;
	}
	qz_cell_text_put(lines->cell, text, len, true);
}

static void put_piece(struct lines *lines, const char *text, size_t len, uint32_t colour)
{
	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) : len;
		put_words(lines, text + at, stop - at, colour);
		if (end)
			end_line(lines);
		at = stop + (end != NULL);
	}
}

bool qz_xlsx_own_put(const char *text, size_t start, size_t len, const struct qz_xlsx_run *runs, size_t nruns, struct qz_buf *out)
{
	struct qz_cell_text cell;
	struct lines lines = {.cell = &cell};
	size_t at = 0;
	for (size_t i = 0; i < nruns; i++)
		if (runs[i].full || runs[i].font.struck)
			return false;
	qz_cell_text_init(&cell);
	qz_buf_init(&lines.marker);
	for (size_t i = 0; i < nruns; i++) {
		put_piece(&lines, text + at, runs[i].start - start - at, LINE);
		at = runs[i].end - start;
		put_piece(&lines, text + runs[i].start - start, runs[i].end - runs[i].start, runs[i].font.colour);
	}
	put_piece(&lines, text + at, len - at, LINE);
	end_line(&lines);
	const struct qz_buf *whole = qz_cell_text_end(&cell);
	qz_buf_add(out, whole->data, whole->len);
	out->failed |= whole->failed || lines.marker.failed;
	qz_buf_done(&lines.marker);
	qz_cell_text_done(&cell);
	return true;
}
