/*
 * For the fuzz targets: bytes as an input of a given format, through a reader,
 * and the promises of its table.
 */
#ifndef QZ_FUZZ_SOURCE_H
#define QZ_FUZZ_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Decodes and reads the bytes as `format` (NULL: as they look); a table that comes out must keep what table.h promises. */
void read_bytes(const char *format, const char *name, const uint8_t *data, size_t size);

/* Makes a zip archive of parts divided by 0xFF in the data; data that begins with PK is taken as it is. */
void pack_parts(const char *const *names, size_t count, const uint8_t *data, size_t size, struct qz_buf *bytes);

#endif
