/*
 * What the parts of the reader of Word 97-2003 documents share. For doc*.c
 * alone. Section numbers are [MS-DOC]'s. Positions of characters (CP) count
 * UTF-16 units of the text, file positions (FC) bytes of the document's stream.
 */
#ifndef QZ_READ_DOC_PARTS_H
#define QZ_READ_DOC_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "read/aside.h"
#include "read/blocks.h"

struct qz_diag;
struct qz_limits;
struct qz_table;

#define QZ_DOC_CELLS 63	 /* of a row at most (2.9.316) */
#define QZ_DOC_LEVELS 9	 /* of a list */
#define QZ_DOC_FIELDS 16 /* fields inside fields */
#define QZ_DOC_BODY 9	 /* the outline level of text that is no heading */
#define QZ_DOC_NO_STYLE 0xFFFu

/* Structures of the table stream, by their place in FibRgFcLcb97 (2.5.6). */
enum qz_doc_part {
	QZ_DOC_STYLES = 1,
	QZ_DOC_FOOTNOTE_REFS = 2,
	QZ_DOC_FOOTNOTES = 3,
	QZ_DOC_COMMENT_REFS = 4,
	QZ_DOC_COMMENTS = 5,
	QZ_DOC_HEADERS = 11,
	QZ_DOC_CHARACTER_PAGES = 12,
	QZ_DOC_PARAGRAPH_PAGES = 13,
	QZ_DOC_FONTS = 15,
	QZ_DOC_CLX = 33,
	QZ_DOC_SHAPES = 40,
	QZ_DOC_ENDNOTE_REFS = 46,
	QZ_DOC_ENDNOTES = 47,
	QZ_DOC_DRAWINGS = 50,
	QZ_DOC_BOXES = 56,
	QZ_DOC_HEADER_BOXES = 58,
	QZ_DOC_LISTS = 73,
	QZ_DOC_LIST_USES = 74,
	QZ_DOC_LEAST_PARTS = 93
};

/* The texts that follow each other in the piece table (2.4.1). */
enum qz_doc_story { QZ_DOC_MAIN, QZ_DOC_NOTE, QZ_DOC_HEADER, QZ_DOC_MACRO, QZ_DOC_ANNOTATION, QZ_DOC_ENDNOTE, QZ_DOC_BOX, QZ_DOC_HEADER_BOX, QZ_DOC_STORIES };

/* Borrowed bytes of a stream. */
struct qz_doc_span {
	const unsigned char *at;
	size_t len;
};

/* One piece of the text (2.8.35): where it begins, up to the next one's beginning. */
struct qz_doc_piece {
	uint32_t cp, fc;
	uint16_t prm;
	bool narrow; /* a byte a character */
};

/* What characters look like, as far as it matters. */
struct qz_doc_chp {
	bool struck, struck_twice, hidden, deleted, inserted, special, data, white, shaded;
	uint16_t style;	      /* character style */
	uint16_t size;	      /* half points */
	uint16_t symbol_font; /* index in the font table */
	uint16_t symbol;
	uint32_t picture; /* where its picture stands in the data stream; UINT32_MAX: none */
};

/* A paragraph's properties. */
struct qz_doc_pap {
	uint16_t style;
	bool in_table, row_end, inner_cell, inner_row, shaded, old_number;
	int depth;	/* in how many tables */
	int list;	/* from 1; below 1: none */
	int list_level; /* -1: not said */
	int outline;	/* from 0; QZ_DOC_BODY: none */
	int indent;	/* twips on the left */
	size_t row;	/* qz_doc.rows, from 1; 0: none */
};

/* What a row end says of its cells (2.9.316). */
struct qz_doc_row {
	unsigned count;
	int edges[QZ_DOC_CELLS + 1]; /* twips */
	unsigned char across[QZ_DOC_CELLS + 1]; /* horizontal merge: 0 none */
	unsigned char down[QZ_DOC_CELLS + 1];	/* vertical merge: 0 none, 1 goes on, 3 begins */
	uint64_t shaded; /* a bit for each cell */
};

struct qz_doc_paragraph {
	uint32_t cp, end; /* its mark stands at `end` */
	bool bare;	  /* it has none, its last character stands there */
	size_t pap;	  /* qz_doc.paps */
};

/* Where text from a position on stands in the tables; row 0: in none. */
struct qz_doc_place {
	uint32_t cp;
	unsigned row, column;
	size_t sheet;
};

