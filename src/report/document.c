/*
 * Building the tree of document.h. Whatever a sender wrote goes through
 * qz_buf_put_visible(), so that the tree holds only what XML can hold and nothing
 * that acts on the order of text.
 */
#include "report/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "report/groups.h"
#include "report/order.h"
#include "report/ranges.h"
#include "report/tree.h"

#define REPORT_NS "urn:quanze:report:1"

struct qz_report_document {
	const struct qz_messages *messages;
	const struct qz_since *since;
	xmlDoc *doc;
	xmlNode *root;
	enum qz_severity most; /* up to which findings that many items share stand once */
	bool failed, finished;
};

/* ---- elements ---- */

static xmlNode *add(struct qz_report_document *report, xmlNode *parent, const char *name)
{
	xmlNode *node = xmlNewDocNode(report->doc, report->root ? report->root->ns : NULL, QZ_X(name), NULL);
	if (node && parent && !xmlAddChild(parent, node)) {
		xmlFreeNode(node);
		node = NULL;
	}
	report->failed |= !node;
	return node;
}

/* Visible text of `len` bytes below a node. */
static void put_text(struct qz_report_document *report, xmlNode *node, const char *text, size_t len)
{
	struct qz_buf visible;
	if (!node || !len)
		return;
	qz_buf_init(&visible);
	qz_buf_put_visible(&visible, text, len);
	xmlNode *child = visible.failed ? NULL : xmlNewDocTextLen(report->doc, QZ_X(visible.data), (int)visible.len);
	if (!child || !xmlAddChild(node, child))
		report->failed = true;
	qz_buf_done(&visible);
}

static xmlNode *add_text(struct qz_report_document *report, xmlNode *parent, const char *name, const char *text)
{
	xmlNode *node = add(report, parent, name);
	put_text(report, node, text, strlen(text));
	return node;
}

/* An attribute of visible text; none where there is no value. */
static void set(struct qz_report_document *report, xmlNode *node, const char *name, const char *value)
{
	struct qz_buf visible;
	if (!node || !value)
		return;
	qz_buf_init(&visible);
	qz_buf_put_visible(&visible, value, strlen(value));
	report->failed |= visible.failed || !xmlNewProp(node, QZ_X(name), QZ_X(visible.data ? visible.data : ""));
	qz_buf_done(&visible);
}

static void set_count(struct qz_report_document *report, xmlNode *node, const char *name, size_t count)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%zu", count);
	set(report, node, name, digits);
}

static void add_counts(struct qz_report_document *report, xmlNode *parent, const char *name, const size_t counts[])
{
	xmlNode *node = add(report, parent, name);
	for (int severity = QZ_ERROR; severity >= QZ_INFO; severity--)
		set_count(report, node, qz_severity_name((enum qz_severity)severity), counts[severity]);
}

/* ---- findings ---- */

static void add_excerpt(struct qz_report_document *report, xmlNode *finding, const struct qz_excerpt *excerpt)
{
	if (!excerpt->text)
		return;
	xmlNode *node = add(report, finding, "excerpt");
	if (excerpt->cut_before)
		set(report, node, "cutBefore", "true");
	if (excerpt->cut_after)
		set(report, node, "cutAfter", "true");
	put_text(report, node, excerpt->text, excerpt->at);
	if (excerpt->len)
		put_text(report, add(report, node, "mark"), excerpt->text + excerpt->at, excerpt->len);
	const char *behind = excerpt->text + excerpt->at + excerpt->len;
	put_text(report, node, behind, strlen(behind));
}

static void add_sentence(struct qz_report_document *report, xmlNode *finding, const char *name, const struct qz_finding *from,
			 enum qz_rule_text which)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_messages_format(report->messages, from, which, &text);
	if (text.len && !text.failed)
		add_text(report, finding, name, text.data);
	report->failed |= text.failed;
	qz_buf_done(&text);
}

