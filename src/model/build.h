/*
 * Writing the document: elements, positions, text and blocks. Every character
 * of the source that reaches the document goes through qz_build_text() or
 * qz_build_attr().
 */
#ifndef QZ_MODEL_BUILD_H
#define QZ_MODEL_BUILD_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "model/cite.h"
#include "model/fragment.h"

struct qz_builder {
	xmlDoc *doc;
	xmlNs *ns;
	bool failed; /* memory ran out; every later call does nothing */
};

#ifdef QZ_TEST_DROP
/* Test build: the n-th non-blank character of source text (from 1) is left out; 0: none. */
extern long qz_test_drop;
#endif

/* A new element at the end of `parent`; NULL when memory ran out (and then every call with it is harmless). */
xmlNode *qz_build_element(struct qz_builder *builder, xmlNode *parent, const char *name);

/* An attribute whose value is not source text: codes, positions, names. NULL value: none is written. */
void qz_build_set(struct qz_builder *builder, xmlNode *node, const char *name, const char *value);

/* Source text as the content or as an attribute of an element. */
void qz_build_text(struct qz_builder *builder, xmlNode *node, const char *text, size_t len);
void qz_build_attr(struct qz_builder *builder, xmlNode *node, const char *name, const char *text, size_t len);

/*
 * Appends blocks to `field` as p and ol/li. With a context, citations in them
 * are marked; it is carried from call to call over one basis.
 */
void qz_build_blocks(struct qz_builder *builder, xmlNode *field, const struct qz_blocks *blocks, struct qz_cite_context *context);

#endif
