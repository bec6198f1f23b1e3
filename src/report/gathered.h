/*
 * A document with its findings in it by what they say, for the appendix of the
 * Word file: what is said of many items stands once.
 */
#ifndef QZ_REPORT_GATHERED_H
#define QZ_REPORT_GATHERED_H

#include <libxml/tree.h>

#include "base/diag.h"
#include "report/messages.h"
#include "report/notes.h"

/*
 * Puts the findings from QZ_STYLE up into the document, worst first, as
 *   s:gathered
 *     s:group @rule @severity @field?   (s:message, s:range*)
 *       s:range @from @to? @table?
 *     s:article*
 * at the end of the list. A range names its first and, where it has more than
 * one item, its last one: by serials that count on by one (or the item's name,
 * where it has no serial), in the table of that number, which a list of one
 * table does not tell. Findings of rules that the head has repairs of are left
 * out, and what reading says of the list as a whole. With `articles` (else NULL) the
 * articles in force that findings are about stand behind the groups, once each (report/notes.h). The findings must have been located.
 * 0, or -1 when memory ran out.
 */
int qz_gathered_add(xmlDoc *doc, const struct qz_diag *diag, const struct qz_messages *messages,
		    const struct qz_notes_articles *articles);

#endif
