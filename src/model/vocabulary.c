/*
 * Loads and looks up the vocabulary of vocabulary.h.
 */
#include "model/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/resource.h"
#include "base/utf8.h"
#include "base/xml.h"

static const struct {
	const char *name;
	bool plain;
} fields[QZ_FIELDS] = {
	[QZ_FIELD_SERIAL] = {"serial", true},
	[QZ_FIELD_CODE] = {"code", true},
	[QZ_FIELD_NAME] = {"name", true},
	[QZ_FIELD_SUB_ITEM] = {"subItem", true},
	[QZ_FIELD_POWER_TYPE] = {"powerType", true},
	[QZ_FIELD_BODY] = {"body", true},
	[QZ_FIELD_OFFICE] = {"office", true},
	[QZ_FIELD_LEVEL] = {"level", false},
	[QZ_FIELD_DEPARTMENT_DUTY] = {"departmentDuty", false},
	[QZ_FIELD_BASIS] = {"basis", false},
	[QZ_FIELD_DUTIES] = {"duties", false},
	[QZ_FIELD_DUTIES_BASIS] = {"dutiesBasis", false},
	[QZ_FIELD_SCOPE] = {"accountabilityScope", false},
	[QZ_FIELD_ACCOUNTABILITY] = {"accountability", false},
	[QZ_FIELD_REMEDIES] = {"remedies", false},
	[QZ_FIELD_REMARK] = {"remark", false},
	[QZ_FIELD_EXTRA] = {"extra", false},
};

const char *qz_field_name(enum qz_field field)
{
	return fields[field].name;
}

bool qz_field_is_plain(enum qz_field field)
{
	return fields[field].plain;
}

enum qz_field qz_field_find(const char *name)
{
	for (int i = 0; i < QZ_FIELDS; i++)
		if (strcmp(fields[i].name, name) == 0)
			return (enum qz_field)i;
	return QZ_FIELDS;
}

/* One more element at the end of an array; NULL when memory ran out. */
static void *append(void *array, size_t *count, size_t size)
{
	void *elements;
	memcpy(&elements, array, sizeof elements);
	if ((*count & (*count - 1)) == 0) { /* full at 0, 1, 2, 4, 8 … */
		void *grown = realloc(elements, (*count ? *count * 2 : 1) * size);
		if (!grown)
			return NULL;
		elements = grown;
		memcpy(array, &grown, sizeof grown);
	}
	void *element = (char *)elements + *count * size;
	memset(element, 0, size);
	++*count;
	return element;
}

/* The normalised text content of an element. */
static char *content_of(const xmlNode *node)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_xml_text(node, &text);
	qz_buf_add(&text, "", 0);
	char *result = text.failed ? NULL : qz_label_normalise(text.data, text.len);
	qz_buf_done(&text);
	return result;
}

static int load_label(struct qz_vocabulary *vocabulary, const xmlNode *node, enum qz_field field, unsigned priority)
{
	const char *otherwise = qz_xml_attr(node, "otherwise");
	struct qz_label *label = append(&vocabulary->labels, &vocabulary->nlabels, sizeof *label);
	if (!label)
		return -1;
	label->field = field;
	label->otherwise = otherwise ? qz_field_find(otherwise) : QZ_FIELDS;
	label->priority = priority;
	label->rank = qz_xml_attr(node, "rank") != NULL;
	label->text = content_of(node);
	return label->text ? 0 : -1;
}

/* The kind of match that an element's attributes name, and the text to match. */
static enum qz_match match_of(const xmlNode *node, const char **text)
{
	static const char *const names[] = {"shape", "contains", "starts", "ends"};
	for (int i = 0; i < 4; i++)
		if ((*text = qz_xml_attr(node, names[i])) != NULL)
			return (enum qz_match)i;
	return QZ_MATCH_CONTAINS;
}

static enum qz_shape shape_of(const char *name)
{
	static const char *const names[] = {"", "serial", "code", "power-type", "body", "organisation", "citation", "short", "list"};
	for (int i = 0; i < QZ_SHAPES; i++)
		if (strcmp(names[i], name) == 0)
			return (enum qz_shape)i;
	return QZ_SHAPE_NONE;
}

