/*
 * What all runs share: loaded once, by what the options need, and freed; and the
 * beginnings and ends of options and results.
 */
#include "engine.h"

#include <stdlib.h>
#include <string.h>

#include "base/packed.h"
#include "base/shortage.h"
#include "base/xml.h"
#include "base/zip.h"
#include "check/laws.h"
#include "check/policy.h"
#include "check/schema.h"
#include "check/texts.h"
#include "data.h"
#include "decide/decisions.h"
#include "emit/profile.h"
#include "emit/stage.h"
#include "emit/stages.h"
#include "model/meta_table.h"
#include "model/vocabulary.h"
#include "report/jsonvalue.h"
#include "report/messages.h"

bool qz_engine_ran_short(const struct qz_engine *engine, struct qz_diag *diag)
{
	diag->failed |= qz_shortages() != engine->shortages;
	return diag->failed;
}

enum qz_status qz_init(void)
{
	qz_xml_init();
	qz_stage_init();
	qz_json_init();
	qz_zip_init();
	return qz_shortages() == 0 ? QZ_OK : QZ_INPUT;
}

void qz_options_init(struct qz_options *options)
{
	*options = (struct qz_options){.judge = true, .appendix = true, .width = 80, .chunk = 64};
	qz_limits_init(&options->limits);
	memset(options->severities, QZ_SEVERITY_OWN, sizeof options->severities);
}

bool qz_options_want(const struct qz_options *options, const char *output)
{
	for (size_t i = 0; i < QZ_BACKENDS; i++)
		if ((options->outputs >> i & 1) && strcmp(qz_backends[i].name, output) == 0)
			return true;
	return false;
}

/* Whether an output tells what was found: the page where it is asked to, Word and workbooks in their appendix. Of two revisions nothing is told. */
static bool shows_findings(const struct qz_options *options)
{
	bool page = options->with_findings && qz_options_want(options, "html"), list = qz_options_want(options, "docx") || qz_options_want(options, "xlsx");
	return !options->compare && (page || (options->appendix && list));
}

bool qz_options_file(const struct qz_options *options)
{
	return !options->appendix && !options->compare && (qz_options_want(options, "docx") || qz_options_want(options, "xlsx"));
}

/* What goes to the files is judged as a submission is. */
static bool is_for_filing(const struct qz_options *options)
{
	return options->filing || (options->judge && (qz_options_file(options) || options->digest)); /* the digest counts what validate would */
}

/* All but the stylesheets. */
static bool load_parts(struct qz_engine *engine, struct qz_diag *diag)
{
	const struct qz_options *options = engine->options;
	engine->vocabulary = qz_vocabulary_load(options->resources, diag);
	engine->list = qz_schema_open(options->resources, "xsd/quanze-list.xsd", diag);
	bool ready = engine->vocabulary && engine->list;
	if (ready && options->labels)
		ready = qz_data_labels(engine->vocabulary, options, diag) == 0;
	if (ready && is_for_filing(options))
		ready = (engine->filing = qz_schema_open(options->resources, "xsd/quanze-filing.xsd", diag)) != NULL;
	if (ready && (options->judge || options->compare))
		ready = (engine->laws = qz_data_laws(options, diag)) && (engine->policy = qz_data_policy(options, diag));
	if (ready && options->judge && options->law_texts)
		ready = (engine->texts = qz_texts_open(options->law_texts, &options->limits, diag)) != NULL;
	if (ready && options->decisions)
		ready = (engine->decisions = qz_data_decisions(options, engine->vocabulary, diag)) != NULL;
	if (ready && options->mapping)
		ready = (engine->mapping = qz_data_mapping(options, diag)) != NULL;
	if (ready && options->meta_file)
		ready = (engine->meta = qz_data_meta(options, diag)) != NULL;
	if (ready && !options->compare && qz_options_want(options, "html"))
		ready = (engine->profiles = qz_data_profiles(options, diag)) != NULL;
	if (ready && shows_findings(options))
		ready = (engine->messages = qz_messages_load(options->resources, options->language ? options->language : "zh-CN", diag)) != NULL;
	if (ready && options->compare)
		ready = (engine->comparer = qz_comparer_new(engine, diag)) != NULL;
	return ready;
}

/* Stylesheets by backend, of the outputs that are wanted. */
static struct qz_stages *new_stages(const struct qz_options *options, bool marked)
{
	const char *names[QZ_BACKENDS];
	for (size_t i = 0; i < QZ_BACKENDS; i++)
		names[i] = !(options->outputs >> i & 1) && !(options->mark && strcmp(qz_backends[i].name, "xlsx") == 0) ? NULL : marked ? qz_backends[i].marked : qz_backends[i].stylesheet;
	return qz_stages_new(options->resources, names, QZ_BACKENDS);
}

/*
 * The stylesheets are opened while the rest is loaded; those built in may take longer, because they cannot fail. A list's
 * engine opens those for two revisions when it meets such a document.
 */
