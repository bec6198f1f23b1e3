/*
 * Selectors of style rules for css.h: what is rarest of the last part (an id, a
 * class, else the element) finds the chain of rules to look at; the parts before
 * it are looked for among the ancestors. What is asked beyond that (siblings,
 * places among them) is not looked at: the rule is in doubt, and gives nothing.
 * All is bounded: more rules than these are no page's own.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/xml.h"
#include "read/css_parts.h"

#define MAX_RULES 8192
#define MAX_COMPOUNDS 8 /* parts of a selector, with blanks or > between them */
#define MAX_PART 64	/* bytes of one name */
#define MAX_CHAIN 128	/* rules looked at for one name */
#define MAX_CLASSES 16	/* of one element */
#define MAX_CLIMB 4096	/* ancestors looked at for one element, over all rules */
#define MAX_TOLD 5	/* rules in doubt that are quoted … */
#define TOLD_BYTES 60	/* … of each so much */

/*
 * The parts of a selector stand in css->names, each with a NUL behind it, the
 * last compound first: "td", "#z", " ", "tr", ".gone", ">", "table", "".
 */
struct qz_css_rule {
	struct qz_css_values values;
	uint64_t kin; /* marks of what must stand around the element */
	size_t parts; /* where they begin in css->names */
	size_t told;  /* the selector as it was written, there too */
	bool doubted; /* strikes or hides, and asks what is not looked at … */
	bool met;     /* … of an element that there is */
	uint32_t next;	 /* of the same chain, from 1; 0: none */
	unsigned length; /* of the chain behind it and with it */
};

/* ---- reading ---- */

struct compound {
	const char *text;
	size_t len;
	char relation; /* to the one before: ' ' or '>' */
};

/* A selector while it is read. */
struct selector {
	struct qz_css *css;
	struct compound list[MAX_COMPOUNDS];
	size_t count;
	char key[MAX_PART]; /* what its chain is found by */
	unsigned rank;
	uint64_t kin;
	bool sure; /* it asks nothing else */
};

static uint64_t mark_of(const char *name, size_t len, char sign)
{
	uint32_t hash = 2166136261u ^ (unsigned char)sign;
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)name[i]) * 16777619u;
	return (uint64_t)1 << ((hash ^ hash >> 16) & 63);
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

/* Cuts a selector at its blanks and signs; of what stands before + or ~ nothing is looked at. */
static void split(struct selector *selector, const char *text, size_t len)
{
	char relation = ' ';
	for (size_t at = 0, n; at < len; at += n) {
		n = 1;
		if (qz_css_is_blank(text[at]))
			continue;
		if (strchr(">+~", text[at])) {
			relation = text[at];
			continue;
		}
		n = qz_css_span(text + at, len - at, " \t\n\r\f>+~");
		selector->sure &= relation == ' ' || relation == '>';
		if (relation == '+' || relation == '~')
			selector->count = 0;
		if (selector->count == MAX_COMPOUNDS) {
			memmove(selector->list, selector->list + 1, (MAX_COMPOUNDS - 1) * sizeof *selector->list);
			selector->count--;
			selector->sure = false;
		}
		selector->list[selector->count++] = (struct compound){text + at, n, relation};
		relation = ' ';
	}
}

/* An element that is there for a while alone, or none that stands in the page: its rules are passed over. */
static bool is_passing(const char *text, size_t len)
{
	static const char *const states[] = {"::",	"hover",   "focus",	"active", "visited",  "link",	 "before",  "after", "first-line", "first-letter", "selection",
					     "target",	"checked", "disabled",	"enabled", "-",	      "placeholder", "invalid", "valid", "fullscreen", "host"};
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		const char *state = states[i];
		size_t skip = *state != ':', n = strlen(state);
		if (len >= skip + n && strncasecmp(text + skip, state, n) == 0)
			return true;
	}
	return false;
}

static void put_name(struct selector *selector, const char *name, size_t len)
{
	qz_buf_add(&selector->css->names, name, len);
	qz_buf_add(&selector->css->names, "", 1);
}

