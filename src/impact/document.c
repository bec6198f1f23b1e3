/*
 * Putting the worklist together, for document.h: items are gathered as they
 * come, sorted by whose they are and by their place, and each citation gets what
 * became of its articles and what is to be done (action.h).
 */
#include "impact/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/map.h"
#include "base/xml.h"
#include "impact/action.h"
#include "impact/element.h"
#include "impact/changes.h"

/* Articles that citations name one by one; beyond, what is to be done about them is still told. */
#define MOST_ARTICLES 500000u

/* What one list told. */
struct part {
	xmlDoc *doc;
	char *file;
};

struct unread {
	char *file, *reason;
};

/* An item that cites the law, and where it stands among all. */
struct entry {
	const xmlNode *item;
	size_t body, part, table, order;
	unsigned long serial; /* 0: none that is a number */
};

struct body {
	const char *name;	   /* in a part */
	size_t lists, items, last; /* last: the part that named it last, plus 1 */
};

struct counts {
	size_t touched, citations, unmarked, unclear, proposed, penalties;
};

struct qz_impact_document {
	const struct qz_amendment *amendment;
	struct qz_article_changes changes;
	struct part *parts;
	struct unread *unread;
	struct entry *entries;
	struct body *bodies;
	size_t nparts, parts_cap, nunread, unread_cap, nentries, entries_cap, nbodies, bodies_cap;
	struct qz_map body_numbers;
	size_t *others; /* citations of other versions, by version */
	size_t items, cited, unaffected;
	size_t articles; /* elements of citations */
	struct counts totals;
	size_t actions[QZ_ACTIONS]; /* citations by what is to be done */
	struct qz_elements build;
};

struct qz_impact_document *qz_impact_document_new(const struct qz_amendment *amendment,
						  const struct qz_amendment_texts *texts)
{
	struct qz_impact_document *document = calloc(1, sizeof *document);
	if (!document)
		return NULL;
	document->amendment = amendment;
	qz_map_init(&document->body_numbers);
	document->others = calloc(amendment->found.law->nversions + 1, sizeof *document->others);
	if (qz_article_changes_init(&document->changes, amendment, texts) && document->others)
		return document;
	qz_impact_document_free(document);
	return NULL;
}

void qz_impact_document_free(struct qz_impact_document *document)
{
	if (!document)
		return;
	for (size_t i = 0; i < document->nparts; i++) {
		xmlFreeDoc(document->parts[i].doc);
		free(document->parts[i].file);
	}
	for (size_t i = 0; i < document->nunread; i++) {
		free(document->unread[i].file);
		free(document->unread[i].reason);
	}
	qz_article_changes_done(&document->changes);
	qz_map_done(&document->body_numbers, NULL);
	free(document->parts);
	free(document->unread);
	free(document->entries);
	free(document->bodies);
	free(document->others);
	free(document);
}

/* ---- gathering ---- */

static size_t read_count(const xmlNode *node, const char *name)
{
	const char *value = node ? qz_xml_attr(node, name) : NULL;
	return value ? strtoul(value, NULL, 10) : 0;
}

/* The number of a body; SIZE_MAX when memory ran out. */
static size_t find_body(struct qz_impact_document *document, const char *name)
{
	size_t number = qz_map_number(&document->body_numbers, name, strlen(name));
	if (document->body_numbers.failed)
		return SIZE_MAX;
	if (number < document->nbodies)
		return number;
	if (!qz_array_grow(&document->bodies, document->nbodies, &document->bodies_cap, sizeof *document->bodies))
		return SIZE_MAX;
	document->bodies[document->nbodies++] = (struct body){.name = name};
	return number;
}

static bool add_bodies(struct qz_impact_document *document, const xmlNode *list)
{
	for (const xmlNode *node = qz_xml_child(list, "body"); node; node = qz_xml_next(node, "body")) {
		size_t number = find_body(document, qz_xml_attr(node, "name"));
		if (number == SIZE_MAX)
			return false;
		struct body *body = &document->bodies[number];
		body->items += read_count(node, "items");
		body->lists += body->last != document->nparts;
		body->last = document->nparts;
	}
	return true;
}

/* "12": a serial that is a number; "2,3", "1-2" and words are none. */
static unsigned long read_serial(const xmlNode *item)
{
	const char *serial = qz_xml_attr(item, "serial");
	char *end = NULL;
	unsigned long number = serial && *serial >= '0' && *serial <= '9' ? strtoul(serial, &end, 10) : 0;
	return end && *end == '\0' ? number : 0;
}

