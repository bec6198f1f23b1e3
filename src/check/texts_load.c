/*
 * Reading a file by xsd/quanze-law-text.xsd into flat arrays, for texts_load.h. What is not of that form is broken,
 * with the line: no schema is compiled for it, a list may cite a hundred laws.
 */
#include "check/texts_load.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/xml.h"
#include "base/xmlguard.h"

#define NS "urn:quanze:law-text:1"

struct qz_text_loaded {
	struct qz_text_law law;
	struct qz_buf text;
	char *name, *detail;
	struct qz_text_version *versions;
	struct qz_text_article *articles;
	struct qz_text_paragraph *paragraphs;
	size_t nversions, narticles, nparagraphs, version_cap, article_cap, paragraph_cap;
	bool failed; /* memory ran out */
};

void qz_text_unload(struct qz_text_loaded *loaded)
{
	if (!loaded)
		return;
	qz_buf_done(&loaded->text);
	free(loaded->name);
	free(loaded->detail);
	free(loaded->versions);
	free(loaded->articles);
	free(loaded->paragraphs);
	free(loaded);
}

const struct qz_text_law *qz_text_loaded_law(const struct qz_text_loaded *loaded)
{
	return &loaded->law;
}

size_t qz_text_size(const struct qz_text_loaded *loaded)
{
	return sizeof *loaded + loaded->text.cap + loaded->version_cap * sizeof *loaded->versions +
	       loaded->article_cap * sizeof *loaded->articles + loaded->paragraph_cap * sizeof *loaded->paragraphs;
}

static void break_off(struct qz_text_loaded *loaded, const char *reason, int line)
{
	loaded->law.broken = reason;
	loaded->law.line = line;
}

/* What is not of the form: the element that is wrong. */
static bool refuse(struct qz_text_loaded *loaded, const xmlNode *node)
{
	break_off(loaded, "law text form", (int)xmlGetLineNo((xmlNode *)(uintptr_t)node));
	free(loaded->detail);
	loaded->detail = strdup(QZ_C(node->name));
	loaded->failed |= !loaded->detail;
	loaded->law.detail = loaded->detail;
	return false;
}

static bool is_element(const xmlNode *node, const char *name)
{
	return qz_xml_is(node, name) && node->ns && strcmp(QZ_C(node->ns->href), NS) == 0;
}

static bool grow(struct qz_text_loaded *loaded, void *array, size_t count, size_t *cap, size_t size)
{
	if (qz_array_grow(array, count, cap, size))
		return true;
	loaded->failed = true;
	return false;
}

static bool read_paragraph(struct qz_text_loaded *loaded, const xmlNode *node)
{
	const char *point = qz_xml_attr(node, "point");
	struct qz_text_paragraph paragraph = {.at = loaded->text.len};
	if (!is_element(node, "p") || qz_xml_child(node, NULL))
		return refuse(loaded, node);
	if (point) {
		char *end;
		unsigned long number = strtoul(point, &end, 10);
		if (*point < '1' || *point > '9' || *end || number > UINT16_MAX)
			return refuse(loaded, node);
		paragraph.point = (uint32_t)number;
	}
	qz_xml_text(node, &loaded->text);
	paragraph.len = loaded->text.len - paragraph.at;
	if (!grow(loaded, &loaded->paragraphs, loaded->nparagraphs, &loaded->paragraph_cap, sizeof paragraph))
		return false;
	loaded->paragraphs[loaded->nparagraphs++] = paragraph;
	return true;
}

/* Articles have to rise: they are looked up by halves. */
static bool read_article(struct qz_text_loaded *loaded, struct qz_text_version *version, const xmlNode *node)
{
	const char *number = qz_xml_attr(node, "n");
	struct qz_text_article article = {.number = number ? qz_law_article_read(&number) : 0,
					  .paragraphs = loaded->nparagraphs};
	const struct qz_text_article *last = version->narticles ? &loaded->articles[loaded->narticles - 1] : NULL;
	if (!is_element(node, "article") || !article.number || *number || (last && last->number >= article.number))
		return refuse(loaded, node);
	for (const xmlNode *child = qz_xml_child(node, NULL); child; child = qz_xml_next(child, NULL))
		if (!read_paragraph(loaded, child))
			return false;
	article.nparagraphs = loaded->nparagraphs - article.paragraphs;
	if (!grow(loaded, &loaded->articles, loaded->narticles, &loaded->article_cap, sizeof article))
		return false;
	loaded->articles[loaded->narticles++] = article;
	version->narticles++;
	return true;
}

