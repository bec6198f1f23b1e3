/*
 * Codes of a whole table, whatever the policy: those that a spreadsheet has
 * damaged by keeping them as numbers, those that stand at two items, and those
 * that still wear what was put around them for a spreadsheet.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "check/rules_internal.h"

#define LONGEST 64	    /* bytes of a code that is looked at; none is longer */
#define SIGNIFICANT 15	    /* digits that a spreadsheet keeps of a number */
#define LEAST_DIGITS 8	    /* of a code that can be told from a number with a part */
#define LEAST_DIGITS_LOST 3 /* zeros behind them that are more than chance */
#define LEAST_MERGED 2	    /* items beside the first of each code: one alone may be a copy */
#define SURELY_LOST 5	    /* … that no form of codes has */
#define OTHER_CHARACTERS 40 /* of a name that stands for an item without serial */

/* The codes of one length that have nothing but zeros behind the 15th digit, and the others. */
struct tally {
	size_t zeros, others;
	size_t small;  /* others with a running number there: …001, of a family that …000 is the head of */
	size_t merged; /* items that have a code of zeros which another item has: what told them apart is gone */
};

struct codes {
	struct qz_rules_run *run;
	const xmlNode *table;
	struct tally lengths[LONGEST + 1];
	bool scientific;     /* some code shows that they were kept as numbers */
	struct qz_map zeros; /* codes of zeros → their item */
	bool judging;	     /* second walk */
};

/* One code of a cell, in narrow characters. */
struct code {
	char text[LONGEST + 1];
	size_t len;
	const char *wrapper; /* that was around it; NULL */
};

/* ---- one code ---- */

/* 3.30264E+11, 3E+11, 3.3e11: a number as spreadsheets show long ones. Without point or sign it may be a code. */
static bool is_scientific(const char *text)
{
	size_t whole = strspn(text, "0123456789"), at = whole, part = 0;
	if (text[at] == '.')
		at += 1 + (part = strspn(text + at + 1, "0123456789"));
	if (whole == 0 || (text[at] | 0x20) != 'e')
		return false;
	bool sign = text[++at] == '+';
	at += sign || (text[at] == '-' && part > 0);
	size_t power = strspn(text + at, "0123456789");
	return power >= 1 && power <= 3 && text[at + power] == '\0' && (sign || part > 0);
}

/* 330264001000.0: a number that a program has made of a code. */
static bool has_decimals(const struct code *code)
{
	size_t whole = strspn(code->text, "0123456789");
	return whole >= LEAST_DIGITS && strcmp(code->text + whole, ".0") == 0;
}

static bool is_number(const struct code *code)
{
	return code->len > SIGNIFICANT && strspn(code->text, "0123456789") == code->len;
}

static bool has_lost_digits(const struct code *code)
{
	return is_number(code) && strspn(code->text + SIGNIFICANT, "0") == code->len - SIGNIFICANT;
}

/* Takes off what is wrapped around a code, and remembers it. */
static void unwrap(struct code *code)
{
	size_t from = 0;
	if (code->len > 6 && memcmp(code->text, "=T(\"", 4) == 0 && strcmp(code->text + code->len - 2, "\")") == 0) {
		code->wrapper = "function";
		code->text[code->len -= 2] = '\0';
		from = 4;
	} else if (code->len > 1 && code->text[0] == '=' && strspn(code->text + 1, "0123456789") == code->len - 1) {
		code->wrapper = "equals";
		from = 1;
	} else if (code->len > 3 && memcmp(code->text, "=\"", 2) == 0 && code->text[code->len - 1] == '"') {
		code->wrapper = "formula";
		code->text[--code->len] = '\0';
		from = 2;
	} else if (code->len > 1 && code->text[0] == '\'' && !strchr(code->text + 1, '\'')) {
		code->wrapper = "apostrophe";
		from = 1;
	}
	code->len -= from;
	memmove(code->text, code->text + from, code->len + 1);
}

/*
 * The next code of a text that may hold several. False at its end. What has no digit, or nothing
 * but zeros, is no code (无, /, -, 000), and what is too long for one is passed over.
 */
