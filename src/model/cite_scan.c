/*
 * Looking at the text of a paragraph, for the parts of the citation grammar.
 */
#include "model/cite_scan.h"

#include <string.h>

#include "base/utf8.h"
#include "model/numeral.h"

#define MAX_BLANKS 256

uint32_t qz_cite_at(const struct cite_text *text, size_t at, size_t *next)
{
	uint32_t cp = 0;
	*next = at;
	if (at >= text->len)
		return 0;
	size_t n = qz_utf8_decode(text->bytes + at, text->len - at, &cp);
	*next = at + (n ? n : 1);
	return n && cp ? cp : QZ_REPLACEMENT;
}

uint32_t qz_cite_before(const struct cite_text *text, size_t at, size_t *start)
{
	*start = at;
	if (at == 0)
		return 0;
	size_t from = at - 1, next;
	while (from > 0 && at - from < 4 && ((unsigned char)text->bytes[from] & 0xC0) == 0x80)
		from--;
	uint32_t cp = qz_cite_at(text, from, &next);
	if (next != at) {
		from = at - 1;
		cp = QZ_REPLACEMENT;
	}
	*start = from;
	return cp;
}

bool qz_cite_starts(const struct cite_text *text, size_t at, const char *word)
{
	size_t n = 0; /* most words differ in the first bytes */
	while (word[n] && at + n < text->len && text->bytes[at + n] == word[n])
		n++;
	return word[n] == '\0' && at <= text->len;
}

bool qz_cite_ends(const struct cite_text *text, size_t at, const char *word)
{
	size_t n = strlen(word);
	return at >= n && memcmp(text->bytes + at - n, word, n) == 0;
}

size_t qz_cite_starts_any(const struct cite_text *text, size_t at, const char *const *words)
{
	for (; *words; words++)
		if (qz_cite_starts(text, at, *words))
			return strlen(*words);
	return 0;
}

size_t qz_cite_ends_any(const struct cite_text *text, size_t at, const char *const *words)
{
	for (; *words; words++)
		if (qz_cite_ends(text, at, *words))
			return strlen(*words);
	return 0;
}

size_t qz_cite_skip(const struct cite_text *text, size_t at)
{
	size_t next;
	for (int i = 0; i < MAX_BLANKS && qz_is_blank(qz_cite_at(text, at, &next)); i++)
		at = next;
	return at;
}

size_t qz_cite_skip_back(const struct cite_text *text, size_t at)
{
	size_t start;
	for (int i = 0; i < MAX_BLANKS && qz_is_blank(qz_cite_before(text, at, &start)); i++)
		at = start;
	return at;
}

size_t qz_cite_number(const struct cite_text *text, size_t at, uint32_t *value)
{
	return at < text->len ? qz_numeral_read(text->bytes + at, text->len - at, value) : 0;
}

bool qz_cite_is_book_open(uint32_t cp)
{
	return cp == 0x300A || cp == 0x3008 || cp == '<' || cp == 0xFF1C;
}

bool qz_cite_is_book_close(uint32_t cp)
{
	return cp == 0x300B || cp == 0x3009 || cp == '>' || cp == 0xFF1E;
}

bool qz_cite_is_round_open(uint32_t cp)
{
	return cp == '(' || cp == 0xFF08;
}

bool qz_cite_is_round_close(uint32_t cp)
{
	return cp == ')' || cp == 0xFF09;
}

bool qz_cite_ends_as_law(const struct cite_text *text, size_t at)
{
	static const char *const words[] = {"法",   "条例", "规定", "办法", "细则", "规则", "规程", "规范", "决定",
	                                    "通知", "意见", "解释", "章程", "标准", "准则", "公约", "协定", "议定书",
	                                    "批复", "制度", "方案", "目录", "纲要", "公告", "命令", "指南", NULL};
	return qz_cite_ends_any(text, at, words) > 0;
}

size_t qz_cite_article_unit(const struct cite_text *text, size_t at)
{
	static const char *const others[] = {"件", "线", "路", NULL};
	if (!qz_cite_starts(text, at, "条"))
		return 0;
	at += strlen("条");
	if (qz_cite_starts(text, at, "例")) /* 第五条例外 is an article, 第五条例 is none */
		return qz_cite_starts(text, at, "例外") ? at : 0;
	return qz_cite_starts_any(text, at, others) ? 0 : at;
}

bool qz_cite_article_at(const struct cite_text *text, size_t at)
{
	uint32_t value;
	if (!qz_cite_starts(text, at, "第"))
		return false;
	at = qz_cite_skip(text, at + strlen("第"));
	size_t n = qz_cite_number(text, at, &value);
	return n > 0 && qz_cite_article_unit(text, qz_cite_skip(text, at + n)) > 0;
}
