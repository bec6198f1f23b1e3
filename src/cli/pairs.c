/*
 * Pairing the inputs of two revisions, for pairs.h.
 */
#include "cli/pairs.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "batch/batch.h"

/* The departments of some inputs, read in workers. */
struct departments {
	struct qz_engine *engine;
	const struct input **inputs;
	char **names; /* NULL: not known */
	size_t count;
};

static const char *path(void *context, size_t index)
{
	const struct departments *departments = context;
	return index < departments->count ? departments->inputs[index]->path : NULL;
}

static const char *stem(void *context, size_t index)
{
	const struct departments *departments = context;
	return departments->inputs[index]->stem;
}

static enum qz_status run(void *context, size_t index, struct qz_result *result, struct qz_buf *note)
{
	const struct departments *departments = context;
	(void)note;
	return qz_engine_run(departments->engine, departments->inputs[index]->path, departments->inputs[index]->stem, result);
}

static void arrive(void *context, size_t index, const struct qz_buf *note)
{
	(void)context;
	(void)index;
	(void)note;
}

/* A name without blanks; of a title also without digits, which are years and numbers of revisions. */
static char *simplify(const char *text, bool title)
{
	char *name = strdup(text), *to = name;
	for (const char *from = text; name && *from; from++)
		if (!strchr(" \t\r\n", *from) && !(title && isdigit((unsigned char)*from)))
			*to++ = *from;
	if (to)
		*to = '\0';
	return name;
}

static void take(void *context, size_t index, enum qz_status status, struct qz_result *result, const struct qz_buf *note)
{
	struct departments *departments = context;
	(void)note;
	if (status > QZ_FINDINGS)
		return; /* the comparison will say so */
	bool body = result->body && *result->body;
	if (body || (result->title && *result->title))
		departments->names[index] = simplify(body ? result->body : result->title, !body);
}

/* Finds the names of all; what cannot be read has none. */
static void read_departments(const struct cli *cli, struct departments *departments)
{
	struct qz_options options = cli->options;
	struct qz_diag diag;
	options.outputs = 0;
	options.compare = options.judge = false;
	qz_diag_init(&diag);
	departments->engine = qz_engine_new(&options, &diag);
	const struct qz_batch batch = {
		.count = departments->count, .workers = cli->workers ? cli->workers : qz_pool_processors(), .options = &options,
		.context = departments, .run = run, .arrive = arrive, .take = take, .path = path, .stem = stem};
	if (departments->engine && departments->count)
		qz_batch_run(&batch);
	qz_engine_free(departments->engine);
	qz_diag_done(&diag);
}

/* ---- pairing ---- */

struct pairing {
	struct pairs *pairs;
	bool *old_taken, *new_taken;
};

static void add_pair(struct pairing *pairing, size_t old, size_t new)
{
	struct pairs *pairs = pairing->pairs;
	struct pair *pair = &pairs->pairs[pairs->count++];
	*pair = (struct pair){.old = old < pairs->olds.count ? &pairs->olds.inputs[old] : NULL, .new = new < pairs->news.count ? &pairs->news.inputs[new] : NULL};
	pair->stem = pair->new ? pair->new->stem : pair->old->stem;
	if (pair->old)
		pairing->old_taken[old] = true;
	if (pair->new)
		pairing->new_taken[new] = true;
}

static bool same_stem(const struct input *one, const struct input *two)
{
	const char *a = strrchr(one->name, '.'), *b = strrchr(two->name, '.');
	size_t alen = a ? (size_t)(a - one->name) : strlen(one->name), blen = b ? (size_t)(b - two->name) : strlen(two->name);
	return alen == blen && memcmp(one->name, two->name, alen) == 0;
}

static void pair_by_name(struct pairing *pairing)
{
	const struct pairs *pairs = pairing->pairs;
	for (size_t i = 0; i < pairs->olds.count; i++)
		for (size_t j = 0; j < pairs->news.count && !pairing->old_taken[i]; j++)
			if (!pairing->new_taken[j] && same_stem(&pairs->olds.inputs[i], &pairs->news.inputs[j]))
				add_pair(pairing, i, j);
}

