/*
 * Steps 5 and 6 of the journey, for engine.h: a document becomes a result tree
 * by a stylesheet, and that the bytes of an output. All outputs of an input are
 * written, or none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/sink.h"
#include "base/xml.h"
#include "check/in_force.h"
#include "emit/draw.h"
#include "emit/layout.h"
#include "emit/plan.h"
#include "emit/profile.h"
#include "emit/sheet.h"
#include "emit/title.h"
#include "engine.h"
#include "report/changes.h"
#include "report/gathered.h"
#include "report/notes.h"

/* Behind the outputs of the backends a marked document has one as JSON. */
#define JSON QZ_BACKENDS
#define OUTPUTS (QZ_BACKENDS + 1)

#define TITLE_WIDTH 20 /* characters of 22 pt on 156 mm: a line of the cover's title */

const char *qz_comparison_name(size_t index)
{
	bool holds = index >= QZ_BACKENDS || qz_backends[index].marked || !qz_backends[index].stylesheet;
	return index == JSON ? "json" : holds ? qz_backend_name(index) : "";
}

/* Says what the page leaves out. */
static void tell_left_out(const struct qz_left_out *left_out, struct qz_diag *diag)
{
	char omitted[24] = "";
	if (left_out->omitted)
		snprintf(omitted, sizeof omitted, "%zu", left_out->omitted);
	if (left_out->labels.len || left_out->empty.len || left_out->omitted)
		qz_diag_add(diag, QZ_RULE_PROFILE_APPLIED, NULL, "profile", left_out->profile, "columns", left_out->labels.data, "empty", left_out->empty.data,
			    "omitted", omitted, NULL);
}

/* What of the document the page shows. */
static enum qz_status leave_out(const struct qz_engine *engine, const xmlDoc *doc, struct qz_left_out *left_out, struct qz_diag *diag)
{
	int applied = engine->profiles && !qz_is_marked(doc) ? qz_profiles_apply(engine->profiles, doc, left_out) : 0;
	diag->failed |= applied < 0;
	if (applied > 0)
		qz_diag_add(diag, QZ_RULE_PROFILE_EMPTY, NULL, "profile", left_out->profile, NULL);
	else if (applied == 0)
		tell_left_out(left_out, diag);
	return applied == 0 ? QZ_OK : QZ_INPUT;
}

static bool put_articles(void *context, const char *law, const char *articles, struct qz_buf *text, char version[11])
{
	const struct qz_engine *engine = context;
	return qz_in_force_put(engine->texts, engine->laws, law, articles, engine->options->as_of, text, version);
}

/* Puts the findings into the document, in the language of the outputs, where an output shows them: beside their items, and gathered. */
static enum qz_status note_findings(const struct qz_engine *engine, xmlDoc *doc, struct qz_diag *diag)
{
	const struct qz_options *options = engine->options;
	bool noted = true;
	if (!engine->messages || qz_is_marked(doc))
		return QZ_OK;
	const struct qz_notes_articles articles = {(void *)(uintptr_t)engine, put_articles};
	const bool shown = options->with_findings && engine->texts && engine->laws;
	qz_engine_set_severities(engine, diag);
	const struct qz_notes_articles *laws = shown ? &articles : NULL;
	if ((options->with_findings && engine->profiles) || (options->appendix && qz_options_want(options, "xlsx")))
		noted = qz_notes_add(doc, diag, engine->messages, laws) == 0;
	if (options->appendix && qz_options_want(options, "docx"))
		noted = noted && qz_gathered_add(doc, diag, engine->messages, laws) == 0;
	diag->failed |= !noted;
	return noted ? QZ_OK : QZ_INPUT;
}

static bool is_single(const struct qz_options *options)
{
	return options->mark || (options->folder && strcmp(options->folder, "-") == 0);
}

/* The outputs that a page offers for download; none where they do not stand beside it. */
static void put_downloads(const struct qz_options *options, struct qz_buf *out)
{
	static const char *const offered[] = {"docx", "xlsx", "pdf"};
	for (size_t i = 0; i < sizeof offered / sizeof *offered && !is_single(options); i++)
		if (qz_options_want(options, offered[i]))
			qz_buf_printf(out, "%s%s", out->len ? " " : "", offered[i]);
}

