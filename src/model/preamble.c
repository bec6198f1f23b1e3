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
		int score = text ? title_score(text) : 0;
		run->shared->builder.failed |= !text;
		if (score > *best_score) {
			best = r;
			*best_score = score;
		}
		free(text);
	}
	return best;
}

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
	if (body && qz_is_organisation(run, text, body))
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

/* 某某市某某局 over 权责清单 is one title on two lines; how many lines it has. */
static size_t lines_of_title(struct qz_sheet_run *run, struct qz_between flow, const struct qz_aside **title)
{
	if (*title == flow.first)
		return 1;
	char *text = qz_cell_line((*title)->cell), *above = qz_cell_line((*title)[-1].cell);
	bool two = text && above && body_of_title(text) == 0 && title_score(text) >= SURE && qz_is_organisation(run, above, strlen(above));
	*title -= two;
	free(text);
	free(above);
	return 1 + two;
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

void qz_preamble_read(struct qz_sheet_run *run)
{
	int score;
	size_t title = find_title(run, &score);
	if (read_flow(run, score))
		title = run->header.row;
	else if (title < run->header.row)
		read_title(run, &run->sheet->rows[title]);
	for (size_t r = 0; r < run->header.row; r++) {
		const struct qz_row *row = &run->sheet->rows[r];
		const struct qz_cell *first;
		if (r == title || qz_row_filled(run, row, &first) == 0)
			continue;
		for (size_t i = 0; i < row->ncells; i++)
			if (!row->cells[i].covered)
				read_body_line(run, &row->cells[i], qz_sheet_pos(run, row, row->cells[i].column));
		qz_sheet_omit_row(run, row, row->hidden && !run->shared->options->include_hidden ? "hidden" : "note");
	}
}
