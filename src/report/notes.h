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
 * Puts each finding from QZ_STYLE up into the document, as
 *   s:finding @rule @severity @field? @pos?  (s:message, s:cure)
 * behind the fields of its item, worst first, or, when it belongs to none, in
 * s:findings at the end of the list; s:findings/@error, @warning and @style
 * count all. The findings must have been located.
 * 0, or -1 when memory ran out.
 */
int qz_notes_add(xmlDoc *doc, const struct qz_diag *diag, const struct qz_messages *messages);

#endif