/* The last name of a path as a relative address (RFC 3986): all but unreserved characters are percent-encoded. */
static void put_address(const char *stem, struct qz_buf *out)
{
	const char *slash = strrchr(stem, '/');
	for (const char *at = slash ? slash + 1 : stem; *at; at++) {
		const unsigned char c = (unsigned char)*at;
		const bool plain = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || strchr("-._~", c);
		qz_buf_printf(out, plain ? "%c" : "%%%02X", c);
	}
}

/* Whether an output that is asked for cannot hold two revisions; that is said. */
static bool is_unfit(const struct qz_engine *engine, const xmlDoc *doc, struct qz_diag *diag)
{
	for (size_t i = 0; i < QZ_BACKENDS && qz_is_marked(doc); i++) {
		const bool wanted = (engine->options->outputs >> i & 1) || (engine->options->mark && strcmp(qz_backends[i].name, "xlsx") == 0);
		if (!wanted || qz_backends[i].marked || !qz_backends[i].stylesheet)
			continue;
		qz_diag_add(diag, QZ_RULE_OUTPUT_UNFIT, NULL, "output", qz_backends[i].name, NULL);
		return true;
	}
	return false;
}

/* What the stylesheets of workbooks are told, which marks the items of the document. */
static enum qz_status measure_sheets(const struct qz_engine *engine, xmlDoc *doc, struct qz_buf *sheets, struct qz_buf *types, struct qz_diag *diag)
{
	const struct qz_sheet_options how = {.paper = engine->options->paper, .standard = engine->options->standard_columns};
	if (!qz_options_want(engine->options, "xlsx") && !engine->options->mark)
		return QZ_OK;
	int result = qz_sheets_measure(doc, &how, sheets, diag);
	qz_sheets_types(engine->vocabulary, types);
	diag->failed |= result < 0 || types->failed;
	return result == 0 && !diag->failed ? QZ_OK : QZ_INPUT;
}

/* Tells the stylesheets of data their columns. */
static void plan_columns(const struct qz_engine *engine, xmlDoc *doc, struct qz_diag *diag)
{
	const struct qz_options *options = engine->options;
	const struct qz_plan_options how = {.mapping = engine->mapping, .standard = options->standard_columns};
	const bool csv = qz_options_want(options, "csv"), rows = csv || (engine->mapping && qz_options_want(options, "json"));
	if (rows && !qz_is_marked(doc))
		diag->failed |= qz_plan_put(doc, &how) != 0 || qz_plan_judge(doc, csv && !options->csv_guarded, diag) != 0;
}

