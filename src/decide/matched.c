/*
 * Which line of a table of decisions is about which finding: by item, rule, field
 * and the facts that it was made on.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "decide/decide_internal.h"

static const char *key_of(struct qz_decide_run *run, const char *item, enum qz_rule rule)
{
	qz_buf_clear(&run->text);
	qz_buf_printf(&run->text, "%s\n%s", item ? item : "", qz_rule_id(rule));
	return run->text.failed ? "" : run->text.data;
}

bool qz_decide_match(struct qz_decide_run *run, bool waived, struct qz_decide_matched *matched)
{
	size_t count = run->decisions->count;
	matched->table = xmlHashCreate(0);
	matched->next = calloc(count + 1, sizeof *matched->next);
	matched->seen = calloc(count + 1, sizeof *matched->seen);
	matched->twice = calloc(count + 1, sizeof *matched->twice);
	matched->finding = calloc(count + 1, sizeof *matched->finding);
	bool whole = matched->table && matched->next && matched->seen && matched->twice && matched->finding;
	for (size_t i = count; whole && i-- > 0;) {
		const struct qz_decision *decision = &run->decisions->list[i];
		if (decision->rule == QZ_RULES || (decision->decided == QZ_DECIDED_WAIVED) != waived)
			continue;
		const char *key = key_of(run, decision->item, decision->rule);
		matched->next[i] = (size_t)xmlHashLookup(matched->table, QZ_X(key));
		whole = xmlHashUpdateEntry(matched->table, QZ_X(key), (void *)(i + 1), NULL) == 0;
	}
	return whole;
}

void qz_decide_matched_done(struct qz_decide_matched *matched)
{
	xmlHashFree(matched->table, NULL);
	free(matched->next);
	free(matched->seen);
	free(matched->twice);
	free(matched->finding);
}

/* Was the line made on what the finding is about? run->other has its facts in words. */
static bool is_about(const struct qz_decide_run *run, const struct qz_decision *decision, const struct qz_finding *finding, const char *hash)
{
	if (!*decision->hash)
		return qz_decide_same(decision->found, run->other.data);
	const char *field = decision->place != QZ_FIELDS ? qz_field_name(decision->place) : "";
	return strcmp(decision->hash, hash) == 0 && strcmp(field, finding->field ? finding->field : "") == 0;
}

size_t qz_decide_find_line(struct qz_decide_run *run, struct qz_decide_matched *matched, size_t number)
{
	const struct qz_finding *finding = &run->diag->findings[number];
	char hash[QZ_DECIDE_HASH];
	size_t at = qz_decide_can_waive(finding->rule) ? (size_t)xmlHashLookup(matched->table, QZ_X(key_of(run, finding->id, finding->rule))) : 0;
	const xmlNode *item = finding->id ? xmlHashLookup(run->facts.items, QZ_X(finding->id)) : NULL;
	if (!at)
		return 0;
	qz_buf_clear(&run->other);
	qz_decide_facts_put(&run->facts, finding, &run->other);
	qz_buf_add(&run->other, "", 0);
	if (!qz_decide_facts_hash(&run->facts, finding, hash) || run->other.failed) {
		run->builder.failed = true;
		return 0;
	}
	size_t found = 0;
	for (; at; at = matched->next[at - 1]) {
		const struct qz_decision *decision = &run->decisions->list[at - 1];
		matched->seen[at - 1] = true;
		if (!qz_decide_concerns(run, decision, item) || !is_about(run, decision, finding, hash) || !qz_decide_is_chosen(decision->chosen, item))
			continue;
		if (found)
			matched->twice[at - 1] = true;
		else
			matched->finding[at - 1] = number + 1;
		found = found ? found : at;
	}
	return found;
}

const char *qz_decide_why_not(const struct qz_decide_matched *matched, size_t index)
{
	if (matched->twice[index])
		return "decided-twice";
	return matched->seen[index] ? "value-differs" : "finding-gone";
}
