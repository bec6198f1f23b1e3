/*
 * The encoding of a text input: found out, or as told, and turned into UTF-8.
 */
#ifndef QZ_READ_ENCODING_H
#define QZ_READ_ENCODING_H

#include <stddef.h>

#include "base/status.h"

struct qz_diag;
struct qz_limits;

struct qz_decoded {
	char *text; /* UTF-8 without BOM, NUL-terminated: the bytes themselves where they are that, else new; free() */
	size_t len;
	const char *encoding; /* borrowed: `forced`, `declared`, or a constant */
};

/*
 * Strict UTF-8 over the whole input first (with or without BOM), then UTF-16,
 * then what the text itself says (`declared`, NULL: nothing), else GB18030, said
 * in a finding. Text that is UTF-8 but for a few bad bytes,
 * or in two encodings, is damaged: QZ_INPUT with the place, unless `forced`
 * names an encoding or limits->bad_bytes allows as many: then each bad byte
 * becomes U+FFFD, with a finding. `bytes` are NUL-terminated behind `len`.
 */
enum qz_status qz_decode(char *bytes, size_t len, const char *forced, const char *declared, const struct qz_limits *limits,
			 struct qz_decoded *out, struct qz_diag *diag);

/* How much of the first bytes no text has: true for a binary file. */
int qz_looks_binary(const char *bytes, size_t len);

#endif
