/*
 * Section rows, for section.h. Sections nest as their markers do: 一、 holds （一）,
 * a body holds types. No order of the kinds is fixed; the first that appears is outermost.
 */
#include "model/section.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/fragment.h"
#include "model/numeral.h"
#include "model/sheet.h"

#define SEPARATOR " / "

enum { KIND_BODY = 100, KIND_BARE, KIND_PART, KIND_CHAPTER, KIND_ROMAN, KIND_LETTER, KIND_ANNEX };

#define LEAST_NAME 12 /* bytes of a type's name that is looked for inside a text: 处罚 alone may be any word */

/* The length of the first of some words that the text begins with; 0: of none. */
static size_t skip_word(const char *text, size_t len, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(words[i]) <= len && strncmp(text, words[i], strlen(words[i])) == 0)
			return strlen(words[i]);
	return 0;
}

/* What may stand between a number and the words of a heading, with blanks around it. */
static size_t skip_separator(const char *text, size_t len)
{
	static const char *const separators[] = {"、", "．", "：", ":", ".", "。", "，", "—", "－", "-", "·"};
	size_t at = qz_skip_blanks(text, len);
	at += skip_word(text + at, len - at, separators, sizeof separators / sizeof *separators);
	return at + qz_skip_blanks(text + at, len - at);
}

/* 第二部分, 第三章, 第一类. */
static size_t read_part(const char *text, size_t len, int *kind)
{
	static const char *const units[] = {"部分", "大类", "篇", "编", "类", "章", "节"};
	uint32_t number;
	if (len < 9 || strncmp(text, "第", 3) != 0)
		return 0;
	size_t at = 3 + qz_skip_blanks(text + 3, len - 3);
	size_t n = qz_numeral_read(text + at, len - at, &number);
	size_t blanks = qz_skip_blanks(text + at + n, len - at - n);
	size_t unit = skip_word(text + at + n + blanks, len - at - n - blanks, units, sizeof units / sizeof *units);
	*kind = unit && strncmp(text + at + n + blanks, "章", 3) == 0 ? KIND_CHAPTER : KIND_PART;
	at += n + blanks + unit;
	return n && unit ? at + skip_separator(text + at, len - at) : 0;
}

/* 附件2, 附录一, 附表3-1, 表6. */
static size_t read_annex(const char *text, size_t len, int *kind)
{
	static const char *const words[] = {"附件", "附录", "附表", "表"};
	uint32_t number;
	size_t at = skip_word(text, len, words, sizeof words / sizeof *words), n = 0;
	if (at == 0)
		return 0;
	at += qz_skip_blanks(text + at, len - at);
	for (size_t part; (part = qz_numeral_read(text + at, len - at, &number)) != 0; n += part) {
		at += part;
		at += at < len && (text[at] == '-' || text[at] == '.') ? 1 : 0;
	}
	*kind = KIND_ANNEX;
	return n ? at + skip_separator(text + at, len - at) : 0;
}

