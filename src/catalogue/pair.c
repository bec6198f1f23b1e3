/*
 * An item of the catalogue and its counterpart in the list, field by field, for
 * pair.h. What differs in layout alone, or in words of the basis where laws and
 * articles are the same, is counted and passed over.
 */
#include "catalogue/pair.h"

#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "diff/words.h"

const char *qz_level_name(unsigned level)
{
	static const char *const names[] = {"", "国家级", "省级", "市级", "县级", "乡级", "村级"};
	return level < sizeof names / sizeof *names ? names[level] : "";
}

/* ---- texts ---- */

static const xmlNode *next_node(const xmlNode *node, const xmlNode *top)
{
	if (node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? NULL : node->next;
}

bool qz_pair_text(const xmlNode *item, const char *name, struct qz_buf *out)
{
	const xmlNode *field = qz_xml_child(item, name);
	for (const xmlNode *at = field; at; at = qz_xml_next(at, name)) {
		for (const xmlNode *node = at; node; node = next_node(node, at)) {
			const bool block = node->type == XML_ELEMENT_NODE && !qz_xml_is(node, "cite");
			if (block && out->len && out->data[out->len - 1] != '\n')
				qz_buf_putc(out, '\n');
			if (node->type == XML_TEXT_NODE && node->content)
				qz_buf_puts(out, QZ_C(node->content));
		}
	}
	qz_buf_cut(out, out->data ? qz_trim_end(out->data, out->len) : 0);
	return field != NULL;
}

/* Both texts of a field. */
struct texts {
	struct qz_buf model, own;
	bool in_model, in_own; /* it is there at all */
};

static void texts_init(struct texts *texts, struct qz_holding *holding, const xmlNode *model, const xmlNode *own, const char *name)
{
	qz_buf_init(&texts->model);
	qz_buf_init(&texts->own);
	texts->in_model = qz_pair_text(model, name, &texts->model);
	texts->in_own = qz_pair_text(own, name, &texts->own);
	holding->failed |= texts->model.failed || texts->own.failed;
}

static void texts_done(struct texts *texts)
{
	qz_buf_done(&texts->model);
	qz_buf_done(&texts->own);
}

static const char *text_of(const struct qz_buf *text)
{
	return text->len && !text->failed ? text->data : "";
}

static bool are_equal(const struct texts *texts)
{
	return strcmp(text_of(&texts->model), text_of(&texts->own)) == 0;
}

static bool fold_alike(struct qz_holding *holding, const struct texts *texts)
{
	int alike = qz_folds_alike(text_of(&texts->model), texts->model.len, text_of(&texts->own), texts->own.len);
	holding->failed |= alike < 0;
	return alike > 0;
}

/* Whether a text says nothing: blank, punctuation, 无, /. */
static bool is_void(struct qz_holding *holding, const struct qz_buf *text)
{
	static const char *const nothing[] = {"", "无", "暂无", "/", "\\"};
	bool alike = false;
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing && !alike; i++) {
		int found = qz_folds_alike(text_of(text), text->len, nothing[i], strlen(nothing[i]));
		holding->failed |= found < 0;
		alike = found > 0;
	}
	return alike;
}

static size_t put_difference(struct qz_buf *out, const char *field, const struct texts *texts)
{
	qz_buf_puts(out, "<difference");
	qz_xml_put_attr(out, "field", field);
	qz_xml_put_attr(out, "model", text_of(&texts->model));
	qz_xml_put_attr(out, "own", text_of(&texts->own));
	qz_buf_puts(out, "/>");
	return 1;
}

/* ---- fields ---- */

static size_t compare_name(struct qz_holding *holding, const xmlNode *model, const xmlNode *own, bool *layout, struct qz_buf *out)
{
	struct texts texts;
	size_t differs = 0;
	texts_init(&texts, holding, model, own, "name");
	const bool equal = are_equal(&texts);
	if (!equal && fold_alike(holding, &texts))
		*layout = true;
	else if (!equal)
		differs = put_difference(out, "name", &texts);
	texts_done(&texts);
	return differs;
}

