/*
 * The second pass over a fragment (internal to fragment.c): raw paragraphs are
 * split at lost boundaries, markers taken off, blanks settled.
 */
#ifndef QZ_MODEL_FRAGMENT_SPLIT_H
#define QZ_MODEL_FRAGMENT_SPLIT_H

#include "model/fragment.h"

enum qz_raw_origin {
	QZ_RAW_BARE,   /* text outside any markup */
	QZ_RAW_MARKED, /* the content of a p or another block */
	QZ_RAW_LOOSE,  /* text directly in a list: its items have lost their markup */
	QZ_RAW_ITEM    /* the content of an li */
};

struct qz_raw_paragraph {
	size_t start, len; /* in raw->text */
	size_t marker, marker_len;
	unsigned depth;
	enum qz_raw_origin origin;
};

struct qz_raw {
	struct qz_buf text;
	struct qz_raw_paragraph *paragraphs;
	size_t count, cap;
	enum qz_fragment_use use;
	struct qz_blocks *blocks; /* where the result goes */
	bool failed;
};

void qz_raw_add(struct qz_raw *raw, const struct qz_raw_paragraph *paragraph);

/* Splits all paragraphs into blocks. */
void qz_raw_split(struct qz_raw *raw);

/* Joins all paragraphs into one line of plain text. */
void qz_raw_join(struct qz_raw *raw, bool keep_blanks);

void qz_raw_done(struct qz_raw *raw);

#endif
