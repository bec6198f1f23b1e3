/*
 * A batch's row on one input, for record.h: writing it, and telling whether it
 * still holds.
 */
#include <stdlib.h>
#include <string.h>

#include "base/below.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "batch/record_parts.h"

void qz_buf_put_safe(struct qz_buf *out, const char *text)
{
	size_t len = strlen(text), used;
	qz_buf_puts(out, "");
	for (uint32_t cp; len > 0; text += used, len -= used) {
		used = qz_utf8_decode(text, len, &cp);
		if (used && qz_is_xml_char(cp))
			qz_buf_add(out, text, used);
		else
			qz_buf_put_utf8(out, QZ_REPLACEMENT);
		used = used ? used : 1;
	}
}

bool qz_output_holds(const char *folder, const xmlNode *output)
{
	const char *file = qz_xml_attr(output, "file"), *sha256 = qz_xml_attr(output, "sha256");
	char hash[QZ_HASH];
	size_t size;
	return file && sha256 && qz_hash_open_file(qz_below_read(folder, file), hash, &size) && strcmp(hash, sha256) == 0;
}

bool qz_row_holds(const struct qz_record *record, const struct qz_row *row, const char *path, const char *stem)
{
	const char *key = qz_xml_attr(row->list, "key"), *sha256 = qz_xml_attr(row->list, "sha256"), *status = qz_xml_attr(row->list, "status");
	char hash[QZ_HASH];
	size_t size, outputs = 0;
	struct qz_buf safe;
	if (!key || !sha256 || !status || strcmp(status, "0") != 0 || strcmp(key, record->key) != 0)
		return false;
	if (!qz_hash_file(path, hash, &size) || strcmp(hash, sha256) != 0)
		return false;
	qz_buf_init(&safe);
	qz_buf_put_safe(&safe, stem);
	bool holds = !safe.failed;
	for (xmlNode *output = qz_xml_child(row->list, "output"); output && holds; output = qz_xml_next(output, "output"), outputs++) {
		const char *file = qz_xml_attr(output, "file");
		holds = file && strncmp(file, safe.data, safe.len) == 0 && file[safe.len] == '.' && !strchr(file + safe.len, '/') &&
			qz_output_holds(record->folder, output);
	}
	qz_buf_done(&safe);
	return holds && outputs > 0;
}

/* ---- writing ---- */

void qz_href_put(const char *path, struct qz_buf *out)
{
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~/", c);
		if (plain)
			qz_buf_putc(out, (char)c);
		else
			qz_buf_printf(out, "%%%02X", c);
	}
}

static void put_output(const struct qz_record *record, const char *path, struct qz_buf *out)
{
	const char *file = path + strlen(record->folder) + 1, *dot = strrchr(path, '.');
	char hash[QZ_HASH];
	size_t size;
	if (!qz_hash_open_file(qz_below_read(record->folder, file), hash, &size)) /* gone already: the next run makes it again */
		return;
	qz_buf_printf(out, "<output kind=\"%s\" file=\"", dot ? dot + 1 : "");
	qz_xml_escape(file, out);
	qz_buf_puts(out, "\" href=\"");
	qz_href_put(file, out);
	qz_buf_printf(out, "\" size=\"%zu\" sha256=\"%s\"/>", size, hash);
}

void qz_row_write(const struct qz_record *record, const char *name, const char *path, enum qz_status status,
		  const struct qz_result *result, const char *fault, const char *message, struct qz_buf *out)
{
	char hash[QZ_HASH] = "";
	size_t size;
	const size_t *totals = result->diag.totals;
	qz_buf_puts(out, "<list file=\"");
	qz_xml_escape(name, out);
	qz_buf_printf(out, "\" status=\"%d\" items=\"%zu\" errors=\"%zu\" warnings=\"%zu\" styles=\"%zu\" infos=\"%zu\"", (int)status, result->items,
		      totals[QZ_ERROR], totals[QZ_WARNING], totals[QZ_STYLE], totals[QZ_INFO]);
	if (qz_hash_file(path, hash, &size))
		qz_buf_printf(out, " sha256=\"%s\"", hash);
	qz_buf_printf(out, " key=\"%s\">", record->key);
	for (size_t i = 0; status == QZ_OK && i < result->nwritten; i++)
		put_output(record, result->written[i], out);
	if (fault) {
		qz_buf_printf(out, "<fault rule=\"%s\">", fault);
		qz_xml_escape(message ? message : "", out);
		qz_buf_puts(out, "</fault>");
	}
	if (status == QZ_OK && result->digest.data)
		qz_buf_add(out, result->digest.data, result->digest.len);
	qz_buf_puts(out, "</list>");
}