/* Ⅱ, II. and IV、, A类：, B. */
static size_t read_letter(const char *text, size_t len, int *kind)
{
	static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
	uint32_t cp = 0;
	size_t at = qz_utf8_decode(text, len, &cp), roman = 0;
	while (roman < len && roman < 6 && text[roman] && strchr("IVX", text[roman]))
		roman++;
	*kind = KIND_ROMAN;
	if (at && ((cp >= 0x2160 && cp <= 0x216B) || (cp >= 0x2170 && cp <= 0x217B)))
		return at + skip_separator(text + at, len - at);
	bool letter = (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || (cp >= 0xFF21 && cp <= 0xFF3A) ||
		      skip_word(text, len, stems, sizeof stems / sizeof *stems);
	*kind = roman ? KIND_ROMAN : KIND_LETTER;
	at = roman ? roman : letter ? at : 0;
	size_t of_kind = at && len - at >= 3 && strncmp(text + at, "类", 3) == 0 ? 3 : 0;
	size_t separator = at ? skip_separator(text + at + of_kind, len - at - of_kind) : 0;
	return at && (of_kind || separator) ? at + of_kind + separator : 0;
}

/* 一. 二． 三： 四 and a blank, besides the markers of lists. */
static size_t read_figure(const char *text, size_t len, int *kind)
{
	uint32_t number;
	size_t n = qz_numeral_read(text, len, &number), separator = n ? skip_separator(text + n, len - n) : 0;
	*kind = n && text[0] >= '0' && text[0] <= '9' ? QZ_MARKER_ARABIC : QZ_MARKER_CHINESE;
	return separator ? n + separator : 0;
}

size_t qz_section_marker(const char *text, size_t len, int *kind)
{
	unsigned number;
	size_t n = qz_marker_read(text, len, &number, kind);
	n = n ? n : read_part(text, len, kind);
	n = n ? n : read_annex(text, len, kind);
	n = n ? n : read_letter(text, len, kind);
	n = n ? n : read_figure(text, len, kind);
	return n && n < len ? n : 0;
}

bool qz_section_is_marked(const char *text, size_t len)
{
	static const char *const lists[] = {"清单", "目录", "一览表"};
	int kind = 0;
	if (!qz_section_marker(text, len, &kind))
		return false;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) /* the title of a part's own list */
		if (kind >= KIND_BODY && memmem(text, len, lists[i], strlen(lists[i])))
			return false;
	return kind == QZ_MARKER_CHINESE || kind == QZ_MARKER_BRACKETED_CHINESE || kind == KIND_PART || kind == KIND_CHAPTER || kind == KIND_ROMAN;
}

/* 【行政处罚】: what stands between such brackets at the beginning; *text and *len become that. */
static void open_brackets(const char **text, size_t *len)
{
	static const char *const pairs[][2] = {{"【", "】"}, {"〖", "〗"}, {"［", "］"}, {"〔", "〕"}, {"「", "」"}, {"《", "》"}, {"[", "]"}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		size_t open = strlen(pairs[i][0]);
		const char *end = *len > open && strncmp(*text, pairs[i][0], open) == 0 ? memmem(*text, *len, pairs[i][1], strlen(pairs[i][1])) : NULL;
		if (end) {
			*len = (size_t)(end - *text) - open;
			*text += open;
			return;
		}
	}
}

/* The type whose name the words of a heading are, perhaps with 事项 and a count behind it. */
static const struct qz_power_type *type_of_words(const struct qz_vocabulary *vocabulary, const char *text, size_t len)
{
	static const char *const tails[] = {"事项", "类", "清单", "权力"};
	char *label = qz_label_normalise(text, len);
	if (!label)
		return NULL;
	const struct qz_power_type *type = qz_power_type_find(vocabulary, label, strlen(label));
	for (size_t i = 0; !type && i < sizeof tails / sizeof *tails; i++) {
		char *at = strstr(label, tails[i]);
		if (at && at > label)
			type = qz_power_type_find(vocabulary, label, (size_t)(at - label));
	}
	free(label);
	return type;
}

const struct qz_power_type *qz_section_type(const struct qz_vocabulary *vocabulary, const char *text, size_t len)
{
	int kind;
	size_t skip = qz_skip_blanks(text, len);
	text += skip;
	len -= skip;
	for (int i = 0; i < 2; i++) { /* 【二、行政处罚】, 二、【行政处罚】 */
		open_brackets(&text, &len);
		size_t marker = qz_section_marker(text, len, &kind);
		text += marker;
		len -= marker;
	}
	return type_of_words(vocabulary, text, len);
}

/* Whether a text holds the name of this type, or, `other`, that of another one. */
static bool holds_type(const struct qz_vocabulary *vocabulary, const char *text, size_t type, bool other)
{
	for (size_t i = 0; i < vocabulary->naliases; i++) {
		const struct qz_type_alias *alias = &vocabulary->aliases[i];
		if (strlen(alias->text) >= LEAST_NAME && (alias->type != type) == other && strstr(text, alias->text))
			return true;
	}
	return false;
}