static int load_sign(struct qz_vocabulary *vocabulary, const xmlNode *node, enum qz_field field)
{
	const char *text, *weight = qz_xml_attr(node, "weight"), *otherwise = qz_xml_attr(node, "else");
	struct qz_sign *sign = append(&vocabulary->fields[field].signs, &vocabulary->fields[field].count, sizeof *sign);
	if (!sign)
		return -1;
	sign->match = match_of(node, &text);
	sign->shape = sign->match == QZ_MATCH_SHAPE ? shape_of(text) : QZ_SHAPE_NONE;
	sign->weight = weight ? (int)strtol(weight, NULL, 10) : 0;
	sign->otherwise = otherwise ? (int)strtol(otherwise, NULL, 10) : 0;
	sign->text = strdup(text ? text : "");
	return sign->text ? 0 : -1;
}

static int load_others(struct qz_vocabulary *vocabulary, const xmlNode *root)
{
	for (xmlNode *node = qz_xml_child(root, "other"); node; node = qz_xml_next(node, "other")) {
		const char *kind = qz_xml_attr(node, "kind");
		for (xmlNode *label = qz_xml_child(node, "label"); label; label = qz_xml_next(label, "label")) {
			struct qz_other *other = append(&vocabulary->others, &vocabulary->nothers, sizeof *other);
			if (!other || !(other->text = content_of(label)) || !(other->kind = strdup(kind ? kind : "")))
				return -1;
		}
	}
	return 0;
}

static int load_assumed(struct qz_vocabulary *vocabulary, const xmlNode *node)
{
	const char *end = qz_xml_attr(node, "ends"), *never = qz_xml_attr(node, "not"), *kind = qz_xml_attr(node, "kind");
	const char *text = end ? end : never;
	struct qz_assumed *assumed = text ? append(&vocabulary->assumed, &vocabulary->nassumed, sizeof *assumed) : NULL;
	if (!assumed)
		return -1;
	assumed->never = !end;
	assumed->priority = (unsigned)vocabulary->nassumed;
	assumed->end = qz_label_normalise(text, strlen(text));
	assumed->kind = kind ? strdup(kind) : NULL;
	return assumed->end && (!kind || assumed->kind) ? 0 : -1;
}

static int load_columns(struct qz_vocabulary *vocabulary, const xmlNode *root)
{
	if (load_others(vocabulary, root) != 0)
		return -1;
	for (xmlNode *node = qz_xml_child(root, "field"); node; node = qz_xml_next(node, "field")) {
		const char *name = qz_xml_attr(node, "name");
		enum qz_field field = name ? qz_field_find(name) : QZ_FIELDS;
		if (field == QZ_FIELDS)
			return -1;
		unsigned priority = 0;
		for (xmlNode *label = qz_xml_child(node, "label"); label; label = qz_xml_next(label, "label"))
			if (load_label(vocabulary, label, field, priority++) != 0)
				return -1;
		for (xmlNode *sign = qz_xml_child(node, "sign"); sign; sign = qz_xml_next(sign, "sign"))
			if (load_sign(vocabulary, sign, field) != 0)
				return -1;
		for (xmlNode *assumed = qz_xml_child(node, "assumed"); assumed; assumed = qz_xml_next(assumed, "assumed"))
			if (load_assumed(vocabulary, assumed) != 0)
				return -1;
	}
	return 0;
}

static int add_alias(struct qz_vocabulary *vocabulary, char *text, size_t type)
{
	struct qz_type_alias *alias = text ? append(&vocabulary->aliases, &vocabulary->naliases, sizeof *alias) : NULL;
	if (!alias) {
		free(text);
		return -1;
	}
	alias->text = text;
	alias->type = type;
	if (strlen(text) > vocabulary->longest_alias)
		vocabulary->longest_alias = strlen(text);
	return 0;
}

