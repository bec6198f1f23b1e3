/*
 * From operands to inputs: files, folders, patterns and lists of files; where
 * their outputs go below the output folder.
 */
#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli/cmd.h"

#define MAX_DEPTH 32
#define NAMES_SAID 5

struct gathering {
	const struct cli *cli;
	struct inputs *inputs;
	const struct qz_record *record; /* outputs of an earlier run are no inputs; may be NULL */
	struct stat folder;             /* the output folder; st_ino 0: not there yet */
	struct stat named[CLI_NAMED];   /* files that options name: where they stand in a folder they are no lists */
	struct qz_buf passed_names; /* of files that no reader takes, the first few */
	size_t passed;
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

static void complain_empty(struct gathering *gathering, const char *path)
{
	struct qz_diag diag;
	qz_diag_init(&diag);
	qz_diag_add(&diag, QZ_RULE_FOLDER_EMPTY, NULL, "path", path, NULL);
	cli_report(gathering->cli, &diag, path, QZ_INFO, true, stderr);
	qz_diag_done(&diag);
	gathering->status = QZ_INPUT;
}

/* The name without its extension. */
static char *make_stem(const char *name)
{
	const char *slash = strrchr(name, '/');
	const char *dot = strrchr(name, '.');
	return strndup(name, dot && dot > (slash ? slash + 1 : name) ? (size_t)(dot - name) : strlen(name));
}

/* "/a/./b/../c.tsv" → "a/b/c.tsv": below the output folder whatever the path says. */
static char *make_name(const char *path)
{
	struct qz_buf name;
	qz_buf_init(&name);
	while (*path) {
		size_t len = strcspn(path, "/");
		bool dots = (len == 1 && path[0] == '.') || (len == 2 && path[0] == '.' && path[1] == '.');
		if (len && !dots) {
			if (name.len)
				qz_buf_putc(&name, '/');
			qz_buf_add(&name, path, len);
		}
		path += len;
		path += *path == '/';
	}
	return qz_buf_take(&name);
}

static void add_input(struct gathering *gathering, const char *path, const char *relative, bool found)
{
	struct inputs *inputs = gathering->inputs;
	struct input input = {.found = found, .path = strdup(path), .name = strcmp(path, "-") == 0 ? strdup("stdin") : make_name(relative)};
	input.stem = input.name ? make_stem(input.name) : NULL;
	if (inputs->count == inputs->cap) {
		size_t cap = inputs->cap ? inputs->cap * 2 : 16;
		struct input *grown = realloc(inputs->inputs, cap * sizeof *grown);
		inputs->inputs = grown ? grown : inputs->inputs;
		inputs->cap = grown ? cap : inputs->cap;
	}
	if (input.path && input.stem && inputs->count < inputs->cap) {
		inputs->inputs[inputs->count++] = input;
		return;
	}
	complain(gathering, path, strerror(ENOMEM));
	free(input.path);
	free(input.name);
	free(input.stem);
}

/* ---- folders ---- */

static bool has_known_extension(const char *name)
{
	const char *dot = strrchr(name, '.');
	for (size_t f = 0; dot && dot > name && qz_format_name(f); f++)
		for (const char *const *extension = qz_format_extensions(f); *extension; extension++)
			if (strcasecmp(dot + 1, *extension) == 0)
				return true;
	return false;
}

/* Texts of laws are collected so. */
static bool is_markdown(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot && (strcasecmp(dot, ".md") == 0 || strcasecmp(dot, ".markdown") == 0);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static char *join(const char *folder, const char *name)
{
	struct qz_buf path;
	qz_buf_init(&path);
	qz_buf_printf(&path, "%s%s%s", folder, *folder && folder[strlen(folder) - 1] != '/' ? "/" : "", name);
	return qz_buf_take(&path);
}

static bool is_output_folder(const struct gathering *gathering, const struct stat *info)
{
	return gathering->folder.st_ino && info->st_ino == gathering->folder.st_ino && info->st_dev == gathering->folder.st_dev;
}

const char *cli_named(const struct cli *cli, size_t index)
{
	const struct qz_options *options = &cli->options;
	const char *const paths[CLI_NAMED] = {options->decisions, options->meta_file, options->laws, options->law_texts,
					      options->rules, options->profile, options->labels, options->mapping, cli->write_decisions};
	return paths[index];
}

static void find_named(struct gathering *gathering)
{
	for (size_t i = 0; i < CLI_NAMED; i++)
		if (!cli_named(gathering->cli, i) || stat(cli_named(gathering->cli, i), &gathering->named[i]) != 0)
			gathering->named[i].st_ino = 0;
}

static bool is_named(const struct gathering *gathering, const struct stat *info)
{
	bool named = false;
	for (size_t i = 0; i < CLI_NAMED; i++)
		named |= gathering->named[i].st_ino && gathering->named[i].st_ino == info->st_ino && gathering->named[i].st_dev == info->st_dev;
	return named;
}

static void search(struct gathering *gathering, const char *folder, const char *relative, int depth, bool in_output);

static void search_entry(struct gathering *gathering, const char *path, const char *relative, int depth, bool in_output)
{
	struct stat info;
	if (lstat(path, &info) != 0)
		return;
	if (S_ISDIR(info.st_mode)) {
		if (!is_output_folder(gathering, &info) && !is_named(gathering, &info))
			search(gathering, path, relative, depth + 1, in_output);
		return;
	}
	bool ours = in_output && gathering->record && qz_record_wrote(gathering->record, relative);
	if (ours || stat(path, &info) != 0 || !S_ISREG(info.st_mode) || is_named(gathering, &info))
		return;
	const struct cli *cli = gathering->cli;
	if ((has_known_extension(path) && !(cli->join && cli_is_companion_name(relative))) || (cli->law_texts && is_markdown(path)))
		add_input(gathering, path, relative, true);
	else if (gathering->passed++ < NAMES_SAID)
		qz_buf_printf(&gathering->passed_names, "%s%s", gathering->passed > 1 ? qz_messages_text(gathering->cli->messages, "list.separator") : "", relative);
}

/* A submission in a format that is not read must not go missing without a word. */
static void say_passed(struct gathering *gathering, const char *folder)
{
	struct qz_diag diag;
	char count[24];
	if (gathering->passed == 0)
		return;
	if (gathering->passed > NAMES_SAID)
		qz_buf_puts(&gathering->passed_names, " …");
	snprintf(count, sizeof count, "%zu", gathering->passed);
	qz_diag_init(&diag);
	qz_diag_add(&diag, QZ_RULE_FILES_PASSED_OVER, NULL, "count", count, "names", gathering->passed_names.data, NULL);
	cli_report(gathering->cli, &diag, folder, QZ_INFO, true, stderr);
	qz_diag_done(&diag);
	qz_buf_clear(&gathering->passed_names);
	gathering->passed = 0;
}

/*
 * Adds the files below a folder in the order of their names. Left out: hidden
 * files, the output folder where it stands below, and in it what an earlier run wrote.
 */
static void search(struct gathering *gathering, const char *folder, const char *relative, int depth, bool in_output)
{
	struct dirent **entries;
	int count = depth < MAX_DEPTH ? scandir(folder, &entries, NULL, by_name) : 0;
	if (count < 0) {
		complain(gathering, folder, strerror(errno));
		return;
	}
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		bool wanted = *name != '.' && strncmp(name, "~$", 2) != 0;
		char *path = wanted ? join(folder, name) : NULL, *below = wanted ? join(relative, name) : NULL;
		if (path && below)
			search_entry(gathering, path, below, depth, in_output);
		free(path);
		free(below);
		free(entries[i]);
	}
	if (count > 0 || depth < MAX_DEPTH)
		free(entries);
}

static void add_folder(struct gathering *gathering, const char *path, const char *relative)
{
	size_t before = gathering->inputs->count;
	struct stat info;
	bool in_output = stat(path, &info) == 0 && is_output_folder(gathering, &info);
	search(gathering, path, relative, 0, in_output && !*relative);
	if (gathering->inputs->count == before)
		complain_empty(gathering, path);
	say_passed(gathering, path);
}

/* ---- operands ---- */

static bool is_folder(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* A pattern in quotes; outputs mirror what stands behind its last folder without wildcards. */
static void add_pattern(struct gathering *gathering, const char *pattern)
{
	glob_t found;
	size_t base = 0;
	for (size_t i = 0; pattern[i] && !strchr("*?[", pattern[i]); i++)
		if (pattern[i] == '/')
			base = i + 1;
	if (glob(pattern, 0, NULL, &found) != 0) {
		complain(gathering, pattern, qz_messages_text(gathering->cli->messages, "input.no-match"));
		return;
	}
	for (size_t i = 0; i < found.gl_pathc; i++) {
		if (is_folder(found.gl_pathv[i]))
			add_folder(gathering, found.gl_pathv[i], found.gl_pathv[i] + base);
		else
			add_input(gathering, found.gl_pathv[i], found.gl_pathv[i] + base, true);
	}
	globfree(&found);
}

static void add_operand(struct gathering *gathering, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct stat info;
	if (strcmp(path, "-") != 0 && is_folder(path))
		add_folder(gathering, path, "");
	else if (strpbrk(path, "*?[") && stat(path, &info) != 0)
		add_pattern(gathering, path);
	else
		add_input(gathering, path, slash ? slash + 1 : path, false);
}

/* One path a line, or, where the list has a NUL, between NULs. Outputs mirror the paths. */
static void add_listed(struct gathering *gathering, char *list, size_t len)
{
	char separator = memchr(list, '\0', len) ? '\0' : '\n', *end = list + len;
	for (char *path = list, *next; path < end; path = next) {
		char *stop = memchr(path, separator, (size_t)(end - path));
		stop = stop ? stop : end;
		next = stop + 1;
		if (separator == '\n' && stop > path && stop[-1] == '\r')
			stop--;
		*stop = '\0'; /* list[len] is there to be written */
		if (*path && is_folder(path))
			add_folder(gathering, path, path);
		else if (*path)
			add_input(gathering, path, path, false);
	}
}

static void add_list(struct gathering *gathering, const char *file)
{
	struct qz_buf list;
	char piece[65536];
	FILE *stream = strcmp(file, "-") == 0 ? stdin : fopen(file, "rbe");
	qz_buf_init(&list);
	for (size_t got; stream && (got = fread(piece, 1, sizeof piece, stream)) > 0;)
		qz_buf_add(&list, piece, got);
	if (!stream || ferror(stream) || list.failed)
		complain(gathering, file, strerror(errno));
	else if (list.len)
		add_listed(gathering, list.data, list.len);
	if (stream && stream != stdin)
		fclose(stream);
	qz_buf_done(&list);
}

static void input_done(struct input *input)
{
	free(input->path);
	free(input->name);
	free(input->stem);
	free(input->clash);
}

/* Leaves the inputs of one share, under the names that they have among all. */
static void keep_shard(const struct cli *cli, struct inputs *inputs)
{
	size_t kept = 0;
	for (size_t i = 0; i < inputs->count; i++) {
		if (qz_shard_of(inputs->inputs[i].name, cli->shards) == cli->shard)
			inputs->inputs[kept++] = inputs->inputs[i];
		else
			input_done(&inputs->inputs[i]);
	}
	inputs->count = kept;
}

bool cli_is_batch(const struct cli *cli)
{
	bool batch = cli->files_from || cli->shards;
	for (size_t i = 0; i < cli->ninputs; i++) {
		struct stat info;
		bool there = stat(cli->inputs[i], &info) == 0;
		batch |= strcmp(cli->inputs[i], "-") != 0 && (there ? S_ISDIR(info.st_mode) : strpbrk(cli->inputs[i], "*?[") != NULL);
	}
	return batch;
}

enum qz_status cli_inputs(const struct cli *cli, const struct qz_record *record, struct inputs *inputs)
{
	struct gathering gathering = {.cli = cli, .inputs = inputs, .record = record, .status = QZ_OK};
	*inputs = (struct inputs){.batch = cli_is_batch(cli)};
	if (!cli->options.outputs || stat(cli->options.folder ? cli->options.folder : ".", &gathering.folder) != 0)
		gathering.folder.st_ino = 0;
	find_named(&gathering);
	for (size_t i = 0; i < cli->ninputs; i++)
		add_operand(&gathering, cli->inputs[i]);
	if (cli->files_from)
		add_list(&gathering, cli->files_from);
	if (!cli_name_outputs(inputs))
		complain(&gathering, "-", strerror(ENOMEM));
	if (cli->shards)
		keep_shard(cli, inputs);
	qz_buf_done(&gathering.passed_names);
	return gathering.status;
}

void cli_inputs_done(struct inputs *inputs)
{
	for (size_t i = 0; i < inputs->count; i++)
		input_done(&inputs->inputs[i]);
	free(inputs->inputs);
}
