/*
 * The journey of one input, step by step: open, read, normalise (and prove),
 * check, stage, emit. A new reader starts at qz_engine_run().
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/shortage.h"
#include "base/xml.h"
#include "check/locate.h"
#include "check/policy.h"
#include "check/rules.h"
#include "check/schema.h"
#include "decide/decisions.h"
#include "emit/sheet.h"
#include "emit/stages.h"
#include "engine.h"
#include "mark/mark.h"
#include "model/accept.h"
#include "model/conserve.h"
#include "model/digest.h"
#include "model/join.h"
#include "model/meta.h"
#include "model/meta_table.h"
#include "model/normalise.h"
#include "model/title.h"
#include "quanze.h"
#include "read/document.h"
#include "read/read.h"
#include "read/table.h"

/* ---- steps 1 to 3: bytes to a proved document ---- */

static enum qz_status open_source(const struct qz_options *options, const char *path, struct qz_source *source, struct qz_diag *diag)
{
	const struct qz_open_options how = {.from = options->from, .encoding = options->encoding, .include_struck = options->include_struck};
	const char *slash = strrchr(path, '/');
	const char *name = strcmp(path, "-") == 0 ? "stdin" : slash ? slash + 1 : path;
	char *bytes;
	size_t len;
	enum qz_status status = qz_file_read(path, &options->limits, &bytes, &len, diag);
	return status == QZ_OK ? qz_source_take_bytes(source, name, bytes, len, &how, &options->limits, diag) : status;
}

/* The same of what is in memory. */
static enum qz_status copy_source(const struct qz_options *options, const struct qz_named_bytes *input, struct qz_source *source, struct qz_diag *diag)
{
	const struct qz_open_options how = {.from = options->from, .encoding = options->encoding, .include_struck = options->include_struck};
	char *copy = input->len <= options->limits.input_bytes ? malloc(input->len + 1) : NULL;
	if (!copy) {
		if (input->len > options->limits.input_bytes)
			qz_limits_exceeded(&options->limits, &options->limits.input_bytes, diag);
		return QZ_INPUT;
	}
	memcpy(copy, input->len ? input->bytes : "", input->len);
	copy[input->len] = '\0';
	return qz_source_take_bytes(source, input->name, copy, input->len, &how, &options->limits, diag);
}

/* Steps 2 and 3 of a table. */
static enum qz_status make_from_table(const struct qz_engine *engine, struct qz_source *source, xmlDoc **doc, struct qz_diag *diag)
{
	const struct qz_options *options = engine->options;
	const struct qz_normalise_options how = {.include_hidden = options->include_hidden, .language = options->language, .pace = options->pace};
	struct qz_table *table = NULL;
	*doc = NULL;
	enum qz_status status = qz_read(source, &options->limits, &table, diag);
	if (status == QZ_OK && qz_table_columns(table) > options->limits.columns) {
		qz_limits_exceeded(&options->limits, &options->limits.columns, diag);
		status = QZ_INPUT;
	}
	if (status == QZ_OK)
		status = qz_engine_ran_short(engine, diag) ? QZ_INPUT : qz_normalise(source, table, engine->vocabulary, &how, doc, diag);
	if (status == QZ_OK)
		status = qz_engine_ran_short(engine, diag) ? QZ_INPUT : qz_conserve(table, *doc, diag);
	if (status == QZ_OK && engine->watch)
		engine->watch->table(engine->watch->context, table, *doc);
	qz_table_free(table);
	return status;
}

/* A document as input is taken as it is: it was proved when it was made. */
static enum qz_status make_document(const struct qz_engine *engine, struct qz_source *source, xmlDoc **doc, struct qz_diag *diag)
{
	const struct qz_options *options = engine->options;
	*doc = NULL;
	enum qz_status status = qz_is_document(source) ? qz_read_document(source, &options->limits, doc, diag) : make_from_table(engine, source, doc, diag);
	return status;
}

bool qz_is_marked(const xmlDoc *doc)
{
	return qz_xml_attr(xmlDocGetRootElement(doc), "diff") != NULL;
}

