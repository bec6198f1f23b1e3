/*
 * The SARIF report of sarif.h, by jansson. Numbers of clauses are those of
 * Static Analysis Results Interchange Format 2.1.0.
 */
#include "report/sarif.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "report/jsonvalue.h"

struct qz_sarif {
	const struct qz_messages *messages;
	const char *language;
	json_t *results;
	bool failed;
};

static const char *const levels[] = {"note", "note", "warning", "error"};

struct qz_sarif *qz_sarif_new(const struct qz_messages *messages, const char *language)
{
	struct qz_sarif *sarif = calloc(1, sizeof *sarif);
	if (!sarif)
		return NULL;
	*sarif = (struct qz_sarif){.messages = messages, .language = language, .results = json_array()};
	if (sarif->results)
		return sarif;
	qz_sarif_free(sarif);
	return NULL;
}

void qz_sarif_free(struct qz_sarif *sarif)
{
	if (!sarif)
		return;
	json_decref(sarif->results);
	free(sarif);
}

/* A path as a URI reference (RFC 3986): a whole path as a file's, any other relative, its colons not taken for a scheme's (3.4.3). */
static json_t *make_uri(const char *path)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
	struct qz_buf uri;
	qz_buf_init(&uri);
	if (*path == '/')
		qz_buf_puts(&uri, "file://");
	for (; *path; path++) {
		if (strchr(plain, *path))
			qz_buf_putc(&uri, *path);
		else
			qz_buf_printf(&uri, "%%%02X", (unsigned)(unsigned char)*path);
	}
	qz_buf_add(&uri, "", 0);
	json_t *value = uri.failed ? NULL : json_string(uri.data);
	qz_buf_done(&uri);
	return value;
}

/* An object with one member. */
static json_t *wrap(struct qz_sarif *sarif, const char *key, json_t *value)
{
	json_t *object = json_object();
	if (object)
		qz_json_set(object, key, value, &sarif->failed);
	else
		json_decref(value);
	return object;
}

/* 3.30: the line, and the words around; of a workbook there is no line, only the cell. */
static void set_region(struct qz_sarif *sarif, json_t *physical, const struct qz_finding *finding)
{
	if (!finding->line)
		return;
	json_t *region = wrap(sarif, "startLine", qz_json_count(finding->line));
	if (region && finding->excerpt.text)
		qz_json_set(region, "snippet", wrap(sarif, "text", qz_json_string(finding->excerpt.text)), &sarif->failed);
	qz_json_set(physical, "region", region, &sarif->failed);
}

/* 3.28: the file, and the cell and item as logical locations. */
static json_t *make_location(struct qz_sarif *sarif, const char *file, const struct qz_finding *finding)
{
	json_t *physical = wrap(sarif, "artifactLocation", wrap(sarif, "uri", make_uri(file)));
	json_t *location = wrap(sarif, "physicalLocation", physical), *logical = json_array();
	if (!location || !physical || !logical) {
		json_decref(location);
		json_decref(logical);
		sarif->failed = true;
		return NULL;
	}
	set_region(sarif, physical, finding);
	if (finding->pos)
		qz_json_append(logical, wrap(sarif, "fullyQualifiedName", qz_json_string(finding->pos)), &sarif->failed);
	if (finding->name)
		qz_json_append(logical, wrap(sarif, "name", qz_json_string(finding->name)), &sarif->failed);
	if (json_array_size(logical))
		qz_json_set(location, "logicalLocations", logical, &sarif->failed);
	else
		json_decref(logical);
	return location;
}

/* 3.27.17: what stays the same in the next revision: rule, item, field, and the words themselves. */
static json_t *make_fingerprint(struct qz_sarif *sarif, const struct qz_finding *finding)
{
	const char *const parts[] = {qz_rule_id(finding->rule), finding->field, finding->name ? finding->name : finding->item, finding->excerpt.text};
	char hash[QZ_HASH];
	struct qz_buf text;
	qz_buf_init(&text);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		qz_buf_printf(&text, "%s\n", parts[i] ? parts[i] : "");
	sarif->failed |= text.failed;
	qz_hash(text.failed ? "" : text.data, text.len, hash);
	qz_buf_done(&text);
	hash[32] = '\0';
	return wrap(sarif, "quanze/v1", json_string(hash));
}

