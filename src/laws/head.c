/*
 * The head of a law's text, for parse.h: its name, the acts that adopted and
 * amended it, its rank. Heads are written in many ways; what is not understood
 * stays unknown.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "laws/parse.h"
#include "model/numeral.h"

#define PASSED_TO_PUBLISHED 130u /* days at most from the meeting that passed a text to its promulgation */
#define NAME_LINES 40u		 /* so many are looked at */
#define LONGEST_NAME 300u	 /* bytes */
#define LONGEST_ACT 16384u	 /* of one line */

bool qz_text_has(const char *text, size_t len, const char *word)
{
	return memmem(text, len, word, strlen(word)) != NULL;
}

bool qz_text_begins(const char *text, size_t len, const char *word)
{
	size_t n = strlen(word);
	return len >= n && memcmp(text, word, n) == 0;
}

static bool ends(const char *text, size_t len, const char *word)
{
	size_t n = strlen(word);
	return len >= n && memcmp(text + len - n, word, n) == 0;
}

/* ---- days ---- */

/* A number and the word behind it; the bytes of both, 0 where they do not stand there. */
static size_t read_unit(const char *text, size_t len, const char *unit, uint32_t *value)
{
	size_t at = qz_skip_blanks(text, len), n = qz_numeral_read(text + at, len - at, value);
	at += n;
	at += qz_skip_blanks(text + at, len - at);
	return n && qz_text_begins(text + at, len - at, unit) ? at + strlen(unit) : 0;
}

static bool is_day(uint32_t year, uint32_t month, uint32_t date)
{
	static const unsigned char lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && date >= 1 && date <= lengths[month - 1] &&
	       (month != 2 || leap || date < 29);
}

size_t qz_text_day_read(const char *text, size_t len, qz_law_day *day)
{
	uint32_t year = 0, month = 0, date = 0;
	size_t y = read_unit(text, len, "年", &year);
	size_t m = y ? read_unit(text + y, len - y, "月", &month) : 0;
	size_t d = m ? read_unit(text + y + m, len - y - m, "日", &date) : 0;
	if (!d || !is_day(year, month, date))
		return 0;
	*day = year * 10000 + month * 100 + date;
	return y + m + d;
}

/* About how many days lie between two; enough to tell months from years. */
static uint32_t days_between(qz_law_day from, qz_law_day to)
{
	uint32_t one = from / 10000 * 372 + from / 100 % 100 * 31 + from % 100,
		 two = to / 10000 * 372 + to / 100 % 100 * 31 + to % 100;
	return two > one ? two - one : 0;
}

/* ---- the name ---- */

/* The length without a note in brackets at the end: （试行）. */
static size_t cut_note(const char *text, size_t len)
{
	if (!ends(text, len, "）") && !ends(text, len, ")"))
		return len;
	for (size_t at = len; at-- > 0;)
		if (text[at] == '(' || qz_text_begins(text + at, len - at, "（"))
			return at ? at : len;
	return len;
}

static bool is_name(const char *text, size_t len)
{
	static const char *const kinds[] = {"法",   "条例", "规定", "办法", "细则", "决定", "规则",   "解释", "准则",
					    "标准", "章程", "制度", "意见", "通知", "法典", "修正案", "方案", "命令",
					    "通则", "目录", "批复", "决议", "措施", "规程", "宪法"};
	static const char *const marks[] = {"。", "；", "，", "：", ":", ";"};
	bool name = false;
	if (len > LONGEST_NAME || qz_text_is_division(text, len))
		return false;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (qz_text_has(text, len, marks[i]))
			return false;
	len = cut_note(text, len);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		name |= ends(text, len, kinds[i]) && len > strlen(kinds[i]) + 2;
	return name;
}

/* Takes the name without blanks and book marks. */
static void take_name(struct qz_text *text, const char *one, size_t len, const char *two, size_t two_len)
{
	struct qz_buf name;
	const char *const parts[] = {one, two};
	const size_t lengths[] = {len, two_len};
	qz_buf_init(&name);
	for (size_t p = 0; p < 2; p++) {
		uint32_t cp = 0;
		for (size_t at = 0, n; at < lengths[p]; at += n) {
			n = qz_utf8_decode(parts[p] + at, lengths[p] - at, &cp);
			n = n ? n : 1;
			bool outer = cp == 0x300A && at == 0 && p == 0; /* 《 before and 》 behind the whole */
			outer |= cp == 0x300B && at + n == lengths[p] && strncmp(one, "《", 3) == 0;
			if (!qz_is_blank(cp) && !qz_is_active(cp) && !outer)
				qz_buf_add(&name, parts[p] + at, n);
		}
	}
	free(text->name);
	text->name = qz_buf_take(&name);
	text->failed |= !text->name;
}

