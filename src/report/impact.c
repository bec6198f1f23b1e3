/*
 * The document of an impact as JSON, for impact.h: each element by a table that
 * says which attributes are texts, numbers and flags, and which children are lists.
 */
#include "report/impact.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "report/jsonvalue.h"

enum kind { TEXT, COUNT, FLAG, DECIMAL };

struct member {
	const char *attribute;
	enum kind kind;
	const char *key; /* NULL: the attribute's name */
};

/* Children of one name, as an array under another. */
struct children {
	const char *element, *key;
};

/* What an element becomes; its text, if it has one, is `text`. */
static const struct shape {
	const char *element;
	struct member members[14];
	struct children children[4];
} shapes[] = {
    {"law", {{"name", TEXT, NULL}, {"asked", TEXT, NULL}, {"known", TEXT, NULL}}, {{0}}},
    {"from",
     {{"adopted", TEXT, NULL},
      {"promulgated", TEXT, NULL},
      {"force", TEXT, NULL},
      {"articles", COUNT, NULL},
      {"text", FLAG, NULL}},
     {{0}}},
    {"to",
     {{"adopted", TEXT, NULL},
      {"promulgated", TEXT, NULL},
      {"force", TEXT, NULL},
      {"articles", COUNT, NULL},
      {"text", FLAG, NULL}},
     {{0}}},
    {"repealed", {{"date", TEXT, NULL}, {"by", TEXT, NULL}}, {{"successor", "successors"}}},
    {"successor", {{"name", TEXT, NULL}}, {{0}}},
    {"totals",
     {{"lists", COUNT, NULL},
      {"unread", COUNT, NULL},
      {"items", COUNT, NULL},
      {"cited", COUNT, NULL},
      {"unaffected", COUNT, NULL},
      {"touched", COUNT, NULL},
      {"citations", COUNT, NULL},
      {"unmarked", COUNT, NULL},
      {"unclear", COUNT, NULL},
      {"proposed", COUNT, NULL},
      {"penalties", COUNT, NULL}},
     {{"action", "actions"}, {"other", "otherVersions"}}},
    {"action", {{"name", TEXT, NULL}, {"citations", COUNT, NULL}}, {{0}}},
    {"other", {{"adopted", TEXT, NULL}, {"citations", COUNT, NULL}}, {{0}}},
    {"body",
     {{"name", TEXT, NULL},
      {"lists", COUNT, NULL},
      {"items", COUNT, "total"},
      {"touched", COUNT, NULL},
      {"citations", COUNT, NULL},
      {"unmarked", COUNT, NULL},
      {"unclear", COUNT, NULL},
      {"proposed", COUNT, NULL},
      {"penalties", COUNT, NULL}},
     {{"item", "items"}}},
    {"item",
     {{"sheet", TEXT, NULL}, {"serial", TEXT, NULL}, {"name", TEXT, NULL}, {"id", TEXT, NULL}, {"file", TEXT, NULL}, {"pos", TEXT, NULL}},
     {{"citation", "citations"}}},
    {"citation",
     {{"field", TEXT, NULL},
      {"label", TEXT, NULL},
      {"pos", TEXT, NULL},
      {"line", COUNT, NULL},
      {"name", TEXT, NULL},
      {"noted", TEXT, NULL},
      {"place", TEXT, NULL},
      {"action", TEXT, NULL}},
     {{"article", "articles"}}},
    {"article",
     {{"n", TEXT, NULL},
      {"to", TEXT, NULL},
      {"with", TEXT, NULL},
      {"fate", TEXT, NULL},
      {"confidence", TEXT, NULL},
      {"likeness", DECIMAL, NULL},
      {"proposed", FLAG, NULL},
      {"split", FLAG, NULL},
      {"changed", TEXT, NULL},
      {"penalty", TEXT, NULL},
      {"successor", TEXT, NULL},
      {"citations", COUNT, NULL}},
     {{"change", "changes"}}},
    {"change", {{"old", TEXT, NULL}, {"new", TEXT, NULL}, {"penalty", FLAG, NULL}}, {{0}}},
    {"unread", {{"file", TEXT, NULL}, {"reason", TEXT, NULL}}, {{0}}},
};

