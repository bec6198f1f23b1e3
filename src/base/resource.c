/*
 * Finding, parsing and splicing resources, for resource.h. An included file's
 * top-level elements stand in place of the include; a file is taken once.
 */
#include "base/resource.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/xml.h"

#define MAX_INCLUDES 64
#define BLANKS " \t\r\n" /* of XML */

struct splice {
	const char *folder;
	struct qz_diag *diag;
	char *taken[MAX_INCLUDES];
	size_t ntaken;
};

static void complain(struct qz_diag *diag, const char *name, const char *reason)
{
	qz_diag_add(diag, QZ_RULE_STAGE_FAILED, NULL, "resource", name, "reason", reason, NULL);
}

static xmlDoc *parse_bytes(const char *name, const char *bytes, size_t len, struct qz_diag *diag)
{
	struct qz_xml_error error;
	xmlDoc *doc = qz_xml_parse(bytes, len, name, &error);
	if (!doc) {
		char reason[320];
		snprintf(reason, sizeof reason, "%d: %s", error.line, error.message);
		complain(diag, name, reason);
	}
	return doc;
}

static xmlDoc *parse_edited(const char *folder, const char *name, struct qz_diag *diag, bool *found)
{
	struct qz_buf path;
	qz_buf_init(&path);
	qz_buf_printf(&path, "%s/%s", folder, name);
	FILE *file = path.failed ? NULL : fopen(path.data, "rb");
	*found = file != NULL;
	if (file)
		fclose(file);
	xmlDoc *doc = NULL;
	char *bytes = NULL;
	size_t len;
	struct qz_limits limits;
	qz_limits_init(&limits);
	if (*found && qz_file_read(path.data, &limits, &bytes, &len, diag) == QZ_OK)
		doc = parse_bytes(path.data, bytes, len, diag);
	free(bytes);
	qz_buf_done(&path);
	return doc;
}

bool qz_resource_is_edited(const char *folder, const char *name)
{
	struct qz_buf path;
	qz_buf_init(&path);
	qz_buf_printf(&path, "%s/%s", folder, name);
	FILE *file = path.failed ? NULL : fopen(path.data, "rb");
	if (file)
		fclose(file);
	qz_buf_done(&path);
	return file != NULL;
}

/* NULL: it is not among them, or (a finding) cannot be parsed. */
static xmlDoc *parse_embedded(const struct qz_resource *resources, const char *name, struct qz_diag *diag)
{
	for (const struct qz_resource *at = resources; at->name; at++)
		if (strcmp(at->name, name) == 0)
			return parse_bytes(name, (const char *)at->data, at->len, diag);
	return NULL;
}

static xmlDoc *parse_resource(const char *folder, const char *name, struct qz_diag *diag)
{
	if (folder) {
		bool found;
		xmlDoc *doc = parse_edited(folder, name, diag, &found);
		if (found)
			return doc;
	}
	size_t before = diag->count;
	xmlDoc *doc = parse_embedded(qz_resources, name, diag);
	if (!doc && diag->count == before)
		complain(diag, name, "no such resource");
	return doc;
}

/* "xslt/docx/main.xsl" and "../common/l10n.xsl" → "xslt/common/l10n.xsl"; NULL when memory ran out or the path leaves the tree. */
static char *resolve(const char *base, const char *href)
{
	struct qz_buf path;
	qz_buf_init(&path);
	const char *slash = strrchr(base, '/');
	qz_buf_add(&path, base, slash ? (size_t)(slash - base) : 0);
	while (*href) {
		size_t len = strcspn(href, "/");
		if (len == 2 && memcmp(href, "..", 2) == 0) {
			if (!path.data || path.len == 0)
				break;
			char *up = strrchr(path.data, '/');
			path.len = up ? (size_t)(up - path.data) : 0;
			path.data[path.len] = '\0';
		} else if (!(len == 1 && *href == '.')) {
			if (path.len)
				qz_buf_putc(&path, '/');
			qz_buf_add(&path, href, len);
		}
		href += len;
		href += *href == '/';
	}
	if (*href)
		path.failed = true;
	return qz_buf_take(&path);
}

static bool is_include(const xmlNode *node)
{
	static const char *const namespaces[] = {"http://www.w3.org/1999/XSL/Transform", "http://www.w3.org/2001/XMLSchema"};
	if (!qz_xml_is(node, "include") || !node->ns)
		return false;
	for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++)
		if (strcmp(QZ_C(node->ns->href), namespaces[i]) == 0)
			return true;
	return false;
}

