/*
 * One worksheet (ECMA-376 Part 1, 18.3.1.99), for xlsx.c: a stream of rows and
 * cells in, rows and cells of the table out. What cells a format alone, without
 * content, are left out; merged ranges and hidden columns are applied at the end.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/numfmt.h"
#include "read/table.h"
#include "read/xlsx_parts.h"

struct sheet_reader {
	struct qz_xlsx *book;
	struct qz_xlsx_part part;
	struct qz_sheet *sheet;
	struct qz_row *row;   /* NULL until the row has a cell worth keeping */
	unsigned row_number;  /* of the row being read; 0 before the first */
	bool row_known;       /* the number is certain: stated, or taken from the first cell */
	bool row_hidden;
	unsigned next_column; /* where a cell without reference stands */
	struct qz_buf raw, text;
	unsigned last_row, last_column; /* used extent: cells that exist, empty ones too */
	struct qz_xlsx_range *merges;
	size_t nmerges, merges_cap;
	size_t bad_merges;
	int *hidden_starts; /* one more and one less at the columns where <col hidden> begins and has ended; NULL without */
};

/* A finding about a place of this sheet; always false. */
static bool refuse(struct sheet_reader *reader, const char *reason, const char *reference)
{
	return qz_xlsx_broken(reader->book, reason, reader->part.name, reference ? reference : "");
}

/* xsd:double that is zero: a height or width that hides. */
static bool is_zero(const struct qz_xlsx_part *part, const char *name)
{
	double value;
	const char *text = qz_xlsx_attr(part, name);
	return text && qz_numfmt_parse(text, &value) && !(value > 0);
}

static bool read_columns(struct sheet_reader *reader)
{
	struct qz_xlsx_part *part = &reader->part;
	unsigned min, max;
	while (qz_xlsx_child(part, 1)) {
		if (!qz_xlsx_is(part, "col") || !(qz_xlsx_flag(part, "hidden") || is_zero(part, "width")))
			continue;
		if (!qz_xlsx_number(qz_xlsx_attr(part, "min"), &min) || !qz_xlsx_number(qz_xlsx_attr(part, "max"), &max) ||
		    min == 0 || min > max || max > QZ_XLSX_COLUMNS)
			return refuse(reader, "column-range", qz_xlsx_attr(part, "min"));
		if (!reader->hidden_starts && !(reader->hidden_starts = calloc(QZ_XLSX_COLUMNS + 1, sizeof *reader->hidden_starts)))
			return qz_xlsx_out_of_memory(reader->book);
		reader->hidden_starts[min - 1]++;
		reader->hidden_starts[max]--;
	}
	return true;
}

/* Hides columns as far as cells reach: a sheet may hide all 16,000 to its right. */
static bool hide_columns(struct sheet_reader *reader)
{
	int depth = 0;
	for (unsigned column = 0; reader->hidden_starts && column <= reader->last_column; column++) {
		depth += reader->hidden_starts[column];
		if (depth > 0 && qz_sheet_hide_column(reader->sheet, column) != 0)
			return qz_xlsx_out_of_memory(reader->book);
	}
	return true;
}

/* The row's number: stated, or one more than the last. Rows that go back, or none can be told from, are refused. */
static bool start_row(struct sheet_reader *reader)
{
	const char *stated = qz_xlsx_attr(&reader->part, "r");
	unsigned number = reader->row_number + 1;
	if (stated && (!qz_xlsx_number(stated, &number) || number == 0))
		return refuse(reader, "row-number", stated);
	if (number > QZ_XLSX_ROWS)
		return refuse(reader, "row-number", stated);
	if (number <= reader->row_number)
		return refuse(reader, "row-order", stated);
	reader->row_number = number;
	reader->row_known = stated;
	reader->row_hidden = qz_xlsx_flag(&reader->part, "hidden") || is_zero(&reader->part, "ht");
	reader->row = NULL;
	reader->next_column = 0;
	return true;
}

