/*
 * The words around what a finding is about, as the report shows them.
 */
#ifndef QZ_CHECK_EXCERPT_H
#define QZ_CHECK_EXCERPT_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/*
 * The excerpt for a finding about `node`. Of an element inside a paragraph (a
 * citation) it is the words around it, which are marked; of a paragraph or field
 * its beginning. The cost is bounded by the excerpt, not by the field. An empty
 * text and what is outside items gives an empty excerpt. False when memory ran out;
 * qz_excerpt_done() in any case.
 */
bool qz_excerpt_find(const xmlNode *node, struct qz_excerpt *excerpt);

/*
 * The same for a citation, whose article is what the finding is about: of one
 * that is too long to be shown whole, what stands behind title and note is marked.
 */
bool qz_excerpt_find_article(const xmlNode *cite, struct qz_excerpt *excerpt);

/* The same around bytes [at, at + len) of a text. */
bool qz_excerpt_cut(const char *text, size_t at, size_t len, struct qz_excerpt *excerpt);

void qz_excerpt_done(struct qz_excerpt *excerpt);

#endif