static void add_finding(struct qz_report_document *report, xmlNode *parent, const struct qz_finding *from, enum qz_state state)
{
	static const char *const states[] = {NULL, "open", "new"};
	xmlNode *finding = add(report, parent, "finding");
	set(report, finding, "rule", qz_rule_id(from->rule));
	set(report, finding, "severity", qz_severity_name(from->severity));
	set(report, finding, "state", states[state]);
	set(report, finding, "field", from->field);
	set(report, finding, "label", from->field ? qz_messages_field(report->messages, from->field) : NULL);
	set(report, finding, "pos", from->pos);
	if (from->line)
		set_count(report, finding, "line", from->line);
	add_excerpt(report, finding, &from->excerpt);
	add_sentence(report, finding, "message", from, QZ_TEXT_MESSAGE);
	add_sentence(report, finding, "cure", from, QZ_TEXT_CURE);
	add_sentence(report, finding, "reply", from, QZ_TEXT_REPLY);
	add_sentence(report, finding, "seen", from, QZ_TEXT_SEEN);
	for (size_t i = 0; i < from->ndata; i++)
		set(report, add_text(report, finding, "datum", from->data[i].value), "name", from->data[i].name);
}

static xmlNode *add_item(struct qz_report_document *report, xmlNode *parent, const struct qz_finding *finding)
{
	xmlNode *item = add(report, parent, "item");
	set(report, item, "table", finding->table);
	set(report, item, "serial", finding->item);
	set(report, item, "name", finding->name);
	set(report, item, "id", finding->id);
	return item;
}

static void add_place(struct qz_report_document *report, xmlNode *shared, const struct qz_finding *finding, enum qz_state state)
{
	static const char *const states[] = {NULL, "open", "new"};
	xmlNode *place = add(report, shared, "place");
	set(report, place, "pos", finding->pos);
	set(report, place, "table", finding->table);
	set(report, place, "serial", finding->item);
	set(report, place, "state", states[state]);
}

/* Of findings that many items share each stands once, with all its places; the worst first. */
static void add_shared(struct qz_report_document *report, xmlNode *input, const struct qz_judged *judged, const struct qz_groups *groups)
{
	struct shared {
		xmlNode *node;
		struct qz_ranges ranges;
	} *shared = calloc(groups->count + 1, sizeof *shared);
	report->failed |= !shared;
	for (int severity = QZ_ERROR; severity >= QZ_INFO; severity--)
		for (size_t i = 0; i < judged->diag->count && !report->failed; i++) {
			const struct qz_finding *finding = &judged->diag->findings[i];
			const bool due = (int)finding->severity == severity && qz_groups_is_said(judged, i);
			const struct qz_group *group = due ? qz_groups_shared(groups, finding) : NULL;
			if (!group)
				continue;
			struct shared *one = &shared[group - groups->groups];
			if (!one->node) {
				one->node = add(report, input, "shared");
				qz_ranges_init(&one->ranges, report->messages);
				add_finding(report, one->node, finding, QZ_STATE_NONE);
			}
			qz_ranges_add(&one->ranges, finding);
			add_place(report, one->node, finding, judged->states ? judged->states[i] : QZ_STATE_NONE);
		}
	for (size_t i = 0; shared && i < groups->count; i++) {
		const char *items = shared[i].node ? qz_ranges_text(&shared[i].ranges) : "";
		report->failed |= !items;
		if (items && *items)
			set(report, shared[i].node, "items", items);
		if (shared[i].node)
			qz_ranges_done(&shared[i].ranges);
	}
	free(shared);
}

/* The others, by item; laws that were not judged are said once, at the end. */
static void add_items(struct qz_report_document *report, xmlNode *input, const struct qz_judged *judged, const struct qz_groups *groups)
{
	const struct qz_diag *diag = judged->diag;
	size_t *order = calloc(diag->count + 1, sizeof *order), count = 0, last = 0;
	xmlNode *parent = input;
	for (size_t i = 0; order && i < diag->count; i++)
		if (qz_groups_is_said(judged, i) && !qz_groups_shared(groups, &diag->findings[i]))
			order[count++] = i;
	report->failed |= !order || !qz_findings_order(diag, order, count);
	for (size_t i = 0; i < count && !report->failed; i++) {
		const struct qz_finding *finding = &diag->findings[order[i]];
		if (finding->order != last)
			parent = add_item(report, input, finding);
		last = finding->order;
		add_finding(report, parent, finding, judged->states ? judged->states[order[i]] : QZ_STATE_NONE);
	}
	free(order);
}

