/*
 * One item: its gathered rows become the fields of an `item` element, in
 * document order. A field may come from several rows (merges, or blanks where
 * a merge was lost) or be copied from a cell merged over several items.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "model/fragment.h"
#include "model/sheet.h"

/* The item being written. */
struct item {
	struct qz_sheet_run *run;
	struct qz_builder *builder;
	xmlNode *node;
	char *serial; /* as written; for findings */
	bool parts;   /* has sub-items: what belongs to a row is tied to it */
	struct qz_cite_context cites;
};

/* One filled cell (part) of a column of the item. */
struct value {
	const struct qz_slot *slot;
	size_t row; /* index in run->rows */
};

static bool is_filled(const struct qz_slot *slot)
{
	return slot->cell && qz_skip_blanks(slot->cell->text + slot->start, slot->len) < slot->len;
}

/* How many columns feed one line: a column and those behind it that its label is merged over. */
static size_t count_joined(const struct item *item, size_t column)
{
	const struct qz_header *header = &item->run->header;
	size_t count = 1;
	while (column + count < header->count && header->columns[column + count].joined)
		count++;
	return count;
}

/* The column's own filled cells in the item's rows. */
static size_t find_values(const struct item *item, size_t column, struct value *values)
{
	size_t count = 0, columns = count_joined(item, column);
	for (size_t r = 0; r < item->run->nrows; r++) {
		for (size_t c = column; c < column + columns; c++) {
			const struct qz_slot *slot = &item->run->rows[r].slots[c];
			if (slot->head && is_filled(slot))
				values[count++] = (struct value){slot, r};
		}
	}
	return count;
}

static const char *pos_of(const struct item *item, const struct qz_slot *slot)
{
	return qz_sheet_pos(item->run, slot->row, slot->cell->column);
}

static struct qz_where where_of(const struct item *item, const struct qz_slot *slot, enum qz_field field)
{
	return (struct qz_where){
		.pos = pos_of(item, slot), .item = item->serial, .field = qz_field_name(field), .line = slot->row->line};
}

/* With the words around the first blank that was left out. */
static void report_blank(struct qz_diag *diag, struct qz_where where, const struct qz_blocks *blocks)
{
	enum { AROUND = 20 }; /* characters */
	const char *text = blocks->text.data;
	const size_t at = blocks->blank_at < blocks->text.len ? blocks->blank_at : blocks->text.len;
	size_t from = at, to = at;
	for (size_t n = 0; from > 0 && n < AROUND; n += ((unsigned char)text[from] & 0xC0) != 0x80)
		from--;
	for (size_t n = 0; to < blocks->text.len && n <= AROUND; n += to < blocks->text.len && ((unsigned char)text[to] & 0xC0) != 0x80)
		to++;
	struct qz_buf words;
	qz_buf_init(&words);
	qz_buf_add(&words, text + from, at - from);
	struct qz_excerpt excerpt = {.at = words.len, .len = 1, .cut_before = from > 0, .cut_after = to < blocks->text.len};
	qz_buf_putc(&words, ' ');
	qz_buf_add(&words, text + at, to - at);
	excerpt.text = words.data;
	where.excerpt = words.failed ? NULL : &excerpt;
	diag->failed |= words.failed;
	qz_diag_add(diag, QZ_RULE_BLANK_DROPPED, &where, NULL);
	qz_buf_done(&words);
}

static void report_blocks(const struct item *item, const struct qz_slot *slot, enum qz_field field, struct qz_blocks *blocks)
{
	struct qz_diag *diag = item->run->shared->diag;
	struct qz_where where = where_of(item, slot, field);
	if (blocks->list_restored)
		qz_diag_add(diag, QZ_RULE_LIST_RESTORED, &where, NULL);
	if (blocks->paragraph_restored)
		qz_diag_add(diag, QZ_RULE_PARAGRAPH_RESTORED, &where, NULL);
	if (blocks->blank_dropped)
		report_blank(diag, where, blocks);
	if (blocks->bad_character)
		qz_diag_add(diag, QZ_RULE_BAD_CHARACTER, &where, NULL);
	if (blocks->dropped.len > 2) { /* names between blanks */
		blocks->dropped.data[blocks->dropped.len - 1] = '\0';
		qz_diag_add(diag, QZ_RULE_MARKUP_DROPPED, &where, "markup", blocks->dropped.data + 1, NULL);
	}
}

