/*
 * quanze convert: every input becomes its outputs; findings go to stderr.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch/pool.h"
#include "cli/cmd.h"
#include "cli/pdf.h"

static bool is_word(const char *path)
{
	size_t len = strlen(path);
	return len > 5 && strcmp(path + len - 5, ".docx") == 0;
}

static enum qz_status take_result(void *context, const char *file, enum qz_status status, struct qz_result *result)
{
	const struct cli *cli = context;
	enum qz_severity least = cli->quiet ? QZ_ERROR : cli->verbose ? QZ_INFO : QZ_STYLE;
	enum qz_status said = cli_report(cli, &result->diag, file, least, status != QZ_OK, stderr);
	if (status == QZ_OK)
		status = said;
	if (status == QZ_OK && result->only.len && fwrite(result->only.data, 1, result->only.len, stdout) != result->only.len)
		status = QZ_OUTPUT;
	for (size_t i = 0; status == QZ_OK && !cli->quiet && i < result->nwritten; i++)
		cli_print_name(cli, result->written[i]);
	for (size_t i = 0; cli->pdf && status <= QZ_FINDINGS && i < result->nwritten; i++)
		if (is_word(result->written[i]))
			status = cli_worst(status, cli_pdf_make(cli, result->written[i]));
	return status;
}

/* Processors that no other input wants draw a long list together. */
static size_t count_threads(const struct cli *cli, const struct inputs *inputs)
{
	size_t workers = cli->workers ? cli->workers : qz_pool_processors(), jobs = cli->join ? 1 : inputs->count;
	return jobs && jobs < workers ? workers / jobs : 1;
}

static enum qz_status convert_all(struct cli *cli, const struct inputs *inputs, struct batch *batch)
{
	struct qz_diag diag;
	qz_diag_init(&diag);
	enum qz_status status = QZ_INPUT;
	cli->options.threads = count_threads(cli, inputs);
	bool alone = !batch && (cli->join || inputs->count == 1); /* its worker makes the engine, and this process stays small: forking is cheaper */
	cli->options.in_background = alone;
	struct qz_engine *engine = alone ? NULL : qz_engine_new(&cli->options, &diag);
	if (engine || alone)
		status = cli_each(cli, engine, inputs, batch, take_result, cli);
	else
		cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
	qz_engine_free(engine);
	qz_diag_done(&diag);
	return status;
}

/* A batch keeps a record in the output folder: what is unchanged is not done again. */
static enum qz_status convert_batch(struct cli *cli)
{
	struct batch batch;
	struct inputs inputs = {0};
	cli->options.digest = cli->options.unsynced = true;
	enum qz_status opened = cli_batch_open(cli, &batch), status = opened;
	if (opened == QZ_OK) {
		status = cli_inputs(cli, batch.record, &inputs);
		cli->options.one_of_several = inputs.count > 1;
		opened = cli_batch_plan(&batch, &inputs);
	}
	if (opened == QZ_OK && inputs.count) {
		status = cli_worst(status, convert_all(cli, &inputs, &batch));
		status = cli_worst(status, cli_batch_close(&batch));
	}
	cli_batch_done(&batch);
	cli_inputs_done(&inputs);
	return cli_worst(opened, status);
}

/* The only list gets the name that -o gives; lists that are joined get it by --join. */
static bool rename_first(struct cli *cli, struct inputs *inputs)
{
	if (!cli->name || cli->join || inputs->count != 1)
		return true;
	char *stem = strdup(cli->name);
	if (stem) {
		free(inputs->inputs[0].stem);
		inputs->inputs[0].stem = stem;
	}
	return stem;
}

static enum qz_status convert_files(struct cli *cli)
{
	struct inputs inputs;
	enum qz_status status = cli_inputs(cli, NULL, &inputs);
	cli->options.one_of_several = inputs.count > 1 && !cli->join;
	if (cli->name && !cli->join && inputs.count > 1)
		status = cli_complain(cli, "usage.one-name", cli->name);
	else if (rename_first(cli, &inputs))
		status = cli_worst(status, convert_all(cli, &inputs, NULL));
	else
		status = QZ_OUTPUT;
	cli_inputs_done(&inputs);
	return status;
}

static enum qz_status convert(struct cli *cli)
{
	enum qz_status named = cli_take_name(cli, qz_backend_name);
	if (named != QZ_OK)
		return named;
	if (cli->name && cli->join)
		cli->join = cli->name;
	else if (cli->name && cli_is_batch(cli))
		return cli_complain(cli, "usage.one-name", cli->name);
	bool single = cli->options.folder && strcmp(cli->options.folder, "-") == 0;
	if (!cli->options.outputs)
		cli->options.outputs = (1u << 4) - 1;
	if (cli->ninputs == 0 && !cli->files_from)
		return cli_complain(cli, "usage.no-input", "");
	if (single && (cli->pdf || cli->ninputs != 1 || cli_is_batch(cli) || (cli->options.outputs & (cli->options.outputs - 1))))
		return cli_complain(cli, "usage.one-output", "-o -");
	if (cli_check_target(cli) != QZ_OK)
		return QZ_OUTPUT;
	cli_hold_signals();
	enum qz_status status = cli_is_batch(cli) && !cli->join ? convert_batch(cli) : convert_files(cli);
	if (fflush(stdout) != 0)
		status = QZ_OUTPUT;
	cli_release_signals();
	return status;
}

enum qz_status cmd_convert(struct cli *cli)
{
	const enum qz_status status = convert(cli);
	cli_drop_name(cli);
	return status;
}
