/*
 * Which columns the outputs that are data have, put into the document for the
 * stylesheets (xslt/common/rows.xsl) as an element s:plan, the last of the list:
 *
 *   s:plan @rows     "subItem": a row for each sub-item; "item": one for an item
 *          @repeat   "yes": what an item has once stands in each of its rows; else in the first
 *          @header   "no": without a line of labels
 *          @mapped   by an office's mapping, of which all is copied (xsd/quanze-mapping.xsd), @name its name
 *   s:column @field  @label  @key
 *          @of       elements with that label alone
 *          @twins @before  of those the ones that stand so among that many
 */
#ifndef QZ_EMIT_PLAN_H
#define QZ_EMIT_PLAN_H

#include <libxml/tree.h>
#include <stdbool.h>

struct qz_diag;

struct qz_plan_options {
	const xmlDoc *mapping; /* NULL: the columns of the source, and one for whatever stands in none */
	bool standard;         /* in the fields' own order */
};

/* 0, or -1 when memory ran out. */
int qz_plan_put(xmlDoc *doc, const struct qz_plan_options *options);

/*
 * Says of a document with its plan which values a mapping has no code for, and, where `formulas`, how many texts a
 * spreadsheet would take for formulas. 0, or -1 when memory ran out.
 */
int qz_plan_judge(const xmlDoc *doc, bool formulas, struct qz_diag *diag);

#endif
