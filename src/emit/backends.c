/*
 * The outputs, and how each result tree becomes bytes.
 */
#include "emit/backends.h"

#include <string.h>

#include "base/buf.h"
#include "base/sink.h"
#include "base/xml.h"
#include "emit/csv.h"
#include "emit/docx.h"
#include "emit/json.h"
#include "emit/wrap.h"

static int frame_of_package(struct qz_stage *stage, xmlDoc *result, unsigned width, struct qz_frame *frame)
{
	(void)stage;
	(void)width;
	return qz_docx_frame(result, frame);
}

static int frame_of_page(struct qz_stage *stage, xmlDoc *result, unsigned width, struct qz_frame *frame)
{
	struct qz_part *part = qz_frame_add(frame, "");
	const xmlNode *root = xmlDocGetRootElement(result);
	(void)width;
	if (!part)
		return -1;
	/* A fragment of a page is what stands in its root, without a document type. */
	int done = qz_xml_is(root, "html") ? qz_stage_serialise(stage, result, &part->bytes) : qz_stage_serialise_content(stage, root, &part->bytes);
	return done == 0 ? qz_part_find_marks(part) : -1;
}

static int items_as_markup(struct qz_stage *stage, const xmlNode *stream, unsigned width, struct qz_buf *out)
{
	(void)width;
	return qz_stage_serialise_content(stage, stream, out);
}

/* Moves whole lines, broken, to the part. */
static int break_lines(struct qz_buf *lines, unsigned width, struct qz_part *part)
{
	int done = lines->len ? qz_wrap(lines->data, lines->len, width, &part->bytes) : 0;
	qz_buf_clear(lines);
	return lines->failed ? -1 : done;
}

/* Marks stand between lines. */
static int frame_of_lines(struct qz_stage *stage, xmlDoc *result, unsigned width, struct qz_frame *frame)
{
	struct qz_part *part = qz_frame_add(frame, "");
	const xmlNode *root = xmlDocGetRootElement(result), *at = root;
	struct qz_buf lines;
	(void)stage;
	qz_buf_init(&lines);
	int done = part ? 0 : -1;
	while (at && done == 0) {
		if (at->type == XML_TEXT_NODE && at->content)
			qz_buf_puts(&lines, QZ_C(at->content));
		else if (at->type == XML_PI_NODE && strcmp(QZ_C(at->name), QZ_ITEMS_MARK) == 0)
			done = break_lines(&lines, width, part) == 0 ? qz_part_add_mark(part, QZ_C(at->content)) : -1;
		at = qz_xml_after(at, root);
	}
	if (done == 0)
		done = break_lines(&lines, width, part);
	qz_buf_done(&lines);
	return done;
}

static int items_as_lines(struct qz_stage *stage, const xmlNode *stream, unsigned width, struct qz_buf *out)
{
	struct qz_buf lines;
	qz_buf_init(&lines);
	int done = qz_stage_serialise_content(stage, stream, &lines);
	if (done == 0 && lines.len)
		done = qz_wrap(lines.data, lines.len, width, out);
	qz_buf_done(&lines);
	return done;
}

/* Of one part. */
static int put_part(const struct qz_frame *frame, const struct qz_streams *streams, const struct qz_sink *sink)
{
	struct qz_flow flow;
	int done = qz_flow_init(&flow, &frame->parts[0], streams);
	if (done == 0)
		done = qz_flow_put(&flow, sink);
	qz_flow_done(&flow);
	return done;
}

const struct qz_backend qz_backends[QZ_BACKENDS] = {
	{.name = "xml"},
	{"docx", "xslt/docx/main.xsl", "xslt/diff/docx.xsl", frame_of_package, items_as_markup, qz_docx_put},
	{"html", "xslt/html/main.xsl", "xslt/diff/html.xsl", frame_of_page, items_as_markup, put_part},
	{"txt", "xslt/text/main.xsl", "xslt/diff/text.xsl", frame_of_lines, items_as_lines, put_part},
	{"xlsx", "xslt/xlsx/main.xsl", NULL, frame_of_package, items_as_markup, qz_docx_put},
	{"json", "xslt/json/main.xsl", NULL, qz_json_frame, qz_json_items, put_part},
	{"csv", "xslt/csv/main.xsl", NULL, qz_csv_frame, qz_csv_items, put_part},
};
