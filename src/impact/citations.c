/*
 * Finding the citations of a law under all its names, for citations.h. What is
 * the law's own version is told as the rules tell it (check/cited.h). A list is
 * walked once.
 */
#include "impact/citations.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/xml.h"
#include "check/cited.h"
#include "check/tables.h"
#include "diff/text.h"
#include "impact/articles.h"
#include "impact/owner.h"
#include "impact/quoted.h"

struct search {
	const struct qz_amendment *amendment;
	const struct qz_amendment_texts *texts;
	struct qz_cited cited;
	struct qz_map names; /* what each name in the list means: a struct qz_law_found */
	struct qz_owners *owners;
	struct qz_buf *out;
	struct qz_buf citations; /* of the item at hand */
	struct qz_tables tables; /* where numbers of items repeat */
	struct qz_map seen;	 /* of the field at hand: citations that say the same */
	size_t current;		 /* the version in force behind the amendment */
	size_t *others;		 /* citations by version */
	size_t total;
	bool failed;
};

/* ---- text ---- */

static void put_child_text(struct qz_buf *out, const char *name, const xmlNode *parent, const char *child)
{
	struct qz_buf text;
	qz_buf_init(&text);
	for (const xmlNode *node = qz_xml_child(parent, child); node; node = qz_xml_next(node, child)) {
		if (text.len)
			qz_buf_putc(&text, ' ');
		qz_xml_text(node, &text);
	}
	if (text.len)
		qz_xml_put_attr(out, name, text.data);
	out->failed |= text.failed;
	qz_buf_done(&text);
}

static const char *nearest(const xmlNode *node, const char *attribute)
{
	const char *value = NULL;
	for (; node && node->type == XML_ELEMENT_NODE && !value && !qz_xml_is(node, "table"); node = node->parent)
		value = qz_xml_attr(node, attribute);
	return value;
}

/* ---- whether the amendment's law is cited ---- */

/* What a name in the list means; NULL when memory ran out. */
static struct qz_law_found *look_up(struct search *search, const char *name)
{
	struct qz_law_found *found = qz_map_get(&search->names, name, strlen(name));
	if (found)
		return found;
	found = malloc(sizeof *found);
	if (found && qz_laws_find(search->amendment->laws, name, found) == 0 &&
	    qz_map_put(&search->names, name, strlen(name), found) == 0)
		return found;
	free(found);
	search->failed = true;
	return NULL;
}

/* An office's register and the program's own may each have some of a law's names. */
static bool is_the_law(const struct search *search, const struct qz_law_found *found)
{
	const struct qz_law_found *wanted = &search->amendment->found;
	return found->law && strcmp(found->table->text + found->law->name, qz_amendment_law(search->amendment)) == 0 &&
	       wanted->law;
}

/* A citation of the version behind the amendment. */
static const char *pass_over_newer(struct search *search)
{
	search->others[search->amendment->to]++;
	return NULL;
}

/* Nothing that is known says which version is meant: the number of the article may, or the words that are quoted. */
static const char *say_unnoted(struct search *search, const xmlNode *cite, const xmlNode *field,
			       const struct qz_law_articles *articles, const char *otherwise)
{
	const struct qz_amendment *amendment = search->amendment;
	enum qz_quoted quoted;
	if (amendment->repealed)
		return otherwise;
	if (qz_article_is_beyond(amendment, amendment->from, articles) &&
	    !qz_article_is_beyond(amendment, amendment->to, articles))
		return pass_over_newer(search);
	search->failed |= !qz_quoted_version(search->texts, cite, field, articles, &quoted);
	if (quoted == QZ_QUOTED_NEWER)
		return pass_over_newer(search);
	return quoted == QZ_QUOTED_OLDER ? "quoted" : otherwise;
}

/* Whose version a citation means: the amendment's (its word is returned), or another (NULL). */
static const char *say_noted(struct search *search, const struct qz_law_found *found, const struct qz_law_note *note,
			     const xmlNode *cite, const xmlNode *field, const struct qz_law_articles *articles)
{
	const struct qz_amendment *amendment = search->amendment;
	struct qz_law_found own = amendment->found; /* versions by the register that the amendment is of */
	own.edition = found->edition;
	bool noted = note->date || note->order || note->effective || own.edition || found->trial;
	size_t version = noted ? qz_law_version_of_note(&own, note, search->current) : QZ_LAW_NO_VERSION;
	if (version != QZ_LAW_NO_VERSION && version != amendment->from && amendment->from != QZ_LAW_NO_VERSION) {
		search->others[version]++;
		return NULL;
	}
	if (version != QZ_LAW_NO_VERSION)
		return "yes";
	return say_unnoted(search, cite, field, articles, noted ? "unclear" : "no");
}

/* ---- one citation ---- */

/* What tells citations of one field apart: place as written, articles, note. */
static bool is_new(struct search *search, const char *place, const char *articles, const char *noted)
{
	struct qz_buf key;
	qz_buf_init(&key);
	qz_buf_printf(&key, "%s|%s|%s", place, articles ? articles : "", noted);
	size_t before = search->seen.count;
	if (!key.failed)
		qz_map_number(&search->seen, key.data, key.len);
	search->failed |= key.failed || search->seen.failed;
	qz_buf_done(&key);
	return search->seen.count > before;
}

