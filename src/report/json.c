/*
 * The JSON report of json.h, by jansson.
 */
#include "report/json.h"

#include <stdlib.h>
#include <string.h>

#include "report/jsonvalue.h"

struct qz_json {
	const struct qz_messages *messages;
	const char *as_of;
	const struct qz_since *since;
	json_t *inputs; /* array */
	size_t totals[QZ_SEVERITIES];
	bool failed;
};

struct qz_json *qz_json_new(const struct qz_messages *messages, const char *as_of, const struct qz_since *since)
{
	struct qz_json *json = calloc(1, sizeof *json);
	if (!json)
		return NULL;
	*json = (struct qz_json){.messages = messages, .as_of = as_of, .since = since, .inputs = json_array()};
	if (json->inputs)
		return json;
	qz_json_free(json);
	return NULL;
}

void qz_json_free(struct qz_json *json)
{
	if (!json)
		return;
	json_decref(json->inputs);
	free(json);
}

static json_t *make_data(struct qz_json *json, const struct qz_finding *finding)
{
	json_t *data = json_object();
	for (size_t i = 0; data && i < finding->ndata; i++)
		qz_json_set(data, finding->data[i].name, qz_json_string(finding->data[i].value), &json->failed);
	return data;
}

/* A member of a finding: the text, or null. */
static void set_text(struct qz_json *json, json_t *object, const char *key, const char *text)
{
	qz_json_set(object, key, text ? qz_json_string(text) : json_null(), &json->failed);
}

/* Characters in a stretch of UTF-8: what programs in any language count by. */
static json_t *make_length(const char *text, size_t len)
{
	size_t count = 0;
	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80;
	return qz_json_count(count);
}

static json_t *make_excerpt(struct qz_json *json, const struct qz_excerpt *excerpt)
{
	json_t *object = json_object();
	if (!object)
		return NULL;
	qz_json_set(object, "text", qz_json_string(excerpt->text), &json->failed);
	qz_json_set(object, "at", make_length(excerpt->text, excerpt->at), &json->failed);
	qz_json_set(object, "length", make_length(excerpt->text + excerpt->at, excerpt->len), &json->failed);
	qz_json_set(object, "cutBefore", json_boolean(excerpt->cut_before), &json->failed);
	qz_json_set(object, "cutAfter", json_boolean(excerpt->cut_after), &json->failed);
	return object;
}

static json_t *make_finding(struct qz_json *json, const struct qz_finding *finding, enum qz_state state)
{
	static const char *const states[] = {NULL, "open", "new"};
	json_t *object = json_object();
	if (!object)
		return NULL;
	set_text(json, object, "rule", qz_rule_id(finding->rule));
	set_text(json, object, "severity", qz_severity_name(finding->severity));
	if (states[state])
		set_text(json, object, "state", states[state]);
	set_text(json, object, "pos", finding->pos);
	set_text(json, object, "item", finding->item);
	set_text(json, object, "id", finding->id);
	set_text(json, object, "name", finding->name);
	set_text(json, object, "field", finding->field);
	if (finding->line)
		qz_json_set(object, "line", qz_json_count(finding->line), &json->failed);
	if (finding->excerpt.text)
		qz_json_set(object, "excerpt", make_excerpt(json, &finding->excerpt), &json->failed);
	qz_json_set(object, "message", qz_json_sentence(json->messages, finding, QZ_TEXT_MESSAGE), &json->failed);
	qz_json_set(object, "cure", qz_json_sentence(json->messages, finding, QZ_TEXT_CURE), &json->failed);
	qz_json_set(object, "data", make_data(json, finding), &json->failed);
	return object;
}

static json_t *make_counts(struct qz_json *json, const size_t counts[])
{
	json_t *object = json_object();
	for (int severity = QZ_ERROR; object && severity >= QZ_INFO; severity--)
		qz_json_set(object, qz_severity_name((enum qz_severity)severity), qz_json_count(counts[severity]), &json->failed);
	return object;
}

