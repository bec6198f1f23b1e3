/*
 * All lists held against one catalogue, as a document (urn:quanze:catalogue:1,
 * xsd/quanze-catalogue.xsd), from which all outputs are staged.
 */
#ifndef QZ_CATALOGUE_DOCUMENT_H
#define QZ_CATALOGUE_DOCUMENT_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* What the document begins with. */
struct qz_catalogue_head {
	const char *file, *version, *as_of, *language; /* of the catalogue; of the program */
	size_t items;	 /* of the catalogue */
	const char *lacks; /* of the fields compared, those that the catalogue has no column for, with blanks between */
};

/* What was told of the lists, in their order, as XML text. */
struct qz_catalogue_parts {
	struct qz_buf lists, unread;
};

void qz_catalogue_parts_init(struct qz_catalogue_parts *parts);
void qz_catalogue_parts_done(struct qz_catalogue_parts *parts);

/* Adds what qz_catalogue_compare() told of a list; a list that could not be read, and why. Failures stick to the buffers. */
void qz_catalogue_parts_add(struct qz_catalogue_parts *parts, const char *file, const char *bytes, size_t len);
void qz_catalogue_parts_add_unread(struct qz_catalogue_parts *parts, const char *file, const char *reason);

/*
 * The document; to be freed by the caller. *findings: what is not the same, items exercised at other levels not among them. NULL
 * when memory ran out.
 */
xmlDoc *qz_catalogue_document_make(const struct qz_catalogue_parts *parts, const xmlDoc *model, const struct qz_catalogue_head *head,
				   size_t *findings);

#endif
