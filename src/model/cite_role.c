/*
 * How a citation stands in the text around it: what comes before it and what
 * follows. From this cite.c decides whether the field rests on the citation
 * or a quoted provision only mentions it.
 */
#include <string.h>

#include "model/cite_scan.h"

#include "base/utf8.h"

static bool has_line_break(const struct cite_text *text, size_t from, size_t to)
{
	return memchr(text->bytes + from, '\n', to - from) || memchr(text->bytes + from, '\r', to - from);
}

static bool is_full_stop(uint32_t cp)
{
	switch (cp) {
	case 0x2026: /* … */
	case 0x3002: /* 。 */
	case 0xFF1B: /* ； */
	case 0xFF1A: /* ： */
	case 0xFF01:
	case 0xFF1F:
	case ';':
	case ':':
	case '!':
	case '?':
		return true;
	default:
		return false;
	}
}

/* Does a sentence end before `at`, its closing quotation marks included? */
static bool ends_sentence(const struct cite_text *text, size_t at)
{
	size_t start;
	uint32_t cp = qz_cite_before(text, at, &start);
	for (int i = 0; i < 2 && (cp == 0x201D || cp == 0x2019 || cp == 0x300D || cp == '"'); i++)
		cp = qz_cite_before(text, start, &start);
	return is_full_stop(cp);
}

static bool is_numeral(const struct cite_text *text, size_t at)
{
	uint32_t value;
	return qz_cite_number(text, at, &value) > 0;
}

/* Steps back over a list marker that ends at `at` (2. 、（一） ①); where it begins, or `at`. */
static size_t skip_marker_back(const struct cite_text *text, size_t at)
{
	static const char *const tails[] = {".", "．", "、", ")", "）", NULL};
	size_t start, here = at - qz_cite_ends_any(text, at, tails);
	bool tail = here < at;
	size_t number = here;
	for (int i = 0; i < 6; i++) {
		qz_cite_before(text, number, &start);
		if (start == number || !is_numeral(text, start))
			break;
		number = start;
	}
	if (number == here)
		return at;
	uint32_t cp = qz_cite_before(text, number, &start);
	if (tail && qz_cite_is_round_open(cp))
		return start;
	uint32_t first = qz_cite_at(text, number, &start);
	bool enclosed = first >= 0x2460 && first <= 0x3229 && first != 0x3007;
	return tail || enclosed ? number : at;
}

enum cite_standing qz_cite_standing(const struct cite_text *text, size_t at)
{
	static const char *const leads[] = {"、",   "，",   ",",    "和",   "及",   "与",   "或",   "者",   "依照", "按照",
	                                    "依据", "根据", "违反", "适用", "参照", "执行", "符合", "结合", NULL};
	size_t here = qz_cite_skip_back(text, at);
	size_t marker = skip_marker_back(text, here);
	if (marker < here) {
		size_t before = qz_cite_skip_back(text, marker);
		bool parted = before == 0 || before < marker || ends_sentence(text, before);
		if (parted) {
			at = marker;
			here = before;
		}
	}
	if (here == 0)
		return CITE_AT_START;
	if (!ends_sentence(text, here) && qz_cite_ends_any(text, here, leads))
		return CITE_WITHIN;
	if (has_line_break(text, here, at))
		return CITE_AT_START;
	if (ends_sentence(text, here))
		return CITE_AT_SENTENCE;
	return here < at ? CITE_AT_GAP : CITE_WITHIN;
}

/* 规定 that introduces a text (规定：, 规定，) rather than points to it (规定的). */
static bool introduces(const struct cite_text *text, size_t end)
{
	static const char *const marks[] = {"：", ":", "，", ",", "“", "\"", NULL};
	if (!qz_cite_starts(text, end, "规定"))
		return false;
	end += strlen("规定");
	return qz_cite_skip(text, end) == text->len || qz_cite_starts_any(text, qz_cite_skip(text, end), marks);
}

bool qz_cite_is_reference(const struct cite_text *text, size_t end)
{
	static const char *const words[] = {"规定", "的", "所", "中", "之", "另有", "等", "及其", NULL};
	return qz_cite_starts_any(text, end, words) && !introduces(text, end);
}

bool qz_cite_opens_text(const struct cite_text *text, size_t end)
{
	size_t next;
	uint32_t cp = qz_cite_at(text, end, &next);
	return cp == 0 || cp == 0xFF1A || cp == ':' || qz_is_blank(cp) || introduces(text, end);
}

bool qz_cite_provision_follows(const struct cite_text *text, size_t end)
{
	static const char *const joins[] = {"第", "和", "及", "与", "或", "以及", "、", "，", "；", "。", ",", ";", ".", "【", "[", NULL};
	size_t next, at = qz_cite_skip(text, end);
	bool parted = at > end;
	if (qz_cite_starts(text, at, "：") || qz_cite_starts(text, at, ":")) {
		at = qz_cite_skip(text, at + (qz_cite_starts(text, at, ":") ? 1 : strlen("：")));
		parted = true;
	}
	uint32_t cp = qz_cite_at(text, at, &next);
	if (!parted || cp == 0 || qz_cite_is_book_open(cp) || is_numeral(text, at))
		return false;
	return !qz_cite_starts_any(text, at, joins);
}

size_t qz_cite_connective(const struct cite_text *text, size_t at)
{
	static const char *const words[] = {
		"规定", "的", "和", "及", "以及", "与", "或", "或者", "等", "有关", "并", "相关", "依据", "根据",
		"按照", "依照", "参照", "结合", "之", "由", "按", "，", "、", "。", "；", "：", "（", "）", "”", "“",
		"【", "】", "《", "》", "．", "附件", NULL};
	size_t next, n = qz_cite_starts_any(text, at, words);
	uint32_t cp = qz_cite_at(text, at, &next);
	if (n)
		return n;
	if (qz_is_blank(cp) || (cp < 0x80 && cp) || is_numeral(text, at))
		return next - at;
	return 0;
}
