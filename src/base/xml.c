/*
 * Parsing and serialising with libxml2, for xml.h. Every parser context carries
 * its own handlers. Process-wide are the allocator, which counts failures
 * (shortage.h), and that the default handler prints nothing.
 */
#include "base/xml.h"

#include <libxml/HTMLtree.h>
#include <libxml/xpath.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/shortage.h"
#include "base/utf8.h"

/* No network, no entity substitution, no DTD loading; text nodes may be long, the input's size is bounded before. */
#define PARSE_OPTIONS (XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES | XML_PARSE_HUGE)

static void *look_at(void *memory)
{
	if (!memory)
		qz_shortage_note();
	return memory;
}

static void *allocate(size_t size)
{
	return look_at(malloc(size ? size : 1));
}

static void *reallocate(void *old, size_t size)
{
	return look_at(realloc(old, size ? size : 1));
}

static char *duplicate(const char *text)
{
	return look_at(strdup(text));
}

static void print_nothing(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

void qz_xml_init(void)
{
	xmlMemSetup(free, allocate, reallocate, duplicate);
	xmlInitParser();
	xmlXPathInit(); /* before threads: libxslt would do it in each of them */
	xmlSetGenericErrorFunc(NULL, print_nothing);
	xmlThrDefSetGenericErrorFunc(NULL, print_nothing);
}

static void keep_error(struct qz_xml_error *error, const char *message, int line, int column)
{
	if (!error || error->message[0])
		return;
	snprintf(error->message, sizeof error->message, "%s", message ? message : "");
	error->message[strcspn(error->message, "\r\n")] = '\0';
	error->line = line;
	error->column = column;
}

/* Errors are read from the context afterwards; this keeps libxml2 from printing them. */
static void ignore_error(void *context, const xmlError *error)
{
	(void)context;
	(void)error;
}

/* xmlStructuredErrorFunc took a non-const error before libxml2 2.12; the cast bridges both. */
#define SILENT ((xmlStructuredErrorFunc)(void (*)(void))ignore_error)

static void refuse_doctype(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	xmlParserCtxt *parser = context;
	(void)name;
	(void)external;
	(void)system;
	parser->wellFormed = 0;
	parser->disableSAX = 1;
	struct qz_xml_error *error = parser->_private;
	keep_error(error, "DOCTYPE is not allowed", parser->input ? parser->input->line : 0, 0);
	xmlStopParser(parser);
}

xmlDoc *qz_xml_parse(const char *bytes, size_t len, const char *name, struct qz_xml_error *error)
{
	struct qz_xml_error local = {.message = ""};
	struct qz_xml_error *first = error ? error : &local;
	*first = local;
	if (len > INT_MAX) {
		keep_error(first, "document larger than 2 GB", 0, 0);
		return NULL;
	}
	xmlParserCtxt *parser = xmlNewParserCtxt();
	if (!parser)
		return NULL;
	unsigned long before = qz_shortages();
	parser->_private = first;
	parser->sax->internalSubset = refuse_doctype;
	parser->sax->serror = SILENT;
	xmlDoc *doc = xmlCtxtReadMemory(parser, bytes, (int)len, name, NULL, PARSE_OPTIONS);
	if (qz_shortages() != before) {
		xmlFreeDoc(doc);
		doc = NULL;
		keep_error(first, "out of memory", 0, 0);
	}
	if (!doc)
		keep_error(first, parser->lastError.message, parser->lastError.line, parser->lastError.int2);
	xmlFreeParserCtxt(parser);
	return doc;
}

static void keep_reader_error(void *context, const char *message, xmlParserSeverities severity, xmlTextReaderLocatorPtr locator)
{
	if (severity != XML_PARSER_SEVERITY_ERROR && severity != XML_PARSER_SEVERITY_VALIDITY_ERROR)
		return;
	keep_error(context, message, xmlTextReaderLocatorLineNumber(locator), 0);
}

xmlTextReader *qz_xml_reader(xmlInputReadCallback read, void *context, struct qz_xml_error *error)
{
	*error = (struct qz_xml_error){.message = ""};
	xmlTextReader *reader = xmlReaderForIO(read, NULL, context, NULL, NULL, PARSE_OPTIONS);
	if (reader)
		xmlTextReaderSetErrorHandler(reader, keep_reader_error, error);
	return reader;
}

/* ---- events ---- */

static void tell_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nnamespaces,
		       const xmlChar **namespaces, int nattributes, int ndefaulted, const xmlChar **attributes)
{
	const struct qz_xml_events *events = context;
	(void)prefix;
	(void)uri;
	(void)nnamespaces;
	(void)namespaces;
	(void)ndefaulted;
	events->start(events->context, QZ_C(name), nattributes, attributes);
}

static void tell_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	const struct qz_xml_events *events = context;
	(void)prefix;
	(void)uri;
	events->end(events->context, QZ_C(name));
}

static void tell_text(void *context, const xmlChar *text, int len)
{
	const struct qz_xml_events *events = context;
	events->text(events->context, QZ_C(text), (size_t)len);
}

int qz_xml_scan(xmlInputReadCallback read, void *context, const struct qz_xml_events *events)
{
	struct qz_xml_events copy = *events;
	xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC, .startElementNs = tell_start, .endElementNs = tell_end, .characters = tell_text,
			     .ignorableWhitespace = tell_text, .cdataBlock = tell_text, .serror = SILENT};
	xmlParserCtxt *parser = xmlCreateIOParserCtxt(&sax, &copy, read, NULL, context, XML_CHAR_ENCODING_NONE);
	if (!parser)
		return -1;
	unsigned long before = qz_shortages();
	xmlCtxtUseOptions(parser, PARSE_OPTIONS);
	xmlParseDocument(parser);
	bool good = parser->wellFormed && qz_shortages() == before;
	xmlFreeParserCtxt(parser);
	return good ? 0 : -1;
}

