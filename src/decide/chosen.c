/*
 * Items as people name them in a table of decisions, 第1–3、5项, written and read:
 * a line that serves many items can be narrowed to some of them. Where the list
 * has several tables, each has its part: 行政许可：第1–3项；行政处罚：第2项.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "decide/decide_internal.h"

#define LARGEST 999999u
#define LONGEST 2048u /* bytes of a choice */

/* The number of an item; 0 where its serial is none. */
static unsigned number_of(const xmlNode *item)
{
	const xmlNode *serial = qz_xml_child(item, "serial");
	struct qz_buf text;
	qz_buf_init(&text);
	if (serial)
		qz_xml_text(serial, &text);
	size_t digits = text.len ? strspn(text.data, "0123456789") : 0;
	unsigned number = digits > 0 && digits <= 6 && digits == text.len ? (unsigned)strtoul(text.data, NULL, 10) : 0;
	qz_buf_done(&text);
	return number;
}

/* What the table of an item is called, where the list has several; "" else. */
static const char *label_of(const xmlNode *item)
{
	const xmlNode *table = item->parent;
	const char *sheet = qz_xml_attr(table, "sheet"), *title = qz_xml_attr(table, "title");
	if (!qz_xml_next(qz_xml_child(table->parent, "table"), "table"))
		return "";
	return sheet ? sheet : title ? title : "";
}

static void put_range(unsigned from, unsigned to, bool first, struct qz_buf *out)
{
	if (!first)
		qz_buf_puts(out, "、");
	qz_buf_put_number(out, from);
	if (to > from)
		qz_buf_puts(out, to == from + 1 ? "、" : "–");
	if (to > from)
		qz_buf_put_number(out, to);
}

/* The items of one table from `at` on; the index behind them. */
static size_t name_table(const xmlNode *const *items, size_t at, size_t count, struct qz_buf *out)
{
	const xmlNode *table = items[at]->parent;
	const char *label = label_of(items[at]);
	bool first = true;
	qz_buf_puts(out, label);
	qz_buf_puts(out, *label ? "：第" : "第");
	while (at < count && items[at]->parent == table) {
		unsigned from = number_of(items[at++]), to = from;
		while (at < count && items[at]->parent == table && number_of(items[at]) == to + 1) {
			to++;
			at++;
		}
		put_range(from, to, first, out);
		first = false;
	}
	qz_buf_puts(out, "项");
	return at;
}

void qz_decide_name_items(const xmlNode *const *items, size_t count, struct qz_buf *out)
{
	for (size_t i = 0; i < count; i++)
		if (number_of(items[i]) == 0)
			return;
	for (size_t at = 0; at < count;) {
		if (at > 0)
			qz_buf_puts(out, "；");
		at = name_table(items, at, count, out);
	}
}

/* ---- reading ---- */

struct range {
	const char *label; /* of the table */
	size_t label_len;
	unsigned from, to;
};

enum sign { SIGN_BAD, SIGN_DIGIT, SIGN_DASH, SIGN_BETWEEN, SIGN_PART };

static enum sign sign_of(uint32_t cp, unsigned *digit)
{
	static const uint32_t dashes[] = {'-', '~', 0x2010, 0x2011, 0x2013, 0x2014, 0x2212, 0x301C, 0xFF0D, 0xFF5E, 0x81F3 /* 至 */, 0x5230 /* 到 */};
	static const uint32_t between[] = {',', '.', 0x3001, 0xFF0C, 0x7B2C /* 第 */, 0x9879 /* 项 */, 0x548C /* 和 */, 0x53CA /* 及 */};
	*digit = (unsigned)(cp >= 0xFF10 ? cp - 0xFF10 : cp - '0');
	if ((cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19))
		return SIGN_DIGIT;
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
		if (cp == dashes[i])
			return SIGN_DASH;
	for (size_t i = 0; i < sizeof between / sizeof *between; i++)
		if (cp == between[i])
			return SIGN_BETWEEN;
	if (cp == ';' || cp == 0xFF1B || cp == '\n')
		return SIGN_PART;
	return qz_is_blank(cp) ? SIGN_BETWEEN : SIGN_BAD;
}

