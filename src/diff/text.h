/*
 * Comparing the content of a field: paragraphs, points, words, citations. What
 * is written goes to the marked document; what it amounts to is told.
 */
#ifndef QZ_DIFF_TEXT_H
#define QZ_DIFF_TEXT_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/map.h"
#include "diff/data.h"
#include "diff/mark.h"

/* One comparison of texts under way. */
struct qz_differ {
	struct qz_marker marker;
	struct qz_map numbers;
	const struct qz_diff_data *data;
	xmlNode *entry; /* changes/field of the field at hand: citations that changed are put there */
	/* What was found in the field at hand. */
	bool text, citation, form;
};

/*
 * What is in line (text, citations) below `old` and `new`, as children of
 * `out`: the text of fields of one line, of p, li and cite. A list within a li
 * is left to qz_diff_blocks().
 */
void qz_diff_inline(struct qz_differ *differ, xmlNode *out, const xmlNode *old, const xmlNode *new);

/* The paragraphs and lists below `old` and `new` (fields, ol), or the list within two li. */
void qz_diff_blocks(struct qz_differ *differ, xmlNode *out, const xmlNode *old, const xmlNode *new);

/*
 * What a citation (NULL: none) names, as written, without the law: from the
 * first 第 that stands in no brackets on. "" when it names none, NULL when memory
 * ran out.
 */
char *qz_cite_place(const xmlNode *cite);

/* A citation that is in one revision alone, or changed: an entry, unless the place is the same. */
void qz_diff_note_citation(struct qz_differ *differ, const xmlNode *old, const xmlNode *new);

/* Whether all below two elements is the same: elements, their attributes, text. */
bool qz_diff_same_content(const xmlNode *old, const xmlNode *new);

/* Whether the text below an element is blank or punctuation alone. */
bool qz_diff_is_form_alone(struct qz_differ *differ, const xmlNode *node);

#endif
