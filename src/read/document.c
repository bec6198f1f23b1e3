/*
 * The reader of quanze's own documents, for document.h. The bytes pass the
 * guard before the parser sees them; the depth is counted there too, because
 * what comes behind (schema, stylesheets) goes down level by level.
 */
#include "read/document.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/xml.h"
#include "base/xmlguard.h"
#include "read/readers.h"

#define HEAD 1024 /* the root's start tag stands within so many bytes */

static int sniff(const char *head, size_t len)
{
	const char *end = head + (len < HEAD ? len : HEAD);
	const char *list = memmem(head, (size_t)(end - head), "<list", 5);
	const char *close = list ? memchr(list, '>', (size_t)(end - list)) : NULL;
	return close && memmem(list, (size_t)(close - list), QZ_NS, sizeof QZ_NS - 1) ? 3 : 0;
}

static enum qz_status read_no_table(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table, struct qz_diag *diag)
{
	(void)source;
	(void)limits;
	*table = NULL;
	qz_diag_add(diag, QZ_RULE_NOT_A_LIST, NULL, NULL);
	return QZ_INPUT;
}

static const char *const extensions[] = {"xml", NULL};
const struct qz_reader qz_reader_document = {"xml", extensions, false, sniff, read_no_table};

bool qz_is_document(const struct qz_source *source)
{
	return source->reader == &qz_reader_document;
}

static enum qz_status refuse(struct qz_diag *diag, const char *reason, int line)
{
	char pos[32];
	snprintf(pos, sizeof pos, "%d", line);
	struct qz_where where = {.pos = line > 0 ? pos : NULL, .line = line > 0 ? (size_t)line : 0};
	qz_diag_add(diag, QZ_RULE_FORMAT_BROKEN, &where, "format", "xml", "reason", reason, NULL);
	return QZ_INPUT;
}

enum qz_status qz_read_document(const struct qz_source *source, const struct qz_limits *limits, xmlDoc **doc, struct qz_diag *diag)
{
	struct qz_xml_guard guard;
	struct qz_xml_error error;
	*doc = NULL;
	qz_xml_guard_init(&guard);
	if (!qz_xml_guard_pass(&guard, source->bytes, source->len))
		return refuse(diag, guard.reason, 0);
	xmlDoc *parsed = qz_xml_parse(source->bytes, source->len, source->name, &error);
	if (!parsed)
		return refuse(diag, "xml", error.line);
	if (qz_xml_is_deeper(xmlDocGetRootElement(parsed), limits->depth)) {
		xmlFreeDoc(parsed);
		qz_limits_exceeded(limits, &limits->depth, diag);
		return QZ_INPUT;
	}
	*doc = parsed;
	return QZ_OK;
}
