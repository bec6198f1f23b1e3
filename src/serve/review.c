/*
 * The document of review.h as bytes. They begin with a line for each item
 * (qz_review_index in view.c reads them), so that a page can be drawn of the
 * items that it shows without looking at the others:
 *
 *   quanze-review 1 ITEMS HEAD
 *   ORDER LEVEL ERRORS WARNINGS STYLES INFOS OPEN REPAIRED FRESH BYTES      (ITEMS such lines)
 *   the head's HEAD bytes, then each item's BYTES
 */
#include "serve/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "model/vocabulary.h"
#include "serve/review_parts.h"

#define MOST_BYTES ((size_t)256 << 20) /* beyond them items without findings are left out */

void qz_review_attr(struct qz_buf *out, const char *name, const char *value)
{
	struct qz_buf visible;
	if (!value)
		return;
	qz_buf_init(&visible);
	qz_buf_put_visible(&visible, value, strlen(value));
	qz_buf_add(&visible, "", 0);
	qz_buf_printf(out, " %s=\"", name);
	qz_xml_escape(visible.failed ? "" : visible.data, out);
	qz_buf_putc(out, '"');
	out->failed |= visible.failed;
	qz_buf_done(&visible);
}

void qz_review_text(struct qz_buf *out, const char *value)
{
	struct qz_buf visible;
	qz_buf_init(&visible);
	for (const char *at = value; *at;) { /* line ends stay */
		const size_t run = strcspn(at, "\n");
		qz_buf_put_visible(&visible, at, run);
		at += run;
		if (*at == '\n')
			qz_buf_putc(&visible, *at++);
	}
	qz_buf_add(&visible, "", 0);
	qz_xml_escape(visible.failed ? "" : visible.data, out);
	out->failed |= visible.failed;
	qz_buf_done(&visible);
}

void qz_review_element(struct qz_buf *out, const char *name, const char *value)
{
	if (!value)
		return;
	qz_buf_printf(out, "<%s>", name);
	qz_review_text(out, value);
	qz_buf_printf(out, "</%s>", name);
}

struct qz_review_item *qz_review_add(struct qz_review *review)
{
	if (!qz_array_grow(&review->items, review->nitems, &review->items_cap, sizeof *review->items)) {
		review->failed = true;
		return NULL;
	}
	struct qz_review_item *item = &review->items[review->nitems++];
	*item = (struct qz_review_item){0};
	qz_buf_init(&item->body);
	return item;
}

/* ---- while the engine runs ---- */

/* What an item is called and where it stands. */
static void put_head(struct qz_review_item *item, const xmlNode *node, struct qz_review *review)
{
	static const char *const names[] = {"serial", "name"};
	struct qz_buf head, text;
	qz_buf_init(&head);
	qz_buf_init(&text);
	qz_review_attr(&head, "id", qz_xml_attr(node, "id"));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const xmlNode *field = qz_xml_child(node, names[i]);
		qz_buf_clear(&text);
		if (field)
			qz_xml_text(field, &text);
		if (text.len && !text.failed)
			qz_review_attr(&head, names[i], text.data);
	}
	qz_review_attr(&head, "section", qz_xml_attr(node, "section"));
	review->failed |= text.failed;
	qz_buf_done(&text);
	free(item->head);
	item->head = qz_buf_take(&head);
	review->failed |= !item->head;
}

static void put_types(struct qz_review *review, const struct qz_vocabulary *vocabulary)
{
	for (size_t i = 0; i < vocabulary->ntypes; i++)
		if (!vocabulary->types[i].abolished)
			qz_review_element(&review->types, "type", vocabulary->types[i].name);
}

/* Items that were not read from a table come in here. */
static void look_at_items(struct qz_review *review, const xmlDoc *doc)
{
	const xmlNode *list = xmlDocGetRootElement(doc);
	size_t order = 0;
	for (const xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table")) {
		for (const xmlNode *node = qz_xml_child(table, "item"); node && !review->failed; node = qz_xml_next(node, "item")) {
			struct qz_review_item *item = ++order < review->nitems ? &review->items[order] : qz_review_add(review);
			if (!item)
				return;
			put_head(item, node, review);
			if (review->bytes < MOST_BYTES || item->first)
				qz_review_fields(review, item, node, table);
			else
				review->left_out++;
			review->bytes += item->body.len;
			review->failed |= item->body.failed;
		}
	}
}

