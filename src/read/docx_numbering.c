/*
 * Word's automatic numbers (ECMA-376 Part 1, 17.9): a reader of the printed
 * list sees them, so they are content; this counts them out.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "read/docx_parts.h"

#define LEVELS 9
#define MAX_LISTS 4096

struct level {
	const char *format, *text; /* borrowed from the tree */
	unsigned start, count;     /* count: the number last given; 0 none yet */
};

struct list {
	const char *id;
	struct level levels[LEVELS];
};

struct qz_docx_numbering {
	xmlDoc *doc;
	struct list *lists;
	size_t count;
};

const char *qz_docx_attr(const xmlNode *node, const char *name)
{
	for (const xmlAttr *attr = node ? node->properties : NULL; attr; attr = attr->next)
		if (strcmp(QZ_C(attr->name), name) == 0)
			return attr->children ? QZ_C(attr->children->content) : "";
	return NULL;
}

static const char *val_of(const xmlNode *parent, const char *child)
{
	return qz_docx_attr(qz_xml_child(parent, child), "val");
}

static const xmlNode *find_abstract(const xmlNode *root, const char *id)
{
	for (const xmlNode *at = qz_xml_child(root, "abstractNum"); at; at = qz_xml_next(at, "abstractNum")) {
		const char *own = qz_docx_attr(at, "abstractNumId");
		if (own && strcmp(own, id) == 0)
			return at;
	}
	return NULL;
}

static void read_levels(struct list *list, const xmlNode *abstract)
{
	for (const xmlNode *at = qz_xml_child(abstract, "lvl"); at; at = qz_xml_next(at, "lvl")) {
		const char *index = qz_docx_attr(at, "ilvl"), *start = val_of(at, "start");
		long level = index ? strtol(index, NULL, 10) : -1;
		if (level < 0 || level >= LEVELS)
			continue;
		const char *format = val_of(at, "numFmt"), *text = val_of(at, "lvlText");
		list->levels[level] = (struct level){.format = format ? format : "decimal", .text = text ? text : ""};
		list->levels[level].start = start ? (unsigned)strtoul(start, NULL, 10) : 1;
	}
}

static void read_overrides(struct list *list, const xmlNode *num)
{
	for (const xmlNode *at = qz_xml_child(num, "lvlOverride"); at; at = qz_xml_next(at, "lvlOverride")) {
		const char *index = qz_docx_attr(at, "ilvl"), *start = val_of(at, "startOverride");
		long level = index ? strtol(index, NULL, 10) : -1;
		if (level >= 0 && level < LEVELS && start)
			list->levels[level].start = (unsigned)strtoul(start, NULL, 10);
	}
}

struct qz_docx_numbering *qz_docx_numbering_new(const xmlNode *root)
{
	struct qz_docx_numbering *numbering = calloc(1, sizeof *numbering);
	size_t lists = 0;
	for (const xmlNode *at = qz_xml_child(root, "num"); at && lists < MAX_LISTS; at = qz_xml_next(at, "num"))
		lists++;
	if (numbering)
		numbering->lists = calloc(lists + 1, sizeof *numbering->lists);
	if (!numbering || !numbering->lists) {
		free(numbering);
		return NULL;
	}
	for (const xmlNode *at = qz_xml_child(root, "num"); at && numbering->count < lists; at = qz_xml_next(at, "num")) {
		struct list *list = &numbering->lists[numbering->count++];
		const char *id = qz_docx_attr(at, "numId"), *abstract = val_of(at, "abstractNumId");
		list->id = id ? id : "";
		read_levels(list, abstract ? find_abstract(root, abstract) : NULL);
		read_overrides(list, at);
	}
	return numbering;
}

void qz_docx_numbering_free(struct qz_docx_numbering *numbering)
{
	if (!numbering)
		return;
	free(numbering->lists);
	free(numbering);
}

/* 1 → 一, 12 → 十二, 23 → 二十三; larger ones in Arabic. */
static void put_chinese(struct qz_buf *out, unsigned number)
{
	static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
	if (number == 0 || number > 99) {
		qz_buf_printf(out, "%u", number);
		return;
	}
	if (number >= 20)
		qz_buf_puts(out, digits[number / 10]);
	if (number >= 10)
		qz_buf_puts(out, "十");
	qz_buf_puts(out, digits[number % 10]);
}

static void put_roman(struct qz_buf *out, unsigned number, bool upper)
{
	static const struct {
		unsigned value;
		const char *lower, *upper;
	} steps[] = {{100, "c", "C"}, {90, "xc", "XC"}, {50, "l", "L"}, {40, "xl", "XL"}, {10, "x", "X"},
		     {9, "ix", "IX"}, {5, "v", "V"},	{4, "iv", "IV"}, {1, "i", "I"}};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		for (; number >= steps[i].value && number < 400; number -= steps[i].value)
			qz_buf_puts(out, upper ? steps[i].upper : steps[i].lower);
}

static void put_number(struct qz_buf *out, const char *format, unsigned number)
{
	if (strncmp(format, "chinese", 7) == 0 || strncmp(format, "taiwanese", 9) == 0 || strncmp(format, "ideograph", 9) == 0)
		put_chinese(out, number);
	else if (strncmp(format, "decimalEnclosedCircle", 21) == 0 && number >= 1 && number <= 20)
		qz_buf_put_utf8(out, 0x2460 + number - 1);
	else if ((strcmp(format, "lowerLetter") == 0 || strcmp(format, "upperLetter") == 0) && number >= 1 && number <= 26)
		qz_buf_putc(out, (char)((*format == 'l' ? 'a' : 'A') + number - 1));
	else if (strcmp(format, "lowerRoman") == 0 || strcmp(format, "upperRoman") == 0)
		put_roman(out, number, *format == 'u');
	else
		qz_buf_printf(out, "%u", number);
}

bool qz_docx_numbering_next(struct qz_docx_numbering *numbering, const char *id, const char *level_text, struct qz_buf *marker)
{
	long index = level_text ? strtol(level_text, NULL, 10) : 0;
	struct list *list = NULL;
	for (size_t i = 0; i < numbering->count && !list; i++)
		if (strcmp(numbering->lists[i].id, id) == 0)
			list = &numbering->lists[i];
	if (!list || index < 0 || index >= LEVELS || !list->levels[index].text)
		return false;
	struct level *level = &list->levels[index];
	level->count = level->count ? level->count + 1 : level->start;
	for (long deeper = index + 1; deeper < LEVELS; deeper++)
		list->levels[deeper].count = 0;
	if (strcmp(level->format, "bullet") == 0 || strcmp(level->format, "none") == 0)
		return true;
	for (const char *at = level->text; *at; at++) {
		if (at[0] == '%' && at[1] >= '1' && at[1] <= '9') {
			const struct level *shown = &list->levels[at[1] - '1'];
			put_number(marker, shown->format ? shown->format : "decimal", shown->count ? shown->count : shown->start);
			at++;
		} else {
			qz_buf_putc(marker, *at);
		}
	}
	return true;
}
