/*
 * Rewriting a citation of an old text: its article becomes the one in force, and
 * its note gets the day of the text in force, so that the citation says what it
 * means. What is written is parsed again; where it would say something else,
 * nothing is changed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "decide/decide_internal.h"

/* ---- the text of a citation ---- */

static bool opens(uint32_t cp)
{
	return cp == '(' || cp == 0xFF08 || cp == 0x300A || cp == 0x3008 || cp == 0x3010;
}

static bool closes(uint32_t cp)
{
	return cp == ')' || cp == 0xFF09 || cp == 0x300B || cp == 0x3009 || cp == 0x3011;
}

/* What of a citation's text is where: the title's end (0: it has none), the end of the note behind it (0), its article. */
struct shape {
	size_t title, note, article;
	bool empty; /* the note holds nothing */
};

static void find_shape(const char *text, size_t len, struct shape *shape)
{
	size_t depth = 0, opened = 0;
	uint32_t cp = 0;
	*shape = (struct shape){.article = len};
	for (size_t at = 0, n; at < len; at += n ? n : 1) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		if (opens(cp) && depth++ == 0)
			opened = at + n;
		if (closes(cp) && depth > 0 && --depth == 0) {
			if (cp == 0x300B && !shape->title)
				shape->title = at + n;
			else if ((cp == ')' || cp == 0xFF09) && shape->title && !shape->note) {
				shape->note = at;
				shape->empty = opened == at;
			}
		}
		if (depth == 0 && cp == 0x7B2C) {
			shape->article = at;
			return;
		}
	}
}

/* 2025-10-28 → 2025年10月28日修改 */
static bool put_day(const char *day, struct qz_buf *out)
{
	static const char *const units[] = {"年", "月", "日"};
	size_t unit = 0;
	for (; *day && unit < 3; unit++) {
		size_t digits = strspn(day, "0123456789");
		if (digits == 0 || digits > 4)
			return false;
		qz_buf_put_number(out, strtoul(day, NULL, 10));
		qz_buf_puts(out, units[unit]);
		day += digits;
		day += *day == '-';
	}
	qz_buf_puts(out, "修改");
	return unit > 0 && !*day;
}

/* The text with the day in the note behind its title; where it has no title, as it is. Up to `end`. */
static bool put_noted(const char *text, const struct shape *shape, size_t end, const char *day, struct qz_buf *out)
{
	size_t insert = shape->note ? shape->note : shape->title;
	qz_buf_add(out, text, insert);
	if (insert) {
		qz_buf_puts(out, !shape->note ? "（" : shape->empty ? "" : "，");
		if (!put_day(day, out))
			return false;
		qz_buf_puts(out, shape->note ? "" : "）");
	}
	qz_buf_add(out, text + insert, end - insert);
	return true;
}

/* The new text of a citation; false where its articles are not those it shall have. Without articles only its note changes. */
static bool rewrite(const char *text, size_t len, const char *from, const char *to, const char *day, struct qz_buf *out)
{
	struct shape shape;
	struct qz_buf old;
	find_shape(text, len, &shape);
	if (!to)
		return shape.article == len && shape.title && put_noted(text, &shape, len, day, out) && !out->failed;
	qz_buf_init(&old);
	size_t used = qz_decide_find_articles(text + shape.article, len - shape.article, &old), rest = len - shape.article - used;
	bool one = qz_decide_count_articles(from) == 1 && qz_decide_count_articles(to) == 1; /* of several no paragraph can be told */
	bool fine = used && !old.failed && strcmp(old.data, from) == 0 && (one || rest == 0);
	qz_buf_done(&old);
	if (!fine || !put_noted(text, &shape, shape.article, day, out))
		return false;
	bool arabic = text[shape.article + 3] >= '0' && text[shape.article + 3] <= '9';
	fine = qz_decide_put_articles(to, arabic, out);
	qz_buf_add(out, text + len - rest, rest);
	return fine && !out->failed;
}

