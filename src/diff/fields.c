/*
 * The fields of a matched item, for item.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "diff/item.h"
#include "diff/words.h"
#include "model/vocabulary.h"

/* The fields of one side; partner: in the other side. */
struct fields {
	const xmlNode **nodes;
	uint32_t *keys;  /* of name and label */
	uint32_t *texts; /* of name, label and text */
	size_t *partners;
	size_t count;
};

struct field_diff {
	struct qz_differ *differ;
	struct fields old, new;
	xmlNode *item, *changes;
	xmlNode **written;  /* and their places in the old revision */
	size_t *old_places;
	size_t nwritten;
	bool changed, form;
};

static const char *label_of(const xmlNode *field)
{
	const char *label = qz_xml_attr(field, "label");
	return label ? label : "";
}

static bool gather(struct qz_differ *differ, const xmlNode *item, struct fields *fields)
{
	size_t count = 0;
	struct qz_buf key;
	for (xmlNode *at = qz_xml_child(item, NULL); at; at = qz_xml_next(at, NULL))
		count++;
	*fields = (struct fields){.nodes = malloc((count + 1) * sizeof *fields->nodes), .keys = malloc((count + 1) * sizeof *fields->keys)};
	fields->texts = malloc((count + 1) * sizeof *fields->texts);
	fields->partners = malloc((count + 1) * sizeof *fields->partners);
	if (!fields->nodes || !fields->keys || !fields->texts || !fields->partners)
		return false;
	qz_buf_init(&key);
	for (xmlNode *at = qz_xml_child(item, NULL); at && !key.failed; at = qz_xml_next(at, NULL)) {
		qz_buf_clear(&key);
		qz_buf_printf(&key, "%s\3%s\3", QZ_C(at->name), label_of(at));
		fields->keys[fields->count] = key.failed ? 0 : qz_map_number(&differ->numbers, key.data, key.len);
		qz_xml_text(at, &key);
		fields->texts[fields->count] = key.failed ? 0 : qz_map_number(&differ->numbers, key.data, key.len);
		fields->partners[fields->count] = QZ_ALONE;
		fields->nodes[fields->count++] = at;
	}
	bool ready = !key.failed && !differ->numbers.failed;
	qz_buf_done(&key);
	return ready;
}

static void fields_done(struct fields *fields)
{
	free(fields->nodes);
	free(fields->keys);
	free(fields->texts);
	free(fields->partners);
}

static bool is_repeated(const struct fields *fields, size_t at)
{
	bool before = at > 0 && fields->keys[at - 1] == fields->keys[at];
	return before || (at + 1 < fields->count && fields->keys[at + 1] == fields->keys[at]);
}

static bool are_alike(struct field_diff *diff, const xmlNode *old, const xmlNode *new)
{
	struct qz_shingles one = {0}, two = {0};
	bool ready = qz_shingles_make_of(&one, old) && qz_shingles_make_of(&two, new);
	bool alike = ready && qz_shingles_alike(&one, &two, NULL) >= diff->differ->data->block;
	diff->differ->marker.failed |= !ready;
	qz_shingles_done(&one);
	qz_shingles_done(&two);
	return alike;
}

enum pass { SAME_TEXT, SAME_LABEL, SAME_NAME };

static bool may_pair(struct field_diff *diff, enum pass pass, size_t old, size_t new)
{
	const struct fields *a = &diff->old, *b = &diff->new;
	if (b->partners[new] != QZ_ALONE)
		return false;
	if (pass == SAME_TEXT)
		return a->texts[old] == b->texts[new];
	if (pass == SAME_NAME && (!xmlStrEqual(a->nodes[old]->name, b->nodes[new]->name) || qz_xml_is(a->nodes[old], "extra")))
		return false;
	if (pass == SAME_LABEL && a->keys[old] != b->keys[new])
		return false;
	/* of several sub-items, only those are one that are alike */
	return (!is_repeated(a, old) && !is_repeated(b, new)) || are_alike(diff, a->nodes[old], b->nodes[new]);
}

