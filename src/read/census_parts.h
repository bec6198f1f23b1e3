/*
 * What census.c and the passes over files (census_package.c, census_page.c)
 * share. For census*.c alone.
 */
#ifndef QZ_READ_CENSUS_PARTS_H
#define QZ_READ_CENSUS_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct qz_diag;
struct qz_limits;
struct qz_source;

struct qz_census {
	const struct qz_source *source;
	const struct qz_limits *limits;
	struct qz_diag *diag;
	int *counts;	      /* by code point: in the table less in the file */
	size_t lacking;	      /* characters of the file that the table has not */
	bool markers;	      /* those of points are text of the file, and not only of what a reader made of it */
	bool finding;	      /* second pass: what is missing is looked for */
	size_t least;	      /* … in texts of so many characters at least */
	size_t missing;	      /* characters of the present part */
	struct qz_buf words;  /* the first of them */
};

/* Text of the file. */
void qz_census_text(struct qz_census *census, const char *text, size_t len);

/* The end of a part: says what of it is missing. */
void qz_census_say(struct qz_census *census, const char *part);

/* Whether a list of names separated by blanks has a name. */
bool qz_census_lists(const char *formats, const char *name);

void qz_census_package(struct qz_census *census);
void qz_census_page(struct qz_census *census);

#endif
