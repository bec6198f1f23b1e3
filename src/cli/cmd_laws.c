/*
 * quanze laws: a register out of texts of laws, and what the register knows.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch/batch.h"
#include "batch/progress.h"
#include "batch/sandbox.h"
#include "cli/cmd.h"

struct build {
	struct cli *cli;
	const struct inputs *inputs;
	struct qz_law_library *library;
	struct qz_progress progress;
	enum qz_status status;
};

/* ---- reading, in workers ---- */

static enum qz_status read_text(void *context, size_t index, struct qz_result *result, struct qz_buf *note)
{
	const struct build *build = context;
	return qz_law_text_read(&build->cli->options, build->inputs->inputs[index].path, note, &result->diag);
}

static void arrive(void *context, size_t index, const struct qz_buf *note)
{
	(void)context;
	(void)index;
	(void)note;
}

static const char *path(void *context, size_t index)
{
	const struct build *build = context;
	return index < build->inputs->count ? build->inputs->inputs[index].path : NULL;
}

static const char *stem(void *context, size_t index)
{
	const struct build *build = context;
	return build->inputs->inputs[index].stem;
}

static enum qz_severity least_said(const struct cli *cli)
{
	return cli->quiet ? QZ_ERROR : cli->verbose ? QZ_INFO : QZ_STYLE;
}

static void take(void *context, size_t index, enum qz_status status, struct qz_result *result,
		 const struct qz_buf *note)
{
	struct build *build = context;
	qz_progress_clear(&build->progress);
	if (status == QZ_OK && !qz_law_library_add(build->library, note->data ? note->data : "", note->len))
		status = QZ_INPUT;
	build->status = cli_worst(build->status, status);
	build->status =
	    cli_worst(build->status, cli_report(build->cli, &result->diag, build->inputs->inputs[index].path,
						least_said(build->cli), status != QZ_OK, stderr));
}

static void tick(void *context, const struct qz_pool_state *state)
{
	struct build *build = context;
	qz_progress_show(&build->progress, state->done, build->inputs->inputs[state->current].path);
}

/* All files, in workers that may read them and write nothing. */
static enum qz_pool_result read_all(struct build *build)
{
	const struct qz_batch batch = {
	    .count = build->inputs->count,
	    .workers = build->cli->workers ? build->cli->workers : qz_pool_processors(),
	    .options = &build->cli->options,
	    .context = build,
	    .run = read_text,
	    .arrive = arrive,
	    .take = take,
	    .path = path,
	    .stem = stem,
	    .tick = tick,
	};
	qz_progress_init(&build->progress, build->cli->progress, batch.count, build->cli->messages, NULL);
	enum qz_pool_result result = qz_batch_run(&batch);
	qz_progress_clear(&build->progress);
	return result;
}

/* ---- the library ---- */

static void say(void *context, const char *file, const struct qz_diag *diag)
{
	const struct build *build = context;
	cli_report(build->cli, diag, file, least_said(build->cli), false, stderr);
}

static void print_totals(const struct cli *cli, const struct qz_law_totals *totals)
{
	const size_t numbers[] = {totals->texts, totals->laws,	   totals->versions, totals->pairs,
				  totals->moves, totals->unusable, totals->gaps};
	static const char *const names[] = {"texts", "laws", "versions", "pairs", "moves", "unusable", "gaps"};
	struct qz_datum data[7];
	char digits[7][24];
	struct qz_buf line;
	qz_buf_init(&line);
	for (size_t i = 0; i < 7; i++) {
		snprintf(digits[i], sizeof digits[i], "%zu", numbers[i]);
		data[i] = (struct qz_datum){(char *)names[i], digits[i]};
	}
	qz_messages_put(cli->messages, "laws.built", data, 7, &line);
	printf("%s\n", line.data ? line.data : "");
	qz_buf_done(&line);
}

/* What the files said is in memory: the rest of the work needs the output folder and the files that options name. */
static void confine(const struct cli *cli)
{
	const char *const named[] = {cli->reviewed, cli->options.laws, cli->options.resources};
	const char *readable[3];
	size_t count = 0;
	for (size_t i = 0; i < 3; i++)
		if (named[i])
			readable[count++] = named[i];
	const struct qz_sandbox sandbox = {.readable = readable, .nreadable = count, .writable = cli->options.folder};
	if (!qz_sandbox_off())
		qz_sandbox_enter(&sandbox);
}

