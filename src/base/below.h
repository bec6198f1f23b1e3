/*
 * Files below a folder, by a path that may be anybody's: it is walked folder by
 * folder, and links, "..", and what is no folder are not followed. Outputs and the
 * record go this way too: where the kernel has no Landlock nothing else keeps them
 * below the folder when somebody swaps a folder for a link.
 */
#ifndef QZ_BASE_BELOW_H
#define QZ_BASE_BELOW_H

#include <stdbool.h>

/*
 * Opens the folder `path` below `folder` ("": that folder itself, which may be a
 * link). A descriptor for the caller to close, or -1 with errno.
 */
int qz_below_folder(const char *folder, const char *path);

/* Opens the folder that `path` lies in, to reach what is in it; *name is set to the last part of `path`. */
int qz_below_open(const char *folder, const char *path, const char **name);

/* The same, making the folders that are missing. A link in the place of one is ELOOP. */
int qz_below_make(const char *folder, const char *path, const char **name);

/* Whether anything is there under that path. */
bool qz_below_exists(const char *folder, const char *path);

/* Opens a regular file there to read; a descriptor, or -1. */
int qz_below_read(const char *folder, const char *path);

/* Removes a file there, and the folders above it that this leaves empty, but not `folder`. */
void qz_below_remove(const char *folder, const char *path);

#endif
