/*
 * Texts of result trees, for lines.h. No recursion: a list may be nested deep.
 */
#include "emit/lines.h"

#include "base/buf.h"
#include "base/xml.h"

const xmlNode *qz_lines_next(const xmlNode *node, const xmlNode *root, int inside)
{
	if (inside && node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}

void qz_lines_put(const xmlNode *node, struct qz_buf *out)
{
	bool any = false;
	for (const xmlNode *at = node; at; at = qz_lines_next(at, node, 1)) {
		if (at != node && qz_xml_is(at, "l")) {
			if (any)
				qz_buf_putc(out, '\n');
			any = true;
		}
		if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) && at->content)
			qz_buf_puts(out, QZ_C(at->content));
	}
}
