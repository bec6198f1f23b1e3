/*
 * The words of a page, for html_parts.h: one walk for the content of cells and
 * for what stands between tables. What is struck through, not displayed or no
 * text of the page's own is put beside the words, by its kind; text that nobody
 * reads (scripts, comments, what attributes tell programs) is dropped.
 */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "read/html_parts.h"
#include "read/read.h"

static const char *const dropped[] = {"script", "style", "template", "meta", "link", "base", "colgroup", "param", NULL};
static const char *const fallbacks[] = {"noscript", "noframes", "noembed", "xml", NULL}; /* shown by no browser of today */
static const char *const blocks[] = {"p",	"div",	   "h1",     "h2",	 "h3",	    "h4",     "h5",	    "h6",      "blockquote", "pre",
				     "section", "article", "dl",     "dt",	 "dd",	    "tr",     "td",	    "th",      "table",	     "tbody",
				     "thead",	"tfoot",   "center", "hr",	 "figure",  "caption", "figcaption", "main",   "form",	     "fieldset",
				     "legend",	"address", "nav",    "header",	 "footer",  "aside",  "details",    "summary", "hgroup",     "body",
				     "dir",	"search",  "dialog", "multicol", "marquee", "option", "optgroup",   "noscript", "layer",     NULL};
static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", NULL};
static const char *const paragraphs[] = {"p", "center", "dt", "dd", "pre", "address", NULL}; /* a line break leaves them whole */
static const char *const lists[] = {"ol", "ul", "menu", "dir", NULL};

/* ---- where words go ---- */

static bool is_blank(const xmlNode *text)
{
	const char *content = QZ_C(text->content);
	return qz_skip_blanks(content, strlen(content)) == strlen(content);
}

void qz_html_put_beside(struct qz_html_page *page, enum qz_aside_kind kind, const char *text, size_t len)
{
	struct qz_buf *out = &page->beside[kind];
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		if (n == 0) {
			n = 1;
			cp = QZ_REPLACEMENT;
		}
		bool blank = qz_is_blank(cp);
		if (blank && (out->len == 0 || page->apart[kind] || out->data[out->len - 1] == ' '))
			continue;
		if (page->apart[kind] && out->len)
			qz_buf_putc(out, ' '); /* a line end between ideographs counts for nothing */
		page->apart[kind] = false;
		qz_buf_put_utf8(out, blank && cp < 0x80 ? ' ' : cp);
	}
}

/* What becomes of words that look like that; -1: they are words of the list. */
static int kind_of(const struct qz_html_page *page, const struct qz_html_look *look)
{
	if (look->gone || look->hidden)
		return QZ_ASIDE_UNSEEN;
	if (look->struck && !page->include_struck)
		return QZ_ASIDE_STRUCK;
	if (page->region >= 0)
		return page->region;
	return !page->in_cell && (look->tiny || qz_html_is_pale(look)) ? QZ_ASIDE_UNSEEN : -1;
}

static void put_text(struct qz_html_page *page, const char *text, const struct qz_html_look *look)
{
	size_t len = strlen(text);
	int kind = kind_of(page, look);
	if (kind >= 0) {
		qz_html_put_beside(page, (enum qz_aside_kind)kind, text, len);
		return;
	}
	qz_cell_text_put(&page->words, text, len, true);
	if (qz_skip_blanks(text, len) == len)
		return;
	page->linked += page->links ? qz_count_nonblank(text, len) : 0;
	page->signs |= (unsigned char)((qz_html_is_pale(look) ? QZ_SIGN_PALE : 0) | (look->tiny ? QZ_SIGN_TINY : 0) | (look->struck ? QZ_SIGN_STRUCK : 0));
	page->apart[QZ_ASIDE_STRUCK] = page->apart[QZ_ASIDE_UNSEEN] = true;
}

/* Words that are none of the text: unseen where their element is, else of this kind. */
static void put_other(struct qz_html_page *page, enum qz_aside_kind kind, const char *text, const struct qz_html_look *look)
{
	if (!text)
		return;
	kind = look->gone || look->hidden ? QZ_ASIDE_UNSEEN : page->region >= 0 ? (enum qz_aside_kind)page->region : kind;
	page->apart[kind] = true;
	qz_html_put_beside(page, kind, text, strlen(text));
	page->apart[kind] = true;
}

