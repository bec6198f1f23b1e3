/*
 * What stands below or between the items of a list and is none of theirs: 注,
 * 备注 and 说明 with what they say, who filled the form in and checked it, its
 * date. Told by how a text begins and by what the row lacks, never by its place alone.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/sheet.h"

#define LABEL 36  /* bytes of the longest label before a colon: 填报单位负责人（签字） */
#define SIGNED 60 /* bytes of the longest line that tells who signs, and how to reach them */
#define NAME 12	  /* bytes of a person's name */

/* How a line begins that tells who filled the form in, who checked it, how to reach them. */
static const char *const signing[] = {"填表", "填报", "填写", "审核", "审批人", "复核", "校对", "制表", "编制", "经办", "联系", "电话",
				      "负责人", "单位负责人", "主管领导", "分管领导", "日期", "报送", "盖章"};

static bool starts_with_any(const char *text, const char *const *starts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

/* The bytes before the first colon; the length of the whole where there is none. */
static size_t label_of(const char *line)
{
	const char *wide = strstr(line, "：");
	size_t narrow = strcspn(line, ":");
	return wide && (size_t)(wide - line) < narrow ? (size_t)(wide - line) : narrow;
}

/* Behind the colon and the blanks after it. */
static const char *value_of(const char *line)
{
	const char *value = line + label_of(line);
	value += *value == ':' ? 1 : *value ? strlen("：") : 0;
	return value + qz_skip_blanks(value, strlen(value));
}

/* 2026年1月制, 二〇二六年一月; nothing else stands in the line. */
static bool is_date(const char *line)
{
	static const char *const parts[] = {"年", "月", "日", "制", "印", "发", "〇", "○", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", " ", "　"};
	if (strlen(line) > 48 || !strstr(line, "年"))
		return false;
	for (size_t n; *line; line += n) {
		n = *line >= '0' && *line <= '9';
		for (size_t i = 0; n == 0 && i < sizeof parts / sizeof *parts; i++)
			n = strncmp(line, parts[i], strlen(parts[i])) == 0 ? strlen(parts[i]) : 0;
		if (n == 0)
			return false;
	}
	return true;
}

/* 审核人：李四; 填报日期：2026年1月. What is long or a sentence is a duty: 审核：对材料进行审核。 */
static bool is_signature(const char *line)
{
	size_t label = label_of(line);
	if (label > LABEL || strlen(line) > SIGNED || !line[label] || strstr(line, "责任") || strstr(line, "。") || strstr(line, "；"))
		return false;
	return starts_with_any(line, signing, sizeof signing / sizeof *signing);
}

/* 审核人： or 联系电话, with what belongs to it in the next cell. */
static bool is_signature_label(const char *line)
{
	static const char *const ends[] = {"人", "电话", "日期", "单位", "领导"};
	size_t label = label_of(line), len = strlen(line);
	if (line[label])
		return is_signature(line) && *value_of(line) == '\0';
	for (size_t i = 0; i < sizeof ends / sizeof *ends && len <= LABEL / 2; i++)
		if (len > strlen(ends[i]) && strcmp(line + len - strlen(ends[i]), ends[i]) == 0)
			return starts_with_any(line, signing, sizeof signing / sizeof *signing);
	return false;
}

/* （盖章）, （签字） */
static bool is_seal(const char *line)
{
	static const char *const words[] = {"（盖章", "(盖章", "（公章", "(公章", "（签字", "(签字", "（签章", "(签章", "（签名", "(签名"};
	return strlen(line) <= LABEL && starts_with_any(line, words, sizeof words / sizeof *words);
}

/* 注, 备注 and the like alone, or with a colon or figure and what they say. */
static bool is_note(const char *line)
{
	static const char *const words[] = {"注", "备注", "附注", "说明", "填表说明", "填报说明", "编制说明", "有关说明", "特别说明"};
	size_t label = label_of(line);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i]);
		if (strncmp(line, words[i], len) != 0)
			continue;
		const char *rest = line + len + strspn(line + len, " 0123456789");
		if (!*rest || (size_t)(rest - line) == label)
			return true;
	}
	return false;
}

