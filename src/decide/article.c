/*
 * Articles in tables of decisions, from numbers ("59,60", "13.1", "59-62", as in
 * cite/@article) to what laws write (第五十九条、第六十条) and back. One article may
 * have become several, and several may stand in one citation.
 */
#include <stdlib.h>
#include <string.h>

#include "decide/decide_internal.h"
#include "model/numeral.h"

#define LARGEST 9999u
#define MOST 50u /* articles in one citation */

/* 1 to 9,999 as laws write it: 五十九, 一百零二, 一十 is 十. */
static void put_numeral(uint32_t number, struct qz_buf *out)
{
	static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
	static const char *const units[] = {"", "十", "百", "千"};
	bool begun = false, gap = false;
	for (uint32_t unit = 1000, power = 3;; unit /= 10, power--) {
		uint32_t digit = number / unit % 10;
		if (digit && gap && begun)
			qz_buf_puts(out, digits[0]);
		if (digit && !(digit == 1 && power == 1 && !begun))
			qz_buf_puts(out, digits[digit]);
		if (digit)
			qz_buf_puts(out, units[power]);
		begun |= digit != 0;
		gap = digit == 0;
		if (power == 0)
			break;
	}
}

static void put_one(uint32_t number, uint32_t part, bool arabic, struct qz_buf *out)
{
	qz_buf_puts(out, "第");
	if (arabic)
		qz_buf_put_number(out, number);
	else
		put_numeral(number, out);
	qz_buf_puts(out, "条");
	if (part)
		qz_buf_puts(out, "之");
	if (part)
		put_numeral(part, out);
}

/* “59”, “13.1” at the beginning of a text: one article, and its 之 (0: none). The bytes of it, 0 for none. */
static size_t split_one(const char *text, uint32_t *number, uint32_t *part)
{
	size_t digits = strspn(text, "0123456789"), more = text[digits] == '.' ? strspn(text + digits + 1, "0123456789") : 0;
	*part = 0;
	if (digits == 0 || digits > 4 || (text[digits] == '.' && (more == 0 || more > 2)))
		return 0;
	*number = (uint32_t)strtoul(text, NULL, 10);
	if (more)
		*part = (uint32_t)strtoul(text + digits + 1, NULL, 10);
	return *number > 0 && (!more || *part > 0) ? digits + (more ? more + 1 : 0) : 0;
}

size_t qz_decide_count_articles(const char *list)
{
	size_t count = 0;
	uint32_t number, part, last, other;
	for (size_t len; *list; list += len) {
		len = split_one(list, &number, &part);
		if (len == 0 || ++count > MOST)
			return 0;
		if (list[len] == '-') {
			size_t end = split_one(list + len + 1, &last, &other);
			if (end == 0 || part || other || last <= number || last - number > MOST)
				return 0;
			count += last - number;
			len += end + 1;
		}
		if (list[len] == ',' && list[len + 1])
			len++;
		else if (list[len])
			return 0;
	}
	return count <= MOST ? count : 0;
}

bool qz_decide_put_articles(const char *list, bool arabic, struct qz_buf *out)
{
	uint32_t number, part;
	if (qz_decide_count_articles(list) == 0)
		return false;
	while (*list) {
		list += split_one(list, &number, &part);
		put_one(number, part, arabic, out);
		if (*list)
			qz_buf_puts(out, *list == ',' ? "、" : "至");
		list += *list != '\0';
	}
	return true;
}

/* ---- reading ---- */

/* 第五十九条之一 at the beginning of a text: the bytes of it, 0 for none. */
static size_t read_one(const char *text, size_t len, uint32_t *number, uint32_t *part)
{
	static const char first[] = "第", unit[] = "条", of[] = "之";
	size_t at = sizeof first - 1;
	*part = 0;
	if (len <= at || memcmp(text, first, at) != 0)
		return 0;
	size_t digits = qz_numeral_read(text + at, len - at, number);
	at += digits;
	if (!digits || len - at < sizeof unit - 1 || memcmp(text + at, unit, sizeof unit - 1) != 0)
		return 0;
	at += sizeof unit - 1;
	if (len - at > sizeof of - 1 && memcmp(text + at, of, sizeof of - 1) == 0) {
		digits = qz_numeral_read(text + at + sizeof of - 1, len - at - (sizeof of - 1), part);
		at += digits ? digits + sizeof of - 1 : 0;
	}
	return *number > 0 && *number <= LARGEST && *part <= 99 ? at : 0;
}

/* What stands between two articles of one citation: the bytes of it, 0 for something else; *range: from one to the other. */
static size_t read_between(const char *text, size_t len, bool *range)
{
	static const char *const signs[] = {"、", "，", ",", "和", "及", "与", "至", "到", "—", "－", "-", "～"};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t size = strlen(signs[i]);
		*range = i >= 6;
		if (len > size && memcmp(text, signs[i], size) == 0)
			return size;
	}
	return 0;
}

static void put_number(uint32_t number, uint32_t part, struct qz_buf *out)
{
	qz_buf_put_number(out, number);
	if (part)
		qz_buf_printf(out, ".%u", (unsigned)part);
}

size_t qz_decide_find_articles(const char *text, size_t len, struct qz_buf *out)
{
	uint32_t number = 0, part = 0;
	size_t at = read_one(text, len, &number, &part);
	if (at)
		put_number(number, part, out);
	while (at) {
		bool range = false;
		size_t between = read_between(text + at, len - at, &range);
		size_t more = between ? read_one(text + at + between, len - at - between, &number, &part) : 0;
		if (!more)
			break;
		qz_buf_putc(out, range ? '-' : ',');
		put_number(number, part, out);
		at += between + more;
	}
	return at;
}

/* 61，62: numbers alone. */
static bool read_numbers(const char *text, size_t len, struct qz_buf *out)
{
	uint32_t number = 0;
	bool range = false;
	for (size_t at = 0, used; at < len; at += used) {
		used = qz_numeral_read(text + at, len - at, &number);
		if (used == 0 || number == 0 || number > LARGEST)
			return false;
		put_number(number, 0, out);
		at += used;
		used = read_between(text + at, len - at, &range);
		if (at < len && (used == 0 || range))
			return false;
		if (used)
			qz_buf_putc(out, ',');
	}
	return len > 0;
}

bool qz_decide_read_articles(const char *text, struct qz_buf *out)
{
	const size_t len = strlen(text);
	size_t used = qz_decide_find_articles(text, len, out);
	if (used ? used != len : !read_numbers(text, len, out))
		return false;
	return !out->failed && qz_decide_count_articles(out->data) > 0;
}
