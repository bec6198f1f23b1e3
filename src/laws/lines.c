/*
 * From a source to lines, for lines.h. The readers of step 2 do the work for
 * Word files and pages: paragraphs are asides of the table, in reading order.
 */
#include "laws/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "check/laws_table.h"
#include "model/numeral.h"
#include "read/read.h"
#include "read/table.h"

#define MOST_ARTICLES 9999u /* the highest number of an article: registers have four digits */

void qz_text_lines_done(struct qz_text_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->lines[i].text);
	free(lines->lines);
}

static void add_line(struct qz_text_lines *lines, const char *text, size_t len, bool heading)
{
	size_t skipped = qz_skip_blanks(text, len);
	len = qz_trim_end(text + skipped, len - skipped);
	if (len == 0 || lines->failed)
		return;
	char *copy = strndup(text + skipped, len);
	if (copy && qz_array_grow(&lines->lines, lines->count, &lines->cap, sizeof *lines->lines)) {
		lines->lines[lines->count++] = (struct qz_text_line){copy, strlen(copy), heading};
		return;
	}
	lines->failed = true;
	free(copy);
}

/* ---- numbers of articles ---- */

static size_t read_word(const char *text, size_t len, const char *word)
{
	size_t n = strlen(word);
	return len >= n && memcmp(text, word, n) == 0 ? n : 0;
}

/* 之一 behind 第十三条: its number, and the bytes; 0: there is none. */
static size_t read_inserted(const char *text, size_t len, uint32_t *inserted)
{
	size_t at = read_word(text, len, "之"), n = at ? qz_numeral_read(text + at, len - at, inserted) : 0;
	return n && *inserted && *inserted < 100 ? at + n : 0;
}

size_t qz_text_marker(const char *text, size_t len, uint32_t *number)
{
	uint32_t value = 0, inserted = 0;
	size_t at = read_word(text, len, "第");
	if (!at)
		return 0;
	at += qz_skip_blanks(text + at, len - at);
	size_t n = qz_numeral_read(text + at, len - at, &value);
	at += n;
	at += qz_skip_blanks(text + at, len - at);
	size_t end = read_word(text + at, len - at, "条");
	if (!n || !end || value == 0 || value > MOST_ARTICLES)
		return 0;
	at += end;
	n = read_inserted(text + at, len - at, &inserted);
	*number = value * QZ_LAW_ARTICLE + (n ? inserted : 0);
	return at + n;
}

/* ---- Markdown and plain text ---- */

/* The end of a comment <!-- … --> that begins at `at`, or 0. Where one has no end, none behind it is looked for
 * (*endless). */
static size_t skip_comment(const char *text, size_t len, size_t at, bool *endless)
{
	if (*endless || len - at < 7 || memcmp(text + at, "<!--", 4) != 0)
		return 0;
	const char *end = memmem(text + at + 4, len - at - 4, "-->", 3);
	*endless = !end;
	return end ? (size_t)(end - text) + 3 : 0;
}

/* The end of what stands between two lines --- at the beginning: facts for a site's machinery, no text. */
static size_t skip_front_matter(const char *text, size_t len)
{
	if (len < 8 || memcmp(text, "---\n", 4) != 0)
		return 0;
	const char *end = memmem(text + 3, len - 3, "\n---\n", 5);
	return end ? (size_t)(end - text) + 5 : 0;
}

/* A line without what Markdown puts around words: emphasis, and the backslash before a mark. */
static void unmark(const char *text, size_t len, struct qz_buf *out)
{
	bool endless = false;
	for (size_t at = 0; at < len; at++) {
		bool escape = text[at] == '\\' && at + 1 < len && strchr("\\`*_{}[]()#+-.!<>|~", text[at + 1]);
		size_t comment = skip_comment(text, len, at, &endless);
		if (comment)
			at = comment - 1;
		else if (escape)
			qz_buf_putc(out, text[++at]);
		else if (text[at] != '*' && text[at] != '\r')
			qz_buf_putc(out, text[at]);
	}
}

/* The bytes of quotation and list marks, and of heading marks (*heading), before a line's words. */
static size_t skip_marks(const char *text, size_t len, bool *heading)
{
	size_t at = qz_skip_blanks(text, len), from;
	*heading = false;
	for (from = at; at < len && text[at] == '#'; at++)
		*heading = true;
	if (*heading && at - from <= 6)
		return at;
	*heading = false;
	at = from;
	while (at + 1 < len &&
	       (text[at] == '>' || ((text[at] == '-' || text[at] == '+' || text[at] == '*') && text[at + 1] == ' ')))
		at += 1 + qz_skip_blanks(text + at + 1, len - at - 1);
	return at;
}

static void add_marked(struct qz_text_lines *lines, const char *text, size_t len)
{
	bool heading;
	struct qz_buf plain;
	size_t at = skip_marks(text, len, &heading);
	qz_buf_init(&plain);
	unmark(text + at, len - at, &plain);
	lines->failed |= plain.failed;
	add_line(lines, plain.data ? plain.data : "", plain.len, heading);
	qz_buf_done(&plain);
}

