/*
 * Delimited text: one engine for tab, comma, semicolon and pipe (RFC 4180
 * quoting where the format has it). Rows are numbered as records, blank lines
 * counted; cells are kept exactly as written, quotes that enclose a cell aside.
 * They are slices of the text: quotes and escapes go by moving what is behind
 * them, and what ended a cell becomes the NUL behind it once it has been passed.
 * What exports add for spreadsheets is no content: a first line sep=, and the
 * apostrophe or ="…" around a code. It is dropped, and said.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/diag.h"
#include "base/limits.h"
#include "read/readers.h"
#include "read/table.h"

struct scanner {
	char *text;
	size_t len, at, line;
	char delimiter;
	bool quotes, pipes;
	const struct qz_limits *limits;
	struct qz_table *table;
	struct qz_diag *diag;
	size_t start, end; /* the cell, in the text */
	unsigned row;
};

static bool at_line_end(const struct scanner *scanner, size_t at)
{
	return at == scanner->len || scanner->text[at] == '\n' || scanner->text[at] == '\r';
}

/* Over CR LF, LF or CR. */
static void pass_line_end(struct scanner *scanner)
{
	if (scanner->at < scanner->len && scanner->text[scanner->at] == '\r')
		scanner->at++;
	if (scanner->at < scanner->len && scanner->text[scanner->at] == '\n')
		scanner->at++;
	scanner->line++;
}

/*
 * The end of the quoted cell that begins at `at`: the offset behind its closing
 * quote, which a delimiter or a line end must follow; 0 when it is not closed.
 */
static size_t find_closing(const struct scanner *scanner, size_t at)
{
	for (size_t i = at + 1; i < scanner->len; i++) {
		if (scanner->text[i] != '"')
			continue;
		if (i + 1 < scanner->len && scanner->text[i + 1] == '"') {
			i++;
			continue;
		}
		return at_line_end(scanner, i + 1) || scanner->text[i + 1] == scanner->delimiter ? i + 1 : 0;
	}
	return 0;
}

static void read_quoted(struct scanner *scanner, size_t end)
{
	char *text = scanner->text;
	scanner->start = scanner->end = scanner->at + 1;
	for (size_t i = scanner->at + 1; i + 1 < end; i++) {
		char c = text[i];
		if (c == '\r' && text[i + 1] == '\n')
			continue;
		scanner->line += c == '\n' || c == '\r';
		text[scanner->end++] = c == '\r' ? '\n' : c;
		i += c == '"';
	}
	scanner->at = end;
}

static void read_plain(struct scanner *scanner)
{
	char *text = scanner->text;
	scanner->start = scanner->end = scanner->at;
	while (!at_line_end(scanner, scanner->at) && text[scanner->at] != scanner->delimiter) {
		bool escaped =
		    scanner->pipes && text[scanner->at] == '\\' && scanner->at + 1 < scanner->len && text[scanner->at + 1] == '|';
		scanner->at += escaped;
		if (scanner->end != scanner->at)
			text[scanner->end] = text[scanner->at];
		scanner->end++;
		scanner->at++;
	}
}

static void read_cell(struct scanner *scanner, unsigned column, bool *unclosed)
{
	size_t end = 0;
	if (scanner->quotes && scanner->at < scanner->len && scanner->text[scanner->at] == '"' && !*unclosed) {
		end = find_closing(scanner, scanner->at);
		*unclosed |= end == 0;
		if (end == 0) {
			char pos[32];
			snprintf(pos, sizeof pos, "%u:%u", scanner->row, column + 1);
			struct qz_where where = {.pos = pos, .line = scanner->line};
			qz_diag_add(scanner->diag, QZ_RULE_QUOTE_UNCLOSED, &where, NULL);
		}
	}
	if (end)
		read_quoted(scanner, end);
	else
		read_plain(scanner);
}

/* ---- signs for spreadsheets ---- */

#define LONGEST_WRAPPED 64 /* bytes of a code, longer than any */

/* The length of an apostrophe that a text begins with, straight or curly; 0 when it does not. */
static size_t find_apostrophe(const char *text, size_t len)
{
	if (len > 0 && text[0] == '\'')
		return 1;
	return len > 3 && (memcmp(text, "‘", 3) == 0 || memcmp(text, "’", 3) == 0) ? 3 : 0;
}

