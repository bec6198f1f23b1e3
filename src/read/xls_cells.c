/*
 * The cell records of a sheet, for xls_parts.h, one of them in: the text as a
 * reader of the sheet sees it, what of it is struck through or not displayed,
 * and the signs that people should be told.
 */
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/numfmt.h"
#include "read/table.h"
#include "read/xls_parts.h"

/* A value as the record gives it: text, where its font changes, and its cell. */
struct value {
	unsigned row, column, xf;
	const char *text;
	size_t len;
	const struct qz_biff_run *runs;
	size_t nruns;
	unsigned signs;
	bool unseen;
};

static bool exceeds(struct qz_xls_reader *reader, size_t len)
{
	const struct qz_limits *limits = reader->book->limits;
	const size_t *passed = len > limits->cell_bytes		     ? &limits->cell_bytes
			       : reader->ncells >= limits->cells     ? &limits->cells
			       : reader->text.len > limits->zip_bytes ? &limits->zip_bytes
								     : NULL;
	if (passed)
		qz_limits_exceeded(limits, passed, reader->book->diag);
	return passed != NULL;
}

/* A part of a text that is written in one font: it is kept, or goes to what is struck through. */
static unsigned put_part(struct qz_xls_reader *reader, const struct qz_xls_style *style, const struct qz_xls_font *font, const char *text, size_t len)
{
	bool struck = font->struck, pale = qz_xls_is_pale(font, style);
	unsigned signs = 0;
	if (len && (struck || pale || font->tiny) && qz_count_nonblank(text, len)) {
		signs = (pale ? QZ_SIGN_PALE : 0u) | (font->tiny ? QZ_SIGN_TINY : 0u);
		if (struck && !reader->book->include_struck) {
			qz_buf_add(&reader->struck, text, len);
			return 0;
		}
		signs |= struck ? QZ_SIGN_STRUCK : 0u;
	}
	if (len)
		qz_buf_add(&reader->text, text, len);
	return signs;
}

static unsigned put_parts(struct qz_xls_reader *reader, const struct value *value)
{
	const struct qz_xls *book = reader->book;
	const struct qz_xls_style *style = qz_xls_style(book, value->xf);
	const struct qz_xls_font *font = qz_xls_font(book, style->font);
	size_t from = 0;
	unsigned signs = 0;
	for (size_t i = 0; i < value->nruns; i++) {
		signs |= put_part(reader, style, font, value->text + from, value->runs[i].at - from);
		font = qz_xls_font(book, value->runs[i].font);
		from = value->runs[i].at;
	}
	return signs | put_part(reader, style, font, value->text + from, value->len - from);
}

/* Keeps a cell, unless there is nothing to tell of it. */
static bool keep(struct qz_xls_reader *reader, const struct value *value)
{
	size_t start = reader->text.len;
	if (value->column >= QZ_XLS_COLUMNS)
		return qz_xls_broken(reader->book, "column-range");
	if (exceeds(reader, value->len))
		return false;
	qz_buf_clear(&reader->struck);
	unsigned signs = value->signs | put_parts(reader, value);
	size_t len = reader->text.len - start, struck = reader->struck.len;
	if (struck)
		qz_buf_add(&reader->text, reader->struck.data, struck);
	if (struck && len == 0)
		signs = 0; /* nothing is left that they could be said of */
	if (reader->text.failed || reader->struck.failed || reader->value.failed)
		return qz_xls_out_of_memory(reader->book);
	if (len == 0 && struck == 0 && signs == 0)
		return true;
	if (!qz_array_grow(&reader->cells, reader->ncells, &reader->cells_cap, sizeof *reader->cells))
		return qz_xls_out_of_memory(reader->book);
	reader->cells[reader->ncells] = (struct qz_xls_found){.row = value->row, .column = value->column, .order = reader->ncells, .start = start,
							      .len = len, .struck = struck, .signs = (unsigned char)signs, .unseen = value->unseen};
	reader->ncells++;
	return true;
}

/* What reader->value holds. */
static bool keep_value(struct qz_xls_reader *reader, struct value *value)
{
	value->text = reader->value.data;
	value->len = reader->value.len;
	return reader->value.failed ? qz_xls_out_of_memory(reader->book) : keep(reader, value);
}