static enum qz_fragment_use use_of(enum qz_field field)
{
	switch (field) {
	case QZ_FIELD_BASIS:
	case QZ_FIELD_DUTIES_BASIS:
		return QZ_USE_LAW;
	case QZ_FIELD_DUTIES:
	case QZ_FIELD_ACCOUNTABILITY:
		return QZ_USE_LIST;
	default:
		return QZ_USE_TEXT;
	}
}

/* Appends the text of a cell to a field element, as the field wants it. */
static void put_content(struct item *item, xmlNode *node, const struct qz_slot *slot, enum qz_field field, bool report)
{
	struct qz_blocks blocks;
	qz_blocks_init(&blocks);
	const char *text = slot->cell->text + slot->start;
	bool opaque = field == QZ_FIELD_SERIAL || field == QZ_FIELD_CODE;
	int result = qz_field_is_plain(field) ? qz_fragment_parse_plain(text, slot->len, slot->cell->kind, opaque, &blocks)
					      : qz_fragment_parse(text, slot->len, slot->cell->kind, use_of(field), &blocks);
	if (result != 0)
		item->builder->failed = true;
	else if (qz_field_is_plain(field))
		qz_build_text(item->builder, node, blocks.text.data, blocks.text.len);
	else
		qz_build_blocks(item->builder, node, &blocks, use_of(field) == QZ_USE_LAW ? &item->cites : NULL);
	if (report && result == 0)
		report_blocks(item, slot, field, &blocks);
	qz_blocks_done(&blocks);
}

/* A new field element, with the label where a field can repeat. */
static xmlNode *add_field(struct item *item, size_t column)
{
	const struct qz_header *header = &item->run->header;
	const struct qz_column *at = &header->columns[column];
	xmlNode *node = qz_build_element(item->builder, item->node, qz_field_name(at->field));
	bool repeats = at->field == QZ_FIELD_EXTRA;
	for (size_t c = 0; c < header->count; c++)
		repeats |= c != column && header->columns[c].field == at->field && !qz_field_is_plain(at->field);
	if (repeats)
		qz_build_set(item->builder, node, "label", at->label);
	return node;
}

static void set_part(struct item *item, xmlNode *node, size_t row)
{
	char number[24];
	snprintf(number, sizeof number, "%zu", row + 1);
	qz_build_set(item->builder, node, "part", number);
}

/* A column without a filled cell of its own in this item: copied from a merge above, or blank. */
static xmlNode *write_absent(struct item *item, size_t column)
{
	const struct qz_slot *slot = &item->run->rows[0].slots[column];
	enum qz_field field = item->run->header.columns[column].field;
	xmlNode *node = add_field(item, column);
	if (!slot->cell)
		return node;
	qz_build_set(item->builder, node, slot->head ? "pos" : "from", pos_of(item, slot));
	if (!slot->head)
		put_content(item, node, slot, field, false);
	return node;
}

static bool same_text(const struct value *a, const struct value *b)
{
	return a->slot->len == b->slot->len &&
	       memcmp(a->slot->cell->text + a->slot->start, b->slot->cell->text + b->slot->start, a->slot->len) == 0;
}

static bool all_same(const struct value *values, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (!same_text(&values[0], &values[i]))
			return false;
	return true;
}

/* The positions of values[from..count), blank-separated, as an attribute. */
static void set_positions(struct item *item, xmlNode *node, const char *name, const struct value *values, size_t from, size_t count)
{
	struct qz_buf list;
	qz_buf_init(&list);
	for (size_t i = from; i < count; i++) {
		if (i > from)
			qz_buf_putc(&list, ' ');
		qz_buf_puts(&list, pos_of(item, values[i].slot));
	}
	if (list.failed)
		item->builder->failed = true;
	else if (list.len)
		qz_build_set(item->builder, node, name, list.data);
	qz_buf_done(&list);
}

/* One element for all values: one text, or the texts in row order. */
static xmlNode *write_joined(struct item *item, size_t column, const struct value *values, size_t count, bool same)
{
	enum qz_field field = item->run->header.columns[column].field;
	xmlNode *node = add_field(item, column);
	set_positions(item, node, "pos", values, 0, same ? 1 : count);
	if (same)
		set_positions(item, node, "also", values, 1, count);
	for (size_t i = 0; i < (same ? 1 : count); i++) {
		if (i > 0 && values[i].row == values[i - 1].row)
			qz_build_text(item->builder, node, " ", 1); /* from beside it */
		put_content(item, node, values[i].slot, field, true);
	}
	return node;
}

