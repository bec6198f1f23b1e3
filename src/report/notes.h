/*
 * A document with its findings in it, for the outputs that show them beside
 * their items.
 */
#ifndef QZ_REPORT_NOTES_H
#define QZ_REPORT_NOTES_H

#include <libxml/tree.h>

#include "base/diag.h"
#include "base/map.h"
#include "report/messages.h"

/* Where the words of laws are at hand: how to get them. */
struct qz_notes_articles {
	void *context;
	/* Appends articles of a law as they stand in force, a line a paragraph, and gives the day of that text; nothing when they are not at hand. False when memory ran out. */
	bool (*put)(void *context, const char *law, const char *articles, struct qz_buf *text, char version[11]);
};

/*
 * Puts each finding from QZ_STYLE up into the document, as
 *   s:finding @rule @severity @field? @pos?  (s:message, s:cure)
 * behind the fields of its item, worst first, or, when it belongs to none, in
 * s:findings at the end of the list; s:findings/@error, @warning and @style
 * count all. With `articles` (else NULL) a finding about a stale citation or quotation has behind its sentences
 *   s:article @law @article @version  (s:p: a paragraph)
 * with the article in force, once an item. The findings must have been located.
 * 0, or -1 when memory ran out.
 */
int qz_notes_add(xmlDoc *doc, const struct qz_diag *diag, const struct qz_messages *messages,
		 const struct qz_notes_articles *articles);

/*
 * Adds below `parent` the s:article of a finding, unless `shown` has it for that
 * `order` (of the item, or 0: of the list); `articles` may be NULL. False when memory ran out.
 */
bool qz_notes_article(xmlNode *parent, const struct qz_finding *from, const struct qz_notes_articles *articles,
		      size_t order, struct qz_map *shown);

#endif