const char *qz_xml_scan_attr(int nattributes, const xmlChar **attributes, const char *name, size_t *len)
{
	for (int i = 0; i < nattributes; i++, attributes += 5) {
		if (!qz_xml_same_name(attributes[0], name))
			continue;
		*len = (size_t)(attributes[4] - attributes[3]);
		return QZ_C(attributes[3]);
	}
	return NULL;
}

/* ---- pages ---- */

xmlDoc *qz_xml_parse_html(const char *bytes, size_t len)
{
	if (len > INT_MAX)
		return NULL;
	htmlParserCtxt *parser = htmlNewParserCtxt();
	if (!parser)
		return NULL;
	unsigned long before = qz_shortages();
	parser->sax->serror = SILENT;
	xmlDoc *doc = htmlCtxtReadMemory(parser, bytes, (int)len, NULL, "UTF-8",
					 HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
	htmlFreeParserCtxt(parser);
	if (qz_shortages() != before) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	return doc;
}

unsigned qz_xml_html_entity(const char *name)
{
	const htmlEntityDesc *known = htmlEntityLookup(QZ_X(name));
	return known ? known->value : 0;
}

int qz_xml_serialise_html(const xmlNode *node, struct qz_buf *out)
{
	xmlOutputBuffer *buffer = xmlAllocOutputBuffer(NULL);
	if (!buffer)
		return -1;
	for (xmlNode *child = node->children; child; child = child->next)
		htmlNodeDumpFormatOutput(buffer, node->doc, child, "UTF-8", 0);
	bool failed = buffer->error != 0;
	if (!failed)
		qz_buf_add(out, xmlOutputBufferGetContent(buffer), xmlOutputBufferGetSize(buffer));
	xmlOutputBufferClose(buffer);
	return failed || out->failed ? -1 : 0;
}

bool qz_xml_is(const xmlNode *node, const char *name)
{
	if (!node || node->type != XML_ELEMENT_NODE)
		return false;
	return !name || (node->name && qz_xml_same_name(node->name, name)); /* a node made when memory ran out has no name */
}

static xmlNode *first_of(xmlNode *node, const char *name)
{
	while (node && !qz_xml_is(node, name))
		node = node->next;
	return node;
}

xmlNs *qz_xml_stage_ns(xmlDoc *doc)
{
	xmlNode *root = xmlDocGetRootElement(doc);
	xmlNs *ns = xmlSearchNsByHref(doc, root, QZ_X(QZ_STAGE_NS));
	return ns ? ns : xmlNewNs(root, QZ_X(QZ_STAGE_NS), QZ_X("s"));
}

xmlNode *qz_xml_child(const xmlNode *node, const char *name)
{
	return node ? first_of(node->children, name) : NULL;
}

xmlNode *qz_xml_next(const xmlNode *node, const char *name)
{
	return node ? first_of(node->next, name) : NULL;
}

const char *qz_xml_attr(const xmlNode *node, const char *name)
{
	for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
		if (attr->ns || !attr->name || !qz_xml_same_name(attr->name, name))
			continue;
		return attr->children && attr->children->content ? QZ_C(attr->children->content) : "";
	}
	return NULL;
}

bool qz_xml_is_deeper(const xmlNode *root, size_t most)
{
	size_t depth = 0;
	for (const xmlNode *at = root; at && depth <= most;) {
		if (at->type == XML_ELEMENT_NODE && at->children) {
			at = at->children;
			depth++;
			continue;
		}
		while (at != root && !at->next) {
			at = at->parent;
			depth--;
		}
		at = at == root ? NULL : at->next;
	}
	return depth > most;
}

static bool breaks(const xmlChar *text)
{
	for (; *text; text++)
		if (*text == '\t' || *text == '\n' || *text == '\r')
			return true;
	return false;
}

bool qz_xml_has_breaks(const xmlNode *node)
{
	for (const xmlNode *at = node; at; at = qz_xml_after(at, node))
		if (at->type == XML_TEXT_NODE && at->content && breaks(at->content))
			return true;
	return false;
}

void qz_xml_text(const xmlNode *node, struct qz_buf *out)
{
	for (const xmlNode *at = node; at; at = qz_xml_after(at, node))
		if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) && at->content)
			qz_buf_puts(out, QZ_C(at->content));
}

void qz_xml_escape(const char *text, struct qz_buf *out)
{
	size_t len = strlen(text), used;
	for (uint32_t cp; len > 0; text += used, len -= used) {
		used = qz_utf8_decode(text, len, &cp);
		if (!used || !qz_is_xml_char(cp))
			qz_buf_put_utf8(out, QZ_REPLACEMENT);
		else if (cp < 0x20 || (cp < 0x80 && strchr("&<>\"", (int)cp)))
			qz_buf_printf(out, "&#%u;", (unsigned)cp);
		else
			qz_buf_add(out, text, used);
		used = used ? used : 1;
	}
}

void qz_xml_put_attr(struct qz_buf *out, const char *name, const char *value)
{
	struct qz_buf visible;
	if (!value)
		return;
	qz_buf_init(&visible);
	qz_buf_put_visible(&visible, value, strlen(value));
	qz_buf_printf(out, " %s=\"", name);
	qz_xml_escape(visible.len ? visible.data : "", out);
	qz_buf_putc(out, '"');
	out->failed |= visible.failed;
	qz_buf_done(&visible);
}

void qz_xml_put_count(struct qz_buf *out, const char *name, size_t count)
{
	qz_buf_printf(out, " %s=\"%zu\"", name, count);
}
