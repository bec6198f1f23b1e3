/*
 * The row of the source as it stood, beside the item as it was understood: the
 * cells that an item was read from, kept while the table is there, then each of
 * them with the fields that came of it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/table.h"
#include "report/place.h"
#include "serve/review_parts.h"

#define MOST_CELLS 400u /* of one item: rows merged over more are a table of their own */

/* ---- cells ---- */

/* What stands in a cell as people see it: structure that the reader knows becomes line ends. */
static char *read_cell(const struct qz_cell *cell)
{
	struct qz_buf text;
	qz_buf_init(&text);
	if (cell->kind == QZ_CELL_TEXT) {
		qz_buf_add(&text, cell->text, cell->len);
		return qz_buf_take(&text);
	}
	for (const char *at = cell->text, *end = at + cell->len; at < end;) {
		const size_t run = strcspn(at, "<&");
		qz_buf_add(&text, at, run);
		at += run;
		if (*at == '&') {
			qz_buf_putc(&text, strncmp(at, "&lt;", 4) == 0 ? '<' : strncmp(at, "&gt;", 4) == 0 ? '>' : '&');
			at += strcspn(at, ";");
			at += *at == ';';
		} else if (*at == '<') {
			const char *marker = strncmp(at, "<li value=\"", 11) == 0 ? at + 11 : NULL;
			const bool ends = text.len && text.data[text.len - 1] == '\n';
			if (!ends && text.len && (strncmp(at, "<p", 2) == 0 || strncmp(at, "<li", 3) == 0 || strncmp(at, "<br", 3) == 0 || strncmp(at, "</p", 3) == 0))
				qz_buf_putc(&text, '\n');
			if (marker) {
				qz_buf_add(&text, marker, strcspn(marker, "\""));
				qz_buf_putc(&text, ' ');
			}
			at += strcspn(at, ">");
			at += *at == '>';
		}
	}
	return qz_buf_take(&text);
}

static void take_row(struct qz_review *review, struct qz_review_item *item, const struct qz_table *table, size_t sheet, const struct qz_row *row)
{
	for (size_t i = 0; i < row->ncells && item->ncells < MOST_CELLS && !review->failed; i++) {
		const struct qz_cell *cell = &row->cells[i];
		struct qz_buf pos;
		if (cell->covered)
			continue;
		qz_buf_init(&pos);
		qz_table_pos(table, sheet, row, cell->column, &pos);
		struct qz_review_cell taken = {.pos = qz_buf_take(&pos), .text = read_cell(cell)};
		if (taken.pos && taken.text && qz_array_grow(&item->cells, item->ncells, &item->cells_cap, sizeof taken)) {
			review->bytes += strlen(taken.text);
			item->cells[item->ncells++] = taken;
			continue;
		}
		free(taken.pos);
		free(taken.text);
		review->failed = true;
	}
}

/* ---- where they are ---- */

struct span {
	size_t sheet, first, last; /* rows */
	bool any;
};

static void widen(struct span *span, const struct qz_place *place)
{
	if (span->any && place->sheet != span->sheet)
		return;
	span->first = !span->any || place->row < span->first ? place->row : span->first;
	span->last = !span->any || place->row > span->last ? place->row : span->last;
	span->sheet = place->sheet;
	span->any = true;
}

/* Places parted by blanks; a range's ends are parted by a hyphen, which a sheet's name may hold, too. */
static void widen_by(struct span *span, const struct qz_table *table, const char *pos)
{
	for (size_t len; pos && *pos; pos += len + (pos[len] == ' ')) {
		struct qz_place place;
		len = strcspn(pos, " ");
		if (qz_table_find(table, pos, len, &place)) {
			widen(span, &place);
			continue;
		}
		for (size_t at = 1; at + 1 < len; at++) {
			struct qz_place end;
			if (pos[at] != '-' || !qz_table_find(table, pos, at, &place) || !qz_table_find(table, pos + at + 1, len - at - 1, &end))
				continue;
			widen(span, &place);
			widen(span, &end);
			break;
		}
	}
}

