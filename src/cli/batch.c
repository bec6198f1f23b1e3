/*
 * Batches that keep a record: what was done is not done again, and the whole
 * is summed up.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"

static const char *folder_of(const struct cli *cli)
{
	return cli->options.folder ? cli->options.folder : ".";
}

enum qz_status cli_batch_open(const struct cli *cli, struct batch *batch)
{
	struct qz_diag diag;
	*batch = (struct batch){.cli = cli};
	qz_diag_init(&diag);
	if (cli->shards)
		snprintf(batch->shard, sizeof batch->shard, "%zu-of-%zu", cli->shard, cli->shards);
	qz_batch_key(cli->options.resources, &cli->given, batch->key);
	batch->messages = qz_messages_load(cli->options.resources, cli->options.language ? cli->options.language : "zh-CN", &diag);
	batch->record = batch->messages ? qz_record_open(folder_of(cli), batch->shard, batch->key, &diag) : NULL;
	if (!batch->record)
		cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
	qz_diag_done(&diag);
	return batch->record ? QZ_OK : QZ_OUTPUT;
}

enum qz_status cli_batch_plan(struct batch *batch, const struct inputs *inputs)
{
	batch->names = calloc(inputs->count + 1, sizeof *batch->names);
	for (size_t i = 0; batch->names && i < inputs->count; i++)
		batch->names[i] = inputs->inputs[i].name;
	return batch->names && qz_record_plan(batch->record, batch->names, inputs->count) ? QZ_OK : QZ_OUTPUT;
}

void cli_batch_done(struct batch *batch)
{
	qz_record_free(batch->record);
	qz_messages_free(batch->messages);
	free(batch->names);
}

/* ---- the inputs ---- */

bool cli_batch_holds(const struct batch *batch, const struct input *input)
{
	const struct qz_row *row = batch->cli->rebuild ? NULL : qz_record_find(batch->record, input->name);
	return row && qz_row_holds(batch->record, row, input->path, input->stem);
}

void cli_batch_note(const struct batch *batch, const struct input *input, enum qz_status status, const struct qz_result *result, struct qz_buf *note)
{
	const struct qz_finding *fault = NULL;
	struct qz_buf message;
	qz_buf_init(&message);
	for (size_t i = 0; status != QZ_OK && !fault && i < result->diag.count; i++)
		if (result->diag.findings[i].severity == QZ_ERROR)
			fault = &result->diag.findings[i];
	if (fault)
		qz_messages_format(batch->messages, fault, QZ_TEXT_MESSAGE, &message);
	qz_row_write(batch->record, input->name, input->path, status, result, fault ? qz_rule_id(fault->rule) : NULL, message.data, note);
	note->failed |= message.failed;
	qz_buf_done(&message);
}

enum qz_status cli_batch_keep(struct batch *batch, size_t index, const struct input *input)
{
	const struct qz_row *row = qz_record_find(batch->record, input->name);
	qz_record_keep(batch->record, index);
	batch->unchanged++;
	return row ? cli_verdict_of(batch->cli, qz_row_totals(row)) : QZ_OK;
}

void cli_batch_add(struct batch *batch, size_t index, enum qz_status status, const struct qz_buf *note)
{
	qz_record_add(batch->record, index, note->data ? note->data : "", note->len);
	if (status == QZ_OK)
		batch->converted++;
	else
		batch->failed++;
}

/* ---- the end ---- */

static void say_totals(const struct batch *batch)
{
	char numbers[4][24], summary[4096];
	const size_t values[] = {batch->converted + batch->unchanged + batch->failed, batch->converted, batch->unchanged, batch->failed};
	for (int i = 0; i < 4; i++)
		snprintf(numbers[i], sizeof numbers[i], "%zu", values[i]);
	snprintf(summary, sizeof summary, "%s/%s%s%s", folder_of(batch->cli), batch->cli->shards ? "summary." : "", batch->shard,
		 batch->cli->shards ? ".xml" : "index.html");
	struct qz_datum data[] = {{(char *)"total", numbers[0]},     {(char *)"converted", numbers[1]}, {(char *)"unchanged", numbers[2]},
				  {(char *)"failed", numbers[3]}, {(char *)"summary", summary}};
	struct qz_buf text;
	qz_buf_init(&text);
	qz_messages_put(batch->cli->messages, "batch.totals", data, sizeof data / sizeof *data, &text);
	fprintf(stderr, "quanze: %s\n", text.data ? text.data : "");
	qz_buf_done(&text);
}

/* Rows that were kept from earlier runs are the only ones that can be amiss: they count for nothing from now on. */
static enum qz_status discard(const struct batch *batch, struct qz_diag *diag)
{
	qz_record_discard(batch->record);
	qz_diag_done(diag);
	qz_diag_init(diag);
	fprintf(stderr, "quanze: %s\n", qz_messages_text(batch->cli->messages, "batch.damaged"));
	return QZ_OUTPUT;
}

/* Nothing came of it, and nobody named a folder: then no summary is put where the clerk happens to be. */
static bool is_in_vain(const struct batch *batch)
{
	return !batch->cli->options.folder && batch->converted + batch->unchanged == 0 && qz_record_is_new(batch->record);
}

enum qz_status cli_batch_close(struct batch *batch)
{
	const struct cli *cli = batch->cli;
	if (is_in_vain(batch)) {
		qz_record_end(batch->record);
		fprintf(stderr, "quanze: %s\n", qz_messages_text(cli->messages, "batch.nothing"));
		return QZ_OK;
	}
	struct qz_buf summary, leftovers;
	struct qz_diag diag;
	qz_diag_init(&diag);
	qz_buf_init(&summary);
	qz_buf_init(&leftovers);
	enum qz_status status = qz_record_close(batch->record, cli->prune, &summary, &leftovers, &diag);
	if (status == QZ_OK && !cli->shards)
		status = qz_summary_write(&cli->options, &summary, folder_of(cli), &diag);
	if (status == QZ_OK)
		qz_record_end(batch->record);
	if (status == QZ_INPUT && !diag.failed)
		status = discard(batch, &diag);
	if (leftovers.len)
		fprintf(stderr, "quanze: %s\n%s", qz_messages_text(cli->messages, cli->prune ? "batch.pruned" : "batch.leftovers"), leftovers.data);
	cli_report(cli, &diag, folder_of(cli), QZ_INFO, true, stderr);
	if (!cli->quiet)
		say_totals(batch);
	qz_buf_done(&leftovers);
	qz_buf_done(&summary);
	qz_diag_done(&diag);
	return status;
}
