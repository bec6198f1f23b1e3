/*
 * From a table to decisions, for decisions.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "decide/decide_internal.h"
#include "model/labels.h"

const char *const qz_decide_labels[QZ_DECIDE_COLUMNS][2] = {
	{"文件", "file"},     {"事项", "item"},      {"序号", "serial"},	   {"名称", "name"}, {"发现", "finding"}, {"栏或规则", "field or rule"}, {"原值", "value found"},
	{"建议", "suggested"}, {"决定", "decision"}, {"理由", "reason"}, {"经办人", "who"}, {"日期", "date"},
};

struct reader {
	const struct qz_vocabulary *vocabulary;
	struct qz_diag *diag;
	const char *name;
	struct qz_labels labels;
};

static void complain(const struct reader *reader, unsigned line, const char *reason, const char *what)
{
	char number[24] = "";
	if (line)
		snprintf(number, sizeof number, "%u", line);
	qz_diag_add(reader->diag, QZ_RULE_DECISION_INVALID, NULL, "file", reader->name, "line", number, "reason", reason, "what", what, NULL);
}

static bool read_labels(struct reader *reader, const struct qz_row *row)
{
	const unsigned *columns = reader->labels.columns;
	qz_labels_read(&reader->labels, row);
	return columns[QZ_DECIDE_ITEM] && columns[QZ_DECIDE_TARGET] && columns[QZ_DECIDE_FOUND] && columns[QZ_DECIDE_VALUE];
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

static void decision_done(struct qz_decision *decision)
{
	free(decision->file);
	free(decision->item);
	free(decision->found);
	free(decision->value);
	free(decision->reason);
	free(decision->who);
	free(decision->date);
}

/* The field or the rule that a line is about: an element's name, a label of its column, or a rule's id. */
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

static enum qz_decided read_decided(const char *value)
{
	if (!*value)
		return QZ_DECIDED_NOT;
	if (strcmp(value, "豁免") == 0 || strcasecmp(value, "waive") == 0 || strcasecmp(value, "waived") == 0)
		return QZ_DECIDED_WAIVED;
	return strcmp(value, "采用") == 0 || strcasecmp(value, "accept") == 0 ? QZ_DECIDED_ACCEPT : QZ_DECIDED_VALUE;
}

/* Why a decided line cannot be understood; NULL when it can. */
static const char *find_fault(const struct qz_decision *decision)
{
	if (decision->field == QZ_FIELDS && decision->rule == QZ_RULES)
		return "there is no such field or rule";
	if (decision->field != QZ_FIELDS && (decision->decided == QZ_DECIDED_WAIVED || !*decision->item))
		return "a field of an item gets a value";
	if (decision->field == QZ_FIELD_EXTRA)
		return "a column without a field cannot be named";
	if (decision->rule != QZ_RULES && decision->decided != QZ_DECIDED_WAIVED)
		return "a rule's finding can only be waived";
	return decision->rule == QZ_RULES || qz_decide_can_waive(decision->rule) ? NULL : "this rule cannot be waived";
}

/* Adds the line where it decides something; false when it cannot be understood. */
static bool read_line(const struct reader *reader, struct qz_decisions *decisions, const struct qz_row *row)
{
	struct qz_decision decision = {.line = row->number};
	char *target = copy_cell(reader, row, QZ_DECIDE_TARGET);
	char **const strings[] = {&decision.file, &decision.item, &decision.found, &decision.value, &decision.reason, &decision.who, &decision.date};
	static const size_t columns[] = {QZ_DECIDE_FILE, QZ_DECIDE_ITEM, QZ_DECIDE_FOUND, QZ_DECIDE_VALUE, QZ_DECIDE_REASON, QZ_DECIDE_WHO, QZ_DECIDE_DATE};
	bool whole = target != NULL;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		whole = (*strings[i] = copy_cell(reader, row, columns[i])) != NULL && whole;
	const char *fault = NULL;
	bool kept = false;
	decision.decided = whole ? read_decided(decision.value) : QZ_DECIDED_NOT;
	if (decision.decided != QZ_DECIDED_NOT) {
		read_target(reader, &decision, target);
		fault = find_fault(&decision);
		kept = !fault && qz_array_grow(&decisions->list, decisions->count, &decisions->cap, sizeof decision);
		whole = whole && (kept || fault);
	}
	if (fault)
		complain(reader, row->number, fault, target);
	if (kept)
		decisions->list[decisions->count++] = decision;
	else
		decision_done(&decision);
	free(target);
	reader->diag->failed |= !whole;
	return whole && !fault;
}

struct qz_decisions *qz_decisions_read(const struct qz_table *table, const char *name, const struct qz_vocabulary *vocabulary, struct qz_diag *diag)
{
	struct reader reader = {.vocabulary = vocabulary, .diag = diag, .name = name, .labels = {.names = qz_decide_labels, .count = QZ_DECIDE_COLUMNS}};
	struct qz_decisions *decisions = calloc(1, sizeof *decisions);
	const struct qz_sheet *sheet = table->nsheets ? &table->sheets[0] : NULL;
	size_t at = 0;
	bool labelled = false, fine = decisions && (decisions->name = strdup(name)) != NULL;
	diag->failed |= !fine;
	while (fine && sheet && !labelled && at < sheet->nrows && at < QZ_LABELS_ROWS)
		labelled = read_labels(&reader, &sheet->rows[at++]);
	if (fine && !labelled)
		complain(&reader, 0, "the labels are missing", "");
	for (fine = fine && labelled; fine && at < sheet->nrows; at++)
		fine = read_line(&reader, decisions, &sheet->rows[at]);
	if (fine)
		return decisions;
	qz_decisions_free(decisions);
	return NULL;
}

void qz_decisions_free(struct qz_decisions *decisions)
{
	for (size_t i = 0; decisions && i < decisions->count; i++)
		decision_done(&decisions->list[i]);
	if (decisions) {
		free(decisions->list);
		free(decisions->name);
	}
	free(decisions);
}
