/*
 * quanze impact: which items of which lists an amendment of a law touches, and
 * what is to be done about each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch/batch.h"
#include "batch/lists.h"
#include "cli/cmd.h"

struct tracing {
	struct cli *cli;
	struct qz_impact *impact;
	struct qz_messages *words; /* of the report, in its language */
	const struct inputs *inputs;
	struct qz_progress progress;
	enum qz_status status;
	struct stat out; /* what stands where the report will: st_ino 0: nothing */
	bool clash;      /* that is one of the lists */
	bool failed;     /* memory ran out */
};

/* ---- list by list ---- */

/* In a worker. */
static enum qz_status run(void *context, size_t index, struct qz_result *result, struct qz_buf *note)
{
	const struct tracing *tracing = context;
	(void)note;
	return qz_impact_read(tracing->impact, tracing->inputs->inputs[index].path, result);
}

static void arrive(void *context, size_t index, const struct qz_buf *note)
{
	(void)context;
	(void)index;
	(void)note;
}

static const char *path(void *context, size_t index)
{
	const struct tracing *tracing = context;
	return index < tracing->inputs->count ? tracing->inputs->inputs[index].path : NULL;
}

static const char *stem(void *context, size_t index)
{
	const struct tracing *tracing = context;
	return tracing->inputs->inputs[index].stem;
}

static void tick(void *context, const struct qz_pool_state *state)
{
	struct tracing *tracing = context;
	qz_progress_show(&tracing->progress, state->done, tracing->inputs->inputs[state->current].path);
}

/* A file that stands where the report will is a list, and must not be replaced, or the report of an earlier run. */
static bool is_report(struct tracing *tracing, const struct input *input, enum qz_status status)
{
	struct stat info;
	bool there = tracing->out.st_ino && stat(input->path, &info) == 0;
	bool same = there && info.st_ino == tracing->out.st_ino && info.st_dev == tracing->out.st_dev;
	tracing->clash |= same && status <= QZ_FINDINGS;
	return same && status > QZ_FINDINGS;
}

/* In the parent: why a list cannot be read goes to stderr; what is wrong with one that can, validate is there to tell.
 */
static void take(void *context, size_t index, enum qz_status status, struct qz_result *result,
		 const struct qz_buf *note)
{
	struct tracing *tracing = context;
	const struct input *input = &tracing->inputs->inputs[index];
	const enum qz_severity least = tracing->cli->verbose ? QZ_INFO : QZ_ERROR;
	(void)note;
	qz_progress_clear(&tracing->progress);
	if (is_report(tracing, input, status))
		return;
	if (status > QZ_FINDINGS || tracing->cli->verbose) /* findings begin with the name of the file */
		cli_report(tracing->cli, &result->diag, "quanze impact", least, status > QZ_FINDINGS, stderr);
	tracing->failed |= !qz_impact_add(tracing->impact, input->name, status, result, tracing->words);
	tracing->status = cli_worst(tracing->status, status);
}

static void trace_all(struct tracing *tracing)
{
	const struct cli *cli = tracing->cli;
	const struct qz_batch batch = {.count = tracing->inputs->count,
				       .workers = cli->workers ? cli->workers : qz_pool_processors(),
				       .options = &cli->options,
				       .context = tracing,
				       .run = run,
				       .arrive = arrive,
				       .take = take,
				       .path = path,
				       .stem = stem,
				       .tick = tick};
	qz_progress_init(&tracing->progress, cli->progress, batch.count, cli->messages, NULL);
	if (qz_batch_run(&batch) != QZ_POOL_DONE)
		tracing->status = cli_worst(tracing->status, QZ_INPUT);
	qz_progress_clear(&tracing->progress);
}

/* ---- the report ---- */

static const char *const format_names[FORMATS] = {"text", "json", "sarif", "xml", "html", "docx"};
static const char *const extensions[FORMATS] = {".txt", ".json", NULL, ".xml", ".html", ".docx"};

/* The format that a file's name asks for; FORMATS: it names a folder. */
static enum report_format format_of(const char *name)
{
	size_t len = strlen(name);
	for (int i = 0; i < FORMATS; i++)
		if (extensions[i] && len > strlen(extensions[i]) &&
		    strcmp(name + len - strlen(extensions[i]), extensions[i]) == 0)
			return (enum report_format)i;
	return FORMATS;
}

/* -o: a folder, or a file. False on standard output, and when memory ran out. */
static bool find_place(const struct cli *cli, struct qz_buf *folder, struct qz_buf *name)
{
	const char *out = cli->options.folder, *slash = out ? strrchr(out, '/') : NULL;
	if (!out || strcmp(out, "-") == 0)
		return false;
	if (format_of(out) == FORMATS) {
		qz_buf_puts(folder, out);
		qz_buf_printf(name, "impact%s", extensions[cli->format]);
	} else {
		qz_buf_add(folder, slash == out ? "/" : slash ? out : ".", slash && slash != out ? (size_t)(slash - out) : 1);
		qz_buf_puts(name, slash ? slash + 1 : out);
	}
	return !folder->failed && !name->failed;
}

/* What stands where the report will. */
static void find_report(const struct cli *cli, struct stat *out)
{
	struct qz_buf folder, name;
	qz_buf_init(&folder);
	qz_buf_init(&name);
	bool named = find_place(cli, &folder, &name);
	qz_buf_printf(&folder, "/%s", named ? name.data : "");
	if (!named || folder.failed || stat(folder.data, out) != 0)
		out->st_ino = 0;
	qz_buf_done(&folder);
	qz_buf_done(&name);
}

