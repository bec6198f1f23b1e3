/*
 * Naming the change of a citation, for text.h: “第五十九条 → 第六十一条”.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "diff/text.h"

static bool opens(uint32_t cp)
{
	return cp == '(' || cp == 0xFF08 || cp == 0x300A || cp == 0x3008 || cp == 0x3010;
}

static bool closes(uint32_t cp)
{
	return cp == ')' || cp == 0xFF09 || cp == 0x300B || cp == 0x3009 || cp == 0x3011;
}

char *qz_cite_place(const xmlNode *cite)
{
	struct qz_buf text, place;
	qz_buf_init(&text);
	qz_buf_init(&place);
	if (cite)
		qz_xml_text(cite, &text);
	size_t depth = 0, start = text.len;
	uint32_t cp = 0;
	for (size_t at = 0, n; at < text.len && start == text.len; at += n ? n : 1) {
		n = qz_utf8_decode(text.data + at, text.len - at, &cp);
		depth += opens(cp);
		depth -= closes(cp) && depth > 0;
		if (depth == 0 && cp == 0x7B2C)
			start = at;
	}
	if (start < text.len)
		qz_buf_add(&place, text.data + start, qz_trim_end(text.data + start, text.len - start));
	bool failed = text.failed;
	qz_buf_done(&text);
	char *result = failed ? NULL : qz_buf_take(&place);
	if (failed)
		qz_buf_done(&place);
	return result;
}

static const char *law_of(const xmlNode *cite)
{
	const char *law = cite ? qz_xml_attr(cite, "law") : NULL;
	return law ? law : "";
}

static bool is_value(const xmlNode *node, const char *name, const char *value)
{
	const char *found = qz_xml_attr(node, name);
	return strcmp(found ? found : "", value) == 0;
}

/* Whether the field has this entry already: a law is often named again and again. */
static bool is_noted(const xmlNode *entry, const char *law, const char *was, const char *from, const char *to)
{
	for (const xmlNode *at = qz_xml_child(entry, "citation"); at; at = qz_xml_next(at, "citation"))
		if (is_value(at, "law", law) && is_value(at, "was-law", was) && is_value(at, "from", from) && is_value(at, "to", to))
			return true;
	return false;
}

/* The article in Arabic numerals is what the law register asks for. */
static void set_articles(struct qz_differ *differ, xmlNode *citation, const xmlNode *old, const xmlNode *new)
{
	qz_mark_set(&differ->marker, citation, "was-article", old ? qz_xml_attr(old, "article") : NULL);
	qz_mark_set(&differ->marker, citation, "article", new ? qz_xml_attr(new, "article") : NULL);
}

void qz_diff_note_citation(struct qz_differ *differ, const xmlNode *old, const xmlNode *new)
{
	char *from = qz_cite_place(old), *to = qz_cite_place(new);
	const char *was = old ? law_of(old) : "", *law = new ? law_of(new) : "";
	bool same_law = strcmp(was, law) == 0;
	differ->marker.failed |= !from || !to;
	if (from && to && !(old && new && same_law && strcmp(from, to) == 0) && !is_noted(differ->entry, law, same_law ? "" : was, from, to)) {
		xmlNode *citation = qz_mark_element(&differ->marker, differ->entry, "citation");
		qz_mark_set(&differ->marker, citation, "law", *law ? law : NULL);
		qz_mark_set(&differ->marker, citation, "was-law", same_law || !*was ? NULL : was);
		qz_mark_set(&differ->marker, citation, "from", from);
		qz_mark_set(&differ->marker, citation, "to", to);
		set_articles(differ, citation, old, new);
	}
	free(from);
	free(to);
}