/* The end of step 3: what people decided, behind the proof. */
static void settle_document(const struct qz_engine *engine, const struct qz_decide_input *input, xmlDoc *doc, struct qz_diag *diag)
{
	if (qz_is_marked(doc))
		return; /* its readings were settled before they were compared */
	if (engine->decisions)
		qz_decisions_apply(engine->decisions, input, doc, diag);
	if (engine->options->accept_suggestions)
		diag->failed |= qz_accept_suggestions(doc) != 0;
}

/* ---- step 4: the judgement ---- */

static size_t count_items(const xmlDoc *doc)
{
	size_t items = 0;
	const xmlNode *list = xmlDocGetRootElement(doc);
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			items++;
	return items;
}

/* Nothing that is no document is ever emitted; where nothing is to be, what is wrong with it is a judgement like any. */
static enum qz_status weigh_violations(const struct qz_engine *engine, long violations)
{
	return violations == 0 || (violations > 0 && engine->options->schema_only) ? QZ_OK : QZ_INPUT;
}

/* Two revisions are compared, not judged. */
static enum qz_status check_marked(struct qz_engine *engine, xmlDoc *doc, struct qz_diag *diag)
{
	if (!engine->diff)
		engine->diff = qz_schema_open(engine->options->resources, "xsd/quanze-diff.xsd", diag);
	if (!engine->diff)
		return QZ_INPUT;
	return weigh_violations(engine, qz_schema_check(engine->diff, doc, QZ_RULE_SCHEMA_INVALID, engine->options->limits.findings, diag));
}

static enum qz_status check_document(struct qz_engine *engine, xmlDoc *doc, struct qz_diag *diag)
{
	const struct qz_options *options = engine->options;
	if (qz_is_marked(doc))
		return check_marked(engine, doc, diag);
	const struct qz_rules_options how = {.vocabulary = engine->vocabulary, .laws = engine->laws, .texts = engine->texts, .policy = engine->policy, .as_of = options->as_of};
	long violations = qz_schema_check(engine->list, doc, QZ_RULE_SCHEMA_INVALID, options->limits.findings, diag);
	if (violations != 0)
		return weigh_violations(engine, violations);
	if (options->judge)
		qz_rules_check(doc, &how, diag);
	return QZ_OK;
}

/* What is decided on findings changes the list, which then is judged again. */
static enum qz_status judge_document(struct qz_engine *engine, const struct qz_decide_input *input, xmlDoc *doc, struct qz_diag *diag)
{
	size_t first = diag->count;
	enum qz_status status = check_document(engine, doc, diag);
	bool decided = status == QZ_OK && engine->decisions && engine->options->judge && !qz_is_marked(doc);
	return decided && qz_decisions_amend(engine->decisions, input, doc, first, diag) ? check_document(engine, doc, diag) : status;
}

void qz_engine_set_severities(const struct qz_engine *engine, struct qz_diag *diag)
{
	const struct qz_options *options = engine->options;
	signed char severities[QZ_RULES];
	for (int rule = 0; rule < QZ_RULES; rule++) {
		bool error = options->repairs_are_errors && qz_rule_is_repair((enum qz_rule)rule);
		severities[rule] = engine->policy ? engine->policy->severities[rule] : QZ_SEVERITY_OWN;
		severities[rule] = error ? QZ_ERROR : severities[rule];
		if (options->severities[rule] != QZ_SEVERITY_OWN)
			severities[rule] = options->severities[rule];
	}
	qz_diag_set_severities(diag, severities);
}

bool qz_engine_is_off(const struct qz_engine *engine, enum qz_rule rule)
{
	const signed char own = engine->options->severities[rule];
	return own == QZ_SEVERITY_OFF || (own == QZ_SEVERITY_OWN && engine->policy && engine->policy->severities[rule] == QZ_SEVERITY_OFF);
}

/* ---- the journey ---- */

static char *head_text(const xmlNode *list, const char *name, struct qz_diag *diag)
{
	const xmlNode *node = qz_xml_child(qz_xml_child(list, "head"), name);
	struct qz_buf text;
	qz_buf_init(&text);
	if (node)
		qz_xml_text(node, &text);
	char *result = qz_buf_take(&text);
	diag->failed |= !result;
	return result;
}

