/*
 * What the parts of marking a workbook share: the package (package.c), styles
 * (styles.c), a sheet (sheet.c), its comments (comments.c), the sheet of findings
 * (list.c). For src/mark alone. Functions that return bool give false with
 * book->reason set, or when memory ran out.
 */
#ifndef QZ_MARK_PARTS_H
#define QZ_MARK_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "mark/mark.h"
#include "mark/scan.h"
#include "report/messages.h"

struct qz_diag;
struct qz_finding;
struct qz_mark_how;
struct qz_zip;

#define QZ_MARK_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define QZ_MARK_R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define QZ_MARK_TYPES "application/vnd.openxmlformats-officedocument.spreadsheetml."

/* A cell with findings. */
struct qz_marked {
	size_t sheet;
	unsigned row, column; /* from 1 */
	int severity;
	size_t text; /* where its words begin in book->words, ended by NUL */
	unsigned lines;
};

/* A part that is written instead of the one there is, or that there was none of. */
struct qz_marked_part {
	char *name;
	struct qz_buf bytes;
	bool fresh; /* there was none */
};

struct qz_marked_sheet {
	char *name, *part; /* part NULL: no worksheet */
};

#define QZ_MARK_CLEAR QZ_SEVERITIES /* in place of a severity: the ground that a cell had before it was marked */

/* A style asked for: an own one of the workbook in the colour of a severity. */
struct qz_marked_style {
	unsigned from;
	int severity;
};

/* A ground that the workbook has. */
struct qz_marked_ground {
	bool ours;    /* in a colour of ours */
	char *before; /* attributes of the colour that a cell has, or had before it was marked; NULL: none, or another kind of ground */
};

struct qz_marked_book {
	struct qz_zip *zip;
	struct qz_diag *diag;
	const struct qz_mark_how *how;
	const char *reason; /* why it cannot be marked: a key of reason texts */
	struct qz_marked_part *parts;
	size_t nparts, parts_cap;
	char *workbook; /* the part's name */
	struct qz_marked_sheet *sheets;
	size_t nsheets, sheets_cap;
	unsigned last_id; /* of sheets */
	char *styles_part;
	unsigned nstyles; /* the workbook's own */
	struct qz_marked_style *styles;
	size_t nasked, styles_cap;
	unsigned *asked; /* of a style and a severity: the number of the style asked for + 1 */
	struct qz_marked_ground *grounds; /* the workbook's own */
	unsigned ngrounds;
	unsigned *ground_of; /* by style */
	bool recoloured;     /* … have lost what was behind them */
	bool coloured;       /* some grounds are ours, of an earlier time */
	struct qz_marked *cells;
	size_t ncells, cells_cap;
	struct qz_buf words;
	unsigned fresh_parts; /* numbers of names */
	bool failed;
};

/* Says why not; always false. */
bool qz_mark_refuse(struct qz_marked_book *book, const char *reason);

/* ---- package.c ---- */

/* The bytes of a part, to be changed or replaced; NULL when it cannot be read. */
struct qz_marked_part *qz_mark_load(struct qz_marked_book *book, const char *name);
struct qz_marked_part *qz_mark_add_part(struct qz_marked_book *book, const char *name);
bool qz_mark_has(const struct qz_marked_book *book, const char *name);

/* Puts bytes in a part's place of `len` bytes at `at`. */
bool qz_mark_splice(struct qz_marked_book *book, struct qz_buf *bytes, size_t at, size_t len, const struct qz_buf *instead);

/* The part that a relationship of another one leads to, by the end of its type, or by its id; heap, NULL when there is none. */
char *qz_mark_related(struct qz_marked_book *book, const char *part, const char *type, const char *id, size_t id_len);

/* Adds a relationship to a part, whose id goes to `id`. */
bool qz_mark_relate(struct qz_marked_book *book, const char *part, const char *type, const char *target, struct qz_buf *id);

/* Says what kind of content a part has. */
bool qz_mark_declare(struct qz_marked_book *book, const char *part, const char *type);

/* Finds the workbook's parts; refuses what is signed or of another form. */
bool qz_mark_open(struct qz_marked_book *book);
void qz_mark_done(struct qz_marked_book *book);

/* A name "xl/commentsQuanze1.xml" that no part has. */
bool qz_mark_fresh_name(struct qz_marked_book *book, const char *stem, const char *extension, struct qz_buf *out);

/* ---- the others ---- */

/* The number of a style like `from` in the colour of a severity; those of the sheet of findings are behind all. */
unsigned qz_mark_style(struct qz_marked_book *book, unsigned from, int severity);
bool qz_mark_styles_open(struct qz_marked_book *book);

/* Writes the styles asked for. The sheet of findings has three: label, text, link. */
bool qz_mark_styles_write(struct qz_marked_book *book);

/* Moves cells (of one sheet, in order) that lie under a merged range to its first cell: what is below cannot be seen. */
bool qz_mark_uncover(struct qz_marked_book *book, struct qz_marked *cells, size_t count);

/* Whether a style of the workbook's is in a colour of ours. */
bool qz_mark_is_coloured(const struct qz_marked_book *book, unsigned style);

/* Colours the cells (of one sheet, in order) and gives them comments; what was marked before is no more. */
bool qz_mark_sheet(struct qz_marked_book *book, size_t sheet, const struct qz_marked *cells, size_t count);

/* Takes our words out of the comments of a sheet (by its part). */
bool qz_mark_clean(struct qz_marked_book *book, const char *sheet);

/* A reference's row and column, 0 where it has none; what stands behind is passed over. */
void qz_mark_read_reference(const char *text, size_t len, unsigned *row, unsigned *column);

/* Comments for the cells of a sheet; *drawing is the id of the drawing that the sheet has to name, empty where it does already. */
bool qz_mark_comments(struct qz_marked_book *book, const char *part, const struct qz_marked *cells, size_t count, struct qz_buf *drawing);

/* Adds the sheet of findings. */
bool qz_mark_list(struct qz_marked_book *book, const struct qz_diag *findings);

/* The text that tells a department what was found: what it can see in its own file. */
enum qz_rule_text qz_mark_message(const struct qz_messages *words, const struct qz_finding *finding);

void qz_mark_cell_name(unsigned row, unsigned column, struct qz_buf *out);

/* Text as it stands in an element or an attribute of a sheet. */
void qz_mark_put_text(const char *text, struct qz_buf *out);

/* The first cell of a place: the sheet, or nsheets; row and column 0 where it names none. `len`: of the place, up to a blank. */
size_t qz_mark_find_place(const struct qz_marked_book *book, const char *pos, size_t len, unsigned *row, unsigned *column);

#endif
