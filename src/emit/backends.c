/*
 * The outputs, and how each result tree becomes bytes.
 */
#include "emit/backends.h"

#include "base/buf.h"
#include "base/diag.h"
#include "base/xml.h"
#include "emit/docx.h"
#include "emit/wrap.h"

static int emit_xml(struct qz_stage *stage, xmlDoc *result, unsigned width, struct qz_buf *out, struct qz_diag *diag)
{
	(void)width;
	(void)stage;
	(void)diag;
	return qz_xml_serialise(result, out);
}

static int emit_docx(struct qz_stage *stage, xmlDoc *result, unsigned width, struct qz_buf *out, struct qz_diag *diag)
{
	(void)width;
	(void)stage;
	return qz_docx_pack(result, out, diag);
}

static int emit_html(struct qz_stage *stage, xmlDoc *result, unsigned width, struct qz_buf *out, struct qz_diag *diag)
{
	(void)width;
	(void)diag;
	return qz_stage_serialise(stage, result, out);
}

static int emit_text(struct qz_stage *stage, xmlDoc *result, unsigned width, struct qz_buf *out, struct qz_diag *diag)
{
	struct qz_buf lines;
	(void)diag;
	qz_buf_init(&lines);
	int done = qz_stage_serialise(stage, result, &lines);
	if (done == 0 && lines.len)
		done = qz_wrap(lines.data, lines.len, width, out);
	qz_buf_done(&lines);
	return done;
}

const struct qz_backend qz_backends[QZ_BACKENDS] = {
	{"xml", NULL, emit_xml},
	{"docx", "xslt/docx/main.xsl", emit_docx},
	{"html", "xslt/html/main.xsl", emit_html},
	{"txt", "xslt/text/main.xsl", emit_text},
};
