/*
 * XSD validation through libxml2, for schema.h.
 */
#include "check/schema.h"

#include <libxml/xmlschemas.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/resource.h"
#include "base/xml.h"
#include "check/place.h"

struct qz_schema {
	xmlSchema *schema;
};

static void ignore_error(void *context, const xmlError *error)
{
	(void)context;
	(void)error;
}

#define SILENT ((xmlStructuredErrorFunc)(void (*)(void))ignore_error)

struct qz_schema *qz_schema_open(const char *folder, const char *name, struct qz_diag *diag)
{
	xmlDoc *doc = qz_resource_tree(folder, name, diag);
	if (!doc)
		return NULL;
	struct qz_schema *schema = calloc(1, sizeof *schema);
	xmlSchemaParserCtxt *parser = schema ? xmlSchemaNewDocParserCtxt(doc) : NULL;
	if (parser) {
		xmlSchemaSetParserStructuredErrors(parser, SILENT, NULL);
		schema->schema = xmlSchemaParse(parser);
		xmlSchemaFreeParserCtxt(parser);
	}
	xmlFreeDoc(doc);
	if (schema && schema->schema)
		return schema;
	free(schema);
	qz_diag_add(diag, QZ_RULE_STAGE_FAILED, NULL, "resource", name, "reason", "the schema does not compile", NULL);
	return NULL;
}

void qz_schema_close(struct qz_schema *schema)
{
	if (!schema)
		return;
	xmlSchemaFree(schema->schema);
	free(schema);
}

struct violations {
	struct qz_diag *diag;
	enum qz_rule rule;
	size_t count, max;
	bool passed; /* some are no faults here */
	struct qz_map *said; /* NULL, or fields of which an error tells already */
};

/* Drops what says nothing to people: the namespace in every name. */
static char *plain_message(const char *message)
{
	static const char namespace[] = "{" QZ_NS "}";
	struct qz_buf text;
	qz_buf_init(&text);
	size_t len = strcspn(message, "\r\n");
	for (size_t at = 0; at < len;) {
		if (strncmp(message + at, namespace, sizeof namespace - 1) == 0)
			at += sizeof namespace - 1;
		else
			qz_buf_putc(&text, message[at++]);
	}
	return qz_buf_take(&text);
}

/* What is wrong, in a word that the message texts know. */
static const char *reason_of(const xmlError *error, const struct qz_place_name *place)
{
	switch (error->code) {
	case XML_SCHEMAV_CVC_PATTERN_VALID:
	case XML_SCHEMAV_CVC_MINLENGTH_VALID:
		return error->node && !((const xmlNode *)error->node)->children ? "empty" : "bad-value";
	case XML_SCHEMAV_CVC_ENUMERATION_VALID:
		return "bad-value";
	case XML_SCHEMAV_ELEMENT_CONTENT:
		return "content";
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
		return strcmp(place->element, "powerType") == 0 ? "type-unknown" : "content";
	default:
		return "other";
	}
}

/*
 * The required element that is absent: the last name of "Expected is one of
 * ( subItem, powerType )", as those before it may be left out. NULL when the
 * message names none.
 */
static char *absent_element(const char *message)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const char *open = strrchr(message, '('), *close = open ? strstr(open, " )") : NULL;
	const char *name = close;
	while (name && name > open && strchr(letters, name[-1]))
		name--;
	return name && name < close && name[-1] == ' ' ? strndup(name, (size_t)(close - name)) : NULL;
}

/* The nearest element of that name, from a node upwards; NULL where none is. */
static const xmlNode *above(const xmlNode *node, const char *name)
{
	while (node && !qz_xml_is(node, name))
		node = node->parent;
	return node;
}

/* What an office states stands for what the source lacks. */
static bool is_stated(const xmlNode *head, const char *key)
{
	for (const xmlNode *meta = qz_xml_child(head, "meta"); meta; meta = qz_xml_next(meta, "meta"))
		if (qz_xml_attr(meta, "key") && strcmp(qz_xml_attr(meta, "key"), key) == 0)
			return true;
	return false;
}

/*
 * What XSD 1.0 cannot say: a list of responsibilities is not asked for what only powers have (TableKind in
 * quanze-types.xsd), and a title may be stated by the office.
 */
static bool is_not_asked(const struct violations *violations, const xmlError *error, const char *absent)
{
	const xmlNode *table = above(error->node, "table"), *head = above(error->node, "head");
	if (violations->rule != QZ_RULE_FILING_INVALID || !absent)
		return false;
	const char *kind = table ? qz_xml_attr(table, "kind") : NULL;
	if (kind && strcmp(kind, "responsibility") == 0)
		return strcmp(absent, "powerType") == 0 || strcmp(absent, "body") == 0 || strcmp(absent, "basis") == 0;
	return head && strcmp(absent, "title") == 0 && is_stated(head, "title");
}

static const xmlNode *find_column(const xmlNode *table, const char *field)
{
	const xmlNode *column = qz_xml_child(qz_xml_child(table, "columns"), "column");
	while (column && field && strcmp(qz_xml_attr(column, "field") ? qz_xml_attr(column, "field") : "", field) != 0)
		column = qz_xml_next(column, "column");
	return column;
}

/* The key of a field in the map of what was said; of a column, without an item. */
static void write_key(const char *id, const char *field, struct qz_buf *key)
{
	qz_buf_clear(key);
	qz_buf_printf(key, "%s\t%s", id ? id : "", field);
}

