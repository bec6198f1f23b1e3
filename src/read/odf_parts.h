/*
 * What the parts of the OpenDocument readers share: the package and the flat
 * form (odf.c), styles (odf_styles.c), text (odf_text.c), drawings and forms
 * (odf_draw.c), numbers of lists (odf_lists.c), tables (odf_table.c), workbooks (odf_sheets.c), documents
 * (odf_document.c). For odf*.c alone.
 *
 * Functions that return bool give false after a finding, or with diag->failed
 * set when memory ran out; the caller stops. Trees are no deeper than the limit, so that all descend by recursion.
 */
#ifndef QZ_READ_ODF_PARTS_H
#define QZ_READ_ODF_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/xml.h"
#include "read/blocks.h"
#include "read/fill.h"

struct qz_stream;

#define QZ_ODF_LEVELS 10

/* ---- names (odf_styles.c) ---- */

/* Whether it is the element of that name, written with the usual prefix: "text:p". Documents may have other prefixes. */
bool qz_odf_is(const xmlNode *node, const char *name);

/* The value of an attribute by its usual name, "text:style-name"; borrowed, NULL when absent. */
const char *qz_odf_attr(const xmlNode *node, const char *name);

/* A whole number from 1 up to `most`; 1 for anything else. */
unsigned qz_odf_count(const char *text, unsigned most);

/* The first child of that name, and the next sibling. */
const xmlNode *qz_odf_child(const xmlNode *node, const char *name);
const xmlNode *qz_odf_next(const xmlNode *node, const char *name);

/* ---- styles (odf_styles.c) ---- */

/* What a style says itself; -1: nothing. */
struct qz_odf_style {
	char *parent, *master;
	signed char struck, hidden; /* line-through; text:display="none" */
	signed char sheet_hidden;   /* table:display="false" */
	signed char tiny;	    /* below 2 pt */
	char color[8], ground[8];   /* #rrggbb; "-": none, or the program's own; "": not said */
};

/* One level of a list style. */
struct qz_odf_level {
	bool numbered;
	char *format, *prefix, *suffix, *whole; /* whole: loext:num-list-format */
	unsigned start, shown; /* levels shown */
};

struct qz_odf_list_style {
	struct qz_odf_level levels[QZ_ODF_LEVELS];
};

/* The styles of one part, by family and name. */
struct qz_odf_styles {
	struct qz_map styles, lists;
};

struct qz_odf;

void qz_odf_styles_init(struct qz_odf_styles *styles);
void qz_odf_styles_done(struct qz_odf_styles *styles);

/* Reads office:styles or office:automatic-styles; false when memory ran out. */
bool qz_odf_styles_read(struct qz_odf_styles *styles, struct qz_odf *odf, const xmlNode *node);

/* Frees the numbers of headings. */
void qz_odf_outline_done(struct qz_odf *odf);

/* Families as they stand in keys. */
#define QZ_ODF_TEXT 't'
#define QZ_ODF_PARAGRAPH 'p'
#define QZ_ODF_CELL 'c'
#define QZ_ODF_TABLE 'b'

/* The style of that name; NULL where there is none. */
const struct qz_odf_style *qz_odf_style_find(const struct qz_odf *odf, char family, const char *name);

/* Text of that style under text that is `inherited` (QZ_ODF_STRUCK, QZ_ODF_HIDDEN). */
unsigned qz_odf_style_state(const struct qz_odf *odf, char family, const char *name, unsigned inherited);

/* QZ_SIGN_PALE and QZ_SIGN_TINY of a cell's style. */
unsigned char qz_odf_style_signs(const struct qz_odf *odf, const char *name);

/* The page style that a table's or paragraph's style begins; NULL: none. */
const char *qz_odf_style_master(const struct qz_odf *odf, char family, const char *name);

#define QZ_ODF_STRUCK 1u
#define QZ_ODF_HIDDEN 2u

/* ---- the document ---- */

struct qz_odf {
	struct qz_fill fill;
	bool include_struck;
	bool failed; /* stop */
	struct qz_odf_styles common, pages, content; /* pages: automatic styles of styles.xml */
	const struct qz_odf_styles *automatic;	     /* those that hold here */
	struct qz_odf_list_style outline;	     /* of headings */
	unsigned headings[QZ_ODF_LEVELS];
	const struct qz_odf_styles *page_automatic;  /* … in page headers */
	xmlNode *masters; /* office:master-styles, a copy; NULL: none */
	xmlNode *tracked; /* table:tracked-changes, a copy; NULL: none */
	struct qz_map seen_masters;
	struct qz_map lists; /* indexes (from 1) of list states, by xml:id and by style */
	struct qz_odf_list *states;
	size_t nstates, states_cap;
	struct qz_map validations; /* by name: what it says, until it has been hung */
	struct qz_map changes;	   /* by id: text:deletion, until it has been hung */
	size_t nchanges;
	const char *deleting; /* of a deletion whose text was left where it stood: from its start to its end; borrowed, NULL: none */
	size_t written, copies; /* cells that stand in the file, and those that it only repeats */
};

/* ---- text (odf_text.c) ---- */

