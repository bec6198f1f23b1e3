/*
 * A document in chunks: lists that hold some items of one table and what else of
 * the whole these items are drawn with, so that a long list need not be drawn
 * as a whole. A chunk is
 *
 *   list @s:tables   how many tables the whole has
 *        @s:count    and how many items
 *   ├ head/title, body, meta, source[1]   what the list is called by
 *   │   └ repairs/repair*   those of the cells of its items
 *   ├ s:shared               see qz_chunks_share
 *   └ table @s:number   which of the tables it is, from 1
 *     │     @s:items    how many items the tables before it have
 *     │     @s:widths   as the whole has it (layout.h)
 *     │     @s:before   how many of its own stand before these
 *     ├ columns
 *     └ item+           @s:beside: a neighbour, not to be drawn
 */
#ifndef QZ_EMIT_CHUNK_H
#define QZ_EMIT_CHUNK_H

#include <libxml/tree.h>

#include <libxml/dict.h>

#include "base/map.h"

/* What a chunk asks for, by the names of the elements that answer. */
enum qz_entry_kind { QZ_ENTRY_REPAIR, QZ_ENTRY_TYPE, QZ_ENTRY_LAW, QZ_ENTRY_HEAD, QZ_ENTRY_RULE, QZ_ENTRY_KINDS };

struct qz_chunk {
	const xmlNode *table, *previous, *first; /* previous: the item before the first one, or NULL */
	size_t count;                            /* of items */
	size_t number, items, before;            /* as above */
};

struct qz_chunks {
	struct qz_chunk *chunks;
	size_t count, cap;
	size_t tables, items; /* of the whole */
	xmlDoc *shared;       /* copies of what frames have to say */
	const xmlNode **entries; /* repairs and shared elements, in order */
	size_t nentries, entries_cap;
	struct qz_map index[QZ_ENTRY_KINDS]; /* numbers of entries, from 1, by what they are found by */
};

/* Gives the tables of a document, from which frames are drawn, s:number and s:items too, and repairs s:only, the id of their item where it alone has its serial: stylesheets that count and look for them would take longer for each one more. 0, or -1. */
int qz_chunks_number(xmlDoc *doc);

/* Divides a document, which must stay as it is, into chunks of at most `most` items (0: a table is one). 0, or -1 when memory ran out. */
int qz_chunks_init(struct qz_chunks *chunks, const xmlDoc *doc, size_t most);
void qz_chunks_done(struct qz_chunks *chunks);

/*
 * What a frame has found out about the whole list, for its items: the children
 * of `shared`, which are copied. A chunk gets those that its items ask for:
 * type/@name and head/@name by the text of a power type, law/@name by the law of a citation,
 * rule/@name by the rule of a finding. 0, or -1 when memory ran out.
 */
int qz_chunks_share(struct qz_chunks *chunks, const xmlNode *shared);

/* Chunk `index` as a document, its names in `dict`; to be freed with xmlFreeDoc. NULL when memory ran out. Threads may do this at the same time, with a dictionary each. */
xmlDoc *qz_chunk_document(const struct qz_chunks *chunks, size_t index, xmlDict *dict);

#endif
