/*
 * What a summary of many lists wants to know of one: its title, its body, how
 * many items it has of each power type, and what its items are called.
 */
#ifndef QZ_MODEL_DIGEST_H
#define QZ_MODEL_DIGEST_H

#include <libxml/tree.h>

struct qz_buf;
struct qz_vocabulary;

/*
 * Appends the elements title?, body?, type*, item* of a summary's list
 * (xsd/quanze-summary.xsd) as XML text without namespace declarations.
 */
void qz_digest(const xmlDoc *doc, const struct qz_vocabulary *vocabulary, struct qz_buf *out);

#endif
