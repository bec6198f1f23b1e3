/*
 * Columns by their labels, for labels.h.
 */
#include "model/labels.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

/* Where the text of a cell without outer blanks begins; its length in *len. */
static const char *trim(const struct qz_cell *cell, size_t *len)
{
	size_t start = cell->len ? qz_skip_blanks(cell->text, cell->len) : 0;
	*len = start < cell->len ? qz_trim_end(cell->text + start, cell->len - start) : 0;
	return cell->text + start;
}

/* The length of a label without what is remarked behind it in brackets: 识别码（请勿改动）. */
static size_t measure_label(const char *text, size_t len)
{
	for (size_t i = 1; i < len; i++)
		if (text[i] == '(' || (len - i >= 3 && memcmp(text + i, "（", 3) == 0))
			return qz_trim_end(text, i);
	return len;
}

/* The number of the label; the count of labels for none of them. */
static size_t find(const struct qz_labels *labels, const char *text, size_t whole)
{
	const size_t len = measure_label(text, whole);
	for (size_t i = 0; i < labels->count; i++)
		for (size_t language = 0; language < 2; language++)
			if (strlen(labels->names[i][language]) == len && strncasecmp(labels->names[i][language], text, len) == 0)
				return i;
	return labels->count;
}

size_t qz_labels_read(struct qz_labels *labels, const struct qz_row *row)
{
	size_t known = 0;
	memset(labels->columns, 0, sizeof labels->columns);
	labels->unknown = NULL;
	for (size_t i = 0; i < row->ncells; i++) {
		size_t len;
		const char *text = trim(&row->cells[i], &len);
		size_t label = len ? find(labels, text, len) : labels->count;
		if (label < labels->count && !labels->columns[label]) {
			labels->columns[label] = row->cells[i].column + 1;
			known++;
		} else if (len) {
			labels->unknown = &row->cells[i];
		}
	}
	return known;
}

const struct qz_cell *qz_labels_cell(const struct qz_labels *labels, const struct qz_row *row, size_t label)
{
	return labels->columns[label] ? qz_row_at(row, labels->columns[label] - 1) : NULL;
}

char *qz_labels_text(const struct qz_cell *cell)
{
	size_t len = 0;
	const char *text = cell ? trim(cell, &len) : "";
	return strndup(text, len);
}
