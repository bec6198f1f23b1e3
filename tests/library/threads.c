/*
 * threads FOLDER INPUT…: several threads, each with an engine of its own for
 * each output, make all outputs of all inputs in memory; each thread must get the
 * same bytes. So must one engine that draws the outputs side by side, into FOLDER,
 * but that pages there offer the other outputs.
 * For helgrind and the thread sanitizer too.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quanze.h"

#define THREADS 3

struct work {
	char **paths;
	size_t count, outputs;
	struct qz_buf *made; /* by input and output */
	bool failed;
};

static void convert(struct work *work, unsigned output)
{
	struct qz_options options;
	struct qz_diag diag;
	qz_options_init(&options);
	qz_diag_init(&diag);
	options.outputs = 1u << output;
	options.folder = "-";
	options.as_of = "2026-11-24";
	options.threads = 2; /* of the drawing, which is divided */
	options.chunk = 1;
	struct qz_engine *engine = qz_engine_new(&options, &diag);
	for (size_t i = 0; engine && i < work->count; i++) {
		struct qz_result result;
		qz_result_init(&result);
		work->failed |= qz_engine_run(engine, work->paths[i], "list", &result) != QZ_OK || !result.only.len;
		work->made[i * work->outputs + output] = result.only;
		qz_buf_init(&result.only);
		qz_result_done(&result);
	}
	work->failed |= !engine;
	qz_engine_free(engine);
	qz_diag_done(&diag);
}

static void *run(void *context)
{
	struct work *work = context;
	for (unsigned output = 0; output < work->outputs; output++)
		convert(work, output);
	return NULL;
}

static bool is_same(const struct work *one, const struct work *other)
{
	bool same = !one->failed && !other->failed;
	for (size_t i = 0; i < one->count * one->outputs && same; i++)
		same = one->made[i].len == other->made[i].len && memcmp(one->made[i].data, other->made[i].data, one->made[i].len) == 0;
	return same;
}

/* What a page offers for download depends on what is written beside it: cut out. Returns the bytes that are left. */
static size_t cut_offer(char *text, size_t len)
{
	text[len] = '\0';
	char *start = strstr(text, "<p class=\"downloads\""), *end = start ? strstr(start, "</p>") : NULL;
	if (!end)
		return len;
	end += 4;
	memmove(start, end, len - (size_t)(end - text));
	return len - (size_t)(end - start);
}

/* Whether a file holds these bytes, a page's offer aside. */
static bool holds(const char *path, const struct qz_buf *bytes)
{
	const size_t most = bytes->len + 4096, ending = strlen(path);
	FILE *file = fopen(path, "rb");
	char *found = malloc(most + 1);
	size_t len = file && found ? fread(found, 1, most, file) : 0;
	if (found && ending > 5 && strcmp(path + ending - 5, ".html") == 0)
		len = cut_offer(found, len);
	bool same = file && found && len == bytes->len && memcmp(found, bytes->data, len) == 0;
	free(found);
	if (file)
		fclose(file);
	return same;
}

/* All outputs at once, as one thread made them one by one. */
static bool draws_beside(const struct work *work, const char *folder)
{
	struct qz_options options;
	struct qz_diag diag;
	qz_options_init(&options);
	qz_diag_init(&diag);
	options.outputs = (1u << work->outputs) - 1;
	options.folder = folder;
	options.as_of = "2026-11-24";
	options.threads = THREADS;
	struct qz_engine *engine = qz_engine_new(&options, &diag);
	bool same = engine != NULL;
	for (size_t i = 0; i < work->count && same; i++) {
		struct qz_result result;
		qz_result_init(&result);
		same = qz_engine_run(engine, work->paths[i], "list", &result) == QZ_OK && result.nwritten == work->outputs;
		for (size_t output = 0; output < result.nwritten && same; output++)
			same = holds(result.written[output], &work->made[i * work->outputs + output]);
		qz_result_done(&result);
	}
	qz_engine_free(engine);
	qz_diag_done(&diag);
	return same;
}

int main(int argc, char **argv)
{
	struct work works[THREADS];
	pthread_t threads[THREADS];
	size_t outputs = 0;
	bool same = qz_init() == QZ_OK && argc > 2;
	while (qz_backend_name(outputs))
		outputs++;
	for (size_t t = 0; t < THREADS; t++) {
		works[t] = (struct work){.paths = argv + 2, .count = (size_t)argc - 2, .outputs = outputs};
		works[t].made = calloc((size_t)argc * outputs, sizeof *works[t].made);
		if (!works[t].made || pthread_create(&threads[t], NULL, run, &works[t]) != 0)
			return 2;
	}
	for (size_t t = 0; t < THREADS; t++) {
		pthread_join(threads[t], NULL);
		same &= is_same(&works[0], &works[t]);
	}
	same = same && draws_beside(&works[0], argv[1]);
	for (size_t t = 0; t < THREADS; t++) {
		for (size_t i = 0; i < works[t].count * outputs; i++)
			qz_buf_done(&works[t].made[i]);
		free(works[t].made);
	}
	puts(same ? "same" : "different");
	return same ? 0 : 1;
}
