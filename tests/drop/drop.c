/*
 * The proof's proof: normalises a sample again and again, each time losing one
 * more character, and expects the conservation proof to stop every one.
 * Usage: drop FILE [STEP]. Built with QZ_TEST_DROP.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/xml.h"
#include "model/build.h"
#include "model/conserve.h"
#include "model/normalise.h"
#include "read/read.h"
#include "read/table.h"

struct bench {
	struct qz_source source;
	struct qz_table *table;
	struct qz_vocabulary *vocabulary;
};

static int open_bench(struct bench *bench, const char *path)
{
	struct qz_diag diag;
	struct qz_limits limits;
	const struct qz_open_options how = {0};
	char *bytes;
	size_t len;
	qz_diag_init(&diag);
	qz_limits_init(&limits);
	bench->vocabulary = qz_vocabulary_load(NULL, &diag);
	int ready = bench->vocabulary && qz_file_read(path, &limits, &bytes, &len, &diag) == QZ_OK &&
		    qz_source_take_bytes(&bench->source, path, bytes, len, &how, &limits, &diag) == QZ_OK &&
		    qz_read(&bench->source, &limits, &bench->table, &diag) == QZ_OK;
	qz_diag_done(&diag);
	return ready;
}

/* Normalises with the n-th character lost. 1: the proof held; 0: it broke; -1: no document. *left: what of n was not used up. */
static int try_drop(const struct bench *bench, long n, long *left)
{
	const struct qz_normalise_options options = {0};
	struct qz_diag diag;
	xmlDoc *doc = NULL;
	qz_diag_init(&diag);
	qz_test_drop = n;
	int result = -1;
	if (qz_normalise(&bench->source, bench->table, bench->vocabulary, &options, &doc, &diag) == QZ_OK)
		result = qz_conserve(bench->table, doc, &diag) == QZ_OK;
	*left = qz_test_drop;
	xmlFreeDoc(doc);
	qz_diag_done(&diag);
	return result;
}

int main(int argc, char **argv)
{
	struct bench bench = {0};
	long step = argc > 2 ? atol(argv[2]) : 1, tried = 0, missed = 0, left;
	qz_xml_init();
	if (argc < 2 || !open_bench(&bench, argv[1]) || try_drop(&bench, 0, &left) != 1) {
		fprintf(stderr, "drop: %s cannot be read\n", argc > 1 ? argv[1] : "(no file)");
		return 1;
	}
	for (long n = 1;; n += step) {
		int held = try_drop(&bench, n, &left);
		if (left > 0)
			break; /* the document has fewer characters */
		tried++;
		if (held != 0) {
			fprintf(stderr, "drop: the loss of character %ld was not caught\n", n);
			missed++;
		}
	}
	printf("%s: %ld losses tried, %ld not caught\n", argv[1], tried, missed);
	qz_table_free(bench.table);
	qz_source_done(&bench.source);
	qz_vocabulary_free(bench.vocabulary);
	return missed != 0 || tried < 100;
}
