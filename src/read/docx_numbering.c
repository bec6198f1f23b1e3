/*
 * Word's automatic numbers (ECMA-376 Part 1, 17.9): a reader of the printed
 * list sees them, so they are content; this counts them out. Lists that share
 * an abstract definition go on counting where the other stopped, unless they
 * say where to start.
 */
#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "read/docx_parts.h"

#define LEVELS 9
#define NONE (-1L)

struct level {
	const char *format, *text; /* borrowed from the tree; NULL: not defined */
	long start, restart;	   /* restart: a level above this one (from 1) begins it anew; 0 never */
	bool arabic;		   /* shows the levels above in Arabic figures */
};

struct abstract {
	const xmlNode *node;
	struct level levels[LEVELS];
	long counts[LEVELS]; /* the number last given, or NONE */
};

struct list {
	struct abstract *abstract;
	struct level levels[LEVELS];
	long starts[LEVELS]; /* of its own, until used; or NONE */
};

struct qz_docx_numbering {
	struct abstract *abstracts;
	struct list *lists;
	xmlHashTable *abstracts_by_id, *abstracts_by_style, *lists_by_id;
};

static long level_of(const xmlNode *node)
{
	long level = qz_docx_number(qz_docx_attr(node, "ilvl"), NONE);
	return level >= 0 && level < LEVELS ? level : NONE;
}

static long bounded(const char *value, long otherwise)
{
	long number = qz_docx_number(value, otherwise);
	return number < 0 ? 0 : number > 1000000 ? 1000000 : number;
}

static void read_level(struct level *level, const xmlNode *node, long index)
{
	const char *format = qz_docx_val(node, "numFmt"), *text = qz_docx_val(node, "lvlText");
	level->format = format ? format : "decimal";
	level->text = text ? text : "";
	level->start = bounded(qz_docx_val(node, "start"), 0);
	level->restart = bounded(qz_docx_val(node, "lvlRestart"), index);
	level->arabic = qz_docx_switch(node, "isLgl") == 1;
}

static void read_levels(struct abstract *abstract)
{
	for (const xmlNode *at = qz_xml_child(abstract->node, "lvl"); at; at = qz_xml_next(at, "lvl")) {
		long level = level_of(at);
		if (level != NONE)
			read_level(&abstract->levels[level], at, level);
	}
}

static void read_overrides(struct list *list, const xmlNode *num)
{
	for (const xmlNode *at = qz_xml_child(num, "lvlOverride"); at; at = qz_xml_next(at, "lvlOverride")) {
		long level = level_of(at);
		const char *start = qz_docx_val(at, "startOverride");
		if (level == NONE)
			continue;
		if (qz_xml_child(at, "lvl"))
			read_level(&list->levels[level], qz_xml_child(at, "lvl"), level);
		if (start)
			list->starts[level] = bounded(start, 0);
	}
}

static size_t count_children(const xmlNode *root, const char *name)
{
	size_t count = 0;
	for (const xmlNode *at = qz_xml_child(root, name); at; at = qz_xml_next(at, name))
		count++;
	return count;
}

static void remember(xmlHashTable *table, const char *key, void *value)
{
	if (key)
		xmlHashAddEntry(table, QZ_X(key), value); /* the first of a name counts */
}

static void read_abstracts(struct qz_docx_numbering *numbering, const xmlNode *root)
{
	struct abstract *abstract = numbering->abstracts;
	for (const xmlNode *at = qz_xml_child(root, "abstractNum"); at; at = qz_xml_next(at, "abstractNum"), abstract++) {
		abstract->node = at;
		for (size_t i = 0; i < LEVELS; i++)
			abstract->counts[i] = NONE;
		read_levels(abstract);
		remember(numbering->abstracts_by_id, qz_docx_attr(at, "abstractNumId"), abstract);
		remember(numbering->abstracts_by_style, qz_docx_val(at, "styleLink"), abstract);
	}
}

