/*
 * The JSON of a comparison, for changes.h.
 */
#include "report/changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/sink.h"
#include "base/xml.h"
#include "report/jsonvalue.h"

struct writer {
	const xmlNode **items; /* what was split off or merged away */
	size_t nitems;
	bool failed;
};

static bool is_value(const xmlNode *node, const char *name, const char *value)
{
	const char *found = qz_xml_attr(node, name);
	return found && strcmp(found, value) == 0;
}

/* Whether an element is not of the revision: `other` is the mark of the other one. */
static bool is_left_out(const xmlNode *node, const char *other)
{
	return qz_xml_is(node, other) || qz_xml_is(node, "changes") || is_value(node, "change", other);
}

static void put_marker(const xmlNode *point, const char *other, struct qz_buf *out)
{
	bool old = strcmp(other, "ins") == 0;
	const char *was = qz_xml_attr(point, "was-marker"), *marker = old && was ? was : qz_xml_attr(point, "marker");
	if (old && !was && qz_xml_attr(point, "was-not"))
		marker = NULL;
	if (marker)
		qz_buf_printf(out, "%s ", marker);
}

/*
 * The text of one revision below a field: `other` ("ins", "del") is the mark
 * of what belongs to the other. Paragraphs and points are lines, points with
 * their numbers as written.
 */
static void put_text(const xmlNode *node, const char *other, struct qz_buf *out)
{
	for (const xmlNode *at = node->children; at; at = at->next) {
		if (at->type == XML_TEXT_NODE && at->content)
			qz_buf_puts(out, QZ_C(at->content));
		if (at->type != XML_ELEMENT_NODE || is_left_out(at, other))
			continue;
		bool line = qz_xml_is(at, "p") || qz_xml_is(at, "li");
		if (line && out->len && out->data[out->len - 1] != '\n')
			qz_buf_putc(out, '\n');
		if (qz_xml_is(at, "li"))
			put_marker(at, other, out);
		put_text(at, other, out);
	}
}

/* A text of one revision of an item's fields of that name (and label); "" where it has none. */
static json_t *text_of(struct writer *writer, const xmlNode *item, const char *name, const char *label, const char *change, const char *other)
{
	struct qz_buf text;
	qz_buf_init(&text);
	for (xmlNode *field = qz_xml_child(item, name); field; field = qz_xml_next(field, name)) {
		const char *own = qz_xml_attr(field, "change"), *own_label = qz_xml_attr(field, "label");
		bool same = !change || (own && strcmp(own, change) == 0);
		if (!same || is_value(field, "change", other) || strcmp(own_label ? own_label : "", label ? label : "") != 0)
			continue;
		if (text.len)
			qz_buf_putc(&text, '\n');
		put_text(field, other, &text);
	}
	qz_buf_add(&text, "", 0);
	json_t *value = text.failed ? NULL : qz_json_string(text.data);
	writer->failed |= !value;
	qz_buf_done(&text);
	return value;
}

/* An element's attributes of these names as members; `pairs` holds attribute, member, …, NULL. Absent ones are "". */
static void set_strings(struct writer *writer, json_t *object, const xmlNode *node, const char *const *pairs)
{
	for (; *pairs; pairs += 2) {
		const char *value = qz_xml_attr(node, pairs[0]);
		qz_json_set(object, pairs[1], qz_json_string(value ? value : ""), &writer->failed);
	}
}

static json_t *make_citations(struct writer *writer, const xmlNode *field)
{
	static const char *const pairs[] = {"law", "law", "from", "old", "to", "new", NULL};
	json_t *array = json_array();
	writer->failed |= !array;
	for (xmlNode *at = qz_xml_child(field, "citation"); at && !writer->failed; at = qz_xml_next(at, "citation")) {
		json_t *citation = json_object();
		const char *was = qz_xml_attr(at, "was-law");
		qz_json_append(array, citation, &writer->failed);
		if (citation && !writer->failed)
			set_strings(writer, citation, at, pairs);
		if (was && !writer->failed)
			qz_json_set(citation, "oldLaw", qz_json_string(was), &writer->failed);
	}
	return array;
}

