/*
 * Loading the sentences of messages.h from XML, into the table of messages_table.h.
 */
#include "report/messages_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/resource.h"
#include "base/shortage.h"
#include "base/xml.h"

/* What a table is made of; its texts and bytes are grown here. */
struct loading {
	struct qz_messages *messages;
	struct qz_buf bytes;
	struct qz_keyed_text *texts;
	size_t cap;
	bool failed;
};

/* Adds prose with its blanks settled: outer ones gone, runs one space. */
static void put_prose(struct qz_buf *out, const char *text)
{
	size_t start = out->len;
	for (size_t word; *(text += strspn(text, " \t\r\n")); text += word) {
		word = strcspn(text, " \t\r\n");
		if (out->len > start)
			qz_buf_putc(out, ' ');
		qz_buf_add(out, text, word);
	}
}

static uint32_t begin_text(struct loading *loading)
{
	loading->failed |= loading->bytes.len > UINT32_MAX / 2;
	return (uint32_t)loading->bytes.len;
}

static uint32_t add_key(struct loading *loading, const char *key)
{
	uint32_t start = begin_text(loading);
	qz_buf_add(&loading->bytes, key, strlen(key) + 1);
	return start;
}

/* The element's text, as prose where it is not verbatim. */
static uint32_t add_content(struct loading *loading, const xmlNode *node)
{
	uint32_t start = begin_text(loading);
	struct qz_buf text;
	qz_buf_init(&text);
	qz_xml_text(node, &text);
	if (qz_xml_attr(node, "verbatim"))
		qz_buf_add(&loading->bytes, text.data ? text.data : "", text.len);
	else
		put_prose(&loading->bytes, text.data ? text.data : "");
	qz_buf_putc(&loading->bytes, '\0');
	loading->failed |= text.failed;
	qz_buf_done(&text);
	return start;
}

static void load_rule(struct loading *loading, const xmlNode *node)
{
	static const char *const names[QZ_RULE_TEXTS] = {"message", "cause", "cure", "reply", "example", "seen"};
	const char *id = qz_xml_attr(node, "id");
	enum qz_rule rule = id ? qz_rule_find(id) : QZ_RULES;
	for (int i = 0; rule != QZ_RULES && i < QZ_RULE_TEXTS; i++) {
		const xmlNode *child = qz_xml_child(node, names[i]);
		if (child && !loading->messages->rules[rule][i])
			loading->messages->rules[rule][i] = add_content(loading, child);
	}
}

static void load_text(struct loading *loading, const xmlNode *node)
{
	const char *key = qz_xml_attr(node, "key");
	if (!qz_array_grow(&loading->texts, loading->messages->count, &loading->cap, sizeof *loading->texts)) {
		loading->failed = true;
		return;
	}
	uint32_t start = add_key(loading, key ? key : "");
	loading->texts[loading->messages->count++] = (struct qz_keyed_text){.key = start, .text = add_content(loading, node)};
}

static int compare_keys(const void *a, const void *b, void *bytes)
{
	const struct qz_keyed_text *one = a, *other = b;
	return strcmp((const char *)bytes + one->key, (const char *)bytes + other->key);
}

/* False when memory ran out. */
static bool load(struct loading *loading, const xmlNode *root)
{
	add_key(loading, "");
	for (xmlNode *node = qz_xml_child(root, NULL); node; node = qz_xml_next(node, NULL)) {
		if (qz_xml_is(node, "rule"))
			load_rule(loading, node);
		else if (qz_xml_is(node, "text"))
			load_text(loading, node);
	}
	struct qz_messages *messages = loading->messages;
	bool loaded = !loading->failed && !loading->bytes.failed;
	if (loaded && messages->count)
		qsort_r(loading->texts, messages->count, sizeof *loading->texts, compare_keys, loading->bytes.data);
	messages->texts = loading->texts;
	messages->len = loading->bytes.len;
	messages->bytes = qz_buf_take(&loading->bytes);
	return loaded && messages->bytes;
}

const char *qz_messages_resource(const char *language)
{
	return strncmp(language, "zh", 2) == 0 ? "xslt/l10n/messages.zh-CN.xml" : "xslt/l10n/messages.en.xml";
}

static struct qz_messages *find_built_in(const char *name)
{
	for (const struct qz_built_in_messages *at = qz_built_in_messages; at->name; at++)
		if (strcmp(at->name, name) == 0)
			return (struct qz_messages *)(uintptr_t)at->messages;
	return NULL;
}

struct qz_messages *qz_messages_load(const char *folder, const char *language, struct qz_diag *diag)
{
	const char *name = qz_messages_resource(language);
	struct qz_messages *built_in = folder ? NULL : find_built_in(name);
	if (built_in)
		return built_in;
	unsigned long shortages = qz_shortages();
	xmlDoc *doc = qz_resource_tree(folder, name, diag);
	struct loading loading = {.messages = doc ? calloc(1, sizeof *loading.messages) : NULL};
	qz_buf_init(&loading.bytes);
	bool read = doc;
	bool loaded = loading.messages && load(&loading, xmlDocGetRootElement(doc)) && qz_shortages() == shortages;
	xmlFreeDoc(doc);
	if (loaded)
		return loading.messages;
	diag->failed |= read;
	qz_messages_free(loading.messages);
	return NULL;
}

void qz_messages_free(struct qz_messages *messages)
{
	if (!messages || messages->built_in)
		return;
	free((void *)(uintptr_t)messages->texts);
	free((void *)(uintptr_t)messages->bytes);
	free(messages);
}
