/*
 * Trees to XML, for xml.h: the bytes that libxml2's own serialiser gives
 * (tests/unit/test_save.c compares them), at a third of its instructions, as
 * each piece goes straight into the buffer. Trees here hold no document types,
 * entities or sections: none is parsed, and none is made.
 */
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/buf.h"
#include "base/sink.h"
#include "base/xml.h"

#define ENOUGH 65536 /* gathered bytes that go into a sink at once */

struct saver {
	struct qz_buf *buf;
	const struct qz_sink *sink; /* NULL: all stays in the buffer */
	int error;
};

static inline void put(struct saver *saver, const char *text, size_t len)
{
	struct qz_buf *buf = saver->buf;
	if (len < buf->cap - buf->len) {
		memcpy(buf->data + buf->len, text, len);
		buf->len += len;
	} else {
		qz_buf_add(buf, text, len);
	}
}

static inline void put_string(struct saver *saver, const xmlChar *text)
{
	put(saver, QZ_C(text), strlen(QZ_C(text)));
}

#define PUT(saver, literal) put(saver, literal, sizeof literal - 1)

/* How a character is written: in text and in attributes, or in attributes alone. */
enum { PLAIN, ALWAYS, IN_ATTRIBUTE };
static const unsigned char kinds[256] = {
	['\0'] = ALWAYS, ['<'] = ALWAYS, ['>'] = ALWAYS, ['&'] = ALWAYS, ['\r'] = ALWAYS, ['"'] = IN_ATTRIBUTE, ['\n'] = IN_ATTRIBUTE, ['\t'] = IN_ATTRIBUTE};

static const char *reference(char c)
{
	switch (c) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '"':
		return "&quot;";
	case '\n':
		return "&#10;";
	case '\t':
		return "&#9;";
	default:
		return "&#13;";
	}
}

static void put_escaped(struct saver *saver, const xmlChar *text, bool attribute)
{
	const xmlChar *from = text, *at = text;
	for (;; at++) {
		unsigned char kind = kinds[*at];
		if (kind == PLAIN || (kind == IN_ATTRIBUTE && !attribute))
			continue;
		if (at > from)
			put(saver, QZ_C(from), (size_t)(at - from));
		if (!*at)
			return;
		put_string(saver, QZ_X(reference((char)*at)));
		from = at + 1;
	}
}

static inline void put_name(struct saver *saver, const xmlNs *ns, const xmlChar *name)
{
	if (ns && ns->prefix) {
		put_string(saver, ns->prefix);
		PUT(saver, ":");
	}
	put_string(saver, name);
}

static void put_namespaces(struct saver *saver, const xmlNs *ns)
{
	for (; ns; ns = ns->next) {
		if (ns->prefix && strcmp(QZ_C(ns->prefix), "xml") == 0)
			continue;
		PUT(saver, " xmlns");
		if (ns->prefix) {
			PUT(saver, ":");
			put_string(saver, ns->prefix);
		}
		PUT(saver, "=\"");
		put_string(saver, ns->href ? ns->href : QZ_X(""));
		PUT(saver, "\"");
	}
}

static void put_attributes(struct saver *saver, const xmlAttr *attr)
{
	for (; attr; attr = attr->next) {
		PUT(saver, " ");
		put_name(saver, attr->ns, attr->name);
		PUT(saver, "=\"");
		for (const xmlNode *text = attr->children; text; text = text->next)
			if (text->content)
				put_escaped(saver, text->content, true);
		PUT(saver, "\"");
	}
}

static void begin_element(struct saver *saver, const xmlNode *node)
{
	PUT(saver, "<");
	put_name(saver, node->ns, node->name);
	put_namespaces(saver, node->nsDef);
	put_attributes(saver, node->properties);
	if (node->children)
		PUT(saver, ">");
	else
		PUT(saver, "/>");
}

static void end_element(struct saver *saver, const xmlNode *node)
{
	PUT(saver, "</");
	put_name(saver, node->ns, node->name);
	PUT(saver, ">");
}

/* Text, a comment, a processing instruction. */
static void put_leaf(struct saver *saver, const xmlNode *node)
{
	if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content) {
		if (node->name == xmlStringTextNoenc)
			put_string(saver, node->content);
		else
			put_escaped(saver, node->content, false);
	} else if (node->type == XML_COMMENT_NODE && node->content) {
		PUT(saver, "<!--");
		put_string(saver, node->content);
		PUT(saver, "-->");
	} else if (node->type == XML_PI_NODE) {
		PUT(saver, "<?");
		put_string(saver, node->name);
		if (node->content) {
			PUT(saver, " ");
			put_string(saver, node->content);
		}
		PUT(saver, "?>");
	}
}

static void empty(struct saver *saver)
{
	if (saver->sink && saver->buf->len && !saver->error)
		saver->error = qz_sink_put(saver->sink, saver->buf->data, saver->buf->len);
	if (saver->sink)
		qz_buf_clear(saver->buf);
}

/* A node with all below it. */
static void put_tree(struct saver *saver, const xmlNode *top)
{
	const xmlNode *node = top;
	for (;;) {
		if (node->type == XML_ELEMENT_NODE)
			begin_element(saver, node);
		else
			put_leaf(saver, node);
		if (node->type == XML_ELEMENT_NODE && node->children) {
			node = node->children;
			continue;
		}
		if (saver->buf->len > ENOUGH)
			empty(saver);
		while (node != top && !node->next) {
			node = node->parent;
			end_element(saver, node);
		}
		if (node == top || saver->error || saver->buf->failed)
			return;
		node = node->next;
	}
}

static void put_document(struct saver *saver, const xmlDoc *doc)
{
	PUT(saver, "<?xml version=\"1.0\" encoding=\"UTF-8\"");
	if (doc->standalone == 1)
		PUT(saver, " standalone=\"yes\"");
	else if (doc->standalone == 0)
		PUT(saver, " standalone=\"no\"");
	PUT(saver, "?>\n");
	for (const xmlNode *node = doc->children; node; node = node->next) {
		put_tree(saver, node);
		PUT(saver, "\n");
	}
}

static int conclude(struct saver *saver)
{
	empty(saver);
	qz_buf_add(saver->buf, "", 0);
	return saver->error || saver->buf->failed ? -1 : 0;
}

int qz_xml_put(xmlDoc *doc, const struct qz_sink *sink)
{
	struct qz_buf buf;
	qz_buf_init(&buf);
	struct saver saver = {.buf = &buf, .sink = sink};
	put_document(&saver, doc);
	int result = conclude(&saver);
	qz_buf_done(&buf);
	return result;
}

int qz_xml_serialise(xmlDoc *doc, struct qz_buf *out)
{
	struct saver saver = {.buf = out};
	put_document(&saver, doc);
	return conclude(&saver);
}

int qz_xml_serialise_content(const xmlNode *node, struct qz_buf *out)
{
	struct saver saver = {.buf = out};
	for (const xmlNode *child = node->children; child; child = child->next)
		put_tree(&saver, child);
	return conclude(&saver);
}