/* （以上为县级事项）, （注：…）: brackets around all that is said. */
static bool is_bracketed(const char *line)
{
	static const char *const starts[] = {"（以上", "(以上", "（以下", "(以下", "（注", "(注", "（说明", "(说明", "（备注", "(备注"};
	size_t len = strlen(line);
	bool closed = len > 3 && (line[len - 1] == ')' || strcmp(line + len - 3, "）") == 0);
	return closed && starts_with_any(line, starts, sizeof starts / sizeof *starts);
}

enum qz_remark qz_remark_of(const struct qz_cell *cell)
{
	char *text = cell->len < 4096 ? qz_cell_line(cell) : NULL;
	const char *line = text ? text + qz_skip_blanks(text, strlen(text)) : "";
	enum qz_remark remark = QZ_REMARK_NONE;
	if (is_note(line) || is_bracketed(line))
		remark = QZ_REMARK_NOTE;
	else if (is_signature_label(line))
		remark = QZ_REMARK_SIGNING;
	else if (is_seal(line))
		remark = QZ_REMARK_SIGNED;
	else if (is_signature(line))
		remark = strlen(value_of(line)) <= NAME || strpbrk(value_of(line), "0123456789") ? QZ_REMARK_SIGNED : QZ_REMARK_MAYBE_SIGNED;
	else if (is_date(line))
		remark = QZ_REMARK_DATE;
	free(text);
	return remark;
}

static enum qz_field field_at(const struct qz_sheet_run *run, const struct qz_cell *cell)
{
	size_t column = qz_header_at(&run->header, cell->column);
	return column < run->header.count ? run->header.columns[column].field : QZ_FIELDS;
}

bool qz_row_is_remark(const struct qz_sheet_run *run, const struct qz_row *row, const struct qz_cell *first)
{
	enum qz_field opening = field_at(run, first);
	bool leading = first->column < run->header.columns[0].grid || opening == QZ_FIELD_SERIAL || opening == QZ_FIELD_NAME || opening == QZ_FIELDS;
	size_t said = 0; /* cells beside the label that are no signatures */
	enum qz_remark remark = qz_remark_of(first);
	if (!leading || remark == QZ_REMARK_NONE)
		return false;
	for (size_t i = 0; i < row->ncells; i++) {
		const struct qz_cell *cell = &row->cells[i];
		if (cell == first || cell->covered || qz_cell_is_blank(cell) || qz_sheet_is_hidden(run, cell))
			continue;
		bool value = remark == QZ_REMARK_SIGNING && cell->len <= SIGNED && !qz_power_type_find(run->shared->vocabulary, cell->text, cell->len);
		remark = qz_remark_of(cell);
		if (remark != QZ_REMARK_NONE || value)
			continue;
		enum qz_field field = field_at(run, cell);
		if (field == QZ_FIELD_POWER_TYPE || field == QZ_FIELD_BODY || field == QZ_FIELD_BASIS)
			return false;
		said++;
	}
	return said <= 1;
}

bool qz_row_opens_remark(const struct qz_sheet_run *run, const struct qz_cell *first, bool alone)
{
	enum qz_field field = field_at(run, first);
	bool duty = field == QZ_FIELD_DUTIES || field == QZ_FIELD_ACCOUNTABILITY || field == QZ_FIELD_EXTRA || field == QZ_FIELD_REMARK;
	switch (qz_remark_of(first)) {
	case QZ_REMARK_NOTE:
		return field != QZ_FIELD_REMARK;
	case QZ_REMARK_SIGNED:
	case QZ_REMARK_SIGNING:
		return true;
	case QZ_REMARK_MAYBE_SIGNED:
		return !duty;
	case QZ_REMARK_DATE:
		return alone;
	default:
		return false;
	}
}