/* Whether a rule has said as much of an item's field. */
static bool is_said(const struct violations *violations, const struct qz_where *where, struct qz_buf *key)
{
	if (!where->id || !where->field)
		return false;
	write_key(where->id, where->field, key);
	return !key->failed && qz_map_get(violations->said, key->data, key->len);
}

/* A column that a table lacks is one fault, of which a rule may have told. Notes that it is said now. */
static bool is_said_of_column(struct violations *violations, const xmlNode *table, const char *field, struct qz_buf *key)
{
	write_key(NULL, field, key);
	bool said = !key->failed && qz_map_get(violations->said, key->data, key->len);
	qz_buf_printf(key, "\t%p", (const void *)table);
	said |= !key->failed && qz_map_get(violations->said, key->data, key->len);
	if (!said && !key->failed)
		qz_map_put(violations->said, key->data, key->len, violations);
	return said;
}

/* True where it is said already. A column that is absent is said at the table's first one. */
static bool settle_place(struct violations *violations, const xmlNode *node, const char *absent, struct qz_place_name *place)
{
	const xmlNode *table = above(node, "table"), *first = find_column(table, NULL);
	struct qz_buf key;
	if (!violations->said)
		return false;
	qz_buf_init(&key);
	bool said = is_said(violations, &place->where, &key);
	if (!said && absent && first && !find_column(table, absent)) {
		said = is_said_of_column(violations, table, absent, &key);
		qz_place_done(place);
		qz_place_find(first, place);
		place->where.field = absent;
	}
	violations->diag->failed |= key.failed || violations->said->failed;
	qz_buf_done(&key);
	return said;
}

static void add_violation(struct violations *violations, const xmlError *error, const char *message, const char *absent)
{
	struct qz_place_name place;
	qz_place_find(error->node, &place);
	if (!place.where.field && strcmp(place.element, "item") != 0)
		place.where.field = place.element;
	if (absent)
		place.where.field = absent;
	bool said = settle_place(violations, error->node, absent, &place);
	violations->passed |= said;
	if (!said && ++violations->count <= violations->max)
		qz_diag_add(violations->diag, violations->rule, &place.where, "reason", absent ? "absent" : reason_of(error, &place), "element",
			    place.element, "message", message, NULL);
	qz_place_done(&place);
}

static void keep_violation(void *context, const xmlError *error)
{
	struct violations *violations = context;
	char *message = plain_message(error->message ? error->message : "");
	char *absent = message && error->code == XML_SCHEMAV_ELEMENT_CONTENT ? absent_element(message) : NULL;
	if (is_not_asked(violations, error, absent))
		violations->passed = true;
	else
		add_violation(violations, error, message, absent);
	free(absent);
	free(message);
}

/* What stands above the limit is not listed, but it is not hidden either. */
static void add_unlisted(size_t count, size_t max, struct qz_diag *diag)
{
	char number[32], limit[32];
	snprintf(number, sizeof number, "%zu", count);
	snprintf(limit, sizeof limit, "%zu", max);
	qz_diag_add(diag, QZ_RULE_VIOLATIONS_UNLISTED, NULL, "count", number, "limit", "findings", "value", limit, NULL);
}

#define KEEP ((xmlStructuredErrorFunc)(void (*)(void))keep_violation)

static long check(const struct qz_schema *schema, xmlDoc *doc, struct violations *violations)
{
	xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt(schema->schema);
	if (!context) {
		violations->diag->failed = true;
		return -1;
	}
	xmlSchemaSetValidStructuredErrors(context, KEEP, violations);
	int result = xmlSchemaValidateDoc(context, doc);
	xmlSchemaFreeValidCtxt(context);
	if (result < 0 || (result > 0 && violations->count == 0 && !violations->passed)) {
		violations->diag->failed = true;
		return -1;
	}
	if (violations->count > violations->max)
		add_unlisted(violations->count - violations->max, violations->max, violations->diag);
	return (long)violations->count;
}

long qz_schema_check(const struct qz_schema *schema, xmlDoc *doc, enum qz_rule rule, size_t max, struct qz_diag *diag)
{
	struct violations violations = {.diag = diag, .rule = rule, .max = max};
	return check(schema, doc, &violations);
}

/* The fields, and the columns, that errors tell of. */
static void list_said(const struct qz_diag *diag, struct qz_map *said, struct qz_buf *key)
{
	for (size_t i = 0; i < diag->count && !said->failed; i++) {
		const struct qz_finding *finding = &diag->findings[i];
		bool column = finding->rule == QZ_RULE_COLUMN_MISSING;
		const char *field = column ? qz_finding_get(finding, "field") : finding->field;
		if (finding->severity != QZ_ERROR || !field || (!column && !finding->id))
			continue;
		write_key(column ? NULL : finding->id, field, key);
		said->failed |= key->failed || qz_map_put(said, key->data, key->len, said) != 0;
	}
}

long qz_schema_check_filing(const struct qz_schema *schema, xmlDoc *doc, size_t max, struct qz_diag *diag)
{
	struct qz_map said;
	struct qz_buf key;
	struct violations violations = {.diag = diag, .rule = QZ_RULE_FILING_INVALID, .max = max, .said = &said};
	qz_map_init(&said);
	qz_buf_init(&key);
	list_said(diag, &said, &key);
	diag->failed |= said.failed;
	long count = said.failed ? -1 : check(schema, doc, &violations);
	qz_map_done(&said, NULL);
	qz_buf_done(&key);
	return count;
}
