/*
 * The styles of a workbook, for xlsx.c: of all they say, the number format that
 * each cell style has.
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
	unsigned id = 0;
	qz_xlsx_number(qz_xlsx_attr(part, "numFmtId"), &id); /* absent: General */
	if (!qz_array_grow(&styles->codes, styles->ncodes, &styles->codes_cap, sizeof *styles->codes))
		return qz_xlsx_out_of_memory(part->book);
	styles->codes[styles->ncodes++] = find_code(styles, id);
	return true;
}

static bool read_numfmts(struct qz_xlsx_part *part, struct qz_xlsx_styles *styles)
{
	if (styles->ncodes > 0) /* sorting again would move what codes point to */
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
		else if (qz_xlsx_is(&part, "cellXfs"))
			good = read_cell_styles(&part, &book->styles);
	}
	return qz_xlsx_part_close(&part, good);
}

void qz_xlsx_styles_done(struct qz_xlsx_styles *styles)
{
	for (size_t i = 0; i < styles->nnumfmts; i++)
		free(styles->numfmts[i].code);
	free(styles->numfmts);
	free(styles->codes);
}

const char *qz_xlsx_style_code(const struct qz_xlsx_styles *styles, unsigned style)
{
	return style < styles->ncodes ? styles->codes[style] : NULL;
}
