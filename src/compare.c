/*
 * The journey of two revisions: steps 1 to 3 twice (convert.c), one document
 * with change marks, and from there on as any document: schema, stage, emit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/shortage.h"
#include "base/sink.h"
#include "base/xml.h"
#include "check/laws.h"
#include "check/schema.h"
#include "data.h"
#include "diff/diff.h"
#include "emit/draw.h"
#include "emit/stage.h"
#include "engine.h"
#include "report/changes.h"

/* The stylesheets of the backends for a marked document, in their order; NULL: the document itself, or no such output. */
static const char *const stylesheets[QZ_BACKENDS] = {NULL, NULL, NULL, NULL};

#define JSON QZ_BACKENDS /* the output behind those of the backends */
#define NOUTPUTS (QZ_BACKENDS + 1)

struct qz_comparer {
	struct qz_diff_data *data;
	struct qz_schema *schema;
	struct qz_stage *stages[QZ_BACKENDS];
};

/* Whether a marked document can be had so. */
static bool is_output(size_t output)
{
	return output == JSON || stylesheets[output] || !qz_backends[output].stylesheet;
}

static const char *name_of(size_t output)
{
	return output == JSON ? "json" : qz_backends[output].name;
}

/* Outputs are counted without those that there are not. */
static size_t output_at(size_t index)
{
	size_t output = 0;
	for (; output < NOUTPUTS; output++)
		if (is_output(output) && index-- == 0)
			break;
	return output;
}

const char *qz_comparison_name(size_t index)
{
	size_t output = output_at(index);
	return output < NOUTPUTS ? name_of(output) : NULL;
}

static bool is_wanted(const struct qz_options *options, size_t output)
{
	for (size_t i = 0; output_at(i) < NOUTPUTS; i++)
		if (output_at(i) == output)
			return options->outputs >> i & 1;
	return false;
}

struct qz_comparer *qz_comparer_new(const struct qz_engine *engine, struct qz_diag *diag)
{
	const struct qz_options *options = engine->options;
	struct qz_comparer *comparer = calloc(1, sizeof *comparer);
	diag->failed |= !comparer;
	bool ready = comparer && (comparer->data = qz_data_diff(options, diag)) &&
		     (comparer->schema = qz_schema_open(options->resources, "xsd/quanze-diff.xsd", diag));
	for (size_t i = 0; ready && i < QZ_BACKENDS; i++)
		if (stylesheets[i] && is_wanted(options, i))
			ready = (comparer->stages[i] = qz_stage_open(options->resources, stylesheets[i], diag)) != NULL;
	if (ready)
		return comparer;
	qz_comparer_free(comparer);
	return NULL;
}

void qz_comparer_free(struct qz_comparer *comparer)
{
	if (!comparer)
		return;
	for (size_t i = 0; i < QZ_BACKENDS; i++)
		qz_stage_close(comparer->stages[i]);
	qz_schema_close(comparer->schema);
	qz_diff_data_free(comparer->data);
	free(comparer);
}

/* ---- the merge ---- */

static bool article_moved(void *context, const char *law, const char *from, const char *to, const char **force)
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
	long violations = qz_schema_check(engine->comparer->schema, *marked, QZ_RULE_SCHEMA_INVALID, engine->options->limits.findings, diag);
	return violations == 0 ? QZ_OK : QZ_INPUT;
}