static void see_judged(void *context, const struct qz_engine *engine, const xmlDoc *doc, const char *file, const struct qz_diag *diag)
{
	struct qz_review *review = context;
	size_t decided = 0;
	const xmlNode *head = qz_xml_child(xmlDocGetRootElement(doc), "head");
	for (const xmlNode *one = qz_xml_child(qz_xml_child(head, "decisions"), NULL); one; one = qz_xml_next(one, NULL))
		decided++;
	qz_buf_put_number(&review->decided, decided);
	put_types(review, engine->vocabulary);
	review->failed |= !qz_review_found(review, diag);
	look_at_items(review, doc);
	review->failed |= !qz_review_lines(review, doc, file, diag);
}

static void see_table(void *context, const struct qz_table *table, const xmlDoc *doc)
{
	qz_review_rows(context, table, doc);
}

const struct qz_watch *qz_review_watch(struct qz_review *review)
{
	return &review->watch;
}

struct qz_review *qz_review_new(const struct qz_messages *messages)
{
	struct qz_review *review = calloc(1, sizeof *review);
	if (!review)
		return NULL;
	*review = (struct qz_review){.messages = messages, .watch = {.context = review, .table = see_table, .judged = see_judged}};
	qz_buf_init(&review->types);
	qz_buf_init(&review->decided);
	if (qz_review_add(review))
		return review;
	qz_review_free(review);
	return NULL;
}

void qz_review_free(struct qz_review *review)
{
	for (size_t i = 0; review && i < review->nitems; i++) {
		struct qz_review_item *item = &review->items[i];
		for (size_t k = 0; k < item->ncells; k++) {
			free(item->cells[k].pos);
			free(item->cells[k].text);
		}
		free(item->cells);
		free(item->id);
		free(item->head);
		qz_buf_done(&item->body);
	}
	for (size_t i = 0; review && i < review->nfound; i++) {
		qz_buf_done(&review->found[i].text);
		qz_buf_done(&review->found[i].line);
	}
	if (review) {
		free(review->items);
		free(review->found);
		qz_buf_done(&review->types);
		qz_buf_done(&review->decided);
	}
	free(review);
}

/* ---- behind it ---- */

/* The findings of an item, the worst first. */
static void put_findings(const struct qz_review *review, const struct qz_review_item *item, const struct qz_judged *judged, struct qz_buf *out)
{
	static const char *const states[] = {NULL, "open", "new"};
	for (int severity = QZ_ERROR; severity >= QZ_INFO; severity--) {
		for (size_t i = item->first; i; i = review->found[i - 1].next) {
			const struct qz_finding *finding = &judged->diag->findings[i - 1];
			if ((int)finding->severity != severity)
				continue;
			qz_buf_printf(out, "<finding severity=\"%s\"", qz_severity_name(finding->severity));
			qz_review_attr(out, "state", states[judged->states ? judged->states[i - 1] : QZ_STATE_NONE]);
			qz_buf_add(out, review->found[i - 1].text.data, review->found[i - 1].text.len);
			if (review->found[i - 1].line.len)
				qz_buf_add(out, review->found[i - 1].line.data, review->found[i - 1].line.len);
			qz_buf_puts(out, "</finding>");
		}
	}
}

/* What an earlier report had and is no longer found. */
static void put_fixed(const struct qz_review *review, const struct qz_judged *judged, struct qz_buf *out)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_buf_printf(out, "<fixed count=\"%zu\" unjudged=\"%zu\">", judged->nfixed, judged->unjudged);
	for (size_t i = 0; i < judged->nfixed && i < 500; i++) {
		const struct qz_finding *finding = judged->fixed[i];
		qz_buf_clear(&text);
		qz_messages_format(review->messages, finding, QZ_TEXT_MESSAGE, &text);
		qz_buf_add(&text, "", 0);
		qz_buf_puts(out, "<was");
		qz_review_attr(out, "serial", finding->item);
		qz_review_attr(out, "name", finding->name);
		qz_buf_puts(out, ">");
		qz_review_element(out, "message", text.failed ? "" : text.data);
		qz_buf_puts(out, "</was>");
	}
	qz_buf_puts(out, "</fixed>");
	out->failed |= text.failed;
	qz_buf_done(&text);
}

