/*
 * Merging summaries, for merge.h. Lists come out in the order of their paths.
 */
#include "batch/merge.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/xml.h"
#include "batch/record_parts.h"

struct merge {
	xmlDoc **docs;
	size_t ndocs, cap;
	xmlNode **lists;
	size_t nlists, lists_cap;
	struct qz_diag *diag;
};

static enum qz_status cannot(struct merge *merge, const char *path, const char *reason)
{
	qz_diag_add(merge->diag, QZ_RULE_CANNOT_OPEN, NULL, "path", path, "reason", reason, NULL);
	return QZ_INPUT;
}

/* "b/c" for the folder a/b/c seen from a; "../x" is not made: a target stands above its parts, or is one of them. NULL: it does not. */
static char *relative_to(const char *target, const char *folder)
{
	char *above = realpath(target, NULL), *below = realpath(folder, NULL), *result = NULL;
	size_t len = above ? strlen(above) : 0;
	if (above && below && strncmp(above, below, len) == 0 && (below[len] == '/' || below[len] == '\0'))
		result = strdup(below + len + (below[len] == '/'));
	free(above);
	free(below);
	return result;
}

static bool prefix(xmlNode *node, const char *attribute, const char *before, bool href)
{
	const char *value = qz_xml_attr(node, attribute);
	struct qz_buf path;
	qz_buf_init(&path);
	if (href)
		qz_href_put(before, &path);
	else
		qz_buf_put_safe(&path, before);
	qz_buf_printf(&path, "/%s", value ? value : "");
	bool done = !path.failed && (!value || xmlSetProp(node, QZ_X(attribute), QZ_X(path.data)));
	qz_buf_done(&path);
	return done;
}

static bool add_lists(struct merge *merge, xmlDoc *doc, const char *before)
{
	for (xmlNode *list = qz_xml_child(xmlDocGetRootElement(doc), "list"); list; list = qz_xml_next(list, "list")) {
		bool done = !*before || prefix(list, "file", before, false);
		for (xmlNode *output = qz_xml_child(list, "output"); *before && done && output; output = qz_xml_next(output, "output"))
			done = prefix(output, "file", before, false) && prefix(output, "href", before, true);
		if (!done || !qz_array_grow(&merge->lists, merge->nlists, &merge->lists_cap, sizeof *merge->lists))
			return false;
		merge->lists[merge->nlists++] = list;
	}
	return true;
}

static enum qz_status add_file(struct merge *merge, const char *folder, const char *name, const char *before)
{
	struct qz_limits limits;
	struct qz_buf path;
	char *bytes = NULL;
	size_t len;
	xmlDoc *doc = NULL;
	qz_limits_init(&limits);
	qz_buf_init(&path);
	qz_buf_printf(&path, "%s/%s", folder, name);
	enum qz_status status = path.failed ? QZ_INPUT : qz_file_read(path.data, &limits, &bytes, &len, merge->diag);
	if (status == QZ_OK)
		doc = qz_xml_parse(bytes, len, name, NULL);
	if (status == QZ_OK && (!doc || !qz_xml_is(xmlDocGetRootElement(doc), "summary")))
		status = cannot(merge, path.data, "no summary");
	if (status == QZ_OK && qz_array_grow(&merge->docs, merge->ndocs, &merge->cap, sizeof *merge->docs)) {
		merge->docs[merge->ndocs++] = doc;
		merge->diag->failed |= !add_lists(merge, doc, before);
	} else {
		xmlFreeDoc(doc);
	}
	free(bytes);
	qz_buf_done(&path);
	return status;
}

static int is_shard(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);
	return strncmp(entry->d_name, "summary.", 8) == 0 && strstr(entry->d_name, "-of-") && len > 4 && strcmp(entry->d_name + len - 4, ".xml") == 0;
}

static enum qz_status add_folder(struct merge *merge, const char *folder, const char *target)
{
	struct dirent **shards;
	if (access(folder, F_OK) != 0)
		return cannot(merge, folder, strerror(errno));
	char *before = relative_to(target, folder);
	int count = before ? scandir(folder, &shards, is_shard, alphasort) : -1;
	if (count < 0) {
		enum qz_status status = cannot(merge, folder, before ? strerror(errno) : "not below the folder of the summary (-o)");
		free(before);
		return status;
	}
	enum qz_status status = count ? QZ_OK : add_file(merge, folder, "summary.xml", before);
	for (int i = 0; i < count; i++) {
		enum qz_status one = add_file(merge, folder, shards[i]->d_name, before);
		status = one > status ? one : status;
		free(shards[i]);
	}
	free(shards);
	free(before);
	return status;
}

static int by_file(const void *a, const void *b)
{
	xmlNode *const *left = a, *const *right = b;
	const char *one = qz_xml_attr(*left, "file"), *other = qz_xml_attr(*right, "file");
	return strcmp(one ? one : "", other ? other : "");
}

/* One list of each file, in the order of the paths. */
static bool put_lists(struct merge *merge, struct qz_buf *out)
{
	xmlBuffer *text = xmlBufferCreate();
	if (merge->nlists)
		qsort(merge->lists, merge->nlists, sizeof *merge->lists, by_file);
	for (size_t i = 0; text && i < merge->nlists; i++) {
		if (i && by_file(&merge->lists[i - 1], &merge->lists[i]) == 0)
			continue;
		xmlBufferEmpty(text);
		if (xmlNodeDump(text, merge->lists[i]->doc, merge->lists[i], 0, 0) < 0)
			break;
		qz_buf_puts(out, QZ_C(xmlBufferContent(text)));
		qz_buf_putc(out, '\n');
	}
	bool done = text != NULL;
	if (text)
		xmlBufferFree(text);
	return done;
}

enum qz_status qz_merge(const char *const *folders, size_t count, const char *target, struct qz_buf *out, struct qz_diag *diag)
{
	struct merge merge = {.diag = diag};
	enum qz_status status = access(folders[0], F_OK) == 0 ? qz_file_make_folder(target, diag) : QZ_OK;
	for (size_t i = 0; i < count && status != QZ_OUTPUT; i++) {
		enum qz_status one = add_folder(&merge, folders[i], target);
		status = one > status ? one : status;
	}
	qz_buf_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<summary xmlns=\"" QZ_SUMMARY_NS "\" version=\"1.0\" quanze=\"%s\">\n", qz_version());
	diag->failed |= !put_lists(&merge, out);
	qz_buf_puts(out, "</summary>\n");
	for (size_t i = 0; i < merge.ndocs; i++)
		xmlFreeDoc(merge.docs[i]);
	free(merge.docs);
	free(merge.lists);
	return out->failed || diag->failed ? QZ_INPUT : status;
}