/* The text below a node, as words of one kind. */
static void put_all_text(struct qz_html_page *page, enum qz_aside_kind kind, xmlNode *node, const struct qz_html_look *look)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_xml_text(node, &text);
	if (text.len)
		put_other(page, kind, text.data, look);
	page->diag->failed |= text.failed;
	qz_buf_done(&text);
}

/* ---- attributes ---- */

/* The next character of a text that is not blank; 0 at its end. */
static uint32_t next_character(const char **at)
{
	uint32_t cp = 0;
	while (**at) {
		size_t n = qz_utf8_decode(*at, strlen(*at) < 4 ? strlen(*at) : 4, &cp);
		*at += n ? n : 1;
		if (!qz_is_blank(cp))
			return cp;
	}
	return 0;
}

/* Whether the element's own text begins with these words: then they are said already. */
static bool says_already(xmlNode *node, const char *value)
{
	uint32_t wanted = next_character(&value);
	for (xmlNode *at = qz_html_step(node, node, false); at && wanted; at = qz_html_step(node, at, false)) {
		if (at->type != XML_TEXT_NODE || !at->content)
			continue;
		const char *text = QZ_C(at->content);
		for (uint32_t cp = next_character(&text); cp && wanted; cp = next_character(&text)) {
			if (cp != wanted)
				return false;
			wanted = next_character(&value);
		}
	}
	return wanted == 0;
}

void qz_html_put_attributes(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look)
{
	static const struct {
		const char *name;
		enum qz_aside_kind kind;
	} told[] = {{"title", QZ_ASIDE_ALTERNATIVE},   {"alt", QZ_ASIDE_ALTERNATIVE},	     {"aria-label", QZ_ASIDE_ALTERNATIVE},
		    {"summary", QZ_ASIDE_ALTERNATIVE}, {"abbr", QZ_ASIDE_ALTERNATIVE},	     {"aria-description", QZ_ASIDE_ALTERNATIVE},
		    {"placeholder", QZ_ASIDE_CONTROL}, {"aria-placeholder", QZ_ASIDE_CONTROL}, {"standby", QZ_ASIDE_ALTERNATIVE},
		    {"label", QZ_ASIDE_CONTROL}};
	const char *before = NULL;
	if (!node->properties)
		return;
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		const char *value = qz_xml_attr(node, told[i].name);
		if (!value || (before && strcmp(before, value) == 0) || says_already(node, value))
			continue;
		put_other(page, told[i].kind, value, look);
		before = value;
	}
}

/* ---- forms ---- */

static bool is_word(const char *value, const char *const *words)
{
	for (; value && *words; words++)
		if (strcasecmp(value, *words) == 0)
			return true;
	return false;
}

/* Whether a value may be language: what programs keep in hidden fields is letters and digits. */
static bool is_language(const char *value)
{
	for (; *value; value++)
		if ((unsigned char)*value >= 0x80)
			return true;
	return false;
}

/* What a field shows is text: what was typed into it. Labels of buttons and hidden values are kept beside. */
static void put_input(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look)
{
	static const char *const labels[] = {"button", "submit", "reset", "image", NULL};
	static const char *const silent[] = {"checkbox", "radio", "file", "password", "range", "color", NULL};
	const char *type = qz_xml_attr(node, "type"), *value = qz_xml_attr(node, "value");
	if (!value || is_word(type, silent))
		return;
	if (type && strcasecmp(type, "hidden") == 0) {
		if (is_language(value))
			put_other(page, QZ_ASIDE_UNSEEN, value, look);
	} else if (is_word(type, labels)) {
		put_other(page, QZ_ASIDE_CONTROL, value, look);
	} else {
		put_text(page, value, look);
	}
}

