/*
 * A department's own workbook, sent back: faulty cells in the colour of what was
 * found, with a comment that says what and what to do, and a sheet 审核意见 with a
 * line for each finding. All other parts stay byte for byte.
 */
#ifndef QZ_MARK_MARK_H
#define QZ_MARK_MARK_H

#include <stdbool.h>
#include <stddef.h>

struct qz_buf;
struct qz_diag;
struct qz_limits;
struct qz_messages;

enum qz_mark_answer { QZ_MARK_ACCEPT = 1, QZ_MARK_CHANGE = 2, QZ_MARK_WAIVE = 4 };

/* What may be decided on a finding: what is suggested ("" for nothing), and the key by which a table of decisions knows it (NULL: nothing may be). */
struct qz_mark_offer {
	char *suggested, *key;
	unsigned answers; /* of enum qz_mark_answer: what may be chosen */
};

struct qz_mark_how {
	const struct qz_limits *limits;
	const struct qz_messages *words;
	bool info;                          /* information is marked too */
	bool chinese;                       /* labels and answers */
	const char *replaces;               /* the name of a sheet of findings of an earlier time, in whose place the new one comes; NULL: there is none */
	const char *answers;                /* what people had written in that sheet (base/own.h); NULL: nothing */
	const char *const *places;          /* where each finding stands in the workbook; NULL: where it says itself */
	const struct qz_mark_offer *offers; /* of each finding; NULL: nothing may be decided */
};

/*
 * Appends the workbook to `out`, marked with the findings of `diag`, which is also
 * told why one cannot be marked (mark-refused: signed, strict, damaged; false then, or
 * when memory ran out). Marks of an earlier time are taken out: comments, the sheet of
 * findings (how->replaces), and the colour of cells, which get back the ground they had
 * where the program that saved the workbook last has kept it, else none.
 */
bool qz_mark_workbook(const void *bytes, size_t len, const struct qz_mark_how *how, struct qz_diag *diag, struct qz_buf *out);

#endif
