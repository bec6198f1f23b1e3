/*
 * What convert.c and compare.c share of an engine. Private to the library.
 */
#ifndef QZ_ENGINE_H
#define QZ_ENGINE_H

#include <libxml/tree.h>

#include "emit/backends.h"
#include "quanze.h"

/* What a comparison needs besides (compare.c). */
struct qz_comparer;

/* What all runs share, loaded once. */
struct qz_engine {
	const struct qz_options *options;
	struct qz_vocabulary *vocabulary;
	struct qz_schema *list, *filing;
	struct qz_laws *laws;
	struct qz_policy *policy; /* NULL: nothing is judged */
	struct qz_decisions *decisions; /* NULL: none */
	struct qz_profiles *profiles; /* NULL: no page is written */
	struct qz_comparer *comparer; /* NULL: nothing is compared */
	struct qz_stage *stages[QZ_BACKENDS];
	unsigned long shortages; /* qz_shortages() when the present work began */
};

/* Steps 1 to 3 of one input: a document that its schema accepts. Findings name the file. To be freed with xmlFreeDoc() in any case. */
enum qz_status qz_engine_read(struct qz_engine *engine, const char *path, xmlDoc **doc, struct qz_diag *diag);

/* The end of a run: severities, and what failed for memory. */
enum qz_status qz_engine_conclude(struct qz_engine *engine, struct qz_result *result, enum qz_status status);

/* Loads and frees what a comparison needs. NULL with a finding on failure. */
struct qz_comparer *qz_comparer_new(const struct qz_engine *engine, struct qz_diag *diag);
void qz_comparer_free(struct qz_comparer *comparer);

#endif
