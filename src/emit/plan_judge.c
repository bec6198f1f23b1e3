/*
 * What is to be said of the outputs that are data, for plan.h: values for which a
 * mapping has no code, and texts that a spreadsheet would take for formulas.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/xml.h"
#include "emit/csv.h"
#include "emit/lines.h"
#include "emit/plan.h"
#include "model/vocabulary.h"

/* Where something is said of many places: the first, and how many there are. */
struct places {
	size_t count;
	const xmlNode *first;
	struct qz_buf text; /* that stands there */
};

static const xmlNode *plan_of(const xmlDoc *doc)
{
	const xmlNode *list = xmlDocGetRootElement(doc);
	return list && list->last && qz_xml_is(list->last, "plan") ? list->last : qz_xml_child(list, "plan");
}

static void count_place(struct places *places, const xmlNode *element, const char *text)
{
	if (places->count++ == 0) {
		places->first = element;
		qz_buf_puts(&places->text, text);
	}
}

static void say(enum qz_rule rule, const struct places *places, const char *column, struct qz_diag *diag)
{
	char count[24];
	struct qz_buf serial;
	const xmlNode *item = places->first ? places->first->parent : NULL;
	qz_buf_init(&serial);
	if (item)
		qz_xml_text(qz_xml_child(item, "serial"), &serial);
	const struct qz_where where = {.pos = places->first ? qz_xml_attr(places->first, "pos") : NULL, .item = serial.len ? serial.data : NULL,
				       .field = places->first ? QZ_C(places->first->name) : NULL};
	snprintf(count, sizeof count, "%zu", places->count);
	qz_diag_add(diag, rule, &where, "count", count, "found", places->text.data, "column", column, NULL);
	diag->failed |= serial.failed;
	qz_buf_done(&serial);
}

/* ---- values ---- */

struct coder {
	const xmlNode *column;
	struct qz_map values;
	struct places places;
	struct qz_buf text, settled;
	bool failed;
};

static void look_up(struct coder *coder, const xmlNode *element)
{
	qz_buf_clear(&coder->settled);
	qz_lines_settle(coder->text.data ? coder->text.data : "", &coder->settled);
	if (coder->settled.len && !qz_map_get(&coder->values, coder->settled.data, coder->settled.len))
		count_place(&coder->places, element, coder->settled.data);
	qz_buf_clear(&coder->text);
}

/* Each line of a field is a value, as in the stylesheet. */
static void look_at_element(struct coder *coder, const xmlNode *element)
{
	const char *take = qz_xml_attr(coder->column, "take"), *type = qz_xml_attr(element, "type");
	if (take && strcmp(take, "code") == 0) {
		qz_buf_puts(&coder->text, type ? type : "");
		look_up(coder, element);
	} else if (!take || strcmp(take, "text") == 0) {
		bool plain = true;
		for (const xmlNode *block = qz_xml_child(element, NULL); block; block = qz_xml_next(block, NULL)) {
			plain = false;
			if (!qz_xml_is(block, "p"))
				continue; /* points of a list are no values */
			qz_xml_text(block, &coder->text);
			look_up(coder, element);
		}
		if (plain) {
			qz_xml_text(element, &coder->text);
			look_up(coder, element);
		}
	}
	coder->failed |= coder->text.failed || coder->settled.failed;
}

static bool is_of(const xmlNode *column, const xmlNode *element)
{
	const char *field = qz_xml_attr(column, "field"), *of = qz_xml_attr(column, "of"), *label = qz_xml_attr(element, "label");
	return field && qz_xml_is(element, field) && (!of || strcmp(of, label ? label : "") == 0);
}

