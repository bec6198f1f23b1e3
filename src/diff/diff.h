/*
 * Two revisions of a list in, one document with change marks out
 * (xsd/quanze-diff.xsd).
 */
#ifndef QZ_DIFF_DIFF_H
#define QZ_DIFF_DIFF_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "diff/data.h"
#include "model/vocabulary.h"

struct qz_diff_options {
	const struct qz_diff_data *data;
	const struct qz_vocabulary *vocabulary; /* by whose names power types are counted */
	/*
	 * Whether a law was amended so that article `from` is now `to` (as in
	 * cite/@article), and since when: "" unknown. May be
	 * NULL: no reasons are suggested from laws.
	 */
	bool (*moved)(void *context, const char *law, const char *from, const char *to, char force[11]);
	void *context;
	bool ignore_layout; /* changes in form alone are passed over by outputs and do not make the lists differ */
};

/*
 * Merges two documents that are valid by quanze-list.xsd. *marked is to be
 * freed with xmlFreeDoc(); *differ: there are changes of items or columns (the
 * order of items and what stands outside them do not count). 0, or -1 when
 * memory ran out.
 */
int qz_diff_documents(const xmlDoc *old, const xmlDoc *new, const struct qz_diff_options *options, xmlDoc **marked, bool *differ);

#endif
