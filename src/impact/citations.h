/*
 * The citations of one law in a list: what an amendment of it may touch.
 */
#ifndef QZ_IMPACT_CITATIONS_H
#define QZ_IMPACT_CITATIONS_H

#include <libxml/tree.h>

#include "impact/amendment.h"
#include "impact/texts.h"

#define QZ_IMPACT_NS "urn:quanze:impact:1"

struct qz_buf;

/*
 * Appends what the list cites of the law, as XML text: an element `list` of
 * QZ_IMPACT_NS with
 *   item @serial @name @id @body @table @pos, with
 *   citation @field @label @pos @line @name @noted @articles @place (as written)
 *   body @name @items           whose items they are
 *   other @version @citations   of versions that the amendment does not start from
 *   count @items @citations     of the whole list, citations of the law
 * @noted: yes (a note names the version), quoted (none does, but the words
 * quoted are those of the version), no (none does), unclear (one that the register
 * does not know). 0, or -1 when memory ran out.
 */
int qz_impact_citations(const xmlDoc *list, const struct qz_amendment *amendment,
			const struct qz_amendment_texts *texts, struct qz_buf *out);

#endif
