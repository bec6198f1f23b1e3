/*
 * The list of findings of diag.h and the table of rules behind it (rules.def).
 */
#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static const struct {
	const char *id;
	enum qz_severity severity;
	bool repair;
} rules[] = {
#define RULE(name, id, severity) {id, QZ_##severity, false},
#define REPAIR(name, id, severity) {id, QZ_##severity, true},
#include "base/rules.def"
#undef RULE
};

void qz_diag_init(struct qz_diag *diag)
{
	*diag = (struct qz_diag){0};
}

static void finding_done(struct qz_finding *finding)
{
	for (size_t i = 0; i < finding->ndata; i++) {
		free(finding->data[i].name);
		free(finding->data[i].value);
	}
	free(finding->data);
	free(finding->pos);
	free(finding->item);
	free(finding->field);
	free(finding->id);
	free(finding->name);
	free(finding->table);
	free(finding->excerpt.text);
}

void qz_diag_done(struct qz_diag *diag)
{
	for (size_t i = 0; i < diag->count; i++)
		finding_done(&diag->findings[i]);
	free(diag->findings);
	qz_diag_init(diag);
}

/* Copies a string that may be NULL; a failed copy makes the list fail. */
static char *copy(struct qz_diag *diag, const char *text)
{
	if (!text)
		return NULL;
	char *result = strdup(text);
	if (!result)
		diag->failed = true;
	return result;
}

static void add_data(struct qz_diag *diag, struct qz_finding *finding, va_list args, size_t pairs)
{
	if (pairs == 0)
		return;
	finding->data = calloc(pairs, sizeof *finding->data);
	if (!finding->data) {
		diag->failed = true;
		return;
	}
	for (size_t i = 0; i < pairs; i++) {
		const char *name = va_arg(args, const char *);
		const char *value = va_arg(args, const char *);
		finding->data[i].name = copy(diag, name);
		finding->data[i].value = copy(diag, value ? value : "");
	}
	finding->ndata = pairs;
}

static struct qz_finding *append(struct qz_diag *diag)
{
	if (!qz_array_grow(&diag->findings, diag->count, &diag->cap, sizeof *diag->findings)) {
		diag->failed = true;
		return NULL;
	}
	struct qz_finding *finding = &diag->findings[diag->count++];
	*finding = (struct qz_finding){0};
	return finding;
}

void qz_diag_add(struct qz_diag *diag, enum qz_rule rule, const struct qz_where *where, ...)
{
	struct qz_finding *finding = append(diag);
	if (!finding)
		return;
	finding->rule = rule;
	finding->severity = rules[rule].severity;
	diag->totals[finding->severity]++;
	if (where) {
		finding->pos = copy(diag, where->pos);
		finding->item = copy(diag, where->item);
		finding->field = copy(diag, where->field);
		finding->id = copy(diag, where->id);
		finding->name = copy(diag, where->name);
		finding->line = where->line;
		if (where->excerpt)
			finding->excerpt = *where->excerpt;
		finding->excerpt.text = copy(diag, finding->excerpt.text);
	}
	va_list args;
	size_t pairs = 0;
	va_start(args, where);
	while (va_arg(args, const char *)) {
		(void)va_arg(args, const char *);
		pairs++;
	}
	va_end(args);
	va_start(args, where);
	add_data(diag, finding, args, pairs);
	va_end(args);
}

void qz_diag_take(struct qz_diag *diag, struct qz_diag *from)
{
	for (size_t i = 0; i < from->count; i++) {
		struct qz_finding *finding = append(diag);
		if (finding)
			*finding = from->findings[i];
		else
			finding_done(&from->findings[i]);
		diag->totals[from->findings[i].severity] += finding != NULL;
	}
	diag->failed |= from->failed;
	from->count = 0;
	memset(from->totals, 0, sizeof from->totals);
}

void qz_finding_take_excerpt(struct qz_finding *finding, const struct qz_excerpt *excerpt)
{
	free(finding->excerpt.text);
	finding->excerpt = *excerpt;
}

const char *qz_finding_get(const struct qz_finding *finding, const char *name)
{
	for (size_t i = 0; i < finding->ndata; i++)
		if (finding->data[i].name && strcmp(finding->data[i].name, name) == 0)
			return finding->data[i].value;
	return NULL;
}

const char *qz_rule_id(enum qz_rule rule)
{
	return rules[rule].id;
}

enum qz_severity qz_rule_severity(enum qz_rule rule)
{
	return rules[rule].severity;
}

bool qz_rule_can_be_off(enum qz_rule rule)
{
	bool judging = rule > QZ_RULE_SCHEMA_INVALID && rule < QZ_RULE_DECISION_APPLIED;
	return !rules[rule].repair && (judging || rules[rule].severity != QZ_ERROR);
}

void qz_diag_filter(struct qz_diag *diag, const bool keep[])
{
	size_t kept = 0;
	for (size_t i = 0; i < diag->count; i++) {
		if (keep[i]) {
			diag->findings[kept++] = diag->findings[i];
			continue;
		}
		diag->totals[diag->findings[i].severity]--;
		finding_done(&diag->findings[i]);
	}
	diag->count = kept;
}

void qz_diag_set_severities(struct qz_diag *diag, const signed char severities[])
{
	size_t kept = 0;
	memset(diag->totals, 0, sizeof diag->totals);
	for (size_t i = 0; i < diag->count; i++) {
		struct qz_finding finding = diag->findings[i];
		if (severities[finding.rule] == QZ_SEVERITY_OFF) {
			finding_done(&finding);
			continue;
		}
		if (severities[finding.rule] != QZ_SEVERITY_OWN)
			finding.severity = (enum qz_severity)severities[finding.rule];
		diag->totals[finding.severity]++;
		diag->findings[kept++] = finding;
	}
	diag->count = kept;
}

bool qz_rule_is_repair(enum qz_rule rule)
{
	return rules[rule].repair;
}

enum qz_rule qz_rule_find(const char *id)
{
	for (size_t i = 0; i < QZ_RULES; i++)
		if (strcmp(rules[i].id, id) == 0)
			return (enum qz_rule)i;
	return QZ_RULES;
}

const char *qz_severity_name(enum qz_severity severity)
{
	static const char *const names[] = {"info", "style", "warning", "error"};
	return names[severity];
}
