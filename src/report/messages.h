/*
 * The sentences of the program: rule texts (message, cause, cure) and the texts
 * of the command line, in one language, from xslt/l10n/messages.LANG.xml.
 */
#ifndef QZ_REPORT_MESSAGES_H
#define QZ_REPORT_MESSAGES_H

#include "base/buf.h"
#include "base/diag.h"

#pragma GCC visibility push(default)

struct qz_messages;

/* "zh-CN" or "en"; falls back to English. NULL with a finding on failure. */
struct qz_messages *qz_messages_load(const char *folder, const char *language, struct qz_diag *diag);
void qz_messages_free(struct qz_messages *messages);

/* The language of messages that the locale asks for (LC_ALL, LC_MESSAGES, LANG). */
const char *qz_messages_language(void);

/*
 * For a department: the reply is what it is asked to do, in place of the cure, where that speaks of the program; seen is what
 * it can see in its own file, in place of the message, where that tells what the program did.
 */
enum qz_rule_text { QZ_TEXT_MESSAGE, QZ_TEXT_CAUSE, QZ_TEXT_CURE, QZ_TEXT_REPLY, QZ_TEXT_EXAMPLE, QZ_TEXT_SEEN };
#define QZ_RULE_TEXTS 6

/* A rule's text as written, with its place-holders; "" when it has none. Borrowed. */
const char *qz_messages_rule(const struct qz_messages *messages, enum qz_rule rule, enum qz_rule_text text);

/* Another text of the program by key; the key itself when there is none. Borrowed. */
const char *qz_messages_text(const struct qz_messages *messages, const char *key);

/*
 * Appends a text of the finding's rule with {name} replaced by the finding's
 * data, {item}, {field} (as people call it) and {pos}; what stands between [ and
 * ] is left out where a datum in it is empty. Control and bidi characters from
 * the source are shown escaped.
 */
void qz_messages_format(const struct qz_messages *messages, const struct qz_finding *finding, enum qz_rule_text text, struct qz_buf *out);

/* Appends a text by key, its {name} replaced by the data. */
void qz_messages_put(const struct qz_messages *messages, const char *key, struct qz_datum *data, size_t ndata, struct qz_buf *out);

/* A field's name as people call it: "basis" → 实施依据. */
const char *qz_messages_field(const struct qz_messages *messages, const char *field);

#pragma GCC visibility pop

#endif
