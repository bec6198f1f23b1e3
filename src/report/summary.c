/*
 * The JSON of a summary, for summary.h, by jansson.
 */
#include "report/summary.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"

/* Numbers of the schema; every other attribute is a string. */
static bool is_number(const char *name)
{
	static const char *const names[] = {"status", "items", "errors", "warnings", "styles", "infos", "size"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* An element's attributes as members; its text, if it has any, as "text". */
static json_t *make_object(const xmlNode *node)
{
	json_t *object = json_object();
	bool done = object != NULL;
	for (const xmlAttr *attr = node->properties; done && attr; attr = attr->next) {
		const char *name = QZ_C(attr->name), *value = qz_xml_attr(node, name);
		if (attr->ns || !value)
			continue;
		done = json_object_set_new(object, name, is_number(name) ? json_integer(strtoll(value, NULL, 10)) : json_string(value)) == 0;
	}
	if (done && node->children && node->children->type == XML_TEXT_NODE && !qz_xml_child(node, NULL))
		done = json_object_set_new(object, "text", json_string(QZ_C(node->children->content))) == 0;
	if (done)
		return object;
	json_decref(object);
	return NULL;
}

/* The children of one name as an array. */
static bool add_array(json_t *object, const char *key, const xmlNode *parent, const char *name)
{
	json_t *array = json_array();
	bool done = array != NULL;
	for (xmlNode *child = qz_xml_child(parent, name); done && child; child = qz_xml_next(child, name))
		done = json_array_append_new(array, make_object(child)) == 0;
	return json_object_set_new(object, key, array) == 0 && done;
}

static json_t *make_list(const xmlNode *list)
{
	static const char *const texts[] = {"title", "body"};
	json_t *object = make_object(list);
	bool done = object != NULL;
	for (size_t i = 0; done && i < 2; i++) {
		const xmlNode *child = qz_xml_child(list, texts[i]);
		if (child && child->children)
			done = json_object_set_new(object, texts[i], json_string(QZ_C(child->children->content))) == 0;
	}
	if (done && qz_xml_child(list, "fault"))
		done = json_object_set_new(object, "fault", make_object(qz_xml_child(list, "fault"))) == 0;
	done = done && add_array(object, "outputs", list, "output") && add_array(object, "types", list, "type") && add_array(object, "names", list, "item");
	if (done)
		return object;
	json_decref(object);
	return NULL;
}

static int add_text(const char *text, size_t len, void *context)
{
	struct qz_buf *out = context;
	qz_buf_add(out, text, len);
	return out->failed ? -1 : 0;
}

int qz_summary_json(const xmlDoc *doc, struct qz_buf *out)
{
	const xmlNode *root = xmlDocGetRootElement(doc);
	json_t *summary = json_pack("{s:s,s:s,s:[]}", "schema", "urn:quanze:summary:1", "quanze", QZ_VERSION, "lists");
	json_t *lists = json_object_get(summary, "lists");
	bool done = summary != NULL;
	for (xmlNode *list = qz_xml_child(root, "list"); done && list; list = qz_xml_next(list, "list"))
		done = json_array_append_new(lists, make_list(list)) == 0;
	done = done && json_dump_callback(summary, add_text, out, JSON_INDENT(1)) == 0;
	qz_buf_putc(out, '\n');
	json_decref(summary);
	return done && !out->failed ? 0 : -1;
}
