/*
 * Answers in tables of decisions, for answer.h.
 */
#include "decide/answer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

/* ---- words ---- */

static const char *const accepting[] = {"采用", "采纳", "同意", "接受", "认可", "是", "对", "√", "✓", "✔", "☑", "按建议", "按建议修改", "按建议改", "同意修改",
					"accept", "accepted", "agree", "yes", "y", "ok", NULL};
static const char *const waiving[] = {"豁免", "不改", "不修改", "不用改", "无需修改", "不需修改", "维持", "维持原文", "保留", "保留原文", "waive", "waived", "keep", NULL};
static const char *const changing[] = {"改为", "改成", "修改", "修改为", "更正为", "change", NULL};
static const char *const refusing[] = {"不同意", "不采用", "不采纳", "不接受", "不认可", "不按建议", "否", "不是", "不对", "×", "✗", "✘", "no", "n", "reject", "rejected", NULL};

static bool is_among(const char *const *words, const char *text, size_t len)
{
	for (; *words; words++)
		if (strlen(*words) == len && strncasecmp(*words, text, len) == 0)
			return true;
	return false;
}

/* Signs around an answer that do not count: blanks, quotes, stops. */
static bool is_trimming(uint32_t cp)
{
	static const uint32_t signs[] = {'"', '\'', '.', '!', ';', 0x3002, 0xFF01, 0xFF1B, 0x201C, 0x201D, 0x2018, 0x2019, 0x300C, 0x300D};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (cp == signs[i])
			return true;
	return qz_is_blank(cp);
}

static const char *trim(const char *text, size_t *len)
{
	size_t start = *len, end = 0;
	uint32_t cp = 0;
	for (size_t at = 0, n; at < *len; at += n) {
		n = qz_utf8_decode(text + at, *len - at, &cp);
		n = n ? n : 1;
		if (is_trimming(cp))
			continue;
		start = start == *len ? at : start;
		end = at + n;
	}
	*len = end > start ? end - start : 0;
	return text + start;
}

/* What stands behind 改为 in one cell with it, behind a colon or not; NULL where the cell does not begin so. */
static const char *find_inline(const char *text)
{
	static const char *const begins[] = {"修改为", "更正为", "改为", "改成"};
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
		size_t len = strlen(begins[i]);
		if (strncmp(text, begins[i], len) != 0 || !text[len])
			continue;
		text += len;
		text += *text == ':' ? 1 : strncmp(text, "：", 3) == 0 ? 3 : 0;
		return text + qz_skip_blanks(text, strlen(text));
	}
	return NULL;
}

enum word { WORD_NONE, WORD_ACCEPT, WORD_WAIVE, WORD_CHANGE, WORD_REFUSE, WORD_OTHER };

static enum word read_word(const char *cell)
{
	size_t len = strlen(cell);
	const char *text = trim(cell, &len);
	if (len == 0)
		return WORD_NONE;
	if (is_among(accepting, text, len))
		return WORD_ACCEPT;
	if (is_among(waiving, text, len))
		return WORD_WAIVE;
	if (is_among(changing, text, len))
		return WORD_CHANGE;
	return is_among(refusing, text, len) ? WORD_REFUSE : WORD_OTHER;
}

/* ---- what may be written ---- */

static const char no_type[] = "there is no such power type";

static bool may_be_type(const struct qz_vocabulary *vocabulary, const char *text)
{
	const struct qz_power_type *type = qz_power_type_find(vocabulary, text, strlen(text));
	return type && !type->abolished;
}

bool qz_answer_is_type(const char *fault)
{
	return strcmp(fault, no_type) == 0;
}

char *qz_answer_types(const struct qz_vocabulary *vocabulary)
{
	struct qz_buf list;
	qz_buf_init(&list);
	for (size_t i = 0; i < vocabulary->ntypes; i++) {
		if (vocabulary->types[i].abolished)
			continue;
		if (list.len)
			qz_buf_puts(&list, "、");
		qz_buf_puts(&list, vocabulary->types[i].name);
	}
	return qz_buf_take(&list);
}

/* The field that a value would be written into. */
static enum qz_field changed_field(const struct qz_decision *decision)
{
	return decision->field != QZ_FIELDS ? decision->field : decision->place;
}

/* May the new value stand there? Fields of a line; the article of a citation; else the place is the source. */
static const char *check_value(const struct qz_decision *decision, const struct qz_vocabulary *vocabulary)
{
	enum qz_field field = changed_field(decision);
	if (decision->rule == QZ_RULE_CITATION_SUPERSEDED) {
		struct qz_buf article;
		qz_buf_init(&article);
		bool is_article = qz_decide_read_articles(decision->value, &article);
		qz_buf_done(&article);
		return is_article ? NULL : "the new value is no article";
	}
	if (field == QZ_FIELDS || !qz_field_is_plain(field) || field == QZ_FIELD_EXTRA)
		return "this is changed in the source";
	return field != QZ_FIELD_POWER_TYPE || may_be_type(vocabulary, decision->value) ? NULL : no_type;
}

