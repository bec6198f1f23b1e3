/*
 * Fuzzing the reader of a clerk's decisions, a table of text that anyone may have
 * written, and what applies it: to a small list with citations of an old text.
 * Whatever is decided, the list has to stay one by its schema, and every text that
 * is replaced has to be kept.
 */
#include "source.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/xml.h"
#include "check/laws.h"
#include "check/rules.h"
#include "check/schema.h"
#include "data.h"
#include "decide/decisions.h"
#include "model/normalise.h"
#include "promises.h"
#include "quanze.h"
#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Data that begins as XML is the parts of a workbook, divided by 0xFF. */
static const char *const parts[] = {"xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"};
static const char list_path[] = "tests/cases/rules/recited.tsv";
static struct qz_limits limits;
static struct qz_vocabulary *vocabulary;
static struct qz_laws *laws;
static struct qz_policy *policy;
static struct qz_schema *schema;
static xmlDoc *list;

static struct qz_table *read_table(const char *name, const uint8_t *data, size_t size, struct qz_source *source, struct qz_diag *diag)
{
	const struct qz_open_options options = {.keep_own = true};
	struct qz_table *table = NULL;
	char *bytes = malloc(size + 1);
	require(bytes);
	memcpy(bytes, data, size);
	bytes[size] = '\0';
	if (qz_source_take_bytes(source, name, bytes, size, &options, &limits, diag) == QZ_OK && qz_read(source, &limits, &table, diag) == QZ_OK)
		return table;
	qz_table_free(table);
	return NULL;
}

static void set_up(void)
{
	static struct qz_options options;
	const struct qz_normalise_options how = {.language = "zh-CN"};
	struct qz_source source = {0};
	struct qz_diag diag;
	char *bytes;
	size_t len;
	if (list)
		return;
	qz_xml_init();
	qz_diag_init(&diag);
	qz_options_init(&options);
	qz_limits_init(&limits);
	vocabulary = qz_vocabulary_load(NULL, &diag);
	laws = qz_data_laws(&options, &diag);
	policy = qz_data_policy(&options, &diag);
	schema = qz_schema_open(NULL, "xsd/quanze-list.xsd", &diag);
	require(vocabulary && laws && policy && schema);
	require(qz_file_read(list_path, &limits, &bytes, &len, &diag) == QZ_OK);
	struct qz_table *table = read_table("recited.tsv", (const uint8_t *)bytes, len, &source, &diag);
	require(table && qz_normalise(&source, table, vocabulary, &how, &list, &diag) == QZ_OK);
	free(bytes);
	qz_table_free(table);
	qz_source_done(&source);
	qz_diag_done(&diag);
	limits.cells = 100000;
	limits.cell_bytes = 1u << 20;
}

/* All that a run does with decisions; the document afterwards. */
static void decide(const struct qz_decisions *decisions, xmlDoc *doc)
{
	const struct qz_decide_input input = {.path = list_path, .vocabulary = vocabulary};
	const struct qz_rules_options how = {.vocabulary = vocabulary, .laws = laws, .policy = policy, .as_of = "2026-11-24"};
	struct qz_diag diag;
	qz_diag_init(&diag);
	qz_decisions_apply(decisions, &input, doc, &diag);
	size_t first = diag.count;
	qz_rules_check(doc, &how, &diag);
	if (qz_decisions_amend(decisions, &input, doc, first, &diag))
		qz_rules_check(doc, &how, &diag);
	qz_decisions_waive(decisions, &input, doc, &diag);
	require(!diag.failed);
	require(qz_schema_check(schema, doc, QZ_RULE_SCHEMA_INVALID, 10, &diag) == 0);
	qz_diag_done(&diag);
}

/* Where a field has another text than before, the one before stands beside it. */
static void compare(const xmlNode *before, const xmlNode *after)
{
	struct qz_buf one, other;
	qz_buf_init(&one);
	qz_buf_init(&other);
	for (; before && after; before = qz_xml_next(before, NULL), after = qz_xml_next(after, NULL)) {
		qz_buf_clear(&one);
		qz_buf_clear(&other);
		qz_xml_text(before, &one);
		qz_xml_text(after, &other);
		require((one.len == other.len && memcmp(one.data, other.data, one.len) == 0) || qz_xml_attr(after, "found"));
	}
	qz_buf_done(&one);
	qz_buf_done(&other);
}

static void compare_lists(xmlDoc *doc)
{
	const xmlNode *before = qz_xml_child(qz_xml_child(xmlDocGetRootElement(list), "table"), "item");
	const xmlNode *after = qz_xml_child(qz_xml_child(xmlDocGetRootElement(doc), "table"), "item");
	for (; before && after; before = qz_xml_next(before, "item"), after = qz_xml_next(after, "item"))
		compare(qz_xml_child(before, NULL), qz_xml_child(after, NULL));
	require(!before && !after);
}

static void apply(const struct qz_decisions *decisions)
{
	xmlDoc *doc = xmlCopyDoc(list, 1);
	require(doc);
	decide(decisions, doc);
	compare_lists(doc);
	xmlFreeDoc(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct qz_source source = {0};
	struct qz_diag diag;
	set_up();
	qz_diag_init(&diag);
	struct qz_buf book;
	qz_buf_init(&book);
	if (size && data[0] == '<')
		pack_parts(parts, sizeof parts / sizeof *parts, data, size, &book);
	struct qz_table *table = book.len ? read_table("decisions.xlsx", (const uint8_t *)book.data, book.len, &source, &diag) : read_table("decisions.csv", data, size, &source, &diag);
	qz_buf_done(&book);
	size_t said = diag.count;
	struct qz_decisions *decisions = table ? qz_decisions_read(table, "decisions.csv", vocabulary, &diag) : NULL;
	require(!table || decisions || diag.count > said || diag.failed);
	if (decisions)
		apply(decisions);
	qz_decisions_free(decisions);
	qz_table_free(table);
	qz_source_done(&source);
	qz_diag_done(&diag);
	return 0;
}