static bool keep_number(struct qz_xls_reader *reader, struct value value, double number)
{
	const char *code = qz_xls_style(reader->book, value.xf)->code;
	enum qz_numfmt_shown shown = qz_numfmt_shown(number, code);
	qz_buf_clear(&reader->value);
	qz_numfmt_number(number, shown == QZ_NUMFMT_NOTHING ? NULL : code, reader->book->date1904, &reader->value);
	value.unseen = shown == QZ_NUMFMT_NOTHING;
	value.signs |= shown == QZ_NUMFMT_DATE ? QZ_SIGN_DATE : 0u;
	return keep_value(reader, &value);
}

static bool keep_text(struct qz_xls_reader *reader, struct value value, bool full)
{
	const struct qz_xls_style *style = qz_xls_style(reader->book, value.xf);
	value.unseen = style->hides && qz_numfmt_hides_text(style->code);
	value.signs = full ? QZ_SIGN_FULL : 0;
	return keep(reader, &value);
}

/* BErr, 2.5.10. */
static const char *error_text(unsigned code)
{
	switch (code) {
	case 0x00:
		return "#NULL!";
	case 0x07:
		return "#DIV/0!";
	case 0x0F:
		return "#VALUE!";
	case 0x17:
		return "#REF!";
	case 0x1D:
		return "#NAME?";
	case 0x24:
		return "#NUM!";
	default:
		return "#N/A";
	}
}

static bool keep_flag(struct qz_xls_reader *reader, struct value value, unsigned flag, bool error)
{
	qz_buf_clear(&reader->value);
	qz_buf_puts(&reader->value, error ? error_text(flag) : flag ? "TRUE" : "FALSE");
	value.signs = error ? QZ_SIGN_ERROR : 0;
	return keep_value(reader, &value);
}

/*
 * Whether a formula of the workbook has a value but the empty text, which
 * libraries that cannot calculate write. Looked for once, in all records.
 */
static bool is_calculated(struct qz_xls *book)
{
	struct qz_biff all = {.bytes = book->biff.bytes, .len = book->biff.len};
	while (!book->calculated && !book->searched && qz_biff_step(&all))
		if (all.type == BIFF_FORMULA && all.size >= 14)
			book->calculated = qz_biff_u16(all.data + 12) != 0xFFFF ? qz_biff_double(all.data + 6) != 0 : all.data[6] != 3;
	book->searched = true;
	return book->calculated;
}

bool qz_xls_cell_settle(struct qz_xls_reader *reader)
{
	if (!reader->awaiting)
		return true;
	reader->awaiting = false;
	const struct value value = {.row = reader->awaiting_row, .column = reader->awaiting_column, .xf = reader->awaiting_xf,
				    .text = "", .signs = QZ_SIGN_UNSAVED};
	return keep(reader, &value);
}

/* The stored value of a formula (2.5.133): a number, or what its last bytes say it is. */
static bool read_formula(struct qz_xls_reader *reader, struct value value)
{
	const struct qz_biff *biff = &reader->book->biff;
	if (biff->size < 14)
		return qz_xls_broken(reader->book, "cell");
	const unsigned char *stored = biff->data + 6;
	if (qz_biff_u16(stored + 6) != 0xFFFF) {
		double number = qz_biff_double(stored);
		value.signs = number != 0 || is_calculated(reader->book) ? 0u : QZ_SIGN_UNSAVED; /* libraries write 0 for what they do not work out */
		return keep_number(reader, value, number);
	}
	if (stored[0] == 1 || stored[0] == 2)
		return keep_flag(reader, value, stored[2], stored[0] == 2);
	reader->awaiting = stored[0] == 0 || !is_calculated(reader->book);
	reader->awaiting_row = value.row;
	reader->awaiting_column = value.column;
	reader->awaiting_xf = value.xf;
	return true;
}

