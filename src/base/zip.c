/*
 * Zip archives through libzip, for zip.h. Reading trusts nothing that the
 * directory declares: names, counts and sizes are checked on opening, and the
 * bytes that really come out are counted against the same limits.
 */
#include "base/zip.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/packed.h"
#include "base/sink.h"

struct qz_zip {
	zip_t *archive;
	size_t len;          /* bytes of the archive */
	size_t produced;     /* bytes inflated so far, all entries */
	const struct qz_limits *limits;
};

struct qz_zip_entry {
	struct qz_zip *zip;
	zip_file_t *file;
	char *name;
	zip_uint64_t produced;
	zip_uint64_t declared;
	const char *damage; /* why reading stopped; NULL while all is well */
	const size_t *limit; /* the limit that was passed */
};

static void refuse(struct qz_diag *diag, const char *reason, const char *name)
{
	qz_diag_add(diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", "zip", "reason", reason, "part", name, NULL);
}

/* True for a name that stays inside the archive. */
static bool is_plain_name(const char *name)
{
	if (name[0] == '/' || name[0] == '\\' || strchr(name, ':'))
		return false;
	for (const char *part = name; part; part = strpbrk(part, "/\\")) {
		part += part != name;
		if (strncmp(part, "..", 2) == 0 && (part[2] == '\0' || part[2] == '/' || part[2] == '\\'))
			return false;
	}
	return true;
}

/* False for a link, a device or whatever else Unix has besides files and folders. */
static bool is_file(zip_t *archive, zip_uint64_t index)
{
	zip_uint8_t system = 0;
	zip_uint32_t attributes = 0;
	if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0 || system != ZIP_OPSYS_UNIX)
		return true;
	unsigned kind = attributes >> 28; /* the file type of st_mode: 8 a file, 4 a folder, 0 not said */
	return kind == 8 || kind == 4 || kind == 0;
}

/* Whether a name is the first of its kind, capitals or not; libzip would look through all names for each. */
static bool is_new_name(struct qz_map *names, const char *name)
{
	struct qz_buf folded;
	size_t before = names->count;
	qz_buf_init(&folded);
	for (const char *at = name; *at; at++)
		qz_buf_putc(&folded, (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at));
	if (!folded.failed)
		qz_map_number(names, folded.len ? folded.data : "", folded.len);
	names->failed |= folded.failed;
	qz_buf_done(&folded);
	return names->count > before;
}

static bool check_entry(struct qz_zip *zip, zip_uint64_t index, size_t *total, struct qz_map *names, struct qz_diag *diag)
{
	zip_stat_t stat;
	if (zip_stat_index(zip->archive, index, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME) || !(stat.valid & ZIP_STAT_SIZE)) {
		refuse(diag, "directory", "");
		return false;
	}
	if (!is_plain_name(stat.name)) {
		refuse(diag, "entry-name", stat.name);
		return false;
	}
	if (!is_new_name(names, stat.name)) {
		diag->failed |= names->failed;
		refuse(diag, "entry-twice", stat.name);
		return false;
	}
	if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) {
		qz_diag_add(diag, QZ_RULE_FORMAT_ENCRYPTED, NULL, "format", "zip", NULL);
		return false;
	}
	if (!is_file(zip->archive, index)) {
		refuse(diag, "entry-kind", stat.name);
		return false;
	}
	if (stat.size > zip->limits->zip_bytes - *total) {
		qz_limits_exceeded(zip->limits, &zip->limits->zip_bytes, diag);
		return false;
	}
	*total += (size_t)stat.size;
	if (stat.size > (1u << 20) && stat.size / zip->limits->zip_ratio > zip->len) {
		qz_limits_exceeded(zip->limits, &zip->limits->zip_ratio, diag);
		return false;
	}
	return true;
}

static bool check_entries(struct qz_zip *zip, struct qz_diag *diag)
{
	zip_int64_t count = zip_get_num_entries(zip->archive, 0);
	if (count < 0 || (zip_uint64_t)count > zip->limits->zip_entries) {
		qz_limits_exceeded(zip->limits, &zip->limits->zip_entries, diag);
		return false;
	}
	size_t total = 0;
	bool good = true;
	struct qz_map names;
	qz_map_init(&names);
	for (zip_int64_t i = 0; i < count && good; i++)
		good = check_entry(zip, (zip_uint64_t)i, &total, &names, diag);
	qz_map_done(&names, NULL);
	return good;
}

