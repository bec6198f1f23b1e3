/*
 * Text of the source that no cell shows as its own: what stands between the
 * tables, and what hangs on a cell (a comment, words struck through) or on a
 * sheet (its page header, a text box). Readers keep it as found; what becomes
 * of it is decided by normalising, and proved like the text of cells.
 */
#ifndef QZ_READ_ASIDE_H
#define QZ_READ_ASIDE_H

#include <stdbool.h>
#include <stddef.h>

/* Kinds; each has its word in places: p3, Sheet1!C7#comment1. The numbers count through the whole source, kind by kind. */
enum qz_aside_kind {
	QZ_ASIDE_FLOW,	      /* p: a paragraph, heading or caption outside the tables, in reading order */
	QZ_ASIDE_PAGE_HEADER, /* page-header: of printed pages */
	QZ_ASIDE_PAGE_FOOTER, /* page-footer */
	QZ_ASIDE_FOOTNOTE,    /* footnote: and endnotes */
	QZ_ASIDE_COMMENT,     /* comment: what a reviewer wrote, without the reviewer */
	QZ_ASIDE_BOX,	      /* text-box: text of boxes, shapes, charts */
	QZ_ASIDE_ALTERNATIVE, /* alternative: text that stands for a picture */
	QZ_ASIDE_STRUCK,      /* struck: struck through */
	QZ_ASIDE_DELETED,     /* deleted: a tracked deletion */
	QZ_ASIDE_UNSEEN,      /* unseen: stored, but not displayed (hidden words, the number format ;;;) */
	QZ_ASIDE_CONTROL,     /* control: what a form offers besides the choice that is made, prompts */
	QZ_ASIDE_REPLY,	      /* reply: what people wrote into a sheet of findings of quanze's */
	QZ_ASIDES
};

struct qz_aside {
	enum qz_aside_kind kind;
	unsigned number; /* from 1, within its kind */
	size_t sheet;	 /* FLOW: of the table that follows it (nsheets at the end: none does); else of the sheet that it hangs on */
	struct qz_cell *cell; /* its text; cell->column: of the cell that it hangs on; cell->heading: the format says that it is a heading or caption */
	unsigned row;	 /* of the cell that it hangs on, as shown to people; 0: it hangs on the sheet, or on nothing */
	unsigned level;	 /* FLOW: of a heading, from 1; 0: the format does not say */
	size_t line;	 /* physical line, 0 where the format has none */
	bool navigation; /* of a web page: a menu, or links to other pages and little else */
};

/* All asides of one kind, in the order of the source. */
struct qz_aside_list {
	struct qz_aside *list;
	size_t count, cap;
};

struct qz_table;
struct qz_buf;

/* The word of a kind, as in places: "p", "comment". */
const char *qz_aside_word(enum qz_aside_kind kind);

/*
 * Adds an aside with a copy of the text. `row` 0: it hangs on no cell. `sheet` of FLOW is what comes next:
 * table->nsheets. NULL when memory ran out or max_cells is reached. Valid until the next aside of its kind is added.
 */
struct qz_aside *qz_table_add_aside(struct qz_table *table, enum qz_aside_kind kind, size_t sheet, unsigned row, unsigned column,
				    const char *text, size_t len);

/* Writes the place of an aside as @pos does: p3; t1/r2/c3#struck1; Sheet1!C7#comment2; Sheet1!#page-header1; footnote1. */
void qz_table_aside_pos(const struct qz_table *table, const struct qz_aside *aside, struct qz_buf *out);

/* The aside of a place that qz_table_aside_pos() wrote; NULL when it names none. */
const struct qz_aside *qz_table_find_aside(const struct qz_table *table, const char *pos, size_t len);

/* Frees what qz_table_add_aside() made. */
void qz_table_asides_done(struct qz_table *table);

#endif
