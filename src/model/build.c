/*
 * The document's elements through libxml2, for build.h.
 */
#include "model/build.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"

#ifdef QZ_TEST_DROP
long qz_test_drop;

/* Copies the text without the character that the test asked to lose. */
static char *copy_source(const char *text, size_t len)
{
	char *copy = malloc(len + 1);
	size_t done = 0;
	uint32_t cp = 0;
	for (size_t at = 0, n; copy && at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		n = n ? n : 1;
		if (qz_test_drop > 0 && !qz_is_blank(cp) && --qz_test_drop == 0)
			continue;
		memcpy(copy + done, text + at, n);
		done += n;
	}
	if (copy)
		copy[done] = '\0';
	return copy;
}
#else
static char *copy_source(const char *text, size_t len)
{
	char *copy = malloc(len + 1);
	if (copy) {
		memcpy(copy, text, len);
		copy[len] = '\0';
	}
	return copy;
}
#endif

xmlNode *qz_build_element(struct qz_builder *builder, xmlNode *parent, const char *name)
{
	if (builder->failed || !parent)
		return NULL;
	xmlNode *node = xmlNewDocNode(builder->doc, builder->ns, QZ_X(name), NULL);
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
	if (!xmlNewProp(node, QZ_X(name), QZ_X(value)))
		builder->failed = true;
}

void qz_build_text(struct qz_builder *builder, xmlNode *node, const char *text, size_t len)
{
	if (builder->failed || !node || len == 0)
		return;
	char *copy = copy_source(text, len);
	xmlNode *child = copy ? xmlNewDocText(builder->doc, QZ_X(copy)) : NULL;
	free(copy);
	if (!child || !child->content || !xmlAddChild(node, child)) /* libxml2 makes a text without its text when memory runs out */
		builder->failed = true;
}

void qz_build_attr(struct qz_builder *builder, xmlNode *node, const char *name, const char *text, size_t len)
{
	if (builder->failed || !node)
		return;
	char *copy = copy_source(text ? text : "", len);
	if (!copy || !xmlNewProp(node, QZ_X(name), QZ_X(copy)))
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
