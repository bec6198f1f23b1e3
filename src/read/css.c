/*
 * Rules of style sheets for css.h: selectors into chains by what is rarest of
 * them (an id, a class, else the element), declarations into the few properties
 * that matter. All is bounded: more rules than these are no page's own.
 */
#include "read/css.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"

#define MAX_RULES 8192
#define MAX_PARTS 5	   /* element, classes and id of one selector */
#define MAX_PART 64	   /* bytes of each */
#define MAX_CHAIN 24	   /* rules looked at for one class */
#define MAX_CLASSES 16	   /* of one element */
#define MAX_GENERATED 1000 /* texts that rules add */

struct qz_css_rule {
	char parts[MAX_PARTS][MAX_PART]; /* "td", ".x", "#z"; "" behind the last */
	size_t nparts;
	bool sure; /* the selector asks nothing else of the element */
	struct qz_css_values values;
	uint32_t next; /* of the same chain, from 1; 0: none */
	unsigned length; /* of the chain behind it and with it */
};

void qz_css_init(struct qz_css *css)
{
	*css = (struct qz_css){.order = QZ_CSS_ATTRIBUTE + 1};
	qz_map_init(&css->by_key);
	qz_buf_init(&css->generated);
}

void qz_css_done(struct qz_css *css)
{
	free(css->rules);
	qz_map_done(&css->by_key, NULL);
	qz_buf_done(&css->generated);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void trim(const char **text, size_t *len)
{
	for (; *len && is_blank(**text); (*len)--)
		(*text)++;
	while (*len && is_blank((*text)[*len - 1]))
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
	trim(&text, &len);
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
		for (n = 0; at + n < len && (function || !is_blank(text[at + n])); n++)
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
	trim(&text, &len);
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

/* The next `wanted` outside of quotes and brackets; `len` when there is none. */
static size_t span_to(const char *text, size_t len, const char *wanted)
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
			brackets += c == '(' ? 1 : c == ')' && brackets ? (size_t)-1 : 0;
	}
	return at;
}

void qz_css_declare(struct qz_css_values *values, const char *text, size_t len, unsigned weight)
{
	for (size_t at = 0, n; at < len; at += n + 1) {
		n = span_to(text + at, len - at, ";");
		const char *name = text + at, *colon = memchr(name, ':', n);
		if (!colon)
			continue;
		size_t name_len = (size_t)(colon - name), value_len = n - name_len - 1;
		trim(&name, &name_len);
		declare_one(values, name, name_len, colon + 1, value_len, weight);
	}
}

/* ---- rules ---- */

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