/* Step 5 for all outputs that have stylesheets; what workbooks were told goes to `sheets`. NULL with a finding (or when memory ran out). */
static struct qz_draw *draw(struct qz_engine *engine, xmlDoc *doc, const struct qz_left_out *left_out, const char *stem, struct qz_buf *sheets, struct qz_diag *diag)
{
	const struct qz_options *options = engine->options;
	const char *columns = left_out->columns.data, *parts = left_out->parts.data;
	struct qz_buf downloads, beside, title, types;
	qz_buf_init(&downloads);
	qz_buf_init(&beside);
	qz_buf_init(&title);
	qz_buf_init(&types);
	put_downloads(options, &downloads);
	put_address(stem, &beside);
	const char *paper = options->paper ? options->paper : qz_is_marked(doc) ? "a4" : NULL;
	plan_columns(engine, doc, diag);
	if (qz_options_want(options, "docx"))
		diag->failed |= qz_layout_mark(doc, &paper) != 0 || qz_title_lines(doc, TITLE_WIDTH, &title) != 0;
	diag->failed |= downloads.failed || beside.failed || title.failed;
	bool measured = !is_unfit(engine, doc, diag) && measure_sheets(engine, doc, sheets, &types, diag) == QZ_OK;
	const char *const params[] = {"title-lines", title.data ? title.data : "",
				      "sheets", sheets->len ? "measured" : "",
				      "power-types", types.data ? types.data : "",
				      "sheet-paper", options->paper ? options->paper : "a4",
				      "lang",	 options->language ? options->language : "zh-CN",
				      "annex",	 options->annex ? options->annex : "",
				      "appendix", options->appendix && !options->mark ? "yes" : "no",
				      "index",	 options->list_items ? "items" : "types",
				      "paper",	 paper ? paper : "a4",
				      "breaks", qz_xml_has_breaks(xmlDocGetRootElement(doc)) ? "yes" : "no",
				      "findings", options->with_findings ? "yes" : "no",
				      "kept", options->list_kept ? "yes" : "no",
				      "left-out-columns", columns ? columns : "",
				      "left-out-parts", parts ? parts : "",
				      "guard", options->csv_guarded ? "yes" : "no",
				      "fragment", options->fragment ? "yes" : "no",
				      "downloads", downloads.data && !downloads.failed ? downloads.data : "",
				      "beside", beside.data && !beside.failed ? beside.data : "",
				      "plain-labels", left_out->plain.data ? left_out->plain.data : "",
				      NULL};
	const struct qz_draw_options how = {.stages = qz_is_marked(doc) ? engine->marked : engine->stages, .params = params, .whole = qz_is_marked(doc),
					    .resources = options->resources, .packed = engine->packed,
					    .folder = is_single(options) ? NULL : options->folder ? options->folder : ".", .width = options->width,
					    .items = options->chunk, .threads = options->threads ? options->threads : 1, .pace = options->pace};
	struct qz_draw *drawn = !measured || qz_engine_ran_short(engine, diag) ? NULL : qz_draw_new(doc, &how, diag);
	qz_buf_done(&downloads);
	qz_buf_done(&beside);
	qz_buf_done(&title);
	qz_buf_done(&types);
	return drawn;
}

static char *output_path(const char *folder, const char *stem, size_t backend)
{
	struct qz_buf path;
	qz_buf_init(&path);
	qz_buf_printf(&path, "%s/%s.%s", folder, stem, backend == JSON ? "json" : qz_backend_name(backend));
	return qz_buf_take(&path);
}

/* An output on its way. */
struct sending {
	struct qz_engine *engine;
	xmlDoc *doc;
	const struct qz_draw *drawn;
	const struct qz_inputs *inputs; /* with the files that options name */
	const char *stem;
	struct qz_pending pending[OUTPUTS];
	struct qz_result *result;
};

/* Step 6: the bytes of an output. */
static int put_output(const struct sending *sending, size_t backend, const struct qz_sink *sink)
{
	if (backend == JSON)
		return qz_changes_json(sending->doc, sink);
	return qz_backends[backend].stylesheet ? qz_draw_put(sending->drawn, backend, sink) : qz_xml_put(sending->doc, sink);
}

/* Into a temporary file, which stays open until all outputs are there. */
static enum qz_status put_into_file(struct sending *sending, size_t backend, const char *folder, const char *below)
{
	const struct qz_options *options = sending->engine->options;
	struct qz_pending *pending = &sending->pending[backend];
	struct qz_diag *diag = &sending->result->diag;
	enum qz_status status = qz_pending_open(pending, folder, below, sending->inputs, diag);
	if (status != QZ_OK)
		return status;
	const struct qz_sink sink = qz_pending_sink(pending);
	bool put = put_output(sending, backend, &sink) == 0;
	if (!put && !pending->error) {
		diag->failed = true;
		return QZ_INPUT;
	}
	if (pending->error)
		return qz_pending_close(pending, false, diag);
	if (!options->unsynced)
		qz_pending_send(pending);
	return QZ_OK;
}

