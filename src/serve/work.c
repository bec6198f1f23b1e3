/*
 * Judging in a worker, for work.h: as `quanze validate`, for every input.
 */
#include "serve/work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "engine.h"
#include "serve/review.h"

struct judging {
	struct qz_desk *desk;
	struct qz_options options;
	struct qz_json *json;
	struct qz_since *since; /* NULL: no earlier report */
	struct qz_buf open;     /* decisions: lines that wait */
	struct qz_buf summary;  /* a line an input: state, items, errors, warnings, style, its name */
};

void qz_work_note_output(struct qz_desk *desk, size_t index, const char *what, const char *stem, const char *extension, const char *kind)
{
	char file[64], whole[24];
	struct qz_buf name;
	const bool diff = strcmp(kind, "diff") == 0, chinese = desk->words == desk->parts->words[0];
	const char *shown = diff ? ".diff" : strcmp(kind, "docx-plain") == 0 ? (chinese ? "（备案）" : "-filing") : what;
	qz_buf_init(&name);
	snprintf(file, sizeof file, "%zu%s.%s", index + 1, what, extension);
	snprintf(whole, sizeof whole, "%s%s", diff ? "diff-" : "", diff ? extension : kind);
	qz_buf_printf(&name, "%s%s.%s", stem, shown, extension);
	qz_desk_note(desk, file, name.data ? name.data : file, whole, diff ? SIZE_MAX : index);
	qz_buf_done(&name);
}

static bool is_off(const void *context, enum qz_rule rule)
{
	return qz_engine_is_off(context, rule);
}

/* ---- what goes back to a department ---- */

/* As `quanze validate --format docx` and html: information is left out. */
static void reply(struct judging *judging, size_t index, const struct qz_result *result, const char *format)
{
	struct qz_desk *desk = judging->desk;
	const struct qz_desk_input *input = &desk->inputs[index];
	const struct qz_options *options = &judging->options;
	struct qz_judged judged;
	struct qz_diag diag;
	struct qz_buf bytes, name;
	char file[48];
	qz_diag_init(&diag);
	qz_buf_init(&bytes);
	qz_buf_init(&name);
	struct qz_report_document *report =
		qz_report_document_new(desk->words, options->language ? options->language : "zh-CN", options->as_of, judging->since);
	bool whole = qz_judged_init(&judged, input->name, result->items, &result->diag, QZ_STYLE, 0) && report;
	judged.title = result->title;
	judged.body = result->body;
	if (whole && strcmp(format, "docx") == 0)
		qz_report_document_gather(report, QZ_WARNING); /* the sheet says once what many items share */
	if (whole)
		qz_report_document_add(report, &judged);
	if (whole && qz_report_draw(options, report, format, &bytes, &diag) == QZ_OK) {
		const bool page = strcmp(format, "html") == 0;
		snprintf(file, sizeof file, "%zu-reply.%s", index + 1, format);
		qz_buf_printf(&name, "%s.report.%s", input->stem, format);
		qz_desk_put(desk, file, name.data ? name.data : file, page ? "reply-html" : "reply", index, &bytes);
	}
	qz_judged_done(&judged);
	qz_report_document_free(report);
	qz_diag_done(&diag);
	qz_buf_done(&bytes);
	qz_buf_done(&name);
}

/* A workbook with macros, or a template, is still one. */
static const char *workbook_extension(const char *name)
{
	static const char *const others[] = {"xlsm", "xltx", "xltm"};
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; dot && i < sizeof others / sizeof *others; i++)
		if (strcasecmp(dot + 1, others[i]) == 0)
			return others[i];
	return "xlsx";
}

static void put_marked(struct judging *judging, size_t index, const struct qz_result *result)
{
	struct qz_desk *desk = judging->desk;
	const struct qz_desk_input *input = &desk->inputs[index];
	const char *extension = workbook_extension(input->name);
	char file[48];
	struct qz_buf name;
	qz_buf_init(&name);
	snprintf(file, sizeof file, "%zu-marked.%s", index + 1, extension);
	qz_buf_printf(&name, "%s.report.%s", input->stem, extension);
	if (result->only.len)
		qz_desk_put(desk, file, name.data ? name.data : file, "marked", index, &result->only);
	qz_buf_done(&name);
}

/* ---- one input ---- */

static void put_review(struct judging *judging, size_t index, struct qz_review *review, const struct qz_judged *judged, enum qz_status status)
{
	char file[48];
	struct qz_buf bytes;
	qz_buf_init(&bytes);
	snprintf(file, sizeof file, "out/review-%zu.xml", index + 1);
	if (!qz_review_write(review, judged, status, &bytes) || !qz_store_write(&judging->desk->folder, file, bytes.data ? bytes.data : "", bytes.len))
		judging->desk->failed = true;
	qz_buf_done(&bytes);
}

static void add_judged(struct judging *judging, size_t index, struct qz_review *review, enum qz_status status, struct qz_result *result)
{
	struct qz_desk *desk = judging->desk;
	const struct qz_since_how how = {.judged = status == QZ_OK, .is_off = is_off, .context = desk->parts->list};
	const size_t *totals = result->diag.totals;
	struct qz_judged judged;
	bool whole = qz_judged_init(&judged, desk->inputs[index].name, result->items, &result->diag, QZ_INFO, 0);
	judged.title = result->title;
	judged.body = result->body;
	if (whole && judging->since)
		whole = qz_since_compare(judging->since, &how, &judged);
	if (whole)
		qz_json_add(judging->json, &judged);
	if (whole && review)
		put_review(judging, index, review, &judged, status);
	desk->failed |= !whole;
	qz_judged_done(&judged);
	qz_buf_printf(&judging->summary, "%s\t%zu\t%zu\t%zu\t%zu\t%s\n", status == QZ_OK ? "list" : "none", result->items, totals[QZ_ERROR],
		      totals[QZ_WARNING], totals[QZ_STYLE], desk->inputs[index].name);
}

