/*
 * Sheets to tables, tables to one document, for normalise.h. The order of the
 * work on a sheet: header, aligner, preamble, rows.
 */
#include "model/normalise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/node.h"
#include "base/pace.h"
#include "base/shortage.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "model/fragment.h"
#include "model/sheet.h"
#include "model/title.h"
#include "read/read.h"

bool qz_cell_is_blank(const struct qz_cell *cell)
{
	return qz_skip_blanks(cell->text, cell->len) == cell->len;
}

bool qz_sheet_is_hidden(const struct qz_sheet_run *run, const struct qz_cell *cell)
{
	return !run->shared->options->include_hidden && qz_sheet_column_hidden(run->sheet, cell->column);
}

const char *qz_sheet_pos(struct qz_sheet_run *run, const struct qz_row *row, unsigned column)
{
	struct qz_buf *pos = &run->shared->pos;
	qz_buf_clear(pos);
	qz_table_pos(run->shared->table, row->sheet, row, column, pos);
	run->shared->builder.failed |= pos->failed;
	return pos->failed ? "" : pos->data;
}

size_t qz_row_filled(const struct qz_sheet_run *run, const struct qz_row *row, const struct qz_cell **first)
{
	size_t filled = 0;
	*first = NULL;
	for (size_t i = 0; i < row->ncells; i++) {
		const struct qz_cell *cell = &row->cells[i];
		if (cell->covered || qz_cell_is_blank(cell) || qz_sheet_is_hidden(run, cell))
			continue;
		if (!*first)
			*first = cell;
		else if (cell->len == (*first)->len && memcmp(cell->text, (*first)->text, cell->len) == 0)
			continue; /* a title repeated in every cell of its row */
		filled++;
	}
	return filled;
}

/* The position that an aside has as @pos; valid until the next call. */
static const char *aside_pos(struct qz_normaliser *shared, const struct qz_aside *aside)
{
	qz_buf_clear(&shared->pos);
	qz_table_aside_pos(shared->table, aside, &shared->pos);
	shared->builder.failed |= shared->pos.failed;
	return shared->pos.failed ? "" : shared->pos.data;
}

static void omit(struct qz_sheet_run *run, const struct qz_cell *cell, const char *reason, const char *pos)
{
	struct qz_builder *builder = &run->shared->builder;
	struct qz_blocks blocks;
	qz_blocks_init(&blocks);
	xmlNode *node = qz_node_element(builder->doc, builder->ns, "omitted");
	if (qz_fragment_parse_plain(cell->text, cell->len, cell->kind, true, &blocks) != 0 || !node ||
	    !xmlAddNextSibling(run->last_omitted, node)) {
		builder->failed = true;
		xmlFreeNode(node);
	} else {
		run->last_omitted = node;
		qz_build_set(builder, node, "reason", reason);
		qz_build_set(builder, node, "pos", pos);
		qz_build_text(builder, node, blocks.text.data, blocks.text.len);
	}
	qz_blocks_done(&blocks);
}

void qz_sheet_omit(struct qz_sheet_run *run, const struct qz_row *row, const struct qz_cell *cell, const char *reason)
{
	omit(run, cell, reason, qz_sheet_pos(run, row, cell->column));
}

void qz_sheet_omit_aside(struct qz_sheet_run *run, const struct qz_aside *aside, const char *reason)
{
	omit(run, aside->cell, reason, aside_pos(run->shared, aside));
}

