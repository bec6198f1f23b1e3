/*
 * How text of a Word document looks, as far as it decides what is read: struck
 * through, hidden, too small to be seen, in the colour of its ground.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "read/docx_parts.h"

#define NEAR 0x18 /* steps of 255 by which colours may differ that the eye takes for one */

/* RRGGBB; QZ_DOCX_AUTO for "auto". */
static long read_colour(const char *value)
{
	char *end;
	if (!value)
		return QZ_DOCX_UNSAID;
	if (strcmp(value, "auto") == 0)
		return QZ_DOCX_AUTO;
	if (strlen(value) != 6 || strspn(value, "0123456789abcdefABCDEF") != 6)
		return QZ_DOCX_UNSAID;
	return strtol(value, &end, 16);
}

/* A colour of the theme, where the file does not say what it amounts to: the four that stand for paper and ink. */
static long theme_colour(const char *name)
{
	static const char *const light[] = {"background1", "light1", "bg1", "lt1", NULL}, *const dark[] = {"text1", "dark1", "tx1", "dk1", NULL};
	for (size_t i = 0; name && light[i]; i++)
		if (strcmp(name, light[i]) == 0)
			return 0xFFFFFF;
	for (size_t i = 0; name && dark[i]; i++)
		if (strcmp(name, dark[i]) == 0)
			return 0;
	return QZ_DOCX_UNSAID;
}

static long colour_of(const xmlNode *node)
{
	long colour = read_colour(qz_docx_attr(node, "val"));
	return colour != QZ_DOCX_UNSAID ? colour : theme_colour(qz_docx_attr(node, "themeColor"));
}

long qz_docx_ground_of(const xmlNode *shading)
{
	const char *pattern = qz_docx_attr(shading, "val");
	if (!shading)
		return QZ_DOCX_UNSAID;
	bool solid = pattern && strcmp(pattern, "solid") == 0;
	long ground = read_colour(qz_docx_attr(shading, solid ? "color" : "fill"));
	if (ground < 0)
		ground = theme_colour(qz_docx_attr(shading, solid ? "themeColor" : "themeFill"));
	return ground < 0 ? QZ_DOCX_UNSAID : ground; /* no fill: what lies below is seen */
}

/* The colours of ST_HighlightColor (ECMA-376 Part 1, 17.18.40). */
static long highlight_of(const xmlNode *node)
{
	static const struct {
		const char *name;
		long colour;
	} known[] = {{"black", 0},	      {"blue", 0x0000FF},     {"cyan", 0x00FFFF},	 {"green", 0x00FF00},	 {"magenta", 0xFF00FF},
		     {"red", 0xFF0000},	      {"yellow", 0xFFFF00},   {"white", 0xFFFFFF},	 {"darkBlue", 0x00008B}, {"darkCyan", 0x008B8B},
		     {"darkGreen", 0x006400}, {"darkRed", 0x8B0000},  {"darkMagenta", 0x800080}, {"darkGray", 0xA9A9A9}, {"lightGray", 0xD3D3D3},
		     {"darkYellow", 0x808000}};
	const char *name = qz_docx_attr(node, "val");
	for (size_t i = 0; name && i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].name, name) == 0)
			return known[i].colour;
	return QZ_DOCX_UNSAID;
}

static int is_on(const xmlNode *node)
{
	return qz_docx_switch(node->parent, QZ_C(node->name));
}

struct qz_docx_look qz_docx_look_read(const xmlNode *properties)
{
	struct qz_docx_look look = {-1, -1, -1, QZ_DOCX_UNSAID, QZ_DOCX_UNSAID, QZ_DOCX_UNSAID};
	long highlight = QZ_DOCX_UNSAID;
	bool unfilled = false;
	for (const xmlNode *at = qz_xml_child(properties, NULL); at; at = qz_xml_next(at, NULL)) {
		if (qz_xml_is(at, "strike"))
			look.strike = is_on(at);
		else if (qz_xml_is(at, "dstrike"))
			look.dstrike = is_on(at);
		else if (qz_xml_is(at, "vanish"))
			look.vanish = is_on(at);
		else if (qz_xml_is(at, "color"))
			look.colour = colour_of(at);
		else if (qz_xml_is(at, "sz"))
			look.size = qz_docx_number(qz_docx_attr(at, "val"), QZ_DOCX_UNSAID);
		else if (qz_xml_is(at, "shd"))
			look.ground = qz_docx_ground_of(at);
		else if (qz_xml_is(at, "highlight"))
			highlight = highlight_of(at);
		else if (qz_xml_is(at, "textFill"))
			unfilled = qz_xml_child(at, "noFill") != NULL;
	}
	look.ground = highlight >= 0 ? highlight : look.ground;
	if (unfilled && look.ground < 0)
		look.colour = 0xFFFFFF; /* letters without ink: the paper is seen */
	return look;
}

void qz_docx_look_inherit(struct qz_docx_look *look, const struct qz_docx_look *from)
{
	look->strike = look->strike >= 0 ? look->strike : from->strike;
	look->dstrike = look->dstrike >= 0 ? look->dstrike : from->dstrike;
	look->vanish = look->vanish >= 0 ? look->vanish : from->vanish;
	look->colour = look->colour != QZ_DOCX_UNSAID ? look->colour : from->colour;
	look->size = look->size != QZ_DOCX_UNSAID ? look->size : from->size;
	look->ground = look->ground != QZ_DOCX_UNSAID ? look->ground : from->ground;
}

bool qz_docx_is_pale(long colour, long ground)
{
	if (colour < 0 || ground < 0)
		return false;
	for (unsigned shift = 0; shift <= 16; shift += 8)
		if (labs((colour >> shift & 0xFF) - (ground >> shift & 0xFF)) > NEAR)
			return false;
	return true;
}
