/*
 * Promulgation notes: （2016年11月7日第十二届…第二十四次会议通过，自2017年6月1日
 * 起施行）. Finds where the bracket ends, closed or not, and what it says:
 * dates, order number, verb, adopting body.
 */
#include <stdio.h>
#include <string.h>

#include "model/cite_scan.h"

#include "base/utf8.h"

#define MAX_BRACKET 600 /* code points; real notes stay below 300 */
#define MAX_OPEN 120    /* of a note that the end of the text cuts off */
#define MAX_BODY 40

/* What a verb says about the date before it. */
enum act { ACT_ENACT, ACT_AMEND, ACT_FORCE };

static const struct {
	const char *word;
	enum act act;
} verbs[] = {
	{"通过", ACT_ENACT}, {"公布", ACT_ENACT}, {"发布", ACT_ENACT}, {"颁布", ACT_ENACT},
	{"印发", ACT_ENACT}, {"批准", ACT_ENACT}, {"制定", ACT_ENACT}, {"修订", ACT_AMEND},
	{"修正", ACT_AMEND}, {"修改", ACT_AMEND}, {"施行", ACT_FORCE}, {"实施", ACT_FORCE},
	{"执行", ACT_FORCE}, {"生效", ACT_FORCE},
};

/* Reading one note from left to right. */
struct reader {
	const struct cite_text *text;
	size_t at, to;
	size_t body;       /* where the name of a body may have begun */
	char day[12];      /* the last date read, "" when none applies */
	char unused[12];   /* the first date that no act has taken */
	bool undated;      /* the verb of the note stands before any date */
	char ordered[12];  /* the day of the order whose number was taken */
	struct cite_note *note;
};

void qz_cite_note_init(struct cite_note *note)
{
	*note = (struct cite_note){0};
	qz_buf_init(&note->body);
	qz_buf_init(&note->order);
	qz_buf_init(&note->verb);
}

void qz_cite_note_done(struct cite_note *note)
{
	qz_buf_done(&note->body);
	qz_buf_done(&note->order);
	qz_buf_done(&note->verb);
}

/* Does the bracket hold a numeral alone? Then it marks a list: （一）. */
static bool is_marker(const struct cite_text *text, size_t at)
{
	uint32_t value;
	size_t next;
	at = qz_cite_skip(text, at);
	size_t n = qz_cite_number(text, at, &value);
	return n > 0 && value < 1000 && qz_cite_is_round_close(qz_cite_at(text, qz_cite_skip(text, at + n), &next));
}

/* Does a provision begin at `at`: 第…条 behind a blank, a full stop or a bracket? */
static bool provision_begins(const struct cite_text *text, size_t at)
{
	size_t start;
	uint32_t before = qz_cite_before(text, at, &start);
	bool apart = qz_is_blank(before) || before == 0x3002 || qz_cite_is_round_close(before);
	return apart && qz_cite_article_at(text, at);
}

size_t qz_cite_read_bracket(const struct cite_text *text, size_t at)
{
	size_t next;
	uint32_t value;
	int depth = 0;
	if (!qz_cite_is_round_open(qz_cite_at(text, at, &next)) || is_marker(text, next))
		return 0;
	bool number = qz_cite_number(text, qz_cite_skip(text, next), &value) > 0;
	for (int i = 0; i < MAX_BRACKET; i++, at = next) {
		uint32_t cp = qz_cite_at(text, at, &next);
		if (cp == 0)
			return number && i < MAX_OPEN ? qz_cite_skip_back(text, at) : 0;
		if (qz_cite_is_round_open(cp))
			depth++;
		else if (qz_cite_is_round_close(cp) && --depth == 0)
			return next;
		else if (cp == 0x7B2C && depth > 0 && provision_begins(text, at))
			return qz_cite_skip_back(text, at);
	}
	return 0;
}

