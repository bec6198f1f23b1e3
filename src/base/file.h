/*
 * Files: bounded reading, and writing that is whole or absent (temporary file
 * in the target folder, fsync, rename). Messages are findings.
 */
#ifndef QZ_BASE_FILE_H
#define QZ_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/sink.h"
#include "base/status.h"

struct qz_diag;
struct qz_limits;

/*
 * Reads a regular file, or standard input for "-", of at most
 * limits->input_bytes. *bytes is malloc'ed with a NUL behind the end.
 * QZ_OK, or QZ_INPUT with a finding.
 */
enum qz_status qz_file_read(const char *path, const struct qz_limits *limits, char **bytes, size_t *len, struct qz_diag *diag);

/* Whether `path` is `file`, or ends in it behind a slash. */
bool qz_path_ends_in(const char *path, const char *file);

/* Creates a folder and its parents; QZ_OK, or QZ_OUTPUT with a finding. */
enum qz_status qz_file_make_folder(const char *path, struct qz_diag *diag);

/*
 * A temporary file in a folder, for reading and writing, that has no name any
 * more: it goes when it is closed. 0, or an errno value.
 */
int qz_file_unnamed(const char *folder, int *fd);

#define QZ_TEMPORARY 48 /* room for the name of a temporary file */

/*
 * One output on its way: its folder, which is held open until the end, so that
 * nobody can put another in its place; the temporary file and the name it will get.
 */
struct qz_pending {
	char *path; /* for messages; NULL: none is on its way */
	const char *target; /* its last part */
	char temporary[QZ_TEMPORARY];
	size_t below;	    /* where in `path` its place below the output folder begins */
	int folder, fd, error;
	bool open; /* the temporary file is still written to */
};

/* The files that a run reads, which no output of it may replace; "-" is standard input. */
struct qz_inputs {
	const char *const *paths; /* NULL in it are passed over */
	size_t count;
	const struct qz_inputs *also; /* more of them, or NULL */
};

/*
 * Opens a new temporary file for the output `below` the folder, in the same
 * folder, which is made where it is missing; behind `folder`, links are not
 * followed (base/below.h). Nothing is visible under that name until
 * qz_pending_commit. Refuses (QZ_OUTPUT) what exists and is one of `inputs` (same device and
 * inode; inputs may be NULL), or is a folder.
 */
enum qz_status qz_pending_open(struct qz_pending *pending, const char *folder, const char *below, const struct qz_inputs *inputs, struct qz_diag *diag);

/* What is written into the file goes here; an error is said by qz_pending_close. */
struct qz_sink qz_pending_sink(struct qz_pending *pending);

/* All bytes were put: they begin their way to the disk while other work goes on, where the system can do that. */
void qz_pending_send(struct qz_pending *pending);

/*
 * All bytes were put. With `sync` they are on the disk when it returns. QZ_OK, or
 * QZ_OUTPUT with a finding: then the pending output is abandoned.
 */
enum qz_status qz_pending_close(struct qz_pending *pending, bool sync, struct qz_diag *diag);

/* The three of them, for bytes that are there, and are to be on the disk. */
enum qz_status qz_pending_write(struct qz_pending *pending, const char *folder, const char *below, const void *bytes, size_t len, struct qz_diag *diag);

/*
 * Closes the folder of an output that was closed, until it is committed or
 * abandoned: where many outputs wait for each other, there are not as many
 * descriptors. It is then looked for again, links not being followed.
 */
void qz_pending_park(struct qz_pending *pending);

/* Renames to the target; frees the pending output. QZ_OK, or QZ_OUTPUT with a finding. */
enum qz_status qz_pending_commit(struct qz_pending *pending, struct qz_diag *diag);

/* Removes the temporary file, if any; frees the pending output. */
void qz_pending_abandon(struct qz_pending *pending);

/*
 * Removes what a dead process left of its temporary files in the folder `below`
 * ("": itself) of a folder: of the process `owner`, or, for 0, of every process
 * that is no more. Links in `below` are not followed.
 */
void qz_file_sweep(const char *folder, const char *below, pid_t owner);

#endif
