/*
 * Fuzzing what a batch finds in its output folder: summary.xml and the journal,
 * divided by 0xFF, which others may have written. Rows of the journal, divided by
 * 0xFE, get their right frames. A batch that does nothing but prune must then end
 * with a summary that parses, and leave the file beside its folder alone.
 */
#include "source.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/xml.h"
#include "batch/journal.h"
#include "batch/record.h"
#include "promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char top[] = "/tmp/quanze-fuzz-XXXXXX";
static char folder[64], canary[64], summary[96], journal[96];

static void put_file(const char *path, const void *bytes, size_t len)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	require(file >= 0 && write(file, bytes, len) == (ssize_t)len && close(file) == 0);
}

static void remove_all(void)
{
	char command[96];
	snprintf(command, sizeof command, "rm -rf %s", top);
	require(system(command) == 0);
}

static void set_up(void)
{
	if (*folder)
		return;
	require(mkdtemp(top));
	snprintf(folder, sizeof folder, "%s/out", top);
	snprintf(canary, sizeof canary, "%s/canary", top);
	snprintf(summary, sizeof summary, "%s/summary.xml", folder);
	snprintf(journal, sizeof journal, "%s/.quanze-journal", folder);
	require(mkdir(folder, 0700) == 0);
	put_file(canary, "", 0); /* its hash is e3b0c442…: seeds name it */
	qz_xml_init();
	atexit(remove_all);
}

static void put_journal(const uint8_t *at, size_t size)
{
	unlink(journal);
	struct qz_journal *rows = qz_journal_open(journal);
	require(rows);
	while (size > 0) {
		const uint8_t *end = memchr(at, 0xFE, size);
		size_t len = end ? (size_t)(end - at) : size;
		qz_journal_add(rows, (const char *)at, len);
		len += end != NULL;
		at += len;
		size -= len;
	}
	qz_journal_close(rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"a/list-a.tsv", "b.tsv"};
	struct qz_diag diag;
	struct qz_buf out, leftovers;
	set_up();
	const uint8_t *divided = memchr(data, 0xFF, size);
	size_t first = divided ? (size_t)(divided - data) : size;
	put_file(summary, data, first);
	put_journal(divided ? divided + 1 : data, divided ? size - first - 1 : 0);
	qz_diag_init(&diag);
	qz_buf_init(&out);
	qz_buf_init(&leftovers);
	struct qz_record *record = qz_record_open(folder, "", "0123456789abcdef", &diag);
	if (record && qz_record_plan(record, names, 2)) {
		for (size_t i = 0; i < 2; i++) {
			const struct qz_row *row = qz_record_find(record, names[i]);
			require(!row || !qz_row_holds(record, row, canary, "../canary"));
			if (row)
				qz_record_keep(record, i);
		}
		if (qz_record_close(record, true, &out, &leftovers, &diag) == QZ_OK) {
			xmlDoc *doc = qz_xml_parse(out.data, out.len, "summary.xml", NULL);
			require(doc);
			xmlFreeDoc(doc);
		}
	}
	require(access(canary, F_OK) == 0);
	qz_record_free(record);
	qz_buf_done(&leftovers);
	qz_buf_done(&out);
	qz_diag_done(&diag);
	return 0;
}