/* A number between `least` and `most` at `*at`, moving it; 0 when there is none. */
static uint32_t take_number(const struct cite_text *text, size_t *at, uint32_t least, uint32_t most)
{
	uint32_t value;
	size_t here = qz_cite_skip(text, *at), n = qz_cite_number(text, here, &value);
	if (n == 0 || value < least || value > most)
		return 0;
	*at = qz_cite_skip(text, here + n);
	return value;
}

/* Takes one of the marks between the parts of 2013.12.28. */
static bool take_mark(const struct cite_text *text, size_t *at)
{
	static const char *const marks[] = {".", "-", "/", "．", "－", NULL};
	size_t n = qz_cite_starts_any(text, *at, marks);
	*at += n;
	return n > 0;
}

static bool take_word(const struct cite_text *text, size_t *at, const char *word)
{
	if (!qz_cite_starts(text, *at, word))
		return false;
	*at += strlen(word);
	return true;
}

static void write_date(char date[12], uint32_t year, uint32_t month, uint32_t day)
{
	if (day)
		snprintf(date, 12, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100, (unsigned)day % 100);
	else if (month)
		snprintf(date, 12, "%04u-%02u", (unsigned)year % 10000, (unsigned)month % 100);
	else
		snprintf(date, 12, "%04u", (unsigned)year % 10000);
}

/* Reads a date as written in notes; where it ends, or 0. */
static size_t read_date(const struct cite_text *text, size_t at, char date[12])
{
	static const char *const amended[] = {"修正", "修订", "修改", NULL};
	uint32_t month = 0, day = 0, year = take_number(text, &at, 1900, 2199);
	if (!year)
		return 0;
	size_t end = at;
	if (take_word(text, &at, "年")) {
		end = at;
		month = take_number(text, &at, 1, 12);
		if (month && take_word(text, &at, "月")) {
			end = at;
			day = take_number(text, &at, 1, 31);
			if (day && take_word(text, &at, "日"))
				end = at;
			else
				day = 0;
		} else {
			month = 0;
		}
	} else if (take_mark(text, &at) && (month = take_number(text, &at, 1, 12)) && take_mark(text, &at) &&
	           (day = take_number(text, &at, 1, 31))) {
		end = at;
	} else if (month || !qz_cite_starts_any(text, end, amended)) { /* 2018修正 */
		return 0;
	}
	write_date(date, year, month, day);
	return end;
}

/* Behind 第十二届 or 十二届 at `at`, else `at`. */
static size_t skip_term(const struct cite_text *text, size_t at)
{
	uint32_t value;
	size_t here = at;
	if (take_word(text, &here, "第"))
		here = qz_cite_skip(text, here);
	size_t n = qz_cite_number(text, here, &value);
	here = qz_cite_skip(text, here + n);
	return n && take_word(text, &here, "届") ? here : at;
}

/* Where the name of the body begins, what leads up to it left out. */
static size_t skip_lead(const struct cite_text *text, size_t at, size_t to)
{
	static const char *const leads[] = {"根据", "依据", "业经", "由", "，", "。", "；", "、", "：", ",", ";", "（", "(", NULL};
	for (size_t before = to; at < to && at != before;) {
		before = at;
		at = qz_cite_skip(text, at);
		if (qz_cite_starts(text, at, "经") && !qz_cite_starts(text, at, "经济"))
			at += strlen("经");
		at += qz_cite_starts_any(text, at, leads);
		at = skip_term(text, at);
	}
	return at;
}

/* Notes the body that is named right before `to`, if it is the first. */
static void take_body(struct reader *r, size_t to)
{
	static const char *const tails[] = {"第",   "令",   "公告", "以",   "的",   "审议", "讨论", "表决", "全票", "会议",
	                                    "常务", "部务", "局务", "办公", "部长", "局长", "主任", NULL};
	struct qz_buf *body = &r->note->body;
	size_t from = skip_lead(r->text, r->body, to), next, count = 0;
	r->body = to;
	if (body->len > 0)
		return;
	to = qz_cite_skip_back(r->text, to);
	for (size_t n = 1; n > 0 && to > from; to = qz_cite_skip_back(r->text, to - n))
		n = qz_cite_ends_any(r->text, to, tails);
	for (size_t at = from; at < to && count <= MAX_BODY; at = next, count++) {
		uint32_t cp = qz_cite_at(r->text, at, &next);
		if (cp >= '0' && cp <= '9') /* a date that is none */
			count = MAX_BODY;
		if (!qz_is_blank(cp))
			qz_buf_put_utf8(body, qz_is_xml_char(cp) ? cp : QZ_REPLACEMENT);
	}
	if (count < 2 || count > MAX_BODY)
		qz_buf_clear(body);
}

