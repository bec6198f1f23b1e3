/*
 * The report by item, for text.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/caret.h"
#include "report/groups.h"
#include "report/line.h"
#include "report/order.h"
#include "report/text.h"

#define COLUMNS 80      /* of a line with words of the source */
#define PREFIX "    | " /* before them */

struct detail {
	const struct qz_judged *judged;
	const struct qz_messages *messages;
	bool color;
	struct qz_groups groups; /* of findings of form, style and info */
	size_t *order;           /* findings said one by one, by item, the worst first */
	size_t count;
	struct qz_buf *out;
};

static const struct qz_finding *finding_at(const struct detail *detail, size_t place)
{
	return &detail->judged->diag->findings[detail->order[place]];
}

/* A line between parts of the report. */
static void put_heading(const struct detail *detail, const char *key, struct qz_datum *data, size_t ndata)
{
	qz_buf_printf(detail->out, "%s%s", detail->out->len ? "\n" : "", detail->color ? "\033[1m" : "");
	qz_messages_put(detail->messages, key, data, ndata, detail->out);
	qz_buf_puts(detail->out, detail->color ? "\033[0m\n" : "\n");
}

static void put_number_heading(const struct detail *detail, const char *key, size_t number)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%zu", number);
	struct qz_datum data[] = {{(char *)"count", digits}};
	put_heading(detail, key, data, 1);
}

/* ---- what is said where ---- */

static bool sort_findings(struct detail *detail)
{
	const struct qz_diag *diag = detail->judged->diag;
	detail->order = calloc(diag->count + 1, sizeof *detail->order);
	if (!detail->order || !qz_groups_init(&detail->groups, diag->count))
		return false;
	qz_groups_add_form(&detail->groups, detail->judged);
	for (size_t i = 0; i < diag->count; i++)
		if (qz_groups_is_said(detail->judged, i) && !qz_groups_shared(&detail->groups, &diag->findings[i]))
			detail->order[detail->count++] = i;
	return qz_findings_order(diag, detail->order, detail->count);
}

/* ---- the parts ---- */

static bool same_excerpt(const struct qz_excerpt *a, const struct qz_excerpt *b)
{
	return a->text && b->text && a->at == b->at && a->len == b->len && strcmp(a->text, b->text) == 0;
}

static void put_item_heading(const struct detail *detail, const struct qz_finding *finding)
{
	struct qz_datum data[] = {{(char *)"item", finding->item}, {(char *)"name", finding->name}, {(char *)"sheet", finding->table}};
	if (!finding->order)
		put_heading(detail, "report.whole", NULL, 0);
	else
		put_heading(detail, finding->item && *finding->item ? "report.item" : "report.item-unnumbered", data, 3);
}

static void put_items(const struct detail *detail)
{
	for (size_t i = 0; i < detail->count; i++) {
		const struct qz_finding *finding = finding_at(detail, i), *before = i ? finding_at(detail, i - 1) : NULL;
		const bool first = !before || before->order != finding->order;
		if (first)
			put_item_heading(detail, finding);
		const enum qz_state state = detail->judged->states ? detail->judged->states[detail->order[i]] : QZ_STATE_NONE;
		qz_report_line(finding, state, detail->judged->file, detail->messages, detail->color, detail->out);
		qz_buf_putc(detail->out, '\n');
		if (first || !same_excerpt(&finding->excerpt, &before->excerpt))
			qz_caret_put(&finding->excerpt, PREFIX, COLUMNS - (sizeof PREFIX - 1), detail->out);
		qz_report_cure(finding, detail->messages, detail->out);
	}
}

/* How many of a group's findings are there for the first time; "" without an earlier report. */
static void put_shared_states(const struct detail *detail, const struct qz_group *group, const size_t *fresh)
{
	if (!detail->judged->states)
		return;
	char numbers[2][24];
	snprintf(numbers[0], sizeof numbers[0], "%zu", group->count - *fresh);
	snprintf(numbers[1], sizeof numbers[1], "%zu", *fresh);
	struct qz_datum data[] = {{(char *)"open", numbers[0]}, {(char *)"new", numbers[1]}};
	qz_messages_put(detail->messages, "report.shared-states", data, 2, detail->out);
}

/* How many findings of each shared group are new; NULL when memory ran out. */
static size_t *count_fresh(const struct detail *detail)
{
	const struct qz_judged *judged = detail->judged;
	size_t *fresh = calloc(detail->groups.count + 1, sizeof *fresh);
	for (size_t i = 0; fresh && judged->states && i < judged->diag->count; i++) {
		const bool is_new = qz_groups_is_said(judged, i) && judged->states[i] == QZ_STATE_NEW;
		const struct qz_group *group = is_new ? qz_groups_shared(&detail->groups, &judged->diag->findings[i]) : NULL;
		if (group)
			fresh[group - detail->groups.groups]++;
	}
	return fresh;
}