static json_t *make_field(struct writer *writer, const xmlNode *item, const xmlNode *field)
{
	const char *name = qz_xml_attr(field, "name"), *label = qz_xml_attr(field, "label"), *change = qz_xml_attr(field, "change");
	json_t *object = json_object();
	writer->failed |= !object;
	if (!object)
		return NULL;
	qz_json_set(object, "field", qz_json_string(name), &writer->failed);
	if (label)
		qz_json_set(object, "label", qz_json_string(label), &writer->failed);
	qz_json_set(object, "class", qz_json_string(qz_xml_attr(field, "class")), &writer->failed);
	qz_json_set(object, "old", text_of(writer, item, name, label, change, "ins"), &writer->failed);
	qz_json_set(object, "new", text_of(writer, item, name, label, change, "del"), &writer->failed);
	if (qz_xml_child(field, "citation"))
		qz_json_set(object, "citations", make_citations(writer, field), &writer->failed);
	return object;
}

/* Appends the serial that an item has in one revision. */
static void put_serial(const xmlNode *item, const char *other, struct qz_buf *text, bool *first)
{
	if (!*first)
		qz_buf_putc(text, ',');
	*first = false;
	for (const xmlNode *serial = qz_xml_child(item, "serial"); serial; serial = qz_xml_next(serial, "serial"))
		if (!is_value(serial, "change", other))
			put_text(serial, other, text);
}

static unsigned long place_of(const xmlNode *item, bool old)
{
	const char *place = qz_xml_attr(item, old ? "old" : "new");
	return place ? strtoul(place, NULL, 10) : 0;
}

/* Serials of one revision: the item's own and those of its parts, in their order, with commas between. */
static json_t *serials_of(struct writer *writer, const xmlNode *item, bool old)
{
	const char *other = old ? "ins" : "del", *own = qz_xml_attr(item, old ? "new" : "old"), *link = old ? "into" : "of";
	bool written = is_value(item, "change", other), first = true;
	struct qz_buf text;
	qz_buf_init(&text);
	for (size_t i = 0; own && i < writer->nitems; i++) {
		if (!is_value(writer->items[i], link, own))
			continue;
		if (!written && place_of(writer->items[i], old) > place_of(item, old)) {
			put_serial(item, other, &text, &first);
			written = true;
		}
		put_serial(writer->items[i], other, &text, &first);
	}
	if (!written)
		put_serial(item, other, &text, &first);
	qz_buf_add(&text, "", 0);
	json_t *value = text.failed ? NULL : qz_json_string(text.data);
	writer->failed |= !value;
	qz_buf_done(&text);
	return value;
}

static json_t *make_reasons(struct writer *writer, const xmlNode *reason)
{
	static const char *const pairs[] = {"kind", "kind", "law", "law", "force", "inForce", "from", "old", "to", "new", NULL};
	json_t *array = json_array();
	writer->failed |= !array;
	for (xmlNode *at = qz_xml_child(reason, "suggestion"); at && !writer->failed; at = qz_xml_next(at, "suggestion")) {
		json_t *suggestion = json_object();
		qz_json_append(array, suggestion, &writer->failed);
		for (size_t i = 0; suggestion && !writer->failed && pairs[i]; i += 2)
			if (qz_xml_attr(at, pairs[i]))
				qz_json_set(suggestion, pairs[i + 1], qz_json_string(qz_xml_attr(at, pairs[i])), &writer->failed);
	}
	return array;
}

static json_t *make_item(struct writer *writer, const xmlNode *item)
{
	const char *change = qz_xml_attr(item, "change");
	bool gone = change && strcmp(change, "del") == 0;
	const xmlNode *changes = qz_xml_child(item, "changes"), *reason = changes ? qz_xml_child(changes, "reason") : NULL;
	json_t *object = json_object(), *fields = json_array();
	writer->failed |= !object || !fields;
	qz_json_set(object, "kind", qz_json_string(qz_xml_attr(item, "kind")), &writer->failed);
	qz_json_set(object, "old", serials_of(writer, item, true), &writer->failed);
	qz_json_set(object, "new", serials_of(writer, item, false), &writer->failed);
	qz_json_set(object, "name", text_of(writer, item, "name", NULL, NULL, gone ? "ins" : "del"), &writer->failed);
	if (is_value(item, "moved", "yes"))
		qz_json_set(object, "moved", json_true(), &writer->failed);
	for (const char *const *name = (const char *const[]){"match", "similarity", NULL}; *name; name++)
		if (qz_xml_attr(item, *name))
			qz_json_set(object, *name, name[1] ? qz_json_string(qz_xml_attr(item, *name)) : qz_json_count(strtoul(qz_xml_attr(item, *name), NULL, 10)), &writer->failed);
	for (xmlNode *field = qz_xml_child(changes, "field"); field && !writer->failed; field = qz_xml_next(field, "field"))
		qz_json_append(fields, make_field(writer, item, field), &writer->failed);
	qz_json_set(object, "fields", fields, &writer->failed);
	if (reason && qz_xml_child(reason, "suggestion"))
		qz_json_set(object, "suggestions", make_reasons(writer, reason), &writer->failed);
	return object;
}

