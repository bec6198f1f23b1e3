/*
 * Names of files as clerks gave them: shown, and given back on downloads; never
 * a path.
 */
#ifndef QZ_SERVE_NAME_H
#define QZ_SERVE_NAME_H

#include "base/buf.h"

/*
 * Appends the last part of the name, made safe: no slash, no control or bidi character, none of <>:"|?*, no dot
 * or blank at its ends, no name that a system reserves, at most 200 bytes with its extension; never empty.
 */
void qz_name_put_safe(const char *name, struct qz_buf *out);

/* The extension that in/N.EXT gets: one that a reader knows, in small letters; else "bin". */
const char *qz_name_extension(const char *name);

/* The length of a name without its extension. */
size_t qz_name_stem(const char *name);

/* Appends the value of a Content-Disposition header (RFC 6266, RFC 8187). */
void qz_name_put_disposition(const char *name, struct qz_buf *out);

#endif
