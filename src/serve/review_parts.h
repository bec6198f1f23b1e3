/*
 * What review.c, review_rows.c and review_found.c share.
 */
#ifndef QZ_SERVE_REVIEW_PARTS_H
#define QZ_SERVE_REVIEW_PARTS_H

#include <libxml/tree.h>

#include "base/map.h"
#include "engine.h"
#include "serve/review.h"

/* A cell of the source that an item was read from. */
struct qz_review_cell {
	char *pos, *text;
};

/* An item: what stood in the source, then the pieces of its element. */
struct qz_review_item {
	struct qz_review_cell *cells;
	size_t ncells, cells_cap;
	char *id, *head;     /* head: its attributes, escaped */
	struct qz_buf body;  /* its fields beside the cells */
	size_t counts[QZ_SEVERITIES];
	size_t open;         /* findings with a line to decide in */
	size_t first;        /* of its findings: index + 1 */
	size_t last;
	bool repaired, fresh;
};

/* A finding as an element, but for its state. */
struct qz_review_found {
	struct qz_buf text; /* what stands in it */
	struct qz_buf line; /* the line to decide in; empty: there is none */
	size_t next;        /* of the same item: index + 1 */
};

struct qz_review {
	struct qz_watch watch;
	const struct qz_messages *messages;
	struct qz_review_item *items; /* [0]: what belongs to the list as a whole */
	size_t nitems, items_cap;
	struct qz_review_found *found; /* by the findings' index */
	size_t nfound, found_cap;
	struct qz_buf types, decided; /* the power types there are; how many decisions the document records */
	size_t bytes;
	size_t left_out; /* items without findings that there was no room for */
	bool failed;
};

/* For the watch: the cells that each item was read from. */
void qz_review_rows(struct qz_review *review, const struct qz_table *table, const xmlDoc *doc);

/* Puts the fields of an item beside its cells, into its body. `table` is the element that holds it. */
void qz_review_fields(struct qz_review *review, struct qz_review_item *item, const xmlNode *node, const xmlNode *table);

/* The findings from number review->nfound on, with what may be decided; the lines are those of `doc` (NULL: nothing may be). */
bool qz_review_found(struct qz_review *review, const struct qz_diag *diag);
bool qz_review_lines(struct qz_review *review, const xmlDoc *doc, const char *file, const struct qz_diag *diag);

/* Appends a text, NAME="VALUE" behind a blank, and <NAME>VALUE</NAME>; nothing for NULL. What acts on the order of text is made visible. */
void qz_review_text(struct qz_buf *out, const char *value);
void qz_review_attr(struct qz_buf *out, const char *name, const char *value);
void qz_review_element(struct qz_buf *out, const char *name, const char *value);

/* A new item at the end; NULL when memory ran out. */
struct qz_review_item *qz_review_add(struct qz_review *review);

#endif