static bool read_shared(struct qz_xls_reader *reader, struct value value)
{
	const struct qz_xls *book = reader->book;
	if (book->biff.size < 10)
		return qz_xls_broken(reader->book, "cell");
	uint32_t index = qz_biff_u32(book->biff.data + 6);
	if (index >= book->nstrings)
		return qz_xls_broken(reader->book, "string-index");
	const struct qz_xls_string *string = &book->offsets[index];
	value.text = book->strings.data ? book->strings.data + string->start : "";
	value.len = string[1].start - string->start;
	value.runs = book->runs.list ? book->runs.list + string->run : NULL;
	value.nruns = string[1].run - string->run;
	return keep_text(reader, value, string->full);
}

static bool read_mulrk(struct qz_xls_reader *reader, struct value value)
{
	const struct qz_biff *biff = &reader->book->biff;
	bool good = true;
	for (size_t at = 4; good && at + 8 <= biff->size; at += 6, value.column++) {
		value.xf = qz_biff_u16(biff->data + at);
		good = keep_number(reader, value, qz_biff_rk(qz_biff_u32(biff->data + at + 2)));
	}
	return good;
}

static bool read_label(struct qz_xls_reader *reader, struct value value)
{
	bool full = false;
	qz_buf_clear(&reader->value);
	reader->runs.count = 0;
	if (!qz_xls_cell_label(reader->book, &reader->value, &reader->runs, &full))
		return false;
	if (reader->value.failed || reader->runs.failed)
		return qz_xls_out_of_memory(reader->book);
	value.text = reader->value.data ? reader->value.data : "";
	value.len = reader->value.len;
	value.runs = reader->runs.list;
	value.nruns = reader->runs.count;
	return keep_text(reader, value, full);
}

/* The text of the formula before. */
static bool read_string(struct qz_xls_reader *reader)
{
	bool full = false;
	if (!reader->awaiting)
		return true;
	reader->awaiting = false;
	qz_buf_clear(&reader->value);
	if (!qz_xls_label(reader->book, 0, 2, &reader->value, &full))
		return false;
	if (reader->value.failed)
		return qz_xls_out_of_memory(reader->book);
	const struct value value = {.row = reader->awaiting_row, .column = reader->awaiting_column, .xf = reader->awaiting_xf,
				    .text = reader->value.data ? reader->value.data : "", .len = reader->value.len};
	return keep_text(reader, value, full);
}

bool qz_xls_is_cell(unsigned type)
{
	switch (type) {
	case BIFF_FORMULA:
	case BIFF_LABELSST:
	case BIFF_LABEL:
	case BIFF_RSTRING:
	case BIFF_NUMBER:
	case BIFF_RK:
	case BIFF_MULRK:
	case BIFF_BOOLERR:
	case BIFF_STRING:
		return true;
	default:
		return false;
	}
}

bool qz_xls_cell_read(struct qz_xls_reader *reader)
{
	struct qz_xls *book = reader->book;
	const struct qz_biff *biff = &book->biff;
	if (biff->type == BIFF_STRING)
		return read_string(reader);
	if (!qz_xls_cell_settle(reader))
		return false;
	if (biff->size < 6)
		return qz_xls_broken(book, "cell");
	const struct value value = {.row = qz_biff_u16(biff->data), .column = qz_biff_u16(biff->data + 2), .xf = qz_biff_u16(biff->data + 4)};
	switch (biff->type) {
	case BIFF_FORMULA:
		return read_formula(reader, value);
	case BIFF_LABELSST:
		return read_shared(reader, value);
	case BIFF_LABEL:
	case BIFF_RSTRING:
		return read_label(reader, value);
	case BIFF_NUMBER:
		return biff->size >= 14 ? keep_number(reader, value, qz_biff_double(biff->data + 6)) : qz_xls_broken(book, "cell");
	case BIFF_RK:
		return biff->size >= 10 ? keep_number(reader, value, qz_biff_rk(qz_biff_u32(biff->data + 6))) : qz_xls_broken(book, "cell");
	case BIFF_MULRK:
		return read_mulrk(reader, value);
	default:
		return biff->size >= 8 ? keep_flag(reader, value, biff->data[6], biff->data[7] != 0) : qz_xls_broken(book, "cell");
	}
}
