/*
 * Rows above the header: the list's title, the line that names its body, and
 * notes. What is neither stays as `omitted`.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "model/fragment.h"
#include "model/sheet.h"

/* How much a lone line above the header looks like the list's title. */
static int title_score(const char *text)
{
	static const char *const words[] = {"清单", "目录", "一览表", "事项表", "对照表", "汇总表", "登记表"};
	size_t len = strlen(text);
	int score = len >= 12 && len <= 360 ? 1 : -3;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		score += strstr(text, words[i]) ? 3 : 0;
	if (strncmp(text, "附件", 6) == 0 || strncmp(text, "附表", 6) == 0)
		score -= 5;
	if (strstr(text, "：") || strchr(text, ':'))
		score -= 4;
	if (strstr(text, "。") || strncmp(text, "注", 3) == 0 || strncmp(text, "说明", 6) == 0)
		score -= 4;
	return score;
}

/* （一）行政许可 above the header: a section, no title. A type alone (行政许可清单) may be either. */
static bool is_marked_section(const struct qz_sheet_run *run, const struct qz_cell *cell)
{
	int kind;
	size_t skip = qz_skip_blanks(cell->text, cell->len);
	return qz_section_marker(cell->text + skip, cell->len - skip, &kind) && qz_cell_is_section(run, cell);
}

/* The row above the header that holds the title, or nrows; *best_score tells how well it deserves to be one. */
static size_t find_title(struct qz_sheet_run *run, int *best_score)
{
	size_t best = run->sheet->nrows;
	*best_score = 0;
	for (size_t r = 0; r < run->header.row; r++) {
		const struct qz_cell *first;
		if (run->sheet->rows[r].hidden || qz_row_filled(run, &run->sheet->rows[r], &first) != 1)
			continue;
		char *text = qz_cell_line(first);
		int score = text && !is_marked_section(run, first) ? title_score(text) : 0;
		run->shared->builder.failed |= !text;
		if (score > *best_score) {
			best = r;
			*best_score = score;
		}
		free(text);
	}
	return best;
}

#define TITLE_LINES 3
#define LEAST_PLACE 6  /* bytes of a place's name */
#define MOST_PLACE 36
#define SURE 4 /* a title that names its kind (清单 …) */
#define LEAST_NAMED 18 /* bytes of a text that the page's own title may confirm */
#define MOST_BARE 27   /* … of one that names a kind of list and nothing else: 权责清单, as menus do */

/* Whether the page's own title is this text, alone or beside the name of its site. */
static bool is_page_title(const char *page, const char *text)
{
	static const char *const marks[] = {"_", "-", "|", "—", "–", "·", ">", "»", " ", "　", ":", "："};
	size_t len = strlen(text);
	const char *at = page && len >= LEAST_NAMED ? strstr(page, text) : NULL;
	bool before = at == page, behind = at && !at[len];
	for (size_t i = 0; at && i < sizeof marks / sizeof *marks; i++) {
		size_t n = strlen(marks[i]);
		before |= (size_t)(at - page) >= n && memcmp(at - n, marks[i], n) == 0;
		behind |= strncmp(at + len, marks[i], n) == 0;
	}
	return at && before && behind;
}

