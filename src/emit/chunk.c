/*
 * Dividing a document, for chunk.h. What a chunk needs of the rest of the list
 * is looked up in a hash table, so that the cost of all chunks together is that
 * of the list.
 */
#include "emit/chunk.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/xml.h"

/* ---- the plan ---- */

static bool plan_table(struct qz_chunks *chunks, const xmlNode *table, size_t most)
{
	size_t items = chunks->items, before = 0;
	const xmlNode *previous = NULL;
	struct qz_chunk *chunk = NULL;
	for (const xmlNode *item = qz_xml_child(table, "item"); item; previous = item, item = qz_xml_next(item, "item"), before++) {
		if (!chunk || (most && chunk->count == most)) {
			if (!qz_array_grow(&chunks->chunks, chunks->count, &chunks->cap, sizeof *chunks->chunks))
				return false;
			chunk = &chunks->chunks[chunks->count++];
			*chunk = (struct qz_chunk){.table = table, .previous = previous, .first = item, .number = chunks->tables, .items = items, .before = before};
		}
		chunk->count++;
	}
	chunks->items += before;
	return true;
}

/* The kind of an entry by the name of its element; QZ_ENTRY_KINDS: none that anything asks for. */
static enum qz_entry_kind kind_of(const xmlNode *entry)
{
	static const char *const names[QZ_ENTRY_KINDS] = {"repair", "type", "law", "head", "rule"};
	size_t kind = 0;
	while (kind < QZ_ENTRY_KINDS && !qz_xml_is(entry, names[kind]))
		kind++;
	return (enum qz_entry_kind)kind;
}

static bool add_entry(struct qz_chunks *chunks, const xmlNode *entry, const char *key)
{
	enum qz_entry_kind kind = kind_of(entry);
	if (!key || kind == QZ_ENTRY_KINDS || qz_map_get(&chunks->index[kind], key, strlen(key)))
		return true; /* of several, the first */
	if (!qz_array_grow(&chunks->entries, chunks->nentries, &chunks->entries_cap, sizeof *chunks->entries))
		return false;
	chunks->entries[chunks->nentries++] = entry;
	return qz_map_put(&chunks->index[kind], key, strlen(key), (void *)(uintptr_t)chunks->nentries) == 0;
}

static bool set_number(xmlNode *node, xmlNs *stage, const char *name, size_t value)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%zu", value);
	return node && xmlSetNsProp(node, stage, QZ_X(name), QZ_X(digits));
}

/* The items of each serial: its one item, or the list itself where there are several. */
static bool find_serials(xmlNode *list, struct qz_map *serials)
{
	struct qz_buf text;
	bool done = true;
	qz_buf_init(&text);
	for (const xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table")) {
		for (xmlNode *item = qz_xml_child(table, "item"); item && done; item = qz_xml_next(item, "item")) {
			qz_buf_clear(&text);
			qz_xml_text(qz_xml_child(item, "serial"), &text);
			if (text.len)
				done = qz_map_put(serials, text.data, text.len, qz_map_get(serials, text.data, text.len) ? list : item) == 0;
			done &= !text.failed;
		}
	}
	qz_buf_done(&text);
	return done;
}

/*
 * A repair of an item that is the only one of its serial gets its id, s:only, to be linked by: a key would find all
 * items of a serial for each repair, and each time copy them.
 */
static int mark_repairs(xmlDoc *doc)
{
	xmlNode *list = xmlDocGetRootElement(doc), *repairs = qz_xml_child(qz_xml_child(list, "head"), "repairs");
	xmlNs *stage = qz_xml_stage_ns(doc);
	struct qz_map serials;
	if (!repairs || !stage)
		return stage ? 0 : -1;
	qz_map_init(&serials);
	bool done = find_serials(list, &serials);
	for (xmlNode *repair = qz_xml_child(repairs, "repair"); repair && done; repair = qz_xml_next(repair, "repair")) {
		const char *serial = qz_xml_attr(repair, "item");
		const xmlNode *item = serial ? qz_map_get(&serials, serial, strlen(serial)) : NULL;
		const char *id = item && item != list ? qz_xml_attr(item, "id") : NULL;
		done = !id || xmlSetNsProp(repair, stage, QZ_X("only"), QZ_X(id));
	}
	qz_map_done(&serials, NULL);
	return done ? 0 : -1;
}