/* What reports say of the list as a whole. */
static void describe_list(const xmlDoc *doc, struct qz_result *result)
{
	const xmlNode *list = xmlDocGetRootElement(doc);
	result->items = count_items(doc);
	result->title = head_text(list, "title", &result->diag);
	result->body = head_text(list, "body", &result->diag);
}

/* A file is named by its path below the folder that was searched, so that the table of decisions holds wherever that folder is. */
static void put_file_name(const char *path, const char *stem, struct qz_buf *file)
{
	const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
	qz_buf_init(file);
	qz_buf_printf(file, "%s%s", stem, dot ? dot : "");
}

static void write_open_decisions(const xmlDoc *doc, const char *path, const char *stem, const struct qz_messages *messages, struct qz_result *result)
{
	struct qz_buf file;
	put_file_name(path, stem, &file);
	qz_decisions_write(file.failed ? "" : file.data, doc, &result->diag, messages, &result->decisions);
	result->diag.failed |= file.failed || result->decisions.failed;
	qz_buf_done(&file);
}

static void show_judged(const struct qz_engine *engine, const xmlDoc *doc, const char *path, const char *stem, struct qz_diag *diag)
{
	struct qz_buf file;
	put_file_name(path, stem, &file);
	qz_engine_set_severities(engine, diag);
	engine->watch->judged(engine->watch->context, engine, doc, file.failed ? "" : file.data, diag);
	diag->failed |= file.failed;
	qz_buf_done(&file);
}

/* A Word file or workbook without its appendix goes to the files: refused while errors stand, unless they are allowed. */
static enum qz_status refuse_filing(const struct qz_engine *engine, struct qz_diag *diag)
{
	const struct qz_options *options = engine->options;
	char errors[24];
	if (options->allow_errors || !qz_options_file(options))
		return QZ_OK;
	qz_engine_set_severities(engine, diag);
	if (diag->totals[QZ_ERROR] == 0)
		return QZ_OK;
	snprintf(errors, sizeof errors, "%zu", diag->totals[QZ_ERROR]);
	qz_diag_add(diag, QZ_RULE_FILING_REFUSED, NULL, "errors", errors, NULL);
	return QZ_FINDINGS;
}

/* Whether the list may be filed: behind the waivers, as a fault that is an error already is not said again. */
static enum qz_status judge_filing(const struct qz_engine *engine, xmlDoc *doc, struct qz_diag *diag)
{
	if (!engine->filing || qz_is_marked(doc))
		return QZ_OK;
	qz_engine_set_severities(engine, diag);
	if (qz_schema_check_filing(engine->filing, doc, engine->options->limits.findings, diag) < 0)
		return QZ_INPUT;
	qz_findings_locate(doc, diag);
	return QZ_OK;
}

/* What the office says about the list; an option of its own goes before the table. A joined list goes by its own name. */
static void state_meta(const struct qz_engine *engine, xmlDoc *doc, const char *path, const char *stem, struct qz_diag *diag)
{
	const char *values[QZ_META_KEYS] = {NULL};
	const char *file = qz_xml_attr(qz_xml_child(xmlDocGetRootElement(doc), "table"), "file") ? stem : path, *slash = strrchr(file, '/');
	if (engine->meta && !qz_meta_table_find(engine->meta, file, stem, values))
		qz_diag_add(diag, QZ_RULE_META_MISSING, NULL, "name", slash ? slash + 1 : file, "file", engine->options->meta_file, NULL);
	for (size_t i = 0; i < QZ_META_KEYS; i++)
		values[i] = engine->options->meta[i] ? engine->options->meta[i] : values[i];
	diag->failed |= qz_meta_write(doc, values) != 0;
	const char *number = values[qz_meta_find("number", strlen("number"))];
	if (number && !qz_meta_number_is_fine(number))
		qz_diag_add(diag, QZ_RULE_DOCUMENT_NUMBER_FORM, NULL, "value", number, NULL);
}