static int load_type_sign(struct qz_vocabulary *vocabulary, const xmlNode *node, size_t type)
{
	const char *text;
	struct qz_type_sign *sign = append(&vocabulary->type_signs, &vocabulary->ntype_signs, sizeof *sign);
	if (!sign)
		return -1;
	sign->basis = qz_xml_is(node, "basis");
	sign->type = type;
	sign->match = match_of(node, &text);
	sign->text = strdup(text ? text : "");
	return sign->text ? 0 : -1;
}

static int load_type(struct qz_vocabulary *vocabulary, const xmlNode *node)
{
	size_t index = vocabulary->ntypes;
	const char *name = qz_xml_attr(node, "name"), *code = qz_xml_attr(node, "code");
	struct qz_power_type *type = append(&vocabulary->types, &vocabulary->ntypes, sizeof *type);
	if (!type || !name || !(type->name = strdup(name)) || (code && !(type->code = strdup(code))))
		return -1;
	type->abolished = qz_xml_attr(node, "abolished") != NULL;
	if (add_alias(vocabulary, qz_label_normalise(name, strlen(name)), index) != 0)
		return -1;
	for (xmlNode *child = qz_xml_child(node, NULL); child; child = qz_xml_next(child, NULL)) {
		int result = qz_xml_is(child, "alias") ? add_alias(vocabulary, content_of(child), index)
						       : load_type_sign(vocabulary, child, index);
		if (result != 0)
			return -1;
	}
	return 0;
}

static int load_types(struct qz_vocabulary *vocabulary, const xmlNode *root)
{
	for (xmlNode *node = qz_xml_child(root, "type"); node; node = qz_xml_next(node, "type"))
		if (load_type(vocabulary, node) != 0)
			return -1;
	return 0;
}

static int compare_labels(const void *a, const void *b)
{
	return strcmp(((const struct qz_label *)a)->text, ((const struct qz_label *)b)->text);
}

static int compare_aliases(const void *a, const void *b)
{
	return strcmp(((const struct qz_type_alias *)a)->text, ((const struct qz_type_alias *)b)->text);
}

static int load_file(struct qz_vocabulary *vocabulary, const char *folder, const char *name,
		     int (*load)(struct qz_vocabulary *, const xmlNode *), struct qz_diag *diag)
{
	xmlDoc *doc = qz_resource_tree(folder, name, diag);
	if (!doc)
		return -1;
	int result = load(vocabulary, xmlDocGetRootElement(doc));
	if (result != 0)
		qz_diag_add(diag, QZ_RULE_STAGE_FAILED, NULL, "resource", name, "reason", "unknown field, or an element without its name", NULL);
	xmlFreeDoc(doc);
	return result;
}

struct qz_vocabulary *qz_vocabulary_load(const char *folder, struct qz_diag *diag)
{
	struct qz_vocabulary *vocabulary = calloc(1, sizeof *vocabulary);
	if (!vocabulary) {
		diag->failed = true;
		return NULL;
	}
	if (load_file(vocabulary, folder, "data/columns.xml", load_columns, diag) != 0 ||
	    load_file(vocabulary, folder, "data/power-types.xml", load_types, diag) != 0) {
		qz_vocabulary_free(vocabulary);
		return NULL;
	}
	if (vocabulary->nlabels)
		qsort(vocabulary->labels, vocabulary->nlabels, sizeof *vocabulary->labels, compare_labels);
	if (vocabulary->naliases)
		qsort(vocabulary->aliases, vocabulary->naliases, sizeof *vocabulary->aliases, compare_aliases);
	return vocabulary;
}

int qz_vocabulary_add_label(struct qz_vocabulary *vocabulary, const char *label, enum qz_field field)
{
	char *text = qz_label_normalise(label, strlen(label));
	if (!text)
		return -1;
	size_t at = 0; /* behind the labels that stand before it; tables of labels are short */
	while (at < vocabulary->nlabels && strcmp(vocabulary->labels[at].text, text) < 0)
		at++;
	const bool known = at < vocabulary->nlabels && strcmp(vocabulary->labels[at].text, text) == 0;
	if (!known && !append(&vocabulary->labels, &vocabulary->nlabels, sizeof *vocabulary->labels)) {
		free(text);
		return -1;
	}
	struct qz_label *place = &vocabulary->labels[at];
	if (known)
		free(place->text);
	else
		memmove(place + 1, place, (vocabulary->nlabels - 1 - at) * sizeof *place);
	*place = (struct qz_label){.text = text, .field = field, .otherwise = QZ_FIELDS};
	return 0;
}

