/*
 * The document of lists held against a catalogue as JSON, for catalogue.h: each
 * attribute is a member, elements of one name are an array under its plural.
 */
#include "report/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "report/jsonvalue.h"

/* Attributes that are no text; flags are there where they are true. */
static const char *const counts[] = {"n",	 "lists",  "unread",   "items",	 "similarity", "same",	"missing", "surplus",
				     "differs",	 "unsure", "split",    "merged", "repeated",   "passed", "layout", "words"};
static const char *const flags[] = {"moved"};

/* What stands in an element as a list, and what it is called. */
static const struct {
	const char *parent, *element, *key;
} arrays[] = {
    {"catalogue", "list", "lists"},	   {"catalogue", "gap", "gaps"},
    {"catalogue", "unread", "unread"},	   {"list", "lacks", "lacks"},
    {"list", "finding", "findings"},	   {"finding", "model", "model"},
    {"finding", "own", "own"},		   {"finding", "difference", "differences"},
    {"difference", "citation", "citations"}, {"gap", "in", "in"},
};

static bool is_among(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static json_t *make_value(const char *name, const char *value)
{
	if (is_among(name, counts, sizeof counts / sizeof *counts))
		return qz_json_count(strtoul(value, NULL, 10));
	if (is_among(name, flags, sizeof flags / sizeof *flags))
		return json_boolean(strcmp(value, "yes") == 0);
	return qz_json_string(value);
}

static json_t *make_object(const xmlNode *node, bool *failed);

static json_t *make_array(const xmlNode *parent, const char *element, bool *failed)
{
	json_t *array = json_array();
	*failed |= !array;
	for (const xmlNode *node = qz_xml_child(parent, element); node && !*failed; node = qz_xml_next(node, element))
		qz_json_append(array, make_object(node, failed), failed);
	return array;
}

/* Elements stand five deep at most (the schema). */
static void add_arrays(json_t *object, const xmlNode *node, bool *failed)
{
	for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
		if (qz_xml_is(node, arrays[i].parent) &&
		    (!qz_xml_is(node, "difference") || qz_xml_child(node, arrays[i].element)))
			qz_json_set(object, arrays[i].key, make_array(node, arrays[i].element, failed), failed);
}

static json_t *make_object(const xmlNode *node, bool *failed)
{
	json_t *object = json_object();
	*failed |= !object;
	for (const xmlAttr *attr = object ? node->properties : NULL; attr; attr = attr->next) {
		const char *value = attr->children ? QZ_C(attr->children->content) : "";
		qz_json_set(object, strcmp(QZ_C(attr->name), "level-from") == 0 ? "levelFrom" : QZ_C(attr->name),
			    make_value(QZ_C(attr->name), value), failed);
	}
	if (object)
		add_arrays(object, node, failed);
	return object;
}

int qz_catalogue_json(const xmlDoc *doc, struct qz_buf *out)
{
	static const char *const single[] = {"model", "totals"};
	const xmlNode *root = xmlDocGetRootElement(doc);
	bool failed = false;
	json_t *object = json_object();
	if (!object)
		return -1;
	qz_json_set(object, "schema", json_string("urn:quanze:catalogue:1"), &failed);
	qz_json_set(object, "quanze", qz_json_string(qz_xml_attr(root, "quanze")), &failed);
	qz_json_set(object, "asOf", qz_json_string(qz_xml_attr(root, "asOf")), &failed);
	for (size_t i = 0; i < sizeof single / sizeof *single; i++)
		qz_json_set(object, single[i], make_object(qz_xml_child(root, single[i]), &failed), &failed);
	add_arrays(object, root, &failed);
	char *text = failed ? NULL : qz_json_take_text(object);
	if (failed)
		json_decref(object);
	if (text)
		qz_buf_puts(out, text);
	free(text);
	return text && !out->failed ? 0 : -1;
}