/* One element for each value, tied to its row. */
static xmlNode *write_parts(struct item *item, size_t column, const struct value *values, size_t count)
{
	xmlNode *first = NULL;
	for (size_t i = 0; i < count; i++) {
		xmlNode *node = add_field(item, column);
		qz_build_set(item->builder, node, "pos", pos_of(item, values[i].slot));
		set_part(item, node, values[i].row);
		put_content(item, node, values[i].slot, item->run->header.columns[column].field, true);
		first = first ? first : node;
	}
	return first;
}

static bool any_divided(const struct value *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (values[i].slot->len < values[i].slot->cell->len)
			return true;
	return false;
}

/*
 * Values that cannot be one text, because one of them is a part of a cell: an
 * element each. What a field that stands once cannot take becomes an extra.
 */
static xmlNode *write_apart(struct item *item, size_t column, const struct value *values, size_t count)
{
	const struct qz_column *at = &item->run->header.columns[column];
	xmlNode *first = write_joined(item, column, values, 1, true);
	for (size_t i = 1; i < count; i++) {
		bool plain = qz_field_is_plain(at->field);
		xmlNode *node = qz_build_element(item->builder, item->node, plain ? "extra" : qz_field_name(at->field));
		qz_build_set(item->builder, node, "label", at->label);
		qz_build_set(item->builder, node, "pos", pos_of(item, values[i].slot));
		put_content(item, node, values[i].slot, plain ? QZ_FIELD_EXTRA : at->field, true);
	}
	return first;
}

/* True when a single value stands in a row of its own, among rows that have sub-items. */
static bool belongs_to_row(const struct item *item, const struct value *value)
{
	return item->parts && (value->row > 0 || value->slot->cell->rowspan < item->run->nrows) &&
	       value->slot->cell->rowspan + value->row < item->run->nrows && value->row > 0;
}

/* Writes one column of the item; returns its first element. */
static xmlNode *write_column(struct item *item, size_t column)
{
	enum qz_field field = item->run->header.columns[column].field;
	struct value few[8], *values = few;
	size_t most = item->run->nrows * count_joined(item, column);
	if (most > sizeof few / sizeof *few)
		values = malloc(most * sizeof *values);
	if (!values) {
		item->builder->failed = true;
		return NULL;
	}
	size_t count = find_values(item, column, values);
	bool plain = qz_field_is_plain(field);
	bool whole = field == QZ_FIELD_SERIAL || field == QZ_FIELD_NAME;
	bool same = plain && count > 1 && all_same(values, count) && field != QZ_FIELD_SUB_ITEM;
	xmlNode *node;
	if (count == 0)
		node = write_absent(item, column);
	else if (field == QZ_FIELD_SUB_ITEM && item->run->nrows > 1 && !item->run->linear)
		node = write_parts(item, column, values, count);
	else if (!whole && !same && item->parts && (count > 1 || belongs_to_row(item, &values[0])))
		node = write_parts(item, column, values, count);
	else if (count > 1 && any_divided(values, count))
		node = write_apart(item, column, values, count);
	else
		node = write_joined(item, column, values, count, same || count == 1);
	if (values != few)
		free(values);
	return node;
}

/* Cells that no column takes: kept as extra, without a label. */
static void write_surplus(struct item *item)
{
	for (size_t r = 0; r < item->run->nrows; r++) {
		const struct qz_item_row *row = &item->run->rows[r];
		for (size_t i = 0; i < row->alignment.surplus; i++) {
			const struct qz_cell *cell = row->alignment.extra[i];
			struct qz_slot slot = {.row = row->row, .cell = cell, .len = cell->len, .head = true};
			xmlNode *node = qz_build_element(item->builder, item->node, "extra");
			qz_build_set(item->builder, node, "label", "");
			qz_build_set(item->builder, node, "pos", pos_of(item, &slot));
			put_content(item, node, &slot, QZ_FIELD_EXTRA, true);
		}
	}
}

/* ---- the power type ---- */

/* All text of the children of that name. */
static void text_of(const xmlNode *item, const char *name, struct qz_buf *out)
{
	for (xmlNode *node = qz_xml_child(item, name); node; node = qz_xml_next(node, name))
		qz_xml_text(node, out);
	qz_buf_add(out, "", 0);
}

