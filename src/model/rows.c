/*
 * The rows below the header: each is told for what it is, and the rows of one
 * item are gathered. Nothing is dropped: what is no item's text is omitted by
 * name, with the reason.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/diag.h"
#include "base/pace.h"
#include "base/utf8.h"
#include "model/fragment.h"
#include "model/sheet.h"

enum row_kind { ROW_BLANK, ROW_HIDDEN, ROW_REPEAT, ROW_SECTION, ROW_SUMMARY, ROW_NOTE, ROW_DATA };

#define LEARN_ROWS 200 /* rows looked at before any is decided */

/* ---- what a row is ---- */

static bool starts_with_any(const char *text, const char *const *starts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

/* A row with one text only, or the same text in all its cells. */
static enum row_kind kind_of_lone_cell(const struct qz_sheet_run *run, const struct qz_cell *cell)
{
	static const char *const notes[] = {"注", "备注", "说明", "填表", "填报", "审核", "联系", "制表", "附件", "单位", "（注", "(注", "※", "★"};
	const struct qz_header *header = &run->header;
	size_t column = qz_header_at(header, cell->column);
	bool leading = column == 0 || cell->column < header->columns[0].grid || cell->colspan * 2 > header->count;
	size_t skip = qz_skip_blanks(cell->text, cell->len);
	const char *text = cell->text + skip;
	unsigned number;
	int style;
	if (leading && qz_section_is_body(run, cell))
		return ROW_SECTION;
	bool typed = qz_section_type(run->shared->vocabulary, cell->text, cell->len) != NULL;
	if (typed && leading) /* 附件2 行政处罚事项 too */
		return ROW_SECTION;
	enum qz_field field = column < header->count ? header->columns[column].field : QZ_FIELDS;
	bool duty = field == QZ_FIELD_DUTIES || field == QZ_FIELD_ACCOUNTABILITY; /* 审核责任：… may be the rest of an item */
	if ((!duty || run->nrows == 0) && starts_with_any(text, notes, sizeof notes / sizeof *notes))
		return ROW_NOTE;
	bool marked = qz_marker_read(text, cell->len - skip, &number, &style) > 0;
	bool heading = marked && (style == QZ_MARKER_CHINESE || style == QZ_MARKER_BRACKETED_CHINESE); /* 一、 （一） */
	struct qz_traits *traits = run->aligner.scratch;
	qz_traits_read(traits, cell->text, cell->len, run->shared->vocabulary, &run->bodies);
	bool serial = qz_traits_has(traits, QZ_SHAPE_SERIAL);
	bool plain = column < header->count && qz_field_is_plain(header->columns[column].field);
	if (heading && plain && !serial && header->count >= 3 && qz_traits_has(traits, QZ_SHAPE_SHORT))
		return ROW_SECTION;
	if (run->after_note && run->nrows == 0 && header->count >= 3 && !(serial && field == QZ_FIELD_SERIAL))
		return ROW_NOTE; /* what goes on below a note */
	if (!leading || serial || header->count < 3)
		return ROW_DATA;
	marked |= qz_section_is_marked(text, cell->len - skip);
	return marked && qz_traits_has(traits, QZ_SHAPE_SHORT) ? ROW_SECTION : ROW_NOTE;
}

static bool is_summary(const struct qz_cell *first)
{
	static const char *const words[] = {"合计", "总计", "小计", "共计", "总数"};
	char *text = qz_label_normalise(first->text, first->len > 60 ? 0 : first->len);
	bool summary = text && starts_with_any(text, words, sizeof words / sizeof *words);
	free(text);
	return summary;
}

/* （续表） or the title again in a row of its own; a number alone may be a serial. */
static bool is_continuation(const struct qz_sheet_run *run, const struct qz_cell *cell)
{
	bool words = strstr(cell->text, "续") || strstr(cell->text, "接") || strstr(cell->text, "转") || strstr(cell->text, "页");
	return run->header.count >= 3 && ((words && qz_is_page_mark(cell)) || qz_is_title_again(run, cell));
}

/* True when the words of a cell are all struck through and left out, whether or not an empty cell stands for them. */
static bool is_struck_out(const struct qz_sheet_run *run, const struct qz_row *row, unsigned column)
{
	const struct qz_cell *cell = qz_row_at(row, column);
	return (cell && (cell->signs & QZ_SIGN_STRUCK)) || qz_struck_has(run->shared, row, column);
}

/* True when what names the item of this row is struck through: what else stands in the row is no other item's. */
static bool is_struck(const struct qz_sheet_run *run, const struct qz_row *row)
{
	bool struck = false;
	for (size_t c = 0; c < run->header.count; c++) {
		enum qz_field field = run->header.columns[c].field;
		if (field != QZ_FIELD_SERIAL && field != QZ_FIELD_NAME)
			continue;
		const struct qz_cell *cell = qz_row_at(row, run->header.columns[c].grid);
		if (cell && !qz_cell_is_blank(cell))
			return false;
		struck |= is_struck_out(run, row, run->header.columns[c].grid);
	}
	return struck;
}

static enum row_kind kind_of(const struct qz_sheet_run *run, const struct qz_row *row)
{
	const struct qz_cell *first;
	size_t filled = qz_row_filled(run, row, &first);
	if (row->hidden && !run->shared->options->include_hidden)
		return ROW_HIDDEN;
	if (filled == 0)
		return ROW_BLANK;
	if (qz_header_is_repeat(&run->header, row) || (filled == 1 && is_continuation(run, first)))
		return ROW_REPEAT;
	if (filled <= 4 && is_summary(first))
		return ROW_SUMMARY;
	if (is_struck(run, row) || (filled > 1 && qz_row_is_remark(run, row, first)))
		return ROW_NOTE;
	bool inherited = false;
	for (size_t c = 0; c < run->header.count; c++)
		inherited |= run->spans[c].left > 0;
	return filled == 1 && !(inherited && run->nrows) ? kind_of_lone_cell(run, first) : ROW_DATA;
}

/* ---- one data row ---- */

/* Cells in absolute columns: workbooks always, other tables where merges reach the row or it is full. */
static bool has_fixed_columns(const struct qz_sheet_run *run, const struct qz_row *row)
{
	if (run->shared->table->pos_style != QZ_POS_NESTED)
		return run->shared->table->pos_style == QZ_POS_WORKBOOK;
	for (size_t c = 0; c < run->header.count; c++)
		if (run->spans[c].left > 0)
			return true;
	const struct qz_cell *last = row->ncells ? &row->cells[row->ncells - 1] : NULL;
	return last && last->column + last->colspan > run->header.columns[run->header.count - 1].grid;
}

static void inherit_spans(struct qz_sheet_run *run, const struct qz_row *row, struct qz_slot *slots)
{
	for (size_t c = 0; c < run->header.count; c++) {
		struct qz_span *span = &run->spans[c];
		if (span->left == 0)
			continue;
		span->left--;
		if (slots[c].cell && !slots[c].cell->covered && !qz_cell_is_blank(slots[c].cell))
			continue; /* two cells claim the place: the one written here is seen */
		slots[c] = (struct qz_slot){.row = span->row, .cell = span->cell, .len = span->cell->len};
	}
	for (size_t i = 0; i < row->ncells; i++) {
		const struct qz_cell *cell = &row->cells[i];
		size_t c = qz_header_at(&run->header, cell->column);
		if (c < run->header.count && cell->rowspan > 1 && !cell->covered)
			run->spans[c] = (struct qz_span){.row = row, .cell = cell, .left = cell->rowspan - 1};
	}
}

static int align(struct qz_sheet_run *run, const struct qz_row *row, struct qz_item_row *out)
{
	out->row = row;
	out->slots = calloc(run->header.count, sizeof *out->slots);
	if (!out->slots)
		return -1;
	return qz_align_row(&run->aligner, row, has_fixed_columns(run, row), out->slots, &out->alignment);
}

static void item_row_done(struct qz_item_row *row)
{
	free(row->slots);
	qz_alignment_done(&row->alignment);
}

/* The slot of the first column of a field; NULL when the list has no such column. */
static const struct qz_slot *slot_of(const struct qz_sheet_run *run, const struct qz_slot *slots, enum qz_field field)
{
	for (size_t c = 0; c < run->header.count; c++)
		if (run->header.columns[c].field == field)
			return &slots[c];
	return NULL;
}

static bool slot_filled(const struct qz_slot *slot)
{
	return slot && slot->cell && qz_skip_blanks(slot->cell->text + slot->start, slot->len) < slot->len;
}

static bool same_text(const struct qz_slot *a, const struct qz_slot *b)
{
	return a->len == b->len && memcmp(a->cell->text + a->start, b->cell->text + b->start, a->len) == 0;
}

/* True when the row goes on with the item being gathered. */
static bool continues_item(struct qz_sheet_run *run, const struct qz_slot *slots)
{
	if (run->nrows == 0)
		return false;
	const struct qz_slot *serial = slot_of(run, slots, QZ_FIELD_SERIAL), *name = slot_of(run, slots, QZ_FIELD_NAME);
	const struct qz_slot *first_name = slot_of(run, run->rows[0].slots, QZ_FIELD_NAME);
	bool own_serial = slot_filled(serial) && serial->head, own_name = slot_filled(name) && name->head;
	if (own_serial) { /* again, without a name: what a page break has cut, or one row of several */
		const struct qz_slot *first = slot_of(run, run->rows[0].slots, QZ_FIELD_SERIAL);
		bool again = slot_filled(first) && same_text(serial, first) && slot_filled(first_name) &&
			     (!slot_filled(name) || (run->after_break && same_text(name, first_name)));
		run->joined_by_blanks |= again;
		return again;
	}
	if (own_name && run->header.kind) /* the duties of a department are numbered, not what it is responsible for */
		return false;
	if (serial && slot_filled(serial))
		return true; /* its serial is merged with the rows above */
	if (own_name) {
		bool again = slot_filled(first_name) && same_text(name, first_name) && slot_filled(slot_of(run, slots, QZ_FIELD_SUB_ITEM));
		return again;
	}
	if (slot_filled(name))
		return true;
	run->joined_by_blanks = true;
	return true;
}

static void report_alignment(struct qz_sheet_run *run, const struct qz_item_row *row)
{
	const struct qz_alignment *alignment = &row->alignment;
	const struct qz_header *header = &run->header;
	const struct qz_slot *serial = slot_of(run, row->slots, QZ_FIELD_SERIAL);
	char *item = slot_filled(serial) ? strndup(serial->cell->text + serial->start, serial->len) : NULL;
	struct qz_where where = {.item = item, .line = row->row->line};
	struct qz_buf lost, parts;
	qz_buf_init(&lost);
	qz_buf_init(&parts);
	const struct qz_cell *split = NULL;
	for (size_t c = 0; c < header->count; c++) {
		const char *field = qz_field_name(header->columns[c].field);
		if (alignment->lost[c])
			qz_buf_printf(&lost, "%s%s", lost.len ? " " : "", field);
		if (alignment->divided[c]) {
			qz_buf_printf(&parts, "%s%s", parts.len ? " " : "", field);
			split = row->slots[c].cell;
		}
	}
	if (split) {
		where.pos = qz_sheet_pos(run, row->row, split->column);
		qz_diag_add(run->shared->diag, QZ_RULE_CELL_SPLIT, &where, "fields", parts.data, NULL);
	}
	bool shifted = false; /* beyond what the divided cell explains */
	for (size_t c = 0; c < header->count; c++)
		shifted |= alignment->lost[c] && alignment->moved && row->slots[header->count - 1].cell != NULL;
	where.pos = row->row->ncells ? qz_sheet_pos(run, row->row, row->row->cells[0].column) : NULL;
	if (alignment->ambiguous)
		qz_diag_add(run->shared->diag, QZ_RULE_ROW_AMBIGUOUS, &where, NULL);
	else if (shifted || (alignment->moved && !split))
		qz_diag_add(run->shared->diag, QZ_RULE_ROW_REALIGNED, &where, "lost", lost.data, NULL);
	for (size_t i = 0; i < alignment->surplus; i++) {
		where.pos = qz_sheet_pos(run, row->row, alignment->extra[i]->column);
		qz_diag_add(run->shared->diag, QZ_RULE_CELL_SURPLUS, &where, NULL);
	}
	run->shared->builder.failed |= lost.failed || parts.failed;
	qz_buf_done(&lost);
	qz_buf_done(&parts);
	free(item);
}

struct qz_item_row *qz_item_row_add(struct qz_sheet_run *run)
{
	return qz_array_grow(&run->rows, run->nrows, &run->cap, sizeof *run->rows) ? &run->rows[run->nrows++] : NULL;
}

static void flush_item(struct qz_sheet_run *run)
{
	if (run->nrows)
		qz_item_write(run);
	for (size_t i = 0; i < run->nrows; i++)
		item_row_done(&run->rows[i]);
	run->nrows = 0;
	run->joined_by_blanks = false;
}

/* Cells of a data row that no slot takes: hidden columns and text under merges. */
static void omit_unseen(struct qz_sheet_run *run, const struct qz_row *row)
{
	for (size_t i = 0; i < row->ncells; i++) {
		const struct qz_cell *cell = &row->cells[i];
		if (qz_cell_is_blank(cell))
			continue;
		struct qz_where where = {.line = row->line};
		if (cell->covered) {
			qz_sheet_omit(run, row, cell, "covered");
			where.pos = qz_sheet_pos(run, row, cell->column);
			qz_diag_add(run->shared->diag, QZ_RULE_COVERED_OMITTED, &where, NULL);
		} else if (qz_sheet_is_hidden(run, cell)) {
			qz_sheet_omit(run, row, cell, "hidden");
		}
	}
}

/* True for a row that nothing but blanks would join to the item above, and that is not the rest of it. */
static bool is_loose(const struct qz_sheet_run *run, const struct qz_row *row, const struct qz_slot *slots)
{
	const struct qz_cell *first;
	size_t filled = qz_row_filled(run, row, &first);
	if (!first || run->header.count < 3 || slot_filled(slot_of(run, slots, QZ_FIELD_SERIAL)) || slot_filled(slot_of(run, slots, QZ_FIELD_NAME)))
		return false;
	if (run->nrows == 0)
		return run->after_note && filled <= 2;
	return run->after_blank || qz_row_opens_remark(run, first, filled == 1);
}

/* A row that was taken for one of an item's and is none. */
static void read_loose(struct qz_sheet_run *run, const struct qz_row *row)
{
	flush_item(run);
	for (size_t c = 0; c < run->header.count; c++)
		if (run->spans[c].row == row)
			run->spans[c].left = 0;
	qz_sheet_omit_row(run, row, "note");
	run->after_note = true;
}

static int read_data(struct qz_sheet_run *run, const struct qz_row *row)
{
	struct qz_item_row next = {0};
	if (align(run, row, &next) != 0) {
		item_row_done(&next);
		return -1;
	}
	inherit_spans(run, row, next.slots);
	if (is_loose(run, row, next.slots)) {
		item_row_done(&next);
		read_loose(run, row);
		return 0;
	}
	run->after_note = false;
	if (!continues_item(run, next.slots))
		flush_item(run);
	report_alignment(run, &next);
	omit_unseen(run, row);
	struct qz_item_row *kept = qz_item_row_add(run);
	if (!kept) {
		item_row_done(&next);
		return -1;
	}
	*kept = next;
	return 0;
}

static void read_section(struct qz_sheet_run *run, const struct qz_row *row)
{
	const struct qz_cell *first;
	qz_row_filled(run, row, &first);
	qz_section_open(run, first);
	qz_sheet_omit_row(run, row, "section");
}

/* A row that is no item's: a lone note may end a section. */
static void pass_row(struct qz_sheet_run *run, const struct qz_row *row, bool note, const char *reason)
{
	const struct qz_cell *first;
	if (note && qz_row_filled(run, row, &first) == 1)
		qz_section_pass(run, first);
	qz_sheet_omit_row(run, row, reason);
}

/* Merges that reach over a row which is no item's still end where they end. */
static void pass_spans(struct qz_sheet_run *run)
{
	for (size_t c = 0; c < run->header.count; c++)
		run->spans[c].left -= run->spans[c].left > 0;
}

static int read_row(struct qz_sheet_run *run, const struct qz_row *row)
{
	enum row_kind kind = kind_of(run, row);
	static const char *const reasons[] = {
		[ROW_HIDDEN] = "hidden", [ROW_REPEAT] = "header-repeat", [ROW_SUMMARY] = "summary", [ROW_NOTE] = "note"};
	if (kind == ROW_DATA) {
		int result = read_data(run, row);
		run->after_blank = run->after_break = false;
		return result;
	}
	run->after_blank = kind == ROW_BLANK || (kind == ROW_HIDDEN && run->after_blank);
	run->after_break |= kind == ROW_REPEAT;
	if (kind != ROW_BLANK && kind != ROW_HIDDEN)
		run->after_note = kind == ROW_NOTE;
	if (kind == ROW_SECTION || kind == ROW_SUMMARY || kind == ROW_NOTE)
		flush_item(run);
	pass_spans(run);
	if (kind == ROW_SECTION)
		read_section(run, row);
	else if (kind != ROW_BLANK)
		pass_row(run, row, kind == ROW_NOTE, reasons[kind]);
	else
		omit_unseen(run, row);
	return 0;
}

/* ---- before the first row is decided ---- */

/* Learns what columns look like, and which bodies the list names, from rows beyond doubt. */
static int learn(struct qz_sheet_run *run, size_t first)
{
	size_t looked = 0;
	for (size_t r = first; r < run->sheet->nrows && looked < LEARN_ROWS; r++) {
		const struct qz_row *row = &run->sheet->rows[r];
		const struct qz_cell *cell;
		if (row->hidden || qz_row_filled(run, row, &cell) < 3 || qz_header_is_repeat(&run->header, row))
			continue;
		struct qz_item_row aligned = {0};
		if (align(run, row, &aligned) != 0) {
			item_row_done(&aligned);
			return -1;
		}
		looked++;
		const struct qz_slot *body = slot_of(run, aligned.slots, QZ_FIELD_BODY);
		if (!aligned.alignment.ambiguous)
			qz_aligner_learn(&run->aligner, aligned.slots);
		bool plain = !aligned.alignment.moved && !aligned.alignment.split && !aligned.alignment.ambiguous;
		if (plain && slot_filled(body) && body->len < 300) {
			qz_traits_read(run->aligner.scratch, body->cell->text, body->len, run->shared->vocabulary, &run->bodies);
			bool organisation = qz_traits_has(run->aligner.scratch, QZ_SHAPE_ORGANISATION);
			if (organisation && qz_bodies_add(&run->bodies, body->cell->text, body->len) != 0)
				run->shared->builder.failed = true;
		}
		item_row_done(&aligned);
	}
	return 0;
}

static int read_rows(struct qz_sheet_run *run, size_t first)
{
	int result = 0;
	for (size_t r = first; result == 0 && r < run->sheet->nrows; r++) {
		result = read_row(run, &run->sheet->rows[r]);
		qz_pace_add(run->shared->options->pace, 1, 0);
	}
	return result;
}

int qz_rows_read(struct qz_sheet_run *run)
{
	size_t first = run->header.row + run->header.nrows;
	run->spans = calloc(run->header.count, sizeof *run->spans);
	return run->spans && learn(run, first) == 0 ? read_rows(run, first) : -1;
}

void qz_rows_pause(struct qz_sheet_run *run, struct qz_between flow)
{
	for (size_t i = 0; i < flow.count; i++)
		if (qz_between_is_section(run, &flow.first[i]))
			flush_item(run);
	qz_between_read(run, flow, NULL, 0);
}

int qz_rows_go_on(struct qz_sheet_run *run)
{
	memset(run->spans, 0, run->header.count * sizeof *run->spans);
	run->after_note = run->after_blank = false;
	run->after_break = true;
	return read_rows(run, 0);
}

void qz_rows_end(struct qz_sheet_run *run)
{
	flush_item(run);
	free(run->rows);
	free(run->spans);
	run->rows = NULL;
	run->spans = NULL;
}