static void gather(const struct inputs *inputs, const bool *taken, struct departments *departments)
{
	for (size_t i = 0; i < inputs->count; i++)
		if (!taken[i])
			departments->inputs[departments->count++] = &inputs->inputs[i];
}

/* Those left, by the department that both lists name. */
static void pair_departments(struct pairing *pairing, const struct departments *departments, size_t nold)
{
	const struct pairs *pairs = pairing->pairs;
	for (size_t i = 0; i < nold; i++) {
		size_t old = (size_t)(departments->inputs[i] - pairs->olds.inputs);
		for (size_t j = nold; j < departments->count && !pairing->old_taken[old]; j++) {
			size_t new = (size_t)(departments->inputs[j] - pairs->news.inputs);
			bool same = departments->names[i] && departments->names[j] && strcmp(departments->names[i], departments->names[j]) == 0;
			if (same && !pairing->new_taken[new])
				add_pair(pairing, old, new);
		}
	}
}

static bool pair_by_department(const struct cli *cli, struct pairing *pairing)
{
	const struct pairs *pairs = pairing->pairs;
	size_t most = pairs->olds.count + pairs->news.count + 1;
	struct departments departments = {.inputs = calloc(most, sizeof *departments.inputs), .names = calloc(most, sizeof *departments.names)};
	bool ready = departments.inputs && departments.names;
	if (ready) {
		gather(&pairs->olds, pairing->old_taken, &departments);
		size_t nold = departments.count;
		gather(&pairs->news, pairing->new_taken, &departments);
		if (nold > 0 && departments.count > nold)
			read_departments(cli, &departments);
		pair_departments(pairing, &departments, nold);
	}
	for (size_t i = 0; i < departments.count; i++)
		free(departments.names[i]);
	free(departments.names);
	free(departments.inputs);
	return ready;
}

static int by_stem(const void *a, const void *b)
{
	const struct pair *one = a, *two = b;
	return strcmp(one->stem, two->stem);
}

static bool pair_folders(const struct cli *cli, struct pairing *pairing)
{
	struct pairs *pairs = pairing->pairs;
	pair_by_name(pairing);
	if (!pair_by_department(cli, pairing))
		return false;
	for (size_t i = 0; i < pairs->olds.count; i++)
		if (!pairing->old_taken[i])
			add_pair(pairing, i, SIZE_MAX);
	for (size_t j = 0; j < pairs->news.count; j++)
		if (!pairing->new_taken[j])
			add_pair(pairing, SIZE_MAX, j);
	if (pairs->count)
		qsort(pairs->pairs, pairs->count, sizeof *pairs->pairs, by_stem);
	return true;
}

enum qz_status cli_pairs(const struct cli *cli, struct pairs *pairs)
{
	struct cli one = *cli, two = *cli;
	*pairs = (struct pairs){0};
	one.ninputs = two.ninputs = 1;
	two.inputs = cli->inputs + 1;
	enum qz_status status = cli_inputs(&one, NULL, &pairs->olds);
	status = cli_worst(status, cli_inputs(&two, NULL, &pairs->news));
	struct pairing pairing = {.pairs = pairs, .old_taken = calloc(pairs->olds.count + 1, sizeof(bool)), .new_taken = calloc(pairs->news.count + 1, sizeof(bool))};
	pairs->pairs = calloc(pairs->olds.count + pairs->news.count + 1, sizeof *pairs->pairs);
	bool ready = pairing.old_taken && pairing.new_taken && pairs->pairs;
	if (ready && !pairs->olds.batch && !pairs->news.batch && pairs->olds.count && pairs->news.count)
		add_pair(&pairing, 0, 0);
	else if (ready && pairs->olds.batch && pairs->news.batch)
		ready = pair_folders(cli, &pairing);
	free(pairing.old_taken);
	free(pairing.new_taken);
	return ready ? status : QZ_INPUT;
}

void cli_pairs_done(struct pairs *pairs)
{
	free(pairs->pairs);
	cli_inputs_done(&pairs->olds);
	cli_inputs_done(&pairs->news);
}
