/*
 * What is written of a library: the register (xsd/quanze-laws.xsd), the texts of
 * each law (xsd/quanze-law-text.xsd), and what a person is to review.
 */
#ifndef QZ_LAWS_WRITE_H
#define QZ_LAWS_WRITE_H

#include <libxml/tree.h>

#include "base/buf.h"
#include "laws/books.h"

/* The register of all books. `day`: when the texts were compared; `current`: on which they were the law as it stands,
 * or NULL. */
void qz_books_put_register(const struct qz_books *books, const char *day, const char *current, struct qz_buf *out);

/* The texts of one law; nothing where no version has one. */
void qz_book_put_texts(const struct qz_book *book, struct qz_buf *out);

/* The name of its file: the law's name, what no file's name can hold as “_”, and .xml. */
void qz_book_put_file_name(const struct qz_book *book, struct qz_buf *out);

/*
 * What is derived, the most doubtful first, as a document (urn:quanze:law-review:1): a line for each article whose
 * words changed or that has no place of its own. Of the first `shown` lines both texts are marked where they differ.
 * NULL when memory ran out.
 */
xmlDoc *qz_books_review(const struct qz_books *books, size_t shown);

/* The mark by which a line of the table is known to be of the same texts: 12 hexadecimal digits and a NUL. */
#define QZ_REVIEW_MARK 13
void qz_version_digest(const struct qz_text *text, char digest[65]);
void qz_review_mark(const char *digest, const struct qz_text *old, const struct qz_align_move *move,
		    char mark[QZ_REVIEW_MARK]);

/* Writes the targets of a move: "70,69"; "unknown". */
void qz_move_put_targets(const struct qz_align_move *move, struct qz_buf *out);

struct qz_table;

/*
 * Takes the lines of a table that a person has marked as reviewed (its columns are those of the table that is written).
 * What no longer holds is said in `diag`. False when memory ran out.
 */
bool qz_books_take_reviewed(struct qz_books *books, const struct qz_table *table, struct qz_diag *diag);

#endif
