/*
 * The census of a package of XML parts: the text of each, but for elements
 * whose fate the carriers tell. Strings that several cells of a workbook share
 * count once where a cell shows them.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/xml.h"
#include "base/xmlguard.h"
#include "base/zip.h"
#include "read/census.h"
#include "read/census_parts.h"
#include "read/read.h"

#define MOST_FATES 128 /* of one part; more are not looked at, so that their text is named */

/* A part on its way through the parser. */
struct part {
	struct qz_census *census;
	const char *name, *format;
	struct qz_zip_entry *entry;
	struct qz_xml_guard guard;
	size_t depth, passed_over; /* the depth of the element that is passed over with all in it; 0: none */
	bool shared;	      /* the text at hand is the number of a shared string */
	struct qz_buf text;   /* of the element at hand, up to its next tag */
	unsigned char *used;  /* by number of a shared string: a cell shows it */
	size_t nused, cap, string; /* string: number of the one being counted, from 1 */
	bool strings;	      /* the part is the table of shared strings */
	const struct qz_carrier *fates[MOST_FATES]; /* that say something of this part's elements */
	size_t nfates;
	struct qz_buf authors; /* of comments, each in a line */
	bool author;	      /* the text at hand is one */
};

static bool ends_in(const char *name, const char *end)
{
	size_t len = strlen(name), n = strlen(end);
	return len >= n && strcmp(name + len - n, end) == 0;
}

/* What is passed over in a part, and whether it is that itself. */
static bool find_fates(struct part *part)
{
	part->nfates = 0;
	for (const struct qz_carrier *at = qz_carriers; at->format; at++) {
		bool over = at->fate != QZ_FATE_READ && at->fate != QZ_FATE_KEPT;
		if ((!over && !strchr(at->element, '@')) || strncmp(part->name, at->part, strlen(at->part)) != 0 || !qz_census_lists(at->format, part->format))
			continue;
		if (!*at->element)
			return false;
		if (part->nfates < MOST_FATES)
			part->fates[part->nfates++] = at;
	}
	return true;
}

static bool is_passed_over(const struct part *part, const char *element)
{
	for (size_t i = 0; i < part->nfates; i++)
		if (part->fates[i]->element[0] == element[0] && strcmp(part->fates[i]->element, element) == 0)
			return true;
	return false;
}

/* Attributes that hold text: docPr@descr. */
static void count_attributes(struct part *part, const char *element, int nattributes, const xmlChar **attributes)
{
	size_t name = strlen(element), len;
	for (size_t i = 0; i < part->nfates && nattributes; i++) {
		const char *wanted = part->fates[i]->element;
		bool kept = part->fates[i]->fate == QZ_FATE_READ || part->fates[i]->fate == QZ_FATE_KEPT;
		if (!kept || strncmp(wanted, element, name) != 0 || wanted[name] != '@')
			continue;
		const char *value = qz_xml_scan_attr(nattributes, attributes, wanted + name + 1, &len);
		if (value)
			qz_census_text(part->census, value, len);
	}
}

static bool is_attr(int nattributes, const xmlChar **attributes, const char *name, const char *value)
{
	size_t len;
	const char *found = qz_xml_scan_attr(nattributes, attributes, name, &len);
	return found && len == strlen(value) && memcmp(found, value, len) == 0;
}

/* A cell whose value is a number is shown by its format. */
static bool is_number(const char *element, int nattributes, const xmlChar **attributes)
{
	size_t len;
	if (strcmp(element, "c") == 0)
		return !is_attr(nattributes, attributes, "t", "str") && !is_attr(nattributes, attributes, "t", "inlineStr") &&
		       !is_attr(nattributes, attributes, "t", "s");
	return strcmp(element, "Data") == 0 && qz_xml_scan_attr(nattributes, attributes, "Type", &len) && !is_attr(nattributes, attributes, "Type", "String");
}

/* Text of our own that a Word file of ours has beside the list's. */
static bool is_remark(const struct part *part, const char *element, int nattributes, const xmlChar **attributes)
{
	size_t len;
	const char *style = strcmp(part->format, "docx") == 0 && (strcmp(element, "rStyle") == 0 || strcmp(element, "pStyle") == 0)
				? qz_xml_scan_attr(nattributes, attributes, "val", &len)
				: NULL;
	return style && len > 2 && memcmp(style, "Qz", 2) == 0;
}

static void mark_used(struct part *part)
{
	char *end;
	unsigned long index = part->text.len ? strtoul(part->text.data, &end, 10) : 0;
	while (part->text.len && index >= part->nused && index < part->census->limits->strings) {
		if (!qz_array_grow(&part->used, part->nused, &part->cap, 1)) {
			part->census->diag->failed = true;
			return;
		}
		part->used[part->nused++] = 0;
	}
	if (part->text.len && index < part->nused)
		part->used[index] = 1;
}

