/*
 * The session's folder as a worker sees it, for desk.h.
 */
#include "serve/desk.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "serve/name.h"

#define LIST_MOST ((size_t)4 << 20)

/* ---- options ---- */

/* Flags of the command line that a form may set, by the same names. */
static const struct {
	const char *name;
	size_t at;
	bool value;
} flags[] = {
	{"no-appendix", offsetof(struct qz_options, appendix), false},
	{"allow-errors", offsetof(struct qz_options, allow_errors), true},
	{"list-items", offsetof(struct qz_options, list_items), true},
	{"with-findings", offsetof(struct qz_options, with_findings), true},
	{"accept-suggestions", offsetof(struct qz_options, accept_suggestions), true},
	{"include-hidden", offsetof(struct qz_options, include_hidden), true},
	{"include-struck", offsetof(struct qz_options, include_struck), true},
	{"ignore-layout", offsetof(struct qz_options, ignore_layout), true},
	{"list-kept", offsetof(struct qz_options, list_kept), true},
	{"fragment", offsetof(struct qz_options, fragment), true},
};

/* Options with a value, and what it may be; NULL: any text. A profile is one of the program's own: no file is named by a form. */
static const struct {
	const char *name;
	size_t at;
	const char *allowed;
} values[] = {
	{"annex", offsetof(struct qz_options, annex), NULL},
	{"profile", offsetof(struct qz_options, profile), "|public|full|"},
	{"paper", offsetof(struct qz_options, paper), "|a4|a3|"},
	{"lang", offsetof(struct qz_options, language), "|zh-CN|en|"},
	{"as-of", offsetof(struct qz_options, as_of), "DATE"},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

bool qz_desk_has_option(const char *name)
{
	bool has = strcmp(name, "to") == 0 || strcmp(name, "columns") == 0;
	for (size_t i = 0; i < COUNT(flags); i++)
		has |= strcmp(flags[i].name, name) == 0;
	for (size_t i = 0; i < COUNT(values); i++)
		has |= strcmp(values[i].name, name) == 0;
	return has || (strncmp(name, "meta-", 5) == 0 && qz_meta_find(name + 5, strlen(name + 5)) < QZ_META_KEYS);
}

static bool is_day(const char *value)
{
	int y, m, d, n = 0;
	return sscanf(value, "%4d-%2d-%2d%n", &y, &m, &d, &n) == 3 && n == 10 && value[10] == '\0' && m >= 1 && m <= 12 && d >= 1 && d <= 31;
}

static bool is_allowed(const char *allowed, const char *value)
{
	char word[32];
	if (!allowed)
		return true;
	if (strcmp(allowed, "DATE") == 0)
		return is_day(value);
	const int len = snprintf(word, sizeof word, "|%s|", value);
	return !strchr(value, '|') && len < (int)sizeof word && strstr(allowed, word);
}

/* Names of outputs with commas between. */
static bool read_outputs(struct qz_options *options, const char *value)
{
	const char *(*name)(size_t index) = options->compare ? qz_comparison_name : qz_backend_name;
	options->outputs = 0;
	while (*value) {
		const size_t len = strcspn(value, ",");
		size_t i = 0;
		while (name(i) && (!*name(i) || strlen(name(i)) != len || strncmp(name(i), value, len) != 0))
			i++;
		if (!name(i))
			return false;
		options->outputs |= 1u << i;
		value += len + (value[len] == ',');
	}
	return options->outputs != 0;
}

static bool set_option(struct qz_desk *desk, const char *name, const char *value)
{
	struct qz_options *options = &desk->options;
	if (!*value)
		return true; /* a field that was left blank */
	for (size_t i = 0; i < COUNT(flags); i++)
		if (strcmp(flags[i].name, name) == 0) {
			*(bool *)((char *)options + flags[i].at) = flags[i].value;
			return true;
		}
	for (size_t i = 0; i < COUNT(values); i++)
		if (strcmp(values[i].name, name) == 0) {
			*(const char **)((char *)options + values[i].at) = value;
			return is_allowed(values[i].allowed, value);
		}
	if (strcmp(name, "to") == 0)
		return read_outputs(options, value);
	if (strcmp(name, "columns") == 0) {
		options->standard_columns = strcmp(value, "standard") == 0;
		return options->standard_columns || strcmp(value, "source") == 0;
	}
	const size_t key = strncmp(name, "meta-", 5) == 0 ? qz_meta_find(name + 5, strlen(name + 5)) : QZ_META_KEYS;
	if (key == QZ_META_KEYS || !qz_meta_may_be(key, value))
		return false;
	options->meta[key] = value;
	return true;
}

/* The first line with a TAB at or behind *at, taken apart; false behind the last one. */
static bool next_line(char **at, char **name, char **value)
{
	if (!*at || !**at)
		return false;
	*name = *at;
	char *end = strchr(*at, '\n');
	*at = end ? end + 1 : NULL;
	if (end)
		*end = '\0';
	*value = strchr(*name, '\t');
	if (!*value)
		return false;
	*(*value)++ = '\0';
	return true;
}

/* The day is that of the command line, else today's. */
static void set_day(struct qz_desk *desk)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	const time_t time_now = epoch && *epoch ? (time_t)atoll(epoch) : time(NULL);
	struct tm day;
	if (!desk->options.as_of && gmtime_r(&time_now, &day)) {
		strftime(desk->as_of, sizeof desk->as_of, "%Y-%m-%d", &day);
		desk->options.as_of = desk->as_of;
	}
}

