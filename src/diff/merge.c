/*
 * The marked document, for diff.h: head, tables, columns, what was omitted,
 * and the items in the order of the new revision, those of the old one alone
 * behind what they stood behind.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/xml.h"
#include "diff/item.h"
#include "diff/merge.h"

static const char *bond_name(enum qz_bond bond)
{
	static const char *const names[] = {NULL, "code", "name", "similar", "part"};
	return names[bond];
}

/* ---- tables ---- */

static bool gather_tables(const xmlDoc *doc, struct qz_tables *tables)
{
	const xmlNode *list = xmlDocGetRootElement(doc);
	size_t count = 0;
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table"))
		count++;
	tables->nodes = malloc((count + 1) * sizeof *tables->nodes);
	tables->partners = malloc((count + 1) * sizeof *tables->partners);
	if (!tables->nodes || !tables->partners)
		return false;
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table")) {
		tables->partners[tables->count] = QZ_ALONE;
		tables->nodes[tables->count++] = table;
	}
	return true;
}

/* How many items went from one table to another. */
struct vote {
	size_t old, new, items;
};

static int by_tables(const void *a, const void *b)
{
	const struct vote *one = a, *two = b;
	if (one->old != two->old)
		return one->old < two->old ? -1 : 1;
	return (one->new > two->new) - (one->new < two->new);
}

static int by_items(const void *a, const void *b)
{
	const struct vote *one = a, *two = b;
	if (one->items != two->items)
		return one->items > two->items ? -1 : 1;
	return by_tables(a, b);
}

static void pair_tables(struct qz_merge *merge, size_t old, size_t new)
{
	if (merge->old_tables.partners[old] != QZ_ALONE || merge->new_tables.partners[new] != QZ_ALONE)
		return;
	merge->old_tables.partners[old] = new;
	merge->new_tables.partners[new] = old;
}

/* Tables that share most items are one; then, in order, what is left. */
static void match_tables(struct qz_merge *merge)
{
	struct vote *votes = malloc((merge->old.count + 1) * sizeof *votes);
	size_t nvotes = 0, kept = 0;
	merge->differ.marker.failed |= !votes;
	for (size_t i = 0; votes && i < merge->old.count; i++) {
		const struct qz_subject *old = &merge->old.subjects[i];
		if (old->partner != QZ_ALONE)
			votes[nvotes++] = (struct vote){old->table, merge->new.subjects[old->partner].table, 1};
	}
	if (nvotes)
		qsort(votes, nvotes, sizeof *votes, by_tables);
	for (size_t i = 0; i < nvotes; i++) {
		if (kept && by_tables(&votes[kept - 1], &votes[i]) == 0)
			votes[kept - 1].items++;
		else
			votes[kept++] = votes[i];
	}
	if (kept)
		qsort(votes, kept, sizeof *votes, by_items);
	for (size_t i = 0; i < kept; i++)
		pair_tables(merge, votes[i].old, votes[i].new);
	free(votes);
	for (size_t old = 0, new = 0; old < merge->old_tables.count; old++) {
		while (new < merge->new_tables.count && merge->new_tables.partners[new] != QZ_ALONE)
			new++;
		if (new < merge->new_tables.count)
			pair_tables(merge, old, new);
	}
}

/* ---- columns, and what was omitted ---- */

static bool same_value(const xmlNode *a, const xmlNode *b, const char *name)
{
	const char *one = qz_xml_attr(a, name), *two = qz_xml_attr(b, name);
	return strcmp(one ? one : "", two ? two : "") == 0;
}

static void sum_column(struct qz_merge *merge, const char *change, const xmlNode *column, const xmlNode *old)
{
	struct qz_marker *marker = &merge->differ.marker;
	xmlNode *entry = qz_mark_element(marker, merge->summary, "column");
	qz_mark_set(marker, entry, "change", change);
	qz_mark_set(marker, entry, "field", qz_xml_attr(column, "field"));
	qz_mark_set(marker, entry, "label", qz_xml_attr(column, "label"));
	qz_mark_set(marker, entry, "was-label", old ? qz_xml_attr(old, "label") : NULL);
	merge->columns = true;
}

/* The columns of both tables paired: by all that they are called, then by their field. */
static void pair_columns(const struct qz_tables *olds, const struct qz_tables *news)
{
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < olds->count; i++) {
			for (size_t j = 0; j < news->count && olds->partners[i] == QZ_ALONE; j++) {
				const xmlNode *a = olds->nodes[i], *b = news->nodes[j];
				bool fits = same_value(a, b, "field") && (same_value(a, b, "label") || (pass == 1 && strcmp(qz_xml_attr(a, "field"), "extra") != 0));
				if (!fits || news->partners[j] != QZ_ALONE)
					continue;
				olds->partners[i] = j;
				news->partners[j] = i;
			}
		}
	}
}

