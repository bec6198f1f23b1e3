/*
 * Cutting excerpts, for excerpt.h. What stands before and behind a mark is
 * gathered text node by text node and only as far as it is shown: a paragraph of
 * ten thousand citations costs ten thousand excerpts, not their square.
 */
#include "check/excerpt.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/xml.h"

#define AROUND 30    /* characters shown before and behind a mark; what is longer is a long citation */
#define MARKED 60    /* characters of a mark */
#define BEGINNING 60 /* characters of a field without a mark */

/* The offset from which at most `count` characters are left. */
static size_t take_last(const char *text, size_t len, size_t count)
{
	size_t at = len;
	while (at > 0 && count-- > 0) {
		at--;
		while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
			at--;
	}
	return at;
}

static size_t count_characters(const char *text, size_t len)
{
	size_t count = 0;
	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80;
	return count;
}

static const xmlNode *last_below(const xmlNode *node)
{
	while (node->type == XML_ELEMENT_NODE && node->last)
		node = node->last;
	return node;
}

/* The node before and behind, in document order, without leaving the block; NULL at its ends. */
static const xmlNode *step_back(const xmlNode *node, const xmlNode *block)
{
	while (node != block && !node->prev)
		node = node->parent;
	return node == block ? NULL : last_below(node->prev);
}

static const xmlNode *step_over(const xmlNode *node, const xmlNode *block)
{
	while (node != block && !node->next)
		node = node->parent;
	return node == block ? NULL : node->next;
}

static const xmlNode *step_forward(const xmlNode *node, const xmlNode *block)
{
	return node->type == XML_ELEMENT_NODE && node->children ? node->children : step_over(node, block);
}

static bool is_text(const xmlNode *node)
{
	return (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content;
}

/* Up to `count` characters from the node on; true when there are more. */
static bool gather_forward(const xmlNode *node, const xmlNode *block, size_t count, struct qz_buf *out)
{
	for (; node; node = step_forward(node, block)) {
		if (!is_text(node) || !*node->content)
			continue;
		size_t len = strlen(QZ_C(node->content)), taken = qz_utf8_first(QZ_C(node->content), len, count);
		if (count == 0)
			return true;
		qz_buf_add(out, node->content, taken);
		if (taken < len)
			return true;
		count -= count_characters(QZ_C(node->content), taken);
	}
	return false;
}

/* The last `count` characters up to the node; true when there are more. */
static bool gather_back(const xmlNode *node, const xmlNode *block, size_t count, struct qz_buf *out)
{
	const char *pieces[MARKED]; /* each has a character at least */
	size_t npieces = 0, from = 0;
	bool more = false;
	for (; node && !more; node = step_back(node, block)) {
		if (!is_text(node) || !*node->content)
			continue;
		more = count == 0;
		if (more)
			break;
		size_t len = strlen(QZ_C(node->content));
		from = take_last(QZ_C(node->content), len, count);
		pieces[npieces++] = QZ_C(node->content) + from;
		more = from > 0;
		count -= count_characters(QZ_C(node->content) + from, len - from);
	}
	while (npieces > 0)
		qz_buf_puts(out, pieces[--npieces]);
	return more;
}

/* What the excerpt is cut from: the paragraph or point, else the field. NULL outside items. */
static const xmlNode *block_of(const xmlNode *node)
{
	const xmlNode *block = NULL;
	for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
		if (!block && (qz_xml_is(node, "p") || qz_xml_is(node, "li")))
			block = node;
		if (qz_xml_is(node->parent, "item"))
			return block ? block : node;
	}
	return NULL;
}

static bool finish(struct qz_buf *text, struct qz_excerpt *excerpt)
{
	bool whole = !text->failed;
	if (whole && text->len)
		whole = (excerpt->text = qz_buf_take(text)) != NULL;
	qz_buf_done(text);
	return whole;
}

bool qz_excerpt_find(const xmlNode *node, struct qz_excerpt *excerpt)
{
	*excerpt = (struct qz_excerpt){0};
	const xmlNode *block = block_of(node);
	struct qz_buf text;
	qz_buf_init(&text);
	if (!block)
		return true;
	if (node == block || !node->children || qz_xml_is(node, "ol")) {
		const xmlNode *whole = node->children ? node : block;
		excerpt->cut_after = gather_forward(whole->children, whole, BEGINNING, &text);
		return finish(&text, excerpt);
	}
	const xmlNode *before = step_back(node, block), *behind = step_over(node, block);
	excerpt->cut_before = before && gather_back(before, block, AROUND, &text);
	excerpt->at = text.len;
	bool long_mark = gather_forward(node->children, node, MARKED, &text);
	excerpt->len = text.len - excerpt->at;
	excerpt->cut_after = long_mark || (behind && gather_forward(behind, block, AROUND, &text));
	return finish(&text, excerpt);
}

/* The length of a closing mark of title or note at the beginning of a text; 0 when there is none. */
static size_t closing_mark(const char *text)
{
	static const char *const marks[] = {"》", "〉", "）", ")", "】", "］"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (*text == *marks[i] && strncmp(text, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

/* Where the article begins in the end of a citation: behind the last closing mark of title or note; 0 when there is none. */
static size_t find_article(const char *text, size_t len)
{
	size_t found = 0;
	for (size_t at = len; at > 0 && !found; at--) {
		size_t mark = closing_mark(text + at - 1);
		if (mark && at - 1 + mark < len)
			found = at - 1 + mark;
	}
	while (found && found < len && text[found] == ' ')
		found++;
	return found < len ? found : 0;
}

bool qz_excerpt_find_article(const xmlNode *cite, struct qz_excerpt *excerpt)
{
	const xmlNode *block = block_of(cite), *behind = block ? step_over(cite, block) : NULL;
	struct qz_buf text;
	qz_buf_init(&text);
	if (block && cite->children)
		gather_back(last_below(cite), cite, MARKED, &text);
	const bool is_long = text.len && !text.failed && count_characters(text.data, text.len) > AROUND;
	const size_t article = is_long ? find_article(text.data, text.len) : 0;
	if (!article) {
		qz_buf_done(&text);
		return qz_excerpt_find(cite, excerpt);
	}
	const size_t from = take_last(text.data, article, AROUND);
	*excerpt = (struct qz_excerpt){.at = article - from, .len = text.len - article, .cut_before = true};
	memmove(text.data, text.data + from, text.len - from + 1);
	text.len -= from;
	excerpt->cut_after = behind && gather_forward(behind, block, AROUND, &text);
	return finish(&text, excerpt);
}

bool qz_excerpt_cut(const char *text, size_t at, size_t len, struct qz_excerpt *excerpt)
{
	const size_t from = take_last(text, at, AROUND), marked = qz_utf8_first(text + at, len, MARKED);
	const size_t rest = strnlen(text + at + len, (size_t)AROUND * 4); /* no more: a long cell may have many marks */
	const size_t behind = marked < len ? 0 : qz_utf8_first(text + at + len, rest, AROUND);
	*excerpt = (struct qz_excerpt){.at = at - from, .len = marked, .cut_before = from > 0, .cut_after = text[at + marked + behind] != '\0'};
	excerpt->text = strndup(text + from, at - from + marked + behind);
	return excerpt->text != NULL;
}

void qz_excerpt_done(struct qz_excerpt *excerpt)
{
	free(excerpt->text);
	*excerpt = (struct qz_excerpt){0};
}
