/*
 * From operands to inputs: folders are searched, names of outputs are made.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli/cmd.h"

#define MAX_DEPTH 32

struct gathering {
	const struct cli *cli;
	struct input *inputs;
	size_t count, cap;
	enum qz_status status;
};

static void complain(struct gathering *gathering, const char *path, const char *reason)
{
	struct qz_diag diag;
	qz_diag_init(&diag);
	qz_diag_add(&diag, QZ_RULE_CANNOT_OPEN, NULL, "path", path, "reason", reason, NULL);
	cli_report(gathering->cli, &diag, path, QZ_INFO, true, stderr);
	qz_diag_done(&diag);
	gathering->status = QZ_INPUT;
}

/* The path without the extension of a known format; relative to the folder searched. */
static char *make_stem(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	return strndup(path, dot && dot > name ? (size_t)(dot - path) : strlen(path));
}

static void add_input(struct gathering *gathering, const char *path, const char *relative)
{
	if (gathering->count == gathering->cap) {
		size_t cap = gathering->cap ? gathering->cap * 2 : 16;
		struct input *grown = realloc(gathering->inputs, cap * sizeof *grown);
		if (!grown) {
			complain(gathering, path, strerror(ENOMEM));
			return;
		}
		gathering->inputs = grown;
		gathering->cap = cap;
	}
	struct input input = {strdup(path), strcmp(path, "-") == 0 ? strdup("stdin") : make_stem(relative)};
	if (input.path && input.stem) {
		gathering->inputs[gathering->count++] = input;
		return;
	}
	free(input.path);
	free(input.stem);
	complain(gathering, path, strerror(ENOMEM));
}

static bool has_known_extension(const char *name)
{
	const char *dot = strrchr(name, '.');
	for (size_t f = 0; dot && dot > name && qz_format_name(f); f++)
		for (const char *const *extension = qz_format_extensions(f); *extension; extension++)
			if (strcasecmp(dot + 1, *extension) == 0)
				return true;
	return false;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static char *join(const char *folder, const char *name)
{
	size_t len = strlen(folder) + strlen(name) + 2;
	char *path = malloc(len);
	if (path)
		snprintf(path, len, "%s%s%s", folder, *folder ? "/" : "", name);
	return path;
}

/* Adds the files below a folder in the order of their names; hidden files and quanze's own are left out. */
static void search(struct gathering *gathering, const char *folder, const char *relative, int depth)
{
	struct dirent **entries;
	int count = depth < MAX_DEPTH ? scandir(folder, &entries, NULL, by_name) : 0;
	if (count < 0) {
		complain(gathering, folder, strerror(errno));
		return;
	}
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		char *path = *name == '.' || strncmp(name, "~$", 2) == 0 ? NULL : join(folder, name);
		char *below = path ? join(relative, name) : NULL;
		struct stat info;
		if (below && lstat(path, &info) == 0) {
			if (S_ISDIR(info.st_mode))
				search(gathering, path, below, depth + 1);
			else if (stat(path, &info) == 0 && S_ISREG(info.st_mode) && has_known_extension(name))
				add_input(gathering, path, below);
		}
		free(path);
		free(below);
		free(entries[i]);
	}
	if (count > 0 || depth < MAX_DEPTH)
		free(entries);
}

enum qz_status cli_inputs(const struct cli *cli, struct inputs *inputs)
{
	struct gathering gathering = {.cli = cli, .status = QZ_OK};
	for (size_t i = 0; i < cli->ninputs; i++) {
		const char *path = cli->inputs[i], *slash = strrchr(path, '/');
		struct stat info;
		if (strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
			size_t before = gathering.count;
			search(&gathering, path, "", 0);
			if (gathering.count == before)
				complain(&gathering, path, qz_messages_text(cli->messages, "input.empty-folder"));
		} else {
			add_input(&gathering, path, slash ? slash + 1 : path);
		}
	}
	*inputs = (struct inputs){.inputs = gathering.inputs, .count = gathering.count};
	return gathering.status;
}

void cli_inputs_done(struct inputs *inputs)
{
	for (size_t i = 0; i < inputs->count; i++) {
		free(inputs->inputs[i].path);
		free(inputs->inputs[i].stem);
	}
	free(inputs->inputs);
}

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

enum qz_status cli_verdict(const struct cli *cli, const struct qz_diag *diag)
{
	for (int severity = cli->fail_on; severity < QZ_SEVERITIES; severity++)
		if (diag->totals[severity])
			return QZ_FINDINGS;
	return QZ_OK;
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
