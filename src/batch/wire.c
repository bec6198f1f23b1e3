/*
 * Results as bytes, for wire.h.
 */
#include "batch/wire.h"

#include <stdlib.h>
#include <string.h>

#define ABSENT UINT64_MAX

void qz_wire_put_number(struct qz_buf *out, uint64_t value)
{
	qz_buf_add(out, &value, sizeof value);
}

void qz_wire_put_bytes(struct qz_buf *out, const char *bytes, size_t len)
{
	qz_wire_put_number(out, len);
	if (len)
		qz_buf_add(out, bytes, len);
}

void qz_wire_put_string(struct qz_buf *out, const char *text)
{
	if (text)
		qz_wire_put_bytes(out, text, strlen(text));
	else
		qz_wire_put_number(out, ABSENT);
}

uint64_t qz_wire_number(struct qz_wire *wire)
{
	uint64_t value;
	wire->bad |= (size_t)(wire->end - wire->at) < sizeof value;
	if (wire->bad)
		return 0;
	memcpy(&value, wire->at, sizeof value);
	wire->at += sizeof value;
	return value;
}

const char *qz_wire_bytes(struct qz_wire *wire, size_t *len)
{
	const uint64_t value = qz_wire_number(wire);
	*len = 0;
	if (value == ABSENT)
		return NULL;
	wire->bad |= value > (uint64_t)(wire->end - wire->at);
	if (wire->bad)
		return NULL;
	const char *bytes = wire->at;
	*len = (size_t)value;
	wire->at += value;
	return bytes;
}

char *qz_wire_string(struct qz_wire *wire)
{
	size_t len;
	const char *bytes = qz_wire_bytes(wire, &len);
	char *copy = bytes ? malloc(len + 1) : NULL;
	wire->bad |= bytes && !copy;
	if (!copy)
		return NULL;
	memcpy(copy, bytes, len); /* no NUL ends a string on the wire */
	copy[len] = '\0';
	return copy;
}

/* ---- findings ---- */

/* The members that cross; a new one makes these differ in size, and has to be added here and below. */
struct finding_on_wire {
	enum qz_rule rule;
	enum qz_severity severity;
	char *strings[6];
	size_t numbers[2];
	struct {
		char *text;
		size_t numbers[2];
		bool flags[2];
	} excerpt;
	struct qz_datum *data;
	size_t ndata;
};
struct result_on_wire {
	struct qz_diag diag;
	size_t items;
	char *strings[2];
	struct qz_buf digest, only, decisions; /* the digest stays with the worker: its note has what is wanted of it */
	char **written;
	size_t nwritten;
};
_Static_assert(sizeof(struct qz_finding) == sizeof(struct finding_on_wire), "a member of findings does not cross from worker to parent");
_Static_assert(sizeof(struct qz_result) == sizeof(struct result_on_wire), "a member of results does not cross from worker to parent");

static void put_excerpt(struct qz_buf *out, const struct qz_excerpt *excerpt)
{
	qz_wire_put_string(out, excerpt->text);
	qz_wire_put_number(out, excerpt->at);
	qz_wire_put_number(out, excerpt->len);
	qz_wire_put_number(out, (uint64_t)excerpt->cut_before << 1 | excerpt->cut_after);
}

static void read_excerpt(struct qz_wire *wire, struct qz_excerpt *excerpt)
{
	excerpt->text = qz_wire_string(wire);
	const size_t size = excerpt->text ? strlen(excerpt->text) : 0;
	excerpt->at = (size_t)qz_wire_number(wire);
	excerpt->len = (size_t)qz_wire_number(wire);
	const uint64_t cuts = qz_wire_number(wire);
	excerpt->cut_before = cuts >> 1 & 1;
	excerpt->cut_after = cuts & 1;
	wire->bad |= excerpt->at > size || excerpt->len > size - excerpt->at;
}

static void put_finding(struct qz_buf *out, const struct qz_finding *finding)
{
	qz_wire_put_number(out, finding->rule);
	qz_wire_put_number(out, finding->severity);
	qz_wire_put_number(out, finding->line);
	qz_wire_put_string(out, finding->pos);
	qz_wire_put_string(out, finding->item);
	qz_wire_put_string(out, finding->field);
	qz_wire_put_string(out, finding->id);
	qz_wire_put_string(out, finding->name);
	qz_wire_put_string(out, finding->table);
	qz_wire_put_number(out, finding->order);
	put_excerpt(out, &finding->excerpt);
	qz_wire_put_number(out, finding->ndata);
	for (size_t i = 0; i < finding->ndata; i++) {
		qz_wire_put_string(out, finding->data[i].name);
		qz_wire_put_string(out, finding->data[i].value);
	}
}

