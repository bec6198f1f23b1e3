/*
 * Which items of a review a page shows, for view.h. The bytes were written by
 * review.c: its first lines tell all that choosing needs.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/review_parts.h"
#include "serve/view.h"

/* A line of the index. */
struct entry {
	size_t order, counts[4], open, offset, bytes; /* counts: error, warning, style, info */
	int level, repaired, fresh;
};

static const char *const levels[] = {"all", "error", "warning", "style", "open", "repaired", "new"};
#define LEVELS (sizeof levels / sizeof *levels)

static bool is_among(const struct entry *entry, size_t level)
{
	switch (level) {
	case 0: return true;
	case 1: case 2: case 3: return entry->counts[level - 1] > 0;
	case 4: return entry->open > 0;
	case 5: return entry->repaired;
	default: return entry->fresh;
	}
}

/* Numbers of a line, parted by blanks; false where there are not so many. */
static bool read_numbers(const char **at, const char *end, long long *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *behind = NULL;
		if (*at >= end)
			return false;
		numbers[i] = strtoll(*at, &behind, 10);
		if (behind == *at || behind > end || numbers[i] < -1)
			return false;
		*at = behind;
	}
	if (*at >= end || **at != '\n')
		return false;
	++*at;
	return true;
}

static bool read_entry(const char **at, const char *end, struct entry *entry)
{
	long long numbers[10];
	if (!read_numbers(at, end, numbers, 10))
		return false;
	*entry = (struct entry){.order = (size_t)numbers[0], .level = (int)numbers[1], .open = (size_t)numbers[6], .repaired = numbers[7] > 0,
				.fresh = numbers[8] > 0, .bytes = (size_t)numbers[9]};
	for (size_t i = 0; i < 4; i++)
		entry->counts[i] = (size_t)numbers[2 + i];
	return true;
}

/* The worst first, then as the source has them. */
static int compare(const void *a, const void *b)
{
	const struct entry *one = a, *other = b;
	if (one->level != other->level)
		return one->level < other->level ? 1 : -1;
	return one->order < other->order ? -1 : one->order > other->order;
}

struct index {
	struct entry *entries;
	size_t count;
	const char *head;
	size_t head_len;
};

static bool read_index(const char *bytes, size_t len, struct index *index)
{
	static const char magic[] = "quanze-review 1";
	const char *at = bytes, *end = bytes + len;
	long long numbers[2];
	*index = (struct index){0};
	if (len < sizeof magic || memcmp(bytes, magic, sizeof magic - 1) != 0)
		return false;
	at += sizeof magic - 1;
	if (!read_numbers(&at, end, numbers, 2) || numbers[0] < 0 || (size_t)numbers[0] > len || numbers[1] < 0)
		return false;
	index->entries = calloc((size_t)numbers[0] + 1, sizeof *index->entries);
	for (; index->entries && index->count < (size_t)numbers[0]; index->count++)
		if (!read_entry(&at, end, &index->entries[index->count]))
			return false;
	index->head = at;
	index->head_len = (size_t)numbers[1];
	size_t offset = (size_t)(at - bytes) + index->head_len;
	for (size_t i = 0; i < index->count; i++) {
		index->entries[i].offset = offset;
		if (offset > len || index->entries[i].bytes > len - offset)
			return false;
		offset += index->entries[i].bytes;
	}
	return index->entries && offset == len;
}

static void put_counts(const struct index *index, struct qz_buf *out)
{
	for (size_t level = 0; level < LEVELS; level++) {
		size_t count = 0;
		for (size_t i = 0; i < index->count; i++)
			count += is_among(&index->entries[i], level);
		qz_buf_printf(out, " count-%s=\"%zu\"", levels[level], count);
	}
}

static size_t keep(struct index *index, const char *level)
{
	size_t which = 0, kept = 0;
	while (which + 1 < LEVELS && strcmp(levels[which], level) != 0)
		which++;
	for (size_t i = 0; i < index->count; i++)
		if (is_among(&index->entries[i], which))
			index->entries[kept++] = index->entries[i];
	return kept;
}

bool qz_view_choose(const char *bytes, size_t len, const struct qz_view_query *asked, struct qz_buf *attributes, struct qz_buf *out)
{
	struct index index;
	if (!read_index(bytes, len, &index)) {
		free(index.entries);
		return false;
	}
	put_counts(&index, attributes);
	const size_t count = keep(&index, asked->level), pages = count ? (count + QZ_VIEW_ITEMS - 1) / QZ_VIEW_ITEMS : 1;
	const size_t page = asked->page > pages ? pages : asked->page ? asked->page : 1, first = (page - 1) * QZ_VIEW_ITEMS;
	if (strcmp(asked->order, "level") == 0)
		qsort(index.entries, count, sizeof *index.entries, compare);
	qz_buf_printf(attributes, " level=\"%s\" order=\"%s\" p=\"%zu\" pages=\"%zu\" chosen=\"%zu\" first=\"%zu\"", asked->level, asked->order, page, pages, count, first + 1);
	qz_buf_printf(out, "<review xmlns=\"%s\">", QZ_REVIEW_NS);
	qz_buf_add(out, index.head, index.head_len);
	for (size_t i = first; i < count && i < first + QZ_VIEW_ITEMS; i++)
		qz_buf_add(out, bytes + index.entries[i].offset, index.entries[i].bytes);
	qz_buf_puts(out, "</review>");
	free(index.entries);
	return true;
}

/* ---- the query ---- */

static size_t read_number(const char *text, size_t len)
{
	size_t number = 0;
	for (size_t i = 0; i < len && i < 7 && text[i] >= '0' && text[i] <= '9'; i++)
		number = number * 10 + (size_t)(text[i] - '0');
	return number;
}

static const char *find(const char *const *words, size_t count, const char *text, size_t len)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(words[i]) == len && memcmp(words[i], text, len) == 0)
			return words[i];
	return words[0];
}

void qz_view_read_query(const char *query, struct qz_view_query *asked)
{
	static const char *const orders[] = {"level", "row"};
	*asked = (struct qz_view_query){.page = 1, .level = levels[0], .order = orders[0]};
	for (size_t len; query && *query; query += len + (query[len] == '&')) {
		len = strcspn(query, "&");
		const char *value = memchr(query, '=', len);
		const size_t name = value ? (size_t)(value - query) : 0, rest = value ? len - name - 1 : 0;
		if (name == 1 && *query == 'i')
			asked->input = read_number(value + 1, rest);
		else if (name == 1 && *query == 'p')
			asked->page = read_number(value + 1, rest);
		else if (name == 5 && memcmp(query, "level", 5) == 0)
			asked->level = find(levels, LEVELS, value + 1, rest);
		else if (name == 5 && memcmp(query, "order", 5) == 0)
			asked->order = find(orders, 2, value + 1, rest);
	}
}

size_t qz_pages_input(const char *query)
{
	struct qz_view_query asked;
	qz_view_read_query(query, &asked);
	return asked.input;
}

bool qz_pages_names_input(const char *query)
{
	return query && (strncmp(query, "i=", 2) == 0 || strstr(query, "&i="));
}