static enum qz_status judge_input(struct judging *judging, size_t index, struct qz_job_outcome *outcome)
{
	struct qz_desk *desk = judging->desk;
	struct qz_desk_input *input = &desk->inputs[index];
	struct qz_engine *engine = desk->parts->list;
	struct qz_review *review = desk->order->programs ? NULL : qz_review_new(desk->words);
	struct qz_result result;
	qz_result_init(&result);
	enum qz_status status = qz_desk_read(desk, input, &result.diag);
	engine->watch = review ? qz_review_watch(review) : NULL;
	if (status == QZ_OK && !qz_desk_turn(engine, &judging->options, &result.diag))
		status = QZ_INPUT;
	if (status == QZ_OK)
		status = qz_engine_run_bytes(engine, input->name, input->bytes, input->len, input->stem, &result);
	engine->watch = NULL;
	if (status == QZ_OUTPUT) /* a workbook that cannot be marked, as its findings say, is read and judged all the same */
		status = QZ_OK;
	add_judged(judging, index, review, status, &result);
	if (!desk->order->programs) {
		reply(judging, index, &result, "docx");
		reply(judging, index, &result, "html");
		put_marked(judging, index, &result);
	}
	qz_buf_add(&judging->open, result.decisions.data ? result.decisions.data : "", result.decisions.len);
	for (int i = 0; i < QZ_SEVERITIES; i++)
		outcome->totals[i] += result.diag.totals[i];
	qz_review_free(review);
	qz_result_done(&result);
	return status;
}

/* ---- all ---- */

/* An earlier report that is none is left aside: the front has looked at none of it. */
static struct qz_since *load_since(struct qz_desk *desk, enum qz_status *status)
{
	char path[300];
	size_t size;
	struct qz_diag diag;
	const int fd = qz_store_open(&desk->folder, "first.json", &size);
	if (fd < 0)
		return NULL;
	close(fd);
	qz_diag_init(&diag);
	snprintf(path, sizeof path, "%s/first.json", desk->folder.path);
	struct qz_since *since = qz_since_load(path, &desk->options.limits, &diag);
	const char **names = calloc(desk->count + 1, sizeof *names);
	for (size_t i = 0; names && i < desk->count; i++)
		names[i] = desk->inputs[i].name;
	if (!since || !names || !qz_since_plan(since, names, desk->count))
		*status = QZ_USAGE;
	free(names);
	qz_diag_done(&diag);
	return since;
}

static void put_report(struct judging *judging)
{
	struct qz_desk *desk = judging->desk;
	struct qz_buf text;
	qz_buf_init(&text);
	char *json = qz_json_text(judging->json);
	qz_buf_puts(&text, json ? json : "");
	text.failed |= !json;
	qz_desk_put(desk, "report.json", "report.json", "report", SIZE_MAX, &text);
	free(json);
	qz_buf_done(&text);
}

enum qz_status qz_work_judge(struct qz_desk *desk, struct qz_job_outcome *outcome)
{
	struct judging judging = {.desk = desk, .options = desk->options};
	enum qz_status worst = QZ_OK;
	judging.options.outputs = 0;
	judging.options.folder = "-";
	judging.options.filing = judging.options.judge = true;
	if (!desk->order->programs) {
		judging.options.mark = desk->words;
		judging.options.write_decisions = desk->words;
	}
	qz_buf_init(&judging.open);
	qz_buf_init(&judging.summary);
	judging.since = load_since(desk, &worst);
	judging.json = qz_json_new(desk->words, desk->options.as_of, judging.since);
	desk->failed |= !judging.json;
	for (size_t i = 0; judging.json && worst != QZ_USAGE && i < desk->count; i++) {
		const enum qz_status status = judge_input(&judging, i, outcome);
		worst = status > worst ? status : worst;
	}
	if (judging.json && worst != QZ_USAGE)
		put_report(&judging);
	if (!desk->order->programs && !desk->failed)
		desk->failed = judging.summary.failed || judging.open.failed ||
			       !qz_store_write(&desk->folder, "inputs", judging.summary.data ? judging.summary.data : "", judging.summary.len) ||
			       !qz_store_write(&desk->folder, "open.tsv", judging.open.data ? judging.open.data : "", judging.open.len);
	qz_json_free(judging.json);
	qz_since_free(judging.since);
	qz_buf_done(&judging.open);
	qz_buf_done(&judging.summary);
	return worst;
}

void qz_work_report(struct qz_desk *desk, size_t index, enum qz_status status, const struct qz_result *result)
{
	struct judging judging = {.desk = desk, .options = desk->options};
	struct qz_judged judged;
	(void)status;
	judging.json = qz_json_new(desk->words, desk->options.as_of, NULL);
	desk->failed |= !judging.json || !qz_judged_init(&judged, desk->inputs[index].name, result->items, &result->diag, QZ_INFO, 0);
	if (!desk->failed) {
		judged.title = result->title;
		judged.body = result->body;
		qz_json_add(judging.json, &judged);
		put_report(&judging);
		qz_judged_done(&judged);
	}
	qz_json_free(judging.json);
}
