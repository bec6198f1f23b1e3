/*
 * What the parts of the .docx reader share. For docx*.c alone.
 */
#ifndef QZ_READ_DOCX_PARTS_H
#define QZ_READ_DOCX_PARTS_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/map.h"
#include "read/aside.h"
#include "read/blocks.h"

struct qz_diag;
struct qz_docx_links;
struct qz_docx_notes;
struct qz_docx_numbering;
struct qz_docx_styles;
struct qz_limits;
struct qz_sheet;
struct qz_table;
struct qz_zip;

#define QZ_DOCX_FIELDS 16 /* fields inside fields */
#define QZ_DOCX_UNSAID (-1L)
#define QZ_DOCX_AUTO (-2L) /* colours: what the program chooses, so that the text can be seen */

/* How text looks, as far as it decides what is read. -1: not said. */
struct qz_docx_look {
	int strike, dstrike, vanish; /* as qz_docx_switch */
	long colour, size, ground;   /* RGB; half points; RGB of the shading */
};

/* Text that is gathered while a cell or paragraph is read: struck through, deleted, hidden. */
struct qz_docx_gathered {
	struct qz_cell_text text;
	enum { QZ_DOCX_JOINED, QZ_DOCX_APART, QZ_DOCX_BELOW } next; /* how the next words stand to those before */
};

/* Where text is being read; row 0: outside of the tables. */
struct qz_docx_place {
	size_t sheet;
	unsigned row, column;
};

/* The state of the fields around the text being read. */
struct qz_docx_fields {
	bool in_code[QZ_DOCX_FIELDS + 1]; /* by depth: the field's code is being read, not yet its result */
	unsigned open;
	bool shown;	     /* the innermost one has a result */
	const xmlNode *form; /* w:ffData of the innermost one */
};

/* The document being read. */
struct qz_docx {
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_table *table;
	struct qz_zip *zip;
	struct qz_docx_links *links; /* of the part being read; NULL: none */
	struct qz_docx_notes *footnotes, *endnotes, *comments;
	struct qz_map parts, texts; /* read already: parts by name, headers and footers by their text */
	struct qz_docx_numbering *numbering;
	struct qz_docx_styles *styles;
	bool own;	     /* quanze wrote it */
	bool include_struck; /* qz_source.include_struck */
	struct qz_docx_place place;
	struct qz_cell_text cell;
	struct qz_buf marker;
	unsigned lists;			  /* list levels open in the cell being read */
	bool glued;			  /* the mark of the paragraph before was deleted: the next one goes on with it */
	bool noting;			  /* a note is being read */
	bool paging;			  /* a header or footer is being read */
	bool number_alone;		  /* the cell holds an automatic number and nothing else */
	struct qz_buf code;		  /* of the innermost field */
	struct qz_docx_fields fields;
	struct qz_docx_gathered gathered[QZ_ASIDES]; /* STRUCK, DELETED, UNSEEN */
	enum qz_aside_kind ink;		  /* what the text being read is; FLOW: seen, like any */
	unsigned deleted, unseen;	  /* tracked deletions, hidden runs around the text being read */
	unsigned char signs, run_signs;	  /* of the cell (enum qz_cell_sign), of the run being read */
	long ground;			  /* of the cell being read, QZ_DOCX_UNSAID: that of the page */
	const char *table_style;
	bool first_row;
	bool boxes_apart;		  /* text boxes are no part of the cell being read */
	size_t changes, pictures, symbols, outside, contents; /* for findings */
	bool failed;
};

/* ---- elements (docx_styles.c) ---- */

/* An attribute of any namespace by its local name; NULL when absent. Borrowed. */
const char *qz_docx_attr(const xmlNode *node, const char *name);

/* The w:val of a child element; NULL when absent. */
const char *qz_docx_val(const xmlNode *parent, const char *child);

/* A switch such as w:vanish: 1 on, 0 off, -1 not said. */
int qz_docx_switch(const xmlNode *parent, const char *child);

/* A decimal number; `otherwise` where there is none. */
long qz_docx_number(const char *value, long otherwise);

/* Whether a node bears one of these names, ended by NULL. */
bool qz_docx_is_one_of(const xmlNode *node, const char *const *names);

/* The alternative that is shown: the first choice, as Word takes it; the fallback where there is none; any other node itself. */
const xmlNode *qz_docx_chosen(const xmlNode *node);

/* Failures; both return false. */
bool qz_docx_exceeded(struct qz_docx *document, const size_t *limit);
bool qz_docx_out_of_memory(struct qz_docx *document);

/* ---- styles (docx_styles.c) ---- */

/* Reads word/styles.xml, which must outlive the result (root may be NULL: no styles). NULL when memory ran out. */
struct qz_docx_styles *qz_docx_styles_new(const xmlNode *root);
void qz_docx_styles_free(struct qz_docx_styles *styles);

