/*
 * quanze validate: judges every input and reports, to standard output or, with
 * -o, to a file; writes no list.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"

/* What is reported: as text at once, or gathered for the other formats. */
struct report {
	struct cli *cli;
	const struct qz_engine *engine;
	struct qz_since *since; /* NULL: nothing to compare with */
	struct qz_json *json;
	struct qz_sarif *sarif;
	struct qz_buf text;
	struct qz_buf decisions; /* lines of the open ones */
	size_t totals[QZ_SEVERITIES], inputs;
	bool ready;              /* inputs could be judged */
	bool failed;             /* memory ran out */
};

/* ---- text ---- */

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

static void add_text(struct report *report, const struct qz_judged *judged)
{
	const struct cli *cli = report->cli;
	const struct qz_report_options options = {.least = cli->quiet ? QZ_ERROR : QZ_INFO, .cures = true, .color = cli->color};
	if (report->inputs > 1)
		qz_buf_puts(&report->text, cli->options.folder ? "\n\n" : "\n");
	qz_report_detail(judged, cli->messages, &options, &report->text);
	put_counts(report, "validate.totals", judged->file, judged->items, judged->diag->totals);
	if (!judged->states)
		return;
	struct qz_since_totals totals = {.fixed = judged->nfixed, .unjudged = judged->unjudged};
	for (size_t i = 0; i < judged->diag->count; i++) {
		totals.open += judged->states[i] == QZ_STATE_OPEN;
		totals.fresh += judged->states[i] == QZ_STATE_NEW;
	}
	put_comparison(report, judged->file, &totals);
}

/* Several inputs are summed up; inputs of the earlier report that did not come again are named. */
static void end_text(struct report *report)
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

/* Text on standard output appears input by input. */
static enum qz_status flush_text(struct report *report)
{
	if (report->cli->options.folder || !report->text.len)
		return QZ_OK;
	size_t written = fwrite(report->text.data, 1, report->text.len, stdout);
	bool whole = written == report->text.len;
	qz_buf_clear(&report->text);
	return whole ? QZ_OK : QZ_OUTPUT;
}

/* ---- input by input ---- */

static bool is_off(const void *context, enum qz_rule rule)
{
	return qz_engine_is_off(context, rule);
}

static enum qz_status add_judged(struct report *report, const struct qz_judged *judged)
{
	if (report->json)
		qz_json_add(report->json, judged);
	if (report->sarif)
		qz_sarif_add(report->sarif, judged);
	if (report->cli->format != FORMAT_TEXT)
		return QZ_OK;
	add_text(report, judged);
	return flush_text(report);
}

static enum qz_status take_result(void *context, const char *file, enum qz_status status, struct qz_result *result)
{
	struct report *report = context;
	const struct cli *cli = report->cli;
	const bool text = cli->format == FORMAT_TEXT;
	const struct qz_since_how how = {.judged = status == QZ_OK, .is_off = is_off, .context = report->engine};
	struct qz_judged judged;
	if (result->decisions.len)
		qz_buf_add(&report->decisions, result->decisions.data, result->decisions.len);
	report->inputs++;
	for (int i = 0; i < QZ_SEVERITIES; i++)
		report->totals[i] += result->diag.totals[i];
	bool whole = qz_judged_init(&judged, file, result->items, &result->diag, text && cli->quiet ? QZ_ERROR : QZ_INFO, cli->max_findings);
	judged.title = result->title;
	judged.body = result->body;
	if (whole && report->since)
		whole = qz_since_compare(report->since, &how, &judged);
	const enum qz_status added = whole ? add_judged(report, &judged) : QZ_OUTPUT;
	report->failed |= !whole;
	qz_judged_done(&judged);
	return added;
}

/* The names of all inputs, to be found again in the earlier report; QZ_OUTPUT when memory ran out. */
static enum qz_status plan(struct report *report, const struct inputs *inputs, const char **names)
{
	const size_t count = report->cli->join && inputs->count ? 1 : inputs->count;
	for (size_t i = 0; i < count; i++)
		names[i] = cli_shown_name(report->cli, &inputs->inputs[i]);
	return qz_since_plan(report->since, names, count) ? QZ_OK : QZ_OUTPUT;
}

