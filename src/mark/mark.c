/*
 * Marking a workbook, for mark.h: from findings to cells, from cells to parts,
 * and all parts into an archive again, in the order in which they were.
 */
#include "mark/mark.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/zip.h"
#include "mark/parts.h"
#include "report/messages.h"

#define ROWS 1048576u
#define COLUMNS 16384u
#define MOST_BYTES 40000u /* of a comment, which may have 32,767 characters … */
#define MOST_LINES 200u /* of a comment: a cell with more findings has the rest in the list alone */

/* ---- places ---- */

/* Sheet%201 is Sheet 1 (read/table.c). */
static void put_name(const char *name, size_t len, struct qz_buf *out)
{
	for (size_t i = 0; i < len; i++) {
		char digits[3] = {0};
		if (name[i] == '%' && i + 2 < len) {
			memcpy(digits, name + i + 1, 2);
			qz_buf_putc(out, (char)strtoul(digits, NULL, 16));
			i += 2;
		} else {
			qz_buf_putc(out, name[i]);
		}
	}
	qz_buf_add(out, "", 0);
}

static void read_cell(const char *at, const char *end, unsigned *row, unsigned *column)
{
	unsigned long letters = 0, digits = 0;
	for (; at < end && *at >= 'A' && *at <= 'Z' && letters < COLUMNS; at++)
		letters = letters * 26 + (unsigned long)(*at - 'A') + 1;
	for (; at < end && *at >= '0' && *at <= '9' && digits < ROWS; at++)
		digits = digits * 10 + (unsigned long)(*at - '0');
	bool whole = at == end || *at == '-' || *at == '#' || *at == ':';
	bool good = whole && letters > 0 && letters <= COLUMNS && digits > 0 && digits <= ROWS;
	*row = good ? (unsigned)digits : 0;
	*column = good ? (unsigned)letters : 0;
}

size_t qz_mark_find_place(const struct qz_marked_book *book, const char *pos, size_t len, unsigned *row, unsigned *column)
{
	const char *mark = memchr(pos, '!', len);
	size_t sheet = 0;
	struct qz_buf name;
	qz_buf_init(&name);
	put_name(pos, mark ? (size_t)(mark - pos) : len, &name);
	*row = *column = 0;
	while (sheet < book->nsheets && !(name.len && strcmp(book->sheets[sheet].name, name.data) == 0))
		sheet++;
	if (mark && sheet < book->nsheets)
		read_cell(mark + 1, pos + len, row, column);
	qz_buf_done(&name);
	return sheet;
}

enum qz_rule_text qz_mark_message(const struct qz_messages *words, const struct qz_finding *finding)
{
	return *qz_messages_rule(words, finding->rule, QZ_TEXT_SEEN) ? QZ_TEXT_SEEN : QZ_TEXT_MESSAGE;
}

/* What a comment says of a finding. */
static void put_words(struct qz_marked_book *book, const struct qz_finding *finding)
{
	const struct qz_messages *words = book->how->words;
	struct qz_buf *out = &book->words;
	char level[32];
	bool reply = *qz_messages_rule(words, finding->rule, QZ_TEXT_REPLY);
	snprintf(level, sizeof level, "severity.%s", qz_severity_name(finding->severity));
	qz_buf_printf(out, "【%s】", qz_messages_text(words, level));
	qz_messages_format(words, finding, qz_mark_message(words, finding), out);
	if (*qz_messages_rule(words, finding->rule, reply ? QZ_TEXT_REPLY : QZ_TEXT_CURE)) {
		qz_buf_putc(out, '\n');
		qz_messages_format(words, finding, reply ? QZ_TEXT_REPLY : QZ_TEXT_CURE, out);
	}
	qz_buf_putc(out, '\0');
}

static bool add_cell(struct qz_marked_book *book, const struct qz_finding *finding, const char *pos, size_t len, size_t text)
{
	unsigned row, column;
	size_t sheet = qz_mark_find_place(book, pos, len, &row, &column);
	if (!row || !book->sheets[sheet].part)
		return true;
	if (!qz_array_grow(&book->cells, book->ncells, &book->cells_cap, sizeof *book->cells))
		return false;
	book->cells[book->ncells++] = (struct qz_marked){.sheet = sheet, .row = row, .column = column, .severity = (int)finding->severity, .text = text};
	return true;
}

/* Every place of every finding that is a cell's. */
static bool gather(struct qz_marked_book *book, const struct qz_diag *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct qz_finding *finding = &findings->findings[i];
		const char *pos = book->how->places ? book->how->places[i] : finding->pos;
		if (!pos || (finding->severity == QZ_INFO && !book->how->info))
			continue;
		size_t text = book->words.len;
		put_words(book, finding);
		for (size_t len; *pos; pos += len + (pos[len] == ' ')) {
			len = strcspn(pos, " ");
			if (!add_cell(book, finding, pos, len, text) || book->words.failed)
				return !(book->failed = true);
		}
	}
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct qz_marked *one = a, *other = b;
	if (one->sheet != other->sheet)
		return one->sheet < other->sheet ? -1 : 1;
	if (one->row != other->row)
		return one->row < other->row ? -1 : 1;
	if (one->column != other->column)
		return one->column < other->column ? -1 : 1;
	if (one->severity != other->severity)
		return one->severity > other->severity ? -1 : 1;
	return (one->text > other->text) - (one->text < other->text);
}

static unsigned count_lines(const char *text)
{
	unsigned lines = 1, wide = 0;
	for (; *text; text++) {
		wide += ((unsigned char)*text & 0xC0) != 0x80;
		if (*text == '\n' || wide == 18) {
			lines++;
			wide = 0;
		}
	}
	return lines;
}