/* What a list offers besides the choice that is made. */
static void put_choices(struct qz_html_page *page, xmlNode *node, xmlNode *chosen, const struct qz_html_look *look)
{
	bool over = false;
	for (xmlNode *at = node->children; at; at = qz_html_step(node, at, over)) {
		over = qz_xml_is(at, "option");
		if (over || qz_xml_is(at, "optgroup"))
			qz_html_put_attributes(page, at, look);
		if (at == chosen)
			qz_html_put_children(page, at, look);
		else if (over)
			put_all_text(page, QZ_ASIDE_CONTROL, at, look);
		else if (at->type == XML_TEXT_NODE && at->content && !is_blank(at))
			put_other(page, QZ_ASIDE_CONTROL, QZ_C(at->content), look);
	}
}

/* The choice made in a list is text. */
static void put_select(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look)
{
	xmlNode *chosen = NULL;
	for (xmlNode *at = node->children; at; at = qz_html_step(node, at, false))
		if (qz_xml_is(at, "option") && (!chosen || (qz_xml_attr(at, "selected") && !qz_xml_attr(chosen, "selected"))))
			chosen = at;
	put_choices(page, node, chosen, look);
}

/* ---- what is no text ---- */

static bool is_spacer(const xmlNode *image)
{
	const char *width = qz_xml_attr(image, "width"), *height = qz_xml_attr(image, "height");
	return width && height && strspn(width, "01px") == strlen(width) && strspn(height, "01px") == strlen(height);
}

/* A drawing's words; title and desc stand for it. No scripts, no tables. */
static void put_drawing(struct qz_html_page *page, xmlNode *root, const struct qz_html_look *look)
{
	static const char *const passed[] = {"style", "script", NULL}, *const stand[] = {"title", "desc", NULL};
	bool over = false;
	for (xmlNode *at = qz_html_step(root, root, false); at; at = qz_html_step(root, at, over)) {
		over = qz_html_is_one_of(at, passed) || qz_html_is_one_of(at, stand);
		if (qz_html_is_one_of(at, stand))
			put_all_text(page, QZ_ASIDE_ALTERNATIVE, at, look);
		else if (at->type == XML_TEXT_NODE && at->content && !is_blank(at))
			put_other(page, QZ_ASIDE_BOX, QZ_C(at->content), look);
	}
}

/* The page inside a frame, where it stands in the attribute: its words. */
static void put_srcdoc(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look)
{
	const char *inside = qz_xml_attr(node, "srcdoc");
	const struct qz_source source = {.text = (char *)(uintptr_t)inside, .text_len = inside ? strlen(inside) : 0, .encoding = "UTF-8"};
	xmlDoc *doc = source.text_len ? qz_html_parse(&source, page->diag) : NULL;
	page->failed |= source.text_len && !doc;
	if (doc && xmlDocGetRootElement(doc))
		put_drawing(page, xmlDocGetRootElement(doc), look);
	xmlFreeDoc(doc);
}

static bool put_embedded(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look)
{
	static const char *const frames[] = {"iframe", "frame", NULL};
	static const char *const objects[] = {"object", "applet", "embed", "canvas", "video", "audio", NULL};
	bool frame = qz_html_is_one_of(node, frames);
	if (qz_xml_is(node, "img") || qz_xml_is(node, "image")) {
		page->skipped[page->in_cell][QZ_HTML_PICTURES] += !is_spacer(node) && !look->gone;
		return true;
	}
	if (!frame && !qz_html_is_one_of(node, objects))
		return false;
	bool told = frame && qz_xml_attr(node, "srcdoc");
	page->skipped[page->in_cell][frame ? QZ_HTML_FRAMES : QZ_HTML_OBJECTS] += !told && !look->gone;
	if (told)
		put_srcdoc(page, node, look);
	struct qz_html_look inside = *look; /* browsers show it only where they do not know the element */
	inside.gone = true;
	qz_html_put_children(page, node, &inside);
	return true;
}

/* Word and Excel keep text boxes in comments that they alone read. */
static void put_comment(struct qz_html_page *page, const char *text, const struct qz_html_look *look)
{
	for (const char *at = text; at && (at = strcasestr(at, "<v:textbox")) != NULL;) {
		const char *end = strcasestr(at, "</v:textbox");
		page->apart[QZ_ASIDE_BOX] = true;
		for (at = strchr(at, '>'); at && end && at < end;) {
			size_t len = strcspn(at + 1, "<");
			len = at + 1 + len > end ? (size_t)(end - at - 1) : len;
			if (!look->gone)
				qz_html_put_beside(page, QZ_ASIDE_BOX, at + 1, len);
			at = strchr(at + 1 + len, '>');
		}
		at = end;
	}
}

