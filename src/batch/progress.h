/*
 * How far a batch is: one line on a terminal that is drawn over itself, or a
 * line of JSON a second for programs; on standard error.
 */
#ifndef QZ_BATCH_PROGRESS_H
#define QZ_BATCH_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "quanze.h"

enum qz_progress_mode { QZ_PROGRESS_AUTO, QZ_PROGRESS_NEVER, QZ_PROGRESS_JSON };

struct qz_pace;

struct qz_progress {
	enum qz_progress_mode mode; /* QZ_PROGRESS_AUTO: on a terminal alone */
	const struct qz_messages *messages;
	size_t total;                  /* inputs */
	size_t findings[QZ_SEVERITIES]; /* so far; for the caller to add to */
	double start, last;            /* seconds */
	bool drawn;                    /* a line stands on the terminal */
	const struct qz_pace *pace;    /* of a single input; NULL */
};

/* Counters that workers forked later share; NULL where nobody would see them. For the life of the program. */
struct qz_pace *qz_progress_pace(enum qz_progress_mode mode);

/* Of a single input only its pace is shown, on a terminal, once it takes more than a second. Messages are borrowed, and `pace`, which may be NULL. */
void qz_progress_init(struct qz_progress *progress, enum qz_progress_mode mode, size_t total, const struct qz_messages *messages, const struct qz_pace *pace);

/* Shows the state, at most ten times a second (JSON: once). `file` is what is being worked on. */
void qz_progress_show(struct qz_progress *progress, size_t done, const char *file);

/* Takes the line off the terminal, before anything else is printed there. */
void qz_progress_clear(struct qz_progress *progress);

#endif
