/*
 * The record of a batch, for record.h: what an earlier run left, and its end.
 * Rows are kept as XML text and put together into one document at the end.
 */
#include "batch/record.h"

#include <errno.h>
#include <fcntl.h>
#include <libxml/hash.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/xml.h"
#include "batch/journal.h"
#include "batch/record_parts.h"

static const char root_start[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<summary xmlns=\"" QZ_SUMMARY_NS "\" version=\"1.0\"";

/* ---- what an earlier run left ---- */

static bool add_rows(struct qz_record *record, xmlDoc *doc)
{
	for (xmlNode *list = qz_xml_child(xmlDocGetRootElement(doc), "list"); list; list = qz_xml_next(list, "list")) {
		const char *file = qz_xml_attr(list, "file");
		struct qz_row *row = file ? calloc(1, sizeof *row) : NULL;
		if (!row)
			return false;
		static const char *const totals[QZ_SEVERITIES] = {"infos", "styles", "warnings", "errors"};
		for (int i = 0; i < QZ_SEVERITIES; i++)
			row->totals[i] = strtoul(qz_xml_attr(list, totals[i]) ? qz_xml_attr(list, totals[i]) : "0", NULL, 10);
		row->list = list;
		free(xmlHashLookup(record->rows, QZ_X(file)));
		if (xmlHashUpdateEntry(record->rows, QZ_X(file), row, NULL) != 0) {
			free(row);
			return false;
		}
	}
	return true;
}

/* Every file that was ever written and not seen to go, by its path below the folder. */
static bool add_outputs(struct qz_record *record, xmlDoc *doc)
{
	bool done = true;
	for (xmlNode *child = qz_xml_child(xmlDocGetRootElement(doc), NULL); child; child = qz_xml_next(child, NULL)) {
		xmlNode *output = qz_xml_is(child, "list") ? qz_xml_child(child, "output") : child;
		for (; output; output = qz_xml_is(child, "list") ? qz_xml_next(output, "output") : NULL)
			if (qz_xml_attr(output, "file"))
				done &= xmlHashUpdateEntry(record->outputs, QZ_X(qz_xml_attr(output, "file")), output, NULL) == 0;
	}
	return done;
}

/* A summary that is damaged counts for nothing: everything is done again. */
static bool load(struct qz_record *record, xmlDoc **doc, const char *bytes, size_t len)
{
	*doc = len ? qz_xml_parse(bytes, len, "summary.xml", NULL) : NULL;
	if (!*doc || !qz_xml_is(xmlDocGetRootElement(*doc), "summary"))
		return true;
	return add_rows(record, *doc) && add_outputs(record, *doc);
}

static bool load_summary(struct qz_record *record, const char *path)
{
	struct qz_diag ignored;
	struct qz_limits limits;
	char *bytes = NULL;
	size_t len = 0;
	qz_diag_init(&ignored);
	qz_limits_init(&limits);
	limits.input_bytes = SIZE_MAX / 2;
	bool done = access(path, R_OK) != 0 || qz_file_read(path, &limits, &bytes, &len, &ignored) != QZ_OK || load(record, &record->summary, bytes, len);
	qz_diag_done(&ignored);
	free(bytes);
	return done;
}

static bool load_journal(struct qz_record *record)
{
	struct qz_buf rows;
	qz_buf_init(&rows);
	qz_buf_printf(&rows, "%s>", root_start);
	size_t empty = rows.len;
	qz_journal_read(record->journal_path, &rows);
	bool some = rows.len > empty;
	qz_buf_puts(&rows, "</summary>");
	bool done = !rows.failed && (!some || load(record, &record->earlier, rows.data, rows.len));
	qz_buf_done(&rows);
	return done;
}

static char *path_of(const char *folder, const char *name, const char *shard, const char *extension)
{
	struct qz_buf path;
	qz_buf_init(&path);
	qz_buf_printf(&path, "%s/%s%s%s%s", folder, name, *shard ? "." : "", shard, extension);
	return qz_buf_take(&path);
}

struct qz_record *qz_record_open(const char *folder, const char *shard, const char *key, struct qz_diag *diag)
{
	struct qz_record *record = calloc(1, sizeof *record);
	bool ready = record != NULL;
	if (ready) {
		record->folder = folder;
		record->shard = shard;
		record->key = key;
		record->rows = xmlHashCreate(1024);
		record->outputs = xmlHashCreate(4096);
		record->journal_path = path_of(folder, ".quanze-journal", shard, "");
		record->summary_path = path_of(folder, "summary", shard, ".xml");
		ready = record->rows && record->outputs && record->journal_path && record->summary_path;
	}
	ready = ready && load_summary(record, record->summary_path) && load_journal(record);
	if (ready)
		return record;
	diag->failed = true;
	qz_record_free(record);
	return NULL;
}

static void free_row(void *row, const xmlChar *name)
{
	(void)name;
	free(row);
}

void qz_record_free(struct qz_record *record)
{
	if (!record)
		return;
	for (size_t i = 0; record->texts && i < record->count; i++)
		free(record->texts[i]);
	free(record->texts);
	xmlHashFree(record->rows, free_row);
	xmlHashFree(record->outputs, NULL);
	xmlFreeDoc(record->summary);
	xmlFreeDoc(record->earlier);
	qz_journal_close(record->journal);
	free(record->journal_path);
	free(record->summary_path);
	free(record);
}

/* An earlier run was killed: what its processes left half-written goes. Names of one folder stand together. */
static void sweep(const struct qz_record *record)
{
	char *last = NULL;
	qz_file_sweep(record->folder, "", 0); /* the summary's own */
	for (size_t i = 0; i < record->count; i++) {
		const char *slash = strrchr(record->names[i], '/');
		char *below = strndup(record->names[i], slash ? (size_t)(slash - record->names[i]) : 0);
		if (below && (!last || strcmp(below, last) != 0))
			qz_file_sweep(record->folder, below, 0);
		free(last);
		last = below;
	}
	free(last);
}

/* False with errno where there can be none. */
static bool open_journal(struct qz_record *record)
{
	struct qz_diag ignored; /* what is wrong with the folder is said at the end */
	qz_diag_init(&ignored);
	errno = 0;
	if (!record->journal && qz_file_make_folder(record->folder, &ignored) == QZ_OK)
		record->journal = qz_journal_open(record->journal_path);
	qz_diag_done(&ignored);
	return record->journal != NULL;
}

bool qz_record_plan(struct qz_record *record, const char *const *names, size_t count)
{
	record->names = names;
	record->texts = calloc(count + 1, sizeof *record->texts);
	record->count = record->texts ? count : 0;
	if (access(record->journal_path, F_OK) == 0)
		sweep(record);
	if (count)
		open_journal(record); /* before anything is written: it tells the next run that this one may have been killed */
	return record->texts != NULL;
}

bool qz_record_wrote(const struct qz_record *record, const char *relative)
{
	static const char *const own[] = {"index.html", "summary.xml", "summary.docx", "summary.tsv", "summary.json"};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (strcmp(relative, own[i]) == 0 && access(record->summary_path, F_OK) == 0)
			return true;
	return xmlHashLookup(record->outputs, QZ_X(relative)) != NULL;
}

const struct qz_row *qz_record_find(const struct qz_record *record, const char *name)
{
	struct qz_buf safe; /* as it stands in the document */
	qz_buf_init(&safe);
	qz_buf_put_safe(&safe, name);
	const struct qz_row *row = safe.failed || !safe.data ? NULL : xmlHashLookup(record->rows, QZ_X(safe.data));
	qz_buf_done(&safe);
	return row;
}

const size_t *qz_row_totals(const struct qz_row *row)
{
	return row->totals;
}

/* ---- the run ---- */

void qz_record_journal(struct qz_record *record, const char *row, size_t len)
{
	open_journal(record);
	if (!qz_journal_add(record->journal, row, len)) {
		record->journal_error = record->journal_error ? record->journal_error : errno;
		record->failed = true;
	}
}

void qz_record_add(struct qz_record *record, size_t index, const char *row, size_t len)
{
	record->texts[index] = strndup(row, len);
	record->failed |= !record->texts[index];
}

/* The text of a row of an earlier run. */
static char *dump(xmlNode *list)
{
	xmlBuffer *text = xmlBufferCreate();
	char *copy = NULL;
	if (text && xmlNodeDump(text, list->doc, list, 0, 0) >= 0)
		copy = strdup(QZ_C(xmlBufferContent(text)));
	if (text)
		xmlBufferFree(text);
	return copy;
}

void qz_record_keep(struct qz_record *record, size_t index)
{
	const struct qz_row *row = qz_record_find(record, record->names[index]);
	record->texts[index] = row ? dump(row->list) : NULL;
	record->failed |= !record->texts[index];
}

/* ---- the end ---- */

/* Inputs that an interrupted run did not come to stand as they stood. */
static void keep_rest(struct qz_record *record)
{
	for (size_t i = 0; i < record->count; i++)
		if (!record->texts[i] && qz_record_find(record, record->names[i]))
			qz_record_keep(record, i);
}

/* The rows of this run as a document. */
static xmlDoc *put_together(const struct qz_record *record)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_buf_printf(&text, "%s quanze=\"%s\"", root_start, qz_version());
	if (*record->shard)
		qz_buf_printf(&text, " shard=\"%s\"", record->shard);
	qz_buf_puts(&text, ">\n");
	for (size_t i = 0; i < record->count; i++) {
		if (record->texts[i]) {
			qz_buf_puts(&text, record->texts[i]);
			qz_buf_putc(&text, '\n');
		}
	}
	qz_buf_puts(&text, "</summary>");
	xmlDoc *doc = text.failed ? NULL : qz_xml_parse(text.data, text.len, "summary.xml", NULL);
	qz_buf_done(&text);
	return doc;
}

