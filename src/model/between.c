/*
 * Text outside of cells: what stands between the tables is read as a reader
 * does (title, sections, notes), what hangs on cells and sheets is kept as
 * `omitted` and said. The title is chosen by preamble.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "model/fragment.h"
#include "model/sheet.h"

#define WORDS 40	    /* characters of a text that a finding quotes */
#define CONTINUED 30	    /* bytes of what stands behind a title that is repeated: （续表）, （续上页） */
#define ROW_WORDS 3	    /* cells of a struck row whose words are quoted */

void qz_words_of(const struct qz_cell *cell, struct qz_buf *out)
{
	char *line = qz_cell_line(cell);
	uint32_t cp = 0;
	size_t len = line ? strlen(line) : 0, at = 0;
	for (size_t n, count = 0; at < len && count < WORDS; at += n, count++) {
		n = qz_utf8_decode(line + at, len - at, &cp);
		n = n ? n : 1;
	}
	out->failed |= !line;
	qz_buf_add(out, line ? line : "", at);
	qz_buf_puts(out, at < len ? "…" : "");
	free(line);
}

bool qz_is_title_again(const struct qz_sheet_run *run, const struct qz_cell *cell)
{
	const char *title = run->node ? qz_xml_attr(run->node, "title") : NULL;
	char *line = title && *title && cell->len < 600 ? qz_cell_line(cell) : NULL;
	size_t len = line ? strlen(title) : 0;
	bool again = line && strncmp(line, title, len) == 0;
	const char *rest = again ? line + len : "";
	again = again && (qz_skip_blanks(rest, strlen(rest)) == strlen(rest) || (strlen(rest) <= CONTINUED && strstr(rest, "续")));
	free(line);
	return again;
}

/* ---- between the tables ---- */

struct qz_between qz_between_before(const struct qz_normaliser *shared, size_t index)
{
	const struct qz_aside_list *all = &shared->table->asides[QZ_ASIDE_FLOW];
	size_t end = shared->flow;
	while (end < all->count && all->list[end].sheet <= index)
		end++;
	return (struct qz_between){.first = all->list ? all->list + shared->flow : NULL, .count = end - shared->flow};
}

bool qz_cell_is_section(const struct qz_sheet_run *run, const struct qz_cell *cell)
{
	int kind;
	if (qz_count_nonblank(cell->text, cell->len) > QZ_SECTION_LENGTH || strstr(cell->text, "。"))
		return false;
	char *text = qz_cell_line(cell);
	size_t len = text ? qz_trim_end(text, strlen(text)) : 0, marker = len ? qz_section_marker(text, len, &kind) : 0;
	bool marked = marker && qz_section_is_marked(text, len);
	bool typed = len && qz_section_type(run->shared->vocabulary, text, len);
	const char *colon = len ? strstr(text + marker, "：") : NULL; /* 行政许可事项：3项; a last one says only that the table follows */
	colon = colon || !len ? colon : strchr(text + marker, ':');
	typed = typed && (!colon || colon + (*colon == ':' ? 1 : 3) >= text + len);
	free(text);
	return typed || marked;
}

bool qz_between_is_section(const struct qz_sheet_run *run, const struct qz_aside *aside)
{
	const struct qz_cell *cell = aside->cell;
	if (qz_count_nonblank(cell->text, cell->len) > QZ_SECTION_LENGTH || strstr(cell->text, "。"))
		return false;
	return qz_cell_is_section(run, cell) || (cell->heading && qz_section_is_body(run, cell));
}

/* A power type alone: no number, no heading. */
static bool is_bare_type(const struct qz_sheet_run *run, const struct qz_aside *aside)
{
	int kind;
	const struct qz_cell *cell = aside->cell;
	size_t skip = qz_skip_blanks(cell->text, cell->len);
	return !cell->heading && !qz_section_marker(cell->text + skip, cell->len - skip, &kind) && qz_between_is_section(run, aside);
}

