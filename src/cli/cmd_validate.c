/*
 * quanze validate: judges every input and reports; writes no list.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"

static enum qz_status worst(enum qz_status a, enum qz_status b)
{
	return a > b ? a : b;
}

static void print_totals(const struct cli *cli, const char *file, const struct qz_result *result)
{
	const size_t *totals = result->diag.totals;
	printf(qz_messages_text(cli->messages, "validate.totals"), file, result->items, totals[QZ_ERROR], totals[QZ_WARNING], totals[QZ_STYLE],
	       totals[QZ_INFO], cli->options.as_of);
	putchar('\n');
}

/* One input, or all of them as one list. */
static enum qz_status validate_one(struct cli *cli, struct qz_engine *engine, const struct input *input, size_t count, struct qz_json *json)
{
	struct qz_result result;
	qz_result_init(&result);
	const char *shown = cli->join ? cli->join : strcmp(input->path, "-") == 0 ? "stdin" : input->path;
	enum qz_status status = cli->join ? cli_join(engine, input, count, cli->join, &result)
					  : qz_engine_run(engine, input->path, input->stem, &result);
	if (json) {
		qz_json_add(json, shown, result.items, &result.diag);
	} else {
		cli_report(cli, &result.diag, shown, cli->quiet ? QZ_ERROR : QZ_INFO, true, stdout);
		print_totals(cli, shown, &result);
	}
	status = worst(status, cli_verdict(cli, &result.diag));
	qz_result_done(&result);
	return status;
}

static enum qz_status validate_all(struct cli *cli, const struct input *inputs, size_t count, struct qz_json *json)
{
	struct qz_diag diag;
	qz_diag_init(&diag);
	enum qz_status status = QZ_OK;
	struct qz_engine *engine = qz_engine_new(&cli->options, &diag);
	if (!engine) {
		cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
		status = QZ_INPUT;
	}
	for (size_t i = 0; engine && i < count; i += cli->join ? count : 1)
		status = worst(status, validate_one(cli, engine, &inputs[i], count, json));
	qz_engine_free(engine);
	qz_diag_done(&diag);
	return status;
}

enum qz_status cmd_validate(struct cli *cli)
{
	if (cli->ninputs == 0)
		return cli_complain(cli, "usage.no-input", "");
	cli->options.outputs = 0;
	cli->options.filing = true;
	enum qz_status status;
	size_t count;
	struct input *inputs = cli_inputs(cli, &count, &status);
	struct qz_json *json = cli->format == FORMAT_TEXT ? NULL : qz_json_new(cli->messages, cli->options.as_of);
	status = worst(status, validate_all(cli, inputs, count, json));
	char *text = json ? qz_json_text(json, cli->format == FORMAT_SARIF) : NULL;
	if (cli->format != FORMAT_TEXT && (!text || fputs(text, stdout) < 0))
		status = QZ_OUTPUT;
	free(text);
	qz_json_free(json);
	cli_inputs_free(inputs, count);
	if (fflush(stdout) != 0)
		status = QZ_OUTPUT;
	return status;
}
