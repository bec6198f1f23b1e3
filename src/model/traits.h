/*
 * What a piece of cell text looks like, and how well that fits a field: the
 * signs of data/columns.xml, looked for in the visible text. Works on a bounded
 * part of long texts (the beginning and the end), so its cost does not grow.
 */
#ifndef QZ_MODEL_TRAITS_H
#define QZ_MODEL_TRAITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/vocabulary.h"

#define QZ_MAX_BODIES 8

/* Bodies that a list is known to name, without blanks. */
struct qz_bodies {
	char *names[QZ_MAX_BODIES];
	size_t count;
};

void qz_bodies_done(struct qz_bodies *bodies);

/* Adds a name unless it is there or the set is full; 0, or -1 when memory ran out. */
int qz_bodies_add(struct qz_bodies *bodies, const char *text, size_t len);

struct qz_traits {
	unsigned shapes; /* bit 1 << enum qz_shape */
	bool blank;      /* no visible character */
	uint64_t whole;  /* hash of the visible text (of its bounded part) */
	uint64_t start;  /* hash of its first characters */
	char text[1024]; /* the visible text, blanks left out, bounded */
	size_t len;
};

void qz_traits_read(struct qz_traits *traits, const char *text, size_t len, const struct qz_vocabulary *vocabulary,
		    const struct qz_bodies *bodies);

/* The sum of the field's signs that hold; 0 for a blank text. */
int qz_traits_score(const struct qz_traits *traits, const struct qz_vocabulary *vocabulary, enum qz_field field);

bool qz_traits_has(const struct qz_traits *traits, enum qz_shape shape);

#endif