/* Pairs what may be paired; the search goes on where the last partner was, so that equal orders cost nothing. */
static void pair_fields(struct field_diff *diff, enum pass pass)
{
	size_t at = 0, count = diff->new.count;
	for (size_t i = 0; i < diff->old.count && count; i++) {
		if (diff->old.partners[i] != QZ_ALONE)
			continue;
		for (size_t n = 0; n < count; n++) {
			size_t j = (at + n) % count;
			if (!may_pair(diff, pass, i, j))
				continue;
			diff->old.partners[i] = j;
			diff->new.partners[j] = i;
			at = j + 1;
			break;
		}
	}
}

/* Whether the table of an item has a column for a field of that name and label. */
static bool has_column(const xmlNode *item, const xmlNode *field)
{
	const xmlNode *columns = qz_xml_child(item->parent, "columns");
	const char *label = qz_xml_is(field, "extra") ? label_of(field) : NULL;
	for (xmlNode *column = qz_xml_child(columns, "column"); column; column = qz_xml_next(column, "column"))
		if (strcmp(qz_xml_attr(column, "field"), QZ_C(field->name)) == 0 && (!label || strcmp(qz_xml_attr(column, "label"), label) == 0))
			return true;
	return false;
}

static void note(struct field_diff *diff, xmlNode *node, size_t old)
{
	diff->written[diff->nwritten] = node;
	diff->old_places[diff->nwritten++] = old;
}

static void describe(struct qz_differ *differ, const xmlNode *field, const char *change, const char *class)
{
	qz_mark_set(&differ->marker, differ->entry, "name", QZ_C(field->name));
	qz_mark_set(&differ->marker, differ->entry, "label", qz_xml_attr(field, "label"));
	qz_mark_set(&differ->marker, differ->entry, "change", change);
	qz_mark_set(&differ->marker, differ->entry, "class", class);
}

/* A field of one revision. */
static void write_alone(struct field_diff *diff, const xmlNode *field, enum qz_side side, const xmlNode *other_item, size_t old)
{
	struct qz_differ *differ = diff->differ;
	bool form = qz_diff_is_form_alone(differ, field), column = !has_column(other_item, field);
	const char *class = column ? "column" : form ? "layout" : "text";
	xmlNode *copy = qz_mark_copy(&differ->marker, diff->item, field, side);
	if (copy)
		qz_mark_set(&differ->marker, copy, "class", qz_xml_is(field, "serial") ? "place" : class);
	note(diff, copy, old);
	if (form || qz_xml_is(field, "serial"))
		return;
	differ->entry = qz_mark_element(&differ->marker, diff->changes, "field");
	describe(differ, field, qz_side_name(side), class);
	diff->changed |= !column;
}

/* Whether two fields say the same when folded. */
static bool folds_alike(struct qz_differ *differ, const xmlNode *old, const xmlNode *new)
{
	struct qz_buf one, two;
	qz_buf_init(&one);
	qz_buf_init(&two);
	qz_xml_text(old, &one);
	qz_xml_text(new, &two);
	int alike = one.failed || two.failed ? -1 : qz_folds_alike(one.data ? one.data : "", one.len, two.data ? two.data : "", two.len);
	differ->marker.failed |= alike < 0;
	qz_buf_done(&one);
	qz_buf_done(&two);
	return alike > 0;
}

static const char *classify(struct qz_differ *differ, const xmlNode *old, const xmlNode *new)
{
	if (qz_xml_is(new, "serial"))
		return "place";
	if (qz_xml_is(new, "code"))
		return "text"; /* nothing in a code is form */
	if (folds_alike(differ, old, new))
		return "layout";
	return differ->citation && !differ->text ? "citation" : "text";
}

static void drop_entry(struct qz_differ *differ)
{
	xmlUnlinkNode(differ->entry);
	xmlFreeNode(differ->entry);
	differ->entry = NULL;
}

/* A field of both, with differences. */
static void write_changed(struct field_diff *diff, xmlNode *field, const xmlNode *old, const xmlNode *new)
{
	struct qz_differ *differ = diff->differ;
	differ->text = differ->citation = differ->form = false;
	differ->entry = qz_mark_element(&differ->marker, diff->changes, "field");
	if (qz_field_is_plain(qz_field_find(QZ_C(new->name))))
		qz_diff_inline(differ, field, old, new);
	else
		qz_diff_blocks(differ, field, old, new);
	bool any = differ->text || differ->citation || differ->form;
	const char *class = any ? classify(differ, old, new) : NULL;
	if (!any || strcmp(class, "place") == 0)
		drop_entry(differ);
	if (!any)
		return; /* what text does not show: a citation is read as another law's */
	qz_mark_set(&differ->marker, field, "change", "mod");
	qz_mark_set(&differ->marker, field, "class", class);
	if (differ->entry)
		describe(differ, new, "mod", class);
	diff->changed |= strcmp(class, "text") == 0 || strcmp(class, "citation") == 0;
	diff->form |= strcmp(class, "layout") == 0;
}

