/*
 * What a form brings: fields in memory, files into the session's folder.
 */
#ifndef QZ_SERVE_INTAKE_H
#define QZ_SERVE_INTAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "serve/form.h"
#include "serve/store.h"

struct qz_intake_field {
	char *name;
	struct qz_buf value;
};

struct qz_intake_file {
	char *field, *name; /* of the form; as the clerk called it, made safe */
	char file[32];      /* "in/1.xlsx" */
};

struct qz_intake {
	const struct qz_store_folder *folder; /* NULL: no files are taken */
	const char *target;                   /* the only file is TARGET.EXT; NULL: in/N.EXT */
	size_t most_files;
	struct qz_intake_field *fields;
	size_t nfields, fields_cap, text;     /* bytes of all values */
	const struct qz_intake_field **sorted; /* by name, when the form is over; NULL: not yet */
	struct qz_intake_file *files;
	size_t nfiles, files_cap;
	enum { QZ_INTAKE_NOTHING, QZ_INTAKE_FIELD, QZ_INTAKE_FILE, QZ_INTAKE_PASTE } now;
	int fd;
	unsigned failure;                     /* a status, and why */
	const char *why;
};

struct qz_form_taker qz_intake_taker(struct qz_intake *intake);
void qz_intake_done(struct qz_intake *intake);

/* The form is over: fields can be looked up. False when memory ran out. */
bool qz_intake_sort(struct qz_intake *intake);

/* The value of the first field of that name; NULL where there is none. */
const char *qz_intake_value(const struct qz_intake *intake, const char *name);

/* Writes `list` and `options` into the folder, `first` (NULL: none) being the field whose file comes first. 0, or a status with intake->why. */
unsigned qz_intake_write(struct qz_intake *intake, const char *first, bool strict);

#endif