/* Steps 4 to 6, for one document or several joined. */
static enum qz_status finish(struct qz_engine *engine, xmlDoc *doc, const struct qz_inputs *inputs, const char *stem, struct qz_result *result)
{
	const struct qz_options *options = engine->options;
	const char *path = inputs->paths[0];
	const struct qz_decide_input input = {.path = path, .one_of_several = options->one_of_several, .vocabulary = engine->vocabulary};
	settle_document(engine, &input, doc, &result->diag);
	state_meta(engine, doc, path, stem, &result->diag);
	enum qz_status status = qz_engine_ran_short(engine, &result->diag) ? QZ_INPUT : judge_document(engine, &input, doc, &result->diag);
	qz_findings_locate(doc, &result->diag);
	if (status == QZ_OK && engine->decisions)
		qz_decisions_waive(engine->decisions, &input, doc, &result->diag);
	if (status == QZ_OK && engine->decisions)
		qz_decisions_total(engine->decisions, &result->diag);
	if (status == QZ_OK)
		status = judge_filing(engine, doc, &result->diag);
	if (status == QZ_OK && options->write_decisions)
		write_open_decisions(doc, path, stem, options->write_decisions, result);
	if (status == QZ_OK && engine->watch && !qz_is_marked(doc))
		show_judged(engine, doc, path, stem, &result->diag);
	if (status == QZ_OK)
		describe_list(doc, result);
	if (status == QZ_OK && engine->options->digest)
		qz_digest(doc, engine->vocabulary, &result->digest);
	result->diag.failed |= result->digest.failed;
	if (status == QZ_OK)
		status = refuse_filing(engine, &result->diag);
	if (status == QZ_OK && !qz_engine_ran_short(engine, &result->diag))
		status = qz_engine_emit(engine, doc, inputs, stem, result);
	return status;
}

/* What failed without a finding of its own failed for memory. */
enum qz_status qz_engine_conclude(struct qz_engine *engine, struct qz_result *result, enum qz_status status)
{
	qz_stages_rest(engine->stages);
	qz_stages_rest(engine->marked);
	result->diag.failed |= status != QZ_OK && result->diag.totals[QZ_ERROR] == 0;
	qz_engine_set_severities(engine, &result->diag);
	if (!qz_engine_ran_short(engine, &result->diag))
		return status;
	qz_diag_add(&result->diag, QZ_RULE_OUT_OF_MEMORY, NULL, NULL);
	return status > QZ_INPUT ? status : QZ_INPUT;
}

static unsigned list_answers(const struct qz_decide_offer *offer)
{
	return (offer->accept ? QZ_MARK_ACCEPT : 0u) | (offer->change ? QZ_MARK_CHANGE : 0u) | (offer->waive ? QZ_MARK_WAIVE : 0u);
}

/*
 * The workbook with what was found in it, and what may be decided. `marks`: of an earlier time.
 * `places`: of the findings; NULL: their own.
 */
static bool mark_workbook(const struct qz_options *options, const void *bytes, size_t len, const xmlDoc *doc,
			  const struct qz_marks *marks, char **places, struct qz_result *result)
{
	const size_t count = result->diag.count;
	struct qz_decide_offer *offers = qz_decisions_offers(doc, &result->diag, options->mark);
	struct qz_mark_offer *shown = calloc(count + 1, sizeof *shown);
	result->diag.failed |= !offers || !shown;
	bool done = offers && shown;
	for (size_t i = 0; done && i < count; i++)
		shown[i] = (struct qz_mark_offer){offers[i].suggested, offers[i].key, list_answers(&offers[i])};
	const struct qz_mark_how how = {
		.limits = &options->limits,
		.words = options->mark,
		.info = options->mark_info,
		.chinese = !options->language || strncmp(options->language, "zh", 2) == 0,
		.replaces = marks->sheet,
		.answers = marks->answers,
		.places = (const char *const *)places,
		.offers = shown,
	};
	done = done && qz_mark_workbook(bytes, len, &how, &result->diag, &result->only);
	free(shown);
	qz_decisions_offers_free(offers, count);
	return done;
}

