/*
 * What a sheet says besides its cells and objects, for xls_parts.h: headers and
 * footers of printed pages, prompts of cells that check what is typed, tips of
 * links, and the titles of charts. The same words are kept once a sheet.
 */
#include <string.h>

#include "base/diag.h"
#include "read/page_codes.h"
#include "read/xls_parts.h"

/* Words of which the sheet has had none before. */
static bool tell_once(struct qz_xls_reader *reader, enum qz_aside_kind kind, unsigned row, unsigned column, const struct qz_buf *text)
{
	struct qz_buf key;
	struct qz_map *told = &reader->told;
	if (text->len == 0)
		return !text->failed || qz_xls_out_of_memory(reader->book);
	qz_buf_init(&key);
	qz_buf_puts(&key, qz_aside_word(kind));
	qz_buf_putc(&key, ' ');
	qz_buf_add(&key, text->data, text->len);
	bool failed = key.failed || text->failed, known = !failed && qz_map_get(told, key.data, key.len);
	failed = failed || (!known && qz_map_put(told, key.data, key.len, reader) != 0);
	qz_buf_done(&key);
	if (failed)
		return qz_xls_out_of_memory(reader->book);
	return known || qz_xls_aside(reader->book, kind, row, column, text->data, text->len);
}

/* Strings of one record behind one another, BIFF8: a length of two bytes, a flag, characters. */
static void next_string(struct qz_biff_text *text, size_t count, struct qz_buf *out)
{
	bool wide = qz_biff_read(text, 1) & 1;
	qz_biff_characters(text, count, wide, out, NULL, 0);
	for (size_t i = 0; i < out->len; i++) /* what follows reads C strings */
		if (out->data[i] == '\0')
			out->data[i] = ' ';
}

/* A string at `at` of the record, with a length of `bytes` bytes, as far as there is any: what hangs on a sheet does not break it. */
static void take_string(struct qz_xls_reader *reader, size_t at, unsigned bytes)
{
	struct qz_biff *biff = &reader->book->biff;
	struct qz_biff_text text = {.biff = biff, .at = at};
	size_t count = qz_biff_read(&text, bytes), room = biff->size - text.at;
	qz_buf_clear(&reader->value);
	if (reader->book->biff8)
		next_string(&text, count, &reader->value);
	else
		qz_xls_put_bytes(reader->book, (const char *)biff->data + text.at, count < room ? count : room, &reader->value);
	reader->objects.unread += text.cut || (!reader->book->biff8 && count > room);
}

/* ---- page headers ---- */

static bool tell_page(struct qz_xls_reader *reader, bool footer, const struct qz_buf *codes)
{
	struct qz_buf plain;
	qz_buf_init(&plain);
	qz_page_codes_strip(codes->data ? codes->data : "", &plain);
	plain.failed |= codes->failed;
	bool good = tell_once(reader, footer ? QZ_ASIDE_PAGE_FOOTER : QZ_ASIDE_PAGE_HEADER, 0, 0, &plain);
	qz_buf_done(&plain);
	return good;
}

/* HEADER and FOOTER, 2.4.136: of all pages, or of odd ones. An empty record is none. */
static bool read_page(struct qz_xls_reader *reader)
{
	struct qz_xls *book = reader->book;
	bool footer = book->biff.type == BIFF_FOOTER;
	if (book->biff.size < 3)
		return true;
	take_string(reader, 0, book->biff8 ? 2 : 1);
	return tell_page(reader, footer, &reader->value);
}

/* HEADERFOOTER, 2.4.137: of even pages and of the first one, where they are others. */
static bool read_more_pages(struct qz_xls_reader *reader)
{
	struct qz_biff *biff = &reader->book->biff;
	struct qz_biff_text text = {.biff = biff, .at = 38};
	size_t counts[4];
	bool good = true;
	if (biff->size < 38)
		return true;
	for (size_t i = 0; i < 4; i++)
		counts[i] = qz_biff_u16(biff->data + 30 + 2 * i);
	for (size_t i = 0; i < 4 && good && !text.cut; i++) {
		qz_buf_clear(&reader->value);
		if (counts[i] && qz_biff_read(&text, 2) == counts[i]) {
			next_string(&text, counts[i], &reader->value);
			good = tell_page(reader, i % 2 == 1, &reader->value);
		}
	}
	return good;
}