/* A waiver is a person's, who says why. */
static const char *check_waiver(const struct qz_decision *decision)
{
	if (decision->rule == QZ_RULES && decision->field != QZ_FIELD_POWER_TYPE)
		return "a field of an item gets a value";
	if (decision->rule == QZ_RULES)
		return "a type that is missing cannot be waived";
	if (qz_decide_must_be(decision->rule, decision->place)) /* it would not be filed all the same */
		return decision->rule == QZ_RULE_FIELD_EMPTY ? "a field that must be filled cannot be waived" : "a type that is missing cannot be waived";
	if (!qz_decide_can_waive(decision->rule))
		return "this rule cannot be waived";
	return *decision->reason && *decision->who ? NULL : "a waiver needs a reason and a person";
}

static const char *check(const struct qz_decision *decision, const struct qz_answer_how *how)
{
	if (decision->decided == QZ_DECIDED_WAIVED)
		return check_waiver(decision);
	if (decision->decided == QZ_DECIDED_ACCEPT)
		return how->suggests ? NULL : "nothing is suggested here";
	return decision->decided == QZ_DECIDED_VALUE ? check_value(decision, how->vocabulary) : NULL;
}

const char *qz_answer_read(const char *cell, const char *change, const struct qz_answer_how *how, struct qz_decision *decision, const char **what)
{
	enum word word = read_word(cell);
	const char *beside = find_inline(cell), *value = beside && *beside ? beside : change;
	bool type = changed_field(decision) == QZ_FIELD_POWER_TYPE;
	if (word == WORD_OTHER && !(beside && *beside)) {
		if (!type)
			return "the decision is not understood";
		value = cell; /* the type itself, or nothing that may stand there */
	} else if (beside && *beside && *change && !qz_decide_same(beside, change)) {
		return "two values are written";
	}
	if ((word == WORD_ACCEPT || word == WORD_WAIVE) && *change)
		return "a value is written beside another decision";
	if ((word == WORD_CHANGE || word == WORD_REFUSE) && !*value)
		return "the decision needs a value";
	decision->decided = word == WORD_ACCEPT ? QZ_DECIDED_ACCEPT : word == WORD_WAIVE ? QZ_DECIDED_WAIVED : *value ? QZ_DECIDED_VALUE : QZ_DECIDED_NOT;
	if (decision->decided == QZ_DECIDED_VALUE)
		*what = decision->value = value;
	return check(decision, how);
}

/* Why a decided line without a key cannot be understood; NULL when it can. */
static const char *find_fault(const struct qz_decision *decision)
{
	if (decision->field == QZ_FIELDS && decision->rule == QZ_RULES)
		return "there is no such field or rule";
	if (decision->field != QZ_FIELDS && (decision->decided == QZ_DECIDED_WAIVED || !*decision->item))
		return "a field of an item gets a value";
	if (decision->field == QZ_FIELD_EXTRA)
		return "a column without a field cannot be named";
	if (decision->rule != QZ_RULES && decision->decided != QZ_DECIDED_WAIVED)
		return "a rule's finding can only be waived";
	if (decision->rule != QZ_RULES && qz_decide_must_be(decision->rule, QZ_FIELDS))
		return "a type that is missing cannot be waived";
	return decision->rule == QZ_RULES || qz_decide_can_waive(decision->rule) ? NULL : "this rule cannot be waived";
}

const char *qz_answer_read_plain(const char *cell, const struct qz_vocabulary *vocabulary, struct qz_decision *decision, const char **what)
{
	enum word word = read_word(cell);
	const char *beside = find_inline(cell);
	if (word == WORD_NONE)
		return NULL;
	decision->value = beside && *beside ? beside : cell;
	decision->decided = word == WORD_ACCEPT ? QZ_DECIDED_ACCEPT : word == WORD_WAIVE ? QZ_DECIDED_WAIVED : QZ_DECIDED_VALUE;
	const char *fault = find_fault(decision);
	if (fault || decision->decided != QZ_DECIDED_VALUE)
		return fault;
	*what = cell;
	if (word == WORD_CHANGE || word == WORD_REFUSE)
		return "the decision needs a value";
	return decision->field != QZ_FIELD_POWER_TYPE || may_be_type(vocabulary, decision->value) ? NULL : no_type;
}

/* ---- keys ---- */

bool qz_answer_read_key(char *key, struct qz_decision *decision, char hash[QZ_DECIDE_HASH], char **items)
{
	size_t len = strcspn(key, " ");
	char *target = key, *field = memchr(key, ':', len), *at = key + len + strspn(key + len, " ");
	if (!key[len] || *at != '#' || strcspn(at + 1, " ") != QZ_DECIDE_HASH - 1)
		return false;
	memcpy(hash, at + 1, QZ_DECIDE_HASH - 1);
	hash[QZ_DECIDE_HASH - 1] = '\0';
	at += QZ_DECIDE_HASH;
	*items = at + strspn(at, " ");
	target[len] = '\0';
	if (field)
		*field = '\0';
	decision->place = field ? qz_field_find(field + 1) : QZ_FIELDS;
	decision->rule = qz_rule_find(target);
	decision->field = !field && decision->rule == QZ_RULES ? qz_field_find(target) : QZ_FIELDS;
	return (decision->rule != QZ_RULES || decision->field != QZ_FIELDS) && (!field || decision->place != QZ_FIELDS);
}
