/*
 * quanze diff --catalogue: lists held against a catalogue of a higher office, one
 * report of all of them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch/batch.h"
#include "cli/cmd.h"
#include "cli/cmd_catalogue.h"
#include "cli/opt_catalogue.h"

#define OUTPUTS 6 /* of a catalogue's report */

struct holding {
	struct cli *cli;
	struct qz_engine *engine;
	struct qz_catalogue *catalogue;
	struct qz_messages *words; /* of the report, in its language */
	const struct inputs *inputs;
	struct qz_progress progress;
	struct stat model;
	bool set;   /* the catalogue is there */
	bool failed; /* memory ran out */
	enum qz_status status;
};

/* ---- the catalogue, in a worker of its own ---- */

static enum qz_status run_model(void *context, size_t index, struct qz_result *result, struct qz_buf *note)
{
	const struct holding *holding = context;
	(void)index;
	(void)note;
	return qz_catalogue_read_model(holding->catalogue, holding->cli->catalogue, result);
}

static void arrive(void *context, size_t index, const struct qz_buf *note)
{
	(void)context;
	(void)index;
	(void)note;
}

static const char *model_path(void *context, size_t index)
{
	const struct holding *holding = context;
	return index == 0 ? holding->cli->catalogue : NULL;
}

static const char *last_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static const char *model_stem(void *context, size_t index)
{
	const struct holding *holding = context;
	(void)index;
	return last_name(holding->cli->catalogue);
}

static void take_model(void *context, size_t index, enum qz_status status, struct qz_result *result, const struct qz_buf *note)
{
	struct holding *holding = context;
	const struct cli *cli = holding->cli;
	const enum qz_severity least = cli->quiet ? QZ_ERROR : cli->verbose ? QZ_INFO : QZ_WARNING;
	(void)index;
	(void)note;
	cli_report(cli, &result->diag, "quanze diff", least, status > QZ_FINDINGS, stderr);
	if (status <= QZ_FINDINGS && result->only.len)
		holding->set = qz_catalogue_set_model(holding->catalogue, last_name(cli->catalogue), result);
	holding->failed |= status <= QZ_FINDINGS && !holding->set;
	holding->status = cli_worst(holding->status, status > QZ_FINDINGS ? status : QZ_OK);
}

static bool read_model(struct holding *holding)
{
	const struct qz_batch batch = {.count = 1,
				       .workers = 1,
				       .options = &holding->cli->options,
				       .context = holding,
				       .run = run_model,
				       .arrive = arrive,
				       .take = take_model,
				       .path = model_path,
				       .stem = model_stem};
	if (qz_batch_run(&batch) != QZ_POOL_DONE)
		holding->status = cli_worst(holding->status, QZ_INPUT);
	return holding->set;
}

/* ---- list by list ---- */

static enum qz_status run(void *context, size_t index, struct qz_result *result, struct qz_buf *note)
{
	const struct holding *holding = context;
	(void)note;
	return qz_catalogue_read(holding->catalogue, holding->inputs->inputs[index].path, result);
}

static const char *path(void *context, size_t index)
{
	const struct holding *holding = context;
	return index < holding->inputs->count ? holding->inputs->inputs[index].path : NULL;
}

static const char *stem(void *context, size_t index)
{
	const struct holding *holding = context;
	return holding->inputs->inputs[index].stem;
}

static void tick(void *context, const struct qz_pool_state *state)
{
	struct holding *holding = context;
	qz_progress_show(&holding->progress, state->done, holding->inputs->inputs[state->current].path);
}

static void take(void *context, size_t index, enum qz_status status, struct qz_result *result, const struct qz_buf *note)
{
	struct holding *holding = context;
	const struct input *input = &holding->inputs->inputs[index];
	const struct cli *cli = holding->cli;
	const enum qz_severity least = cli->quiet ? QZ_ERROR : cli->verbose ? QZ_INFO : QZ_WARNING;
	(void)note;
	qz_progress_clear(&holding->progress);
	cli_report(cli, &result->diag, "quanze diff", least, status > QZ_FINDINGS, stderr);
	holding->failed |= !qz_catalogue_add(holding->catalogue, input->name, status, result, holding->words);
	holding->status = cli_worst(holding->status, status > QZ_FINDINGS ? status : QZ_OK);
}

