/*
 * The look at a page's bytes for html_scan.h: one pass over tags, quotes,
 * comments and scripts, after one that gathers the names of closing tags.
 */
#include "read/html_scan.h"

#include <libxml/hash.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/read.h"

#define HEAD 4096   /* where a page names its encoding (the HTML standard asks for 1024) */
#define MAX_NAME 40 /* of an element */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* ---- the encoding ---- */

/* Where `word` stands in text, letters of either case alike; NULL when nowhere. */
static const char *find_word(const char *text, size_t len, const char *word)
{
	size_t n = strlen(word);
	for (size_t i = 0; i + n <= len; i++)
		if (strncasecmp(text + i, word, n) == 0)
			return text + i;
	return NULL;
}

const char *qz_html_charset(const char *name, size_t len)
{
	static const struct {
		const char *named, *iconv;
	} known[] = {{"gb18030", "GB18030"}, {"gb2312", "GB18030"},	   {"gbk", "GB18030"},	       {"x-gbk", "GB18030"},
		     {"big5", "BIG5-HKSCS"}, {"big5-hkscs", "BIG5-HKSCS"}, {"x-x-big5", "BIG5-HKSCS"}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strlen(known[i].named) == len && strncasecmp(known[i].named, name, len) == 0)
			return known[i].iconv;
	return NULL;
}

const char *qz_html_encoding(const char *bytes, size_t len)
{
	const char *end = bytes + (len < HEAD ? len : HEAD);
	for (const char *at = bytes; (at = find_word(at, (size_t)(end - at), "<meta")); at++) {
		const char *close = memchr(at, '>', (size_t)(end - at));
		const char *value = close ? find_word(at, (size_t)(close - at), "charset") : NULL;
		if (!value)
			continue;
		value += strlen("charset");
		while (value < close && (is_blank(*value) || *value == '=' || *value == '"' || *value == '\''))
			value++;
		size_t length = 0;
		while (value + length < close && !is_blank(value[length]) && !strchr("\"';/", value[length]))
			length++;
		return qz_html_charset(value, length);
	}
	return NULL;
}

/* ---- markup ---- */

struct scan {
	const struct qz_source *source;
	const char *text;
	size_t len;
	struct qz_buf *out;
	struct qz_diag *diag;
	xmlHashTable *closed; /* names that the page closes somewhere */
	const char *reason;
};

