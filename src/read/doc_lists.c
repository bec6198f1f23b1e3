/*
 * Automatic numbers of a Word 97-2003 document ([MS-DOC] 2.9.150 and on): a
 * reader of the printed list sees them, so they are content; this counts them
 * out. Uses of a list (LFO) share its count, unless they say where to start.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "read/doc_parts.h"
#include "read/docx_parts.h"

#define NONE (-1L)
#define LIST_BYTES 28
#define LEVEL_BYTES 28
#define USE_BYTES 16
#define BULLET 23
#define UNNUMBERED 255

struct level {
	long start;
	unsigned format;
	bool arabic, known; /* arabic: shows the levels above in Arabic figures */
	unsigned restart;   /* a level above this number begins it anew */
	struct qz_doc_span text; /* UTF-16, levels as 0 to 8 */
};

struct list {
	uint32_t id;
	struct level levels[QZ_DOC_LEVELS];
	uint16_t styles[QZ_DOC_LEVELS]; /* paragraph styles that are levels of the list */
	long counts[QZ_DOC_LEVELS];	/* the number last given, or NONE */
};

/* A level that one use of a list has of its own. */
struct change {
	size_t use;
	unsigned level;
	long start; /* until used, or NONE */
	struct level *own; /* NULL: only begins elsewhere */
};

struct qz_doc_lists {
	struct list *lists;
	size_t count;
	size_t *uses; /* by the number that paragraphs name, from 0: index of the list; SIZE_MAX: none */
	size_t nuses;
	struct change *changes; /* in the order of uses */
	size_t nchanges, cap;
};

/* ---- reading ---- */

/* A level (2.9.150): properties of its own, of paragraph and number, and the number's text behind them. */
static bool read_level(const unsigned char **at, const unsigned char *end, struct level *level, unsigned index)
{
	const unsigned char *from = *at;
	if (end - from < LEVEL_BYTES)
		return false;
	size_t skip = LEVEL_BYTES + (size_t)from[24] + from[25];
	if ((size_t)(end - from) < skip + 2)
		return false;
	size_t count = qz_doc_u16(from + skip);
	if ((size_t)(end - from) - skip - 2 < 2 * count)
		return false;
	uint32_t start = qz_doc_u32(from);
	level->start = start > 0x7FFF ? 0x7FFF : (long)start;
	level->format = from[4];
	level->arabic = from[5] & 4;
	level->restart = from[5] & 8 ? from[26] : index;
	level->known = true;
	level->text = (struct qz_doc_span){from + skip + 2, 2 * count};
	*at = from + skip + 2 + 2 * count;
	return true;
}

/* The lists (2.9.158), and behind that structure, outside of its length, their levels. */
static bool read_lists(struct qz_doc *doc, struct qz_doc_span plf)
{
	struct qz_doc_lists *lists = doc->lists;
	size_t count = plf.len >= 2 ? qz_doc_u16(plf.at) : 0;
	if (count > (plf.len - 2) / LIST_BYTES)
		return qz_doc_broken(doc, "lists");
	lists->lists = calloc(count + 1, sizeof *lists->lists);
	if (!lists->lists)
		return qz_doc_no_memory(doc);
	const unsigned char *end = (const unsigned char *)doc->tables.data + doc->tables.len, *at = plf.at + 2 + count * LIST_BYTES;
	for (size_t i = 0; i < count; i++) {
		const unsigned char *lstf = plf.at + 2 + i * LIST_BYTES;
		struct list *list = &lists->lists[lists->count++];
		list->id = qz_doc_u32(lstf);
		for (unsigned k = 0; k < QZ_DOC_LEVELS; k++) {
			list->styles[k] = (uint16_t)qz_doc_u16(lstf + 8 + 2 * k);
			list->counts[k] = NONE;
		}
		for (unsigned k = 0; k < (lstf[26] & 1 ? 1u : QZ_DOC_LEVELS); k++)
			if (!read_level(&at, end, &list->levels[k], k))
				return qz_doc_broken(doc, "lists");
	}
	return true;
}

