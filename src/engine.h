/*
 * What the parts of the journey share (engine.c): convert.c (steps 1 to 4),
 * outputs.c (5 and 6), compare.c (of two revisions). Private to the library.
 */
#ifndef QZ_ENGINE_H
#define QZ_ENGINE_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/file.h"
#include "emit/backends.h"
#include "quanze.h"

/* What a comparison needs besides (compare.c). */
struct qz_comparer;

struct qz_engine;
struct qz_table;

/*
 * Somebody who looks on while a list is worked at, and changes nothing (src/serve/review.c): at the table once its document is
 * proved, and at the document once it is judged, with the findings as they will be reported.
 */
struct qz_watch {
	void *context;
	void (*table)(void *context, const struct qz_table *table, const xmlDoc *doc);
	void (*judged)(void *context, const struct qz_engine *engine, const xmlDoc *doc, const char *file, const struct qz_diag *diag);
};

/* What all runs share, loaded once. */
struct qz_engine {
	const struct qz_options *options;
	struct qz_vocabulary *vocabulary;
	struct qz_schema *list, *filing, *diff; /* diff: opened when a document needs it */
	struct qz_laws *laws;
	struct qz_texts *texts; /* of laws; NULL: none were given */
	struct qz_policy *policy; /* NULL: nothing is judged */
	struct qz_decisions *decisions; /* NULL: none */
	struct qz_meta_table *meta;     /* NULL: none */
	struct qz_profiles *profiles; /* NULL: no page is written */
	struct qz_messages *messages; /* NULL: no output shows findings */
	xmlDoc *mapping; /* NULL: none */
	struct qz_comparer *comparer; /* NULL: nothing is compared */
	const struct qz_watch *watch; /* borrowed; NULL: nobody looks on */
	struct qz_stages *stages, *marked; /* of the outputs that are wanted; marked: for two revisions in one document */
	struct qz_packed *packed; /* parts of Word files that are the same for list after list */
	unsigned long shortages; /* qz_shortages() when the present work began */
};

/* True when memory ran out since the present work began, be it noticed or not; makes the run fail. */
bool qz_engine_ran_short(const struct qz_engine *engine, struct qz_diag *diag);

/* Whether an output, by its name, is among those asked for. */
bool qz_options_want(const struct qz_options *options, const char *output);

/* A Word file or workbook without its appendix goes to the files. */
bool qz_options_file(const struct qz_options *options);

/* An office's own severities: its policy's, and over it those of the command line. */
void qz_engine_set_severities(const struct qz_engine *engine, struct qz_diag *diag);

/* Whether a document holds two revisions of a list, with marks that say what is whose (xsd/quanze-diff.xsd). */
bool qz_is_marked(const xmlDoc *doc);

/* Steps 1 to 3 of one input: a document that its schema accepts. Findings name the file. To be freed with xmlFreeDoc() in any case. */
enum qz_status qz_engine_read(struct qz_engine *engine, const char *path, xmlDoc **doc, struct qz_diag *diag);

/* The same of an input that is in memory. */
enum qz_status qz_engine_read_bytes(struct qz_engine *engine, const struct qz_named_bytes *input, xmlDoc **doc, struct qz_diag *diag);

/* Steps 5 and 6: every output of `doc` that was asked for (of a marked one by qz_comparison_name()), below options.folder or, where that is "-", into result.only. `inputs`: what it was made from, which no output replaces. */
enum qz_status qz_engine_emit(struct qz_engine *engine, xmlDoc *doc, const struct qz_inputs *inputs, const char *stem, struct qz_result *result);

/* The list as a workbook without its appendix, into `book`, for options.mark; what qz_sheets_measure() told goes to `sheets`. */
enum qz_status qz_engine_clean(struct qz_engine *engine, xmlDoc *doc, struct qz_buf *book, struct qz_buf *sheets, struct qz_diag *diag);

/* The end of a run: severities, and what failed for memory. */
enum qz_status qz_engine_conclude(struct qz_engine *engine, struct qz_result *result, enum qz_status status);

/* Loads and frees what a comparison needs. NULL with a finding on failure. */
struct qz_comparer *qz_comparer_new(const struct qz_engine *engine, struct qz_diag *diag);
void qz_comparer_free(struct qz_comparer *comparer);

#endif
