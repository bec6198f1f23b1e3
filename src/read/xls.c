/*
 * Binary workbooks, BIFF5 and BIFF8 ([MS-XLS]): the container, the workbook's
 * globals (styles, shared strings, list of sheets), and its sheets in order.
 */
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/cfb.h"
#include "read/numfmt.h"
#include "read/readers.h"
#include "read/table.h"
#include "read/xls_parts.h"
#include "read/xlsx_parts.h"

/* A sheet as the globals list it (2.4.28). */
struct listed {
	char *name;
	size_t offset;
	bool hidden, worksheet;
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

static bool no_memory(struct qz_xls *book)
{
	book->diag->failed = true;
	return false;
}

/* BIFF5 strings are bytes in the workbook's code page; what does not convert becomes U+FFFD. */
static void put_bytes(const struct qz_xls *book, const char *bytes, size_t len, struct qz_buf *out)
{
	iconv_t cd = iconv_open("UTF-8", book->codepage);
	if (cd == (iconv_t)-1)
		cd = iconv_open("UTF-8", "CP1252");
	char *in = (char *)(uintptr_t)bytes;
	while (len > 0 && cd != (iconv_t)-1) {
		char piece[512], *to = piece;
		size_t room = sizeof piece, left = len;
		size_t done = iconv(cd, &in, &len, &to, &room);
		qz_buf_add(out, piece, sizeof piece - room);
		if (done == (size_t)-1 && len == left && room == sizeof piece) {
			qz_buf_put_utf8(out, QZ_REPLACEMENT);
			in++;
			len--;
		}
	}
	if (cd != (iconv_t)-1)
		iconv_close(cd);
}

bool qz_xls_label(struct qz_xls *book, size_t at, unsigned bytes, struct qz_buf *out)
{
	struct qz_biff *biff = &book->biff;
	if (biff->size < at + bytes)
		return qz_xls_broken(book, "string");
	struct qz_biff_text text = {.biff = biff, .at = at};
	size_t count = qz_biff_read(&text, bytes);
	if (book->biff8) {
		bool wide = qz_biff_read(&text, 1) & 1;
		qz_biff_characters(&text, count, wide, out);
		return text.cut ? qz_xls_broken(book, "string") : true;
	}
	if (count > biff->size - text.at)
		return qz_xls_broken(book, "string");
	put_bytes(book, (const char *)biff->data + text.at, count, out);
	return true;
}

const char *qz_xls_code(const struct qz_xls *book, unsigned xf)
{
	unsigned id = xf < book->nxfs ? book->xfs[xf] : 0;
	for (size_t i = 0; i < book->nformats; i++)
		if (book->formats[i].id == id)
			return book->formats[i].code;
	return qz_numfmt_builtin(id);
}

/* ---- globals ---- */

static bool read_format(struct qz_xls *book)
{
	struct qz_buf code;
	qz_buf_init(&code);
	if (book->biff.size < 4 || !qz_xls_label(book, 2, book->biff8 ? 2 : 1, &code) ||
	    !qz_array_grow(&book->formats, book->nformats, &book->formats_cap, sizeof *book->formats)) {
		qz_buf_done(&code);
		return book->biff.size < 4 ? qz_xls_broken(book, "format") : no_memory(book);
	}
	struct qz_xls_format *format = &book->formats[book->nformats++];
	format->id = qz_biff_u16(book->biff.data);
	format->code = qz_buf_take(&code);
	return format->code ? true : no_memory(book);
}

static bool read_xf(struct qz_xls *book)
{
	if (book->biff.size < 4)
		return qz_xls_broken(book, "style");
	if (!qz_array_grow(&book->xfs, book->nxfs, &book->xfs_cap, sizeof *book->xfs))
		return no_memory(book);
	book->xfs[book->nxfs++] = qz_biff_u16(book->biff.data + 2);
	return true;
}

/* The shared strings (2.4.265): what the record declares is believed only as far as there are bytes. */
static bool read_sst(struct qz_xls *book)
{
	struct qz_biff_text text = {.biff = &book->biff, .at = 8};
	if (book->biff.size < 8)
		return qz_xls_broken(book, "strings");
	size_t declared = qz_biff_u32(book->biff.data + 4);
	for (size_t i = 0; i < declared; i++) {
		if (!qz_array_grow(&book->offsets, book->nstrings + 1, &book->offsets_cap, sizeof *book->offsets))
			return no_memory(book);
		book->offsets[book->nstrings] = book->strings.len;
		qz_biff_string(&text, &book->strings);
		if (text.cut)
			return qz_xls_broken(book, "strings");
		const size_t *passed = book->strings.len > book->limits->zip_bytes ? &book->limits->zip_bytes
			               : i >= book->limits->strings                ? &book->limits->strings
									           : NULL;
		if (passed) {
			qz_limits_exceeded(book->limits, passed, book->diag);
			return false;
		}
		book->offsets[++book->nstrings] = book->strings.len;
	}
	return book->strings.failed ? no_memory(book) : true;
}

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
		return no_memory(book);
	struct listed *sheet = &listing->sheets[listing->count++];
	*sheet = (struct listed){.offset = qz_biff_u32(biff->data), .hidden = (biff->data[4] & 3) != 0, .worksheet = biff->data[5] == 0};
	struct qz_buf name;
	qz_buf_init(&name);
	bool read = qz_xls_label(book, 6, 1, &name);
	sheet->name = read ? qz_buf_take(&name) : NULL;
	qz_buf_done(&name);
	return !read || sheet->name ? read : no_memory(book);
}

