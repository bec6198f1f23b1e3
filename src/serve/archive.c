/*
 * Archives in a worker, for work.h: a folder that came as .zip, and all outputs
 * on their way out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/sink.h"
#include "base/utf8.h"
#include "base/zip.h"
#include "read/encoding.h"
#include "serve/name.h"
#include "serve/work.h"

#define MANIFEST_MOST ((size_t)4 << 20)

/* ---- in ---- */

static bool is_wanted(const char *name)
{
	const char *slash = strrchr(name, '/'), *last = slash ? slash + 1 : name;
	return *last && *last != '.' && strncmp(last, "~$", 2) != 0 && strncmp(name, "__MACOSX/", 9) != 0 && strcmp(qz_name_extension(last), "bin") != 0 &&
	       strcmp(qz_name_extension(last), "zip") != 0;
}

/* What people call it: archives of Windows have their names in its own encoding, and do not say so. Made safe. */
static void put_shown_name(const struct qz_desk *desk, const char *raw, struct qz_buf *safe)
{
	struct qz_decoded decoded;
	struct qz_diag diag;
	qz_diag_init(&diag);
	char *copy = strdup(raw);
	const bool utf8 = qz_utf8_check(raw, strlen(raw)) == strlen(raw);
	if (copy && !utf8 && qz_decode(copy, strlen(copy), "GB18030", NULL, &desk->options.limits, &decoded, &diag) == QZ_OK) {
		qz_name_put_safe(decoded.text, safe);
		if (decoded.text != copy)
			free(decoded.text);
	} else {
		qz_name_put_safe(raw, safe);
	}
	free(copy);
	qz_diag_done(&diag);
}

/* One entry becomes in/N-M.EXT. */
static bool expand_entry(struct qz_desk *desk, struct qz_zip *zip, const char *name, size_t archive, size_t entry, struct qz_buf *list)
{
	char file[64];
	struct qz_buf bytes, safe;
	struct qz_diag diag;
	qz_diag_init(&diag);
	qz_buf_init(&bytes);
	qz_buf_init(&safe);
	put_shown_name(desk, qz_zip_raw_name(zip, entry - 1), &safe);
	snprintf(file, sizeof file, "in/%zu-%zu.%s", archive, entry, qz_name_extension(name));
	bool done = true;
	if (qz_zip_read(zip, name, &bytes, &diag) == 0) {
		done = !safe.failed && qz_store_write(&desk->folder, file, bytes.data ? bytes.data : "", bytes.len);
		qz_buf_printf(list, "%s\t%s\n", file, safe.data ? safe.data : "");
	}
	qz_diag_done(&diag);
	qz_buf_done(&bytes);
	qz_buf_done(&safe);
	return done;
}

/* How many came out; -1: the disk is full. */
static long expand_archive(struct qz_desk *desk, struct qz_desk_input *input, size_t archive, struct qz_buf *list)
{
	struct qz_diag diag;
	long count = 0;
	qz_diag_init(&diag);
	struct qz_zip *zip = qz_desk_read(desk, input, &diag) == QZ_OK ? qz_zip_open(input->bytes, input->len, &desk->options.limits, &diag) : NULL;
	const char *name;
	for (size_t i = 0; zip && count >= 0 && (size_t)count < desk->parts->options->files && (name = qz_zip_name(zip, i)); i++)
		if (is_wanted(name))
			count = expand_entry(desk, zip, name, archive, i + 1, list) ? count + 1 : -1;
	qz_zip_close(zip);
	qz_diag_done(&diag);
	return count;
}

static bool is_archive(const struct qz_desk_input *input)
{
	return strcmp(qz_name_extension(input->file), "zip") == 0;
}