void qz_sheet_omit_row(struct qz_sheet_run *run, const struct qz_row *row, const char *reason)
{
	size_t characters = 0;
	unsigned column = 0;
	for (size_t i = row->ncells; i-- > 0;) {
		const struct qz_cell *cell = &row->cells[i];
		if (!qz_cell_is_blank(cell)) {
			characters += qz_count_nonblank(cell->text, cell->len);
			column = cell->column;
		}
	}
	for (size_t i = 0; i < row->ncells; i++) {
		const struct qz_cell *cell = &row->cells[i];
		if (!qz_cell_is_blank(cell))
			qz_sheet_omit(run, row, cell, cell->covered ? "covered" : qz_sheet_is_hidden(run, cell) ? "hidden" : reason);
	}
	if (characters == 0)
		return;
	char count[24];
	snprintf(count, sizeof count, "%zu", characters);
	struct qz_where where = {.pos = qz_sheet_pos(run, row, column), .line = row->line};
	struct qz_buf words;
	qz_buf_init(&words);
	qz_words_of(qz_row_at(row, column), &words);
	if (words.failed)
		run->shared->builder.failed = true;
	else if (strcmp(reason, "hidden") == 0)
		qz_diag_add(run->shared->diag, QZ_RULE_HIDDEN_OMITTED, &where, "reason", reason, "characters", count, row->filtered ? "by" : NULL,
			    "filter", NULL);
	else
		qz_diag_add(run->shared->diag, QZ_RULE_TEXT_OMITTED, &where, "reason", reason, "characters", count, strcmp(reason, "note") == 0 ? "words" : NULL,
			    words.data, NULL);
	qz_buf_done(&words);
}

/* ---- columns ---- */

static void write_column(struct qz_sheet_run *run, const struct qz_column *column)
{
	struct qz_builder *builder = &run->shared->builder;
	xmlNode *node = qz_build_element(builder, qz_xml_child(run->node, "columns"), "column");
	if (column->unlabelled)
		qz_build_set(builder, node, "label", column->label);
	else
		qz_build_attr(builder, node, "label", column->label, strlen(column->label));
	qz_build_set(builder, node, "field", qz_field_name(column->field));
	if (column->cell)
		qz_build_set(builder, node, "pos", qz_sheet_pos(run, column->row, column->cell->column));
	if (column->group) {
		qz_build_attr(builder, node, "group", column->group_label, strlen(column->group_label));
		qz_build_set(builder, node, "groupPos", qz_sheet_pos(run, column->group_row, column->group->column));
	}
}

static void report_column(struct qz_sheet_run *run, const struct qz_column *column)
{
	struct qz_diag *diag = run->shared->diag;
	struct qz_where where = {0};
	if (column->cell) {
		where.pos = qz_sheet_pos(run, column->row, column->cell->column);
		where.line = column->row->line;
	} else if (column->unlabelled) { /* where its label would stand */
		const struct qz_row *row = &run->sheet->rows[run->header.row];
		where.pos = qz_sheet_pos(run, row, column->grid);
		where.line = row->line;
	}
	if (column->assumed)
		qz_diag_add(diag, QZ_RULE_NAME_ASSUMED, &where, "label", column->label, NULL);
	else if (column->repeated)
		qz_diag_add(diag, QZ_RULE_COLUMN_REPEATED, &where, "label", column->label, NULL);
	else if (column->unlabelled && !column->merged)
		qz_diag_add(diag, QZ_RULE_COLUMN_UNLABELLED, &where, "label", column->label, NULL);
	else if (!column->known && !column->unlabelled)
		qz_diag_add(diag, QZ_RULE_COLUMN_UNKNOWN, &where, "label", column->label, NULL);
}

/* Columns that hold text below the header but have no label there. */
static int add_unlabelled(struct qz_sheet_run *run)
{
	bool text = run->shared->table->pos_style == QZ_POS_TEXT;
	if (run->linear)
		return 0;
	for (size_t r = run->header.row + run->header.nrows; r < run->sheet->nrows; r++) {
		const struct qz_row *row = &run->sheet->rows[r];
		const struct qz_cell *first;
		if (row->hidden || qz_row_filled(run, row, &first) < 3)
			continue;
		if (text && row->ncells != run->header.width)
			continue; /* in a row as wide as the header a cell stands under its label, or under none */
		for (size_t i = 0; i < row->ncells; i++) {
			const struct qz_cell *cell = &row->cells[i];
			if (cell->covered || qz_cell_is_blank(cell) || qz_sheet_is_hidden(run, cell))
				continue;
			bool known = qz_header_at(&run->header, cell->column) < run->header.count;
			if (!known && qz_header_add_unlabelled(&run->header, cell->column) != 0)
				return -1;
		}
	}
	return 0;
}