static void hold_all(struct holding *holding)
{
	const struct cli *cli = holding->cli;
	const struct qz_batch batch = {.count = holding->inputs->count,
				       .workers = cli->workers ? cli->workers : qz_pool_processors(),
				       .options = &cli->options,
				       .context = holding,
				       .run = run,
				       .arrive = arrive,
				       .take = take,
				       .path = path,
				       .stem = stem,
				       .tick = tick};
	qz_progress_init(&holding->progress, cli->progress, batch.count, cli->messages, NULL);
	if (qz_batch_run(&batch) != QZ_POOL_DONE)
		holding->status = cli_worst(holding->status, QZ_INPUT);
	qz_progress_clear(&holding->progress);
}

/* ---- the reports ---- */

/* One output: its bytes, and where they go. */
struct report {
	const char *format;
	struct qz_buf bytes, name; /* name: below the folder */
};

/* The name of a report: as -o says, else of the one list, else of all. */
static void name_report(const struct holding *holding, struct report *report)
{
	const struct inputs *inputs = holding->inputs;
	if (holding->cli->name)
		qz_buf_puts(&report->name, holding->cli->name);
	else if (inputs->count == 1 && !inputs->batch)
		qz_buf_printf(&report->name, "%s.catalogue", inputs->inputs[0].stem);
	else
		qz_buf_puts(&report->name, "catalogue");
	qz_buf_printf(&report->name, ".%s", report->format);
}

static bool is_same(const char *one, const struct stat *two)
{
	struct stat info;
	return stat(one, &info) == 0 && info.st_ino == two->st_ino && info.st_dev == two->st_dev;
}

/* A report never takes the place of the catalogue, or of a list. */
static bool replaces_input(const struct holding *holding, const char *place)
{
	struct stat info;
	if (stat(place, &info) != 0)
		return false;
	bool same = is_same(holding->cli->catalogue, &info);
	for (size_t i = 0; i < holding->inputs->count && !same; i++)
		same = is_same(holding->inputs->inputs[i].path, &info);
	return same;
}

static enum qz_status write_report(const struct holding *holding, const struct report *report, struct qz_diag *diag)
{
	const struct cli *cli = holding->cli;
	const char *folder = cli->options.folder ? cli->options.folder : ".";
	const struct qz_buf *bytes = &report->bytes;
	struct qz_buf place;
	enum qz_status status = QZ_OUTPUT;
	if (strcmp(folder, "-") == 0)
		return fwrite(bytes->data ? bytes->data : "", 1, bytes->len, stdout) == bytes->len ? QZ_OK : QZ_OUTPUT;
	qz_buf_init(&place);
	qz_buf_printf(&place, "%s/%s", folder, report->name.data ? report->name.data : "");
	if (!place.failed && !report->name.failed && replaces_input(holding, place.data))
		qz_diag_add(diag, QZ_RULE_OUTPUT_IS_INPUT, NULL, "path", place.data, NULL);
	else if (!place.failed && !report->name.failed)
		status = qz_write_file(folder, report->name.data, bytes, diag);
	if (status == QZ_OK && !cli->quiet)
		cli_print_name(cli, place.data);
	qz_buf_done(&place);
	return status;
}

/* All reports are drawn before the first is written. */
static enum qz_status report_all(struct holding *holding)
{
	const struct cli *cli = holding->cli;
	struct report reports[OUTPUTS];
	struct qz_diag diag;
	size_t count = 0;
	qz_diag_init(&diag);
	enum qz_status status = holding->failed ? QZ_OUTPUT : qz_catalogue_end(holding->catalogue, &diag);
	for (size_t i = 0; status == QZ_OK && count < OUTPUTS && cli_difference_name(i); i++) {
		struct report *report = &reports[count];
		if (!(cli->options.outputs >> i & 1))
			continue;
		report->format = cli_difference_name(i);
		qz_buf_init(&report->bytes);
		qz_buf_init(&report->name);
		count++;
		name_report(holding, report);
		status = qz_catalogue_draw(holding->catalogue, report->format, &report->bytes, &diag);
	}
	for (size_t i = 0; i < count && status == QZ_OK; i++)
		status = write_report(holding, &reports[i], &diag);
	for (size_t i = 0; i < count; i++) {
		qz_buf_done(&reports[i].bytes);
		qz_buf_done(&reports[i].name);
	}
	cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
	qz_diag_done(&diag);
	if (status == QZ_OK && qz_catalogue_findings(holding->catalogue))
		status = QZ_FINDINGS;
	return cli_worst(holding->status, status);
}

/* ---- operands ---- */

