/*
 * The stylesheets of all outputs: each is opened once, by whoever needs it first
 * or beforehand by threads that go on while the caller does something else.
 */
#ifndef QZ_EMIT_STAGES_H
#define QZ_EMIT_STAGES_H

#include <stdbool.h>
#include <stddef.h>

struct qz_diag;
struct qz_stage;
struct qz_stages;

/* The `count` of `names` (NULL: there is none), not opened yet; folder as for qz_resource_tree. Borrows the names. NULL when memory ran out. */
struct qz_stages *qz_stages_new(const char *folder, const char *const *names, size_t count);

/* Closes all, when the threads are done with them. */
void qz_stages_free(struct qz_stages *stages);

/* Lets up to `threads` threads begin to open them. Where no thread is to be had, they are opened when they are needed. */
void qz_stages_begin(struct qz_stages *stages, size_t threads);

/* Ends the threads, each with what it has begun. */
void qz_stages_rest(struct qz_stages *stages);

/* Opens what nobody has begun with and waits for the rest: no thread is left. 0, or -1 with a finding of the first that failed. */
int qz_stages_open(struct qz_stages *stages, struct qz_diag *diag);

/* From now on, until it is called again, there is none at an index whose bit is not in `kept`. No thread may be at work. */
void qz_stages_restrict(struct qz_stages *stages, unsigned kept);

/* Whether there is one at that index. */
bool qz_stages_have(const struct qz_stages *stages, size_t index);

/* The one at that index, opened; any thread may ask. NULL when it cannot be, with a finding for the first who asks. */
struct qz_stage *qz_stages_get(struct qz_stages *stages, size_t index, struct qz_diag *diag);

#endif
