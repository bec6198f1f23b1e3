/*
 * What an office says about a list that its table does not say (--meta): the
 * keys, and what a value may be.
 */
#ifndef QZ_BASE_META_H
#define QZ_BASE_META_H

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(default)

#define QZ_META_KEYS 6

/*
 * "title", "body" (issuing), "number" (of the document, 〔2026〕5号), "date",
 * "region", "contact": elements of an official document, GB/T 9704—2012, 7.
 */
const char *qz_meta_key(size_t index);

/* The index of the key of `len` bytes, or QZ_META_KEYS. */
size_t qz_meta_find(const char *key, size_t len);

/* Text in UTF-8 without control characters, not blank, at most 300 characters; a date is yyyy-mm-dd. */
bool qz_meta_may_be(size_t index, const char *value);

#pragma GCC visibility pop

#endif
