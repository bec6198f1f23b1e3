/*
 * What quanze writes into other people's workbooks, and how it knows it again
 * when they come back: words in comments begin with “quanze:” and end with a seal,
 * lines of the sheet of findings carry a seal in their last column. A seal is a
 * number made of the words it stands behind, blanks aside, so that it survives
 * programs that drop names, authors and styles, and words that were changed are
 * not taken for quanze's own.
 */
#ifndef QZ_BASE_OWN_H
#define QZ_BASE_OWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"

/* The columns of the sheet of findings. Those from DONE to DATE are for people to fill in. */
enum qz_own_column {
	QZ_OWN_NUMBER,
	QZ_OWN_SHEET,
	QZ_OWN_CELL,
	QZ_OWN_ITEM,
	QZ_OWN_LEVEL,
	QZ_OWN_WHAT,
	QZ_OWN_CURE,
	QZ_OWN_DONE,
	QZ_OWN_SUGGESTED,
	QZ_OWN_DECISION,
	QZ_OWN_CHANGE,
	QZ_OWN_REASON,
	QZ_OWN_WHO,
	QZ_OWN_DATE,
	QZ_OWN_KEY,
	QZ_OWN_SEAL,
	QZ_OWN_COLUMNS
};

/* Chinese, English. They are data: a sheet is known again by them, whatever language it is read in. */
extern const char *const qz_own_labels[QZ_OWN_COLUMNS][2];

/* For people to fill in. */
bool qz_own_is_theirs(enum qz_own_column column);

/* The column with that label, in either language; QZ_OWN_COLUMNS when there is none. */
enum qz_own_column qz_own_find_column(const char *text, size_t len);

#define QZ_OWN_SEALED 16 /* bytes of the seal of a line, with its NUL: quanze:1a2b3c4d */

/* The seal of a line: of all cells of ours but its number. A cell may be NULL. */
void qz_own_seal(const char *const cells[QZ_OWN_COLUMNS], char seal[QZ_OWN_SEALED]);

/* Appends an answer that stands in a line with that seal, in a column of theirs. */
void qz_own_put_answer(const char *seal, enum qz_own_column column, const char *text, size_t len, struct qz_buf *out);

/*
 * The next of such answers from *at on: its text and where that ends; its seal and column go to `seal` and *column.
 * NULL at the end.
 */
const char *qz_own_next_answer(const char **at, char seal[QZ_OWN_SEALED], enum qz_own_column *column, size_t *len);

/* What begins our words in a comment. */
#define QZ_OWN_BEGIN "quanze:\n"

/* Appends the end of our words, which begin (behind QZ_OWN_BEGIN) at `words`. */
void qz_own_end(const char *words, size_t len, struct qz_buf *out);

#define QZ_OWN_PIECES 4 /* of ours in one comment that are looked for: one is written */

/* Our words in the text of a comment, whole and unchanged, from *start to *end; false when there are none (more). */
bool qz_own_find(const char *text, size_t len, size_t *start, size_t *end);

/*
 * The colours of marked cells, by severity, as in a workbook (FFRRGGBB): a little off
 * those that people choose, so that they are known again. The ground that a cell had is
 * kept as the second colour of such a ground, which a full one does not show.
 */
extern const char *const qz_own_grounds[QZ_SEVERITIES];
bool qz_own_is_ground(const char *rgb, size_t len);

/* A program that gives all grounds a second colour of its own, as it calls itself in fileVersion/@appName. */
#define QZ_OWN_RECOLOURS "Calc"

/* What an item is called in the sheet of findings: its serial and its name. */
void qz_own_put_item(const struct qz_finding *finding, struct qz_buf *out);

#endif
