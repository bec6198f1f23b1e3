/*
 * The lists of an output folder, by its summary: what a batch wrote of each, to
 * be read again.
 */
#ifndef QZ_BATCH_LISTS_H
#define QZ_BATCH_LISTS_H

#include "quanze.h"

/*
 * Whether an operand is such a folder, or a summary (summary.xml of one): then
 * the paths of its lists are appended to `paths`, each ended by NUL, of each list
 * its XML, else what else can be read. Lists without any output are findings
 * (and those that lie elsewhere, whatever somebody wrote into the summary).
 */
bool qz_lists_of(const char *operand, struct qz_buf *paths, struct qz_diag *diag);

#endif
