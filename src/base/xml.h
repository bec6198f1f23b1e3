/*
 * Everything that parses XML or HTML with libxml2 does it here, so that the
 * options (no network, no entities, no DOCTYPE, bounded) and the handling of
 * errors are the same everywhere.
 */
#ifndef QZ_BASE_XML_H
#define QZ_BASE_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>

struct qz_buf;
struct qz_sink;

#define QZ_NS "urn:quanze:list:1"
#define QZ_STAGE_NS "urn:quanze:stage:1" /* of elements that exist between steps 4 and 5 alone */
#define QZ_X(text) ((const xmlChar *)(text))
#define QZ_C(text) ((const char *)(text))

/* What went wrong first while parsing: one line of text without a line end. */
struct qz_xml_error {
	char message[256];
	int line, column;
};

/*
 * To be called once, before any thread or worker starts and before libxml2 is
 * used; harmless twice.
 */
void qz_xml_init(void);

/*
 * Parses an XML document from memory. NULL on any error, with `error` filled in
 * (error may be NULL). A DOCTYPE is an error. `name` is used in messages alone.
 */
xmlDoc *qz_xml_parse(const char *bytes, size_t len, const char *name, struct qz_xml_error *error);

/*
 * A pull reader over a source of bytes, for documents too large to hold. `read`
 * is as for xmlReaderForIO. Free with xmlFreeTextReader. The reader reports a
 * DOCTYPE as a node: the caller must refuse it. Errors are kept in `error`,
 * which must outlive the reader.
 */
xmlTextReader *qz_xml_reader(xmlInputReadCallback read, void *context, struct qz_xml_error *error);

/* What qz_xml_scan() tells of a document: names without prefix; attributes as libxml2's SAX2 gives them, for qz_xml_scan_attr(). */
struct qz_xml_events {
	void *context;
	void (*start)(void *context, const char *name, int nattributes, const xmlChar **attributes);
	void (*text)(void *context, const char *text, size_t len);
	void (*end)(void *context, const char *name);
};

/*
 * Goes through a document as a stream of events, without a tree. `read` is as for xmlReaderForIO; what a
 * document can be made to cost has to be looked at there (xmlguard.h). 0, or -1 when it is not well-formed.
 */
int qz_xml_scan(xmlInputReadCallback read, void *context, const struct qz_xml_events *events);

/* The value of an attribute by its local name: *len bytes, not terminated; NULL when absent. */
const char *qz_xml_scan_attr(int nattributes, const xmlChar **attributes, const char *name, size_t *len);

/*
 * Parses an HTML page from UTF-8 bytes with libxml2's forgiving parser: never
 * NULL but when memory ran out or nothing at all was found; errors in the page
 * are not reported, markup is as broken as people write it.
 */
xmlDoc *qz_xml_parse_html(const char *bytes, size_t len);

/* The character of a reference of HTML such as "nbsp"; 0 when there is none of that name. */
unsigned qz_xml_html_entity(const char *name);

/* Serialises as XML 1.0 in UTF-8, not indented; 0, or -1 when memory ran out or the sink wants no more. */
int qz_xml_put(xmlDoc *doc, const struct qz_sink *sink);

/* The same into a buffer; 0, or -1 when memory ran out. */
int qz_xml_serialise(xmlDoc *doc, struct qz_buf *out);

/* Serialises what stands in an element; declarations of namespaces that it inherits are not repeated. */
int qz_xml_serialise_content(const xmlNode *node, struct qz_buf *out);

/* The same as HTML. */
int qz_xml_serialise_html(const xmlNode *node, struct qz_buf *out);

/* Whether two names are the same: most differ in their first byte already, and names are compared more than anything else. */
static inline bool qz_xml_same_name(const xmlChar *name, const char *wanted)
{
	return name[0] == (xmlChar)wanted[0] && strcmp(QZ_C(name), wanted) == 0;
}

/* The namespace of what stylesheets alone see (QZ_STAGE_NS), declared at the root. NULL when memory ran out. */
xmlNs *qz_xml_stage_ns(xmlDoc *doc);

/* The first child element, the next sibling element, of any name (name NULL) or that local name. */
xmlNode *qz_xml_child(const xmlNode *node, const char *name);
xmlNode *qz_xml_next(const xmlNode *node, const char *name);
bool qz_xml_is(const xmlNode *node, const char *name);

/* Document order without recursion: what follows `at` within `root`, passing over what stands below `at`; NULL at the end. */
static inline xmlNode *qz_xml_beyond(const xmlNode *at, const xmlNode *root)
{
	while (at != root && !at->next)
		at = at->parent;
	return at == root ? NULL : at->next;
}

/* The same, what stands below `at` first. */
static inline xmlNode *qz_xml_after(const xmlNode *at, const xmlNode *root)
{
	return at->type == XML_ELEMENT_NODE && at->children ? at->children : qz_xml_beyond(at, root);
}

/* The value of an attribute without namespace: borrowed, NULL when absent. Only for attributes without entity references, as our parser makes them. */
const char *qz_xml_attr(const xmlNode *node, const char *name);

/*
 * Appends text as it may stand in an element or, quoted by ", in an attribute.
 * What XML cannot hold, and bytes that are no UTF-8, become U+FFFD.
 */
void qz_xml_escape(const char *text, struct qz_buf *out);

/*
 * Appends NAME="VALUE" with a blank before it, nothing where there is no value. What a sender
 * wrote becomes visible text: nothing in it acts on a terminal or on the order of text.
 */
void qz_xml_put_attr(struct qz_buf *out, const char *name, const char *value);
void qz_xml_put_count(struct qz_buf *out, const char *name, size_t count);

/* Whether any element below `root` stands more than `most` levels deep. Who has asked may descend by recursion. */
bool qz_xml_is_deeper(const xmlNode *root, size_t most);

/* Whether any text below a node has a tab or a line end in it. */
bool qz_xml_has_breaks(const xmlNode *node);

/* Appends all text below a node. Iterative, so depth costs nothing. */
void qz_xml_text(const xmlNode *node, struct qz_buf *out);

#endif
