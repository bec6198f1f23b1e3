/*
 * Jobs, for job.h: what is loaded for them all, and a list or a comparison on
 * its way in a worker.
 */
#include "serve/job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"
#include "serve/decided.h"
#include "serve/desk.h"
#include "serve/name.h"
#include "serve/pages.h"
#include "serve/review.h"
#include "serve/work.h"

/* ---- what is loaded ---- */

/* A list goes its way once before the first fork: what is made at a first use is there then, in memory that all workers share. */
static bool warm_up(struct qz_job_parts *parts)
{
	static const char list[] = "序号\t职权名称\t职权类型\t实施依据\n1\t对逾期未改正的行政处罚\t行政处罚\t《中华人民共和国网络安全法》第五十九条\n";
	struct qz_options options = parts->list_options;
	struct qz_result result;
	qz_result_init(&result);
	options.folder = "-";
	options.as_of = options.as_of ? options.as_of : "2026-01-01";
	if (qz_engine_turn(parts->list, &options, &result.diag))
		qz_engine_run_bytes(parts->list, "warm.tsv", list, sizeof list - 1, "warm", &result);
	const bool back = qz_engine_turn(parts->list, &parts->list_options, &result.diag);
	qz_result_done(&result);
	return back;
}

bool qz_job_parts_load(struct qz_job_parts *parts, const struct qz_serve_options *options, struct qz_diag *diag)
{
	const char *resources = options->base->resources;
	*parts = (struct qz_job_parts){.options = options, .list_options = *options->base, .compare_options = *options->base};
	for (size_t i = 0; qz_backend_name(i); i++)
		parts->list_options.outputs |= 1u << i;
	for (size_t i = 0; qz_comparison_name(i); i++)
		parts->compare_options.outputs |= *qz_comparison_name(i) ? 1u << i : 0;
	parts->list_options.filing = parts->list_options.judge = true;
	parts->compare_options.compare = true;
	parts->compare_options.judge = false;
	const bool loaded = (parts->words[0] = qz_messages_load(resources, "zh-CN", diag)) && (parts->words[1] = qz_messages_load(resources, "en", diag)) &&
	       (parts->pages = qz_pages_new(resources, diag)) && (parts->list = qz_engine_new(&parts->list_options, diag)) &&
	       (parts->compare = qz_engine_new(&parts->compare_options, diag));
	return loaded && warm_up(parts);
}

void qz_job_parts_free(struct qz_job_parts *parts)
{
	if (!parts)
		return;
	qz_engine_free(parts->list);
	qz_engine_free(parts->compare);
	qz_pages_free(parts->pages);
	qz_messages_free(parts->words[0]);
	qz_messages_free(parts->words[1]);
	free(parts);
}

/* ---- one input ---- */

static enum qz_status run_engine(struct qz_desk *desk, struct qz_desk_input *input, const struct qz_options *options, struct qz_result *result)
{
	struct qz_engine *engine = desk->parts->list;
	enum qz_status status = qz_desk_read(desk, input, &result->diag);
	if (status == QZ_OK && !qz_desk_turn(engine, options, &result->diag))
		status = QZ_INPUT;
	return status == QZ_OK ? qz_engine_run_bytes(engine, input->name, input->bytes, input->len, input->stem, result) : status;
}

/* As `quanze convert`; with the row of a summary, where one is wanted. */
static enum qz_status convert_input(struct qz_desk *desk, size_t index, struct qz_buf *rows, struct qz_job_outcome *outcome)
{
	struct qz_desk_input *input = &desk->inputs[index];
	struct qz_options options = desk->options;
	options.digest = rows != NULL;
	struct qz_result result;
	qz_result_init(&result);
	snprintf(desk->stored, sizeof desk->stored, "%zu", index + 1);
	enum qz_status status = run_engine(desk, input, &options, &result);
	for (size_t i = 0; status == QZ_OK && qz_backend_name(i); i++)
		if (options.outputs >> i & 1)
			qz_work_note_output(desk, index, "", input->stem, qz_backend_name(i), qz_backend_name(i));
	for (int i = 0; i < QZ_SEVERITIES && desk->order->programs; i++)
		outcome->totals[i] += result.diag.totals[i];
	if (status != QZ_OK && desk->order->programs)
		qz_work_report(desk, index, status, &result);
	outcome->items += result.items;
	if (rows)
		qz_work_summary_row(desk, index, status, &result, rows);
	qz_result_done(&result);
	return status;
}