/* Whether there is a style of that id. */
bool qz_docx_style_exists(const struct qz_docx_styles *styles, const char *id);

/* The name of a style in small letters ("title", "heading 1"), its id where it has no name, "" for NULL. */
const char *qz_docx_style_name(const struct qz_docx_styles *styles, const char *id);

/* How text in that style looks, what it is based on included; for NULL nothing is said. */
const struct qz_docx_look *qz_docx_style_look(const struct qz_docx_styles *styles, const char *id);

/* The same for paragraphs: NULL is the default style. And what holds where no style says otherwise. */
const struct qz_docx_look *qz_docx_paragraph_look(const struct qz_docx_styles *styles, const char *id);
const struct qz_docx_look *qz_docx_default_look(const struct qz_docx_styles *styles);

/* The outline level of paragraphs in that style, from 1; 0 for text. */
unsigned qz_docx_style_level(const struct qz_docx_styles *styles, const char *id);

/* The list that paragraphs of that style belong to: its w:numPr, NULL when none. */
const xmlNode *qz_docx_style_list(const struct qz_docx_styles *styles, const char *id);

/* Whether a table style may lay a ground under text of that colour on which it is seen. */
bool qz_docx_style_shows(const struct qz_docx_styles *styles, const char *id, bool first_row, long colour);

/* ---- looks (docx_look.c) ---- */

/* What properties of runs (w:rPr, NULL: none) say. */
struct qz_docx_look qz_docx_look_read(const xmlNode *properties);

/* The ground that w:shd lays (NULL: not said). */
long qz_docx_ground_of(const xmlNode *shading);

/* Whether nobody can tell text of one colour from a ground of the other. */
bool qz_docx_is_pale(long colour, long ground);

/* Takes what follows in `value` where this is not said. */
void qz_docx_look_inherit(struct qz_docx_look *look, const struct qz_docx_look *from);

/* ---- automatic numbers (docx_numbering.c, docx_number.c) ---- */

/* Reads word/numbering.xml, which must outlive the result (root may be NULL: no lists). NULL when memory ran out. */
struct qz_docx_numbering *qz_docx_numbering_new(const xmlNode *root);
void qz_docx_numbering_free(struct qz_docx_numbering *numbering);

/*
 * Counts one paragraph of a list and writes the marker that is seen before it
 * ("1.", "（一）", "" for a bullet). False when the list is not known.
 */
bool qz_docx_numbering_next(struct qz_docx_numbering *numbering, const char *list, long level, struct qz_buf *marker);

/* Writes a number in one of the formats of ST_NumberFormat (ECMA-376 Part 1, 17.18.59); in Arabic figures where it is not known. */
void qz_docx_number_put(struct qz_buf *out, const char *format, unsigned number);

/* ---- text (docx_text.c) ---- */

/* Where text goes: into `plain` as it is, in one line; or into `out`. */
struct qz_docx_target {
	struct qz_docx *document;
	struct qz_buf *plain;
	struct qz_cell_text *out;
	const xmlNode *but;		  /* a run that is left out: the number of one of quanze's own list items */
	const struct qz_docx_look *style; /* of the paragraph */
	long ground;			  /* of the paragraph */
	bool apart;			  /* text boxes are no part of this text */
};

/* Reads the content of a cell into document->cell; its text is borrowed from there. */
const struct qz_buf *qz_docx_cell(struct qz_docx *document, const xmlNode *cell);

/* Appends the visible text of a paragraph, in one line. */
void qz_docx_plain(struct qz_docx *document, const xmlNode *paragraph, struct qz_buf *out);

/* Appends a paragraph outside of tables with the number that is seen before it. False: its mark is deleted, the next one goes on with it. */
bool qz_docx_flow(struct qz_docx *document, const xmlNode *paragraph, struct qz_cell_text *out);

/* Appends all paragraphs below a node: a text box, a note. */
void qz_docx_paragraphs(struct qz_docx *document, const xmlNode *parent, struct qz_cell_text *out);

/* For what stands in runs: characters, a line's end, the runs below a node, one run. */
void qz_docx_show(const struct qz_docx_target *target, const char *text, size_t len);
void qz_docx_show_line(const struct qz_docx_target *target);
void qz_docx_show_runs(const struct qz_docx_target *target, const xmlNode *parent);
void qz_docx_show_run(const struct qz_docx_target *target, const xmlNode *run);

/* ---- what stands in runs (docx_field.c, docx_math.c, docx_drawing.c) ---- */

bool qz_docx_in_code(const struct qz_docx *document);
void qz_docx_see_field(const struct qz_docx_target *target, const xmlNode *node);
void qz_docx_show_symbol(const struct qz_docx_target *target, const xmlNode *node);

/* A formula in one line: a/b, x^2. */
void qz_docx_show_math(const struct qz_docx_target *target, const xmlNode *node);

