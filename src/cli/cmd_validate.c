/*
 * quanze validate: judges every input and reports, to standard output or, with
 * -o, to files; writes no list.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/validate.h"

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
	if (report->cli->format != FORMAT_XLSX && (report->document || report->words))
		return report_add_document(report, judged);
	return report->cli->format == FORMAT_TEXT ? report_add_text(report, judged) : QZ_OK;
}

/* Programs get all findings; a page and a sheet for a department leave information out, unless it is asked for. */
static enum qz_severity least_shown(const struct cli *cli)
{
	if (cli->format == FORMAT_JSON || cli->format == FORMAT_SARIF || cli->format == FORMAT_XML)
		return QZ_INFO;
	if (cli->quiet)
		return QZ_ERROR;
	return cli->format == FORMAT_TEXT || cli->verbose ? QZ_INFO : QZ_STYLE;
}

static enum qz_status take_result(void *context, const char *file, enum qz_status status, struct qz_result *result)
{
	struct report *report = context;
	const struct cli *cli = report->cli;
	const struct qz_since_how how = {.judged = status == QZ_OK, .is_off = is_off, .context = report->engine};
	struct qz_judged judged;
	if (result->decisions.len)
		qz_buf_add(&report->decisions, result->decisions.data, result->decisions.len);
	report->inputs++;
	for (int i = 0; i < QZ_SEVERITIES; i++)
		report->totals[i] += result->diag.totals[i];
	bool whole = qz_judged_init(&judged, file, result->items, &result->diag, least_shown(cli), cli->max_findings);
	judged.title = result->title;
	judged.body = result->body;
	if (whole && report->since)
		whole = qz_since_compare(report->since, &how, &judged);
	const enum qz_status added = whole ? add_judged(report, &judged) : QZ_OUTPUT;
	report->failed |= !whole;
	qz_judged_done(&judged);
	return cli->format == FORMAT_XLSX ? cli_worst(added, report_add_workbook(report, file, result)) : added;
}

/* The names of all inputs, to be found again in the earlier report; QZ_OUTPUT when memory ran out. */
static enum qz_status plan(struct report *report, const struct inputs *inputs, const char **names)
{
	const size_t count = report->cli->join && inputs->count ? 1 : inputs->count;
	for (size_t i = 0; i < count; i++)
		names[i] = cli_shown_name(report->cli, &inputs->inputs[i]);
	return qz_since_plan(report->since, names, count) ? QZ_OK : QZ_OUTPUT;
}

/* What the format gathers in; false when memory ran out, or with findings. */
static bool begin(struct report *report, struct qz_diag *diag)
{
	const struct cli *cli = report->cli;
	switch (cli->format) {
	case FORMAT_JSON:
		report->json = qz_json_new(cli->messages, cli->options.as_of, report->since);
		return report->json != NULL;
	case FORMAT_SARIF:
		report->sarif = qz_sarif_new(cli->messages, qz_messages_language());
		return report->sarif != NULL;
	case FORMAT_XLSX:
		return report->words != NULL; /* loaded before the engine, which marks */
	case FORMAT_XML:
	case FORMAT_HTML:
	case FORMAT_DOCX:
		return report_begin_document(report, diag);
	default:
		return true;
	}
}

static enum qz_status validate_all(struct report *report, const struct inputs *inputs)
{
	struct cli *cli = report->cli;
	const char **names = calloc(inputs->count + 1, sizeof *names);
	struct qz_diag diag;
	qz_diag_init(&diag);
	enum qz_status status = QZ_INPUT;
	if (cli->format == FORMAT_XLSX) {
		report->words = qz_messages_load(cli->options.resources, cli->options.language ? cli->options.language : "zh-CN", &diag);
		cli->options.mark = report->words;
		cli->options.mark_info = cli->verbose;
	}
	struct qz_engine *engine = names ? qz_engine_new(&cli->options, &diag) : NULL;
	report->engine = engine;
	report->in = inputs;
	if (engine && cli->since)
		report->since = qz_since_load(cli->since, &cli->options.limits, &diag);
	report->ready = engine && (report->since || !cli->since);
	if (report->ready && !begin(report, &diag)) {
		report->ready = false;
		report->failed |= diag.count == 0;
	}
	if (!report->ready)
		cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
	else if (!report->since || (status = plan(report, inputs, names)) == QZ_OK)
		status = cli_each(cli, engine, inputs, NULL, take_result, report);
	qz_engine_free(engine);
	qz_diag_done(&diag);
	free(names);
	return status;
}

/* ---- the report as a whole ---- */

/* What is not on its way already, in report->text; false when it could not be made. */
static bool finish(struct report *report)
{
	char *json = NULL;
	if (report->cli->format == FORMAT_XLSX)
		return true; /* written already */
	if (report->words)
		return report_end_document(report);
	if (!report->json && !report->sarif) {
		report_end_text(report);
		return true;
	}
	json = report->json ? qz_json_text(report->json) : qz_sarif_text(report->sarif);
	if (json)
		qz_buf_puts(&report->text, json);
	free(json);
	return json != NULL;
}

