/*
 * The texts of a stylesheet (xslt/l10n/), looked up by the program: l:text(KEY)
 * is asked some hundred times for each list, and costs a tenth of what the same
 * function in XSLT does (xslt/common/l10n.xsl), which bare xsltproc has.
 */
#ifndef QZ_EMIT_TEXTS_H
#define QZ_EMIT_TEXTS_H

#include <libxml/tree.h>
#include <libxslt/xsltInternals.h>
#include <stdbool.h>

struct qz_stage_texts;

/*
 * Takes the texts out of a stylesheet that has not been compiled yet (`remove`: they stand there no longer). *texts is NULL where
 * it has none, or one that is worked out by instructions: then its own function has to be asked, and all stays. 0, or -1 when
 * memory ran out.
 */
int qz_stage_texts_take(xmlDoc *sheet, bool remove, struct qz_stage_texts **texts);
void qz_stage_texts_free(struct qz_stage_texts *texts);

/* Makes l:text(KEY) ask these, in the language that the parameters name. To be called before the stylesheet is applied; 0, or -1. */
int qz_stage_texts_offer(const struct qz_stage_texts *texts, const char *language, xsltTransformContext *context);

#endif
