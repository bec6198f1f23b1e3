/*
 * A document with its findings in it, for the outputs that show them beside
 * their items.
 */
#ifndef QZ_REPORT_NOTES_H
#define QZ_REPORT_NOTES_H

#include <libxml/tree.h>

#include "base/diag.h"
#include "report/messages.h"

/*
 * A copy of the document in which each finding from QZ_STYLE up stands as
 *   s:finding @rule @severity @field? @pos?  (s:message, s:cure)
 * behind the fields of its item, worst first, or, when it belongs to none, in
 * s:findings at the end of the list; s:findings/@error, @warning and @style
 * count all. The findings must have been located. To be freed with xmlFreeDoc;
 * NULL when memory ran out.
 */
xmlDoc *qz_notes_document(const xmlDoc *doc, const struct qz_diag *diag, const struct qz_messages *messages);

#endif
