/*
 * A quanze document as input: it enters the journey at step 4.
 */
#ifndef QZ_READ_DOCUMENT_H
#define QZ_READ_DOCUMENT_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/status.h"

struct qz_diag;
struct qz_limits;
struct qz_source;

/* Whether the source is a document already, and no table. */
bool qz_is_document(const struct qz_source *source);

/*
 * Parses the document: no DOCTYPE, no entities of its own, bounded in depth and
 * attributes. What its elements mean is for the schema to judge. QZ_OK and *doc
 * (xmlFreeDoc), or QZ_INPUT with a finding.
 */
enum qz_status qz_read_document(const struct qz_source *source, const struct qz_limits *limits, xmlDoc **doc, struct qz_diag *diag);

#endif
