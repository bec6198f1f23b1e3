/*
 * The document's elements through libxml2, for build.h.
 */
#include "model/build.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/node.h"
#include "base/utf8.h"
#include "base/xml.h"

#ifdef QZ_TEST_DROP
long qz_test_drop;

/* The text, or (in *copy, for free()) the text without the character that the test asked to lose. */
static const char *pass_source(const char *text, size_t *len, char **copy)
{
	size_t done = 0;
	uint32_t cp = 0;
	*copy = malloc(*len + 1);
	for (size_t at = 0, n; *copy && at < *len; at += n) {
		n = qz_utf8_decode(text + at, *len - at, &cp);
		n = n ? n : 1;
		if (qz_test_drop > 0 && !qz_is_blank(cp) && --qz_test_drop == 0)
			continue;
		memcpy(*copy + done, text + at, n);
		done += n;
	}
	*len = done;
	return *copy;
}
#else
static const char *pass_source(const char *text, size_t *len, char **copy)
{
	(void)len;
	*copy = NULL;
	return text;
}
#endif

xmlNode *qz_build_element(struct qz_builder *builder, xmlNode *parent, const char *name)
{
	if (builder->failed || !parent)
		return NULL;
	xmlNode *node = qz_node_element(builder->doc, builder->ns, name);
	if (!node || !xmlAddChild(parent, node)) {
		builder->failed = true;
		xmlFreeNode(node);
		return NULL;
	}
	return node;
}

void qz_build_set(struct qz_builder *builder, xmlNode *node, const char *name, const char *value)
{
	if (builder->failed || !node || !value)
		return;
	if (!qz_node_attr(node, name, value, strlen(value)))
		builder->failed = true;
}

void qz_build_text(struct qz_builder *builder, xmlNode *node, const char *text, size_t len)
{
	if (builder->failed || !node || len == 0)
		return;
	char *copy;
	const char *passed = pass_source(text, &len, &copy);
	xmlNode *child = passed ? qz_node_text(builder->doc, passed, len) : NULL;
	free(copy);
	if (!child || !xmlAddChild(node, child))
		builder->failed = true;
}

void qz_build_attr(struct qz_builder *builder, xmlNode *node, const char *name, const char *text, size_t len)
{
	if (builder->failed || !node)
		return;
	char *copy;
	const char *passed = pass_source(text ? text : "", &len, &copy);
	if (!passed || !qz_node_attr(node, name, passed, len))
		builder->failed = true;
	free(copy);
}

static void set_cite(struct qz_builder *builder, xmlNode *node, const struct qz_cite *cite)
{
	qz_build_set(builder, node, "role", cite->role == QZ_CITE_BASIS ? "basis" : "quoted");
	qz_build_set(builder, node, "law", cite->law);
	qz_build_set(builder, node, "article", cite->article);
	qz_build_set(builder, node, "paragraph", cite->paragraph);
	qz_build_set(builder, node, "point", cite->point);
	qz_build_set(builder, node, "note-body", cite->note_body);
	qz_build_set(builder, node, "note-date", cite->note_date);
	qz_build_set(builder, node, "note-order", cite->note_order);
	qz_build_set(builder, node, "note-verb", cite->note_verb);
	qz_build_set(builder, node, "note-amended", cite->note_amended);
	qz_build_set(builder, node, "note-effective", cite->note_effective);
	qz_build_set(builder, node, "rank", cite->rank);
}

static void build_cited(struct qz_builder *builder, xmlNode *node, const char *text, size_t len, struct qz_cite_context *context)
{
	struct qz_cite_list list;
	qz_cite_list_init(&list);
	if (qz_cite_parse(text, len, context, &list) != 0)
		builder->failed = true;
	for (size_t i = 0; i < list.count && !builder->failed; i++) {
		const struct qz_cite *token = &list.tokens[i];
		xmlNode *target = node;
		if (token->cite) {
			target = qz_build_element(builder, node, "cite");
			set_cite(builder, target, token);
		}
		qz_build_text(builder, target, text + token->start, token->length);
	}
	qz_cite_list_done(&list);
}

/* The list that an item of this depth belongs to, opened below the last item where it is deeper. */
static xmlNode *list_at(struct qz_builder *builder, xmlNode *field, unsigned depth)
{
	xmlNode *parent = field;
	for (unsigned level = 1;; level++) {
		xmlNode *list = parent->last;
		if (!qz_xml_is(list, "ol"))
			list = qz_build_element(builder, parent, "ol");
		if (!list || level == depth || !qz_xml_is(list->last, "li"))
			return list;
		parent = list->last;
	}
}

void qz_build_blocks(struct qz_builder *builder, xmlNode *field, const struct qz_blocks *blocks, struct qz_cite_context *context)
{
	for (size_t i = 0; i < blocks->count && field && !builder->failed; i++) {
		const struct qz_block *block = &blocks->blocks[i];
		const char *text = blocks->text.data + block->start;
		xmlNode *parent = block->item ? list_at(builder, field, block->depth) : field;
		xmlNode *node = qz_build_element(builder, parent, block->item ? "li" : "p");
		if (block->marker_len)
			qz_build_attr(builder, node, "marker", blocks->text.data + block->marker, block->marker_len);
		if (context)
			build_cited(builder, node, text, block->len, context);
		else
			qz_build_text(builder, node, text, block->len);
	}
}
