/*
 * Flat OPC to zip, for docx.h. ECMA-376 Part 2: content types are declared by
 * Override for every part and by Default for relationships.
 */
#include "emit/docx.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/xml.h"
#include "base/zip.h"

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

/* One part's XML as a document of its own. */
static int put_part(xmlNode *part, struct qz_buf *out)
{
	xmlNode *content = qz_xml_child(qz_xml_child(part, "xmlData"), NULL);
	xmlDoc *doc = content ? xmlNewDoc(QZ_X("1.0")) : NULL;
	xmlNode *copy = doc ? xmlDocCopyNode(content, doc, 1) : NULL; /* the copy declares the namespaces it needs */
	int result = -1;
	if (copy) {
		doc->standalone = 1;
		xmlDocSetRootElement(doc, copy);
		result = xmlReconciliateNs(doc, copy) >= 0 ? qz_xml_serialise(doc, out) : -1;
	}
	xmlFreeDoc(doc);
	return result;
}

static int add_parts(struct qz_zip_writer *zip, xmlNode *package)
{
	struct qz_buf bytes;
	qz_buf_init(&bytes);
	put_types(package, &bytes);
	int result = bytes.failed ? -1 : qz_zip_writer_add(zip, "[Content_Types].xml", bytes.data, bytes.len);
	for (xmlNode *part = qz_xml_child(package, "part"); part && result == 0; part = qz_xml_next(part, "part")) {
		const char *name = part_attr(part, "name");
		qz_buf_clear(&bytes);
		result = put_part(part, &bytes);
		if (result == 0)
			result = qz_zip_writer_add(zip, name + (*name == '/'), bytes.data, bytes.len);
	}
	qz_buf_done(&bytes);
	return result;
}

int qz_docx_pack(xmlDoc *flat, struct qz_buf *out, struct qz_diag *diag)
{
	xmlNode *package = xmlDocGetRootElement(flat);
	struct qz_zip_writer *zip = qz_xml_is(package, "package") ? qz_zip_writer_new() : NULL;
	int result = zip ? add_parts(zip, package) : -1;
	if (result == 0)
		result = qz_zip_writer_finish(zip, out);
	if (result != 0)
		qz_diag_add(diag, QZ_RULE_STAGE_FAILED, NULL, "resource", "docx", "reason", "the parts cannot be packed", NULL);
	qz_zip_writer_free(zip);
	return result;
}
