/*
 * The journey of lists held against a catalogue: steps 1 to 3 of the catalogue and
 * of each list (convert.c), what they differ in (catalogue/compare.h), and, of all
 * lists together, one document, its schema, stage, emit.
 */
#include <stdlib.h>
#include <string.h>

#include "base/shortage.h"
#include "base/xml.h"
#include "catalogue/compare.h"
#include "catalogue/document.h"
#include "data.h"
#include "diff/data.h"
#include "emit/sheet_parts.h"
#include "engine.h"
#include "made.h"
#include "report/catalogue.h"

struct qz_catalogue {
	struct qz_engine *engine;
	struct qz_diff_data *data;
	struct qz_catalogue_rules rules;
	xmlDoc *model, *made;
	char *file;   /* of the catalogue */
	size_t items; /* of the catalogue */
	char lacks[32];
	struct qz_catalogue_parts parts;
	size_t findings;
	unsigned long shortages; /* qz_shortages() when it began */
};

struct qz_catalogue *qz_catalogue_new(struct qz_engine *engine, unsigned level, struct qz_diag *diag)
{
	struct qz_catalogue *catalogue = calloc(1, sizeof *catalogue);
	if (!catalogue) {
		diag->failed = true;
		return NULL;
	}
	*catalogue = (struct qz_catalogue){.engine = engine, .data = qz_data_diff(engine->options, diag), .shortages = qz_shortages()};
	catalogue->rules = (struct qz_catalogue_rules){
	    .data = catalogue->data, .vocabulary = engine->vocabulary, .laws = engine->laws, .level = level};
	qz_catalogue_parts_init(&catalogue->parts);
	if (catalogue->data)
		return catalogue;
	qz_catalogue_free(catalogue);
	return NULL;
}

void qz_catalogue_free(struct qz_catalogue *catalogue)
{
	if (!catalogue)
		return;
	qz_diff_data_free(catalogue->data);
	qz_catalogue_parts_done(&catalogue->parts);
	xmlFreeDoc(catalogue->model);
	xmlFreeDoc(catalogue->made);
	free(catalogue->file);
	free(catalogue);
}

/* ---- the catalogue ---- */

