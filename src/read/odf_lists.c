/*
 * The automatic numbers of OpenDocument lists and headings (ODF 1.2 part 1, 5.3
 * and 19.880), as a reader sees them.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "read/docx_parts.h"
#include "read/odf_parts.h"

/* The formats of numbers that OpenDocument names by examples, as Word calls them. */
static const char *format_of(const char *format)
{
	static const struct {
		const char *odf, *name;
	} formats[] = {
	    {"1", "decimal"},	    {"a", "lowerLetter"},	{"A", "upperLetter"},	  {"i", "lowerRoman"},		  {"I", "upperRoman"},
	    {"一", "chineseCounting"}, {"壹", "chineseLegalSimplified"}, {"①", "decimalEnclosedCircle"}, {"甲", "ideographTraditional"}, {"子", "ideographZodiac"},
	    {"１", "decimalFullWidth"}, {"01", "decimalZero"},
	};
	for (size_t i = sizeof formats / sizeof *formats; i-- > 0;)
		if (strncmp(format, formats[i].odf, strlen(formats[i].odf)) == 0)
			return formats[i].name;
	return "decimal";
}

static const struct qz_odf_list_style *find_style(const struct qz_odf *odf, const char *name)
{
	const struct qz_odf_list_style *own = name ? qz_map_get(&odf->automatic->lists, name, strlen(name)) : NULL;
	return own || !name ? own : qz_map_get(&odf->common.lists, name, strlen(name));
}

/* The counters kept under a key: its index from 1, 0 where there are none. */
static size_t find_state(struct qz_odf *odf, const char *kind, const char *key)
{
	struct qz_buf whole;
	qz_buf_init(&whole);
	qz_buf_puts(&whole, kind);
	qz_buf_puts(&whole, key);
	uintptr_t found = whole.failed ? 0 : (uintptr_t)qz_map_get(&odf->lists, whole.data, whole.len);
	qz_buf_done(&whole);
	return found;
}

static bool keep_state(struct qz_odf *odf, const char *kind, const char *key, size_t state)
{
	struct qz_buf whole;
	qz_buf_init(&whole);
	qz_buf_puts(&whole, kind);
	qz_buf_puts(&whole, key);
	bool good = !whole.failed && qz_map_put(&odf->lists, whole.data, whole.len, (void *)(uintptr_t)(state + 1)) == 0;
	qz_buf_done(&whole);
	return good || qz_fill_no_memory(&odf->fill);
}

static bool new_state(struct qz_odf *odf, size_t *state)
{
	if (!qz_array_grow(&odf->states, odf->nstates, &odf->states_cap, sizeof *odf->states))
		return qz_fill_no_memory(&odf->fill);
	*state = odf->nstates++;
	odf->states[*state] = (struct qz_odf_list){{0}};
	return true;
}

/* Counters of an outermost list: those of the list that it goes on with, else new ones. */
static bool choose_state(struct qz_odf *odf, const xmlNode *list, const char *style, size_t *state)
{
	const char *earlier = qz_odf_attr(list, "text:continue-list"), *goes_on = qz_odf_attr(list, "text:continue-numbering");
	const char *id = qz_odf_attr(list, "xml:id");
	size_t found = earlier ? find_state(odf, "#", earlier) : 0;
	if (!found && goes_on && strcmp(goes_on, "true") == 0)
		found = find_state(odf, "=", style);
	*state = found - 1;
	if (!found && !new_state(odf, state))
		return false;
	return (!id || keep_state(odf, "#", id, *state)) && keep_state(odf, "=", style, *state);
}

bool qz_odf_list_begin(struct qz_odf *odf, const xmlNode *list, const struct qz_odf_lists *outer, struct qz_odf_lists *inner)
{
	const char *name = qz_odf_attr(list, "text:style-name");
	const struct qz_odf_list_style *own = find_style(odf, name);
	if (outer) {
		*inner = *outer;
		inner->style = own ? own : outer->style;
		inner->level = outer->level + 1 < QZ_ODF_LEVELS ? outer->level + 1 : QZ_ODF_LEVELS - 1;
		return true;
	}
	*inner = (struct qz_odf_lists){.style = own};
	return choose_state(odf, list, name ? name : "", &inner->state);
}

static void put_number(const struct qz_odf_level *level, unsigned number, struct qz_buf *out)
{
	qz_docx_number_put(out, format_of(level->format ? level->format : "1"), number ? number : 1);
}

/* 第%1%条: each %n% is the number of a level. */
static void put_whole(const struct qz_odf_list_style *style, const unsigned *counters, const char *whole, struct qz_buf *out)
{
	for (const char *at = whole; *at;) {
		size_t digits = *at == '%' ? strspn(at + 1, "0123456789") : 0;
		unsigned level = 0;
		for (size_t i = 1; i <= digits && digits < 3 && at[1 + digits] == '%'; i++)
			level = level * 10 + (unsigned)(at[i] - '0');
		if (level == 0 || level > QZ_ODF_LEVELS) {
			qz_buf_putc(out, *at++);
			continue;
		}
		if (style->levels[level - 1].numbered)
			put_number(&style->levels[level - 1], counters[level - 1], out);
		at += digits + 2;
	}
}

/* Counts the level on, sets those below back, and writes what is seen. */
static void count(const struct qz_odf_list_style *style, unsigned *counters, unsigned at, const char *start, struct qz_buf *marker)
{
	const struct qz_odf_level *level = &style->levels[at];
	unsigned first = level->start ? level->start : 1;
	counters[at] = start ? qz_odf_count(start, 100000) : counters[at] ? counters[at] + 1 : first;
	for (unsigned below = at + 1; below < QZ_ODF_LEVELS; below++)
		counters[below] = 0;
	if (!level->numbered)
		return;
	if (level->whole && *level->whole) {
		put_whole(style, counters, level->whole, marker);
		return;
	}
	unsigned shown = level->shown ? level->shown : 1;
	qz_buf_puts(marker, level->prefix ? level->prefix : "");
	for (unsigned i = at + 1 > shown ? at + 1 - shown : 0; i <= at; i++) {
		if (!style->levels[i].numbered)
			continue;
		put_number(&style->levels[i], counters[i], marker);
		qz_buf_puts(marker, i < at ? "." : "");
	}
	qz_buf_puts(marker, level->suffix ? level->suffix : "");
}

bool qz_odf_item_counts(const xmlNode *item)
{
	const xmlNode *first = qz_xml_child(item, NULL);
	while (first && (qz_odf_is(first, "text:number") || qz_odf_is(first, "text:soft-page-break")))
		first = qz_xml_next(first, NULL);
	return qz_odf_is(item, "text:list-item") && (qz_odf_is(first, "text:p") || qz_odf_is(first, "text:h"));
}

void qz_odf_list_next(struct qz_odf *odf, const struct qz_odf_lists *list, const xmlNode *item, struct qz_buf *marker)
{
	if (list->style)
		count(list->style, odf->states[list->state].counters, list->level, qz_odf_attr(item, "text:start-value"), marker);
}

void qz_odf_heading_next(struct qz_odf *odf, const xmlNode *heading, struct qz_buf *marker)
{
	const char *plain = qz_odf_attr(heading, "text:is-list-header");
	unsigned level = qz_odf_count(qz_odf_attr(heading, "text:outline-level"), QZ_ODF_LEVELS);
	if (!(plain && strcmp(plain, "true") == 0))
		count(&odf->outline, odf->headings, level - 1, NULL, marker);
}
