/*
 * Texts of result trees, for lines.h. No recursion: a list may be nested deep.
 */
#include "emit/lines.h"

#include <string.h>

#include "base/buf.h"
#include "base/xml.h"

const xmlNode *qz_lines_next(const xmlNode *node, const xmlNode *root, bool inside)
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
	for (const xmlNode *at = node; at; at = qz_lines_next(at, node, true)) {
		if (at != node && qz_xml_is(at, "l")) {
			if (any)
				qz_buf_putc(out, '\n');
			any = true;
		}
		if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) && at->content)
			qz_buf_puts(out, QZ_C(at->content));
	}
}

void qz_lines_settle(const char *text, struct qz_buf *out)
{
	for (bool first = true; *(text += strspn(text, " \t\r\n")); first = false) {
		size_t len = strcspn(text, " \t\r\n");
		qz_buf_add(out, " ", first ? 0 : 1);
		qz_buf_add(out, text, len);
		text += len;
	}
}
