/*
 * Fuzzing the reader of Word documents. Bytes of a zip archive would seldom get
 * past it, so the input is the parts themselves, divided by 0xFF: the document,
 * the numbering, the styles. Input that begins with PK is taken as an archive.
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc … tests/fuzz/fuzz_docx.c tests/fuzz/promises.c src/base/… src/read/…
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/zip.h"
#include "promises.h"
#include "read/readers.h"
#include "read/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void pack(const uint8_t *data, size_t size, struct qz_buf *bytes)
{
	static const char *const names[] = {"word/document.xml", "word/numbering.xml", "word/styles.xml"};
	struct qz_zip_writer *writer = qz_zip_writer_new();
	for (size_t i = 0; i < sizeof names / sizeof *names && size > 0 && writer; i++) {
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct qz_buf bytes;
	struct qz_limits limits;
	struct qz_diag diag;
	struct qz_table *table = NULL;
	qz_buf_init(&bytes);
	qz_limits_init(&limits);
	qz_diag_init(&diag);
	if (size > 2 && memcmp(data, "PK", 2) == 0)
		qz_buf_add(&bytes, data, size);
	else
		pack(data, size, &bytes);
	struct qz_source source = {.bytes = bytes.data, .len = bytes.len};
	if (bytes.len > 0 && qz_reader_docx.read(&source, &limits, &table, &diag) == QZ_OK)
		check_promises(table);
	qz_table_free(table);
	qz_diag_done(&diag);
	qz_buf_done(&bytes);
	return 0;
}