/* The name of the tag that begins at `at`, in small letters; false when it is none an element can have. */
static bool read_name(const struct scan *scan, size_t at, char name[MAX_NAME + 1])
{
	size_t n = 0;
	for (; at + n < scan->len && !is_blank(scan->text[at + n]) && !strchr("/>", scan->text[at + n]); n++) {
		char c = scan->text[at + n];
		if (n >= MAX_NAME || !(is_letter(c) || (n > 0 && ((c >= '0' && c <= '9') || strchr(":_-.", c)))))
			return false;
		name[n] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	name[n] = '\0';
	return n > 0;
}

static bool gather_closed(struct scan *scan)
{
	char name[MAX_NAME + 1];
	scan->closed = xmlHashCreate(64);
	for (const char *at = scan->text, *end = scan->text + scan->len; scan->closed && (at = memchr(at, '<', (size_t)(end - at))); at++)
		if (at + 2 < end && at[1] == '/' && read_name(scan, (size_t)(at + 2 - scan->text), name))
			xmlHashAddEntry(scan->closed, QZ_X(name), scan->closed); /* a second time is no matter */
	return scan->closed != NULL;
}

/* Elements of HTML that libxml2 does not list, and those that browsers know beside the standard. */
static bool is_newer_element(const char *name)
{
	static const char *const names[] = {
	    "article",	"aside",     "audio",	"bdi",	 "canvas", "data",     "datalist", "details", "dialog", "figcaption", "figure",
	    "footer",	"header",    "hgroup",	"main",	 "mark",   "menuitem", "meter",	   "nav",     "nobr",	"output",     "picture",
	    "progress", "rb",	     "rp",	"rt",	 "rtc",	   "ruby",     "search",   "section", "slot",	"source",     "summary",
	    "svg",	"template",  "time",	"track", "video",  "wbr",      "math",	   "marquee", "blink",	"bgsound",    "noembed",
	    "xmp",	"plaintext", "listing", "image", "keygen", "layer",    NULL};
	for (size_t i = 0; names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* <b>, <o:p> and what the page closes are markup; <GB/T 9704>, <http://…> and <abc@gov.cn> are text. */
static bool is_markup(const struct scan *scan, size_t at)
{
	char name[MAX_NAME + 1];
	if (!read_name(scan, at + 1, name))
		return false;
	const char *colon = strchr(name, ':');
	return (colon && is_letter(colon[1])) || htmlTagLookup(QZ_X(name)) || is_newer_element(name) ||
	       xmlHashLookup(scan->closed, QZ_X(name));
}

/* <o:p>, </v:shape>: browsers show what stands inside; the parser would take the first for a <p>. */
static bool is_prefixed(const struct scan *scan, size_t at)
{
	char name[MAX_NAME + 1];
	bool closing = at + 1 < scan->len && scan->text[at + 1] == '/';
	return read_name(scan, at + 1 + closing, name) && strchr(name, ':');
}

/* <![if …]>, <![endif]>: marks for one browser around what all others show; the parser would take them for text. */
static bool is_conditional(const struct scan *scan, size_t at)
{
	return scan->len - at > 4 && memcmp(scan->text + at, "<![", 3) == 0 && is_letter(scan->text[at + 3]) &&
	       strncasecmp(scan->text + at + 3, "CDATA", 5) != 0;
}

/* The end of the tag that begins at `at`; more attributes than any page has are a reason to stop. */
static size_t end_of_tag(struct scan *scan, size_t at)
{
	size_t attributes = 0;
	char quote = '\0', last = '<';
	for (at++; at < scan->len; at++) {
		char c = scan->text[at];
		if (quote) {
			quote = c == quote ? '\0' : quote;
			continue;
		}
		if (c == '>')
			return at + 1;
		if ((c == '"' || c == '\'') && last == '=')
			quote = c;
		attributes += c == '=' || (!is_blank(c) && is_blank(scan->text[at - 1]));
		last = is_blank(c) ? last : c;
		if (attributes > 2 * QZ_HTML_ATTRIBUTES)
			scan->reason = "attributes";
	}
	return at;
}

/* Where `word` stands from `at` on; the end of the page when nowhere. */
static size_t find_from(const struct scan *scan, size_t at, const char *word)
{
	const char *found = find_word(scan->text + at, scan->len - at, word);
	return found ? (size_t)(found - scan->text) : scan->len;
}

/* The end of the markup that begins at `at`; `at` itself where it is text. */
static size_t end_of_markup(struct scan *scan, size_t at)
{
	const char *text = scan->text + at;
	size_t left = scan->len - at;
	if (left >= 4 && memcmp(text, "<!--", 4) == 0) {
		size_t end = find_from(scan, at + 4, "-->");
		return end < scan->len ? end + 3 : end;
	}
	if (left >= 2 && (text[1] == '!' || text[1] == '?' || text[1] == '/')) {
		const char *end = memchr(text, '>', left);
		return end ? (size_t)(end + 1 - scan->text) : scan->len;
	}
	if (!is_markup(scan, at))
		return at;
	size_t end = end_of_tag(scan, at);
	if (left > 7 && strncasecmp(text, "<script", 7) == 0)
		return find_from(scan, end, "</script");
	if (left > 6 && strncasecmp(text, "<style", 6) == 0)
		return find_from(scan, end, "</style");
	return end;
}

/* ---- characters ---- */

/*
 * A reference to a number that browsers read as windows-1252 (HTML, 13.2.5.80),
 * or to no character at all: its length and what it shows; 0 for any other.
 */
static size_t read_odd_reference(const char *text, uint32_t *cp)
{
	static const uint16_t windows[] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
					   0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
					   0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
	if (text[1] != '#')
		return 0;
	bool hex = text[2] == 'x' || text[2] == 'X';
	size_t at = hex ? 3 : 2, digits = strspn(text + at, hex ? "0123456789abcdefABCDEF" : "0123456789");
	if (digits == 0)
		return 0;
	unsigned long value = strtoul(text + at, NULL, hex ? 16 : 10);
	at += digits;
	if (value >= 0x80 && value < 0xA0)
		*cp = windows[value - 0x80];
	else if (value > 0x10FFFF || !qz_is_xml_char((uint32_t)value))
		*cp = QZ_REPLACEMENT;
	else
		return 0;
	return at + (text[at] == ';');
}

/* A character that XML cannot hold, and that the parser would drop or stop at. */
static void replace(struct scan *scan, size_t at)
{
	char offset[24], byte[8];
	snprintf(offset, sizeof offset, "%zu", at);
	snprintf(byte, sizeof byte, "0x%02X", (unsigned char)scan->text[at]);
	qz_diag_add(scan->diag, QZ_RULE_BAD_BYTES, NULL, "offset", offset, "byte", byte, "encoding", scan->source->encoding, NULL);
	qz_buf_put_utf8(scan->out, QZ_REPLACEMENT);
}

static bool is_control(char c)
{
	return (unsigned char)c < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/* Copies text or markup from `at` to `end`, control characters replaced. */
static void copy(struct scan *scan, size_t at, size_t end)
{
	while (at < end) {
		size_t run = at;
		while (run < end && !is_control(scan->text[run]))
			run++;
		qz_buf_add(scan->out, scan->text + at, run - at);
		if (run < end && scan->text[run] == '\f')
			qz_buf_putc(scan->out, ' ');
		else if (run < end)
			replace(scan, run);
		at = run + 1;
	}
}

static void see_ampersand(struct scan *scan, size_t *at)
{
	uint32_t cp = 0;
	size_t length = read_odd_reference(scan->text + *at, &cp);
	if (length > 0)
		qz_buf_put_utf8(scan->out, cp);
	else
		qz_buf_putc(scan->out, '&');
	*at += length > 0 ? length : 1;
}

const char *qz_html_prepare(const struct qz_source *source, struct qz_buf *out, struct qz_diag *diag)
{
	struct scan scan = {.source = source, .text = source->text, .len = source->text_len, .out = out, .diag = diag};
	if (!gather_closed(&scan))
		return "memory";
	for (size_t at = 0; at < scan.len && !scan.reason;) {
		size_t text = at;
		while (text < scan.len && scan.text[text] != '<' && scan.text[text] != '&')
			text++;
		copy(&scan, at, text);
		at = text;
		if (at == scan.len)
			break;
		if (scan.text[at] == '&') {
			see_ampersand(&scan, &at);
			continue;
		}
		size_t end = end_of_markup(&scan, at);
		if (end == at)
			qz_buf_puts(out, "&lt;");
		else if (!is_prefixed(&scan, at) && !is_conditional(&scan, at))
			copy(&scan, at, end);
		at = end > at ? end : at + 1;
	}
	xmlHashFree(scan.closed, NULL);
	return scan.reason ? scan.reason : out->failed ? "memory" : NULL;
}
