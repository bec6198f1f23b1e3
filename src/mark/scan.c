/*
 * Finding tags, for scan.h.
 */
#include "mark/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

void qz_scan_init(struct qz_scan *scan, const char *text, size_t len)
{
	*scan = (struct qz_scan){.text = text, .len = len};
}

static size_t find(const struct qz_scan *scan, size_t from, const char *what)
{
	const char *found = from < scan->len ? memmem(scan->text + from, scan->len - from, what, strlen(what)) : NULL;
	return found ? (size_t)(found - scan->text) + strlen(what) : scan->len;
}

/* Behind a comment, CDATA, a processing instruction or a declaration that begins at `at`; `at` where none does. */
static size_t pass_over(const struct qz_scan *scan, size_t at)
{
	static const struct {
		const char *begin, *end;
	} kinds[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t len = strlen(kinds[i].begin);
		if (scan->len - at >= len && memcmp(scan->text + at, kinds[i].begin, len) == 0)
			return find(scan, at + len, kinds[i].end);
	}
	return at;
}

/* Behind the > of a tag, which may stand in quotes before. */
static size_t end_of_tag(const struct qz_scan *scan, size_t at)
{
	char quote = 0;
	for (; at < scan->len; at++) {
		char c = scan->text[at];
		if (quote ? c == quote : c == '"' || c == '\'')
			quote = quote ? 0 : c;
		else if (c == '>' && !quote)
			return at + 1;
	}
	return scan->len;
}

static void take_tag(struct qz_scan *scan, size_t start, struct qz_tag *tag)
{
	size_t end = end_of_tag(scan, start), at = start + 1;
	*tag = (struct qz_tag){.start = start, .end = end, .closes = scan->text[at] == '/'};
	at += tag->closes;
	tag->name = scan->text + at;
	while (at < end && !strchr(" \t\r\n/>", scan->text[at])) {
		if (scan->text[at] == ':')
			tag->prefix = (size_t)(scan->text + at + 1 - tag->name);
		at++;
	}
	tag->len = (size_t)(scan->text + at - tag->name);
	tag->attributes = scan->text + at;
	tag->empty = end >= 2 && scan->text[end - 2] == '/';
	size_t stop = end - 1 - tag->empty;
	tag->attributes_len = stop > at ? stop - at : 0;
}

bool qz_scan_next(struct qz_scan *scan, struct qz_tag *tag)
{
	while (scan->at < scan->len) {
		const char *found = memchr(scan->text + scan->at, '<', scan->len - scan->at);
		if (!found || found + 1 >= scan->text + scan->len)
			break;
		size_t start = (size_t)(found - scan->text), behind = pass_over(scan, start);
		scan->at = behind;
		if (behind > start)
			continue;
		take_tag(scan, start, tag);
		scan->at = tag->end;
		if (tag->closes && scan->open > 0)
			scan->open--;
		scan->depth = scan->open;
		scan->open += !tag->closes && !tag->empty;
		return true;
	}
	scan->at = scan->len;
	return false;
}

bool qz_tag_is(const struct qz_tag *tag, const char *local)
{
	size_t len = tag->len - tag->prefix;
	return strlen(local) == len && memcmp(tag->name + tag->prefix, local, len) == 0;
}

const char *qz_tag_attr(const struct qz_tag *tag, const char *local, size_t *len)
{
	const char *at = tag->attributes, *end = at + tag->attributes_len;
	size_t wanted = strlen(local);
	while (at < end) {
		while (at < end && strchr(" \t\r\n", *at))
			at++;
		const char *name = at, *colon = NULL;
		while (at < end && !strchr(" \t\r\n=", *at)) {
			colon = *at == ':' ? at : colon;
			at++;
		}
		size_t name_len = (size_t)(at - name), prefix = colon ? (size_t)(colon + 1 - name) : 0;
		while (at < end && *at != '"' && *at != '\'')
			at++;
		if (at >= end)
			break;
		const char *value = at + 1, *close = memchr(value, *at, (size_t)(end - value));
		if (!close)
			break;
		bool declares = prefix == 6 && memcmp(name, "xmlns:", 6) == 0;
		if (!declares && name_len - prefix == wanted && memcmp(name + prefix, local, wanted) == 0) {
			*len = (size_t)(close - value);
			return value;
		}
		at = close + 1;
	}
	return NULL;
}

size_t qz_tag_resolve(const char *text, size_t len, struct qz_buf *out)
{
	static const struct {
		const char *name;
		char c;
	} named[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
	for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
		size_t size = strlen(named[i].name);
		if (len >= size && memcmp(text, named[i].name, size) == 0) {
			qz_buf_putc(out, named[i].c);
			return size;
		}
	}
	const char *end = memchr(text, ';', len < 12 ? len : 12);
	if (!end || len < 4 || text[1] != '#')
		return 0;
	unsigned long cp = text[2] == 'x' ? strtoul(text + 3, NULL, 16) : strtoul(text + 2, NULL, 10);
	qz_buf_put_utf8(out, cp <= 0x10FFFF ? (uint32_t)cp : 0xFFFD);
	return (size_t)(end + 1 - text);
}

bool qz_tag_value(const struct qz_tag *tag, const char *local, struct qz_buf *out)
{
	size_t len = 0;
	const char *value = qz_tag_attr(tag, local, &len);
	for (size_t at = 0, used; value && at < len; at += used) {
		used = value[at] == '&' ? qz_tag_resolve(value + at, len - at, out) : 0;
		if (used == 0) {
			qz_buf_putc(out, value[at]);
			used = 1;
		}
	}
	return value != NULL;
}

bool qz_tag_number(const struct qz_tag *tag, const char *local, unsigned *number)
{
	size_t len = 0;
	const char *value = qz_tag_attr(tag, local, &len);
	unsigned long sum = 0;
	if (!value || len == 0 || len > 9)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (value[i] < '0' || value[i] > '9')
			return false;
		sum = sum * 10 + (unsigned long)(value[i] - '0');
	}
	*number = (unsigned)sum;
	return true;
}
