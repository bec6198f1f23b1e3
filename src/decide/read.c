/*
 * From a table to decisions, for decisions.h: the rows of a table, wherever its
 * labels stand. What an answer means and whether it may be given is in answer.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "decide/answer.h"
#include "model/labels.h"

const char *const qz_decide_labels[QZ_DECIDE_COLUMNS][2] = {
	{"文件", "file"}, {"事项", "item"}, {"栏或规则", "field or rule"}, {"原值", "value found"}, {"决定", "decision"},
	{"改为", "new value"}, {"理由", "reason"}, {"经办人", "who"}, {"日期", "date"}, {"识别码", "key"}, {"建议", "suggested"},
};

struct reader {
	const struct qz_vocabulary *vocabulary;
	struct qz_diag *diag;
	struct qz_decisions *decisions;
	struct qz_labels labels;
	bool keyed; /* lines have keys */
	size_t wrong; /* lines that cannot be understood */
	char *cells[QZ_DECIDE_COLUMNS]; /* of the row being read, until a decision has them */
};

static void complain(const struct reader *reader, unsigned line, const char *reason, const char *what, const char *allowed)
{
	char number[24] = "";
	if (line)
		snprintf(number, sizeof number, "%u", line);
	qz_diag_add(reader->diag, QZ_RULE_DECISION_INVALID, NULL, "file", reader->decisions->name, "line", number, "reason", reason, "what", what, "allowed",
		    allowed, NULL);
}

static void say_refused(const struct reader *reader)
{
	char count[24] = "";
	if (reader->wrong)
		snprintf(count, sizeof count, "%zu", reader->wrong);
	qz_diag_add(reader->diag, QZ_RULE_DECISIONS_REFUSED, NULL, "file", reader->decisions->name, "count", count, NULL);
}

/* Are these the labels of a table of decisions? With keys, or as they were before. */
static bool is_labelled(const struct qz_labels *labels)
{
	const unsigned *columns = labels->columns;
	return columns[QZ_DECIDE_VALUE] && (columns[QZ_DECIDE_KEY] || (columns[QZ_DECIDE_ITEM] && columns[QZ_DECIDE_TARGET] && columns[QZ_DECIDE_FOUND]));
}

/* The row of the labels, which need not be the first: tables get sorted. NULL for none. */
static const struct qz_row *find_labels(struct reader *reader, const struct qz_sheet *sheet)
{
	for (size_t i = 0; i < sheet->nrows; i++) {
		qz_labels_read(&reader->labels, &sheet->rows[i]);
		if (is_labelled(&reader->labels))
			return &sheet->rows[i];
	}
	return NULL;
}

/* A cell without outer blanks and guards, copied; "" where there is none. NULL when memory ran out. */
static char *copy_cell(const struct reader *reader, const struct qz_row *row, size_t column)
{
	char *text = qz_labels_text(qz_labels_cell(&reader->labels, row, column));
	const char *own = text ? qz_decide_unguard(text) : NULL;
	if (own && own != text)
		memmove(text, own, strlen(own) + 1);
	return text;
}

/* The decisions own the cells from here on. */
static bool keep_cells(struct reader *reader)
{
	struct qz_decisions *decisions = reader->decisions;
	for (size_t i = 0; i < QZ_DECIDE_COLUMNS; i++) {
		if (!qz_array_grow(&decisions->strings, decisions->nstrings, &decisions->strings_cap, sizeof *decisions->strings))
			return false;
		decisions->strings[decisions->nstrings++] = reader->cells[i];
		reader->cells[i] = NULL;
	}
	return true;
}

static bool add_decision(struct reader *reader, const struct qz_decision *decision)
{
	struct qz_decisions *decisions = reader->decisions;
	if (!qz_array_grow(&decisions->list, decisions->count, &decisions->cap, sizeof *decision))
		return false;
	decisions->list[decisions->count++] = *decision;
	return true;
}

