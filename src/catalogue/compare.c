/*
 * A list against a catalogue, for compare.h: items are matched (diff/), each of
 * the catalogue is told in its order, then what only the list has.
 */
#include "catalogue/compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "catalogue/pair.h"

#define MOST_CITED 6 /* citations that an item without counterpart is shown with */

const char *qz_verdict_name(enum qz_verdict verdict)
{
	static const char *const names[QZ_VERDICTS] = {"same",	"missing", "surplus",  "differs", "unsure",
						       "split", "merged",  "repeated", "passed"};
	return names[verdict];
}

/* One comparison on its way. */
struct telling {
	struct qz_holding held;
	size_t counts[QZ_VERDICTS];
	/* By item of the catalogue, of the list: its first part on the other side; and by part: the next one. Plus 1. */
	size_t *first_part[2], *next_part[2];
	size_t *first_of_name[2]; /* by the number of a name: the first item of it that has a counterpart, in the catalogue, in the list; plus 1 */
	struct qz_buf *out;
};

/* ---- an item ---- */

static void put_text(struct qz_holding *held, struct qz_buf *out, const char *attribute, const xmlNode *item, const char *field)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_pair_text(item, field, &text);
	if (text.len)
		qz_xml_put_attr(out, attribute, text.data);
	held->failed |= text.failed;
	qz_buf_done(&text);
}

static void put_basis(struct qz_holding *held, struct qz_buf *out, const xmlNode *item)
{
	struct qz_places places;
	struct qz_buf text;
	qz_buf_init(&text);
	qz_places_read(&held->places, item, &places);
	qz_places_put(&places, MOST_CITED, &text);
	if (text.len)
		qz_xml_put_attr(out, "basis", text.data);
	held->failed |= text.failed;
	qz_buf_done(&text);
	qz_places_done(&places);
}

/* An item by what it is known by: `model` or `own`; alone, with its type, level and basis. */
static void put_item(struct telling *telling, bool own, size_t index, bool alone)
{
	struct qz_holding *held = &telling->held;
	const struct qz_subject *subject = own ? &held->own.subjects[index] : &held->model.subjects[index];
	const xmlNode *item = subject->item, *table = item->parent;
	const char *title = qz_xml_attr(table, "title");
	struct qz_buf *out = telling->out;
	qz_buf_puts(out, own ? "<own" : "<model");
	qz_xml_put_count(out, "n", index + 1);
	put_text(held, out, "serial", item, "serial");
	put_text(held, out, "name", item, "name");
	if (held->several[own])
		qz_xml_put_attr(out, "table", title ? title : qz_xml_attr(table, "sheet"));
	qz_xml_put_attr(out, "pos", qz_xml_attr(item, "pos"));
	if (alone) {
		put_text(held, out, "code", item, "code");
		put_text(held, out, "type", item, "powerType");
		put_text(held, out, "level", item, "level");
		put_basis(held, out, item);
	}
	qz_buf_puts(out, "/>");
}

static void open_finding(struct telling *telling, enum qz_verdict verdict)
{
	telling->counts[verdict]++;
	qz_buf_printf(telling->out, "<finding kind=\"%s\"", qz_verdict_name(verdict));
}

static void close_finding(struct telling *telling)
{
	qz_buf_puts(telling->out, "</finding>");
}

/* ---- items of both ---- */

static const char *match_name(const struct qz_subject *subject)
{
	return subject->bond == QZ_BOND_CODE ? "code" : subject->bond == QZ_BOND_NAME ? "name" : "similar";
}

/* Alike, but neither in all nor in the name so much that it can be said; or of one code, but of quite another name. */
static bool is_unsure(const struct qz_holding *held, const struct qz_subject *subject, const struct qz_subject *other)
{
	const double likeness = subject->similarity, sure = held->rules->data->sure;
	if (subject->bond == QZ_BOND_CODE)
		return subject->name != other->name && likeness < held->rules->data->code_name;
	return subject->bond == QZ_BOND_SIMILAR && likeness < sure && subject->name_alike < (1 + sure) / 2;
}

static void tell_pair(struct telling *telling, size_t model)
{
	struct qz_holding *held = &telling->held;
	const struct qz_subject *subject = &held->model.subjects[model];
	const struct qz_subject *other = &held->own.subjects[subject->partner];
	const bool unsure = is_unsure(held, subject, other);
	struct qz_buf differences;
	qz_buf_init(&differences);
	const size_t count = qz_pair_compare(held, subject, other, &differences);
	if (count || unsure) {
		open_finding(telling, unsure ? QZ_VERDICT_UNSURE : QZ_VERDICT_DIFFERS);
		qz_xml_put_attr(telling->out, "match", match_name(subject));
		if (subject->bond == QZ_BOND_SIMILAR || unsure)
			qz_xml_put_count(telling->out, "similarity", (size_t)(subject->similarity * 100 + 0.5));
		qz_buf_puts(telling->out, ">");
		put_item(telling, false, model, false);
		put_item(telling, true, subject->partner, false);
		qz_buf_add(telling->out, differences.data, differences.len);
		close_finding(telling);
	} else {
		telling->counts[QZ_VERDICT_SAME]++;
	}
	held->failed |= differences.failed;
	qz_buf_done(&differences);
}

