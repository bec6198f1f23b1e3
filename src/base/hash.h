/*
 * SHA-256 (FIPS 180-4), by nettle, as 64 hexadecimal digits.
 */
#ifndef QZ_BASE_HASH_H
#define QZ_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>

#define QZ_HASH 65 /* digits and a NUL */

void qz_hash(const void *bytes, size_t len, char hash[QZ_HASH]);

/* Of a regular file, read in pieces; false when it cannot be read. */
bool qz_hash_file(const char *path, char hash[QZ_HASH], size_t *size);

/* The same of a file that is open; closes it. -1: false. */
bool qz_hash_open_file(int file, char hash[QZ_HASH], size_t *size);

#endif
