/*
 * What a batch remembers in its output folder: a line on each input with the
 * hashes of what it was made from and of what was made (summary.xml, written
 * whole at the end), and a journal of what was done since, so that a run that
 * was killed goes on where it stood.
 */
#ifndef QZ_BATCH_RECORD_H
#define QZ_BATCH_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "quanze.h"

struct qz_record;
struct qz_row;

/*
 * Opens what an earlier run left in the folder (none: an empty record). `shard`
 * is "" or "K-of-N". `key` tells what outputs depend on besides the input; it
 * and the other strings are borrowed. NULL with a finding on failure.
 */
struct qz_record *qz_record_open(const char *folder, const char *shard, const char *key, struct qz_diag *diag);
void qz_record_free(struct qz_record *record);

/* The inputs of this run, by name, in their order (borrowed). False when memory ran out. */
bool qz_record_plan(struct qz_record *record, const char *const *names, size_t count);

/* Whether a path below the folder was written by an earlier run. */
bool qz_record_wrote(const struct qz_record *record, const char *relative);

/* What an earlier run recorded of an input that it converted; NULL: nothing. */
const struct qz_row *qz_record_find(const struct qz_record *record, const char *name);

/* Findings by severity. */
const size_t *qz_row_totals(const struct qz_row *row);

/*
 * Whether nothing has to be done: the same key, the same bytes of the input, and
 * all outputs there as they were written, under the stem. Reads them all.
 */
bool qz_row_holds(const struct qz_record *record, const struct qz_row *row, const char *path, const char *stem);

/*
 * Appends the row of an input that was run: an element `list`. `message` is the
 * text of its first error where it failed, else NULL.
 */
void qz_row_write(const struct qz_record *record, const char *name, const char *path, enum qz_status status,
		  const struct qz_result *result, const char *fault, const char *message, struct qz_buf *out);

/* A row goes into the journal at once, */
void qz_record_journal(struct qz_record *record, const char *row, size_t len);

/* and into the summary in its turn: input `index` was run, or found unchanged. */
void qz_record_add(struct qz_record *record, size_t index, const char *row, size_t len);
void qz_record_keep(struct qz_record *record, size_t index);

/*
 * Ends the run: everything is on the disk, then the summary says so. Its bytes are appended to `out`; `leftovers` get the outputs of
 * earlier runs that no input stands behind now, one a line; with `prune` they
 * are removed, where they are still as they were written. QZ_OK, or QZ_OUTPUT
 * with a finding.
 */
enum qz_status qz_record_close(struct qz_record *record, bool prune, struct qz_buf *out, struct qz_buf *leftovers, struct qz_diag *diag);

/* What is made of the summary is written too: the journal goes. */
void qz_record_end(const struct qz_record *record);

/* Whether the folder has no summary of an earlier run. */
bool qz_record_is_new(const struct qz_record *record);

/* Removes the summary and the journal: what they say of earlier runs turned out to be damaged, and the next run is to begin anew. */
void qz_record_discard(const struct qz_record *record);

#endif
