/*
 * Fonts and grounds of cells, for xlsx_styles.c and xlsx_text.c: of all that
 * they say, whether words are struck through and whether anybody can see them
 * (ECMA-376 Part 1, 18.8.3, 18.8.19, 18.8.22, 18.8.32).
 */
#include <stdlib.h>
#include <string.h>

#include "base/own.h"
#include "read/numfmt.h"
#include "read/xlsx_parts.h"

#define THEME 0x01000000u   /* a colour of the theme, with its tint, that is neither white nor black nor grey */
#define PALETTE 0x02000000u /* a colour of the palette beyond the first sixteen */
#define LEAST_SIZE 2.0      /* points: smaller words are read by nobody */
#define ALIKE 8		    /* of 255: nobody tells such colours apart */

/* White or black, made darker or lighter (18.8.19, tint): a grey. */
static uint32_t tint_grey(unsigned level, double tint)
{
	double value = tint < 0 ? level * (1 + tint) : level * (1 - tint) + 255 * tint;
	unsigned grey = value < 0 ? 0 : value > 255 ? 255 : (unsigned)(value + 0.5);
	return grey << 16 | grey << 8 | grey;
}

/* Theme colours 0 and 1 are the ground and the text of the window: white and black, in all but a few themes. */
static uint32_t theme_colour(unsigned theme, double tint)
{
	if (theme < 2)
		return tint_grey(theme == 0 ? 255 : 0, tint);
	return THEME | (theme & 0xFFu) << 16 | ((uint32_t)(int32_t)(tint * 1000) & 0xFFFFu);
}

static uint32_t palette_colour(unsigned index)
{
	static const uint32_t first[] = {0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF};
	if (index < 16)
		return first[index % 8];
	return index == 64 ? 0x000000 : index == 65 ? QZ_XLSX_WHITE : PALETTE | (index & 0xFFFFu);
}

/* The colour that the element at hand names (CT_Color). */
static uint32_t read_colour(const struct qz_xlsx_part *part)
{
	const char *rgb = qz_xlsx_attr(part, "rgb");
	double tint = 0;
	unsigned number;
	char *end;
	if (rgb && strlen(rgb) >= 6) {
		unsigned long value = strtoul(rgb, &end, 16);
		return *end ? QZ_XLSX_NO_COLOUR : (uint32_t)(value & 0xFFFFFFu);
	}
	if (qz_xlsx_attr(part, "tint") && (!qz_numfmt_parse(qz_xlsx_attr(part, "tint"), &tint) || tint < -1 || tint > 1))
		tint = 0;
	if (qz_xlsx_number(qz_xlsx_attr(part, "theme"), &number))
		return theme_colour(number, tint);
	if (qz_xlsx_number(qz_xlsx_attr(part, "indexed"), &number))
		return palette_colour(number);
	return QZ_XLSX_NO_COLOUR;
}

/* A size that nobody can read. Nearly all sizes are told by their first characters. */
static bool is_tiny(const char *size)
{
	double value;
	if (!size || (*size >= '2' && *size <= '9') || (*size == '1' && size[1] >= '0' && size[1] <= '9'))
		return false;
	return qz_numfmt_parse(size, &value) && value < LEAST_SIZE;
}

void qz_xlsx_font_read(const struct qz_xlsx_part *part, struct qz_xlsx_font *font)
{
	if (qz_xlsx_is(part, "strike"))
		font->struck = !qz_xlsx_attr(part, "val") || qz_xlsx_flag(part, "val");
	else if (qz_xlsx_is(part, "color"))
		font->colour = read_colour(part);
	else if (qz_xlsx_is(part, "sz"))
		font->tiny = is_tiny(qz_xlsx_attr(part, "val"));
}

/* A colour of a full ground. One that quanze gave a cell stands before the cell's own (base/own.h). */
static void read_solid(const struct qz_xlsx_part *part, uint32_t *ground, bool *ours)
{
	const char *rgb = qz_xlsx_attr(part, "rgb"), *index = qz_xlsx_attr(part, "indexed");
	if (qz_xlsx_is(part, "fgColor")) {
		*ours = rgb && qz_own_is_ground(rgb, strlen(rgb));
		*ground = *ours ? QZ_XLSX_WHITE : read_colour(part);
	} else if (*ours && qz_xlsx_is(part, "bgColor") && !part->book->recoloured && !(index && strcmp(index, "64") == 0)) {
		*ground = read_colour(part);
	}
}

uint32_t qz_xlsx_ground_read(struct qz_xlsx_part *part)
{
	uint32_t ground = QZ_XLSX_WHITE;
	bool ours = false;
	while (qz_xlsx_child(part, 2)) {
		const char *pattern = qz_xlsx_attr(part, "patternType");
		bool solid = pattern && strcmp(pattern, "solid") == 0;
		if (qz_xlsx_is(part, "patternFill") && (!pattern || strcmp(pattern, "none") == 0))
			continue;
		ground = QZ_XLSX_NO_COLOUR; /* a hatching or a gradient is of two colours */
		while (solid && qz_xlsx_child(part, 3))
			read_solid(part, &ground, &ours);
	}
	return ground;
}

static bool are_alike(uint32_t a, uint32_t b)
{
	for (int shift = 0; shift < 24; shift += 8)
		if (labs((long)(a >> shift & 0xFF) - (long)(b >> shift & 0xFF)) > ALIKE)
			return false;
	return true;
}

bool qz_xlsx_is_pale(uint32_t colour, uint32_t ground)
{
	if (colour == QZ_XLSX_NO_COLOUR || ground == QZ_XLSX_NO_COLOUR)
		return false;
	return colour == ground || (colour < THEME && ground < THEME && are_alike(colour, ground));
}