/* ---- the citation ---- */

static const char *attr(const xmlNode *node, const char *name)
{
	const char *value = qz_xml_attr(node, name);
	return value ? value : "";
}

static bool equal(const char *value, const xmlNode *node, const char *name)
{
	return strcmp(value ? value : "", attr(node, name)) == 0;
}

static void set(struct qz_builder *builder, xmlNode *node, const char *name, const char *value)
{
	builder->failed |= value && !xmlSetProp(node, QZ_X(name), QZ_X(value));
}

/* Takes over what the parser says of the new text, if that is the citation it was but for article and day. */
static bool adopt(struct qz_builder *builder, xmlNode *cite, const struct qz_buf *text, const char *article, const char *day)
{
	struct qz_cite_context context;
	struct qz_cite_list list;
	qz_cite_context_init(&context);
	qz_cite_list_init(&list);
	context.begun = true;
	context.law = strdup(attr(cite, "law"));
	bool named = strstr(text->data, "》") != NULL;
	bool whole = context.law && qz_cite_parse(text->data, text->len, &context, &list) == 0;
	const struct qz_cite *token = whole && list.count == 1 ? &list.tokens[0] : NULL;
	bool same = token && token->cite && strcmp(token->article ? token->article : "", article ? article : "") == 0 && equal(token->law, cite, "law") &&
		    equal(token->paragraph, cite, "paragraph") && equal(token->point, cite, "point") &&
		    (!named || (token->note_amended && strcmp(token->note_amended, day) == 0) || (token->note_date && strcmp(token->note_date, day) == 0));
	builder->failed |= !whole;
	if (same) {
		set(builder, cite, "article", article);
		set(builder, cite, "note-amended", named && token->note_amended ? token->note_amended : day);
		set(builder, cite, "note-date", token->note_date);
		set(builder, cite, "note-verb", token->note_verb);
	}
	qz_cite_context_done(&context);
	qz_cite_list_done(&list);
	return same;
}

static const char *short_name(const char *law)
{
	static const char country[] = "中华人民共和国";
	return strncmp(law, country, sizeof country - 1) == 0 && law[sizeof country - 1] ? law + sizeof country - 1 : law;
}

static bool has_note(const xmlNode *cite)
{
	return qz_xml_attr(cite, "note-date") || qz_xml_attr(cite, "note-amended") || qz_xml_attr(cite, "note-order") || qz_xml_attr(cite, "note-effective");
}

static bool means(const xmlNode *cite, const char *day)
{
	const char *amended = qz_xml_attr(cite, "note-amended");
	return strcmp(amended ? amended : attr(cite, "note-date"), day) == 0;
}

/* The citation behind `node` (NULL: the first) in a field. */
static xmlNode *next_cite(const xmlNode *field, const xmlNode *node)
{
	const xmlNode *at = node ? node : field;
	do {
		at = qz_xml_is(at, "cite") ? qz_xml_beyond(at, field) : qz_xml_after(at, field);
	} while (at && !qz_xml_is(at, "cite"));
	return (xmlNode *)(uintptr_t)at;
}

/* Does it name its law with a title, and not go by the note of another one? */
static bool is_named(const xmlNode *cite)
{
	const xmlNode *text = cite->children;
	return text && text->content && strstr(QZ_C(text->content), "》");
}

/* Citations behind it that went by a note keep that one, which `noted` has. */
static void keep_note(struct qz_builder *builder, const xmlNode *field, const xmlNode *cite, const xmlNode *noted)
{
	static const char *const names[] = {"note-date", "note-order", "note-amended", "note-effective"};
	const char *law = short_name(attr(cite, "law"));
	for (xmlNode *later = next_cite(field, cite); later; later = next_cite(field, later)) {
		if (strcmp(short_name(attr(later, "law")), law) != 0 || strcmp(attr(later, "role"), "basis") != 0)
			continue;
		if (has_note(later) && is_named(later))
			return;
		if (has_note(later))
			continue; /* it has been rewritten, or keeps one already */
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			set(builder, later, names[i], qz_xml_attr(noted, names[i]));
	}
}

