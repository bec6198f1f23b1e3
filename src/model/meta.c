/*
 * An office's own statements in the head, for meta.h.
 */
#include "model/meta.h"

#include <string.h>

#include "base/xml.h"

static xmlNode *find_meta(const xmlNode *head, const char *key)
{
	xmlNode *meta = qz_xml_child(head, "meta");
	while (meta && strcmp(qz_xml_attr(meta, "key") ? qz_xml_attr(meta, "key") : "", key) != 0)
		meta = qz_xml_next(meta, "meta");
	return meta;
}

/* What statements stand before, by the schema's order. */
static xmlNode *first_behind(const xmlNode *head)
{
	xmlNode *behind = qz_xml_child(head, "decisions");
	return behind ? behind : qz_xml_child(head, "source");
}

static int write_one(xmlNode *head, const char *key, const char *value)
{
	xmlNode *old = find_meta(head, key), *behind = first_behind(head);
	xmlNode *meta = xmlNewDocNode(head->doc, head->ns, QZ_X("meta"), NULL);
	xmlNode *text = meta ? xmlNewDocText(head->doc, QZ_X(value)) : NULL;
	bool ready = text && xmlAddChild(meta, text) && xmlNewProp(meta, QZ_X("key"), QZ_X(key)) && xmlNewProp(meta, QZ_X("origin"), QZ_X("option"));
	if (!ready || !behind) {
		xmlFreeNode(meta);
		return -1;
	}
	if (old) {
		xmlReplaceNode(old, meta);
		xmlFreeNode(old);
	} else {
		xmlAddPrevSibling(behind, meta);
	}
	return 0;
}

int qz_meta_write(xmlDoc *doc, const char *const values[QZ_META_KEYS])
{
	xmlNode *head = qz_xml_child(xmlDocGetRootElement(doc), "head");
	for (size_t i = 0; i < QZ_META_KEYS && head; i++)
		if (values[i] && write_one(head, qz_meta_key(i), values[i]) != 0)
			return -1;
	return 0;
}