/* The power type that the section rows above or else the sheet's name say; NULL. */
static const struct qz_power_type *type_around(const struct qz_sheet_run *run, bool *by_section)
{
	const struct qz_sections *sections = &run->sections;
	const struct qz_power_type *type = sections->count ? sections->open[sections->count - 1].type : NULL;
	*by_section = type != NULL;
	return type ? type : run->type;
}

static struct qz_suggestion suggest(const struct item *item)
{
	struct qz_sheet_run *run = item->run;
	struct qz_buf name, basis;
	bool by_section;
	const struct qz_power_type *type = type_around(run, &by_section);
	if (type)
		return (struct qz_suggestion){type, QZ_CONFIDENCE_HIGH, by_section ? "section" : "sheet"};
	qz_buf_init(&name);
	qz_buf_init(&basis);
	text_of(item->node, "name", &name);
	text_of(item->node, "basis", &basis);
	struct qz_suggestion found = qz_power_type_suggest(run->shared->vocabulary, name.data, basis.data);
	item->builder->failed |= name.failed || basis.failed;
	qz_buf_done(&name);
	qz_buf_done(&basis);
	return found;
}

/* Marks what the vocabulary says of a stated type, or suggests one where none is stated. */
static void settle_power_type(struct item *item, xmlNode *node)
{
	static const char *const confidences[] = {"low", "medium", "high"};
	const struct qz_vocabulary *vocabulary = item->run->shared->vocabulary;
	if (!node)
		return;
	if (node->children && node->children->content) {
		const char *text = QZ_C(node->children->content);
		const struct qz_power_type *type = qz_power_type_find(vocabulary, text, strlen(text));
		if (type)
			qz_build_set(item->builder, node, "type", type->code);
		return;
	}
	struct qz_suggestion found = suggest(item);
	if (!found.type)
		return;
	qz_build_set(item->builder, node, "suggested", found.type->name);
	qz_build_set(item->builder, node, "type", found.type->code);
	qz_build_set(item->builder, node, "confidence", confidences[found.confidence]);
	qz_build_set(item->builder, node, "evidence", found.evidence);
}

/* ---- identity ---- */

static uint32_t hash_text(uint32_t value, const char *text)
{
	for (; *text; text++)
		value = (value ^ (unsigned char)*text) * 16777619u; /* FNV-1a */
	return (value ^ 0x1F) * 16777619u;
}

/* The code where it can stand in an XML id, else "i" and a hash of type, name and body. */
static void make_id(const struct item *item, struct qz_buf *id)
{
	static const char *const names[] = {"powerType", "name", "body"};
	struct qz_buf text;
	qz_buf_init(&text);
	text_of(item->node, "code", &text);
	size_t safe = text.data ? strspn(text.data, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.") : 0;
	if (safe > 0 && safe <= 64 && text.data[safe] == '\0') {
		qz_buf_puts(id, text.data);
	} else {
		uint32_t hash = 2166136261u;
		for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
			qz_buf_clear(&text);
			text_of(item->node, names[i], &text);
			const xmlNode *node = qz_xml_child(item->node, names[i]);
			const char *suggested = node ? qz_xml_attr(node, "suggested") : NULL;
			hash = hash_text(hash, suggested ? suggested : text.data ? text.data : "");
		}
		qz_buf_printf(id, "i%08x", (unsigned)hash);
	}
	item->builder->failed |= text.failed;
	qz_buf_done(&text);
}

/* The next ordinal of an id that stands already; 1 for one that is new; 0 when memory ran out. */
static size_t next_ordinal(struct qz_map *ids, const char *id)
{
	size_t len = strlen(id), ordinal = (size_t)(uintptr_t)qz_map_get(ids, id, len) + 1;
	return qz_map_put(ids, id, len, (void *)(uintptr_t)ordinal) == 0 ? ordinal : 0;
}

static void set_id(struct item *item)
{
	struct qz_buf id;
	qz_buf_init(&id);
	make_id(item, &id);
	size_t base = id.len;
	size_t ordinal = id.failed ? 0 : next_ordinal(&item->run->shared->ids, id.data);
	for (size_t again = ordinal; again > 1; ordinal = again) { /* a code may look like another's ordinal */
		id.len = base;
		qz_buf_printf(&id, "-%zu", ordinal);
		again = id.failed ? 0 : next_ordinal(&item->run->shared->ids, id.data);
		if (again <= 1)
			break;
		id.data[base] = '\0';
		again = next_ordinal(&item->run->shared->ids, id.data);
	}
	if (id.failed || ordinal == 0)
		item->builder->failed = true;
	else
		qz_build_set(item->builder, item->node, "id", id.data);
	qz_buf_done(&id);
}