static enum qz_status write_report(struct report *report)
{
	static const char *const names[FORMATS] = {"report.txt", "report.json", "report.sarif", "report.xml", "report.html", "report.docx", "report.xlsx"};
	const struct cli *cli = report->cli;
	struct qz_diag diag;
	if (!finish(report))
		return QZ_OUTPUT;
	if (!cli->options.folder || strcmp(cli->options.folder, "-") == 0)
		return fwrite(report->text.data ? report->text.data : "", 1, report->text.len, stdout) == report->text.len ? QZ_OK : QZ_OUTPUT;
	if (cli->format == FORMAT_HTML || cli->format == FORMAT_DOCX || cli->format == FORMAT_XLSX)
		return QZ_OK; /* each input has its own, written already */
	qz_diag_init(&diag);
	enum qz_status status = qz_write_file(cli->options.folder, names[cli->format], &report->text, &diag);
	cli_report(cli, &diag, cli->options.folder, QZ_INFO, true, stderr);
	qz_diag_done(&diag);
	return status;
}

/* Tabs between cells become commas where the file's name asks for those: spreadsheets open such a file by itself. */
static void put_commas(const char *path, struct qz_buf *table)
{
	const char *dot = strrchr(path, '.');
	bool quoted = false;
	for (size_t i = 0; dot && strcasecmp(dot, ".csv") == 0 && i < table->len; i++) {
		quoted ^= table->data[i] == '"';
		if (table->data[i] == '\t' && !quoted)
			table->data[i] = ',';
	}
}

/* Says where the table is and how many lines wait in it; the report itself may go to standard output. */
static void say_written(const struct report *report)
{
	char count[24];
	size_t lines = 0;
	bool quoted = false;
	for (size_t i = 0; i < report->decisions.len; i++) {
		quoted ^= report->decisions.data[i] == '"';
		lines += report->decisions.data[i] == '\n' && !quoted;
	}
	snprintf(count, sizeof count, "%zu", lines);
	struct qz_datum data[] = {{"file", (char *)(uintptr_t)report->cli->write_decisions}, {"count", count}};
	struct qz_buf text;
	qz_buf_init(&text);
	qz_messages_put(report->cli->messages, "decisions.written", data, 2, &text);
	fflush(stdout); /* so that the two do not run into each other where they go to one place */
	if (!text.failed && !report->cli->quiet)
		fprintf(stderr, "%.*s\n", (int)text.len, text.data);
	qz_buf_done(&text);
}

/* The table of open decisions, below a line that says what may be written; the mark at its beginning tells spreadsheets that it is UTF-8. */
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
	qz_buf_puts(&table, qz_messages_text(cli->messages, "decisions.note"));
	qz_buf_putc(&table, '\n');
	qz_decisions_labels(strcmp(qz_messages_language(), "en") != 0, &table);
	if (report->decisions.len)
		qz_buf_add(&table, report->decisions.data, report->decisions.len);
	put_commas(cli->write_decisions, &table);
	char *slash = path ? strrchr(path, '/') : NULL;
	if (slash)
		*slash = '\0';
	const char *folder = !slash ? "." : *path ? path : "/";
	bool whole = path && !table.failed && !report->decisions.failed;
	enum qz_status status = whole ? qz_write_file(folder, slash ? slash + 1 : path, &table, &diag) : QZ_OUTPUT;
	cli_report(cli, &diag, cli->write_decisions, QZ_INFO, true, stderr);
	if (status == QZ_OK)
		say_written(report);
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
	cli->options.filing = cli->options.judge = !cli->options.schema_only;
	cli->color = cli->color && !cli->options.folder;
	if ((cli->format == FORMAT_DOCX || cli->format == FORMAT_XLSX) && !cli->options.folder && isatty(STDOUT_FILENO))
		return cli_complain(cli, "usage.no-terminal", cli->format == FORMAT_DOCX ? "--format docx" : "--format xlsx");
	if (cli->write_decisions && access(cli->write_decisions, F_OK) == 0) /* somebody may have decided in it already */
		return cli_complain(cli, "usage.decisions-there", cli->write_decisions);
	if (cli_check_target(cli) != QZ_OK)
		return QZ_OUTPUT;
	struct inputs inputs;
	cli_hold_signals();
	enum qz_status status = cli_inputs(cli, NULL, &inputs);
	cli->options.one_of_several = inputs.count > 1 && !cli->join;
	bool several = cli->format == FORMAT_XLSX && cli->options.one_of_several && (!cli->options.folder || strcmp(cli->options.folder, "-") == 0);
	status = cli_worst(status, several ? cli_complain(cli, "usage.one-output", "--format xlsx") : validate_all(&report, &inputs));
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
	qz_report_document_free(report.document);
	qz_messages_free(report.words);
	qz_since_free(report.since);
	cli_inputs_done(&inputs);
	cli_release_signals();
	return status;
}