/* Whether a name is broken in two at the end of a line: 中华人民共和国 / 甲乙法. An order's own heading (…令, 第…号) is
 * none. */
static bool is_broken(struct qz_text *text, const struct qz_text_line *line, const struct qz_text_line *next)
{
	struct qz_buf both;
	bool order = ends(line->text, line->len, "令") || ends(line->text, line->len, "号") ||
		     qz_text_begins(line->text, line->len, "第");
	if (line->len >= LONGEST_NAME || next->len >= LONGEST_NAME || order ||
	    qz_text_is_division(line->text, line->len))
		return false;
	qz_buf_init(&both);
	qz_buf_printf(&both, "%s%s", line->text, next->text);
	text->failed |= both.failed;
	bool broken = both.data && !both.failed && is_name(both.data, both.len) && !is_name(next->text, next->len);
	broken |= strcmp(line->text, "中华人民共和国") == 0 && is_name(next->text, next->len);
	qz_buf_done(&both);
	return broken;
}

/* The name in the first lines: one that looks like a name, perhaps broken in two, else a heading. Its line, or `end`.
 */
static size_t read_name(struct qz_text *text, const struct qz_text_lines *lines, size_t end)
{
	for (size_t i = 0; i < end && i < NAME_LINES; i++) {
		const struct qz_text_line *line = &lines->lines[i], *next = i + 1 < end ? &lines->lines[i + 1] : NULL;
		if (is_name(line->text, line->len)) {
			take_name(text, line->text, line->len, "", 0);
			return i;
		}
		if (next && is_broken(text, line, next)) {
			take_name(text, line->text, line->len, next->text, next->len);
			return i + 1;
		}
	}
	const struct qz_text_line *first = end ? &lines->lines[0] : NULL;
	if (!first || !first->heading || first->len > LONGEST_NAME || qz_text_is_division(first->text, first->len))
		return end;
	take_name(text, first->text, first->len, "", 0);
	return 0;
}

/* ---- acts ---- */

/* A copy of an act's words without what stands in book marks, which become 《》. */
static void bare(const char *text, size_t len, struct qz_buf *out)
{
	size_t depth = 0;
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		n = n ? n : 1;
		depth -= (cp == 0x300B || cp == '>') && depth;
		if (depth == 0)
			qz_buf_add(out, text + at, n);
		depth += cp == 0x300A || cp == '<';
	}
}

/* 令第292号, 292号令, 令 第 292 号, 国发〔2017〕46号. */
static void read_order(const char *text, size_t len, char *order, size_t size)
{
	static const char *const open[] = {"〔", "[", "［"}, *const close[] = {"〕", "]", "］"};
	uint32_t number = 0, year = 0;
	for (size_t at = 0; at < len && !*order; at++) {
		size_t from = at, n = 0;
		if (qz_text_begins(text + at, len - at, "令")) {
			from += strlen("令") + qz_skip_blanks(text + at + strlen("令"), len - at - strlen("令"));
			from += qz_text_begins(text + from, len - from, "第") ? strlen("第") : 0;
			n = read_unit(text + from, len - from, "号", &number);
		} else if (qz_text_begins(text + at, len - at, "第")) {
			from += strlen("第");
			n = read_unit(text + from, len - from, "号令", &number);
		}
		for (size_t i = 0; i < 3 && !n && qz_text_begins(text + at, len - at, open[i]); i++) {
			from = at + strlen(open[i]);
			size_t y = read_unit(text + from, len - from, close[i], &year);
			n = y ? read_unit(text + from + y, len - from - y, "号", &number) : 0;
			if (n && year > 1900 && year < 2200)
				snprintf(order, size, "%u-%u", (unsigned)year, (unsigned)number);
		}
		if (n && !*order && number)
			snprintf(order, size, "%u", (unsigned)number);
	}
}

struct act {
	qz_law_day day;
	bool force, amend, adopt, publish, whole;
	char order[24];
};

