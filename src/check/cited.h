/*
 * Which version of a law a citation means, as far as the list says so: its own
 * promulgation note, else that of an earlier citation of the same law in the same
 * field.
 */
#ifndef QZ_CHECK_CITED_H
#define QZ_CHECK_CITED_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/map.h"
#include "check/laws.h"

/* The notes of the field being read; borrowed from the document. */
struct qz_cited {
	struct qz_map notes; /* by law: the last citation that has a note */
	const xmlNode *field;
};

void qz_cited_init(struct qz_cited *cited);
void qz_cited_done(struct qz_cited *cited);

/* Does an item rest on this citation? (Not: is it named inside a provision that is quoted.) */
bool qz_cited_is_basis(const xmlNode *cite);

/* The note that holds for the citation of a law; citations come in document order. False when memory ran out. */
bool qz_cited_note(struct qz_cited *cited, const xmlNode *cite, struct qz_law_note *note);

#endif