/* '330264001000: an apostrophe before what is digits, letters and the marks between them, so that it is kept as text. */
static bool has_apostrophe(const char *text, size_t len)
{
	bool digit = false;
	size_t from = find_apostrophe(text, len);
	if (len < 2 || len > LONGEST_WRAPPED || from == 0)
		return false;
	for (size_t i = from; i < len; i++) {
		char c = text[i];
		bool number = c >= '0' && c <= '9', letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		if (!number && !letter && !strchr("-_./+ ", c))
			return false;
		digit |= number;
	}
	return digit;
}

/* '=1+1: an apostrophe before what a spreadsheet would take for a formula, as emit/csv.c puts it there. */
static bool guards_formula(const char *text, size_t len)
{
	static const char *const wide[] = {"＝", "＋", "－", "＠"};
	size_t at = 1;
	if (len < 2 || text[0] != '\'')
		return false;
	if (text[1] == '\t' || text[1] == '\r')
		return true;
	while (at < len && strchr(" \t\r\n", text[at]))
		at++;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (len - at >= 3 && memcmp(text + at, wide[i], 3) == 0)
			return true;
	return at < len && text[at] && strchr("=+-@", text[at]);
}

/* ="330264001000": a formula that is a text and nothing else. */
static bool is_formula(const char *text, size_t len)
{
	return len > 3 && memcmp(text, "=\"", 2) == 0 && text[len - 1] == '"' && !memchr(text + 2, '"', len - 3);
}

/* What is wrapped around a text. */
struct wrapper {
	const char *name; /* NULL: nothing */
	size_t before, behind;
};

static struct wrapper find_wrapper(const char *text, size_t len)
{
	bool number = len > 1 && len < LONGEST_WRAPPED && text[0] == '=';
	for (size_t i = 1; i < len && number; i++)
		number = text[i] >= '0' && text[i] <= '9';
	if (is_formula(text, len))
		return (struct wrapper){"formula", 2, 1};
	if (len > 6 && memcmp(text, "=T(\"", 4) == 0 && memcmp(text + len - 2, "\")", 2) == 0 && !memchr(text + 4, '"', len - 6))
		return (struct wrapper){"function", 4, 2};
	if (number)
		return (struct wrapper){"equals", 1, 0};
	if (guards_formula(text, len))
		return (struct wrapper){"apostrophe", 1, 0};
	return has_apostrophe(text, len) ? (struct wrapper){"apostrophe", find_apostrophe(text, len), 0} : (struct wrapper){NULL, 0, 0};
}

/* Takes off what is wrapped around the whole of the cell that was read. */
static void unwrap(struct scanner *scanner, unsigned column)
{
	const char *text = scanner->text;
	size_t start = scanner->start, end = scanner->end;
	while (start < end && text[start] == ' ')
		start++;
	while (end > start && text[end - 1] == ' ')
		end--;
	struct wrapper wrapper = find_wrapper(text + start, end - start);
	if (!wrapper.name)
		return;
	scanner->start = start + wrapper.before;
	scanner->end = end - wrapper.behind;
	size_t shown = scanner->end - scanner->start;
	while (shown > LONGEST_WRAPPED || (shown < scanner->end - scanner->start && ((unsigned char)text[scanner->start + shown] & 0xC0) == 0x80))
		shown = shown > LONGEST_WRAPPED ? LONGEST_WRAPPED : shown - 1; /* of a long text the beginning, no part of a character */
	char pos[32], *found = strndup(text + scanner->start, shown);
	snprintf(pos, sizeof pos, "%u:%u", scanner->row, column + 1);
	struct qz_where where = {.pos = pos, .line = scanner->line};
	scanner->diag->failed |= !found;
	if (found)
		qz_diag_add(scanner->diag, QZ_RULE_VALUE_UNWRAPPED, &where, "wrapper", wrapper.name, "found", found, NULL);
	free(found);
}

static bool keep_cell(struct scanner *scanner, struct qz_row *row, unsigned column)
{
	const struct qz_limits *limits = scanner->limits;
	size_t len = scanner->end - scanner->start;
	if (len > limits->cell_bytes) {
		qz_limits_exceeded(limits, &limits->cell_bytes, scanner->diag);
		return false;
	}
	if (qz_row_add_slice(scanner->table, row, column, scanner->text + scanner->start, len))
		return true;
	if (scanner->table->cells >= scanner->table->max_cells)
		qz_limits_exceeded(limits, &limits->cells, scanner->diag);
	else
		scanner->diag->failed = true;
	return false;
}

