/*
 * Sorting findings by an earlier report, for since.h.
 */
#include "report/since_parts.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"

/* ---- which input of the report ---- */

/* How far two names may differ: whole paths, the last three, two, one of their parts, the last one without its extension. */
enum { WHOLE_PATH, THREE_PARTS, TWO_PARTS, ONE_PART, STEM, LOOSENESSES };

/* The last `parts` parts of a path; NULL when it has fewer. */
static const char *last_parts(const char *path, int parts)
{
	const char *at = path + strlen(path);
	while (at > path) {
		at--;
		if (*at == '/' && --parts == 0)
			return at + 1;
	}
	return parts == 1 ? path : NULL;
}

/* What of a name counts; false when the name has not got that much. */
static bool put_name(struct qz_buf *key, const char *path, int looseness)
{
	static const int parts[] = {[THREE_PARTS] = 3, [TWO_PARTS] = 2, [ONE_PART] = 1, [STEM] = 1};
	const char *from = looseness == WHOLE_PATH ? path : last_parts(path, parts[looseness]);
	const char *dot = from && looseness == STEM ? strrchr(from, '.') : NULL;
	qz_buf_clear(key);
	if (from)
		qz_buf_add(key, from, dot ? (size_t)(dot - from) : strlen(from));
	return from && key->len && !key->failed;
}

/* The inputs of this time, as the report's are looked for among them. */
struct plan {
	struct qz_since *since;
	const char *const *files;
	size_t count;
	bool *found; /* files that have their input in the report */
	struct qz_buf key;
	bool failed;
};

#define AMBIGUOUS ((void *)UINTPTR_MAX)

/* Inputs of the report without a file yet, by name; a loose name that two have is nobody's. */
static xmlHashTable *index_inputs(struct plan *plan, int looseness)
{
	xmlHashTable *names = xmlHashCreate(0);
	plan->failed |= !names;
	for (size_t i = 0; i < plan->since->ninputs && !plan->failed; i++) {
		const struct qz_since_past *past = &plan->since->inputs[i];
		if (past->now || !put_name(&plan->key, past->file, looseness))
			continue;
		const bool twice = xmlHashLookup(names, QZ_X(plan->key.data)) != NULL;
		if (twice && looseness == WHOLE_PATH) /* a file given twice: the first one */
			continue;
		plan->failed |= xmlHashUpdateEntry(names, QZ_X(plan->key.data), twice ? AMBIGUOUS : (void *)(uintptr_t)(i + 1), NULL) != 0;
	}
	return names;
}

/* Pairs files with inputs; where two files would have the same one, by a loose name, neither has it. */
static void pair(struct plan *plan, int looseness)
{
	xmlHashTable *names = index_inputs(plan, looseness);
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < plan->count && !plan->failed; i++) {
			void *entry = plan->found[i] || !put_name(&plan->key, plan->files[i], looseness) ? NULL : xmlHashLookup(names, QZ_X(plan->key.data));
			if (!entry || entry == AMBIGUOUS)
				continue;
			struct qz_since_past *past = &plan->since->inputs[(uintptr_t)entry - 1];
			past->wanted += round == 0;
			if (round == 0 || past->now || (past->wanted > 1 && looseness != WHOLE_PATH))
				continue;
			past->now = plan->files[i];
			plan->found[i] = true;
		}
	}
	for (size_t i = 0; i < plan->since->ninputs; i++)
		plan->since->inputs[i].wanted = 0;
	xmlHashFree(names, NULL);
	plan->failed |= plan->key.failed;
}

