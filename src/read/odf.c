/*
 * Readers of OpenDocument (ODF 1.2 and 1.3): workbooks and text documents, each
 * as a package (.ods, .odt) or in one file (.fods, .fodt). What a file is, its
 * body tells; this file finds the parts and keeps what stands before the body.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/zip.h"
#include "read/odf_parts.h"
#include "read/readers.h"
#include "read/stream.h"
#include "read/table.h"

#define HEAD 16384 /* the root's start tag, with its many namespaces, stands within so many bytes */
#define MIME "application/vnd.oasis.opendocument."

static bool begin_table(struct qz_odf *odf, enum qz_pos_style style)
{
	odf->fill.table = qz_table_new(style);
	if (!odf->fill.table)
		return qz_fill_no_memory(&odf->fill);
	odf->fill.table->max_cells = odf->fill.limits->cells;
	return true;
}

/* office:body: what is in it decides what the file is. */
static bool read_body(struct qz_odf *odf, struct qz_stream *stream)
{
	int depth = qz_stream_depth(stream);
	odf->automatic = &odf->content;
	while (qz_stream_child(stream, depth)) {
		const xmlNode *node = qz_stream_node(stream);
		if (qz_odf_is(node, "office:spreadsheet"))
			return begin_table(odf, QZ_POS_WORKBOOK) && qz_odf_sheets_read(odf, stream);
		if (!qz_odf_is(node, "office:text"))
			continue;
		const xmlNode *tree = qz_stream_tree(stream);
		return tree && begin_table(odf, QZ_POS_NESTED) && qz_odf_document_read(odf, tree);
	}
	return !stream->failed && qz_stream_broken(stream, "root-element", NULL);
}

static bool keep_masters(struct qz_odf *odf, const xmlNode *tree)
{
	if (odf->masters)
		return true;
	odf->masters = xmlDocCopyNode((xmlNode *)(uintptr_t)tree, NULL, 1);
	return odf->masters || qz_fill_no_memory(&odf->fill);
}

/* One part, or the whole of a flat file; automatic styles go to `automatic`. */
static bool read_part(struct qz_odf *odf, struct qz_stream *stream, struct qz_odf_styles *automatic)
{
	bool good = true;
	while (good && qz_stream_child(stream, 0)) {
		const xmlNode *node = qz_stream_node(stream);
		bool common = qz_odf_is(node, "office:styles"), own = qz_odf_is(node, "office:automatic-styles");
		bool masters = qz_odf_is(node, "office:master-styles");
		if (qz_odf_is(node, "office:body") && !odf->fill.table) {
			good = read_body(odf, stream);
		} else if (common || own || masters) {
			const xmlNode *tree = qz_stream_tree(stream);
			good = tree && (masters ? keep_masters(odf, tree) : qz_odf_styles_read(common ? &odf->common : automatic, odf, tree));
		}
	}
	return good;
}

static bool read_entry(struct qz_odf *odf, struct qz_zip *zip, const char *name, struct qz_odf_styles *automatic)
{
	struct qz_stream stream = {.format = odf->fill.format, .part = name, .limits = odf->fill.limits, .diag = odf->fill.diag};
	bool good = qz_stream_open_part(&stream, zip) && read_part(odf, &stream, automatic);
	return qz_stream_close(&stream, good);
}

/* The manifest says so where parts are encrypted: the archive itself looks sound. */
static bool is_encrypted(struct qz_odf *odf, struct qz_zip *zip)
{
	static const char manifest[] = "META-INF/manifest.xml";
	struct qz_buf text;
	qz_buf_init(&text);
	bool found = qz_zip_has(zip, "encrypted-package");
	if (qz_zip_has(zip, manifest) && qz_zip_read(zip, manifest, &text, odf->fill.diag) == 0)
		found |= text.len && memmem(text.data, text.len, "encryption-data", 15);
	odf->fill.diag->failed |= text.failed;
	qz_buf_done(&text);
	if (found)
		qz_diag_add(odf->fill.diag, QZ_RULE_FORMAT_ENCRYPTED, NULL, "format", odf->fill.format, NULL);
	return found;
}

static bool read_package(struct qz_odf *odf, const struct qz_source *source)
{
	struct qz_zip *zip = qz_zip_open(source->bytes, source->len, odf->fill.limits, odf->fill.diag);
	odf->page_automatic = &odf->pages;
	bool good = zip && !is_encrypted(odf, zip) && (!qz_zip_has(zip, "styles.xml") || read_entry(odf, zip, "styles.xml", &odf->pages)) &&
		    read_entry(odf, zip, "content.xml", &odf->content);
	qz_zip_close(zip);
	return good;
}

