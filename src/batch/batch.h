/*
 * Many inputs through worker processes: each result comes back in the order of
 * the inputs, and a worker that dies is a finding of its input.
 */
#ifndef QZ_BATCH_BATCH_H
#define QZ_BATCH_BATCH_H

#include "batch/pool.h"
#include "quanze.h"

struct qz_batch {
	size_t count;   /* inputs 0 … count - 1 */
	size_t workers; /* processes; at least 1 */
	const struct qz_options *options;
	void *context;  /* handed to all of these: */
	/* In a worker, confined already, before its first input; may be NULL. */
	void (*begin)(void *context);
	/* In a worker: the journey of an input. `note` is for `take`, as it is. */
	enum qz_status (*run)(void *context, size_t index, struct qz_result *result, struct qz_buf *note);
	/* In the parent: a note has come, perhaps before its turn. */
	void (*arrive)(void *context, size_t index, const struct qz_buf *note);
	/* In the parent, in order: what became of it. All borrowed; a worker that died leaves no note. */
	void (*take)(void *context, size_t index, enum qz_status status, struct qz_result *result, const struct qz_buf *note);
	/* In a worker: the paths of inputs 0, 1 …, and of other files, ended by NULL: all that a worker may read. */
	const char *(*path)(void *context, size_t index);
	/* In the parent: the path of an input's outputs below the folder, without extension. */
	const char *(*stem)(void *context, size_t index);
	/* In the parent, now and then; may be NULL. */
	void (*tick)(void *context, const struct qz_pool_state *state);
};

enum qz_pool_result qz_batch_run(const struct qz_batch *batch);

#endif