static void judge_act(const char *words, size_t len, struct act *act)
{
	struct qz_buf own;
	qz_buf_init(&own);
	bare(words, len, &own);
	const char *text = own.data ? own.data : "";
	size_t at = qz_skip_blanks(text, own.len), rest = own.len - at;
	at += qz_text_begins(text + at, rest, "起") ? strlen("起") : 0;
	rest = own.len - at;
	act->force = qz_text_begins(text + at, rest, "施行") || qz_text_begins(text + at, rest, "实施") ||
		     qz_text_begins(text + at, rest, "生效");
	act->amend = qz_text_has(text, own.len, "修正") || qz_text_has(text, own.len, "修订") ||
		     qz_text_has(text, own.len, "修改") || qz_text_has(text, own.len, "通过的《");
	act->adopt = qz_text_has(text, own.len, "通过") || qz_text_has(text, own.len, "批准");
	act->publish = qz_text_has(text, own.len, "公布") || qz_text_has(text, own.len, "发布") ||
		       qz_text_has(text, own.len, "颁布") || qz_text_has(text, own.len, "令");
	act->whole = act->amend && !qz_text_has(text, own.len, "《") && qz_text_has(text, own.len, "修订");
	read_order(text, own.len, act->order, sizeof act->order);
	qz_buf_done(&own);
}

static bool is_same_day(const struct qz_text_act *version, qz_law_day day)
{
	return version->adopted == day || version->promulgated == day;
}

/* Whether an act belongs to the version before it: it promulgates what was adopted shortly before. */
static bool completes(const struct qz_text_act *version, const struct act *act)
{
	if (!version || act->amend || act->adopt)
		return version && is_same_day(version, act->day) && !act->force;
	return version->adopted && !version->promulgated && act->day >= version->adopted &&
	       days_between(version->adopted, act->day) <=
		   (act->publish ? 3 * PASSED_TO_PUBLISHED : PASSED_TO_PUBLISHED);
}

static void take_act(struct qz_text *text, const struct act *act)
{
	struct qz_text_act *version = text->nacts ? &text->acts[text->nacts - 1] : NULL;
	if (act->force) {
		if (version && !version->force)
			version->force = act->day;
		return;
	}
	if (completes(version, act)) {
		if (!version->promulgated && !act->adopt && !act->amend)
			version->promulgated = act->day;
	} else if ((version && is_same_day(version, act->day)) || (!act->amend && !act->adopt && !act->publish)) {
		return; /* said twice; or a day of something else */
	} else {
		version = qz_text_add_act(text);
		if (!version)
			return;
		bool by_order = act->publish && (!act->adopt || act->amend) && !(act->adopt && act->whole);
		version->adopted = by_order ? 0 : act->day;
		version->promulgated = by_order ? act->day : 0;
		version->whole = act->whole;
	}
	if (*act->order && !*version->order)
		memcpy(version->order, act->order, sizeof version->order);
}

/* Reads the acts of the head's text: each begins with its day, outside of book marks. */
static void read_acts(struct qz_text *text, const char *head, size_t len)
{
	struct act act = {.day = 0};
	char early[24] = ""; /* of an order that stands above the text */
	size_t from = 0, depth = 0;
	for (size_t at = 0, n; at <= len && !text->failed; at += n) {
		qz_law_day day = 0;
		size_t read = at < len && depth == 0 ? qz_text_day_read(head + at, len - at, &day) : 0;
		n = read ? read : 1;
		if (at < len && qz_text_begins(head + at, len - at, "《"))
			depth++;
		else if (at < len && depth && qz_text_begins(head + at, len - at, "》"))
			depth--;
		if (!read && at < len)
			continue;
		if (act.day) {
			judge_act(head + from, at - from, &act);
			if (!*act.order && text->nacts == 0)
				memcpy(act.order, early, sizeof early);
			take_act(text, &act);
		} else {
			read_order(head, at, early, sizeof early);
		}
		act = (struct act){.day = day};
		from = at + n;
	}
}

/* ---- rank ---- */

