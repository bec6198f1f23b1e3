/*
 * Records that nobody knows, for xls_parts.h: those of a kind beyond the numbers
 * that [MS-XLS] 2.3.2 and older versions use are named where they seem to hold a
 * Chinese string. Known kinds hold none, or none of the list, but where the
 * reader reads them.
 */
#include <stdio.h>

#include "base/diag.h"
#include "read/xls_parts.h"

#define MOST_NAMED 20	  /* records of a workbook */
#define MOST_LOOKED (1u << 22) /* units that are looked at in a workbook */
#define LEAST_IDEOGRAPHS 2

/* Numbers of records, BIFF2 to BIFF8, of charts and of later versions: the reader knows what they hold. */
static bool is_known(unsigned type)
{
	static const struct {
		unsigned first, last;
	} ranges[] = {{0x0000, 0x02FF}, {0x0400, 0x04FF}, {0x0600, 0x06FF}, {0x0800, 0x08DF}, {0x1000, 0x10FF}};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (type >= ranges[i].first && type <= ranges[i].last)
			return true;
	return false;
}

static bool is_ideograph(unsigned unit)
{
	return unit >= 0x4E00 && unit <= 0x9FFF;
}

static bool is_plausible(unsigned unit)
{
	return is_ideograph(unit) || (unit >= 0x20 && unit < 0x7F) || unit == '\n' || (unit >= 0x3000 && unit <= 0x301F) ||
	       (unit >= 0xFF01 && unit <= 0xFF5E) || (unit >= 0x2010 && unit <= 0x2026);
}

/* Units of the string at `at`: a length, the flag of wide characters, nothing but characters that lists are written in; 0 for none. */
static size_t string_at(struct qz_xls *book, size_t at)
{
	const struct qz_biff *biff = &book->biff;
	size_t count = qz_biff_u16(biff->data + at), ideographs = 0;
	if (biff->data[at + 2] != 1 || count < LEAST_IDEOGRAPHS || 2 * count > biff->size - at - 3)
		return 0;
	for (size_t i = 0; i < count; i++) {
		unsigned unit = qz_biff_u16(biff->data + at + 3 + 2 * i);
		if (!is_plausible(unit) || ++book->looked > MOST_LOOKED)
			return 0;
		ideographs += is_ideograph(unit);
	}
	return ideographs >= LEAST_IDEOGRAPHS ? count : 0;
}

static void name_record(struct qz_xls *book, size_t at, size_t count)
{
	char part[16], characters[24];
	struct qz_biff_text text = {.biff = &book->biff, .at = at + 3};
	struct qz_buf words;
	qz_buf_init(&words);
	qz_biff_characters(&text, count < 40 ? count : 40, true, &words, NULL, 0);
	snprintf(part, sizeof part, "0x%04X", book->biff.type);
	snprintf(characters, sizeof characters, "%zu", count);
	book->diag->failed |= words.failed;
	if (!words.failed)
		qz_diag_add(book->diag, QZ_RULE_CONTENT_UNKNOWN, NULL, "part", part, "characters", characters, "words", words.data, NULL);
	qz_buf_done(&words);
	book->unknown++;
}

void qz_xls_record_look(struct qz_xls *book)
{
	const struct qz_biff *biff = &book->biff;
	if (!book->biff8 || is_known(biff->type) || book->unknown >= MOST_NAMED)
		return;
	for (size_t at = 0; at + 3 < biff->size && book->looked <= MOST_LOOKED; at++) {
		size_t count = string_at(book, at);
		book->looked++;
		if (count) {
			name_record(book, at, count);
			return;
		}
	}
}