/* One item of a side, and those of the other that are its parts: its partner among them. */
static void tell_divided(struct telling *telling, bool own, size_t index)
{
	struct qz_holding *held = &telling->held;
	const size_t partner = own ? held->own.subjects[index].partner : held->model.subjects[index].partner;
	open_finding(telling, own ? QZ_VERDICT_MERGED : QZ_VERDICT_SPLIT);
	qz_buf_puts(telling->out, ">");
	for (int side = 0; side < 2; side++) { /* of the catalogue first */
		if ((side == 1) == own)
			put_item(telling, own, index, true);
		if ((side == 1) == own)
			continue;
		bool partner_told = false;
		for (size_t i = telling->first_part[own][index]; i; i = telling->next_part[!own][i - 1]) {
			if (!partner_told && partner < i - 1) {
				put_item(telling, !own, partner, true);
				partner_told = true;
			}
			put_item(telling, !own, i - 1, true);
		}
		if (!partner_told)
			put_item(telling, !own, partner, true);
	}
	close_finding(telling);
}

/* ---- items of one ---- */

/* An item of the same name and type that has its counterpart; QZ_ALONE: none. */
static size_t find_twin(const struct telling *telling, bool own, const struct qz_subject *subject)
{
	const struct qz_revision *same_side = own ? &telling->held.own : &telling->held.model;
	size_t first = subject->name == QZ_NO_KEY ? 0 : telling->first_of_name[own][subject->name];
	if (!first || same_side->subjects[first - 1].partner == QZ_ALONE)
		return QZ_ALONE;
	const struct qz_subject *twin = &same_side->subjects[first - 1];
	const bool same_type = twin->type == subject->type || twin->type == QZ_NO_KEY || subject->type == QZ_NO_KEY;
	return same_type ? first - 1 : QZ_ALONE;
}

/* Exercised at other levels than the list's, by the catalogue; *unread: what it says of levels cannot be read. */
static bool is_elsewhere(struct telling *telling, const struct qz_subject *model, bool *unread)
{
	const unsigned level = telling->held.level, levels = level ? qz_pair_levels(&telling->held, model->item) : 0;
	*unread = level && !levels && qz_xml_child(model->item, "level");
	return levels && !(levels >> level & 1);
}

static void tell_alone(struct telling *telling, bool own, size_t index)
{
	const struct qz_subject *subject = own ? &telling->held.own.subjects[index] : &telling->held.model.subjects[index];
	const size_t twin = find_twin(telling, own, subject);
	enum qz_verdict verdict = own ? QZ_VERDICT_SURPLUS : QZ_VERDICT_MISSING;
	bool unread = false;
	if (twin != QZ_ALONE)
		verdict = QZ_VERDICT_REPEATED;
	else if (!own && is_elsewhere(telling, subject, &unread))
		verdict = QZ_VERDICT_PASSED;
	open_finding(telling, verdict);
	qz_buf_puts(telling->out, unread ? " level=\"unread\">" : ">");
	if (twin != QZ_ALONE) { /* with the counterpart of its twin, the catalogue's first */
		const size_t other = own ? telling->held.own.subjects[twin].partner : telling->held.model.subjects[twin].partner;
		if (own)
			put_item(telling, false, other, true);
		put_item(telling, own, index, true);
		put_item(telling, own, twin, true);
		if (!own)
			put_item(telling, true, other, true);
	} else {
		put_item(telling, own, index, true);
	}
	close_finding(telling);
}

static void tell_items(struct telling *telling)
{
	struct qz_holding *held = &telling->held;
	for (size_t i = 0; i < held->model.count && !held->failed; i++) {
		const struct qz_subject *subject = &held->model.subjects[i];
		if (subject->divided)
			tell_divided(telling, false, i);
		else if (subject->partner != QZ_ALONE && held->own.subjects[subject->partner].divided)
			tell_divided(telling, true, subject->partner);
		else if (subject->partner != QZ_ALONE)
			tell_pair(telling, i);
		else if (subject->whole == QZ_ALONE)
			tell_alone(telling, false, i);
	}
	for (size_t i = 0; i < held->own.count && !held->failed; i++)
		if (held->own.subjects[i].partner == QZ_ALONE && held->own.subjects[i].whole == QZ_ALONE)
			tell_alone(telling, true, i);
}

/* ---- the list ---- */

/* The one level that all items of the list have which say one; 0: there is none. */
static unsigned find_level(struct qz_holding *held)
{
	unsigned all = 0;
	for (size_t i = 0; i < held->own.count; i++)
		all |= qz_pair_levels(held, held->own.subjects[i].item);
	for (unsigned level = 1; level <= 6; level++)
		if (all == 1u << level)
			return level;
	return 0;
}

static bool has_several_tables(const xmlDoc *doc)
{
	const xmlNode *table = qz_xml_child(xmlDocGetRootElement(doc), "table");
	return table && qz_xml_next(table, "table");
}