static void read_codepage(struct qz_xls *book)
{
	unsigned page = book->biff.size >= 2 ? qz_biff_u16(book->biff.data) : 1252;
	snprintf(book->codepage, sizeof book->codepage, page == 936 ? "GB18030" : page == 1200 ? "UTF-16LE" : "CP%u", page);
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
	case BIFF_FORMAT:
		return read_format(book);
	case BIFF_XF:
		return read_xf(book);
	case BIFF_SST:
		return read_sst(book);
	case BIFF_BOUNDSHEET:
		return read_bound_sheet(book, listing);
	default:
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
	while (qz_biff_step(&book->biff)) {
		if (book->biff.type == BIFF_EOF)
			return true;
		if (!read_global(book, listing))
			return false;
	}
	return qz_xls_broken(book, "cut-off");
}

static bool read_sheets(struct qz_xls *book, const struct listing *listing)
{
	for (size_t i = 0; i < listing->count; i++) {
		const struct listed *listed = &listing->sheets[i];
		if (!listed->worksheet) {
			qz_diag_add(book->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", "chartsheet", "name", listed->name, NULL);
			continue;
		}
		struct qz_sheet *sheet = qz_table_add_sheet(book->table, listed->name);
		if (!sheet)
			return no_memory(book);
		sheet->hidden = listed->hidden;
		if (!qz_xls_sheet_read(book, listed->offset))
			return false;
	}
	return true;
}

static void book_done(struct qz_xls *book, struct listing *listing)
{
	for (size_t i = 0; i < book->nformats; i++)
		free(book->formats[i].code);
	for (size_t i = 0; i < listing->count; i++)
		free(listing->sheets[i].name);
	free(book->formats);
	free(book->xfs);
	free(book->offsets);
	free(listing->sheets);
	qz_buf_done(&book->strings);
}

static bool read_book(struct qz_xls *book)
{
	struct listing listing = {0};
	book->table = qz_table_new(QZ_POS_WORKBOOK);
	if (!book->table)
		return no_memory(book);
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
	qz_cfb_done(&cfb);
	return good;
}

static enum qz_status read_xls(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table, struct qz_diag *diag)
{
	struct qz_xls book = {.limits = limits, .diag = diag, .codepage = "CP1252"};
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