static bool add_change(struct qz_doc *doc, const unsigned char *at, size_t use, const unsigned char **next, const unsigned char *end)
{
	struct qz_doc_lists *lists = doc->lists;
	if (!qz_array_grow(&lists->changes, lists->nchanges, &lists->cap, sizeof *lists->changes))
		return qz_doc_no_memory(doc);
	struct change *change = &lists->changes[lists->nchanges++];
	unsigned flags = qz_doc_u16(at + 4);
	uint32_t start = qz_doc_u32(at);
	*change = (struct change){.use = use, .level = flags & 0xF, .start = flags & 0x10 && start <= 0x7FFF ? (long)start : NONE};
	if (!(flags & 0x20))
		return true;
	change->own = calloc(1, sizeof *change->own);
	if (!change->own)
		return qz_doc_no_memory(doc);
	if (!read_level(next, end, change->own, change->level))
		return qz_doc_broken(doc, "lists");
	if (flags & 0x10)
		change->start = change->own->start;
	return true;
}

/* What uses have of their own (2.9.132), one after the other; `at` goes on through the stream. */
static bool read_changes(struct qz_doc *doc, struct qz_doc_span plf, const unsigned char *at, const unsigned char *end)
{
	for (size_t i = 0; i < doc->lists->nuses; i++) {
		unsigned count = plf.at[4 + i * USE_BYTES + 12];
		if (end - at < 4)
			return count == 0 || qz_doc_broken(doc, "lists");
		at += 4;
		for (unsigned k = 0; k < count; k++) {
			const unsigned char *from = at;
			if (end - at < 8)
				return qz_doc_broken(doc, "lists");
			at += 8;
			if (!add_change(doc, from, i, &at, end))
				return false;
		}
	}
	return true;
}

static int compare_ids(const void *a, const void *b)
{
	const struct list *x = a, *y = b;
	return x->id < y->id ? -1 : x->id > y->id;
}

static bool read_uses(struct qz_doc *doc, struct qz_doc_span plf)
{
	struct qz_doc_lists *lists = doc->lists;
	size_t count = plf.len >= 4 ? qz_doc_u32(plf.at) : 0;
	if (plf.len < 4 || count > (plf.len - 4) / USE_BYTES)
		return qz_doc_broken(doc, "lists");
	lists->uses = calloc(count + 1, sizeof *lists->uses);
	if (!lists->uses)
		return qz_doc_no_memory(doc);
	lists->nuses = count;
	qsort(lists->lists, lists->count, sizeof *lists->lists, compare_ids);
	for (size_t i = 0; i < count; i++) {
		struct list key = {.id = qz_doc_u32(plf.at + 4 + i * USE_BYTES)};
		const struct list *list = lists->count ? bsearch(&key, lists->lists, lists->count, sizeof key, compare_ids) : NULL;
		lists->uses[i] = list ? (size_t)(list - lists->lists) : SIZE_MAX;
	}
	const unsigned char *end = (const unsigned char *)doc->tables.data + doc->tables.len;
	return read_changes(doc, plf, plf.at + 4 + count * USE_BYTES, end);
}

bool qz_doc_read_lists(struct qz_doc *doc)
{
	struct qz_doc_span lists, uses;
	doc->lists = calloc(1, sizeof *doc->lists);
	if (!doc->lists)
		return qz_doc_no_memory(doc);
	if (!qz_doc_part(doc, QZ_DOC_LISTS, &lists) || !qz_doc_part(doc, QZ_DOC_LIST_USES, &uses))
		return false;
	if (lists.len < 2 || uses.len == 0)
		return true;
	return read_lists(doc, lists) && read_uses(doc, uses);
}

void qz_doc_lists_free(struct qz_doc_lists *lists)
{
	for (size_t i = 0; lists && i < lists->nchanges; i++)
		free(lists->changes[i].own);
	if (lists) {
		free(lists->lists);
		free(lists->uses);
		free(lists->changes);
	}
	free(lists);
}

/* ---- counting ---- */

/* What a use says of a level itself; NULL: nothing. */
static struct change *find_change(const struct qz_doc_lists *lists, size_t use, unsigned level)
{
	size_t low = 0, above = lists->nchanges;
	while (low < above) {
		size_t middle = low + (above - low) / 2;
		if (lists->changes[middle].use < use)
			low = middle + 1;
		else
			above = middle;
	}
	for (size_t i = low, n = 0; i < lists->nchanges && lists->changes[i].use == use && n < QZ_DOC_LEVELS; i++, n++)
		if (lists->changes[i].level == level)
			return &lists->changes[i];
	return NULL;
}

static const struct level *level_of(const struct qz_doc_lists *lists, const struct list *list, size_t use, unsigned level)
{
	const struct change *change = find_change(lists, use, level);
	return change && change->own ? change->own : &list->levels[level];
}

