/*
 * The summaries of several output folders, or of several shards in one, as one.
 */
#ifndef QZ_BATCH_MERGE_H
#define QZ_BATCH_MERGE_H

#include "quanze.h"

/*
 * Appends the summary of the folders for one that will stand in `target`:
 * summaries of shards (summary.K-of-N.xml) where a folder has some, else its
 * summary.xml; paths are made relative to the target. A file that stands in
 * several is taken once. Folders stand below the target, or are it. QZ_OK, or QZ_INPUT with a finding.
 */
enum qz_status qz_merge(const char *const *folders, size_t count, const char *target, struct qz_buf *out, struct qz_diag *diag);

#endif