/* Types that stand one behind the other with nothing between them are a menu, and none is the heading of what follows. */
static bool is_menu_entry(const struct qz_sheet_run *run, struct qz_between flow, size_t index)
{
	const struct qz_aside *aside = &flow.first[index];
	return is_bare_type(run, aside) && ((index > 0 && is_bare_type(run, aside - 1)) || (index + 1 < flow.count && is_bare_type(run, aside + 1)));
}

bool qz_between_is_passable(const struct qz_sheet_run *run, struct qz_between flow)
{
	for (size_t i = 0; i < flow.count; i++)
		if (!qz_is_page_mark(flow.first[i].cell) && !qz_is_title_again(run, flow.first[i].cell) && !qz_between_is_section(run, &flow.first[i]))
			return false;
	return true;
}

/* What kind of text it is, for the reason why it is no item's. */
static const char *reason_of(const struct qz_sheet_run *run, const struct qz_aside *aside, bool behind_title)
{
	if (qz_is_page_mark(aside->cell) || qz_is_title_again(run, aside->cell))
		return "header-repeat";
	return behind_title && qz_between_is_section(run, aside) ? "section" : "note";
}

/* A sentence, a law, a file that is offered with the list: no mere link. */
static bool says_something(const char *text)
{
	return strstr(text, "。") || strstr(text, "《") || strstr(text, "附件");
}

/* Menus and links of a site are one thing to say. */
static bool gather_navigation(struct qz_normaliser *shared, const struct qz_aside *aside)
{
	if (!aside->navigation || says_something(aside->cell->text))
		return false;
	if (shared->navigation.places < QZ_LINKS_QUOTED)
		shared->navigation.first[shared->navigation.places] = aside;
	shared->navigation.places++;
	shared->navigation.characters += qz_count_nonblank(aside->cell->text, aside->cell->len);
	return true;
}

static void say_navigation(struct qz_normaliser *shared)
{
	const size_t places = shared->navigation.places, quoted = places < QZ_LINKS_QUOTED ? places : QZ_LINKS_QUOTED;
	char numbers[2][24];
	struct qz_buf words;
	if (places == 0)
		return;
	snprintf(numbers[0], sizeof numbers[0], "%zu", shared->navigation.characters);
	snprintf(numbers[1], sizeof numbers[1], "%zu", places);
	qz_buf_init(&words);
	for (size_t i = 0; i < quoted; i++) {
		qz_buf_puts(&words, i ? " / " : "");
		qz_words_of(shared->navigation.first[i]->cell, &words);
	}
	qz_buf_puts(&words, places > quoted ? " / …" : "");
	qz_buf_clear(&shared->pos);
	qz_table_aside_pos(shared->table, shared->navigation.first[0], &shared->pos);
	struct qz_where where = {.pos = shared->pos.failed ? NULL : shared->pos.data, .line = shared->navigation.first[0]->line};
	if (!words.failed)
		qz_diag_add(shared->diag, QZ_RULE_TEXT_OMITTED, &where, "reason", "navigation", "characters", numbers[0], "places", numbers[1], "words",
			    words.data, NULL);
	shared->builder.failed |= words.failed;
	qz_buf_done(&words);
}

static void say_omitted(struct qz_sheet_run *run, const struct qz_aside *aside, const char *reason)
{
	struct qz_buf *pos = &run->shared->pos;
	char count[24];
	size_t characters = qz_count_nonblank(aside->cell->text, aside->cell->len);
	struct qz_buf words;
	if (strcmp(reason, "note") == 0 && gather_navigation(run->shared, aside))
		return;
	snprintf(count, sizeof count, "%zu", characters);
	qz_buf_init(&words);
	qz_words_of(aside->cell, &words);
	qz_buf_clear(pos);
	qz_table_aside_pos(run->shared->table, aside, pos);
	struct qz_where where = {.pos = pos->failed ? NULL : pos->data, .line = aside->line};
	if (characters && !words.failed)
		qz_diag_add(run->shared->diag, QZ_RULE_TEXT_OMITTED, &where, "reason", reason, "characters", count, strcmp(reason, "note") == 0 ? "words" : NULL,
			    words.data, NULL);
	run->shared->builder.failed |= words.failed;
	qz_buf_done(&words);
}