static bool load(struct qz_engine *engine, struct qz_diag *diag)
{
	const struct qz_options *options = engine->options;
	engine->stages = new_stages(options, false);
	engine->marked = new_stages(options, true);
	struct qz_stages *needed = options->compare ? engine->marked : engine->stages;
	engine->packed = qz_packed_new();
	if (!engine->stages || !engine->marked || !engine->packed)
		return false;
	if (options->threads > 1)
		qz_stages_begin(needed, options->threads - 1);
	if (!load_parts(engine, diag))
		return false;
	return (options->in_background && !options->resources) || qz_stages_open(needed, diag) == 0;
}

struct qz_engine *qz_engine_new(const struct qz_options *options, struct qz_diag *diag)
{
	struct qz_engine *engine = calloc(1, sizeof *engine);
	if (!engine) {
		diag->failed = true;
		qz_diag_add(diag, QZ_RULE_OUT_OF_MEMORY, NULL, NULL);
		return NULL;
	}
	engine->options = options;
	engine->shortages = qz_shortages();
	bool ready = load(engine, diag);
	if (!qz_engine_ran_short(engine, diag) && ready)
		return engine;
	if (diag->failed || diag->count == 0)
		qz_diag_add(diag, QZ_RULE_OUT_OF_MEMORY, NULL, NULL);
	qz_engine_free(engine);
	return NULL;
}

static bool differ(const char *a, const char *b)
{
	return (a == NULL) != (b == NULL) || (a && strcmp(a, b) != 0);
}

/* What a list's outputs need and an earlier list's did not. */
static bool turn_list(struct qz_engine *engine, const struct qz_options *before, struct qz_diag *diag)
{
	const struct qz_options *options = engine->options;
	bool page = qz_options_want(options, "html"), shown = shows_findings(options);
	if (!is_for_filing(options)) {
		qz_schema_close(engine->filing);
		engine->filing = NULL;
	} else if (!engine->filing && !(engine->filing = qz_schema_open(options->resources, "xsd/quanze-filing.xsd", diag))) {
		return false;
	}
	if (!page || differ(options->profile, before->profile)) {
		qz_profiles_free(engine->profiles);
		engine->profiles = NULL;
	}
	if (page && !engine->profiles && !(engine->profiles = qz_data_profiles(options, diag)))
		return false;
	if (!shown || differ(options->language, before->language)) {
		qz_messages_free(engine->messages);
		engine->messages = NULL;
	}
	if (shown && !engine->messages)
		engine->messages = qz_messages_load(options->resources, options->language ? options->language : "zh-CN", diag);
	return !shown || engine->messages;
}

bool qz_engine_turn(struct qz_engine *engine, const struct qz_options *options, struct qz_diag *diag)
{
	const struct qz_options *before = engine->options;
	unsigned kept = options->outputs;
	for (size_t i = 0; options->mark && i < QZ_BACKENDS; i++)
		kept |= strcmp(qz_backends[i].name, "xlsx") == 0 ? 1u << i : 0;
	engine->options = options;
	qz_stages_restrict(engine->stages, kept);
	qz_stages_restrict(engine->marked, kept);
	qz_decisions_free(engine->decisions);
	qz_meta_table_free(engine->meta);
	engine->decisions = NULL;
	engine->meta = NULL;
	bool ready = options->compare || turn_list(engine, before, diag);
	if (ready && options->decisions)
		ready = (engine->decisions = qz_data_decisions(options, engine->vocabulary, diag)) != NULL;
	if (ready && options->meta_file)
		ready = (engine->meta = qz_data_meta(options, diag)) != NULL;
	return ready;
}

void qz_engine_free(struct qz_engine *engine)
{
	if (!engine)
		return;
	qz_stages_free(engine->stages);
	qz_stages_free(engine->marked);
	qz_packed_free(engine->packed);
	qz_schema_close(engine->list);
	qz_schema_close(engine->filing);
	qz_schema_close(engine->diff);
	qz_laws_free(engine->laws);
	qz_texts_free(engine->texts);
	qz_policy_free(engine->policy);
	qz_decisions_free(engine->decisions);
	qz_meta_table_free(engine->meta);
	qz_profiles_free(engine->profiles);
	qz_messages_free(engine->messages);
	xmlFreeDoc(engine->mapping);
	qz_comparer_free(engine->comparer);
	qz_vocabulary_free(engine->vocabulary);
	free(engine);
}

void qz_result_init(struct qz_result *result)
{
	*result = (struct qz_result){0};
	qz_diag_init(&result->diag);
	qz_buf_init(&result->digest);
	qz_buf_init(&result->only);
	qz_buf_init(&result->decisions);
}

void qz_result_done(struct qz_result *result)
{
	for (size_t i = 0; i < result->nwritten; i++)
		free(result->written[i]);
	free(result->written);
	free(result->title);
	free(result->body);
	qz_diag_done(&result->diag);
	qz_buf_done(&result->digest);
	qz_buf_done(&result->only);
	qz_buf_done(&result->decisions);
}
