/*
 * One cell of a worksheet (ECMA-376 Part 1, 18.3.1.4), for xlsx_sheet.c: its
 * stored value and its style in; out comes the text that a spreadsheet shows,
 * without what is struck through and what the format does not show, and what
 * else people should know of it.
 */
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "read/numfmt.h"
#include "read/table.h"
#include "read/xlsx_parts.h"

#define PICTURE "=DISPIMG(" /* the function by which WPS shows a picture in a cell */

static bool is_blank(const char *text, size_t len)
{
	return qz_skip_blanks(text, len) == len;
}

/* ---- fonts ---- */

/* A piece of the cell's words in one font: to what is shown, or to what is struck through, pieces that stood apart on lines of their own. */
static void put_piece(struct qz_xlsx_cell *cell, const struct qz_xlsx_font *font, const char *text, size_t len, struct qz_buf *shown)
{
	bool blank = is_blank(text, len);
	if (font->struck && !cell->part->book->include_struck) {
		if (cell->struck.len > 0 && !cell->after_struck)
			qz_buf_putc(&cell->struck, '\n');
		qz_buf_add(&cell->struck, text, len);
		cell->after_struck = true;
		return;
	}
	cell->after_struck &= blank;
	qz_buf_add(shown, text, len);
	if (blank)
		return;
	cell->signs |= font->struck ? QZ_SIGN_STRUCK : 0;
	cell->signs |= font->tiny ? QZ_SIGN_TINY : 0;
	cell->signs |= qz_xlsx_is_pale(font->colour, cell->style->ground) ? QZ_SIGN_PALE : 0;
}

/* A value without runs, already in cell->text. */
static void apply_font(struct qz_xlsx_cell *cell)
{
	struct qz_buf all = cell->text;
	if (cell->style->plain || all.len == 0)
		return;
	qz_buf_init(&cell->text);
	put_piece(cell, &cell->style->font, all.data, all.len, &cell->text);
	cell->text.failed |= all.failed;
	qz_buf_done(&all);
}

/* ---- values ---- */

/* The words of a text and their runs (in order; `start` is where the text begins among them). */
static void show_runs(struct qz_xlsx_cell *cell, const char *text, size_t start, size_t len, const struct qz_xlsx_run *runs, size_t nruns)
{
	struct qz_buf shown;
	size_t at = 0;
	qz_buf_init(&shown);
	for (size_t i = 0; i < nruns; i++) {
		if (runs[i].full) {
			cell->signs |= QZ_SIGN_FULL;
			continue;
		}
		size_t from = runs[i].start - start, to = runs[i].end - start;
		if (from > at)
			put_piece(cell, &cell->style->font, text + at, from - at, &shown);
		put_piece(cell, &runs[i].font, text + from, to - from, &shown);
		at = to;
	}
	if (len > at)
		put_piece(cell, &cell->style->font, text + at, len - at, &shown);
	if (shown.len > 0 && !(cell->struck.len > 0 && is_blank(shown.data, shown.len)))
		qz_numfmt_text(shown.data, shown.len, cell->style->code, &cell->text);
	cell->text.failed |= shown.failed;
	qz_buf_done(&shown);
}

/* A text, one of `rich`. */
static void show_text(struct qz_xlsx_cell *cell, const struct qz_xlsx_rich *rich, size_t start, size_t end)
{
	size_t nruns = 0;
	if (rich->text.failed || start == end) {
		cell->text.failed |= rich->text.failed;
		return;
	}
	const char *text = rich->text.data + start;
	if (cell->style->hides && qz_numfmt_hides_text(cell->style->code)) {
		qz_buf_add(&cell->unseen, text, end - start);
		return;
	}
	const struct qz_xlsx_run *runs = rich->nruns ? qz_xlsx_rich_runs(rich, start, end, &nruns) : NULL;
	cell->blocks = qz_xlsx_is_own(cell->style) && qz_xlsx_own_put(text, start, end - start, runs, nruns, &cell->text);
	if (cell->blocks)
		return;
	if (nruns == 0 && cell->style->plain)
		qz_numfmt_text(text, end - start, cell->style->code, &cell->text);
	else
		show_runs(cell, text, start, end - start, runs, nruns);
}

