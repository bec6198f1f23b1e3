/*
 * Looking up and filling in the sentences of messages.h.
 */
#include "report/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/messages_table.h"
#include "report/place.h"

const char *qz_messages_language(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strncmp(value, "zh", 2) == 0 ? "zh-CN" : "en";
	}
	return "en";
}

const char *qz_messages_rule(const struct qz_messages *messages, enum qz_rule rule, enum qz_rule_text text)
{
	return messages->bytes + messages->rules[rule][text];
}

const char *qz_messages_text(const struct qz_messages *messages, const char *key)
{
	for (size_t low = 0, high = messages->count; low < high;) {
		size_t middle = low + (high - low) / 2;
		const struct qz_keyed_text *text = &messages->texts[middle];
		int order = strcmp(key, messages->bytes + text->key);
		if (order == 0)
			return messages->bytes + text->text;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return key;
}

const char *qz_messages_field(const struct qz_messages *messages, const char *field)
{
	char key[64];
	snprintf(key, sizeof key, "field.%s", field);
	const char *text = qz_messages_text(messages, key);
	return text == key ? field : text;
}

/* A value of the source in a sentence: on one line, with nothing in it that acts on a terminal. */
static void put_safe(struct qz_buf *out, const char *text)
{
	for (size_t plain; *text; text += plain) {
		plain = strcspn(text, "\n\t");
		qz_buf_put_visible(out, text, plain);
		if (text[plain]) {
			qz_buf_putc(out, ' ');
			plain++;
		}
	}
}

/* A blank-separated list of field names, as people call them. */
static void put_fields(const struct qz_messages *messages, struct qz_buf *out, const char *list)
{
	for (const char *at = list; *at; at += strspn(at, " ")) {
		char name[32];
		size_t len = strcspn(at, " ");
		snprintf(name, sizeof name, "%.*s", (int)(len < 31 ? len : 31), at);
		if (at != list)
			qz_buf_puts(out, qz_messages_text(messages, "list.separator"));
		qz_buf_puts(out, qz_messages_field(messages, name));
		at += len;
	}
}

/* "70,69" as people write a list: 70、69, 70 and 69. */
static void put_articles(const struct qz_messages *messages, struct qz_buf *out, const char *list)
{
	for (size_t len; *list; list += len) {
		len = strcspn(list, ",");
		qz_buf_put_visible(out, list, len);
		if (list[len])
			qz_buf_puts(out, qz_messages_text(messages, strchr(list + ++len, ',') ? "list.separator" : "list.last"));
	}
}

/* The datum of that name, or the finding's own item, field or place; "" when it has none. */
static const char *value_of(const struct qz_finding *finding, const char *name)
{
	const char *value = qz_finding_get(finding, name);
	if (strcmp(name, "field") == 0 && !value)
		value = finding->field;
	if (strcmp(name, "item") == 0 && !value)
		value = finding->item;
	if (strcmp(name, "pos") == 0 && !value)
		value = finding->pos;
	return value ? value : "";
}

static void put_value(const struct qz_messages *messages, const struct qz_finding *finding, const char *name, struct qz_buf *out)
{
	const char *value = value_of(finding, name);
	char key[128];
	snprintf(key, sizeof key, "%s.%.80s", name, value);
	const char *translated = qz_messages_text(messages, key); /* reason.note → 说明 */
	if (translated == key && (strcmp(name, "lost") == 0 || strcmp(name, "fields") == 0 || strcmp(name, "target") == 0))
		put_fields(messages, out, value);
	else if (strcmp(name, "newArticle") == 0 || strcmp(name, "article") == 0 || strcmp(name, "lines") == 0)
		put_articles(messages, out, value);
	else if (strcmp(name, "pos") == 0)
		qz_place_put(value, out);
	else
		put_safe(out, translated == key ? value : translated);
}

/* Copies the name of the place-holder at `pattern`; returns what follows it, or NULL when it is none. */
static const char *read_name(const char *pattern, char name[32])
{
	const char *end = strchr(pattern, '}');
	if (!end || end - pattern > 32)
		return NULL;
	snprintf(name, 32, "%.*s", (int)(end - pattern - 1), pattern + 1);
	return end + 1;
}

/* What to read next at a '[': the text in it, or what follows when a datum in it is empty. */
static const char *enter_optional(const struct qz_finding *finding, const char *pattern)
{
	const char *end = strchr(pattern, ']');
	char name[32];
	for (const char *at = strchr(pattern, '{'); end && at && at < end; at = strchr(at + 1, '{'))
		if (read_name(at, name) && !*value_of(finding, name))
			return end + 1;
	return pattern + 1;
}

static void fill_in(const struct qz_messages *messages, const struct qz_finding *finding, const char *pattern, struct qz_buf *out)
{
	while (*pattern) {
		size_t plain = strcspn(pattern, "{[]");
		qz_buf_add(out, pattern, plain);
		pattern += plain;
		char name[32];
		const char *after = *pattern == '{' ? read_name(pattern, name) : NULL;
		if (after)
			put_value(messages, finding, name, out);
		if (after)
			pattern = after;
		else if (*pattern == '[')
			pattern = enter_optional(finding, pattern);
		else if (*pattern == ']')
			pattern++;
		else if (*pattern)
			qz_buf_putc(out, *pattern++);
	}
}

/* A rule's text for a field of its own, "filing-invalid.title.cure"; NULL where there is none. */
static const char *text_for_field(const struct qz_messages *messages, const struct qz_finding *finding, enum qz_rule_text text)
{
	char key[128];
	if (!finding->field || (text != QZ_TEXT_CURE && text != QZ_TEXT_REPLY))
		return NULL;
	snprintf(key, sizeof key, "%s.%.40s.%s", qz_rule_id(finding->rule), finding->field, text == QZ_TEXT_CURE ? "cure" : "reply");
	const char *found = qz_messages_text(messages, key);
	return found == key ? NULL : found;
}

void qz_messages_format(const struct qz_messages *messages, const struct qz_finding *finding, enum qz_rule_text text, struct qz_buf *out)
{
	const char *own = text_for_field(messages, finding, text);
	fill_in(messages, finding, own ? own : qz_messages_rule(messages, finding->rule, text), out);
}

void qz_messages_put(const struct qz_messages *messages, const char *key, struct qz_datum *data, size_t ndata, struct qz_buf *out)
{
	const struct qz_finding values = {.data = data, .ndata = ndata};
	fill_in(messages, &values, qz_messages_text(messages, key), out);
}
