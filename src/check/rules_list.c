/*
 * Rules across the items of a list.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "check/policy.h"
#include "check/rules_internal.h"
#include "model/numeral.h"

/* ---- serials ---- */

/* How a serial is written; numbers of one style count on with each other. */
enum style { STYLE_PLAIN, STYLE_BRACKETS, STYLE_ENCLOSED, STYLE_CHINESE, STYLE_CHINESE_BRACKETS, STYLES };

struct serial {
	enum style style;
	long first, last; /* last: of 2,3 and 4-6 */
	bool parts;	  /* 1.1, 1-2: a number and those of its parts */
};

static bool passes(const char **at, const char *const *marks)
{
	for (size_t i = 0; marks[i]; i++) {
		size_t n = strlen(marks[i]);
		if (strncmp(*at, marks[i], n) == 0) {
			*at += n;
			return true;
		}
	}
	return false;
}

/* The numeral that a serial begins with, and whether it is written in Chinese or enclosed. */
static bool read_numeral(const char **at, long *number, enum style *style)
{
	uint32_t value = 0, cp = 0;
	size_t n = qz_numeral_read(*at, strlen(*at), &value), length = qz_utf8_decode(*at, strlen(*at), &cp);
	bool dotted = cp >= 0x2488 && cp <= 0x249B; /* ⒈ to ⒛ are 1. to 20. in one character */
	if (dotted) {
		n = length;
		value = cp - 0x2488 + 1;
	}
	bool arabic = dotted || (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19),
	     enclosed = cp >= 0x2460 && cp <= 0x32B0 && cp != 0x3007;
	*at += n;
	*number = (long)value;
	*style = arabic ? STYLE_PLAIN : enclosed ? STYLE_ENCLOSED : STYLE_CHINESE;
	return n > 0 && value > 0;
}

/* What follows the first number: further ones of a list or range, or the numbers of its parts. */
static bool read_more(const char *at, struct serial *serial)
{
	static const char *const commas[] = {",", "、", "，", NULL}, *const dashes[] = {"-", "—", "–", "~", "～", "至", NULL},
				 *const dots[] = {".", "．", NULL};
	enum style style;
	long before = serial->first;
	while (*at) {
		bool comma = passes(&at, commas), dash = !comma && passes(&at, dashes), dot = !comma && !dash && passes(&at, dots);
		if (!*at)
			return (comma || dot) && serial->last == serial->first; /* 1. 1、 */
		if ((!comma && !dash && !dot) || !read_numeral(&at, &serial->last, &style) || style != STYLE_PLAIN)
			return false;
		serial->parts |= dot || (dash && serial->last <= before);
		before = serial->last;
	}
	return serial->parts || serial->last >= serial->first;
}

/* 第7项, 第七条: behind its 第. */
static bool read_ordinal(const char *at, struct serial *serial)
{
	static const char *const units[] = {"项", "条", "号", "类", "款", "个", "件", NULL};
	bool read = read_numeral(&at, &serial->first, &serial->style);
	serial->last = serial->first;
	passes(&at, units);
	return read && *at == '\0';
}

/* A serial as it is counted: 7, 7. 7、 ⒎ （7） ⑦ 七、 （七） 第7项, "2,3", 4-6, 1.1; false when it is none of these. */
static bool read_serial(const char *text, struct serial *serial)
{
	static const char *const opening[] = {"（", "(", NULL}, *const closing[] = {"）", ")", NULL}, *const ends[] = {"、", ".", "．",
														       "，", ",", "。",
														       NULL};
	static const char *const ordinal[] = {"第", NULL};
	const char *at = text;
	*serial = (struct serial){0};
	if (passes(&at, ordinal))
		return read_ordinal(at, serial);
	bool open = passes(&at, opening);
	if (!read_numeral(&at, &serial->first, &serial->style))
		return false;
	serial->last = serial->first;
	bool closed = passes(&at, closing);
	if (open || closed || serial->style != STYLE_PLAIN) {
		passes(&at, ends);
		if (*at || (open && !closed))
			return false;
		if (open || closed)
			serial->style = serial->style == STYLE_CHINESE ? STYLE_CHINESE_BRACKETS : STYLE_BRACKETS;
		return true;
	}
	return read_more(at, serial);
}

/* The serial of an item, when it is its own: a cell merged over several items counts once. */
static bool serial_of(struct qz_rules_run *run, xmlNode *item, struct serial *serial)
{
	const xmlNode *node = qz_xml_child(item, "serial");
	return node && !qz_xml_attr(node, "from") && read_serial(qz_rules_text(run, node), serial);
}

