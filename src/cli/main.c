/*
 * The program: finds the command and runs it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch/progress.h"
#include "batch/sandbox.h"
#include "cli/cmd.h"

static const struct command commands[] = {
	{"convert", CMD_CONVERT, QZ_SEVERITIES, cmd_convert},
	{"validate", CMD_VALIDATE, QZ_ERROR, cmd_validate},
	{"diff", CMD_DIFF, QZ_SEVERITIES, cmd_diff},
	{"summary", CMD_SUMMARY, QZ_SEVERITIES, cmd_summary},
	{"impact", CMD_IMPACT, QZ_SEVERITIES, cmd_impact},
	{"laws", CMD_LAWS, QZ_SEVERITIES, cmd_laws},
	{"serve", CMD_SERVE, QZ_SEVERITIES, cmd_serve},
	{"explain", CMD_EXPLAIN, QZ_SEVERITIES, cmd_explain},
	{"formats", CMD_FORMATS, QZ_SEVERITIES, cmd_formats},
	{"completion", CMD_COMPLETION, QZ_SEVERITIES, cmd_completion},
};

#define NCOMMANDS (sizeof commands / sizeof *commands)

const struct command *cli_command(size_t index)
{
	return index < NCOMMANDS ? &commands[index] : NULL;
}

static enum qz_status run_command(struct cli *cli, size_t index, int argc, char **argv)
{
	cli->fail_on = commands[index].fail_on;
	qz_serve_options_init(&cli->serve);
	enum qz_status status = cli_parse(cli, commands[index].bit, argc, argv);
	if (status == QZ_OK && cli->help) {
		cli_help(cli, commands[index].bit, commands[index].name);
	} else if (status == QZ_OK) {
		cli->options.pace = cli->quiet ? NULL : qz_progress_pace(cli->progress);
		status = commands[index].run(cli);
	}
	qz_buf_done(&cli->given);
	free(cli->inputs);
	free(cli->hosts);
	return status;
}

static enum qz_status print_version(const struct cli *cli)
{
	char sandbox[64];
	qz_sandbox_state(sandbox, sizeof sandbox);
	bool supported = strcmp(sandbox, "unsupported") != 0;
	printf("quanze %s\n%s %s\n", qz_version(), qz_messages_text(cli->messages, "version.sandbox"),
	       supported ? sandbox : qz_messages_text(cli->messages, "version.unsupported"));
	return fflush(stdout) == 0 ? QZ_OK : QZ_OUTPUT;
}

static enum qz_status help(const struct cli *cli)
{
	cli_help_all(cli);
	return fflush(stdout) == 0 ? QZ_OK : QZ_OUTPUT;
}

static enum qz_status run(struct cli *cli, int argc, char **argv)
{
	if (argc < 2)
		return cli_complain(cli, "usage.no-command", "");
	if (strcmp(argv[1], "--version") == 0)
		return print_version(cli);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0)
		return help(cli);
	for (size_t i = 0; i < NCOMMANDS; i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return run_command(cli, i, argc - 2, argv + 2);
	return cli_complain_command(cli, argv[1]);
}

int main(int argc, char **argv)
{
	struct cli cli = {0};
	struct qz_diag diag;
	bool ready = qz_init() == QZ_OK;
	qz_diag_init(&diag);
	qz_options_init(&cli.options);
	cli.messages = ready ? qz_messages_load(NULL, qz_messages_language(), &diag) : NULL;
	if (!cli.messages) {
		fputs(ready && !diag.failed ? "quanze: its own message texts cannot be read\n" : "quanze: out of memory\n", stderr);
		qz_diag_done(&diag);
		return QZ_INPUT;
	}
	enum qz_status status = run(&cli, argc, argv);
	qz_messages_free(cli.messages);
	qz_diag_done(&diag);
	return (int)status;
}