static void write_pair(struct field_diff *diff, size_t old, size_t new)
{
	const xmlNode *one = diff->old.nodes[old], *two = diff->new.nodes[new];
	xmlNode *field = qz_mark_pair(&diff->differ->marker, diff->item, one, two);
	note(diff, field, old);
	if (!field)
		return;
	if (qz_diff_same_content(one, two))
		qz_mark_content(&diff->differ->marker, field, two);
	else
		write_changed(diff, field, one, two);
}

/* Old fields of one name that went, up to the place `limit`. */
static void write_gone(struct field_diff *diff, size_t *at, size_t limit, const xmlNode *new_item)
{
	for (; *at < limit; ++*at)
		if (diff->old.partners[*at] == QZ_ALONE)
			write_alone(diff, diff->old.nodes[*at], QZ_OLD, new_item, *at);
}

/* The fields of one name: those of the new revision in their order, what went before what follows it. */
static void write_name(struct field_diff *diff, const char *name, const xmlNode *old_item, const xmlNode *new_item)
{
	size_t a = 0, a1, b = 0, b1;
	while (a < diff->old.count && !qz_xml_is(diff->old.nodes[a], name))
		a++;
	for (a1 = a; a1 < diff->old.count && qz_xml_is(diff->old.nodes[a1], name); a1++)
		;
	while (b < diff->new.count && !qz_xml_is(diff->new.nodes[b], name))
		b++;
	for (b1 = b; b1 < diff->new.count && qz_xml_is(diff->new.nodes[b1], name); b1++)
		;
	for (; b < b1; b++) {
		size_t next = b;
		while (next < b1 && diff->new.partners[next] == QZ_ALONE)
			next++;
		write_gone(diff, &a, next < b1 ? diff->new.partners[next] : a1, new_item);
		if (diff->new.partners[b] == QZ_ALONE)
			write_alone(diff, diff->new.nodes[b], QZ_NEW, old_item, QZ_ALONE);
		else
			write_pair(diff, diff->new.partners[b], b);
	}
	write_gone(diff, &a, a1, new_item);
}

void qz_diff_order(struct qz_differ *differ, xmlNode *const *nodes, const size_t *old, size_t count)
{
	size_t last = 0;
	bool ascending = true;
	for (size_t i = 0; i < count; i++) {
		ascending &= old[i] == QZ_ALONE || old[i] >= last;
		last = old[i] == QZ_ALONE ? last : old[i];
	}
	for (size_t i = 0; i < count && !ascending; i++)
		if (old[i] != QZ_ALONE && nodes[i])
			qz_mark_set_number(&differ->marker, nodes[i], "was-at", old[i] + 1);
}

bool qz_diff_fields(struct qz_differ *differ, xmlNode *item, xmlNode *changes, const xmlNode *old, const xmlNode *new, bool *form)
{
	struct field_diff diff = {.differ = differ, .item = item, .changes = changes};
	bool ready = gather(differ, old, &diff.old) && gather(differ, new, &diff.new);
	diff.written = malloc((diff.old.count + diff.new.count + 1) * sizeof *diff.written);
	diff.old_places = malloc((diff.old.count + diff.new.count + 1) * sizeof *diff.old_places);
	if (ready && diff.written && diff.old_places) {
		pair_fields(&diff, SAME_TEXT);
		pair_fields(&diff, SAME_LABEL);
		pair_fields(&diff, SAME_NAME);
		for (enum qz_field field = QZ_FIELD_SERIAL; field < QZ_FIELDS; field++)
			write_name(&diff, qz_field_name(field), old, new);
		qz_diff_order(differ, diff.written, diff.old_places, diff.nwritten);
	} else {
		differ->marker.failed = true;
	}
	free(diff.written);
	free(diff.old_places);
	fields_done(&diff.old);
	fields_done(&diff.new);
	*form = diff.form;
	return diff.changed;
}