void qz_vocabulary_free(struct qz_vocabulary *vocabulary)
{
	if (!vocabulary)
		return;
	for (size_t i = 0; i < vocabulary->nlabels; i++)
		free(vocabulary->labels[i].text);
	for (size_t f = 0; f < QZ_FIELDS; f++) {
		for (size_t i = 0; i < vocabulary->fields[f].count; i++)
			free(vocabulary->fields[f].signs[i].text);
		free(vocabulary->fields[f].signs);
	}
	for (size_t i = 0; i < vocabulary->ntypes; i++) {
		free(vocabulary->types[i].name);
		free(vocabulary->types[i].code);
	}
	for (size_t i = 0; i < vocabulary->naliases; i++)
		free(vocabulary->aliases[i].text);
	for (size_t i = 0; i < vocabulary->ntype_signs; i++)
		free(vocabulary->type_signs[i].text);
	for (size_t i = 0; i < vocabulary->nothers; i++) {
		free(vocabulary->others[i].text);
		free(vocabulary->others[i].kind);
	}
	for (size_t i = 0; i < vocabulary->nassumed; i++) {
		free(vocabulary->assumed[i].end);
		free(vocabulary->assumed[i].kind);
	}
	free(vocabulary->assumed);
	free(vocabulary->others);
	free(vocabulary->labels);
	free(vocabulary->types);
	free(vocabulary->aliases);
	free(vocabulary->type_signs);
	free(vocabulary);
}

static bool opens_bracket(uint32_t cp)
{
	return cp == '(' || cp == 0xFF08 || cp == '[' || cp == 0xFF3B || cp == 0x3010 || cp == 0x3014;
}

static bool closes_bracket(uint32_t cp)
{
	return cp == ')' || cp == 0xFF09 || cp == ']' || cp == 0xFF3D || cp == 0x3011 || cp == 0x3015;
}

/* A label as it is compared, read character by character. */
struct label_reader {
	const char *text;
	size_t len, at;
	unsigned depth; /* of brackets */
};

/* The bytes of the next character that counts, into `out`; 0 at the end. */
static size_t read_label(struct label_reader *reader, char out[4])
{
	uint32_t cp = 0;
	for (size_t n; reader->at < reader->len; reader->at += n) {
		n = qz_utf8_decode(reader->text + reader->at, reader->len - reader->at, &cp);
		if (n == 0) {
			n = 1;
			continue;
		}
		if (opens_bracket(cp)) {
			reader->depth++;
		} else if (closes_bracket(cp) && reader->depth > 0) {
			reader->depth--;
		} else if (reader->depth == 0 && !qz_is_blank(cp) && cp != ':' && cp != 0xFF1A && cp != '*') {
			reader->at += n;
			return qz_utf8_encode(cp > 0xFF00 && cp < 0xFF5F ? cp - 0xFEE0 : cp, out);
		}
	}
	return 0;
}

/*
 * qz_label_normalise into `out`, which has room for len + 1 bytes: nothing gets
 * longer. Returns its length; ends where that is above `most`.
 */
static size_t normalise(const char *text, size_t len, size_t most, char *out)
{
	struct label_reader reader = {.text = text, .len = len};
	size_t done = 0, n;
	while (done <= most && (n = read_label(&reader, out + done)) != 0)
		done += n;
	out[done] = '\0';
	return done;
}

bool qz_label_is(const char *text, size_t len, const char *normalised)
{
	struct label_reader reader = {.text = text, .len = len};
	char bytes[4];
	size_t n;
	while ((n = read_label(&reader, bytes)) != 0 && bytes[0] && strncmp(normalised, bytes, n) == 0)
		normalised += n;
	bool ended = n == 0 || !bytes[0]; /* a NUL in a text ends it, as in the normalised string */
	return ended && *normalised == '\0';
}

char *qz_label_normalise(const char *text, size_t len)
{
	char *out = malloc(len + 1);
	if (out)
		normalise(text, len, len, out);
	return out;
}