static enum qz_status send_output(struct sending *sending, size_t backend)
{
	const struct qz_options *options = sending->engine->options;
	struct qz_result *result = sending->result;
	const char *folder = options->folder ? options->folder : ".";
	if (strcmp(folder, "-") == 0) {
		const struct qz_sink sink = qz_sink_to_buf(&result->only);
		result->diag.failed |= put_output(sending, backend, &sink) != 0;
		return result->diag.failed ? QZ_INPUT : QZ_OK;
	}
	if (!result->written)
		result->written = calloc(OUTPUTS, sizeof *result->written);
	char *path = result->written ? output_path(folder, options->stored_as ? options->stored_as : sending->stem, backend) : NULL;
	if (!path) {
		result->diag.failed = true;
		return QZ_OUTPUT;
	}
	result->written[result->nwritten++] = path;
	return put_into_file(sending, backend, folder, path + strlen(folder) + 1);
}

/* The document itself goes first: findings that are put into it are no part of it. */
static enum qz_status send_outputs(struct sending *sending)
{
	const struct qz_options *options = sending->engine->options;
	struct qz_diag *diag = &sending->result->diag;
	struct qz_left_out left_out = {0};
	struct qz_draw *drawn = NULL;
	struct qz_buf sheets;
	qz_buf_init(&sheets);
	enum qz_status status = leave_out(sending->engine, sending->doc, &left_out, diag);
	for (size_t i = 0; i < OUTPUTS && status == QZ_OK; i++) {
		if (!(options->outputs >> i & 1))
			continue;
		if (i != JSON && qz_backends[i].stylesheet && !drawn) {
			status = note_findings(sending->engine, sending->doc, diag);
			sending->drawn = drawn = status == QZ_OK ? draw(sending->engine, sending->doc, &left_out, sending->stem, &sheets, diag) : NULL;
			status = drawn ? QZ_OK : QZ_INPUT;
		}
		if (status == QZ_OK)
			status = send_output(sending, i);
	}
	qz_draw_free(drawn);
	qz_left_out_done(&left_out);
	qz_buf_done(&sheets);
	return status;
}

static size_t find_backend(const char *name)
{
	size_t i = 0;
	while (i + 1 < QZ_BACKENDS && strcmp(qz_backends[i].name, name) != 0)
		i++;
	return i;
}

enum qz_status qz_engine_clean(struct qz_engine *engine, xmlDoc *doc, struct qz_buf *book, struct qz_buf *sheets, struct qz_diag *diag)
{
	const struct qz_left_out nothing = {0};
	const struct qz_sink sink = qz_sink_to_buf(book);
	struct qz_draw *drawn = draw(engine, doc, &nothing, "", sheets, diag);
	bool put = drawn && qz_draw_put(drawn, find_backend("xlsx"), &sink) == 0;
	diag->failed |= drawn && !put;
	qz_draw_free(drawn);
	return put ? QZ_OK : QZ_OUTPUT;
}

/* Writes every output to a temporary file first; names appear only when all are there. */
enum qz_status qz_engine_emit(struct qz_engine *engine, xmlDoc *doc, const struct qz_inputs *inputs, const char *stem, struct qz_result *result)
{
	const struct qz_options *options = engine->options;
	const char *const named[] = {options->decisions, options->meta_file, options->labels, options->laws, options->rules, options->profile};
	const struct qz_inputs all = {.paths = named, .count = sizeof named / sizeof *named, .also = inputs};
	struct sending sending = {.engine = engine, .doc = doc, .inputs = &all, .stem = stem, .result = result};
	if (!options->outputs)
		return QZ_OK;
	enum qz_status status = send_outputs(&sending);
	if (qz_engine_ran_short(engine, &result->diag) && status == QZ_OK)
		status = QZ_OUTPUT;
	for (size_t i = 0; i < OUTPUTS && status == QZ_OK; i++)
		if (sending.pending[i].open)
			status = qz_pending_close(&sending.pending[i], !options->unsynced, &result->diag);
	for (size_t i = 0; i < OUTPUTS; i++) {
		if (status == QZ_OK && sending.pending[i].path)
			status = qz_pending_commit(&sending.pending[i], &result->diag);
		else
			qz_pending_abandon(&sending.pending[i]);
	}
	return status;
}
