/*
 * The inside of a record, shared by its files: record.c, row.c, leftovers.c.
 */
#ifndef QZ_BATCH_RECORD_PARTS_H
#define QZ_BATCH_RECORD_PARTS_H

#include <libxml/hash.h>
#include <libxml/tree.h>

#include "batch/record.h"

#define QZ_SUMMARY_NS "urn:quanze:summary:1"

struct qz_journal;

struct qz_row {
	xmlNode *list; /* of record->summary or record->earlier */
	size_t totals[QZ_SEVERITIES];
};

struct qz_record {
	const char *folder, *shard, *key;
	char *summary_path, *journal_path;
	xmlDoc *summary, *earlier; /* of earlier runs: summary and journal; NULL: none */
	xmlHashTable *rows;        /* struct qz_row by the name of the input */
	xmlHashTable *outputs;     /* elements with file, size and hash, by path below the folder */
	const char *const *names;  /* this run's inputs */
	char **texts;              /* their rows; NULL: not come to */
	size_t count;
	struct qz_journal *journal;
	int journal_error; /* an errno value: the journal cannot be written */
	bool failed;       /* that, or memory ran out */
};

/* Text as it stands in XML: what XML cannot hold, and bytes that are no UTF-8, as U+FFFD. */
void qz_buf_put_safe(struct qz_buf *out, const char *text);

/* A path as a relative reference (RFC 3986): all but unreserved characters and the slash is percent-encoded. */
void qz_href_put(const char *path, struct qz_buf *out);

/* Whether a file below the folder is there as the element (file, size, sha256) says; false for what lies elsewhere, whatever somebody wrote there. */
bool qz_output_holds(const char *folder, const xmlNode *output);

/*
 * Adds elements `leftover` to the new summary for what earlier runs wrote and
 * this one did not, and names them one a line; with `prune`, removes those that
 * are as they were written instead. False when memory ran out.
 */
bool qz_leftovers_add(struct qz_record *record, xmlDoc *doc, bool prune, struct qz_buf *names);

#endif