void qz_text_lines_add_plain(struct qz_text_lines *lines, const char *text, size_t len)
{
	size_t at = skip_front_matter(text, len);
	bool endless = false;
	while (at < len && !lines->failed) {
		size_t comment = skip_comment(text, len, at, &endless);
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) : len;
		if (comment > stop) { /* over several lines */
			at = comment;
			continue;
		}
		add_marked(lines, text + at, stop - at);
		at = stop + 1;
	}
}

/* ---- tables ---- */

static void add_pieces(struct qz_text_lines *lines, const char *text, bool heading)
{
	while (text && *text && !lines->failed) {
		size_t len = strcspn(text, "\n");
		add_line(lines, text, len, heading);
		text += len + (text[len] == '\n');
	}
}

/* The bytes of a character reference (the three that blocks have) and what it stands for. */
static size_t read_reference(const char *text, char *c)
{
	static const char *const names[] = {"&lt;", "&gt;", "&amp;"};
	for (size_t i = 0; i < 3; i++) {
		if (strncmp(text, names[i], strlen(names[i])) == 0) {
			*c = "<>&"[i];
			return strlen(names[i]);
		}
	}
	*c = *text;
	return 1;
}

/* A cell with structure (QZ_CELL_BLOCKS): each element begins a line, an item with its marker. */
static void add_blocks(struct qz_text_lines *lines, const char *text)
{
	static const char item[] = "<li value=\"";
	struct qz_buf plain;
	qz_buf_init(&plain);
	while (*text) {
		char c = '\n';
		size_t n = *text == '<' ? strcspn(text, ">") : read_reference(text, &c);
		n += *text == '<' && text[n] == '>';
		qz_buf_putc(&plain, c);
		if (strncmp(text, item, sizeof item - 1) == 0)
			qz_buf_add(&plain, text + sizeof item - 1, strcspn(text + sizeof item - 1, "\""));
		text += n;
	}
	lines->failed |= plain.failed;
	if (!plain.failed)
		add_pieces(lines, plain.data, false);
	qz_buf_done(&plain);
}

static void add_cell(struct qz_text_lines *lines, const struct qz_cell *cell)
{
	if (cell->kind == QZ_CELL_BLOCKS)
		add_blocks(lines, cell->text);
	else
		add_pieces(lines, cell->text, false);
}

static void add_cells(struct qz_text_lines *lines, const struct qz_sheet *sheet)
{
	for (size_t r = 0; r < sheet->nrows; r++)
		for (size_t c = 0; c < sheet->rows[r].ncells; c++)
			add_cell(lines, &sheet->rows[r].cells[c]);
}

/* Paragraphs in reading order; with `cells`, those of tables between them. */
static void add_table(struct qz_text_lines *lines, const struct qz_table *table, bool cells)
{
	const struct qz_aside_list *flow = &table->asides[QZ_ASIDE_FLOW];
	size_t next = 0;
	add_pieces(lines, table->title, true);
	for (size_t s = 0; s <= table->nsheets; s++) {
		for (; next < flow->count && flow->list[next].sheet <= s; next++)
			add_pieces(lines, flow->list[next].cell->text, flow->list[next].cell->heading);
		if (s < table->nsheets && table->sheets[s].title)
			add_pieces(lines, table->sheets[s].title, true);
		if (s < table->nsheets && cells)
			add_cells(lines, &table->sheets[s]);
	}
}

static bool has_articles(const struct qz_text_lines *lines)
{
	uint32_t number;
	for (size_t i = 0; i < lines->count; i++)
		if (qz_text_marker(lines->lines[i].text, lines->lines[i].len, &number))
			return true;
	return false;
}

/* Whether the reader is one for lines of text, where what it makes of them (cells) is not wanted. */
static bool is_plain(const struct qz_reader *reader)
{
	static const char *const names[] = {"tsv", "csv", "semicolon", "pipe", "drawn"};
	bool plain = false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		plain |= strcmp(reader->name, names[i]) == 0;
	return plain;
}

enum qz_status qz_text_lines_read(struct qz_source *source, const struct qz_limits *limits, struct qz_text_lines *lines,
				  struct qz_diag *diag)
{
	*lines = (struct qz_text_lines){.count = 0};
	if (is_plain(source->reader)) {
		qz_text_lines_add_plain(lines, source->text, source->text_len);
		return QZ_OK;
	}
	struct qz_table *table = NULL;
	enum qz_status status = qz_read(source, limits, &table, diag);
	if (status != QZ_OK)
		return status;
	add_table(lines, table, false);
	if (!has_articles(lines)) { /* a page may be laid out as a table */
		qz_text_lines_done(lines);
		*lines = (struct qz_text_lines){.count = 0};
		add_table(lines, table, true);
	}
	qz_table_free(table);
	return QZ_OK;
}
