/*
 * Seals and labels of own.h. The number is FNV-1a of 32 bits.
 */
#include "base/own.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

#define START 2166136261u
#define STEP 16777619u
#define MOST_STARTS 4    /* beginnings of ours that are looked at in one text */
#define MOST_BYTES 200000 /* of our words: a comment has 32,767 characters at most */
#define DIGITS 8

const char *const qz_own_labels[QZ_OWN_COLUMNS][2] = {
	{"序号", "No."}, {"工作表", "Sheet"}, {"单元格", "Cell"}, {"事项", "Item"}, {"严重程度", "Severity"},
	{"问题", "What"}, {"处理办法", "What to do"}, {"处理情况", "Done"}, {"建议", "Suggested"}, {"决定", "Decision"},
	{"改为", "New value"}, {"理由", "Reason"}, {"经办人", "Who"}, {"日期", "Date"},
	{"识别码（请勿改动）", "Key (do not change)"}, {"quanze", "quanze"},
};

const char *const qz_own_grounds[QZ_SEVERITIES] = {
	[QZ_INFO] = "FFE6E5E5", [QZ_STYLE] = "FFDCEAF6", [QZ_WARNING] = "FFFFEA9B", [QZ_ERROR] = "FFFFC6CD"};

bool qz_own_is_ground(const char *rgb, size_t len)
{
	for (int i = 0; i < QZ_SEVERITIES; i++)
		if (len == 8 && strncasecmp(rgb, qz_own_grounds[i], 8) == 0)
			return true;
	return false;
}

bool qz_own_is_theirs(enum qz_own_column column)
{
	return column == QZ_OWN_DONE || (column >= QZ_OWN_DECISION && column <= QZ_OWN_DATE);
}

enum qz_own_column qz_own_find_column(const char *text, size_t len)
{
	for (int column = 0; column < QZ_OWN_COLUMNS; column++)
		for (int language = 0; language < 2; language++)
			if (strlen(qz_own_labels[column][language]) == len && strncasecmp(qz_own_labels[column][language], text, len) == 0)
				return (enum qz_own_column)column;
	return QZ_OWN_COLUMNS;
}

/* One character more; its bytes in *used. Blanks change nothing: programs move them. */
static uint32_t add_character(uint32_t value, const char *text, size_t len, size_t *used)
{
	uint32_t cp = 0;
	size_t n = qz_utf8_decode(text, len, &cp);
	*used = n ? n : 1;
	for (size_t i = 0; i < *used && !(n && qz_is_blank(cp)); i++)
		value = (value ^ (unsigned char)text[i]) * STEP;
	return value;
}

static uint32_t add_text(uint32_t value, const char *text, size_t len)
{
	for (size_t at = 0, used; at < len; at += used)
		value = add_character(value, text + at, len - at, &used);
	return value;
}

void qz_own_seal(const char *const cells[QZ_OWN_COLUMNS], char seal[QZ_OWN_SEALED])
{
	uint32_t value = START;
	for (int column = QZ_OWN_SHEET; column < QZ_OWN_SEAL; column++) {
		const char *text = cells[column] ? cells[column] : "";
		if (!qz_own_is_theirs((enum qz_own_column)column))
			value = (add_text(value, text, strlen(text)) ^ 0x1Fu) * STEP;
	}
	snprintf(seal, QZ_OWN_SEALED, "quanze:%08x", (unsigned)value);
}

#define ANSWER_END '\x1E'

void qz_own_put_answer(const char *seal, enum qz_own_column column, const char *text, size_t len, struct qz_buf *out)
{
	if (memchr(text, ANSWER_END, len) || memchr(text, '\0', len))
		return; /* no text of a workbook */
	qz_buf_printf(out, "%s%c", seal, 'A' + (int)column);
	qz_buf_add(out, text, len);
	qz_buf_putc(out, ANSWER_END);
}

const char *qz_own_next_answer(const char **at, char seal[QZ_OWN_SEALED], enum qz_own_column *column, size_t *len)
{
	const char *text = *at + QZ_OWN_SEALED, *end = **at ? strchr(*at, ANSWER_END) : NULL;
	if (!end || end < text)
		return NULL;
	memcpy(seal, *at, QZ_OWN_SEALED - 1);
	seal[QZ_OWN_SEALED - 1] = '\0';
	*column = (enum qz_own_column)(text[-1] - 'A');
	*len = (size_t)(end - text);
	*at = end + 1;
	return text;
}

void qz_own_end(const char *words, size_t len, struct qz_buf *out)
{
	qz_buf_printf(out, "\n[%08x]", (unsigned)add_text(START, words, len));
}

/* The number that stands at `text` as [1a2b3c4d]; false when none does. */
static bool read_seal(const char *text, size_t len, uint32_t *value)
{
	static const char digits[] = "0123456789abcdef";
	*value = 0;
	if (len < DIGITS + 2 || text[0] != '[' || text[DIGITS + 1] != ']')
		return false;
	for (size_t i = 1; i <= DIGITS; i++) {
		const char *digit = text[i] ? strchr(digits, text[i]) : NULL;
		if (!digit)
			return false;
		*value = *value << 4 | (uint32_t)(digit - digits);
	}
	return true;
}

/* The end of what begins at `at`; 0 when no seal fits. */
static size_t find_end(const char *text, size_t at, size_t len)
{
	uint32_t value = START, sealed;
	len = len - at < MOST_BYTES ? len : at + MOST_BYTES;
	for (size_t used; at < len; at += used) {
		if (text[at] == '[' && read_seal(text + at, len - at, &sealed) && sealed == value)
			return at + DIGITS + 2;
		value = add_character(value, text + at, len - at, &used);
	}
	return 0;
}

bool qz_own_find(const char *text, size_t len, size_t *start, size_t *end)
{
	const size_t begin = strlen(QZ_OWN_BEGIN) - 1; /* the end of the line is a blank like any */
	size_t at = 0;
	for (int tries = 0; tries < MOST_STARTS && at < len; tries++) {
		const char *found = memmem(text + at, len - at, QZ_OWN_BEGIN, begin);
		if (!found)
			return false;
		*start = (size_t)(found - text);
		*end = find_end(text, *start + begin, len);
		if (*end)
			return true;
		at = *start + begin;
	}
	return false;
}

void qz_own_put_item(const struct qz_finding *finding, struct qz_buf *out)
{
	if (finding->item && *finding->item)
		qz_buf_printf(out, "%s ", finding->item);
	qz_buf_puts(out, finding->name ? finding->name : "");
}
