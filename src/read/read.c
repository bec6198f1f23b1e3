/*
 * The table of readers, and step 1 of the journey: what an input is, by its
 * content first and its name second.
 */
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/census.h"
#include "read/encoding.h"
#include "read/foreign.h"
#include "read/html_scan.h"
#include "read/marks.h"
#include "read/readers.h"
#include "read/table.h"

const struct qz_reader *const qz_readers[] = {
	&qz_reader_document, &qz_reader_ods, &qz_reader_odt, &qz_reader_docx, &qz_reader_xlsx, &qz_reader_xls, &qz_reader_doc,
	&qz_reader_fods, &qz_reader_fodt, &qz_reader_xmlss, &qz_reader_mhtml, &qz_reader_html,
	&qz_reader_tsv, &qz_reader_csv, &qz_reader_semicolon, &qz_reader_pipe, &qz_reader_drawn, NULL,
};

const struct qz_reader *qz_reader_find(const char *name)
{
	for (size_t i = 0; qz_readers[i]; i++)
		if (strcmp(qz_readers[i]->name, name) == 0)
			return qz_readers[i];
	return NULL;
}

static bool has_extension(const struct qz_reader *reader, const char *name)
{
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; dot && reader->extensions[i]; i++)
		if (strcasecmp(dot + 1, reader->extensions[i]) == 0)
			return true;
	return false;
}

static const struct qz_reader *reader_by_name(const char *name)
{
	for (size_t i = 0; qz_readers[i]; i++)
		if (has_extension(qz_readers[i], name))
			return qz_readers[i];
	return NULL;
}

/* The reader that is surest of the content; among equals the one the name speaks for. */
static const struct qz_reader *reader_by_content(const char *name, const char *head, size_t len, bool text)
{
	const struct qz_reader *best = NULL;
	int best_sure = 0;
	for (size_t i = 0; qz_readers[i]; i++) {
		const struct qz_reader *reader = qz_readers[i];
		int sure = reader->text == text ? 2 * reader->sniff(head, len) : 0;
		sure += sure > 0 && has_extension(reader, name);
		if (sure > best_sure) {
			best = reader;
			best_sure = sure;
		}
	}
	return best;
}

static enum qz_status refuse(struct qz_diag *diag, enum qz_rule rule)
{
	qz_diag_add(diag, rule, NULL, NULL);
	return QZ_INPUT;
}

static enum qz_status decode_text(struct qz_source *source, const struct qz_open_options *options, const struct qz_limits *limits, struct qz_diag *diag)
{
	struct qz_decoded decoded;
	enum qz_status status = qz_decode(source->bytes, source->len, options->encoding, qz_html_encoding(source->bytes, source->len), limits, &decoded, diag);
	if (status != QZ_OK)
		return status;
	if (decoded.text != source->bytes)
		free(source->bytes);
	source->bytes = NULL; /* a long list stands in memory once */
	source->text = decoded.text;
	source->text_len = decoded.len;
	source->encoding = decoded.encoding;
	return qz_skip_blanks(source->text, source->text_len) == source->text_len ? refuse(diag, QZ_RULE_INPUT_EMPTY) : QZ_OK;
}

/* Says so when the name promises another format than the content is. Delimited text of any kind may be called .txt or .csv. */
static void compare_with_name(const struct qz_source *source, struct qz_diag *diag)
{
	const struct qz_reader *named = reader_by_name(source->name);
	const char *dot = strrchr(source->name, '.');
	if (dot && strcasecmp(dot, ".txt") == 0 && source->reader->text)
		return; /* says no more than that it is text */
	if (named && named != source->reader && !has_extension(source->reader, source->name))
		qz_diag_add(diag, QZ_RULE_FORMAT_MISMATCH, NULL, "extension", dot ? dot + 1 : "", "format", source->reader->name, NULL);
}

