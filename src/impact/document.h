/*
 * The worklist of an amendment over many lists, as a document
 * (urn:quanze:impact:1, xsd/quanze-impact.xsd), from which all outputs are staged.
 */
#ifndef QZ_IMPACT_DOCUMENT_H
#define QZ_IMPACT_DOCUMENT_H

#include <libxml/tree.h>
#include <stddef.h>

#include "impact/amendment.h"
#include "impact/texts.h"

struct qz_impact_document;

/* Borrows the amendment, and its texts. NULL when memory ran out. */
struct qz_impact_document *qz_impact_document_new(const struct qz_amendment *amendment,
						  const struct qz_amendment_texts *texts);
void qz_impact_document_free(struct qz_impact_document *document);

/* Adds what was found in a list (citations.h). False when memory ran out. */
bool qz_impact_document_add(struct qz_impact_document *document, const char *file, const char *bytes, size_t len);

/* A list that could not be read, and why. */
bool qz_impact_document_add_unread(struct qz_impact_document *document, const char *file, const char *reason);

/* Words that the document begins with. */
struct qz_impact_head {
	const char *asked;			/* the law as it was asked for */
	const char *as_of, *language, *version; /* of the program */
};

/*
 * The document, made of what was added; to be freed by the caller. *touched: the
 * items that are to be looked at. NULL when memory ran out.
 */
xmlDoc *qz_impact_document_make(struct qz_impact_document *document, const struct qz_impact_head *head,
				size_t *touched);

#endif