/* The sentence, and what to do. */
static json_t *make_message(struct qz_sarif *sarif, const struct qz_finding *finding)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_messages_format(sarif->messages, finding, QZ_TEXT_MESSAGE, &text);
	qz_buf_puts(&text, "\n");
	qz_buf_puts(&text, qz_messages_text(sarif->messages, "report.cure"));
	qz_messages_format(sarif->messages, finding, QZ_TEXT_CURE, &text);
	json_t *value = text.failed ? NULL : qz_json_string(text.data);
	qz_buf_done(&text);
	return wrap(sarif, "text", value);
}

static void add_result(struct qz_sarif *sarif, const char *file, const struct qz_finding *finding, const char *baseline)
{
	json_t *result = json_object(), *locations = json_array();
	if (!result || !locations) {
		json_decref(result);
		json_decref(locations);
		sarif->failed = true;
		return;
	}
	qz_json_append(locations, make_location(sarif, file, finding), &sarif->failed);
	qz_json_set(result, "ruleId", json_string(qz_rule_id(finding->rule)), &sarif->failed);
	qz_json_set(result, "ruleIndex", qz_json_count(finding->rule), &sarif->failed);
	qz_json_set(result, "level", json_string(levels[finding->severity]), &sarif->failed);
	qz_json_set(result, "message", make_message(sarif, finding), &sarif->failed);
	qz_json_set(result, "locations", locations, &sarif->failed);
	qz_json_set(result, "partialFingerprints", make_fingerprint(sarif, finding), &sarif->failed);
	if (baseline)
		qz_json_set(result, "baselineState", json_string(baseline), &sarif->failed);
	qz_json_append(sarif->results, result, &sarif->failed);
}

void qz_sarif_add(struct qz_sarif *sarif, const struct qz_judged *judged)
{
	static const char *const baselines[] = {NULL, "unchanged", "new"};
	for (size_t i = 0; i < judged->diag->count; i++)
		if (judged->shown[i])
			add_result(sarif, judged->file, &judged->diag->findings[i], baselines[judged->states ? judged->states[i] : QZ_STATE_NONE]);
	for (size_t i = 0; i < judged->nfixed; i++)
		add_result(sarif, judged->file, judged->fixed[i], "absent");
}

/* 3.49: a rule with what it means and its cure. */
static json_t *make_rule(struct qz_sarif *sarif, enum qz_rule rule)
{
	json_t *object = wrap(sarif, "id", json_string(qz_rule_id(rule)));
	if (!object)
		return NULL;
	qz_json_set(object, "fullDescription", wrap(sarif, "text", json_string(qz_messages_rule(sarif->messages, rule, QZ_TEXT_CAUSE))), &sarif->failed);
	qz_json_set(object, "help", wrap(sarif, "text", json_string(qz_messages_rule(sarif->messages, rule, QZ_TEXT_CURE))), &sarif->failed);
	qz_json_set(object, "defaultConfiguration", wrap(sarif, "level", json_string(levels[qz_rule_severity(rule)])), &sarif->failed);
	return object;
}

static json_t *make_driver(struct qz_sarif *sarif)
{
	json_t *driver = wrap(sarif, "name", json_string("quanze")), *rules = json_array();
	for (int i = 0; rules && i < QZ_RULES; i++)
		qz_json_append(rules, make_rule(sarif, (enum qz_rule)i), &sarif->failed);
	if (!driver || !rules) {
		json_decref(driver);
		json_decref(rules);
		return NULL;
	}
	qz_json_set(driver, "version", json_string(QZ_VERSION), &sarif->failed);
	qz_json_set(driver, "language", json_string(sarif->language), &sarif->failed);
	qz_json_set(driver, "rules", rules, &sarif->failed);
	return driver;
}

char *qz_sarif_text(struct qz_sarif *sarif)
{
	json_t *run = wrap(sarif, "tool", wrap(sarif, "driver", make_driver(sarif))), *runs = json_array();
	json_t *log = wrap(sarif, "$schema", json_string("https://json.schemastore.org/sarif-2.1.0.json"));
	if (!run || !runs || !log) {
		sarif->failed = true;
		json_decref(run);
		json_decref(runs);
		json_decref(log);
		return NULL;
	}
	qz_json_set(run, "language", json_string(sarif->language), &sarif->failed);
	sarif->failed |= json_object_set(run, "results", sarif->results) != 0;
	qz_json_append(runs, run, &sarif->failed);
	qz_json_set(log, "version", json_string("2.1.0"), &sarif->failed);
	qz_json_set(log, "runs", runs, &sarif->failed);
	if (!sarif->failed)
		return qz_json_take_text(log);
	json_decref(log);
	return NULL;
}