static void put_shared(const struct detail *detail)
{
	size_t *fresh = count_fresh(detail), said = 0;
	detail->out->failed |= !fresh;
	for (size_t i = 0; fresh && i < detail->groups.count; i++) {
		const struct qz_group *group = &detail->groups.groups[i];
		const struct qz_finding *finding = &detail->judged->diag->findings[group->first];
		detail->out->failed |= group->places.failed;
		if (!qz_groups_shared(&detail->groups, finding))
			continue;
		if (!said++)
			put_heading(detail, "report.shared", NULL, 0);
		qz_report_line(finding, QZ_STATE_NONE, detail->judged->file, detail->messages, detail->color, detail->out);
		qz_report_places(group, detail->messages, detail->out);
		put_shared_states(detail, group, &fresh[i]);
		qz_buf_putc(detail->out, '\n');
		qz_caret_put(&finding->excerpt, PREFIX, COLUMNS - (sizeof PREFIX - 1), detail->out);
		qz_report_cure(finding, detail->messages, detail->out);
	}
	free(fresh);
}

static void put_fixed(const struct detail *detail)
{
	const struct qz_judged *judged = detail->judged;
	if (judged->nfixed)
		put_number_heading(detail, "report.fixed", judged->nfixed);
	for (size_t i = 0; i < judged->nfixed; i++) {
		const struct qz_finding *finding = judged->fixed[i];
		struct qz_datum data[] = {{(char *)"item", finding->item}, {(char *)"name", finding->name}};
		qz_buf_puts(detail->out, "    ");
		if (finding->item || finding->name)
			qz_messages_put(detail->messages, finding->item ? "report.item" : "report.item-unnumbered", data, 2, detail->out);
		if (finding->item || finding->name)
			qz_buf_puts(detail->out, qz_messages_text(detail->messages, "list.colon"));
		qz_messages_format(detail->messages, finding, QZ_TEXT_MESSAGE, detail->out);
		qz_buf_printf(detail->out, " [%s]\n", qz_rule_id(finding->rule));
	}
	if (judged->unjudged)
		put_number_heading(detail, "report.unjudged", judged->unjudged);
}

/* 《name》 and how often it is cited, where that is more than once. */
static void put_law(const struct qz_unjudged_law *law, struct qz_buf *out)
{
	qz_buf_puts(out, "《");
	qz_buf_put_visible(out, law->name, strlen(law->name));
	qz_buf_puts(out, "》");
	if (law->citations > 1)
		qz_buf_printf(out, " %zu", law->citations);
}

/* Names of laws, as many a line as fit. */
static void put_laws(const struct detail *detail)
{
	const struct qz_judged *judged = detail->judged;
	const char *separator = qz_messages_text(detail->messages, "list.separator");
	const size_t between = strcspn(separator, " ");
	size_t column = 0;
	for (size_t i = 0; i < judged->nlaws; i++) {
		struct qz_buf law;
		qz_buf_init(&law);
		put_law(&judged->laws[i], &law);
		const size_t width = law.failed ? 0 : qz_caret_width(law.data) + 2;
		const bool fits = column && column + width <= COLUMNS;
		if (i)
			qz_buf_add(detail->out, separator, fits ? strlen(separator) : between);
		if (!fits)
			qz_buf_puts(detail->out, i ? "\n    " : "    ");
		column = (fits ? column : 4) + width;
		qz_buf_puts(detail->out, law.failed ? "" : law.data);
		detail->out->failed |= law.failed;
		qz_buf_done(&law);
	}
	if (judged->nlaws)
		qz_buf_putc(detail->out, '\n');
}

static void put_unjudged(const struct detail *detail)
{
	const struct qz_judged *judged = detail->judged;
	size_t citations = 0;
	char numbers[2][24];
	for (size_t i = 0; i < judged->nlaws; i++)
		citations += judged->laws[i].citations;
	snprintf(numbers[0], sizeof numbers[0], "%zu", judged->nlaws);
	snprintf(numbers[1], sizeof numbers[1], "%zu", citations);
	struct qz_datum data[] = {{(char *)"laws", numbers[0]}, {(char *)"citations", numbers[1]}};
	if (!judged->nlaws)
		return;
	put_heading(detail, "report.laws", data, 2);
	put_laws(detail);
}

void qz_report_detail(const struct qz_judged *judged, const struct qz_messages *messages, const struct qz_report_options *options, struct qz_buf *out)
{
	struct detail detail = {.judged = judged, .messages = messages, .color = options->color, .out = out};
	const bool ready = sort_findings(&detail);
	if (ready) {
		put_items(&detail);
		put_shared(&detail);
		put_fixed(&detail);
		if (options->least <= QZ_INFO)
			put_unjudged(&detail);
		if (qz_judged_hidden(judged))
			qz_buf_putc(out, '\n');
		qz_report_more(judged->hidden, judged->file, messages, out);
		qz_buf_putc(out, '\n');
	}
	out->failed |= !ready;
	qz_groups_done(&detail.groups);
	free(detail.order);
}