void qz_section_pass(struct qz_sheet_run *run, const struct qz_cell *cell)
{
	static const char *const notes[] = {"注", "备注", "说明"};
	struct qz_sections *sections = &run->sections;
	const struct qz_vocabulary *vocabulary = run->shared->vocabulary;
	const struct qz_power_type *type = sections->count ? sections->open[sections->count - 1].type : NULL;
	type = type ? type : run->type;
	char *text = type && cell->len <= 600 && qz_count_nonblank(cell->text, cell->len) <= QZ_SECTION_LENGTH ? qz_cell_line(cell) : NULL;
	size_t index = text ? (size_t)(type - vocabulary->types) : 0;
	bool heading = text && !strstr(text, "。") && !skip_word(text, strlen(text), notes, sizeof notes / sizeof *notes);
	if (heading && !holds_type(vocabulary, text, index, false) && holds_type(vocabulary, text, index, true)) {
		while (sections->count && sections->open[sections->count - 1].type)
			sections->count--;
		qz_buf_cut(&sections->path, sections->count ? sections->open[sections->count - 1].len : 0);
		run->type = NULL;
	}
	free(text);
}

bool qz_section_is_body(const struct qz_sheet_run *run, const struct qz_cell *cell)
{
	char *text = cell->len < 300 ? qz_cell_line(cell) : NULL;
	size_t start = 0, len = text ? qz_body_of_line(run, text, &start) : 0;
	if (text && len == 0) { /* a name alone, perhaps with a number behind it */
		char *name = qz_label_normalise(text, strlen(text));
		len = name && qz_is_organisation(run, name, strlen(name)) ? strlen(name) : 0;
		free(name);
	}
	free(text);
	return len > 0;
}

static int kind_of(const struct qz_sheet_run *run, const struct qz_cell *cell)
{
	int kind;
	size_t skip = qz_skip_blanks(cell->text, cell->len);
	if (qz_section_marker(cell->text + skip, cell->len - skip, &kind))
		return kind;
	return qz_section_is_body(run, cell) ? KIND_BODY : KIND_BARE;
}

/* Our own Word files have one row for all sections around an item. */
static const char *last_part(const char *path)
{
	for (const char *at; (at = strstr(path, SEPARATOR)) != NULL;)
		path = at + strlen(SEPARATOR);
	return path;
}

/* A type is no part of another one, unless list markers say so: 一、行政处罚, （一）行政检查. */
static bool is_other_type(const struct qz_section *open, int kind, const struct qz_power_type *type)
{
	return open->type && open->type != type && (kind >= KIND_BODY || open->kind >= KIND_BODY);
}

void qz_section_open(struct qz_sheet_run *run, const struct qz_cell *cell)
{
	struct qz_sections *sections = &run->sections;
	int kind = kind_of(run, cell);
	size_t level = 0;
	while (level < sections->count && level + 1 < QZ_SECTION_DEPTH && sections->open[level].kind != kind)
		level++;
	char *text = qz_cell_line(cell);
	const char *own = text ? last_part(text) : "";
	const struct qz_power_type *type = qz_section_type(run->shared->vocabulary, own, strlen(own));
	while (type && level && is_other_type(&sections->open[level - 1], kind, type))
		level--;
	const struct qz_power_type *around = level ? sections->open[level - 1].type : NULL;
	qz_buf_cut(&sections->path, level ? sections->open[level - 1].len : 0);
	qz_buf_printf(&sections->path, "%s%s", level ? SEPARATOR : "", text ? text : "");
	run->shared->builder.failed |= !text || sections->path.failed;
	free(text);
	sections->open[level] = (struct qz_section){.kind = kind, .len = sections->path.len, .type = type ? type : around};
	sections->count = level + 1;
}

void qz_sections_copy(struct qz_sections *to, const struct qz_sections *from)
{
	memcpy(to->open, from->open, sizeof to->open);
	to->count = from->count;
	qz_buf_clear(&to->path);
	qz_buf_add(&to->path, from->path.len ? from->path.data : "", from->path.len);
}
