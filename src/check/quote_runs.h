/*
 * Runs of the same words in a quotation and a law. Within check/ only.
 */
#ifndef QZ_CHECK_QUOTE_RUNS_H
#define QZ_CHECK_QUOTE_RUNS_H

#include "check/quote_units.h"

/* Units a … a + len - 1 of the quotation are units b … b + len - 1 of the law. */
struct qz_quote_run {
	size_t a, b, len;
};

struct qz_quote_runs {
	struct qz_quote_run *runs; /* ascending in both */
	size_t count, cap;
	bool failed;
};

/* Aligns; what is there by chance (a few words between larger differences) is left out. Free .runs. */
void qz_quote_runs_make(const struct qz_quote_text *quote, const struct qz_quote_text *law, struct qz_quote_runs *runs);

#endif
