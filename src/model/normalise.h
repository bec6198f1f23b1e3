/*
 * Step 3 of the journey: a table becomes a document. Every repair made on the
 * way is a finding and a `repair` entry in the document's head.
 */
#ifndef QZ_MODEL_NORMALISE_H
#define QZ_MODEL_NORMALISE_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/status.h"
#include "model/vocabulary.h"

struct qz_diag;
struct qz_pace;
struct qz_source;
struct qz_table;

struct qz_normalise_options {
	bool include_hidden;     /* hidden rows, columns and sheets count as content */
	const char *language;    /* xml:lang of the document; NULL: zh-CN */
	struct qz_pace *pace;    /* counts the rows; NULL */
};

/*
 * Builds the document of a table. QZ_OK and *doc (xmlFreeDoc), or QZ_INPUT with
 * a finding that says why the table is no list quanze can read.
 */
enum qz_status qz_normalise(const struct qz_source *source, const struct qz_table *table, const struct qz_vocabulary *vocabulary,
			    const struct qz_normalise_options *options, xmlDoc **doc, struct qz_diag *diag);

#endif