/* Where text goes, and where what hangs on it hangs. */
struct qz_odf_out {
	struct qz_odf *odf;
	struct qz_cell_text *blocks; /* structure is kept here, or (NULL) … */
	struct qz_buf *plain;	     /* … paragraphs become lines here */
	struct qz_buf struck, unseen, deleted;
	size_t sheet;
	unsigned row, column; /* row 0: what hangs, hangs on the sheet */
	struct qz_buf marker; /* comes before the next paragraph's text (plain alone) */
	bool blank;	      /* white space here is no more than there is already */
	bool gap;	      /* … and one blank comes before the next character */
	unsigned lines;	      /* line ends that come before the next character (plain alone) */
	bool fields_off;      /* page headers: what the program fills in is no text */
	bool counts_pages;    /* … and such a field stood there */
	bool has_struck;      /* struck text was put where it stands */
	bool failed;	      /* stop: a finding was made, or memory ran out */
};

void qz_odf_out_init(struct qz_odf_out *out, struct qz_odf *odf, struct qz_cell_text *blocks, struct qz_buf *plain);

/* Hangs what was struck or hidden, frees what out owns; false after a failure. */
bool qz_odf_out_end(struct qz_odf_out *out);

/* Puts what is in a block: paragraphs, lists, sections, tables. */
void qz_odf_blocks(struct qz_odf_out *out, const xmlNode *parent, unsigned state);

/* Puts one paragraph or heading. */
void qz_odf_paragraph(struct qz_odf_out *out, const xmlNode *node, unsigned state);

/* Hangs the paragraphs below a node as an aside where `out` stands. */
void qz_odf_hang(struct qz_odf_out *out, enum qz_aside_kind kind, const xmlNode *node);

/* Hangs a text (NULL: nothing). */
void qz_odf_hang_text(struct qz_odf_out *out, enum qz_aside_kind kind, const char *text);

/* ---- drawings (odf_draw.c) ---- */

/* Whether the element is of a drawing. */
bool qz_odf_is_drawing(const xmlNode *node);

/* Boxes, shapes, pictures, charts: hung where `out` stands, or named. */
void qz_odf_draw(struct qz_odf_out *out, const xmlNode *node);

/* Controls of forms below a node. */
void qz_odf_forms(struct qz_odf_out *out, const xmlNode *node);

/* ---- lists (odf_lists.c) ---- */

struct qz_odf_list {
	unsigned counters[QZ_ODF_LEVELS]; /* 0: not begun */
};

/* A list being read. */
struct qz_odf_lists {
	const struct qz_odf_list_style *style; /* NULL: no numbers */
	size_t state;			       /* index of its counters */
	unsigned level;			       /* from 0 */
};

/* Begins a list inside `outer` (NULL: the outermost); false after a failure. */
bool qz_odf_list_begin(struct qz_odf *odf, const xmlNode *list, const struct qz_odf_lists *outer, struct qz_odf_lists *inner);

/* Counts an item on; its number, as seen, is written to `marker` (nothing where it has none). */
void qz_odf_list_next(struct qz_odf *odf, const struct qz_odf_lists *list, const xmlNode *item, struct qz_buf *marker);

/* Whether an item has a number: it begins with a paragraph. */
bool qz_odf_item_counts(const xmlNode *item);

/* The number before a heading. */
void qz_odf_heading_next(struct qz_odf *odf, const xmlNode *heading, struct qz_buf *marker);

/* ---- tables (odf_table.c) ---- */

/* A table being read, column by column and row by row. */
struct qz_odf_column;
struct qz_odf_cell;

struct qz_odf_grid {
	struct qz_odf *odf;
	bool document;	     /* of a text document: cells hold blocks, empty ones stand, too */
	unsigned next_row;   /* from 1 */
	unsigned next_column; /* of columns declared */
	struct qz_odf_column *columns;
	size_t ncolumns, columns_cap;
	struct qz_odf_cell *cells; /* of the row at hand */
	size_t ncells, cells_cap;
	struct qz_buf text;	/* of all cells of the row */
	struct qz_buf plain;	/* … of the cell at hand, */
	struct qz_cell_text blocks; /* or of that in a document */
};

void qz_odf_grid_init(struct qz_odf_grid *grid, struct qz_odf *odf, bool document);
void qz_odf_grid_done(struct qz_odf_grid *grid);

/* One table:table-column; `hidden`: by a group that is closed. */
bool qz_odf_grid_column(struct qz_odf_grid *grid, const xmlNode *node, bool hidden);

/* One table:table-row. */
bool qz_odf_grid_row(struct qz_odf_grid *grid, const xmlNode *node, bool hidden);

/* ---- the two kinds of bodies ---- */

/* Reads office:spreadsheet, on which the stream stands. */
bool qz_odf_sheets_read(struct qz_odf *odf, struct qz_stream *stream);

/* Reads office:text. */
bool qz_odf_document_read(struct qz_odf *odf, const xmlNode *text);

/* ---- pages and changes (odf_pages.c) ---- */

/* Page headers and footers of a page style (NULL: the usual one) and those that follow it, once, hung on the sheet. */
bool qz_odf_pages_hang(struct qz_odf *odf, const char *master, size_t sheet);

/* Keeps the tracked changes of a text document; the tree must outlive them. */
bool qz_odf_changes_keep(struct qz_odf *odf, const xmlNode *tracked);

/* The deletion of that id hangs where `out` stands. */
void qz_odf_change_place(struct qz_odf_out *out, const char *id);

/* A deletion without text of its own: what stands between its start and its end is deleted. */
void qz_odf_change_start(struct qz_odf *odf, const char *id);
void qz_odf_change_end(struct qz_odf *odf, const char *id);

/* Deletions that stand nowhere hang on the first sheet; says how many changes there are. */
bool qz_odf_changes_end(struct qz_odf *odf);

#endif
