/*
 * The package of a Word document: its parts, parsed within the limits, and the
 * relationships by which they name each other (ECMA-376 Part 2, 9.3).
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/xml.h"
#include "base/xmlguard.h"
#include "base/zip.h"
#include "read/docx_parts.h"

struct qz_docx_links {
	xmlDoc *doc;
	struct qz_map by_id;  /* r:id → the part's name, owned */
	struct qz_map by_type; /* the last step of the type → the first part's name, borrowed */
};

bool qz_docx_exceeded(struct qz_docx *document, const size_t *limit)
{
	qz_limits_exceeded(document->limits, limit, document->diag);
	document->failed = true;
	return false;
}

bool qz_docx_out_of_memory(struct qz_docx *document)
{
	document->diag->failed = document->failed = true;
	return false;
}

static xmlDoc *broken(struct qz_docx *document, const char *reason, const char *part, const char *detail)
{
	qz_diag_add(document->diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", "docx", "reason", reason, "part", part, "detail", detail, NULL);
	document->failed = true;
	return NULL;
}

xmlDoc *qz_docx_parse(struct qz_docx *document, const char *name)
{
	struct qz_buf bytes;
	struct qz_xml_error error = {.message = ""};
	struct qz_xml_guard guard;
	qz_buf_init(&bytes);
	qz_xml_guard_init(&guard);
	xmlDoc *doc = NULL;
	if (qz_zip_read(document->zip, name, &bytes, document->diag) == 0) {
		if (bytes.len && qz_xml_guard_pass(&guard, bytes.data, bytes.len))
			doc = qz_xml_parse(bytes.data, bytes.len, name, &error);
		if (!doc)
			broken(document, guard.reason ? guard.reason : "xml", name, error.message);
	}
	qz_buf_done(&bytes);
	document->failed |= !doc;
	if (doc && qz_xml_is_deeper(xmlDocGetRootElement(doc), document->limits->depth)) { /* what follows descends without looking */
		xmlFreeDoc(doc);
		qz_docx_exceeded(document, &document->limits->depth);
		return NULL;
	}
	return doc;
}

const char *qz_docx_find_part(const struct qz_docx *document, const char *stem)
{
	const char *name;
	size_t len = strlen(stem);
	for (size_t i = 0; (name = qz_zip_name(document->zip, i)); i++)
		if (strncmp(name, stem, len) == 0 && strcmp(name + len + strspn(name + len, "0123456789"), ".xml") == 0)
			return name;
	return NULL;
}

/* ---- relationships ---- */

/* The name of the part that a target means, seen from a part in folder `from` (with its slash); NULL when memory ran out. */
static char *resolve(const char *from, size_t len, const char *target)
{
	struct qz_buf name;
	qz_buf_init(&name);
	if (*target == '/')
		target++;
	else
		qz_buf_add(&name, from, len);
	target += strncmp(target, "./", 2) == 0 ? 2 : 0;
	for (; strncmp(target, "../", 3) == 0; target += 3) {
		size_t up = name.len ? name.len - 1 : 0;
		while (up > 0 && name.data[up - 1] != '/')
			up--;
		if (name.len)
			qz_buf_cut(&name, up);
	}
	qz_buf_puts(&name, target);
	return name.failed ? (qz_buf_done(&name), NULL) : qz_buf_take(&name);
}

static bool is_external(const xmlNode *link)
{
	const char *mode = qz_docx_attr(link, "TargetMode");
	return mode && strcmp(mode, "External") == 0;
}

static bool add_link(struct qz_docx_links *links, const char *from, size_t len, const xmlNode *link)
{
	const char *id = qz_docx_attr(link, "Id"), *target = qz_docx_attr(link, "Target"), *type = qz_docx_attr(link, "Type");
	if (!id || !target || is_external(link) || qz_map_get(&links->by_id, id, strlen(id)))
		return true;
	char *name = resolve(from, len, target);
	if (!name || qz_map_put(&links->by_id, id, strlen(id), name) != 0) {
		free(name);
		return false;
	}
	const char *step = type ? strrchr(type, '/') : NULL;
	if (step && !qz_map_get(&links->by_type, step + 1, strlen(step + 1)))
		return qz_map_put(&links->by_type, step + 1, strlen(step + 1), name) == 0;
	return true;
}

/* word/document.xml → word/_rels/document.xml.rels, where the package has it. */
static xmlDoc *parse_links(struct qz_docx *document, const char *part, size_t folder)
{
	struct qz_buf name;
	qz_buf_init(&name);
	qz_buf_printf(&name, "%.*s_rels/%s.rels", (int)folder, part, part + folder);
	xmlDoc *doc = !name.failed && qz_zip_has(document->zip, name.data) ? qz_docx_parse(document, name.data) : NULL;
	document->failed |= name.failed;
	qz_buf_done(&name);
	return doc;
}

struct qz_docx_links *qz_docx_links_new(struct qz_docx *document, const char *part)
{
	struct qz_docx_links *links = calloc(1, sizeof *links);
	const char *slash = strrchr(part, '/');
	size_t folder = slash ? (size_t)(slash - part) + 1 : 0;
	if (!links) {
		qz_docx_out_of_memory(document);
		return NULL;
	}
	qz_map_init(&links->by_id);
	qz_map_init(&links->by_type);
	links->doc = parse_links(document, part, folder);
	bool good = !document->failed;
	const xmlNode *root = links->doc ? xmlDocGetRootElement(links->doc) : NULL;
	for (const xmlNode *at = qz_xml_child(root, "Relationship"); at && good; at = qz_xml_next(at, "Relationship"))
		if (!(good = add_link(links, part, folder, at)))
			qz_docx_out_of_memory(document);
	if (!good) {
		qz_docx_links_free(links);
		return NULL;
	}
	return links;
}

void qz_docx_links_free(struct qz_docx_links *links)
{
	if (!links)
		return;
	qz_map_done(&links->by_id, free);
	qz_map_done(&links->by_type, NULL);
	xmlFreeDoc(links->doc);
	free(links);
}

const char *qz_docx_link(const struct qz_docx_links *links, const char *id)
{
	return links && id ? qz_map_get(&links->by_id, id, strlen(id)) : NULL;
}

const char *qz_docx_link_of_type(const struct qz_docx_links *links, const char *type)
{
	return links ? qz_map_get(&links->by_type, type, strlen(type)) : NULL;
}

xmlDoc *qz_docx_parse_once(struct qz_docx *document, const char *id)
{
	const char *name = qz_docx_link(document->links, id);
	if (!name || document->failed || !qz_zip_has(document->zip, name))
		return NULL;
	size_t known = document->parts.count;
	qz_map_number(&document->parts, name, strlen(name));
	if (document->parts.failed)
		qz_docx_out_of_memory(document);
	return document->parts.count > known ? qz_docx_parse(document, name) : NULL;
}