/* Adds the name at `at` (with the . or # before it) to the parts; false when it has none or there are too many. */
static bool add_part(struct qz_css_rule *rule, const char *text, size_t len, size_t *at)
{
	size_t sign = text[*at] == '.' || text[*at] == '#', n = sign;
	while (*at + n < len && is_name_char(text[*at + n]))
		n++;
	if (n == sign || n >= MAX_PART || rule->nparts == MAX_PARTS)
		return false;
	char *part = rule->parts[rule->nparts++];
	for (size_t i = 0; i < n; i++) {
		char c = text[*at + i];
		part[i] = (char)(!sign && c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	part[n] = '\0';
	*at += n;
	return true;
}

/* Reads the last part of one selector; false when it is about no element that we can tell. */
static bool read_selector(struct qz_css_rule *rule, const char *text, size_t len)
{
	size_t start = len;
	trim(&text, &len);
	for (start = len; start > 0 && !is_blank(text[start - 1]) && !strchr(">+~", text[start - 1]); start--)
		;
	rule->sure = start == 0;
	for (size_t at = start; at < len;) {
		if (text[at] == ':') {
			bool static_state = strncasecmp(text + at, ":nth", 4) == 0 || strncasecmp(text + at, ":first-c", 8) == 0 || strncasecmp(text + at, ":last-c", 7) == 0;
			if (!static_state) /* a pseudo-element, or a state that comes and goes */
				return false;
		}
		if (text[at] == ':' || text[at] == '[') {
			rule->sure = false;
			break;
		}
		if (text[at] != '.' && text[at] != '#' && !is_name_char(text[at]))
			return false;
		if (!add_part(rule, text, len, &at))
			return false;
	}
	return rule->nparts > 0;
}

static unsigned weight_of(const struct qz_css_rule *rule, unsigned order)
{
	unsigned rank = 0;
	for (size_t i = 0; i < rule->nparts; i++)
		rank += rule->parts[i][0] == '#' ? 4 : rule->parts[i][0] == '.' ? 2 : 1;
	rank = rank < 31 ? rank : 31;
	return rank << 25 | (order < (1u << 25) - 1 ? order : (1u << 25) - 1);
}

/* A rule that may also ask for what we do not read takes sureness away, and gives none. */
static void doubt(struct qz_css_values *values)
{
	static const enum qz_css_property yes_or_no[] = {QZ_CSS_DISPLAY, QZ_CSS_VISIBILITY, QZ_CSS_STRIKE, QZ_CSS_SIZE};
	for (size_t i = 0; i < sizeof yes_or_no / sizeof *yes_or_no; i++)
		if (values->value[yes_or_no[i]])
			values->weight[yes_or_no[i]] = 0;
	values->value[QZ_CSS_COLOUR] = values->value[QZ_CSS_GROUND] = QZ_CSS_UNKNOWN;
}

/* What a chain is found by: an id or class, else the element. */
static const char *key_of(const struct qz_css_rule *rule)
{
	return rule->parts[rule->nparts - 1];
}

static void add_rule(struct qz_css *css, struct qz_css_rule *rule)
{
	const char *key = key_of(rule);
	uintptr_t first = (uintptr_t)qz_map_get(&css->by_key, key, strlen(key));
	if (first && css->rules[first - 1].length >= MAX_CHAIN)
		return;
	if (!qz_array_grow(&css->rules, css->count, &css->cap, sizeof *css->rules)) {
		css->failed = true;
		return;
	}
	rule->next = (uint32_t)first;
	rule->length = first ? css->rules[first - 1].length + 1 : 1;
	css->rules[css->count++] = *rule;
	if (qz_map_put(&css->by_key, key, strlen(key), (void *)(uintptr_t)css->count) != 0)
		css->failed = true;
}

static bool says_something(const struct qz_css_values *values)
{
	for (size_t i = 0; i < QZ_CSS_PROPERTIES; i++)
		if (values->weight[i])
			return true;
	return false;
}

/* Words that the page shows although they stand in no element: content: "…". */
static void see_generated(struct qz_css *css, const char *text, size_t len)
{
	const char *open = memchr(text, ':', len), *end = text + len;
	size_t name_len = open ? (size_t)(open - text) : 0;
	trim(&text, &name_len);
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

/* The same declarations with the weight of a selector; !important stays. */
static struct qz_css_values weigh(const struct qz_css_values *values, unsigned weight)
{
	struct qz_css_values copy = *values;
	for (size_t i = 0; i < QZ_CSS_PROPERTIES; i++)
		if (copy.weight[i])
			copy.weight[i] = (copy.weight[i] & 1u << 31) | weight;
	return copy;
}

static void read_rule(struct qz_css *css, const char *selectors, size_t selectors_len, const char *text, size_t len)
{
	struct qz_css_values values = {0};
	for (size_t at = 0, n; at < len; at += n + 1) {
		n = span_to(text + at, len - at, ";");
		see_generated(css, text + at, n);
	}
	qz_css_declare(&values, text, len, 1);
	for (size_t at = 0, n; says_something(&values) && at < selectors_len && css->count < MAX_RULES && !css->failed; at += n + 1) {
		n = span_to(selectors + at, selectors_len - at, ",");
		struct qz_css_rule rule = {0};
		if (!read_selector(&rule, selectors + at, n))
			continue;
		rule.values = weigh(&values, weight_of(&rule, css->order));
		if (!rule.sure)
			doubt(&rule.values);
		if (says_something(&rule.values))
			add_rule(css, &rule);
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

void qz_css_read(struct qz_css *css, const char *raw, size_t raw_len)
{
	struct qz_buf text;
	qz_buf_init(&text);
	strip(raw, raw_len, &text);
	for (size_t at = 0; at < text.len && !text.failed && !css->failed;) {
		const char *start = text.data + at;
		size_t head = span_to(start, text.len - at, "{};");
		size_t open = at + head, skip = 0;
		while (skip < head && is_blank(start[skip]))
			skip++;
		if (open >= text.len)
			break;
		if (text.data[open] != '{') {
			at = open + 1;
		} else if (start[skip] == '@') {
			at = skip_block(text.data, text.len, open);
		} else {
			size_t body = span_to(text.data + open + 1, text.len - open - 1, "}");
			read_rule(css, start, head, text.data + open + 1, body);
			at = open + 1 + body + 1;
		}
	}
	css->failed |= text.failed;
	qz_buf_done(&text);
}

/* ---- matching ---- */

struct element {
	const char *name, *id;
	const char *classes[MAX_CLASSES]; /* where each begins, in the attribute */
	size_t lens[MAX_CLASSES], count;
};

static bool has_part(const struct element *element, const char *part)
{
	if (*part == '#')
		return element->id && strcmp(element->id, part + 1) == 0;
	if (*part != '.')
		return strcmp(element->name, part) == 0;
	for (size_t i = 0; i < element->count; i++)
		if (strlen(part + 1) == element->lens[i] && memcmp(part + 1, element->classes[i], element->lens[i]) == 0)
			return true;
	return false;
}

static void match_chain(const struct qz_css *css, const struct element *element, const char *key, size_t len, struct qz_css_values *values)
{
	for (uintptr_t at = (uintptr_t)qz_map_get(&css->by_key, key, len); at; at = css->rules[at - 1].next) {
		const struct qz_css_rule *rule = &css->rules[at - 1];
		bool all = true;
		for (size_t i = 0; i < rule->nparts && all; i++)
			all = has_part(element, rule->parts[i]);
		for (size_t i = 0; i < QZ_CSS_PROPERTIES && all; i++)
			if (rule->values.weight[i])
				qz_css_set(values, (enum qz_css_property)i, rule->values.value[i], rule->values.weight[i]);
	}
}

static void match_named(const struct qz_css *css, const struct element *element, char sign, const char *name, size_t len, struct qz_css_values *values)
{
	char key[MAX_PART];
	if (len + 1 >= sizeof key)
		return;
	key[0] = sign;
	memcpy(key + 1, name, len);
	match_chain(css, element, key, len + 1, values);
}

void qz_css_match(const struct qz_css *css, const char *name, const char *classes, const char *id, struct qz_css_values *values)
{
	struct element element = {.name = name, .id = id};
	if (css->count == 0)
		return;
	for (const char *at = classes; at && *at && element.count < MAX_CLASSES;) {
		at += strspn(at, " \t\n\r\f");
		size_t len = strcspn(at, " \t\n\r\f");
		element.classes[element.count] = at;
		element.lens[element.count] = len;
		element.count += len > 0;
		at += len;
	}
	match_chain(css, &element, name, strlen(name), values);
	for (size_t i = 0; i < element.count; i++)
		match_named(css, &element, '.', element.classes[i], element.lens[i], values);
	if (id)
		match_named(css, &element, '#', id, strlen(id), values);
}