int qz_chunks_number(xmlDoc *doc)
{
	xmlNs *stage = qz_xml_stage_ns(doc);
	bool done = stage;
	size_t number = 0, items = 0;
	for (xmlNode *table = qz_xml_child(xmlDocGetRootElement(doc), "table"); table && done; table = qz_xml_next(table, "table")) {
		done = set_number(table, stage, "number", ++number) && set_number(table, stage, "items", items);
		for (const xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			items++;
	}
	return done ? mark_repairs(doc) : -1;
}

int qz_chunks_init(struct qz_chunks *chunks, const xmlDoc *doc, size_t most)
{
	const xmlNode *list = xmlDocGetRootElement(doc), *repairs = qz_xml_child(qz_xml_child(list, "head"), "repairs");
	*chunks = (struct qz_chunks){.shared = xmlNewDoc(QZ_X("1.0"))};
	for (size_t kind = 0; kind < QZ_ENTRY_KINDS; kind++)
		qz_map_init(&chunks->index[kind]);
	bool done = chunks->shared;
	for (const xmlNode *repair = qz_xml_child(repairs, "repair"); repair && done; repair = qz_xml_next(repair, "repair"))
		done = add_entry(chunks, repair, qz_xml_attr(repair, "pos"));
	for (const xmlNode *table = qz_xml_child(list, "table"); table && done; table = qz_xml_next(table, "table")) {
		chunks->tables++;
		done = plan_table(chunks, table, most);
	}
	if (done)
		return 0;
	qz_chunks_done(chunks);
	return -1;
}

void qz_chunks_done(struct qz_chunks *chunks)
{
	free(chunks->chunks);
	free(chunks->entries);
	for (size_t kind = 0; kind < QZ_ENTRY_KINDS; kind++)
		qz_map_done(&chunks->index[kind], NULL);
	xmlFreeDoc(chunks->shared);
	*chunks = (struct qz_chunks){0};
}

int qz_chunks_share(struct qz_chunks *chunks, const xmlNode *shared)
{
	xmlNode *copy = xmlDocCopyNode((xmlNode *)(uintptr_t)shared, chunks->shared, 1), *root = xmlDocGetRootElement(chunks->shared);
	if (!copy || !(root ? xmlAddSibling(root, copy) : (xmlDocSetRootElement(chunks->shared, copy), copy))) {
		xmlFreeNode(copy);
		return -1;
	}
	for (const xmlNode *entry = qz_xml_child(copy, NULL); entry; entry = qz_xml_next(entry, NULL))
		if (!add_entry(chunks, entry, qz_xml_attr(entry, "name")))
			return -1;
	return 0;
}

/* ---- one chunk ---- */

struct maker {
	const struct qz_chunks *chunks;
	xmlDoc *doc;
	xmlNode *list;
	xmlNs *ns, *stage;
	uintptr_t *wanted; /* numbers of entries, from 1 */
	size_t nwanted, cap;
	struct qz_buf text;
};

static bool want(struct maker *maker, enum qz_entry_kind kind, const char *key)
{
	uintptr_t entry = key ? (uintptr_t)qz_map_get(&maker->chunks->index[kind], key, strlen(key)) : 0;
	if (!entry)
		return true;
	if (!qz_array_grow(&maker->wanted, maker->nwanted, &maker->cap, sizeof *maker->wanted))
		return false;
	maker->wanted[maker->nwanted++] = entry;
	return true;
}

/* What an element below an item asks for. */
static bool want_for(struct maker *maker, const xmlNode *node)
{
	bool done = want(maker, QZ_ENTRY_REPAIR, qz_xml_attr(node, "pos"));
	if (qz_xml_is(node, "powerType")) {
		qz_buf_clear(&maker->text);
		qz_xml_text(node, &maker->text);
		const char *type = maker->text.data ? maker->text.data : "";
		done &= !maker->text.failed && want(maker, QZ_ENTRY_TYPE, type) && want(maker, QZ_ENTRY_HEAD, type);
	} else if (qz_xml_is(node, "cite")) {
		done &= want(maker, QZ_ENTRY_LAW, qz_xml_attr(node, "law"));
	} else if (qz_xml_is(node, "finding")) {
		done &= want(maker, QZ_ENTRY_RULE, qz_xml_attr(node, "rule"));
	}
	return done;
}

/* Walks an item. */
static bool want_all(struct maker *maker, const xmlNode *item)
{
	const xmlNode *at = item->children;
	while (at) {
		if (at->type == XML_ELEMENT_NODE && !want_for(maker, at))
			return false;
		at = qz_xml_after(at, item);
	}
	return true;
}

static xmlNode *add_element(struct maker *maker, xmlNode *parent, xmlNs *ns, const char *name)
{
	xmlNode *node = parent ? xmlNewDocNode(maker->doc, ns, QZ_X(name), NULL) : NULL;
	if (!node || xmlAddChild(parent, node))
		return node;
	xmlFreeNode(node);
	return NULL;
}

/* What was measured of a table. */
static bool copy_measure(const struct maker *maker, xmlNode *table, const xmlNode *whole, const char *name)
{
	xmlChar *measure = xmlGetNsProp(whole, QZ_X(name), QZ_X(QZ_STAGE_NS));
	bool done = !measure || (table && xmlNewNsProp(table, maker->stage, QZ_X(name), measure));
	xmlFree(measure);
	return done;
}

static xmlNode *add_copy(struct maker *maker, xmlNode *parent, const xmlNode *node)
{
	xmlNode *copy = parent ? xmlDocCopyNode((xmlNode *)(uintptr_t)node, maker->doc, 1) : NULL;
	if (!copy || xmlAddChild(parent, copy))
		return copy;
	xmlFreeNode(copy);
	return NULL;
}

static bool add_neighbour(struct maker *maker, xmlNode *table, const xmlNode *item)
{
	xmlNode *copy = item ? add_copy(maker, table, item) : NULL;
	return !item || (copy && xmlNewNsProp(copy, maker->stage, QZ_X("beside"), QZ_X("yes")));
}

static bool add_items(struct maker *maker, const struct qz_chunk *chunk, xmlNode *table)
{
	const xmlNode *item = chunk->first;
	bool done = add_neighbour(maker, table, chunk->previous);
	for (size_t i = 0; i < chunk->count && done; i++, item = qz_xml_next(item, "item"))
		done = add_copy(maker, table, item) && want_all(maker, item);
	return done && add_neighbour(maker, table, item);
}

static int compare(const void *a, const void *b)
{
	const uintptr_t *one = a, *other = b;
	return (*one > *other) - (*one < *other);
}

/* What was asked for, in its own order, each once. */
static bool add_wanted(struct maker *maker, xmlNode *repairs, xmlNode *shared)
{
	bool done = repairs && shared;
	if (maker->nwanted)
		qsort(maker->wanted, maker->nwanted, sizeof *maker->wanted, compare);
	for (size_t i = 0; i < maker->nwanted && done; i++) {
		const xmlNode *entry = maker->chunks->entries[maker->wanted[i] - 1];
		if (i == 0 || maker->wanted[i] != maker->wanted[i - 1])
			done = add_copy(maker, qz_xml_is(entry, "repair") ? repairs : shared, entry);
	}
	return done;
}

/* What the list is called goes by these (xslt/common/document.xsl). */
static bool add_names(struct maker *maker, const struct qz_chunk *chunk, xmlNode *head)
{
	const xmlNode *whole = qz_xml_child(chunk->table->parent, "head");
	bool done = head, source = false;
	for (const xmlNode *node = qz_xml_child(whole, NULL); node && done; node = qz_xml_next(node, NULL)) {
		bool first = qz_xml_is(node, "source") && !source;
		source |= first;
		if (first || qz_xml_is(node, "title") || qz_xml_is(node, "body") || qz_xml_is(node, "meta"))
			done = add_copy(maker, head, node);
	}
	return done;
}

static bool fill(struct maker *maker, const struct qz_chunk *chunk)
{
	xmlNode *head = add_element(maker, maker->list, maker->ns, "head");
	bool named = add_names(maker, chunk, head);
	xmlNode *repairs = add_element(maker, head, maker->ns, "repairs");
	xmlNode *shared = add_element(maker, maker->list, maker->stage, "shared");
	const xmlNode *plan = qz_xml_child(chunk->table->parent, "plan"); /* of outputs that are data */
	xmlNode *table = add_element(maker, maker->list, maker->ns, "table"), *columns = qz_xml_child(chunk->table, "columns");
	return named && set_number(maker->list, maker->stage, "tables", maker->chunks->tables) &&
	       set_number(maker->list, maker->stage, "count", maker->chunks->items) && set_number(table, maker->stage, "number", chunk->number) &&
	       set_number(table, maker->stage, "items", chunk->items) && set_number(table, maker->stage, "before", chunk->before) &&
	       copy_measure(maker, table, chunk->table, "widths") && copy_measure(maker, table, chunk->table, "told") &&
	       (!columns || add_copy(maker, table, columns)) && add_items(maker, chunk, table) && add_wanted(maker, repairs, shared) &&
	       (!plan || add_copy(maker, maker->list, plan));
}

xmlDoc *qz_chunk_document(const struct qz_chunks *chunks, size_t index, xmlDict *dict)
{
	struct maker maker = {.chunks = chunks, .doc = xmlNewDoc(QZ_X("1.0"))};
	qz_buf_init(&maker.text);
	if (maker.doc && dict && xmlDictReference(dict) == 0)
		maker.doc->dict = dict;
	maker.list = maker.doc ? xmlNewDocNode(maker.doc, NULL, QZ_X("list"), NULL) : NULL;
	if (maker.list) {
		xmlDocSetRootElement(maker.doc, maker.list);
		maker.ns = xmlNewNs(maker.list, QZ_X(QZ_NS), NULL);
		maker.stage = xmlNewNs(maker.list, QZ_X(QZ_STAGE_NS), QZ_X("s"));
		xmlSetNs(maker.list, maker.ns);
	}
	bool done = maker.ns && maker.stage && fill(&maker, &chunks->chunks[index]);
	free(maker.wanted);
	qz_buf_done(&maker.text);
	if (done)
		return maker.doc;
	xmlFreeDoc(maker.doc);
	return NULL;
}
