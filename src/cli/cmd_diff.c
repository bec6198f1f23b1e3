/*
 * quanze diff: two revisions of a list, or of the lists of two folders, and
 * what changed between them.
 */
#include <stdio.h>
#include <string.h>

#include "batch/batch.h"
#include "cli/cmd.h"
#include "cli/cmd_catalogue.h"
#include "cli/opt_catalogue.h"
#include "cli/pairs.h"

struct comparing {
	const struct cli *cli;
	struct qz_engine *engine;
	const struct pairs *pairs;
	enum qz_status status;
};

/* In a worker. */
static enum qz_status run(void *context, size_t index, struct qz_result *result, struct qz_buf *note)
{
	const struct comparing *comparing = context;
	const struct pair *pair = &comparing->pairs->pairs[index];
	(void)note;
	return qz_engine_compare(comparing->engine, pair->old ? pair->old->path : NULL, pair->new ? pair->new->path : NULL, pair->stem, result);
}

static void arrive(void *context, size_t index, const struct qz_buf *note)
{
	(void)context;
	(void)index;
	(void)note;
}

/* In the parent: findings of reading to stderr, what was asked for to stdout, or the names of files. */
static void take(void *context, size_t index, enum qz_status status, struct qz_result *result, const struct qz_buf *note)
{
	struct comparing *comparing = context;
	const struct cli *cli = comparing->cli;
	enum qz_severity least = cli->quiet ? QZ_ERROR : cli->verbose ? QZ_INFO : QZ_WARNING;
	(void)index;
	(void)note;
	status = cli_worst(status, cli_report(cli, &result->diag, "quanze diff", least, status > QZ_FINDINGS, stderr));
	if (result->only.len && fwrite(result->only.data, 1, result->only.len, stdout) != result->only.len)
		status = QZ_OUTPUT;
	for (size_t i = 0; status <= QZ_FINDINGS && !cli->quiet && i < result->nwritten; i++)
		cli_print_name(cli, result->written[i]);
	comparing->status = cli_worst(comparing->status, status);
}

static const char *path(void *context, size_t index)
{
	const struct comparing *comparing = context;
	const struct pairs *pairs = comparing->pairs;
	if (index < pairs->olds.count)
		return pairs->olds.inputs[index].path;
	index -= pairs->olds.count;
	return index < pairs->news.count ? pairs->news.inputs[index].path : NULL;
}

static const char *stem(void *context, size_t index)
{
	const struct comparing *comparing = context;
	return comparing->pairs->pairs[index].stem;
}

static enum qz_status compare_all(const struct cli *cli, const struct pairs *pairs)
{
	struct qz_diag diag;
	qz_diag_init(&diag);
	struct comparing comparing = {.cli = cli, .pairs = pairs, .engine = qz_engine_new(&cli->options, &diag), .status = QZ_OK};
	const struct qz_batch batch = {
		.count = pairs->count, .workers = cli->workers ? cli->workers : qz_pool_processors(), .options = &cli->options,
		.context = &comparing, .run = run, .arrive = arrive, .take = take, .path = path, .stem = stem};
	if (!comparing.engine) {
		cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
		comparing.status = QZ_INPUT;
	} else if (qz_batch_run(&batch) != QZ_POOL_DONE) {
		comparing.status = cli_worst(comparing.status, QZ_INPUT);
	}
	qz_engine_free(comparing.engine);
	qz_diag_done(&diag);
	return comparing.status;
}

/* What is written where nobody asks for anything else: text, on standard output. */
static unsigned default_output(void)
{
	unsigned index = 0;
	for (unsigned i = 0; qz_comparison_name(i); i++)
		if (strcmp(qz_comparison_name(i), "txt") == 0 || (strcmp(qz_comparison_name(i), "json") == 0 && index == 0))
			index = i;
	return 1u << index;
}

/* A workbook is no output of two revisions. */
static bool wants_workbook(const struct cli *cli)
{
	bool wanted = false;
	for (size_t i = 0; qz_comparison_name(i); i++)
		wanted |= !*qz_comparison_name(i) && cli->options.outputs >> i & 1;
	return wanted;
}

/* Two revisions. */
static enum qz_status compare(struct cli *cli)
{
	struct qz_options *options = &cli->options;
	if (cli->level)
		return cli_complain(cli, "usage.level-of-catalogue", "");
	if (cli->ninputs != 2)
		return cli_complain(cli, "usage.two-revisions", "");
	enum qz_status named = cli_take_name(cli, qz_comparison_name);
	if (named != QZ_OK)
		return named;
	if (wants_workbook(cli))
		return cli_complain(cli, "usage.workbook-of-catalogue", "-t xlsx");
	const bool chosen = options->outputs != 0;
	options->named = cli->name;
	options->compare = true;
	options->judge = false;
	options->outputs = chosen ? options->outputs : default_output();
	if (!options->folder && (options->outputs & (options->outputs - 1)) == 0)
		options->folder = "-";
	bool single = options->folder && strcmp(options->folder, "-") == 0;
	if (cli_check_target(cli) != QZ_OK)
		return QZ_OUTPUT;
	struct pairs pairs;
	cli_hold_signals();
	enum qz_status status = cli_pairs(cli, &pairs);
	bool several = pairs.olds.batch || pairs.news.batch;
	if (cli->name && !several && pairs.count == 1)
		pairs.pairs[0].stem = cli->name;
	if (pairs.olds.batch != pairs.news.batch)
		status = cli_complain(cli, "usage.two-revisions", "");
	else if (single && ((options->outputs & (options->outputs - 1)) || (several && chosen)))
		status = cli_complain(cli, "usage.one-output", "-o -");
	else if (several && cli->name)
		status = cli_complain(cli, "usage.one-name", cli->name);
	else if (pairs.count)
		status = cli_worst(status, compare_all(cli, &pairs));
	if (fflush(stdout) != 0)
		status = QZ_OUTPUT;
	cli_pairs_done(&pairs);
	cli_release_signals();
	return status;
}

/* Lists against a catalogue; what its engine draws is no output of the engine. */
static enum qz_status hold(struct cli *cli)
{
	struct qz_options *options = &cli->options;
	enum qz_status status = cli_take_name(cli, cli_difference_name);
	if (status != QZ_OK)
		return status;
	options->compare = true;
	options->judge = false;
	options->outputs = options->outputs ? options->outputs : default_output();
	if (!options->folder && (options->outputs & (options->outputs - 1)) == 0)
		options->folder = "-";
	return cli_hold_against_catalogue(cli);
}

enum qz_status cmd_diff(struct cli *cli)
{
	const enum qz_status status = cli->catalogue ? hold(cli) : compare(cli);
	cli_drop_name(cli);
	return status;
}