/* True for a line of dashes under the header: | --- | :-: |, |---+---| */
static bool is_rule_line(const char *text, size_t len)
{
	bool dash = false;
	for (size_t i = 0; i < len; i++) {
		if (!strchr("|-:+ \t", text[i]))
			return false;
		dash |= text[i] == '-';
	}
	return dash;
}

static size_t line_length(const struct scanner *scanner)
{
	size_t end = scanner->at;
	while (!at_line_end(scanner, end))
		end++;
	return end - scanner->at;
}

/* Over what ends the cell that was read; whether the row goes on. Behind a last delimiter stands an empty cell, but for pipes. */
static bool pass_delimiter(struct scanner *scanner)
{
	bool more = !at_line_end(scanner, scanner->at);
	scanner->at += more;
	more = more && (!scanner->pipes || !at_line_end(scanner, scanner->at));
	if (!more)
		pass_line_end(scanner);
	scanner->text[scanner->end] = '\0';
	return more;
}

static bool read_row(struct scanner *scanner, struct qz_sheet *sheet)
{
	struct qz_row *row = qz_sheet_add_row(sheet, ++scanner->row, scanner->line);
	bool unclosed = false;
	if (!row) {
		scanner->diag->failed = true;
		return false;
	}
	size_t length = scanner->pipes ? line_length(scanner) : 0;
	if (scanner->pipes && is_rule_line(scanner->text + scanner->at, length))
		scanner->at += length; /* layout, not content */
	else if (scanner->pipes && length && scanner->text[scanner->at] == '|')
		scanner->at++;
	bool more = !at_line_end(scanner, scanner->at);
	if (!more)
		pass_line_end(scanner);
	for (unsigned column = 0; more; column++) {
		read_cell(scanner, column, &unclosed);
		char first = scanner->start < scanner->end ? scanner->text[scanner->start] : '\0';
		if (first == '=' || first == '\'' || first == ' ' || first == '\xE2')
			unwrap(scanner, column);
		if (!keep_cell(scanner, row, column))
			return false;
		more = pass_delimiter(scanner);
	}
	return true;
}

/*
 * The separator that a first line sep=, or "sep=;" or sep=\t names for spreadsheets; NUL
 * when there is no such line. A program that took it for a row has added separators behind it.
 * *length is that of the line, without its end.
 */
static char separator_named(const char *text, size_t len, size_t *length)
{
	size_t end = 0, at, quoted = len > 0 && text[0] == '"';
	while (end < len && end < 4096 && text[end] != '\n' && text[end] != '\r')
		end++;
	at = quoted + 4;
	if (at >= end || strncasecmp(text + quoted, "sep=", 4) != 0)
		return '\0';
	char separator = text[at++];
	if (separator == '\\' && at < end && text[at] == 't') {
		separator = '\t';
		at++;
	}
	at += quoted && at < end && text[at] == '"';
	while (at < end && (text[at] == separator || text[at] == ' '))
		at++;
	bool mark = (separator > ' ' || separator == '\t') && separator < 0x7F && !(separator >= '0' && separator <= '9') &&
		    !((separator | 0x20) >= 'a' && (separator | 0x20) <= 'z') && separator != '"';
	*length = end;
	return mark && at == end ? separator : '\0';
}

/* Over the line that names the separator, which then is the one. */
static void pass_separator_line(struct scanner *scanner)
{
	size_t length = 0;
	char separator = separator_named(scanner->text, scanner->len, &length);
	if (!separator)
		return;
	char *line = strndup(scanner->text, length < 40 ? length : 40);
	struct qz_where where = {.pos = "1:1", .line = 1};
	scanner->diag->failed |= !line;
	if (line)
		qz_diag_add(scanner->diag, QZ_RULE_SEPARATOR_LINE, &where, "line", line, NULL);
	free(line);
	scanner->delimiter = separator;
	scanner->at = length;
	scanner->row++;
	pass_line_end(scanner);
}

