/*
 * Attributes of the report as XML text. What a sender wrote becomes visible text:
 * nothing in it acts on a terminal or on the order of text.
 */
#ifndef QZ_CATALOGUE_ATTRIBUTE_H
#define QZ_CATALOGUE_ATTRIBUTE_H

#include <string.h>

#include "base/buf.h"
#include "base/xml.h"

/* NAME="VALUE" with a blank before it; nothing where there is no value. */
static inline void qz_put_attribute(struct qz_buf *out, const char *name, const char *value)
{
	struct qz_buf visible;
	if (!value)
		return;
	qz_buf_init(&visible);
	qz_buf_put_visible(&visible, value, strlen(value));
	qz_buf_printf(out, " %s=\"", name);
	qz_xml_escape(visible.len ? visible.data : "", out);
	qz_buf_putc(out, '"');
	out->failed |= visible.failed;
	qz_buf_done(&visible);
}

static inline void qz_put_count(struct qz_buf *out, const char *name, size_t count)
{
	qz_buf_printf(out, " %s=\"%zu\"", name, count);
}

#endif
