/*
 * The words of an amendment: the articles of both versions from the texts that an
 * office keeps (check/texts.h), and what differs between them.
 */
#ifndef QZ_IMPACT_TEXTS_H
#define QZ_IMPACT_TEXTS_H

#include "base/buf.h"
#include "check/texts.h"
#include "impact/articles.h"

/* Both versions in the store; QZ_TEXT_NONE where it lacks one. */
struct qz_amendment_texts {
	const struct qz_text_law *law; /* NULL: it lacks the law */
	size_t from, to;
};

/* Finds them (`store` NULL: there is none). False when memory ran out; a file that is broken is a finding. */
bool qz_amendment_texts_find(const struct qz_amendment *amendment, struct qz_texts *store,
			     struct qz_amendment_texts *texts, struct qz_diag *diag);

/* Whether words can be compared. */
bool qz_amendment_texts_both(const struct qz_amendment_texts *texts);

/*
 * Appends the words of articles of a version, a line for each paragraph and point. False where one of them is not
 * there.
 */
bool qz_amendment_text_put(const struct qz_amendment_texts *texts, size_t version,
			   const struct qz_law_articles *articles, struct qz_buf *out);

#endif
