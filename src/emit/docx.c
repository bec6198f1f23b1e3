/*
 * Flat OPC to zip, for docx.h. ECMA-376 Part 2: content types are declared by
 * Override for every part and by Default for relationships.
 */
#include "emit/docx.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/sink.h"
#include "base/xml.h"
#include "base/zip.h"
#include "emit/frame.h"

#define RELATIONSHIPS "application/vnd.openxmlformats-package.relationships+xml"
#define PKG "http://schemas.microsoft.com/office/2006/xmlPackage"

/* An attribute in the package namespace; borrowed. */
static const char *part_attr(const xmlNode *part, const char *name)
{
	for (const xmlAttr *attr = part->properties; attr; attr = attr->next)
		if (strcmp(QZ_C(attr->name), name) == 0 && attr->ns && strcmp(QZ_C(attr->ns->href), PKG) == 0)
			return attr->children ? QZ_C(attr->children->content) : "";
	return "";
}

static void put_types(xmlNode *package, struct qz_buf *out)
{
	qz_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
			 "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
			 "<Default Extension=\"rels\" ContentType=\"" RELATIONSHIPS "\"/>");
	for (xmlNode *part = qz_xml_child(package, "part"); part; part = qz_xml_next(part, "part")) {
		const char *type = part_attr(part, "contentType");
		if (strcmp(type, RELATIONSHIPS) != 0)
			qz_buf_printf(out, "<Override PartName=\"%s\" ContentType=\"%s\"/>", part_attr(part, "name"), type);
	}
	qz_buf_puts(out, "</Types>");
}

/* One part's XML as a document of its own, into which it is moved: `part` is empty then. A namespace without prefix stays without one. */
static int put_part(xmlNode *part, struct qz_buf *out)
{
	xmlNode *content = qz_xml_child(qz_xml_child(part, "xmlData"), NULL);
	xmlDoc *doc = content ? xmlNewDoc(QZ_X("1.0")) : NULL;
	int result = -1;
	if (doc) {
		doc->dict = part->doc->dict; /* which its names and short texts are in */
		if (doc->dict)
			xmlDictReference(doc->dict);
		doc->standalone = 1;
		xmlUnlinkNode(content);
		xmlDocSetRootElement(doc, content);
		bool own = !content->ns || content->ns->prefix || xmlSearchNs(doc, content, NULL) || xmlNewNs(content, content->ns->href, NULL);
		result = own && xmlReconciliateNs(doc, content) >= 0 ? qz_xml_serialise(doc, out) : -1;
	}
	xmlFreeDoc(doc);
	return result;
}

int qz_docx_frame(xmlDoc *flat, struct qz_frame *frame)
{
	xmlNode *package = xmlDocGetRootElement(flat);
	struct qz_part *types = qz_xml_is(package, "package") ? qz_frame_add(frame, "[Content_Types].xml") : NULL;
	if (!types)
		return -1;
	put_types(package, &types->bytes);
	int result = types->bytes.failed ? -1 : 0;
	for (xmlNode *node = qz_xml_child(package, "part"); node && result == 0; node = qz_xml_next(node, "part")) {
		const char *name = part_attr(node, "name");
		struct qz_part *part = qz_frame_add(frame, name + (*name == '/'));
		result = part ? put_part(node, &part->bytes) : -1;
		if (result == 0)
			result = qz_part_find_marks(part);
	}
	return result;
}

static int read_flow(void *context, size_t at, void *bytes, size_t len)
{
	return qz_flow_read(context, at, bytes, len);
}

int qz_docx_put(const struct qz_frame *frame, const struct qz_streams *streams, const struct qz_sink *sink)
{
	struct qz_zip_writer *zip = qz_zip_writer_new(frame->packed);
	struct qz_flow *flows = calloc(frame->nparts + 1, sizeof *flows);
	int result = zip && flows ? 0 : -1;
	for (size_t i = 0; i < frame->nparts && result == 0; i++) {
		result = qz_flow_init(&flows[i], &frame->parts[i], streams);
		const struct qz_zip_bytes bytes = {.context = &flows[i], .read = read_flow};
		if (result == 0)
			result = qz_zip_writer_add_bytes(zip, frame->parts[i].name, flows[i].len, &bytes);
	}
	if (result == 0)
		result = qz_zip_writer_put(zip, sink);
	qz_zip_writer_free(zip);
	for (size_t i = 0; flows && i < frame->nparts; i++)
		qz_flow_done(&flows[i]);
	free(flows);
	return result;
}

int qz_docx_pack(xmlDoc *flat, struct qz_buf *out, struct qz_diag *diag)
{
	const struct qz_streams none = {0};
	const struct qz_sink sink = qz_sink_to_buf(out);
	struct qz_frame frame;
	qz_frame_init(&frame);
	int result = qz_docx_frame(flat, &frame);
	if (result == 0)
		result = qz_docx_put(&frame, &none, &sink);
	if (result != 0)
		qz_diag_add(diag, QZ_RULE_STAGE_FAILED, NULL, "resource", "docx", "reason", "the parts cannot be packed", NULL);
	qz_frame_done(&frame);
	return result;
}