/* One finding for each hidden column that holds text: where it begins, and how many characters. */
static int report_hidden_columns(struct qz_sheet_run *run)
{
	const struct qz_sheet *sheet = run->sheet;
	size_t *characters = calloc(sheet->nhidden + 1, sizeof *characters);
	const struct qz_row **first = calloc(sheet->nhidden + 1, sizeof *first);
	for (size_t r = 0; characters && first && r < sheet->nrows; r++) {
		for (size_t i = 0; i < sheet->rows[r].ncells; i++) {
			const struct qz_cell *cell = &sheet->rows[r].cells[i];
			if (qz_cell_is_blank(cell) || !qz_sheet_is_hidden(run, cell))
				continue;
			characters[cell->column] += qz_count_nonblank(cell->text, cell->len);
			first[cell->column] = first[cell->column] ? first[cell->column] : &sheet->rows[r];
		}
	}
	for (size_t c = 0; characters && first && c < sheet->nhidden; c++) {
		char count[24];
		snprintf(count, sizeof count, "%zu", characters[c]);
		struct qz_where where = {.pos = first[c] ? qz_sheet_pos(run, first[c], (unsigned)c) : NULL};
		if (first[c])
			qz_diag_add(run->shared->diag, QZ_RULE_HIDDEN_OMITTED, &where, "reason", "hidden", "characters", count, NULL);
	}
	int result = characters && first ? 0 : -1;
	free(characters);
	free(first);
	return result;
}

/* Takes columns that nobody sees out of the header; their labels are omitted text. */
static void drop_hidden_columns(struct qz_sheet_run *run)
{
	size_t kept = 0;
	for (size_t c = 0; c < run->header.count; c++) {
		struct qz_column *column = &run->header.columns[c];
		if (!column->cell || !qz_sheet_is_hidden(run, column->cell)) {
			run->header.columns[kept++] = *column;
			continue;
		}
		qz_sheet_omit(run, column->row, column->cell, "hidden");
		free(column->label);
		free(column->group_label);
		free(column->normalised);
	}
	run->header.count = kept;
}

/* A title that stands outside the tables, so that no cell holds it. */
static void write_outer_title(struct qz_normaliser *shared, xmlNode *table, const char *text)
{
	qz_build_set(&shared->builder, table, "title", text);
	if (shared->titled)
		return;
	xmlNode *node = qz_build_element(&shared->builder, shared->head, "title");
	xmlNode *child = node ? xmlNewDocText(shared->builder.doc, QZ_X(text)) : NULL;
	if (!child || !xmlAddChild(node, child))
		shared->builder.failed = true;
	shared->titled = true;
}

/* ---- sheets ---- */

static bool sheet_is_blank(const struct qz_sheet *sheet)
{
	for (size_t r = 0; r < sheet->nrows; r++)
		for (size_t c = 0; c < sheet->rows[r].ncells; c++)
			if (!qz_cell_is_blank(&sheet->rows[r].cells[c]))
				return false;
	return true;
}

static void start_table(struct qz_sheet_run *run)
{
	struct qz_normaliser *shared = run->shared;
	struct qz_builder *builder = &shared->builder;
	run->node = qz_build_element(builder, shared->list, "table");
	if (run->sheet->name)
		qz_build_set(builder, run->node, "sheet", run->sheet->name);
	run->last_omitted = qz_build_element(builder, run->node, "columns");
	const char *name = run->sheet->name;
	run->type = name ? qz_power_type_find(shared->vocabulary, name, strlen(name)) : NULL;
}

static void say_linear(struct qz_sheet_run *run)
{
	const struct qz_column *first = &run->header.columns[0];
	struct qz_where where = {.pos = qz_sheet_pos(run, first->row, first->cell->column), .line = first->row->line};
	qz_diag_add(run->shared->diag, QZ_RULE_CELLS_GATHERED, &where, "layout", run->cards ? "cards" : "lines", NULL);
}

static int read_list_sheet(struct qz_sheet_run *run)
{
	struct qz_normaliser *shared = run->shared;
	start_table(run);
	if (shared->builder.failed)
		return -1;
	drop_hidden_columns(run);
	if (report_hidden_columns(run) != 0 || add_unlabelled(run) != 0 || qz_aligner_init(&run->aligner, shared->vocabulary, &run->header, &run->bodies) != 0)
		return -1;
	run->aligner.sheet = shared->options->include_hidden ? NULL : run->sheet;
	qz_build_set(&shared->builder, run->node, "kind", run->header.kind);
	for (size_t c = 0; c < run->header.count; c++) {
		if (!run->header.columns[c].joined)
			write_column(run, &run->header.columns[c]);
		report_column(run, &run->header.columns[c]);
	}
	qz_preamble_read(run);
	qz_signs_report(run);
	if (run->linear)
		say_linear(run);
	if (run->sheet->title && !qz_xml_attr(run->node, "title"))
		write_outer_title(shared, run->node, run->sheet->title);
	return run->linear ? qz_linear_read(run) : qz_rows_read(run);
}

