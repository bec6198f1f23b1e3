/*
 * Words behind a citation against both versions, for quoted.h: pieces of some
 * characters, without punctuation and blanks, are looked for as they are. What
 * differs is what tells.
 */
#include "impact/quoted.h"

#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "diff/words.h"

#define MOST 3000u  /* bytes that are read behind a citation */
#define PIECE 24u   /* bytes of a piece, or as many as whole characters need: some eight characters */

static bool is_basis(const xmlNode *node)
{
	const char *role = qz_xml_is(node, "cite") ? qz_xml_attr(node, "role") : NULL;
	return role && strcmp(role, "basis") == 0;
}

/* The node behind another and all below it. */
static const xmlNode *behind(const xmlNode *node, const xmlNode *field)
{
	while (node != field && !node->next)
		node = node->parent;
	return node == field ? NULL : node->next;
}

static void read_words(const xmlNode *cite, const xmlNode *field, struct qz_buf *words)
{
	struct qz_buf text;
	qz_buf_init(&text);
	const xmlNode *node = behind(cite, field);
	while (node && text.len < MOST && !(node->type == XML_ELEMENT_NODE && is_basis(node))) {
		if (node->type == XML_TEXT_NODE && node->content)
			qz_buf_puts(&text, QZ_C(node->content));
		node = node->type == XML_ELEMENT_NODE && node->children ? node->children : behind(node, field);
	}
	if (text.len)
		qz_fold(text.data, text.len, words);
	words->failed |= text.failed;
	qz_buf_done(&text);
}

/* The articles of a version, folded; empty where it lacks one. */
static void read_articles(const struct qz_amendment_texts *texts, size_t version,
			  const struct qz_law_articles *articles, struct qz_buf *out)
{
	struct qz_buf text;
	qz_buf_init(&text);
	if (qz_amendment_text_put(texts, version, articles, &text) && text.len)
		qz_fold(text.data, text.len, out);
	out->failed |= text.failed;
	qz_buf_done(&text);
}

/* How many pieces of the words stand in the text. */
static size_t count_pieces(const struct qz_buf *words, const struct qz_buf *text)
{
	size_t found = 0;
	for (size_t at = 0, end; at + PIECE <= words->len; at = end) {
		end = at + PIECE;
		while (end < words->len && ((unsigned char)words->data[end] & 0xC0) == 0x80)
			end++;
		found += text->len && memmem(text->data, text->len, words->data + at, end - at) != NULL;
	}
	return found;
}

bool qz_quoted_version(const struct qz_amendment_texts *texts, const xmlNode *cite, const xmlNode *field,
		       const struct qz_law_articles *articles, enum qz_quoted *quoted)
{
	struct qz_buf words, old, new;
	*quoted = QZ_QUOTED_UNKNOWN;
	if (!qz_amendment_texts_both(texts) || !articles->count)
		return true;
	qz_buf_init(&words);
	qz_buf_init(&old);
	qz_buf_init(&new);
	read_words(cite, field, &words);
	read_articles(texts, texts->from, articles, &old);
	read_articles(texts, texts->to, articles, &new);
	bool whole = !words.failed && !old.failed && !new.failed;
	if (whole) {
		size_t older = count_pieces(&words, &old), newer = count_pieces(&words, &new);
		*quoted = older > newer ? QZ_QUOTED_OLDER : newer > older ? QZ_QUOTED_NEWER : QZ_QUOTED_UNKNOWN;
	}
	qz_buf_done(&words);
	qz_buf_done(&old);
	qz_buf_done(&new);
	return whole;
}
