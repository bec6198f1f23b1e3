/*
 * The journey of a summary: the record of a batch, validated, becomes a page, a
 * table, a Word file and JSON beside the outputs of the lists.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "check/schema.h"
#include "emit/whole.h"
#include "quanze.h"
#include "report/summary.h"

static const struct output {
	const char *name, *stylesheet; /* NULL: JSON, made without one */
	bool packed;                   /* the result is a Flat OPC package */
	bool table;                    /* the result is text: cells between tabs */
} outputs[] = {
	{"index.html", "xslt/summary/main.xsl", false, false},
	{"summary.tsv", "xslt/summary/tsv.xsl", false, true},
	{"summary.docx", "xslt/summary/docx.xsl", true, false},
	{"summary.json", NULL, false, false},
};

/* Tables are looked at in terminals too: characters that act are shown as what they are, but for the mark at the beginning and what ends cells and lines. */
static void show_cells(struct qz_buf *table)
{
	struct qz_buf shown;
	size_t at = strncmp(table->data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	qz_buf_init(&shown);
	qz_buf_add(&shown, table->data, at);
	while (at < table->len) {
		size_t cell = strcspn(table->data + at, "\t\n");
		qz_buf_put_visible(&shown, table->data + at, cell);
		at += cell;
		if (at < table->len)
			qz_buf_putc(&shown, table->data[at++]);
	}
	shown.failed |= table->failed;
	qz_buf_done(table);
	*table = shown;
}

static bool draw(const struct qz_options *options, const struct output *output, xmlDoc *doc, struct qz_buf *out, struct qz_diag *diag)
{
	if (!output->stylesheet)
		return qz_summary_json(doc, out) == 0;
	const char *const params[] = {"lang", options->language ? options->language : "zh-CN", NULL};
	if (!qz_draw_whole(options->resources, output->stylesheet, output->packed, doc, params, out, diag))
		return false;
	if (output->table && out->len)
		show_cells(out);
	return !out->failed;
}

static enum qz_status write_output(const struct qz_options *options, const struct output *output, xmlDoc *doc, const char *folder, struct qz_diag *diag)
{
	struct qz_buf bytes;
	qz_buf_init(&bytes);
	size_t before = diag->count;
	enum qz_status status = draw(options, output, doc, &bytes, diag) ? QZ_OK : QZ_OUTPUT;
	if (status == QZ_OK)
		status = qz_write_file(folder, output->name, &bytes, diag);
	else if (diag->count == before)
		qz_diag_add(diag, QZ_RULE_OUT_OF_MEMORY, NULL, NULL);
	qz_buf_done(&bytes);
	return status;
}

enum qz_status qz_summary_write(const struct qz_options *options, const struct qz_buf *bytes, const char *folder, struct qz_diag *diag)
{
	struct qz_schema *schema = qz_schema_open(options->resources, "xsd/quanze-summary.xsd", diag);
	struct qz_xml_error error = {.message = ""};
	xmlDoc *doc = schema ? qz_xml_parse(bytes->data ? bytes->data : "", bytes->len, "summary.xml", &error) : NULL;
	enum qz_status status = QZ_OK;
	if (schema && !doc)
		qz_diag_add(diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", "xml", "part", "summary.xml", "reason", error.message, "detail", "", NULL);
	if (!doc || qz_schema_check(schema, doc, QZ_RULE_SCHEMA_INVALID, 10, diag) != 0)
		status = QZ_INPUT;
	if (status == QZ_OK)
		xmlNodeSetLang(xmlDocGetRootElement(doc), QZ_X(options->language ? options->language : "zh-CN"));
	for (size_t i = 0; status != QZ_INPUT && i < sizeof outputs / sizeof *outputs; i++) {
		enum qz_status one = write_output(options, &outputs[i], doc, folder, diag);
		status = one > status ? one : status;
	}
	xmlFreeDoc(doc);
	qz_schema_close(schema);
	return status;
}
