/*
 * The lines of text.h.
 */
#include "report/text.h"

#include <stdio.h>
#include <string.h>

#include "report/groups.h"
#include "report/line.h"
#include "report/place.h"

/* Names of files and sheets are the sender's words too. */
static void put_visible(struct qz_buf *out, const char *text)
{
	qz_buf_put_visible(out, text, strlen(text));
}

static const char *color_of(enum qz_severity severity)
{
	static const char *const colors[] = {"\033[36m", "\033[34m", "\033[33m", "\033[31m"};
	return colors[severity];
}

static const char *severity_text(const struct qz_messages *messages, int severity)
{
	char key[32] = "severity.";
	strcat(key, qz_severity_name((enum qz_severity)severity));
	return qz_messages_text(messages, key);
}

void qz_report_line(const struct qz_finding *finding, enum qz_state state, const char *file, const struct qz_messages *messages, bool color,
		    struct qz_buf *out)
{
	static const char *const states[] = {NULL, "state.open", "state.new"};
	put_visible(out, file);
	qz_buf_putc(out, ':');
	if (finding->pos) {
		qz_place_put(finding->pos, out);
		qz_buf_putc(out, ':');
	}
	qz_buf_printf(out, " %s%s%s%s: ", color ? color_of(finding->severity) : "", severity_text(messages, finding->severity),
		      states[state] ? qz_messages_text(messages, states[state]) : "", color ? "\033[0m" : "");
	qz_messages_format(messages, finding, QZ_TEXT_MESSAGE, out);
	qz_buf_printf(out, " [%s]", qz_rule_id(finding->rule));
}

void qz_report_cure(const struct qz_finding *finding, const struct qz_messages *messages, struct qz_buf *out)
{
	if (!*qz_messages_rule(messages, finding->rule, QZ_TEXT_CURE))
		return;
	qz_buf_printf(out, "    %s", qz_messages_text(messages, "report.cure"));
	qz_messages_format(messages, finding, QZ_TEXT_CURE, out);
	qz_buf_putc(out, '\n');
}

/* A finding about the whole input has no place: then there are none to list. */
void qz_report_places(const struct qz_group *group, const struct qz_messages *messages, struct qz_buf *out)
{
	const bool listed = group->places.len && !group->places.failed;
	qz_buf_printf(out, " (%zu %s%s%s)", group->count, qz_messages_text(messages, "report.places"), listed ? ":" : "", listed ? group->places.data : "");
}

static void put_group(const struct qz_group *group, const struct qz_diag *diag, const char *file, const struct qz_messages *messages,
		      const struct qz_report_options *options, struct qz_buf *out)
{
	const struct qz_finding *finding = &diag->findings[group->first];
	qz_report_line(finding, QZ_STATE_NONE, file, messages, options->color, out);
	if (group->count > 1)
		qz_report_places(group, messages, out);
	qz_buf_putc(out, '\n');
	if (options->cures)
		qz_report_cure(finding, messages, out);
}

/* What is kept back is said even where other information is not; only --quiet silences it. */
static bool is_shown(const struct qz_finding *finding, enum qz_severity least)
{
	return finding->severity >= least || (finding->rule == QZ_RULE_PROFILE_APPLIED && least < QZ_ERROR);
}

void qz_report_more(const size_t hidden[], const char *file, const struct qz_messages *messages, struct qz_buf *out)
{
	size_t sum = 0;
	const char *separator = "";
	struct qz_buf kinds;
	char total[24];
	qz_buf_init(&kinds);
	for (int severity = QZ_ERROR; severity >= QZ_INFO; severity--) {
		if (!hidden[severity])
			continue;
		qz_buf_printf(&kinds, "%s%s %zu", separator, severity_text(messages, severity), hidden[severity]);
		separator = qz_messages_text(messages, "list.comma");
		sum += hidden[severity];
	}
	snprintf(total, sizeof total, "%zu", sum);
	struct qz_datum data[] = {{(char *)"count", total}, {(char *)"kinds", kinds.data}};
	if (sum) {
		put_visible(out, file);
		qz_buf_puts(out, ": ");
		qz_messages_put(messages, "report.more", data, 2, out);
		qz_buf_putc(out, '\n');
	}
	out->failed |= kinds.failed;
	qz_buf_done(&kinds);
}

/* What became of the outputs is said behind the findings that may be the reason. */
static bool is_last(enum qz_rule rule)
{
	return rule == QZ_RULE_DECISIONS_REFUSED || rule == QZ_RULE_DECISIONS_LEFT || rule == QZ_RULE_OUTPUT_UNWRITABLE || rule == QZ_RULE_OUTPUT_IS_INPUT || rule == QZ_RULE_FILING_REFUSED;
}

void qz_report_text(const struct qz_diag *diag, const char *file, const struct qz_messages *messages,
		    const struct qz_report_options *options, struct qz_buf *out)
{
	struct qz_groups groups;
	size_t hidden[QZ_SEVERITIES] = {0}, lines = 0;
	bool ready = qz_groups_init(&groups, diag->count);
	for (size_t i = 0; ready && i < diag->count; i++)
		if (is_shown(&diag->findings[i], options->least))
			qz_groups_add(&groups, diag, i);
	for (int severity = QZ_ERROR; ready && severity >= QZ_INFO; severity--) {
		for (size_t i = 0; i < groups.count; i++) {
			out->failed |= groups.groups[i].places.failed;
			const struct qz_finding *finding = &diag->findings[groups.groups[i].first];
			if ((int)finding->severity != severity || is_last(finding->rule))
				continue;
			if (!options->max || lines++ < options->max)
				put_group(&groups.groups[i], diag, file, messages, options, out);
			else
				hidden[severity] += groups.groups[i].count;
		}
	}
	qz_report_more(hidden, file, messages, out);
	for (size_t i = 0; ready && i < groups.count; i++)
		if (is_last(diag->findings[groups.groups[i].first].rule))
			put_group(&groups.groups[i], diag, file, messages, options, out);
	out->failed |= !ready;
	qz_groups_done(&groups);
}
