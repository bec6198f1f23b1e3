/*
 * Rules on the writing itself: doubled characters, brackets and book marks,
 * widths, and how names, points and fields end.
 */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "check/policy.h"
#include "check/rules_internal.h"

static bool ends_with(const char *text, size_t len, const char *end)
{
	size_t n = strlen(end);
	return len >= n && memcmp(text + len - n, end, n) == 0;
}

/* The one of `ends` (ended by NULL) that the text ends with; NULL for none. */
static const char *find_end(const char *text, const char *const ends[])
{
	size_t len = strlen(text);
	for (size_t i = 0; ends[i]; i++)
		if (ends_with(text, len, ends[i]))
			return ends[i];
	return NULL;
}

/* A finding about these bytes of run->text, with them as its datum. */
static void say_marked(struct qz_rules_run *run, enum qz_rule rule, const xmlNode *node, const char *name, const char *at, size_t len)
{
	char value[32];
	snprintf(value, sizeof value, "%.*s", (int)len, at);
	qz_rules_mark(run, at, len);
	QZ_RULES_SAY(run, rule, node, name, value, NULL);
}

static const char *text_end(const struct qz_rules_run *run)
{
	return run->text.data + strlen(run->text.data);
}

/* Where the last character begins, blanks behind it apart; the text itself when it is blank. */
static const char *last_character(const char *text)
{
	size_t at = qz_trim_end(text, strlen(text));
	while (at > 0 && ((unsigned char)text[--at] & 0xC0) == 0x80)
		continue;
	return text + at;
}

/* ---- doubled characters and brackets ---- */

/* The first doubled characters (six bytes) that no right text has; 的的 is right behind 目 and 标 (目的的, 标的的). */
static const char *find_doubled(const char *text)
{
	static const char *const doubled[] = {"的的", "了了", "、、", "，，", "。。", "；；", "：："};
	for (size_t i = 0; i < sizeof doubled / sizeof *doubled; i++) {
		for (const char *at = strstr(text, doubled[i]); at; at = strstr(at + 3, doubled[i])) {
			bool right = i == 0 && at >= text + 3 && (memcmp(at - 3, "目", 3) == 0 || memcmp(at - 3, "标", 3) == 0);
			bool dots = i == 4 && (strncmp(at + 6, "。", 3) == 0 || (at >= text + 3 && memcmp(at - 3, "。", 3) == 0));
			if (!right && !dots) /* 。。。 stands for an ellipsis */
				return at;
		}
	}
	return NULL;
}

/* The next character that may be one of the brackets below: they are of U+2000 to U+3FFF, no ideographs. */
static const char *skip_ideographs(const char *text)
{
	return text + strcspn(text, "\xE2\xE3");
}

/* The first bracket (three bytes) without its partner; NULL when all match. Counting points such as 1） are not brackets. */
static const char *find_unbalanced(const char *text)
{
	static const struct {
		const char *open, *close;
	} pairs[] = {{"《", "》"}, {"〈", "〉"}, {"【", "】"}, {"〔", "〕"}, {"“", "”"}};
	enum { PAIRS = sizeof pairs / sizeof *pairs };
	struct {
		long depth;
		const char *alone;
	} seen[PAIRS] = {{0}};
	for (const char *at = skip_ideographs(text); *at; at = skip_ideographs(at + 1)) {
		for (size_t i = 0; i < PAIRS; i++) {
			bool open = strncmp(at, pairs[i].open, 3) == 0, close = strncmp(at, pairs[i].close, 3) == 0;
			if ((!open && !close) || seen[i].depth < 0)
				continue;
			if (seen[i].depth == 0)
				seen[i].alone = at;
			seen[i].depth += open - close;
		}
	}
	for (size_t i = 0; i < PAIRS; i++)
		if (seen[i].depth != 0)
			return seen[i].alone;
	return NULL;
}