static bool show_shared(struct qz_xlsx_cell *cell)
{
	const struct qz_xlsx_strings *strings = &cell->part->book->strings;
	const char *raw = cell->raw.data + strspn(cell->raw.data, " \t\r\n");
	unsigned index;
	if (!qz_xlsx_number(raw, &index) || index >= strings->count)
		return qz_xlsx_broken(cell->part->book, "string-index", cell->part->name, raw);
	show_text(cell, &strings->rich, strings->offsets[index], strings->offsets[index + 1]);
	return true;
}

/* The day number of an ISO 8601 date or time as strict files store them; false when it is none. */
static bool parse_iso_date(const char *text, bool date1904, double *value)
{
	static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
	int year, month, day, hour = 0, minute = 0, used = 0;
	double second = 0;
	bool date = sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3;
	if (date && (year < 1900 || month < 1 || month > 12 || day < 1 || day > 31))
		return false;
	const char *time = date ? text + used + (text[used] == 'T') : text;
	if (*time && (sscanf(time, "%2d:%2d%n", &hour, &minute, &used) != 2 || hour > 24 || minute > 59 || hour < 0 || minute < 0))
		return false;
	const char *rest = *time ? time + used : time;
	char seconds[16];
	size_t len = *rest == ':' ? strspn(rest + 1, "0123456789.") : 0;
	if (len > 0 && len < sizeof seconds) {
		memcpy(seconds, rest + 1, len);
		seconds[len] = '\0';
		if (!qz_numfmt_parse(seconds, &second))
			return false;
		rest += len + 1;
	}
	if (rest[0] != '\0' && strcmp(rest, "Z") != 0)
		return false;
	*value = (hour * 3600 + minute * 60 + second) / 86400;
	if (date) {
		int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0, past = year - 1;
		int days = past * 365 + past / 4 - past / 100 + past / 400 + before[month - 1] + day + (leap && month > 2) - 693594;
		*value += days - (days <= 60) - (date1904 ? 1462 : 0);
	}
	return true;
}

static void show_number(struct qz_xlsx_cell *cell)
{
	const struct qz_xlsx_style *style = cell->style;
	const char *raw = cell->raw.data;
	bool date1904 = cell->part->book->date1904;
	double value;
	if (!(cell->type == 'd' ? parse_iso_date(raw, date1904, &value) : qz_numfmt_parse(raw, &value))) {
		qz_buf_puts(&cell->text, raw);
		return;
	}
	enum qz_numfmt_shown shown = style->dates || style->hides ? qz_numfmt_shown(value, style->code) : QZ_NUMFMT_NUMBER;
	if (shown == QZ_NUMFMT_NOTHING) {
		qz_numfmt_number(value, NULL, date1904, &cell->unseen);
		return;
	}
	cell->signs |= shown == QZ_NUMFMT_DATE ? QZ_SIGN_DATE : 0;
	qz_numfmt_number(value, style->code, date1904, &cell->text);
	if (cell->formula && cell->part->book->uncalculated && strcmp(raw, "0") == 0)
		cell->signs |= QZ_SIGN_UNSAVED; /* libraries write 0 for what they do not work out */
}

static void show_truth(struct qz_xlsx_cell *cell)
{
	bool hidden = cell->style->hides && qz_numfmt_hides_text(cell->style->code);
	bool truth = strcmp(cell->raw.data, "1") == 0 || strcmp(cell->raw.data, "true") == 0;
	qz_buf_puts(hidden ? &cell->unseen : &cell->text, truth ? "TRUE" : "FALSE");
}

/* An error; older programs show one where newer ones show a picture or a record. */
static void show_error(struct qz_xlsx_cell *cell)
{
	if (cell->rich_value) {
		cell->picture = true;
		return;
	}
	qz_buf_puts(&cell->text, cell->raw.data);
	cell->signs |= QZ_SIGN_ERROR;
}

