/*
 * Fields and files of a form, for intake.h.
 */
#include "serve/intake.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/utf8.h"
#include "serve/desk.h"
#include "serve/name.h"

#define TEXT_MOST ((size_t)4 << 20) /* bytes of all fields of a form */

static bool refuse(struct qz_intake *intake, unsigned status, const char *why)
{
	if (!intake->failure) {
		intake->failure = status;
		intake->why = why;
	}
	return false;
}

/* A disk that is full, or memory. */
static bool refuse_for_room(struct qz_intake *intake)
{
	return refuse(intake, 503, "disk-full");
}

/* ---- files ---- */

static bool begin_file(struct qz_intake *intake, const char *field, const char *filename)
{
	struct qz_buf safe;
	intake->now = QZ_INTAKE_NOTHING;
	if (!intake->folder || !*filename) /* a field for files in which none was chosen */
		return true;
	if (intake->nfiles >= intake->most_files)
		return refuse(intake, 413, "too-many");
	if (!qz_array_grow(&intake->files, intake->nfiles, &intake->files_cap, sizeof *intake->files))
		return refuse_for_room(intake);
	struct qz_intake_file *file = &intake->files[intake->nfiles];
	qz_buf_init(&safe);
	qz_name_put_safe(filename, &safe);
	*file = (struct qz_intake_file){.field = strdup(field), .name = qz_buf_take(&safe)};
	intake->nfiles++;
	if (!file->field || !file->name)
		return refuse_for_room(intake);
	if (intake->target)
		snprintf(file->file, sizeof file->file, "%s.%s", intake->target, qz_name_extension(file->name));
	else
		snprintf(file->file, sizeof file->file, "in/%zu.%s", intake->nfiles, qz_name_extension(file->name));
	intake->fd = qz_store_create(intake->folder, file->file);
	intake->now = QZ_INTAKE_FILE;
	return intake->fd >= 0 || refuse_for_room(intake);
}

static bool put_file(struct qz_intake *intake, const char *bytes, size_t len)
{
	while (len > 0) {
		const ssize_t written = write(intake->fd, bytes, len);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return refuse_for_room(intake);
		bytes += written;
		len -= (size_t)written;
	}
	return true;
}

/* ---- fields ---- */

static bool begin_field(struct qz_intake *intake, const char *name)
{
	if (!qz_array_grow(&intake->fields, intake->nfields, &intake->fields_cap, sizeof *intake->fields))
		return refuse_for_room(intake);
	struct qz_intake_field *field = &intake->fields[intake->nfields];
	*field = (struct qz_intake_field){.name = strdup(name)};
	qz_buf_init(&field->value);
	intake->nfields++;
	intake->now = QZ_INTAKE_FIELD;
	return field->name || refuse_for_room(intake);
}

static bool put_field(struct qz_intake *intake, const char *bytes, size_t len)
{
	struct qz_buf *value = &intake->fields[intake->nfields - 1].value;
	intake->text += len;
	if (intake->text > TEXT_MOST)
		return refuse(intake, 413, "too-large");
	qz_buf_add(value, bytes, len);
	return !value->failed || refuse_for_room(intake);
}

/* ---- what the form calls ---- */

static bool begin(void *context, const char *name, const char *filename)
{
	struct qz_intake *intake = context;
	if (filename)
		return begin_file(intake, name, filename);
	if (intake->folder && !intake->target && (strcmp(name, "paste") == 0 || strcmp(name, "paste-html") == 0)) {
		/* A table that was pasted is a file; where it is blank none comes of it. */
		const bool begun = begin_field(intake, name);
		intake->now = QZ_INTAKE_PASTE;
		return begun;
	}
	return begin_field(intake, name);
}

static bool open_paste(struct qz_intake *intake)
{
	const struct qz_intake_field *field = &intake->fields[intake->nfields - 1];
	const bool page = strcmp(field->name, "paste-html") == 0;
	return begin_file(intake, field->name, page ? "pasted.html" : "pasted.tsv") && put_file(intake, field->value.data, field->value.len);
}

static bool data(void *context, const char *bytes, size_t len)
{
	struct qz_intake *intake = context;
	if (intake->now == QZ_INTAKE_PASTE) {
		bool blank = true;
		for (size_t i = 0; i < len && blank; i++)
			blank = strchr(" \t\r\n", bytes[i]) && bytes[i];
		if (blank) /* until something comes it may be nothing */
			return put_field(intake, bytes, len);
		if (!open_paste(intake))
			return false;
	}
	switch (intake->now) {
	case QZ_INTAKE_FIELD:
		return put_field(intake, bytes, len);
	case QZ_INTAKE_FILE:
		return put_file(intake, bytes, len);
	default:
		return true;
	}
}

