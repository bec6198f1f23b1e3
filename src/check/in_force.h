/*
 * The text in force of a law that a list cites, from the texts that the office
 * keeps, by what the register knows.
 */
#ifndef QZ_CHECK_IN_FORCE_H
#define QZ_CHECK_IN_FORCE_H

#include "base/buf.h"
#include "check/laws.h"
#include "check/texts.h"

struct qz_in_force {
	const char *name;              /* the register's, else as it was asked for */
	const struct qz_text_law *law; /* NULL: there is none, or the law was repealed; it may be broken */
	size_t version;                /* in force; QZ_TEXT_NONE: none is, or its text is not at hand */
};

/* Finds the law by its name as written in a list. False when memory ran out. */
bool qz_in_force_find(struct qz_texts *texts, const struct qz_laws *laws, const char *name, const char *as_of, struct qz_in_force *found);

/*
 * Appends the articles ("61", "70,69") as they stand in force, a line for each paragraph and point, cut where they are
 * long; `version` gets the day of the text. Nothing is appended when they are not at hand. False when memory ran out.
 */
bool qz_in_force_put(struct qz_texts *texts, const struct qz_laws *laws, const char *name, const char *articles, const char *as_of,
		     struct qz_buf *out, char version[11]);

#endif