/* One decision for each item that a key names: ID~HASH, parted by blanks; `at` is cut into pieces. NULL, or why it is none. */
static const char *add_items(struct reader *reader, struct qz_decision decision, char *at)
{
	size_t count = 0, first = reader->decisions->count;
	for (char *next; *at; at = next) {
		size_t len = strcspn(at, " ");
		next = at + len + strspn(at + len, " ");
		at[len] = '\0';
		char *hash = strrchr(at, '~');
		if (!hash || hash == at || strlen(hash + 1) != QZ_DECIDE_HASH - 1 || ++count > QZ_DECIDE_TOGETHER)
			return "the key is damaged";
		*hash = '\0';
		decision.item = strcmp(at, "-") == 0 ? "" : at;
		decision.hash = hash + 1;
		if (!add_decision(reader, &decision)) {
			reader->diag->failed = true;
			return NULL;
		}
	}
	if (count == 0)
		return "the key is damaged";
	size_t asked = *decision.chosen ? qz_decide_count_chosen(decision.chosen) : 0;
	if (asked <= count)
		return NULL;
	reader->decisions->count = first;
	return "the line has no such items";
}

/* A decided line of a table with keys. NULL, or why it is not understood; *what is what the reason speaks of. */
static const char *read_keyed(struct reader *reader, struct qz_decision *decision, const char **what)
{
	char *items = NULL, *const *cells = reader->cells;
	char hash[QZ_DECIDE_HASH];
	*what = "";
	if (!qz_answer_read_key(cells[QZ_DECIDE_KEY], decision, hash, &items))
		return "the key is damaged";
	bool suggests = decision->field != QZ_FIELDS || decision->rule == QZ_RULE_CITATION_SUPERSEDED;
	suggests = suggests && (*cells[QZ_DECIDE_SUGGESTED] || !reader->labels.columns[QZ_DECIDE_SUGGESTED]);
	const struct qz_answer_how how = {reader->vocabulary, suggests, reader->labels.columns[QZ_DECIDE_CHANGE] > 0};
	*what = cells[QZ_DECIDE_VALUE];
	const char *fault = qz_answer_read(cells[QZ_DECIDE_VALUE], cells[QZ_DECIDE_CHANGE], &how, decision, what);
	char written[QZ_DECIDE_HASH];
	qz_decide_hash(cells[QZ_DECIDE_ITEM], NULL, written);
	bool whole = !*cells[QZ_DECIDE_ITEM] || strcmp(hash, written) == 0;
	if (fault || decision->decided == QZ_DECIDED_NOT)
		return fault;
	decision->chosen = whole ? "" : cells[QZ_DECIDE_ITEM];
	*what = cells[QZ_DECIDE_ITEM];
	if (!whole && !qz_decide_is_choice(decision->chosen))
		return "the items cannot be told";
	if (keep_cells(reader))
		return add_items(reader, *decision, items);
	reader->diag->failed = true;
	return NULL;
}

/* The field or the rule that a line of a table without keys is about: an element's name, a label of its column, or a rule's id. */
static void read_target(const struct reader *reader, struct qz_decision *decision, const char *target)
{
	decision->field = qz_field_find(target);
	decision->rule = qz_rule_find(target);
	char *label = decision->field == QZ_FIELDS && decision->rule == QZ_RULES ? qz_label_normalise(target, strlen(target)) : NULL;
	bool exact = false;
	const struct qz_label *known = label ? qz_label_find(reader->vocabulary, label, &exact) : NULL;
	if (known && exact)
		decision->field = known->field;
	free(label);
}

static const char *read_keyless(struct reader *reader, struct qz_decision *decision, const char **what)
{
	char *const *cells = reader->cells;
	decision->item = cells[QZ_DECIDE_ITEM];
	decision->found = cells[QZ_DECIDE_FOUND];
	decision->hash = decision->chosen = "";
	*what = cells[QZ_DECIDE_TARGET];
	read_target(reader, decision, *what);
	const char *fault = qz_answer_read_plain(cells[QZ_DECIDE_VALUE], reader->vocabulary, decision, what);
	if (fault || decision->decided == QZ_DECIDED_NOT)
		return fault;
	reader->diag->failed |= !keep_cells(reader) || !add_decision(reader, decision);
	return NULL;
}

