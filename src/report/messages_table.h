/*
 * Messages as they are kept: all texts of a language in one block of bytes, found
 * by where they begin. Those of the source tree are made into such tables when the
 * program is built (tools/embed.c), so that a start costs nothing for them.
 */
#ifndef QZ_REPORT_MESSAGES_TABLE_H
#define QZ_REPORT_MESSAGES_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "report/messages.h"

struct qz_keyed_text {
	uint32_t key, text; /* in the bytes */
};

struct qz_messages {
	const char *bytes; /* each text ended by NUL; the first is empty */
	uint32_t rules[QZ_RULES][QZ_RULE_TEXTS];
	const struct qz_keyed_text *texts; /* sorted by key */
	size_t count;
	size_t len;    /* of the bytes */
	bool built_in; /* not to be freed */
};

struct qz_built_in_messages {
	const char *name; /* the resource that they are made of */
	const struct qz_messages *messages;
};

/* Ended by a NULL name; generated at build time. */
extern const struct qz_built_in_messages qz_built_in_messages[];

/* The resource with the messages of a language. */
const char *qz_messages_resource(const char *language);

#endif
