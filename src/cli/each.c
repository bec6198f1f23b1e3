/*
 * All inputs through the worker processes, results in the order of the inputs.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "batch/batch.h"
#include "batch/progress.h"
#include "cli/cmd.h"

struct each {
	const struct cli *cli;
	struct qz_engine *engine;
	const struct inputs *inputs;
	struct batch *batch; /* NULL: no record is kept */
	cli_take take;
	void *context;
	struct qz_progress progress;
	enum qz_status status;
	size_t taken;
	struct qz_diag unloaded; /* in a worker: why its engine cannot be made */
};

enum qz_status cli_worst(enum qz_status a, enum qz_status b)
{
	return a > b ? a : b;
}

const char *cli_shown_name(const struct cli *cli, const struct input *input)
{
	return cli->join ? cli->join : strcmp(input->path, "-") == 0 ? "stdin" : input->path;
}

/* What a worker notes of an input with nothing to do, of one for which it has no engine, and of one that is no list and need not be. */
static const char unchanged[] = "=", unready[] = "!", passed[] = "-";

static bool notes(const struct qz_buf *note, const char *mark)
{
	return note->data && strcmp(note->data, mark) == 0;
}

static void say_renamed(const struct input *input, struct qz_diag *diag)
{
	if (input->why == WHY_CLASH)
		qz_diag_add(diag, QZ_RULE_OUTPUT_RENAMED, NULL, "name", input->stem, "why", "clash", "other", input->clash, NULL);
	else if (input->why == WHY_RESERVED)
		qz_diag_add(diag, QZ_RULE_OUTPUT_RENAMED, NULL, "name", input->stem, "why", "reserved", "other", "", NULL);
}

/* In a worker that nobody has made an engine for. It is confined, and so are the threads that the engine begins. */
static void begin(void *context)
{
	struct each *each = context;
	if (!each->engine)
		each->engine = qz_engine_new(&each->cli->options, &each->unloaded);
}

/* In a worker: one input, or all of them as one list. */
static enum qz_status run(void *context, size_t index, struct qz_result *result, struct qz_buf *note)
{
	struct each *each = context;
	const struct input *input = &each->inputs->inputs[index];
	if (!each->engine) {
		qz_diag_take(&result->diag, &each->unloaded);
		qz_buf_puts(note, unready);
		return QZ_INPUT;
	}
	if (each->cli->join)
		return cli_join(each->engine, each->inputs, each->cli->join, result);
	if (each->batch && cli_batch_holds(each->batch, input)) {
		qz_buf_puts(note, unchanged);
		return QZ_OK;
	}
	enum qz_status status = qz_engine_run(each->engine, input->path, input->stem, result);
	if (status == QZ_INPUT && cli_is_companion(input, result)) {
		cli_pass_companion(input, result);
		qz_buf_puts(note, passed);
		return QZ_OK;
	}
	if (each->cli->options.outputs)
		say_renamed(input, &result->diag);
	if (each->batch)
		cli_batch_note(each->batch, input, status, result, note);
	return status;
}

static const char *stem(void *context, size_t index)
{
	const struct each *each = context;
	return each->cli->join ? each->cli->join : each->inputs->inputs[index].stem;
}

static const char *path(void *context, size_t index)
{
	const struct each *each = context;
	if (index < each->inputs->count)
		return each->inputs->inputs[index].path;
	size_t named = 0;
	for (size_t i = 0; i < CLI_NAMED && !each->engine; i++) /* for the engine that is made in the worker */
		if (cli_named(each->cli, i) && named++ == index - each->inputs->count)
			return cli_named(each->cli, i);
	return NULL;
}

/* On record at once: a run that is killed while an earlier input takes its time loses nothing. */
static void arrive(void *context, size_t index, const struct qz_buf *note)
{
	const struct each *each = context;
	(void)index;
	if (each->batch && note->len && !notes(note, unchanged) && !notes(note, unready) && !notes(note, passed))
		qz_record_journal(each->batch->record, note->data, note->len);
}

