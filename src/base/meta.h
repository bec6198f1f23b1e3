/*
 * What an office says about a list that its table does not say (--meta): the
 * keys, and what a value may be.
 */
#ifndef QZ_BASE_META_H
#define QZ_BASE_META_H

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(default)

#define QZ_META_KEYS 11

/*
 * "title", "body" (issuing), "number" (of the document, 〔2026〕5号), "date",
 * "region", "contact", "addressee", "text", "annexes", "copies" (抄送), "printed"
 * (by whom): elements of an official document, GB/T 9704—2012, 7. "|" divides
 * paragraphs, annexes, and the printing office from its date.
 */
const char *qz_meta_key(size_t index);

/* The index of the key of `len` bytes, or QZ_META_KEYS. */
size_t qz_meta_find(const char *key, size_t len);

/* Text in UTF-8 without control characters, not blank, at most 300 characters (a text: 3,000); a date is yyyy-mm-dd. */
bool qz_meta_may_be(size_t index, const char *value);

/* Whether a document's number is written as GB/T 9704—2012, 7.2.5 has it: the year in 〔〕, a number without 第 and leading zeros, 号. */
bool qz_meta_number_is_fine(const char *value);

#pragma GCC visibility pop

#endif
