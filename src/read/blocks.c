/*
 * Cell text with structure, for blocks.h.
 */
#include "read/blocks.h"

#include <string.h>

#include "base/utf8.h"

void qz_cell_text_init(struct qz_cell_text *cell)
{
	*cell = (struct qz_cell_text){.wanted = true};
}

void qz_cell_text_done(struct qz_cell_text *cell)
{
	qz_buf_done(&cell->text);
}

void qz_cell_text_clear(struct qz_cell_text *cell)
{
	struct qz_buf text = cell->text;
	qz_buf_clear(&text);
	*cell = (struct qz_cell_text){.wanted = true, .text = text};
}

static void close_paragraph(struct qz_cell_text *cell)
{
	if (cell->paragraph)
		qz_buf_puts(&cell->text, "</p>");
	cell->paragraph = false;
}

/* Opens the paragraph that the next character belongs to; inside an item text stands by itself. */
static void open_paragraph(struct qz_cell_text *cell)
{
	if (!cell->wanted)
		return;
	close_paragraph(cell);
	cell->wanted = false;
	cell->blocks++;
	if (cell->items > 0) {
		if (cell->text.len && cell->text.data[cell->text.len - 1] != '>')
			qz_buf_putc(&cell->text, ' ');
		return;
	}
	qz_buf_puts(&cell->text, "<p>");
	if (cell->blocks == 1)
		cell->first = cell->text.len;
	cell->paragraph = true;
}

void qz_cell_text_put(struct qz_cell_text *cell, const char *text, size_t len, bool collapse)
{
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		if (n == 0) {
			n = 1;
			cp = QZ_REPLACEMENT;
		}
		bool blank = qz_is_blank(cp);
		if (blank && cell->wanted)
			continue; /* paragraphs do not begin with blanks */
		open_paragraph(cell);
		if (blank && collapse && cp < 0x80) {
			if (cell->text.len && cell->text.data[cell->text.len - 1] == ' ')
				continue;
			cp = ' ';
		}
		if (cp == '<')
			qz_buf_puts(&cell->text, "&lt;");
		else if (cp == '>')
			qz_buf_puts(&cell->text, "&gt;");
		else if (cp == '&')
			qz_buf_puts(&cell->text, "&amp;");
		else
			qz_buf_put_utf8(&cell->text, cp);
	}
}

void qz_cell_text_break(struct qz_cell_text *cell)
{
	cell->wanted = true;
}

void qz_cell_text_line(struct qz_cell_text *cell)
{
	if (!cell->wanted)
		qz_buf_puts(&cell->text, "<br>");
}

void qz_cell_text_list(struct qz_cell_text *cell, bool open)
{
	if (!open && cell->lists == 0)
		return;
	close_paragraph(cell);
	qz_buf_puts(&cell->text, open ? "<ol>" : "</ol>");
	cell->lists = open ? cell->lists + 1 : cell->lists - 1;
	cell->wanted = true;
	cell->blocks += 2; /* a list is never a lone paragraph */
}

void qz_cell_text_item(struct qz_cell_text *cell, bool open, const char *marker)
{
	if (!open && cell->items == 0)
		return;
	bool plain = marker && strpbrk(marker, "\"<>&"); /* none that an attribute holds: it stands in the text */
	close_paragraph(cell);
	if (!open)
		qz_buf_puts(&cell->text, "</li>");
	else if (marker && !plain)
		qz_buf_printf(&cell->text, "<li value=\"%s\">", marker);
	else
		qz_buf_puts(&cell->text, "<li>");
	cell->items = open ? cell->items + 1 : cell->items - 1;
	cell->wanted = true;
	if (open && plain)
		qz_cell_text_put(cell, marker, strlen(marker), true);
}

void qz_cell_text_depth(struct qz_cell_text *cell, unsigned depth)
{
	while (cell->lists > depth) {
		qz_cell_text_item(cell, false, NULL);
		qz_cell_text_list(cell, false);
	}
	if (depth > 0 && cell->lists == depth)
		qz_cell_text_item(cell, false, NULL);
	while (cell->lists < depth) {
		qz_cell_text_list(cell, true);
		if (cell->lists < depth)
			qz_cell_text_item(cell, true, NULL);
	}
}

void qz_cell_text_back(struct qz_cell_text *cell, const struct qz_cell_text *before)
{
	struct qz_buf text = cell->text;
	qz_buf_cut(&text, before->text.len);
	*cell = *before;
	cell->text = text;
}

const struct qz_buf *qz_cell_text_end(struct qz_cell_text *cell)
{
	while (cell->items > 0)
		qz_cell_text_item(cell, false, NULL);
	while (cell->lists > 0)
		qz_cell_text_list(cell, false);
	if (cell->blocks == 1 && cell->paragraph && !cell->text.failed) { /* text alone: what a spreadsheet's cell would hold */
		memmove(cell->text.data, cell->text.data + cell->first, cell->text.len - cell->first + 1);
		cell->text.len -= cell->first;
		cell->paragraph = false;
	}
	close_paragraph(cell);
	qz_buf_add(&cell->text, "", 0);
	return &cell->text;
}
