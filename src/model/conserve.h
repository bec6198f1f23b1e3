/*
 * The proof that nothing was lost and nothing invented: every non-blank
 * character of every source cell stands in the document where its @pos says,
 * in order, and nothing else does. It reads the raw cells with a plain scanner
 * of its own and shares no code with the fragment parser.
 */
#ifndef QZ_MODEL_CONSERVE_H
#define QZ_MODEL_CONSERVE_H

#include <libxml/tree.h>

#include "base/status.h"

struct qz_diag;
struct qz_table;

/* QZ_OK, or QZ_INPUT with one finding conservation-broken that names the first place where cell and document differ. */
enum qz_status qz_conserve(const struct qz_table *table, const xmlDoc *doc, struct qz_diag *diag);

#endif
