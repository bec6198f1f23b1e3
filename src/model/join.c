/*
 * Joining documents, for join.h.
 */
#include "model/join.h"

#include <libxml/hash.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/xml.h"

/* Marks an element with the file it comes from. */
static int mark(xmlNode *node, const char *file)
{
	return xmlNewProp(node, QZ_X("file"), QZ_X(file)) ? 0 : -1;
}

/* Marks all elements of that name below a parent and, where `to` is another parent, copies them there. */
static int take(xmlNode *from, xmlNode *to, const char *name, const char *file, bool marked)
{
	for (xmlNode *node = qz_xml_child(from, name); node; node = qz_xml_next(node, name)) {
		if (marked && mark(node, file) != 0)
			return -1;
		if (from == to)
			continue;
		xmlNode *copy = xmlDocCopyNode(node, to->doc, 1), *last = NULL;
		for (xmlNode *at = qz_xml_child(to, name); at; at = qz_xml_next(at, name))
			last = at;
		if (!copy || !(last ? xmlAddNextSibling(last, copy) : xmlAddChild(to, copy))) {
			xmlFreeNode(copy);
			return -1;
		}
	}
	return 0;
}

/* Gives an item whose id stands already the next free ordinal. */
static int make_unique(xmlHashTable *ids, xmlNode *item)
{
	char id[128];
	snprintf(id, sizeof id, "%.80s", qz_xml_attr(item, "id"));
	for (unsigned ordinal = 2; xmlHashLookup(ids, QZ_X(id)); ordinal++)
		snprintf(id, sizeof id, "%.68s-%u", qz_xml_attr(item, "id"), ordinal);
	return xmlSetProp(item, QZ_X("id"), QZ_X(id)) && xmlHashAddEntry(ids, QZ_X(id), item) == 0 ? 0 : -1;
}

static int settle_ids(const xmlNode *list)
{
	xmlHashTable *ids = xmlHashCreate(0);
	int result = ids ? 0 : -1;
	for (xmlNode *table = qz_xml_child(list, "table"); table && result == 0; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item && result == 0; item = qz_xml_next(item, "item"))
			result = make_unique(ids, item);
	xmlHashFree(ids, NULL);
	return result;
}

int qz_join(xmlDoc *whole, xmlDoc *part, const char *file)
{
	xmlNode *to = xmlDocGetRootElement(whole), *from = xmlDocGetRootElement(part);
	xmlNode *to_head = qz_xml_child(to, "head"), *from_head = qz_xml_child(from, "head");
	if (take(from, to, "table", file, true) != 0 || take(from_head, to_head, "source", file, false) != 0 ||
	    take(qz_xml_child(from_head, "repairs"), qz_xml_child(to_head, "repairs"), "repair", file, true) != 0)
		return -1;
	return whole == part ? 0 : settle_ids(to);
}
