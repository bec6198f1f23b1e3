/*
 * Accepting suggestions, for accept.h.
 */
#include "model/accept.h"

#include "base/xml.h"

static int accept_one(xmlNode *type)
{
	const char *suggested = qz_xml_attr(type, "suggested");
	if (!suggested || type->children)
		return 0;
	xmlNode *text = xmlNewDocText(type->doc, QZ_X(suggested));
	if (!text || !xmlAddChild(type, text)) {
		xmlFreeNode(text);
		return -1;
	}
	return xmlUnsetProp(type, QZ_X("suggested")) == 0 && xmlNewProp(type, QZ_X("origin"), QZ_X("inferred")) ? 0 : -1;
}

int qz_accept_suggestions(xmlDoc *doc)
{
	int result = 0;
	for (xmlNode *table = qz_xml_child(xmlDocGetRootElement(doc), "table"); table; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			for (xmlNode *type = qz_xml_child(item, "powerType"); type && result == 0; type = qz_xml_next(type, "powerType"))
				result = accept_one(type);
	return result;
}
