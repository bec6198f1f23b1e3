/*
 * Lines of the table of decisions, for decided.h.
 */
#include "serve/decided.h"

#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "decide/decisions.h"
#include "model/labels.h"
#include "read/read.h"
#include "read/table.h"

#define COLUMNS 14
#define ANSWER 8

/* A cell without line ends and tabs: a line of the file is one decision. */
static void put_cell(struct qz_buf *out, const char *text, size_t len, bool last)
{
	struct qz_buf flat;
	qz_buf_init(&flat);
	for (size_t i = 0; i < len; i++)
		qz_buf_putc(&flat, (unsigned char)text[i] < ' ' || text[i] == 0x7f ? ' ' : text[i]);
	qz_buf_add(&flat, "", 0);
	qz_decisions_write_cell(out, flat.failed ? "" : flat.data, last);
	out->failed |= flat.failed;
	qz_buf_done(&flat);
}

void qz_decided_labels(bool chinese, struct qz_buf *out)
{
	qz_decisions_write_labels(chinese, out);
}

/* The word that stands in the table for an answer of the form; NULL for none. */
static const char *word_of(const char *answer, bool chinese)
{
	static const char *const words[][3] = {{"accept", "采用", "accept"}, {"change", "改为", "change"}, {"waive", "豁免", "waive"}};
	for (size_t i = 0; answer && i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i][0], answer) == 0)
			return words[i][chinese ? 1 : 2];
	return NULL;
}

bool qz_decided_line(const struct qz_decided_form *form, bool chinese, struct qz_buf *out)
{
	const char *word = word_of(form->decision, chinese);
	if (!word)
		return false;
	const bool changes = strcmp(form->decision, "change") == 0;
	const char *const cells[COLUMNS] = {form->file, form->item, form->name, form->column, form->finding, form->found, form->suggested, "", word,
					    changes ? form->change : "", form->reason, form->who, form->date, form->key};
	for (size_t i = 0; i < COLUMNS; i++)
		put_cell(out, cells[i] ? cells[i] : "", cells[i] ? strlen(cells[i]) : 0, i == COLUMNS - 1);
	return true;
}

/* ---- a table that was sent ---- */

static const char *const labels[COLUMNS][2] = {
	{"文件", "file"}, {"事项", "item"}, {"名称", "name"}, {"栏目", "column"}, {"问题", "finding"}, {"原值", "value found"}, {"建议", "suggested"},
	{"可填", "may be"}, {"决定", "decision"}, {"改为", "new value"}, {"理由", "reason"}, {"经办人", "who"}, {"日期", "date"}, {"识别码", "key"},
};

/* The labels' row, in any sheet; false where no row has them. */
static bool find_labels(const struct qz_table *table, struct qz_labels *found, size_t *sheet, size_t *row)
{
	for (*sheet = 0; *sheet < table->nsheets; ++*sheet) {
		const struct qz_sheet *one = &table->sheets[*sheet];
		for (*row = 0; *row < one->nrows; ++*row) {
			qz_labels_read(found, &one->rows[*row]);
			if (found->columns[ANSWER] && found->columns[COLUMNS - 1])
				return true;
		}
	}
	return false;
}

static void put_row(const struct qz_labels *found, const struct qz_row *row, struct qz_buf *out)
{
	const struct qz_cell *answer = qz_labels_cell(found, row, ANSWER), *key = qz_labels_cell(found, row, COLUMNS - 1);
	if (!answer || !key || qz_skip_blanks(answer->text, answer->len) == answer->len)
		return; /* still open, or a remark */
	for (size_t i = 0; i < COLUMNS; i++) {
		const struct qz_cell *cell = qz_labels_cell(found, row, i);
		const char *text = cell ? cell->text : "";
		size_t len = cell ? cell->len : 0;
		if (len && *text == '\'') { /* the guard comes again where it has to */
			text++;
			len--;
		}
		put_cell(out, text, len, i == COLUMNS - 1);
	}
}

static enum qz_status read_table(const char *path, const struct qz_options *options, struct qz_table **table, struct qz_diag *diag)
{
	const struct qz_open_options how = {.encoding = NULL};
	struct qz_source source = {0};
	const char *slash = strrchr(path, '/');
	char *bytes;
	size_t len;
	enum qz_status status = qz_file_read(path, &options->limits, &bytes, &len, diag);
	if (status == QZ_OK)
		status = qz_source_take_bytes(&source, slash ? slash + 1 : path, bytes, len, &how, &options->limits, diag);
	if (status == QZ_OK)
		status = qz_read(&source, &options->limits, table, diag);
	qz_source_done(&source);
	return status;
}

enum qz_status qz_decided_import(const char *path, const struct qz_options *options, bool chinese, struct qz_buf *out, struct qz_diag *diag)
{
	struct qz_table *table = NULL;
	struct qz_labels found = {.names = labels, .count = COLUMNS};
	size_t sheet = 0, first = 0;
	enum qz_status status = read_table(path, options, &table, diag);
	if (status == QZ_OK && !find_labels(table, &found, &sheet, &first)) {
		qz_diag_add(diag, QZ_RULE_DECISION_INVALID, NULL, "file", "", "line", "", "reason", "the labels are missing", "what", "", "allowed", "", NULL);
		status = QZ_INPUT;
	}
	if (status == QZ_OK) {
		qz_decided_labels(chinese, out);
		for (size_t row = 0; row < table->sheets[sheet].nrows; row++)
			if (row != first)
				put_row(&found, &table->sheets[sheet].rows[row], out);
	}
	qz_table_free(table);
	return status == QZ_OK && out->failed ? QZ_INPUT : status;
}