/* A table that goes on, without a heading before its next part, stays under the sections of its rows. */
static bool keeps_sections(const struct qz_sheet_run *run, struct qz_between flow)
{
	bool keeps = run->shared->table_of[run->index] != run->index;
	for (size_t i = 0; i < flow.count && keeps; i++)
		keeps = qz_is_page_mark(flow.first[i].cell) || !qz_between_is_section(run, &flow.first[i]);
	return keeps;
}

void qz_between_read(struct qz_sheet_run *run, struct qz_between flow, const struct qz_aside *title, size_t lines)
{
	struct qz_normaliser *shared = run->shared;
	bool behind = true, keeps = keeps_sections(run, flow); /* sections stand below the title */
	for (size_t i = 0; i < flow.count && title; i++)
		behind &= &flow.first[i] != title;
	if (title)
		shared->outline.count = 0;
	if (!keeps)
		qz_sections_copy(&run->sections, &shared->outline);
	for (size_t i = 0; i < flow.count; i++) {
		const struct qz_aside *aside = &flow.first[i];
		if (title && aside >= title && aside < title + lines) {
			behind = true;
			continue;
		}
		const char *reason = reason_of(run, aside, behind && !is_menu_entry(run, flow, i));
		if (strcmp(reason, "section") == 0)
			qz_section_open(run, aside->cell);
		else if (strcmp(reason, "note") == 0)
			qz_section_pass(run, aside->cell);
		qz_sheet_omit_aside(run, aside, reason);
		say_omitted(run, aside, reason);
	}
	if (!keeps)
		qz_sections_copy(&shared->outline, &run->sections);
	shared->builder.failed |= run->sections.path.failed || shared->outline.path.failed;
	shared->flow += flow.count;
}

/* ---- what hangs on cells and sheets ---- */

int qz_struck_note(struct qz_normaliser *shared)
{
	const struct qz_aside_list *struck = &shared->table->asides[QZ_ASIDE_STRUCK];
	for (size_t i = 0; i < struck->count; i++) {
		const unsigned place[] = {(unsigned)struck->list[i].sheet, struck->list[i].row, struck->list[i].cell->column};
		if (place[1])
			qz_map_put(&shared->struck, (const char *)place, sizeof place, shared);
	}
	return shared->struck.failed ? -1 : 0;
}

bool qz_struck_has(const struct qz_normaliser *shared, const struct qz_row *row, unsigned column)
{
	const unsigned place[] = {row->sheet, row->number, column};
	return shared->struck.count && qz_map_get(&shared->struck, (const char *)place, sizeof place);
}

/* Its cell's place where it has one: there the report shows the item; else its own. */
static const char *place_of(struct qz_normaliser *shared, const struct qz_aside *aside)
{
	struct qz_buf *pos = &shared->pos;
	const struct qz_row row = {.number = aside->row};
	qz_buf_clear(pos);
	if (aside->row)
		qz_table_pos(shared->table, aside->sheet, &row, aside->cell->column, pos);
	else
		qz_table_aside_pos(shared->table, aside, pos);
	return pos->failed ? NULL : pos->data;
}

/* Struck words of a row are one thing to say: it may be struck as a whole. */
static void say_struck(struct qz_normaliser *shared, const struct qz_aside *first, size_t count)
{
	char number[24];
	struct qz_buf words;
	size_t characters = 0;
	qz_buf_init(&words);
	for (size_t i = 0; i < count; i++) {
		characters += qz_count_nonblank(first[i].cell->text, first[i].cell->len);
		qz_buf_puts(&words, i == 0 || i > ROW_WORDS ? "" : " / ");
		if (i < ROW_WORDS)
			qz_words_of(first[i].cell, &words);
		else if (i == ROW_WORDS)
			qz_buf_puts(&words, "…");
	}
	snprintf(number, sizeof number, "%zu", characters);
	struct qz_where where = {.pos = place_of(shared, first), .line = first->line};
	if (characters > 0 && !words.failed)
		qz_diag_add(shared->diag, QZ_RULE_STRUCK_OMITTED, &where, "words", words.data, "characters", number, NULL);
	shared->builder.failed |= words.failed;
	qz_buf_done(&words);
}

