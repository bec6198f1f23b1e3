/*
 * The report of "validate" as text, with the counts behind it.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cli/validate.h"

/* A line of counts: the text by key with {errors}, {warnings} …, and those of the comparison. */
static void put_counts(struct report *report, const char *key, const char *file, size_t items, const size_t totals[])
{
	char numbers[QZ_SEVERITIES + 2][24];
	for (int i = 0; i < QZ_SEVERITIES; i++)
		snprintf(numbers[i], sizeof numbers[i], "%zu", totals[i]);
	snprintf(numbers[QZ_SEVERITIES], sizeof *numbers, "%zu", items);
	snprintf(numbers[QZ_SEVERITIES + 1], sizeof *numbers, "%zu", report->inputs);
	struct qz_datum data[] = {
		{"file", (char *)(uintptr_t)file},	{"items", numbers[QZ_SEVERITIES]},
		{"errors", numbers[QZ_ERROR]},		{"warnings", numbers[QZ_WARNING]},
		{"styles", numbers[QZ_STYLE]},		{"infos", numbers[QZ_INFO]},
		{"inputs", numbers[QZ_SEVERITIES + 1]}, {"day", (char *)(uintptr_t)report->cli->options.as_of},
	};
	qz_messages_put(report->cli->messages, key, data, sizeof data / sizeof *data, &report->text);
	qz_buf_putc(&report->text, '\n');
}

static void put_comparison(struct report *report, const char *file, const struct qz_since_totals *totals)
{
	char numbers[4][24];
	const size_t values[] = {totals->fixed, totals->open, totals->fresh, totals->unjudged};
	for (int i = 0; i < 4; i++)
		snprintf(numbers[i], sizeof numbers[i], "%zu", values[i]);
	struct qz_datum data[] = {{"file", (char *)(uintptr_t)file}, {"day", (char *)(uintptr_t)qz_since_day(report->since)}, {"fixed", numbers[0]},
				  {"open", numbers[1]}, {"new", numbers[2]}, {"unjudged", totals->unjudged ? numbers[3] : NULL}};
	qz_messages_put(report->cli->messages, "report.since", data, sizeof data / sizeof *data, &report->text);
	qz_buf_putc(&report->text, '\n');
}

/* With a table of what is to be decided a list's findings are not told again, unless they are asked for; why a file cannot be read is. */
static bool is_in_table(const struct cli *cli, const struct qz_judged *judged)
{
	return cli->write_decisions && !cli->verbose && !cli->options.folder && judged->title;
}

static void put_input(struct report *report, const struct qz_judged *judged)
{
	const struct cli *cli = report->cli;
	const struct qz_report_options options = {.least = cli->quiet ? QZ_ERROR : QZ_INFO, .cures = true, .color = cli->color};
	const bool detailed = !is_in_table(cli, judged);
	if (report->inputs > 1 && detailed)
		qz_buf_puts(&report->text, cli->options.folder ? "\n\n" : "\n");
	if (detailed)
		qz_report_detail(judged, cli->messages, &options, &report->text);
	put_counts(report, "validate.totals", judged->file, judged->items, judged->diag->totals);
	if (!judged->states)
		return;
	struct qz_since_totals totals = {.fixed = judged->nfixed, .unjudged = judged->unjudged};
	for (size_t i = 0; i < judged->diag->count; i++) {
		const bool counts = judged->diag->findings[i].severity >= judged->least;
		totals.open += counts && judged->states[i] == QZ_STATE_OPEN;
		totals.fresh += counts && judged->states[i] == QZ_STATE_NEW;
	}
	put_comparison(report, judged->file, &totals);
}

/* Several inputs are summed up; inputs of the earlier report that did not come again are named. */
void report_end_text(struct report *report)
{
	const char *file;
	size_t i = 0;
	if (report->inputs > 1) {
		qz_buf_putc(&report->text, '\n');
		put_counts(report, "validate.sum", "", 0, report->totals);
		if (report->since)
			put_comparison(report, qz_messages_text(report->cli->messages, "report.all"), qz_since_counts(report->since));
	}
	for (; report->since && (file = qz_since_missing(report->since, i)); i++) {
		if (i == 0)
			qz_buf_printf(&report->text, "%s\n", qz_messages_text(report->cli->messages, "report.missing"));
		qz_buf_puts(&report->text, "    ");
		qz_buf_put_visible(&report->text, file, strlen(file));
		qz_buf_putc(&report->text, '\n');
	}
}

enum qz_status report_add_text(struct report *report, const struct qz_judged *judged)
{
	put_input(report, judged);
	if (report->cli->options.folder || !report->text.len)
		return QZ_OK;
	size_t written = fwrite(report->text.data, 1, report->text.len, stdout);
	bool whole = written == report->text.len;
	qz_buf_clear(&report->text);
	return whole ? QZ_OK : QZ_OUTPUT;
}
