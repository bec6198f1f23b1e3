/*
 * quanze summary: the summaries of several runs become one.
 */
#include <stdio.h>
#include <stdlib.h>

#include "batch/merge.h"
#include "cli/cmd.h"

enum qz_status cmd_summary(struct cli *cli)
{
	struct qz_diag diag;
	struct qz_buf summary;
	if (cli->ninputs == 0)
		return cli_complain(cli, "usage.no-input", "");
	qz_diag_init(&diag);
	qz_buf_init(&summary);
	const char *folder = cli->options.folder ? cli->options.folder : cli->ninputs == 1 ? cli->inputs[0] : ".";
	enum qz_status status = qz_merge((const char *const *)cli->inputs, cli->ninputs, folder, &summary, &diag);
	if (status == QZ_OK)
		status = qz_write_file(folder, "summary.xml", &summary, &diag);
	if (status == QZ_OK)
		status = qz_summary_write(&cli->options, &summary, folder, &diag);
	cli_report(cli, &diag, folder, QZ_INFO, true, stderr);
	if (status == QZ_OK && !cli->quiet)
		printf("%s/index.html\n", folder);
	qz_buf_done(&summary);
	qz_diag_done(&diag);
	return fflush(stdout) == 0 ? status : QZ_OUTPUT;
}
