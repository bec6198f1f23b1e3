/*
 * What a review page shows of one input, as a document (urn:quanze:review:1):
 * each item as it was understood, the row of the source as it stood, what was
 * found there, and the lines to decide in. Built while the engine runs
 * (engine.h, struct qz_watch), drawn some items at a time (pages.h).
 */
#ifndef QZ_SERVE_REVIEW_H
#define QZ_SERVE_REVIEW_H

#include "base/status.h"
#include "quanze.h"

struct qz_watch;
struct qz_review;

#define QZ_REVIEW_NS "urn:quanze:review:1"

/* For one input, in the words of the messages (borrowed). NULL when memory ran out. */
struct qz_review *qz_review_new(const struct qz_messages *messages);
void qz_review_free(struct qz_review *review);

/* For engine->watch while this input is run; belongs to the review. */
const struct qz_watch *qz_review_watch(struct qz_review *review);

/*
 * Behind the run: appends the document. `judged` is of the run's findings, made
 * by qz_judged_init() with QZ_INFO and compared with a first report where there
 * is one. False when memory ran out.
 */
bool qz_review_write(struct qz_review *review, const struct qz_judged *judged, enum qz_status status, struct qz_buf *out);

#endif
