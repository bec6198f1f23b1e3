/*
 * Fuzzing the reader of web pages, from decoding on. Any bytes are taken; the
 * table that comes out must keep what table.h promises.
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc … tests/fuzz/fuzz_html.c tests/fuzz/promises.c src/base/… src/read/…
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "promises.h"
#include "read/readers.h"
#include "read/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct qz_open_options options = {.from = "html"};
	struct qz_source source;
	struct qz_limits limits;
	struct qz_diag diag;
	struct qz_table *table = NULL;
	char *bytes = malloc(size + 1);
	if (!bytes)
		return 0;
	memcpy(bytes, data, size);
	bytes[size] = '\0';
	qz_limits_init(&limits);
	limits.bad_bytes = size;
	qz_diag_init(&diag);
	if (qz_source_take_bytes(&source, "page.html", bytes, size, &options, &limits, &diag) == QZ_OK &&
	    qz_read(&source, &limits, &table, &diag) == QZ_OK)
		check_promises(table);
	qz_table_free(table);
	qz_source_done(&source);
	qz_diag_done(&diag);
	return 0;
}