static bool add_items(struct qz_impact_document *document, const xmlNode *list)
{
	for (const xmlNode *item = qz_xml_child(list, "item"); item; item = qz_xml_next(item, "item")) {
		size_t body = find_body(document, qz_xml_attr(item, "body"));
		if (body == SIZE_MAX || !qz_array_grow(&document->entries, document->nentries, &document->entries_cap,
						       sizeof *document->entries))
			return false;
		document->entries[document->nentries] = (struct entry){.item = item,
								       .body = body,
								       .part = document->nparts - 1,
								       .table = read_count(item, "table"),
								       .order = document->nentries,
								       .serial = read_serial(item)};
		document->nentries++;
	}
	return true;
}

static void add_others(struct qz_impact_document *document, const xmlNode *list)
{
	for (const xmlNode *other = qz_xml_child(list, "other"); other; other = qz_xml_next(other, "other")) {
		size_t version = read_count(other, "version");
		if (version < document->amendment->found.law->nversions)
			document->others[version] += read_count(other, "citations");
	}
}

bool qz_impact_document_add(struct qz_impact_document *document, const char *file, const char *bytes, size_t len)
{
	struct part part = {.doc = qz_xml_parse(bytes, len, file, NULL), .file = strdup(file)};
	if (!part.doc || !part.file ||
	    !qz_array_grow(&document->parts, document->nparts, &document->parts_cap, sizeof *document->parts)) {
		xmlFreeDoc(part.doc);
		free(part.file);
		return false;
	}
	document->parts[document->nparts++] = part;
	const xmlNode *list = xmlDocGetRootElement(part.doc), *count = qz_xml_child(list, "count");
	document->items += read_count(count, "items");
	document->cited += read_count(count, "citations");
	add_others(document, list);
	return add_bodies(document, list) && add_items(document, list);
}

bool qz_impact_document_add_unread(struct qz_impact_document *document, const char *file, const char *reason)
{
	struct unread unread = {.file = strdup(file), .reason = strdup(reason)};
	if (unread.file && unread.reason &&
	    qz_array_grow(&document->unread, document->nunread, &document->unread_cap, sizeof *document->unread)) {
		document->unread[document->nunread++] = unread;
		return true;
	}
	free(unread.file);
	free(unread.reason);
	return false;
}

/* ---- items ---- */

static void copy(struct qz_elements *build, xmlNode *to, const xmlNode *from, const char *const *names)
{
	for (; *names; names++)
		qz_element_set(build, to, *names, qz_xml_attr(from, *names));
}

/* The articles of a citation, each with what became of it. What is to be done about the citation as a whole. */
static enum qz_action add_articles(struct qz_impact_document *document, const struct qz_law_articles *articles,
				   bool noted, xmlNode *to, struct counts *counts)
{
	enum qz_action action = noted ? QZ_ACTION_NOTE : QZ_ACTION_NONE;
	bool proposed = false, penalty = false;
	for (size_t i = 0; i < articles->count && !document->build.failed; i++) {
		struct qz_article_change *change = qz_article_change_of(&document->changes, articles->list[i]);
		document->build.failed |= !change;
		if (!change)
			break;
		enum qz_action one = qz_action_of(change, document->amendment->repealed);
		action = one > action ? one : action;
		proposed |= change->fate.proposed;
		penalty |= change->penalty == QZ_YES;
		change->citations += to != NULL;
		if (to && document->articles++ < MOST_ARTICLES)
			qz_article_change_write(&document->changes, change, &document->build,
						qz_element_add(&document->build, to, "article"));
	}
	counts->proposed += proposed;
	counts->penalties += penalty;
	return action;
}

static bool is(const xmlNode *node, const char *name, const char *value)
{
	const char *found = qz_xml_attr(node, name);
	return found && strcmp(found, value) == 0;
}

/* A citation of the law alone says nothing where articles of it are cited in the same field. */
static bool is_alone(const xmlNode *citation)
{
	const char *field = qz_xml_attr(citation, "field");
	for (const xmlNode *other = qz_xml_child(citation->parent, "citation"); other;
	     other = qz_xml_next(other, "citation"))
		if (qz_xml_attr(other, "articles") && is(other, "field", field))
			return false;
	return true;
}

/* What is to be done about a citation; nothing is written. */
static enum qz_action weigh(struct qz_impact_document *document, const xmlNode *citation,
			    struct qz_law_articles *articles)
{
	struct counts none = {0};
	const char *text = qz_xml_attr(citation, "articles");
	const bool noted = is(citation, "noted", "yes"), repealed = document->amendment->repealed;
	articles->count = 0;
	if (!text)
		return !is_alone(citation) ? QZ_ACTION_NONE
		       : repealed	   ? QZ_ACTION_LAW
		       : noted		   ? QZ_ACTION_NOTE
					   : QZ_ACTION_NONE;
	if (!qz_law_articles_read(text, articles))
		return QZ_ACTION_NONE; /* it was read when it was found */
	return add_articles(document, articles, noted, NULL, &none);
}

