/*
 * The shared strings of a workbook, for xlsx.c: kept in one buffer, with the
 * runs of those that have any.
 */
#include <stdlib.h>

#include "base/diag.h"
#include "base/limits.h"
#include "read/xlsx_parts.h"

static bool add_string(struct qz_xlsx_part *part, struct qz_xlsx_strings *strings)
{
	struct qz_xlsx *book = part->book;
	if (strings->count >= book->limits->strings) {
		qz_limits_exceeded(book->limits, &book->limits->strings, book->diag);
		return false;
	}
	if (!qz_array_grow(&strings->offsets, strings->count + 1, &strings->cap, sizeof *strings->offsets))
		return qz_xlsx_out_of_memory(book);
	strings->offsets[strings->count++] = strings->rich.text.len;
	bool good = qz_xlsx_rich_read(part, &strings->rich);
	strings->offsets[strings->count] = strings->rich.text.len;
	return good;
}

bool qz_xlsx_strings_read(struct qz_xlsx *book, const char *part_name)
{
	struct qz_xlsx_part part;
	bool good = qz_xlsx_part_open(book, part_name, &part);
	while (good && qz_xlsx_child(&part, 0))
		if (qz_xlsx_is(&part, "si"))
			good = add_string(&part, &book->strings);
	return qz_xlsx_part_close(&part, good);
}

void qz_xlsx_strings_done(struct qz_xlsx_strings *strings)
{
	qz_xlsx_rich_done(&strings->rich);
	free(strings->offsets);
}
