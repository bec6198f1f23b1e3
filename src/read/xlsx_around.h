/*
 * What hangs on the cells and sheets of a workbook, for the .xlsx reader alone:
 * comments (xlsx_comments.c), drawings (xlsx_drawing.c), shapes of old versions
 * (xlsx_shapes.c), page headers and prompts (xlsx_page.c), the parts of a sheet
 * that these stand in (xlsx_around.c). All of it becomes asides of the
 * table or a finding that names it.
 */
#ifndef QZ_READ_XLSX_AROUND_H
#define QZ_READ_XLSX_AROUND_H

#include "read/aside.h"
#include "read/xlsx_parts.h"

/* Cells that something stands on; rows from 1, columns from 0; row 0: on the sheet. */
struct qz_xlsx_place {
	unsigned row, column, last_row, last_column;
};

/* A sheet while it is read. */
struct qz_xlsx_around {
	struct qz_xlsx *book;
	size_t sheet;                   /* index in the table; SIZE_MAX: a sheet that has no cells */
	const char *name;               /* … as the workbook calls it; borrowed */
	struct qz_xlsx_ranges filters;  /* of the sheet and of its tables */
	struct qz_xlsx_ranges coloured; /* by conditions, by tables: at most QZ_XLSX_COLOURED */
	struct qz_map prompts;          /* said already */
	struct qz_map shapes;           /* of form controls that a drawing showed: spid */
	char *header_shapes;            /* the relationship of pictures in page headers; NULL when none */
	size_t pictures;                /* whose place is not told */
};

#define QZ_XLSX_COLOURED 200

/* Adds an aside of the sheet without the blanks around it; nothing where it is blank. */
bool qz_xlsx_aside(struct qz_xlsx_around *around, enum qz_aside_kind kind, const struct qz_xlsx_place *place, const char *text, size_t len);

/* Says that something was passed over, with its place where it has one. */
bool qz_xlsx_passed_over(struct qz_xlsx_around *around, const char *what, const struct qz_xlsx_place *place);

/* Says how many of it were, without places. */
void qz_xlsx_passed_over_many(struct qz_xlsx_around *around, const char *what, size_t count);

/* The place of a range; the sheet where it is none. */
struct qz_xlsx_place qz_xlsx_place_of(const char *reference);

/* Reads a child of worksheet or chartsheet, on which the part stands, that is no cell's; what it does not know is left alone. */
bool qz_xlsx_around_element(struct qz_xlsx_around *around, struct qz_xlsx_part *part);

/* Reads the parts that the sheet has relationships with. */
bool qz_xlsx_around_parts(struct qz_xlsx_around *around, const char *sheet_part);
void qz_xlsx_around_done(struct qz_xlsx_around *around);

/* Reads a sheet of charts: it has no cells, but may have words. */
bool qz_xlsx_chartsheet_read(struct qz_xlsx *book, const char *name, const char *part_name);

/* Whether this part is yet to be read: asked once for each. */
bool qz_xlsx_is_new(struct qz_xlsx *book, const char *part_name);

/* ---- xlsx_page.c: at depth 1 of the sheet ---- */

bool qz_xlsx_page_read(struct qz_xlsx_around *around, struct qz_xlsx_part *part);
bool qz_xlsx_prompts_read(struct qz_xlsx_around *around, struct qz_xlsx_part *part);
bool qz_xlsx_links_read(struct qz_xlsx_around *around, struct qz_xlsx_part *part);

/* Adds a prompt once. */
bool qz_xlsx_prompt(struct qz_xlsx_around *around, const struct qz_xlsx_place *place, struct qz_buf *text);

/* ---- parts of their own ---- */

/* Comments of the sheet: `threads` first, `notes` after them; either may be NULL. */
bool qz_xlsx_comments_read(struct qz_xlsx_around *around, const char *threads, const char *notes);

bool qz_xlsx_drawing_read(struct qz_xlsx_around *around, const char *part_name);

/* Reads an anchor (from, to) that the part stands on. */
bool qz_xlsx_anchor_read(struct qz_xlsx_part *part, struct qz_xlsx_place *place);

/* Shapes in VML; `header`: those of page headers. */
bool qz_xlsx_shapes_read(struct qz_xlsx_around *around, const char *part_name, bool header);

#endif
