/*
 * Ranges of a worksheet that tell something of the rows and cells in them, for
 * xlsx_sheet.c: filters, and formats that colour cells without their styles.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "read/table.h"
#include "read/xlsx_parts.h"

#define REFERENCE 48 /* characters of the longest range: $XFD$1048576:$XFD$1048576 */

bool qz_xlsx_ranges_add(struct qz_xlsx_ranges *ranges, const char *text, size_t most)
{
	static const char blanks[] = " \t\r\n";
	for (text = text ? text + strspn(text, blanks) : ""; *text && ranges->count < most; text += strspn(text, blanks)) {
		size_t len = strcspn(text, blanks);
		char reference[REFERENCE];
		struct qz_xlsx_range range;
		if (len < sizeof reference) {
			memcpy(reference, text, len);
			reference[len] = '\0';
			if (qz_xlsx_range_parse(reference, &range)) {
				if (!qz_array_grow(&ranges->list, ranges->count, &ranges->cap, sizeof *ranges->list))
					return false;
				ranges->list[ranges->count++] = range;
			}
		}
		text += len;
	}
	return true;
}

static int compare_tops(const void *a, const void *b)
{
	const struct qz_xlsx_range *first = a, *second = b;
	return (first->top > second->top) - (first->top < second->top);
}

void qz_xlsx_ranges_filter(struct qz_xlsx_ranges *ranges, struct qz_sheet *sheet)
{
	unsigned reach = 0; /* the last row that any filter covers which begins above */
	size_t taken = 0;
	if (ranges->count == 0)
		return;
	qsort(ranges->list, ranges->count, sizeof *ranges->list, compare_tops);
	for (size_t r = 0; r < sheet->nrows; r++) {
		struct qz_row *row = &sheet->rows[r];
		for (; taken < ranges->count && ranges->list[taken].top < row->number; taken++) {
			const struct qz_xlsx_range *range = &ranges->list[taken];
			unsigned bottom = range->bottom > range->top ? range->bottom : QZ_XLSX_ROWS; /* set on the labels alone */
			reach = bottom > reach ? bottom : reach;
		}
		row->filtered = row->hidden && row->number <= reach;
	}
}

static bool covers(const struct qz_xlsx_ranges *ranges, unsigned row, unsigned column)
{
	for (size_t i = 0; i < ranges->count; i++) {
		const struct qz_xlsx_range *range = &ranges->list[i];
		if (row >= range->top && row <= range->bottom && column >= range->left && column <= range->right)
			return true;
	}
	return false;
}

void qz_xlsx_ranges_colour(const struct qz_xlsx_ranges *ranges, struct qz_sheet *sheet)
{
	for (size_t r = 0; r < sheet->nrows && ranges->count > 0; r++) {
		struct qz_row *row = &sheet->rows[r];
		for (size_t i = 0; i < row->ncells; i++)
			if ((row->cells[i].signs & QZ_SIGN_PALE) && covers(ranges, row->number, row->cells[i].column))
				row->cells[i].signs &= (unsigned char)~QZ_SIGN_PALE;
	}
}
