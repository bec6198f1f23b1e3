/*
 * What the writers of the marked document share. Private to src/diff.
 */
#ifndef QZ_DIFF_MERGE_H
#define QZ_DIFF_MERGE_H

#include "base/map.h"
#include "diff/item.h"

/* Elements of one revision (tables, columns) and their partners in the other. */
struct qz_tables {
	const xmlNode **nodes;
	size_t *partners;
	size_t count;
};

/* How many items of each kind. */
struct qz_counts {
	size_t kinds[QZ_KINDS], moved, form;
};

/* What the summary says. */
struct qz_total {
	struct qz_counts all;
	struct qz_type_counts {
		char *name;
		const char *code; /* borrowed from the vocabulary, NULL: none */
		struct qz_counts counts;
	} *types;
	size_t ntypes, types_cap;
	struct qz_map keys; /* of citations that changed */
	struct qz_citation_count {
		const xmlNode *citation;
		size_t items;
		const xmlNode *last; /* the changes it was seen in last */
	} *citations;
	size_t ncitations, citations_cap;
};

struct qz_merge {
	const struct qz_diff_options *options;
	struct qz_differ differ;
	struct qz_revision old, new;
	struct qz_tables old_tables, new_tables;
	unsigned char *moved; /* by new item */
	xmlNode *summary;
	struct qz_total total;
	bool columns; /* some were added, dropped or renamed */
};

void qz_total_init(struct qz_total *total);
void qz_total_done(struct qz_total *total);

/* Counts an item; form: it differs in form, too. */
void qz_total_count(struct qz_merge *merge, enum qz_kind kind, const xmlNode *item, bool moved, bool form);

/* Counts the citations that changed in an item. */
void qz_total_citations(struct qz_merge *merge, const xmlNode *changes);

/* Writes all that was counted into merge->summary. */
void qz_total_write(struct qz_merge *merge);

/* Whether any item is not kept, or differs in form where that counts. */
bool qz_total_differs(const struct qz_merge *merge);

#endif
