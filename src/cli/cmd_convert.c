/*
 * quanze convert: every input becomes its outputs; findings go to stderr.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"

static enum qz_status worst(enum qz_status a, enum qz_status b)
{
	return a > b ? a : b;
}

/* One input, or all of them as one list. */
static enum qz_status convert_one(struct cli *cli, struct qz_engine *engine, const struct input *input, size_t count)
{
	struct qz_result result;
	qz_result_init(&result);
	const char *shown = cli->join ? cli->join : strcmp(input->path, "-") == 0 ? "stdin" : input->path;
	enum qz_status status = cli->join ? cli_join(engine, input, count, cli->join, &result)
					  : qz_engine_run(engine, input->path, input->stem, &result);
	enum qz_severity least = cli->quiet ? QZ_ERROR : cli->verbose ? QZ_INFO : QZ_STYLE;
	cli_report(cli, &result.diag, shown, least, status != QZ_OK, stderr);
	if (status == QZ_OK && result.only.len && fwrite(result.only.data, 1, result.only.len, stdout) != result.only.len)
		status = QZ_OUTPUT;
	for (size_t i = 0; status == QZ_OK && !cli->quiet && i < result.nwritten; i++)
		printf("%s\n", result.written[i]);
	status = worst(status, cli_verdict(cli, &result.diag));
	qz_result_done(&result);
	return status;
}

enum qz_status cmd_convert(struct cli *cli)
{
	bool single = cli->options.folder && strcmp(cli->options.folder, "-") == 0;
	if (!cli->options.outputs)
		cli->options.outputs = (1u << 4) - 1;
	if (cli->ninputs == 0)
		return cli_complain(cli, "usage.no-input", "");
	if (single && (cli->ninputs != 1 || (cli->options.outputs & (cli->options.outputs - 1))))
		return cli_complain(cli, "usage.one-output", "-o -");
	struct qz_diag diag;
	qz_diag_init(&diag);
	enum qz_status status;
	size_t count;
	struct input *inputs = cli_inputs(cli, &count, &status);
	struct qz_engine *engine = qz_engine_new(&cli->options, &diag);
	if (!engine) {
		cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
		status = QZ_INPUT;
	}
	for (size_t i = 0; engine && i < count; i += cli->join ? count : 1)
		status = worst(status, convert_one(cli, engine, &inputs[i], count));
	if (fflush(stdout) != 0)
		status = QZ_OUTPUT;
	cli_inputs_free(inputs, count);
	qz_engine_free(engine);
	qz_diag_done(&diag);
	return status;
}
