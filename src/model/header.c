/*
 * Finding the header row by the vocabulary of labels, and settling which column
 * has which field, for header.h.
 */
#include "model/header.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "model/fragment.h"

#define SEARCH_ROWS 60	    /* rows with content that may stand above a header */
#define MAX_LABEL_BYTES 600 /* labels carry filling instructions, but are no paragraphs */

void qz_header_done(struct qz_header *header)
{
	for (size_t i = 0; i < header->count; i++) {
		free(header->columns[i].label);
		free(header->columns[i].group_label);
		free(header->columns[i].normalised);
	}
	free(header->columns);
	*header = (struct qz_header){0};
}

static bool is_blank(const struct qz_cell *cell)
{
	return qz_skip_blanks(cell->text, cell->len) == cell->len;
}

char *qz_cell_line(const struct qz_cell *cell)
{
	struct qz_blocks blocks;
	qz_blocks_init(&blocks);
	int result = qz_fragment_parse_plain(cell->text, cell->len, cell->kind, false, &blocks);
	char *label = result == 0 ? qz_buf_take(&blocks.text) : NULL;
	qz_blocks_done(&blocks);
	return label;
}

/* Looks a cell up as a label; 1 found, 0 not (and not exact), -1 no memory. */
static int look_up(const struct qz_cell *cell, const struct qz_vocabulary *vocabulary, const struct qz_label **label, bool *exact)
{
	*label = NULL;
	*exact = false;
	if (cell->len > MAX_LABEL_BYTES || is_blank(cell))
		return 0;
	char *text = qz_cell_line(cell);
	char *normalised = text ? qz_label_normalise(text, strlen(text)) : NULL;
	free(text);
	if (!normalised)
		return -1;
	*label = *normalised ? qz_label_find(vocabulary, normalised, exact) : NULL;
	free(normalised);
	return *label != NULL;
}

/* Whether a cell may label the items' names although it is no known label of theirs; -1 no memory. */
static int may_name_items(const struct qz_cell *cell, const struct qz_vocabulary *vocabulary)
{
	char *name = cell->len <= MAX_LABEL_BYTES ? qz_header_name(cell) : NULL;
	int found = name && qz_label_assumed(vocabulary, name) != NULL;
	int result = cell->len <= MAX_LABEL_BYTES && !name ? -1 : found;
	free(name);
	return result;
}

/*
 * How many different fields the labels of a row name, by exact labels alone, and one that
 * can only be the items' names; -1 no memory. *numbered: that one stands behind 序号.
 */
static int count_fields(const struct qz_row *row, const struct qz_vocabulary *vocabulary, size_t *filled, bool *numbered)
{
	bool seen[QZ_FIELDS] = {false}, assumed = false;
	int count = 0;
	*filled = 0;
	*numbered = false;
	for (size_t i = 0; i < row->ncells; i++) {
		const struct qz_label *label;
		bool exact;
		if (row->cells[i].covered || is_blank(&row->cells[i]))
			continue;
		++*filled;
		int found = look_up(&row->cells[i], vocabulary, &label, &exact);
		if (found < 0)
			return -1;
		if (found && exact && !seen[label->field]) {
			seen[label->field] = true;
			count++;
		} else if (!assumed && !exact && count > 0) {
			int names = may_name_items(&row->cells[i], vocabulary);
			if (names < 0)
				return -1;
			assumed = names;
		}
	}
	*numbered = seen[QZ_FIELD_SERIAL] && assumed;
	return count + (assumed && !seen[QZ_FIELD_NAME]);
}

/* A header names at least two fields, and they are a good part of what stands in the row. */
static bool may_be_header(int fields, size_t filled)
{
	return fields >= 2 && (fields >= 4 || (size_t)fields * 2 >= filled);
}

/* The best row; or else the first with 序号 and what can only be the items' names, whatever stands beside them. */
static int find_row(const struct qz_sheet *sheet, size_t from, const struct qz_vocabulary *vocabulary, size_t *found)
{
	int best = 0, least = 0;
	size_t looked = 0, fallback = 0;
	for (size_t r = from; r < sheet->nrows && looked < SEARCH_ROWS; r++) {
		size_t filled;
		bool numbered;
		int fields = count_fields(&sheet->rows[r], vocabulary, &filled, &numbered);
		if (fields < 0)
			return -1;
		looked += filled > 0;
		if (fields > best && may_be_header(fields, filled)) {
			best = fields;
			*found = r;
		} else if (best > 0 && looked > 12 && r > *found + 6) {
			break; /* data has begun */
		} else if (least == 0 && numbered) {
			least = fields;
			fallback = r;
		}
	}
	if (best == 0)
		*found = fallback;
	return best ? best : least;
}

