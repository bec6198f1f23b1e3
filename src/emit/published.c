/*
 * Filled columns and plain labels, for published.h. Elements of a field that one
 * column alone has bear no label: such a field is known by its name.
 */
#include "emit/published.h"

#include <string.h>

#include "base/xml.h"

#define MOST 1024 /* bytes of a bracket in a label */

/* ---- columns ---- */

static bool is_blank_text(const char *text)
{
	return !text || !text[strspn(text, " \t\r\n")];
}

/* Whether text stands anywhere in the element. */
static bool has_text(const xmlNode *element)
{
	const xmlNode *at = element->children;
	while (at && at != element) {
		if (at->type == XML_TEXT_NODE && !is_blank_text(QZ_C(at->content)))
			return true;
		at = qz_xml_after(at, element);
	}
	return false;
}

static void make_key(struct qz_buf *key, const char *field, const char *label)
{
	qz_buf_clear(key);
	qz_buf_puts(key, field);
	if (label)
		qz_buf_printf(key, "\t%s", label);
}

static void note_field(const xmlNode *field, bool suggestions, struct qz_map *filled, struct qz_buf *key)
{
	if (!(suggestions && qz_xml_attr(field, "suggested")) && !has_text(field))
		return;
	make_key(key, QZ_C(field->name), qz_xml_attr(field, "label"));
	if (!key->failed)
		qz_map_put(filled, key->data, key->len, (void *)(uintptr_t)field); /* any value says that it is there */
}

int qz_filled_find(const xmlNode *list, bool suggestions, struct qz_map *filled)
{
	struct qz_buf key;
	qz_buf_init(&key);
	for (const xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table"))
		for (const xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			for (const xmlNode *field = qz_xml_child(item, NULL); field; field = qz_xml_next(field, NULL))
				note_field(field, suggestions, filled, &key);
	const bool failed = key.failed || filled->failed;
	qz_buf_done(&key);
	return failed ? -1 : 0;
}

bool qz_filled_has(const struct qz_map *filled, const xmlNode *column, bool *failed)
{
	const char *field = qz_xml_attr(column, "field"), *label = qz_xml_attr(column, "label");
	struct qz_buf key;
	qz_buf_init(&key);
	make_key(&key, field ? field : "", NULL);
	bool has = key.failed || qz_map_get(filled, key.data, key.len);
	make_key(&key, field ? field : "", label ? label : "");
	has |= key.failed || qz_map_get(filled, key.data, key.len);
	*failed |= key.failed;
	qz_buf_done(&key);
	return has;
}

/* ---- labels ---- */

/* A bracket of either width at `text`: 1 opens, -1 closes, 0 is none; *size is its bytes. */
static int bracket_at(const char *text, size_t *size)
{
	static const struct {
		const char *text;
		int turn;
	} brackets[] = {{"（", 1}, {"(", 1}, {"）", -1}, {")", -1}};
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
		*size = strlen(brackets[i].text);
		if (strncmp(text, brackets[i].text, *size) == 0)
			return brackets[i].turn;
	}
	*size = 1;
	return 0;
}

/* The length of the bracket at `text` with all in it; 0 where none begins, or it has no end near enough. */
static size_t bracket_len(const char *text)
{
	size_t size, at = 0;
	int depth = 0;
	do {
		depth += bracket_at(text + at, &size);
		at += size;
	} while (depth > 0 && text[at] && at < MOST);
	return depth == 0 && at > size ? at : 0;
}

/* Whether one of the words stands in the text. */
static bool has_word(const char *text, size_t len, const xmlNode *words)
{
	for (const xmlNode *at = words ? qz_xml_child(words, "word") : NULL; at; at = qz_xml_next(at, "word")) {
		const char *word = at->children && at->children->content ? QZ_C(at->children->content) : "";
		const size_t size = strlen(word);
		for (size_t i = 0; size && i + size <= len; i++)
			if (memcmp(text + i, word, size) == 0)
				return true;
	}
	return false;
}

bool qz_label_plain(const char *label, const xmlNode *words, struct qz_buf *out)
{
	const size_t start = out->len;
	bool changed = false, blank = true;
	for (const char *at = label; *at;) {
		const size_t len = bracket_len(at);
		const bool instruction = len && has_word(at, len, words);
		const size_t step = len ? len : 1;
		if (!instruction)
			qz_buf_add(out, at, step);
		blank &= instruction || strchr(" \t\r\n", *at);
		changed |= instruction;
		at += step;
	}
	if (changed && blank) {
		qz_buf_cut(out, start);
		qz_buf_puts(out, label);
	}
	return changed && !blank;
}
