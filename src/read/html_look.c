/*
 * How the words of a page look, for html_parts.h: what elements, attributes,
 * the page's own rules and inline styles say, each with its weight. What other
 * files say (a linked style sheet, a script) is not known.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "read/html_parts.h"

#define CLOSE 12 /* colours that differ less in each part are the same to the eye */

struct qz_html_look qz_html_look_first(void)
{
	return (struct qz_html_look){.colour = 0, .ground = 0xFFFFFF};
}

bool qz_html_is_pale(const struct qz_html_look *look)
{
	if (look->colour == QZ_CSS_CLEAR)
		return true;
	if (look->colour < 0 || look->ground < 0)
		return false;
	for (int shift = 0; shift < 24; shift += 8)
		if (abs((look->colour >> shift & 0xFF) - (look->ground >> shift & 0xFF)) >= CLOSE)
			return false;
	return true;
}

/* A colour as the old attributes have it: bgcolor=FFFFFF too. */
static int colour_of(const char *text)
{
	size_t len = strlen(text);
	char marked[8] = "#";
	int colour = qz_css_colour(text, len);
	if (colour != QZ_CSS_UNKNOWN || len != 6)
		return colour;
	memcpy(marked + 1, text, 6);
	return qz_css_colour(marked, 7);
}

static void see_attributes(const xmlNode *node, struct qz_css_values *values)
{
	static const char *const struck[] = {"s", "strike", "del", NULL};
	const char *colour = qz_xml_is(node, "font") || qz_xml_is(node, "basefont") ? qz_xml_attr(node, "color") :
			     qz_xml_is(node, "body") ? qz_xml_attr(node, "text") : NULL;
	const char *ground = qz_xml_attr(node, "bgcolor");
	if (qz_html_is_one_of(node, struck))
		qz_css_set(values, QZ_CSS_STRIKE, 1, QZ_CSS_BROWSER);
	if (qz_xml_is(node, "a") && qz_xml_attr(node, "href"))
		qz_css_set(values, QZ_CSS_COLOUR, 0x0000EE, QZ_CSS_BROWSER);
	if (qz_xml_is(node, "mark"))
		qz_css_set(values, QZ_CSS_GROUND, 0xFFFF00, QZ_CSS_BROWSER);
	if (qz_xml_is(node, "dialog") && !qz_xml_attr(node, "open"))
		qz_css_set(values, QZ_CSS_DISPLAY, 1, QZ_CSS_BROWSER);
	if (qz_xml_attr(node, "hidden"))
		qz_css_set(values, QZ_CSS_DISPLAY, 1, QZ_CSS_ATTRIBUTE);
	if (colour)
		qz_css_set(values, QZ_CSS_COLOUR, colour_of(colour), QZ_CSS_ATTRIBUTE);
	if (ground)
		qz_css_set(values, QZ_CSS_GROUND, colour_of(ground), QZ_CSS_ATTRIBUTE);
	if (qz_xml_attr(node, "background"))
		qz_css_set(values, QZ_CSS_GROUND, QZ_CSS_UNKNOWN, QZ_CSS_ATTRIBUTE);
}

struct qz_html_look qz_html_look_at(const struct qz_html_page *page, const xmlNode *node, const struct qz_html_look *around)
{
	struct qz_html_look look = *around;
	struct qz_css_values said = {0};
	if (node->type != XML_ELEMENT_NODE || !node->name)
		return look;
	see_attributes(node, &said);
	qz_css_match(&page->css, node, around->kin, &said);
	look.kin |= qz_css_mark(&page->css, node);
	const char *style = qz_xml_attr(node, "style");
	if (style)
		qz_css_declare(&said, style, strlen(style), QZ_CSS_INLINE);
	const int *value = said.value;
	bool whole = qz_xml_is(node, "html") || qz_xml_is(node, "body"); /* hidden until a script has looked around: the page is shown */
	look.gone |= !whole && said.weight[QZ_CSS_DISPLAY] && value[QZ_CSS_DISPLAY];
	look.struck |= said.weight[QZ_CSS_STRIKE] && value[QZ_CSS_STRIKE]; /* nothing inside takes the line away */
	if (said.weight[QZ_CSS_VISIBILITY] && !whole)
		look.hidden = value[QZ_CSS_VISIBILITY];
	if (said.weight[QZ_CSS_SIZE])
		look.tiny = value[QZ_CSS_SIZE];
	if (said.weight[QZ_CSS_COLOUR])
		look.colour = value[QZ_CSS_COLOUR];
	if (said.weight[QZ_CSS_GROUND] && value[QZ_CSS_GROUND] != QZ_CSS_CLEAR)
		look.ground = value[QZ_CSS_GROUND];
	return look;
}

struct qz_html_look qz_html_look_below(const struct qz_html_page *page, const xmlNode *root, const xmlNode *node, const struct qz_html_look *around)
{
	if (!node || node == root)
		return *around;
	struct qz_html_look above = qz_html_look_below(page, root, node->parent, around);
	return qz_html_look_at(page, node, &above);
}

void qz_html_read_styles(struct qz_html_page *page, xmlNode *root)
{
	struct qz_buf text;
	qz_buf_init(&text);
	for (xmlNode *at = root; at; at = qz_html_step(root, at, false)) {
		const char *media = qz_xml_is(at, "style") ? qz_xml_attr(at, "media") : NULL;
		if (!qz_xml_is(at, "style") || (media && *media && !strcasestr(media, "all") && !strcasestr(media, "screen")))
			continue;
		qz_buf_clear(&text);
		qz_xml_text(at, &text);
		qz_css_read(&page->css, text.len ? text.data : "", text.len);
	}
	page->diag->failed |= page->css.failed || text.failed;
	qz_buf_done(&text);
}
