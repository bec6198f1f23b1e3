/*
 * What an office says about a list (--meta), in the document's head.
 */
#ifndef QZ_MODEL_META_H
#define QZ_MODEL_META_H

#include <libxml/tree.h>

#include "base/meta.h"

/*
 * Writes each value (NULL: none) as head/meta @key @origin="option", in the
 * order of the keys, behind what the source says; one that stands there already
 * is replaced. The source's own title and body stay as they are: what an office
 * says is no text of the source. 0, or -1 when memory ran out.
 */
int qz_meta_write(xmlDoc *doc, const char *const values[QZ_META_KEYS]);

#endif