static struct qz_column *add_column(struct qz_header *header, unsigned grid)
{
	struct qz_column *grown = realloc(header->columns, (header->count + 1) * sizeof *grown);
	if (!grown)
		return NULL;
	header->columns = grown;
	struct qz_column *column = &grown[header->count++];
	*column = (struct qz_column){.grid = grid, .field = QZ_FIELD_EXTRA, .otherwise = QZ_FIELDS};
	return column;
}

/* Fills a column from its label cell. */
static int set_label(struct qz_column *column, const struct qz_cell *cell, const struct qz_row *row, const struct qz_vocabulary *vocabulary)
{
	const struct qz_label *label;
	column->cell = cell;
	column->row = row;
	column->label = qz_cell_line(cell);
	column->normalised = column->label ? qz_label_normalise(column->label, strlen(column->label)) : NULL;
	if (!column->normalised || look_up(cell, vocabulary, &label, &column->exact) < 0)
		return -1;
	if (label) {
		column->known = true;
		column->field = label->field;
		column->priority = label->priority;
		column->otherwise = label->otherwise;
	}
	return 0;
}

/* ---- a second header row ---- */

/* The label of the first row that spans `grid`: at it, or merged from the left. */
static const struct qz_cell *label_over(const struct qz_row *row, unsigned grid)
{
	for (size_t i = 0; i < row->ncells; i++) {
		const struct qz_cell *cell = &row->cells[i];
		if (cell->column <= grid && grid - cell->column < cell->colspan && !cell->covered)
			return is_blank(cell) ? NULL : cell;
	}
	return NULL;
}

/*
 * True when `grid` stands below a label with nothing beside it, or below that nothing:
 * there a merge was lost.
 */
static bool is_under_gap(const struct qz_row *row, unsigned grid)
{
	const struct qz_cell *last = row->ncells ? &row->cells[row->ncells - 1] : NULL;
	if (!last || grid > last->column)
		return false;
	return !label_over(row, grid) || (grid < last->column && !label_over(row, grid + 1));
}

/* True when `below` names columns under merged (or blank) places of the header row. */
static bool is_second_level(const struct qz_row *row, const struct qz_row *below, const struct qz_vocabulary *vocabulary)
{
	size_t named = 0, known = 0, merged = 0, gaps = 0;
	for (size_t i = 0; i < below->ncells; i++) {
		const struct qz_cell *cell = &below->cells[i];
		const struct qz_label *label;
		bool exact = false;
		if (cell->covered || is_blank(cell))
			continue;
		const struct qz_cell *above = label_over(row, cell->column);
		if (above && above->rowspan > 1)
			return false; /* that label covers both rows: what stands here is data */
		if (cell->len > 90)
			return false;
		known += look_up(cell, vocabulary, &label, &exact) == 1 && exact;
		merged += above && above->colspan > 1;
		gaps += is_under_gap(row, cell->column);
		named++;
	}
	const struct qz_cell *first = row->ncells ? qz_row_at(below, row->cells[0].column) : NULL;
	bool first_free = !first || first->covered || is_blank(first);
	return named >= 2 && first_free && (merged == named || gaps == named || known * 2 > named);
}

/* Columns under a second header row: their own label, with the group above them. */
static int add_grouped(struct qz_header *header, const struct qz_row *row, const struct qz_row *below,
		       const struct qz_vocabulary *vocabulary)
{
	const struct qz_cell *group = NULL;
	for (size_t i = 0; i < below->ncells; i++) {
		const struct qz_cell *cell = &below->cells[i];
		if (cell->covered || is_blank(cell))
			continue;
		const struct qz_cell *above = label_over(row, cell->column);
		for (size_t k = 0; !above && k < row->ncells; k++) /* merge lost: the last label to the left */
			if (row->cells[k].column < cell->column && !is_blank(&row->cells[k]))
				group = &row->cells[k];
		group = above ? above : group;
		struct qz_column *column = add_column(header, cell->column);
		if (!column || set_label(column, cell, below, vocabulary) != 0)
			return -1;
		const struct qz_label *label = NULL;
		bool exact;
		if (group && look_up(group, vocabulary, &label, &exact) < 0)
			return -1;
		column->group = group;
		column->group_row = row;
		column->group_label = group ? qz_cell_line(group) : NULL;
		if (group && !column->group_label)
			return -1;
		if (label && (!column->known || label->field == QZ_FIELD_BASIS)) {
			column->field = label->field;
			column->known = true;
		}
	}
	return 0;
}

static int compare_columns(const void *a, const void *b)
{
	const struct qz_column *x = a, *y = b;
	return x->grid < y->grid ? -1 : x->grid > y->grid;
}

static bool is_group_only(const struct qz_header *header, const struct qz_cell *cell)
{
	for (size_t i = 0; i < header->count; i++)
		if (header->columns[i].group == cell)
			return true;
	return false;
}

