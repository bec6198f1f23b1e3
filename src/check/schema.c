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

/* A list of responsibilities is not asked for what only powers have (TableKind in quanze-types.xsd): XSD 1.0 cannot say so. */
static bool is_not_asked(const struct violations *violations, const xmlError *error)
{
	const xmlNode *node = error->node;
	if (violations->rule != QZ_RULE_FILING_INVALID || error->code != XML_SCHEMAV_ELEMENT_CONTENT)
		return false;
	while (node && !qz_xml_is(node, "table"))
		node = node->parent;
	const char *kind = node ? qz_xml_attr(node, "kind") : NULL;
	if (!kind || strcmp(kind, "responsibility") != 0)
		return false;
	char *message = plain_message(error->message ? error->message : ""), *absent = message ? absent_element(message) : NULL;
	bool none = absent && (strcmp(absent, "powerType") == 0 || strcmp(absent, "body") == 0 || strcmp(absent, "basis") == 0);
	free(absent);
	free(message);
	return none;
}

static void keep_violation(void *context, const xmlError *error)
{
	struct violations *violations = context;
	bool passed = is_not_asked(violations, error);
	violations->passed |= passed;
	if (passed || ++violations->count > violations->max)
		return;
	struct qz_place_name place;
	qz_place_find(error->node, &place);
	if (!place.where.field && strcmp(place.element, "item") != 0)
		place.where.field = place.element;
	char *message = plain_message(error->message ? error->message : "");
	char *absent = message && error->code == XML_SCHEMAV_ELEMENT_CONTENT ? absent_element(message) : NULL;
	if (absent)
		place.where.field = absent;
	qz_diag_add(violations->diag, violations->rule, &place.where, "reason", absent ? "absent" : reason_of(error, &place), "element",
		    place.element, "message", message, NULL);
	free(absent);
	free(message);
	qz_place_done(&place);
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

long qz_schema_check(const struct qz_schema *schema, xmlDoc *doc, enum qz_rule rule, size_t max, struct qz_diag *diag)
{
	struct violations violations = {.diag = diag, .rule = rule, .max = max};
	xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt(schema->schema);
	if (!context) {
		diag->failed = true;
		return -1;
	}
	xmlSchemaSetValidStructuredErrors(context, KEEP, &violations);
	int result = xmlSchemaValidateDoc(context, doc);
	xmlSchemaFreeValidCtxt(context);
	if (result < 0 || (result > 0 && violations.count == 0 && !violations.passed)) {
		diag->failed = true;
		return -1;
	}
	if (violations.count > max)
		add_unlisted(violations.count - max, max, diag);
	return (long)violations.count;
}
