/*
 * One file of law texts, read whole. Within check/ only.
 */
#ifndef QZ_CHECK_TEXTS_LOAD_H
#define QZ_CHECK_TEXTS_LOAD_H

#include "check/texts.h"

struct qz_text_loaded;

/* Reads a file of at most limits->law_text_bytes; a broken one is loaded as such. NULL when memory ran out. `file` is
 * borrowed. */
struct qz_text_loaded *qz_text_load(const char *path, const char *file, const struct qz_limits *limits);
void qz_text_unload(struct qz_text_loaded *loaded);

const struct qz_text_law *qz_text_loaded_law(const struct qz_text_loaded *loaded);

/* Bytes that it takes, roughly. */
size_t qz_text_size(const struct qz_text_loaded *loaded);

#endif
