/*
 * Reading an earlier report, for since.h.
 *
 * It comes from a file that anyone may have edited: before jansson builds a
 * tree of it its values are counted and its depth is looked at, then every
 * member is checked for its type; texts in it are never shown as they are,
 * sentences are made anew from the data.
 */
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "report/since_parts.h"

#define MOST_DEPTH 16 /* levels of a report: 7 are used */

/* Where the file is wrong, and how, in words that the message texts know. */
static void refuse(struct qz_diag *diag, const char *path, const char *reason, const char *detail)
{
	const char *slash = strrchr(path, '/');
	qz_diag_add(diag, QZ_RULE_REPORT_INVALID, NULL, "file", slash ? slash + 1 : path, "reason", reason, "detail", detail, NULL);
}

/* The values and the depth of JSON text, whether or not it is well-formed: what a parser would have to hold. */
static void measure(const char *bytes, size_t len, size_t *values, size_t *depth)
{
	bool string = false;
	size_t at_depth = 0;
	*values = *depth = 0;
	for (size_t i = 0; i < len; i++) {
		const char c = bytes[i];
		if (string) {
			i += c == '\\';
			string = c != '"';
		} else if (c == '"') {
			string = true;
		} else if (c == '{' || c == '[') {
			++*values;
			*depth = ++at_depth > *depth ? at_depth : *depth;
		} else if (c == '}' || c == ']') {
			at_depth -= at_depth > 0;
		} else if (c == ',' || c == ':') {
			++*values;
		}
	}
}

static char *copy(struct qz_since *since, const char *text)
{
	char *result = text ? strdup(text) : NULL;
	since->failed |= text && !result;
	return result;
}

/* A member that is a string, or absent, or null; false when it is anything else. */
static bool read_text(struct qz_since *since, const json_t *object, const char *key, char **text)
{
	const json_t *value = json_object_get(object, key);
	*text = copy(since, json_string_value(value));
	return !value || json_is_null(value) || json_is_string(value);
}

static bool read_data(struct qz_since *since, json_t *data, struct qz_finding *finding)
{
	const char *name;
	json_t *value;
	if (!data)
		return true;
	if (!json_is_object(data))
		return false;
	finding->data = calloc(json_object_size(data) + 1, sizeof *finding->data);
	since->failed |= !finding->data;
	json_object_foreach(data, name, value)
	{
		if (!finding->data || !json_is_string(value))
			return false;
		finding->data[finding->ndata].name = copy(since, name);
		finding->data[finding->ndata].value = copy(since, json_string_value(value));
		finding->ndata++;
	}
	return true;
}

static bool read_severity(const char *name, enum qz_severity *severity)
{
	for (int i = 0; name && i < QZ_SEVERITIES; i++) {
		if (strcmp(qz_severity_name((enum qz_severity)i), name) == 0) {
			*severity = (enum qz_severity)i;
			return true;
		}
	}
	return false;
}

static bool read_finding(struct qz_since *since, json_t *object, struct qz_since_past *past)
{
	const char *id = json_string_value(json_object_get(object, "rule"));
	const enum qz_rule rule = id ? qz_rule_find(id) : QZ_RULES;
	if (!id)
		return false;
	if (rule == QZ_RULES) {
		past->unknown++;
		return true;
	}
	struct qz_finding *finding = &past->diag.findings[past->diag.count++];
	finding->rule = rule;
	return read_severity(json_string_value(json_object_get(object, "severity")), &finding->severity) &&
	       read_text(since, object, "pos", &finding->pos) && read_text(since, object, "item", &finding->item) &&
	       read_text(since, object, "field", &finding->field) && read_text(since, object, "id", &finding->id) &&
	       read_text(since, object, "name", &finding->name) && read_data(since, json_object_get(object, "data"), finding);
}

/* Why an input is not one, or NULL. */
static const char *read_input(struct qz_since *since, json_t *input, struct qz_since_past *past)
{
	json_t *findings = json_object_get(input, "findings"), *finding;
	size_t i;
	if (!json_is_string(json_object_get(input, "file")) || !json_is_array(findings))
		return "report-shape";
	if (json_object_get(input, "more"))
		return "report-cut";
	past->file = copy(since, json_string_value(json_object_get(input, "file")));
	past->diag.cap = json_array_size(findings) + 1;
	past->diag.findings = calloc(past->diag.cap, sizeof *past->diag.findings);
	since->failed |= !past->diag.findings;
	json_array_foreach(findings, i, finding)
	{
		if (since->failed || !read_finding(since, finding, past))
			return "report-shape";
	}
	return NULL;
}

static const char *read_report(struct qz_since *since, json_t *report)
{
	const char *schema = json_string_value(json_object_get(report, "schema"));
	json_t *inputs = json_object_get(report, "inputs"), *input;
	const char *reason = NULL;
	size_t i;
	if (!schema || strcmp(schema, "urn:quanze:report:1") != 0)
		return "report-schema";
	if (!json_is_array(inputs) || !json_is_string(json_object_get(report, "asOf")))
		return "report-shape";
	read_text(since, report, "quanze", &since->version);
	read_text(since, report, "asOf", &since->day);
	since->inputs = calloc(json_array_size(inputs) + 1, sizeof *since->inputs);
	since->failed |= !since->inputs;
	json_array_foreach(inputs, i, input)
	{
		if (since->failed || reason)
			break;
		reason = read_input(since, input, &since->inputs[since->ninputs++]);
	}
	return reason;
}

/* The bytes as a tree; NULL with a finding. */
static json_t *parse(const char *path, const struct qz_limits *limits, struct qz_diag *diag)
{
	char *bytes = NULL, detail[200];
	size_t len = 0, values, depth;
	json_t *report = NULL;
	json_error_t error;
	if (qz_file_read(path, limits, &bytes, &len, diag) != QZ_OK)
		return NULL;
	measure(bytes, len, &values, &depth);
	if (values > limits->report_values) {
		qz_limits_exceeded(limits, &limits->report_values, diag);
	} else if (depth > MOST_DEPTH) {
		refuse(diag, path, "report-shape", "");
	} else {
		report = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &error);
		if (!report) {
			snprintf(detail, sizeof detail, "%d:%d %s", error.line, error.column, error.text);
			refuse(diag, path, "json", detail);
		}
	}
	free(bytes);
	return report;
}

struct qz_since *qz_since_load(const char *path, const struct qz_limits *limits, struct qz_diag *diag)
{
	json_t *report = parse(path, limits, diag);
	struct qz_since *since = report ? calloc(1, sizeof *since) : NULL;
	const char *reason = since ? read_report(since, report) : NULL;
	diag->failed |= report && (!since || since->failed);
	if (reason && !since->failed)
		refuse(diag, path, reason, "");
	json_decref(report);
	if (since && !reason && !since->failed)
		return since;
	qz_since_free(since);
	return NULL;
}

void qz_since_free(struct qz_since *since)
{
	for (size_t i = 0; since && i < since->ninputs; i++) {
		free(since->inputs[i].file);
		qz_diag_done(&since->inputs[i].diag);
	}
	if (since) {
		xmlHashFree(since->planned, NULL);
		free(since->inputs);
		free(since->version);
		free(since->day);
	}
	free(since);
}
