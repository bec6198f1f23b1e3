/*
 * A view (pages.h) as the document that xslt/serve/ draws (urn:quanze:serve:1):
 * of a review the items alone that the page shows.
 */
#ifndef QZ_SERVE_VIEW_H
#define QZ_SERVE_VIEW_H

#include <libxml/tree.h>

#include "serve/pages.h"

#define QZ_VIEW_NS "urn:quanze:serve:1"
#define QZ_VIEW_ITEMS 20u /* of a page */

/* What a query asks for; what it does not say or is not understood is as a page shows it first. */
struct qz_view_query {
	size_t input, page; /* from 0, from 1 */
	const char *level;  /* all, error, warning, style, open, repaired, new */
	const char *order;  /* level, row */
};

void qz_view_read_query(const char *query, struct qz_view_query *asked);

/* Appends what the query chose of a review, and as attributes of `view` how many there are of each level. False when the bytes are no review. */
bool qz_view_choose(const char *bytes, size_t len, const struct qz_view_query *asked, struct qz_buf *attributes, struct qz_buf *out);

/* Appends the decisions of a decisions.tsv. */
void qz_view_decisions(const char *bytes, size_t len, struct qz_buf *out);

/* The document; NULL with a finding, or when memory ran out. */
xmlDoc *qz_view_document(const struct qz_view *view, struct qz_diag *diag);

#endif
