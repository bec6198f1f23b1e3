/*
 * Putting the report together, for document.h: what lists told is joined as
 * text; totals, and which items of the catalogue how many lists lack, are counted
 * in the document.
 */
#include "catalogue/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "catalogue/compare.h"

void qz_catalogue_parts_init(struct qz_catalogue_parts *parts)
{
	qz_buf_init(&parts->lists);
	qz_buf_init(&parts->unread);
}

void qz_catalogue_parts_done(struct qz_catalogue_parts *parts)
{
	qz_buf_done(&parts->lists);
	qz_buf_done(&parts->unread);
}

void qz_catalogue_parts_add(struct qz_catalogue_parts *parts, const char *file, const char *bytes, size_t len)
{
	static const char begin[] = "<list";
	const size_t start = sizeof begin - 1;
	if (len < start) {
		parts->lists.failed = true;
		return;
	}
	qz_buf_puts(&parts->lists, begin);
	qz_xml_put_attr(&parts->lists, "file", file);
	qz_buf_add(&parts->lists, bytes + start, len - start);
}

void qz_catalogue_parts_add_unread(struct qz_catalogue_parts *parts, const char *file, const char *reason)
{
	qz_buf_puts(&parts->unread, "<unread");
	qz_xml_put_attr(&parts->unread, "file", file);
	qz_xml_put_attr(&parts->unread, "reason", reason);
	qz_buf_puts(&parts->unread, "/>");
}

/* ---- counting ---- */

static size_t read_count(const xmlNode *node, const char *name)
{
	const char *value = node ? qz_xml_attr(node, name) : NULL;
	return value ? strtoul(value, NULL, 10) : 0;
}

static bool set_count(xmlNode *node, const char *name, size_t count)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%zu", count);
	return xmlNewProp(node, QZ_X(name), QZ_X(digits)) != NULL;
}

/* Sums of what lists say, by the names of their attributes. */
static bool add_totals(xmlNode *root, xmlNode *totals, size_t *findings)
{
	static const char *const others[] = {"items", "layout", "words"};
	bool done = true;
	size_t lists = 0, unread = 0;
	for (const xmlNode *list = qz_xml_child(root, "list"); list; list = qz_xml_next(list, "list"))
		lists++;
	for (const xmlNode *list = qz_xml_child(root, "unread"); list; list = qz_xml_next(list, "unread"))
		unread++;
	done = set_count(totals, "lists", lists) && set_count(totals, "unread", unread);
	*findings = 0;
	for (size_t i = 0; i < QZ_VERDICTS + sizeof others / sizeof *others; i++) {
		const char *name = i < QZ_VERDICTS ? qz_verdict_name((enum qz_verdict)i) : others[i - QZ_VERDICTS];
		size_t sum = 0;
		for (const xmlNode *list = qz_xml_child(root, "list"); list; list = qz_xml_next(list, "list"))
			sum += read_count(list, name);
		done = done && set_count(totals, name, sum);
		if (i != QZ_VERDICT_SAME && i != QZ_VERDICT_PASSED && i < QZ_VERDICTS)
			*findings += sum;
	}
	return done;
}

/* ---- what lists lack ---- */

/* An item of the catalogue that a list lacks. */
struct gap {
	size_t n, list;		/* of the catalogue from 1; of the lists */
	const xmlNode *model, *of; /* as the list tells it; the list */
	size_t missing;		/* lists that lack it */
};

static bool is_missing(const xmlNode *finding)
{
	const char *kind = qz_xml_attr(finding, "kind");
	return kind && strcmp(kind, qz_verdict_name(QZ_VERDICT_MISSING)) == 0;
}

static size_t count_gaps(const xmlNode *root)
{
	size_t count = 0;
	for (const xmlNode *list = qz_xml_child(root, "list"); list; list = qz_xml_next(list, "list"))
		count += read_count(list, qz_verdict_name(QZ_VERDICT_MISSING));
	return count;
}

static size_t gather_gaps(const xmlNode *root, struct gap *gaps, size_t most)
{
	size_t count = 0, number = 0;
	for (const xmlNode *list = qz_xml_child(root, "list"); list; list = qz_xml_next(list, "list"), number++)
		for (const xmlNode *at = qz_xml_child(list, "finding"); at && count < most; at = qz_xml_next(at, "finding"))
			if (is_missing(at)) {
				const xmlNode *model = qz_xml_child(at, "model");
				gaps[count++] = (struct gap){.n = read_count(model, "n"), .list = number, .model = model, .of = list};
			}
	return count;
}

