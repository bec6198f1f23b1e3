/*
 * Articles of a citation, and where amendments took them. Within check/ only.
 */
#ifndef QZ_CHECK_LAWS_FOLLOW_H
#define QZ_CHECK_LAWS_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "check/laws.h"

#define QZ_LAW_CITED 512 /* articles of one citation that are judged */

/* Articles without repetition, in the order of their naming. */
struct qz_law_articles {
	uint32_t list[QZ_LAW_CITED];
	size_t count;
	bool overflow;
};

/* What was met on the way from one version to another; begin with .likeness = QZ_LAW_ALIKE. */
struct qz_law_way {
	uint16_t likeness; /* of the least sure step */
	bool derived, doubtful, changed, penalty_moved;
};

/* Reads cite/@article: "22,48", "41-43". False when it is not of that form. */
bool qz_law_articles_read(const char *text, struct qz_law_articles *articles);

/* "61", "70,69", "13.1"; NULL when memory ran out. */
char *qz_law_articles_join(const struct qz_law_articles *articles);

/* Is one of them beyond the last article? */
bool qz_law_articles_beyond(const struct qz_law_articles *articles, uint32_t last);

/* Whether all of `few`, and at least one, are among `many`. */
bool qz_law_articles_among(const struct qz_law_articles *few, const struct qz_law_articles *many);

/* Are its steps so sure that they may be said as such? */
bool qz_law_way_is_sure(const struct qz_law *law, const struct qz_law_way *way);

/* Follows the articles by one renumbering of the table; false when nobody knows where one went. */
bool qz_law_follow_one(const struct qz_law_table *table, uint32_t renumbering, struct qz_law_articles *articles, struct qz_law_way *way);

/* Follows them from one version of a law to a later one, by as few steps as the register allows. */
bool qz_law_follow(const struct qz_law_found *found, size_t from, size_t to, struct qz_law_articles *articles, struct qz_law_way *way);

/* Follows them from the latest version before `to` whose moves to it are known. */
bool qz_law_follow_last(const struct qz_law_found *found, size_t to, struct qz_law_articles *articles, struct qz_law_way *way);

/*
 * Did the version `to` change the words of one of these articles, or take its number from another one (*moved)? Moves that
 * are only likely do not count as such.
 */
bool qz_law_touched(const struct qz_law_found *found, size_t to, const struct qz_law_articles *articles, bool *moved);

#endif