/* The Word file without its appendix, for the files, where it may be had. */
static void convert_plain(struct qz_desk *desk, size_t index)
{
	struct qz_desk_input *input = &desk->inputs[index];
	struct qz_options options = desk->options;
	struct qz_result result;
	qz_result_init(&result);
	options.outputs = 0;
	for (size_t i = 0; qz_backend_name(i); i++)
		options.outputs |= strcmp(qz_backend_name(i), "docx") == 0 ? 1u << i : 0;
	options.appendix = false;
	snprintf(desk->stored, sizeof desk->stored, "%zu-plain", index + 1);
	if (run_engine(desk, input, &options, &result) == QZ_OK)
		qz_work_note_output(desk, index, "-plain", input->stem, "docx", "docx-plain");
	qz_result_done(&result);
}

enum qz_status qz_work_convert(struct qz_desk *desk, struct qz_job_outcome *outcome)
{
	enum qz_status worst = QZ_OK;
	const bool summed = !desk->order->programs && desk->count > 1;
	struct qz_buf rows;
	qz_buf_init(&rows);
	if (!desk->order->programs)
		worst = qz_work_judge(desk, outcome); /* first: it takes the filing schema, which the list that goes out does not */
	for (size_t i = 0; i < desk->count && !desk->order->programs; i++)
		convert_plain(desk, i);
	for (size_t i = 0; i < desk->count; i++) {
		const enum qz_status status = convert_input(desk, i, summed ? &rows : NULL, outcome);
		worst = status > worst ? status : worst;
	}
	if (summed)
		qz_work_summary(desk, &rows);
	qz_buf_done(&rows);
	return worst;
}

/* ---- two revisions ---- */

/* As `quanze diff`. */
static enum qz_status compare(struct qz_desk *desk, struct qz_job_outcome *outcome)
{
	struct qz_result result;
	if (desk->count != 2)
		return QZ_USAGE;
	struct qz_desk_input *old = &desk->inputs[0], *new = &desk->inputs[1];
	qz_result_init(&result);
	enum qz_status status = qz_desk_read(desk, old, &result.diag);
	char *bytes = old->bytes; /* both are held */
	old->bytes = NULL;
	if (status == QZ_OK)
		status = qz_desk_read(desk, new, &result.diag);
	if (status == QZ_OK && !qz_desk_turn(desk->parts->compare, &desk->options, &result.diag))
		status = QZ_INPUT;
	snprintf(desk->stored, sizeof desk->stored, "1");
	const struct qz_named_bytes olds = {old->name, bytes, old->len}, news = {new->name, new->bytes, new->len};
	char *stem = strndup(new->name, strlen(new->name));
	if (stem) /* the two may have the same name */
		stem[qz_name_stem(new->name)] = '\0';
	if (status == QZ_OK)
		status = stem ? qz_engine_compare_bytes(desk->parts->compare, &olds, &news, stem, &result) : QZ_INPUT;
	for (size_t i = 0; status <= QZ_FINDINGS && qz_comparison_name(i); i++)
		if (*qz_comparison_name(i) && (desk->options.outputs >> i & 1))
			qz_work_note_output(desk, 0, "", stem, qz_comparison_name(i), "diff");
	if (status > QZ_FINDINGS)
		qz_work_report(desk, 1, status, &result);
	for (int i = 0; i < QZ_SEVERITIES; i++)
		outcome->totals[i] += result.diag.totals[i];
	outcome->items = result.items;
	qz_result_done(&result);
	free(stem);
	free(bytes);
	return status;
}

/* ---- the job ---- */

