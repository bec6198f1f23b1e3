/*
 * Laws out of texts: which files are parts of one text, which texts are versions
 * of one law, in what order, and where the articles of each went in the next.
 */
#ifndef QZ_LAWS_BOOKS_H
#define QZ_LAWS_BOOKS_H

#include "base/diag.h"
#include "base/map.h"
#include "laws/align.h"
#include "laws/text.h"

#define QZ_NO_VERSION SIZE_MAX

/* A file as the library has it. */
struct qz_shelf_text {
	struct qz_text text;
	struct qz_diag diag; /* what is to be said of it */
	bool part;	     /* its articles stand in another text now */
};

/* A move as a person has confirmed or corrected it. */
struct qz_settled {
	char *to;	     /* as @to of a move; NULL: nobody has */
	bool known, penalty; /* the register says so, and whether the law no longer sets the fine itself */
};

struct qz_book_version {
	struct qz_text_act act;		    /* all that heads say of it */
	const struct qz_text *text;	    /* NULL: it is known from heads alone */
	size_t file;			    /* on the shelf, of that text */
	size_t before;			    /* the older version that it was compared with, or QZ_NO_VERSION */
	struct qz_law_alignment moves;	    /* from that one */
	struct qz_settled *settled;	    /* by move: what a person made of it; NULL: of none */
	const struct qz_law_version *known; /* what the register has of it; NULL: nothing */
};

struct qz_book {
	char *name; /* the fullest form of its name */
	const char *rank;
	struct qz_book_version *versions; /* oldest first */
	size_t nversions, cap;
	const struct qz_law *law; /* what the register has of it; NULL: nothing */
	const struct qz_law_table *table;
	const struct qz_book *ended_by; /* NULL: no text says that it ended */
	qz_law_day ended;
};

struct qz_books {
	struct qz_book **books; /* in the order of their names as they are compared */
	size_t count, cap;
	struct qz_map keys; /* struct qz_book by its folded name */
	bool failed;	    /* memory ran out */
};

/* Puts the files of a code that stands in several files together. False when memory ran out. */
bool qz_shelf_join_parts(struct qz_shelf_text *shelf, size_t count);

/* Makes books of all texts; what cannot be placed is said of its file. The shelf must outlive them. To be freed in any
 * case. */
void qz_books_make(struct qz_books *books, struct qz_shelf_text *shelf, size_t count);

struct qz_laws;

/*
 * Adds what the register knows of these laws: versions of which there is no text, names, and moves. It must outlive the
 * books. A pair of versions whose moves a person has reviewed stays reviewed (after aligning: qz_books_settle_known()).
 */
void qz_books_take_known(struct qz_books *books, const struct qz_laws *laws);
void qz_books_settle_known(struct qz_books *books);

/* Within: the version of an act, which is new or adds to what is known of it; NULL where there are too many, or memory
 * ran out. */
struct qz_book_version *qz_book_find_version(struct qz_books *books, struct qz_book *book,
					     const struct qz_text_act *act);
void qz_book_sort(struct qz_book *book);

/* Within: says what became of a move; takes `to`. */
bool qz_version_settle(struct qz_book_version *version, size_t move, struct qz_settled settled);

/* Aligns the versions of each book that have texts. */
void qz_books_align(struct qz_books *books);
void qz_books_done(struct qz_books *books);

/* The day by which a version is known. */
qz_law_day qz_act_day(const struct qz_text_act *act);

#endif