static const char *rank_of(const char *name, const char *head, size_t len)
{
	static const struct {
		const char *one, *two, *rank; /* both words stand in the head */
	} signs[] = {
	    {"全国人民代表大会", "通过", "法律"},
	    {"全国人大", "通过", "法律"},
	    {"国务院令", "", "行政法规"},
	    {"国务院、", "令", "行政法规"},
	    {"国务院第", "常务会议", "行政法规"},
	    {"国务院批准", "", "行政法规"},
	    {"国务院", "发布", "行政法规"},
	    {"国务院", "公布", "行政法规"},
	    {"人民代表大会常务委员会", "", "地方性法规"},
	    {"人民代表大会", "", "地方性法规"},
	    {"人民政府令", "", "地方政府规章"},
	    {"人民政府", "会议", "地方政府规章"},
	    {"部令", "", "部门规章"},
	    {"局令", "", "部门规章"},
	    {"署令", "", "部门规章"},
	    {"室令", "", "部门规章"},
	    {"委员会令", "", "部门规章"},
	    {"银行令", "", "部门规章"},
	    {"部公布", "", "部门规章"},
	};
	struct qz_buf own;
	const char *rank = "unknown";
	qz_buf_init(&own);
	bare(head, len, &own);
	for (size_t i = sizeof signs / sizeof *signs; i-- > 0 && own.data;)
		if (qz_text_has(own.data, own.len, signs[i].one) && qz_text_has(own.data, own.len, signs[i].two))
			rank = signs[i].rank;
	qz_buf_done(&own);
	bool statute = ends(name, strlen(name), "法") && qz_text_begins(name, strlen(name), "中华人民共和国");
	return strcmp(rank, "unknown") == 0 && statute ? "法律" : rank;
}

static int by_day(const void *a, const void *b)
{
	const struct qz_text_act *one = a, *two = b;
	qz_law_day first = one->adopted ? one->adopted : one->promulgated,
		   second = two->adopted ? two->adopted : two->promulgated;
	return (first > second) - (first < second);
}

/* A line of some length that tells of no act: of a text without articles, the body begins there. */
static bool is_body(const struct qz_text_line *line)
{
	static const char *const words[] = {"通过", "公布", "发布", "批准", "修正", "修订", "施行", "颁布"};
	bool act = line->len < 90;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		act |= qz_text_has(line->text, line->len, words[i]) && qz_text_has(line->text, line->len, "日");
	return !act;
}

void qz_text_read_head(struct qz_text *text, const struct qz_text_lines *lines, size_t end)
{
	struct qz_buf head;
	size_t name = read_name(text, lines, end);
	qz_buf_init(&head);
	for (size_t i = 0; i < end; i++) {
		const struct qz_text_line *line = &lines->lines[i];
		bool over = i > name && (head.len > 65536 || (head.len && is_body(line)));
		if (over)
			break;
		bool prose = qz_text_is_division(line->text, line->len) || line->len > LONGEST_ACT ||
			     ends(line->text, line->len, "：") || qz_text_begins(line->text, line->len, "为");
		if (i != name && !prose) {
			qz_buf_add(&head, line->text, line->len);
			qz_buf_putc(&head, '\n');
		}
	}
	text->failed |= head.failed;
	if (!text->name)
		take_name(text, "", 0, "", 0);
	if (!text->failed && head.len)
		read_acts(text, head.data, head.len);
	if (text->nacts > 1)
		qsort(text->acts, text->nacts, sizeof *text->acts, by_day);
	text->rank = text->failed ? NULL : strdup(rank_of(text->name, head.data ? head.data : "", head.len));
	text->failed |= !text->rank;
	qz_buf_done(&head);
}

/* ---- the name of the file ---- */

/* The last day in a file's name: 2016-11-07 or 20161107. */
static qz_law_day day_in(const char *name)
{
	qz_law_day found = 0;
	for (const char *at = name; *at; at++) {
		unsigned year, month, date;
		int n = 0;
		bool begins = *at >= '0' && *at <= '9' && (at == name || at[-1] < '0' || at[-1] > '9');
		bool read = begins && ((sscanf(at, "%4u-%2u-%2u%n", &year, &month, &date, &n) == 3 && n == 10) ||
				       (strspn(at, "0123456789") == 8 &&
					sscanf(at, "%4u%2u%2u%n", &year, &month, &date, &n) == 3 && n == 8));
		if (read && is_day(year, month, date))
			found = year * 10000 + month * 100 + date;
	}
	return found;
}

void qz_text_read_file_name(struct qz_text *text)
{
	const char *slash = text->path ? strrchr(text->path, '/') : NULL;
	const char *name = slash ? slash + 1 : text->path ? text->path : "";
	struct qz_text_act *last = text->nacts ? &text->acts[text->nacts - 1] : NULL;
	qz_law_day day = day_in(name), known = qz_text_day(text);
	if (!day || (last && (day <= known || is_same_day(last, day))))
		return;
	if (last && last->adopted && !last->promulgated && days_between(last->adopted, day) <= PASSED_TO_PUBLISHED) {
		last->promulgated = day;
		return;
	}
	if (last && last->promulgated && days_between(last->promulgated, day) <= 31)
		return; /* some days later is the same version */
	struct qz_text_act *act = qz_text_add_act(text);
	if (act)
		act->promulgated = day;
	text->dated = true;
}