static int add_columns(struct qz_header *header, const struct qz_sheet *sheet, const struct qz_vocabulary *vocabulary)
{
	const struct qz_row *row = &sheet->rows[header->row];
	const struct qz_row *below = header->row + 1 < sheet->nrows ? &sheet->rows[header->row + 1] : NULL;
	header->nrows = 1;
	header->width = row->ncells;
	if (below && is_second_level(row, below, vocabulary)) {
		header->nrows = 2;
		header->width = below->ncells > row->ncells ? below->ncells : row->ncells;
		if (add_grouped(header, row, below, vocabulary) != 0)
			return -1;
	}
	for (size_t i = 0; i < row->ncells; i++) {
		const struct qz_cell *cell = &row->cells[i];
		if (cell->covered || is_blank(cell) || is_group_only(header, cell))
			continue;
		struct qz_column *column = add_column(header, cell->column);
		if (!column || set_label(column, cell, row, vocabulary) != 0)
			return -1;
	}
	qsort(header->columns, header->count, sizeof *header->columns, compare_columns);
	return 0;
}

/* ---- one column for each field ---- */

/* Negative when `a` has the better claim to the field. */
static int compare_claims(const struct qz_column *a, const struct qz_column *b)
{
	if (a->exact != b->exact)
		return a->exact ? -1 : 1;
	if (a->priority != b->priority)
		return a->priority < b->priority ? -1 : 1;
	return a->grid < b->grid ? -1 : 1;
}

static bool share_field(const struct qz_column *a, const struct qz_column *b)
{
	if (a->field != b->field || a->field == QZ_FIELD_EXTRA)
		return false;
	if (qz_field_is_plain(a->field))
		return true;
	if (a->group && a->group == b->group && strcmp(a->normalised, b->normalised) != 0)
		return false; /* the label above them gives both to the field */
	bool same_label = strcmp(a->normalised, b->normalised) == 0 && a->group == b->group;
	return same_label || a->exact != b->exact; /* a vague label yields to an exact one */
}

/* Gives up a field that another column has the better claim to. */
static void yield_field(struct qz_header *header, struct qz_column *column)
{
	enum qz_field other = column->otherwise;
	column->otherwise = QZ_FIELDS;
	if (other != QZ_FIELDS && !qz_header_has(header, other)) {
		column->field = other;
		return;
	}
	column->field = QZ_FIELD_EXTRA;
	column->repeated = true;
}

static void settle_claims(struct qz_header *header)
{
	for (size_t i = 0; i < header->count; i++) {
		for (size_t k = i + 1; k < header->count; k++) {
			struct qz_column *a = &header->columns[i], *b = &header->columns[k];
			if (share_field(a, b))
				yield_field(header, compare_claims(a, b) < 0 ? b : a);
		}
	}
}

/* ---- names under a label that is not known for them ---- */

/* A list of responsibilities has no power type and no basis of powers; what its items are done by or for stands in it. */
static bool may_be_responsibilities(const struct qz_header *header)
{
	return !qz_header_has(header, QZ_FIELD_POWER_TYPE) && !qz_header_has(header, QZ_FIELD_BASIS) &&
	       (qz_header_has(header, QZ_FIELD_DEPARTMENT_DUTY) || qz_header_has(header, QZ_FIELD_OFFICE) ||
		qz_header_has(header, QZ_FIELD_ACCOUNTABILITY));
}

/* Whether a column that is known for something else, or for nothing, may have the names. */
static bool may_be_taken(const struct qz_column *column, const struct qz_assumed *assumed)
{
	if (!column->known || column->field == QZ_FIELD_EXTRA)
		return true;
	return assumed->kind ? column->field == QZ_FIELD_DUTIES || !column->exact : !column->exact;
}

/* Where no column is labelled as the items' names, one whose label is of their kind has them: the first one of the best kind. */
static void assume_name(struct qz_header *header, const struct qz_vocabulary *vocabulary)
{
	const struct qz_assumed *best = NULL;
	struct qz_column *column = NULL;
	bool responsibilities = may_be_responsibilities(header);
	if (qz_header_has(header, QZ_FIELD_NAME))
		return;
	for (size_t i = 0; i < header->count; i++) {
		const struct qz_assumed *assumed = qz_label_assumed(vocabulary, header->columns[i].normalised);
		if (!assumed || (assumed->kind && !responsibilities) || !may_be_taken(&header->columns[i], assumed))
			continue;
		if (!best || (best->kind && !assumed->kind) || (!best->kind == !assumed->kind && assumed->priority < best->priority)) {
			best = assumed;
			column = &header->columns[i];
		}
	}
	if (!best)
		return;
	column->field = QZ_FIELD_NAME;
	column->known = column->assumed = true;
	column->repeated = false;
	header->kind = best->kind;
}