static bool are_same(const struct qz_marked *one, const struct qz_marked *other)
{
	return one->sheet == other->sheet && one->row == other->row && one->column == other->column;
}

/* The words of some findings of a cell behind one another; where they begin. */
static size_t join_words(struct qz_marked_book *book, const struct qz_marked *cells, size_t count)
{
	size_t first = book->words.len;
	struct qz_buf words;
	qz_buf_init(&words);
	for (size_t i = 0; i < count && i < MOST_LINES && words.len < MOST_BYTES; i++) {
		if (i > 0 && cells[i].text == cells[i - 1].text)
			continue;
		if (words.len)
			qz_buf_putc(&words, '\n');
		qz_buf_puts(&words, book->words.data + cells[i].text);
	}
	qz_buf_add(&book->words, words.data, words.len);
	qz_buf_putc(&book->words, '\0');
	book->failed |= words.failed || book->words.failed;
	qz_buf_done(&words);
	return first;
}

/* In order of sheets, rows and columns, none of them under a merged range. */
static bool sort(struct qz_marked_book *book)
{
	if (book->ncells == 0)
		return true;
	qsort(book->cells, book->ncells, sizeof *book->cells, compare);
	for (size_t i = 0, next; i < book->ncells; i = next) {
		for (next = i + 1; next < book->ncells && book->cells[next].sheet == book->cells[i].sheet;)
			next++;
		if (!qz_mark_uncover(book, &book->cells[i], next - i))
			return false;
	}
	qsort(book->cells, book->ncells, sizeof *book->cells, compare);
	return true;
}

/* Findings of one cell become one: the colour is that of the worst. */
static bool join(struct qz_marked_book *book)
{
	size_t kept = 0;
	for (size_t i = 0, next; i < book->ncells && !book->failed; i = next) {
		for (next = i + 1; next < book->ncells && are_same(&book->cells[i], &book->cells[next]);)
			next++;
		struct qz_marked cell = book->cells[i];
		if (next > i + 1)
			cell.text = join_words(book, &book->cells[i], next - i);
		cell.lines = book->failed ? 0 : count_lines(book->words.data + cell.text);
		book->cells[kept++] = cell;
	}
	book->ncells = kept;
	return !book->failed;
}

/* ---- parts ---- */

/* All sheets, those without findings too: they may have marks of an earlier time. */
static bool mark_sheets(struct qz_marked_book *book)
{
	size_t at = 0;
	for (size_t sheet = 0; sheet < book->nsheets; sheet++) {
		size_t next = at;
		while (next < book->ncells && book->cells[next].sheet == sheet)
			next++;
		bool ours = book->how->replaces && strcmp(book->sheets[sheet].name, book->how->replaces) == 0;
		if (book->sheets[sheet].part && !ours && !qz_mark_sheet(book, sheet, book->cells + at, next - at))
			return false;
		at = next;
	}
	return true;
}

static const struct qz_buf *changed(const struct qz_marked_book *book, const char *name)
{
	for (size_t i = 0; i < book->nparts; i++)
		if (!book->parts[i].fresh && strcmp(book->parts[i].name, name) == 0)
			return &book->parts[i].bytes;
	return NULL;
}

/* All parts as they were, changed ones in their places, new ones behind. */
static bool pack(struct qz_marked_book *book, struct qz_buf *out)
{
	struct qz_zip_writer *writer = qz_zip_writer_new(NULL);
	struct qz_buf bytes;
	const char *name;
	int result = writer ? 0 : -1;
	qz_buf_init(&bytes);
	for (size_t i = 0; result == 0 && (name = qz_zip_name(book->zip, i)); i++) {
		const struct qz_buf *part = changed(book, name);
		size_t len = strlen(name);
		if (len && name[len - 1] == '/')
			continue; /* a folder holds nothing */
		qz_buf_clear(&bytes);
		if (!part)
			result = qz_zip_read(book->zip, name, &bytes, book->diag);
		part = part ? part : &bytes;
		if (result == 0)
			result = qz_zip_writer_add(writer, name, part->len ? part->data : "", part->len);
	}
	for (size_t i = 0; i < book->nparts && result == 0; i++)
		if (book->parts[i].fresh)
			result = qz_zip_writer_add(writer, book->parts[i].name, book->parts[i].bytes.data, book->parts[i].bytes.len);
	if (result == 0)
		result = qz_zip_writer_finish(writer, out);
	qz_zip_writer_free(writer);
	qz_buf_done(&bytes);
	return result == 0 && !out->failed;
}

bool qz_mark_workbook(const void *bytes, size_t len, const struct qz_mark_how *how, struct qz_diag *diag, struct qz_buf *out)
{
	struct qz_marked_book book = {.zip = qz_zip_open(bytes, len, how->limits, diag), .diag = diag, .how = how};
	qz_buf_init(&book.words);
	bool done = book.zip && qz_mark_open(&book) && qz_mark_styles_open(&book) && gather(&book, diag) && sort(&book) && join(&book) && mark_sheets(&book) &&
		    qz_mark_list(&book, diag) && qz_mark_styles_write(&book) && pack(&book, out);
	diag->failed |= book.failed;
	if (!done && book.reason)
		qz_diag_add(diag, QZ_RULE_MARK_REFUSED, NULL, "reason", book.reason, NULL);
	qz_mark_done(&book);
	qz_zip_close(book.zip);
	return done && !book.failed;
}
