/*
 * The place in a law: articles, paragraphs and points (条, 款, 项) with their
 * ranges and enumerations, 第 dropped or not, in any numerals. Leaves open
 * whose place it is.
 */
#include <string.h>

#include "model/cite_scan.h"

#define MAX_GROUP 32 /* numbers before one unit: 第一、二、三款 */

/* What may stand between two numbers or two places. */
struct joiner {
	const char *word;
	bool range;
	bool strict; /* what follows needs its 第 */
};

static const struct joiner joiners[] = {
	{"、", false, false}, {"或者", false, false}, {"以及", false, false}, {"和", false, false},
	{"及", false, false}, {"与", false, false},   {"或", false, false},   {"并", false, true},
	{"，", false, true},  {",", false, true},     {"；", false, true},    {";", false, true},
	{"／", false, true},  {"/", false, true},     {"至", true, false},    {"到", true, false},
	{"—", true, false},   {"-", true, false},     {"－", true, false},    {"–", true, false},
	{"~", true, false},   {"～", true, false},    {"〜", true, false},    {NULL, false, false},
};

void qz_cite_place_init(struct cite_place *place)
{
	*place = (struct cite_place){0};
	for (int i = 0; i < CITE_PLACES; i++)
		qz_buf_init(&place->numbers[i]);
}

void qz_cite_place_done(struct cite_place *place)
{
	for (int i = 0; i < CITE_PLACES; i++)
		qz_buf_done(&place->numbers[i]);
}

/* Reads a joiner and the blanks around it; where it ends, or 0. */
static size_t read_joiner(const struct cite_text *text, size_t at, struct joiner *found)
{
	at = qz_cite_skip(text, at);
	for (const struct joiner *j = joiners; j->word; j++) {
		if (!qz_cite_starts(text, at, j->word))
			continue;
		*found = *j;
		at += strlen(j->word);
		while (j->range && qz_cite_starts(text, at, j->word)) /* —— */
			at += strlen(j->word);
		return qz_cite_skip(text, at);
	}
	return 0;
}

/* One number, bare or in brackets, with 之 and another one behind it if so; where it ends, or 0. */
static size_t read_number(const struct cite_text *text, size_t at, struct qz_buf *out)
{
	uint32_t value, sub;
	size_t next;
	bool bracket = qz_cite_is_round_open(qz_cite_at(text, at, &next));
	if (bracket)
		at = qz_cite_skip(text, next);
	size_t n = qz_cite_number(text, at, &value);
	if (n == 0)
		return 0;
	at += n;
	qz_buf_printf(out, "%u", (unsigned)value);
	if (qz_cite_starts(text, at, "之") && (n = qz_cite_number(text, at + strlen("之"), &sub)) > 0) {
		at += strlen("之") + n;
		qz_buf_printf(out, ".%u", (unsigned)sub);
	}
	if (!bracket)
		return at;
	return qz_cite_is_round_close(qz_cite_at(text, qz_cite_skip(text, at), &next)) ? next : 0;
}

/* The end of the unit at `at`, 0 when another word stands there (条例, 项目). */
static size_t read_unit(const struct cite_text *text, size_t at, enum cite_level level)
{
	if (level == CITE_ARTICLE)
		return qz_cite_article_unit(text, at);
	const char *unit = level == CITE_PARAGRAPH ? "款" : "项";
	if (!qz_cite_starts(text, at, unit) || qz_cite_starts(text, at, "项目"))
		return 0;
	return at + strlen(unit);
}

/* 第十三条之一: the part behind 条. */
static size_t read_insertion(const struct cite_text *text, size_t at, struct qz_buf *out)
{
	uint32_t sub;
	if (!qz_cite_starts(text, at, "之"))
		return at;
	size_t n = qz_cite_number(text, at + strlen("之"), &sub);
	if (n == 0)
		return at;
	qz_buf_printf(out, ".%u", (unsigned)sub);
	return at + strlen("之") + n;
}

/*
 * Numbers that share one unit: 第五条, 第二、三款, 第（一）、（三）项,
 * 第三十九至第五十条. Where they end, or 0; `out` then is to be ignored.
 */
static size_t read_group(const struct cite_text *text, size_t at, enum cite_level level, bool strict,
                         struct qz_buf *out)
{
	qz_buf_clear(out);
	for (int i = 0; i < MAX_GROUP; i++) {
		struct joiner joiner;
		if (qz_cite_starts(text, at, "第"))
			at = qz_cite_skip(text, at + strlen("第"));
		else if (i == 0 && strict)
			return 0;
		at = read_number(text, at, out);
		if (at == 0)
			return 0;
		size_t end = read_unit(text, qz_cite_skip(text, at), level);
		if (end)
			return level == CITE_ARTICLE ? read_insertion(text, end, out) : end;
		size_t behind = read_joiner(text, at, &joiner), next;
		if (behind == 0 && !qz_cite_is_round_open(qz_cite_at(text, at, &next))) /* 第（一）（三）项 */
			return 0;
		at = behind ? behind : at;
		qz_buf_putc(out, behind && joiner.range ? '-' : ',');
	}
	return 0;
}

/*
 * 第四条：第（六）项 监管…: a point behind the colon belongs to the article, unless the
 * provision itself begins with it (第（六）项规定的…). The end, or 0.
 */