static bool read_flat(struct qz_odf *odf, const struct qz_source *source)
{
	struct qz_stream stream = {.format = odf->fill.format, .part = "", .limits = odf->fill.limits, .diag = odf->fill.diag};
	odf->page_automatic = &odf->content;
	bool good = qz_stream_open_text(&stream, source->text, source->text_len) && read_part(odf, &stream, &odf->content);
	return qz_stream_close(&stream, good);
}

static void odf_init(struct qz_odf *odf)
{
	qz_odf_styles_init(&odf->common);
	qz_odf_styles_init(&odf->pages);
	qz_odf_styles_init(&odf->content);
	qz_map_init(&odf->seen_masters);
	qz_map_init(&odf->lists);
	qz_map_init(&odf->validations);
	qz_map_init(&odf->changes);
	odf->automatic = &odf->content;
}

static void odf_done(struct qz_odf *odf)
{
	qz_odf_styles_done(&odf->common);
	qz_odf_styles_done(&odf->pages);
	qz_odf_styles_done(&odf->content);
	qz_odf_outline_done(odf);
	qz_map_done(&odf->seen_masters, NULL);
	qz_map_done(&odf->lists, NULL);
	qz_map_done(&odf->validations, free);
	qz_map_done(&odf->changes, NULL);
	free(odf->states);
	xmlFreeNode(odf->masters);
	xmlFreeNode(odf->tracked);
	qz_fill_done(&odf->fill);
}

static enum qz_status read_odf(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table, struct qz_diag *diag)
{
	struct qz_odf odf = {.fill = {.format = source->reader->name, .limits = limits, .diag = diag}, .include_struck = source->include_struck};
	odf_init(&odf);
	bool good = source->text ? read_flat(&odf, source) : read_package(&odf, source);
	if (good && !odf.fill.table)
		good = qz_fill_broken(&odf.fill, "part-missing", "office:body", NULL);
	good = good && !odf.failed && !diag->failed;
	odf_done(&odf);
	if (good)
		*table = odf.fill.table;
	else
		qz_table_free(odf.fill.table);
	return good ? QZ_OK : QZ_INPUT;
}

/* ---- what a file is ---- */

/* A package says it in its first entry, mimetype, which is stored as it is; else its parts tell that it may be one. */
static int sniff_package(const char *head, size_t len, const char *mime)
{
	size_t look = len < 256 ? len : 256;
	if (len < 4 || memcmp(head, "PK\x03\x04", 4) != 0)
		return 0;
	const char *type = memmem(head, look, "mimetype" MIME, sizeof "mimetype" MIME - 1);
	if (type)
		return (size_t)(head + len - type) > 8 + strlen(mime) && strncmp(type + 8, mime, strlen(mime)) == 0 ? 3 : 0;
	return memmem(head, len, "META-INF/manifest.xml", 21) && memmem(head, len, "content.xml", 11) ? 1 : 0;
}

static int sniff_flat(const char *head, size_t len, const char *mime)
{
	static const char name[] = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
	size_t look = len < HEAD ? len : HEAD, skip = qz_skip_blanks(head, look);
	return skip < look && head[skip] == '<' && memmem(head, look, name, sizeof name - 1) && memmem(head, look, mime, strlen(mime)) ? 3 : 0;
}

static int sniff_ods(const char *head, size_t len)
{
	return sniff_package(head, len, MIME "spreadsheet");
}

static int sniff_odt(const char *head, size_t len)
{
	return sniff_package(head, len, MIME "text");
}

static int sniff_fods(const char *head, size_t len)
{
	return sniff_flat(head, len, MIME "spreadsheet");
}

static int sniff_fodt(const char *head, size_t len)
{
	return sniff_flat(head, len, MIME "text");
}

static const char *const ods[] = {"ods", "ots", NULL}, *const odt[] = {"odt", "ott", NULL}, *const fods[] = {"fods", NULL}, *const fodt[] = {"fodt", NULL};

const struct qz_reader qz_reader_ods = {"ods", ods, false, sniff_ods, read_odf};
const struct qz_reader qz_reader_odt = {"odt", odt, false, sniff_odt, read_odf};
const struct qz_reader qz_reader_fods = {"fods", fods, true, sniff_fods, read_odf};
const struct qz_reader qz_reader_fodt = {"fodt", fodt, true, sniff_fodt, read_odf};
