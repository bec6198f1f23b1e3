/*
 * Style sheets for css.h: their rules one by one, declarations into the few
 * properties that matter. What the selectors choose is css_select.c's.
 */
#include "read/css.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "read/css_parts.h"

#define MAX_GENERATED 1000 /* texts that rules add */

void qz_css_init(struct qz_css *css)
{
	*css = (struct qz_css){.order = QZ_CSS_ATTRIBUTE + 1};
	qz_map_init(&css->by_key);
	qz_buf_init(&css->generated);
	qz_buf_init(&css->names);
}

void qz_css_done(struct qz_css *css)
{
	free(css->rules);
	qz_map_done(&css->by_key, NULL);
	qz_buf_done(&css->generated);
	qz_buf_done(&css->names);
}

bool qz_css_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

void qz_css_trim(const char **text, size_t *len)
{
	for (; *len && qz_css_is_blank(**text); (*len)--)
		(*text)++;
	while (*len && qz_css_is_blank((*text)[*len - 1]))
		(*len)--;
}

static bool is_word(const char *text, size_t len, const char *word)
{
	return strlen(word) == len && strncasecmp(text, word, len) == 0;
}

/* Where `word` stands in text, letters of either case alike. */
static const char *find(const char *text, size_t len, const char *word)
{
	size_t n = strlen(word);
	for (size_t i = 0; i + n <= len; i++)
		if (strncasecmp(text + i, word, n) == 0)
			return text + i;
	return NULL;
}

/* ---- values ---- */

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static int colour_of_digits(const char *text, size_t len)
{
	int colour = 0;
	if (len != 3 && len != 6)
		return QZ_CSS_UNKNOWN;
	for (size_t i = 0; i < len; i++) {
		int digit = hex(text[i]);
		if (digit < 0)
			return QZ_CSS_UNKNOWN;
		colour = len == 3 ? colour << 8 | digit * 17 : colour << 4 | digit;
	}
	return colour;
}

/* rgb(255, 255, 255), rgba(0,0,0,0) */
static int colour_of_function(const char *text, size_t len)
{
	double part[4] = {0, 0, 0, 1};
	const char *at = memchr(text, '(', len), *end = text + len;
	char number[24];
	for (size_t i = 0; at && i < 4 && at + 1 < end; i++) {
		size_t n = strcspn(at + 1, ",/)");
		n = at + 1 + n > end ? (size_t)(end - at - 1) : n;
		snprintf(number, sizeof number, "%.*s", (int)(n < 20 ? n : 20), at + 1);
		part[i] = strchr(number, '%') ? strtod(number, NULL) * 2.55 : strtod(number, NULL);
		at += 1 + n;
		at = at < end && *at != ')' ? at : NULL;
	}
	if (part[3] <= 0)
		return QZ_CSS_CLEAR;
	for (size_t i = 0; i < 3; i++)
		part[i] = part[i] > 255 ? 255 : part[i] > 0 ? part[i] : 0;
	return (int)(part[0] + 0.5) << 16 | (int)(part[1] + 0.5) << 8 | (int)(part[2] + 0.5);
}

int qz_css_colour(const char *text, size_t len)
{
	static const struct {
		const char *name;
		int colour;
	} names[] = {{"white", 0xFFFFFF},  {"window", 0xFFFFFF}, {"black", 0},	     {"windowtext", 0},	     {"red", 0xFF0000},
		     {"blue", 0x0000FF},   {"green", 0x008000},	 {"gray", 0x808080}, {"grey", 0x808080},     {"silver", 0xC0C0C0},
		     {"yellow", 0xFFFF00}, {"navy", 0x000080},	 {"lime", 0x00FF00}, {"aqua", 0x00FFFF},     {"cyan", 0x00FFFF},
		     {"maroon", 0x800000}, {"purple", 0x800080}, {"snow", 0xFFFAFA}, {"whitesmoke", 0xF5F5F5}, {"transparent", QZ_CSS_CLEAR},
		     {"none", QZ_CSS_CLEAR}};
	qz_css_trim(&text, &len);
	if (len && *text == '#')
		return colour_of_digits(text + 1, len - 1);
	if (len > 4 && strncasecmp(text, "rgb", 3) == 0)
		return colour_of_function(text, len);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is_word(text, len, names[i].name))
			return names[i].colour;
	return QZ_CSS_UNKNOWN;
}