static bool next_code(const char **at, struct code *code)
{
	uint32_t cp = 0;
	for (size_t n = 0; **at;) {
		bool fits = true;
		*code = (struct code){0};
		for (; **at; *at += n) {
			n = qz_utf8_decode(*at, strlen(*at), &cp);
			bool ends = n == 0 || qz_is_blank(cp) || strchr(",;", cp < 0x80 ? (int)cp : 1) || cp == 0x3001 || cp == 0xFF0C ||
				    cp == 0xFF1B;
			n = n ? n : 1;
			if (ends)
				break;
			cp = cp > 0xFF00 && cp < 0xFF5F ? cp - 0xFEE0 : cp == 0x2018 || cp == 0x2019 ? '\'' : cp;
			fits = fits && code->len + 4 <= LONGEST;
			code->len += fits ? qz_utf8_encode(cp, code->text + code->len) : 0;
		}
		*at += **at ? n : 0;
		code->text[code->len] = '\0';
		unwrap(code);
		if (fits && strpbrk(code->text, "123456789"))
			return true;
	}
	return false;
}

/* ---- damage ---- */

/*
 * Zeros behind the 15th digit may be right: a head's code ends in …000. They are damage where the
 * code is longer than any that ends so, where others were kept as numbers for sure, where several items
 * have come to have the same one, or where most codes of that length end otherwise, and not in small numbers.
 */
static bool is_damaged(struct codes *codes, const struct code *code)
{
	const struct tally *tally = &codes->lengths[code->len];
	size_t lost = code->len - SIGNIFICANT;
	if (!has_lost_digits(code))
		return false;
	if (lost >= SURELY_LOST || tally->merged >= LEAST_MERGED)
		return true;
	if (lost < LEAST_DIGITS_LOST)
		return codes->scientific && lost > 1;
	return codes->scientific || (tally->others >= tally->zeros && tally->small * 2 < tally->others);
}

static bool same_name(const xmlNode *a, const xmlNode *b)
{
	const xmlNode *x = qz_xml_child(a, "name"), *y = qz_xml_child(b, "name");
	struct qz_buf one, other;
	qz_buf_init(&one);
	qz_buf_init(&other);
	if (x)
		qz_xml_text(x, &one);
	if (y)
		qz_xml_text(y, &other);
	bool same = one.len == other.len && (one.len == 0 || memcmp(one.data, other.data, one.len) == 0);
	qz_buf_done(&one);
	qz_buf_done(&other);
	return same;
}

/* First walk: what kinds of codes there are. */
static void count_code(struct codes *codes, const struct code *code)
{
	struct tally *tally = &codes->lengths[code->len];
	xmlNode *item = (xmlNode *)(uintptr_t)codes->run->item;
	codes->scientific |= is_scientific(code->text);
	if (!is_number(code))
		return;
	bool zeros = has_lost_digits(code), failed = false;
	tally->zeros += zeros;
	tally->others += !zeros;
	tally->small += !zeros && code->text[SIGNIFICANT] == '0';
	const xmlNode *before = zeros ? qz_map_get(&codes->zeros, code->text, code->len) : NULL;
	if (before)
		tally->merged += before != item && !same_name(before, item);
	else if (zeros)
		failed = qz_map_put(&codes->zeros, code->text, code->len, item) != 0;
	codes->run->diag->failed |= failed;
}

/* ---- repetition ---- */

static bool has_sub_item(const xmlNode *item)
{
	const xmlNode *part = qz_xml_child(item, "subItem");
	return part && part->children;
}

/* What an item is called in a finding about another: its serial, or else the beginning of its name. */
static const char *call_item(struct qz_rules_run *run, const xmlNode *item)
{
	const xmlNode *serial = qz_xml_child(item, "serial"), *name = qz_xml_child(item, "name");
	uint32_t cp;
	size_t at = 0, count = 0;
	qz_buf_clear(&run->other);
	if (serial)
		qz_xml_text(serial, &run->other);
	if (run->other.len == 0 && name)
		qz_xml_text(name, &run->other);
	qz_buf_add(&run->other, "", 0);
	for (size_t n; !run->other.failed && at < run->other.len && count < OTHER_CHARACTERS; at += n ? n : 1, count++)
		n = qz_utf8_decode(run->other.data + at, run->other.len - at, &cp);
	if (!run->other.failed)
		run->other.data[at] = '\0';
	return run->other.failed ? "" : run->other.data;
}