static void add_citation(struct qz_impact_document *document, const xmlNode *from, enum qz_action action,
			 const struct qz_law_articles *articles, xmlNode *item, struct counts *counts)
{
	static const char *const names[] = {"field", "label", "pos", "line", "name", "noted", "place", NULL};
	struct qz_elements *build = &document->build;
	xmlNode *citation = qz_element_add(build, item, "citation");
	copy(build, citation, from, names);
	qz_element_set(build, citation, "action", qz_action_name(action));
	counts->citations++;
	counts->unmarked += is(from, "noted", "no") && document->amendment->from != QZ_LAW_NO_VERSION;
	counts->unclear += is(from, "noted", "unclear");
	document->actions[action]++;
	add_articles(document, articles, false, citation, counts);
}

/* The item with those of its citations that are to be looked at; nothing when none is. */
static void add_item(struct qz_impact_document *document, const struct entry *entry, xmlNode *body,
		     struct counts *counts)
{
	static const char *const names[] = {"sheet", "serial", "name", "id", "pos", NULL};
	struct qz_elements *build = &document->build;
	struct qz_law_articles articles = {.count = 0};
	xmlNode *item = NULL;
	for (const xmlNode *citation = qz_xml_child(entry->item, "citation"); citation && !build->failed;
	     citation = qz_xml_next(citation, "citation")) {
		enum qz_action action = weigh(document, citation, &articles);
		if (action == QZ_ACTION_NONE) {
			document->unaffected++;
			continue;
		}
		if (!item) {
			item = qz_element_add(build, body, "item");
			copy(build, item, entry->item, names);
			qz_element_set(build, item, "file", document->parts[entry->part].file);
			counts->touched++;
		}
		add_citation(document, citation, action, &articles, item, counts);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct entry *one = a, *two = b;
	if (one->body != two->body)
		return one->body < two->body ? -1 : 1;
	if (one->part != two->part)
		return one->part < two->part ? -1 : 1;
	if (one->table != two->table)
		return one->table < two->table ? -1 : 1;
	if (one->serial && two->serial && one->serial != two->serial)
		return one->serial < two->serial ? -1 : 1;
	return one->order < two->order ? -1 : one->order > two->order;
}

static void set_counts(struct qz_elements *build, xmlNode *node, const struct counts *counts)
{
	qz_element_count(build, node, "touched", counts->touched);
	qz_element_count(build, node, "citations", counts->citations);
	qz_element_count(build, node, "unmarked", counts->unmarked);
	qz_element_count(build, node, "unclear", counts->unclear);
	qz_element_count(build, node, "proposed", counts->proposed);
	qz_element_count(build, node, "penalties", counts->penalties);
}

static void add_counts(struct counts *to, const struct counts *from)
{
	to->touched += from->touched;
	to->citations += from->citations;
	to->unmarked += from->unmarked;
	to->unclear += from->unclear;
	to->proposed += from->proposed;
	to->penalties += from->penalties;
}

/* The bodies that have something to do. */
static void add_bodies_of_items(struct qz_impact_document *document, xmlNode *root)
{
	if (document->nentries)
		qsort(document->entries, document->nentries, sizeof *document->entries, by_place);
	for (size_t i = 0, next; i < document->nentries && !document->build.failed; i = next) {
		const struct body *from = &document->bodies[document->entries[i].body];
		xmlNode *body = qz_element_add(&document->build, root, "body");
		struct counts counts = {0};
		qz_element_set(&document->build, body, "name", from->name);
		qz_element_count(&document->build, body, "lists", from->lists);
		qz_element_count(&document->build, body, "items", from->items);
		for (next = i; next < document->nentries && document->entries[next].body == document->entries[i].body;
		     next++)
			add_item(document, &document->entries[next], body, &counts);
		set_counts(&document->build, body, &counts);
		add_counts(&document->totals, &counts);
		if (counts.touched == 0 && body) {
			xmlUnlinkNode(body);
			xmlFreeNode(body);
		}
	}
}

/* ---- what stands before and behind ---- */

static void add_version(struct qz_impact_document *document, xmlNode *law, const char *name, size_t index, size_t text)
{
	struct qz_elements *build = &document->build;
	const struct qz_law_version *version = qz_law_version(&document->amendment->found, index);
	const qz_law_day days[] = {version->adopted, version->promulgated, version->force};
	static const char *const names[] = {"adopted", "promulgated", "force"};
	xmlNode *node = qz_element_add(build, law, name);
	char day[11];
	for (size_t i = 0; i < 3; i++) {
		qz_law_day_write(days[i], day);
		qz_element_set(build, node, names[i], *day ? day : NULL);
	}
	if (version->articles)
		qz_element_count(build, node, "articles", version->articles);
	qz_element_set(build, node, "text",
		       document->changes.texts->law ? (text != QZ_TEXT_NONE ? "true" : "false") : NULL);
}

static void add_repeal(struct qz_impact_document *document, xmlNode *node)
{
	const struct qz_law_found *found = &document->amendment->found;
	char day[11];
	xmlNode *repealed = qz_element_add(&document->build, node, "repealed");
	qz_law_day_write(found->law->repealed, day);
	qz_element_set(&document->build, repealed, "date", *day ? day : NULL);
	qz_element_set(&document->build, repealed, "by", found->table->text + found->law->repealed_by);
	for (uint32_t i = found->law->successors; i < found->law->successors + found->law->nsuccessors; i++)
		qz_element_set(&document->build, qz_element_add(&document->build, repealed, "successor"), "name",
			       found->table->text + found->table->successors[i].name);
}

static void add_law(struct qz_impact_document *document, const struct qz_impact_head *head, xmlNode *root)
{
	const struct qz_amendment *amendment = document->amendment;
	xmlNode *law = qz_element_add(&document->build, root, "law");
	char day[11];
	qz_element_set(&document->build, law, "name", qz_amendment_law(amendment));
	qz_element_set(&document->build, law, "asked", head->asked);
	qz_law_day_write(amendment->found.law->as_of, day);
	qz_element_set(&document->build, law, "known", *day ? day : NULL);
	if (amendment->from != QZ_LAW_NO_VERSION)
		add_version(document, law, "from", amendment->from, document->changes.texts->from);
	if (amendment->repealed)
		add_repeal(document, law);
	else
		add_version(document, law, "to", amendment->to, document->changes.texts->to);
}

/* Totals and what they are made of; they stand before the bodies and are known behind them. */
static void add_totals(struct qz_impact_document *document, xmlNode *law)
{
	struct qz_elements *build = &document->build;
	xmlNode *totals = qz_element_add(build, law->parent, "totals");
	if (!totals || !xmlAddNextSibling(law, totals))
		return;
	qz_element_count(build, totals, "lists", document->nparts);
	qz_element_count(build, totals, "unread", document->nunread);
	qz_element_count(build, totals, "items", document->items);
	qz_element_count(build, totals, "cited", document->cited);
	qz_element_count(build, totals, "unaffected", document->unaffected);
	set_counts(build, totals, &document->totals);
	for (size_t i = QZ_ACTION_NONE + 1; i < QZ_ACTIONS; i++) {
		if (!document->actions[i])
			continue;
		xmlNode *action = qz_element_add(build, totals, "action");
		qz_element_set(build, action, "name", qz_action_name((enum qz_action)i));
		qz_element_count(build, action, "citations", document->actions[i]);
	}
	for (size_t i = 0; i < document->amendment->found.law->nversions; i++) {
		char day[11];
		if (!document->others[i])
			continue;
		qz_amendment_day(document->amendment, i, day);
		xmlNode *other = qz_element_add(build, totals, "other");
		qz_element_set(build, other, "adopted", *day ? day : NULL);
		qz_element_count(build, other, "citations", document->others[i]);
	}
}

xmlDoc *qz_impact_document_make(struct qz_impact_document *document, const struct qz_impact_head *head, size_t *touched)
{
	struct qz_elements *build = &document->build;
	*build = (struct qz_elements){.doc = xmlNewDoc(QZ_X("1.0"))};
	xmlNode *root = qz_element_add(build, NULL, "impact");
	qz_element_set(build, root, "version", "1.0");
	qz_element_set(build, root, "quanze", head->version);
	qz_element_set(build, root, "asOf", head->as_of);
	qz_element_set(build, root, "lang", head->language);
	add_law(document, head, root);
	xmlNode *law = build->failed ? NULL : qz_xml_child(root, "law");
	if (law) {
		add_bodies_of_items(document, root);
		qz_article_changes_write(&document->changes, build, root);
		for (size_t i = 0; i < document->nunread && !build->failed; i++) {
			xmlNode *unread = qz_element_add(build, root, "unread");
			qz_element_set(build, unread, "file", document->unread[i].file);
			qz_element_set(build, unread, "reason", document->unread[i].reason);
		}
		add_totals(document, law);
	}
	*touched = document->totals.touched;
	if (!build->failed)
		return build->doc;
	xmlFreeDoc(build->doc);
	return NULL;
}
