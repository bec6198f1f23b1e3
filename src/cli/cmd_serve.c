/*
 * quanze serve: a server for an office, until it is told to stop.
 */
#include <stdio.h>

#include "cli/cmd.h"
#include "serve/serve.h"

enum qz_status cmd_serve(struct cli *cli)
{
	struct qz_serve_options options = cli->serve;
	if (cli->ninputs)
		return cli_complain(cli, "usage.no-operands", cli->inputs[0]);
	if (cli->options.as_of == cli->as_of) /* nobody has named one: each job's own day */
		cli->options.as_of = NULL;
	options.base = &cli->options;
	options.messages = cli->messages;
	options.workers = cli->workers;
	options.hosts = cli->hosts;
	options.nhosts = cli->nhosts;
	options.quiet = cli->quiet;
	return qz_serve_run(&options);
}