/* Steps 1 to 3 of both, in order, and the merge. */
static enum qz_status read_both(struct qz_engine *engine, const char *old_path, const char *new_path, xmlDoc **marked, bool *differ, struct qz_diag *diag)
{
	xmlDoc *old = NULL, *new = NULL;
	enum qz_status status = old_path ? qz_engine_read(engine, old_path, &old, diag) : QZ_OK;
	enum qz_status second = new_path ? qz_engine_read(engine, new_path, &new, diag) : QZ_OK;
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

/* ---- outputs: all or none ---- */

/* Outputs on their way. */
struct sending {
	struct qz_engine *engine;
	xmlDoc *marked;
	struct qz_draw *drawn; /* NULL until an output is drawn by a stylesheet */
	const char *input, *stem;
	struct qz_pending pending[NOUTPUTS];
	struct qz_result *result;
};

static bool is_single(const struct qz_options *options)
{
	return options->folder && strcmp(options->folder, "-") == 0;
}

/* Step 5. */
static struct qz_draw *draw(const struct sending *sending)
{
	const struct qz_options *options = sending->engine->options;
	const char *const params[] = {"lang",	options->language ? options->language : "zh-CN", "annex", options->annex ? options->annex : "",
				      "paper",	options->paper ? options->paper : "a4", NULL};
	const struct qz_draw_options how = {.stages = sending->engine->comparer->stages, .params = params, .resources = options->resources,
					    .folder = is_single(options) ? NULL : options->folder ? options->folder : ".", .width = options->width,
					    .items = options->chunk, .threads = options->threads ? options->threads : 1};
	return qz_draw_new(sending->marked, &how, &sending->result->diag);
}

/* Step 6: the bytes of an output. */
static int put_output(const struct sending *sending, size_t output, const struct qz_sink *sink)
{
	if (output == JSON)
		return qz_changes_json(sending->marked, sink);
	return stylesheets[output] ? qz_draw_put(sending->drawn, output, sink) : qz_xml_put(sending->marked, sink);
}

static enum qz_status put_into_file(struct sending *sending, size_t output, char *path)
{
	const struct qz_options *options = sending->engine->options;
	struct qz_pending *pending = &sending->pending[output];
	struct qz_diag *diag = &sending->result->diag;
	char *slash = strrchr(path, '/');
	*slash = '\0';
	enum qz_status status = qz_file_make_below(options->folder ? options->folder : ".", path, diag);
	*slash = '/';
	if (status == QZ_OK)
		status = qz_pending_open(pending, path, sending->input, diag);
	if (status != QZ_OK)
		return status;
	const struct qz_sink sink = qz_pending_sink(pending);
	bool put = put_output(sending, output, &sink) == 0;
	if (!put && !pending->error) {
		diag->failed = true;
		return QZ_INPUT;
	}
	return qz_pending_close(pending, true, diag);
}

static enum qz_status send_output(struct sending *sending, size_t output)
{
	const struct qz_options *options = sending->engine->options;
	struct qz_result *result = sending->result;
	struct qz_buf path;
	if (is_single(options)) {
		const struct qz_sink sink = qz_sink_to_buf(&result->only);
		result->diag.failed |= put_output(sending, output, &sink) != 0;
		return result->diag.failed ? QZ_INPUT : QZ_OK;
	}
	if (!result->written)
		result->written = calloc(NOUTPUTS, sizeof *result->written);
	qz_buf_init(&path);
	qz_buf_printf(&path, "%s/%s.diff.%s", options->folder ? options->folder : ".", sending->stem, name_of(output));
	char *name = result->written ? qz_buf_take(&path) : NULL;
	if (!name) {
		qz_buf_done(&path);
		result->diag.failed = true;
		return QZ_OUTPUT;
	}
	result->written[result->nwritten++] = name;
	return put_into_file(sending, output, name);
}

static enum qz_status send_outputs(struct sending *sending)
{
	enum qz_status status = QZ_OK;
	for (size_t i = 0; i < NOUTPUTS && status == QZ_OK; i++) {
		if (!is_wanted(sending->engine->options, i))
			continue;
		if (i != JSON && stylesheets[i] && !sending->drawn) {
			sending->drawn = draw(sending);
			status = sending->drawn ? QZ_OK : QZ_INPUT;
		}
		if (status == QZ_OK)
			status = send_output(sending, i);
	}
	qz_draw_free(sending->drawn);
	return status;
}

/* Names appear only when every temporary file is there. */
static enum qz_status emit(struct qz_engine *engine, xmlDoc *marked, const char *input, const char *stem, struct qz_result *result)
{
	struct sending sending = {.engine = engine, .marked = marked, .input = strcmp(input, "-") == 0 ? NULL : input, .stem = stem, .result = result};
	enum qz_status status = send_outputs(&sending);
	if (qz_shortages() != engine->shortages && status == QZ_OK)
		status = QZ_OUTPUT;
	for (size_t i = 0; i < NOUTPUTS; i++) {
		if (status == QZ_OK && sending.pending[i].temporary)
			status = qz_pending_commit(&sending.pending[i], &result->diag);
		else
			qz_pending_abandon(&sending.pending[i]);
	}
	return status;
}

enum qz_status qz_engine_compare(struct qz_engine *engine, const char *old_path, const char *new_path, const char *stem, struct qz_result *result)
{
	xmlDoc *marked = NULL;
	bool differ = false;
	engine->shortages = qz_shortages();
	enum qz_status status = read_both(engine, old_path, new_path, &marked, &differ, &result->diag);
	if (status == QZ_OK)
		status = emit(engine, marked, new_path ? new_path : old_path, stem, result);
	xmlFreeDoc(marked);
	status = qz_engine_conclude(engine, result, status);
	return status == QZ_OK && differ ? QZ_FINDINGS : status;
}
