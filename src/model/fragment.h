/*
 * Fragments: the raw text of a cell, with or without pasted HTML, becomes a
 * flat list of blocks (paragraphs and list items). Lost list markers and
 * paragraph ends are restored where a sentence end is followed by a blank.
 * Every non-blank character of the cell that is not markup is kept.
 */
#ifndef QZ_MODEL_FRAGMENT_H
#define QZ_MODEL_FRAGMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "read/table.h"

/* What the text is for decides what a sentence end followed by a blank means. */
enum qz_fragment_use {
	QZ_USE_LAW,  /* quoted provisions: a new paragraph; their own numbering stays text */
	QZ_USE_LIST, /* duties, accountability: a new list item */
	QZ_USE_TEXT  /* anything else: nothing */
};

struct qz_block {
	bool item;          /* a list item, else a paragraph */
	unsigned depth;     /* of an item: 1 for the outermost list */
	size_t marker, marker_len; /* in blocks->text: the item's marker as written; length 0: none */
	size_t start, len;  /* in blocks->text */
};

struct qz_blocks {
	struct qz_buf text;
	struct qz_block *blocks;
	size_t count, cap;
	bool list_restored;      /* items were found by sentence ends */
	bool paragraph_restored; /* paragraphs were found by sentence ends */
	bool bad_character;      /* a character that XML cannot hold became U+FFFD */
	bool blank_dropped;      /* a blank between ideographs was left out (plain text only) */
	size_t blank_at;         /* where in the text the first one stood */
	struct qz_buf dropped;   /* names of markup that has no place in blocks, each once, blank-separated */
};

void qz_blocks_init(struct qz_blocks *blocks);
void qz_blocks_done(struct qz_blocks *blocks);

/* Parses a cell's text into blocks (initialised by the caller); 0, or -1 when memory ran out. */
int qz_fragment_parse(const char *text, size_t len, enum qz_cell_kind kind, enum qz_fragment_use use, struct qz_blocks *blocks);

/*
 * Parses a cell's text into one line: blocks->text holds it, blocks->count
 * stays 0. Line breaks and, unless keep_blanks, blanks between ideographs are
 * dropped; other runs of blanks become one space.
 */
int qz_fragment_parse_plain(const char *text, size_t len, enum qz_cell_kind kind, bool keep_blanks, struct qz_blocks *blocks);

enum qz_marker_style {
	QZ_MARKER_BRACKETED_CHINESE = 1, /* （一） */
	QZ_MARKER_BRACKETED,             /* （1） */
	QZ_MARKER_CIRCLED,               /* ① */
	QZ_MARKER_CHINESE,               /* 一、 */
	QZ_MARKER_ARABIC                 /* 1. 1、 1） */
};

/*
 * A list marker at the start of a text: 1. 1、 （1） (1) 一、 （一） ①. Returns its
 * length in bytes and its number and style; 0 when there is none.
 */
size_t qz_marker_read(const char *text, size_t len, unsigned *number, int *style);

/*
 * The offsets at which a cell could be two fields run together: after a
 * paragraph of markup, at blanks near its start, before a book mark. At most
 * `max`, rising, none at 0 or len. Returns how many.
 */
size_t qz_fragment_seams(const char *text, size_t len, size_t *seams, size_t max);

#endif