/* [name] and [name=value]; others are not looked at. Returns how long it is. */
static size_t put_attribute(struct selector *selector, const char *text, size_t len)
{
	size_t n = qz_css_span(text + 1, len - 1, "]"), name = 1;
	const char *value;
	while (name <= n && is_name_char(text[name]))
		name++;
	value = text + name;
	size_t value_len = n + 1 - name;
	qz_css_trim(&value, &value_len);
	if (name == 1 || (value_len && *value != '=')) {
		selector->sure = false;
		return n + 2;
	}
	qz_buf_add(&selector->css->names, text, name);
	if (value_len) {
		value++;
		value_len--;
		qz_css_trim(&value, &value_len);
		bool quoted = value_len >= 2 && (*value == '"' || *value == '\'') && value[value_len - 1] == *value;
		qz_buf_puts(&selector->css->names, "=");
		qz_buf_add(&selector->css->names, value + quoted, value_len - (quoted ? 2 : 0));
	}
	qz_buf_add(&selector->css->names, "", 1);
	selector->rank += 2;
	return n + 2;
}

/* An element's name, a class, an id: how long it is; 0: none that could be told. */
static size_t put_named(struct selector *selector, const char *text, size_t len, bool last)
{
	char part[MAX_PART];
	size_t sign = *text == '.' || *text == '#', n = sign;
	while (n < len && is_name_char(text[n]))
		n++;
	if (n == sign || n >= sizeof part)
		return 0;
	for (size_t i = 0; i < n; i++)
		part[i] = (char)(!sign && text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]);
	part[n] = '\0';
	put_name(selector, part, n);
	selector->rank += *part == '#' ? 4 : *part == '.' ? 2 : 1;
	if (last)
		memcpy(selector->key, part, n + 1);
	else
		selector->kin |= mark_of(part + sign, n - sign, sign ? *part : ' ');
	return n;
}

/* One compound; false when it is about nothing that could be told. */
static bool put_compound(struct selector *selector, const struct compound *compound, bool last)
{
	for (size_t at = 0, n; at < compound->len; at += n) {
		const char *text = compound->text + at;
		size_t left = compound->len - at;
		if (*text == '*') {
			n = 1;
		} else if (*text == ':') {
			if (is_passing(text, left))
				return false;
			selector->sure = false;
			n = 1 + qz_css_span(text + 1, left - 1, ":.#[");
		} else if (*text == '[') {
			n = put_attribute(selector, text, left);
		} else {
			n = put_named(selector, text, left, last);
			if (n == 0)
				return false;
		}
	}
	return true;
}

static bool put_selector(struct selector *selector)
{
	for (size_t i = selector->count; i-- > 0;) {
		if (!put_compound(selector, &selector->list[i], i + 1 == selector->count))
			return false;
		if (i > 0)
			put_name(selector, &selector->list[i].relation, 1);
	}
	qz_buf_add(&selector->css->names, "", 1);
	return selector->count > 0;
}

/* ---- rules ---- */

/* The same declarations with the weight of a selector; !important stays. */
static struct qz_css_values weigh(const struct qz_css_values *values, unsigned rank, unsigned order)
{
	struct qz_css_values copy = *values;
	unsigned weight = (rank < 31 ? rank : 31) << 25 | (order < (1u << 25) - 1 ? order : (1u << 25) - 1);
	for (size_t i = 0; i < QZ_CSS_PROPERTIES; i++)
		if (copy.weight[i])
			copy.weight[i] = (copy.weight[i] & 1u << 31) | weight;
	return copy;
}