/* _x000D_: a character that the workbook writes by its number. */
static size_t skip_escapes(char *text, size_t len)
{
	size_t to = 0;
	for (size_t at = 0; at < len;) {
		if (len - at >= 7 && text[at] == '_' && text[at + 1] == 'x' && text[at + 6] == '_' &&
		    strspn(text + at + 2, "0123456789abcdefABCDEF") == 4)
			at += 7;
		else
			text[to++] = text[at++];
	}
	return to;
}

/* What WPS stores in the cell of a picture. */
static bool is_picture(const struct part *part)
{
	return part->text.len > 9 && (strncmp(part->text.data, "=DISPIMG(", 9) == 0 || strncmp(part->text.data, "=_xlfn.DISPIMG(", 15) == 0);
}

/* Of a shared string that no cell shows; text outside of all strings (number 0) is none. */
static bool is_unused(const struct part *part)
{
	return part->strings && part->string > 0 && (part->string > part->nused || !part->used[part->string - 1]);
}

/* What has been gathered between two tags. */
static void settle(struct part *part)
{
	if (part->text.len && part->shared)
		mark_used(part);
	else if (part->text.len && !is_picture(part) && !is_unused(part))
		qz_census_text(part->census, part->text.data, skip_escapes(part->text.data, part->text.len));
	part->census->diag->failed |= part->text.failed;
	qz_buf_clear(&part->text);
}

static void see_start(void *context, const char *name, int nattributes, const xmlChar **attributes)
{
	struct part *part = context;
	part->depth++;
	if (part->passed_over)
		return;
	settle(part);
	if (strcmp(name, "c") == 0 && ends_in(part->format, "xlsx"))
		part->shared = is_attr(nattributes, attributes, "t", "s");
	part->string += part->strings && strcmp(name, "si") == 0;
	if (is_passed_over(part, name) || is_number(name, nattributes, attributes))
		part->passed_over = part->depth;
	else
		count_attributes(part, name, nattributes, attributes);
	if (is_remark(part, name, nattributes, attributes)) /* in the properties of its run or paragraph */
		part->passed_over = part->depth > 2 ? part->depth - 2 : 1;
}

static void see_text(void *context, const char *text, size_t len)
{
	struct part *part = context;
	if (!part->passed_over)
		qz_buf_add(&part->text, text, len);
}

static void see_end(void *context, const char *name)
{
	struct part *part = context;
	if (part->depth == part->passed_over)
		part->passed_over = 0;
	else if (!part->passed_over)
		settle(part);
	if (strcmp(name, "c") == 0)
		part->shared = false;
	part->depth--;
}

static int read_guarded(void *context, char *data, int len)
{
	struct part *part = context;
	int got = qz_zip_entry_read(part->entry, data, len);
	return got > 0 && !qz_xml_guard_pass(&part->guard, data, (size_t)got) ? -1 : got;
}

static void scan_part(struct part *part, struct qz_zip *zip, const char *name)
{
	const struct qz_xml_events events = {.context = part, .start = see_start, .text = see_text, .end = see_end};
	part->name = name;
	part->depth = part->passed_over = part->string = 0;
	part->strings = ends_in(part->format, "xlsx") && strstr(name, "haredStrings");
	part->shared = false;
	if (!find_fates(part))
		return;
	qz_xml_guard_init(&part->guard);
	part->entry = qz_zip_entry_open(zip, name, part->census->diag);
	if (!part->entry)
		return;
	qz_xml_scan(read_guarded, part, &events);
	qz_zip_entry_close(part->entry);
	if (part->census->finding)
		qz_census_say(part->census, name);
}

/* Not .vml: its words stand among coordinates and settings, often not well-formed. */
static bool is_xml(const char *name)
{
	return ends_in(name, ".xml") || ends_in(name, ".svg");
}

/* Shared strings come last: which are shown, the sheets tell. */
void qz_census_package(struct qz_census *census)
{
	struct part part = {.census = census, .format = census->source->reader->name};
	struct qz_zip *zip = qz_zip_open(census->source->bytes, census->source->len, census->limits, census->diag);
	const char *name, *strings = NULL;
	for (size_t i = 0; zip && (name = qz_zip_name(zip, i)); i++) {
		if (strstr(name, "haredStrings"))
			strings = name;
		else if (is_xml(name))
			scan_part(&part, zip, name);
	}
	if (strings)
		scan_part(&part, zip, strings);
	qz_buf_done(&part.text);
	free(part.used);
	qz_zip_close(zip);
}