static void take(void *context, size_t index, enum qz_status status, struct qz_result *result, const struct qz_buf *note)
{
	struct each *each = context;
	const struct input *input = &each->inputs->inputs[index];
	const char *shown = cli_shown_name(each->cli, input);
	each->taken++;
	for (int i = 0; i < QZ_SEVERITIES; i++)
		each->progress.findings[i] += result->diag.totals[i];
	qz_progress_clear(&each->progress);
	if (notes(note, unchanged)) {
		each->status = cli_worst(each->status, cli_batch_keep(each->batch, index, input));
		return;
	}
	if (notes(note, passed)) {
		if (!each->cli->quiet)
			cli_report(each->cli, &result->diag, shown, QZ_INFO, false, stderr);
		return;
	}
	if (notes(note, unready)) {
		cli_report(each->cli, &result->diag, "quanze", QZ_INFO, true, stderr);
		each->status = cli_worst(each->status, status);
		return;
	}
	status = cli_worst(status, each->take(each->context, shown, status, result));
	each->status = cli_worst(each->status, cli_worst(status, cli_verdict(each->cli, &result->diag)));
	if (each->batch && note->len) {
		cli_batch_add(each->batch, index, status, note);
	} else if (each->batch) { /* the worker died over it */
		struct qz_buf row;
		qz_buf_init(&row);
		cli_batch_note(each->batch, input, status, result, &row);
		cli_batch_add(each->batch, index, status, &row);
		qz_buf_done(&row);
	}
}

static void tick(void *context, const struct qz_pool_state *state)
{
	struct each *each = context;
	qz_progress_show(&each->progress, state->done, each->inputs->inputs[state->current].path);
}

/* What is done stays done; the signal ends the program when it is let through. */
static void say_interrupted(const struct each *each, size_t count)
{
	char done[24], total[24];
	snprintf(done, sizeof done, "%zu", each->taken);
	snprintf(total, sizeof total, "%zu", count);
	struct qz_datum data[] = {{(char *)"done", done}, {(char *)"total", total}};
	struct qz_buf text;
	qz_buf_init(&text);
	qz_messages_put(each->cli->messages, "run.interrupted", data, 2, &text);
	fprintf(stderr, "quanze: %s\n", text.data ? text.data : "");
	qz_buf_done(&text);
}

void cli_hold_signals(void)
{
	sigset_t ends;
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGHUP);
	sigprocmask(SIG_BLOCK, &ends, NULL);
}

void cli_release_signals(void)
{
	sigset_t none;
	fflush(stdout);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

enum qz_status cli_each(const struct cli *cli, struct qz_engine *engine, const struct inputs *inputs, struct batch *record, cli_take taker,
			void *context)
{
	struct each each = {.cli = cli, .engine = engine, .inputs = inputs, .batch = record, .take = taker, .context = context};
	const struct qz_batch batch = {
		.count = cli->join && inputs->count ? 1 : inputs->count,
		.workers = cli->workers ? cli->workers : qz_pool_processors(),
		.options = &cli->options,
		.context = &each,
		.begin = begin,
		.run = run,
		.arrive = arrive,
		.take = take,
		.path = path,
		.stem = stem,
		.tick = tick,
	};
	fflush(stdout);
	qz_diag_init(&each.unloaded);
	qz_progress_init(&each.progress, cli->progress, batch.count, cli->messages, cli->options.pace);
	enum qz_pool_result result = qz_batch_run(&batch);
	qz_progress_clear(&each.progress);
	qz_diag_done(&each.unloaded);
	if (result == QZ_POOL_INTERRUPTED)
		say_interrupted(&each, batch.count);
	if (result == QZ_POOL_FAILED)
		fprintf(stderr, "quanze: %s\n", qz_messages_text(cli->messages, "run.no-workers"));
	return result == QZ_POOL_DONE ? each.status : cli_worst(each.status, QZ_INPUT);
}