/*
 * Says where a code has stood at another item. Bodies count for themselves, as do files that were joined;
 * an item that is listed by sub-item, or again in another table, is the same item.
 */
static void look_for_repetition(struct codes *codes, xmlNode *node, const struct code *code)
{
	struct qz_rules_run *run = codes->run;
	xmlNode *item = (xmlNode *)(uintptr_t)run->item;
	const xmlNode *body = qz_xml_child(item, "body");
	const char *file = qz_xml_attr(codes->table, "file");
	qz_buf_clear(&run->other);
	qz_buf_add(&run->other, code->text, code->len + 1);
	if (body)
		qz_xml_text(body, &run->other);
	qz_buf_puts(&run->other, file ? file : "");
	if (run->other.failed)
		return;
	const xmlNode *before = qz_map_get(&run->codes, run->other.data, run->other.len);
	if (!before) {
		run->diag->failed |= qz_map_put(&run->codes, run->other.data, run->other.len, item) != 0;
		return;
	}
	bool same =
	    before == item || (same_name(before, item) && (has_sub_item(before) || has_sub_item(item) || before->parent != item->parent));
	if (!same)
		QZ_RULES_SAY(run, QZ_RULE_CODE_REPEATED, node, "code", code->text, "other", call_item(run, before), NULL);
}

/* ---- the walks ---- */

/* What a column is read for. A 编号 may be anything, 1-2 too, but no number in scientific form. */
enum holds { HOLDS_NONE, HOLDS_NUMBERS, HOLDS_CODES };

static bool ends_in(const char *text, const char *end)
{
	size_t len = strlen(text), n = strlen(end);
	return len >= n && memcmp(text + len - n, end, n) == 0;
}

/* A further column of codes is an extra: 实施编码 beside 基本编码. */
static enum holds what_holds(const xmlNode *node)
{
	const char *label = qz_xml_is(node, "extra") ? qz_xml_attr(node, "label") : NULL;
	if (qz_xml_is(node, "code") || (label && (strstr(label, "编码") || strstr(label, "代码"))))
		return HOLDS_CODES;
	return qz_xml_is(node, "serial") || (label && ends_in(label, "编号")) ? HOLDS_NUMBERS : HOLDS_NONE;
}

static void judge_code(struct codes *codes, xmlNode *node, const struct code *code, enum holds holds)
{
	struct qz_rules_run *run = codes->run;
	bool scientific = is_scientific(code->text), decimals = has_decimals(code);
	if (holds == HOLDS_NUMBERS && !scientific)
		return;
	if (code->wrapper)
		QZ_RULES_SAY(run, QZ_RULE_CODE_WRAPPED, node, "code", code->text, "wrapper", code->wrapper, NULL);
	if (scientific || decimals || is_damaged(codes, code))
		QZ_RULES_SAY(run, QZ_RULE_CODE_DAMAGED, node, "code", code->text, "how",
			     scientific ? "scientific"
			     : decimals ? "decimals"
					: "digits",
			     NULL);
	else if (qz_xml_is(node, "code"))
		look_for_repetition(codes, node, code);
}

static void walk(struct codes *codes)
{
	struct code code;
	struct qz_rules_run *run = codes->run;
	for (xmlNode *item = qz_xml_child(codes->table, "item"); item; item = qz_xml_next(item, "item")) {
		qz_rules_enter_item(run, item);
		for (xmlNode *node = qz_xml_child(item, NULL); node; node = qz_xml_next(node, NULL)) {
			enum holds holds = what_holds(node);
			if (holds == HOLDS_NONE || qz_xml_attr(node, "from"))
				continue; /* a copy of a merged cell is no code of its own */
			char *text = strdup(qz_rules_text(run, node));
			const char *at = text;
			run->diag->failed |= !text;
			while (at && next_code(&at, &code)) {
				if (codes->judging)
					judge_code(codes, node, &code, holds);
				else if (holds == HOLDS_CODES)
					count_code(codes, &code);
			}
			free(text);
		}
	}
}

void qz_rule_codes(struct qz_rules_run *run, xmlNode *table)
{
	struct codes codes = {.run = run, .table = table};
	qz_map_init(&codes.zeros);
	walk(&codes);
	codes.judging = true;
	walk(&codes);
	run->item = NULL;
	qz_map_done(&codes.zeros, NULL);
}
