/*
 * Checking and drawing reports, for made.h.
 */
#include "made.h"

#include <string.h>

#include "base/buf.h"
#include "base/shortage.h"
#include "base/xml.h"
#include "check/schema.h"
#include "emit/whole.h"
#include "emit/wrap.h"

const struct qz_made_format *qz_made_find(const struct qz_made_format *formats, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

/* What failed without a finding failed for memory. */
static enum qz_status conclude(bool done, struct qz_diag *diag)
{
	if (!done && diag->totals[QZ_ERROR] == 0)
		qz_diag_add(diag, QZ_RULE_OUT_OF_MEMORY, NULL, NULL);
	return done ? QZ_OK : QZ_OUTPUT;
}

enum qz_status qz_made_check(const struct qz_options *options, const char *schema, xmlDoc *doc, unsigned long shortages, struct qz_diag *diag)
{
	struct qz_schema *own = qz_schema_open(options->resources, schema, diag);
	diag->failed |= own && (!doc || qz_shortages() != shortages);
	bool valid = own && doc && !diag->failed && qz_schema_check(own, doc, QZ_RULE_SCHEMA_INVALID, options->limits.findings, diag) == 0;
	qz_schema_close(own);
	return conclude(valid, diag);
}

static bool draw_lines(const struct qz_options *options, const struct qz_made_format *format, xmlDoc *doc, const char *const *params,
		       struct qz_buf *out, struct qz_diag *diag)
{
	struct qz_buf text;
	qz_buf_init(&text);
	bool done = qz_draw_whole(options->resources, format->stylesheet, false, doc, params, &text, diag) &&
		    qz_wrap(text.len ? text.data : "", text.len, options->width, out) == 0;
	qz_buf_done(&text);
	return done;
}

static bool draw(const struct qz_options *options, const struct qz_made_format *format, xmlDoc *doc, int (*json)(const xmlDoc *, struct qz_buf *),
		 struct qz_buf *out, struct qz_diag *diag)
{
	const char *const params[] = {"lang", options->language ? options->language : "zh-CN", NULL};
	if (format->lines)
		return draw_lines(options, format, doc, params, out, diag);
	if (format->stylesheet)
		return qz_draw_whole(options->resources, format->stylesheet, format->packed, doc, params, out, diag);
	return (strcmp(format->name, "json") == 0 ? json(doc, out) : qz_xml_serialise(doc, out)) == 0;
}

enum qz_status qz_made_draw(const struct qz_options *options, const struct qz_made_format *format, xmlDoc *doc, int (*json)(const xmlDoc *, struct qz_buf *),
			    struct qz_buf *out, struct qz_diag *diag)
{
	const unsigned long shortages = qz_shortages();
	bool done = format && doc && draw(options, format, doc, json, out, diag) && !out->failed;
	return conclude(done && qz_shortages() == shortages, diag);
}