/* The citation whose note holds for one without a title: the last of its law before it that has one. NULL for none. */
static xmlNode *find_carrier(const xmlNode *field, const xmlNode *cite)
{
	xmlNode *carrier = NULL;
	const char *law = short_name(attr(cite, "law"));
	for (xmlNode *at = next_cite(field, NULL); at && at != cite; at = next_cite(field, at))
		if (strcmp(short_name(attr(at, "law")), law) == 0 && strcmp(attr(at, "role"), "basis") == 0 && has_note(at) && is_named(at))
			carrier = at;
	return carrier;
}

/* A citation as it shall be, with its text, below a title of its own where it has none and shall have one; NULL where it would say something else. */
static xmlNode *make_new(struct qz_decide_run *run, const xmlNode *cite, const char *from, const char *to, const char *day, bool titled)
{
	struct qz_buf text, old;
	qz_buf_init(&text);
	qz_buf_init(&old);
	if (titled)
		qz_buf_printf(&old, "《%s》", attr(cite, "law"));
	qz_xml_text(cite, &old);
	bool fine = old.len && rewrite(old.data, old.len, from, to, day, &text);
	xmlNode *copy = fine ? xmlDocCopyNode((xmlNode *)(uintptr_t)cite, run->doc, 1) : NULL;
	fine = copy && adopt(&run->builder, copy, &text, to, day);
	while (fine && copy->children) {
		xmlNode *child = copy->children;
		xmlUnlinkNode(child);
		xmlFreeNode(child);
	}
	if (fine)
		qz_build_text(&run->builder, copy, text.data, text.len);
	else
		xmlFreeNode(copy);
	run->builder.failed |= text.failed || old.failed;
	qz_buf_done(&text);
	qz_buf_done(&old);
	return fine ? copy : NULL;
}

/* Puts the new citation in the place of the old one, which goes; `noted` has the note that those behind it went by. */
static void put_new(struct qz_decide_run *run, xmlNode *field, xmlNode *cite, const xmlNode *noted, xmlNode *copy)
{
	xmlNs *own = copy->nsDef; /* a copy alone brings the declaration with it */
	copy->nsDef = NULL;
	copy->ns = cite->ns;
	xmlFreeNsList(own);
	keep_note(&run->builder, field, cite, noted);
	xmlReplaceNode(cite, copy);
	xmlFreeNode(cite);
}

/* ---- the findings ---- */

bool qz_decide_can_recite(const struct qz_finding *finding)
{
	const char *article = qz_finding_get(finding, "article"), *to = qz_finding_get(finding, "newArticle"), *day = qz_finding_get(finding, "version");
	if (finding->rule != QZ_RULE_CITATION_SUPERSEDED || !finding->field || !article || !to || !day)
		return false;
	const size_t articles = qz_decide_count_articles(article);
	return *day && articles > 0 && articles == qz_decide_count_articles(to); /* where one went to two, a person says which is meant */
}

bool qz_decide_is_reworded(const struct qz_finding *finding)
{
	const char *wording = qz_finding_get(finding, "wording");
	return wording && strcmp(wording, "changed") == 0;
}

void qz_decide_put_recited(const struct qz_finding *finding, struct qz_buf *out)
{
	qz_decide_put_articles(qz_finding_get(finding, "newArticle"), false, out);
	qz_buf_puts(out, "（");
	put_day(qz_finding_get(finding, "version"), out);
	qz_buf_puts(out, "）");
}

/* The law and the article of a citation: 《中华人民共和国网络安全法》第五十九条. */
static void put_short(const char *law, const char *article, struct qz_buf *out)
{
	qz_buf_puts(out, "《");
	qz_buf_puts(out, law);
	qz_buf_puts(out, "》");
	qz_decide_put_articles(article, false, out);
}