/* The colour among the words of a background: none where a picture or what we cannot read may give another. */
static int ground_of(const char *text, size_t len)
{
	int ground = QZ_CSS_CLEAR;
	if (find(text, len, "url(") || find(text, len, "gradient") || find(text, len, "var("))
		return QZ_CSS_UNKNOWN;
	for (size_t at = 0, n; at < len; at += n + 1) {
		bool function = false;
		for (n = 0; at + n < len && (function || !qz_css_is_blank(text[at + n])); n++)
			function = text[at + n] == '(' || (function && text[at + n] != ')');
		int colour = n ? qz_css_colour(text + at, n) : QZ_CSS_UNKNOWN;
		ground = colour >= 0 ? colour : ground;
		if (colour == QZ_CSS_UNKNOWN && n && len == n)
			return QZ_CSS_UNKNOWN;
	}
	return ground;
}

/* Whether a font's size is below 2 pt; -1 where the value is none. */
static int is_tiny(const char *text, size_t len)
{
	char number[24];
	char *unit;
	snprintf(number, sizeof number, "%.*s", (int)(len < 20 ? len : 20), text);
	double size = strtod(number, &unit);
	if (unit == number)
		return 0;
	unit += strspn(unit, " ");
	double least = strncasecmp(unit, "px", 2) == 0 ? 3 : strncasecmp(unit, "em", 2) == 0 || strncasecmp(unit, "rem", 3) == 0 ? 0.16 : *unit == '%' ? 16 : 2;
	return size < least;
}

void qz_css_set(struct qz_css_values *values, enum qz_css_property property, int value, unsigned weight)
{
	if (weight < values->weight[property])
		return;
	values->value[property] = value;
	values->weight[property] = weight;
}

static void declare_one(struct qz_css_values *values, const char *name, size_t name_len, const char *text, size_t len, unsigned weight)
{
	const char *important = find(text, len, "!important");
	if (important) {
		weight |= 1u << 31;
		len = (size_t)(important - text);
	}
	qz_css_trim(&text, &len);
	if (len == 0 || is_word(text, len, "inherit"))
		return;
	if (is_word(name, name_len, "display"))
		qz_css_set(values, QZ_CSS_DISPLAY, is_word(text, len, "none"), weight);
	else if (is_word(name, name_len, "visibility"))
		qz_css_set(values, QZ_CSS_VISIBILITY, is_word(text, len, "hidden") || is_word(text, len, "collapse"), weight);
	else if (is_word(name, name_len, "opacity") && strtod(text, NULL) <= 0)
		qz_css_set(values, QZ_CSS_DISPLAY, 1, weight);
	else if (is_word(name, name_len, "text-decoration") || is_word(name, name_len, "text-decoration-line"))
		qz_css_set(values, QZ_CSS_STRIKE, find(text, len, "line-through") != NULL, weight);
	else if (is_word(name, name_len, "text-line-through")) /* as Word and Excel write it */
		qz_css_set(values, QZ_CSS_STRIKE, !is_word(text, len, "none"), weight);
	else if (is_word(name, name_len, "color"))
		qz_css_set(values, QZ_CSS_COLOUR, qz_css_colour(text, len), weight);
	else if (is_word(name, name_len, "background") || is_word(name, name_len, "background-color"))
		qz_css_set(values, QZ_CSS_GROUND, ground_of(text, len), weight);
	else if (is_word(name, name_len, "background-image") && !is_word(text, len, "none"))
		qz_css_set(values, QZ_CSS_GROUND, QZ_CSS_UNKNOWN, weight);
	else if (is_word(name, name_len, "font-size"))
		qz_css_set(values, QZ_CSS_SIZE, is_tiny(text, len), weight);
}

size_t qz_css_span(const char *text, size_t len, const char *wanted)
{
	char quote = '\0';
	size_t brackets = 0, at = 0;
	for (; at < len; at++) {
		char c = text[at];
		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (brackets == 0 && c && strchr(wanted, c))
			break;
		else
			brackets += c == '(' || c == '[' ? 1 : (c == ')' || c == ']') && brackets ? (size_t)-1 : 0;
	}
	return at;
}

void qz_css_declare(struct qz_css_values *values, const char *text, size_t len, unsigned weight)
{
	for (size_t at = 0, n; at < len; at += n + 1) {
		n = qz_css_span(text + at, len - at, ";");
		const char *name = text + at, *colon = memchr(name, ':', n);
		if (!colon)
			continue;
		size_t name_len = (size_t)(colon - name), value_len = n - name_len - 1;
		qz_css_trim(&name, &name_len);
		declare_one(values, name, name_len, colon + 1, value_len, weight);
	}
}

/* ---- rules ---- */