static enum qz_status find_reader(struct qz_source *source, const struct qz_open_options *options, const struct qz_limits *limits,
				  struct qz_diag *diag)
{
	if (options->from) {
		source->reader = qz_reader_find(options->from);
		if (!source->reader)
			return refuse(diag, QZ_RULE_FORMAT_UNKNOWN);
		return source->reader->text ? decode_text(source, options, limits, diag) : QZ_OK;
	}
	const char *foreign = qz_foreign_format(source->bytes, source->len);
	if (foreign) {
		qz_diag_add(diag, QZ_RULE_FORMAT_FOREIGN, NULL, "format", foreign, NULL);
		return QZ_INPUT;
	}
	source->reader = reader_by_content(source->name, source->bytes, source->len, false);
	if (source->reader)
		return QZ_OK;
	bool utf16 = source->len >= 2 && (memcmp(source->bytes, "\xFF\xFE", 2) == 0 || memcmp(source->bytes, "\xFE\xFF", 2) == 0);
	if (!utf16 && !options->encoding && qz_looks_binary(source->bytes, source->len))
		return refuse(diag, QZ_RULE_FORMAT_UNKNOWN);
	enum qz_status status = decode_text(source, options, limits, diag);
	if (status != QZ_OK)
		return status;
	source->reader = reader_by_content(source->name, source->text, source->text_len, true);
	if (!source->reader)
		source->reader = reader_by_name(source->name);
	if (!source->reader || !source->reader->text)
		source->reader = &qz_reader_tsv; /* one column of text: the search for a header will tell */
	return QZ_OK;
}

/* A file's name as a document can hold it: bytes that are no UTF-8 and what XML has no place for become U+FFFD. NULL when memory ran out. */
static char *copy_name(const char *name)
{
	size_t len = strlen(name);
	uint32_t cp = 0;
	struct qz_buf copy;
	qz_buf_init(&copy);
	for (size_t at = 0, n; at < len; at += n ? n : 1) {
		n = qz_utf8_decode(name + at, len - at, &cp);
		qz_buf_put_utf8(&copy, n && qz_is_xml_char(cp) ? cp : 0xFFFD);
	}
	return qz_buf_take(&copy);
}

enum qz_status qz_source_take_bytes(struct qz_source *source, const char *name, char *bytes, size_t len,
				    const struct qz_open_options *options, const struct qz_limits *limits, struct qz_diag *diag)
{
	*source = (struct qz_source){.bytes = bytes, .len = len, .include_struck = options->include_struck, .keep_own = options->keep_own};
	source->name = copy_name(name);
	if (!source->name) {
		diag->failed = true;
		return QZ_INPUT;
	}
	if (len == 0)
		return refuse(diag, QZ_RULE_INPUT_EMPTY);
	qz_hash(source->bytes, source->len, source->sha256);
	enum qz_status status = find_reader(source, options, limits, diag);
	if (status == QZ_OK && !options->from)
		compare_with_name(source, diag);
	return status;
}

void qz_source_done(struct qz_source *source)
{
	free(source->name);
	free(source->bytes);
	free(source->text);
	qz_marks_done(&source->marks);
	*source = (struct qz_source){0};
}

enum qz_status qz_read(struct qz_source *source, const struct qz_limits *limits, struct qz_table **table, struct qz_diag *diag)
{
	*table = NULL;
	enum qz_status status = source->reader->read(source, limits, table, diag);
	if (status == QZ_OK && !source->keep_own)
		qz_marks_set_aside(*table, strcmp(source->reader->name, "xlsx") != 0, &source->marks, diag);
	for (size_t s = 0; status == QZ_OK && s < (*table)->nsheets; s++)
		for (size_t r = 0; r < (*table)->sheets[s].nrows; r++)
			(*table)->sheets[s].rows[r].sheet = (unsigned)s;
	if (status == QZ_OK && qz_table_index(*table) != 0) {
		diag->failed = true;
		status = QZ_INPUT;
	}
	if (status == QZ_OK)
		status = qz_census(source, *table, limits, diag);
	if (status != QZ_OK) {
		qz_table_free(*table);
		*table = NULL;
	}
	if (status == QZ_OK && (*table)->sliced) {
		(*table)->text = source->text;
		source->text = NULL;
	}
	return status;
}
