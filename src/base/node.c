/*
 * Building nodes, for node.h. What a text node may be that owns no text: its
 * content points into its own members `properties` and `psvi`, which texts have
 * no use for, or is owned by the document's dictionary (libxml2, SAX2.c).
 */
#include "base/node.h"

#include <libxml/dict.h>
#include <limits.h>
#include <string.h>

#include "base/shortage.h"
#include "base/xml.h"

#define INSIDE (2 * sizeof(void *)) /* bytes of the two members, for a text and its NUL */
#define LONGEST 96   /* bytes; longer texts seldom come twice */
#define ENTRIES 8192 /* names and texts of a dictionary: libxml2 makes its hash table no larger than twice this, and lists of its entries grow from there on */

xmlDoc *qz_node_document(void)
{
	xmlDoc *doc = xmlNewDoc(QZ_X("1.0"));
	if (doc && !(doc->dict = xmlDictCreate())) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	return doc;
}

xmlNode *qz_node_element(xmlDoc *doc, xmlNs *ns, const char *name)
{
	const xmlChar *kept = doc->dict ? xmlDictLookup(doc->dict, QZ_X(name), -1) : NULL;
	if (!doc->dict)
		return xmlNewDocNode(doc, ns, QZ_X(name), NULL);
	return kept ? xmlNewDocNodeEatName(doc, ns, (xmlChar *)(uintptr_t)kept, NULL) : NULL;
}

/* The text's own copy, or the one in the dictionary; NULL when memory ran out. */
static xmlChar *keep(xmlDoc *doc, const char *text, size_t len)
{
	const xmlChar *kept = NULL;
	if (doc->dict && len <= LONGEST)
		kept = xmlDictSize(doc->dict) < ENTRIES ? xmlDictLookup(doc->dict, QZ_X(text), (int)len) : xmlDictExists(doc->dict, QZ_X(text), (int)len);
	return kept ? (xmlChar *)(uintptr_t)kept : len <= INT_MAX ? xmlStrndup(QZ_X(text), (int)len) : NULL;
}

xmlNode *qz_node_text(xmlDoc *doc, const char *text, size_t len)
{
	xmlNode *node = xmlNewDocText(doc, NULL);
	if (!node)
		return NULL;
	if (len < INSIDE) {
		node->content = (xmlChar *)&node->properties;
		memcpy(node->content, text, len);
		node->content[len] = '\0';
	} else if (!(node->content = keep(doc, text, len))) {
		qz_shortage_note();
		xmlFreeNode(node);
		node = NULL;
	}
	return node;
}

xmlAttr *qz_node_attr(xmlNode *node, const char *name, const char *value, size_t len)
{
	xmlNode *text = qz_node_text(node->doc, value, len);
	xmlAttr *attr = text ? xmlNewProp(node, QZ_X(name), NULL) : NULL;
	if (!attr || !attr->name) {
		xmlFreeNode(text);
		return NULL;
	}
	attr->children = attr->last = text;
	text->parent = (xmlNode *)attr;
	return attr;
}