/* The list as a workbook of ours with what was found in it: for inputs that are no workbook that can be marked itself. */
static enum qz_status mark_clean(struct qz_engine *engine, xmlDoc *doc, struct qz_result *result)
{
	static const struct qz_marks unmarked = {0};
	struct qz_buf book, sheets;
	qz_buf_init(&book);
	qz_buf_init(&sheets);
	enum qz_status status = qz_engine_clean(engine, doc, &book, &sheets, &result->diag);
	const size_t count = result->diag.count;
	char **places = status == QZ_OK ? qz_sheets_places(doc, sheets.data, &result->diag) : NULL;
	result->diag.failed |= status == QZ_OK && !places;
	if (places && !mark_workbook(engine->options, book.data, book.len, doc, &unmarked, places, result))
		status = QZ_OUTPUT;
	qz_sheets_places_free(places, count);
	qz_buf_done(&book);
	qz_buf_done(&sheets);
	return status;
}

/* The workbook that was read with what was found in it. */
static enum qz_status mark_findings(struct qz_engine *engine, const struct qz_source *source, xmlDoc *doc, struct qz_result *result)
{
	qz_engine_set_severities(engine, &result->diag);
	if (!source->reader || strcmp(source->reader->name, "xlsx") != 0 || !source->bytes)
		return mark_clean(engine, doc, result);
	return mark_workbook(engine->options, source->bytes, source->len, doc, &source->marks, NULL, result) ? QZ_OK : QZ_OUTPUT;
}

/* Steps 2 to 6 of a source that is open, or could not be opened (status). */
static enum qz_status run(struct qz_engine *engine, struct qz_source *source, enum qz_status status, const char *path, const char *stem, struct qz_result *result)
{
	xmlDoc *doc = NULL;
	if (status == QZ_OK)
		status = make_document(engine, source, &doc, &result->diag);
	if (!engine->options->mark)
		qz_source_done(source);
	if (status == QZ_OK)
		status = finish(engine, doc, &(struct qz_inputs){.paths = &path, .count = 1}, stem, result);
	if (status == QZ_OK && engine->options->mark)
		status = mark_findings(engine, source, doc, result);
	if (engine->options->mark)
		qz_source_done(source);
	xmlFreeDoc(doc);
	return qz_engine_conclude(engine, result, status);
}

enum qz_status qz_engine_run(struct qz_engine *engine, const char *path, const char *stem, struct qz_result *result)
{
	struct qz_source source = {0};
	engine->shortages = qz_shortages();
	enum qz_status status = open_source(engine->options, path, &source, &result->diag);
	return run(engine, &source, status, path, stem, result);
}

enum qz_status qz_engine_run_bytes(struct qz_engine *engine, const char *name, const void *bytes, size_t len, const char *stem, struct qz_result *result)
{
	const struct qz_named_bytes input = {name, bytes, len};
	struct qz_source source = {0};
	engine->shortages = qz_shortages();
	enum qz_status status = copy_source(engine->options, &input, &source, &result->diag);
	return run(engine, &source, status, name, stem, result);
}

/* Findings of one of several inputs name its file. */
static void name_file(struct qz_diag *diag, size_t from, const char *file)
{
	for (size_t i = from; i < diag->count; i++) {
		struct qz_finding *finding = &diag->findings[i];
		struct qz_buf pos;
		qz_buf_init(&pos);
		qz_buf_printf(&pos, "%s%s%s", file, finding->pos ? ":" : "", finding->pos ? finding->pos : "");
		free(finding->pos);
		finding->pos = qz_buf_take(&pos);
		diag->failed |= !finding->pos;
	}
}

/* What is decided on findings, in a list that is not judged otherwise: only what became of the decisions is said. */
static void amend_unjudged(const struct qz_engine *engine, const struct qz_decide_input *input, xmlDoc *doc, struct qz_diag *diag)
{
	const struct qz_rules_options how = {.vocabulary = engine->vocabulary, .laws = engine->laws, .policy = engine->policy, .as_of = engine->options->as_of};
	struct qz_diag judged;
	qz_diag_init(&judged);
	qz_rules_check(doc, &how, &judged);
	qz_decisions_amend(engine->decisions, input, doc, 0, &judged);
	bool *keep = calloc(judged.count + 1, sizeof *keep);
	for (size_t i = 0; keep && i < judged.count; i++)
		keep[i] = judged.findings[i].rule == QZ_RULE_DECISION_APPLIED || judged.findings[i].rule == QZ_RULE_DECISION_STALE;
	if (keep)
		qz_diag_filter(&judged, keep);
	diag->failed |= !keep;
	if (keep)
		qz_diag_take(diag, &judged);
	free(keep);
	qz_diag_done(&judged);
}

