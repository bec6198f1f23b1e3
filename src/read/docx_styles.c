/*
 * Questions to elements of WordprocessingML, and the styles (ECMA-376 Part 1,
 * 17.7) as far as they decide what is read: names, levels, lists, looks.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "read/docx_parts.h"

#define MAX_ANCESTORS 16 /* styles a style is based on; they may go round in a circle */
#define MAX_PARTS 32	 /* of a table that its style draws in ways of their own; there are 13 */

struct style {
	const xmlNode *node;
	const char *id, *based_on; /* borrowed from the tree */
	char *name;
	const xmlNode *list;
	struct qz_docx_look look, shown; /* its own; with what it takes over */
	long outline;			 /* its w:outlineLvl */
	struct {
		long ground;
		bool head; /* under the first row alone */
	} grounds[MAX_PARTS];	/* that a table style lays under cells */
	unsigned ngrounds;
};

struct qz_docx_styles {
	struct style *list;
	size_t count;
	const char *paragraph; /* the default one */
	struct qz_docx_look defaults, nothing;
};

const char *qz_docx_attr(const xmlNode *node, const char *name)
{
	for (const xmlAttr *attr = node ? node->properties : NULL; attr; attr = attr->next)
		if (strcmp(QZ_C(attr->name), name) == 0)
			return attr->children && attr->children->content ? QZ_C(attr->children->content) : "";
	return NULL;
}

const char *qz_docx_val(const xmlNode *parent, const char *child)
{
	return qz_docx_attr(qz_xml_child(parent, child), "val");
}

int qz_docx_switch(const xmlNode *parent, const char *child)
{
	const xmlNode *node = qz_xml_child(parent, child);
	const char *value = qz_docx_attr(node, "val");
	if (!node)
		return -1;
	return !(value && (strcmp(value, "0") == 0 || strcmp(value, "false") == 0 || strcmp(value, "off") == 0));
}

long qz_docx_number(const char *value, long otherwise)
{
	char *end = NULL;
	long number = value ? strtol(value, &end, 10) : otherwise;
	return value && end == value ? otherwise : number;
}

bool qz_docx_is_one_of(const xmlNode *node, const char *const *names)
{
	for (; *names; names++)
		if (qz_xml_is(node, *names))
			return true;
	return false;
}

const xmlNode *qz_docx_chosen(const xmlNode *node)
{
	if (!qz_xml_is(node, "AlternateContent"))
		return node;
	const xmlNode *choice = qz_xml_child(node, "Choice");
	return choice ? choice : qz_xml_child(node, "Fallback");
}

/* ---- styles ---- */

static char *copy_small(const char *text)
{
	char *copy = strdup(text);
	for (char *at = copy; at && *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at + 32);
	return copy;
}

static int compare_styles(const void *a, const void *b)
{
	const struct style *one = a, *other = b;
	return strcmp(one->id, other->id);
}

/* Grounds of a table style: of the whole, of its cells, of some of its rows and columns. */
static void read_grounds(struct style *style)
{
	for (const xmlNode *at = qz_xml_child(style->node, NULL); at && style->ngrounds < MAX_PARTS; at = qz_xml_next(at, NULL)) {
		bool part = qz_xml_is(at, "tblStylePr");
		if (!part && !qz_xml_is(at, "tblPr") && !qz_xml_is(at, "tcPr"))
			continue;
		const char *type = part ? qz_docx_attr(at, "type") : NULL;
		long ground = qz_docx_ground_of(qz_xml_child(part ? qz_xml_child(at, "tcPr") : at, "shd"));
		style->grounds[style->ngrounds].ground = ground;
		style->grounds[style->ngrounds].head = type && strcmp(type, "firstRow") == 0;
		style->ngrounds += ground >= 0;
	}
}

static bool read_style(struct style *style, const xmlNode *node)
{
	const char *id = qz_docx_attr(node, "styleId"), *name = qz_docx_val(node, "name");
	const xmlNode *paragraph = qz_xml_child(node, "pPr");
	*style = (struct style){.node = node, .id = id ? id : "", .based_on = qz_docx_val(node, "basedOn")};
	style->name = copy_small(name ? name : style->id);
	style->list = qz_xml_child(paragraph, "numPr");
	style->look = qz_docx_look_read(qz_xml_child(node, "rPr"));
	style->shown = style->look;
	if (style->look.ground == QZ_DOCX_UNSAID)
		style->look.ground = qz_docx_ground_of(qz_xml_child(paragraph, "shd"));
	read_grounds(style);
	style->outline = qz_docx_number(qz_docx_val(paragraph, "outlineLvl"), QZ_DOCX_UNSAID);
	return style->name != NULL;
}

