/*
 * What a worksheet holds that this reader has never heard of, for xlsx_around.c:
 * where it has words, a finding says how many. The lists name what is known to
 * hold none of the sheet's own: form, formulas, copies of cells.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "base/zip.h"
#include "read/xlsx_around.h"

#define WORDS 120 /* bytes of the first words that the finding quotes */

/* Children of worksheet (ECMA-376 Part 1, 18.3.1.99) and chartsheet (18.3.1.12) that xlsx_sheet.c and xlsx_around.c do not read. */
static const char *const elements[] = {
	"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "sortState",
	"dataConsolidate", "customSheetViews", "phoneticPr", "printOptions", "pageMargins", "pageSetup", "rowBreaks", "colBreaks",
	"customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "drawingHF", "legacyDrawing", "controls", "webPublishItems",
	"tableParts", NULL};

/* Relationships of sheets: to what is named by other findings, to form, to copies and sources of cells. */
static const char *const relationships[] = {
	"printerSettings", "hyperlink", "image", "control", "oleObject", "package", "pivotTable", "queryTable", "customProperty", "slicer", "timeline",
	"tableSingleCells", "externalLink", "namedSheetView", "customXml", "externalLinkPath", "webExtension", NULL};

static bool is_one_of(const char *const *names, const char *name)
{
	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names;
}

/* The characters below the element at hand, and the first of them. */
static size_t count_words(struct qz_xlsx_part *part, int depth, struct qz_buf *words)
{
	size_t count = 0;
	while (qz_xlsx_step(part) && qz_xlsx_depth(part) > depth) {
		int type = xmlTextReaderNodeType(part->reader);
		bool text = type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA;
		const char *value = text ? QZ_C(xmlTextReaderConstValue(part->reader)) : NULL;
		size_t len = value ? strlen(value) : 0;
		count += qz_count_nonblank(value ? value : "", len);
		for (uint32_t cp = 0; len > 0 && words->len < WORDS;) {
			size_t n = qz_utf8_decode(value, len, &cp);
			n = n ? n : 1;
			if (!qz_is_blank(cp))
				qz_buf_put_utf8(words, cp);
			value += n;
			len -= n;
		}
	}
	return count;
}

static bool say(struct qz_xlsx_around *around, const char *what, size_t count, const struct qz_buf *words)
{
	char number[24];
	snprintf(number, sizeof number, "%zu", count);
	if (words->failed)
		return qz_xlsx_out_of_memory(around->book);
	if (count > 0)
		qz_diag_add(around->book->diag, QZ_RULE_CONTENT_UNKNOWN, NULL, "part", what, "characters", number, "words", words->data, NULL);
	return true;
}

bool qz_xlsx_unknown_element(struct qz_xlsx_around *around, struct qz_xlsx_part *part)
{
	const char *name = QZ_C(xmlTextReaderConstLocalName(part->reader));
	struct qz_buf words, what;
	if (is_one_of(elements, name) || xmlTextReaderIsEmptyElement(part->reader))
		return true;
	qz_buf_init(&words);
	qz_buf_init(&what);
	qz_buf_printf(&what, "%s, %s", around->name, name);
	size_t count = count_words(part, qz_xlsx_depth(part), &words);
	bool good = what.failed ? qz_xlsx_out_of_memory(around->book) : !part->failed && say(around, what.data, count, &words);
	qz_buf_done(&words);
	qz_buf_done(&what);
	return good;
}

bool qz_xlsx_unknown_part(struct qz_xlsx_around *around, const char *type, const char *name)
{
	size_t len = strlen(name);
	struct qz_xlsx_part part;
	struct qz_buf words;
	if (is_one_of(relationships, type) || len < 4 || strcasecmp(name + len - 4, ".xml") != 0)
		return true;
	qz_buf_init(&words);
	bool good = qz_xlsx_part_open(around->book, name, &part);
	size_t count = good ? count_words(&part, 0, &words) : 0;
	good = qz_xlsx_part_close(&part, good) && say(around, name, count, &words);
	qz_buf_done(&words);
	return good;
}