/* How many cells of a row are labels of another kind of list; *kind says which. */
static size_t count_others(const struct qz_normaliser *shared, const struct qz_row *row, const char **kind)
{
	size_t count = 0;
	for (size_t i = 0; i < row->ncells; i++) {
		char *label = row->cells[i].len < 90 ? qz_label_normalise(row->cells[i].text, row->cells[i].len) : NULL;
		const char *found = label ? qz_label_other(shared->vocabulary, label) : NULL;
		count += found != NULL;
		*kind = found ? found : *kind;
		free(label);
	}
	return count;
}

/* The kind of another list that two labels in one of the first rows tell of; NULL when it is none. */
static const char *other_kind(const struct qz_normaliser *shared, const struct qz_sheet *sheet)
{
	for (size_t r = 0; r < sheet->nrows && r < 60; r++) {
		const char *kind = NULL;
		if (count_others(shared, &sheet->rows[r], &kind) >= 2)
			return kind;
	}
	return NULL;
}

static bool has_visible_column(const struct qz_sheet_run *run)
{
	for (size_t i = 0; i < run->header.count; i++)
		if (!run->header.columns[i].cell || !qz_sheet_is_hidden(run, run->header.columns[i].cell))
			return true;
	return false;
}

/* Hidden as a whole: by its own mark, or because all its columns are. */
static bool is_hidden_sheet(const struct qz_sheet_run *run)
{
	bool some = false;
	if (run->sheet->hidden || run->shared->options->include_hidden)
		return run->sheet->hidden && !run->shared->options->include_hidden;
	for (size_t r = 0; r < run->sheet->nrows; r++) {
		for (size_t i = 0; i < run->sheet->rows[r].ncells; i++) {
			if (!qz_sheet_is_hidden(run, &run->sheet->rows[r].cells[i]))
				return false;
			some = true;
		}
	}
	return some;
}

/* A sheet is read where it has a header with at least the items' names. 1 read, 0 no list, -1 no memory. The run stays open. */
static int read_sheet(struct qz_normaliser *shared, size_t index, struct qz_sheet_run *run)
{
	*run = (struct qz_sheet_run){.shared = shared, .index = index, .sheet = &shared->table->sheets[index]};
	if (is_hidden_sheet(run))
		return 0;
	const char *kind = other_kind(shared, run->sheet);
	if (kind) {
		shared->other_kind = kind;
		shared->headers_without_name++;
		return 0;
	}
	int found = qz_linear_find(run);
	if (found == 0)
		found = qz_header_find(run->sheet, 0, shared->vocabulary, &run->header);
	if (found == 1 && !qz_header_has(&run->header, QZ_FIELD_NAME)) {
		shared->headers_without_name++;
		found = 0;
	}
	if (found == 1 && !has_visible_column(run))
		found = 0;
	return found == 1 && read_list_sheet(run) != 0 ? -1 : found;
}

static void end_sheet(struct qz_sheet_run *run)
{
	if (run->node) {
		struct qz_normaliser *shared = run->shared;
		size_t table = shared->table_of[run->index];
		qz_rows_end(run);
		shared->last_omitted[table] = run->last_omitted;
		shared->first = table < shared->first ? table : shared->first;
	}
	qz_aligner_done(&run->aligner);
	qz_bodies_done(&run->bodies);
	qz_header_done(&run->header);
	qz_buf_done(&run->sections.path);
	*run = (struct qz_sheet_run){0};
}

