/*
 * What a published page needs to know of a list's columns besides its profile:
 * which of them no item fills, and how their labels read without the
 * instructions for filling in that stand in brackets in them.
 */
#ifndef QZ_EMIT_PUBLISHED_H
#define QZ_EMIT_PUBLISHED_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/map.h"

/* Gathers what is filled in a list; a suggested power type counts where `suggestions` are shown. 0, or -1 when memory ran out. */
int qz_filled_find(const xmlNode *list, bool suggestions, struct qz_map *filled);

/* Whether an item fills the column. */
bool qz_filled_has(const struct qz_map *filled, const xmlNode *column, bool *failed);

/*
 * Appends the label without its bracketed instructions: those that contain one
 * of the words, which are children of `words` (may be NULL). A label that is
 * all instruction is left as it is. Whether something was left out.
 */
bool qz_label_plain(const char *label, const xmlNode *words, struct qz_buf *out);

#endif
