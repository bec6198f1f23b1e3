/*
 * Styles of XML Spreadsheet 2003 (ss:Style): number formats, whose names (Short
 * Date, Fixed …) become codes, and what makes text struck or unseen.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "read/numfmt.h"
#include "read/xmlss_parts.h"

/* The formats that have names, as a Chinese spreadsheet shows them. */
static const struct {
	const char *name, *code;
} named[] = {
    {"General", "General"},
    {"General Number", "General"},
    {"General Date", "yyyy/m/d h:mm"},
    {"Long Date", "yyyy\"年\"m\"月\"d\"日\""},
    {"Medium Date", "d-mmm-yy"},
    {"Short Date", "yyyy/m/d"},
    {"Long Time", "h:mm:ss"},
    {"Medium Time", "h:mm AM/PM"},
    {"Short Time", "h:mm"},
    {"Currency", "\"￥\"#,##0.00;\"￥\"-#,##0.00"},
    {"Euro Currency", "\"€\"#,##0.00;\"€\"-#,##0.00"},
    {"Fixed", "0.00"},
    {"Standard", "#,##0.00"},
    {"Percent", "0.00%"},
    {"Scientific", "0.00E+00"},
    {"Yes/No", "\"Yes\";\"Yes\";\"No\""},
    {"True/False", "\"True\";\"True\";\"False\""},
    {"On/Off", "\"On\";\"On\";\"Off\""},
};

static const char *code_of(const char *format)
{
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (strcasecmp(named[i].name, format) == 0)
			return named[i].code;
	return format;
}

static void free_style(void *value)
{
	struct qz_xmlss_style *style = value;
	if (style)
		free(style->own_code);
	free(style);
}

void qz_xmlss_styles_init(struct qz_xmlss_styles *styles)
{
	qz_map_init(&styles->by_id);
}

void qz_xmlss_styles_done(struct qz_xmlss_styles *styles)
{
	qz_map_done(&styles->by_id, free_style);
}

static void keep_color(char color[8], const char *value)
{
	if (value && value[0] == '#' && strlen(value) == 7)
		memcpy(color, value, 8);
	else if (value)
		color[0] = '\0';
}

/* What one style says itself; false when memory ran out. */
static bool read_style(struct qz_xmlss_style *style, const xmlNode *node)
{
	const xmlNode *font = qz_xml_child(node, "Font"), *interior = qz_xml_child(node, "Interior"), *format = qz_xml_child(node, "NumberFormat");
	double size;
	if (qz_xmlss_attr(font, "StrikeThrough"))
		style->struck = qz_xmlss_flag(font, "StrikeThrough");
	if (qz_xmlss_attr(font, "Size") && qz_numfmt_parse(qz_xmlss_attr(font, "Size"), &size))
		style->tiny = size < 2;
	keep_color(style->color, qz_xmlss_attr(font, "Color"));
	keep_color(style->ground, qz_xmlss_attr(interior, "Color"));
	if (!format)
		return true;
	const char *code = qz_xmlss_attr(format, "Format");
	style->code = style->own_code = strdup(code_of(code ? code : "General"));
	return style->code;
}

bool qz_xmlss_styles_read(struct qz_xmlss_styles *styles, const xmlNode *node)
{
	for (const xmlNode *at = qz_xml_child(node, "Style"); at; at = qz_xml_next(at, "Style")) {
		const char *id = qz_xmlss_attr(at, "ID"), *parent = qz_xmlss_attr(at, "Parent");
		const struct qz_xmlss_style *base = qz_xmlss_style_find(styles, parent);
		if (!id || qz_map_get(&styles->by_id, id, strlen(id)))
			continue; /* the first of one id holds */
		struct qz_xmlss_style *style = calloc(1, sizeof *style);
		if (style && base) {
			*style = *base;
			style->own_code = NULL; /* the base stays as long as this one */
		}
		if (!style || !read_style(style, at) || qz_map_put(&styles->by_id, id, strlen(id), style) != 0) {
			free_style(style);
			return false;
		}
	}
	return true;
}

const struct qz_xmlss_style *qz_xmlss_style_find(const struct qz_xmlss_styles *styles, const char *id)
{
	const struct qz_xmlss_style *found = id ? qz_map_get(&styles->by_id, id, strlen(id)) : NULL;
	return found ? found : qz_map_get(&styles->by_id, "Default", 7);
}
