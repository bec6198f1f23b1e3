/*
 * Worker processes: each is a copy of the program at the moment it was forked,
 * so that what was loaded before is shared. Jobs are numbers; a worker answers
 * with bytes. A worker that crashes, hangs or takes too much memory costs its
 * job alone and is replaced. Knows nothing of lists.
 */
#ifndef QZ_BATCH_POOL_H
#define QZ_BATCH_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/buf.h"

/* How a job ended. */
enum qz_end {
	QZ_END_ANSWER, /* with an answer */
	QZ_END_SIGNAL, /* the worker died of a signal: `detail` */
	QZ_END_EXIT,   /* the worker ended by itself, with exit status `detail` */
	QZ_END_TIME,   /* it took longer than `seconds` and was killed */
	QZ_END_MEMORY  /* it wanted more than `memory` */
};

struct qz_answer {
	enum qz_end end;
	int detail;
	const char *bytes; /* of QZ_END_ANSWER; borrowed */
	size_t len;
};

/* The state of a run, for whoever shows it. */
struct qz_pool_state {
	size_t done;    /* jobs answered or lost */
	size_t current; /* a job being worked on */
};

struct qz_pool {
	size_t count;   /* jobs 0 … count - 1 */
	size_t workers; /* at least 1 */
	size_t seconds; /* a job's limit of wall-clock time; 0: none */
	size_t memory;  /* a worker's limit of address space beyond what it was born with, in bytes; 0: none */
	bool standard_input; /* a job may read it */
	void *context;  /* handed to all of these: */
	/* In a worker, before its first job: makes what it lacks and gives up what it will not need. May be NULL. */
	void (*begin)(void *context);
	/* In a worker: does a job. */
	void (*work)(void *context, size_t index, struct qz_buf *answer);
	/* In the parent: an answer has come, perhaps before its turn. May be NULL. */
	void (*arrive)(void *context, size_t index, const struct qz_answer *answer);
	/* In the parent: once a job, in the order of the jobs. */
	void (*take)(void *context, size_t index, const struct qz_answer *answer);
	/* In the parent: a worker died over a job; what it left lying about goes. May be NULL. */
	void (*clean)(void *context, size_t index, pid_t worker);
	/* In the parent: about ten times a second, and after each job. May be NULL. */
	void (*tick)(void *context, const struct qz_pool_state *state);
};

enum qz_pool_result {
	QZ_POOL_DONE,
	QZ_POOL_INTERRUPTED, /* SIGINT, SIGTERM or SIGHUP is pending; what was answered was taken */
	QZ_POOL_FAILED       /* no process, no memory, or a worker that found errors in itself at its end */
};

/*
 * Runs all jobs. The signals above are to be blocked by the caller, who lets
 * them through when its own work is done; then the program ends as by the signal.
 */
enum qz_pool_result qz_pool_run(const struct qz_pool *pool);

/* How many processors are online; at least 1. */
size_t qz_pool_processors(void);

#endif