/* The inner mark of 《…《…》…》 in a text whose marks match, or NULL: inside book marks single ones are right (GB/T 15834—2011, 4.15). */
static const char *find_nested_mark(const char *text)
{
	int depth = 0;
	for (const char *at = skip_ideographs(text); *at; at = skip_ideographs(at + 1)) {
		depth += strncmp(at, "《", 3) == 0;
		depth -= strncmp(at, "》", 3) == 0;
		if (depth > 1)
			return at;
	}
	return NULL;
}

/* A bracket behind a title that holds nothing, 《甲法》（）, and its length; NULL when there is none. */
static const char *find_empty_note(const char *text, size_t *len)
{
	for (const char *at = strstr(text, "》"); at; at = strstr(at + 3, "》")) {
		const char *open = at + 3;
		open += qz_skip_blanks(open, strnlen(open, 16));
		size_t width = strncmp(open, "（", 3) == 0 ? 3 : *open == '(';
		const char *close = open + width;
		close += width ? qz_skip_blanks(close, strnlen(close, 16)) : 0;
		if (width && (*close == ')' || strncmp(close, "）", 3) == 0)) {
			*len = (size_t)(close - open) + (*close == ')' ? 1 : 3);
			return open;
		}
	}
	return NULL;
}

/* ---- widths ---- */

static bool is_han(uint32_t cp)
{
	return cp >= 0x4E00 && cp <= 0x9FFF;
}

#define MAX_OPEN 16

/* Three characters around a place where widths are mixed. */
struct width_search {
	uint32_t before, mark;  /* the last two characters; 0 at the beginning */
	uint32_t open[MAX_OPEN]; /* brackets now open, and where */
	size_t places[MAX_OPEN];
	size_t depth;
};

/* What mixes widths: where it begins and ends, and how it is written. */
struct mixed {
	size_t from, to;
	struct qz_buf *words;
};

/* True when a bracket closes one of the other width. A closing one alone (1）) is none of ours. */
static bool closes_other(struct width_search *search, uint32_t cp, size_t at)
{
	if (cp == '(' || cp == 0xFF08) {
		if (search->depth < MAX_OPEN) {
			search->open[search->depth] = cp;
			search->places[search->depth] = at;
		}
		search->depth++;
		return false;
	}
	if ((cp != ')' && cp != 0xFF09) || search->depth == 0)
		return false;
	search->depth--;
	return search->depth < MAX_OPEN && (search->open[search->depth] == '(') != (cp == ')');
}

/* Finds what mixes widths, with the characters beside it; false when nothing does. */
static bool find_mixed(const char *text, struct mixed *mixed)
{
	struct qz_buf *out = mixed->words;
	struct width_search search = {0};
	size_t len = strlen(text);
	if (!strpbrk(text, "(),;:?!"))
		return false; /* nothing of half a width to mix with */
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		if (n == 0)
			return false;
		bool bracket = closes_other(&search, cp, at);
		bool half = search.mark && search.mark < 0x80 && strchr(",;:?!", (int)search.mark) && is_han(search.before) && is_han(cp);
		if (bracket)
			qz_buf_puts(out, cp == ')' ? "（)" : "(）");
		mixed->from = bracket ? search.places[search.depth] : at - 4; /* an ideograph and the mark before this one */
		mixed->to = at + n;
		if (half)
			qz_buf_add(out, text + mixed->from, mixed->to - mixed->from);
		if (bracket || half)
			return true;
		search.before = search.mark;
		search.mark = cp;
	}
	return false;
}

static void check_widths(struct qz_rules_run *run, xmlNode *node, const char *text)
{
	if (!run->options->policy->full_width)
		return;
	struct mixed mixed = {.words = &run->other};
	qz_buf_clear(&run->other);
	if (!find_mixed(text, &mixed) || run->other.failed)
		return;
	qz_rules_mark(run, text + mixed.from, mixed.to - mixed.from);
	QZ_RULES_SAY(run, QZ_RULE_WIDTH_MIXED, node, "characters", run->other.data, NULL);
}