/* True when this file was not taken before; remembers it. Takes the name. */
static bool take_once(struct splice *splice, char *name)
{
	for (size_t i = 0; i < splice->ntaken; i++) {
		if (strcmp(splice->taken[i], name) == 0) {
			free(name);
			return false;
		}
	}
	if (splice->ntaken == MAX_INCLUDES) {
		complain(splice->diag, name, "too many includes");
		free(name);
		return false;
	}
	splice->taken[splice->ntaken++] = name;
	return true;
}

/* Whether a blank-separated list has the word. */
static bool lists(const struct qz_buf *list, const char *word, size_t len)
{
	for (const char *at = list->data ? list->data : ""; *(at += strspn(at, BLANKS)); at += strcspn(at, BLANKS))
		if (strcspn(at, BLANKS) == len && memcmp(at, word, len) == 0)
			return true;
	return false;
}

/* Adds a part's list of prefixes to that of the whole, each once: libxslt goes through them for every template. */
static int merge_list(xmlNode *whole, const xmlNode *part, const char *name)
{
	const char *more = qz_xml_attr(part, name), *known = qz_xml_attr(whole, name);
	if (!more)
		return 0;
	struct qz_buf all;
	qz_buf_init(&all);
	qz_buf_puts(&all, known ? known : "");
	for (size_t len; *(more += strspn(more, BLANKS)); more += len) {
		len = strcspn(more, BLANKS);
		if (!lists(&all, more, len))
			qz_buf_printf(&all, "%s%.*s", all.len ? " " : "", (int)len, more);
	}
	int result = !all.failed && xmlSetProp(whole, QZ_X(name), QZ_X(all.data ? all.data : "")) ? 0 : -1;
	qz_buf_done(&all);
	return result;
}

/* Declares the part's prefixes on the whole: XPath expressions use them too. */
static int merge_prefixes(xmlNode *whole, const xmlNode *part)
{
	for (const xmlNs *ns = part->nsDef; ns; ns = ns->next) {
		const xmlNs *known = xmlSearchNs(whole->doc, whole, ns->prefix);
		if (known && !xmlStrEqual(known->href, ns->href))
			return -1; /* one prefix, two namespaces: the files do not fit together */
		if (!known && !xmlNewNs(whole, ns->href, ns->prefix))
			return -1;
	}
	int result = merge_list(whole, part, "exclude-result-prefixes");
	return result == 0 ? merge_list(whole, part, "extension-element-prefixes") : result;
}

static int splice_includes(struct splice *splice, xmlDoc *doc, const char *name);

/* Puts copies of the file's top-level elements before the include, and removes it. */
static int replace_include(struct splice *splice, xmlNode *include, const char *base)
{
	const char *attr = qz_xml_attr(include, "href");
	if (!attr)
		attr = qz_xml_attr(include, "schemaLocation");
	char *name = attr ? resolve(base, attr) : NULL;
	int result = name ? 0 : -1;
	if (name && take_once(splice, name)) {
		xmlDoc *part = parse_resource(splice->folder, name, splice->diag);
		result = part ? splice_includes(splice, part, name) : -1;
		if (result == 0)
			result = merge_prefixes(xmlDocGetRootElement(include->doc), xmlDocGetRootElement(part));
		for (xmlNode *node = part ? qz_xml_child(xmlDocGetRootElement(part), NULL) : NULL; node && result == 0;
		     node = qz_xml_next(node, NULL)) {
			xmlNode *copy = xmlDocCopyNode(node, include->doc, 1);
			if (!copy || !xmlAddPrevSibling(include, copy)) {
				splice->diag->failed = true;
				result = -1;
			}
		}
		if (part)
			xmlFreeDoc(part);
	}
	xmlUnlinkNode(include);
	xmlFreeNode(include);
	return result;
}

static int splice_includes(struct splice *splice, xmlDoc *doc, const char *name)
{
	xmlNode *next;
	for (xmlNode *node = qz_xml_child(xmlDocGetRootElement(doc), NULL); node; node = next) {
		next = qz_xml_next(node, NULL);
		if (is_include(node) && replace_include(splice, node, name) != 0)
			return -1;
	}
	return 0;
}

xmlDoc *qz_resource_tree(const char *folder, const char *name, struct qz_diag *diag)
{
	struct splice splice = {.folder = folder, .diag = diag};
	xmlDoc *doc = folder ? NULL : parse_embedded(qz_spliced, name, diag);
	if (doc)
		return doc;
	doc = parse_resource(folder, name, diag);
	if (doc && splice_includes(&splice, doc, name) != 0) {
		if (!diag->failed && !diag->count)
			complain(diag, name, "an include cannot be resolved");
		xmlFreeDoc(doc);
		doc = NULL;
	}
	for (size_t i = 0; i < splice.ntaken; i++)
		free(splice.taken[i]);
	return doc;
}
