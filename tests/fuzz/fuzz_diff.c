/*
 * Fuzzing the comparison: two tables as text, divided by 0xFF, become two
 * documents and one marked one. It must be valid, and what it says of each
 * revision must be that revision: the text of every item on its side.
 */
#include "source.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/resource.h"
#include "base/xml.h"
#include "check/schema.h"
#include "diff/diff.h"
#include "model/normalise.h"
#include "promises.h"
#include "read/read.h"
#include "read/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct qz_vocabulary *vocabulary;
static struct qz_schema *list, *diff;
static struct qz_diff_data *figures;

static void load(void)
{
	struct qz_diag diag;
	if (vocabulary)
		return;
	qz_diag_init(&diag);
	qz_xml_init();
	vocabulary = qz_vocabulary_load(NULL, &diag);
	list = qz_schema_open(NULL, "xsd/quanze-list.xsd", &diag);
	diff = qz_schema_open(NULL, "xsd/quanze-diff.xsd", &diag);
	figures = qz_diff_data_new();
	xmlDoc *doc = qz_resource_tree(NULL, "data/diff.xml", &diag);
	require(vocabulary && list && diff && figures && doc && qz_diff_data_add(figures, doc) == 0);
	xmlFreeDoc(doc);
	qz_diag_done(&diag);
}

/* A document that its schema accepts, or NULL. */
static xmlDoc *make_document(const char *name, const uint8_t *data, size_t size)
{
	static const struct qz_open_options options = {.from = "tsv"};
	static const struct qz_normalise_options how = {0};
	struct qz_source source = {0};
	struct qz_table *table = NULL;
	struct qz_limits limits;
	struct qz_diag diag;
	xmlDoc *doc = NULL;
	char *bytes = calloc(size + 1, 1);
	if (!bytes)
		return NULL;
	memcpy(bytes, data, size);
	qz_limits_init(&limits);
	limits.bad_bytes = size;
	limits.cells = 2000;
	qz_diag_init(&diag);
	if (qz_source_take_bytes(&source, name, bytes, size, &options, &limits, &diag) == QZ_OK && qz_read(&source, &limits, &table, &diag) == QZ_OK)
		qz_normalise(&source, table, vocabulary, &how, &doc, &diag);
	if (doc && qz_schema_check(list, doc, QZ_RULE_SCHEMA_INVALID, 10, &diag) != 0) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	qz_table_free(table);
	qz_source_done(&source);
	qz_diag_done(&diag);
	return doc;
}

static bool is_value(const xmlNode *node, const char *name, const char *value)
{
	const char *found = qz_xml_attr(node, name);
	return found && strcmp(found, value) == 0;
}

/* The text below an element without what is marked as the other side's. */
static void put_side(const xmlNode *node, const char *other, struct qz_buf *out)
{
	for (const xmlNode *at = node->children; at; at = at->next) {
		if (at->type == XML_TEXT_NODE)
			qz_buf_puts(out, QZ_C(at->content));
		else if (at->type == XML_ELEMENT_NODE && !qz_xml_is(at, other) && !qz_xml_is(at, "changes") && !is_value(at, "change", other))
			put_side(at, other, out);
	}
}

static const xmlNode *item_at(const xmlDoc *doc, unsigned long place)
{
	for (xmlNode *table = qz_xml_child(xmlDocGetRootElement(doc), "table"); table; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			if (--place == 0)
				return item;
	return NULL;
}

static bool is_ordered(const xmlNode *item)
{
	for (xmlNode *field = qz_xml_child(item, NULL); field; field = qz_xml_next(field, NULL))
		if (qz_xml_attr(field, "was-at"))
			return false;
	return true;
}

/* Every item of one revision is there once, with its own text; their number is returned. */
static size_t check_side(const xmlDoc *marked, const xmlDoc *doc, const char *place, const char *other)
{
	size_t count = 0;
	for (xmlNode *table = qz_xml_child(xmlDocGetRootElement(marked), "table"); table; table = qz_xml_next(table, "table")) {
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item")) {
			struct qz_buf found, wanted;
			if (!qz_xml_attr(item, place))
				continue;
			const xmlNode *own = item_at(doc, strtoul(qz_xml_attr(item, place), NULL, 10));
			require(own);
			qz_buf_init(&found);
			qz_buf_init(&wanted);
			put_side(item, other, &found);
			qz_xml_text(own, &wanted);
			if (is_ordered(item) || strcmp(place, "new") == 0)
				require(found.len == wanted.len && (found.len == 0 || memcmp(found.data, wanted.data, found.len) == 0));
			qz_buf_done(&found);
			qz_buf_done(&wanted);
			count++;
		}
	}
	return count;
}

static void compare(const xmlDoc *old, const xmlDoc *new)
{
	const struct qz_diff_options options = {.data = figures, .vocabulary = vocabulary};
	struct qz_diag diag;
	xmlDoc *marked = NULL;
	bool differ;
	require(qz_diff_documents(old, new, &options, &marked, &differ) == 0);
	qz_diag_init(&diag);
	require(qz_schema_check(diff, marked, QZ_RULE_SCHEMA_INVALID, 10, &diag) == 0);
	size_t olds = check_side(marked, old, "old", "ins"), news = check_side(marked, new, "new", "del");
	require(!item_at(old, olds + 1) && !item_at(new, news + 1));
	require(old != new || !differ);
	qz_diag_done(&diag);
	xmlFreeDoc(marked);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *middle = size ? memchr(data, 0xFF, size) : NULL;
	size_t first = middle ? (size_t)(middle - data) : size;
	load();
	xmlDoc *old = make_document("old.tsv", data, first);
	xmlDoc *new = middle ? make_document("new.tsv", middle + 1, size - first - 1) : NULL;
	if (old)
		compare(old, old);
	if (old && new) {
		compare(old, new);
		compare(new, old);
	}
	xmlFreeDoc(old);
	xmlFreeDoc(new);
	return 0;
}