/* The label of exactly that text among the sorted labels. */
static const struct qz_label *find_exact(const struct qz_vocabulary *vocabulary, const char *text)
{
	const struct qz_label key = {.text = (char *)(uintptr_t)text};
	return bsearch(&key, vocabulary->labels, vocabulary->nlabels, sizeof key, compare_labels);
}

const struct qz_label *qz_label_find(const struct qz_vocabulary *vocabulary, const char *normalised, bool *exact)
{
	const struct qz_label *best = find_exact(vocabulary, normalised);
	*exact = best != NULL;
	if (best)
		return best;
	size_t len = strlen(normalised), best_len = 4 * 3 - 1; /* at least four characters of three bytes */
	if (len > 20 * 3)
		return NULL;
	for (size_t i = 0; i < vocabulary->nlabels; i++) {
		const char *known = vocabulary->labels[i].text;
		size_t n = strlen(known);
		if (n <= best_len || n > len)
			continue;
		if (memcmp(normalised, known, n) == 0 || memcmp(normalised + len - n, known, n) == 0) {
			best = &vocabulary->labels[i];
			best_len = n;
		}
	}
	return best;
}

const char *qz_label_other(const struct qz_vocabulary *vocabulary, const char *normalised)
{
	for (size_t i = 0; i < vocabulary->nothers; i++)
		if (strcmp(vocabulary->others[i].text, normalised) == 0)
			return vocabulary->others[i].kind;
	return NULL;
}

#define LONGEST_ASSUMED (14 * 3) /* bytes of a label; what is longer is a text that ends alike */

const struct qz_assumed *qz_label_assumed(const struct qz_vocabulary *vocabulary, const char *normalised)
{
	size_t len = strlen(normalised);
	for (size_t i = 0; len <= LONGEST_ASSUMED && i < vocabulary->nassumed; i++) {
		const struct qz_assumed *assumed = &vocabulary->assumed[i];
		size_t n = strlen(assumed->end);
		if (len >= n && memcmp(normalised + len - n, assumed->end, n) == 0)
			return assumed->never ? NULL : assumed;
	}
	return NULL;
}

const struct qz_power_type *qz_power_type_find(const struct qz_vocabulary *vocabulary, const char *text, size_t len)
{
	char normalised[128];
	if (len >= sizeof normalised) /* longer than any name of a type */
		return NULL;
	if (normalise(text, len, vocabulary->longest_alias, normalised) > vocabulary->longest_alias) /* no allocation, so that "not found" never means "no memory" */
		return NULL;
	const struct qz_type_alias key = {.text = normalised};
	const struct qz_type_alias *found = bsearch(&key, vocabulary->aliases, vocabulary->naliases, sizeof key, compare_aliases);
	return found ? &vocabulary->types[found->type] : NULL;
}

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);
	return n >= m && strcmp(text + n - m, end) == 0;
}

struct qz_suggestion qz_power_type_suggest(const struct qz_vocabulary *vocabulary, const char *name, const char *basis)
{
	static const struct {
		bool basis;
		enum qz_match match;
		enum qz_confidence confidence;
		const char *evidence;
	} steps[] = {
		{false, QZ_MATCH_ENDS, QZ_CONFIDENCE_HIGH, "name"},
		{false, QZ_MATCH_CONTAINS, QZ_CONFIDENCE_MEDIUM, "name"},
		{true, QZ_MATCH_CONTAINS, QZ_CONFIDENCE_LOW, "basis"},
	};
	for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
		const char *text = steps[s].basis ? basis : name;
		for (size_t i = 0; text && i < vocabulary->ntype_signs; i++) {
			const struct qz_type_sign *sign = &vocabulary->type_signs[i];
			if (sign->basis != steps[s].basis || sign->match != steps[s].match)
				continue;
			if (sign->match == QZ_MATCH_ENDS ? ends_with(text, sign->text) : strstr(text, sign->text) != NULL)
				return (struct qz_suggestion){&vocabulary->types[sign->type], steps[s].confidence, steps[s].evidence};
		}
	}
	return (struct qz_suggestion){0};
}
