/*
 * What a field says behind its citations: the words that may be those of the
 * law. Within check/ only.
 */
#ifndef QZ_CHECK_PASSAGE_H
#define QZ_CHECK_PASSAGE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* The text behind one citation, or behind several of one law on one line that only 和, 、 and the like part. */
struct qz_passage {
	size_t first, count; /* citations, in `cites` */
	size_t from, to;     /* bytes of the text, up to the next citation or the end of the field */
	bool cut;	     /* the next citation stands in the run of its last sentence */
};

struct qz_passages {
	struct qz_buf text; /* the field's text, a line for each paragraph and point */
	const xmlNode **cites;
	size_t *ends; /* of the citations, in the text */
	size_t *starts;
	struct qz_passage *list;
	size_t ncites, count, cite_cap, end_cap, start_cap, cap;
	bool failed;
};

/* Reads a field; citations that it rests on part the passages, those inside of provisions do not. To be freed in any
 * case. */
void qz_passages_read(struct qz_passages *passages, const xmlNode *field);
void qz_passages_done(struct qz_passages *passages);

#endif