/* Words that the page shows although they stand in no element: content: "…". */
static void see_generated(struct qz_css *css, const char *text, size_t len)
{
	const char *open = memchr(text, ':', len), *end = text + len;
	size_t name_len = open ? (size_t)(open - text) : 0;
	qz_css_trim(&text, &name_len);
	if (!open || !is_word(text, name_len, "content"))
		return;
	while (open < end && *open != '"' && *open != '\'')
		open++;
	const char *close = open < end ? memchr(open + 1, *open, (size_t)(end - open - 1)) : NULL;
	bool words = false;
	for (const char *c = open + 1; close && c < close; c++)
		words |= (unsigned char)*c >= 0xE3 && (unsigned char)*c < 0xEE; /* ideographs; not the signs of icon fonts */
	if (!words || css->ngenerated >= MAX_GENERATED)
		return;
	qz_buf_puts(&css->generated, css->generated.len ? " " : "");
	qz_buf_add(&css->generated, open + 1, (size_t)(close - open - 1));
	css->ngenerated++;
	css->failed |= css->generated.failed;
}

static bool says_something(const struct qz_css_values *values)
{
	for (size_t i = 0; i < QZ_CSS_PROPERTIES; i++)
		if (values->weight[i])
			return true;
	return false;
}

static void read_rule(struct qz_css *css, const char *selectors, size_t selectors_len, const char *text, size_t len)
{
	struct qz_css_values values = {0};
	for (size_t at = 0, n; at < len; at += n + 1) {
		n = qz_css_span(text + at, len - at, ";");
		see_generated(css, text + at, n);
	}
	qz_css_declare(&values, text, len, 1);
	for (size_t at = 0, n; says_something(&values) && at < selectors_len && !css->failed; at += n + 1) {
		n = qz_css_span(selectors + at, selectors_len - at, ",");
		qz_css_add_rule(css, selectors + at, n, &values);
	}
	css->order++;
}

/* A style sheet without comments; <!-- and --> are none of CSS, and passed over. */
static void strip(const char *text, size_t len, struct qz_buf *out)
{
	for (size_t at = 0; at < len; at++) {
		if (len - at >= 2 && memcmp(text + at, "/*", 2) == 0) {
			const char *end = memmem(text + at + 2, len - at - 2, "*/", 2);
			at = end ? (size_t)(end - text) + 1 : len;
			qz_buf_putc(out, ' ');
		} else if (len - at >= 4 && memcmp(text + at, "<!--", 4) == 0) {
			at += 3;
		} else if (len - at >= 3 && memcmp(text + at, "-->", 3) == 0) {
			at += 2;
		} else {
			qz_buf_putc(out, text[at]);
		}
	}
}

/* Behind the block that opens at `at`, with all blocks in it. */
static size_t skip_block(const char *text, size_t len, size_t at)
{
	size_t depth = 0;
	for (; at < len; at++) {
		depth += text[at] == '{';
		if (text[at] == '}' && --depth == 0)
			return at + 1;
	}
	return len;
}

/* Whether a block of rules is for the screen whatever its size: @media screen, all, "print, screen"; @layer, @supports. */
static bool is_entered(const char *head, size_t len)
{
	size_t word = 0;
	while (word < len && !qz_css_is_blank(head[word]) && head[word] != '(')
		word++;
	if (is_word(head, word, "@supports") || is_word(head, word, "@layer"))
		return true;
	for (size_t at = word, n; is_word(head, word, "@media") && at < len; at += n + 1) {
		n = qz_css_span(head + at, len - at, ",");
		const char *query = head + at;
		size_t query_len = n;
		qz_css_trim(&query, &query_len);
		bool only = query_len > 5 && strncasecmp(query, "only ", 5) == 0, not = query_len > 4 && strncasecmp(query, "not ", 4) == 0;
		query += only ? 5 : not ? 4 : 0;
		query_len -= only ? 5 : not ? 4 : 0;
		qz_css_trim(&query, &query_len);
		if (not ? is_word(query, query_len, "print") : is_word(query, query_len, "screen") || is_word(query, query_len, "all"))
			return true;
	}
	return false;
}

void qz_css_read(struct qz_css *css, const char *raw, size_t raw_len)
{
	struct qz_buf text;
	qz_buf_init(&text);
	strip(raw, raw_len, &text);
	for (size_t at = 0; at < text.len && !text.failed && !css->failed;) {
		const char *start = text.data + at;
		size_t head = qz_css_span(start, text.len - at, "{};");
		size_t open = at + head, skip = 0;
		while (skip < head && qz_css_is_blank(start[skip]))
			skip++;
		if (open >= text.len)
			break;
		if (text.data[open] != '{') {
			at = open + 1;
		} else if (start[skip] == '@') {
			at = is_entered(start + skip, head - skip) ? open + 1 : skip_block(text.data, text.len, open);
		} else {
			size_t body = qz_css_span(text.data + open + 1, text.len - open - 1, "}");
			read_rule(css, start, head, text.data + open + 1, body);
			at = open + 1 + body + 1;
		}
	}
	css->failed |= text.failed;
	qz_buf_done(&text);
}
