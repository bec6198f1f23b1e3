/*
 * -o 调整情况对照表.docx: what is written gets that name, where -o names no folder
 * and ends as an output does. Its format is what is written then, if -t does not say.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli/cmd.h"

/* The output whose name the path ends in, behind a dot; -1: none. */
static int output_of(const char *path, const char *(*name)(size_t index), size_t *stem)
{
	const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
	if (!dot || dot <= (slash ? slash + 1 : path))
		return -1;
	*stem = (size_t)(dot - path);
	for (size_t i = 0; name(i); i++)
		if (strcasecmp(dot + 1, name(i)) == 0)
			return (int)i;
	return -1;
}

enum qz_status cli_take_name(struct cli *cli, const char *(*name)(size_t index))
{
	const char *path = cli->options.folder;
	struct stat info;
	size_t len = 0;
	const int output = path && strcmp(path, "-") != 0 ? output_of(path, name, &len) : -1;
	if (output < 0 || (stat(path, &info) == 0 && S_ISDIR(info.st_mode)))
		return QZ_OK;
	if (cli->options.outputs && !(cli->options.outputs >> output & 1))
		return cli_complain(cli, "usage.name-and-format", path);
	const char *slash = strrchr(path, '/');
	const size_t start = slash ? (size_t)(slash - path) + 1 : 0;
	cli->name = strndup(path + start, len - start);
	cli->name_folder = slash ? strndup(path, start > 1 ? start - 1 : 1) : strdup(".");
	if (!cli->name || !cli->name_folder)
		return QZ_OUTPUT;
	cli->options.folder = cli->name_folder;
	cli->options.outputs = cli->options.outputs ? cli->options.outputs : 1u << output;
	return QZ_OK;
}

void cli_drop_name(struct cli *cli)
{
	free(cli->name);
	free(cli->name_folder);
	cli->name = cli->name_folder = NULL;
}
