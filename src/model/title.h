/*
 * The title of a list of several sheets or files: what their titles have in
 * common, never the first one's.
 */
#ifndef QZ_MODEL_TITLE_H
#define QZ_MODEL_TITLE_H

#include <libxml/tree.h>

#include "model/vocabulary.h"

/*
 * Settles head/title of a document with several tables that are sheets or come
 * from files: where their titles differ in power types alone, the title without
 * these; else what all of them begin with, up to 清单 or the like, or a place and the kind of list
 * that all of them end in. Where nothing of that kind is common there is no title, which
 * is asked for when the list is to be filed. A title that is no table's own has no @pos; each
 * table keeps its own. 0, or -1 when memory ran out.
 */
int qz_title_settle(xmlDoc *doc, const struct qz_vocabulary *vocabulary);

#endif