static void put_list(const struct qz_review *review, const struct qz_judged *judged, enum qz_status status, struct qz_buf *out)
{
	const size_t *totals = judged->diag->totals;
	qz_buf_puts(out, "<list");
	qz_review_attr(out, "file", judged->file);
	qz_review_attr(out, "title", judged->title);
	qz_review_attr(out, "body", judged->body);
	qz_buf_printf(out, " items=\"%zu\" read=\"%s\" status=\"%d\" error=\"%zu\" warning=\"%zu\" style=\"%zu\" info=\"%zu\" left-out=\"%zu\" laws=\"%zu\"", judged->items,
		      judged->title ? "yes" : "no", (int)status, totals[QZ_ERROR], totals[QZ_WARNING], totals[QZ_STYLE], totals[QZ_INFO], review->left_out,
		      judged->nlaws);
	qz_review_attr(out, "decided", review->decided.len ? review->decided.data : "0");
	qz_buf_printf(out, ">");
	qz_buf_add(out, review->types.data ? review->types.data : "", review->types.len);
	put_findings(review, &review->items[0], judged, out);
	if (judged->states)
		put_fixed(review, judged, out);
	qz_buf_puts(out, "</list>");
}

static void put_item(const struct qz_review *review, size_t order, const struct qz_judged *judged, struct qz_buf *out)
{
	const struct qz_review_item *item = &review->items[order];
	qz_buf_printf(out, "<item n=\"%zu\"%s>", order, item->head ? item->head : "");
	qz_buf_add(out, item->body.data ? item->body.data : "", item->body.len);
	put_findings(review, item, judged, out);
	qz_buf_puts(out, "</item>");
}

/* What a page chooses items by. */
static void put_line(const struct qz_review *review, size_t order, const struct qz_judged *judged, size_t bytes, struct qz_buf *out)
{
	const struct qz_review_item *item = &review->items[order];
	int level = QZ_SEVERITIES;
	bool fresh = false;
	while (--level > QZ_INFO && !item->counts[level])
		;
	for (size_t i = item->first; i && judged->states; i = review->found[i - 1].next)
		fresh |= judged->states[i - 1] == QZ_STATE_NEW;
	qz_buf_printf(out, "%zu %d %zu %zu %zu %zu %zu %d %d %zu\n", order, item->counts[level] ? level : -1, item->counts[QZ_ERROR], item->counts[QZ_WARNING],
		      item->counts[QZ_STYLE], item->counts[QZ_INFO], item->open, item->repaired, fresh, bytes);
}

bool qz_review_write(struct qz_review *review, const struct qz_judged *judged, enum qz_status status, struct qz_buf *out)
{
	struct qz_buf head, lines, items;
	review->failed |= !qz_review_found(review, judged->diag); /* what came behind the judging */
	qz_buf_init(&head);
	qz_buf_init(&lines);
	qz_buf_init(&items);
	put_list(review, judged, status, &head);
	for (size_t order = 1; order < review->nitems; order++) {
		const size_t from = items.len;
		put_item(review, order, judged, &items);
		put_line(review, order, judged, items.len - from, &lines);
	}
	qz_buf_printf(out, "quanze-review 1 %zu %zu\n", review->nitems - 1, head.len);
	qz_buf_add(out, lines.data ? lines.data : "", lines.len);
	qz_buf_add(out, head.data ? head.data : "", head.len);
	qz_buf_add(out, items.data ? items.data : "", items.len);
	out->failed |= review->failed || head.failed || lines.failed || items.failed;
	qz_buf_done(&head);
	qz_buf_done(&lines);
	qz_buf_done(&items);
	return !out->failed;
}
