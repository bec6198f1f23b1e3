/*
 * Reading the passages of a field, for passage.h.
 */
#include "check/passage.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "check/cited.h"
#include "diff/words.h"

void qz_passages_done(struct qz_passages *passages)
{
	qz_buf_done(&passages->text);
	free(passages->cites);
	free(passages->ends);
	free(passages->starts);
	free(passages->list);
}

static void add_cite(struct qz_passages *passages, const xmlNode *cite)
{
	size_t start = passages->text.len, count = passages->ncites;
	qz_xml_text(cite, &passages->text);
	if (!qz_array_grow(&passages->cites, count, &passages->cite_cap, sizeof *passages->cites) ||
	    !qz_array_grow(&passages->ends, count, &passages->end_cap, sizeof *passages->ends) ||
	    !qz_array_grow(&passages->starts, count, &passages->start_cap, sizeof *passages->starts)) {
		passages->failed = true;
		return;
	}
	passages->starts[count] = start;
	passages->ends[count] = passages->text.len;
	passages->cites[passages->ncites++] = cite;
}

/* An element is entered: blocks begin a line, points with their marker. True when its content has been read. */
static bool enter(struct qz_passages *passages, const xmlNode *node)
{
	if (qz_xml_is(node, "cite") && qz_xml_attr(node, "law") && qz_cited_is_basis(node)) {
		add_cite(passages, node);
		return true;
	}
	if (qz_xml_is(node, "p") || qz_xml_is(node, "li"))
		qz_buf_putc(&passages->text, '\n');
	const char *marker = qz_xml_is(node, "li") ? qz_xml_attr(node, "marker") : NULL;
	if (marker)
		qz_buf_puts(&passages->text, marker);
	return false;
}

static void read_text(struct qz_passages *passages, const xmlNode *field)
{
	const xmlNode *at = field->children;
	while (at) {
		bool read = false;
		if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) && at->content)
			qz_buf_puts(&passages->text, QZ_C(at->content));
		if (at->type == XML_ELEMENT_NODE)
			read = enter(passages, at);
		at = read ? qz_xml_beyond(at, field) : qz_xml_after(at, field);
	}
}

/* Is what stands between two citations only what joins them? */
static bool only_joins(const char *text, size_t len)
{
	static const char *const words[] = {"以及", "或者", "的规定", "规定", "和", "及", "或", "与"};
	size_t n;
	for (size_t at = 0; at < len; at += n) {
		uint32_t cp = 0;
		n = qz_utf8_decode(text + at, len - at, &cp);
		if (n && (qz_is_punctuation(cp) || qz_is_blank(cp)))
			continue;
		n = 0;
		for (size_t i = 0; i < sizeof words / sizeof *words && !n; i++)
			if (len - at >= strlen(words[i]) && memcmp(text + at, words[i], strlen(words[i])) == 0)
				n = strlen(words[i]);
		if (n == 0)
			return false;
	}
	return true;
}

static bool same_law(const xmlNode *one, const xmlNode *two)
{
	return strcmp(qz_xml_attr(one, "law"), qz_xml_attr(two, "law")) == 0;
}

/* Does the next citation stand in a sentence that has begun? */
static bool is_cut(const char *text, size_t from, size_t to)
{
	static const char *const ends[] = {"。", "；", "：", "！", "？", ";", ":",
					   "\n", "”",  "）", ")",  "】", ".", "、"};
	size_t len = qz_trim_end(text + from, to - from);
	if (memchr(text + from + len, '\n', to - from - len))
		return false;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (len >= strlen(ends[i]) &&
		    memcmp(text + from + len - strlen(ends[i]), ends[i], strlen(ends[i])) == 0)
			return false;
	return len > 0;
}

static void gather(struct qz_passages *passages)
{
	const char *text = passages->text.data;
	for (size_t i = 0, first = 0; i < passages->ncites; i++) {
		bool last = i + 1 == passages->ncites;
		size_t from = passages->ends[i], to = last ? passages->text.len : passages->starts[i + 1];
		bool joins = only_joins(text + from, to - from), same_line = !memchr(text + from, '\n', to - from);
		if (joins && !last && same_line && same_law(passages->cites[i], passages->cites[i + 1]))
			continue;
		struct qz_passage passage = {.first = first,
					     .count = i + 1 - first,
					     .from = from,
					     .to = to,
					     .cut = !last && is_cut(text, from, to)};
		first = i + 1;
		if (joins)
			continue;
		if (!qz_array_grow(&passages->list, passages->count, &passages->cap, sizeof passage)) {
			passages->failed = true;
			return;
		}
		passages->list[passages->count++] = passage;
	}
}

void qz_passages_read(struct qz_passages *passages, const xmlNode *field)
{
	*passages = (struct qz_passages){.failed = false};
	qz_buf_init(&passages->text);
	if (field->children)
		read_text(passages, field);
	passages->failed |= passages->text.failed;
	if (!passages->failed && passages->ncites)
		gather(passages);
}
