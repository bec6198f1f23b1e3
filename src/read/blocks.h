/*
 * Writing the text of a cell whose structure the reader knows (QZ_CELL_BLOCKS),
 * for the readers of pages and documents.
 */
#ifndef QZ_READ_BLOCKS_H
#define QZ_READ_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct qz_cell_text {
	struct qz_buf text;
	bool paragraph;  /* a paragraph is open */
	bool wanted;     /* the next character begins a paragraph */
	size_t blocks;   /* paragraphs and items begun */
	size_t first;    /* where the text of the first paragraph begins */
	unsigned lists;  /* lists open */
	unsigned items;  /* items open */
};

void qz_cell_text_init(struct qz_cell_text *cell);
void qz_cell_text_done(struct qz_cell_text *cell);
void qz_cell_text_clear(struct qz_cell_text *cell);

/* Characters, escaped; all white space counts as one blank where `collapse`. */
void qz_cell_text_put(struct qz_cell_text *cell, const char *text, size_t len, bool collapse);

/* What follows is another paragraph. */
void qz_cell_text_break(struct qz_cell_text *cell);

/* A line break inside a paragraph. */
void qz_cell_text_line(struct qz_cell_text *cell);

void qz_cell_text_list(struct qz_cell_text *cell, bool open);

/* Begins an item, with its marker where one is seen (NULL: none); or ends it. */
void qz_cell_text_item(struct qz_cell_text *cell, bool open, const char *marker);

/* Opens or closes lists until `depth` of them are open, the last item closed. */
void qz_cell_text_depth(struct qz_cell_text *cell, unsigned depth);

/* Undoes what was written since the copy `before` was made, which is nothing but tags. */
void qz_cell_text_back(struct qz_cell_text *cell, const struct qz_cell_text *before);

/* Ends what is open. A cell of one paragraph is left without markup. Returns the text; borrowed. */
const struct qz_buf *qz_cell_text_end(struct qz_cell_text *cell);

#endif
