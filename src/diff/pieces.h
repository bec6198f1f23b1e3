/*
 * One line of text of both revisions, cut into words and citations and aligned:
 * pieces that are in both, pairs of citations, and gaps. No XML is written.
 */
#ifndef QZ_DIFF_PIECES_H
#define QZ_DIFF_PIECES_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/map.h"
#include "diff/data.h"

/* A word, or a citation as a whole. */
struct qz_unit {
	size_t at, len;      /* in the line's text */
	const xmlNode *cite; /* NULL: a word */
};

struct qz_line {
	struct qz_buf text;
	struct qz_unit *units;
	uint32_t *ids; /* equal for equal units */
	size_t count, cap, ids_cap;
};

enum qz_piece_kind {
	QZ_PIECE_SAME, /* words of both */
	QZ_PIECE_CITE, /* one citation of each, perhaps different */
	QZ_PIECE_GAP,  /* words and citations of one or of both, different */
	QZ_PIECE_FORM  /* a gap that is punctuation, width or blanks alone */
};

/* Units a0 … a1 - 1 of the old line and b0 … b1 - 1 of the new one. */
struct qz_piece {
	enum qz_piece_kind kind;
	size_t a0, a1, b0, b1;
};

struct qz_pieces {
	struct qz_line old, new;
	struct qz_piece *pieces;
	size_t count, cap;
	bool failed; /* memory ran out */
};

/* Reads both lines and aligns them; to be freed with qz_pieces_done() in any case. */
void qz_pieces_make(struct qz_pieces *pieces, const xmlNode *old, const xmlNode *new, struct qz_map *numbers, const struct qz_diff_data *data);
void qz_pieces_done(struct qz_pieces *pieces);

/* The text of units `from` … `to` - 1. */
const char *qz_line_text(const struct qz_line *line, size_t from, size_t to, size_t *len);

#endif