static void read_finding(struct qz_wire *wire, struct qz_finding *finding)
{
	const uint64_t rule = qz_wire_number(wire), severity = qz_wire_number(wire);
	wire->bad |= rule >= QZ_RULES || severity >= QZ_SEVERITIES;
	if (wire->bad)
		return;
	finding->rule = (enum qz_rule)rule;
	finding->severity = (enum qz_severity)severity;
	finding->line = (size_t)qz_wire_number(wire);
	finding->pos = qz_wire_string(wire);
	finding->item = qz_wire_string(wire);
	finding->field = qz_wire_string(wire);
	finding->id = qz_wire_string(wire);
	finding->name = qz_wire_string(wire);
	finding->table = qz_wire_string(wire);
	finding->order = (size_t)qz_wire_number(wire);
	read_excerpt(wire, &finding->excerpt);
	const uint64_t pairs = qz_wire_number(wire);
	wire->bad |= pairs > (uint64_t)(wire->end - wire->at) / (2 * sizeof pairs);
	finding->data = wire->bad || !pairs ? NULL : calloc((size_t)pairs, sizeof *finding->data);
	wire->bad |= pairs && !finding->data;
	for (size_t i = 0; !wire->bad && i < pairs; i++) {
		finding->data[i].name = qz_wire_string(wire);
		finding->data[i].value = qz_wire_string(wire);
		finding->ndata = i + 1;
	}
}

static void read_findings(struct qz_wire *wire, struct qz_diag *diag)
{
	const uint64_t count = qz_wire_number(wire);
	wire->bad |= count > (uint64_t)(wire->end - wire->at) / sizeof count;
	if (wire->bad || !count)
		return;
	diag->findings = calloc((size_t)count, sizeof *diag->findings);
	wire->bad |= !diag->findings;
	diag->cap = wire->bad ? 0 : (size_t)count;
	for (size_t i = 0; !wire->bad && i < count; i++) {
		diag->count = i + 1;
		read_finding(wire, &diag->findings[i]);
		diag->totals[diag->findings[i].severity]++;
	}
}

/* ---- results ---- */

void qz_wire_put_result(struct qz_buf *out, const struct qz_result *result)
{
	qz_wire_put_number(out, result->items);
	qz_wire_put_string(out, result->title);
	qz_wire_put_string(out, result->body);
	qz_wire_put_number(out, result->diag.count);
	for (size_t i = 0; i < result->diag.count; i++)
		put_finding(out, &result->diag.findings[i]);
	qz_wire_put_bytes(out, result->only.data, result->only.len);
	qz_wire_put_bytes(out, result->decisions.data, result->decisions.len);
	qz_wire_put_number(out, result->nwritten);
	for (size_t i = 0; i < result->nwritten; i++)
		qz_wire_put_string(out, result->written[i]);
}

static void read_written(struct qz_wire *wire, struct qz_result *result)
{
	const uint64_t count = qz_wire_number(wire);
	wire->bad |= count > (uint64_t)(wire->end - wire->at) / sizeof count;
	if (wire->bad || !count)
		return;
	result->written = calloc((size_t)count, sizeof *result->written);
	wire->bad |= !result->written;
	for (size_t i = 0; !wire->bad && i < count; i++) {
		result->written[i] = qz_wire_string(wire);
		result->nwritten = i + 1;
	}
}

bool qz_wire_result(struct qz_wire *wire, struct qz_result *result)
{
	size_t len;
	result->items = (size_t)qz_wire_number(wire);
	result->title = qz_wire_string(wire);
	result->body = qz_wire_string(wire);
	read_findings(wire, &result->diag);
	const char *only = qz_wire_bytes(wire, &len);
	if (only)
		qz_buf_add(&result->only, only, len);
	const char *decisions = qz_wire_bytes(wire, &len);
	if (decisions)
		qz_buf_add(&result->decisions, decisions, len);
	read_written(wire, result);
	return !wire->bad && !result->only.failed && !result->decisions.failed;
}
