/*
 * The census of a web page: all text between its tags, but for elements whose
 * fate the carriers tell. It reads the page's own bytes (what of them is markup,
 * html_scan.c says), not the parser's tree: that parser drops text, too.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/census.h"
#include "read/census_parts.h"
#include "read/html_scan.h"
#include "read/read.h"

#define LONGEST_NAME 40

/* The name of the tag at text[0] == '<', in small letters; "" for comments and declarations. */
static void read_name(const char *text, size_t len, char name[LONGEST_NAME + 1])
{
	size_t at = len > 1 && text[1] == '/' ? 2 : 1, n = 0;
	while (at + n < len && n < LONGEST_NAME && !strchr(" \t\r\n\f/>!?", text[at + n])) {
		char c = text[at + n];
		name[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	name[n] = '\0';
}

/* The end of the tag or comment at text[0] == '<'. */
static size_t end_of_tag(const char *text, size_t len)
{
	const char *end;
	if (len >= 4 && memcmp(text, "<!--", 4) == 0) {
		end = memmem(text + 4, len - 4, "-->", 3);
		return end ? (size_t)(end - text) + 3 : len;
	}
	bool plain = len > 1 && (text[1] == '!' || text[1] == '?' || text[1] == '/');
	char quote = '\0', last = '<';
	for (size_t at = 1; at < len; at++) {
		char c = text[at];
		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '>')
			return at + 1;
		else if (!plain && (c == '"' || c == '\'') && last == '=')
			quote = c;
		last = strchr(" \t\r\n", c) ? last : c;
	}
	return len;
}

/* The end of an element that is passed over: behind its closing tag. */
static size_t end_of_element(const char *text, size_t len, const char *name)
{
	size_t n = strlen(name);
	for (size_t at = 0; at < len; at++) {
		const char *next = memchr(text + at, '<', len - at);
		if (!next)
			break;
		at = (size_t)(next - text);
		if (len - at > n + 2 && text[at + 1] == '/' && strncasecmp(text + at + 2, name, n) == 0)
			return at + end_of_tag(text + at, len - at);
	}
	return len;
}

static bool is_passed_over(const char *name)
{
	for (const struct qz_carrier *at = qz_carriers; at->format; at++)
		if (*at->element && strcmp(at->element, name) == 0 && qz_census_lists(at->format, "html"))
			return at->fate == QZ_FATE_DROPPED || at->fate == QZ_FATE_NAMED;
	return false;
}

/* The character that a reference shows, and its length; 0 when it is text. */
static size_t read_reference(const char *text, size_t len, uint32_t *cp)
{
	char name[16];
	size_t n = 0;
	if (len > 2 && text[1] == '#') {
		bool hex = text[2] == 'x' || text[2] == 'X';
		char *end;
		unsigned long value = strtoul(text + 2 + hex, &end, hex ? 16 : 10);
		*cp = value <= 0x10FFFF ? (uint32_t)value : QZ_REPLACEMENT;
		return end > text + 2 + hex && (size_t)(end - text) <= len ? (size_t)(end - text) + (*end == ';') : 0;
	}
	while (n + 1 < len && n + 1 < sizeof name && ((text[n + 1] | 0x20) >= 'a' ? (text[n + 1] | 0x20) <= 'z' : (text[n + 1] >= '0' && text[n + 1] <= '9'))) {
		name[n] = text[n + 1];
		n++;
	}
	name[n] = '\0';
	*cp = n ? qz_xml_html_entity(name) : 0;
	if (!*cp)
		return 0;
	return n + 1 + (n + 1 < len && text[n + 1] == ';');
}

/* Text up to the next tag, its references resolved. */
static size_t count_text(struct qz_census *census, const char *text, size_t len, struct qz_buf *plain)
{
	size_t at = 0;
	qz_buf_clear(plain);
	while (at < len && text[at] != '<') {
		uint32_t cp = 0;
		size_t n = text[at] == '&' ? read_reference(text + at, len - at, &cp) : 0;
		if (n)
			qz_buf_put_utf8(plain, cp);
		else
			qz_buf_putc(plain, text[at]);
		at += n ? n : 1;
	}
	if (plain->len)
		qz_census_text(census, plain->data, plain->len);
	census->diag->failed |= plain->failed;
	return at;
}

static void count_page(struct qz_census *census, const char *text, size_t len)
{
	char name[LONGEST_NAME + 1];
	struct qz_buf plain;
	qz_buf_init(&plain);
	for (size_t at = 0; at < len;) {
		at += count_text(census, text + at, len - at, &plain);
		if (at == len)
			break;
		read_name(text + at, len - at, name);
		bool closing = at + 1 < len && text[at + 1] == '/';
		at += end_of_tag(text + at, len - at);
		if (!closing && *name && is_passed_over(name))
			at += end_of_element(text + at, len - at, name);
	}
	qz_buf_done(&plain);
}

void qz_census_page(struct qz_census *census)
{
	struct qz_buf text;
	struct qz_diag unsaid; /* the reader has said what it found in the same bytes */
	qz_buf_init(&text);
	qz_diag_init(&unsaid);
	if (!qz_html_prepare(census->source, &text, &unsaid) && text.len)
		count_page(census, text.data, text.len);
	if (census->finding)
		qz_census_say(census, census->source->name);
	census->diag->failed |= text.failed || unsaid.failed;
	qz_diag_done(&unsaid);
	qz_buf_done(&text);
}
