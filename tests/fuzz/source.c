/*
 * What the fuzz targets share, for source.h. Limits are small, so that the
 * fuzzer looks for wrong code and not for large inputs.
 */
#include "source.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/xml.h"
#include "base/zip.h"
#include "promises.h"
#include "read/document.h"
#include "read/read.h"
#include "read/table.h"

static void small_limits(struct qz_limits *limits, size_t size)
{
	qz_limits_init(limits);
	limits->bad_bytes = size;
	limits->cells = 100000;
	limits->zip_bytes = 8u << 20;
	limits->cell_bytes = 1u << 20;
}

static void read_source(struct qz_source *source, const struct qz_limits *limits, struct qz_diag *diag)
{
	struct qz_table *table = NULL;
	xmlDoc *doc = NULL;
	if (qz_is_document(source)) {
		qz_read_document(source, limits, &doc, diag);
		xmlFreeDoc(doc);
	} else if (qz_read(source, limits, &table, diag) == QZ_OK) {
		check_promises(table);
	}
	qz_table_free(table);
}

void read_bytes(const char *format, const char *name, const uint8_t *data, size_t size)
{
	const struct qz_open_options options = {.from = format};
	struct qz_source source = {0};
	struct qz_limits limits;
	struct qz_diag diag;
	char *bytes = malloc(size + 1);
	if (!bytes)
		return;
	memcpy(bytes, data, size);
	bytes[size] = '\0';
	small_limits(&limits, size);
	qz_diag_init(&diag);
	if (qz_source_take_bytes(&source, name, bytes, size, &options, &limits, &diag) == QZ_OK)
		read_source(&source, &limits, &diag);
	qz_source_done(&source);
	qz_diag_done(&diag);
}

void pack_parts(const char *const *names, size_t count, const uint8_t *data, size_t size, struct qz_buf *bytes)
{
	if (size > 2 && memcmp(data, "PK", 2) == 0) {
		qz_buf_add(bytes, data, size);
		return;
	}
	struct qz_zip_writer *writer = qz_zip_writer_new(NULL);
	for (size_t i = 0; i < count && size > 0 && writer; i++) {
		const uint8_t *end = memchr(data, 0xFF, size);
		size_t len = end ? (size_t)(end - data) : size;
		qz_zip_writer_add(writer, names[i], data, len);
		data += end ? len + 1 : len;
		size -= end ? len + 1 : len;
	}
	if (writer)
		qz_zip_writer_finish(writer, bytes);
	qz_zip_writer_free(writer);
}