static json_t *make_counts(struct writer *writer, const xmlNode *node)
{
	static const char *const names[] = {"added", "removed", "devolved", "changed", "split", "merged", "kept", "moved", "layout"};
	json_t *object = json_object();
	writer->failed |= !object;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = qz_xml_attr(node, names[i]);
		qz_json_set(object, names[i], qz_json_count(value ? strtoul(value, NULL, 10) : 0), &writer->failed);
	}
	return object;
}

static json_t *make_types(struct writer *writer, const xmlNode *summary)
{
	json_t *array = json_array();
	writer->failed |= !array;
	for (xmlNode *at = qz_xml_child(summary, "type"); at && !writer->failed; at = qz_xml_next(at, "type")) {
		json_t *type = make_counts(writer, at);
		qz_json_set(type, "name", qz_json_string(qz_xml_attr(at, "name")), &writer->failed);
		qz_json_append(array, type, &writer->failed);
	}
	return array;
}

static json_t *make_columns(struct writer *writer, const xmlNode *summary)
{
	json_t *array = json_array();
	writer->failed |= !array;
	for (xmlNode *at = qz_xml_child(summary, "column"); at && !writer->failed; at = qz_xml_next(at, "column")) {
		const char *change = qz_xml_attr(at, "change"), *label = qz_xml_attr(at, "label"), *was = qz_xml_attr(at, "was-label");
		json_t *column = json_object();
		qz_json_append(array, column, &writer->failed);
		if (writer->failed)
			break;
		qz_json_set(column, "field", qz_json_string(qz_xml_attr(at, "field")), &writer->failed);
		qz_json_set(column, "old", qz_json_string(was ? was : strcmp(change, "del") == 0 ? label : ""), &writer->failed);
		qz_json_set(column, "new", qz_json_string(strcmp(change, "del") == 0 ? "" : label), &writer->failed);
	}
	return array;
}

/* The parts of items that were split or merged, which stand with the item that they come from or went into. */
static bool gather_parts(struct writer *writer, const xmlNode *list)
{
	size_t count = 0;
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			count += is_value(item, "match", "part");
	writer->items = malloc((count + 1) * sizeof *writer->items);
	for (xmlNode *table = qz_xml_child(list, "table"); table && writer->items; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			if (is_value(item, "match", "part"))
				writer->items[writer->nitems++] = item;
	return writer->items != NULL;
}

static json_t *make_items(struct writer *writer, const xmlNode *list)
{
	json_t *array = json_array();
	writer->failed |= !array;
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table"))
		for (xmlNode *item = qz_xml_child(table, "item"); item && !writer->failed; item = qz_xml_next(item, "item"))
			if (!is_value(item, "match", "part"))
				qz_json_append(array, make_item(writer, item), &writer->failed);
	return array;
}

int qz_changes_json(xmlDoc *marked, const struct qz_sink *sink)
{
	const xmlNode *list = xmlDocGetRootElement(marked), *summary = qz_xml_child(list, "summary");
	struct writer writer = {0};
	json_t *object = json_object();
	writer.failed |= !object || !gather_parts(&writer, list);
	if (!writer.failed) {
		qz_json_set(object, "schema", json_string("urn:quanze:diff:1"), &writer.failed);
		qz_json_set(object, "summary", make_counts(&writer, summary), &writer.failed);
		qz_json_set(object, "types", make_types(&writer, summary), &writer.failed);
		qz_json_set(object, "columns", make_columns(&writer, summary), &writer.failed);
		qz_json_set(object, "items", make_items(&writer, list), &writer.failed);
	}
	free(writer.items);
	char *text = writer.failed ? NULL : qz_json_take_text(object);
	if (writer.failed)
		json_decref(object);
	int put = text ? qz_sink_put(sink, text, strlen(text)) : -1;
	free(text);
	return put;
}