/* A day, or "unknown". */
static bool read_day(const xmlNode *node, const char *name, qz_law_day *day)
{
	const char *value = qz_xml_attr(node, name);
	*day = value ? qz_law_day_read(value) : 0;
	return value && (*day % 100 || strcmp(value, "unknown") == 0);
}

static bool read_version(struct qz_text_loaded *loaded, const xmlNode *node)
{
	struct qz_text_version version = {.articles = loaded->narticles};
	if (!is_element(node, "version") || !read_day(node, "adopted", &version.adopted) ||
	    !read_day(node, "promulgated", &version.promulgated) || !read_day(node, "force", &version.force))
		return refuse(loaded, node);
	for (const xmlNode *child = qz_xml_child(node, NULL); child; child = qz_xml_next(child, NULL))
		if (!read_article(loaded, &version, child))
			return false;
	if (!grow(loaded, &loaded->versions, loaded->nversions, &loaded->version_cap, sizeof version))
		return false;
	loaded->versions[loaded->nversions++] = version;
	return true;
}

static void read_root(struct qz_text_loaded *loaded, const xmlNode *root)
{
	const char *name = qz_xml_attr(root, "name"), *version = qz_xml_attr(root, "version");
	const xmlNode *child = qz_xml_child(root, NULL);
	if (!is_element(root, "law-text") || !name || !*name || !version || strcmp(version, "1.0") != 0 || !child) {
		refuse(loaded, root);
		return;
	}
	loaded->name = strdup(name);
	loaded->failed |= !loaded->name;
	while (child && read_version(loaded, child))
		child = qz_xml_next(child, NULL);
	loaded->failed |= loaded->text.failed;
}

static void read_bytes(struct qz_text_loaded *loaded, const char *bytes, size_t len)
{
	struct qz_xml_guard guard;
	struct qz_xml_error error = {.line = 0};
	qz_xml_guard_init(&guard);
	if (!qz_xml_guard_pass(&guard, bytes, len)) {
		break_off(loaded, "xml", 0);
		return;
	}
	xmlDoc *doc = qz_xml_parse(bytes, len, loaded->law.file, &error);
	if (doc)
		read_root(loaded, xmlDocGetRootElement(doc));
	else
		break_off(loaded, "xml", error.line);
	xmlFreeDoc(doc);
}

static void read_file(struct qz_text_loaded *loaded, const char *path, const struct qz_limits *limits)
{
	struct stat info;
	struct qz_diag unsaid; /* what is wrong is said of the store, once for each list */
	char *bytes = NULL;
	size_t len;
	if (stat(path, &info) != 0 || !S_ISREG(info.st_mode)) {
		break_off(loaded, "law text unreadable", 0);
		return;
	}
	if ((size_t)info.st_size > limits->law_text_bytes) {
		break_off(loaded, "law text size", 0);
		return;
	}
	qz_diag_init(&unsaid);
	if (qz_file_read(path, limits, &bytes, &len, &unsaid) == QZ_OK)
		read_bytes(loaded, bytes, len);
	else
		break_off(loaded, "law text unreadable", 0);
	loaded->failed |= unsaid.failed;
	qz_diag_done(&unsaid);
	free(bytes);
}

struct qz_text_loaded *qz_text_load(const char *path, const char *file, const struct qz_limits *limits)
{
	struct qz_text_loaded *loaded = calloc(1, sizeof *loaded);
	if (!loaded)
		return NULL;
	qz_buf_init(&loaded->text);
	loaded->law.file = file;
	read_file(loaded, path, limits);
	if (loaded->failed) {
		qz_text_unload(loaded);
		return NULL;
	}
	loaded->law.name = loaded->name;
	loaded->law.text = loaded->text.data ? loaded->text.data : "";
	loaded->law.versions = loaded->versions;
	loaded->law.articles = loaded->articles;
	loaded->law.paragraphs = loaded->paragraphs;
	loaded->law.nversions = loaded->nversions;
	return loaded;
}