/* ---- between the tables ---- */

/* A menu by its element, by its role, or a list of links. */
static bool is_menu(const xmlNode *node)
{
	static const char *const parts[] = {"nav", "menu", NULL}, *const roles[] = {"navigation", "menu", "menubar", NULL};
	return qz_html_is_one_of(node, parts) || is_word(qz_xml_attr(node, "role"), roles) ||
	       (qz_html_is_one_of(node, lists) && qz_html_is_menu((xmlNode *)(uintptr_t)node));
}

/* The kind of text that a part of the page is no content for: menus and what stands at head and foot of every page of a site; -1: it is content. */
static int region_of(const struct qz_html_page *page, const xmlNode *node, const struct qz_html_look *look, bool *banner)
{
	static const char *const parts[] = {"nav", "aside", "menu", NULL}, *const ends[] = {"header", "footer", NULL};
	static const char *const roles[] = {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", NULL};
	const char *style = qz_xml_attr(node, "style"), *mark = style ? strcasestr(style, "mso-element:") : NULL;
	const char *role = qz_xml_attr(node, "role");
	int here = page->table->nsheets ? QZ_ASIDE_PAGE_FOOTER : QZ_ASIDE_PAGE_HEADER;
	*banner = (qz_xml_is(node, "header") || (role && strcasecmp(role, "banner") == 0)) && page->table->nsheets == 0;
	if (mark) { /* what Word saves as a page */
		mark += strlen("mso-element:");
		mark += strspn(mark, " ");
		if (strncasecmp(mark, "header", 6) == 0)
			return QZ_ASIDE_PAGE_HEADER;
		if (strncasecmp(mark, "footer", 6) == 0)
			return QZ_ASIDE_PAGE_FOOTER;
		if (strncasecmp(mark, "comment", 7) == 0)
			return QZ_ASIDE_COMMENT;
		if (strncasecmp(mark, "footnote", 8) == 0 || strncasecmp(mark, "endnote", 7) == 0)
			return QZ_ASIDE_FOOTNOTE;
	}
	if (look->gone || is_word(role, roles) || qz_html_is_one_of(node, parts))
		return look->gone ? -1 : here;
	if (page->content == 0 && qz_html_is_one_of(node, ends))
		return here;
	return qz_html_is_one_of(node, lists) && qz_html_is_menu((xmlNode *)(uintptr_t)node) ? here : -1;
}

static void put_region(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look, int region, bool banner)
{
	page->region = region;
	page->banner = banner;
	page->menu = is_menu(node);
	qz_html_put_children(page, node, look);
	qz_html_end_block(page);
	qz_html_end_kind(page, (enum qz_aside_kind)region);
	page->region = -1;
	page->banner = page->menu = false;
}

/* A heading or caption; the first heading of a page's own header may be its title. */
static void put_heading(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look)
{
	int region = page->region;
	bool heading = page->heading;
	unsigned level = page->level;
	if (page->banner && qz_xml_is(node, "h1"))
		page->region = -1;
	page->heading = true;
	page->level = node->name[0] == 'h' ? (unsigned)(node->name[1] - '0') : 0;
	qz_html_put_children(page, node, look);
	qz_html_end_block(page);
	page->heading = heading;
	page->level = level;
	page->region = region;
}

static void put_table(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look)
{
	if (!qz_html_is_layout(node)) {
		qz_html_read_table(page, node, look);
		return;
	}
	bool gathers = !page->gathering && qz_html_is_card_grid(page, node);
	if (gathers) {
		page->gathering = true;
		page->gathered = false;
	}
	qz_html_put_children(page, node, look);
	qz_html_end_block(page);
	if (gathers)
		page->gathering = false;
}

/* A line break ends a line of loose text; one in a paragraph does not. */
static void break_line(struct qz_html_page *page, const xmlNode *node)
{
	const xmlNode *around = node->parent;
	while (around && !qz_html_is_one_of(around, blocks) && !qz_xml_is(around, "li"))
		around = around->parent;
	const xmlNode *before = node->prev;
	while (before && before->type == XML_TEXT_NODE && is_blank(before))
		before = before->prev;
	bool whole = around && (qz_html_is_one_of(around, paragraphs) || qz_html_is_one_of(around, headings) || qz_xml_is(around, "li"));
	if (page->in_cell || (whole && !qz_xml_is(before, "br")))
		qz_cell_text_line(&page->words);
	else
		qz_html_end_block(page);
	for (int kind = 0; kind < QZ_ASIDES; kind++)
		page->apart[kind] = true;
}

/* ---- the walk ---- */

void qz_html_put_children(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look)
{
	for (xmlNode *child = node->children; child && !page->failed; child = child->next)
		qz_html_put_node(page, child, look);
}

static void put_list(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look)
{
	bool structure = page->in_cell && !look->gone;
	qz_html_end_block(page);
	if (structure)
		qz_cell_text_list(&page->words, true);
	qz_html_put_children(page, node, look);
	if (structure)
		qz_cell_text_list(&page->words, false);
	qz_html_end_block(page);
}

static void put_item(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look)
{
	bool structure = page->in_cell && !look->gone;
	qz_html_end_block(page);
	if (structure)
		qz_cell_text_item(&page->words, true, NULL);
	qz_html_put_children(page, node, look);
	if (structure)
		qz_cell_text_item(&page->words, false, NULL);
	qz_html_end_block(page);
}

/* An element that is shown by what stands in it. */
static void put_element(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look)
{
	static const char *const contents[] = {"main", "article", "section", NULL};
	bool content = qz_html_is_one_of(node, contents), block = qz_html_is_one_of(node, blocks), banner = false;
	int region = page->in_cell || page->region >= 0 ? -1 : region_of(page, node, look, &banner);
	page->content += content;
	if (block || region >= 0)
		qz_html_end_block(page);
	if (region >= 0)
		put_region(page, node, look, region, banner);
	else if (qz_xml_is(node, "li"))
		put_item(page, node, look);
	else if (qz_html_is_one_of(node, lists))
		put_list(page, node, look);
	else if (!page->in_cell && qz_xml_is(node, "table"))
		put_table(page, node, look);
	else if (!page->in_cell && qz_html_is_one_of(node, headings))
		put_heading(page, node, look);
	else
		qz_html_put_children(page, node, look);
	if (block)
		qz_html_end_block(page);
	page->content -= content;
}

/* True for the elements that show something else than what stands in them, once that is put. */
static bool put_special(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *look)
{
	struct qz_html_look unseen = *look;
	unseen.gone = true;
	if (qz_xml_is(node, "br"))
		break_line(page, node);
	else if (qz_xml_is(node, "input"))
		put_input(page, node, look);
	else if (qz_xml_is(node, "select"))
		put_select(page, node, look);
	else if (qz_xml_is(node, "datalist"))
		put_choices(page, node, NULL, look);
	else if (qz_xml_is(node, "svg"))
		put_drawing(page, node, look);
	else if (qz_html_is_one_of(node, fallbacks))
		qz_html_put_children(page, node, &unseen);
	else
		return put_embedded(page, node, look);
	return true;
}

void qz_html_put_node(struct qz_html_page *page, xmlNode *node, const struct qz_html_look *around)
{
	if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content)
		put_text(page, QZ_C(node->content), around);
	else if (node->type == XML_COMMENT_NODE && node->content)
		put_comment(page, QZ_C(node->content), around);
	bool title = qz_xml_is(node, "title") && !qz_xml_child(node, NULL); /* one with elements in it was never closed */
	if (node->type != XML_ELEMENT_NODE || !node->name || title || qz_html_is_one_of(node, dropped))
		return;
	const struct qz_html_look look = qz_html_look_at(page, node, around);
	bool ends = look.gone && !around->gone && !page->in_cell;
	const bool links = qz_xml_is(node, "a") && qz_xml_attr(node, "href");
	page->links += links;
	qz_html_put_attributes(page, node, &look);
	if (!put_special(page, node, &look))
		put_element(page, node, &look);
	page->links -= links;
	if (ends) /* what a page hides in one place is one text */
		qz_html_end_kind(page, QZ_ASIDE_UNSEEN);
}