static const struct shape *shape_of(const xmlNode *node)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (qz_xml_is(node, shapes[i].element))
			return &shapes[i];
	return NULL;
}

static json_t *make_value(const char *value, enum kind kind)
{
	switch (kind) {
	case COUNT:
		return qz_json_count(strtoul(value, NULL, 10));
	case FLAG:
		return json_boolean(strcmp(value, "true") == 0);
	case DECIMAL:
		return json_real((double)strtoul(value, NULL, 10) +
				 (strchr(value, '.') ? (double)strtoul(strchr(value, '.') + 1, NULL, 10) / 100 : 0));
	case TEXT:
		break;
	}
	return qz_json_string(value);
}

/* An element without its children. */
static json_t *make_members(const xmlNode *node, bool *failed)
{
	const struct shape *shape = shape_of(node);
	json_t *object = json_object();
	*failed |= !object;
	for (const struct member *member = shape ? shape->members : NULL; object && member && member->attribute;
	     member++) {
		const char *value = qz_xml_attr(node, member->attribute);
		if (value)
			qz_json_set(object, member->key ? member->key : member->attribute,
				    make_value(value, member->kind), failed);
	}
	return object;
}

static json_t *make_list(const xmlNode *parent, const char *element, bool *failed);

static json_t *make_object(const xmlNode *node, bool *failed)
{
	const struct shape *shape = shape_of(node);
	json_t *object = make_members(node, failed);
	for (const struct children *children = shape ? shape->children : NULL; object && children && children->element;
	     children++)
		if (qz_xml_child(node, children->element) || !qz_xml_is(node, "article"))
			qz_json_set(object, children->key, make_list(node, children->element, failed), failed);
	return object;
}

static json_t *make_list(const xmlNode *parent, const char *element, bool *failed)
{
	json_t *array = json_array();
	*failed |= !array;
	for (const xmlNode *node = qz_xml_child(parent, element); node && !*failed; node = qz_xml_next(node, element))
		qz_json_append(array, make_object(node, failed), failed);
	return array;
}

static json_t *make_law(const xmlNode *law, bool *failed)
{
	static const char *const names[] = {"from", "to", "repealed"};
	json_t *object = make_members(law, failed);
	for (size_t i = 0; object && i < 3; i++)
		if (qz_xml_child(law, names[i]))
			qz_json_set(object, names[i], make_object(qz_xml_child(law, names[i]), failed), failed);
	return object;
}

int qz_impact_json(const xmlDoc *doc, struct qz_buf *out)
{
	static const struct children lists[] = {{"body", "bodies"}, {"article", "articles"}, {"unread", "unread"}};
	const xmlNode *root = xmlDocGetRootElement(doc);
	bool failed = false;
	json_t *object = json_object();
	if (!object)
		return -1;
	qz_json_set(object, "schema", json_string("urn:quanze:impact:1"), &failed);
	qz_json_set(object, "quanze", qz_json_string(qz_xml_attr(root, "quanze")), &failed);
	qz_json_set(object, "asOf", qz_json_string(qz_xml_attr(root, "asOf")), &failed);
	qz_json_set(object, "law", make_law(qz_xml_child(root, "law"), &failed), &failed);
	qz_json_set(object, "totals", make_object(qz_xml_child(root, "totals"), &failed), &failed);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		qz_json_set(object, lists[i].key, make_list(root, lists[i].element, &failed), &failed);
	char *text = failed ? NULL : qz_json_take_text(object);
	if (failed)
		json_decref(object);
	if (text)
		qz_buf_puts(out, text);
	free(text);
	return text && !out->failed ? 0 : -1;
}
