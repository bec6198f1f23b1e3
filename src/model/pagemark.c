/*
 * What a printed page says of itself: （续表）, 权责清单（续）, （接下页）, 第1页
 * 共3页, 1/3. Such a line between two tables says that they are one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/sheet.h"

#define LONGEST 120 /* bytes of a line that may be such a mark */
#define DIGITS 4    /* of a page's number */

static bool takes(const char **text, const char *word)
{
	size_t len = strlen(word);
	bool taken = strncmp(*text, word, len) == 0;
	*text += taken ? len : 0;
	return taken;
}

static bool takes_any(const char **text, const char *const *words)
{
	for (; *words; words++)
		if (takes(text, *words))
			return true;
	return false;
}

/* Nothing, or the number of a page or part: 2, 二, 第2页. */
static bool is_number(const char *text)
{
	static const char *const parts[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "第", "页", NULL};
	while (*text) {
		if (*text >= '0' && *text <= '9')
			text++;
		else if (!takes_any(&text, parts))
			return false;
	}
	return true;
}

/* 续表, 接下页 and the like, perhaps with a number behind. */
static bool is_go_on(const char *text)
{
	static const char *const words[] = {"续表", "续上表", "续前表", "接上表", "续上页", "续前页", "接上页", "接前页", "上接", "接下页", "转下页", "见下页",
					    "续下页", "下页续", "接下表", "转下表", "下接", "下转", "未完待续", "未完", "续", NULL};
	return takes_any(&text, words) && is_number(text);
}

/* What may stand before （续）: a title of a list or table, 表1; or nothing. */
static bool is_heading(const char *text, size_t len)
{
	static const char *const ends[] = {"清单", "表", "目录"};
	while (len && text[len - 1] >= '0' && text[len - 1] <= '9')
		len--;
	if (len == 0)
		return *text < '0' || *text > '9';
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t end = strlen(ends[i]);
		if (len >= end && memcmp(text + len - end, ends[i], end) == 0)
			return !memmem(text, len, "。", strlen("。"));
	}
	return false;
}

/* （…） at the end of a line, or all of it; where it begins, NULL when none. What stands between the brackets is left in `inner`. */
static const char *bracketed_end(const char *text, char inner[LONGEST + 1])
{
	const char *open = NULL;
	size_t skip = 0, len = strlen(text), close = len && text[len - 1] == ')' ? 1 : 3;
	if (len < 3 || (close == 3 && strcmp(text + len - 3, "）") != 0))
		return NULL;
	for (const char *at = text; *at; at++) {
		size_t width = *at == '(' ? 1 : strncmp(at, "（", 3) == 0 ? 3 : 0;
		if (width) {
			open = at;
			skip = width;
		}
	}
	if (!open || open + skip > text + len - close)
		return NULL;
	size_t kept = (size_t)(text + len - close - open) - skip;
	memcpy(inner, open + skip, kept);
	inner[kept] = '\0';
	return open;
}

static bool is_part(const char *text)
{
	char inner[LONGEST + 1];
	const char *open = bracketed_end(text, inner);
	if (open)
		return (open == text && strstr(inner, "续")) || (is_go_on(inner) && is_heading(text, (size_t)(open - text)));
	for (const char *at = text; *at; at++)
		if (is_go_on(at))
			return is_heading(text, (size_t)(at - text));
	return false;
}

/* 1, -1-, 第1页, 第1页共3页, 1/3. */
static bool is_page_number(const char *text)
{
	static const char *const words[] = {"第", "-", "—", "–", NULL}, *const between[] = {"共", "，", ",", "、", "|", NULL}, *const of[] = {"/", "／", NULL};
	size_t groups = 0, separators = 0, slashes = 0, pages = 0, longest = 0;
	while (*text) {
		size_t digits = strspn(text, "0123456789");
		text += digits;
		longest = digits > longest ? digits : longest;
		groups += digits > 0;
		if (digits > 0 || takes_any(&text, words))
			continue;
		if (takes(&text, "页"))
			pages++;
		else if (takes_any(&text, of))
			slashes++;
		else if (takes_any(&text, between))
			separators++;
		else
			return false;
	}
	if (groups == 1)
		return longest <= DIGITS && separators + slashes == 0;
	return groups == 2 && (pages ? longest <= DIGITS : slashes == 1 && separators == 0 && longest < DIGITS);
}

bool qz_is_page_mark(const struct qz_cell *cell)
{
	char *line = cell->len <= LONGEST ? qz_cell_line(cell) : NULL;
	char text[LONGEST + 1];
	size_t len = 0, all = line ? strlen(line) : 0;
	for (size_t at = 0; at < all && all <= LONGEST;) {
		size_t skip = qz_skip_blanks(line + at, all - at);
		at += skip;
		if (at < all)
			text[len++] = line[at++];
	}
	text[len] = '\0';
	free(line);
	return len && (is_part(text) || is_page_number(text));
}
