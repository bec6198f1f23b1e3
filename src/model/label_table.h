/*
 * Labels of columns that an office knows and the program does not: one table, a
 * line for each label, with the field that it means.
 */
#ifndef QZ_MODEL_LABEL_TABLE_H
#define QZ_MODEL_LABEL_TABLE_H

#include "model/vocabulary.h"
#include "read/table.h"

struct qz_diag;

/*
 * Adds the labels of the table to the vocabulary: 列名 (label) and 归入 (field),
 * the field by any label that is known, or by its element's name. A label that
 * is known already gets the field that the table says. -1, with a finding that
 * names the line and what cannot be understood. `file` is the table's, for messages.
 */
int qz_label_table_read(struct qz_vocabulary *vocabulary, const struct qz_table *table, const char *file, struct qz_diag *diag);

#endif