/* Whether words are struck or gone by these. */
static bool takes_words(const struct qz_css_values *values)
{
	static const enum qz_css_property all[] = {QZ_CSS_DISPLAY, QZ_CSS_VISIBILITY, QZ_CSS_STRIKE};
	bool takes = false;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		takes |= values->weight[all[i]] && values->value[all[i]];
	return takes;
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

/* Puts a rule at the head of its chain; one too many is in doubt for good. */
static void link_rule(struct qz_css *css, struct qz_css_rule *rule, const char *key)
{
	uintptr_t first = (uintptr_t)qz_map_get(&css->by_key, key, strlen(key));
	if (css->count >= MAX_RULES || (first && css->rules[first - 1].length >= MAX_CHAIN)) {
		css->dropped += rule->doubted || takes_words(&rule->values);
		return;
	}
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

/* How much of a selector is quoted. */
static size_t cut(const char *text, size_t len)
{
	size_t n = len < TOLD_BYTES ? len : TOLD_BYTES;
	while (n < len && n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	return n;
}

void qz_css_add_rule(struct qz_css *css, const char *text, size_t len, const struct qz_css_values *values)
{
	struct selector selector = {.css = css, .key = "*", .sure = true};
	struct qz_css_rule rule = {.parts = css->names.len};
	qz_css_trim(&text, &len);
	split(&selector, text, len);
	if (!put_selector(&selector)) {
		css->failed |= css->names.failed;
		return;
	}
	rule.told = css->names.len;
	put_name(&selector, text, cut(text, len));
	css->failed |= css->names.failed;
	rule.kin = selector.kin;
	rule.values = weigh(values, selector.rank, css->order);
	rule.doubted = !selector.sure && takes_words(values);
	if (!selector.sure)
		doubt(&rule.values);
	if (!css->failed)
		link_rule(css, &rule, selector.key);
}

/* ---- matching ---- */

static bool has_class(const char *classes, const char *wanted)
{
	size_t wanted_len = strlen(wanted);
	for (const char *at = classes; at && *at;) {
		at += strspn(at, " \t\n\r\f");
		size_t len = strcspn(at, " \t\n\r\f");
		if (len == wanted_len && memcmp(at, wanted, len) == 0)
			return true;
		at += len;
	}
	return false;
}

static bool has_attribute(const xmlNode *node, const char *part)
{
	char name[MAX_PART];
	size_t len = strcspn(part, "=");
	if (len >= sizeof name)
		return false;
	for (size_t i = 0; i < len; i++)
		name[i] = (char)(part[i] >= 'A' && part[i] <= 'Z' ? part[i] + 32 : part[i]);
	name[len] = '\0';
	const char *value = qz_xml_attr(node, name);
	return part[len] ? value && strcmp(value, part + len + 1) == 0 : xmlHasProp(node, BAD_CAST name) != NULL;
}

static bool has_part(const xmlNode *node, const char *part)
{
	const char *id = *part == '#' ? qz_xml_attr(node, "id") : NULL;
	if (*part == '#')
		return id && strcmp(id, part + 1) == 0;
	if (*part == '.')
		return has_class(qz_xml_attr(node, "class"), part + 1);
	return *part == '[' ? has_attribute(node, part + 1) : qz_xml_is(node, part);
}

static bool is_end(const char *part)
{
	return *part == '\0' || *part == ' ' || *part == '>';
}

static const char *behind(const char *part)
{
	while (!is_end(part))
		part += strlen(part) + 1;
	return part;
}

static bool fits(const xmlNode *node, const char *part)
{
	for (; !is_end(part); part += strlen(part) + 1)
		if (!has_part(node, part))
			return false;
	return true;
}

/* Browsers put rows that stand in a table itself into a <tbody>. */
static bool is_implied(const xmlNode *below, const xmlNode *up, const char *part)
{
	return strcmp(part, "tbody") == 0 && is_end(part + 6) && qz_xml_is(below, "tr") && qz_xml_is(up, "table");
}

/*
 * Whether what the selector asks for stands around the node; `sign` stands
 * behind its last compound. Compounds joined by > are looked for together, the
 * nearest first: that leaves most room for those before.
 */
static bool climb(const xmlNode *node, const char *sign, unsigned *steps)
{
	const xmlNode *below = node, *up = node->parent, *from = NULL;
	const char *first = NULL; /* compound of those looked for together, from this ancestor on */
	while (*sign) {
		const char *part = sign + 2;
		if (!up || up->type != XML_ELEMENT_NODE || ++*steps > MAX_CLIMB)
			return false;
		if (*sign == ' ') {
			first = sign;
			from = up;
		}
		if (is_implied(below, up, part)) {
			below = up; /* no other <tbody> here */
			sign = behind(part);
		} else if (fits(up, part)) {
			below = up;
			up = up->parent;
			sign = behind(part);
		} else if (first) {
			below = from;
			up = from->parent;
			sign = first;
		} else {
			return false;
		}
	}
	return true;
}

/* The node, what its rules are matched with, and what they say. */
struct matched {
	const struct qz_css *css;
	const xmlNode *node;
	uint64_t kin;
	unsigned steps;
	struct qz_css_values *values;
};

static void match_chain(struct matched *matched, const char *key, size_t len)
{
	const struct qz_css *css = matched->css;
	for (uintptr_t at = (uintptr_t)qz_map_get(&css->by_key, key, len); at; at = css->rules[at - 1].next) {
		struct qz_css_rule *rule = &css->rules[at - 1];
		const char *parts = css->names.data + rule->parts;
		if ((rule->kin & ~matched->kin) || !fits(matched->node, parts))
			continue;
		bool all = climb(matched->node, behind(parts), &matched->steps);
		rule->met |= all ? rule->doubted : matched->steps > MAX_CLIMB && takes_words(&rule->values);
		for (size_t i = 0; i < QZ_CSS_PROPERTIES && all; i++)
			if (rule->values.weight[i])
				qz_css_set(matched->values, (enum qz_css_property)i, rule->values.value[i], rule->values.weight[i]);
	}
}

static void match_named(struct matched *matched, char sign, const char *name, size_t len)
{
	char key[MAX_PART];
	if (len + 1 >= sizeof key)
		return;
	key[0] = sign;
	memcpy(key + 1, name, len);
	match_chain(matched, key, len + 1);
}

void qz_css_match(const struct qz_css *css, const xmlNode *node, uint64_t kin, struct qz_css_values *values)
{
	struct matched matched = {.css = css, .node = node, .kin = kin, .values = values};
	const char *id = qz_xml_attr(node, "id");
	size_t count = 0;
	if (css->count == 0)
		return;
	match_chain(&matched, "*", 1);
	match_chain(&matched, (const char *)node->name, strlen((const char *)node->name));
	for (const char *at = qz_xml_attr(node, "class"); at && *at && count < MAX_CLASSES; count++) {
		at += strspn(at, " \t\n\r\f");
		size_t len = strcspn(at, " \t\n\r\f");
		if (len)
			match_named(&matched, '.', at, len);
		at += len;
	}
	if (id)
		match_named(&matched, '#', id, strlen(id));
}

uint64_t qz_css_mark(const struct qz_css *css, const xmlNode *node)
{
	const char *name = (const char *)node->name, *id = qz_xml_attr(node, "id");
	if (css->count == 0)
		return 0;
	uint64_t mark = mark_of(name, strlen(name), ' ') | (id ? mark_of(id, strlen(id), '#') : 0);
	for (const char *at = qz_xml_attr(node, "class"); at && *at;) {
		at += strspn(at, " \t\n\r\f");
		size_t len = strcspn(at, " \t\n\r\f");
		mark |= len ? mark_of(at, len, '.') : 0;
		at += len;
	}
	return mark | (strcmp(name, "table") == 0 ? mark_of("tbody", 5, ' ') : 0);
}

size_t qz_css_doubts(const struct qz_css *css, struct qz_buf *names)
{
	size_t count = css->dropped, told = 0;
	for (size_t i = 0; i < css->count; i++) {
		if (!css->rules[i].met)
			continue;
		count++;
		if (told++ < MAX_TOLD) {
			qz_buf_puts(names, names->len ? "; " : "");
			qz_buf_puts(names, css->names.data + css->rules[i].told);
		}
	}
	return count;
}
