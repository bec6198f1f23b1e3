/*
 * Data of the program and of offices: the law register, the policy of the
 * rules, the profiles of publication. Each is read and handed to the module that
 * uses it; what is not built in is held against its schema first.
 */
#include "data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/resource.h"
#include "base/xml.h"
#include "base/xmlguard.h"
#include "check/laws.h"
#include "check/policy.h"
#include "check/schema.h"
#include "decide/decisions.h"
#include "diff/data.h"
#include "emit/mapping.h"
#include "emit/profile.h"
#include "model/label_table.h"
#include "model/meta_table.h"
#include "quanze.h"
#include "read/read.h"
#include "read/table.h"

/* Takes a valid document in; NULL, or why it cannot be used ("" when memory ran out), and *what that concerns. */
typedef const char *(*add_data)(void *into, const xmlDoc *doc, const char **what);

static const char *add_laws(void *into, const xmlDoc *doc, const char **what)
{
	(void)what;
	return qz_laws_add(into, doc) == 0 ? NULL : "";
}

static const char *add_policy(void *into, const xmlDoc *doc, const char **what)
{
	return qz_policy_add(into, doc, what);
}

static const char *add_profiles(void *into, const xmlDoc *doc, const char **what)
{
	(void)what;
	return qz_profiles_add(into, doc) == 0 ? NULL : "";
}

static const char *add_diff(void *into, const xmlDoc *doc, const char **what)
{
	(void)what;
	return qz_diff_data_add(into, doc) == 0 ? NULL : "";
}

/* One kind of data: its resource, its schema, and what is said of a document that the schema refuses. */
struct data_kind {
	const char *own, *schema, *refused; /* own: NULL where that is no document */
	add_data add;
};

static bool is_valid(const struct data_kind *kind, xmlDoc *doc, const char *resources, struct qz_diag *diag)
{
	struct qz_schema *schema = qz_schema_open(resources, kind->schema, diag);
	bool valid = schema && qz_schema_check(schema, doc, QZ_RULE_SCHEMA_INVALID, 10, diag) == 0;
	qz_schema_close(schema);
	return valid;
}

/* Adds a document that its schema accepts (of the program's own that is known: tests/lint/data.sh); takes the document. */
static bool add_document_take(const struct data_kind *kind, void *into, xmlDoc *doc, const char *name, const char *resources, struct qz_diag *diag)
{
	bool built_in = name == kind->own && !resources;
	bool valid = doc && (built_in || is_valid(kind, doc, resources, diag));
	const char *what = "", *wrong = valid ? kind->add(into, doc, &what) : kind->refused;
	if (wrong && !*wrong)
		diag->failed = true;
	else if (wrong)
		qz_diag_add(diag, QZ_RULE_STAGE_FAILED, NULL, "resource", name, "reason", wrong, "what", what, NULL);
	xmlFreeDoc(doc);
	return !wrong;
}

/*
 * An office's file as a document; NULL where it is none. Tags that cost the parser more than their length are none either
 * (xmlguard.h); an encoding that the guard does not read is left to the parser.
 */
static xmlDoc *parse_file(const char *bytes, size_t len, const char *file)
{
	struct qz_xml_guard guard;
	qz_xml_guard_init(&guard);
	bool fine = qz_xml_guard_pass(&guard, bytes, len) || strcmp(guard.reason, "encoding") == 0;
	return fine ? qz_xml_parse(bytes, len, file, NULL) : NULL;
}

/* An office's file (NULL: none). */
static bool add_file(const struct data_kind *kind, void *into, const char *file, const struct qz_options *options, struct qz_diag *diag)
{
	char *bytes = NULL;
	size_t len;
	if (!file)
		return true;
	bool ready = qz_file_read(file, &options->limits, &bytes, &len, diag) == QZ_OK;
	ready = ready && add_document_take(kind, into, parse_file(bytes, len, file), file, options->resources, diag);
	free(bytes);
	return ready;
}

/* The program's own data, and the office's file on top. */
static bool load_data(const struct data_kind *kind, void *into, const char *file, const struct qz_options *options, struct qz_diag *diag)
{
	xmlDoc *own = into ? qz_resource_tree(options->resources, kind->own, diag) : NULL;
	return own && add_document_take(kind, into, own, kind->own, options->resources, diag) && add_file(kind, into, file, options, diag);
}

/* The files of the register that a folder of resources has go before the tables that are built in. */
static bool add_edited_laws(const struct data_kind *kind, struct qz_laws *laws, const char *folder, struct qz_diag *diag)
{
	static const char *const paths[] = {"data/laws/repealed.xml",  "data/laws/rules.xml",    "data/laws/regulations.xml",
	                                    "data/laws/statutes.xml", "data/laws/reviewed.xml", "data/laws.xml" /* of old */};
	bool ready = true;
	for (size_t i = 0; ready && folder && i < sizeof paths / sizeof *paths; i++) {
		if (!qz_resource_is_edited(folder, paths[i]))
			continue;
		xmlDoc *doc = qz_resource_tree(folder, paths[i], diag);
		ready = doc && add_document_take(kind, laws, doc, paths[i], folder, diag);
	}
	return ready;
}

struct qz_laws *qz_data_laws(const struct qz_options *options, struct qz_diag *diag)
{
	static const struct data_kind kind = {NULL, "xsd/quanze-laws.xsd", "this law register cannot be used", add_laws};
	struct qz_laws *laws = qz_laws_new();
	bool begun = laws && qz_laws_add_built_in(laws) == 0;
	diag->failed |= !begun;
	if (begun && add_edited_laws(&kind, laws, options->resources, diag) && add_file(&kind, laws, options->laws, options, diag))
		return laws;
	qz_laws_free(laws);
	return NULL;
}