static void take_cells(struct qz_review *review, struct qz_review_item *item, const struct qz_table *table, const xmlNode *node)
{
	struct span span = {0};
	widen_by(&span, table, qz_xml_attr(node, "pos"));
	for (const xmlNode *field = qz_xml_child(node, NULL); field; field = qz_xml_next(field, NULL))
		widen_by(&span, table, qz_xml_attr(field, "pos"));
	for (size_t row = span.first; span.any && row <= span.last; row++)
		take_row(review, item, table, span.sheet, &table->sheets[span.sheet].rows[row]);
}

void qz_review_rows(struct qz_review *review, const struct qz_table *table, const xmlDoc *doc)
{
	const xmlNode *list = xmlDocGetRootElement(doc);
	for (const xmlNode *part = qz_xml_child(list, "table"); part; part = qz_xml_next(part, "table")) {
		for (const xmlNode *node = qz_xml_child(part, "item"); node && !review->failed; node = qz_xml_next(node, "item")) {
			struct qz_review_item *item = qz_review_add(review);
			if (item)
				take_cells(review, item, table, node);
		}
	}
}

/* ---- beside the fields ---- */

/* Blanks aside. */
static bool is_same(const char *a, const char *b)
{
	for (;;) {
		a += qz_skip_blanks(a, strlen(a));
		b += qz_skip_blanks(b, strlen(b));
		if (*a != *b)
			return false;
		if (!*a)
			return true;
		a++;
		b++;
	}
}

static size_t find_cell(const struct qz_review_item *item, const char *pos, size_t len)
{
	for (size_t i = 0; i < item->ncells; i++)
		if (item->cells[i].pos && strncmp(item->cells[i].pos, pos, len) == 0 && !item->cells[i].pos[len])
			return i;
	return item->ncells;
}

/* The label of a field's column in this table, as the source has it. */
static const char *label_of(const xmlNode *table, const xmlNode *field)
{
	const char *own = qz_xml_attr(field, "label");
	for (const xmlNode *column = qz_xml_child(qz_xml_child(table, "columns"), NULL); column && !own; column = qz_xml_next(column, NULL)) {
		const char *name = qz_xml_attr(column, "field");
		if (name && strcmp(name, QZ_C(field->name)) == 0)
			return qz_xml_attr(column, "label");
	}
	return own;
}

#define DEEPEST 32 /* of lists in lists: the list's schema has fewer */

/* What stands in a field, as elements of the list; what would act on the order of text is made visible, as in all of the review. */
static void put_content(const xmlNode *node, unsigned depth, struct qz_buf *out)
{
	for (const xmlNode *child = node->children; child && depth < DEEPEST; child = child->next) {
		if (child->type == XML_TEXT_NODE && child->content) {
			qz_review_text(out, QZ_C(child->content));
		} else if (child->type == XML_ELEMENT_NODE) {
			qz_buf_printf(out, "<%s", QZ_C(child->name));
			qz_review_attr(out, "marker", qz_xml_attr(child, "marker"));
			qz_buf_putc(out, '>');
			put_content(child, depth + 1, out);
			qz_buf_printf(out, "</%s>", QZ_C(child->name));
		}
	}
}

static void put_field(const struct qz_review *review, const xmlNode *field, const xmlNode *table, struct qz_buf *out)
{
	static const char *const names[] = {"origin", "found", "suggested", "confidence", "from", "part"};
	const char *label = label_of(table, field);
	qz_buf_puts(out, "<field");
	qz_review_attr(out, "name", QZ_C(field->name));
	qz_review_attr(out, "label", label && *label ? label : qz_messages_field(review->messages, QZ_C(field->name)));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		qz_review_attr(out, names[i], qz_xml_attr(field, names[i]));
	qz_buf_printf(out, "><t xmlns=\"%s\">", QZ_NS);
	put_content(field, 0, out);
	qz_buf_puts(out, "</t></field>");
}

/* A cell, or several, beside the fields that came of it; the elements are written when all are known. */
struct pair {
	struct qz_buf cells, raw;    /* as elements; as text */
	struct qz_buf fields, text;
};

static void init_pair(struct pair *pair)
{
	*pair = (struct pair){0};
	qz_buf_init(&pair->cells);
	qz_buf_init(&pair->raw);
	qz_buf_init(&pair->fields);
	qz_buf_init(&pair->text);
}

