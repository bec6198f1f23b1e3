/*
 * The summary of a comparison, for merge.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "diff/merge.h"

void qz_total_init(struct qz_total *total)
{
	*total = (struct qz_total){0};
	qz_map_init(&total->keys);
}

void qz_total_done(struct qz_total *total)
{
	for (size_t i = 0; i < total->ntypes; i++)
		free(total->types[i].name);
	free(total->types);
	free(total->citations);
	qz_map_done(&total->keys, NULL);
}

/* The counts of a type: by its name in the vocabulary, else as written. Takes the text. */
static struct qz_counts *find_type_take(struct qz_merge *merge, char *text)
{
	struct qz_total *total = &merge->total;
	const struct qz_power_type *known = text ? qz_power_type_find(merge->options->vocabulary, text, strlen(text)) : NULL;
	const char *name = known ? known->name : text;
	for (size_t i = 0; text && i < total->ntypes; i++) {
		if (strcmp(total->types[i].name, name) == 0) {
			free(text);
			return &total->types[i].counts;
		}
	}
	char *copy = text ? strdup(name) : NULL;
	free(text);
	if (!copy || !qz_array_grow(&total->types, total->ntypes, &total->types_cap, sizeof *total->types)) {
		free(copy);
		merge->differ.marker.failed = true;
		return NULL;
	}
	total->types[total->ntypes] = (struct qz_type_counts){.name = copy, .code = known ? known->code : NULL};
	return &total->types[total->ntypes++].counts;
}

static void count(struct qz_counts *counts, enum qz_kind kind, bool moved, bool form)
{
	counts->kinds[kind]++;
	counts->moved += moved;
	counts->form += form && kind == QZ_KIND_KEPT;
}

void qz_total_count(struct qz_merge *merge, enum qz_kind kind, const xmlNode *item, bool moved, bool form)
{
	struct qz_buf type;
	const xmlNode *field = qz_xml_child(item, "powerType");
	qz_buf_init(&type);
	if (field)
		qz_xml_text(field, &type);
	type.len = type.data ? qz_trim_end(type.data, type.len) : 0;
	if (type.data)
		type.data[type.len] = '\0';
	struct qz_counts *counts = find_type_take(merge, qz_buf_take(&type));
	if (!counts)
		return;
	count(counts, kind, moved, form);
	count(&merge->total.all, kind, moved, form);
}

static uint32_t key_of(struct qz_total *total, const xmlNode *citation)
{
	static const char *const names[] = {"law", "was-law", "from", "to"};
	struct qz_buf key;
	qz_buf_init(&key);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = qz_xml_attr(citation, names[i]);
		qz_buf_printf(&key, "%s\1", value ? value : "");
	}
	uint32_t id = key.failed ? 0 : qz_map_number(&total->keys, key.data, key.len);
	total->keys.failed |= key.failed;
	qz_buf_done(&key);
	return id;
}

void qz_total_citations(struct qz_merge *merge, const xmlNode *changes)
{
	struct qz_total *total = &merge->total;
	for (const xmlNode *field = qz_xml_child(changes, "field"); field; field = qz_xml_next(field, "field")) {
		for (const xmlNode *at = qz_xml_child(field, "citation"); at; at = qz_xml_next(at, "citation")) {
			uint32_t id = key_of(total, at);
			if (total->keys.failed || (id == total->ncitations && !qz_array_grow(&total->citations, total->ncitations, &total->citations_cap, sizeof *total->citations))) {
				merge->differ.marker.failed = true;
				return;
			}
			if (id == total->ncitations)
				total->citations[total->ncitations++] = (struct qz_citation_count){.citation = at};
			total->citations[id].items += total->citations[id].last != changes;
			total->citations[id].last = changes;
		}
	}
}

static int by_items(const void *a, const void *b)
{
	const struct qz_citation_count *one = a, *two = b;
	if (one->items != two->items)
		return one->items > two->items ? -1 : 1;
	const char *x = qz_xml_attr(one->citation, "law"), *y = qz_xml_attr(two->citation, "law");
	int order = strcmp(x ? x : "", y ? y : "");
	order = order ? order : strcmp(qz_xml_attr(one->citation, "from"), qz_xml_attr(two->citation, "from"));
	return order ? order : strcmp(qz_xml_attr(one->citation, "to"), qz_xml_attr(two->citation, "to"));
}

static void write_counts(struct qz_marker *marker, xmlNode *node, const struct qz_counts *counts)
{
	for (enum qz_kind kind = 0; kind < QZ_KINDS; kind++)
		qz_mark_set_number(marker, node, qz_kind_name(kind), counts->kinds[kind]);
	qz_mark_set_number(marker, node, "moved", counts->moved);
	qz_mark_set_number(marker, node, "layout", counts->form);
}

static int by_code(const void *a, const void *b)
{
	const struct qz_type_counts *one = a, *two = b;
	int order = strcmp(one->code ? one->code : "~", two->code ? two->code : "~");
	return order ? order : strcmp(one->name, two->name);
}

static void write_types(struct qz_merge *merge)
{
	struct qz_marker *marker = &merge->differ.marker;
	struct qz_total *total = &merge->total;
	xmlNode *first = merge->summary->children; /* columns were summed up already */
	if (total->ntypes)
		qsort(total->types, total->ntypes, sizeof *total->types, by_code);
	for (size_t i = 0; i < total->ntypes; i++) {
		xmlNode *type = qz_mark_element(marker, merge->summary, "type");
		qz_mark_set(marker, type, "name", total->types[i].name);
		qz_mark_set(marker, type, "code", total->types[i].code);
		write_counts(marker, type, &total->types[i].counts);
		if (first && type)
			xmlAddPrevSibling(first, type);
	}
}

static void write_citations(struct qz_merge *merge)
{
	static const char *const names[] = {"law", "was-law", "from", "to", "was-article", "article"};
	struct qz_marker *marker = &merge->differ.marker;
	struct qz_total *total = &merge->total;
	if (total->ncitations)
		qsort(total->citations, total->ncitations, sizeof *total->citations, by_items);
	for (size_t i = 0; i < total->ncitations; i++) {
		xmlNode *citation = qz_mark_element(marker, merge->summary, "citation");
		for (size_t n = 0; n < sizeof names / sizeof *names; n++)
			qz_mark_set(marker, citation, names[n], qz_xml_attr(total->citations[i].citation, names[n]));
		qz_mark_set_number(marker, citation, "items", total->citations[i].items);
	}
}

void qz_total_write(struct qz_merge *merge)
{
	struct qz_marker *marker = &merge->differ.marker;
	if (!merge->summary)
		return;
	write_counts(marker, merge->summary, &merge->total.all);
	qz_mark_set_number(marker, merge->summary, "old", merge->old.count);
	qz_mark_set_number(marker, merge->summary, "new", merge->new.count);
	if (merge->options->ignore_layout)
		qz_mark_set(marker, merge->summary, "ignored", "layout");
	write_types(merge);
	write_citations(merge);
}

bool qz_total_differs(const struct qz_merge *merge)
{
	const struct qz_counts *all = &merge->total.all;
	for (enum qz_kind kind = 0; kind < QZ_KINDS; kind++)
		if (kind != QZ_KIND_KEPT && all->kinds[kind])
			return true;
	return all->form > 0 && !merge->options->ignore_layout;
}