static size_t compare_code(struct qz_holding *holding, const xmlNode *model, const xmlNode *own, struct qz_buf *out)
{
	struct texts texts;
	texts_init(&texts, holding, model, own, "code");
	const size_t differs = put_difference(out, "code", &texts);
	texts_done(&texts);
	return differs;
}

/* Appends the sub-items of one item whose names the other has not, parted by semicolons. */
static void put_other_sub_items(struct qz_holding *holding, const xmlNode *one, const xmlNode *two, struct qz_buf *out)
{
	struct qz_map known;
	struct qz_buf text, folded;
	qz_map_init(&known);
	qz_buf_init(&text);
	qz_buf_init(&folded);
	for (int side = 0; side < 2; side++) {
		const xmlNode *item = side ? one : two;
		for (const xmlNode *at = qz_xml_child(item, "subItem"); at; at = qz_xml_next(at, "subItem")) {
			qz_buf_clear(&text);
			qz_buf_clear(&folded);
			qz_xml_text(at, &text);
			qz_fold(text_of(&text), text.len, &folded);
			const size_t before = known.count;
			if (!is_void(holding, &text) && !folded.failed)
				qz_map_number(&known, text_of(&folded), folded.len);
			if (side && known.count > before)
				qz_buf_printf(out, "%s%s", out->len ? "；" : "", text_of(&text));
		}
	}
	holding->failed |= known.failed || text.failed || folded.failed || out->failed;
	qz_map_done(&known, NULL);
	qz_buf_done(&text);
	qz_buf_done(&folded);
}

/* Where both have sub-items at all. */
static size_t compare_sub_items(struct qz_holding *holding, const xmlNode *model, const xmlNode *own, struct qz_buf *out)
{
	struct texts texts;
	size_t differs = 0;
	texts_init(&texts, holding, model, own, "subItem");
	const bool both = !is_void(holding, &texts.model) && !is_void(holding, &texts.own) && !are_equal(&texts);
	qz_buf_clear(&texts.model);
	qz_buf_clear(&texts.own);
	if (both) {
		put_other_sub_items(holding, model, own, &texts.model);
		put_other_sub_items(holding, own, model, &texts.own);
	}
	if (texts.model.len || texts.own.len)
		differs = put_difference(out, "subItem", &texts);
	texts_done(&texts);
	return differs;
}

static size_t compare_type(struct qz_holding *holding, const xmlNode *model, const xmlNode *own, bool *layout, struct qz_buf *out)
{
	const struct qz_vocabulary *vocabulary = holding->rules->vocabulary;
	struct texts texts;
	size_t differs = 0;
	texts_init(&texts, holding, model, own, "powerType");
	const char *one = text_of(&texts.model), *two = text_of(&texts.own);
	if (texts.model.len && !texts.in_own) {
		holding->lacks[QZ_COMPARED_TYPE]++;
	} else if (texts.model.len && !are_equal(&texts)) {
		const struct qz_power_type *first = qz_power_type_find(vocabulary, one, texts.model.len);
		const struct qz_power_type *second = qz_power_type_find(vocabulary, two, texts.own.len);
		if ((first && first == second) || fold_alike(holding, &texts))
			*layout = true;
		else
			differs = put_difference(out, "powerType", &texts);
	}
	texts_done(&texts);
	return differs;
}

