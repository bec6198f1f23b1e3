/*
 * What earlier runs wrote and no input stands behind any more, for record.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/below.h"
#include "base/xml.h"
#include "batch/record_parts.h"

/* The paths of what this run's rows say is there. */
static xmlHashTable *present(const xmlDoc *doc)
{
	xmlHashTable *files = xmlHashCreate(4096);
	for (xmlNode *list = qz_xml_child(xmlDocGetRootElement(doc), "list"); files && list; list = qz_xml_next(list, "list"))
		for (xmlNode *output = qz_xml_child(list, "output"); output; output = qz_xml_next(output, "output"))
			xmlHashUpdateEntry(files, QZ_X(qz_xml_attr(output, "file")), output, NULL);
	return files;
}

struct search {
	xmlHashTable *files;
	const xmlNode **found;
	size_t count, cap;
	bool failed;
};

static void look_at(void *payload, void *context, const xmlChar *name)
{
	struct search *search = context;
	if (xmlHashLookup(search->files, name))
		return;
	if (!qz_array_grow(&search->found, search->count, &search->cap, sizeof *search->found))
		search->failed = true;
	else
		search->found[search->count++] = payload;
}

static int by_file(const void *a, const void *b)
{
	const xmlNode *const *left = a, *const *right = b;
	return strcmp(qz_xml_attr(*left, "file"), qz_xml_attr(*right, "file"));
}

static bool record_leftover(xmlNode *summary, const xmlNode *output)
{
	static const char *const names[] = {"file", "size", "sha256"};
	xmlNode *leftover = xmlNewChild(summary, summary->ns, QZ_X("leftover"), NULL);
	bool done = leftover != NULL;
	for (size_t i = 0; done && i < sizeof names / sizeof *names; i++) {
		const char *value = qz_xml_attr(output, names[i]);
		done = xmlNewProp(leftover, QZ_X(names[i]), QZ_X(value ? value : "")) != NULL;
	}
	return done && xmlAddChild(summary, xmlNewText(QZ_X("\n")));
}

bool qz_leftovers_add(struct qz_record *record, xmlDoc *doc, bool prune, struct qz_buf *names)
{
	struct search search = {.files = present(doc)};
	bool done = search.files != NULL;
	if (done)
		xmlHashScan(record->outputs, look_at, &search);
	done = done && !search.failed;
	if (search.count)
		qsort(search.found, search.count, sizeof *search.found, by_file);
	for (size_t i = 0; done && i < search.count; i++) {
		const char *file = qz_xml_attr(search.found[i], "file");
		bool remove = prune && qz_output_holds(record->folder, search.found[i]);
		if (!qz_below_exists(record->folder, file)) /* someone else removed it, or it never was ours */
			continue;
		if (remove)
			qz_below_remove(record->folder, file);
		else
			done = record_leftover(xmlDocGetRootElement(doc), search.found[i]);
		qz_buf_put_visible(names, file, strlen(file));
		qz_buf_putc(names, '\n');
	}
	xmlHashFree(search.files, NULL);
	free(search.found);
	return done && !names->failed;
}
