/*
 * Zip archives through libzip: bounded reading from memory, and ordered,
 * reproducible writing to memory (fixed times and attributes). The only file
 * that knows libzip is zip.c.
 */
#ifndef QZ_BASE_ZIP_H
#define QZ_BASE_ZIP_H

#include <stdbool.h>
#include <stddef.h>

struct qz_buf;
struct qz_diag;
struct qz_limits;
struct qz_packed;
struct qz_sink;
struct qz_zip;
struct qz_zip_entry;
struct qz_zip_writer;

/*
 * Once, before any thread starts: libzip 1.7 sets up what its sources can do at
 * the first opening, without a lock.
 */
void qz_zip_init(void);

/*
 * Opens an archive over `bytes`, which must outlive it. Refuses (NULL and one
 * finding) what is no archive, has too many entries, duplicate, absolute or
 * ".." names, encrypted entries, or declares more than the limits allow.
 */
struct qz_zip *qz_zip_open(const void *bytes, size_t len, const struct qz_limits *limits, struct qz_diag *diag);
void qz_zip_close(struct qz_zip *zip);

bool qz_zip_has(const struct qz_zip *zip, const char *name);

/* The name of entry `index`, or NULL past the last one; in the archive's order. */
const char *qz_zip_name(const struct qz_zip *zip, size_t index);

/* The same as it stands in the archive, in whatever encoding. */
const char *qz_zip_raw_name(const struct qz_zip *zip, size_t index);

/* Appends a whole entry; 0, or -1 with a finding (missing, damaged, over a limit). */
int qz_zip_read(struct qz_zip *zip, const char *name, struct qz_buf *out, struct qz_diag *diag);

/* Reads an entry in pieces; NULL and a finding when it cannot be opened. */
struct qz_zip_entry *qz_zip_entry_open(struct qz_zip *zip, const char *name, struct qz_diag *diag);
void qz_zip_entry_close(struct qz_zip_entry *entry);

/* At most `len` bytes; 0 at the end, -1 on damage or when the limits are passed (no finding: see _failed). */
int qz_zip_entry_read(struct qz_zip_entry *entry, char *data, int len);

/* Why reading stopped, as a finding; true when it did. */
bool qz_zip_entry_failed(struct qz_zip_entry *entry, struct qz_diag *diag);

/* Writing: parts appear in the order of the calls. Data is copied. `packed`: what remembers parts (base/packed.h), or NULL. */
struct qz_zip_writer *qz_zip_writer_new(struct qz_packed *packed);
void qz_zip_writer_free(struct qz_zip_writer *writer);

/* How hard parts are packed that are added from now on: 0 (not at all) to 9; 6 at first. */
void qz_zip_writer_set_level(struct qz_zip_writer *writer, unsigned level);
int qz_zip_writer_add(struct qz_zip_writer *writer, const char *name, const void *data, size_t len);

/*
 * Bytes of a part that the caller has and libzip asks for when the archive is
 * closed: from the first to the last, each once. `read` gives exactly `len`
 * bytes from `at` on and returns 0.
 */
struct qz_zip_bytes {
	void *context;
	int (*read)(void *context, size_t at, void *bytes, size_t len);
};

/* A part of `len` bytes that are not copied. */
int qz_zip_writer_add_bytes(struct qz_zip_writer *writer, const char *name, size_t len, const struct qz_zip_bytes *bytes);

/* Closes the archive into the sink; 0, or -1 when memory ran out, libzip refused or the sink wants no more. */
int qz_zip_writer_put(struct qz_zip_writer *writer, const struct qz_sink *sink);

/* The same into a buffer. */
int qz_zip_writer_finish(struct qz_zip_writer *writer, struct qz_buf *out);

#endif
