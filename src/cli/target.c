/*
 * Whether the folder that outputs go to can be written at all: said once, before
 * anything is read, and not behind the findings of each list.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cmd.h"

/* Cuts the last name off a path; "." behind the last one. */
static void cut_name(char *path)
{
	size_t len = strlen(path);
	while (len > 1 && path[len - 1] == '/')
		len--;
	while (len > 0 && path[len - 1] != '/')
		len--;
	while (len > 1 && path[len - 1] == '/')
		len--;
	path[len] = '\0';
	if (len == 0)
		memcpy(path, ".", 2);
}

/* An errno value, or 0: the folder is there and may be written to, or can be made in the nearest one that is there. */
static int why_not(char *path)
{
	struct stat info;
	while (stat(path, &info) != 0) {
		if (errno != ENOENT || strcmp(path, ".") == 0 || strcmp(path, "/") == 0)
			return errno;
		cut_name(path);
	}
	if (!S_ISDIR(info.st_mode))
		return ENOTDIR;
	return access(path, W_OK | X_OK) == 0 ? 0 : errno;
}

enum qz_status cli_check_target(const struct cli *cli)
{
	const char *folder = cli->options.folder;
	char *path = folder && strcmp(folder, "-") != 0 ? strdup(folder) : NULL;
	const int error = path ? why_not(path) : 0;
	free(path);
	if (!error)
		return QZ_OK;
	struct qz_diag diag;
	qz_diag_init(&diag);
	qz_diag_add(&diag, QZ_RULE_OUTPUT_UNWRITABLE, NULL, "path", folder, "reason", strerror(error), NULL);
	cli_report(cli, &diag, "quanze", QZ_INFO, true, stderr);
	qz_diag_done(&diag);
	return QZ_OUTPUT;
}
