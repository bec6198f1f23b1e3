/*
 * What a worker works at: the session's folder with what lies in it, and the
 * options that its form gave. In a worker alone.
 */
#ifndef QZ_SERVE_DESK_H
#define QZ_SERVE_DESK_H

#include "serve/job.h"
#include "serve/store.h"

/* One upload. */
struct qz_desk_input {
	char *file; /* "in/1.xlsx" */
	char *name; /* as the clerk called it, made safe */
	char *stem; /* of its outputs: that without its extension, unlike all others */
	char *bytes;
	size_t len;
};

struct qz_desk {
	struct qz_job_parts *parts;
	const struct qz_job_order *order;
	struct qz_store_folder folder;
	struct qz_desk_input *inputs;
	size_t count, cap;
	struct qz_options options;  /* the server's, and over them the form's */
	struct qz_buf text;         /* of the file `options`: its values are borrowed from there */
	char decisions[300], out[300], stored[24], as_of[16];
	const struct qz_messages *words; /* in the language of the outputs */
	struct qz_buf manifest;     /* FILE TAB NAME TAB KIND TAB INPUT TAB SIZE, a line each */
	struct qz_buf names;        /* of the same for people, to keep them apart */
	bool failed;                /* memory or the disk ran out */
};

/* Opens the desk and reads the list and the options. QZ_OK; QZ_USAGE for an option that is none; QZ_OUTPUT. */
enum qz_status qz_desk_open(struct qz_desk *desk, struct qz_job_parts *parts, const struct qz_job_order *order);
void qz_desk_close(struct qz_desk *desk);

/* Whether a form may give an option of that name. The front asks, too. */
bool qz_desk_has_option(const char *name);

/* Adds an input that came out of an archive. */
bool qz_desk_add(struct qz_desk *desk, const char *file, const char *name);

/* Reads an input's bytes, once; of them none stay but this input's. */
enum qz_status qz_desk_read(struct qz_desk *desk, struct qz_desk_input *input, struct qz_diag *diag);

/* Turns an engine to a job's options; what is said of the files that they name are no findings about an input, but for why they cannot be used. */
bool qz_desk_turn(struct qz_engine *engine, const struct qz_options *options, struct qz_diag *diag);

/* out/FILE is there: a line of the manifest. `input`: SIZE_MAX: of the whole session. */
void qz_desk_note(struct qz_desk *desk, const char *file, const char *name, const char *kind, size_t input);

/* Writes out/FILE and notes it. */
void qz_desk_put(struct qz_desk *desk, const char *file, const char *name, const char *kind, size_t input, const struct qz_buf *bytes);

#endif