static void add_cell(struct pair *pair, struct qz_review_cell *cell)
{
	struct qz_buf place;
	qz_buf_init(&place);
	qz_place_put(cell->pos, &place);
	qz_buf_add(&place, "", 0);
	qz_buf_puts(&pair->cells, "<cell");
	qz_review_attr(&pair->cells, "pos", place.failed ? "" : place.data);
	qz_buf_puts(&pair->cells, ">");
	qz_review_element(&pair->cells, "text", cell->text);
	qz_buf_puts(&pair->cells, "</cell>");
	qz_buf_puts(&pair->raw, cell->text);
	pair->cells.failed |= place.failed;
	qz_buf_done(&place);
	free(cell->pos); /* it has its place */
	free(cell->text);
	*cell = (struct qz_review_cell){0};
}

static void add_field(const struct qz_review *review, struct pair *pair, const xmlNode *field, const xmlNode *table)
{
	put_field(review, field, table, &pair->fields);
	qz_xml_text(field, &pair->text);
}

static void end_pair(struct pair *pair, struct qz_buf *out)
{
	qz_buf_add(&pair->raw, "", 0);
	qz_buf_add(&pair->text, "", 0);
	const bool failed = pair->cells.failed || pair->raw.failed || pair->fields.failed || pair->text.failed;
	const bool blank = !failed && is_same(pair->raw.data, ""); /* a column that the source leaves empty, or lacks */
	const bool same = !failed && (pair->cells.len || blank) && is_same(pair->raw.data, pair->text.data);
	if (!failed && (pair->raw.len || pair->text.len || pair->fields.len)) {
		qz_buf_printf(out, "<pair same=\"%s\">", same ? "yes" : "no");
		if (pair->cells.len && !same)
			qz_buf_add(out, pair->cells.data, pair->cells.len);
		qz_buf_add(out, pair->fields.data ? pair->fields.data : "", pair->fields.len);
		qz_buf_puts(out, "</pair>");
	}
	out->failed |= failed;
	qz_buf_done(&pair->cells);
	qz_buf_done(&pair->raw);
	qz_buf_done(&pair->fields);
	qz_buf_done(&pair->text);
}

/* The cells that a field came from, as far as no other has them yet; is one of them among those of the pair before? */
static void claim_cells(struct qz_review_item *item, const char *pos, struct pair *pair)
{
	for (size_t len; pos && *pos; pos += len + (pos[len] == ' ')) {
		len = strcspn(pos, " ");
		const size_t at = find_cell(item, pos, len);
		if (at < item->ncells)
			add_cell(pair, &item->cells[at]);
	}
}

/* Did both come out of the same cell? */
static bool is_shared(const xmlNode *field, const xmlNode *before)
{
	const char *a = qz_xml_attr(field, "pos"), *b = before ? qz_xml_attr(before, "pos") : NULL;
	return a && b && strcmp(a, b) == 0;
}

/* Cells that no field came of. */
static void put_rest(struct qz_review_item *item, struct qz_buf *out)
{
	for (size_t i = 0; i < item->ncells; i++) {
		struct pair pair;
		const char *text = item->cells[i].text;
		if (!text || !text[qz_skip_blanks(text, strlen(text))])
			continue;
		init_pair(&pair);
		add_cell(&pair, &item->cells[i]);
		end_pair(&pair, out);
	}
}

void qz_review_fields(struct qz_review *review, struct qz_review_item *item, const xmlNode *node, const xmlNode *table)
{
	const xmlNode *before = NULL;
	struct pair pair;
	for (const xmlNode *field = qz_xml_child(node, NULL); field && !item->body.failed; field = qz_xml_next(field, NULL)) {
		if (!is_shared(field, before)) {
			if (before)
				end_pair(&pair, &item->body);
			init_pair(&pair);
			claim_cells(item, qz_xml_attr(field, "pos"), &pair);
		}
		add_field(review, &pair, field, table);
		before = field;
	}
	if (before)
		end_pair(&pair, &item->body);
	put_rest(item, &item->body);
}
