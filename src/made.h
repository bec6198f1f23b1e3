/*
 * Reports that are documents of their own (of findings, an amendment, a catalogue):
 * checked by their schema, and drawn as a whole in the formats of a table.
 * Private to the library.
 */
#ifndef QZ_MADE_H
#define QZ_MADE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "quanze.h"

struct qz_made_format {
	const char *name, *stylesheet; /* NULL: the document itself, or as JSON */
	bool packed;		       /* the result is a Flat OPC package */
	bool lines;		       /* the result is text, its lines are to be broken */
};

/* The format of that name; NULL: there is none. */
const struct qz_made_format *qz_made_find(const struct qz_made_format *formats, size_t count, const char *name);

/*
 * The document against its schema. `shortages`: qz_shortages() before it was made;
 * NULL for a document is a lack of memory. QZ_OUTPUT with a finding.
 */
enum qz_status qz_made_check(const struct qz_options *options, const char *schema, xmlDoc *doc, unsigned long shortages, struct qz_diag *diag);

/* Appends the document in a format (NULL: none); `json` writes the one of that name. QZ_OUTPUT with a finding. */
enum qz_status qz_made_draw(const struct qz_options *options, const struct qz_made_format *format, xmlDoc *doc, int (*json)(const xmlDoc *, struct qz_buf *),
			    struct qz_buf *out, struct qz_diag *diag);

#endif
