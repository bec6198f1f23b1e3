/*
 * Web pages: every table of data becomes a sheet (tables that only lay out other
 * tables are passed over), its cells with their paragraphs and lists; what stands
 * between the tables becomes asides, block by block. Numbers that browsers give to
 * list items are theirs. The page's <title> is its first text where nothing else says the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "read/html_parts.h"
#include "read/html_scan.h"
#include "read/readers.h"

#define PARSER_DEPTH 250u /* where libxml2 gives up, and drops the rest of the page without a word */

bool qz_html_exceeded(struct qz_html_page *page, const size_t *limit)
{
	if (!page->failed)
		qz_limits_exceeded(page->limits, limit, page->diag);
	page->failed = true;
	return false;
}

void qz_html_page_init(struct qz_html_page *page, const struct qz_limits *limits, struct qz_diag *diag)
{
	*page = (struct qz_html_page){.limits = limits, .diag = diag, .region = -1};
	qz_css_init(&page->css);
	qz_cell_text_init(&page->words);
}

void qz_html_page_done(struct qz_html_page *page)
{
	qz_css_done(&page->css);
	qz_cell_text_done(&page->words);
	for (int kind = 0; kind < QZ_ASIDES; kind++)
		qz_buf_done(&page->beside[kind]);
}

/* ---- the title ---- */

/* Text in one line; NULL when there is none. */
static char *settle(const struct qz_buf *text)
{
	struct qz_buf line;
	qz_buf_init(&line);
	bool blank = false;
	uint32_t cp = 0;
	for (size_t at = 0, n; at < text->len; at += n) {
		n = qz_utf8_decode(text->data + at, text->len - at, &cp);
		n = n ? n : 1;
		if (qz_is_blank(cp)) {
			blank = line.len > 0;
			continue;
		}
		if (blank)
			qz_buf_putc(&line, ' ');
		blank = false;
		qz_buf_put_utf8(&line, cp);
	}
	char *title = line.len ? qz_buf_take(&line) : NULL;
	qz_buf_done(&line);
	return title;
}

/* Appends a text without its blanks. */
static void squeeze(const char *text, struct qz_buf *out)
{
	uint32_t cp = 0;
	for (size_t at = 0, n, len = strlen(text); at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		n = n ? n : 1;
		if (!qz_is_blank(cp))
			qz_buf_add(out, text + at, n);
	}
}

/* Whether the page itself shows the words of its title. */
static bool is_shown(struct qz_html_page *page, xmlNode *root, const char *title)
{
	static const char *const passed[] = {"title", "script", "style", "template", NULL};
	struct qz_buf wanted, text;
	bool over = false;
	qz_buf_init(&wanted);
	qz_buf_init(&text);
	squeeze(title, &wanted);
	for (xmlNode *at = root; at; at = qz_html_step(root, at, over)) {
		over = qz_html_is_one_of(at, passed);
		if (at->type == XML_TEXT_NODE && at->content)
			squeeze(QZ_C(at->content), &text);
	}
	page->diag->failed |= text.failed || wanted.failed;
	bool shown = !text.failed && !wanted.failed && wanted.len && text.len && memmem(text.data, text.len, wanted.data, wanted.len);
	qz_buf_done(&wanted);
	qz_buf_done(&text);
	return shown;
}

/* The page's title: the list's where no other is found, and its first text where the page does not show it. */
static void read_title(struct qz_html_page *page, xmlNode *root)
{
	struct qz_buf text;
	xmlNode *node = root;
	while (node && !(qz_xml_is(node, "title") && !qz_xml_child(node, NULL) && !qz_xml_is(node->parent, "svg")))
		node = qz_html_step(root, node, qz_xml_is(node, "svg"));
	qz_buf_init(&text);
	if (node)
		qz_xml_text(node, &text);
	char *title = settle(&text);
	if (title && !is_shown(page, root, title)) {
		qz_cell_text_put(&page->words, title, strlen(title), true);
		qz_html_end_block(page);
	}
	page->diag->failed |= text.failed || (text.len && qz_skip_blanks(text.data, text.len) < text.len && !title);
	if (page->table->title)
		free(title);
	else
		page->table->title = title;
	qz_buf_done(&text);
}

/* ---- pages ---- */