/* The cell's column: by its reference, which has to lie in this row, or one more than the last. */
static bool find_column(struct sheet_reader *reader, unsigned *column)
{
	const char *reference = qz_xlsx_attr(&reader->part, "r");
	struct qz_xlsx_range range = {reader->row_number, reader->next_column, reader->row_number, reader->next_column};
	if (reference && (!qz_xlsx_range_parse(reference, &range) || strchr(reference, ':')))
		return refuse(reader, "cell-reference", reference);
	if (!reader->row_known && range.top > reader->row_number)
		reader->row_number = range.top;
	reader->row_known = true;
	if (range.top != reader->row_number || range.left >= QZ_XLSX_COLUMNS)
		return refuse(reader, "cell-reference", reference);
	if (range.left < reader->next_column)
		return refuse(reader, "cell-order", reference);
	*column = range.left;
	reader->next_column = range.left + 1;
	reader->last_row = reader->row_number;
	if (range.left > reader->last_column)
		reader->last_column = range.left;
	return true;
}

static bool add_cell(struct sheet_reader *reader, unsigned column)
{
	struct qz_xlsx *book = reader->book;
	size_t len = reader->text.len;
	if (reader->text.failed)
		return qz_xlsx_out_of_memory(book);
	if (len == 0)
		return true;
	if (len > book->limits->cell_bytes) {
		qz_limits_exceeded(book->limits, &book->limits->cell_bytes, book->diag);
		return false;
	}
	if (len > book->limits->zip_bytes - book->text_bytes) {
		qz_limits_exceeded(book->limits, &book->limits->zip_bytes, book->diag);
		return false;
	}
	if (book->table->cells >= book->table->max_cells) {
		qz_limits_exceeded(book->limits, &book->limits->cells, book->diag);
		return false;
	}
	book->text_bytes += len;
	if (!reader->row) {
		reader->row = qz_sheet_add_row(reader->sheet, reader->row_number, 0);
		if (!reader->row)
			return qz_xlsx_out_of_memory(book);
		reader->row->hidden = reader->row_hidden;
	}
	return qz_row_add_cell(book->table, reader->row, column, reader->text.data, len) || qz_xlsx_out_of_memory(book);
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

static void put_number(struct sheet_reader *reader, const char *raw, const char *code, bool date)
{
	double value;
	bool date1904 = reader->book->date1904;
	if (date ? parse_iso_date(raw, date1904, &value) : qz_numfmt_parse(raw, &value))
		qz_numfmt_number(value, code, date1904, &reader->text);
	else
		qz_buf_puts(&reader->text, raw);
}

static bool put_shared(struct sheet_reader *reader, const char *raw, const char *code)
{
	const struct qz_xlsx_strings *strings = &reader->book->strings;
	unsigned index;
	raw += strspn(raw, " \t\r\n");
	if (!qz_xlsx_number(raw, &index) || index >= strings->count)
		return refuse(reader, "string-index", raw);
	size_t start = strings->offsets[index];
	if (strings->offsets[index + 1] > start)
		qz_numfmt_text(strings->text.data + start, strings->offsets[index + 1] - start, code, &reader->text);
	return true;
}

static void put_string(struct sheet_reader *reader, const char *code)
{
	struct qz_buf plain;
	qz_buf_init(&plain);
	qz_xlsx_unescape(reader->raw.data, reader->raw.len, &plain);
	reader->text.failed |= plain.failed;
	if (plain.len > 0)
		qz_numfmt_text(plain.data, plain.len, code, &reader->text);
	qz_buf_done(&plain);
}

/* What the cell shows (18.18.11, ST_CellType), from its stored value, into `text`. */
static bool show_value(struct sheet_reader *reader, char type, const char *code)
{
	const char *raw = reader->raw.data;
	qz_buf_clear(&reader->text);
	if (reader->raw.failed)
		return qz_xlsx_out_of_memory(reader->book);
	if (reader->raw.len == 0)
		return true;
	switch (type) {
	case 's':
		return put_shared(reader, raw, code);
	case 't':
		put_string(reader, code);
		break;
	case 'b':
		qz_buf_puts(&reader->text, strcmp(raw, "1") == 0 || strcmp(raw, "true") == 0 ? "TRUE" : "FALSE");
		break;
	case 'e':
		qz_buf_puts(&reader->text, raw);
		break;
	default:
		put_number(reader, raw, code, type == 'd');
		break;
	}
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

static bool read_cell(struct sheet_reader *reader)
{
	struct qz_xlsx_part *part = &reader->part;
	unsigned column = 0, style = 0;
	if (!find_column(reader, &column))
		return false;
	char type = type_of(qz_xlsx_attr(part, "t"));
	qz_xlsx_number(qz_xlsx_attr(part, "s"), &style); /* absent: the first style */
	qz_buf_clear(&reader->raw);
	while (qz_xlsx_child(part, 3)) {
		bool good = qz_xlsx_is(part, "v")    ? qz_xlsx_text(part, &reader->raw)
			    : qz_xlsx_is(part, "is") ? qz_xlsx_rich_text(part, &reader->raw)
						     : true;
		if (!good)
			return false;
	}
	return !part->failed && show_value(reader, type, qz_xlsx_style_code(&reader->book->styles, style)) && add_cell(reader, column);
}

static bool read_rows(struct sheet_reader *reader)
{
	while (qz_xlsx_child(&reader->part, 1)) {
		if (!qz_xlsx_is(&reader->part, "row"))
			continue;
		if (!start_row(reader))
			return false;
		while (qz_xlsx_child(&reader->part, 2))
			if (qz_xlsx_is(&reader->part, "c") && !read_cell(reader))
				return false;
	}
	return true;
}

static bool read_merges(struct sheet_reader *reader)
{
	struct qz_xlsx_range range;
	while (qz_xlsx_child(&reader->part, 1)) {
		if (!qz_xlsx_is(&reader->part, "mergeCell"))
			continue;
		if (!qz_xlsx_range_parse(qz_xlsx_attr(&reader->part, "ref"), &range)) {
			reader->bad_merges++;
			continue;
		}
		if (!qz_array_grow(&reader->merges, reader->nmerges, &reader->merges_cap, sizeof range))
			return qz_xlsx_out_of_memory(reader->book);
		reader->merges[reader->nmerges++] = range;
	}
	return true;
}

static void say_skipped(struct sheet_reader *reader, const char *what, size_t count)
{
	char number[32];
	snprintf(number, sizeof number, "%zu", count);
	if (count > 0)
		qz_diag_add(reader->book->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", what, "name", reader->sheet->name, "count", number, NULL);
}

static bool finish_sheet(struct sheet_reader *reader)
{
	struct qz_xlsx *book = reader->book;
	size_t overlaps;
	enum qz_xlsx_merge_result result = qz_xlsx_merge(book->table, reader->sheet, reader->merges, reader->nmerges, reader->last_row,
							 reader->last_column, &overlaps);
	if (result == QZ_XLSX_TOO_MANY_CELLS)
		qz_limits_exceeded(book->limits, &book->limits->cells, book->diag);
	if (result != QZ_XLSX_MERGED)
		return result == QZ_XLSX_TOO_MANY_CELLS ? false : qz_xlsx_out_of_memory(book);
	say_skipped(reader, "merge-overlapping", overlaps);
	say_skipped(reader, "merge-unreadable", reader->bad_merges);
	return hide_columns(reader);
}

bool qz_xlsx_sheet_read(struct qz_xlsx *book, const char *part_name)
{
	struct sheet_reader reader = {.book = book, .sheet = &book->table->sheets[book->table->nsheets - 1]};
	bool good = qz_xlsx_part_open(book, part_name, &reader.part);
	if (good && !qz_xlsx_is(&reader.part, "worksheet"))
		good = qz_xlsx_broken(book, "root-element", part_name, NULL);
	while (good && qz_xlsx_child(&reader.part, 0)) {
		if (qz_xlsx_is(&reader.part, "cols"))
			good = read_columns(&reader);
		else if (qz_xlsx_is(&reader.part, "sheetData"))
			good = read_rows(&reader);
		else if (qz_xlsx_is(&reader.part, "mergeCells"))
			good = read_merges(&reader);
	}
	good = qz_xlsx_part_close(&reader.part, good) && finish_sheet(&reader);
	qz_buf_done(&reader.raw);
	qz_buf_done(&reader.text);
	free(reader.merges);
	free(reader.hidden_starts);
	return good;
}
