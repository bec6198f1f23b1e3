/*
 * The law register: which versions a law has had, when each was in force, where
 * its articles went, and what took its place. It is data (data/laws/, valid by
 * xsd/quanze-laws.xsd, built into the program as tables: laws_table.h); an office
 * adds its own file. What the register does not know it does not judge.
 */
#ifndef QZ_CHECK_LAWS_H
#define QZ_CHECK_LAWS_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

#include "check/laws_table.h"

struct qz_laws;

/* An empty register, NULL when memory ran out. */
struct qz_laws *qz_laws_new(void);
void qz_laws_free(struct qz_laws *laws);

/* Adds the program's own register; costs nothing. 0, or -1 when memory ran out. */
int qz_laws_add_built_in(struct qz_laws *laws);

/*
 * Adds the laws of a register document that is valid by quanze-laws.xsd. A law
 * that is there already is replaced as a whole, so that an office's file added
 * last wins. 0, or -1 when memory ran out.
 */
int qz_laws_add(struct qz_laws *laws, const xmlDoc *doc);

/* A law of the register; all of it is borrowed. */
struct qz_law_found {
	const struct qz_law_table *table;
	const struct qz_law *law; /* NULL: the register lacks it */
	bool trial;        /* asked for as 试行, 暂行 or 草案, which this law's name does not have */
	qz_law_day edition; /* of a note inside the name: X法（2021年修订）; 0 none */
};

/*
 * The law of that name as written in a list: with or without 中华人民共和国, book
 * marks, blanks, a note such as （试行） or （2021年修订） behind it, or by a name that
 * it had before. 0, or -1 when memory ran out.
 */
int qz_laws_find(const struct qz_laws *laws, const char *name, struct qz_law_found *found);

/* The laws of the register one by one, those of an office's file first; *table is what a law stands in. NULL past the last one. */
const struct qz_law *qz_laws_at(const struct qz_laws *laws, size_t index, const struct qz_law_table **table);

enum qz_law_state {
	QZ_LAW_UNKNOWN,    /* the register lacks the law */
	QZ_LAW_UNDECIDED,  /* it cannot be known which version is meant or in force: say nothing */
	QZ_LAW_CURRENT,    /* the version cited is in force */
	QZ_LAW_AMENDED,    /* so it is, but nothing says that it is the one meant, and the article changed lately */
	QZ_LAW_SUPERSEDED, /* it is no longer; `new_article` holds where the article went */
	QZ_LAW_PROPOSED,   /* so it is, but where the article went is only likely */
	QZ_LAW_REVISED,    /* it is no longer, but the register does not know where articles went */
	QZ_LAW_BEYOND,     /* the version cited has no such article; `last` is its last one */
	QZ_LAW_REPEALED    /* the law as a whole is no longer in force */
};

/* What a list says of the version that it cites; every text may be NULL. */
struct qz_law_note {
	const char *date;      /* cite/@note-amended, else @note-date */
	const char *order;     /* @note-order; NULL where it may be another act's than the date's */
	const char *effective; /* @note-effective */
};

struct qz_law_verdict {
	enum qz_law_state state;
	const char *law;        /* the register's name; NULL for QZ_LAW_UNKNOWN; borrowed */
	const char *successor, *repealed_by; /* QZ_LAW_REPEALED; borrowed, "" unknown */
	char *new_article;      /* "61", "70,69", "" when all are repealed; NULL when no article was cited, or none is known */
	char in_force[11];      /* since when the version now in force is, or the law repealed; "" unknown */
	char version[11];       /* the day of adoption or promulgation of the version in force; "" unknown */
	qz_law_day as_of;       /* when the law was last known to be current; 0 not said */
	uint32_t last;          /* QZ_LAW_BEYOND */
	uint16_t likeness;      /* in thousandths: of the least sure step */
	bool derived;           /* a step was derived by comparing texts */
	bool kept;              /* QZ_LAW_SUPERSEDED: the articles have the numbers that they had */
	bool changed;           /* the text of an article cited changed */
	bool penalty_moved;     /* the law no longer sets this penalty itself */
	bool assumed;           /* no note says which version is meant: it is taken to be the one in force */
	bool decided, counted;  /* the version meant is known, and so is its number of articles */
};

/*
 * Judges one citation for the day `as_of` (yyyy-mm-dd). `article` is as in
 * cite/@article (NULL: the law alone is cited), `note` what the list says of the
 * version (cited.h).
 *
 * The version is known by its day of adoption or promulgation, else by the number
 * of its order. A day of entry into force tells it only where the version in
 * force has that day: an amended law keeps the old one in its last article. A day
 * up to four months before the promulgation, where the register does not know when
 * the text was passed, is that day, and the other way round.
 * Without any note the text in force is meant, if it has such an article. With one
 * that fits no version the version is undecided, and only an article beyond the
 * last one of every version is spoken of.
 *
 * Returns 0, or -1 when memory ran out. Free with qz_law_verdict_done().
 */
int qz_laws_judge(const struct qz_laws *laws, const char *name, const char *article, const struct qz_law_note *note,
                  const char *as_of, struct qz_law_verdict *verdict);
void qz_law_verdict_done(struct qz_law_verdict *verdict);

/*
 * Whether an amendment that the register knows took the articles `from` to
 * those that `to` names (as in cite/@article); `force` gets when it entered into
 * force, "" unknown. Moves that are only likely do not count.
 */
bool qz_laws_moved(const struct qz_laws *laws, const char *name, const char *from, const char *to, char force[11]);

#endif