struct qz_zip *qz_zip_open(const void *bytes, size_t len, const struct qz_limits *limits, struct qz_diag *diag)
{
	struct qz_zip *zip = calloc(1, sizeof *zip);
	zip_source_t *source = zip ? zip_source_buffer_create(bytes, len, 0, NULL) : NULL;
	if (!source) {
		diag->failed = true;
		free(zip);
		return NULL;
	}
	zip->len = len;
	zip->limits = limits;
	zip->archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	if (!zip->archive) {
		zip_source_free(source);
		free(zip);
		refuse(diag, "directory", "");
		return NULL;
	}
	if (!check_entries(zip, diag)) {
		qz_zip_close(zip);
		return NULL;
	}
	return zip;
}

void qz_zip_close(struct qz_zip *zip)
{
	if (!zip)
		return;
	zip_discard(zip->archive);
	free(zip);
}

bool qz_zip_has(const struct qz_zip *zip, const char *name)
{
	return zip_name_locate(zip->archive, name, 0) >= 0;
}

const char *qz_zip_name(const struct qz_zip *zip, size_t index)
{
	return zip_get_name(zip->archive, index, 0);
}

const char *qz_zip_raw_name(const struct qz_zip *zip, size_t index)
{
	return zip_get_name(zip->archive, index, ZIP_FL_ENC_RAW);
}

struct qz_zip_entry *qz_zip_entry_open(struct qz_zip *zip, const char *name, struct qz_diag *diag)
{
	zip_stat_t stat;
	if (zip_stat(zip->archive, name, 0, &stat) != 0) {
		refuse(diag, "part-missing", name);
		return NULL;
	}
	struct qz_zip_entry *entry = calloc(1, sizeof *entry);
	if (!entry || !(entry->name = strdup(name))) {
		diag->failed = true;
		free(entry);
		return NULL;
	}
	entry->zip = zip;
	entry->declared = stat.size;
	entry->file = zip_fopen(zip->archive, name, 0);
	if (!entry->file) {
		refuse(diag, "part-damaged", name);
		qz_zip_entry_close(entry);
		return NULL;
	}
	return entry;
}

void qz_zip_entry_close(struct qz_zip_entry *entry)
{
	if (!entry)
		return;
	if (entry->file)
		zip_fclose(entry->file);
	free(entry->name);
	free(entry);
}

int qz_zip_entry_read(struct qz_zip_entry *entry, char *data, int len)
{
	const struct qz_limits *limits = entry->zip->limits;
	if (entry->damage || entry->limit || len <= 0)
		return entry->damage || entry->limit ? -1 : 0;
	zip_int64_t got = zip_fread(entry->file, data, (zip_uint64_t)len);
	if (got < 0) {
		entry->damage = "part-damaged";
		return -1;
	}
	entry->produced += (zip_uint64_t)got;
	entry->zip->produced += (size_t)got;
	if (entry->produced > entry->declared || (got == 0 && entry->produced < entry->declared))
		entry->damage = "part-size";
	else if (entry->zip->produced > 2 * limits->zip_bytes) /* a part may be read twice */
		entry->limit = &limits->zip_bytes;
	return entry->damage || entry->limit ? -1 : (int)got;
}

bool qz_zip_entry_failed(struct qz_zip_entry *entry, struct qz_diag *diag)
{
	if (entry->damage)
		refuse(diag, entry->damage, entry->name);
	else if (entry->limit)
		qz_limits_exceeded(entry->zip->limits, entry->limit, diag);
	return entry->damage || entry->limit;
}

int qz_zip_read(struct qz_zip *zip, const char *name, struct qz_buf *out, struct qz_diag *diag)
{
	struct qz_zip_entry *entry = qz_zip_entry_open(zip, name, diag);
	if (!entry)
		return -1;
	char piece[16384];
	int got;
	while ((got = qz_zip_entry_read(entry, piece, sizeof piece)) > 0)
		qz_buf_add(out, piece, (size_t)got);
	bool failed = qz_zip_entry_failed(entry, diag) || out->failed;
	diag->failed |= out->failed;
	qz_zip_entry_close(entry);
	return failed ? -1 : 0;
}

/* A part to be written: bytes of our own, or the caller's, handed out piece by piece. */
struct part {
	void *copy;
	size_t len, at;
	struct qz_zip_bytes bytes;
	const struct qz_packed_part *packed; /* NULL: to be deflated */
};

struct qz_zip_writer {
	zip_uint32_t level; /* of deflating what is added from now on; 0: it is stored */
	zip_t *archive;
	zip_source_t *target;
	struct part **parts; /* libzip reads them when the archive is closed */
	size_t nparts, cap;
	struct qz_packed *packed; /* NULL: nothing is remembered */
};