/* Steps 2 and 3 of a source that is open, or could not be opened (status). */
static enum qz_status read_source(struct qz_engine *engine, struct qz_source *source, enum qz_status status, const char *path, xmlDoc **doc, struct qz_diag *diag, size_t before)
{
	const struct qz_decide_input input = {.path = path, .one_of_several = true, .vocabulary = engine->vocabulary};
	if (status == QZ_OK)
		status = make_document(engine, source, doc, diag);
	if (status == QZ_OK)
		settle_document(engine, &input, *doc, diag);
	if (status == QZ_OK && engine->decisions && engine->policy && !qz_is_marked(*doc))
		amend_unjudged(engine, &input, *doc, diag);
	if (status == QZ_OK && qz_schema_check(engine->list, *doc, QZ_RULE_SCHEMA_INVALID, engine->options->limits.findings, diag) != 0)
		status = QZ_INPUT;
	name_file(diag, before, source->name ? source->name : path);
	qz_source_done(source);
	return status;
}

enum qz_status qz_engine_read(struct qz_engine *engine, const char *path, xmlDoc **doc, struct qz_diag *diag)
{
	struct qz_source source = {0};
	const size_t before = diag->count;
	*doc = NULL;
	return read_source(engine, &source, open_source(engine->options, path, &source, diag), path, doc, diag, before);
}

enum qz_status qz_engine_read_bytes(struct qz_engine *engine, const struct qz_named_bytes *input, xmlDoc **doc, struct qz_diag *diag)
{
	struct qz_source source = {0};
	const size_t before = diag->count;
	*doc = NULL;
	return read_source(engine, &source, copy_source(engine->options, input, &source, diag), input->name, doc, diag, before);
}

/* Steps 1 to 3 of one more input, joined to *whole (NULL: it is the first). */
static enum qz_status add_part(struct qz_engine *engine, const char *path, xmlDoc **whole, struct qz_diag *diag)
{
	struct qz_source source = {0};
	xmlDoc *part = NULL;
	size_t before = diag->count;
	enum qz_status status = open_source(engine->options, path, &source, diag);
	if (status == QZ_OK)
		status = make_document(engine, &source, &part, diag);
	name_file(diag, before, source.name ? source.name : path);
	if (part && qz_join(*whole ? *whole : part, part, source.name) != 0)
		diag->failed = true;
	if (!*whole)
		*whole = part;
	else
		xmlFreeDoc(part);
	qz_source_done(&source);
	return status;
}

enum qz_status qz_engine_join(struct qz_engine *engine, const char *const *paths, size_t count, const char *stem, struct qz_result *result)
{
	xmlDoc *whole = NULL;
	enum qz_status status = QZ_OK;
	engine->shortages = qz_shortages();
	for (size_t i = 0; i < count; i++) {
		enum qz_status one = add_part(engine, paths[i], &whole, &result->diag);
		status = one > status ? one : status;
	}
	if (whole)
		result->diag.failed |= qz_title_settle(whole, engine->vocabulary) != 0;
	if (status == QZ_OK && whole && !result->diag.failed)
		status = finish(engine, whole, &(struct qz_inputs){.paths = paths, .count = count}, stem, result);
	if (status == QZ_OK && whole && engine->options->mark) {
		qz_engine_set_severities(engine, &result->diag);
		status = mark_clean(engine, whole, result);
	}
	xmlFreeDoc(whole);
	return qz_engine_conclude(engine, result, status);
}

void qz_decisions_labels(bool chinese, struct qz_buf *out)
{
	qz_decisions_write_labels(chinese, out);
}