static void look_at_items(struct coder *coder, const xmlNode *list)
{
	for (const xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table"))
		for (const xmlNode *item = qz_xml_child(table, "item"); item && !coder->failed; item = qz_xml_next(item, "item"))
			for (const xmlNode *element = qz_xml_child(item, NULL); element; element = qz_xml_next(element, NULL))
				if (is_of(coder->column, element))
					look_at_element(coder, element);
}

static int judge_values(const xmlNode *list, const xmlNode *column, struct qz_diag *diag)
{
	struct coder coder = {.column = column};
	qz_map_init(&coder.values);
	qz_buf_init(&coder.text);
	qz_buf_init(&coder.settled);
	qz_buf_init(&coder.places.text);
	for (const xmlNode *value = qz_xml_child(column, "value"); value; value = qz_xml_next(value, "value")) {
		const char *is = qz_xml_attr(value, "is");
		coder.failed |= is && qz_map_put(&coder.values, is, strlen(is), &coder) != 0;
	}
	if (coder.values.count)
		look_at_items(&coder, list);
	if (coder.places.count)
		say(QZ_RULE_MAPPING_VALUE, &coder.places, qz_xml_attr(column, "key"), diag);
	const bool failed = coder.failed || coder.places.text.failed;
	qz_map_done(&coder.values, NULL);
	qz_buf_done(&coder.text);
	qz_buf_done(&coder.settled);
	qz_buf_done(&coder.places.text);
	return failed ? -1 : 0;
}

/* ---- formulas ---- */

/* The first text of an element, as a cell begins with it. */
static const char *first_text(const xmlNode *element)
{
	for (const xmlNode *at = element; at; at = qz_lines_next(at, element, true)) {
		const char *marker = qz_xml_is(at, "li") ? qz_xml_attr(at, "marker") : NULL;
		if (marker && *marker)
			return marker;
		if (at->type == XML_TEXT_NODE && at->content && *at->content)
			return QZ_C(at->content);
	}
	return "";
}

/* Begins a short text with what `text` begins with. */
static void judge_text(struct places *places, const xmlNode *element, const char *text)
{
	if (!qz_csv_is_formula(text, strlen(text)))
		return;
	char begin[32] = "";
	for (size_t len = 0; text[len] && len + 4 < sizeof begin; len++)
		begin[len] = text[len];
	size_t len = strlen(begin);
	while (len && text[len] && ((unsigned char)text[len] & 0xC0) == 0x80)
		len--; /* no part of a character */
	if (text[len])
		strcpy(begin + len, "…");
	count_place(places, element, begin);
}

static int judge_formulas(const xmlNode *list, const xmlNode *plan, struct qz_diag *diag)
{
	struct places places = {0};
	bool wanted[QZ_FIELDS] = {false};
	qz_buf_init(&places.text);
	for (const xmlNode *column = qz_xml_child(plan, "column"); column; column = qz_xml_next(column, "column")) {
		const char *label = qz_xml_attr(column, "label"), *field = qz_xml_attr(column, "field");
		const enum qz_field known = qz_field_find(field ? field : "");
		if (known != QZ_FIELDS)
			wanted[known] = true;
		judge_text(&places, NULL, label ? label : "");
	}
	for (const xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table"))
		for (const xmlNode *item = qz_xml_child(table, "item"); item; item = qz_xml_next(item, "item"))
			for (const xmlNode *element = qz_xml_child(item, NULL); element; element = qz_xml_next(element, NULL)) {
				const enum qz_field field = qz_field_find(QZ_C(element->name));
				if (field != QZ_FIELDS && wanted[field])
					judge_text(&places, element, first_text(element));
			}
	const bool failed = places.text.failed;
	if (places.count)
		say(QZ_RULE_CSV_FORMULA, &places, NULL, diag);
	qz_buf_done(&places.text);
	return failed ? -1 : 0;
}

int qz_plan_judge(const xmlDoc *doc, bool formulas, struct qz_diag *diag)
{
	const xmlNode *list = xmlDocGetRootElement(doc), *plan = plan_of(doc);
	int result = 0;
	for (const xmlNode *column = qz_xml_child(plan, "column"); column && result == 0; column = qz_xml_next(column, "column"))
		result = judge_values(list, column, diag);
	return result == 0 && formulas ? judge_formulas(list, plan, diag) : result;
}
