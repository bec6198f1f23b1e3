/*
 * The text report of text.h.
 */
#include "report/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_PLACES 6

/* Findings that differ in place alone: how many, and where. */
struct group {
	size_t first; /* index of the first finding */
	size_t count;
	uint64_t key;
	struct qz_buf places;
};

static uint64_t hash_string(uint64_t value, const char *text)
{
	for (; text && *text; text++)
		value = (value ^ (unsigned char)*text) * 1099511628211u;
	return (value ^ 0xFF) * 1099511628211u;
}

static uint64_t key_of(const struct qz_finding *finding)
{
	uint64_t value = hash_string(14695981039346656037u, qz_rule_id(finding->rule));
	value = hash_string(value, finding->field);
	for (size_t i = 0; i < finding->ndata; i++) {
		value = hash_string(value, finding->data[i].name);
		value = hash_string(value, finding->data[i].value);
	}
	return value;
}

struct groups {
	struct group *groups;
	size_t count;
	size_t *slots; /* open addressing: index + 1 */
	size_t nslots;
};

static bool groups_init(struct groups *groups, size_t findings)
{
	groups->count = 0;
	groups->nslots = 16;
	while (groups->nslots < findings * 2)
		groups->nslots *= 2;
	groups->groups = calloc(findings + 1, sizeof *groups->groups);
	groups->slots = calloc(groups->nslots, sizeof *groups->slots);
	return groups->groups && groups->slots;
}

static void groups_done(struct groups *groups)
{
	for (size_t i = 0; groups->groups && i < groups->count; i++)
		qz_buf_done(&groups->groups[i].places);
	free(groups->groups);
	free(groups->slots);
}

/* Names of files and sheets are the sender's words too. */
static void put_visible(struct qz_buf *out, const char *text)
{
	qz_buf_put_visible(out, text, strlen(text));
}

static void add_to_groups(struct groups *groups, const struct qz_diag *diag, size_t index)
{
	const struct qz_finding *finding = &diag->findings[index];
	uint64_t key = key_of(finding);
	size_t slot = (size_t)key & (groups->nslots - 1);
	while (groups->slots[slot] && groups->groups[groups->slots[slot] - 1].key != key)
		slot = (slot + 1) & (groups->nslots - 1);
	if (!groups->slots[slot]) {
		groups->slots[slot] = groups->count + 1;
		groups->groups[groups->count++] = (struct group){.first = index, .key = key};
	}
	struct group *group = &groups->groups[groups->slots[slot] - 1];
	group->count++;
	if (group->count > 1 && group->count <= SHOWN_PLACES && finding->pos) {
		qz_buf_puts(&group->places, " ");
		put_visible(&group->places, finding->pos);
	}
}

static const char *color_of(enum qz_severity severity)
{
	static const char *const colors[] = {"\033[36m", "\033[34m", "\033[33m", "\033[31m"};
	return colors[severity];
}

static void put_group(const struct group *group, const struct qz_diag *diag, const char *file, const struct qz_messages *messages,
		      const struct qz_report_options *options, struct qz_buf *out)
{
	const struct qz_finding *finding = &diag->findings[group->first];
	char key[32] = "severity.";
	strcat(key, qz_severity_name(finding->severity));
	put_visible(out, file);
	qz_buf_putc(out, ':');
	if (finding->pos) {
		put_visible(out, finding->pos);
		qz_buf_putc(out, ':');
	}
	qz_buf_printf(out, " %s%s%s: ", options->color ? color_of(finding->severity) : "", qz_messages_text(messages, key),
		      options->color ? "\033[0m" : "");
	qz_messages_format(messages, finding, QZ_TEXT_MESSAGE, out);
	qz_buf_printf(out, " [%s]", qz_rule_id(finding->rule));
	if (group->count > 1)
		qz_buf_printf(out, " (%zu %s:%s%s)", group->count, qz_messages_text(messages, "report.places"), group->places.data ? group->places.data : "",
			      group->count > SHOWN_PLACES ? " …" : "");
	qz_buf_putc(out, '\n');
	if (!options->cures || !*qz_messages_rule(messages, finding->rule, QZ_TEXT_CURE))
		return;
	qz_buf_printf(out, "    %s ", qz_messages_text(messages, "report.cure"));
	qz_messages_format(messages, finding, QZ_TEXT_CURE, out);
	qz_buf_putc(out, '\n');
}

/* What an output keeps back is said even where other information is not; only --quiet silences it. */
static bool is_shown(const struct qz_finding *finding, enum qz_severity least)
{
	return finding->severity >= least || (finding->rule == QZ_RULE_PROFILE_APPLIED && least < QZ_ERROR);
}

void qz_report_text(const struct qz_diag *diag, const char *file, const struct qz_messages *messages,
		    const struct qz_report_options *options, struct qz_buf *out)
{
	struct groups groups;
	bool ready = groups_init(&groups, diag->count);
	for (size_t i = 0; ready && i < diag->count; i++)
		if (is_shown(&diag->findings[i], options->least))
			add_to_groups(&groups, diag, i);
	size_t shown = 0;
	for (int severity = QZ_ERROR; ready && severity >= QZ_INFO; severity--) {
		for (size_t i = 0; i < groups.count; i++) {
			out->failed |= groups.groups[i].places.failed;
			if ((int)diag->findings[groups.groups[i].first].severity != severity)
				continue;
			if (options->max && shown++ >= options->max)
				continue;
			put_group(&groups.groups[i], diag, file, messages, options, out);
		}
	}
	if (options->max && shown > options->max) {
		put_visible(out, file);
		qz_buf_printf(out, ": %zu %s\n", shown - options->max, qz_messages_text(messages, "report.more"));
	}
	out->failed |= !ready;
	groups_done(&groups);
}