struct change {
	const char *law, *from, *to, *day; /* law "": whichever has the article */
};

static bool is_meant(const xmlNode *cite, const struct change *change)
{
	return strcmp(attr(cite, "role"), "basis") == 0 && strcmp(attr(cite, "article"), change->from) == 0 && !means(cite, change->day) &&
	       (!*change->law || strcmp(short_name(attr(cite, "law")), short_name(change->law)) == 0);
}

/*
 * One without a title goes by the note of another before it, which then has to
 * name the day, too: it may where it names the law alone. Where that one stays
 * as it is, this one gets a title and a note of its own.
 */
static bool recite_one(struct qz_decide_run *run, xmlNode *field, xmlNode *cite, const struct change *change)
{
	xmlNode *carrier = is_named(cite) ? NULL : find_carrier(field, cite), *noted = NULL;
	bool goes_by = is_named(cite) || (carrier && (means(carrier, change->day) || !qz_xml_attr(carrier, "article")));
	bool titled = !goes_by && carrier && run->last_turn, fine = goes_by || titled;
	xmlNode *copy = fine ? make_new(run, cite, change->from, change->to, change->day, titled) : NULL;
	if (copy && carrier && !titled && !means(carrier, change->day)) {
		noted = make_new(run, carrier, NULL, NULL, change->day, false);
		fine = noted != NULL;
	}
	if (copy && fine) {
		qz_decide_mark(run, field);
		if (noted)
			put_new(run, field, carrier, carrier, noted);
		put_new(run, field, cite, titled ? carrier : cite, copy);
	} else {
		xmlFreeNode(copy);
	}
	return copy && fine;
}

/* All citations of the item that are meant; how many there are, and how many were rewritten. */
static size_t recite_all(struct qz_decide_run *run, const xmlNode *item, const char *name, const struct change *change, bool count_only, size_t *done)
{
	size_t count = 0;
	for (xmlNode *field = qz_xml_child(item, name); field; field = qz_xml_next(field, name))
		for (xmlNode *cite = next_cite(field, NULL), *next; cite; cite = next) {
			next = next_cite(field, cite);
			if (!is_meant(cite, change))
				continue;
			count++;
			*done += !count_only && recite_one(run, field, cite, change);
		}
	return count;
}

bool qz_decide_recite(struct qz_decide_run *run, const struct qz_decision *decision, const xmlNode *item, const struct qz_finding *finding, const char *article)
{
	struct change change = {qz_finding_get(finding, "law"), qz_finding_get(finding, "article"), article, qz_finding_get(finding, "version")};
	size_t done = 0;
	if (!finding->field || !change.law || !change.from || !change.day || !qz_decide_count_articles(change.from) || !qz_decide_count_articles(article))
		return false;
	const char *law = change.law;
	if (recite_all(run, item, finding->field, &change, true, &done) == 0) {
		change.law = ""; /* the list calls it by another name: the only one with that article */
		if (recite_all(run, item, finding->field, &change, true, &done) != 1)
			return false;
	}
	recite_all(run, item, finding->field, &change, false, &done);
	if (done == 0)
		return false;
	struct qz_buf before, after;
	qz_buf_init(&before);
	qz_buf_init(&after);
	put_short(law, change.from, &before);
	put_short(law, article, &after);
	qz_buf_puts(&after, "（");
	put_day(change.day, &after);
	qz_buf_puts(&after, "）");
	run->builder.failed |= before.failed || after.failed;
	if (!run->builder.failed) {
		qz_decide_record(run, decision, item, before.data, after.data);
		qz_decide_say(run, QZ_RULE_DECISION_APPLIED, decision, item, qz_xml_child(item, finding->field), before.data, after.data,
			      qz_decide_is_reworded(finding) ? "reworded" : "");
	}
	qz_buf_done(&before);
	qz_buf_done(&after);
	return true;
}
