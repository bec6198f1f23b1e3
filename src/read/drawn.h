/*
 * Lines of text that may draw tables, cut at their borders; for drawn.c.
 */
#ifndef QZ_READ_DRAWN_H
#define QZ_READ_DRAWN_H

#include <stdbool.h>
#include <stddef.h>

#define QZ_DRAWN_NOWHERE 100000000u /* right of everything */

enum qz_drawn_kind { QZ_DRAWN_BLANK, QZ_DRAWN_TEXT, QZ_DRAWN_RULE, QZ_DRAWN_CELLS, QZ_DRAWN_MIXED };

struct qz_drawn_line {
	size_t start, len;
	enum qz_drawn_kind kind; /* MIXED: a rule below some cells, while others go on */
};

/* What stands between two borders of a line. */
struct qz_drawn_piece {
	size_t start, len;  /* in the text */
	size_t left, right; /* where its borders stand on the screen */
	bool rule;
};

struct qz_drawn_lines {
	const char *text;
	size_t len;
	bool box;    /* drawn by box characters: | + - are text */
	size_t wide; /* columns of the screen that a box character takes: 1, or 2 */
	struct qz_drawn_line *list;
	size_t count, cap;
	struct qz_drawn_piece *pieces; /* of the line that was cut last */
	size_t npieces, pieces_cap;
};

/* Finds out how tables are drawn in a text (borrowed), and what its lines are. False when memory ran out. */
bool qz_drawn_lines_read(struct qz_drawn_lines *lines, const char *text, size_t len);
void qz_drawn_lines_done(struct qz_drawn_lines *lines);

/* Cuts a line at its borders; *borders (may be NULL): how many it has. False when memory ran out. */
bool qz_drawn_cut(struct qz_drawn_lines *lines, const struct qz_drawn_line *line, size_t *borders);

/* How much room is left between the first `len` bytes of a piece and its right border. */
size_t qz_drawn_room(const struct qz_drawn_lines *lines, const struct qz_drawn_piece *piece, size_t len);

#endif
