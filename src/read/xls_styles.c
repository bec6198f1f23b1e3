/*
 * The styles of a binary workbook, for xls_parts.h: number formats, fonts and
 * grounds. Of all that they say: how numbers are shown, whether words are struck
 * through, and whether anybody can see them.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "read/numfmt.h"
#include "read/xls_parts.h"

#define MOST 65536u	 /* what an index of 16 bits can reach */
#define LEAST_HEIGHT 40u /* twips: 2 pt; smaller words are read by nobody */
#define SKIPPED_FONT 4u	 /* 2.5.129: no font has this number */
#define AUTOMATIC 0x7FFFu
#define ALIKE 8 /* of 255: nobody tells such colours apart */

/* Icv, 2.5.161: the colours before a PALETTE record changes them. */
static const uint32_t palette[QZ_XLS_PALETTE] = {
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080,
    0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF,
    0x800080, 0x800000, 0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99, 0x3366FF, 0x33CCCC,
    0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333};

bool qz_xls_font_read(struct qz_xls *book)
{
	const struct qz_biff *biff = &book->biff;
	if (biff->size < 6)
		return qz_xls_broken(book, "style");
	if (book->nfonts >= MOST)
		return true;
	if (!qz_array_grow(&book->fonts, book->nfonts, &book->fonts_cap, sizeof *book->fonts))
		return qz_xls_out_of_memory(book);
	book->fonts[book->nfonts++] = (struct qz_xls_font){.tiny = qz_biff_u16(biff->data) < LEAST_HEIGHT,
							   .struck = (biff->data[2] & 8) != 0,
							   .icv = qz_biff_u16(biff->data + 4)};
	return true;
}

bool qz_xls_format_read(struct qz_xls *book)
{
	struct qz_buf code;
	qz_buf_init(&code);
	if (book->biff.size < 4)
		return qz_xls_broken(book, "format");
	if (!qz_xls_label(book, 2, book->biff8 ? 2 : 1, &code, NULL)) {
		qz_buf_done(&code);
		return false;
	}
	char *taken = qz_buf_take(&code);
	if (!taken || !qz_array_grow(&book->formats, book->nformats, &book->formats_cap, sizeof *book->formats)) {
		free(taken);
		return qz_xls_out_of_memory(book);
	}
	book->formats[book->nformats] = (struct qz_xls_format){.id = qz_biff_u16(book->biff.data), .order = book->nformats, .code = taken};
	book->nformats++;
	return true;
}

/* The number of the ground's colour: of a solid fill the first one, of none the window's; AUTOMATIC stands for a hatching. */
static unsigned ground_of(const struct qz_biff *biff, bool biff8)
{
	unsigned pattern = 0, front = 0;
	if (biff8 && biff->size >= 20) {
		pattern = qz_biff_u32(biff->data + 14) >> 26;
		front = qz_biff_u16(biff->data + 18) & 0x7F;
	} else if (!biff8 && biff->size >= 12) {
		pattern = qz_biff_u32(biff->data + 8) >> 16 & 0x3F;
		front = qz_biff_u32(biff->data + 8) & 0x7F;
	}
	return pattern == 0 ? 65 : pattern == 1 ? front : AUTOMATIC;
}

bool qz_xls_style_read(struct qz_xls *book)
{
	const struct qz_biff *biff = &book->biff;
	if (biff->size < 4)
		return qz_xls_broken(book, "style");
	if (book->nstyles >= MOST)
		return true;
	if (!qz_array_grow(&book->styles, book->nstyles, &book->styles_cap, sizeof *book->styles))
		return qz_xls_out_of_memory(book);
	book->styles[book->nstyles++] = (struct qz_xls_style){.font = qz_biff_u16(biff->data),
							      .format = qz_biff_u16(biff->data + 2),
							      .icv = ground_of(biff, book->biff8)};
	return true;
}

void qz_xls_palette_default(struct qz_xls *book)
{
	memcpy(book->palette, palette, sizeof palette);
}

void qz_xls_palette_read(struct qz_xls *book)
{
	const struct qz_biff *biff = &book->biff;
	size_t count = biff->size >= 2 ? qz_biff_u16(biff->data) : 0;
	for (size_t i = 0; i < count && i < QZ_XLS_PALETTE && 2 + 4 * (i + 1) <= biff->size; i++) {
		const unsigned char *at = biff->data + 2 + 4 * i;
		book->palette[i] = (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
	}
}

static uint32_t colour_of(const struct qz_xls *book, unsigned icv)
{
	if (icv < 8)
		return palette[icv];
	if (icv < 8 + QZ_XLS_PALETTE)
		return book->palette[icv - 8];
	return icv == 65 ? 0xFFFFFF : QZ_XLS_NO_COLOUR; /* 64 is the window's text, as 0x7FFF */
}

static int compare_formats(const void *a, const void *b)
{
	const struct qz_xls_format *x = a, *y = b;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static const char *code_of(const struct qz_xls *book, unsigned id)
{
	size_t at = qz_array_first(book->formats, book->nformats, sizeof *book->formats, offsetof(struct qz_xls_format, id), id);
	return at < book->nformats && book->formats[at].id == id ? book->formats[at].code : qz_numfmt_builtin(id);
}

void qz_xls_styles_close(struct qz_xls *book)
{
	if (book->nformats)
		qsort(book->formats, book->nformats, sizeof *book->formats, compare_formats);
	for (size_t i = 0; i < book->nfonts; i++)
		book->fonts[i].colour = colour_of(book, book->fonts[i].icv);
	for (size_t i = 0; i < book->nstyles; i++) {
		bool dates;
		struct qz_xls_style *style = &book->styles[i];
		style->ground = colour_of(book, style->icv);
		style->code = code_of(book, style->format);
		qz_numfmt_traits(style->code, &dates, &style->hides);
	}
}

const struct qz_xls_style *qz_xls_style(const struct qz_xls *book, unsigned xf)
{
	static const struct qz_xls_style none = {.ground = QZ_XLS_NO_COLOUR, .code = "General"};
	return xf < book->nstyles ? &book->styles[xf] : &none;
}

const struct qz_xls_font *qz_xls_font(const struct qz_xls *book, unsigned number)
{
	static const struct qz_xls_font none = {.colour = QZ_XLS_NO_COLOUR};
	size_t index = number > SKIPPED_FONT ? number - 1 : number;
	return index < book->nfonts && number != SKIPPED_FONT ? &book->fonts[index] : &none;
}

bool qz_xls_is_pale(const struct qz_xls_font *font, const struct qz_xls_style *style)
{
	if (font->colour == QZ_XLS_NO_COLOUR || style->ground == QZ_XLS_NO_COLOUR)
		return false;
	for (int shift = 0; shift < 24; shift += 8)
		if (labs((long)(font->colour >> shift & 0xFF) - (long)(style->ground >> shift & 0xFF)) > ALIKE)
			return false;
	return true;
}

void qz_xls_styles_done(struct qz_xls *book)
{
	for (size_t i = 0; i < book->nformats; i++)
		free(book->formats[i].code);
	free(book->formats);
	free(book->fonts);
	free(book->styles);
}