void qz_rule_characters(struct qz_rules_run *run, xmlNode *node)
{
	if (!run->item)
		return;
	const char *text = qz_rules_text(run, node);
	size_t note_len = 0;
	const char *doubled = find_doubled(text), *bracket = find_unbalanced(text);
	const char *nested = bracket ? NULL : find_nested_mark(text), *note = find_empty_note(text, &note_len);
	if (doubled)
		say_marked(run, QZ_RULE_DOUBLED_CHARACTER, node, "characters", doubled, 6);
	if (bracket)
		say_marked(run, QZ_RULE_BRACKET_UNBALANCED, node, "bracket", bracket, 3);
	else if (nested) {
		qz_rules_mark(run, nested, 3);
		QZ_RULES_SAY(run, QZ_RULE_BOOK_MARK_FORM, node, "marks", "《《》》", NULL);
	}
	if (note) {
		qz_rules_mark(run, note, note_len);
		QZ_RULES_SAY(run, QZ_RULE_NOTE_EMPTY, node, NULL);
	}
	check_widths(run, node, text);
}

/* < and > as book marks. */
void qz_rule_book_marks(struct qz_rules_run *run, xmlNode *cite)
{
	const char *text = qz_rules_text(run, cite);
	if (qz_xml_attr(cite, "law") && (*text == '<' || strncmp(text, "＜", 3) == 0))
		QZ_RULES_SAY(run, QZ_RULE_BOOK_MARK_FORM, cite, "marks", "<>", NULL);
}

/* ---- ends ---- */

void qz_rule_name_end(struct qz_rules_run *run, xmlNode *name)
{
	static const char *const ends[] = {"。", "，", "、", "；", "：", ",", ";", ":", NULL};
	const char *end = run->item ? find_end(qz_rules_text(run, name), ends) : NULL;
	if (end)
		say_marked(run, QZ_RULE_NAME_PUNCTUATION, name, "characters", text_end(run) - strlen(end), strlen(end));
}

/* The last paragraph or point of a field ends in a mark behind which more must come. */
static void check_field_end(struct qz_rules_run *run, xmlNode *field)
{
	static const char *const ends[] = {"，", "、", "（", "《", "“", NULL};
	xmlNode *last = xmlLastElementChild(field);
	while (last && (qz_xml_is(last, "ol") || (qz_xml_is(last, "li") && qz_xml_is(xmlLastElementChild(last), "ol"))))
		last = xmlLastElementChild(last);
	const char *end = last ? find_end(qz_rules_text(run, last), ends) : NULL;
	if (end)
		say_marked(run, QZ_RULE_TEXT_UNFINISHED, field, "characters", text_end(run) - strlen(end), strlen(end));
}

void qz_rule_field_end(struct qz_rules_run *run, xmlNode *node)
{
	if (run->item && node->parent == run->item)
		check_field_end(run, node);
}

static bool has_end(const char *text)
{
	static const char *const ends[] = {"。", "；", "！", "？", "：", ".", ";", ":", "”", "）", ")", NULL};
	return find_end(text, ends) != NULL;
}

/* All points end in a mark or none does; --rules may ask for all. */
void qz_rule_list_ends(struct qz_rules_run *run, xmlNode *node)
{
	size_t items = 0, ended = 0;
	xmlNode *open = NULL;
	for (xmlNode *item = qz_xml_child(node, "li"); item; item = qz_xml_next(item, "li")) {
		bool has = has_end(qz_rules_text(run, item));
		items++;
		ended += has;
		open = has ? open : item;
	}
	enum qz_list_end asked = run->options->policy->list_end;
	bool odd = items >= 2 && ended == items - 1;
	if (open && ((asked == QZ_LIST_END_CONSISTENT && odd) || (asked == QZ_LIST_END_REQUIRED && ended < items))) {
		const char *text = qz_rules_text(run, open);
		qz_rules_mark(run, last_character(text), strlen(last_character(text)));
		QZ_RULES_SAY(run, QZ_RULE_PUNCTUATION_MISSING, open, NULL);
	}
}