static enum qz_status validate_all(struct report *report, const struct inputs *inputs)
{
	struct cli *cli = report->cli;
	const char **names = calloc(inputs->count + 1, sizeof *names);
	struct qz_diag diag;
	qz_diag_init(&diag);
	enum qz_status status = QZ_INPUT;
	struct qz_engine *engine = names ? qz_engine_new(&cli->options, &diag) : NULL;
	report->engine = engine;
	if (engine && cli->since)
		report->since = qz_since_load(cli->since, &cli->options.limits, &diag);
	const bool ready = report->ready = engine && (report->since || !cli->since);
	if (cli->format == FORMAT_JSON && ready)
		report->json = qz_json_new(cli->messages, cli->options.as_of, report->since);
	if (cli->format == FORMAT_SARIF && ready)
		report->sarif = qz_sarif_new(cli->messages, qz_messages_language());
	report->failed |= ready && ((cli->format == FORMAT_JSON && !report->json) || (cli->format == FORMAT_SARIF && !report->sarif));
	if (!ready)
		cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
	else if (!report->since || (status = plan(report, inputs, names)) == QZ_OK)
		status = cli_each(cli, engine, inputs, NULL, take_result, report);
	qz_engine_free(engine);
	qz_diag_done(&diag);
	free(names);
	return status;
}

/* ---- the report as a whole ---- */

/* What is not on its way already, in report->text; false when memory ran out. */
static bool finish(struct report *report)
{
	char *json = NULL;
	if (report->json)
		json = qz_json_text(report->json);
	else if (report->sarif)
		json = qz_sarif_text(report->sarif);
	else
		end_text(report);
	if (json)
		qz_buf_puts(&report->text, json);
	const bool whole = json || (!report->json && !report->sarif);
	free(json);
	return whole;
}

static enum qz_status write_report(struct report *report)
{
	static const char *const names[] = {"report.txt", "report.json", "report.sarif"};
	const struct cli *cli = report->cli;
	struct qz_diag diag;
	if (!finish(report))
		return QZ_OUTPUT;
	if (!cli->options.folder || strcmp(cli->options.folder, "-") == 0)
		return fwrite(report->text.data ? report->text.data : "", 1, report->text.len, stdout) == report->text.len ? QZ_OK : QZ_OUTPUT;
	qz_diag_init(&diag);
	enum qz_status status = qz_write_file(cli->options.folder, names[cli->format], &report->text, &diag);
	cli_report(cli, &diag, cli->options.folder, QZ_INFO, true, stderr);
	qz_diag_done(&diag);
	return status;
}

/* The table of open decisions; the mark at its beginning tells spreadsheets that it is UTF-8. */
static enum qz_status write_decisions(const struct report *report)
{
	const struct cli *cli = report->cli;
	char *path = cli->write_decisions ? strdup(cli->write_decisions) : NULL;
	if (!cli->write_decisions)
		return QZ_OK;
	struct qz_buf table;
	struct qz_diag diag;
	qz_buf_init(&table);
	qz_diag_init(&diag);
	qz_buf_puts(&table, "\xEF\xBB\xBF");
	qz_decisions_labels(strcmp(qz_messages_language(), "en") != 0, &table);
	if (report->decisions.len)
		qz_buf_add(&table, report->decisions.data, report->decisions.len);
	char *slash = path ? strrchr(path, '/') : NULL;
	if (slash)
		*slash = '\0';
	const char *folder = !slash ? "." : *path ? path : "/";
	bool whole = path && !table.failed && !report->decisions.failed;
	enum qz_status status = whole ? qz_write_file(folder, slash ? slash + 1 : path, &table, &diag) : QZ_OUTPUT;
	cli_report(cli, &diag, cli->write_decisions, QZ_INFO, true, stderr);
	qz_diag_done(&diag);
	qz_buf_done(&table);
	free(path);
	return status;
}

enum qz_status cmd_validate(struct cli *cli)
{
	struct report report = {.cli = cli};
	if (cli->ninputs == 0 && !cli->files_from)
		return cli_complain(cli, "usage.no-input", "");
	cli->options.outputs = 0;
	cli->options.filing = true;
	cli->color = cli->color && !cli->options.folder;
	struct inputs inputs;
	cli_hold_signals();
	enum qz_status status = cli_inputs(cli, NULL, &inputs);
	cli->options.one_of_several = inputs.count > 1 && !cli->join;
	status = cli_worst(status, validate_all(&report, &inputs));
	if (report.ready) {
		status = cli_worst(status, write_report(&report));
		status = cli_worst(status, write_decisions(&report));
	}
	if (report.text.failed || report.failed || fflush(stdout) != 0)
		status = cli_worst(status, QZ_OUTPUT);
	qz_buf_done(&report.text);
	qz_buf_done(&report.decisions);
	qz_json_free(report.json);
	qz_sarif_free(report.sarif);
	qz_since_free(report.since);
	cli_inputs_done(&inputs);
	cli_release_signals();
	return status;
}