bool qz_since_plan(struct qz_since *since, const char *const *files, size_t count)
{
	struct plan plan = {.since = since, .files = files, .count = count, .found = calloc(count + 1, sizeof *plan.found)};
	qz_buf_init(&plan.key);
	plan.failed = !plan.found;
	for (int looseness = 0; looseness < LOOSENESSES && !plan.failed; looseness++)
		pair(&plan, looseness);
	if (count == 1 && since->ninputs == 1)
		since->inputs[0].now = files[0];
	free(plan.found);
	qz_buf_done(&plan.key);
	if (plan.failed)
		return false;
	since->planned = xmlHashCreate(0);
	for (size_t i = since->ninputs; since->planned && i-- > 0;)
		if (since->inputs[i].now && xmlHashUpdateEntry(since->planned, QZ_X(since->inputs[i].now), &since->inputs[i], NULL) != 0)
			return false;
	return since->planned != NULL;
}

/* ---- matching ---- */

/*
 * Data that speak of other items, or of what the program proposes: the finding is the same without them.
 * So it is where something is absent, whatever stands there instead.
 */
static bool is_volatile(const struct qz_finding *finding, const char *name)
{
	const char *reason = qz_finding_get(finding, "reason");
	if (finding->rule == QZ_RULE_FILING_INVALID && reason && strcmp(reason, "absent") == 0 && strcmp(name, "element") == 0)
		return true;
	static const char *const names[] = {"first", "expected", "found", "before", "other", "suggested", "confidence", "message", "last", "line"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/*
 * Programs drop who wrote a comment, and how a row was hidden: of a comment the first words count, behind a name and colon.
 * NULL for a datum that does not count at all.
 */
static const char *steady_value(const struct qz_finding *finding, const struct qz_datum *datum, char words[48])
{
	const bool comment = finding->rule == QZ_RULE_ASIDE_OMITTED;
	if ((comment || finding->rule == QZ_RULE_CONTENT_UNKNOWN) && strcmp(datum->name, "characters") == 0)
		return NULL;
	if (finding->rule == QZ_RULE_HIDDEN_OMITTED && strcmp(datum->name, "by") == 0)
		return NULL;
	if (!comment || strcmp(datum->name, "words") != 0)
		return datum->value;
	const char *colon = strpbrk(datum->value, ":"), *wide = strstr(datum->value, "：");
	const char *at = colon && colon - datum->value < 40 ? colon + 1 : wide && wide - datum->value < 40 ? wide + 3 : datum->value;
	at += strspn(at, " ");
	snprintf(words, 48, "%.36s", at); /* bytes: both are cut alike */
	return words;
}

static void put_part(struct qz_buf *key, const char *text)
{
	qz_buf_puts(key, text ? text : "");
	qz_buf_putc(key, '\x1F');
}

static int compare_data(const void *a, const void *b)
{
	return strcmp((*(const struct qz_datum *const *)a)->name, (*(const struct qz_datum *const *)b)->name);
}

/* Data in the order of names, for an object of JSON has none. */
static void put_data(struct qz_buf *key, const struct qz_finding *finding)
{
	const struct qz_datum *sorted[16];
	size_t count = 0;
	for (size_t i = 0; i < finding->ndata && count < sizeof sorted / sizeof *sorted; i++)
		if (!is_volatile(finding, finding->data[i].name))
			sorted[count++] = &finding->data[i];
	qsort(sorted, count, sizeof *sorted, compare_data);
	for (size_t i = 0; i < count; i++) {
		char words[48];
		const char *value = steady_value(finding, sorted[i], words);
		if (!value)
			continue;
		put_part(key, sorted[i]->name);
		put_part(key, value);
	}
}

/* How an item is known again, from the surest way to the loosest. */
enum { BY_BOTH, BY_NAME, BY_ID, BY_SERIAL, WAYS };

static const char *make_key(struct qz_buf *key, const struct qz_finding *finding, int way)
{
	qz_buf_clear(key);
	put_part(key, qz_rule_id(finding->rule));
	put_part(key, finding->field);
	put_part(key, way == BY_BOTH || way == BY_NAME ? finding->name : way == BY_ID ? finding->id : "");
	put_part(key, way == BY_BOTH || way == BY_SERIAL ? finding->item : "");
	put_data(key, finding);
	return key->failed ? "" : key->data;
}

/* Whether a finding has what this way goes by; one of the whole list has nothing and is known the first way. */
static bool has_way(const struct qz_finding *finding, int way)
{
	return way == BY_BOTH || (way == BY_NAME && finding->name) || (way == BY_ID && finding->id) || (way == BY_SERIAL && finding->item);
}

struct matching {
	struct qz_judged *judged;
	const struct qz_diag *past;
	size_t *next;   /* the next past finding of the same key, from 1; 0: none */
	bool *matched;  /* past findings that stand again */
	struct qz_buf key;
	bool failed;
};

/* Past findings that are not matched yet, by key: the first of each, the others behind it. */
static xmlHashTable *index_past(struct matching *matching, int way)
{
	xmlHashTable *heads = xmlHashCreate(0);
	matching->failed |= !heads;
	for (size_t i = matching->past->count; i-- > 0 && !matching->failed;) {
		if (matching->matched[i] || !has_way(&matching->past->findings[i], way))
			continue;
		const xmlChar *key = QZ_X(make_key(&matching->key, &matching->past->findings[i], way));
		matching->next[i] = (uintptr_t)xmlHashLookup(heads, key);
		matching->failed |= xmlHashUpdateEntry(heads, key, (void *)(uintptr_t)(i + 1), NULL) != 0;
	}
	return heads;
}

static void match(struct matching *matching, int way)
{
	xmlHashTable *heads = index_past(matching, way);
	const struct qz_diag *diag = matching->judged->diag;
	for (size_t i = 0; i < diag->count && !matching->failed; i++) {
		if (matching->judged->states[i] == QZ_STATE_OPEN || !has_way(&diag->findings[i], way))
			continue;
		const xmlChar *key = QZ_X(make_key(&matching->key, &diag->findings[i], way));
		const size_t head = (uintptr_t)xmlHashLookup(heads, key);
		if (!head)
			continue;
		matching->judged->states[i] = QZ_STATE_OPEN;
		matching->matched[head - 1] = true;
		matching->failed |= xmlHashUpdateEntry(heads, key, (void *)(uintptr_t)matching->next[head - 1], NULL) != 0;
	}
	xmlHashFree(heads, NULL);
	matching->failed |= matching->key.failed;
}

/* ---- a list that came back in another form ---- */

/* How a place is written: Sheet!C7, t1/r2/c3, 13:3; 0 for a place that may be of any. */
static char kind_of_place(const char *pos)
{
	if (!pos)
		return 0;
	const size_t len = strcspn(pos, " ");
	return memchr(pos, '!', len) ? '!' : memchr(pos, '/', len) ? '/' : memchr(pos, ':', len) ? ':' : 0;
}

/* The kind of the first place that has one. */
static char kind_of_places(const struct qz_diag *diag)
{
	char kind = 0;
	for (size_t i = 0; i < diag->count && !kind; i++)
		kind = kind_of_place(diag->findings[i].pos);
	return kind;
}

static bool has(const struct qz_diag *diag, enum qz_rule rule)
{
	for (size_t i = 0; i < diag->count; i++)
		if (diag->findings[i].rule == rule)
			return true;
	return false;
}

/*
 * Whether what came back is another kind of file than what was judged: the clean list that quanze made of a text, or of an
 * old workbook, is in good form by itself, and has left behind what is no item's.
 */
static bool is_another_form(const struct qz_since_past *past, const struct qz_judged *judged)
{
	const char before = kind_of_places(&past->diag), now = kind_of_places(judged->diag);
	const char *one = strrchr(past->file, '.'), *other = strrchr(judged->file, '.');
	const bool extension = one && other && strcasecmp(one, other) != 0;
	const bool was_other = extension || (has(&past->diag, QZ_RULE_FORMAT_MISMATCH) && !has(judged->diag, QZ_RULE_FORMAT_MISMATCH));
	return (before && now && before != now) || (was_other && has(judged->diag, QZ_RULE_MARKS_PASSED_OVER));
}

/* What is found of the form of a file: its reading, and sums over rows that are no items. */
static bool is_of_form(enum qz_rule rule)
{
	return rule < QZ_RULE_VIOLATIONS_UNLISTED || rule == QZ_RULE_TOTAL_DIFFERS;
}

/* Past findings that stand no more: put right, or not looked for. */
static void sort_rest(const struct qz_since_how *how, const struct qz_since_past *before, const struct matching *matching)
{
	struct qz_judged *judged = matching->judged;
	const bool other = is_another_form(before, judged);
	for (size_t i = 0; i < matching->past->count; i++) {
		const struct qz_finding *past = &matching->past->findings[i];
		if (matching->matched[i])
			continue;
		if (past->severity < judged->least)
			continue;
		if (!how->judged || how->is_off(how->context, past->rule) || (other && is_of_form(past->rule)))
			judged->unjudged++;
		else
			judged->fixed[judged->nfixed++] = past;
	}
}

static bool compare_findings(const struct qz_since_how *how, struct qz_since_past *past, struct qz_judged *judged)
{
	struct matching matching = {.judged = judged, .past = &past->diag};
	qz_buf_init(&matching.key);
	judged->fixed = calloc(past->diag.count + 1, sizeof *judged->fixed);
	matching.next = calloc(past->diag.count + 1, sizeof *matching.next);
	matching.matched = calloc(past->diag.count + 1, sizeof *matching.matched);
	matching.failed = !judged->fixed || !matching.next || !matching.matched;
	for (int way = 0; way < WAYS && !matching.failed; way++)
		match(&matching, way);
	judged->unjudged = past->unknown;
	if (!matching.failed)
		sort_rest(how, past, &matching);
	qz_buf_done(&matching.key);
	free(matching.next);
	free(matching.matched);
	return !matching.failed;
}

/* Told of the file as it came back this time, and no fault of the list: neither new nor open. */
static bool is_about_round(const struct qz_finding *finding)
{
	return finding->rule == QZ_RULE_MARKS_PASSED_OVER;
}

bool qz_since_compare(struct qz_since *since, const struct qz_since_how *how, struct qz_judged *judged)
{
	struct qz_since_past *past = xmlHashLookup(since->planned, QZ_X(judged->file));
	judged->states = calloc(judged->diag->count + 1, sizeof *judged->states);
	bool whole = judged->states != NULL;
	for (size_t i = 0; whole && i < judged->diag->count; i++)
		judged->states[i] = is_about_round(&judged->diag->findings[i]) ? QZ_STATE_NONE : QZ_STATE_NEW;
	if (past && !past->used) {
		past->used = true;
		whole = whole && compare_findings(how, past, judged);
	}
	for (size_t i = 0; whole && i < judged->diag->count; i++) {
		const bool counts = judged->diag->findings[i].severity >= judged->least;
		since->totals.open += counts && judged->states[i] == QZ_STATE_OPEN;
		since->totals.fresh += counts && judged->states[i] == QZ_STATE_NEW;
	}
	since->totals.fixed += judged->nfixed;
	since->totals.unjudged += judged->unjudged;
	return whole;
}

const struct qz_since_totals *qz_since_counts(const struct qz_since *since)
{
	return &since->totals;
}

const char *qz_since_version(const struct qz_since *since)
{
	return since->version ? since->version : "";
}

const char *qz_since_day(const struct qz_since *since)
{
	return since->day ? since->day : "";
}

const char *qz_since_missing(const struct qz_since *since, size_t n)
{
	for (size_t i = 0; i < since->ninputs; i++)
		if (!since->inputs[i].now && n-- == 0)
			return since->inputs[i].file;
	return NULL;
}