static bool gather_columns(const xmlNode *table, struct qz_tables *columns)
{
	const xmlNode *parent = table ? qz_xml_child(table, "columns") : NULL;
	size_t count = 0;
	for (xmlNode *at = qz_xml_child(parent, "column"); at; at = qz_xml_next(at, "column"))
		count++;
	columns->nodes = malloc((count + 1) * sizeof *columns->nodes);
	columns->partners = malloc((count + 1) * sizeof *columns->partners);
	if (!columns->nodes || !columns->partners)
		return false;
	for (xmlNode *at = qz_xml_child(parent, "column"); at; at = qz_xml_next(at, "column")) {
		columns->partners[columns->count] = QZ_ALONE;
		columns->nodes[columns->count++] = at;
	}
	return true;
}

static void tables_done(struct qz_tables *tables)
{
	free(tables->nodes);
	free(tables->partners);
}

static void write_column(struct qz_merge *merge, xmlNode *parent, const xmlNode *old, const xmlNode *new, xmlNode **written)
{
	struct qz_marker *marker = &merge->differ.marker;
	if (old && new) {
		*written = qz_mark_pair(marker, parent, old, new);
		if (!same_value(old, new, "label"))
			sum_column(merge, "mod", new, old);
	} else {
		*written = qz_mark_copy(marker, parent, new ? new : old, new ? QZ_NEW : QZ_OLD);
		sum_column(merge, new ? "ins" : "del", new ? new : old, NULL);
	}
}

/* New columns in their order; each old one that went before the one it stood before. */
static void write_columns(struct qz_merge *merge, xmlNode *table, const xmlNode *old, const xmlNode *new)
{
	struct qz_tables olds = {0}, news = {0};
	bool ready = gather_columns(old, &olds) && gather_columns(new, &news);
	size_t *places = malloc((olds.count + news.count + 1) * sizeof *places), at = 0, n = 0;
	xmlNode **written = malloc((olds.count + news.count + 1) * sizeof(xmlNode *)), *parent = qz_mark_element(&merge->differ.marker, table, "columns");
	merge->differ.marker.failed |= !ready || !places || !written;
	if (ready && old && new)
		pair_columns(&olds, &news);
	for (size_t i = 0; i <= news.count && !merge->differ.marker.failed; i++) {
		size_t partner = i < news.count ? news.partners[i] : olds.count;
		for (; partner != QZ_ALONE && at < partner; at++) {
			if (olds.partners[at] != QZ_ALONE)
				continue;
			write_column(merge, parent, olds.nodes[at], NULL, &written[n]);
			places[n++] = at;
		}
		if (i == news.count)
			break;
		write_column(merge, parent, partner == QZ_ALONE ? NULL : olds.nodes[partner], news.nodes[i], &written[n]);
		places[n++] = partner;
	}
	if (!merge->differ.marker.failed)
		qz_diff_order(&merge->differ, written, places, n);
	free(places);
	free(written);
	tables_done(&olds);
	tables_done(&news);
}

struct notes {
	const xmlNode **nodes;
	uint32_t *ids;
	size_t count;
};

static bool gather_notes(struct qz_merge *merge, const xmlNode *table, struct notes *notes)
{
	size_t count = 0;
	struct qz_buf key;
	for (xmlNode *at = qz_xml_child(table, "omitted"); at; at = qz_xml_next(at, "omitted"))
		count++;
	notes->nodes = malloc((count + 1) * sizeof *notes->nodes);
	notes->ids = malloc((count + 1) * sizeof *notes->ids);
	qz_buf_init(&key);
	for (xmlNode *at = qz_xml_child(table, "omitted"); at && notes->nodes && notes->ids; at = qz_xml_next(at, "omitted")) {
		qz_buf_clear(&key);
		qz_buf_printf(&key, "%s\4", qz_xml_attr(at, "reason"));
		qz_xml_text(at, &key);
		notes->ids[notes->count] = key.failed ? 0 : qz_map_number(&merge->differ.numbers, key.data, key.len);
		notes->nodes[notes->count++] = at;
	}
	bool ready = !key.failed && !merge->differ.numbers.failed && notes->nodes && notes->ids;
	qz_buf_done(&key);
	return ready;
}

