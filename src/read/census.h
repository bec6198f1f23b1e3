/*
 * The second proof, over the file itself: every character that a part of it
 * shows or stores as text stands in a cell or an aside of the table, or in a
 * place whose fate the table of carriers tells. It counts characters and shares
 * no code with the readers, so that text in a place that nobody thought of is
 * named (content-unknown) and never silent.
 */
#ifndef QZ_READ_CENSUS_H
#define QZ_READ_CENSUS_H

#include "base/status.h"

struct qz_diag;
struct qz_limits;
struct qz_source;
struct qz_table;

/* What becomes of text in a place. */
enum qz_fate {
	QZ_FATE_READ,	/* it is text of the list: a cell, a title, a section */
	QZ_FATE_KEPT,	/* verbatim in `omitted`, with a finding; `as` is the reason */
	QZ_FATE_PARTLY, /* the same, but for codes and repetitions in it, so that it cannot be counted: tests/carriers looks at it */
	QZ_FATE_NAMED,	/* not kept: content-skipped says how much of it there is; `as` is its what */
	QZ_FATE_DROPPED /* no text of the document: look, code, copies; `as` is why */
};

/* A place that can hold text: a row of what `quanze formats -v` shows. */
struct qz_carrier {
	const char *format;  /* name of a reader; several separated by blanks */
	const char *part;    /* of a package: the beginning of its name; "" every part, or the format has none */
	const char *element; /* local name, or name@attribute; "" every one of the part */
	enum qz_fate fate;
	const char *as;
};

/* All of them, ended by a NULL format. A row holds for what stands inside of the element too. */
extern const struct qz_carrier qz_carriers[];

/* Compares the source with the table; what is missing is said. QZ_OK, or QZ_INPUT when memory ran out. */
enum qz_status qz_census(const struct qz_source *source, const struct qz_table *table, const struct qz_limits *limits, struct qz_diag *diag);

#endif
