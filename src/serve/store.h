/*
 * Folders of sessions on the disk: made, written to and removed by descriptors
 * and names of our own alone. Links are not followed.
 */
#ifndef QZ_SERVE_STORE_H
#define QZ_SERVE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "quanze.h"

struct qz_store_folder {
	int fd; /* -1: none */
	char path[256];
};

/*
 * Makes, or takes over, the folder that sessions lie in: private, ours, and nobody else's at a time (a lock that the
 * returned descriptor holds). What an earlier run left in it goes. `path` ("": found out) gets its name. -1 with errno.
 */
int qz_store_root(const char *wish, char path[192]);

/* Makes a session's folder, with in/ and out/; false with errno. */
bool qz_store_make(struct qz_store_folder *folder, const char *root, const char *id);

/* Removes it with all that is in it, however deep. */
void qz_store_remove(struct qz_store_folder *folder);

/* Makes a file (a name with one slash at most) anew; a descriptor, or -1 with errno. */
int qz_store_create(const struct qz_store_folder *folder, const char *name);

/* Writes a whole small file; false with errno. */
bool qz_store_write(const struct qz_store_folder *folder, const char *name, const void *bytes, size_t len);
bool qz_store_append(const struct qz_store_folder *folder, const char *name, const void *bytes, size_t len);

/* Opens a regular file to read; a descriptor and its size, or -1 with errno. */
int qz_store_open(const struct qz_store_folder *folder, const char *name, size_t *size);

/* Reads a whole file of at most `most` bytes; false when there is none, or it is larger. */
bool qz_store_read(const struct qz_store_folder *folder, const char *name, size_t most, struct qz_buf *out);

/* Both in the folder itself. */
bool qz_store_rename(const struct qz_store_folder *folder, const char *from, const char *to);

void qz_store_drop(const struct qz_store_folder *folder, const char *name);

/* Empties out/. */
void qz_store_clear(const struct qz_store_folder *folder);

#endif