/* A table of decisions that was brought takes the place of those made here; one that is none is refused. */
static enum qz_status take_brought(struct qz_desk *desk)
{
	struct qz_buf name, table;
	struct qz_diag diag;
	char path[320];
	qz_buf_init(&name);
	qz_buf_init(&table);
	qz_diag_init(&diag);
	enum qz_status status = QZ_OK;
	if (!desk->order->programs && qz_store_read(&desk->folder, "brought", 48, &name) && name.len) {
		snprintf(path, sizeof path, "%s/%.*s", desk->folder.path, (int)strcspn(name.data, "\n"), name.data);
		status = qz_decided_import(path, &desk->options, desk->words == desk->parts->words[0], &table, &diag) == QZ_OK ? QZ_OK : QZ_USAGE;
		if (status == QZ_OK && !qz_store_write(&desk->folder, "decisions.tsv", table.data, table.len))
			status = QZ_OUTPUT;
		qz_store_drop(&desk->folder, "brought");
	}
	if (status == QZ_OK && table.len) {
		snprintf(desk->decisions, sizeof desk->decisions, "%s/decisions.tsv", desk->folder.path);
		desk->options.decisions = desk->decisions;
	}
	qz_diag_done(&diag);
	qz_buf_done(&name);
	qz_buf_done(&table);
	return status;
}

static enum qz_status run_job(struct qz_desk *desk, struct qz_job_outcome *outcome)
{
	enum qz_status status;
	switch (desk->order->kind) {
	case QZ_JOB_CONVERT:
		if (!desk->order->programs && !qz_work_expand(desk))
			return QZ_OUTPUT;
		status = take_brought(desk);
		return status == QZ_OK ? qz_work_convert(desk, outcome) : status;
	case QZ_JOB_VALIDATE:
		return qz_work_judge(desk, outcome);
	case QZ_JOB_COMPARE:
		return compare(desk, outcome);
	case QZ_JOB_PAGE:
		return qz_work_page(desk);
	case QZ_JOB_ZIP:
		return qz_work_zip(desk);
	default:
		return QZ_USAGE;
	}
}

#ifdef QZ_TEST_HOOKS
#include <signal.h>
#include <unistd.h>

/* For tests: uploads whose names say so hang, crash, eat memory or end their worker. */
static void misbehave(const struct qz_desk *desk)
{
	for (size_t i = 0; i < desk->count && desk->order->kind != QZ_JOB_PAGE; i++) {
		const char *name = desk->inputs[i].name;
		while (strstr(name, "test-hang"))
			pause();
		if (strstr(name, "test-crash"))
			raise(SIGSEGV);
		if (strstr(name, "test-exit"))
			_exit(7);
		while (strstr(name, "test-memory"))
			memset(xmlMalloc((size_t)16 << 20), 1, 4096);
	}
}
#else
static void misbehave(const struct qz_desk *desk)
{
	(void)desk;
}
#endif

static bool makes_outputs(enum qz_job_kind kind)
{
	return kind == QZ_JOB_CONVERT || kind == QZ_JOB_COMPARE || kind == QZ_JOB_VALIDATE;
}

void qz_job_run(struct qz_job_parts *parts, const struct qz_job_order *order, struct qz_job_outcome *outcome)
{
	struct qz_desk desk;
	outcome->number = order->number;
	outcome->end = QZ_END_ANSWER;
	outcome->status = qz_desk_open(&desk, parts, order);
	misbehave(&desk);
	if (outcome->status == QZ_OK && makes_outputs(order->kind))
		qz_store_clear(&desk.folder);
	if (outcome->status == QZ_OK)
		outcome->status = run_job(&desk, outcome);
	if (makes_outputs(order->kind) && desk.folder.fd >= 0) {
		desk.failed |= desk.manifest.failed || !qz_store_write(&desk.folder, "manifest", desk.manifest.data ? desk.manifest.data : "", desk.manifest.len);
		if (order->programs && outcome->status <= QZ_FINDINGS && order->kind != QZ_JOB_VALIDATE)
			outcome->status = qz_work_zip(&desk) == QZ_OK ? outcome->status : QZ_OUTPUT;
	}
	if (desk.failed)
		outcome->status = QZ_OUTPUT;
	qz_desk_close(&desk);
}
