/*
 * Binary workbooks, BIFF5 and BIFF8 ([MS-XLS]): the container, the workbook's
 * globals (styles, shared strings, list of sheets), and its sheets in order.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/cfb.h"
#include "read/readers.h"
#include "read/table.h"
#include "read/xls_parts.h"

/* A sheet as the globals list it (2.4.28). */
struct listed {
	char *name;
	size_t offset;
	bool hidden;
	unsigned kind; /* 0: worksheet or dialog, 1: macros, 2: chart, 6: module */
};

struct listing {
	struct listed *sheets;
	size_t count, cap;
};

bool qz_xls_broken(struct qz_xls *book, const char *reason)
{
	qz_diag_add(book->diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", "xls", "reason", reason, NULL);
	return false;
}

bool qz_xls_out_of_memory(struct qz_xls *book)
{
	book->diag->failed = true;
	return false;
}

bool qz_xls_aside(struct qz_xls *book, enum qz_aside_kind kind, unsigned row, unsigned column, const char *text, size_t len)
{
	struct qz_table *table = book->table;
	if (len == 0 || qz_count_nonblank(text, len) == 0)
		return true;
	if (len > book->limits->cell_bytes) {
		qz_limits_exceeded(book->limits, &book->limits->cell_bytes, book->diag);
		return false;
	}
	if (qz_table_add_aside(table, kind, table->nsheets - 1, row, column, text, len))
		return true;
	if (table->cells < table->max_cells)
		return qz_xls_out_of_memory(book);
	qz_limits_exceeded(book->limits, &book->limits->cells, book->diag);
	return false;
}

void qz_xls_skipped(struct qz_xls *book, const char *what, size_t count)
{
	char number[24];
	const struct qz_table *table = book->table;
	snprintf(number, sizeof number, "%zu", count);
	if (count)
		qz_diag_add(book->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", what, "name", table->sheets[table->nsheets - 1].name, "count",
			    number, NULL);
}

/* ---- globals ---- */

static bool read_bound_sheet(struct qz_xls *book, struct listing *listing)
{
	struct qz_biff *biff = &book->biff;
	if (biff->size < 8)
		return qz_xls_broken(book, "sheet-list");
	if (listing->count >= book->limits->sheets) {
		qz_limits_exceeded(book->limits, &book->limits->sheets, book->diag);
		return false;
	}
	if (!qz_array_grow(&listing->sheets, listing->count, &listing->cap, sizeof *listing->sheets))
		return qz_xls_out_of_memory(book);
	struct listed *sheet = &listing->sheets[listing->count++];
	*sheet = (struct listed){.offset = qz_biff_u32(biff->data), .hidden = (biff->data[4] & 3) != 0, .kind = biff->data[5]};
	struct qz_buf name;
	qz_buf_init(&name);
	bool read = qz_xls_label(book, 6, 1, &name, NULL);
	sheet->name = read ? qz_buf_take(&name) : NULL;
	qz_buf_done(&name);
	return !read || sheet->name ? read : qz_xls_out_of_memory(book);
}

static void read_codepage(struct qz_xls *book)
{
	unsigned page = book->biff.size >= 2 ? qz_biff_u16(book->biff.data) : 1252;
	snprintf(book->codepage, sizeof book->codepage, page == 936 ? "GB18030" : page == 1200 ? "UTF-16LE" : "CP%u", page);
}

/* The rows that the filter of a sheet covers: a name of its own, whose formula is that range (2.4.150, 2.5.198.29). */
static bool read_name(struct qz_xls *book)
{
	const struct qz_biff *biff = &book->biff;
	const unsigned char *data = biff->data;
	if (!book->biff8 || biff->size < 23 || !(data[0] & 0x20) || data[3] != 1 || data[15] != 0x0D || (data[16] & 0x1F) != 0x1B)
		return true;
	if (book->nfilters >= book->limits->sheets)
		return true;
	if (!qz_array_grow(&book->filters, book->nfilters, &book->filters_cap, sizeof *book->filters))
		return qz_xls_out_of_memory(book);
	book->filters[book->nfilters++] =
	    (struct qz_xls_filter){.sheet = qz_biff_u16(data + 8), .top = qz_biff_u16(data + 19), .bottom = qz_biff_u16(data + 21)};
	return true;
}

static bool read_global(struct qz_xls *book, struct listing *listing)
{
	switch (book->biff.type) {
	case BIFF_FILEPASS:
		qz_diag_add(book->diag, QZ_RULE_FORMAT_ENCRYPTED, NULL, "format", "xls", NULL);
		return false;
	case BIFF_CODEPAGE:
		read_codepage(book);
		return true;
	case BIFF_DATE1904:
		book->date1904 = book->biff.size >= 2 && qz_biff_u16(book->biff.data) == 1;
		return true;
	case BIFF_RECALCID:
		book->calculated = true;
		return true;
	case BIFF_PALETTE:
		qz_xls_palette_read(book);
		return true;
	case BIFF_FONT:
		return qz_xls_font_read(book);
	case BIFF_FORMAT:
		return qz_xls_format_read(book);
	case BIFF_XF:
		return qz_xls_style_read(book);
	case BIFF_SST:
		return qz_xls_strings_read(book);
	case BIFF_NAME:
		return read_name(book);
	case BIFF_BOUNDSHEET:
		return read_bound_sheet(book, listing);
	default:
		qz_xls_record_look(book);
		return true;
	}
}

static bool read_globals(struct qz_xls *book, struct listing *listing)
{
	if (!qz_biff_step(&book->biff) || book->biff.type != BIFF_BOF || book->biff.size < 4)
		return qz_xls_broken(book, "version");
	unsigned version = qz_biff_u16(book->biff.data);
	if (version != 0x0600 && version != 0x0500)
		return qz_xls_broken(book, "version");
	book->biff8 = version == 0x0600;
	qz_xls_palette_default(book);
	while (qz_biff_step(&book->biff)) {
		if (book->biff.type == BIFF_EOF) {
			qz_xls_styles_close(book);
			return true;
		}
		if (!read_global(book, listing))
			return false;
	}
	return qz_xls_broken(book, "cut-off");
}

static bool read_sheets(struct qz_xls *book, const struct listing *listing)
{
	for (size_t i = 0; i < listing->count; i++) {
		const struct listed *listed = &listing->sheets[i];
		if (listed->kind != 0) {
			const char *what = listed->kind == 2 ? "chartsheet" : "xlMacrosheet";
			qz_diag_add(book->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", what, "name", listed->name, NULL);
			continue;
		}
		struct qz_sheet *sheet = qz_table_add_sheet(book->table, listed->name);
		if (!sheet)
			return qz_xls_out_of_memory(book);
		sheet->hidden = listed->hidden;
		if (!qz_xls_sheet_read(book, (unsigned)i + 1, listed->offset))
			return false;
	}
	return true;
}

static void book_done(struct qz_xls *book, struct listing *listing)
{
	for (size_t i = 0; i < listing->count; i++)
		free(listing->sheets[i].name);
	free(listing->sheets);
	free(book->filters);
	free(book->offsets);
	free(book->runs.list);
	qz_buf_done(&book->strings);
	qz_xls_styles_done(book);
}

static bool read_book(struct qz_xls *book)
{
	struct listing listing = {0};
	book->table = qz_table_new(QZ_POS_WORKBOOK);
	if (!book->table)
		return qz_xls_out_of_memory(book);
	book->table->max_cells = book->limits->cells;
	bool good = read_globals(book, &listing) && read_sheets(book, &listing);
	book_done(book, &listing);
	return good && !book->diag->failed;
}

/* The workbook's stream out of the container. */
static bool open_stream(struct qz_xls *book, const struct qz_source *source, struct qz_buf *stream)
{
	struct qz_cfb cfb;
	const char *wrong = qz_cfb_open(&cfb, source->bytes, source->len);
	bool good = *wrong == '\0';
	if (!good) {
		qz_xls_broken(book, wrong);
	} else if (qz_cfb_has(&cfb, "EncryptedPackage")) {
		qz_diag_add(book->diag, QZ_RULE_FORMAT_ENCRYPTED, NULL, "format", "OLE2", NULL);
		good = false;
	} else if (!qz_cfb_read(&cfb, qz_cfb_has(&cfb, "Workbook") ? "Workbook" : "Book", stream)) {
		good = qz_xls_broken(book, "stream");
	}
	if (good && qz_cfb_has(&cfb, "Revision Log"))
		qz_diag_add(book->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", "revisions", NULL);
	qz_cfb_done(&cfb);
	return good;
}

static enum qz_status read_xls(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table, struct qz_diag *diag)
{
	struct qz_xls book = {.limits = limits, .diag = diag, .codepage = "CP1252", .include_struck = source->include_struck};
	struct qz_buf stream;
	qz_buf_init(&stream);
	bool good = open_stream(&book, source, &stream);
	if (good) {
		book.biff = (struct qz_biff){.bytes = (const unsigned char *)stream.data, .len = stream.len};
		good = stream.len > 0 ? read_book(&book) : qz_xls_broken(&book, "stream");
	}
	qz_buf_done(&stream);
	if (good) {
		*table = book.table;
		return QZ_OK;
	}
	qz_table_free(book.table);
	return QZ_INPUT;
}

static int sniff(const char *head, size_t len)
{
	if (len < 8 || memcmp(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) != 0)
		return 0;
	if (qz_cfb_holds(head, len, "WordDocument"))
		return 0;
	return qz_cfb_holds(head, len, "Workbook") || qz_cfb_holds(head, len, "Book") ? 3 : 2;
}

static const char *const extensions[] = {"xls", "et", NULL};

const struct qz_reader qz_reader_xls = {"xls", extensions, false, sniff, read_xls};