static void put_citation(struct search *search, const xmlNode *cite, const xmlNode *field, const char *noted)
{
	const char *articles = qz_xml_attr(cite, "article");
	char *place = qz_cite_place(cite);
	struct qz_buf *out = &search->citations;
	if (place && is_new(search, place, articles, noted)) {
		qz_buf_puts(out, "<citation");
		qz_xml_put_attr(out, "field", QZ_C(field->name));
		qz_xml_put_attr(out, "label", qz_xml_attr(field, "label"));
		qz_xml_put_attr(out, "pos", nearest(cite, "pos"));
		qz_xml_put_attr(out, "line", nearest(cite, "line"));
		qz_xml_put_attr(out, "name", qz_xml_attr(cite, "law"));
		qz_xml_put_attr(out, "noted", noted);
		qz_xml_put_attr(out, "articles", articles);
		qz_xml_put_attr(out, "place", place);
		qz_buf_puts(out, "/>");
	} else {
		search->total--; /* said already */
	}
	search->failed |= !place || out->failed;
	free(place);
}

static void look_at(struct search *search, const xmlNode *cite, const xmlNode *field)
{
	const char *name = qz_xml_attr(cite, "law"), *article = qz_xml_attr(cite, "article");
	struct qz_law_articles articles = {.count = 0};
	struct qz_law_note note;
	if (!name || !qz_cited_is_basis(cite))
		return;
	const struct qz_law_found *found = look_up(search, name);
	if (!found || !is_the_law(search, found))
		return;
	search->failed |= !qz_cited_note(&search->cited, cite, &note);
	search->total++;
	if (search->failed || (article && !qz_law_articles_read(article, &articles)))
		return;
	const char *noted = say_noted(search, found, &note, cite, field, &articles);
	if (noted)
		put_citation(search, cite, field, noted);
}

/* ---- the list ---- */

/* Every element below `top`, in document order, without recursion. */
static const xmlNode *next_node(const xmlNode *node, const xmlNode *top)
{
	if (node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? NULL : node->next;
}

static void search_field(struct search *search, const xmlNode *field)
{
	qz_map_done(&search->seen, NULL);
	qz_map_init(&search->seen);
	for (const xmlNode *node = next_node(field, field); node && !search->failed; node = next_node(node, field))
		if (node->type == XML_ELEMENT_NODE && qz_xml_is(node, "cite"))
			look_at(search, node, field);
}

static void search_item(struct search *search, const xmlNode *item, size_t table, size_t order)
{
	qz_buf_clear(&search->citations);
	const char *owner = qz_owners_count(search->owners, item);
	search->failed |= !owner;
	for (const xmlNode *field = qz_xml_child(item, NULL); field && !search->failed;
	     field = qz_xml_next(field, NULL))
		if (qz_xml_is(field, "basis") || qz_xml_is(field, "dutiesBasis"))
			search_field(search, field);
	if (!search->citations.len || search->failed)
		return;
	struct qz_buf *out = search->out;
	qz_buf_puts(out, "<item");
	put_child_text(out, "serial", item, "serial");
	put_child_text(out, "name", item, "name");
	qz_xml_put_attr(out, "id", qz_xml_attr(item, "id"));
	qz_xml_put_attr(out, "body", owner);
	qz_xml_put_count(out, "table", table);
	qz_xml_put_attr(out, "sheet", qz_tables_name(&search->tables, order));
	qz_xml_put_attr(out, "pos", qz_xml_attr(item, "pos"));
	qz_buf_putc(out, '>');
	qz_buf_add(out, search->citations.data, search->citations.len);
	qz_buf_puts(out, "</item>");
}

static void put_owners(struct search *search)
{
	size_t items;
	const char *name;
	for (size_t i = 0; (name = qz_owners_get(search->owners, i, &items)); i++) {
		qz_buf_puts(search->out, "<body");
		qz_xml_put_attr(search->out, "name", name);
		qz_xml_put_count(search->out, "items", items);
		qz_buf_puts(search->out, "/>");
	}
}

static void put_others(struct search *search)
{
	for (size_t i = 0; i < search->amendment->found.law->nversions; i++) {
		if (!search->others[i])
			continue;
		qz_buf_puts(search->out, "<other");
		qz_xml_put_count(search->out, "version", i);
		qz_xml_put_count(search->out, "citations", search->others[i]);
		qz_buf_puts(search->out, "/>");
	}
}

static void search_list(struct search *search, const xmlNode *list)
{
	size_t items = 0, tables = 0;
	qz_buf_puts(search->out, "<list xmlns=\"" QZ_IMPACT_NS "\">");
	for (const xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table")) {
		tables++;
		for (const xmlNode *item = qz_xml_child(table, "item"); item && !search->failed;
		     item = qz_xml_next(item, "item"))
			search_item(search, item, tables, ++items);
	}
	put_owners(search);
	put_others(search);
	qz_buf_puts(search->out, "<count");
	qz_xml_put_count(search->out, "items", items);
	qz_xml_put_count(search->out, "citations", search->total);
	qz_buf_puts(search->out, "/></list>");
}

int qz_impact_citations(const xmlDoc *list, const struct qz_amendment *amendment,
			const struct qz_amendment_texts *texts, struct qz_buf *out)
{
	const xmlNode *root = xmlDocGetRootElement(list);
	struct search search = {
	    .amendment = amendment, .texts = texts, .out = out, .current = amendment->repealed ? QZ_LAW_NO_VERSION : amendment->to};
	search.others = calloc(amendment->found.law->nversions + 1, sizeof *search.others);
	search.owners = qz_owners_new(root);
	qz_cited_init(&search.cited);
	qz_map_init(&search.names);
	qz_map_init(&search.seen);
	qz_buf_init(&search.citations);
	search.failed = !search.others || !search.owners || !qz_tables_init(&search.tables, root);
	if (!search.failed)
		search_list(&search, root);
	qz_buf_done(&search.citations);
	qz_map_done(&search.seen, NULL);
	qz_map_done(&search.names, free);
	qz_cited_done(&search.cited);
	qz_owners_free(search.owners);
	qz_tables_done(&search.tables);
	free(search.others);
	return search.failed || out->failed ? -1 : 0;
}