int qz_header_find(const struct qz_sheet *sheet, size_t from, const struct qz_vocabulary *vocabulary, struct qz_header *header)
{
	*header = (struct qz_header){0};
	int fields = find_row(sheet, from, vocabulary, &header->row);
	if (fields <= 0)
		return fields;
	if (add_columns(header, sheet, vocabulary) != 0) {
		qz_header_done(header);
		return -1;
	}
	settle_claims(header);
	assume_name(header, vocabulary);
	header->mapped = (size_t)fields;
	return 1;
}

const struct qz_label *qz_header_label(const struct qz_cell *cell, const struct qz_vocabulary *vocabulary)
{
	const struct qz_label *label;
	bool exact = false;
	return look_up(cell, vocabulary, &label, &exact) == 1 && exact ? label : NULL;
}

char *qz_header_name(const struct qz_cell *cell)
{
	char *label = qz_cell_line(cell);
	char *name = label ? qz_label_normalise(label, strlen(label)) : NULL;
	free(label);
	return name;
}

int qz_header_of_cells(const struct qz_cell *const *cells, const struct qz_row *const *rows, size_t count, size_t row,
		       const struct qz_vocabulary *vocabulary, struct qz_header *header)
{
	*header = (struct qz_header){.row = row};
	for (size_t i = 0; i < count; i++) {
		struct qz_column *column = add_column(header, (unsigned)i);
		if (!column || set_label(column, cells[i], rows[i], vocabulary) != 0) {
			qz_header_done(header);
			return -1;
		}
	}
	settle_claims(header);
	assume_name(header, vocabulary);
	return 0;
}

/* The field of a column that has no label of its own, behind the one that it belongs to. */
static void inherit_field(const struct qz_header *header, const struct qz_column *before, struct qz_column *column)
{
	enum qz_field field = before ? before->field : QZ_FIELD_EXTRA;
	bool line = field == QZ_FIELD_BODY || field == QZ_FIELD_OFFICE || field == QZ_FIELD_CODE || field == QZ_FIELD_SUB_ITEM;
	column->joined = line && column->merged;
	if (field == QZ_FIELD_NAME && column->merged && !qz_header_has(header, QZ_FIELD_SUB_ITEM))
		column->field = QZ_FIELD_SUB_ITEM; /* one label over the item and its parts */
	else
		column->field = qz_field_is_plain(field) && !column->joined ? QZ_FIELD_EXTRA : field;
}

int qz_header_add_unlabelled(struct qz_header *header, unsigned grid)
{
	const struct qz_column *before = NULL, *labelled = NULL;
	for (size_t i = 0; i < header->count && header->columns[i].grid < grid; i++) {
		before = &header->columns[i];
		labelled = before->cell ? before : labelled;
	}
	bool merged = labelled && labelled->grid + labelled->cell->colspan > grid;
	bool beside = merged || (before && before->grid + 1 >= grid);
	before = merged ? labelled : beside ? before : NULL;
	struct qz_column inherited = {.merged = merged};
	inherit_field(header, before, &inherited);
	char *label_copy = strdup(before ? before->label : ""), *empty = strdup("");
	struct qz_column *column = label_copy && empty ? add_column(header, grid) : NULL;
	if (!column) {
		free(label_copy);
		free(empty);
		return -1;
	}
	column->field = inherited.field;
	column->joined = inherited.joined;
	column->label = label_copy;
	column->normalised = empty;
	column->unlabelled = true;
	column->merged = merged;
	qsort(header->columns, header->count, sizeof *header->columns, compare_columns);
	return 0;
}

size_t qz_header_at(const struct qz_header *header, unsigned grid)
{
	size_t low = qz_array_first(header->columns, header->count, sizeof *header->columns, offsetof(struct qz_column, grid), grid);
	return low < header->count && header->columns[low].grid == grid ? low : header->count;
}

bool qz_header_has(const struct qz_header *header, enum qz_field field)
{
	for (size_t i = 0; i < header->count; i++)
		if (header->columns[i].field == field)
			return true;
	return false;
}

bool qz_header_is_repeat(const struct qz_header *header, const struct qz_row *row)
{
	size_t same = 0, filled = 0;
	for (size_t i = 0; i < row->ncells; i++) {
		const struct qz_cell *cell = &row->cells[i];
		if (cell->covered || is_blank(cell))
			continue;
		filled++;
		if (cell->len > MAX_LABEL_BYTES)
			return false;
		size_t at = qz_header_at(header, cell->column);
		if (at == header->count)
			continue;
		const char *label = header->columns[at].normalised;
		same += *label && qz_label_is(cell->text, cell->len, label);
	}
	return same >= 2 && same * 2 >= filled;
}