/* An archive of which nothing comes stays on the list: its findings say why. */
bool qz_work_expand(struct qz_desk *desk)
{
	struct qz_buf list;
	bool any = false, done = true;
	qz_buf_init(&list);
	for (size_t i = 0; i < desk->count && done; i++) {
		struct qz_desk_input *input = &desk->inputs[i];
		const long count = is_archive(input) ? expand_archive(desk, input, i + 1, &list) : 0;
		any |= count > 0;
		done = count >= 0;
		if (count == 0)
			qz_buf_printf(&list, "%s\t%s\n", input->file, input->name);
	}
	done = done && !list.failed && (!any || qz_store_write(&desk->folder, "list", list.data, list.len));
	for (size_t i = 0; any && i < desk->count; i++) {
		free(desk->inputs[i].file);
		free(desk->inputs[i].name);
		free(desk->inputs[i].stem);
		free(desk->inputs[i].bytes);
	}
	desk->count = any ? 0 : desk->count;
	char *at = any ? list.data : NULL;
	while (done && at && *at) {
		char *tab = strchr(at, '\t'), *end = strchr(at, '\n');
		*tab = *end = '\0';
		done = qz_desk_add(desk, at, tab + 1);
		at = end + 1;
	}
	desk->options.one_of_several = desk->count > 1;
	qz_buf_done(&list);
	return done;
}

/* ---- out ---- */

static int put_file(void *context, const void *data, size_t len)
{
	const char *bytes = data;
	const int fd = *(const int *)context;
	while (len > 0) {
		const ssize_t written = write(fd, bytes, len);
		if (written <= 0)
			return -1;
		bytes += written;
		len -= (size_t)written;
	}
	return 0;
}

/* The name it has on the list, or, where that is taken, with a number before it. */
static void add_file(struct qz_desk *desk, struct qz_zip_writer *writer, const char *file, const char *name, size_t number, struct qz_buf *taken)
{
	char path[80];
	struct qz_buf bytes, whole;
	qz_buf_init(&bytes);
	qz_buf_init(&whole);
	qz_buf_printf(&whole, "\n%s\n", name);
	const bool clash = taken->data && strstr(taken->data, whole.data ? whole.data : "");
	qz_buf_puts(taken, whole.data ? whole.data : "");
	qz_buf_clear(&whole);
	if (clash)
		qz_buf_printf(&whole, "%zu-", number);
	qz_buf_puts(&whole, name);
	snprintf(path, sizeof path, "out/%s", file);
	qz_zip_writer_set_level(writer, desk->order->programs || strstr(file, ".docx") || strstr(file, ".xls") ? 0 : 6); /* archives themselves, and what another program takes apart at once */
	if (!qz_store_read(&desk->folder, path, SIZE_MAX / 2, &bytes) || whole.failed || taken->failed ||
	    qz_zip_writer_add(writer, whole.data, bytes.data ? bytes.data : "", bytes.len) != 0)
		desk->failed = true;
	qz_buf_done(&bytes);
	qz_buf_done(&whole);
}

enum qz_status qz_work_zip(struct qz_desk *desk)
{
	struct qz_buf manifest, taken;
	qz_buf_init(&manifest);
	qz_buf_init(&taken);
	struct qz_zip_writer *writer = qz_zip_writer_new(NULL);
	desk->failed |= !writer || !qz_store_read(&desk->folder, "manifest", MANIFEST_MOST, &manifest);
	char *at = manifest.data;
	for (size_t number = 1; at && *at && !desk->failed; number++) {
		char *line = at, *end = strchr(at, '\n');
		at = end ? end + 1 : NULL;
		char *file = strtok_r(line, "\t", &line), *name = strtok_r(NULL, "\t", &line);
		if (file && name)
			add_file(desk, writer, file, name, number, &taken);
	}
	int fd = desk->failed ? -1 : qz_store_create(&desk->folder, "all.zip");
	const struct qz_sink sink = {.context = &fd, .put = put_file};
	desk->failed |= fd < 0 || qz_zip_writer_put(writer, &sink) != 0;
	if (fd >= 0)
		close(fd);
	qz_zip_writer_free(writer);
	qz_buf_done(&manifest);
	qz_buf_done(&taken);
	return desk->failed ? QZ_OUTPUT : QZ_OK;
}