static enum qz_status write_library(struct build *build, bool current)
{
	const struct cli *cli = build->cli;
	const struct qz_law_build facts = {
	    .reviewed = cli->reviewed, .current = current ? cli->options.as_of : NULL, .say = say, .context = build};
	struct qz_law_totals totals;
	struct qz_diag diag;
	qz_diag_init(&diag);
	enum qz_status status = qz_law_library_write(build->library, &cli->options, &facts, &totals, &diag);
	cli_report(cli, &diag, cli->reviewed ? cli->reviewed : cli->options.folder, least_said(cli), status != QZ_OK,
		   stderr);
	qz_diag_done(&diag);
	if (status == QZ_OK && !cli->quiet)
		print_totals(cli, &totals);
	return status;
}

static enum qz_status make_folder(const struct cli *cli)
{
	struct qz_diag diag;
	qz_diag_init(&diag);
	enum qz_status status = qz_make_folder(cli->options.folder, &diag);
	cli_report(cli, &diag, cli->options.folder, QZ_INFO, true, stderr);
	qz_diag_done(&diag);
	return status;
}

static enum qz_status build_inputs(struct build *build, bool current)
{
	enum qz_status made = make_folder(build->cli);
	if (made != QZ_OK)
		return made;
	enum qz_pool_result read = read_all(build);
	if (read == QZ_POOL_FAILED)
		fprintf(stderr, "quanze: %s\n", qz_messages_text(build->cli->messages, "run.no-workers"));
	if (read != QZ_POOL_DONE)
		return QZ_INPUT; /* nothing was written; the signal ends the program when it is let through */
	confine(build->cli);
	return cli_worst(build->status, write_library(build, current));
}

static enum qz_status build_register(struct cli *cli)
{
	struct inputs inputs;
	struct build build = {.cli = cli, .inputs = &inputs, .library = qz_law_library_new()};
	const bool current = cli->options.as_of != cli->as_of; /* said by the user */
	cli->ninputs--;
	cli->inputs++;
	cli->law_texts = true;
	cli->options.outputs = 1; /* so that the folder of the outputs is no input */
	cli_hold_signals();
	build.status = cli_inputs(cli, NULL, &inputs);
	cli->options.outputs = 0; /* workers write nothing */
	enum qz_status status =
	    build.library && inputs.count ? build_inputs(&build, current) : cli_worst(build.status, QZ_INPUT);
	qz_law_library_free(build.library);
	cli_inputs_done(&inputs);
	cli->inputs--;
	if (fflush(stdout) != 0)
		status = QZ_OUTPUT;
	cli_release_signals();
	return status;
}

/* ---- asking the register ---- */

static enum qz_status ask(struct cli *cli)
{
	const char *what = cli->inputs[0];
	struct qz_diag diag;
	struct qz_buf out;
	enum qz_status status;
	qz_diag_init(&diag);
	qz_buf_init(&out);
	if (strcmp(what, "list") == 0)
		status = qz_laws_list(&cli->options, cli->messages, &out, &diag);
	else if (strcmp(what, "show") == 0)
		status = qz_laws_show(&cli->options, cli->messages, cli->inputs[1], &out, &diag);
	else
		status = qz_laws_where(&cli->options, cli->messages, cli->inputs[1], cli->inputs[2], cli->from_day,
				       &out, &diag);
	cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
	if (out.data && !out.failed)
		fputs(out.data, status == QZ_USAGE ? stderr : stdout);
	if (status == QZ_OK && out.failed)
		status = QZ_INPUT;
	qz_buf_done(&out);
	qz_diag_done(&diag);
	return fflush(stdout) == 0 ? status : QZ_OUTPUT;
}

enum qz_status cmd_laws(struct cli *cli)
{
	static const struct {
		const char *name;
		size_t least, most; /* operands behind it */
	} kinds[] = {{"build", 1, SIZE_MAX}, {"list", 0, 0}, {"show", 1, 1}, {"where", 2, 2}};
	size_t kind = 0;
	while (kind < 4 && (cli->ninputs == 0 || strcmp(cli->inputs[0], kinds[kind].name) != 0))
		kind++;
	if (kind == 4)
		return cli_complain(cli, "laws.what", cli->ninputs ? cli->inputs[0] : "");
	if (cli->ninputs - 1 < kinds[kind].least || cli->ninputs - 1 > kinds[kind].most)
		return cli_complain(cli, "laws.operands", kinds[kind].name);
	if (kind == 0 && (!cli->options.folder || strcmp(cli->options.folder, "-") == 0))
		return cli_complain(cli, "laws.no-folder", "");
	return kind == 0 ? build_register(cli) : ask(cli);
}