struct qz_zip_writer *qz_zip_writer_new(struct qz_packed *packed)
{
	struct qz_zip_writer *writer = calloc(1, sizeof *writer);
	if (!writer)
		return NULL;
	writer->level = 6;
	writer->target = zip_source_buffer_create(NULL, 0, 0, NULL);
	if (writer->target) {
		zip_source_keep(writer->target);
		writer->archive = zip_open_from_source(writer->target, ZIP_TRUNCATE, NULL);
	}
	if (!writer->archive) {
		if (writer->target) {
			zip_source_free(writer->target);
			zip_source_free(writer->target);
		}
		free(writer);
		return NULL;
	}
	writer->packed = packed;
	return writer;
}

void qz_zip_init(void)
{
	qz_zip_writer_free(qz_zip_writer_new(NULL));
}

void qz_zip_writer_free(struct qz_zip_writer *writer)
{
	if (!writer)
		return;
	if (writer->archive)
		zip_discard(writer->archive);
	zip_source_free(writer->target);
	for (size_t i = 0; i < writer->nparts; i++) {
		free(writer->parts[i]->copy);
		free(writer->parts[i]);
	}
	free(writer->parts);
	free(writer);
}

static zip_int64_t describe_part(const struct part *part, void *data, zip_uint64_t len)
{
	zip_stat_t *stat = data;
	if (len < sizeof *stat)
		return -1;
	zip_stat_init(stat);
	stat->size = part->len;
	stat->comp_size = part->packed ? part->packed->len : part->len;
	stat->comp_method = part->packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
	stat->crc = part->packed ? part->packed->crc : 0;
	stat->encryption_method = ZIP_EM_NONE;
	stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
	if (part->packed)
		stat->valid |= ZIP_STAT_CRC;
	return sizeof *stat;
}

static zip_int64_t read_part(struct part *part, void *data, zip_uint64_t len)
{
	size_t left = (part->packed ? part->packed->len : part->len) - part->at, wanted = len < left ? (size_t)len : left;
	if (part->packed) {
		memcpy(data, part->packed->deflated + part->at, wanted);
		part->at += wanted;
		return (zip_int64_t)wanted;
	}
	if (part->bytes.read && part->bytes.read(part->bytes.context, part->at, data, wanted) != 0)
		return -1;
	if (!part->bytes.read && wanted)
		memcpy(data, (const char *)part->copy + part->at, wanted);
	part->at += wanted;
	return (zip_int64_t)wanted;
}

/* zip_source_function(3). What is read is the writer's: nothing is freed here. */
static zip_int64_t serve_part(void *context, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
	struct part *part = context;
	int error[2] = {ZIP_ER_READ, 0};
	switch (command) {
	case ZIP_SOURCE_OPEN:
		part->at = 0;
		return 0;
	case ZIP_SOURCE_READ:
		return read_part(part, data, len);
	case ZIP_SOURCE_STAT:
		return describe_part(part, data, len);
	case ZIP_SOURCE_ERROR:
		memcpy(data, error, sizeof error <= len ? sizeof error : 0);
		return sizeof error;
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE:
		return 0;
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
	default:
		return -1;
	}
}

/* Adds the part, which is in the writer's list. */
static int add_part(struct qz_zip_writer *writer, const char *name, struct part *part)
{
	zip_source_t *source = zip_source_function(writer->archive, serve_part, part);
	if (!source)
		return -1;
	zip_int64_t index = zip_file_add(writer->archive, name, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return -1;
	}
	/* 1980-01-01 00:00 in DOS form, Unix regular file 0644: the same bytes whenever and wherever written. */
	zip_uint64_t at = (zip_uint64_t)index;
	if (zip_file_set_dostime(writer->archive, at, 0, 0x21, 0) != 0 ||
	    zip_file_set_external_attributes(writer->archive, at, 0, ZIP_OPSYS_UNIX, 0100644u << 16) != 0)
		return -1;
	return zip_set_file_compression(writer->archive, at, writer->level ? ZIP_CM_DEFLATE : ZIP_CM_STORE, writer->level);
}

void qz_zip_writer_set_level(struct qz_zip_writer *writer, unsigned level)
{
	writer->level = level;
}

/* A new part in the writer's list; NULL when memory ran out. */
static struct part *list_part(struct qz_zip_writer *writer, size_t len)
{
	struct part *part = calloc(1, sizeof *part);
	if (!part || !qz_array_grow(&writer->parts, writer->nparts, &writer->cap, sizeof *writer->parts)) {
		free(part);
		return NULL;
	}
	part->len = len;
	return writer->parts[writer->nparts++] = part;
}