static void add_findings(struct qz_report_document *report, xmlNode *input, const struct qz_judged *judged)
{
	struct qz_groups groups;
	const bool ready = qz_groups_init(&groups, judged->diag->count);
	groups.most = report->most;
	report->failed |= !ready;
	if (ready) {
		qz_groups_add_form(&groups, judged);
		add_items(report, input, judged, &groups);
		add_shared(report, input, judged, &groups);
	}
	qz_groups_done(&groups);
}

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* What was put right, neighbours of one item together. */
static void add_fixed(struct qz_report_document *report, xmlNode *input, const struct qz_judged *judged)
{
	xmlNode *fixed = add(report, input, "fixed"), *item = NULL;
	set_count(report, fixed, "findings", judged->nfixed);
	set_count(report, fixed, "unjudged", judged->unjudged);
	for (size_t i = 0; i < judged->nfixed && !report->failed; i++) {
		const struct qz_finding *finding = judged->fixed[i], *before = i ? judged->fixed[i - 1] : NULL;
		if (!before || !same(before->name, finding->name) || !same(before->item, finding->item))
			item = add_item(report, fixed, finding);
		add_finding(report, item, finding, QZ_STATE_NONE);
	}
}

/* ---- the whole ---- */

struct qz_report_document *qz_report_document_new(const struct qz_messages *messages, const char *language, const char *as_of,
						  const struct qz_since *since)
{
	struct qz_report_document *report = calloc(1, sizeof *report);
	if (!report)
		return NULL;
	*report = (struct qz_report_document){.messages = messages, .since = since, .most = QZ_STYLE, .doc = xmlNewDoc(QZ_X("1.0"))};
	xmlNode *root = report->doc ? add(report, NULL, "report") : NULL;
	xmlNs *ns = root ? xmlNewNs(root, QZ_X(REPORT_NS), NULL) : NULL;
	if (!ns) {
		xmlFreeNode(root);
		qz_report_document_free(report);
		return NULL;
	}
	xmlSetNs(root, ns);
	xmlDocSetRootElement(report->doc, root);
	report->root = root;
	set(report, root, "version", "1.0");
	set(report, root, "quanze", QZ_VERSION);
	set(report, root, "asOf", as_of);
	set(report, root, "lang", language);
	return report;
}

void qz_report_document_free(struct qz_report_document *report)
{
	if (report)
		xmlFreeDoc(report->doc);
	free(report);
}

void qz_report_document_gather(struct qz_report_document *report, enum qz_severity most)
{
	report->most = most;
}

void qz_report_document_add(struct qz_report_document *report, const struct qz_judged *judged)
{
	xmlNode *input = add(report, report->root, "input");
	set(report, input, "file", judged->file);
	set_count(report, input, "items", judged->items);
	set(report, input, "list", judged->title ? "true" : "false");
	if (judged->title && *judged->title)
		add_text(report, input, "title", judged->title);
	if (judged->body && *judged->body)
		add_text(report, input, "body", judged->body);
	add_counts(report, input, "totals", judged->diag->totals);
	if (qz_judged_hidden(judged))
		add_counts(report, input, "more", judged->hidden);
	add_findings(report, input, judged);
	for (size_t i = 0; i < judged->nlaws; i++)
		set_count(report, add_text(report, input, "law", judged->laws[i].name), "citations", judged->laws[i].citations);
	if (judged->states)
		add_fixed(report, input, judged);
}

/* The comparison as a whole stands before the inputs, and is known behind them. */
static void add_since(struct qz_report_document *report)
{
	const struct qz_since_totals *totals = qz_since_counts(report->since);
	xmlNode *since = add(report, report->root, "since"), *first = report->root->children;
	const char *file;
	set(report, since, "asOf", qz_since_day(report->since));
	set_count(report, since, "fixed", totals->fixed);
	set_count(report, since, "open", totals->open);
	set_count(report, since, "new", totals->fresh);
	set_count(report, since, "unjudged", totals->unjudged);
	for (size_t i = 0; (file = qz_since_missing(report->since, i)); i++)
		add_text(report, since, "missing", file);
	if (since && first && first != since)
		xmlAddPrevSibling(first, since);
}

xmlDoc *qz_report_document_tree(struct qz_report_document *report)
{
	if (report->since && !report->finished)
		add_since(report);
	report->finished = true;
	return report->failed ? NULL : report->doc;
}
