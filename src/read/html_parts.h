/*
 * What the files of the reader of web pages share: html.c (pages), html_table.c
 * (tables), html_layout.c (what a table is for), html_words.c (the words of
 * cells and of what stands between tables), html_look.c (what of them is seen).
 */
#ifndef QZ_READ_HTML_PARTS_H
#define QZ_READ_HTML_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/xml.h"
#include "read/blocks.h"
#include "read/css.h"
#include "read/table.h"

struct qz_diag;

/* How words look where a node stands. */
struct qz_html_look {
	bool gone;   /* not displayed, itself or what it stands in */
	bool hidden; /* displayed as nothing (visibility) */
	bool struck, tiny;
	int colour, ground; /* as in css.h */
	uint64_t kin;	    /* marks of the elements around, as in css.h */
};

/* Content that is no text, and is named. */
enum qz_html_skipped { QZ_HTML_PICTURES, QZ_HTML_FRAMES, QZ_HTML_OBJECTS, QZ_HTML_SKIPPED };

struct qz_html_page {
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_table *table;
	bool include_struck;
	const char *sheet_name; /* of the next table; NULL */
	struct qz_css css;
	bool failed;

	/* the cell, or the block between tables, that is being read */
	struct qz_cell_text words;
	struct qz_buf beside[QZ_ASIDES]; /* … and what is no part of its words, by kind of aside */
	bool apart[QZ_ASIDES];		 /* what comes next there begins another line */
	size_t skipped[2][QZ_HTML_SKIPPED]; /* … between the tables, in the cell */
	unsigned char signs; /* of the words */
	bool in_cell;
	unsigned row, column; /* of the cell */
	unsigned links;	      /* links around that lead to another place */
	size_t linked;	      /* characters of the block's words that stand in such links */
	bool heading;	      /* the block is a heading or caption … */
	unsigned level;	      /* … of this level */
	int region;	      /* kind of aside that all text of a page's header, menu or footer goes to; -1: it is content */
	bool menu;	      /* … a region that is a menu */
	bool banner;	      /* … a region that may hold the page's own title */
	unsigned content;     /* elements around that are content: main, article */
	bool gathering;	      /* tables that follow are cards of one list … */
	bool gathered;	      /* … that has begun */
};

bool qz_html_is_one_of(const xmlNode *node, const char *const *names);

/* The next node in document order below `root`, not into `node` where `over`. */
xmlNode *qz_html_step(const xmlNode *root, xmlNode *node, bool over);

/* Says which limit is exceeded; false. */
bool qz_html_exceeded(struct qz_html_page *page, const size_t *limit);

/* ---- html.c: pages, also those that stand in other files ---- */

struct qz_source;

void qz_html_page_init(struct qz_html_page *page, const struct qz_limits *limits, struct qz_diag *diag);
void qz_html_page_done(struct qz_html_page *page);

/* The tree of a page (source->text), its bytes looked at first; NULL with a finding. */
xmlDoc *qz_html_parse(const struct qz_source *source, struct qz_diag *diag);

/* Reads a page (source->text) behind what was read before; the table must be there. False when it cannot be read, with a finding. */
bool qz_html_read_page(struct qz_html_page *page, const struct qz_source *source);

/* Says what of all pages was no text. */
void qz_html_finish(struct qz_html_page *page);

/* ---- html_look.c ---- */

/* Black on white. */
struct qz_html_look qz_html_look_first(void);

/* How a node's words look in what looks like `around`. */
struct qz_html_look qz_html_look_at(const struct qz_html_page *page, const xmlNode *node, const struct qz_html_look *around);

/* The same for a node some levels below `root`, whose own look is `around`. */
struct qz_html_look qz_html_look_below(const struct qz_html_page *page, const xmlNode *root, const xmlNode *node, const struct qz_html_look *around);

/* Written in the colour of its ground. */
bool qz_html_is_pale(const struct qz_html_look *look);

/* Reads the rules of all <style> elements of a page. */
void qz_html_read_styles(struct qz_html_page *page, xmlNode *root);

/* ---- html_words.c ---- */

/* Reads a node: its words, in a cell; between the tables also the tables. Depth is bounded by who calls. */
void qz_html_put_node(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *around);
void qz_html_put_children(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look);

/* What attributes of a node say to readers (title, aria-label, summary …). */
void qz_html_put_attributes(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look);

/* Words beside the text, as they are. */
void qz_html_put_beside(struct qz_html_page *page, enum qz_aside_kind kind, const char *text, size_t len);

/* ---- html_flush.c ---- */

/* Ends the block between tables that is being read. */
void qz_html_end_block(struct qz_html_page *page);

/* Makes asides of what stands beside the words: of the cell, or of all since the table before. */
void qz_html_end_beside(struct qz_html_page *page);
void qz_html_end_kind(struct qz_html_page *page, enum qz_aside_kind kind);

/* Names what is no text. */
void qz_html_end_skipped(struct qz_html_page *page);

/* ---- html_layout.c ---- */

/* A table that only lays out: it holds others, or hardly anything. */
bool qz_html_is_layout(xmlNode *table);

/* … and what it lays out is cards of labels and values, one an item. */
bool qz_html_is_card_grid(struct qz_html_page *page, xmlNode *table);

/* A list of links alone: a menu. */
bool qz_html_is_menu(xmlNode *list);

/* The next row of a table, not one of a table inside it. */
xmlNode *qz_html_next_row(const xmlNode *table, xmlNode *from);

bool qz_html_is_cell(const xmlNode *node);

/* ---- html_table.c ---- */

/* Reads a table of data. */
void qz_html_read_table(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look);

#endif
