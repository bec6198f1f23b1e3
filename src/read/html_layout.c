/*
 * What a table of a page is for, for html_parts.h: data, or to lay out other
 * tables and lines of text; and which lists are menus.
 */
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "read/html_parts.h"

bool qz_html_is_one_of(const xmlNode *node, const char *const *names)
{
	for (; *names; names++)
		if (qz_xml_is(node, *names))
			return true;
	return false;
}

xmlNode *qz_html_step(const xmlNode *root, xmlNode *node, bool over)
{
	if (!over && node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node && node != root && !node->next)
		node = node->parent;
	return !node || node == root ? NULL : node->next;
}

bool qz_html_is_cell(const xmlNode *node)
{
	return qz_xml_is(node, "td") || qz_xml_is(node, "th");
}

xmlNode *qz_html_next_row(const xmlNode *table, xmlNode *from)
{
	bool over = from != table;
	for (xmlNode *at = qz_html_step(table, from, over); at; at = qz_html_step(table, at, over)) {
		if (qz_xml_is(at, "tr"))
			return at;
		over = qz_xml_is(at, "table");
	}
	return NULL;
}

static bool is_blank_text(const xmlNode *node)
{
	size_t len = node->content ? strlen(QZ_C(node->content)) : 0;
	return len == 0 || qz_skip_blanks(QZ_C(node->content), len) == len;
}

static bool is_text(const xmlNode *node)
{
	return (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && !is_blank_text(node);
}

static size_t count_cells(const xmlNode *row)
{
	size_t count = 0;
	for (xmlNode *cell = row->children; cell; cell = cell->next)
		count += qz_html_is_cell(cell);
	return count;
}

/* Whether a table stands in the node, with at least two rows. */
static bool holds_table(xmlNode *node)
{
	for (xmlNode *at = qz_html_step(node, node, false); at; at = qz_html_step(node, at, false)) {
		xmlNode *row = qz_xml_is(at, "table") ? qz_html_next_row(at, at) : NULL;
		if (row && qz_html_next_row(at, row))
			return true;
	}
	return false;
}

/* Whether a node has text that stands in no table inside it. */
static bool has_own_text(xmlNode *node)
{
	static const char *const passed[] = {"table", "script", "style", "template", NULL};
	bool over = false;
	for (xmlNode *at = qz_html_step(node, node, false); at; at = qz_html_step(node, at, over)) {
		if (is_text(at))
			return true;
		over = qz_html_is_one_of(at, passed);
	}
	return false;
}

/* How many rows have text of their own in two cells or more: a table of data has many, one that lays out a page's columns hardly any. */
static size_t count_full_rows(xmlNode *table)
{
	size_t count = 0;
	for (xmlNode *row = qz_html_next_row(table, table); row && count < 2; row = qz_html_next_row(table, row)) {
		size_t own = 0;
		for (xmlNode *cell = row->children; cell && own < 2; cell = cell->next)
			own += qz_html_is_cell(cell) && has_own_text(cell);
		count += own >= 2;
	}
	return count;
}

bool qz_html_is_layout(xmlNode *table)
{
	size_t widest = 0, cells = 0;
	for (xmlNode *row = qz_html_next_row(table, table); row; row = qz_html_next_row(table, row)) {
		size_t count = count_cells(row);
		cells += count;
		widest = count > widest ? count : widest;
	}
	if (cells <= 2 || (widest == 1 && cells <= 4))
		return true; /* a title, a line about the office: hardly more than text in a frame */
	return holds_table(table) && (widest <= 2 || count_full_rows(table) < 2);
}

/* ---- cards ---- */

#define CARD_WIDTH 4	/* as the model knows cards */
#define CARD_LABELS 24	/* labels of the first card that others are compared with */
#define LABEL_BYTES 120

struct card {
	size_t rows, same;
	bool fits;
};

/* The text of a row's first cell without blanks. */
static void first_text(const xmlNode *row, struct qz_buf *out)
{
	struct qz_buf text;
	uint32_t cp = 0;
	xmlNode *cell = row->children;
	while (cell && !qz_html_is_cell(cell))
		cell = cell->next;
	qz_buf_init(&text);
	qz_buf_clear(out);
	if (cell)
		qz_xml_text(cell, &text);
	for (size_t at = 0, n; at < text.len && out->len < LABEL_BYTES; at += n) {
		n = qz_utf8_decode(text.data + at, text.len - at, &cp);
		n = n ? n : 1;
		if (!qz_is_blank(cp))
			qz_buf_put_utf8(out, cp);
	}
	qz_buf_puts(out, "\n");
	out->failed |= text.failed;
	qz_buf_done(&text);
}

/* Compares a table's first column with the labels of the first card; fills these where they are empty. */
static struct card look_at_card(xmlNode *table, struct qz_buf *labels)
{
	struct card card = {.fits = true};
	struct qz_buf text;
	bool first = labels->len == 0;
	qz_buf_init(&text);
	for (xmlNode *row = qz_html_next_row(table, table); row && card.rows < CARD_LABELS; row = qz_html_next_row(table, row)) {
		size_t cells = count_cells(row);
		if (cells == 0)
			continue;
		first_text(row, &text);
		card.rows++;
		card.fits &= cells <= CARD_WIDTH && (cells % 2 == 0 || card.rows == 1);
		labels->failed |= text.failed;
		if (first)
			qz_buf_add(labels, text.data, text.len);
		else if (text.len > 1)
			card.same += labels->data && strstr(labels->data, text.data) != NULL;
	}
	qz_buf_done(&text);
	return card;
}

bool qz_html_is_card_grid(struct qz_html_page *page, xmlNode *table)
{
	struct qz_buf labels;
	size_t cards = 0;
	bool fits = true, over = false;
	qz_buf_init(&labels);
	for (xmlNode *at = qz_html_step(table, table, false); at && fits; at = qz_html_step(table, at, over)) {
		over = qz_xml_is(at, "table") && !qz_html_is_layout(at);
		if (!over)
			continue;
		struct card card = look_at_card(at, &labels);
		fits = card.fits && card.rows >= 3 && (cards == 0 || card.same * 2 > card.rows);
		cards++;
	}
	fits &= cards >= 2 && !labels.failed;
	page->diag->failed |= labels.failed;
	qz_buf_done(&labels);
	return fits;
}

/* ---- menus ---- */

bool qz_html_is_menu(xmlNode *list)
{
	size_t items = 0, links = 0;
	bool over = false;
	for (xmlNode *at = qz_html_step(list, list, false); at; at = qz_html_step(list, at, over)) {
		over = qz_xml_is(at, "a") && qz_xml_attr(at, "href");
		if (qz_xml_is(at, "table") || is_text(at))
			return false;
		items += qz_xml_is(at, "li");
		links += over;
	}
	return items >= 2 && links >= 2;
}