/* Whether 1-2 means the second part of 1 in a table: its ranges do not count on, or it has other parts. */
static bool counts_parts(struct qz_rules_run *run, xmlNode *table)
{
	long before = 0;
	struct serial serial;
	for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item")) {
		if (!serial_of(run, item, &serial))
			continue;
		bool back = serial.first == before || (serial.first < before && serial.first != 1); /* 1: a section begins */
		if (serial.parts || (serial.last > serial.first && back))
			return true;
		before = serial.first;
	}
	return false;
}

/* What is said of a serial behind those of its table. `before`: the last number by style; `any`: of any style. */
static void judge_serial(struct qz_rules_run *run, xmlNode *node, const struct serial *serial, long before, long any)
{
	char expected[24], found[24], said_before[24];
	long first = serial->first;
	bool again = first == before && any == before;
	if (before == 0 || (first == 1 && !again) || first == before + 1 || first == any + 1 || (serial->parts && first == before))
		return;
	snprintf(expected, sizeof expected, "%ld", before + 1);
	snprintf(said_before, sizeof said_before, "%ld", before);
	snprintf(found, sizeof found, "%ld", first);
	if (first == before)
		QZ_RULES_SAY(run, QZ_RULE_SERIAL_REPEATED, node, "serial", found, NULL);
	else if (first < before)
		QZ_RULES_SAY(run, QZ_RULE_SERIAL_ORDER, node, "before", said_before, "found", found, NULL);
	else
		QZ_RULES_SAY(run, QZ_RULE_SERIAL_GAP, node, "expected", expected, "found", found, NULL);
}

/*
 * Serials of a table rise by one; a table may begin anywhere (a sheet goes on from the one before). Styles count
 * for themselves, because 1. may stand below 一、; one that goes on with the number before it does so in any style.
 */
void qz_rule_serials(struct qz_rules_run *run, xmlNode *table)
{
	long before[STYLES] = {0}, any = 0;
	bool parts = counts_parts(run, table);
	for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item")) {
		struct serial serial;
		if (!serial_of(run, item, &serial))
			continue;
		serial.parts |= parts && serial.last != serial.first;
		if (serial.parts)
			serial.last = serial.first;
		qz_rules_enter_item(run, item);
		judge_serial(run, qz_xml_child(item, "serial"), &serial, before[serial.style], any);
		before[serial.style] = any = serial.last;
	}
	run->item = NULL;
}

/* All text of an item's fields of that name. */
static void add_field(const xmlNode *item, const char *name, struct qz_buf *out)
{
	for (xmlNode *node = qz_xml_child(item, name); node; node = qz_xml_next(node, name))
		qz_xml_text(node, out);
	qz_buf_putc(out, '\n');
}

static void say_repeated(struct qz_rules_run *run, const xmlNode *name, const xmlNode *before)
{
	const xmlNode *serial = qz_xml_child(before, "serial");
	qz_buf_clear(&run->other);
	qz_buf_add(&run->other, "", 0);
	if (serial)
		qz_xml_text(serial, &run->other);
	if (!run->other.failed)
		QZ_RULES_SAY(run, QZ_RULE_ITEM_REPEATED, name, "first", run->other.data, NULL);
}

void qz_rule_repeated(struct qz_rules_run *run, xmlNode *item)
{
	static const char *const fields[] = {"name", "subItem", "powerType", "body", "code", "level", "basis"};
	const xmlNode *name = qz_xml_child(item, "name");
	if (!name || !name->children)
		return;
	qz_buf_clear(&run->other);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		add_field(item, fields[i], &run->other);
	qz_buf_puts(&run->other, qz_xml_attr(item, "section") ? qz_xml_attr(item, "section") : "");
	if (run->other.failed)
		return;
	char digest[QZ_HASH];
	bool is_long = run->other.len > sizeof digest; /* long texts are not kept for this */
	if (is_long)
		qz_hash(run->other.data, run->other.len, digest);
	const char *key = is_long ? digest : run->other.data;
	const xmlNode *before = qz_map_get(&run->names, key, is_long ? sizeof digest : run->other.len);
	if (before)
		say_repeated(run, name, before);
	else if (qz_map_put(&run->names, key, is_long ? sizeof digest : run->other.len, item) != 0)
		run->diag->failed = true;
}