static void say_aside(struct qz_normaliser *shared, const struct qz_aside *aside)
{
	char count[24];
	struct qz_buf words;
	size_t characters = qz_count_nonblank(aside->cell->text, aside->cell->len);
	if (gather_navigation(shared, aside))
		return;
	snprintf(count, sizeof count, "%zu", characters);
	qz_buf_init(&words);
	qz_words_of(aside->cell, &words);
	shared->builder.failed |= words.failed;
	struct qz_where where = {.pos = place_of(shared, aside), .line = aside->line};
	if (characters > 0 && !words.failed)
		qz_diag_add(shared->diag, QZ_RULE_ASIDE_OMITTED, &where, "kind", qz_aside_word(aside->kind), "words", words.data, "characters", count,
			    NULL);
	qz_buf_done(&words);
}

/* How many asides from `first` on hang on one row. */
static size_t count_of_row(const struct qz_aside *first, const struct qz_aside *end)
{
	const struct qz_aside *at = first + 1;
	while (at < end && first->row && at->row == first->row && at->sheet == first->sheet)
		at++;
	return (size_t)(at - first);
}

/* Into the table of its sheet, or the first one where that is no list. */
static void keep_aside(struct qz_normaliser *shared, const struct qz_aside *aside, const char *reason)
{
	size_t sheet = aside->sheet < shared->table->nsheets ? aside->sheet : shared->table->nsheets - 1;
	size_t table = shared->table_of[sheet];
	if (!shared->last_omitted[table])
		table = shared->first;
	struct qz_sheet_run run = {.shared = shared, .last_omitted = shared->last_omitted[table]};
	qz_sheet_omit_aside(&run, aside, reason);
	shared->last_omitted[table] = run.last_omitted;
}

/* What stands behind the last table that is a list goes to that one. */
static void keep_end_of_flow(struct qz_normaliser *shared)
{
	const struct qz_aside_list *flow = &shared->table->asides[QZ_ASIDE_FLOW];
	size_t last = shared->table->nsheets;
	while (last > 1 && !shared->last_omitted[shared->table_of[last - 1]])
		last--;
	struct qz_sheet_run run = {.shared = shared};
	for (; shared->flow < flow->count; shared->flow++) {
		struct qz_aside aside = flow->list[shared->flow];
		const char *reason = reason_of(&run, &aside, false);
		say_omitted(&run, &flow->list[shared->flow], reason);
		aside.sheet = last - 1;
		keep_aside(shared, &aside, reason);
	}
}

void qz_asides_rest(struct qz_normaliser *shared)
{
	keep_end_of_flow(shared);
	for (int kind = QZ_ASIDE_FLOW + 1; kind < QZ_ASIDES; kind++) {
		const struct qz_aside_list *asides = &shared->table->asides[kind];
		for (size_t i = 0; i < asides->count; i++) {
			if (qz_is_title_aside(shared, &asides->list[i]))
				continue;
			keep_aside(shared, &asides->list[i], qz_aside_word(asides->list[i].kind));
			if (kind != QZ_ASIDE_STRUCK && kind != QZ_ASIDE_REPLY) /* said by their numbers */
				say_aside(shared, &asides->list[i]);
		}
	}
	say_navigation(shared);
	const struct qz_aside_list *struck = &shared->table->asides[QZ_ASIDE_STRUCK];
	for (size_t i = 0, count; i < struck->count; i += count) {
		count = count_of_row(&struck->list[i], struck->list + struck->count);
		say_struck(shared, &struck->list[i], count);
	}
}