/* A row with a single text is a remark, wherever its column went. */
static bool is_remark(const struct qz_row *row)
{
	size_t filled = 0;
	for (size_t i = 0; i < row->ncells; i++)
		filled += qz_skip_blanks(row->cells[i].text, row->cells[i].len) < row->cells[i].len;
	return filled < 2;
}

/* Adds the line where it decides something; false when it cannot be understood. */
static bool read_line(struct reader *reader, const struct qz_row *row)
{
	struct qz_decision decision = {.line = row->number, .field = QZ_FIELDS, .rule = QZ_RULES, .place = QZ_FIELDS};
	const char *fault = NULL, *what = "";
	bool whole = true;
	for (size_t i = 0; i < QZ_DECIDE_COLUMNS; i++)
		whole = (reader->cells[i] = copy_cell(reader, row, i)) != NULL && whole;
	if (whole && (*reader->cells[QZ_DECIDE_VALUE] || *reader->cells[QZ_DECIDE_CHANGE])) {
		decision.file = reader->cells[QZ_DECIDE_FILE];
		decision.reason = reader->cells[QZ_DECIDE_REASON];
		decision.who = reader->cells[QZ_DECIDE_WHO];
		decision.date = reader->cells[QZ_DECIDE_DATE];
		decision.written = reader->cells[QZ_DECIDE_ITEM];
		decision.value = "";
		fault = reader->keyed ? read_keyed(reader, &decision, &what) : read_keyless(reader, &decision, &what);
	}
	if (fault) {
		char *types = qz_answer_is_type(fault) ? qz_answer_types(reader->vocabulary) : NULL;
		complain(reader, row->number, fault, what, types ? types : "");
		reader->wrong++;
		free(types);
	}
	for (size_t i = 0; i < QZ_DECIDE_COLUMNS; i++) {
		free(reader->cells[i]);
		reader->cells[i] = NULL;
	}
	reader->diag->failed |= !whole;
	return whole && !fault;
}

/* The first sheet that has the labels, as the reader has them then; NULL for none. */
static const struct qz_sheet *find_sheet(struct reader *reader, const struct qz_table *table, const struct qz_row **labels)
{
	for (size_t i = 0; i < table->nsheets; i++) {
		*labels = find_labels(reader, &table->sheets[i]);
		if (*labels)
			return &table->sheets[i];
	}
	return NULL;
}

/* All lines are looked at, so that all that is wrong is said at once. */
static bool read_lines(struct reader *reader, const struct qz_sheet *sheet, const struct qz_row *labels)
{
	bool fine = true;
	reader->keyed = reader->labels.columns[QZ_DECIDE_KEY] > 0;
	for (size_t i = 0; i < sheet->nrows && !reader->diag->failed; i++)
		if (&sheet->rows[i] != labels && !is_remark(&sheet->rows[i]))
			fine = read_line(reader, &sheet->rows[i]) && fine;
	return fine;
}

struct qz_decisions *qz_decisions_read(const struct qz_table *table, const char *name, const struct qz_vocabulary *vocabulary, struct qz_diag *diag)
{
	struct reader reader = {.vocabulary = vocabulary, .diag = diag, .labels = {.names = qz_decide_labels, .count = QZ_DECIDE_COLUMNS}};
	const struct qz_row *labels = NULL;
	reader.decisions = calloc(1, sizeof *reader.decisions);
	bool fine = reader.decisions && (reader.decisions->name = strdup(name)) != NULL;
	diag->failed |= !fine;
	const struct qz_sheet *sheet = fine ? find_sheet(&reader, table, &labels) : NULL;
	if (fine && !sheet)
		complain(&reader, 0, "the labels are missing", "", "");
	if (sheet && read_lines(&reader, sheet, labels) && !diag->failed)
		return reader.decisions;
	if (fine && !diag->failed)
		say_refused(&reader);
	qz_decisions_free(reader.decisions);
	return NULL;
}

void qz_decisions_free(struct qz_decisions *decisions)
{
	if (!decisions)
		return;
	for (size_t i = 0; i < decisions->nstrings; i++)
		free(decisions->strings[i]);
	free(decisions->strings);
	free(decisions->list);
	free(decisions->name);
	free(decisions);
}