/* A kind of list alone. */
static bool is_bare_kind(const char *text)
{
	static const char *const words[] = {"权责清单", "权力清单", "责任清单", "权力和责任", "权力责任", "权责事项", "清单", "目录"};
	for (size_t i = 0; i < sizeof words / sizeof *words && strlen(text) <= MOST_BARE; i++)
		if (strncmp(text, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/* How much a text before the table looks like its title. */
static int outer_score(const struct qz_sheet_run *run, const struct qz_aside *aside, const char *text)
{
	int score = title_score(text);
	if (score <= 0)
		return score;
	score += aside->cell->heading ? (aside->level ? 2 : 1) : 0;
	score -= is_bare_kind(text) ? 2 : 0;
	const char *page = run->shared->table->title;
	bool itself = page && aside->number == 1 && strcmp(page, text) == 0; /* readers put it first where nothing else shows it */
	return score + (!itself && is_page_title(page, text) ? 3 : 0);
}

/* The text before the table that is its title, better than `least`; the last one of equals. NULL when none is. */
static const struct qz_aside *find_outer_title(struct qz_sheet_run *run, struct qz_between flow, int least)
{
	const struct qz_aside *best = NULL;
	for (size_t i = 0; i < flow.count; i++) {
		const struct qz_aside *aside = &flow.first[i];
		char *text = aside->cell->len < 600 && !qz_between_is_section(run, aside) ? qz_cell_line(aside->cell) : NULL;
		int score = text && *text ? outer_score(run, aside, text) : 0;
		if (score > 0 && score >= least + !best && (score >= SURE || aside->cell->heading || !run->shared->titled)) {
			best = aside;
			least = score;
		}
		free(text);
	}
	return best;
}

/* The part of a title that names the body: what stands before 权责清单 and the like. */
static size_t body_of_title(const char *title)
{
	static const char *const words[] = {"权责清单", "权力清单", "责任清单", "权力和责任", "权责事项", "行政权力", "行政职权", "政务服务", "公共服务",
					    "行政执法", "行政许可", "行政处罚", "行政强制", "行政检查", "权力事项", "职权目录", "工作部门"};
	size_t end = strlen(title);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *at = strstr(title, words[i]);
		if (at && (size_t)(at - title) < end)
			end = (size_t)(at - title);
	}
	return title[end] ? end : 0;
}

bool qz_is_organisation(const struct qz_sheet_run *run, const char *text, size_t len)
{
	struct qz_traits *traits = run->aligner.scratch;
	qz_traits_read(traits, text, len, run->shared->vocabulary, &run->bodies);
	return qz_traits_has(traits, QZ_SHAPE_ORGANISATION);
}

static void keep_body(struct qz_sheet_run *run, const char *text, size_t len, const char *from)
{
	struct qz_normaliser *shared = run->shared;
	if (qz_bodies_add(&run->bodies, text, len) != 0)
		shared->builder.failed = true;
	if (shared->body)
		return;
	shared->body = strndup(text, len);
	shared->body_from = strdup(from);
	shared->builder.failed |= !shared->body || !shared->body_from;
}

/* The same title in other cells of its row. */
static void list_repeats(struct qz_sheet_run *run, const struct qz_row *row, const struct qz_cell *cell, struct qz_buf *also)
{
	for (size_t i = 0; i < row->ncells; i++) {
		const struct qz_cell *other = &row->cells[i];
		if (other == cell || other->covered || qz_cell_is_blank(other) || qz_sheet_is_hidden(run, other))
			continue;
		qz_buf_printf(also, "%s%s", also->len ? " " : "", qz_sheet_pos(run, row, other->column));
	}
	run->shared->builder.failed |= also->failed;
}

/* Writes head/title, or the table's own title where the head has one already. `also`: NULL or where it is repeated. */
static void write_title(struct qz_sheet_run *run, const char *pos, const char *also, const char *text)
{
	struct qz_normaliser *shared = run->shared;
	struct qz_builder *builder = &shared->builder;
	if (!shared->titled) {
		xmlNode *title = qz_build_element(builder, shared->head, "title");
		qz_build_set(builder, title, "pos", pos);
		qz_build_set(builder, title, "also", also);
		qz_build_text(builder, title, text, strlen(text));
		qz_build_set(builder, run->node, "title", text);
		shared->titled = true;
	} else {
		qz_build_attr(builder, run->node, "title", text, strlen(text));
		qz_build_set(builder, run->node, "titlePos", pos);
		qz_build_set(builder, run->node, "titleAlso", also);
	}
}

/* Takes a text (freed) for the title. */
static void keep_title(struct qz_sheet_run *run, char *text, const char *pos, const char *also)
{
	if (!text) {
		run->shared->builder.failed = true;
		return;
	}
	write_title(run, pos, also, text);
	size_t body = qz_trim_end(text, body_of_title(text));
	if (body && run->aligner.scratch && qz_is_organisation(run, text, body))
		keep_body(run, text, body, "title");
	free(text);
}

static void read_title(struct qz_sheet_run *run, const struct qz_row *row)
{
	const struct qz_cell *cell;
	struct qz_buf also;
	qz_buf_init(&also);
	qz_row_filled(run, row, &cell);
	list_repeats(run, row, cell, &also);
	keep_title(run, qz_cell_line(cell), qz_sheet_pos(run, row, cell->column), also.data);
	qz_buf_done(&also);
}

/* The name of a place alone: 某某市, 某某省某某县. */
static bool is_place(const char *line)
{
	static const char *const ends[] = {"省", "自治区", "市", "县", "区", "州", "盟", "旗", "乡", "镇", "街道", "人民政府"};
	size_t len = qz_trim_end(line, strlen(line));
	bool place = false;
	for (size_t i = 0; i < sizeof ends / sizeof *ends && len >= LEAST_PLACE && len <= MOST_PLACE; i++) {
		size_t n = strlen(ends[i]);
		place |= n < len && memcmp(line + len - n, ends[i], n) == 0;
	}
	for (size_t i = 0; i < len && place; i += 3)
		place = (unsigned char)line[i] >= 0xE4 && (unsigned char)line[i] <= 0xE9; /* ideographs only, no path 首页>某某市 */
	return place;
}

/* Whether a line over the title is its beginning: an office, a place. `first`: nothing stands before it. */
static bool begins_title(const struct qz_sheet_run *run, const char *above, const char *title, bool first)
{
	if (qz_is_organisation(run, above, strlen(above)))
		return body_of_title(title) == 0;
	return is_place(above) && (body_of_title(title) == 0 || (first && !strstr(title, above)));
}

/* 某某市 over 某某局 over 权责清单 is one title on three lines; how many lines it has. *title becomes the first. */
static size_t lines_of_title(struct qz_sheet_run *run, struct qz_between flow, const struct qz_aside **title)
{
	size_t lines = 1;
	char *text = qz_cell_line((*title)->cell);
	bool more = text && title_score(text) >= SURE;
	while (more && lines < TITLE_LINES && *title > flow.first) {
		const struct qz_aside *at = *title - 1;
		char *above = at->cell->len < 300 ? qz_cell_line(at->cell) : NULL;
		char *below = qz_cell_line((*title)->cell);
		more = above && below;
		if (more && lines == 1)
			more = begins_title(run, above, text, at == flow.first);
		else if (more)
			more = is_place(above) && !is_place(below) && !strstr(below, above);
		*title -= more;
		lines += more;
		free(above);
		free(below);
	}
	free(text);
	return lines;
}

static void read_outer_title(struct qz_sheet_run *run, const struct qz_aside *aside, size_t lines)
{
	struct qz_buf pos, text;
	qz_buf_init(&pos);
	qz_buf_init(&text);
	for (size_t i = 0; i < lines; i++) {
		char *line = qz_cell_line(aside[i].cell);
		qz_buf_puts(&pos, i ? " " : "");
		qz_table_aside_pos(run->shared->table, &aside[i], &pos);
		qz_buf_puts(&text, line ? line : "");
		text.failed |= !line;
		free(line);
	}
	if (pos.failed || text.failed)
		run->shared->builder.failed = true;
	else
		keep_title(run, qz_buf_take(&text), pos.data, NULL);
	qz_buf_done(&pos);
	qz_buf_done(&text);
}

size_t qz_body_of_line(const struct qz_sheet_run *run, const char *text, size_t *start)
{
	static const char *const labels[] = {"部门名称", "填报单位", "单位名称", "编制单位", "编制部门", "部门", "单位", "实施主体", "行使主体", "责任单位", "填报部门", "单位盖章"};
	const char *colon = strstr(text, "：");
	size_t colon_len = colon ? strlen("：") : 1, len = 0;
	colon = colon ? colon : strchr(text, ':');
	char *label = colon ? qz_label_normalise(text, (size_t)(colon - text)) : NULL;
	for (size_t i = 0; label && len == 0 && i < sizeof labels / sizeof *labels; i++) {
		const char *name = colon + colon_len;
		name += qz_skip_blanks(name, strlen(name));
		size_t end = strcspn(name, " (");
		const char *bracket = strstr(name, "（");
		end = bracket && (size_t)(bracket - name) < end ? (size_t)(bracket - name) : end;
		if (strcmp(label, labels[i]) == 0 && qz_is_organisation(run, name, end)) {
			*start = (size_t)(name - text);
			len = end;
		}
	}
	free(label);
	return len;
}

/* The body, as this line names it. */
static void read_body_line(struct qz_sheet_run *run, const struct qz_cell *cell, const char *pos)
{
	char *text = qz_cell_line(cell);
	size_t start = 0, len = text ? qz_body_of_line(run, text, &start) : 0;
	if (len)
		keep_body(run, text + start, len, pos);
	free(text);
}

/* Page headers and boxes: what is printed around the tables or drawn over them. */
static bool is_printed(enum qz_aside_kind kind)
{
	return kind == QZ_ASIDE_PAGE_HEADER || kind == QZ_ASIDE_BOX;
}

bool qz_is_title_aside(const struct qz_normaliser *shared, const struct qz_aside *aside)
{
	const struct qz_cell *title = shared->title_aside ? shared->title_aside->cell : NULL;
	return title && is_printed(aside->kind) && aside->cell->len == title->len && memcmp(aside->cell->text, title->text, title->len) == 0;
}

/* The first of the best printed texts that are titles beyond doubt; NULL when none is. */
static const struct qz_aside *find_printed_title(const struct qz_table *table)
{
	const struct qz_aside *best = NULL;
	int least = SURE;
	for (int kind = 0; kind < QZ_ASIDES; kind++) {
		const struct qz_aside_list *all = &table->asides[kind];
		for (size_t i = 0; i < all->count && is_printed((enum qz_aside_kind)kind); i++) {
			const struct qz_cell *cell = all->list[i].cell;
			char *text = cell->len <= 360 ? qz_cell_line(cell) : NULL;
			int score = text ? title_score(text) : 0;
			if (score >= least + (best != NULL)) {
				best = &all->list[i];
				least = score;
			}
			free(text);
		}
	}
	return best;
}

/* Where the same words are printed again, on other pages. */
static void list_printed(struct qz_normaliser *shared, struct qz_buf *also)
{
	for (int kind = 0; kind < QZ_ASIDES; kind++) {
		const struct qz_aside_list *all = &shared->table->asides[kind];
		for (size_t i = 0; i < all->count && is_printed((enum qz_aside_kind)kind); i++) {
			if (&all->list[i] == shared->title_aside || !qz_is_title_aside(shared, &all->list[i]))
				continue;
			qz_buf_puts(also, also->len ? " " : "");
			qz_table_aside_pos(shared->table, &all->list[i], also);
		}
	}
}

void qz_title_printed(struct qz_sheet_run *run, xmlNode *table)
{
	struct qz_normaliser *shared = run->shared;
	struct qz_buf pos, also;
	shared->title_aside = find_printed_title(shared->table);
	if (!shared->title_aside)
		return;
	qz_buf_init(&pos);
	qz_buf_init(&also);
	qz_table_aside_pos(shared->table, shared->title_aside, &pos);
	list_printed(shared, &also);
	xmlNode *own = run->node;
	run->node = table;
	if (pos.failed || also.failed)
		shared->builder.failed = true;
	else
		keep_title(run, qz_cell_line(shared->title_aside->cell), pos.data, also.len ? also.data : NULL);
	run->node = own;
	qz_buf_done(&pos);
	qz_buf_done(&also);
}

/* What stands before the table: its title, where that is better than the one in the table's rows; the body. */
static const struct qz_aside *read_flow(struct qz_sheet_run *run, int least)
{
	struct qz_normaliser *shared = run->shared;
	struct qz_between flow = qz_between_before(shared, run->index);
	const struct qz_aside *title = find_outer_title(run, flow, least);
	struct qz_buf pos;
	qz_buf_init(&pos);
	size_t lines = title ? lines_of_title(run, flow, &title) : 0;
	if (title)
		read_outer_title(run, title, lines);
	for (size_t i = 0; i < flow.count; i++) {
		qz_buf_clear(&pos);
		qz_table_aside_pos(shared->table, &flow.first[i], &pos);
		bool in_title = title && &flow.first[i] >= title && &flow.first[i] < title + lines;
		if (!in_title && flow.first[i].cell->len < 600 && !pos.failed)
			read_body_line(run, flow.first[i].cell, pos.data);
	}
	shared->builder.failed |= pos.failed;
	qz_buf_done(&pos);
	qz_between_read(run, flow, title, lines);
	return title;
}

/* A row between title and header that is no title: a section of the table's items, a note. */
static void read_row_above(struct qz_sheet_run *run, const struct qz_row *row, bool below_title)
{
	const struct qz_cell *first;
	bool hidden = row->hidden && !run->shared->options->include_hidden;
	bool section = qz_row_filled(run, row, &first) == 1 && !hidden && below_title && qz_cell_is_section(run, first);
	for (size_t i = 0; i < row->ncells; i++)
		if (!row->cells[i].covered)
			read_body_line(run, &row->cells[i], qz_sheet_pos(run, row, row->cells[i].column));
	if (section)
		qz_section_open(run, first);
	qz_sheet_omit_row(run, row, hidden ? "hidden" : section ? "section" : "note");
}

void qz_preamble_read(struct qz_sheet_run *run)
{
	int score;
	size_t title = find_title(run, &score);
	bool inside = title < run->header.row;
	if (read_flow(run, score))
		inside = false;
	else if (inside)
		read_title(run, &run->sheet->rows[title]);
	for (size_t r = 0; r < run->header.row; r++) {
		const struct qz_cell *first;
		if ((!inside || r != title) && qz_row_filled(run, &run->sheet->rows[r], &first) > 0)
			read_row_above(run, &run->sheet->rows[r], !inside || r > title);
	}
}
