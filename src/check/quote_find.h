/*
 * Which article of a version a quotation is from. Within check/ only.
 */
#ifndef QZ_CHECK_QUOTE_FIND_H
#define QZ_CHECK_QUOTE_FIND_H

#include "check/laws_follow.h"
#include "check/quote_units.h"
#include "check/texts.h"

/* Takes the articles' words in, in order; false when the version lacks one of them. */
bool qz_quote_articles(const struct qz_text_law *law, size_t version, const struct qz_law_articles *articles,
		       struct qz_quote_text *text);

#define QZ_QUOTE_INDEXES 64

struct qz_quote_posting;

struct qz_quote_index {
	const char *file; /* of the law in its store, and the version */
	size_t version;
	struct qz_quote_posting *postings; /* sorted */
	size_t count;
};

/* What has been made of the versions that were looked into. */
struct qz_quote_finder {
	struct qz_quote_index indexes[QZ_QUOTE_INDEXES];
	size_t count, total;
};

void qz_quote_finder_init(struct qz_quote_finder *finder);
void qz_quote_finder_done(struct qz_quote_finder *finder);

/* The article that has most of the quotation's words in their order, 0 when none has most of them. When memory ran out:
 * quote->failed. */
uint32_t qz_quote_find(struct qz_quote_finder *finder, struct qz_quote_text *quote, const struct qz_text_law *law,
		       size_t version);

#endif
