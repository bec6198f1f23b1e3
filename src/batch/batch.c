/*
 * The journey of many inputs, for batch.h.
 */
#include "batch/batch.h"

#include <libxml/xmlmemory.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/file.h"
#include "batch/sandbox.h"
#include "batch/wire.h"

#ifdef QZ_TEST_HOOKS
/* For tests: inputs whose names say so hang, crash, eat memory or end their worker. */
static void misbehave(const char *stem)
{
	if (strstr(stem, "test-hang"))
		for (;;)
			pause();
	if (strstr(stem, "test-crash"))
		raise(SIGSEGV);
	if (strstr(stem, "test-stall")) /* half an answer: a length that nothing follows */
		for (int fd = 3; fd < 64; fd++)
			while (send(fd, &(uint64_t){1000}, sizeof(uint64_t), MSG_NOSIGNAL) == sizeof(uint64_t))
				for (;;)
					pause();
	if (strstr(stem, "test-exit"))
		_exit(7);
	while (strstr(stem, "test-memory"))
		memset(xmlMalloc((size_t)16 << 20), 1, 4096);
}
#else
static void misbehave(const char *stem)
{
	(void)stem;
}
#endif

/*
 * In a worker: of the file system, the inputs and edited resources to read, and
 * the folder of the outputs to write, are left. The parent has made that folder.
 */
static void confine(const struct qz_batch *batch)
{
	const struct qz_options *options = batch->options;
	const char *folder = options->folder ? options->folder : ".";
	size_t count = 0;
	while (batch->path(batch->context, count))
		count++;
	const char **readable = qz_sandbox_off() ? NULL : calloc(count + 2, sizeof *readable);
	if (!readable)
		return;
	for (size_t i = 0; i < count; i++)
		readable[i] = batch->path(batch->context, i);
	if (options->resources)
		readable[count++] = options->resources;
	if (options->law_texts) /* read when a list cites the law */
		readable[count++] = options->law_texts;
	const struct qz_sandbox sandbox = {
		.readable = readable, .nreadable = count, .writable = options->outputs && strcmp(folder, "-") != 0 ? folder : NULL};
	qz_sandbox_enter(&sandbox);
	free(readable);
}

static void begin(void *context)
{
	const struct qz_batch *batch = context;
	confine(batch);
	if (batch->begin)
		batch->begin(batch->context);
}

/* In a worker. Where memory ran out the worker ends, as it would have by libxml2's own allocations. */
static void work(void *context, size_t index, struct qz_buf *answer)
{
	const struct qz_batch *batch = context;
	struct qz_result result;
	struct qz_buf note;
	qz_buf_init(&note);
	qz_result_init(&result);
	misbehave(batch->stem(batch->context, index));
	enum qz_status status = batch->run(batch->context, index, &result, &note);
	qz_wire_put_number(answer, status);
	qz_wire_put_bytes(answer, note.data, note.len);
	qz_wire_put_result(answer, &result);
	answer->failed |= result.diag.failed || note.failed;
	qz_buf_done(&note);
	qz_result_done(&result);
}

/* A worker that died, as a finding: how, and the limit, the number of the signal or the status; of an answer that is none there is no such number. */
static void add_death(const struct qz_batch *batch, const struct qz_answer *answer, struct qz_diag *diag)
{
	static const char *const deaths[] = {[QZ_END_ANSWER] = "garbled", [QZ_END_SIGNAL] = "signal", [QZ_END_EXIT] = "exit",
					     [QZ_END_TIME] = "time", [QZ_END_MEMORY] = "memory"};
	const struct qz_limits *limits = &batch->options->limits;
	char value[64] = "";
	if (answer->end == QZ_END_EXIT)
		snprintf(value, sizeof value, "%d", answer->detail);
	else if (answer->end == QZ_END_SIGNAL)
		snprintf(value, sizeof value, "%d, %s", answer->detail, strsignal(answer->detail));
	else if (answer->end == QZ_END_TIME)
		snprintf(value, sizeof value, "%zu", limits->job_seconds);
	else if (answer->end == QZ_END_MEMORY)
		snprintf(value, sizeof value, "%zu", limits->job_memory);
	qz_diag_add(diag, QZ_RULE_WORKER_DIED, NULL, "death", deaths[answer->end], *value ? "value" : NULL, value, NULL);
}