static size_t count_items(const xmlDoc *doc)
{
	size_t count = 0;
	for (const xmlNode *table = qz_xml_child(xmlDocGetRootElement(doc), "table"); table; table = qz_xml_next(table, "table"))
		for (const xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			count++;
	return count;
}

/* Steps 1 to 3. Neither a catalogue nor a list is a comparison of revisions. */
static enum qz_status read_list(struct qz_engine *engine, const char *path, xmlDoc **doc, struct qz_diag *diag)
{
	engine->shortages = qz_shortages();
	enum qz_status status = qz_engine_read(engine, path, doc, diag);
	if (status == QZ_OK && qz_is_marked(*doc)) {
		qz_diag_add(diag, QZ_RULE_NOT_A_LIST, NULL, NULL);
		status = QZ_INPUT;
	}
	return status;
}

enum qz_status qz_catalogue_read_model(const struct qz_catalogue *catalogue, const char *path, struct qz_result *result)
{
	struct qz_engine *engine = catalogue->engine;
	xmlDoc *doc = NULL;
	enum qz_status status = read_list(engine, path, &doc, &result->diag);
	if (status == QZ_OK && count_items(doc) == 0) {
		qz_diag_add(&result->diag, QZ_RULE_NOT_A_LIST, NULL, NULL);
		status = QZ_INPUT;
	}
	if (status == QZ_OK && qz_xml_serialise(doc, &result->only) != 0) {
		result->diag.failed = true;
		status = QZ_INPUT;
	}
	xmlFreeDoc(doc);
	return qz_engine_conclude(engine, result, status);
}

static bool has_field(const xmlDoc *doc, const char *field)
{
	for (const xmlNode *table = qz_xml_child(xmlDocGetRootElement(doc), "table"); table; table = qz_xml_next(table, "table"))
		for (const xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			if (qz_xml_child(item, field))
				return true;
	return false;
}

bool qz_catalogue_set_model(struct qz_catalogue *catalogue, const char *file, const struct qz_result *result)
{
	static const char *const fields[] = {"powerType", "basis", "level"};
	catalogue->file = strdup(file);
	catalogue->model = qz_xml_parse(result->only.data, result->only.len, file, NULL);
	if (!catalogue->file || !catalogue->model)
		return false;
	catalogue->items = count_items(catalogue->model);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (has_field(catalogue->model, fields[i]))
			continue;
		if (*catalogue->lacks)
			strcat(catalogue->lacks, " ");
		strcat(catalogue->lacks, fields[i]);
	}
	return true;
}

/* ---- lists ---- */

enum qz_status qz_catalogue_read(const struct qz_catalogue *catalogue, const char *path, struct qz_result *result)
{
	struct qz_engine *engine = catalogue->engine;
	xmlDoc *doc = NULL;
	enum qz_status status = read_list(engine, path, &doc, &result->diag);
	if (status == QZ_OK && qz_catalogue_compare(catalogue->model, doc, &catalogue->rules, &result->only) != 0) {
		result->diag.failed = true;
		status = QZ_INPUT;
	}
	xmlFreeDoc(doc);
	return qz_engine_conclude(engine, result, status);
}

/* Why a list could not be read: its first error. */
static void add_unread(struct qz_catalogue *catalogue, const char *file, const struct qz_diag *diag, const struct qz_messages *words)
{
	struct qz_buf reason;
	size_t i = 0;
	qz_buf_init(&reason);
	while (i < diag->count && diag->findings[i].severity != QZ_ERROR)
		i++;
	if (i < diag->count)
		qz_messages_format(words, &diag->findings[i], QZ_TEXT_MESSAGE, &reason);
	qz_catalogue_parts_add_unread(&catalogue->parts, file, reason.len ? reason.data : "");
	catalogue->parts.unread.failed |= reason.failed;
	qz_buf_done(&reason);
}

bool qz_catalogue_add(struct qz_catalogue *catalogue, const char *file, enum qz_status status, const struct qz_result *result,
		      const struct qz_messages *words)
{
	if (status > QZ_FINDINGS || !result->only.len)
		add_unread(catalogue, file, &result->diag, words);
	else
		qz_catalogue_parts_add(&catalogue->parts, file, result->only.data, result->only.len);
	return !catalogue->parts.lists.failed && !catalogue->parts.unread.failed;
}

/* ---- the report ---- */

size_t qz_catalogue_findings(const struct qz_catalogue *catalogue)
{
	return catalogue->findings;
}

enum qz_status qz_catalogue_end(struct qz_catalogue *catalogue, struct qz_diag *diag)
{
	const struct qz_options *options = catalogue->engine->options;
	const struct qz_catalogue_head head = {.file = catalogue->file,
					       .version = QZ_VERSION,
					       .as_of = options->as_of,
					       .language = options->language ? options->language : "zh-CN",
					       .items = catalogue->items,
					       .lacks = catalogue->lacks};
	catalogue->made = qz_catalogue_document_make(&catalogue->parts, catalogue->model, &head, &catalogue->findings);
	return qz_made_check(options, "xsd/quanze-catalogue.xsd", catalogue->made, catalogue->shortages, diag);
}

static const struct qz_made_format formats[] = {
    {"xml", NULL, false, false},
    {"json", NULL, false, false},
    {"txt", "xslt/catalogue/text.xsl", false, true},
    {"html", "xslt/catalogue/main.xsl", false, false},
    {"docx", "xslt/catalogue/docx.xsl", true, false},
    {"xlsx", "xslt/catalogue/xlsx.xsl", true, false},
};

static size_t count_children(const xmlNode *node, const char *name)
{
	size_t count = 0;
	for (const xmlNode *at = qz_xml_child(node, name); at; at = qz_xml_next(at, name))
		count++;
	return count;
}

/* A workbook has a row for each difference, of a basis for each law; a sheet that cannot hold them is not written. */
static bool fits_sheet(const struct qz_catalogue *catalogue, struct qz_diag *diag)
{
	const xmlNode *root = xmlDocGetRootElement(catalogue->made);
	size_t rows = 1;
	for (const xmlNode *list = qz_xml_child(root, "list"); list; list = qz_xml_next(list, "list")) {
		for (const xmlNode *finding = qz_xml_child(list, "finding"); finding; finding = qz_xml_next(finding, "finding")) {
			const xmlNode *difference = qz_xml_child(finding, "difference");
			rows += !difference;
			for (; difference; difference = qz_xml_next(difference, "difference"))
				rows += qz_xml_child(difference, "citation") ? count_children(difference, "citation") : 1;
		}
	}
	return rows <= QZ_SHEET_ROWS || qz_sheet_refuse(diag, root, "rows", QZ_SHEET_ROWS, rows) == 0;
}

enum qz_status qz_catalogue_draw(const struct qz_catalogue *catalogue, const char *format, struct qz_buf *out, struct qz_diag *diag)
{
	const struct qz_made_format *found = qz_made_find(formats, sizeof formats / sizeof *formats, format);
	if (found && strcmp(found->name, "xlsx") == 0 && catalogue->made && !fits_sheet(catalogue, diag))
		return QZ_OUTPUT;
	return qz_made_draw(catalogue->engine->options, found, catalogue->made, qz_catalogue_json, out, diag);
}

const char *qz_catalogue_output_name(size_t index)
{
	return index < sizeof formats / sizeof *formats ? formats[index].name : NULL;
}