void qz_rule_body(struct qz_rules_run *run, xmlNode *body)
{
	const char *text = qz_rules_text(run, body);
	if (!run->item || !*text)
		return;
	size_t *count = xmlHashLookup(run->bodies, QZ_X(text));
	if (count) {
		++*count;
		return;
	}
	count = malloc(sizeof *count);
	if (count)
		*count = 1;
	if (!count || xmlHashAddEntry(run->bodies, QZ_X(text), count) != 0) {
		run->diag->failed = true;
		free(count);
	}
}

/* A body that few items name in a list where nearly all name another. */
void qz_rule_bodies(struct qz_rules_run *run, xmlNode *list)
{
	char *common = NULL;
	size_t most = 0;
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table")) {
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item")) {
			const xmlNode *body = qz_xml_child(item, "body");
			const size_t *count = body ? xmlHashLookup(run->bodies, QZ_X(qz_rules_text(run, body))) : NULL;
			if (count && *count > most) {
				most = *count;
				free(common);
				common = strdup(run->text.data);
			}
		}
	}
	if (!common || most * 10 < run->items * 9 || run->items < 5) {
		free(common);
		return;
	}
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table")) {
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item")) {
			const xmlNode *body = qz_xml_child(item, "body"), *serial = qz_xml_child(item, "serial");
			if (!body || !body->children)
				continue;
			qz_buf_clear(&run->serial);
			if (serial)
				qz_xml_text(serial, &run->serial);
			run->item = item;
			if (strcmp(qz_rules_text(run, body), common) != 0)
				QZ_RULES_SAY(run, QZ_RULE_BODY_DIFFERS, body, "found", run->text.data, "expected", common, NULL);
		}
	}
	run->item = NULL;
	free(common);
}

/* A number, Arabic or Chinese, at `at`; *end is behind it and the blanks there. 0 where none stands. */
static long read_total(const char *at, const char **end)
{
	uint32_t number = 0;
	size_t used = qz_numeral_read(at, strlen(at), &number);
	*end = at + used + strspn(at + used, " ");
	return used ? (long)number : 0;
}

/* The number that a summary cell declares: 14, 14项, 共14项, 合计：十四项; 0 when it declares none. */
static long declared_total(const char *text)
{
	const char *end, *counted = strstr(text, "计") ? strstr(text, "计") : strstr(text, "共"), *digits = counted ? counted : text;
	for (; *digits; digits++) {
		const long declared = ((unsigned char)*digits & 0xC0) != 0x80 ? read_total(digits, &end) : 0;
		const bool arabic = *digits >= '0' && *digits <= '9'; /* 三 may be a name's */
		if (declared && (strncmp(end, "项", 3) == 0 || (arabic && *end == '\0')))
			return declared;
		if (!counted || (declared && arabic))
			return 0;
		digits = declared ? end - 1 : digits;
	}
	return 0;
}

static bool is_subtotal(const xmlNode *omitted)
{
	const char *text = omitted->children ? QZ_C(omitted->children->content) : "";
	return strstr(text, "小计") != NULL;
}

static void count_table(struct qz_rules_run *run, const xmlNode *table, struct qz_rules_counted *counted)
{
	for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item")) {
		struct serial serial;
		bool several = serial_of(run, item, &serial) && !serial.parts;
		counted->numbers += several ? serial.last - serial.first + 1 : 1;
		counted->items++;
	}
}

static bool is_right(const struct qz_rules_counted *counted, long declared)
{
	return declared == counted->items || declared == counted->numbers;
}

static void say_total(struct qz_rules_run *run, const xmlNode *where, const struct qz_rules_counted *counted, long declared, const char *by)
{
	char said[24], found[24];
	const char *by_name = strcmp(by, "sheet") == 0 ? qz_xml_attr(where, "sheet") : strcmp(by, "title") == 0 ? qz_xml_attr(where, "title") : NULL;
	snprintf(said, sizeof said, "%ld", declared);
	snprintf(found, sizeof found, "%ld", counted->items);
	QZ_RULES_SAY(run, QZ_RULE_TOTAL_DIFFERS, where, "declared", said, "found", found, "by", by, "name", by_name ? by_name : "", NULL);
}

/* Compares a declared total with the table's items. */
static void compare_total(struct qz_rules_run *run, const xmlNode *table, const xmlNode *where, long declared, const char *by)
{
	struct qz_rules_counted counted = {0};
	count_table(run, table, &counted);
	if (!is_right(&counted, declared))
		say_total(run, where, &counted, declared, by);
}

