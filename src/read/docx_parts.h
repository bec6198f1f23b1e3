/*
 * What the parts of the .docx reader share. For docx*.c alone.
 */
#ifndef QZ_READ_DOCX_PARTS_H
#define QZ_READ_DOCX_PARTS_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "read/blocks.h"

struct qz_diag;
struct qz_docx_numbering;
struct qz_docx_styles;
struct qz_limits;
struct qz_table;

#define QZ_DOCX_FIELDS 16 /* fields inside fields */

/* The document being read. */
struct qz_docx {
	const struct qz_limits *limits;
	struct qz_diag *diag;
	struct qz_table *table;
	struct qz_docx_numbering *numbering;
	struct qz_docx_styles *styles;
	struct qz_cell_text cell;
	struct qz_buf marker;
	unsigned lists;			  /* list levels open in the cell being read */
	bool glued;			  /* the mark of the paragraph before was deleted: the next one goes on with it */
	struct qz_buf code;		  /* of the innermost field */
	bool in_code[QZ_DOCX_FIELDS + 1]; /* by depth: the field's code is being read, not yet its result */
	unsigned fields;		  /* open */
	size_t changes, hidden, notes, pictures, symbols, outside; /* for findings */
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

/* ---- styles (docx_styles.c) ---- */

/* Reads word/styles.xml, which must outlive the result (root may be NULL: no styles). NULL when memory ran out. */
struct qz_docx_styles *qz_docx_styles_new(const xmlNode *root);
void qz_docx_styles_free(struct qz_docx_styles *styles);

/* The name of a style in small letters ("title", "heading 1"), its id where it has no name, "" for NULL. */
const char *qz_docx_style_name(const struct qz_docx_styles *styles, const char *id);

/* Whether text in that style is hidden; false for NULL. */
bool qz_docx_style_hides(const struct qz_docx_styles *styles, const char *id);

/* The list that paragraphs of that style belong to: its w:numPr, NULL when none. */
const xmlNode *qz_docx_style_list(const struct qz_docx_styles *styles, const char *id);

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

/* Reads the content of a cell into document->cell; its text is borrowed from there. */
const struct qz_buf *qz_docx_cell(struct qz_docx *document, const xmlNode *cell);

/* Appends the visible text of a paragraph, in one line. */
void qz_docx_plain(struct qz_docx *document, const xmlNode *paragraph, struct qz_buf *out);

#endif