/* What programs get that name no outputs: of a list what the command line writes, of a comparison JSON. */
static unsigned default_outputs(bool compare)
{
	unsigned outputs = compare ? 0 : (1u << 4) - 1;
	for (size_t i = 0; compare && qz_comparison_name(i); i++)
		outputs |= strcmp(qz_comparison_name(i), "json") == 0 ? 1u << i : 0;
	return outputs;
}

static enum qz_status read_options(struct qz_desk *desk)
{
	const bool compare = desk->order->kind == QZ_JOB_COMPARE;
	desk->options = compare ? desk->parts->compare_options : desk->parts->list_options;
	desk->options.filing = false;
	desk->options.folder = desk->out;
	desk->options.stored_as = desk->stored;
	desk->options.unsynced = true;
	if (desk->order->programs)
		desk->options.outputs = default_outputs(compare);
	if (!qz_store_read(&desk->folder, "options", LIST_MOST, &desk->text))
		return QZ_OK; /* none were given */
	enum qz_status status = QZ_OK;
	char *at = desk->text.data, *name, *value;
	while (next_line(&at, &name, &value))
		if (!set_option(desk, name, value))
			status = QZ_USAGE;
	return status;
}

/* ---- inputs ---- */

static bool is_taken(const struct qz_desk *desk, const char *stem)
{
	bool taken = false;
	for (size_t i = 0; i < desk->count; i++)
		taken |= strcasecmp(desk->inputs[i].stem, stem) == 0;
	return taken;
}

/* The name without its extension; a second one of the kind gets a number. */
static char *make_stem(const struct qz_desk *desk, const char *name)
{
	char *stem = strndup(name, qz_name_stem(name));
	for (size_t n = 2; stem && is_taken(desk, stem); n++) {
		struct qz_buf other;
		qz_buf_init(&other);
		qz_buf_printf(&other, "%.*s-%zu", (int)qz_name_stem(name), name, n);
		free(stem);
		stem = qz_buf_take(&other);
	}
	return stem;
}

bool qz_desk_add(struct qz_desk *desk, const char *file, const char *name)
{
	if (!qz_array_grow(&desk->inputs, desk->count, &desk->cap, sizeof *desk->inputs))
		return false;
	struct qz_desk_input *input = &desk->inputs[desk->count];
	struct qz_buf safe;
	qz_buf_init(&safe);
	qz_name_put_safe(name, &safe);
	*input = (struct qz_desk_input){.file = strdup(file), .name = qz_buf_take(&safe)};
	input->stem = input->name ? make_stem(desk, input->name) : NULL;
	if (input->file && input->stem) {
		desk->count++;
		return true;
	}
	free(input->file);
	free(input->name);
	return false;
}