static enum qz_status cannot_write(const char *path, struct qz_diag *diag)
{
	qz_diag_add(diag, QZ_RULE_OUTPUT_UNWRITABLE, NULL, "path", path, "reason", strerror(errno ? errno : ENOMEM), NULL);
	return QZ_OUTPUT;
}

/* Everything that was written reaches the disk before the summary says so. */
static enum qz_status sync_folder(const struct qz_record *record, struct qz_diag *diag)
{
	int fd = open(record->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool synced = fd >= 0;
#ifdef __linux__
	synced = synced && syncfs(fd) == 0;
#else
	sync();
#endif
	if (fd >= 0)
		close(fd);
	return synced ? QZ_OK : cannot_write(record->folder, diag);
}

enum qz_status qz_record_close(struct qz_record *record, bool prune, struct qz_buf *out, struct qz_buf *leftovers, struct qz_diag *diag)
{
	errno = 0;
	enum qz_status status = qz_file_make_folder(record->folder, diag);
	keep_rest(record);
	xmlDoc *doc = status == QZ_OK && !record->failed ? put_together(record) : NULL;
	errno = record->journal_error;
	if (status == QZ_OK && errno)
		status = cannot_write(record->journal_path, diag);
	if (status == QZ_OK && !doc)
		status = cannot_write(record->summary_path, diag);
	if (status == QZ_OK && !qz_leftovers_add(record, doc, prune, leftovers))
		status = cannot_write(record->summary_path, diag);
	if (status == QZ_OK)
		status = sync_folder(record, diag);
	if (status == QZ_OK && qz_xml_serialise(doc, out) != 0)
		status = cannot_write(record->summary_path, diag);
	if (status == QZ_OK)
		status = qz_write_file(record->folder, strrchr(record->summary_path, '/') + 1, out, diag);
	xmlFreeDoc(doc);
	return status;
}

void qz_record_end(const struct qz_record *record)
{
	unlink(record->journal_path);
}

bool qz_record_is_new(const struct qz_record *record)
{
	return access(record->summary_path, F_OK) != 0;
}

void qz_record_discard(const struct qz_record *record)
{
	qz_record_end(record);
	unlink(record->summary_path);
}