static void show_own(struct qz_xlsx_cell *cell)
{
	if (cell->own.text.len == 0) /* not from `is` */
		qz_xlsx_rich_put(&cell->own, cell->raw.data ? cell->raw.data : "", cell->raw.len);
	show_text(cell, &cell->own, 0, cell->own.text.len);
}

/* What the cell shows (18.18.11, ST_CellType). */
static bool show_value(struct qz_xlsx_cell *cell)
{
	if (cell->raw.failed)
		return qz_xlsx_out_of_memory(cell->part->book);
	bool text = cell->own.text.len > 0 || cell->type == 't';
	if (cell->formula && (!cell->saved || (cell->raw.len == 0 && !text)))
		cell->signs |= QZ_SIGN_UNSAVED;
	const char *raw = cell->raw.len ? cell->raw.data : "";
	cell->picture = strncmp(raw, PICTURE, strlen(PICTURE)) == 0 || strncmp(raw, "=_xlfn.DISPIMG(", 15) == 0;
	if (cell->picture || (cell->raw.len == 0 && !text))
		return true;
	if (text)
		show_own(cell);
	else if (cell->type == 's')
		return show_shared(cell);
	else if (cell->type == 'b')
		show_truth(cell);
	else if (cell->type == 'e')
		show_error(cell);
	else
		show_number(cell);
	if (!text)
		apply_font(cell);
	return true;
}

/* One letter a type: s shared string, t text of its own, b, e, d, n. */
static char type_of(const char *name)
{
	if (!name)
		return 'n';
	if (strcmp(name, "str") == 0 || strcmp(name, "inlineStr") == 0)
		return 't';
	return name[0] && !name[1] && strchr("sbed", name[0]) ? name[0] : 'n';
}

static void clear(struct qz_xlsx_cell *cell)
{
	qz_buf_clear(&cell->raw);
	qz_buf_clear(&cell->text);
	qz_buf_clear(&cell->struck);
	qz_buf_clear(&cell->unseen);
	qz_xlsx_rich_clear(&cell->own);
	cell->formula = cell->saved = cell->after_struck = cell->picture = cell->blocks = false;
	cell->signs = 0;
}

bool qz_xlsx_cell_read(struct qz_xlsx_cell *cell)
{
	struct qz_xlsx_part *part = cell->part;
	unsigned style = 0;
	clear(cell);
	cell->type = type_of(qz_xlsx_attr(part, "t"));
	cell->rich_value = cell->type == 'e' && qz_xlsx_attr(part, "vm");
	qz_xlsx_number(qz_xlsx_attr(part, "s"), &style); /* absent: the first style */
	cell->style = qz_xlsx_style(&part->book->styles, style);
	while (qz_xlsx_child(part, 3)) {
		bool good = true;
		if (qz_xlsx_is(part, "v")) {
			cell->saved = true;
			good = qz_xlsx_text(part, &cell->raw);
		} else if (qz_xlsx_is(part, "is")) {
			good = qz_xlsx_rich_read(part, &cell->own);
		} else if (qz_xlsx_is(part, "f")) {
			cell->formula = true;
		}
		if (!good)
			return false;
	}
	bool good = !part->failed && show_value(cell);
	if (cell->struck.len > 0 && cell->text.len == 0 && !is_blank(cell->struck.data, cell->struck.len))
		cell->signs |= QZ_SIGN_STRUCK;
	bool failed = cell->text.failed || cell->struck.failed || cell->unseen.failed;
	return good && (!failed || qz_xlsx_out_of_memory(part->book));
}

void qz_xlsx_cell_done(struct qz_xlsx_cell *cell)
{
	qz_buf_done(&cell->raw);
	qz_buf_done(&cell->text);
	qz_buf_done(&cell->struck);
	qz_buf_done(&cell->unseen);
	qz_xlsx_rich_done(&cell->own);
}
