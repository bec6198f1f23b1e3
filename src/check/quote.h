/*
 * The words of a quotation against those of a law. Knows nothing of lists,
 * stores and registers. Width, blanks, punctuation and how a number is written
 * do not count.
 */
#ifndef QZ_CHECK_QUOTE_H
#define QZ_CHECK_QUOTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "check/quote_units.h"

enum qz_quote_state {
	QZ_QUOTE_NONE, /* no quotation of this text, or it cannot be told */
	QZ_QUOTE_EQUAL,
	QZ_QUOTE_PARTIAL, /* word for word, but something is left out: ellipsis, sentences, points, paragraphs */
	QZ_QUOTE_DIFFERS
};

/* Units a0 … a1 - 1 of the quotation stand for b0 … b1 - 1 of the law; one of both may be none. */
struct qz_quote_difference {
	size_t a0, a1, b0, b1;
	bool penalty; /* amounts of money, or multiples, that differ */
};

struct qz_quote_result {
	enum qz_quote_state state;
	struct qz_quote_difference *differences;
	size_t count, cap;
	size_t matched; /* units that are the same */
	size_t cost;	/* units of the differences, of the longer side of each */
	size_t missed;	/* units of the quotation that stand before or behind what is quoted */
	size_t left;	/* units of the law that are left out, of the paragraphs cited */
	bool failed;	/* memory ran out */
};

/* What of the law is cited. */
struct qz_quote_cited {
	const uint32_t *paragraphs; /* 款; none: all */
	size_t nparagraphs;
	bool points; /* single 项: others are left out by right */
};

/* Compares; free with qz_quote_result_done(). Linear but for stretches that differ much, which are bounded. */
void qz_quote_compare(const struct qz_quote_text *quote, const struct qz_quote_text *law,
		      const struct qz_quote_cited *cited, struct qz_quote_result *result);
void qz_quote_result_done(struct qz_quote_result *result);

/* How near a quotation is to a text: the share of its words that are there in order, in hundredths. */
unsigned qz_quote_nearness(const struct qz_quote_result *result);

/*
 * Appends “quoted”→“law” for each difference, with some words around it where one side is empty; the first `most` of
 * them; of penalties alone, or of all others. How many there are.
 */
size_t qz_quote_words(const struct qz_quote_result *result, const struct qz_quote_text *quote,
		      const struct qz_quote_text *law, size_t most, bool penalties, struct qz_buf *out);

#endif