xmlDoc *qz_html_parse(const struct qz_source *source, struct qz_diag *diag)
{
	struct qz_buf text;
	qz_buf_init(&text);
	const char *reason = qz_html_prepare(source, &text, diag);
	xmlDoc *doc = reason ? NULL : qz_xml_parse_html(text.data, text.len);
	if (!doc)
		qz_diag_add(diag, QZ_RULE_FORMAT_BROKEN, NULL, "format", "html", "reason", reason ? reason : "xml", NULL);
	qz_buf_done(&text);
	return doc;
}

/* What stands behind </html> the parser makes another root. */
static void read_roots(struct qz_html_page *page, xmlDoc *doc)
{
	const struct qz_html_look look = qz_html_look_first();
	size_t depth = page->limits->depth < PARSER_DEPTH ? page->limits->depth : PARSER_DEPTH;
	for (xmlNode *root = doc->children; root && !page->failed; root = root->next) {
		if (qz_xml_is_deeper(root, depth)) /* the parser stops at its depth: what follows there is lost */
			qz_html_exceeded(page, &page->limits->depth);
		else if (root->type == XML_ELEMENT_NODE)
			qz_html_read_styles(page, root);
	}
	if (!page->failed && xmlDocGetRootElement(doc))
		read_title(page, xmlDocGetRootElement(doc));
	for (xmlNode *root = doc->children; root && !page->failed; root = root->next)
		qz_html_put_node(page, root, &look);
	qz_html_end_block(page);
	qz_html_end_beside(page);
}

bool qz_html_read_page(struct qz_html_page *page, const struct qz_source *source)
{
	xmlDoc *doc = qz_html_parse(source, page->diag);
	if (doc)
		read_roots(page, doc);
	page->failed |= !doc;
	xmlFreeDoc(doc);
	return !page->failed && !page->diag->failed;
}

/* Rules of style that may strike or hide words, where nobody can tell. */
static void say_doubts(struct qz_html_page *page)
{
	char count[24];
	struct qz_buf names;
	qz_buf_init(&names);
	size_t doubts = qz_css_doubts(&page->css, &names);
	snprintf(count, sizeof count, "%zu", doubts);
	if (doubts && !names.failed)
		qz_diag_add(page->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", "css-rules", "name", names.len ? names.data : "", "count", count, NULL);
	page->diag->failed |= names.failed;
	qz_buf_done(&names);
}

void qz_html_finish(struct qz_html_page *page)
{
	char count[24];
	qz_html_end_skipped(page);
	say_doubts(page);
	snprintf(count, sizeof count, "%zu", page->css.ngenerated);
	if (page->css.ngenerated)
		qz_diag_add(page->diag, QZ_RULE_CONTENT_SKIPPED, NULL, "what", "generated", "name", page->css.generated.data, "count", count, NULL);
}

static enum qz_status read_html(const struct qz_source *source, const struct qz_limits *limits, struct qz_table **table,
				struct qz_diag *diag)
{
	struct qz_html_page page;
	qz_html_page_init(&page, limits, diag);
	page.include_struck = source->include_struck;
	page.table = qz_table_new(QZ_POS_NESTED);
	diag->failed |= !page.table;
	if (page.table)
		page.table->max_cells = limits->cells;
	bool good = page.table && qz_html_read_page(&page, source);
	if (good)
		qz_html_finish(&page);
	else
		qz_table_free(page.table);
	*table = good ? page.table : NULL;
	qz_html_page_done(&page);
	return good ? QZ_OK : QZ_INPUT;
}

/* A page begins with a tag and holds a table; one that says it is a page may hold much before that. */
static int sniff(const char *text, size_t len)
{
	size_t skip = qz_skip_blanks(text, len), look = len < (1u << 20) ? len : 1u << 20;
	if (strncasecmp(text + skip, "<!doctype html", 14) == 0 || strncasecmp(text + skip, "<html", 5) == 0)
		look = len;
	bool table = false, row = false;
	for (size_t i = 0; i < look && !(table && row); i++) { /* a NUL follows the text */
		table |= text[i] == '<' && strncasecmp(text + i, "<table", 6) == 0;
		row |= text[i] == '<' && strncasecmp(text + i, "<tr", 3) == 0;
	}
	if (!table || !row)
		return 0;
	return skip < len && text[skip] == '<' && strncasecmp(text + skip, "<p>", 3) != 0 ? 3 : 1;
}

static const char *const extensions[] = {"html", "htm", "xhtml", NULL};

const struct qz_reader qz_reader_html = {"html", extensions, true, sniff, read_html};