/* The date now in force for reading belongs to an act of adoption or amendment. */
static void take_act(struct reader *r)
{
	if (r->day[0] && !r->note->date[0])
		memcpy(r->note->date, r->day, sizeof r->day);
	r->unused[0] = '\0';
}

/* 〔2017〕 before `at`: its year, or 0. */
static uint32_t year_before(const struct cite_text *text, size_t at)
{
	static const char *const closes[] = {"〕", "]", "］", "】", "﹞", "）", ")", NULL};
	static const char *const opens[] = {"〔", "[", "［", "【", "﹝", "（", "(", NULL};
	at = qz_cite_skip_back(text, at);
	if (qz_cite_ends(text, at, "第"))
		at = qz_cite_skip_back(text, at - strlen("第"));
	size_t n = qz_cite_ends_any(text, at, closes), year = at - n;
	for (int i = 0; n && i < 4; i++)
		qz_cite_before(text, year, &year);
	uint32_t value = 0;
	if (!n || !qz_cite_ends_any(text, year, opens) || !qz_cite_number(text, year, &value))
		return 0;
	return value >= 1900 && value < 2200 ? value : 0;
}

/* Does the act of the last date amend what an earlier act adopted? */
static bool is_later(const struct reader *r)
{
	return r->note->date[0] && strcmp(r->day, r->note->date) != 0;
}

/*
 * 第292号, 1号令: the number from `at`, which ends at `end`; false when it counts
 * something else. Only the order of the first act is kept.
 */
static bool take_order(struct reader *r, size_t at, size_t end, uint32_t number)
{
	struct qz_buf *order = &r->note->order;
	size_t behind = qz_cite_skip(r->text, end);
	if (!qz_cite_starts(r->text, behind, "号"))
		return false;
	uint32_t year = year_before(r->text, at);
	bool amending = is_later(r) && strcmp(r->day, r->note->amended) == 0;
	if (!year)
		take_body(r, at);
	if (order->len == 0 && !amending) {
		if (year)
			qz_buf_printf(order, "%u-", (unsigned)year);
		qz_buf_printf(order, "%u", (unsigned)number);
		memcpy(r->ordered, r->day, sizeof r->day);
	}
	r->note->dated = true;
	take_act(r);
	r->at = r->body = behind + strlen("号");
	return true;
}

/* The act of the last date is an amendment. */
static void take_amendment(struct reader *r)
{
	if (!r->day[0])
		return;
	memcpy(r->note->amended, r->day, sizeof r->day);
	if (is_later(r) && strcmp(r->ordered, r->day) == 0)
		qz_buf_clear(&r->note->order); /* 2017年10月7日国务院令第687号修订 */
}

static void take_verb(struct reader *r, size_t which)
{
	struct cite_note *note = r->note;
	enum act act = verbs[which].act;
	if (act == ACT_FORCE) {
		if (r->day[0])
			memcpy(note->effective, r->day, sizeof r->day);
		r->unused[0] = '\0';
	} else {
		take_body(r, r->at);
		take_act(r);
		if (act == ACT_AMEND)
			take_amendment(r);
	}
	/* 根据2021年…通过的…决定第三次修正: the act of that day is the amendment */
	bool first = note->verb.len == 0 && (act == ACT_FORCE ? !note->date[0] : !is_later(r));
	bool sharper = act == ACT_AMEND && r->day[0] && !is_later(r);
	/* 国务院第80次常务会议通过，2009年9月17日发布: the date is that of the second act */
	bool dated = r->undated && act != ACT_FORCE && r->day[0] && !is_later(r);
	if (first || sharper || dated) {
		qz_buf_clear(&note->verb);
		qz_buf_puts(&note->verb, verbs[which].word);
		r->undated = !r->day[0];
	}
	r->at += strlen(verbs[which].word);
	r->body = r->at;
}

