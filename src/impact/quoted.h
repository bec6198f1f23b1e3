/*
 * Which version a citation without a note means, by the words that stand behind it.
 */
#ifndef QZ_IMPACT_QUOTED_H
#define QZ_IMPACT_QUOTED_H

#include <libxml/tree.h>

#include "impact/texts.h"

enum qz_quoted { QZ_QUOTED_UNKNOWN, QZ_QUOTED_OLDER, QZ_QUOTED_NEWER };

/*
 * Looks for the words between the citation and the next one that its field rests
 * on (`field` is above it) in the articles of both versions: those of the version
 * in which more of them stand. *quoted is unknown without texts, where nothing is
 * quoted, and where both have as many. False when memory ran out.
 */
bool qz_quoted_version(const struct qz_amendment_texts *texts, const xmlNode *cite, const xmlNode *field,
		       const struct qz_law_articles *articles, enum qz_quoted *quoted);

#endif