static enum qz_status read_delimited(const struct qz_source *source, char delimiter, const struct qz_limits *limits,
				     struct qz_table **table, struct qz_diag *diag)
{
	struct scanner scanner = {
	    .text = source->text, .len = source->text_len, .line = 1, .delimiter = delimiter, .limits = limits, .diag = diag};
	pass_separator_line(&scanner);
	scanner.quotes = scanner.delimiter != '|';
	scanner.pipes = scanner.delimiter == '|';
	scanner.table = *table = qz_table_new(QZ_POS_TEXT);
	struct qz_sheet *sheet = *table ? qz_table_add_sheet(*table, NULL) : NULL;
	bool ready = sheet != NULL;
	if (ready) {
		scanner.table->max_cells = limits->cells;
		scanner.table->sliced = true;
	}
	diag->failed |= !ready;
	while (ready && scanner.at < scanner.len)
		ready = read_row(&scanner, sheet);
	if (ready && !diag->failed)
		return QZ_OK;
	qz_table_free(*table);
	*table = NULL;
	return QZ_INPUT;
}

#define SNIFFED 65536 /* bytes at the beginning that tell what a text is */

/* The bytes from `text` to the end of its line. */
static size_t measure_line(const char *text, size_t len)
{
	const char *end = memchr(text, '\n', len);
	return end ? (size_t)(end - text) : len;
}

/* How sure a text is of this delimiter: by lines of its first part that have at least three of them. */
static int sniff_delimiter(const char *text, size_t len, char delimiter)
{
	size_t look = len < SNIFFED ? len : SNIFFED, lines = 0, with = 0, named_length;
	char named = separator_named(text, len, &named_length);
	if (named) /* one that no reader is for is the first one's */
		return named == delimiter || (delimiter == ',' && !strchr("\t;|", named)) ? 3 : 0;
	for (size_t at = 0, n; at < look; at += n + 1) {
		const char *line = text + at, *first;
		size_t blank = 0;
		n = measure_line(line, look - at);
		while (blank < n && (line[blank] == '\r' || line[blank] == ' '))
			blank++;
		lines += blank < n;
		first = memchr(line, delimiter, n);
		with += first && memchr(first + 1, delimiter, (size_t)(line + n - first - 1));
	}
	return with > 0 && with * 2 >= lines ? 2 : 0; /* prose has commas, too */
}

static int sniff_tsv(const char *text, size_t len)
{
	return sniff_delimiter(text, len, '\t');
}

static int sniff_csv(const char *text, size_t len)
{
	return sniff_delimiter(text, len, ',');
}

static int sniff_semicolon(const char *text, size_t len)
{
	return sniff_delimiter(text, len, ';');
}

static bool is_margin(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\0';
}

/* Pipes stand at the beginning or the end of the lines, or several in a line. */
static int sniff_pipe(const char *text, size_t len)
{
	size_t look = len < SNIFFED ? len : SNIFFED, lines = 0, framed = 0, named_length;
	if (separator_named(text, len, &named_length))
		return sniff_delimiter(text, len, '|');
	for (size_t at = 0, n; at < look; at += n + 1) {
		const char *line = text + at;
		size_t first = 0, end;
		n = end = measure_line(line, look - at);
		while (first < end && is_margin(line[first]))
			first++;
		while (end > first && is_margin(line[end - 1]))
			end--;
		lines += first < end;
		framed += first < end && (line[first] == '|' || line[end - 1] == '|');
	}
	return framed > 1 && framed * 2 >= lines ? 2 : sniff_delimiter(text, len, '|');
}

static enum qz_status read_tsv(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table,
			       struct qz_diag *diag)
{
	return read_delimited(source, '\t', limits, table, diag);
}

static enum qz_status read_csv(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table,
			       struct qz_diag *diag)
{
	return read_delimited(source, ',', limits, table, diag);
}

static enum qz_status read_semicolon(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table,
				     struct qz_diag *diag)
{
	return read_delimited(source, ';', limits, table, diag);
}

static enum qz_status read_pipe(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table,
				struct qz_diag *diag)
{
	return read_delimited(source, '|', limits, table, diag);
}

static const char *const tsv_extensions[] = {"tsv", "tab", "txt", NULL};
static const char *const csv_extensions[] = {"csv", NULL};
static const char *const semicolon_extensions[] = {"csv", NULL};
static const char *const pipe_extensions[] = {"md", NULL};

const struct qz_reader qz_reader_tsv = {"tsv", tsv_extensions, true, sniff_tsv, read_tsv};
const struct qz_reader qz_reader_csv = {"csv", csv_extensions, true, sniff_csv, read_csv};
const struct qz_reader qz_reader_semicolon = {"semicolon", semicolon_extensions, true, sniff_semicolon, read_semicolon};
const struct qz_reader qz_reader_pipe = {"pipe", pipe_extensions, true, sniff_pipe, read_pipe};
