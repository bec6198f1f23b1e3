/*
 * Nodes of a document that is built, in little memory: names stand once in its
 * dictionary, short texts in the node itself, others that come again in the
 * dictionary, too, as libxml2's parser has it. All of libxml2 (and libxslt)
 * reads, copies and frees such nodes like any.
 */
#ifndef QZ_BASE_NODE_H
#define QZ_BASE_NODE_H

#include <libxml/tree.h>
#include <stddef.h>

/* A document with a dictionary, for xmlFreeDoc(); NULL when memory ran out. */
xmlDoc *qz_node_document(void);

/* An element that stands nowhere yet, for xmlAddChild() or xmlFreeNode(); NULL when memory ran out. */
xmlNode *qz_node_element(xmlDoc *doc, xmlNs *ns, const char *name);

/* A text of `len` bytes without NULs, the same way. */
xmlNode *qz_node_text(xmlDoc *doc, const char *text, size_t len);

/* An attribute without namespace, behind the others: the node must not have it yet. NULL when memory ran out. */
xmlAttr *qz_node_attr(xmlNode *node, const char *name, const char *value, size_t len);

#endif
