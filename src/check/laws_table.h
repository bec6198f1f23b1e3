/*
 * The law register as it is kept: flat arrays that name each other by number, and
 * texts by where they begin in one block of bytes, so that the program's own
 * register is constant data without a single pointer (tools/embed.c writes it
 * when the program is built) and an office's file is read into the same form.
 */
#ifndef QZ_CHECK_LAWS_TABLE_H
#define QZ_CHECK_LAWS_TABLE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An article: number times this, plus n for 第…条之n. */
#define QZ_LAW_ARTICLE 1000u

#define QZ_LAW_TARGETS 8

/* Likeness and thresholds are in thousandths. */
#define QZ_LAW_ALIKE 1000u

/* What is not said in a register. */
#define QZ_LAW_SURE 800u
#define QZ_LAW_LIKELY 500u
#define QZ_LAW_RECENT 2u

/* yyyymmdd; mm and dd are 00 where only a month or a year is known; 0: unknown. */
typedef uint32_t qz_law_day;

/* Where articles of an older version went: `count` of them, from `from` on, which move together. */
struct qz_law_move {
	uint32_t from, to; /* articles; of a split, the first of its targets in `targets` of the table */
	uint16_t count;
	uint16_t likeness;
	uint8_t targets; /* 0: repealed */
	bool unknown : 1;  /* nobody knows where it went */
	bool doubtful : 1; /* a part of it may stand in another article, too */
	bool changed : 1;  /* its text changed, more than the references in it */
	bool penalty_moved : 1; /* the law no longer sets this penalty itself */
	bool reviewed : 1; /* by a person, though the renumbering it stands in is derived */
};

struct qz_law_renumbering {
	uint32_t since; /* the older version, by its number within the law */
	uint32_t moves, nmoves; /* by rising `from` */
	bool derived; /* by comparing texts; else reviewed by a person */
};

struct qz_law_version {
	qz_law_day adopted, promulgated, force;
	uint32_t order;    /* text: number of the order, "" when unknown */
	uint32_t articles; /* the last article's number; 0 unknown */
	uint32_t renumberings, nrenumberings;
};

struct qz_law_successor {
	uint32_t name;        /* text */
	uint32_t renumbering; /* from the law's last version, plus 1; 0: not known */
};

struct qz_law {
	uint32_t name;     /* text: full name, without book marks */
	qz_law_day as_of;  /* last known to be current; 0: not said */
	uint32_t versions, nversions; /* oldest first */
	uint32_t repealed_by; /* text, "" when it is not repealed */
	qz_law_day repealed;  /* 0 unknown */
	uint32_t successors, nsuccessors;
	bool statute;          /* 法律 */
	uint16_t sure, likely, recent; /* of the file that it stands in (xsd/quanze-laws.xsd) */
};

/* A folded name (laws.c) by which a law is found; sorted by name, laws added later first. */
struct qz_law_key {
	uint32_t name, law;
};

struct qz_law_table {
	const char *text;
	const struct qz_law_key *keys;
	const struct qz_law *laws;
	const struct qz_law_version *versions;
	const struct qz_law_renumbering *renumberings;
	const struct qz_law_move *moves;
	const uint32_t *targets;
	const struct qz_law_successor *successors;
	size_t ntext, nkeys, nlaws, nversions, nrenumberings, nmoves, ntargets, nsuccessors;
};

/* The program's own register; generated at build time. */
extern const struct qz_law_table qz_built_in_laws;

/* A table that is being read. */
struct qz_law_reader;

struct qz_law_reader *qz_law_reader_new(void);
void qz_law_reader_free(struct qz_law_reader *reader);

/* Adds the laws of a document that is valid by quanze-laws.xsd. 0, or -1 when memory ran out. */
int qz_law_reader_add(struct qz_law_reader *reader, const xmlDoc *doc);

/* What was read, its keys sorted; it lives as long as the reader. */
struct qz_law_table qz_law_reader_table(struct qz_law_reader *reader);

/*
 * What names are compared by: no blanks, no book marks, half-width brackets, no
 * 中华人民共和国 in front. NULL when memory ran out; freed by the caller.
 */
char *qz_law_name_fold(const char *name);

/* Reads one article ("59", "13.1") at `*text` and moves it on; 0 when none stands there. */
uint32_t qz_law_article_read(const char **text);

/* Reads yyyy, yyyy-mm or yyyy-mm-dd; 0 for anything else and for NULL. */
qz_law_day qz_law_day_read(const char *text);

/* Writes a day as it is read; "" for 0. */
void qz_law_day_write(qz_law_day day, char text[11]);

#endif
