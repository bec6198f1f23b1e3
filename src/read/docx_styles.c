/*
 * Questions to elements of WordprocessingML, and the styles (ECMA-376 Part 1,
 * 17.7) as far as they decide what is read: names, hidden text, lists.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "read/docx_parts.h"

#define MAX_ANCESTORS 16 /* styles a style is based on; they may go round in a circle */

struct style {
	const char *id, *based_on; /* borrowed from the tree */
	char *name;
	const xmlNode *list;
	int hides; /* as qz_docx_switch */
};

struct qz_docx_styles {
	struct style *list;
	size_t count;
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

static bool read_style(struct style *style, const xmlNode *node)
{
	const char *id = qz_docx_attr(node, "styleId"), *name = qz_docx_val(node, "name");
	*style = (struct style){.id = id ? id : "", .based_on = qz_docx_val(node, "basedOn")};
	style->name = copy_small(name ? name : style->id);
	style->list = qz_xml_child(qz_xml_child(node, "pPr"), "numPr");
	style->hides = qz_docx_switch(qz_xml_child(node, "rPr"), "vanish");
	return style->name != NULL;
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
	for (const xmlNode *at = qz_xml_child(root, "style"); at && good; at = qz_xml_next(at, "style"))
		good = read_style(&styles->list[styles->count++], at);
	if (!good) {
		qz_docx_styles_free(styles);
		return NULL;
	}
	qsort(styles->list, styles->count, sizeof *styles->list, compare_styles);
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

static const struct style *find_style(const struct qz_docx_styles *styles, const char *id)
{
	struct style key = {.id = id};
	return id ? bsearch(&key, styles->list, styles->count, sizeof *styles->list, compare_styles) : NULL;
}

const char *qz_docx_style_name(const struct qz_docx_styles *styles, const char *id)
{
	const struct style *style = find_style(styles, id);
	return style ? style->name : id ? id : "";
}

bool qz_docx_style_hides(const struct qz_docx_styles *styles, const char *id)
{
	const struct style *style = find_style(styles, id);
	for (unsigned i = 0; style && style->hides < 0 && i < MAX_ANCESTORS; i++)
		style = find_style(styles, style->based_on);
	return style && style->hides == 1;
}

const xmlNode *qz_docx_style_list(const struct qz_docx_styles *styles, const char *id)
{
	const struct style *style = find_style(styles, id);
	for (unsigned i = 0; style && !style->list && i < MAX_ANCESTORS; i++)
		style = find_style(styles, style->based_on);
	return style ? style->list : NULL;
}