static bool index_parts(struct telling *telling)
{
	for (int own = 0; own < 2; own++) {
		const struct qz_revision *revision = own ? &telling->held.own : &telling->held.model;
		telling->first_part[own] = calloc(revision->count + 1, sizeof *telling->first_part[own]);
		telling->next_part[own] = calloc(revision->count + 1, sizeof *telling->next_part[own]);
	}
	if (!telling->first_part[0] || !telling->first_part[1] || !telling->next_part[0] || !telling->next_part[1])
		return false;
	for (int own = 0; own < 2; own++) {
		const struct qz_revision *revision = own ? &telling->held.own : &telling->held.model;
		for (size_t i = revision->count; i > 0; i--) {
			const size_t whole = revision->subjects[i - 1].whole;
			if (whole == QZ_ALONE)
				continue;
			telling->next_part[own][i - 1] = telling->first_part[!own][whole];
			telling->first_part[!own][whole] = i;
		}
	}
	return true;
}

static bool index_names(struct telling *telling)
{
	for (int own = 0; own < 2; own++) {
		const struct qz_revision *revision = own ? &telling->held.own : &telling->held.model;
		telling->first_of_name[own] = calloc(telling->held.numbers.count + 1, sizeof *telling->first_of_name[own]);
		for (size_t i = revision->count; telling->first_of_name[own] && i > 0; i--) {
			const struct qz_subject *subject = &revision->subjects[i - 1];
			if (subject->name != QZ_NO_KEY && subject->partner != QZ_ALONE)
				telling->first_of_name[own][subject->name] = i;
		}
	}
	return telling->first_of_name[0] && telling->first_of_name[1];
}

static void put_head(struct telling *telling, const xmlDoc *list, struct qz_buf *out)
{
	static const char *const fields[QZ_COMPARED] = {"powerType", "basis", "level"};
	const struct qz_holding *held = &telling->held;
	const xmlNode *head = qz_xml_child(xmlDocGetRootElement(list), "head");
	qz_buf_puts(out, "<list");
	put_text(&telling->held, out, "title", head, "title");
	put_text(&telling->held, out, "body", head, "body");
	qz_xml_put_count(out, "items", held->own.count);
	if (held->level) {
		qz_xml_put_attr(out, "level", qz_level_name(held->level));
		qz_xml_put_attr(out, "level-from", held->rules->level ? "option" : "list");
	}
	for (enum qz_verdict verdict = 0; verdict < QZ_VERDICTS; verdict++)
		qz_xml_put_count(out, qz_verdict_name(verdict), telling->counts[verdict]);
	qz_xml_put_count(out, "layout", held->layout);
	qz_xml_put_count(out, "words", held->words);
	if (held->words && !held->worded.failed)
		qz_xml_put_attr(out, "worded", held->worded.data);
	qz_buf_puts(out, ">");
	for (size_t i = 0; i < QZ_COMPARED; i++)
		if (held->lacks[i])
			qz_buf_printf(out, "<lacks field=\"%s\" items=\"%zu\"/>", fields[i], held->lacks[i]);
}

/* Reads both and matches their items. */
static bool match(struct telling *telling, const xmlDoc *model, const xmlDoc *list)
{
	struct qz_holding *held = &telling->held;
	const bool ready = qz_revision_read(&held->model, model, &held->numbers) == 0 && qz_revision_read(&held->own, list, &held->numbers) == 0 &&
			   qz_revision_loosen(&held->model, &held->own, &held->numbers, &held->coded) == 0 &&
			   qz_match_items(&held->model, &held->own, held->rules->data) == 0;
	return ready && index_names(telling) && index_parts(telling);
}

int qz_catalogue_compare(const xmlDoc *model, const xmlDoc *list, const struct qz_catalogue_rules *rules, struct qz_buf *out)
{
	struct qz_buf findings;
	struct telling telling = {.held.rules = rules, .out = &findings};
	struct qz_holding *held = &telling.held;
	qz_buf_init(&findings);
	qz_buf_init(&held->worded);
	qz_map_init(&held->numbers);
	qz_place_reader_init(&held->places, rules->laws);
	held->several[0] = has_several_tables(model);
	held->several[1] = has_several_tables(list);
	held->failed = !match(&telling, model, list);
	if (!held->failed) {
		held->level = rules->level ? rules->level : find_level(held);
		tell_items(&telling);
		put_head(&telling, list, out);
		qz_buf_add(out, findings.data, findings.len);
		qz_buf_puts(out, "</list>");
	}
	const bool done = !held->failed && !held->places.failed && !held->numbers.failed && !held->worded.failed && !findings.failed && !out->failed;
	qz_revision_done(&held->model);
	qz_revision_done(&held->own);
	qz_place_reader_done(&held->places);
	qz_map_done(&held->numbers, NULL);
	qz_buf_done(&held->worded);
	qz_buf_done(&findings);
	for (int side = 0; side < 2; side++) {
		free(telling.first_of_name[side]);
		free(telling.first_part[side]);
		free(telling.next_part[side]);
	}
	return done ? 0 : -1;
}
