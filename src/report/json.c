/*
 * The JSON and SARIF reports of json.h, by jansson.
 */
#include "report/json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

struct qz_json {
	const struct qz_messages *messages;
	const char *as_of;
	json_t *inputs;  /* array */
	json_t *results; /* SARIF results of all inputs */
	json_int_t totals[QZ_SEVERITIES];
	bool failed;
};

struct qz_json *qz_json_new(const struct qz_messages *messages, const char *as_of)
{
	struct qz_json *json = calloc(1, sizeof *json);
	if (!json)
		return NULL;
	json->messages = messages;
	json->as_of = as_of;
	json->inputs = json_array();
	json->results = json_array();
	if (json->inputs && json->results)
		return json;
	qz_json_free(json);
	return NULL;
}

void qz_json_free(struct qz_json *json)
{
	if (!json)
		return;
	json_decref(json->inputs);
	json_decref(json->results);
	free(json);
}

/* Sets a member; takes the value, which may be NULL when memory ran out. */
static void set_take(struct qz_json *json, json_t *object, const char *key, json_t *value)
{
	if (!value || json_object_set_new(object, key, value) != 0)
		json->failed = true;
}

/* Text that may not be UTF-8 (a file's name) is made so, byte by byte. */
static json_t *make_string(const char *text)
{
	json_t *value = json_string(text);
	if (value)
		return value;
	struct qz_buf safe;
	qz_buf_init(&safe);
	for (; *text; text++)
		qz_buf_put_utf8(&safe, (unsigned char)*text < 0x80 ? (uint32_t)*text : 0xFFFD);
	value = safe.failed || !safe.data ? NULL : json_string(safe.data);
	qz_buf_done(&safe);
	return value;
}

static json_t *make_text(const struct qz_json *json, const struct qz_finding *finding, enum qz_rule_text text)
{
	struct qz_buf sentence;
	qz_buf_init(&sentence);
	qz_messages_format(json->messages, finding, text, &sentence);
	qz_buf_add(&sentence, "", 0);
	json_t *value = sentence.failed ? NULL : make_string(sentence.data);
	qz_buf_done(&sentence);
	return value;
}

static json_t *make_data(struct qz_json *json, const struct qz_finding *finding)
{
	json_t *data = json_object();
	for (size_t i = 0; data && i < finding->ndata; i++)
		set_take(json, data, finding->data[i].name, make_string(finding->data[i].value));
	return data;
}

static json_t *make_finding(struct qz_json *json, const struct qz_finding *finding)
{
	json_t *object = json_object();
	if (!object)
		return NULL;
	set_take(json, object, "rule", json_string(qz_rule_id(finding->rule)));
	set_take(json, object, "severity", json_string(qz_severity_name(finding->severity)));
	set_take(json, object, "pos", finding->pos ? make_string(finding->pos) : json_null());
	set_take(json, object, "item", finding->item ? make_string(finding->item) : json_null());
	set_take(json, object, "field", finding->field ? json_string(finding->field) : json_null());
	set_take(json, object, "message", make_text(json, finding, QZ_TEXT_MESSAGE));
	set_take(json, object, "cure", make_text(json, finding, QZ_TEXT_CURE));
	set_take(json, object, "data", make_data(json, finding));
	return object;
}

/* SARIF 2.1.0, 3.27: a result with its place as a logical location. */
static json_t *make_result(struct qz_json *json, const char *file, const struct qz_finding *finding)
{
	static const char *const levels[] = {"note", "note", "warning", "error"};
	json_t *location = json_pack("{s:{s:{s:o}}}", "physicalLocation", "artifactLocation", "uri", make_string(file));
	json_t *text = make_text(json, finding, QZ_TEXT_MESSAGE);
	if (!location || !text) {
		json_decref(location);
		json_decref(text);
		return NULL;
	}
	if (finding->line) {
		json_t *region = json_pack("{s:I}", "startLine", (json_int_t)finding->line);
		set_take(json, json_object_get(location, "physicalLocation"), "region", region);
	}
	if (finding->pos)
		set_take(json, location, "logicalLocations", json_pack("[{s:o}]", "fullyQualifiedName", make_string(finding->pos)));
	return json_pack("{s:s,s:s,s:{s:o},s:[o]}", "ruleId", qz_rule_id(finding->rule), "level", levels[finding->severity], "message", "text", text,
			 "locations", location);
}

void qz_json_add(struct qz_json *json, const char *file, size_t items, const struct qz_diag *diag)
{
	json_t *findings = json_array(), *input = json_object();
	if (!findings || !input) {
		json->failed = true;
		json_decref(findings);
		json_decref(input);
		return;
	}
	for (size_t i = 0; i < diag->count; i++) {
		const struct qz_finding *finding = &diag->findings[i];
		json->totals[finding->severity]++;
		if (json_array_append_new(findings, make_finding(json, finding)) != 0 ||
		    json_array_append_new(json->results, make_result(json, file, finding)) != 0)
			json->failed = true;
	}
	set_take(json, input, "file", make_string(file));
	set_take(json, input, "items", json_integer((json_int_t)items));
	set_take(json, input, "findings", findings);
	if (json_array_append_new(json->inputs, input) != 0)
		json->failed = true;
}

static json_t *make_report(const struct qz_json *json)
{
	return json_pack("{s:s,s:s,s:s,s:{s:I,s:I,s:I,s:I},s:O}", "schema", "urn:quanze:report:1", "quanze", QZ_VERSION, "asOf", json->as_of, "totals",
			 "error", json->totals[QZ_ERROR], "warning", json->totals[QZ_WARNING], "style", json->totals[QZ_STYLE], "info",
			 json->totals[QZ_INFO], "inputs", json->inputs);
}

static json_t *make_rules(const struct qz_json *json)
{
	json_t *rules = json_array();
	for (int i = 0; rules && i < QZ_RULES; i++) {
		json_t *rule = json_pack("{s:s,s:{s:s},s:{s:s}}", "id", qz_rule_id((enum qz_rule)i), "fullDescription", "text",
					 qz_messages_rule(json->messages, (enum qz_rule)i, QZ_TEXT_CAUSE), "help", "text",
					 qz_messages_rule(json->messages, (enum qz_rule)i, QZ_TEXT_CURE));
		if (json_array_append_new(rules, rule) != 0) {
			json_decref(rules);
			rules = NULL;
		}
	}
	return rules;
}

static json_t *make_sarif(const struct qz_json *json)
{
	json_t *rules = make_rules(json);
	if (!rules)
		return NULL;
	return json_pack("{s:s,s:s,s:[{s:{s:{s:s,s:s,s:o}},s:O}]}", "$schema", "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0",
			 "runs", "tool", "driver", "name", "quanze", "version", QZ_VERSION, "rules", rules, "results", json->results);
}

char *qz_json_text(const struct qz_json *json, bool sarif)
{
	json_t *report = json->failed ? NULL : sarif ? make_sarif(json) : make_report(json);
	char *text = report ? json_dumps(report, JSON_INDENT(1)) : NULL;
	json_decref(report);
	char *line = text ? realloc(text, strlen(text) + 2) : NULL;
	if (!line)
		free(text);
	else
		strcat(line, "\n");
	return line;
}