static size_t read_behind_colon(const struct cite_text *text, size_t at, struct qz_buf *numbers)
{
	static const char *const goes_on[] = {"规定", "所", "的", "、", "，", "和", "或", "至", "情形", NULL};
	size_t next, start = qz_cite_skip(text, at);
	const uint32_t colon = qz_cite_at(text, start, &next);
	if (colon != ':' && colon != 0xFF1A)
		return 0;
	next = qz_cite_skip(text, next);
	if (!qz_cite_starts(text, next, "第（") && !qz_cite_starts(text, next, "第("))
		return 0;
	const size_t before = numbers->len, end = read_group(text, next, CITE_POINT, true, numbers);
	if (end && !qz_cite_starts_any(text, qz_cite_skip(text, end), goes_on))
		return end;
	numbers->len = before;
	if (numbers->data)
		numbers->data[before] = '\0';
	return 0;
}

/* Reads what may follow an article or a paragraph: the levels below `level`. */
static void read_below(const struct cite_text *text, enum cite_level level, struct cite_place *place)
{
	for (int below = (int)level + 1; below < CITE_PLACES; below++) {
		size_t at = qz_cite_skip(text, place->end);
		size_t end = read_group(text, at, (enum cite_level)below, at > place->end, &place->numbers[below]);
		if (end) {
			place->end = end;
			place->has[below] = true;
		}
	}
	size_t end = level == CITE_ARTICLE && !place->has[CITE_POINT] ? read_behind_colon(text, place->end, &place->numbers[CITE_POINT]) : 0;
	if (end) {
		place->end = end;
		place->has[CITE_POINT] = true;
	}
}

/* Reads a place whose first part is of `level`, without enumeration. */
static bool read_level(const struct cite_text *text, size_t at, enum cite_level level, bool strict,
                       struct cite_place *place)
{
	size_t end = read_group(text, at, level, strict, &place->numbers[level]);
	if (end == 0)
		return false;
	place->start = at;
	place->end = end;
	place->has[level] = true;
	read_below(text, level, place);
	return true;
}

/* Reads the joiner behind `last` and a place of any level. */
static bool read_joined(const struct cite_text *text, const struct cite_place *last, struct cite_place *next,
                        bool *range)
{
	struct joiner joiner = {"", false, true};
	size_t at = read_joiner(text, last->end, &joiner);
	if (at == 0)
		at = last->end; /* 第五条第六条 */
	*range = joiner.range;
	for (int level = CITE_ARTICLE; level < CITE_PLACES; level++)
		if (read_level(text, at, (enum cite_level)level, joiner.strict, next))
			return true;
	return false;
}

/* Only the level `level` is named. */
static bool is_only(const struct cite_place *place, enum cite_level level)
{
	for (int i = 0; i < CITE_PLACES; i++)
		if (place->has[i] != (i == (int)level))
			return false;
	return true;
}

/* The level at which `next` lengthens the list of `last`, or CITE_PLACES. */
static int shared_level(const struct cite_place *last, const struct cite_place *next)
{
	if (is_only(next, CITE_ARTICLE) && is_only(last, CITE_ARTICLE))
		return CITE_ARTICLE;
	if (is_only(next, CITE_PARAGRAPH) && last->has[CITE_PARAGRAPH] && !last->has[CITE_POINT])
		return CITE_PARAGRAPH;
	if (is_only(next, CITE_POINT) && last->has[CITE_POINT])
		return CITE_POINT;
	return CITE_PLACES;
}

/* Lengthens the place by all that follows and shares its token. */
static void read_list(const struct cite_text *text, struct cite_place *place)
{
	for (;;) {
		struct cite_place next;
		bool range;
		qz_cite_place_init(&next);
		int level = CITE_PLACES;
		if (read_joined(text, place, &next, &range))
			level = shared_level(place, &next);
		if (level < CITE_PLACES) {
			qz_buf_putc(&place->numbers[level], range ? '-' : ',');
			qz_buf_add(&place->numbers[level], next.numbers[level].data, next.numbers[level].len);
			place->numbers[level].failed |= next.numbers[level].failed;
			place->end = next.end;
		}
		qz_cite_place_done(&next);
		if (level == CITE_PLACES)
			return;
	}
}

bool qz_cite_read_place(const struct cite_text *text, size_t at, enum cite_start start, struct cite_place *place)
{
	bool found = false;
	if (start != CITE_START_PARAGRAPH) {
		bool strict = start == CITE_START_ARTICLE;
		found = read_level(text, at, CITE_ARTICLE, strict, place);
	}
	if (!found && (start == CITE_START_LAW || start == CITE_START_PARAGRAPH))
		found = read_level(text, at, CITE_PARAGRAPH, true, place);
	if (!found && start == CITE_START_LAW)
		found = read_level(text, at, CITE_POINT, true, place);
	if (found)
		read_list(text, place);
	return found;
}

/* Copies the last number of a list: a 款 belongs to the article named last. */
static void inherit(const struct cite_place *last, enum cite_level level, struct cite_place *next)
{
	const struct qz_buf *numbers = &last->numbers[level];
	size_t from = numbers->len;
	if (!last->has[level])
		return;
	while (from > 0 && numbers->data[from - 1] != ',' && numbers->data[from - 1] != '-')
		from--;
	qz_buf_clear(&next->numbers[level]);
	qz_buf_add(&next->numbers[level], numbers->data + from, numbers->len - from);
	next->has[level] = true;
}

bool qz_cite_read_next(const struct cite_text *text, const struct cite_place *last, struct cite_place *next)
{
	bool range;
	if (!read_joined(text, last, next, &range))
		return false;
	read_list(text, next);
	if (next->has[CITE_ARTICLE])
		return true;
	bool paragraph = next->has[CITE_PARAGRAPH];
	inherit(last, CITE_ARTICLE, next);
	if (!paragraph)
		inherit(last, CITE_PARAGRAPH, next);
	return true;
}