static void drop_input(struct inputs *inputs, size_t index)
{
	struct input *input = &inputs->inputs[index];
	free(input->path);
	free(input->name);
	free(input->stem);
	free(input->clash);
	memmove(input, input + 1, (inputs->count - index - 1) * sizeof *input);
	inputs->count--;
}

static void say_left_out(const struct cli *cli, const char *path)
{
	struct qz_buf shown;
	qz_buf_init(&shown);
	qz_buf_put_visible(&shown, path, strlen(path));
	fprintf(stderr, "quanze: %s: %s\n", shown.data && !shown.failed ? shown.data : "", qz_messages_text(cli->messages, "catalogue.left-out"));
	qz_buf_done(&shown);
}

/* The catalogue itself is no list: found in a folder it is left out, and that is said; named it is wrong usage. */
static enum qz_status leave_out_model(const struct cli *cli, struct inputs *inputs)
{
	struct stat model;
	enum qz_status status = QZ_OK;
	if (stat(cli->catalogue, &model) != 0)
		return QZ_OK; /* reading it says so */
	for (size_t i = inputs->count; i > 0; i--) {
		const struct input *input = &inputs->inputs[i - 1];
		if (!is_same(input->path, &model))
			continue;
		if (!input->found)
			status = cli_complain(cli, "usage.catalogue-itself", input->path);
		else if (!cli->quiet)
			say_left_out(cli, input->path);
		drop_input(inputs, i - 1);
	}
	return status;
}

static enum qz_status hold(struct cli *cli, const struct inputs *inputs)
{
	struct holding holding = {.cli = cli, .inputs = inputs, .status = QZ_OK};
	struct qz_diag diag;
	enum qz_status status = QZ_INPUT;
	qz_diag_init(&diag);
	holding.engine = qz_engine_new(&cli->options, &diag);
	holding.words = holding.engine ? qz_messages_load(cli->options.resources, cli->options.language ? cli->options.language : "zh-CN", &diag) : NULL;
	holding.catalogue = holding.words ? qz_catalogue_new(holding.engine, cli->level, &diag) : NULL;
	cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
	if (holding.catalogue && read_model(&holding)) {
		hold_all(&holding);
		status = report_all(&holding);
	} else if (holding.catalogue) {
		status = cli_worst(holding.status, QZ_INPUT);
	}
	qz_catalogue_free(holding.catalogue);
	qz_messages_free(holding.words);
	qz_engine_free(holding.engine);
	qz_diag_done(&diag);
	return status;
}

/* Options that say how two revisions are shown. */
static const char *find_unfit(const struct cli *cli)
{
	const struct qz_options *options = &cli->options;
	return options->list_kept ? "--list-kept" : options->ignore_layout ? "--ignore-layout" : options->annex ? "--annex" : options->paper ? "--paper" : NULL;
}

static enum qz_status check(struct cli *cli)
{
	const struct qz_options *options = &cli->options;
	const bool several = (options->outputs & (options->outputs - 1)) != 0, printed = options->folder && strcmp(options->folder, "-") == 0;
	if (cli->ninputs == 0)
		return cli_complain(cli, "usage.no-input", "");
	if (find_unfit(cli))
		return cli_complain(cli, "usage.not-with-catalogue", find_unfit(cli));
	if (strcmp(cli->catalogue, "-") == 0)
		return cli_complain(cli, "usage.catalogue-file", "");
	if (printed && several)
		return cli_complain(cli, "usage.one-output", "-o -");
	for (size_t i = 0; printed && isatty(STDOUT_FILENO) && cli_difference_name(i); i++)
		if (options->outputs >> i & 1 && (strcmp(cli_difference_name(i), "docx") == 0 || strcmp(cli_difference_name(i), "xlsx") == 0))
			return cli_complain(cli, "usage.no-terminal", cli_difference_name(i));
	return cli_check_target(cli);
}

enum qz_status cli_hold_against_catalogue(struct cli *cli)
{
	struct inputs inputs;
	enum qz_status status = check(cli);
	if (status != QZ_OK)
		return status;
	cli_hold_signals();
	status = cli_inputs(cli, NULL, &inputs);
	const enum qz_status usage = leave_out_model(cli, &inputs);
	if (usage != QZ_OK)
		status = usage;
	else
		status = cli_worst(status, hold(cli, &inputs));
	cli_inputs_done(&inputs);
	if (fflush(stdout) != 0)
		status = QZ_OUTPUT;
	cli_release_signals();
	return status;
}