/* Where the part that begins at `text` ends; *label gets the bytes of what stands before its last colon. */
static size_t measure_part(const char *text, size_t len, size_t *label)
{
	size_t at = 0;
	uint32_t cp = 0;
	unsigned digit;
	*label = 0;
	for (size_t n; at < len; at += n ? n : 1) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		if (n == 0 || sign_of(cp, &digit) == SIGN_PART)
			break;
		if (cp == ':' || cp == 0xFF1A)
			*label = at + n;
	}
	return at;
}

/* The numbers of a part, one range after the other; calls `take` for each that it finds; false where something else stands there. */
static bool read_part(const char *text, size_t len, struct range range, bool (*take)(void *, const struct range *), void *context)
{
	bool number = false, dash = false, fine = true;
	unsigned value = 0, from = 0;
	for (size_t at = 0; at <= len && fine;) {
		uint32_t cp = ',';
		unsigned digit = 0;
		size_t n = at < len ? qz_utf8_decode(text + at, len - at, &cp) : 1;
		enum sign sign = n ? sign_of(cp, &digit) : SIGN_BAD;
		at += n ? n : 1;
		if (sign == SIGN_DIGIT) {
			value = value * 10 + digit;
			number = true;
			fine = value <= LARGEST;
		} else if (sign == SIGN_DASH) {
			fine = number && !dash;
			from = value;
			dash = true;
			number = false;
			value = 0;
		} else if (number) {
			range.from = dash ? from : value;
			range.to = value;
			fine = sign == SIGN_BETWEEN && range.from > 0 && range.from <= range.to && take(context, &range);
			number = dash = false;
			value = 0;
		} else {
			fine = sign == SIGN_BETWEEN;
		}
	}
	return fine && !dash;
}

/* Goes over all ranges; false when the text is no choice. */
static bool read_choice(const char *text, bool (*take)(void *, const struct range *), void *context)
{
	size_t len = strlen(text);
	bool fine = len > 0 && len <= LONGEST;
	for (size_t at = 0; fine && at < len;) {
		size_t label, part = measure_part(text + at, len - at, &label);
		struct range range = {.label = text + at, .label_len = label ? label : 0};
		fine = read_part(text + at + label, part - label, range, take, context);
		at += part;
		uint32_t cp;
		size_t n = at < len ? qz_utf8_decode(text + at, len - at, &cp) : 0;
		fine &= at >= len || n > 0;
		at += n;
	}
	return fine;
}

static bool count_one(void *context, const struct range *range)
{
	size_t *count = context;
	*count += range->to - range->from + 1;
	return *count <= LARGEST;
}

size_t qz_decide_count_chosen(const char *chosen)
{
	size_t count = 0;
	return read_choice(chosen, count_one, &count) ? count : 0;
}

bool qz_decide_is_choice(const char *text)
{
	return qz_decide_count_chosen(text) > 0;
}

struct wanted {
	const char *label;
	unsigned number;
	bool met;
};

/* Is that the label, whatever blanks and colon stand around it? */
static bool is_label(const struct range *range, const char *label)
{
	char *said = strndup(range->label, range->label_len);
	size_t len = said ? strlen(said) : 0;
	if (len >= 3 && strcmp(said + len - 3, "：") == 0)
		said[len - 3] = '\0';
	else if (len >= 1 && said[len - 1] == ':')
		said[len - 1] = '\0';
	bool same = said && qz_decide_same(said, label);
	free(said);
	return same;
}

static bool meet(void *context, const struct range *range)
{
	struct wanted *wanted = context;
	bool number = wanted->number >= range->from && wanted->number <= range->to;
	wanted->met |= number && (range->label_len == 0 || is_label(range, wanted->label));
	return true;
}

bool qz_decide_is_chosen(const char *chosen, const xmlNode *item)
{
	struct wanted wanted = {.number = item && *chosen ? number_of(item) : 0};
	if (!*chosen || !item)
		return true;
	wanted.label = label_of(item);
	read_choice(chosen, meet, &wanted);
	return wanted.number > 0 && wanted.met;
}
