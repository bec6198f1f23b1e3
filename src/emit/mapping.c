/*
 * Looking at a mapping, for mapping.h: elements and attributes by a table, then
 * what a table cannot say: that a column has either a field or a constant, and that no two
 * have one key.
 */
#include "emit/mapping.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/map.h"
#include "base/nearest.h"
#include "base/xml.h"

#define MAPPING_NS "urn:quanze:mapping:1"
#define MOST_FAULTS 10 /* said of a file */

#define FIELDS                                                                                                                                         \
	"serial code name subItem powerType body office level departmentDuty basis duties dutiesBasis accountabilityScope accountability remedies remark " \
	"extra id section place listTitle listBody"

/* Attributes with the words they may be; NULL: any text. */
struct attribute {
	const char *name, *words;
	bool required;
};

struct element {
	const char *name, *parent; /* parent NULL: the root */
	struct attribute attributes[8];
};

static const struct element elements[] = {
	{"mapping", NULL, {{"version", "1.0", true}, {"name", NULL, true}, {"rows", "item subItem", false}, {"repeat", "yes no", false}, {"header", "yes no", false}}},
	{"note", "mapping", {{0}}},
	{"column", "mapping", {{"field", FIELDS, false}, {"of", NULL, false}, {"label", NULL, true}, {"key", NULL, false}, {"take", "text code citations origin", false},
			       {"type", "text number", false}, {"constant", NULL, false}}},
	{"value", "column", {{"is", NULL, true}, {"as", NULL, true}}},
};

#define NELEMENTS (sizeof elements / sizeof *elements)

struct checker {
	const char *file;
	struct qz_diag *diag;
	struct qz_map keys;
	size_t faults;
};

/* What is wrong at a node; `known` are the words that may stand there, "" where there are none to name. */
static void complain(struct checker *checker, const xmlNode *node, const char *reason, const char *what, const char *known)
{
	char line[24];
	struct qz_nearest nearest;
	if (++checker->faults > MOST_FAULTS)
		return;
	qz_nearest_init(&nearest, what, strlen(what));
	qz_nearest_try_all(&nearest, known);
	snprintf(line, sizeof line, "%ld", xmlGetLineNo(node));
	qz_diag_add(checker->diag, QZ_RULE_MAPPING_INVALID, NULL, "file", checker->file, "line", line, "reason", reason, "what", what, "nearest", nearest.best, "allowed",
		    known, NULL);
}

static bool is_word(const char *value, const char *words)
{
	const size_t len = strlen(value);
	for (const char *at = words; *at; at += strcspn(at, " "), at += *at == ' ')
		if (strcspn(at, " ") == len && strncmp(at, value, len) == 0)
			return true;
	return false;
}

static const struct attribute *find_attribute(const struct element *element, const char *name)
{
	for (const struct attribute *at = element->attributes; at->name; at++)
		if (strcmp(at->name, name) == 0)
			return at;
	return NULL;
}

/* The names of the attributes, with blanks between. */
static void list_attributes(const struct element *element, char *list, size_t size)
{
	size_t used = 0;
	*list = '\0';
	for (const struct attribute *at = element->attributes; at->name && used < size; at++)
		used += (size_t)snprintf(list + used, size - used, "%s%s", used ? " " : "", at->name);
}

static void check_attributes(struct checker *checker, const struct element *element, const xmlNode *node)
{
	char names[128];
	list_attributes(element, names, sizeof names);
	for (const xmlAttr *at = node->properties; at; at = at->next) {
		const struct attribute *known = at->ns ? NULL : find_attribute(element, QZ_C(at->name));
		const char *value = qz_xml_attr(node, QZ_C(at->name));
		if (!known && !at->ns)
			complain(checker, node, "there is no such attribute", QZ_C(at->name), names);
		else if (known && known->words && !is_word(value ? value : "", known->words))
			complain(checker, node, "the value may not be", value ? value : "", known->words);
	}
	for (const struct attribute *at = element->attributes; at->name; at++)
		if (at->required && !qz_xml_attr(node, at->name))
			complain(checker, node, "an attribute is missing", at->name, "");
}

static void check_column(struct checker *checker, const xmlNode *node)
{
	const char *field = qz_xml_attr(node, "field"), *constant = qz_xml_attr(node, "constant"), *key = qz_xml_attr(node, "key");
	if (!field == !constant)
		complain(checker, node, "a column has either a field or a constant", field ? field : "", "");
	if (!key)
		key = qz_xml_attr(node, "label");
	if (!key)
		return;
	if (qz_map_get(&checker->keys, key, strlen(key)))
		complain(checker, node, "two columns have one key", key, "");
	checker->diag->failed |= qz_map_put(&checker->keys, key, strlen(key), checker) != 0;
}

static const struct element *find_element(const char *name, const char *parent)
{
	for (const struct element *at = elements; at < elements + NELEMENTS; at++)
		if (strcmp(at->name, name) == 0 && (at->parent && parent ? strcmp(at->parent, parent) == 0 : at->parent == parent))
			return at;
	return NULL;
}

static void list_children(const char *parent, char *list, size_t size)
{
	size_t used = 0;
	*list = '\0';
	for (const struct element *at = elements; at < elements + NELEMENTS && used < size; at++)
		if (at->parent && strcmp(at->parent, parent) == 0)
			used += (size_t)snprintf(list + used, size - used, "%s%s", used ? " " : "", at->name);
}

/* An element that may stand there; what stands in it is looked at next. */
static const struct element *check_element(struct checker *checker, const xmlNode *node, const char *parent)
{
	char names[128];
	const bool ours = node->ns && strcmp(QZ_C(node->ns->href), MAPPING_NS) == 0;
	const struct element *element = ours ? find_element(QZ_C(node->name), parent) : NULL;
	list_children(parent ? parent : "", names, sizeof names);
	if (!element)
		complain(checker, node, "there is no such element here", QZ_C(node->name), names);
	else
		check_attributes(checker, element, node);
	if (element && strcmp(element->name, "column") == 0)
		check_column(checker, node);
	return element;
}

int qz_mapping_check(const xmlDoc *doc, const char *file, struct qz_diag *diag)
{
	struct checker checker = {.file = file, .diag = diag};
	const xmlNode *root = xmlDocGetRootElement(doc);
	qz_map_init(&checker.keys);
	const bool ours = root && root->ns && strcmp(QZ_C(root->ns->href), MAPPING_NS) == 0 && qz_xml_is(root, "mapping");
	if (!ours)
		complain(&checker, root, "this is no mapping", root ? QZ_C(root->name) : "", "");
	else
		check_element(&checker, root, NULL);
	for (const xmlNode *node = ours ? qz_xml_child(root, NULL) : NULL; node; node = qz_xml_next(node, NULL))
		if (check_element(&checker, node, "mapping"))
			for (const xmlNode *child = qz_xml_child(node, NULL); child; child = qz_xml_next(child, NULL))
				check_element(&checker, child, QZ_C(node->name));
	if (ours && !qz_xml_child(root, "column"))
		complain(&checker, root, "there is no column", "", "");
	qz_map_done(&checker.keys, NULL);
	return checker.faults ? -1 : 0;
}