/* ---- prompts and tips ---- */

/* Appends a string that is not left empty as a line; the file writes an empty one as one NUL. */
static void put_line(struct qz_biff_text *text, struct qz_buf *out)
{
	size_t count = qz_biff_read(text, 2), before = out->len;
	if (before)
		qz_buf_putc(out, '\n');
	size_t start = out->len;
	next_string(text, count, out);
	if (out->len == start || (out->len == start + 1 && out->data[start] == ' '))
		qz_buf_cut(out, before);
}

/* DV, 2.4.92: titles and texts of the prompt and of the refusal, then two formulas, then the cells. */
static bool read_validation(struct qz_xls_reader *reader)
{
	struct qz_biff_text text = {.biff = &reader->book->biff, .at = 4};
	struct qz_buf prompt, refusal;
	unsigned row = 0, column = 0;
	qz_buf_init(&prompt);
	qz_buf_init(&refusal);
	put_line(&text, &prompt);
	put_line(&text, &refusal);
	put_line(&text, &prompt);
	put_line(&text, &refusal);
	for (int i = 0; i < 2; i++) {
		size_t formula = qz_biff_read(&text, 2);
		qz_biff_skip(&text, formula + 2);
	}
	if (qz_biff_read(&text, 2) > 0) {
		row = qz_biff_read(&text, 2) + 1;
		qz_biff_skip(&text, 2);
		column = qz_biff_read(&text, 2);
	}
	if (text.cut || column >= QZ_XLS_COLUMNS)
		row = column = 0;
	bool good = tell_once(reader, QZ_ASIDE_CONTROL, row, column, &prompt) && tell_once(reader, QZ_ASIDE_CONTROL, row, column, &refusal);
	qz_buf_done(&prompt);
	qz_buf_done(&refusal);
	return good;
}

/* HLINKTOOLTIP, 2.4.141: what somebody wrote, not the address that programs put there. */
static bool read_tip(struct qz_xls_reader *reader)
{
	struct qz_biff *biff = &reader->book->biff;
	struct qz_biff_text text = {.biff = biff, .at = 10};
	size_t count = 0;
	if (biff->size < 12)
		return true;
	unsigned row = qz_biff_u16(biff->data + 2) + 1, column = qz_biff_u16(biff->data + 6);
	while (10 + 2 * (count + 1) <= biff->size && qz_biff_u16(biff->data + 10 + 2 * count) != 0)
		count++;
	qz_buf_clear(&reader->value);
	qz_biff_characters(&text, count, true, &reader->value, NULL, 0);
	const char *tip = reader->value.data ? reader->value.data : "";
	if (strstr(tip, "://") || strncmp(tip, "mailto:", 7) == 0 || *tip == '#')
		return true;
	return tell_once(reader, QZ_ASIDE_CONTROL, column < QZ_XLS_COLUMNS ? row : 0, column, &reader->value);
}

bool qz_xls_around_read(struct qz_xls_reader *reader)
{
	switch (reader->book->biff.type) {
	case BIFF_HEADER:
	case BIFF_FOOTER:
		return read_page(reader);
	case BIFF_HEADERFOOTER:
		return read_more_pages(reader);
	case BIFF_DV:
		return read_validation(reader);
	case BIFF_HLINKTOOLTIP:
		return read_tip(reader);
	default:
		qz_xls_record_look(reader->book);
		return true;
	}
}

/* ---- charts ---- */

bool qz_xls_chart_read(struct qz_xls_reader *reader)
{
	const struct qz_biff *biff = &reader->book->biff;
	if (biff->type == BIFF_BRAI) {
		reader->typed = biff->size >= 2 && biff->data[1] == 1; /* 2.4.29: not taken from cells */
		return true;
	}
	if (biff->type == BIFF_OBJ || biff->type == BIFF_TXO)
		return qz_xls_objects_read(reader);
	if (biff->type != BIFF_SERIESTEXT || !reader->typed || biff->size < 4)
		return true;
	take_string(reader, 2, 1);
	return tell_once(reader, QZ_ASIDE_BOX, 0, 0, &reader->value);
}
