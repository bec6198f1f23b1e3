/*
 * Suggestions that the user accepts become values.
 */
#ifndef QZ_MODEL_ACCEPT_H
#define QZ_MODEL_ACCEPT_H

#include <libxml/tree.h>

/*
 * Every power type that is absent but suggested gets the suggestion as its text,
 * marked origin="inferred". To be called once the document is proved: the text
 * is not the source's. 0, or -1 when memory ran out.
 */
int qz_accept_suggestions(xmlDoc *doc);

#endif
