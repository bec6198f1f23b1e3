/*
 * The digest of a list, for digest.h.
 */
#include "model/digest.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "model/vocabulary.h"

#define MOST_TYPES 40 /* kinds told apart; what comes after is counted with the last: a list has ten or so */

struct count {
	char *name; /* "": not stated */
	const char *code;
	size_t items;
};

struct counts {
	struct count types[MOST_TYPES];
	size_t count;
	bool failed;
};

/* The text of an element, its blanks made single; never NULL but when memory ran out. */
static char *text_of(const xmlNode *node)
{
	struct qz_buf text;
	qz_buf_init(&text);
	if (node)
		qz_xml_text(node, &text);
	char *result = qz_buf_take(&text), *to = result;
	for (const char *from = result; from && *from; from++)
		if (!strchr(" \t\r\n", *from) || (to > result && to[-1] != ' '))
			*to++ = strchr(" \t\r\n", *from) ? ' ' : *from;
	if (to)
		*to = '\0';
	if (to && to > result && to[-1] == ' ')
		to[-1] = '\0';
	return result;
}

static void put_element(struct qz_buf *out, const char *name, const char *attributes, const char *text)
{
	qz_buf_printf(out, "<%s%s>", name, attributes);
	qz_xml_escape(text, out);
	qz_buf_printf(out, "</%s>", name);
}

/* A type by its name in the vocabulary, else as written. Takes the text. */
static void count_type_take(struct counts *counts, const struct qz_vocabulary *vocabulary, char *text)
{
	const struct qz_power_type *type = text ? qz_power_type_find(vocabulary, text, strlen(text)) : NULL;
	const char *name = type ? type->name : text;
	counts->failed |= !text;
	size_t i = 0;
	while (text && i < counts->count && strcmp(counts->types[i].name, name) != 0)
		i++;
	i = i < MOST_TYPES ? i : MOST_TYPES - 1;
	if (text && i == counts->count) {
		counts->types[i] = (struct count){.name = strdup(name), .code = type ? type->code : NULL};
		counts->failed |= !counts->types[i].name;
		counts->count += counts->types[i].name != NULL;
	}
	if (i < counts->count)
		counts->types[i].items++;
	free(text);
}

static void put_types(const struct counts *counts, struct qz_buf *out)
{
	for (size_t i = 0; i < counts->count; i++) {
		const struct count *type = &counts->types[i];
		qz_buf_puts(out, "<type name=\"");
		qz_xml_escape(type->name, out);
		if (type->code)
			qz_buf_printf(out, "\" code=\"%s", type->code);
		qz_buf_printf(out, "\" items=\"%zu\"/>", type->items);
	}
}

static void put_item(const xmlNode *item, struct qz_buf *out)
{
	struct qz_buf id;
	char *name = text_of(qz_xml_child(item, "name"));
	qz_buf_init(&id);
	qz_buf_puts(&id, " id=\"");
	qz_xml_escape(qz_xml_attr(item, "id") ? qz_xml_attr(item, "id") : "", &id);
	qz_buf_puts(&id, "\"");
	out->failed |= id.failed || !name;
	if (!out->failed)
		put_element(out, "item", id.data, name);
	qz_buf_done(&id);
	free(name);
}

/* The head's title or body; where the head has no body, that of the first item that states one. */
static void put_head(const xmlNode *list, const char *name, struct qz_buf *out)
{
	char *text = text_of(qz_xml_child(qz_xml_child(list, "head"), name));
	for (xmlNode *table = qz_xml_child(list, "table"); strcmp(name, "body") == 0 && table && text && !*text; table = qz_xml_next(table, "table")) {
		for (xmlNode *item = qz_xml_child(table, "item"); item && text && !*text; item = qz_xml_next(item, "item")) {
			free(text);
			text = text_of(qz_xml_child(item, "body"));
		}
	}
	out->failed |= !text;
	if (text && *text)
		put_element(out, name, "", text);
	free(text);
}

void qz_digest(const xmlDoc *doc, const struct qz_vocabulary *vocabulary, struct qz_buf *out)
{
	const xmlNode *list = xmlDocGetRootElement(doc);
	struct counts counts = {0};
	put_head(list, "title", out);
	put_head(list, "body", out);
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			count_type_take(&counts, vocabulary, text_of(qz_xml_child(item, "powerType")));
	put_types(&counts, out);
	out->failed |= counts.failed;
	for (size_t i = 0; i < counts.count; i++)
		free(counts.types[i].name);
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			put_item(item, out);
}
