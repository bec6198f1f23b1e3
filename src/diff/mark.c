/*
 * The writer of marked documents, for mark.h.
 */
#include "diff/mark.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"

const char *qz_side_name(enum qz_side side)
{
	return side == QZ_OLD ? "del" : side == QZ_NEW ? "ins" : NULL;
}

xmlNode *qz_mark_element(struct qz_marker *marker, xmlNode *parent, const char *name)
{
	xmlNode *node = marker->failed || !parent ? NULL : xmlNewDocNode(marker->doc, marker->ns, QZ_X(name), NULL);
	if (node && xmlAddChild(parent, node))
		return node;
	xmlFreeNode(node);
	marker->failed = true;
	return NULL;
}

void qz_mark_set(struct qz_marker *marker, xmlNode *node, const char *name, const char *value)
{
	if (!value || marker->failed)
		return;
	if (!node || !xmlNewProp(node, QZ_X(name), QZ_X(value)))
		marker->failed = true;
}

void qz_mark_set_number(struct qz_marker *marker, xmlNode *node, const char *name, size_t value)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%zu", value);
	qz_mark_set(marker, node, name, digits);
}

void qz_mark_text(struct qz_marker *marker, xmlNode *parent, enum qz_side side, bool form, const char *text, size_t len)
{
	if (marker->failed || !parent || len == 0)
		return;
	xmlNode *run = side == QZ_BOTH ? parent : qz_mark_element(marker, parent, qz_side_name(side));
	if (run && side != QZ_BOTH && form)
		qz_mark_set(marker, run, "class", "layout");
	xmlNode *node = run ? xmlNewDocTextLen(marker->doc, QZ_X(text), (int)len) : NULL;
	if (node && xmlAddChild(run, node))
		return;
	xmlFreeNode(node);
	marker->failed = true;
}

static void copy_attributes(struct qz_marker *marker, xmlNode *to, const xmlNode *from)
{
	for (const xmlAttr *attr = from->properties; attr; attr = attr->next)
		if (!attr->ns)
			qz_mark_set(marker, to, QZ_C(attr->name), attr->children ? QZ_C(attr->children->content) : "");
}

/* Depth is bounded: no reader lets a document through that is deeper than --limit depth. */
void qz_mark_content(struct qz_marker *marker, xmlNode *to, const xmlNode *from)
{
	for (const xmlNode *at = from->children; at && !marker->failed; at = at->next) {
		if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE)
			qz_mark_text(marker, to, QZ_BOTH, false, QZ_C(at->content), strlen(QZ_C(at->content)));
		else if (at->type == XML_ELEMENT_NODE)
			qz_mark_copy(marker, to, at, QZ_BOTH);
	}
}

xmlNode *qz_mark_copy(struct qz_marker *marker, xmlNode *parent, const xmlNode *node, enum qz_side side)
{
	xmlNode *copy = qz_mark_element(marker, parent, QZ_C(node->name));
	if (!copy)
		return NULL;
	qz_mark_set(marker, copy, "change", qz_side_name(side));
	copy_attributes(marker, copy, node);
	qz_mark_content(marker, copy, node);
	return copy;
}

/* was-X for each attribute of the old element that is another now. */
static void mark_was(struct qz_marker *marker, xmlNode *node, const xmlNode *old, const xmlNode *new)
{
	for (const xmlAttr *attr = old->properties; attr; attr = attr->next) {
		char name[64];
		const char *now = attr->ns ? NULL : qz_xml_attr(new, QZ_C(attr->name));
		const char *before = attr->children ? QZ_C(attr->children->content) : "";
		if (attr->ns || (now && strcmp(now, before) == 0))
			continue;
		snprintf(name, sizeof name, "was-%s", QZ_C(attr->name));
		qz_mark_set(marker, node, name, before);
	}
}

void qz_mark_attributes(struct qz_marker *marker, xmlNode *node, const xmlNode *old, const xmlNode *new)
{
	struct qz_buf absent;
	if (!node)
		return;
	copy_attributes(marker, node, new);
	mark_was(marker, node, old, new);
	qz_buf_init(&absent);
	for (const xmlAttr *attr = new->properties; attr; attr = attr->next)
		if (!attr->ns && !qz_xml_attr(old, QZ_C(attr->name)))
			qz_buf_printf(&absent, "%s%s", absent.len ? " " : "", QZ_C(attr->name));
	marker->failed |= absent.failed;
	if (absent.len)
		qz_mark_set(marker, node, "was-not", absent.data);
	qz_buf_done(&absent);
}

xmlNode *qz_mark_pair(struct qz_marker *marker, xmlNode *parent, const xmlNode *old, const xmlNode *new)
{
	xmlNode *node = qz_mark_element(marker, parent, QZ_C(new->name));
	qz_mark_attributes(marker, node, old, new);
	return node;
}
