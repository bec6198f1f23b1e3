/*
 * Decisions on findings that change the list, for decisions.h: a citation of an
 * old text is rewritten as proposed or with another article, a field of one line
 * gets the text that was written for it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "decide/decide_internal.h"

/* The only element of the field; NULL where there is none, or several. */
static xmlNode *only_field(const xmlNode *item, enum qz_field field)
{
	const char *name = field < QZ_FIELDS ? qz_field_name(field) : NULL;
	xmlNode *node = item && name ? qz_xml_child(item, name) : NULL;
	return node && !qz_xml_next(node, name) ? node : NULL;
}

static bool is_citation(const struct qz_decision *decision)
{
	return decision->rule == QZ_RULE_CITATION_SUPERSEDED;
}

/* The citations of a finding get the article proposed, or the one that was written. NULL, or why not. */
static const char *amend_citation(struct qz_decide_run *run, const struct qz_decision *decision, const xmlNode *item, const struct qz_finding *finding)
{
	bool accept = decision->decided == QZ_DECIDED_ACCEPT;
	struct qz_buf article;
	if (accept && !qz_decide_can_recite(finding))
		return "nothing-suggested";
	qz_buf_init(&article);
	if (accept)
		qz_buf_puts(&article, qz_finding_get(finding, "newArticle"));
	else
		qz_decide_read_articles(decision->value, &article);
	run->builder.failed |= article.failed;
	bool done = article.len && qz_decide_recite(run, decision, item, finding, article.data);
	qz_buf_done(&article);
	return done ? NULL : "cannot-recite";
}

static const char *amend_field(struct qz_decide_run *run, const struct qz_decision *decision, const xmlNode *item)
{
	xmlNode *node = only_field(item, decision->place);
	if (!node)
		return "field-absent";
	qz_buf_clear(&run->other);
	qz_decide_content(node, &run->other);
	char *before = run->other.failed ? NULL : strdup(run->other.data);
	run->builder.failed |= !before;
	if (before) {
		qz_decide_set(run, node, decision, decision->place, decision->value);
		qz_decide_say(run, QZ_RULE_DECISION_APPLIED, decision, item, node, before, decision->value, "");
	}
	free(before);
	return NULL;
}

/* Tries a line; the reason why it could not be applied, "" where it was, NULL where there is nothing to say. */
static const char *amend(struct qz_decide_run *run, const struct qz_decide_matched *matched, size_t index)
{
	const struct qz_decision *decision = &run->decisions->list[index];
	const xmlNode *item = qz_decide_item(run, decision);
	size_t finding = matched->finding[index];
	if (decision->rule == QZ_RULES || decision->decided == QZ_DECIDED_WAIVED || !item)
		return NULL;
	if (!qz_decide_concerns(run, decision, item) || !qz_decide_is_chosen(decision->chosen, item))
		return NULL;
	if (!finding && !matched->twice[index] && qz_decide_is_recorded(run, decision))
		return NULL; /* it was done before */
	const char *fault = qz_decide_why_not(matched, index);
	if (finding && is_citation(decision))
		fault = amend_citation(run, decision, item, &run->diag->findings[finding - 1]);
	else if (finding)
		fault = amend_field(run, decision, item);
	return fault ? fault : "";
}

/* All lines, then those again that may have waited for others: an article under the note of another one. True when anything was changed. */
static bool amend_all(struct qz_decide_run *run, const struct qz_decide_matched *matched)
{
	size_t count = run->decisions->count;
	bool *done = calloc(count + 1, sizeof *done), changed = false;
	for (int turn = 0; done && turn < 2; turn++) {
		run->last_turn = turn == 1;
		for (size_t i = 0; i < count; i++) {
			const char *fault = done[i] ? NULL : amend(run, matched, i);
			bool waits = fault && turn == 0 && strcmp(fault, "cannot-recite") == 0;
			changed |= fault && !*fault;
			done[i] = !waits;
			const struct qz_decision *decision = &run->decisions->list[i];
			const xmlNode *item = fault && *fault && !waits ? qz_decide_item(run, decision) : NULL;
			if (item)
				qz_decide_say(run, QZ_RULE_DECISION_STALE, decision, item, item, "", "", fault);
		}
	}
	run->builder.failed |= !done;
	free(done);
	return changed;
}

/* Drops the findings from `first` to before `end`. */
static bool drop_findings(struct qz_diag *diag, size_t first, size_t end)
{
	bool *keep = calloc(diag->count + 1, sizeof *keep);
	for (size_t i = 0; keep && i < diag->count; i++)
		keep[i] = i < first || i >= end;
	if (keep)
		qz_diag_filter(diag, keep);
	free(keep);
	return keep != NULL;
}

static bool has_any(const struct qz_decisions *decisions)
{
	for (size_t i = 0; i < decisions->count; i++)
		if (decisions->list[i].rule != QZ_RULES && decisions->list[i].decided != QZ_DECIDED_WAIVED)
			return true;
	return false;
}

bool qz_decisions_amend(const struct qz_decisions *decisions, const struct qz_decide_input *input, xmlDoc *doc, size_t first, struct qz_diag *diag)
{
	struct qz_decide_run run;
	struct qz_decide_matched matched = {0};
	bool changed = false;
	size_t end = diag->count;
	if (!has_any(decisions))
		return false;
	bool whole = qz_decide_run_init(&run, decisions, input, doc, diag) && qz_decide_match(&run, false, &matched);
	for (size_t i = first; whole && i < end; i++)
		qz_decide_find_line(&run, &matched, i);
	if (whole)
		changed = amend_all(&run, &matched);
	if (changed)
		whole &= drop_findings(diag, first, end);
	qz_decide_run_done(&run, whole);
	qz_decide_matched_done(&matched);
	return changed && whole;
}
