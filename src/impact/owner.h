/*
 * Whose item it is: what a worklist is sorted by.
 */
#ifndef QZ_IMPACT_OWNER_H
#define QZ_IMPACT_OWNER_H

#include <libxml/tree.h>
#include <stddef.h>

struct qz_owners;

/*
 * Nearly all items of a list name one body: then all are its. Else each item is
 * its own body's, or, where it names none, the list's; a list that names no body
 * goes by its title, or by its file. NULL when memory ran out.
 */
struct qz_owners *qz_owners_new(const xmlNode *list);
void qz_owners_free(struct qz_owners *owners);

/* Whose an item is, and that it is one more of theirs. Borrowed; NULL when memory ran out. */
const char *qz_owners_count(struct qz_owners *owners, const xmlNode *item);

/* Those who have items, in the order of their first; NULL past the last one. */
const char *qz_owners_get(const struct qz_owners *owners, size_t index, size_t *items);

#endif