static const struct style *find_style(const struct qz_docx_styles *styles, const char *id)
{
	struct style key = {.id = id};
	return id ? bsearch(&key, styles->list, styles->count, sizeof *styles->list, compare_styles) : NULL;
}

/* What each style takes over from those that it is based on, once and for all. */
static void inherit(struct qz_docx_styles *styles)
{
	for (size_t i = 0; i < styles->count; i++) {
		struct style *style = &styles->list[i];
		style->shown = style->look;
		const struct style *at = find_style(styles, style->based_on);
		for (unsigned n = 0; at && n < MAX_ANCESTORS; n++, at = find_style(styles, at->based_on)) {
			qz_docx_look_inherit(&style->shown, &at->look);
			style->list = style->list ? style->list : qz_xml_child(qz_xml_child(at->node, "pPr"), "numPr");
			style->outline = style->outline != QZ_DOCX_UNSAID ? style->outline : at->outline;
		}
	}
}

static bool is_default(const xmlNode *style)
{
	const char *type = qz_docx_attr(style, "type"), *value = qz_docx_attr(style, "default");
	return type && strcmp(type, "paragraph") == 0 && value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

struct qz_docx_styles *qz_docx_styles_new(const xmlNode *root)
{
	struct qz_docx_styles *styles = calloc(1, sizeof *styles);
	size_t count = 0;
	for (const xmlNode *at = qz_xml_child(root, "style"); at; at = qz_xml_next(at, "style"))
		count++;
	if (styles)
		styles->list = calloc(count + 1, sizeof *styles->list);
	bool good = styles && styles->list;
	for (const xmlNode *at = qz_xml_child(root, "style"); at && good; at = qz_xml_next(at, "style")) {
		good = read_style(&styles->list[styles->count++], at);
		styles->paragraph = is_default(at) ? qz_docx_attr(at, "styleId") : styles->paragraph;
	}
	if (!good) {
		qz_docx_styles_free(styles);
		return NULL;
	}
	qsort(styles->list, styles->count, sizeof *styles->list, compare_styles);
	inherit(styles);
	styles->nothing = qz_docx_look_read(NULL);
	styles->defaults = qz_docx_look_read(qz_xml_child(qz_xml_child(qz_xml_child(root, "docDefaults"), "rPrDefault"), "rPr"));
	return styles;
}

void qz_docx_styles_free(struct qz_docx_styles *styles)
{
	if (!styles)
		return;
	for (size_t i = 0; i < styles->count; i++)
		free(styles->list[i].name);
	free(styles->list);
	free(styles);
}

bool qz_docx_style_exists(const struct qz_docx_styles *styles, const char *id)
{
	return find_style(styles, id) != NULL;
}

const char *qz_docx_style_name(const struct qz_docx_styles *styles, const char *id)
{
	const struct style *style = find_style(styles, id);
	return style ? style->name : id ? id : "";
}

const struct qz_docx_look *qz_docx_style_look(const struct qz_docx_styles *styles, const char *id)
{
	const struct style *style = find_style(styles, id);
	return style ? &style->shown : &styles->nothing;
}

const struct qz_docx_look *qz_docx_paragraph_look(const struct qz_docx_styles *styles, const char *id)
{
	return qz_docx_style_look(styles, id ? id : styles->paragraph);
}

const struct qz_docx_look *qz_docx_default_look(const struct qz_docx_styles *styles)
{
	return &styles->defaults;
}

unsigned qz_docx_style_level(const struct qz_docx_styles *styles, const char *id)
{
	const struct style *style = find_style(styles, id ? id : styles->paragraph);
	return style && style->outline >= 0 && style->outline < 9 ? (unsigned)style->outline + 1 : 0;
}

const xmlNode *qz_docx_style_list(const struct qz_docx_styles *styles, const char *id)
{
	const struct style *style = find_style(styles, id);
	return style ? style->list : NULL;
}

bool qz_docx_style_shows(const struct qz_docx_styles *styles, const char *id, bool first_row, long colour)
{
	const struct style *style = find_style(styles, id);
	for (unsigned i = 0; style && i < MAX_ANCESTORS; i++, style = find_style(styles, style->based_on))
		for (unsigned n = 0; n < style->ngrounds; n++)
			if ((first_row || !style->grounds[n].head) && !qz_docx_is_pale(colour, style->grounds[n].ground))
				return true;
	return false;
}