struct qz_doc_styles;
struct qz_doc_lists;

/* An index of formatted pages (2.8.5, 2.8.6) and the run of properties found last. */
struct qz_doc_pages {
	struct qz_doc_span plc;
	size_t count;
	uint32_t from, to;	     /* file positions of that run; from = to: none yet */
	struct qz_doc_span grpprl;   /* of that run */
	uint16_t style;		     /* paragraphs: of that run */
	bool found;		     /* the run has properties */
};

/* The document being read. */
struct qz_doc {
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_table *table;
	bool include_struck;
	struct qz_buf main, tables, data; /* streams */
	const unsigned char *parts;	  /* FibRgFcLcb */
	size_t nparts;
	uint32_t starts[QZ_DOC_STORIES + 1]; /* of the stories; the last one: the end */
	struct qz_doc_piece *pieces;	     /* one more than there are: the end */
	size_t npieces, piece;		     /* piece: found last */
	struct qz_doc_span *changes;	     /* grpprls that pieces refer to */
	size_t nchanges, changes_cap;
	size_t budget; /* bytes of properties outside of pages that may still be read */
	struct qz_doc_pages character_pages, paragraph_pages;
	struct qz_doc_styles *styles;
	struct qz_doc_lists *lists;
	struct qz_doc_pap *paps;
	size_t npaps, paps_cap;
	bool pap_changed; /* the last one is that of one piece alone */
	struct qz_doc_row *rows;
	size_t nrows, rows_cap;
	struct qz_doc_paragraph *paragraphs; /* of the main text */
	size_t nparagraphs, paragraphs_cap;
	struct qz_doc_place *places; /* by position */
	size_t nplaces, places_cap;
	/* the text being read */
	size_t sheet; /* the place that it belongs to */
	unsigned row, column;
	bool cell_shaded, glued;
	unsigned char signs;
	struct qz_cell_text cell;
	struct qz_buf marker, code, plain;
	struct qz_buf left_out[QZ_ASIDES]; /* struck, deleted and hidden words of the place */
	bool in_code[QZ_DOC_FIELDS + 1];
	unsigned fields;
	size_t pictures; /* at the place */
	size_t changed, symbols, outside_pictures, numbers, controls, drawings; /* for findings */
	bool failed;
};

