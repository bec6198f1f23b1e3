/*
 * Findings on their way to the terminal, and what they mean for the exit status.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cmd.h"

void cli_report_to(const struct cli *cli, const struct qz_diag *diag, const char *file, enum qz_severity least, bool cures, struct qz_buf *out)
{
	const struct qz_report_options options = {.least = least, .cures = cures, .color = cli->color, .max = cli->max_findings};
	qz_report_text(diag, file, cli->messages, &options, out);
}

enum qz_status cli_report(const struct cli *cli, const struct qz_diag *diag, const char *file, enum qz_severity least, bool cures, void *stream)
{
	struct qz_buf text;
	qz_buf_init(&text);
	cli_report_to(cli, diag, file, least, cures, &text);
	if (text.data && !text.failed)
		fputs(text.data, stream);
	else if (text.failed || diag->failed)
		fputs("quanze: out of memory\n", stream);
	enum qz_status status = text.failed ? QZ_OUTPUT : QZ_OK;
	qz_buf_done(&text);
	return status;
}

enum qz_status cli_verdict_of(const struct cli *cli, const size_t *totals)
{
	for (int severity = cli->fail_on; severity < QZ_SEVERITIES; severity++)
		if (totals[severity])
			return QZ_FINDINGS;
	return QZ_OK;
}

/* Decisions that could not be carried out are no matter of --fail-on: what was asked for was not done. */
enum qz_status cli_verdict(const struct cli *cli, const struct qz_diag *diag)
{
	for (size_t i = 0; i < diag->count; i++)
		if (diag->findings[i].rule == QZ_RULE_DECISIONS_LEFT)
			return QZ_FINDINGS;
	return cli_verdict_of(cli, diag->totals);
}

enum qz_status cli_join(struct qz_engine *engine, const struct inputs *inputs, const char *name, struct qz_result *result)
{
	const char **paths = calloc(inputs->count + 1, sizeof *paths);
	enum qz_status status = QZ_INPUT;
	for (size_t i = 0; paths && i < inputs->count; i++)
		paths[i] = inputs->inputs[i].path;
	if (paths)
		status = qz_engine_join(engine, paths, inputs->count, name, result);
	free(paths);
	return status;
}
