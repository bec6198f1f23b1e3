/*
 * Findings that are waived, for decisions.h.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/xml.h"
#include "decide/decide_internal.h"

/* Whether a line waives the finding; the first one that it meets records it. */
static bool is_waived(struct qz_decide_run *run, struct qz_decide_matched *matched, bool *met, size_t finding)
{
	size_t at = qz_decide_find_line(run, matched, finding);
	if (!at)
		return false;
	const struct qz_decision *decision = &run->decisions->list[at - 1];
	char found[24];
	(void)snprintf(found, sizeof found, "〔%s〕", decision->hash);
	if (!met[at - 1])
		qz_decide_record(run, decision, qz_decide_item(run, decision), *decision->hash ? found : decision->found, "waive");
	return met[at - 1] = true;
}

static const char *made_on(struct qz_decide_run *run, const struct qz_decision *decision)
{
	qz_buf_clear(&run->text);
	qz_buf_printf(&run->text, "%s\n%d\n%d\n%s%s", decision->item, (int)decision->rule, (int)decision->place, decision->found, decision->hash);
	return run->text.failed ? "" : run->text.data;
}

/* What the lines that change something were made on: one that waives the same says the contrary. */
static bool list_changes(struct qz_decide_run *run)
{
	for (size_t i = 0; i < run->decisions->count; i++) {
		const struct qz_decision *decision = &run->decisions->list[i];
		const char *key = decision->rule != QZ_RULES && decision->decided != QZ_DECIDED_WAIVED ? made_on(run, decision) : NULL;
		if (key && !xmlHashLookup(run->values, QZ_X(key)) && xmlHashAddEntry(run->values, QZ_X(key), (void *)(uintptr_t)decision) != 0)
			return false;
	}
	return true;
}

/* Was the text that the finding was about replaced by another decision? Then there is nothing to waive any more. */
static bool is_replaced(const struct qz_decision *decision, const xmlNode *item)
{
	const char *name = item && decision->place != QZ_FIELDS ? qz_field_name(decision->place) : NULL;
	for (xmlNode *field = name ? qz_xml_child(item, name) : NULL; field; field = qz_xml_next(field, name))
		if (qz_xml_attr(field, "found"))
			return true;
	return false;
}

/* Says of each line that waives whether it did. */
static void say_line(struct qz_decide_run *run, const struct qz_decide_matched *matched, const bool *met, size_t index)
{
	const struct qz_decision *decision = &run->decisions->list[index];
	const xmlNode *item = qz_decide_item(run, decision);
	if (met[index])
		qz_decide_say(run, QZ_RULE_DECISION_APPLIED, decision, item, item, "", "waive", "");
	else if (item && xmlHashLookup(run->values, QZ_X(made_on(run, decision)))) /* another line has changed what this one leaves as it is */
		qz_decide_say(run, QZ_RULE_DECISION_STALE, decision, item, item, "", "", "decided-twice");
	else if (!is_replaced(decision, item) && !(item && qz_decide_is_recorded(run, decision))) /* else there is nothing left to waive */
		qz_decide_say(run, QZ_RULE_DECISION_STALE, decision, item, item, "", "", qz_decide_why_not(matched, index));
}

static void say_lines(struct qz_decide_run *run, const struct qz_decide_matched *matched, const bool *met)
{
	for (size_t i = 0; i < run->decisions->count; i++) {
		const struct qz_decision *decision = &run->decisions->list[i];
		const xmlNode *item = qz_decide_item(run, decision);
		bool elsewhere = !*decision->file && run->input->one_of_several && !met[i];
		if (decision->rule == QZ_RULES || decision->decided != QZ_DECIDED_WAIVED || (*decision->item && !item) || elsewhere)
			continue;
		if (!qz_decide_concerns(run, decision, item) || !qz_decide_is_chosen(decision->chosen, item))
			continue;
		say_line(run, matched, met, i);
	}
}

void qz_decisions_waive(const struct qz_decisions *decisions, const struct qz_decide_input *input, xmlDoc *doc, struct qz_diag *diag)
{
	struct qz_decide_run run;
	struct qz_decide_matched matched = {0};
	bool whole = qz_decide_run_init(&run, decisions, input, doc, diag) && qz_decide_match(&run, true, &matched) && list_changes(&run);
	bool *keep = calloc(diag->count + 1, sizeof *keep), *met = calloc(decisions->count + 1, sizeof *met);
	for (size_t i = 0; whole && keep && met && i < diag->count; i++)
		keep[i] = !is_waived(&run, &matched, met, i);
	if (whole && keep && met) {
		qz_diag_filter(diag, keep);
		say_lines(&run, &matched, met);
	}
	qz_decide_run_done(&run, whole && keep && met);
	qz_decide_matched_done(&matched);
	free(keep);
	free(met);
}