static void arrive(void *context, size_t index, const struct qz_answer *answer)
{
	const struct qz_batch *batch = context;
	struct qz_wire wire = {.at = answer->bytes, .end = answer->bytes + answer->len};
	struct qz_buf note;
	size_t len;
	if (answer->end != QZ_END_ANSWER)
		return;
	qz_wire_number(&wire);
	const char *bytes = qz_wire_bytes(&wire, &len);
	qz_buf_init(&note);
	if (bytes && len)
		qz_buf_add(&note, bytes, len);
	if (!wire.bad && !note.failed && len)
		batch->arrive(batch->context, index, &note);
	qz_buf_done(&note);
}

/* False when the answer is none. */
static bool read_answer(const struct qz_answer *answer, enum qz_status *status, struct qz_buf *note, struct qz_result *result)
{
	struct qz_wire wire = {.at = answer->bytes, .end = answer->bytes + answer->len};
	size_t len;
	if (answer->end != QZ_END_ANSWER)
		return false;
	const uint64_t number = qz_wire_number(&wire);
	const char *bytes = qz_wire_bytes(&wire, &len);
	if (bytes && len)
		qz_buf_add(note, bytes, len);
	*status = (enum qz_status)number;
	return qz_wire_result(&wire, result) && number <= QZ_OUTPUT && !note->failed;
}

static void take(void *context, size_t index, const struct qz_answer *answer)
{
	const struct qz_batch *batch = context;
	enum qz_status status = QZ_INPUT;
	struct qz_result result;
	struct qz_buf note;
	qz_buf_init(&note);
	qz_result_init(&result);
	if (!read_answer(answer, &status, &note, &result)) {
		status = QZ_INPUT;
		qz_buf_clear(&note);
		add_death(batch, answer, &result.diag);
	}
	batch->take(batch->context, index, status, &result, &note);
	qz_buf_done(&note);
	qz_result_done(&result);
}

/* The temporary files of a dead worker stand beside the outputs it was writing. */
static void clean(void *context, size_t index, pid_t worker)
{
	const struct qz_batch *batch = context;
	const char *stem = batch->stem(batch->context, index), *slash = strrchr(stem, '/');
	if (!batch->options->outputs)
		return;
	char *below = strndup(stem, slash ? (size_t)(slash - stem) : 0);
	if (below)
		qz_file_sweep(batch->options->folder ? batch->options->folder : ".", below, worker);
	free(below);
}

static void tick(void *context, const struct qz_pool_state *state)
{
	const struct qz_batch *batch = context;
	if (batch->tick)
		batch->tick(batch->context, state);
}

/* The sandbox allows folders that are there; what is wrong with this one the workers will say. */
static void make_folder(const struct qz_options *options)
{
	struct qz_diag diag;
	qz_diag_init(&diag);
	if (options->outputs && options->folder && strcmp(options->folder, "-") != 0)
		qz_file_make_folder(options->folder, &diag);
	qz_diag_done(&diag);
}

static bool reads_standard_input(const struct qz_batch *batch)
{
	const char *path = "";
	for (size_t i = 0; path && strcmp(path, "-") != 0; i++)
		path = batch->path(batch->context, i);
	return path != NULL;
}

enum qz_pool_result qz_batch_run(const struct qz_batch *batch)
{
	const struct qz_pool pool = {
		.count = batch->count,
		.workers = batch->workers < batch->count ? batch->workers : batch->count,
		.seconds = batch->options->limits.job_seconds,
		.memory = batch->options->limits.job_memory,
		.standard_input = reads_standard_input(batch),
		.context = (void *)(uintptr_t)batch,
		.begin = begin,
		.work = work,
		.arrive = arrive,
		.take = take,
		.clean = clean,
		.tick = tick,
	};
	make_folder(batch->options);
	if (!qz_sandbox_off())
		qz_sandbox_guard();
	return pool.count ? qz_pool_run(&pool) : QZ_POOL_DONE;
}
