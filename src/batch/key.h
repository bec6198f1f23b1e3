/*
 * What outputs depend on besides their input, as a short hash; and the shard of
 * an input.
 */
#ifndef QZ_BATCH_KEY_H
#define QZ_BATCH_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "quanze.h"

#define QZ_KEY 17 /* 16 hexadecimal digits and a NUL */

/*
 * The program's version, its schemas, stylesheets and data (where `resources`
 * has edited copies, those), and `options`: the text of all options given.
 */
void qz_batch_key(const char *resources, const struct qz_buf *options, char key[QZ_KEY]);

/* Adds an option to that text; of one that names a file, the file's hash too. */
void qz_batch_key_add(struct qz_buf *options, const char *name, const char *value, bool file);

/* Adds what the folder `below` of a folder that an option names holds: names, sizes and times of its files. */
void qz_batch_key_add_folder(struct qz_buf *options, const char *folder, const char *below);

/* The share, 1 to `shards`, of an input of that name: the same on every machine, whatever the other inputs are. */
size_t qz_shard_of(const char *name, size_t shards);

#endif
