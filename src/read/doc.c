/*
 * Word 97-2003 documents, and those of WPS Office in the same format ([MS-DOC]):
 * the container's streams, the file information block, and what is said of the
 * whole. Every offset, count and size is checked against the streams.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "read/cfb.h"
#include "read/doc_parts.h"
#include "read/readers.h"
#include "read/table.h"

#define WORD 0xA5EC	/* wIdent (2.5.2) */
#define WORD_6 0xA5DC	/* the same of Word 6 and 95 */
#define FIRST_VERSION 0xC0 /* nFib of Word 97, some of whose editions wrote one less */
#define ENCRYPTED 0x100
#define SECOND_TABLE 0x200
#define FIB_BASE 32

bool qz_doc_broken(struct qz_doc *doc, const char *reason)
{
	if (!doc->failed)
		qz_diag_add(doc->diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", "doc", "reason", reason, NULL);
	doc->failed = true;
	return false;
}

bool qz_doc_no_memory(struct qz_doc *doc)
{
	doc->diag->failed = doc->failed = true;
	return false;
}

bool qz_doc_exceeded(struct qz_doc *doc, const size_t *limit)
{
	if (!doc->failed)
		qz_limits_exceeded(doc->limits, limit, doc->diag);
	doc->failed = true;
	return false;
}

bool qz_doc_spend(struct qz_doc *doc, size_t bytes)
{
	if (bytes > doc->budget)
		return qz_doc_broken(doc, "properties");
	doc->budget -= bytes;
	return true;
}

bool qz_doc_part(struct qz_doc *doc, enum qz_doc_part part, struct qz_doc_span *span)
{
	*span = (struct qz_doc_span){(const unsigned char *)doc->tables.data, 0};
	if ((size_t)part >= doc->nparts)
		return true;
	size_t at = qz_doc_u32(doc->parts + 8 * (size_t)part), len = qz_doc_u32(doc->parts + 8 * (size_t)part + 4);
	if (len == 0)
		return true;
	if (at > doc->tables.len || len > doc->tables.len - at)
		return qz_doc_broken(doc, "part-outside");
	*span = (struct qz_doc_span){(const unsigned char *)doc->tables.data + at, len};
	return true;
}

/* ---- the file information block ---- */

/* How long the stories are (2.5.5); they follow each other. */
static bool read_lengths(struct qz_doc *doc, const unsigned char *at)
{
	uint64_t end = 0;
	for (int i = 0; i < QZ_DOC_STORIES; i++) {
		doc->starts[i] = (uint32_t)end;
		end += i == QZ_DOC_MACRO ? 0 : qz_doc_u32(at + 12 + 4 * i);
		if (end > INT32_MAX)
			return qz_doc_broken(doc, "header");
	}
	doc->starts[QZ_DOC_STORIES] = (uint32_t)end;
	return true;
}

/* Three arrays, each behind its number of elements, of 2, 4 and 8 bytes. */
static bool read_fib(struct qz_doc *doc)
{
	const unsigned char *fib = (const unsigned char *)doc->main.data;
	size_t len = doc->main.len, at = FIB_BASE;
	size_t shorts = len >= at + 2 ? qz_doc_u16(fib + at) : 0;
	at += 2 + 2 * shorts;
	size_t longs = len >= at + 2 ? qz_doc_u16(fib + at) : 0, lengths = at + 2;
	at += 2 + 4 * longs;
	doc->nparts = len >= at + 2 ? qz_doc_u16(fib + at) : 0;
	if (shorts < 14 || longs < 22 || doc->nparts < QZ_DOC_LEAST_PARTS || len < at + 2 + 8 * doc->nparts)
		return qz_doc_broken(doc, "header");
	doc->parts = fib + at + 2;
	return read_lengths(doc, fib + lengths);
}

/* Whether the document is one that is read here; says so when it is not. */
static bool check_version(struct qz_doc *doc)
{
	const unsigned char *fib = (const unsigned char *)doc->main.data;
	unsigned mark = doc->main.len >= FIB_BASE ? qz_doc_u16(fib) : 0;
	if (mark == WORD_6 || (mark == WORD && qz_doc_u16(fib + 2) < FIRST_VERSION)) {
		qz_diag_add(doc->diag, QZ_RULE_FORMAT_FOREIGN, NULL, "format", "Word 6/95 (.doc)", NULL);
		return false;
	}
	if (mark != WORD)
		return qz_doc_broken(doc, "header");
	if (qz_doc_u16(fib + 10) & ENCRYPTED) {
		qz_diag_add(doc->diag, QZ_RULE_FORMAT_ENCRYPTED, NULL, "format", "doc", NULL);
		return false;
	}
	return true;
}

/* ---- the container ---- */

static bool read_streams(struct qz_doc *doc, const struct qz_cfb *cfb)
{
	if (!qz_cfb_read(cfb, "WordDocument", &doc->main))
		return doc->main.failed ? qz_doc_no_memory(doc) : qz_doc_broken(doc, "document-stream");
	if (!check_version(doc))
		return false;
	bool second = qz_doc_u16((const unsigned char *)doc->main.data + 10) & SECOND_TABLE;
	if (!qz_cfb_read(cfb, second ? "1Table" : "0Table", &doc->tables) || doc->tables.len == 0)
		return doc->tables.failed ? qz_doc_no_memory(doc) : qz_doc_broken(doc, "document-stream");
	if (qz_cfb_has(cfb, "Data") && !qz_cfb_read(cfb, "Data", &doc->data))
		return doc->data.failed ? qz_doc_no_memory(doc) : qz_doc_broken(doc, "document-stream");
	return true;
}

static bool open_streams(struct qz_doc *doc, const struct qz_source *source)
{
	struct qz_cfb cfb;
	const char *wrong = qz_cfb_open(&cfb, source->bytes, source->len);
	bool good = *wrong == '\0' ? read_streams(doc, &cfb) : qz_doc_broken(doc, wrong);
	qz_cfb_done(&cfb);
	return good;
}

/* ---- the whole ---- */

static void say_count(struct qz_doc *doc, enum qz_rule rule, const char *what, size_t count)
{
	char number[24];
	snprintf(number, sizeof number, "%zu", count);
	if (count > 0)
		qz_diag_add(doc->diag, rule, NULL, "what", what, "name", "", "count", number, NULL);
}

static void say_counts(struct qz_doc *doc)
{
	say_count(doc, QZ_RULE_CHANGES_ACCEPTED, "changes", doc->changed);
	say_count(doc, QZ_RULE_CONTENT_SKIPPED, "symbols", doc->symbols);
	say_count(doc, QZ_RULE_CONTENT_SKIPPED, "pictures-outside", doc->outside_pictures);
	say_count(doc, QZ_RULE_CONTENT_SKIPPED, "form-fields", doc->controls);
	say_count(doc, QZ_RULE_CONTENT_SKIPPED, "list-numbers", doc->numbers);
	say_count(doc, QZ_RULE_CONTENT_SKIPPED, "drawings", doc->drawings);
}

static bool read_document(struct qz_doc *doc, const struct qz_source *source)
{
	doc->table = qz_table_new(QZ_POS_NESTED);
	if (!doc->table)
		return qz_doc_no_memory(doc);
	doc->table->max_cells = doc->limits->cells;
	if (!open_streams(doc, source))
		return false;
	doc->budget = ((size_t)16 << 20) + 16 * (doc->main.len + doc->tables.len + doc->data.len);
	bool good = read_fib(doc) && qz_doc_read_pieces(doc) && qz_doc_open_pages(doc) && qz_doc_read_styles(doc) &&
		    qz_doc_read_lists(doc) && qz_doc_read_body(doc) && qz_doc_read_notes(doc);
	if (good)
		say_counts(doc);
	return good && !doc->failed && !doc->diag->failed;
}

static void doc_done(struct qz_doc *doc)
{
	qz_buf_done(&doc->main);
	qz_buf_done(&doc->tables);
	qz_buf_done(&doc->data);
	qz_buf_done(&doc->marker);
	qz_buf_done(&doc->code);
	qz_buf_done(&doc->plain);
	for (int kind = 0; kind < QZ_ASIDES; kind++)
		qz_buf_done(&doc->left_out[kind]);
	qz_cell_text_done(&doc->cell);
	qz_doc_styles_free(doc->styles);
	qz_doc_lists_free(doc->lists);
	free(doc->pieces);
	free(doc->changes);
	free(doc->paps);
	free(doc->rows);
	free(doc->paragraphs);
	free(doc->places);
}

static enum qz_status read_doc(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table, struct qz_diag *diag)
{
	struct qz_doc doc = {.limits = limits, .diag = diag, .include_struck = source->include_struck};
	qz_cell_text_init(&doc.cell);
	bool good = read_document(&doc, source);
	if (good)
		*table = doc.table;
	else
		qz_table_free(doc.table);
	doc_done(&doc);
	return good ? QZ_OK : QZ_INPUT;
}

static int sniff(const char *head, size_t len)
{
	static const char signature[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
	struct qz_cfb cfb;
	if (len < 8 || memcmp(head, signature, 8) != 0)
		return 0;
	if (qz_cfb_holds(head, len, "WordDocument"))
		return 3;
	bool opens = *qz_cfb_open(&cfb, head, len) == '\0';
	qz_cfb_done(&cfb);
	return opens ? 0 : 2; /* cut off before the names of its streams: the file's name may tell */
}

static const char *const extensions[] = {"doc", "wps", "dot", "wpt", NULL};

const struct qz_reader qz_reader_doc = {"doc", extensions, false, sniff, read_doc};
