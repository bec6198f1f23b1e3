/*
 * The law register: which versions a law has had, when each was in force and
 * where its articles went. It is data (data/laws.xml, xsd/quanze-laws.xsd); an
 * office adds its own file. What the register does not know it does not judge.
 */
#ifndef QZ_CHECK_LAWS_H
#define QZ_CHECK_LAWS_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An article: number times this, plus n for 第…条之n. */
#define QZ_LAW_ARTICLE 1000u

#define QZ_LAW_TARGETS 8

/* Where one article of the version before went. */
struct qz_law_move {
	uint32_t from;
	uint32_t to[QZ_LAW_TARGETS];
	unsigned targets; /* 0: repealed */
	bool changed;     /* its text changed, more than the references in it */
	bool penalty_moved; /* the law no longer sets this penalty itself */
};

/* Dates are yyyy-mm-dd, yyyy-mm or yyyy; NULL when unknown. Borrowed from the register. */
struct qz_law_version {
	char *adopted, *promulgated, *force;
	char *order;       /* number of the order, NULL unknown or none */
	uint32_t articles; /* the last article's number; 0 unknown */
	bool moves_known;  /* `moves` accounts for every article of the version before */
	struct qz_law_move *moves;
	size_t nmoves;
};

struct qz_law {
	char *name; /* full name, without book marks */
	struct qz_law_version *versions; /* oldest first */
	size_t nversions;
};

struct qz_laws;

/* An empty register, NULL when memory ran out. */
struct qz_laws *qz_laws_new(void);
void qz_laws_free(struct qz_laws *laws);

/*
 * Adds the laws of a register document that is valid by quanze-laws.xsd. A law
 * that is there already is replaced as a whole, so that an office's file added
 * last wins. 0, or -1 when memory ran out.
 */
int qz_laws_add(struct qz_laws *laws, const xmlDoc *doc);

/*
 * The law of that name as written in a list: with or without 中华人民共和国,
 * book marks, blanks. `*law` is borrowed, NULL when the register lacks it.
 * 0, or -1 when memory ran out.
 */
int qz_laws_find(const struct qz_laws *laws, const char *name, const struct qz_law **law);

enum qz_law_state {
	QZ_LAW_UNKNOWN,    /* the register lacks the law */
	QZ_LAW_UNDECIDED,  /* it cannot be known which version is meant or in force: say nothing */
	QZ_LAW_CURRENT,    /* the version cited is in force */
	QZ_LAW_SUPERSEDED, /* it is no longer; `new_article` holds where the article went */
	QZ_LAW_REVISED,    /* it is no longer, but the register does not know where articles went */
	QZ_LAW_BEYOND      /* the version cited has no such article; `last` is its last one */
};

struct qz_law_verdict {
	enum qz_law_state state;
	const char *law;      /* the register's name; NULL for QZ_LAW_UNKNOWN; borrowed */
	const char *in_force; /* since when the version now in force is; NULL unknown; borrowed */
	char *new_article;    /* "61", "70,69", "" when all are repealed; NULL when no article was cited */
	bool changed;         /* the text of an article cited changed */
	bool penalty_moved;   /* the law no longer sets this penalty itself */
	uint32_t last;        /* QZ_LAW_BEYOND */
};

/*
 * Judges one citation for the day `as_of` (yyyy-mm-dd). `article` is as in
 * cite/@article (NULL: the law alone is cited). `date` is the date of the
 * version cited: @note-amended, else @note-date, else that of the note on the
 * same law earlier in the same field; NULL when there is none.
 *
 * The version is known by its day of adoption or promulgation, not by its day
 * of entry into force: an amended law keeps the old day in its last article.
 * Without a date, or with one that no version has, the version is undecided,
 * and only an article beyond the last one of every version is spoken of.
 *
 * Returns 0, or -1 when memory ran out. Free with qz_law_verdict_done().
 */
int qz_laws_judge(const struct qz_laws *laws, const char *name, const char *article, const char *date,
                  const char *as_of, struct qz_law_verdict *verdict);
void qz_law_verdict_done(struct qz_law_verdict *verdict);

/*
 * Whether an amendment that the register knows took the articles `from` to
 * those that `to` names (as in cite/@article); *force is when it entered into
 * force: borrowed, NULL unknown.
 */
bool qz_laws_moved(const struct qz_laws *laws, const char *name, const char *from, const char *to, const char **force);

/* Reads one article ("59", "13.1") at `*text` and moves it on; 0 when none stands there. */
uint32_t qz_law_article_read(const char **text);

#endif