static json_t *make_laws(struct qz_json *json, const struct qz_judged *judged)
{
	json_t *laws = json_array();
	for (size_t i = 0; laws && i < judged->nlaws; i++) {
		json_t *law = json_object();
		if (law) {
			set_text(json, law, "law", judged->laws[i].name);
			qz_json_set(law, "citations", qz_json_count(judged->laws[i].citations), &json->failed);
		}
		qz_json_append(laws, law, &json->failed);
	}
	return laws;
}

static json_t *make_findings(struct qz_json *json, const struct qz_judged *judged)
{
	json_t *findings = json_array();
	for (size_t i = 0; findings && i < judged->diag->count; i++) {
		const struct qz_finding *finding = &judged->diag->findings[i];
		json->totals[finding->severity]++;
		if (judged->shown[i])
			qz_json_append(findings, make_finding(json, finding, judged->states ? judged->states[i] : QZ_STATE_NONE), &json->failed);
	}
	return findings;
}

static json_t *make_fixed(struct qz_json *json, const struct qz_judged *judged)
{
	json_t *fixed = json_array();
	for (size_t i = 0; fixed && i < judged->nfixed; i++)
		qz_json_append(fixed, make_finding(json, judged->fixed[i], QZ_STATE_NONE), &json->failed);
	return fixed;
}

void qz_json_add(struct qz_json *json, const struct qz_judged *judged)
{
	json_t *input = json_object();
	if (!input) {
		json->failed = true;
		return;
	}
	set_text(json, input, "file", judged->file);
	set_text(json, input, "title", judged->title);
	set_text(json, input, "body", judged->body);
	qz_json_set(input, "items", qz_json_count(judged->items), &json->failed);
	qz_json_set(input, "findings", make_findings(json, judged), &json->failed);
	if (qz_judged_hidden(judged))
		qz_json_set(input, "more", make_counts(json, judged->hidden), &json->failed);
	qz_json_set(input, "lawsNotJudged", make_laws(json, judged), &json->failed);
	if (judged->states) {
		qz_json_set(input, "fixed", make_fixed(json, judged), &json->failed);
		qz_json_set(input, "unjudged", qz_json_count(judged->unjudged), &json->failed);
	}
	qz_json_append(json->inputs, input, &json->failed);
}

static json_t *make_since(struct qz_json *json)
{
	const struct qz_since_totals *totals = qz_since_counts(json->since);
	json_t *object = json_object(), *missing = json_array();
	const char *file;
	for (size_t i = 0; missing && (file = qz_since_missing(json->since, i)); i++)
		qz_json_append(missing, qz_json_string(file), &json->failed);
	if (!object || !missing) {
		json_decref(object);
		json_decref(missing);
		return NULL;
	}
	set_text(json, object, "quanze", qz_since_version(json->since));
	set_text(json, object, "asOf", qz_since_day(json->since));
	qz_json_set(object, "fixed", qz_json_count(totals->fixed), &json->failed);
	qz_json_set(object, "open", qz_json_count(totals->open), &json->failed);
	qz_json_set(object, "new", qz_json_count(totals->fresh), &json->failed);
	qz_json_set(object, "unjudged", qz_json_count(totals->unjudged), &json->failed);
	qz_json_set(object, "missing", missing, &json->failed);
	return object;
}

char *qz_json_text(struct qz_json *json)
{
	json_t *report = json_object();
	if (!report)
		return NULL;
	set_text(json, report, "schema", "urn:quanze:report:1");
	set_text(json, report, "quanze", QZ_VERSION);
	set_text(json, report, "asOf", json->as_of);
	if (json->since)
		qz_json_set(report, "since", make_since(json), &json->failed);
	qz_json_set(report, "totals", make_counts(json, json->totals), &json->failed);
	json->failed |= json_object_set(report, "inputs", json->inputs) != 0;
	if (!json->failed)
		return qz_json_take_text(report);
	json_decref(report);
	return NULL;
}