static bool read_list(struct qz_desk *desk)
{
	struct qz_buf list;
	qz_buf_init(&list);
	bool done = qz_store_read(&desk->folder, "list", LIST_MOST, &list);
	char *at = list.data, *file, *name;
	while (done && next_line(&at, &file, &name))
		done = qz_desk_add(desk, file, name);
	qz_buf_done(&list);
	return done;
}

enum qz_status qz_desk_read(struct qz_desk *desk, struct qz_desk_input *input, struct qz_diag *diag)
{
	char path[300];
	for (size_t i = 0; i < desk->count; i++) {
		if (&desk->inputs[i] == input)
			continue;
		free(desk->inputs[i].bytes);
		desk->inputs[i].bytes = NULL;
	}
	snprintf(path, sizeof path, "%s/%s", desk->folder.path, input->file);
	return input->bytes ? QZ_OK : qz_file_read(path, &desk->options.limits, &input->bytes, &input->len, diag);
}

/* ---- the desk ---- */

enum qz_status qz_desk_open(struct qz_desk *desk, struct qz_job_parts *parts, const struct qz_job_order *order)
{
	*desk = (struct qz_desk){.parts = parts, .order = order};
	qz_buf_init(&desk->text);
	qz_buf_init(&desk->manifest);
	qz_buf_init(&desk->names);
	snprintf(desk->folder.path, sizeof desk->folder.path, "%s", order->folder);
	snprintf(desk->out, sizeof desk->out, "%s/out", order->folder);
	desk->folder.fd = open(order->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (desk->folder.fd < 0)
		return QZ_OUTPUT;
	enum qz_status status = read_options(desk);
	if (status == QZ_OK && !read_list(desk))
		status = QZ_OUTPUT;
	set_day(desk);
	size_t size;
	const int decisions = qz_store_open(&desk->folder, "decisions.tsv", &size);
	if (decisions >= 0) {
		close(decisions);
		snprintf(desk->decisions, sizeof desk->decisions, "%s/decisions.tsv", order->folder);
		desk->options.decisions = desk->decisions;
	}
	desk->options.one_of_several = desk->count > 1;
	desk->words = parts->words[desk->options.language && strcmp(desk->options.language, "en") == 0];
	return status;
}

void qz_desk_close(struct qz_desk *desk)
{
	for (size_t i = 0; i < desk->count; i++) {
		free(desk->inputs[i].file);
		free(desk->inputs[i].name);
		free(desk->inputs[i].stem);
		free(desk->inputs[i].bytes);
	}
	free(desk->inputs);
	if (desk->folder.fd >= 0)
		close(desk->folder.fd);
	qz_buf_done(&desk->text);
	qz_buf_done(&desk->manifest);
	qz_buf_done(&desk->names);
}

void qz_desk_note(struct qz_desk *desk, const char *file, const char *name, const char *kind, size_t input)
{
	char path[64];
	size_t size = 0;
	snprintf(path, sizeof path, "out/%s", file);
	const int fd = qz_store_open(&desk->folder, path, &size);
	if (fd < 0)
		return;
	close(fd);
	qz_buf_printf(&desk->manifest, "%s\t%s\t%s\t", file, name, kind);
	if (input == SIZE_MAX)
		qz_buf_puts(&desk->manifest, "-");
	else
		qz_buf_printf(&desk->manifest, "%zu", input);
	qz_buf_printf(&desk->manifest, "\t%zu\n", size);
}

void qz_desk_put(struct qz_desk *desk, const char *file, const char *name, const char *kind, size_t input, const struct qz_buf *bytes)
{
	char path[64];
	snprintf(path, sizeof path, "out/%s", file);
	if (bytes->failed || !qz_store_write(&desk->folder, path, bytes->data ? bytes->data : "", bytes->len))
		desk->failed = true;
	else
		qz_desk_note(desk, file, name, kind, input);
}

bool qz_desk_turn(struct qz_engine *engine, const struct qz_options *options, struct qz_diag *diag)
{
	struct qz_diag own;
	qz_diag_init(&own);
	const bool turned = qz_engine_turn(engine, options, &own);
	if (!turned)
		qz_diag_take(diag, &own);
	qz_diag_done(&own);
	return turned;
}