static inline uint32_t qz_doc_u16(const unsigned char *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static inline uint32_t qz_doc_u32(const unsigned char *at)
{
	return qz_doc_u16(at) | qz_doc_u16(at + 2) << 16;
}

/* ---- failures (doc.c); all return false ---- */

bool qz_doc_broken(struct qz_doc *doc, const char *reason);
bool qz_doc_no_memory(struct qz_doc *doc);
bool qz_doc_exceeded(struct qz_doc *doc, const size_t *limit);

/* A structure of the table stream; empty where there is none. False when it does not lie in the stream. */
bool qz_doc_part(struct qz_doc *doc, enum qz_doc_part part, struct qz_doc_span *span);

/* Counts bytes of properties that stand outside of the pages and may be named again and again; false when they are too many. */
bool qz_doc_spend(struct qz_doc *doc, size_t bytes);

/* ---- text (doc_pieces.c) ---- */

bool qz_doc_read_pieces(struct qz_doc *doc);

/* The UTF-16 unit at a position; the position lies in the text. */
uint32_t qz_doc_unit(struct qz_doc *doc, uint32_t cp);

/* The piece of a position, and the file position of its character. */
const struct qz_doc_piece *qz_doc_piece_at(struct qz_doc *doc, uint32_t cp, uint32_t *fc);

/* What a piece changes in the properties of its text; empty for most. `single` holds it where it is one property. */
struct qz_doc_span qz_doc_piece_changes(const struct qz_doc *doc, const struct qz_doc_piece *piece, unsigned char single[4]);

/* ---- properties (doc_pages.c, doc_sprm.c) ---- */

bool qz_doc_open_pages(struct qz_doc *doc);

/* Finds the run of properties at a file position into pages->grpprl and so on; false when a page is damaged. */
bool qz_doc_find_run(struct qz_doc *doc, struct qz_doc_pages *pages, uint32_t fc);

/* The properties of characters at a position in a paragraph of a style, and up to where they hold. */
bool qz_doc_chp_at(struct qz_doc *doc, uint32_t cp, uint16_t paragraph_style, struct qz_doc_chp *chp, uint32_t *end);

/* Whether a position is a paragraph's last one. */
bool qz_doc_ends_paragraph(struct qz_doc *doc, uint32_t cp);

/* The index in doc->paps of the properties of the paragraph whose mark stands at a position. */
bool qz_doc_pap_at(struct qz_doc *doc, uint32_t cp, size_t *pap);

/* Applies properties: those of a character style, which name no other; of characters; of a paragraph and, at the end of a row, of that. */
void qz_doc_apply_switches(struct qz_doc_span grpprl, struct qz_doc_chp *chp);
bool qz_doc_apply_chp(struct qz_doc *doc, struct qz_doc_span grpprl, struct qz_doc_chp *chp);
bool qz_doc_apply_pap(struct qz_doc *doc, struct qz_doc_span grpprl, struct qz_doc_pap *pap, struct qz_doc_row *row);

/* ---- styles (doc_styles.c) ---- */

bool qz_doc_read_styles(struct qz_doc *doc);
void qz_doc_styles_free(struct qz_doc_styles *styles);

/* The properties that a paragraph style gives, or plain ones. */
struct qz_doc_chp qz_doc_style_chp(const struct qz_doc *doc, uint16_t style);
struct qz_doc_pap qz_doc_style_pap(const struct qz_doc *doc, uint16_t style);

/* Applies a character style. */
bool qz_doc_apply_style(struct qz_doc *doc, uint16_t style, struct qz_doc_chp *chp);

/* The name of a style in ASCII, "" where it has another; and whether it is, or is based on, the built-in one of a number (2.9.260). */
const char *qz_doc_style_name(const struct qz_doc *doc, uint16_t style);
bool qz_doc_style_is(const struct qz_doc *doc, uint16_t style, unsigned built_in);

/* ---- lists (doc_lists.c) ---- */

bool qz_doc_read_lists(struct qz_doc *doc);
void qz_doc_lists_free(struct qz_doc_lists *lists);

/* Counts a paragraph of a list and writes the number that is seen before it. -1 when it is in no list, else its level from 0. */
int qz_doc_list_next(struct qz_doc *doc, const struct qz_doc_pap *pap, struct qz_buf *marker);

/* ---- texts (doc_text.c) ---- */

/* The paragraph's text, into doc->cell. */
bool qz_doc_put_paragraph(struct qz_doc *doc, const struct qz_doc_paragraph *paragraph);

/* The same with its number, into a line of text. */
bool qz_doc_put_line(struct qz_doc *doc, const struct qz_doc_paragraph *paragraph, struct qz_buf *out);

/* Appends the text of a range, a line for each paragraph, to `out`. */
bool qz_doc_put_plain(struct qz_doc *doc, uint32_t cp, uint32_t end, struct qz_buf *out);

/* Begins a place of the table; ends it: what was left out there becomes asides. */
void qz_doc_begin_place(struct qz_doc *doc, size_t sheet, unsigned row, unsigned column);
bool qz_doc_end_place(struct qz_doc *doc);

/* Adds an aside of text, without blanks around it, at the place; NULL on failure and where it is blank. */
struct qz_aside *qz_doc_add_aside(struct qz_doc *doc, enum qz_aside_kind kind, const char *text, size_t len);

/* ---- tables (doc_table.c) ---- */

/* All paragraphs of the main text: tables into sheets, the others into the flow. */
bool qz_doc_read_body(struct qz_doc *doc);

/* ---- drawings (doc_art.c) ---- */

/* Keeps the words that stand for a picture of the data stream, at the place. */
void qz_doc_see_picture(struct qz_doc *doc, uint32_t at);

/* A shape of the drawings: the one it is anchored by, itself or its group. */
struct qz_doc_shape {
	uint32_t id, top;
	bool words; /* it shows words of its own */
};

struct qz_doc_shapes {
	struct qz_doc_shape *list; /* by id, once all are read */
	size_t count, cap;
};

/* Goes to the place where a shape is anchored. */
typedef void qz_doc_go(struct qz_doc *doc, uint32_t shape, void *data);

/* Reads the shapes of all drawings, and keeps the words drawn by them and standing for them. False on failure. */
bool qz_doc_read_shapes(struct qz_doc *doc, struct qz_doc_shapes *shapes, qz_doc_go *go, void *data);

/* ---- notes (doc_notes.c) ---- */

/* Footnotes, comments, headers, boxes: all texts but the main one. */
bool qz_doc_read_notes(struct qz_doc *doc);

#endif