int qz_zip_writer_add(struct qz_zip_writer *writer, const char *name, const void *data, size_t len)
{
	struct part *part = list_part(writer, len);
	if (!part || !(part->copy = malloc(len ? len : 1)))
		return -1;
	if (len)
		memcpy(part->copy, data, len);
	return add_part(writer, name, part);
}

/* A short part is read at once: it may have been packed before, or be remembered. */
static int recognise(const struct qz_zip_writer *writer, struct part *part)
{
	if (!writer->packed || part->len == 0 || part->len > QZ_PACKED_MOST)
		return 0;
	part->copy = malloc(part->len);
	if (!part->copy || part->bytes.read(part->bytes.context, 0, part->copy, part->len) != 0)
		return -1;
	part->bytes.read = NULL;
	part->packed = qz_packed_find(writer->packed, part->copy, part->len);
	return 0;
}

int qz_zip_writer_add_bytes(struct qz_zip_writer *writer, const char *name, size_t len, const struct qz_zip_bytes *bytes)
{
	struct part *part = list_part(writer, len);
	if (!part)
		return -1;
	part->bytes = *bytes;
	return recognise(writer, part) == 0 ? add_part(writer, name, part) : -1;
}

static uint32_t number_at(const unsigned char *bytes, size_t len)
{
	uint32_t number = 0;
	while (len > 0)
		number = number << 8 | bytes[--len];
	return number;
}

/*
 * Takes the deflated parts out of the archive, by the headers before them (APPNOTE.TXT 4.3.7), which stand in the order of
 * the parts; libzip has written the lengths there, as it could go back.
 */
static void remember(const struct qz_zip_writer *writer, const unsigned char *archive, size_t len)
{
	enum { HEADER = 30, DEFLATED = 8, LATER = 8 };
	size_t at = 0;
	for (size_t i = 0; i < writer->nparts && len - at >= HEADER && memcmp(archive + at, "PK\3\4", 4) == 0; i++) {
		const struct part *part = writer->parts[i];
		const unsigned char *header = archive + at;
		size_t packed = number_at(header + 18, 4), before = HEADER + number_at(header + 26, 2) + number_at(header + 28, 2);
		if ((number_at(header + 6, 2) & LATER) || before > len - at || packed > len - at - before)
			return;
		const struct qz_packed_part found = {.deflated = header + before, .len = packed, .crc = number_at(header + 14, 4)};
		if (part->copy && !part->packed && part->len == number_at(header + 22, 4) && number_at(header + 8, 2) == DEFLATED)
			qz_packed_keep(writer->packed, part->copy, part->len, &found);
		at += before + packed;
	}
}

/* Whether there is something to remember, and not much to look through for it. */
static bool is_worth_remembering(const struct qz_zip_writer *writer)
{
	size_t total = 0, fresh = 0;
	for (size_t i = 0; i < writer->nparts; i++) {
		total += writer->parts[i]->len;
		fresh += writer->parts[i]->copy && !writer->parts[i]->packed;
	}
	return writer->packed && fresh && total < 16 * QZ_PACKED_MOST;
}

static int put_archive(struct qz_zip_writer *writer, const struct qz_sink *sink)
{
	char piece[16384];
	zip_int64_t got;
	int put = 0;
	if (zip_source_open(writer->target) != 0)
		return -1;
	while ((got = zip_source_read(writer->target, piece, sizeof piece)) > 0 && put == 0)
		put = qz_sink_put(sink, piece, (size_t)got);
	zip_source_close(writer->target);
	return got < 0 ? -1 : put;
}

int qz_zip_writer_put(struct qz_zip_writer *writer, const struct qz_sink *sink)
{
	if (zip_close(writer->archive) != 0)
		return -1;
	writer->archive = NULL;
	if (!is_worth_remembering(writer))
		return put_archive(writer, sink);
	struct qz_buf archive;
	qz_buf_init(&archive);
	const struct qz_sink all = qz_sink_to_buf(&archive);
	int result = put_archive(writer, &all);
	if (result == 0 && !archive.failed) {
		remember(writer, (const unsigned char *)archive.data, archive.len);
		result = qz_sink_put(sink, archive.data, archive.len);
	}
	result = archive.failed ? -1 : result;
	qz_buf_done(&archive);
	return result;
}

int qz_zip_writer_finish(struct qz_zip_writer *writer, struct qz_buf *out)
{
	const struct qz_sink sink = qz_sink_to_buf(out);
	return qz_zip_writer_put(writer, &sink);
}