static void set_place(struct item *item)
{
	const struct qz_sheet_run *run = item->run;
	const struct qz_row *first = run->rows[0].row, *last = run->rows[run->nrows - 1].row;
	struct qz_buf pos;
	qz_buf_init(&pos);
	unsigned left = first->ncells ? first->cells[0].column : 0, right = last->ncells ? last->cells[last->ncells - 1].column : left;
	qz_buf_puts(&pos, qz_sheet_pos(item->run, first, left));
	qz_buf_printf(&pos, "-%s", qz_sheet_pos(item->run, last, right));
	item->builder->failed |= pos.failed;
	if (run->sections.count)
		qz_build_set(item->builder, item->node, "section", run->sections.path.data);
	qz_build_set(item->builder, item->node, "pos", pos.data);
	qz_buf_done(&pos);
	if (first->line) {
		char line[24];
		snprintf(line, sizeof line, "%zu", first->line);
		qz_build_set(item->builder, item->node, "line", line);
	}
}

/* Extras stand behind all other fields, wherever they were written. */
static void move_extras_last(struct item *item)
{
	xmlNode *last = item->node->last, *next;
	for (xmlNode *node = qz_xml_child(item->node, NULL); node && last; node = next) {
		next = node == last ? NULL : qz_xml_next(node, NULL);
		if (qz_xml_is(node, "extra")) {
			xmlUnlinkNode(node);
			xmlAddChild(item->node, node);
		}
	}
}

static void write_fields(struct item *item)
{
	const struct qz_header *header = &item->run->header;
	xmlNode *power_type = NULL;
	bool by_section;
	for (int field = 0; field < QZ_FIELDS; field++) {
		for (size_t c = 0; c < header->count; c++) {
			if (header->columns[c].field != (enum qz_field)field || header->columns[c].joined)
				continue;
			xmlNode *node = write_column(item, c);
			if (field == QZ_FIELD_POWER_TYPE)
				power_type = node;
		}
		if (field == QZ_FIELD_POWER_TYPE && !power_type && type_around(item->run, &by_section))
			power_type = qz_build_element(item->builder, item->node, "powerType");
	}
	move_extras_last(item);
	write_surplus(item);
	settle_power_type(item, power_type);
}

/* True when the item's rows hold more than one sub-item. A row that holds one cell of the item is no part of it. */
static bool has_parts(const struct item *item)
{
	const struct qz_sheet_run *run = item->run;
	size_t count = 0;
	for (size_t c = 0; c < run->header.count; c++)
		for (size_t r = 0; run->header.columns[c].field == QZ_FIELD_SUB_ITEM && r < run->nrows; r++)
			count += run->rows[r].slots[c].head && is_filled(&run->rows[r].slots[c]);
	return count > 1 && !run->linear;
}

/* The serial as written, for findings. */
static char *read_serial(const struct item *item)
{
	const struct qz_sheet_run *run = item->run;
	for (size_t at = 0; at < run->header.count * run->nrows; at++) {
		size_t c = at / run->nrows;
		const struct qz_slot *slot = &run->rows[at % run->nrows].slots[c];
		if (run->header.columns[c].field != QZ_FIELD_SERIAL || !slot->cell)
			continue;
		struct qz_blocks blocks;
		qz_blocks_init(&blocks);
		int result = qz_fragment_parse_plain(slot->cell->text + slot->start, slot->len, slot->cell->kind, true, &blocks);
		char *serial = result == 0 && blocks.text.len ? qz_buf_take(&blocks.text) : NULL;
		qz_blocks_done(&blocks);
		return serial;
	}
	return NULL;
}

void qz_item_write(struct qz_sheet_run *run)
{
	struct item item = {.run = run, .builder = &run->shared->builder};
	item.node = qz_build_element(item.builder, run->node, "item");
	item.serial = read_serial(&item);
	item.parts = has_parts(&item);
	qz_cite_context_init(&item.cites);
	if (item.node) {
		write_fields(&item);
		set_id(&item);
		set_place(&item);
	}
	if (run->joined_by_blanks && item.node) {
		struct qz_where where = {.pos = qz_xml_attr(item.node, "pos"), .item = item.serial, .line = run->rows[0].row->line};
		qz_diag_add(run->shared->diag, QZ_RULE_ROWS_JOINED, &where, NULL);
	}
	qz_cite_context_done(&item.cites);
	free(item.serial);
}