/* Laws and articles; where neither side has any that could be recognised, the words. */
static size_t compare_basis(struct qz_holding *holding, const xmlNode *model, const xmlNode *own, bool *words, struct qz_buf *out)
{
	struct texts texts;
	struct qz_places one, two;
	size_t differs = 0;
	texts_init(&texts, holding, model, own, "basis");
	qz_places_read(&holding->places, model, &one);
	qz_places_read(&holding->places, own, &two);
	const bool cited = one.count && (two.count || is_void(holding, &texts.own));
	if (texts.model.len && !texts.in_own) {
		holding->lacks[QZ_COMPARED_BASIS]++;
	} else if (is_void(holding, &texts.model) || are_equal(&texts)) {
		differs = 0;
	} else if (cited && qz_places_compare(&one, &two)) {
		qz_buf_puts(out, "<difference field=\"basis\">");
		qz_places_put_differences(&holding->places, &one, &two, out);
		qz_buf_puts(out, "</difference>");
		differs = 1;
	} else if (cited && !fold_alike(holding, &texts)) {
		*words = true;
	} else if (!cited && !fold_alike(holding, &texts)) {
		differs = put_difference(out, "basis", &texts);
	}
	qz_places_done(&one);
	qz_places_done(&two);
	texts_done(&texts);
	return differs;
}

unsigned qz_pair_levels(struct qz_holding *holding, const xmlNode *item)
{
	struct qz_buf text;
	qz_buf_init(&text);
	qz_pair_text(item, "level", &text);
	unsigned bits = text.len ? qz_diff_levels(holding->rules->data, text_of(&text), &holding->failed) : 0;
	holding->failed |= text.failed;
	qz_buf_done(&text);
	return bits;
}

/* The item's own level, where it says one, else the list's. */
static size_t compare_level(struct qz_holding *holding, const xmlNode *model, const xmlNode *own, bool *layout, struct qz_buf *out)
{
	struct texts texts;
	size_t differs = 0;
	texts_init(&texts, holding, model, own, "level");
	const unsigned may = qz_pair_levels(holding, model);
	unsigned is = qz_pair_levels(holding, own);
	const bool assumed = is_void(holding, &texts.own) && holding->level;
	if (assumed) {
		is = 1u << holding->level;
		qz_buf_clear(&texts.own);
		qz_buf_puts(&texts.own, qz_level_name(holding->level));
	}
	if (is_void(holding, &texts.model) || are_equal(&texts))
		differs = 0;
	else if (!texts.in_own && !assumed)
		holding->lacks[QZ_COMPARED_LEVEL]++;
	else if (may && is)
		differs = is & ~may ? put_difference(out, "level", &texts) : 0;
	else if (fold_alike(holding, &texts))
		*layout = true;
	else if (!assumed)
		differs = put_difference(out, "level", &texts);
	holding->failed |= texts.own.failed;
	texts_done(&texts);
	return differs;
}

/* An item that differs in words of its basis alone, by its serial, else its place among the items. */
static void note_words(struct qz_holding *holding, const struct qz_subject *own)
{
	struct qz_buf serial;
	qz_buf_init(&serial);
	qz_pair_text(own->item, "serial", &serial);
	if (!serial.len)
		qz_buf_printf(&serial, "%zu", (size_t)(own - holding->own.subjects) + 1);
	qz_buf_printf(&holding->worded, "%s%s", holding->words ? "、" : "", text_of(&serial));
	holding->words++;
	holding->failed |= serial.failed || holding->worded.failed;
	qz_buf_done(&serial);
}

size_t qz_pair_compare(struct qz_holding *holding, const struct qz_subject *model, const struct qz_subject *own, struct qz_buf *out)
{
	bool layout = false, words = false;
	size_t count = compare_name(holding, model->item, own->item, &layout, out);
	if (holding->coded && qz_match_codes_differ(model, own))
		count += compare_code(holding, model->item, own->item, out);
	count += compare_sub_items(holding, model->item, own->item, out);
	count += compare_type(holding, model->item, own->item, &layout, out);
	count += compare_basis(holding, model->item, own->item, &words, out);
	count += compare_level(holding, model->item, own->item, &layout, out);
	holding->layout += layout && !count;
	if (words && !count)
		note_words(holding, own);
	holding->failed |= out->failed || holding->places.failed;
	return count;
}