/* Counts one paragraph of a level; the levels below begin anew. */
static void count_on(const struct qz_doc_lists *lists, struct list *list, size_t use, unsigned index)
{
	struct change *change = find_change(lists, use, index);
	long *counts = list->counts;
	if (change && change->start != NONE)
		counts[index] = change->start;
	else
		counts[index] = counts[index] == NONE ? level_of(lists, list, use, index)->start : counts[index] + 1;
	if (change)
		change->start = NONE;
	for (unsigned below = index + 1; below < QZ_DOC_LEVELS; below++)
		if (index < level_of(lists, list, use, below)->restart)
			counts[below] = NONE;
}

/* MSONFC ([MS-OSHARED] 2.2.1.3) in the words of ST_NumberFormat, where Chinese documents use it. */
static const char *format_of(unsigned format)
{
	static const char *const names[] = {
	    [1] = "upperRoman",
	    [2] = "lowerRoman",
	    [3] = "upperLetter",
	    [4] = "lowerLetter",
	    [10] = "ideographDigital",
	    [11] = "japaneseCounting",
	    [14] = "decimalFullWidth",
	    [16] = "japaneseLegal",
	    [17] = "japaneseDigitalTenThousand",
	    [18] = "decimalEnclosedCircle",
	    [19] = "decimalFullWidth2",
	    [22] = "decimalZero",
	    [26] = "decimalEnclosedFullstop",
	    [27] = "decimalEnclosedParen",
	    [28] = "decimalEnclosedCircleChinese",
	    [29] = "ideographEnclosedCircle",
	    [30] = "ideographTraditional",
	    [31] = "ideographZodiac",
	    [33] = "taiwaneseCounting",
	    [35] = "taiwaneseCountingThousand",
	    [36] = "taiwaneseDigital",
	    [37] = "chineseCounting",
	    [38] = "chineseLegalSimplified",
	    [39] = "chineseCountingThousand",
	    [40] = "ideographDigital",
	};
	return format < sizeof names / sizeof *names && names[format] ? names[format] : "decimal";
}

static void put_number(const struct qz_doc_lists *lists, const struct list *list, size_t use, unsigned index, bool arabic, struct qz_buf *marker)
{
	const struct level *level = level_of(lists, list, use, index);
	long number = list->counts[index] == NONE ? level->start : list->counts[index];
	if (level->format != UNNUMBERED)
		qz_docx_number_put(marker, arabic ? "decimal" : format_of(level->format), (unsigned)number);
}

/* The level of a paragraph: its own, or the one that its style is. */
static int find_level(const struct list *list, const struct qz_doc_pap *pap)
{
	for (int i = 0; i < QZ_DOC_LEVELS && pap->list_level < 0; i++)
		if (list->styles[i] == pap->style)
			return i;
	return pap->list_level < 0 ? 0 : pap->list_level;
}

static void put_marker(const struct qz_doc_lists *lists, const struct list *list, size_t use, const struct level *level, struct qz_buf *marker)
{
	for (size_t i = 0; i + 1 < level->text.len; i += 2) {
		uint32_t unit = qz_doc_u16(level->text.at + i);
		if (unit < QZ_DOC_LEVELS)
			put_number(lists, list, use, unit, level->arabic, marker);
		else if (unit >= 0x20)
			qz_buf_put_utf8(marker, unit);
	}
}

int qz_doc_list_next(struct qz_doc *doc, const struct qz_doc_pap *pap, struct qz_buf *marker)
{
	struct qz_doc_lists *lists = doc->lists;
	size_t use = (size_t)pap->list - 1;
	if (pap->old_number && pap->list < 1)
		doc->numbers++;
	if (pap->list < 1 || pap->list > 0x7FE)
		return -1;
	if (use >= lists->nuses || lists->uses[use] == SIZE_MAX) {
		doc->numbers++;
		return -1;
	}
	struct list *list = &lists->lists[lists->uses[use]];
	int index = find_level(list, pap);
	if (index >= QZ_DOC_LEVELS)
		return -1;
	const struct level *level = level_of(lists, list, use, (unsigned)index);
	count_on(lists, list, use, (unsigned)index);
	if (!level->known)
		doc->numbers++;
	else if (level->format != BULLET)
		put_marker(lists, list, use, level, marker);
	doc->failed |= marker->failed;
	return index;
}
