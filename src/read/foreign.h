/*
 * Formats that submissions come in and that hold no table to read: named, so that
 * a message can say what was sent.
 */
#ifndef QZ_READ_FOREIGN_H
#define QZ_READ_FOREIGN_H

#include <stddef.h>

/* The format's name (PDF, RTF, Word 97 …) by the first bytes and what must stand in the file; NULL when it is none of them. */
const char *qz_foreign_format(const char *bytes, size_t len);

#endif
