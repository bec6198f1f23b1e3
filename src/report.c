/*
 * The journey of a report: findings as a document (report/document.h) become a
 * page or a Word file, through the stages that lists go through.
 */
#include <string.h>

#include "base/buf.h"
#include "base/shortage.h"
#include "base/xml.h"
#include "emit/whole.h"
#include "quanze.h"
#include "report/tree.h"

static const struct {
	const char *name, *stylesheet; /* NULL: the document itself */
	bool packed;                   /* the result is a Flat OPC package */
} formats[] = {
	{"xml", NULL, false},
	{"html", "xslt/report/main.xsl", false},
	{"docx", "xslt/report/docx.xsl", true},
};

enum qz_status qz_report_draw(const struct qz_options *options, struct qz_report_document *report, const char *format, struct qz_buf *out,
			      struct qz_diag *diag)
{
	const char *const params[] = {"lang", options->language ? options->language : "zh-CN", NULL};
	const unsigned long shortages = qz_shortages();
	xmlDoc *doc = qz_report_document_tree(report);
	bool done = false;
	for (size_t i = 0; doc && i < sizeof formats / sizeof *formats; i++) {
		if (strcmp(formats[i].name, format) != 0)
			continue;
		if (formats[i].stylesheet)
			done = qz_draw_whole(options->resources, formats[i].stylesheet, formats[i].packed, doc, params, out, diag);
		else
			done = qz_xml_serialise(doc, out) == 0 && !out->failed;
	}
	if (done && qz_shortages() == shortages)
		return QZ_OK;
	if (diag->totals[QZ_ERROR] == 0)
		qz_diag_add(diag, QZ_RULE_OUT_OF_MEMORY, NULL, NULL);
	return QZ_OUTPUT;
}
