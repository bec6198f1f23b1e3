/*
 * Names and styles of OpenDocument (ODF 1.2 part 1, 16 and 20): of all that
 * styles say, what decides whether text is seen, which page a table is on, and
 * how lists are numbered.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "read/numfmt.h"
#include "read/odf_parts.h"
#include "read/table.h"

#define MOST_PARENTS 32 /* styles that one is followed up through */
#define MOST_AFFIX 200	/* bytes before or behind a number */

/* ---- names ---- */

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"

static const struct {
	const char *prefix, *uri;
} namespaces[] = {
    {"text:", OASIS "text:1.0"},
    {"table:", OASIS "table:1.0"},
    {"office:", OASIS "office:1.0"},
    {"style:", OASIS "style:1.0"},
    {"fo:", OASIS "xsl-fo-compatible:1.0"},
    {"draw:", OASIS "drawing:1.0"},
    {"svg:", OASIS "svg-compatible:1.0"},
    {"form:", OASIS "form:1.0"},
    {"dc:", "http://purl.org/dc/elements/1.1/"},
    {"xml:", "http://www.w3.org/XML/1998/namespace"},
    {"manifest:", OASIS "manifest:1.0"},
    {"calcext:", "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"},
    {"loext:", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"},
};

static bool is_in(const xmlNs *ns, const char *name, size_t prefix)
{
	for (size_t i = 0; ns && ns->href && i < sizeof namespaces / sizeof *namespaces; i++)
		if (strncmp(namespaces[i].prefix, name, prefix) == 0 && namespaces[i].prefix[prefix] == '\0')
			return strcmp(QZ_C(ns->href), namespaces[i].uri) == 0;
	return false;
}

/* Bytes of the prefix of a name, with its colon. */
static size_t prefix_of(const char *name)
{
	const char *colon = strchr(name, ':');
	return colon ? (size_t)(colon - name) + 1 : 0;
}

bool qz_odf_is(const xmlNode *node, const char *name)
{
	size_t prefix = prefix_of(name);
	return node && node->type == XML_ELEMENT_NODE && node->name && qz_xml_same_name(node->name, name + prefix) && is_in(node->ns, name, prefix);
}

const char *qz_odf_attr(const xmlNode *node, const char *name)
{
	size_t prefix = prefix_of(name);
	for (const xmlAttr *attr = node ? node->properties : NULL; attr; attr = attr->next)
		if (attr->name && qz_xml_same_name(attr->name, name + prefix) && is_in(attr->ns, name, prefix))
			return attr->children && attr->children->content ? QZ_C(attr->children->content) : "";
	return NULL;
}

unsigned qz_odf_count(const char *text, unsigned most)
{
	unsigned long value = 0;
	size_t digits = text ? strspn(text, "0123456789") : 0;
	if (digits == 0 || text[digits] != '\0')
		return 1;
	for (size_t i = 0; i < digits && value <= most; i++)
		value = value * 10 + (unsigned)(text[i] - '0');
	return value > most ? most : value < 1 ? 1 : (unsigned)value;
}

const xmlNode *qz_odf_child(const xmlNode *node, const char *name)
{
	const xmlNode *at = node ? node->children : NULL;
	while (at && !qz_odf_is(at, name))
		at = at->next;
	return at;
}

const xmlNode *qz_odf_next(const xmlNode *node, const char *name)
{
	const xmlNode *at = node ? node->next : NULL;
	while (at && !qz_odf_is(at, name))
		at = at->next;
	return at;
}

/* ---- reading ---- */

static void free_style(void *value)
{
	struct qz_odf_style *style = value;
	if (style) {
		free(style->parent);
		free(style->master);
	}
	free(style);
}

static void level_done(struct qz_odf_level *level)
{
	free(level->format);
	free(level->prefix);
	free(level->suffix);
	free(level->whole);
	*level = (struct qz_odf_level){0};
}

static void free_list_style(void *value)
{
	struct qz_odf_list_style *style = value;
	for (size_t i = 0; style && i < QZ_ODF_LEVELS; i++)
		level_done(&style->levels[i]);
	free(style);
}

void qz_odf_outline_done(struct qz_odf *odf)
{
	for (size_t i = 0; i < QZ_ODF_LEVELS; i++)
		level_done(&odf->outline.levels[i]);
}

void qz_odf_styles_init(struct qz_odf_styles *styles)
{
	qz_map_init(&styles->styles);
	qz_map_init(&styles->lists);
}

void qz_odf_styles_done(struct qz_odf_styles *styles)
{
	qz_map_done(&styles->styles, free_style);
	qz_map_done(&styles->lists, free_list_style);
}

/* A copy of an attribute; NULL where it is absent. *good becomes false when memory ran out. */
static char *copy_attr(const xmlNode *node, const char *name, bool *good)
{
	const char *value = qz_odf_attr(node, name);
	char *copy = value ? strdup(value) : NULL;
	*good &= !value || copy;
	return copy;
}

/* The same of what stands around every number: a long one is no number's, and would be written for each item. */
static char *copy_short(const xmlNode *node, const char *name, bool *good)
{
	const char *value = qz_odf_attr(node, name);
	return value && strlen(value) > MOST_AFFIX ? NULL : copy_attr(node, name, good);
}

/* A colour; "-" for one that is the program's own choice, or none. */
static void keep_color(char color[8], const char *value)
{
	if (value)
		memcpy(color, value[0] == '#' && strlen(value) == 7 ? value : "-\0\0\0\0\0\0", 8);
}

static bool is_tiny(const char *size)
{
	size_t digits = strspn(size, "0123456789.");
	char number[16];
	double points;
	if (digits == 0 || digits >= sizeof number || strcmp(size + digits, "pt") != 0)
		return false;
	memcpy(number, size, digits);
	number[digits] = '\0';
	return qz_numfmt_parse(number, &points) && points < 2;
}

static void read_properties(struct qz_odf_style *style, const xmlNode *node)
{
	for (const xmlNode *at = qz_xml_child(node, NULL); at; at = qz_xml_next(at, NULL)) {
		const char *line = qz_odf_attr(at, "style:text-line-through-style"), *type = qz_odf_attr(at, "style:text-line-through-type");
		const char *display = qz_odf_attr(at, qz_odf_is(at, "style:table-properties") ? "table:display" : "text:display");
		const char *size = qz_odf_attr(at, "fo:font-size");
		if (line || type)
			style->struck = !(line && strcmp(line, "none") == 0) && !(type && strcmp(type, "none") == 0);
		if (display && qz_odf_is(at, "style:table-properties"))
			style->sheet_hidden = strcmp(display, "false") == 0;
		else if (display)
			style->hidden = strcmp(display, "none") == 0;
		if (size)
			style->tiny = is_tiny(size);
		const char *own = qz_odf_attr(at, "style:use-window-font-color");
		keep_color(style->color, own && strcmp(own, "true") == 0 ? "-" : qz_odf_attr(at, "fo:color"));
		if (qz_odf_is(at, "style:table-cell-properties"))
			keep_color(style->ground, qz_odf_attr(at, "fo:background-color"));
	}
}

static char family_of(const xmlNode *node)
{
	static const struct {
		const char *name;
		char family;
	} families[] = {{"text", QZ_ODF_TEXT}, {"paragraph", QZ_ODF_PARAGRAPH}, {"table-cell", QZ_ODF_CELL}, {"table", QZ_ODF_TABLE}};
	const char *name = qz_odf_attr(node, "style:family");
	for (size_t i = 0; name && i < sizeof families / sizeof *families; i++)
		if (strcmp(name, families[i].name) == 0)
			return families[i].family;
	return '\0';
}

/* The key of a style, family and name; its bytes, 0 for a name that is too long. */
static size_t make_key(char key[256], char family, const char *name)
{
	size_t len = strlen(name);
	if (len + 1 >= 256)
		return 0;
	key[0] = family;
	memcpy(key + 1, name, len);
	return len + 1;
}

static bool read_style(struct qz_odf_styles *styles, const xmlNode *node)
{
	char key[256], family = family_of(node);
	const char *name = qz_odf_attr(node, "style:name");
	size_t len = family && name ? make_key(key, family, name) : 0;
	if (len == 0 || qz_map_get(&styles->styles, key, len))
		return true;
	struct qz_odf_style *style = malloc(sizeof *style);
	bool good = style;
	if (!style)
		return false;
	*style = (struct qz_odf_style){.struck = -1, .hidden = -1, .sheet_hidden = -1, .tiny = -1};
	style->parent = copy_attr(node, "style:parent-style-name", &good);
	style->master = copy_attr(node, "style:master-page-name", &good);
	read_properties(style, node);
	if (good && qz_map_put(&styles->styles, key, len, style) == 0)
		return true;
	free_style(style);
	return false;
}

static bool read_levels(struct qz_odf_list_style *style, const xmlNode *node)
{
	bool good = true;
	for (const xmlNode *at = qz_xml_child(node, NULL); at && good; at = qz_xml_next(at, NULL)) {
		unsigned number = qz_odf_count(qz_odf_attr(at, "text:level"), QZ_ODF_LEVELS);
		struct qz_odf_level *level = &style->levels[number - 1];
		if (!qz_odf_is(at, "text:list-level-style-number") && !qz_odf_is(at, "text:outline-level-style"))
			continue;
		level_done(level);
		level->format = copy_short(at, "style:num-format", &good);
		level->prefix = copy_short(at, "style:num-prefix", &good);
		level->suffix = copy_short(at, "style:num-suffix", &good);
		level->whole = copy_short(at, "loext:num-list-format", &good);
		level->numbered = level->format && *level->format;
		level->start = qz_odf_count(qz_odf_attr(at, "text:start-value"), 100000);
		level->shown = qz_odf_count(qz_odf_attr(at, "text:display-levels"), QZ_ODF_LEVELS);
	}
	return good;
}

static bool read_list_style(struct qz_odf_styles *styles, const xmlNode *node)
{
	const char *name = qz_odf_attr(node, "style:name");
	if (!name || qz_map_get(&styles->lists, name, strlen(name)))
		return true;
	struct qz_odf_list_style *style = calloc(1, sizeof *style);
	if (style && read_levels(style, node) && qz_map_put(&styles->lists, name, strlen(name), style) == 0)
		return true;
	free_list_style(style);
	return false;
}

bool qz_odf_styles_read(struct qz_odf_styles *styles, struct qz_odf *odf, const xmlNode *node)
{
	bool good = true;
	for (const xmlNode *at = qz_xml_child(node, NULL); at && good; at = qz_xml_next(at, NULL)) {
		if (qz_odf_is(at, "style:style"))
			good = read_style(styles, at);
		else if (qz_odf_is(at, "text:list-style"))
			good = read_list_style(styles, at);
		else if (qz_odf_is(at, "text:outline-style"))
			good = read_levels(&odf->outline, at);
	}
	return good || qz_fill_no_memory(&odf->fill);
}

/* ---- asking ---- */

const struct qz_odf_style *qz_odf_style_find(const struct qz_odf *odf, char family, const char *name)
{
	char key[256];
	size_t len = name ? make_key(key, family, name) : 0;
	const struct qz_odf_style *own = len ? qz_map_get(&odf->automatic->styles, key, len) : NULL;
	return own || len == 0 ? own : qz_map_get(&odf->common.styles, key, len);
}

/* The first style upwards that says something of a matter, or NULL. */
#define FIND_FIRST(odf, family, name, style, said)                                                            \
	const struct qz_odf_style *style = qz_odf_style_find(odf, family, name);                              \
	for (int hop = 0; style && !(said); hop++)                                                            \
		style = hop < MOST_PARENTS && style->parent ? qz_odf_style_find(odf, family, style->parent) : NULL;

unsigned qz_odf_style_state(const struct qz_odf *odf, char family, const char *name, unsigned inherited)
{
	FIND_FIRST(odf, family, name, striking, striking->struck >= 0)
	FIND_FIRST(odf, family, name, hiding, hiding->hidden >= 0)
	unsigned struck = striking ? (striking->struck ? QZ_ODF_STRUCK : 0) : inherited & QZ_ODF_STRUCK;
	return struck | (hiding && hiding->hidden ? QZ_ODF_HIDDEN : 0) | (inherited & QZ_ODF_HIDDEN);
}

unsigned char qz_odf_style_signs(const struct qz_odf *odf, const char *name)
{
	FIND_FIRST(odf, QZ_ODF_CELL, name, ink, ink->color[0])
	FIND_FIRST(odf, QZ_ODF_CELL, name, ground, ground->ground[0])
	FIND_FIRST(odf, QZ_ODF_CELL, name, size, size->tiny >= 0)
	bool pale = ink && strcasecmp(ink->color, ground && ground->ground[0] == '#' ? ground->ground : "#ffffff") == 0;
	return (unsigned char)((pale ? QZ_SIGN_PALE : 0) | (size && size->tiny ? QZ_SIGN_TINY : 0));
}

const char *qz_odf_style_master(const struct qz_odf *odf, char family, const char *name)
{
	FIND_FIRST(odf, family, name, style, style->master && *style->master)
	return style ? style->master : NULL;
}
