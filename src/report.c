/*
 * The journey of a report: findings as a document (report/document.h) become a
 * page or a Word file, through the stages that lists go through.
 */
#include "base/shortage.h"
#include "made.h"
#include "quanze.h"
#include "report/tree.h"

static const struct qz_made_format formats[] = {
	{"xml", NULL, false, false},
	{"html", "xslt/report/main.xsl", false, false},
	{"docx", "xslt/report/docx.xsl", true, false},
};

enum qz_status qz_report_draw(const struct qz_options *options, struct qz_report_document *report, const char *format, struct qz_buf *out,
			      struct qz_diag *diag)
{
	const unsigned long shortages = qz_shortages();
	xmlDoc *doc = qz_report_document_tree(report);
	const struct qz_made_format *found = qz_made_find(formats, sizeof formats / sizeof *formats, format);
	return qz_made_draw(options, found, qz_shortages() == shortages ? doc : NULL, NULL, out, diag);
}