/* Pictures, shapes, text boxes, charts, objects. */
void qz_docx_see_drawing(const struct qz_docx_target *target, const xmlNode *drawing);

/* ---- asides (docx_aside.c) ---- */

/* Words that are no part of the text, to be kept with its cell or paragraph. */
void qz_docx_gather(struct qz_docx *document, enum qz_aside_kind kind, const char *text, size_t len);

/* How the next gathered words of each kind stand to those before: seen text, or a paragraph's end, has come between. */
void qz_docx_gathered_apart(struct qz_docx *document, bool below);

/* Hangs what was gathered on document->place. */
void qz_docx_flush(struct qz_docx *document);

/* Hangs a text on document->place; blank ones are none. The table's own, or NULL. */
struct qz_aside *qz_docx_add_text(struct qz_docx *document, enum qz_aside_kind kind, const char *text);
struct qz_aside *qz_docx_add_blocks(struct qz_docx *document, enum qz_aside_kind kind, struct qz_cell_text *text);

/* Reads paragraphs that are a text of their own, and hangs it on document->place. */
void qz_docx_story(struct qz_docx *document, enum qz_aside_kind kind, const xmlNode *parent);

/* Says that something was not read, with document->place; `name` NULL: its place. */
void qz_docx_say_skipped(struct qz_docx *document, const char *what, const char *name, size_t count);

/* ---- other parts of the package (docx_package.c, docx_stories.c) ---- */

/* Parses a part; NULL and a finding when it is damaged or too deep. */
xmlDoc *qz_docx_parse(struct qz_docx *document, const char *name);

/* The name of a part: some programs call it word/document2.xml and so on. NULL when there is none. */
const char *qz_docx_find_part(const struct qz_docx *document, const char *stem);

/* The relationships of a part; NULL when memory ran out or they are damaged. */
struct qz_docx_links *qz_docx_links_new(struct qz_docx *document, const char *part);
void qz_docx_links_free(struct qz_docx_links *links);

/* The part that an r:id, or the first link of a type ("footnotes"), leads to; NULL where there is none. */
const char *qz_docx_link(const struct qz_docx_links *links, const char *id);
const char *qz_docx_link_of_type(const struct qz_docx_links *links, const char *type);

/* A part named by an r:id, the first time that it is asked for; NULL when it is not there, was read before, or is damaged (document->failed). */
xmlDoc *qz_docx_parse_once(struct qz_docx *document, const char *id);

/* Opens footnotes, endnotes and comments; false on failure. */
bool qz_docx_notes_open(struct qz_docx *document);
void qz_docx_notes_close(struct qz_docx *document);

/* A reference to a note or comment: hangs its text on document->place. */
void qz_docx_see_note(struct qz_docx *document, const xmlNode *reference);

/* The notes and comments to which nothing refers. */
void qz_docx_notes_rest(struct qz_docx *document);

/* Headers and footers of a section (w:sectPr, NULL: none), those that are new. */
void qz_docx_see_section(struct qz_docx *document, const xmlNode *section);

/* The words of a chart or diagram, from its part. */
void qz_docx_see_part(struct qz_docx *document, const char *id);

/* ---- tables and what stands between them (docx_table.c, docx_body.c) ---- */

/* Whether a cell's paragraph has the style of labels in quanze's own cards. */
bool qz_docx_is_label(const xmlNode *cell);

/* Columns that quanze's own table does not show, as its note says: from 1, rising, with their labels. */
#define QZ_DOCX_LEFT_OUT 63
struct qz_docx_left_out {
	size_t count;
	unsigned columns[QZ_DOCX_LEFT_OUT];
	char *labels[QZ_DOCX_LEFT_OUT]; /* owned */
};

/* Reads the rows of a table into a sheet that may have some already. left_out: NULL, or what comes back. False on failure. */
bool qz_docx_read_rows(struct qz_docx *document, struct qz_sheet *sheet, const xmlNode *table, const struct qz_docx_left_out *left_out);

/* Whether a table is one of quanze's own cards, as it wrote them: a label and a value in each row. */
bool qz_docx_is_own_card(const struct qz_docx *document, const xmlNode *table);

/* Reads such a card as a row of a table, below its labels where it is the first, and below a section where there is one. */
bool qz_docx_read_card(struct qz_docx *document, struct qz_sheet *sheet, const xmlNode *table, const struct qz_docx_left_out *left_out,
		       const struct qz_buf *section);

/* Caption and description of a table (w:tblPr), for those who do not see it. */
void qz_docx_see_caption(struct qz_docx *document, const xmlNode *properties);

/* Whether all rows of a table are deleted. */
bool qz_docx_is_gone(const xmlNode *table);

/* Reads the body; table->title too. */
void qz_docx_body(struct qz_docx *document, const xmlNode *body);

#endif