static enum qz_status write_report(const struct tracing *tracing, const struct qz_buf *bytes, struct qz_diag *diag)
{
	const struct cli *cli = tracing->cli;
	struct qz_buf folder, name;
	if (!cli->options.folder || strcmp(cli->options.folder, "-") == 0)
		return fwrite(bytes->data ? bytes->data : "", 1, bytes->len, stdout) == bytes->len ? QZ_OK : QZ_OUTPUT;
	qz_buf_init(&folder);
	qz_buf_init(&name);
	enum qz_status status = QZ_OUTPUT;
	if (find_place(cli, &folder, &name) && tracing->clash)
		qz_diag_add(diag, QZ_RULE_OUTPUT_IS_INPUT, NULL, "path", name.data, NULL);
	else if (!folder.failed && !name.failed)
		status = qz_write_file(folder.data, name.data, bytes, diag);
	if (status == QZ_OK && !cli->quiet)
		printf("%s/%s\n", folder.data, name.data);
	qz_buf_done(&folder);
	qz_buf_done(&name);
	return status;
}

static enum qz_status report_all(struct tracing *tracing)
{
	const struct cli *cli = tracing->cli;
	struct qz_diag diag;
	struct qz_buf bytes;
	qz_diag_init(&diag);
	qz_buf_init(&bytes);
	enum qz_status status = tracing->failed ? QZ_OUTPUT : qz_impact_end(tracing->impact, &diag);
	if (status == QZ_OK)
		status = qz_impact_draw(tracing->impact, format_names[cli->format], &bytes, &diag);
	if (status == QZ_OK)
		status = write_report(tracing, &bytes, &diag);
	cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
	qz_buf_done(&bytes);
	qz_diag_done(&diag);
	if (status == QZ_OK && qz_impact_touched(tracing->impact))
		status = QZ_FINDINGS;
	return cli_worst(tracing->status, status);
}

/* ---- operands ---- */

/* The operands, output folders and summaries replaced by their lists: `paths` holds the texts. False when memory ran
 * out. */
static enum qz_status expand(struct cli *cli, struct qz_buf *paths)
{
	struct qz_diag diag;
	size_t count = 0;
	qz_diag_init(&diag);
	for (size_t i = 0; i < cli->ninputs; i++) {
		if (strcmp(cli->inputs[i], "-") == 0 || !qz_lists_of(cli->inputs[i], paths, &diag)) {
			qz_buf_puts(paths, cli->inputs[i]);
			qz_buf_putc(paths, '\0');
		}
	}
	for (size_t i = 0; i < paths->len; i++)
		count += paths->data[i] == '\0';
	char **inputs = paths->failed ? NULL : calloc(count + 1, sizeof *inputs);
	enum qz_status status = !inputs ? QZ_INPUT : diag.count ? QZ_INPUT : QZ_OK;
	cli_report(cli, &diag, "summary.xml", QZ_INFO, true, stderr);
	qz_diag_done(&diag);
	if (!inputs)
		return status;
	for (size_t i = 0, at = 0; i < count; at += strlen(paths->data + at) + 1)
		inputs[i++] = paths->data + at;
	free(cli->inputs);
	cli->inputs = inputs;
	cli->ninputs = count;
	return status;
}

/* The register is asked before any list is read: a law or a day that it lacks is wrong usage. */
static enum qz_status trace(struct cli *cli, const struct inputs *inputs)
{
	struct tracing tracing = {.cli = cli, .inputs = inputs, .status = QZ_OK};
	struct qz_diag diag;
	enum qz_status status = QZ_INPUT;
	qz_diag_init(&diag);
	struct qz_engine *engine = qz_engine_new(&cli->options, &diag);
	tracing.words = engine ? qz_messages_load(cli->options.resources,
						  cli->options.language ? cli->options.language : "zh-CN", &diag)
			       : NULL;
	tracing.impact = tracing.words ? qz_impact_new(engine, cli->law, cli->law_from, cli->law_to, &diag) : NULL;
	if (tracing.words && !tracing.impact && !diag.failed)
		status = QZ_USAGE;
	cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
	if (tracing.impact) {
		find_report(cli, &tracing.out);
		trace_all(&tracing);
		status = report_all(&tracing);
	}
	qz_impact_free(tracing.impact);
	qz_messages_free(tracing.words);
	qz_engine_free(engine);
	qz_diag_done(&diag);
	return status;
}

enum qz_status cmd_impact(struct cli *cli)
{
	struct qz_buf paths;
	struct inputs inputs;
	if (!cli->law)
		return cli_complain(cli, "usage.no-law", "");
	if (cli->ninputs == 0 && !cli->files_from)
		return cli_complain(cli, "usage.no-input", "");
	if (cli->options.folder && !cli->format_given && format_of(cli->options.folder) != FORMATS)
		cli->format = format_of(cli->options.folder);
	if (cli->format == FORMAT_DOCX && !cli->options.folder && isatty(STDOUT_FILENO))
		return cli_complain(cli, "usage.no-terminal", "-t docx");
	cli->options.outputs = 0;
	cli->options.judge = true;
	qz_buf_init(&paths);
	cli_hold_signals();
	enum qz_status status = expand(cli, &paths);
	if (status == QZ_OK || cli->ninputs || cli->files_from) {
		status = cli_worst(status, cli_inputs(cli, NULL, &inputs));
		status = cli_worst(status, trace(cli, &inputs));
		cli_inputs_done(&inputs);
	}
	if (fflush(stdout) != 0)
		status = QZ_OUTPUT;
	qz_buf_done(&paths);
	cli_release_signals();
	return status;
}