/* All text of a sheet that is no list goes behind the first table's omitted text. */
static void omit_sheet(struct qz_normaliser *shared, size_t index)
{
	struct qz_sheet_run run = {.shared = shared, .index = index, .sheet = &shared->table->sheets[index]};
	bool hidden = is_hidden_sheet(&run);
	size_t characters = 0;
	run.last_omitted = shared->last_omitted[shared->first];
	for (size_t r = 0; r < run.sheet->nrows; r++) {
		const struct qz_row *row = &run.sheet->rows[r];
		for (size_t i = 0; i < row->ncells; i++) {
			const struct qz_cell *cell = &row->cells[i];
			if (qz_cell_is_blank(cell))
				continue;
			characters += qz_count_nonblank(cell->text, cell->len);
			qz_sheet_omit(&run, row, cell, hidden ? "hidden" : "outside");
		}
	}
	shared->last_omitted[shared->first] = run.last_omitted;
	if (characters == 0)
		return;
	char count[24];
	snprintf(count, sizeof count, "%zu", characters);
	struct qz_where where = {.pos = run.sheet->name};
	qz_diag_add(shared->diag, hidden ? QZ_RULE_HIDDEN_OMITTED : QZ_RULE_TEXT_OMITTED, &where, "reason", hidden ? "hidden" : "outside",
		    "characters", count, NULL);
}

static int read_sheets(struct qz_normaliser *shared)
{
	size_t count = shared->table->nsheets, lists = 0;
	bool *read = calloc(count + 1, sizeof *read);
	struct qz_sheet_run run = {0};
	shared->last_omitted = calloc(count + 1, sizeof *shared->last_omitted);
	shared->table_of = calloc(count + 1, sizeof *shared->table_of);
	shared->first = count;
	int result = read && shared->last_omitted && shared->table_of ? 0 : -1;
	for (size_t i = 0; result == 0 && i < count; i++) {
		int found = qz_pages_go_on(&run, i);
		shared->table_of[i] = found == 1 ? shared->table_of[run.index] : i;
		if (found == 1) {
			found = qz_pages_read(&run, i) == 0 ? 1 : -1;
		} else if (found == 0) {
			end_sheet(&run);
			found = read_sheet(shared, i, &run);
			lists += found == 1;
		}
		read[i] = found == 1;
		result = found < 0 ? -1 : 0;
	}
	run.shared = shared;
	if (result == 0 && lists && !shared->titled)
		qz_title_printed(&run, qz_xml_child(shared->list, "table"));
	end_sheet(&run);
	for (size_t i = 0; result == 0 && lists && i < count; i++)
		if (!read[i] && !sheet_is_blank(&shared->table->sheets[i]))
			omit_sheet(shared, i);
	if (result == 0 && lists)
		qz_asides_rest(shared);
	free(read);
	return result < 0 ? -1 : lists > 0;
}

/* ---- the head ---- */

static void write_source(struct qz_normaliser *shared, const struct qz_source *source)
{
	struct qz_builder *builder = &shared->builder;
	xmlNode *node = qz_build_element(builder, shared->head, "source");
	qz_build_set(builder, node, "file", source->name);
	qz_build_set(builder, node, "format", source->reader->name);
	qz_build_set(builder, node, "encoding", source->encoding);
	qz_build_set(builder, node, "sha256", source->sha256);
}

/* The one body that all items name, or NULL; *mixed when they differ. */
static char *common_body(const xmlNode *list, bool *mixed)
{
	char *common = NULL;
	struct qz_buf text;
	qz_buf_init(&text);
	for (xmlNode *table = qz_xml_child(list, "table"); table; table = qz_xml_next(table, "table")) {
		for (xmlNode *item = qz_xml_child(table, "item"); item && !*mixed; item = qz_xml_next(item, "item")) {
			const xmlNode *body = qz_xml_child(item, "body");
			qz_buf_clear(&text);
			if (body)
				qz_xml_text(body, &text);
			if (text.len == 0)
				continue;
			if (!common && !(common = strdup(text.data)))
				qz_shortage_note();
			*mixed |= !common || strcmp(common, text.data) != 0;
		}
	}
	qz_buf_done(&text);
	return common;
}