/* A date or an order number at the reader's place; false when none stands there. */
static bool read_number(struct reader *r)
{
	uint32_t value;
	char date[12];
	size_t end = read_date(r->text, r->at, date);
	if (end && end <= r->to) {
		/* 2015年12月3日农业部令2015年第4号: the bare year adds nothing */
		if (strlen(date) > 4 || strncmp(date, r->day, 4) != 0)
			memcpy(r->day, date, sizeof date);
		if (!r->unused[0])
			memcpy(r->unused, date, sizeof date);
		r->note->dated = true;
		r->at = r->body = end;
		return true;
	}
	size_t n = qz_cite_number(r->text, r->at, &value);
	if (n == 0)
		return false;
	if (!take_order(r, r->at, r->at + n, value))
		r->at += n;
	return true;
}

/*
 * Titles inside a note (《关于修改…的决定》) are no acts: skips one. Who promulgates such a decision amends the law: 2017年
 * 10月公布《国务院关于修改部分行政法规的决定》.
 */
static bool skip_title(struct reader *r)
{
	size_t next, at = r->at;
	int depth = 0;
	bool amends = false;
	if (qz_cite_at(r->text, at, &next) != 0x300A)
		return false;
	for (; at < r->to; at = next) {
		uint32_t cp = qz_cite_at(r->text, at, &next);
		depth += (cp == 0x300A) - (cp == 0x300B);
		amends |= qz_cite_starts(r->text, at, "关于修改");
		if (depth == 0) {
			if (amends && is_later(r))
				take_amendment(r);
			r->at = r->body = next;
			return true;
		}
	}
	return false;
}

/* Words that a note is read by; false when none stands at the reader's place. */
static bool read_word(struct reader *r)
{
	static const char *const same_day[] = {"公布之日", "发布之日", "颁布之日", "印发之日", "通过之日", NULL};
	size_t n = qz_cite_starts_any(r->text, r->at, same_day);
	if (n) { /* 自公布之日起施行 names no date of its own */
		r->at += n;
		r->day[0] = '\0';
		return true;
	}
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		if (qz_cite_starts(r->text, r->at, verbs[i].word)) {
			take_verb(r, i);
			return true;
		}
	}
	if (qz_cite_starts(r->text, r->at, "令")) {
		take_body(r, r->at);
		take_act(r);
	}
	return false;
}

/* 第二十四次会议: what stands before it met. */
static bool read_session(struct reader *r)
{
	uint32_t value;
	size_t at = r->at;
	if (!take_word(r->text, &at, "第"))
		return false;
	at = qz_cite_skip(r->text, at);
	size_t n = qz_cite_number(r->text, at, &value);
	if (n == 0 || !qz_cite_starts(r->text, qz_cite_skip(r->text, at + n), "次"))
		return false;
	take_body(r, r->at);
	r->at = r->body = qz_cite_skip(r->text, at + n) + strlen("次");
	return true;
}

void qz_cite_note_add(const struct cite_text *text, size_t from, size_t to, struct cite_note *note)
{
	struct reader r = {.text = text, .at = from, .to = to, .body = from, .note = note};
	size_t next;
	while (r.at < to) {
		uint32_t cp = qz_cite_at(text, r.at, &next);
		if (read_session(&r) || read_word(&r) || read_number(&r) || skip_title(&r))
			continue;
		if (cp == 0xFF0C || cp == 0x3002 || cp == 0xFF1B || cp == ',' || cp == ';')
			r.body = next;
		r.at = next;
	}
	if (!note->date[0] && !note->effective[0])
		memcpy(note->date, r.unused, sizeof r.unused);
}