static bool end(void *context)
{
	struct qz_intake *intake = context;
	if (intake->now == QZ_INTAKE_FILE && close(intake->fd) != 0)
		return refuse_for_room(intake);
	if (intake->now == QZ_INTAKE_FIELD) {
		const struct qz_buf *value = &intake->fields[intake->nfields - 1].value;
		const char *text = value->data ? value->data : "";
		if (memchr(text, '\0', value->len) || qz_utf8_check(text, value->len) < value->len)
			return refuse(intake, 400, "bad-text");
	}
	intake->now = QZ_INTAKE_NOTHING;
	return true;
}

struct qz_form_taker qz_intake_taker(struct qz_intake *intake)
{
	return (struct qz_form_taker){.context = intake, .begin = begin, .data = data, .end = end};
}

void qz_intake_done(struct qz_intake *intake)
{
	if (intake->now == QZ_INTAKE_FILE && intake->fd >= 0)
		close(intake->fd);
	for (size_t i = 0; i < intake->nfields; i++) {
		free(intake->fields[i].name);
		qz_buf_done(&intake->fields[i].value);
	}
	for (size_t i = 0; i < intake->nfiles; i++) {
		free(intake->files[i].field);
		free(intake->files[i].name);
	}
	free(intake->fields);
	free(intake->files);
	free(intake->sorted);
}

/* Fields of one name stand in the order they came in. */
static int by_name(const void *a, const void *b)
{
	const struct qz_intake_field *const *left = a, *const *right = b;
	const int order = strcmp((*left)->name, (*right)->name);
	return order ? order : *left < *right ? -1 : *left > *right;
}

bool qz_intake_sort(struct qz_intake *intake)
{
	intake->sorted = calloc(intake->nfields + 1, sizeof(struct qz_intake_field *));
	for (size_t i = 0; intake->sorted && i < intake->nfields; i++)
		intake->sorted[i] = &intake->fields[i];
	if (intake->sorted)
		qsort(intake->sorted, intake->nfields, sizeof(struct qz_intake_field *), by_name);
	return intake->sorted;
}

const char *qz_intake_value(const struct qz_intake *intake, const char *name)
{
	size_t low = 0, high = intake->sorted ? intake->nfields : 0;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (strcmp(intake->sorted[middle]->name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (!intake->sorted || low == intake->nfields || strcmp(intake->sorted[low]->name, name) != 0)
		return NULL;
	const struct qz_buf *value = &intake->sorted[low]->value;
	return value->data ? value->data : "";
}

/* ---- what the worker reads ---- */

/* A table that was pasted as text and as a page is taken once, and where files were chosen not at all. */
static bool is_passed(const struct qz_intake *intake, const char *field)
{
	bool page = false, chosen = false;
	for (size_t i = 0; i < intake->nfiles; i++) {
		page |= strcmp(intake->files[i].field, "paste-html") == 0;
		chosen |= strncmp(intake->files[i].field, "paste", 5) != 0;
	}
	return (strcmp(field, "paste") == 0 && (page || chosen)) || (strcmp(field, "paste-html") == 0 && chosen);
}

static void put_files(const struct qz_intake *intake, const char *field, bool same, struct qz_buf *list)
{
	for (size_t i = 0; i < intake->nfiles; i++) {
		const struct qz_intake_file *file = &intake->files[i];
		if ((!field || (strcmp(file->field, field) == 0) == same) && !is_passed(intake, file->field))
			qz_buf_printf(list, "%s\t%s\n", file->file, file->name);
	}
}

/* Fields that are no option are the form's own; programs (strict) are told so. */
static unsigned put_options(struct qz_intake *intake, bool strict, struct qz_buf *options)
{
	for (size_t i = 0; i < intake->nfields; i++) {
		const char *name = intake->fields[i].name, *value = intake->fields[i].value.data ? intake->fields[i].value.data : "";
		if (!qz_desk_has_option(name)) {
			if (strict)
				refuse(intake, 400, "bad-form");
			continue;
		}
		if (value[strcspn(value, "\t\r\n")]) {
			refuse(intake, 400, "bad-form");
			continue;
		}
		qz_buf_printf(options, "%s\t%s\n", name, value);
	}
	return intake->failure;
}

unsigned qz_intake_write(struct qz_intake *intake, const char *first, bool strict)
{
	struct qz_buf list, options;
	qz_buf_init(&list);
	qz_buf_init(&options);
	put_files(intake, first, true, &list);
	if (first)
		put_files(intake, first, false, &list);
	if (!intake->nfiles)
		refuse(intake, 400, "bad-form");
	if (put_options(intake, strict, &options) == 0 &&
	    (list.failed || options.failed || !qz_store_write(intake->folder, "list", list.data, list.len) ||
	     !qz_store_write(intake->folder, "options", options.data ? options.data : "", options.len)))
		refuse_for_room(intake);
	qz_buf_done(&list);
	qz_buf_done(&options);
	return intake->failure;
}
