/*
 * The styles of a workbook, for xlsx.c: of all they say, the number format that
 * each cell style has, and what keeps people from reading its words.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "read/numfmt.h"
#include "read/xlsx_parts.h"

struct qz_xlsx_numfmt {
	unsigned id;
	char *code;
};

static const struct qz_xlsx_style no_style = {.font = {.colour = QZ_XLSX_NO_COLOUR}, .ground = QZ_XLSX_WHITE, .plain = true};

static bool add_numfmt(struct qz_xlsx_part *part, struct qz_xlsx_styles *styles)
{
	unsigned id;
	const char *code = qz_xlsx_attr(part, "formatCode");
	if (!qz_xlsx_number(qz_xlsx_attr(part, "numFmtId"), &id) || !code)
		return true;
	if (!qz_array_grow(&styles->numfmts, styles->nnumfmts, &styles->numfmts_cap, sizeof *styles->numfmts))
		return qz_xlsx_out_of_memory(part->book);
	struct qz_xlsx_numfmt *numfmt = &styles->numfmts[styles->nnumfmts++];
	*numfmt = (struct qz_xlsx_numfmt){id, strdup(code)};
	return numfmt->code || qz_xlsx_out_of_memory(part->book);
}

static int compare(const void *a, const void *b)
{
	const struct qz_xlsx_numfmt *first = a, *second = b;
	return (first->id > second->id) - (first->id < second->id);
}

/* The workbook's own format of that id, else the built-in one. numFmts stand before cellXfs and are sorted by then. */
static const char *find_code(const struct qz_xlsx_styles *styles, unsigned id)
{
	const struct qz_xlsx_numfmt key = {.id = id};
	const struct qz_xlsx_numfmt *found =
		styles->nnumfmts ? bsearch(&key, styles->numfmts, styles->nnumfmts, sizeof key, compare) : NULL;
	return found ? found->code : qz_numfmt_builtin(id);
}

static bool add_style(struct qz_xlsx_part *part, struct qz_xlsx_styles *styles)
{
	unsigned id = 0, font = 0, fill = 0;
	qz_xlsx_number(qz_xlsx_attr(part, "numFmtId"), &id); /* absent: General */
	qz_xlsx_number(qz_xlsx_attr(part, "fontId"), &font);
	qz_xlsx_number(qz_xlsx_attr(part, "fillId"), &fill);
	if (!qz_array_grow(&styles->list, styles->count, &styles->cap, sizeof *styles->list))
		return qz_xlsx_out_of_memory(part->book);
	struct qz_xlsx_style *style = &styles->list[styles->count++];
	*style = no_style;
	style->code = find_code(styles, id);
	if (font < styles->nfonts)
		style->font = styles->fonts[font];
	if (fill < styles->ngrounds)
		style->ground = styles->grounds[fill];
	qz_numfmt_traits(style->code, &style->dates, &style->hides);
	style->plain = !style->dates && !style->hides && !style->font.struck && !style->font.tiny &&
		       !qz_xlsx_is_pale(style->font.colour, style->ground);
	return true;
}

static bool read_fonts(struct qz_xlsx_part *part, struct qz_xlsx_styles *styles)
{
	while (qz_xlsx_child(part, 1)) {
		if (!qz_xlsx_is(part, "font"))
			continue;
		if (!qz_array_grow(&styles->fonts, styles->nfonts, &styles->fonts_cap, sizeof *styles->fonts))
			return qz_xlsx_out_of_memory(part->book);
		struct qz_xlsx_font *font = &styles->fonts[styles->nfonts++];
		*font = (struct qz_xlsx_font){.colour = QZ_XLSX_NO_COLOUR};
		while (qz_xlsx_child(part, 2))
			qz_xlsx_font_read(part, font);
	}
	return true;
}

static bool read_fills(struct qz_xlsx_part *part, struct qz_xlsx_styles *styles)
{
	while (qz_xlsx_child(part, 1)) {
		if (!qz_xlsx_is(part, "fill"))
			continue;
		if (!qz_array_grow(&styles->grounds, styles->ngrounds, &styles->grounds_cap, sizeof *styles->grounds))
			return qz_xlsx_out_of_memory(part->book);
		styles->grounds[styles->ngrounds++] = qz_xlsx_ground_read(part);
	}
	return true;
}

/* Formats that conditions lay over cells (18.8.15): of all they say, whether they strike. */
static bool read_conditional(struct qz_xlsx_part *part, struct qz_xlsx_styles *styles)
{
	while (qz_xlsx_child(part, 1)) {
		struct qz_xlsx_font font = {.colour = QZ_XLSX_NO_COLOUR};
		if (!qz_xlsx_is(part, "dxf"))
			continue;
		if (!qz_array_grow(&styles->strikes, styles->nstrikes, &styles->strikes_cap, sizeof *styles->strikes))
			return qz_xlsx_out_of_memory(part->book);
		while (qz_xlsx_child(part, 2))
			while (qz_xlsx_is(part, "font") && qz_xlsx_child(part, 3))
				qz_xlsx_font_read(part, &font);
		styles->strikes[styles->nstrikes++] = font.struck;
	}
	return true;
}

static bool read_numfmts(struct qz_xlsx_part *part, struct qz_xlsx_styles *styles)
{
	if (styles->count > 0) /* sorting again would move what codes point to */
		return true;
	while (qz_xlsx_child(part, 1))
		if (qz_xlsx_is(part, "numFmt") && !add_numfmt(part, styles))
			return false;
	if (styles->nnumfmts)
		qsort(styles->numfmts, styles->nnumfmts, sizeof *styles->numfmts, compare);
	return true;
}

static bool read_cell_styles(struct qz_xlsx_part *part, struct qz_xlsx_styles *styles)
{
	while (qz_xlsx_child(part, 1))
		if (qz_xlsx_is(part, "xf") && !add_style(part, styles))
			return false;
	return true;
}

bool qz_xlsx_styles_read(struct qz_xlsx *book, const char *part_name)
{
	struct qz_xlsx_part part;
	bool good = qz_xlsx_part_open(book, part_name, &part);
	while (good && qz_xlsx_child(&part, 0)) {
		if (qz_xlsx_is(&part, "numFmts"))
			good = read_numfmts(&part, &book->styles);
		else if (qz_xlsx_is(&part, "fonts"))
			good = read_fonts(&part, &book->styles);
		else if (qz_xlsx_is(&part, "fills"))
			good = read_fills(&part, &book->styles);
		else if (qz_xlsx_is(&part, "cellXfs"))
			good = read_cell_styles(&part, &book->styles);
		else if (qz_xlsx_is(&part, "dxfs"))
			good = read_conditional(&part, &book->styles);
	}
	return qz_xlsx_part_close(&part, good);
}

void qz_xlsx_styles_done(struct qz_xlsx_styles *styles)
{
	for (size_t i = 0; i < styles->nnumfmts; i++)
		free(styles->numfmts[i].code);
	free(styles->numfmts);
	free(styles->fonts);
	free(styles->grounds);
	free(styles->list);
	free(styles->strikes);
}

const struct qz_xlsx_style *qz_xlsx_style(const struct qz_xlsx_styles *styles, unsigned style)
{
	return style < styles->count ? &styles->list[style] : &no_style;
}