/* 合计 14 项: the total that a summary row declares is the number of the table's items. */
void qz_rule_total(struct qz_rules_run *run, xmlNode *omitted)
{
	const char *reason = qz_xml_attr(omitted, "reason");
	bool subtotal = is_subtotal(omitted) || (omitted->prev && qz_xml_is(omitted->prev, "omitted") && is_subtotal(omitted->prev));
	long declared = declared_total(qz_rules_text(run, omitted));
	if (reason && strcmp(reason, "summary") == 0 && !subtotal && declared)
		compare_total(run, omitted->parent, omitted, declared, "summary");
}

static bool ends_in(const char *text, const char *end, const char *what)
{
	size_t len = strlen(what);
	return (size_t)(end - text) >= len && memcmp(end - len, what, len) == 0;
}

/* The number in （共14项）, （十四项） or, at the end, 14项 of a title or a sheet's name; 0 when it has none. */
static long titled_total(const char *text)
{
	const char *end;
	for (const char *at = text; *at; at++) {
		const long total = ((unsigned char)*at & 0xC0) != 0x80 ? read_total(at, &end) : 0;
		if (!total)
			continue;
		const char *before = at;
		while (before > text && before[-1] == ' ')
			before--;
		bool counted = ends_in(text, before, "(") || ends_in(text, before, "（") || ends_in(text, before, "共") || ends_in(text, before, "计");
		bool last = *at >= '0' && *at <= '9' && !ends_in(text, before, "第") && strcmp(end, "项") == 0;
		if ((counted || last) && strncmp(end, "项", 3) == 0)
			return total;
		at = end - 1;
	}
	return 0;
}

/* The title of the list may count the items of all tables, that of a table its own. */
static void compare_title(struct qz_rules_run *run, const xmlNode *table, long declared)
{
	struct qz_rules_counted own = {0}, *whole = &run->whole;
	count_table(run, table, &own);
	for (const xmlNode *other = whole->items ? NULL : qz_xml_child(table->parent, "table"); other; other = qz_xml_next(other, "table"))
		count_table(run, other, whole);
	const xmlNode *title = qz_xml_child(qz_xml_child(table->parent, "head"), "title");
	bool of_list = title && strcmp(qz_rules_text(run, title), qz_xml_attr(table, "title")) == 0;
	if (!is_right(&own, declared) && !is_right(whole, declared))
		say_total(run, table, of_list ? whole : &own, declared, "title");
}

void qz_rule_title_total(struct qz_rules_run *run, xmlNode *table)
{
	const char *sheet = qz_xml_attr(table, "sheet"), *title = qz_xml_attr(table, "title");
	long by_title = title ? titled_total(title) : 0, by_sheet = sheet ? titled_total(sheet) : 0;
	run->item = NULL;
	if (by_sheet)
		compare_total(run, table, table, by_sheet, "sheet");
	if (by_title && by_title != by_sheet) /* else it is said, or right */
		compare_title(run, table, by_title);
}

/* What a list of responsibilities is not asked for: it has no powers. */
static bool is_of_powers(int field)
{
	return field == QZ_FIELD_POWER_TYPE || field == QZ_FIELD_BODY || field == QZ_FIELD_BASIS;
}

/* Columns that the policy asks of every list. */
void qz_rule_columns(struct qz_rules_run *run, xmlNode *table)
{
	const xmlNode *columns = qz_xml_child(table, "columns"), *item = qz_xml_child(table, "item");
	run->item = NULL;
	for (int field = 0; field < QZ_FIELDS; field++) {
		const char *name = qz_field_name((enum qz_field)field), *has = NULL;
		if (run->options->policy->needs[field] != QZ_NEED_ALWAYS || !item || qz_xml_child(item, name))
			continue;
		if (qz_xml_attr(table, "kind") && is_of_powers(field))
			continue;
		for (xmlNode *column = qz_xml_child(columns, "column"); column && !has; column = qz_xml_next(column, "column"))
			has = strcmp(qz_xml_attr(column, "field"), name) == 0 ? name : NULL;
		if (field == QZ_FIELD_BODY && qz_xml_child(qz_xml_child(run->list, "head"), "body"))
			continue; /* said once for the whole list */
		if (!has)
			QZ_RULES_SAY(run, QZ_RULE_COLUMN_MISSING, table, "field", name, NULL);
	}
}