static void write_body(struct qz_normaliser *shared)
{
	bool mixed = false;
	bool said = shared->body && shared->body_from && strcmp(shared->body_from, "title") != 0; /* by a line of its own */
	char *common = said ? NULL : common_body(shared->list, &mixed);
	bool agreed = common && !mixed && !(shared->body && strcmp(shared->body, common) == 0);
	const char *text = agreed ? common : shared->body;
	if (text) {
		xmlNode *node = qz_build_element(&shared->builder, shared->head, "body");
		qz_build_set(&shared->builder, node, "from", agreed ? "items" : shared->body_from);
		xmlNode *child = node ? xmlNewDocText(shared->builder.doc, QZ_X(text)) : NULL;
		if (!child || !xmlAddChild(node, child))
			shared->builder.failed = true;
	}
	free(common);
}

static void write_repairs(struct qz_normaliser *shared)
{
	struct qz_builder *builder = &shared->builder;
	xmlNode *repairs = qz_build_element(builder, shared->head, "repairs");
	for (size_t i = 0; i < shared->diag->count; i++) {
		const struct qz_finding *finding = &shared->diag->findings[i];
		if (!qz_rule_is_repair(finding->rule))
			continue;
		xmlNode *node = qz_build_element(builder, repairs, "repair");
		qz_build_set(builder, node, "rule", qz_rule_id(finding->rule));
		qz_build_set(builder, node, "pos", finding->pos);
		qz_build_set(builder, node, "item", finding->item);
		qz_build_set(builder, node, "field", finding->field);
		for (size_t d = 0; d < finding->ndata; d++)
			if (*finding->data[d].value)
				qz_build_set(builder, node, finding->data[d].name, finding->data[d].value);
	}
}

static void start_document(struct qz_normaliser *shared)
{
	struct qz_builder *builder = &shared->builder;
	builder->doc = qz_node_document();
	shared->list = builder->doc ? qz_node_element(builder->doc, NULL, "list") : NULL;
	builder->ns = shared->list ? xmlNewNs(shared->list, QZ_X(QZ_NS), NULL) : NULL;
	if (!builder->ns) {
		xmlFreeNode(shared->list);
		builder->failed = true;
		return;
	}
	xmlDocSetRootElement(builder->doc, shared->list);
	xmlSetNs(shared->list, builder->ns);
	qz_build_set(builder, shared->list, "version", "1.0");
	xmlNodeSetLang(shared->list, QZ_X(shared->options->language ? shared->options->language : "zh-CN"));
	shared->head = qz_build_element(builder, shared->list, "head");
}

enum qz_status qz_normalise(const struct qz_source *source, const struct qz_table *table, const struct qz_vocabulary *vocabulary,
			    const struct qz_normalise_options *options, xmlDoc **doc, struct qz_diag *diag)
{
	struct qz_normaliser shared = {.table = table, .vocabulary = vocabulary, .options = options, .diag = diag};
	qz_buf_init(&shared.pos);
	qz_map_init(&shared.ids);
	for (size_t i = 0; options->pace && i < table->nsheets; i++)
		atomic_fetch_add(&options->pace->rows, table->sheets[i].nrows);
	start_document(&shared);
	qz_map_init(&shared.struck);
	int lists = shared.builder.failed || qz_struck_note(&shared) != 0 ? -1 : read_sheets(&shared);
	if (lists == 1) {
		if (!shared.titled && table->title)
			write_outer_title(&shared, qz_xml_child(shared.list, "table"), table->title);
		shared.builder.failed |= qz_title_settle(shared.builder.doc, shared.vocabulary) != 0;
		write_body(&shared);
		write_source(&shared, source);
		write_repairs(&shared);
	} else if (lists == 0) {
		qz_list_refuse(&shared);
	}
	if (options->pace) /* those above and between the lists too */
		atomic_store(&options->pace->placed, atomic_load(&options->pace->rows));
	diag->failed |= lists < 0 || shared.builder.failed;
	bool done = lists == 1 && !diag->failed;
	*doc = done ? shared.builder.doc : NULL;
	if (!done)
		xmlFreeDoc(shared.builder.doc);
	qz_map_done(&shared.ids, NULL);
	qz_map_done(&shared.struck, NULL);
	qz_buf_done(&shared.pos);
	qz_buf_done(&shared.outline.path);
	free(shared.last_omitted);
	free(shared.table_of);
	free(shared.body);
	free(shared.body_from);
	return done ? QZ_OK : QZ_INPUT;
}
