/*
 * The journey of two revisions: steps 1 to 3 twice (convert.c), one document
 * with change marks, and from there on as any document: schema, stage, emit.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/shortage.h"
#include "base/xml.h"
#include "check/laws.h"
#include "check/schema.h"
#include "data.h"
#include "diff/diff.h"
#include "engine.h"

struct qz_comparer {
	struct qz_diff_data *data;
	struct qz_schema *schema;
};

struct qz_comparer *qz_comparer_new(const struct qz_engine *engine, struct qz_diag *diag)
{
	const struct qz_options *options = engine->options;
	struct qz_comparer *comparer = calloc(1, sizeof *comparer);
	diag->failed |= !comparer;
	bool ready = comparer && (comparer->data = qz_data_diff(options, diag)) &&
		     (comparer->schema = qz_schema_open(options->resources, "xsd/quanze-diff.xsd", diag));
	if (ready)
		return comparer;
	qz_comparer_free(comparer);
	return NULL;
}

void qz_comparer_free(struct qz_comparer *comparer)
{
	if (!comparer)
		return;
	qz_schema_close(comparer->schema);
	qz_diff_data_free(comparer->data);
	free(comparer);
}

/* ---- the merge ---- */

static bool article_moved(void *context, const char *law, const char *from, const char *to, char force[11])
{
	return qz_laws_moved(context, law, from, to, force);
}

/* A revision without a list: what the other one is held against where it has no counterpart. */
static xmlDoc *make_absent(const xmlDoc *other)
{
	xmlDoc *doc = xmlCopyDoc((xmlDoc *)(uintptr_t)other, 1);
	xmlNode *list = doc ? xmlDocGetRootElement(doc) : NULL;
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table")) {
		for (xmlNode *child = qz_xml_child(table, NULL), *next; child; child = next) {
			next = qz_xml_next(child, NULL);
			if (qz_xml_is(child, "columns"))
				continue;
			xmlUnlinkNode(child);
			xmlFreeNode(child);
		}
	}
	return doc;
}

static enum qz_status merge(struct qz_engine *engine, const xmlDoc *old, const xmlDoc *new, xmlDoc **marked, bool *differ, struct qz_diag *diag)
{
	const struct qz_diff_options how = {.data = engine->comparer->data, .vocabulary = engine->vocabulary, .moved = article_moved,
					    .context = engine->laws, .ignore_layout = engine->options->ignore_layout};
	if (qz_diff_documents(old, new, &how, marked, differ) != 0) {
		diag->failed = true;
		return QZ_INPUT;
	}
	if (qz_engine_ran_short(engine, diag))
		return QZ_INPUT;
	long violations = qz_schema_check(engine->comparer->schema, *marked, QZ_RULE_SCHEMA_INVALID, engine->options->limits.findings, diag);
	return violations == 0 ? QZ_OK : QZ_INPUT;
}

/* One revision; without a path there is none, and *doc stays NULL. */
struct revision {
	const char *path;
	const struct qz_named_bytes *bytes; /* NULL: it is read from the path */
};

static enum qz_status read_revision(struct qz_engine *engine, const struct revision *revision, xmlDoc **doc, struct qz_diag *diag)
{
	if (revision->bytes)
		return qz_engine_read_bytes(engine, revision->bytes, doc, diag);
	return revision->path ? qz_engine_read(engine, revision->path, doc, diag) : QZ_OK;
}

/* Steps 1 to 3 of both, in order, and the merge. */
static enum qz_status read_both(struct qz_engine *engine, const struct revision *olds, const struct revision *news, xmlDoc **marked, bool *differ, struct qz_diag *diag)
{
	xmlDoc *old = NULL, *new = NULL;
	enum qz_status status = read_revision(engine, olds, &old, diag);
	enum qz_status second = read_revision(engine, news, &new, diag);
	status = second > status ? second : status;
	if (status == QZ_OK && !old)
		old = make_absent(new);
	if (status == QZ_OK && !new)
		new = make_absent(old);
	if (status == QZ_OK && old && new)
		status = merge(engine, old, new, marked, differ, diag);
	else if (status == QZ_OK)
		diag->failed = true;
	xmlFreeDoc(old);
	xmlFreeDoc(new);
	return status;
}

static enum qz_status compare(struct qz_engine *engine, const struct revision *olds, const struct revision *news, const char *stem, struct qz_result *result)
{
	xmlDoc *marked = NULL;
	bool differ = false;
	engine->shortages = qz_shortages();
	const char *const paths[] = {olds->path, news->path};
	enum qz_status status = read_both(engine, olds, news, &marked, &differ, &result->diag);
	struct qz_buf name;
	qz_buf_init(&name);
	qz_buf_printf(&name, engine->options->named ? "%s" : "%s.diff", stem);
	result->diag.failed |= name.failed;
	if (status == QZ_OK && !name.failed)
		status = qz_engine_emit(engine, marked, &(struct qz_inputs){.paths = paths, .count = 2}, name.data, result);
	qz_buf_done(&name);
	xmlFreeDoc(marked);
	status = qz_engine_conclude(engine, result, status);
	return status == QZ_OK && differ ? QZ_FINDINGS : status;
}

enum qz_status qz_engine_compare(struct qz_engine *engine, const char *old_path, const char *new_path, const char *stem, struct qz_result *result)
{
	return compare(engine, &(struct revision){old_path, NULL}, &(struct revision){new_path, NULL}, stem, result);
}

enum qz_status qz_engine_compare_bytes(struct qz_engine *engine, const struct qz_named_bytes *old, const struct qz_named_bytes *new_, const char *stem,
				       struct qz_result *result)
{
	return compare(engine, &(struct revision){old->name, old}, &(struct revision){new_->name, new_}, stem, result);
}