static void write_notes(struct qz_merge *merge, xmlNode *table, const struct notes *olds, const struct notes *news, const size_t *partners)
{
	struct qz_marker *marker = &merge->differ.marker;
	for (size_t a = 0, b = 0; a <= olds->count && !marker->failed; a++) {
		size_t partner = a < olds->count ? partners[a] : news->count;
		for (; partner != QZ_ALONE && b < partner; b++)
			qz_mark_copy(marker, table, news->nodes[b], QZ_NEW);
		if (a == olds->count)
			break;
		if (partner == QZ_ALONE)
			qz_mark_copy(marker, table, olds->nodes[a], QZ_OLD);
		else
			qz_mark_content(marker, qz_mark_pair(marker, table, olds->nodes[a], news->nodes[b]), news->nodes[b]);
		b += partner != QZ_ALONE;
	}
}

static void write_omitted(struct qz_merge *merge, xmlNode *table, const xmlNode *old, const xmlNode *new)
{
	struct notes olds = {0}, news = {0};
	bool ready = gather_notes(merge, old, &olds) && gather_notes(merge, new, &news);
	size_t *partners = ready ? malloc((olds.count + 1) * sizeof *partners) : NULL;
	if (partners && qz_sequence_align(olds.ids, olds.count, news.ids, news.count, partners) == 0)
		write_notes(merge, table, &olds, &news, partners);
	else
		merge->differ.marker.failed = true;
	free(partners);
	free(olds.nodes);
	free(olds.ids);
	free(news.nodes);
	free(news.ids);
}

/* ---- items ---- */

/* Where an item stood, is, and why the two are one. */
static void write_places(struct qz_merge *merge, xmlNode *item, size_t old, size_t new)
{
	struct qz_marker *marker = &merge->differ.marker;
	const struct qz_subject *subject = new != QZ_ALONE ? &merge->new.subjects[new] : &merge->old.subjects[old];
	if (old != QZ_ALONE)
		qz_mark_set_number(marker, item, "old", old + 1);
	if (new != QZ_ALONE)
		qz_mark_set_number(marker, item, "new", new + 1);
	if (subject->whole != QZ_ALONE)
		qz_mark_set_number(marker, item, new != QZ_ALONE ? "of" : "into", subject->whole + 1);
	if (new != QZ_ALONE && merge->moved[new])
		qz_mark_set(marker, item, "moved", "yes");
	qz_mark_set(marker, item, "match", bond_name(subject->bond));
	if (subject->bond == QZ_BOND_SIMILAR || subject->bond == QZ_BOND_PART)
		qz_mark_set_number(marker, item, "similarity", (size_t)(subject->similarity * 100 + 0.5));
}

/* An item of one revision. */
static void write_alone(struct qz_merge *merge, xmlNode *table, size_t index, enum qz_side side)
{
	struct qz_marker *marker = &merge->differ.marker;
	const struct qz_subject *subject = side == QZ_NEW ? &merge->new.subjects[index] : &merge->old.subjects[index];
	bool part = subject->whole != QZ_ALONE;
	enum qz_kind kind = side == QZ_NEW ? (part ? QZ_KIND_SPLIT : QZ_KIND_ADDED) : part ? QZ_KIND_MERGED : QZ_KIND_REMOVED;
	xmlNode *item = qz_mark_element(marker, table, "item");
	qz_mark_set(marker, item, "kind", qz_kind_name(kind));
	qz_mark_set(marker, item, "change", qz_side_name(side));
	write_places(merge, item, side == QZ_OLD ? index : QZ_ALONE, side == QZ_NEW ? index : QZ_ALONE);
	xmlNode *changes = qz_mark_element(marker, item, "changes");
	qz_diff_reason(&merge->differ, changes, merge->options, NULL);
	if (!item)
		return;
	for (const xmlAttr *attr = subject->item->properties; attr; attr = attr->next)
		qz_mark_set(marker, item, QZ_C(attr->name), attr->children ? QZ_C(attr->children->content) : "");
	qz_mark_content(marker, item, subject->item);
	if (!part)
		qz_total_count(merge, kind, subject->item, false, false);
}

static enum qz_kind kind_of(const struct qz_subject *old, const struct qz_subject *new, const char *devolved, bool changed)
{
	if (old->divided)
		return QZ_KIND_SPLIT;
	if (new->divided)
		return QZ_KIND_MERGED;
	return devolved ? QZ_KIND_DEVOLVED : changed ? QZ_KIND_CHANGED : QZ_KIND_KEPT;
}

