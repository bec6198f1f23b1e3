/*
 * Building elements, for element.h.
 */
#include "impact/element.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "impact/citations.h"

xmlNode *qz_element_add(struct qz_elements *build, xmlNode *parent, const char *name)
{
	const xmlNode *root = build->doc ? xmlDocGetRootElement(build->doc) : NULL;
	xmlNode *node = build->doc ? xmlNewDocNode(build->doc, root ? root->ns : NULL, QZ_X(name), NULL) : NULL;
	if (node && !root) {
		xmlDocSetRootElement(build->doc, node);
		xmlNs *ns = xmlNewNs(node, QZ_X(QZ_IMPACT_NS), NULL);
		build->failed |= !ns;
		xmlSetNs(node, ns);
	} else if (node && (!parent || !xmlAddChild(parent, node))) {
		xmlFreeNode(node);
		node = NULL;
	}
	build->failed |= !node;
	return node;
}

void qz_element_set(struct qz_elements *build, xmlNode *node, const char *name, const char *value)
{
	struct qz_buf visible;
	if (!node || !value)
		return;
	qz_buf_init(&visible);
	qz_buf_put_visible(&visible, value, strlen(value));
	build->failed |= visible.failed || !xmlNewProp(node, QZ_X(name), QZ_X(visible.len ? visible.data : ""));
	qz_buf_done(&visible);
}

void qz_element_count(struct qz_elements *build, xmlNode *node, const char *name, size_t count)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%zu", count);
	qz_element_set(build, node, name, digits);
}

void qz_element_text(struct qz_elements *build, xmlNode *node, const char *text, size_t len)
{
	struct qz_buf visible;
	if (!node || !len)
		return;
	qz_buf_init(&visible);
	qz_buf_put_visible(&visible, text, len);
	xmlNode *child = visible.failed ? NULL : xmlNewDocTextLen(build->doc, QZ_X(visible.data), (int)visible.len);
	if (!child || !xmlAddChild(node, child)) /* merged into the text before it, the child is freed */
		build->failed = true;
	qz_buf_done(&visible);
}
