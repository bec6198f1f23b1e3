/*
 * An office's labels, for label_table.h.
 */
#include "model/label_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "model/labels.h"

static const char *const names[][2] = {{"列名", "label"}, {"归入", "field"}};
enum { LABEL, FIELD, COLUMNS };

struct reader {
	struct qz_vocabulary *vocabulary;
	struct qz_diag *diag;
	const char *file;
	struct qz_labels labels;
};

static int complain(const struct reader *reader, unsigned line, const char *reason, const char *text)
{
	char number[24] = "";
	if (line)
		snprintf(number, sizeof number, "%u", line);
	qz_diag_add(reader->diag, QZ_RULE_LABELS_INVALID, NULL, "file", reader->file, "line", number, "reason", reason, "what", text, NULL);
	return -1;
}

/* The field that a text names; QZ_FIELDS when none. */
static enum qz_field find_field(const struct qz_vocabulary *vocabulary, const char *text, bool *failed)
{
	enum qz_field field = qz_field_find(text);
	char *normalised = field == QZ_FIELDS ? qz_label_normalise(text, strlen(text)) : NULL;
	bool exact = false;
	const struct qz_label *label = normalised && *normalised ? qz_label_find(vocabulary, normalised, &exact) : NULL;
	*failed |= field == QZ_FIELDS && !normalised;
	if (label && exact)
		field = label->field;
	free(normalised);
	return field;
}

static int read_line(struct reader *reader, const struct qz_row *row)
{
	char *label = qz_labels_text(qz_labels_cell(&reader->labels, row, LABEL)), *name = qz_labels_text(qz_labels_cell(&reader->labels, row, FIELD));
	bool failed = !label || !name;
	int result = 0;
	const enum qz_field field = failed || !*name ? QZ_FIELDS : find_field(reader->vocabulary, name, &failed);
	if (failed)
		result = -1;
	else if (!*label && *name)
		result = complain(reader, row->number, "the label is missing", name);
	else if (*label && field == QZ_FIELDS)
		result = complain(reader, row->number, "there is no such field", *name ? name : label);
	else if (*label)
		result = qz_vocabulary_add_label(reader->vocabulary, label, field);
	reader->diag->failed |= failed || (result != 0 && *label && field != QZ_FIELDS);
	free(label);
	free(name);
	return result;
}

int qz_label_table_read(struct qz_vocabulary *vocabulary, const struct qz_table *table, const char *file, struct qz_diag *diag)
{
	struct reader reader = {.vocabulary = vocabulary, .diag = diag, .file = file, .labels = {.names = names, .count = COLUMNS}};
	const struct qz_sheet *sheet = table->nsheets ? &table->sheets[0] : NULL;
	size_t at = 0, known = 0;
	while (sheet && known < COLUMNS && at < sheet->nrows && at < QZ_LABELS_ROWS)
		known = qz_labels_read(&reader.labels, &sheet->rows[at++]);
	if (known < COLUMNS)
		return complain(&reader, 0, "the labels of labels are missing", "");
	int result = 0;
	for (; result == 0 && at < sheet->nrows; at++)
		result = read_line(&reader, &sheet->rows[at]);
	return result;
}