/* An item of both. Its kind is known when its fields are written. */
static void write_pair(struct qz_merge *merge, xmlNode *table, size_t index)
{
	struct qz_marker *marker = &merge->differ.marker;
	const struct qz_subject *new = &merge->new.subjects[index], *old = &merge->old.subjects[new->partner];
	xmlNode *item = qz_mark_element(marker, table, "item"), *changes = qz_mark_element(marker, item, "changes");
	bool form = false, changed = item && changes && qz_diff_fields(&merge->differ, item, changes, old->item, new->item, &form);
	const char *devolved = marker->failed ? NULL : qz_diff_devolved(&merge->differ, old->item, new->item);
	if (marker->failed)
		return;
	enum qz_kind kind = kind_of(old, new, devolved, changed);
	qz_mark_set(marker, item, "kind", qz_kind_name(kind));
	write_places(merge, item, new->partner, index);
	if (merge->old_tables.partners[old->table] != new->table)
		qz_mark_set_number(marker, item, "oldTable", old->table + 1);
	qz_mark_attributes(marker, item, old->item, new->item);
	if (kind != QZ_KIND_KEPT)
		qz_diff_reason(&merge->differ, changes, merge->options, devolved);
	qz_total_citations(merge, changes);
	if (!changes->children) {
		xmlUnlinkNode(changes);
		xmlFreeNode(changes);
	}
	qz_total_count(merge, kind, new->item, merge->moved[index], form);
}

/* What of the old revision's table went, up to the item before `limit`. */
static void write_gone(struct qz_merge *merge, xmlNode *table, size_t *at, size_t limit)
{
	size_t number = merge->old.subjects[*at < merge->old.count ? *at : 0].table;
	for (; *at < limit && merge->old.subjects[*at].table == number; ++*at)
		if (merge->old.subjects[*at].partner == QZ_ALONE)
			write_alone(merge, table, *at, QZ_OLD);
}

static size_t first_item(const struct qz_revision *revision, size_t table)
{
	size_t at = 0;
	while (at < revision->count && revision->subjects[at].table < table)
		at++;
	return at;
}

/*
 * The items of a table, either side of which may be missing (QZ_ALONE). What
 * went stands behind the item of the same table that it stood behind: the old
 * revision is followed along the items that kept their order.
 */
static void write_items(struct qz_merge *merge, xmlNode *table, size_t old, size_t new)
{
	size_t at = old == QZ_ALONE ? merge->old.count : first_item(&merge->old, old);
	for (size_t i = new == QZ_ALONE ? merge->new.count : first_item(&merge->new, new); i < merge->new.count && merge->new.subjects[i].table == new; i++) {
		size_t partner = merge->new.subjects[i].partner;
		bool follows = partner != QZ_ALONE && !merge->moved[i] && merge->old.subjects[partner].table == old;
		if (follows && at < merge->old.count)
			write_gone(merge, table, &at, partner);
		if (partner == QZ_ALONE)
			write_alone(merge, table, i, QZ_NEW);
		else
			write_pair(merge, table, i);
		if (follows)
			at = partner + 1;
	}
	if (at < merge->old.count && merge->old.subjects[at].table == old)
		write_gone(merge, table, &at, merge->old.count);
}

/* ---- the whole ---- */

static void write_table(struct qz_merge *merge, xmlNode *list, size_t old, size_t new)
{
	struct qz_marker *marker = &merge->differ.marker;
	const xmlNode *one = old != QZ_ALONE ? merge->old_tables.nodes[old] : NULL, *two = new != QZ_ALONE ? merge->new_tables.nodes[new] : NULL;
	xmlNode *table = qz_mark_element(marker, list, "table");
	if (!one || !two)
		qz_mark_set(marker, table, "change", two ? "ins" : "del");
	if (one)
		qz_mark_set_number(marker, table, "old", old + 1);
	if (two)
		qz_mark_set_number(marker, table, "new", new + 1);
	qz_mark_attributes(marker, table, one ? one : two, two ? two : one);
	write_columns(merge, table, one, two);
	write_omitted(merge, table, one, two);
	write_items(merge, table, old, new);
}

static void write_heads(struct qz_merge *merge, xmlNode *list, const xmlNode *old, const xmlNode *new)
{
	if (qz_diff_same_content(old, new)) {
		qz_mark_copy(&merge->differ.marker, list, new, QZ_BOTH);
		return;
	}
	qz_mark_copy(&merge->differ.marker, list, new, QZ_NEW);
	qz_mark_copy(&merge->differ.marker, list, old, QZ_OLD);
}

