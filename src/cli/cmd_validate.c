/*
 * quanze validate: judges every input and reports, to standard output or, with
 * -o, to a file; writes no list.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"

/* What is reported: as text at once, or gathered for JSON and SARIF. */
struct report {
	struct cli *cli;
	struct qz_json *json; /* NULL: text */
	struct qz_buf text;
	struct qz_buf decisions; /* lines of the open ones */
};

static void add_totals(struct report *report, const char *file, const struct qz_result *result)
{
	char numbers[QZ_SEVERITIES + 1][24];
	for (int i = 0; i < QZ_SEVERITIES; i++)
		snprintf(numbers[i], sizeof numbers[i], "%zu", result->diag.totals[i]);
	snprintf(numbers[QZ_SEVERITIES], sizeof *numbers, "%zu", result->items);
	struct qz_datum data[] = {
		{"file", (char *)(uintptr_t)file},	{"items", numbers[QZ_SEVERITIES]},
		{"errors", numbers[QZ_ERROR]},		{"warnings", numbers[QZ_WARNING]},
		{"styles", numbers[QZ_STYLE]},		{"infos", numbers[QZ_INFO]},
		{"day", (char *)(uintptr_t)report->cli->options.as_of},
	};
	qz_messages_put(report->cli->messages, "validate.totals", data, sizeof data / sizeof *data, &report->text);
	qz_buf_putc(&report->text, '\n');
}

/* Text on standard output appears input by input. */
static enum qz_status flush_text(struct report *report)
{
	if (report->json || report->cli->options.folder || !report->text.len)
		return QZ_OK;
	size_t written = fwrite(report->text.data, 1, report->text.len, stdout);
	bool whole = written == report->text.len;
	qz_buf_clear(&report->text);
	return whole ? QZ_OK : QZ_OUTPUT;
}

static enum qz_status take_result(void *context, const char *file, enum qz_status status, struct qz_result *result)
{
	struct report *report = context;
	const struct cli *cli = report->cli;
	(void)status;
	if (result->decisions.len)
		qz_buf_add(&report->decisions, result->decisions.data, result->decisions.len);
	if (report->json) {
		qz_json_add(report->json, file, result->items, &result->diag);
		return QZ_OK;
	}
	cli_report_to(cli, &result->diag, file, cli->quiet ? QZ_ERROR : QZ_INFO, true, &report->text);
	add_totals(report, file, result);
	return flush_text(report);
}

static enum qz_status validate_all(struct report *report, const struct inputs *inputs)
{
	const struct cli *cli = report->cli;
	struct qz_diag diag;
	qz_diag_init(&diag);
	enum qz_status status = QZ_INPUT;
	struct qz_engine *engine = qz_engine_new(&cli->options, &diag);
	if (engine)
		status = cli_each(cli, engine, inputs, NULL, take_result, report);
	else
		cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
	qz_engine_free(engine);
	qz_diag_done(&diag);
	return status;
}

/* The report as a whole, where it is not on its way already. */
static enum qz_status write_report(struct report *report)
{
	static const char *const names[] = {"report.txt", "report.json", "report.sarif"};
	const struct cli *cli = report->cli;
	struct qz_diag diag;
	if (report->json) {
		char *json = qz_json_text(report->json, cli->format == FORMAT_SARIF);
		if (!json)
			return QZ_OUTPUT;
		qz_buf_puts(&report->text, json);
		free(json);
	}
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
	if (cli->format != FORMAT_TEXT)
		report.json = qz_json_new(cli->messages, cli->options.as_of);
	if (cli->format != FORMAT_TEXT && !report.json)
		status = QZ_OUTPUT;
	else
		status = cli_worst(status, validate_all(&report, &inputs));
	status = cli_worst(status, write_report(&report));
	status = cli_worst(status, write_decisions(&report));
	if (report.text.failed || fflush(stdout) != 0)
		status = cli_worst(status, QZ_OUTPUT);
	qz_buf_done(&report.text);
	qz_buf_done(&report.decisions);
	qz_json_free(report.json);
	cli_inputs_done(&inputs);
	cli_release_signals();
	return status;
}
