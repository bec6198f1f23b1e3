/*
 * Step 4: the rules that a schema cannot say. They look at the document and
 * add findings; they change nothing.
 */
#ifndef QZ_CHECK_RULES_H
#define QZ_CHECK_RULES_H

#include <libxml/tree.h>

#include "model/vocabulary.h"

struct qz_diag;
struct qz_laws;
struct qz_policy;
struct qz_texts;

struct qz_rules_options {
	const struct qz_vocabulary *vocabulary;
	const struct qz_laws *laws; /* NULL: citations are not judged */
	struct qz_texts *texts;     /* texts of laws that quotations are held against; NULL: they are not. It reads files as they are needed */
	const struct qz_policy *policy;
	const char *as_of;          /* yyyy-mm-dd */
};

/* Judges the document by all rules, in document order. */
void qz_rules_check(xmlDoc *doc, const struct qz_rules_options *options, struct qz_diag *diag);

#endif
