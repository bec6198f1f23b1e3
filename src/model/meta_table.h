/*
 * What an office says about the lists of a whole batch: one table, a line for
 * each list, a column for each key of base/meta.h.
 */
#ifndef QZ_MODEL_META_TABLE_H
#define QZ_MODEL_META_TABLE_H

#include "base/diag.h"
#include "base/meta.h"
#include "read/table.h"

struct qz_meta_table;

/*
 * Reads the table: labels (Chinese or English) in one of its first rows, then a
 * line for each list. Dates may stand as 2026-11-24, 2026/11/24 or 2026年11月24日.
 * NULL with a finding meta-invalid, naming the line, when a label or a value
 * cannot be understood: a cover with half of its data would go to the files.
 * `name` is the table's, for messages.
 */
struct qz_meta_table *qz_meta_table_read(const struct qz_table *table, const char *name, struct qz_diag *diag);
void qz_meta_table_free(struct qz_meta_table *table);

/*
 * Sets the values (borrowed from the table) that its lines state of an input:
 * those that name its file, with folders or without, with the extension or
 * without, and those that name none. A later line goes before an earlier one,
 * an empty cell leaves what stands. False when no line is about the input.
 */
bool qz_meta_table_find(const struct qz_meta_table *table, const char *path, const char *stem, const char *values[QZ_META_KEYS]);

#endif
