/*
 * One item of both revisions: its fields, its kind, the reason that suggests
 * itself. Private to src/diff.
 */
#ifndef QZ_DIFF_ITEM_H
#define QZ_DIFF_ITEM_H

#include "diff/diff.h"
#include "diff/match.h"
#include "diff/text.h"

enum qz_kind { QZ_KIND_ADDED, QZ_KIND_REMOVED, QZ_KIND_DEVOLVED, QZ_KIND_CHANGED, QZ_KIND_SPLIT, QZ_KIND_MERGED, QZ_KIND_KEPT, QZ_KINDS };

const char *qz_kind_name(enum qz_kind kind);

/*
 * Writes the fields of a matched item below `item`, and an entry below
 * `changes` for each that changed. True when one of them makes the item a
 * changed one; *form: some differ in form alone.
 */
bool qz_diff_fields(struct qz_differ *differ, xmlNode *item, xmlNode *changes, const xmlNode *old, const xmlNode *new, bool *form);

/* Whether an item was devolved, by its level or by its words; the field that says so, or NULL. */
const char *qz_diff_devolved(struct qz_differ *differ, const xmlNode *old, const xmlNode *new);

/* The reason to be filled in, with what suggests itself; `devolved` as above. */
void qz_diff_reason(struct qz_differ *differ, xmlNode *changes, const struct qz_diff_options *options, const char *devolved);

/* Children that stand in another order than in the old revision get was-at; `old[i]` is the old place of nodes[i], QZ_ALONE for new ones. */
void qz_diff_order(struct qz_differ *differ, xmlNode *const *nodes, const size_t *old, size_t count);

#endif