static void set_language(struct qz_marker *marker, xmlNode *list, const xmlNode *old, const xmlNode *new)
{
	xmlChar *was = xmlGetNsProp((xmlNode *)(uintptr_t)old, QZ_X("lang"), XML_XML_NAMESPACE), *now = xmlGetNsProp((xmlNode *)(uintptr_t)new, QZ_X("lang"), XML_XML_NAMESPACE);
	if (now && list)
		xmlNodeSetLang(list, now);
	if (was && !(now && xmlStrEqual(was, now)))
		qz_mark_set(marker, list, "was-lang", QZ_C(was));
	if (now && !was)
		qz_mark_set(marker, list, "was-not", "lang");
	xmlFree(was);
	xmlFree(now);
}

static xmlNode *write_root(struct qz_merge *merge, const xmlNode *old, const xmlNode *new)
{
	struct qz_marker *marker = &merge->differ.marker;
	xmlNode *list = xmlNewDocNode(marker->doc, NULL, QZ_X("list"), NULL);
	if (!list || !list->name) { /* libxml2 makes a node without a name when memory runs out in between */
		xmlFreeNode(list);
		marker->failed = true;
		return NULL;
	}
	xmlDocSetRootElement(marker->doc, list);
	marker->ns = xmlNewNs(list, QZ_X(QZ_NS), NULL);
	marker->failed |= !marker->ns;
	xmlSetNs(list, marker->ns);
	qz_mark_set(marker, list, "version", "1.0");
	qz_mark_set(marker, list, "diff", "1.0");
	set_language(marker, list, old, new);
	merge->summary = qz_mark_element(marker, list, "summary");
	return list;
}

/* Items that do not keep their order: moved[i] is 1 for the new item i. */
static bool find_moved(struct qz_merge *merge)
{
	size_t n = 0, *values = malloc((merge->new.count + 1) * sizeof *values);
	unsigned char *kept = malloc(merge->new.count + 1);
	merge->moved = calloc(merge->new.count + 1, 1);
	for (size_t i = 0; values && i < merge->new.count; i++)
		if (merge->new.subjects[i].partner != QZ_ALONE)
			values[n++] = merge->new.subjects[i].partner;
	bool ready = values && kept && merge->moved && qz_sequence_ascending(values, n, kept) == 0;
	for (size_t i = 0, k = 0; ready && i < merge->new.count; i++)
		if (merge->new.subjects[i].partner != QZ_ALONE)
			merge->moved[i] = !kept[k++];
	free(values);
	free(kept);
	return ready;
}

static void write_document(struct qz_merge *merge, const xmlDoc *old, const xmlDoc *new)
{
	const xmlNode *one = xmlDocGetRootElement(old), *two = xmlDocGetRootElement(new);
	xmlNode *list = write_root(merge, one, two);
	if (!list || !gather_tables(old, &merge->old_tables) || !gather_tables(new, &merge->new_tables) || !find_moved(merge)) {
		merge->differ.marker.failed = true;
		return;
	}
	match_tables(merge);
	write_heads(merge, list, qz_xml_child(one, "head"), qz_xml_child(two, "head"));
	for (size_t i = 0; i < merge->new_tables.count && !merge->differ.marker.failed; i++)
		write_table(merge, list, merge->new_tables.partners[i], i);
	for (size_t i = 0; i < merge->old_tables.count && !merge->differ.marker.failed; i++)
		if (merge->old_tables.partners[i] == QZ_ALONE)
			write_table(merge, list, i, QZ_ALONE);
	qz_total_write(merge);
}

static void merge_done(struct qz_merge *merge)
{
	qz_revision_done(&merge->old);
	qz_revision_done(&merge->new);
	qz_map_done(&merge->differ.numbers, NULL);
	qz_total_done(&merge->total);
	tables_done(&merge->old_tables);
	tables_done(&merge->new_tables);
	free(merge->moved);
}

int qz_diff_documents(const xmlDoc *old, const xmlDoc *new, const struct qz_diff_options *options, xmlDoc **marked, bool *differ)
{
	struct qz_merge merge = {.options = options, .differ.data = options->data};
	struct qz_marker *marker = &merge.differ.marker;
	qz_map_init(&merge.differ.numbers);
	qz_total_init(&merge.total);
	marker->doc = xmlNewDoc(QZ_X("1.0"));
	marker->failed = !marker->doc || qz_revision_read(&merge.old, old, &merge.differ.numbers) != 0 ||
			 qz_revision_read(&merge.new, new, &merge.differ.numbers) != 0 || qz_match_items(&merge.old, &merge.new, options->data) != 0;
	if (!marker->failed)
		write_document(&merge, old, new);
	*differ = merge.columns || qz_total_differs(&merge);
	bool ready = !marker->failed && !merge.differ.numbers.failed;
	merge_done(&merge);
	*marked = ready ? marker->doc : NULL;
	if (!ready)
		xmlFreeDoc(marker->doc);
	return ready ? 0 : -1;
}
