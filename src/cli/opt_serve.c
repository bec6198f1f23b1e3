/*
 * Options of the server.
 */
#include "cli/opt_serve.h"

#include <stdlib.h>
#include <string.h>

bool cli_set_listen(struct cli *cli, const char *value)
{
	cli->serve.listen = value;
	return *value != '\0';
}

bool cli_set_host(struct cli *cli, const char *value)
{
	const char **hosts = realloc(cli->hosts, (cli->nhosts + 1) * sizeof *hosts);
	if (!hosts)
		return false;
	cli->hosts = hosts;
	cli->hosts[cli->nhosts++] = value;
	return *value != '\0' && !strchr(value, '/');
}

bool cli_set_sessions(struct cli *cli, const char *value)
{
	cli->serve.folder = value;
	return *value != '\0';
}

bool cli_set_queue(struct cli *cli, const char *value)
{
	return cli_read_size(value, &cli->serve.queue) && cli->serve.queue > 0 && cli->serve.queue <= 100000;
}

bool cli_set_keep(struct cli *cli, const char *value)
{
	size_t minutes;
	if (!cli_read_size(value, &minutes) || minutes == 0 || minutes > 60 * 24 * 7)
		return false;
	cli->serve.keep = minutes * 60;
	return true;
}

bool cli_set_upload(struct cli *cli, const char *value)
{
	return cli_read_size(value, &cli->serve.upload_bytes) && cli->serve.upload_bytes > 0;
}

bool cli_set_log_names(struct cli *cli, const char *value)
{
	(void)value;
	return cli->serve.log_names = true;
}