struct qz_policy *qz_data_policy(const struct qz_options *options, struct qz_diag *diag)
{
	static const struct data_kind kind = {"data/rules.xml", "xsd/quanze-rules.xsd", "this policy cannot be used", add_policy};
	struct qz_policy *policy = qz_policy_new();
	diag->failed |= !policy;
	if (load_data(&kind, policy, options->rules, options, diag))
		return policy;
	qz_policy_free(policy);
	return NULL;
}

struct qz_profiles *qz_data_profiles(const struct qz_options *options, struct qz_diag *diag)
{
	static const struct data_kind kind = {"data/profiles.xml", "xsd/quanze-profiles.xsd", "this file of profiles cannot be used", add_profiles};
	const char *name = options->profile ? options->profile : "public", *dot = strrchr(name, '.');
	bool is_file = strchr(name, '/') || (dot && strcmp(dot, ".xml") == 0);
	struct qz_profiles *profiles = qz_profiles_new();
	diag->failed |= !profiles;
	bool ready = load_data(&kind, profiles, is_file ? name : NULL, options, diag);
	if (ready && qz_profiles_choose(profiles, is_file ? NULL : name))
		return profiles;
	struct qz_buf names;
	qz_buf_init(&names);
	if (ready)
		qz_profiles_name(profiles, &names);
	diag->failed |= names.failed;
	if (ready && !names.failed)
		qz_diag_add(diag, QZ_RULE_STAGE_FAILED, NULL, "resource", "--profile", "reason", "there is no such publication profile", "what", name, "allowed",
			    names.len ? names.data : "", NULL);
	qz_buf_done(&names);
	qz_profiles_free(profiles);
	return NULL;
}

xmlDoc *qz_data_mapping(const struct qz_options *options, struct qz_diag *diag)
{
	static const struct data_kind kind = {NULL, "xsd/quanze-mapping.xsd", "", NULL};
	const char *file = options->mapping, *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
	struct qz_xml_error error = {.line = 0};
	char *bytes = NULL, line[24];
	size_t len;
	if (qz_file_read(file, &options->limits, &bytes, &len, diag) != QZ_OK)
		return NULL;
	xmlDoc *doc = qz_xml_parse(bytes, len, file, &error);
	free(bytes);
	snprintf(line, sizeof line, "%d", error.line);
	if (!doc)
		qz_diag_add(diag, QZ_RULE_MAPPING_INVALID, NULL, "file", name, "line", line, "reason", "this is not well-formed XML", "what", error.message, NULL);
	if (doc && qz_mapping_check(doc, name, diag) == 0 && is_valid(&kind, doc, options->resources, diag))
		return doc;
	xmlFreeDoc(doc);
	return NULL;
}

struct qz_diff_data *qz_data_diff(const struct qz_options *options, struct qz_diag *diag)
{
	static const struct data_kind kind = {"data/diff.xml", "xsd/quanze-diff-data.xsd", "these thresholds cannot be used", add_diff};
	struct qz_diff_data *data = qz_diff_data_new();
	diag->failed |= !data;
	if (load_data(&kind, data, NULL, options, diag))
		return data;
	qz_diff_data_free(data);
	return NULL;
}

/* A table that an option names; *name is its name without folders. NULL with a finding. */
static struct qz_table *read_table(const char *path, const char **name, const struct qz_options *options, struct qz_diag *diag)
{
	static const struct qz_open_options found_out = {.keep_own = true};
	const char *slash = strrchr(path, '/');
	struct qz_source source = {0};
	struct qz_table *table = NULL;
	char *bytes;
	size_t len;
	*name = slash ? slash + 1 : path;
	enum qz_status status = qz_file_read(path, &options->limits, &bytes, &len, diag);
	if (status == QZ_OK)
		status = qz_source_take_bytes(&source, *name, bytes, len, &found_out, &options->limits, diag);
	if (status == QZ_OK)
		status = qz_read(&source, &options->limits, &table, diag);
	qz_source_done(&source);
	if (status == QZ_OK)
		return table;
	qz_table_free(table);
	return NULL;
}

struct qz_table *qz_data_table(const struct qz_options *options, const char *path, struct qz_diag *diag)
{
	const char *name;
	return read_table(path, &name, options, diag);
}

struct qz_decisions *qz_data_decisions(const struct qz_options *options, const struct qz_vocabulary *vocabulary, struct qz_diag *diag)
{
	const char *name;
	struct qz_table *table = read_table(options->decisions, &name, options, diag);
	struct qz_decisions *decisions = table ? qz_decisions_read(table, name, vocabulary, diag) : NULL;
	qz_table_free(table);
	return decisions;
}

struct qz_meta_table *qz_data_meta(const struct qz_options *options, struct qz_diag *diag)
{
	const char *name;
	struct qz_table *table = read_table(options->meta_file, &name, options, diag);
	struct qz_meta_table *meta = table ? qz_meta_table_read(table, name, diag) : NULL;
	qz_table_free(table);
	return meta;
}

int qz_data_labels(struct qz_vocabulary *vocabulary, const struct qz_options *options, struct qz_diag *diag)
{
	const char *name;
	struct qz_table *table = read_table(options->labels, &name, options, diag);
	const int result = table ? qz_label_table_read(vocabulary, table, name, diag) : -1;
	qz_table_free(table);
	return result;
}