/* The definition named by its id; where it only points to a list style, the one that defines this. */
static struct abstract *find_abstract(const struct qz_docx_numbering *numbering, const char *id)
{
	struct abstract *abstract = id ? xmlHashLookup(numbering->abstracts_by_id, QZ_X(id)) : NULL;
	const char *style = abstract && !qz_xml_child(abstract->node, "lvl") ? qz_docx_val(abstract->node, "numStyleLink") : NULL;
	struct abstract *linked = style ? xmlHashLookup(numbering->abstracts_by_style, QZ_X(style)) : NULL;
	return linked ? linked : abstract;
}

static void read_lists(struct qz_docx_numbering *numbering, const xmlNode *root)
{
	struct list *list = numbering->lists;
	for (const xmlNode *at = qz_xml_child(root, "num"); at; at = qz_xml_next(at, "num"), list++) {
		for (size_t i = 0; i < LEVELS; i++)
			list->starts[i] = NONE;
		list->abstract = find_abstract(numbering, qz_docx_val(at, "abstractNumId"));
		if (!list->abstract)
			continue;
		memcpy(list->levels, list->abstract->levels, sizeof list->levels);
		read_overrides(list, at);
		remember(numbering->lists_by_id, qz_docx_attr(at, "numId"), list);
	}
}

struct qz_docx_numbering *qz_docx_numbering_new(const xmlNode *root)
{
	struct qz_docx_numbering *numbering = calloc(1, sizeof *numbering);
	if (!numbering)
		return NULL;
	numbering->abstracts = calloc(count_children(root, "abstractNum") + 1, sizeof *numbering->abstracts);
	numbering->lists = calloc(count_children(root, "num") + 1, sizeof *numbering->lists);
	numbering->abstracts_by_id = xmlHashCreate(0);
	numbering->abstracts_by_style = xmlHashCreate(0);
	numbering->lists_by_id = xmlHashCreate(0);
	if (!numbering->abstracts || !numbering->lists || !numbering->abstracts_by_id || !numbering->abstracts_by_style ||
	    !numbering->lists_by_id) {
		qz_docx_numbering_free(numbering);
		return NULL;
	}
	read_abstracts(numbering, root);
	read_lists(numbering, root);
	return numbering;
}

void qz_docx_numbering_free(struct qz_docx_numbering *numbering)
{
	if (!numbering)
		return;
	xmlHashFree(numbering->abstracts_by_id, NULL);
	xmlHashFree(numbering->abstracts_by_style, NULL);
	xmlHashFree(numbering->lists_by_id, NULL);
	free(numbering->abstracts);
	free(numbering->lists);
	free(numbering);
}

/* Counts one paragraph of a level; the levels below begin anew. */
static void count(struct list *list, long index)
{
	long *counts = list->abstract->counts;
	if (list->starts[index] != NONE)
		counts[index] = list->starts[index];
	else
		counts[index] = counts[index] == NONE ? list->levels[index].start : counts[index] + 1;
	list->starts[index] = NONE;
	for (long below = index + 1; below < LEVELS; below++)
		if (index + 1 <= list->levels[below].restart)
			counts[below] = NONE;
}

static void put_level(const struct list *list, long index, bool arabic, struct qz_buf *marker)
{
	const struct level *level = &list->levels[index];
	long number = list->abstract->counts[index] == NONE ? level->start : list->abstract->counts[index];
	if (level->format && strcmp(level->format, "none") != 0)
		qz_docx_number_put(marker, arabic ? "decimal" : level->format, (unsigned)number);
}

bool qz_docx_numbering_next(struct qz_docx_numbering *numbering, const char *id, long index, struct qz_buf *marker)
{
	struct list *list = xmlHashLookup(numbering->lists_by_id, QZ_X(id));
	if (!list || index < 0 || index >= LEVELS || !list->levels[index].text)
		return false;
	const struct level *level = &list->levels[index];
	count(list, index);
	if (strcmp(level->format, "bullet") == 0)
		return true;
	for (const char *at = level->text; *at; at++) {
		if (at[0] == '%' && at[1] >= '1' && at[1] <= '9') {
			put_level(list, at[1] - '1', level->arabic, marker);
			at++;
		} else {
			qz_buf_putc(marker, *at);
		}
	}
	return true;
}