static int by_item(const void *a, const void *b)
{
	const struct gap *one = a, *two = b;
	if (one->n != two->n)
		return one->n < two->n ? -1 : 1;
	return (one->list > two->list) - (one->list < two->list);
}

/* What most lists lack first. */
static int by_lists(const void *a, const void *b)
{
	const struct gap *one = a, *two = b;
	if (one->missing != two->missing)
		return one->missing > two->missing ? -1 : 1;
	return by_item(a, b);
}

static xmlNode *add_child(xmlNode *parent, const char *name)
{
	return xmlNewChild(parent, parent->ns, QZ_X(name), NULL);
}

/* Copies attributes, by name. */
static bool copy(xmlNode *to, const xmlNode *from, const char *const *names)
{
	bool done = true;
	for (; *names; names++) {
		const char *value = qz_xml_attr(from, *names);
		done = done && (!value || xmlNewProp(to, QZ_X(*names), QZ_X(value)));
	}
	return done;
}

static bool write_gaps(xmlNode *root, const struct gap *gaps, size_t count)
{
	static const char *const of_model[] = {"n", "serial", "name", "table", "pos", "code", "type", "level", "basis", NULL};
	static const char *const of_list[] = {"file", NULL};
	for (size_t i = 0, next; i < count; i = next) {
		xmlNode *gap = add_child(root, "gap");
		if (!gap || !copy(gap, gaps[i].model, of_model) || !set_count(gap, "missing", gaps[i].missing))
			return false;
		for (next = i; next < count && gaps[next].n == gaps[i].n; next++) {
			xmlNode *in = add_child(gap, "in");
			if (!in || !copy(in, gaps[next].of, of_list))
				return false;
		}
	}
	return true;
}

/* For several lists: which items of the catalogue are missing in which. */
static bool add_gaps(xmlNode *root)
{
	const xmlNode *first = qz_xml_child(root, "list");
	const size_t most = first && qz_xml_next(first, "list") ? count_gaps(root) : 0;
	struct gap *gaps = malloc((most + 1) * sizeof *gaps);
	if (!gaps)
		return false;
	const size_t count = most ? gather_gaps(root, gaps, most) : 0;
	if (count)
		qsort(gaps, count, sizeof *gaps, by_item);
	for (size_t i = 0, next; i < count; i = next) {
		for (next = i; next < count && gaps[next].n == gaps[i].n; next++)
			;
		for (size_t k = i; k < next; k++)
			gaps[k].missing = next - i;
	}
	if (count)
		qsort(gaps, count, sizeof *gaps, by_lists);
	const bool done = write_gaps(root, gaps, count);
	free(gaps);
	return done;
}

/* ---- the whole ---- */

static void put_title(const xmlDoc *model, struct qz_buf *out)
{
	struct qz_buf title;
	qz_buf_init(&title);
	const xmlNode *node = qz_xml_child(qz_xml_child(xmlDocGetRootElement(model), "head"), "title");
	if (node)
		qz_xml_text(node, &title);
	if (title.len)
		qz_xml_put_attr(out, "title", title.data);
	out->failed |= title.failed;
	qz_buf_done(&title);
}

xmlDoc *qz_catalogue_document_make(const struct qz_catalogue_parts *parts, const xmlDoc *model, const struct qz_catalogue_head *head,
				   size_t *findings)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_buf_printf(&text, "<catalogue xmlns=\"%s\" version=\"1.0\"", QZ_CATALOGUE_NS);
	qz_xml_put_attr(&text, "quanze", head->version);
	qz_xml_put_attr(&text, "asOf", head->as_of);
	qz_xml_put_attr(&text, "lang", head->language);
	qz_buf_puts(&text, "><model");
	qz_xml_put_attr(&text, "file", head->file);
	put_title(model, &text);
	qz_xml_put_count(&text, "items", head->items);
	qz_xml_put_attr(&text, "lacks", *head->lacks ? head->lacks : NULL);
	qz_buf_puts(&text, "/><totals/>");
	qz_buf_add(&text, parts->lists.data, parts->lists.len);
	qz_buf_add(&text, parts->unread.data, parts->unread.len);
	qz_buf_puts(&text, "</catalogue>");
	const bool whole = !text.failed && !parts->lists.failed && !parts->unread.failed;
	xmlDoc *doc = whole ? qz_xml_parse(text.data, text.len, head->file, NULL) : NULL;
	qz_buf_done(&text);
	xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	if (root && add_totals(root, qz_xml_child(root, "totals"), findings) && add_gaps(root))
		return doc;
	xmlFreeDoc(doc);
	return NULL;
}
