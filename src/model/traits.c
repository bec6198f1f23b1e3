/*
 * The shapes of traits.h: each is a question to the visible text of a cell.
 */
#include "model/traits.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/fragment.h"
#include "model/markup.h"

#define HEAD_BYTES 800
#define TAIL_BYTES 200
#define SHORT_CHARACTERS 175 /* the longest names seen in published lists */

/* What is noticed of a text while its visible part is copied. */
struct visible {
	size_t characters;
	bool list; /* it has list markup */
};

/* Bytes of the characters at the beginning that are neither blanks nor '<', which are counted; none begins behind the first `most` bytes. */
static size_t measure_word(const char *text, size_t len, size_t most, struct visible *seen)
{
	size_t at = 0, count = 0;
	uint32_t cp = 0;
	for (size_t n; at < len && at < most && (n = qz_utf8_decode(text + at, len - at, &cp)) != 0; at += n, count++)
		if (cp == '<' || qz_is_blank(cp))
			break;
	seen->characters += count;
	return at;
}

/* The length of the tag, blank or broken byte at text[0]. 0: a '<' that is text. */
static size_t measure_unseen(const char *text, size_t len, struct visible *seen)
{
	uint32_t cp;
	size_t n = *text == '<' ? 0 : qz_utf8_decode(text, len, &cp);
	if (*text != '<')
		return n ? n : 1;
	struct qz_tag tag = qz_tag_read(text, len);
	seen->list |= tag.role == QZ_TAG_LIST || tag.role == QZ_TAG_ITEM;
	return tag.role == QZ_TAG_NONE ? 0 : tag.len;
}

/* Copies the visible text without blanks. Returns its length. */
static size_t copy_visible(char *out, size_t room, const char *text, size_t len, struct visible *seen)
{
	size_t done = 0, at = 0;
	while (at < len && done + 4 < room) {
		size_t word = measure_word(text + at, len - at, room - 4 - done, seen);
		memcpy(out + done, text + at, word);
		done += word;
		at += word;
		if (at == len || done + 4 >= room)
			break;
		size_t unseen = measure_unseen(text + at, len - at, seen);
		if (unseen == 0) {
			out[done++] = text[at++];
			seen->characters++;
		}
		at += unseen;
	}
	out[done] = '\0';
	return done;
}

/* The offset of the first whole character at or behind `at`. */
static size_t next_character(const char *text, size_t len, size_t at)
{
	while (at < len && ((unsigned char)text[at] & 0xC0) == 0x80)
		at++;
	return at;
}

/* A hash that is compared with others of this run alone: FNV-1a, eight bytes at a time. */
static uint64_t hash(const char *text, size_t len)
{
	uint64_t value = 14695981039346656037u ^ len;
	for (size_t at = 0; at < len; at += sizeof value) {
		uint64_t bytes = 0;
		memcpy(&bytes, text + at, len - at < sizeof bytes ? len - at : sizeof bytes);
		value = (value ^ bytes) * 1099511628211u;
		value ^= value >> 29;
	}
	return value;
}

static bool is_serial(const char *text, size_t len)
{
	unsigned number;
	int style;
	size_t digits = strspn(text, "0123456789");
	if (digits == len)
		return len >= 1 && len <= 6;
	if (len <= 24 && digits >= 1 && digits <= 5 && strspn(text, "0123456789.,-~") == len)
		return true;
	size_t marker = len <= 24 ? qz_marker_read(text, len, &number, &style) : 0;
	if (marker && marker == len)
		return true;
	static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "、", "，", "-"};
	size_t at = 0;
	while (at < len && len <= 18) {
		size_t i = 0, n = sizeof numerals / sizeof *numerals;
		while (i < n && strncmp(text + at, numerals[i], strlen(numerals[i])) != 0)
			i++;
		if (i == n)
			break;
		at += strlen(numerals[i]);
	}
	return len > 0 && at == len;
}

static bool is_code(const char *text, size_t len)
{
	size_t digits = 0;
	if (len < 6 || len > 64)
		return false;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		bool digit = c >= '0' && c <= '9';
		if (!letter && !digit && !strchr("-_./", c))
			return false;
		digits += digit;
	}
	return digits >= 4;
}

static bool ends_with(const char *text, size_t len, const char *end)
{
	size_t n = strlen(end);
	return len >= n && memcmp(text + len - n, end, n) == 0;
}

/* The length without a last bracketed part: 市委网信办（市互联网信息办公室） → 市委网信办 */
static size_t without_bracket(const char *text, size_t len)
{
	if (!ends_with(text, len, "）") && !ends_with(text, len, ")"))
		return len;
	for (size_t at = len; at-- > 0;)
		if (text[at] == '(' || (at + 3 <= len && memcmp(text + at, "（", 3) == 0))
			return at;
	return len;
}

/* Whether a text ends in what names of organisations do. */
static bool has_organisations_end(const char *text, size_t len)
{
	static const char ends[][7] = {"局", "委", "办", "厅", "部", "会", "院", "所", "站", "中心", "政府", "机关", "部门",
				       "队", "室", "处", "署", "银行", "公司", "学校", "馆", "机构", "乡", "镇", "街道"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t n = ends[i][3] ? 6 : 3; /* characters of three bytes */
		if (len >= n && memcmp(text + len - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

static bool is_organisation(const char *text, size_t len, size_t characters)
{
	static const char *const never[] = {"。", "；", "《", "：", "的"};
	if (len < 6 || characters > 60)
		return false;
	if (!has_organisations_end(text, without_bracket(text, len)))
		return false;
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (strstr(text, never[i]))
			return false;
	return true;
}

/* 《…》, or 第…条 with a numeral in between. */
static bool is_citation(const char *text)
{
	const char *open = strstr(text, "《");
	if (open && strstr(open, "》"))
		return true;
	for (const char *at = strstr(text, "第"); at; at = strstr(at + 3, "第")) {
		const char *end = strstr(at, "条");
		if (end && end > at + 3 && end - at <= 3 * 8)
			return true;
	}
	return false;
}

static bool is_known_body(const char *text, size_t len, const struct qz_bodies *bodies)
{
	for (size_t i = 0; i < bodies->count; i++)
		if (strlen(bodies->names[i]) == len && memcmp(bodies->names[i], text, len) == 0)
			return true;
	return false;
}

void qz_bodies_done(struct qz_bodies *bodies)
{
	for (size_t i = 0; i < bodies->count; i++)
		free(bodies->names[i]);
	bodies->count = 0;
}

int qz_bodies_add(struct qz_bodies *bodies, const char *text, size_t len)
{
	char name[400];
	struct visible seen = {0};
	size_t n = copy_visible(name, sizeof name, text, len, &seen);
	if (n == 0 || n + 4 >= sizeof name || bodies->count == QZ_MAX_BODIES || is_known_body(name, n, bodies))
		return 0;
	bodies->names[bodies->count] = strdup(name);
	if (!bodies->names[bodies->count])
		return -1;
	bodies->count++;
	return 0;
}

void qz_traits_read(struct qz_traits *traits, const char *text, size_t len, const struct qz_vocabulary *vocabulary,
		    const struct qz_bodies *bodies)
{
	struct visible seen = {0};
	size_t head = len > 3 * HEAD_BYTES ? 3 * HEAD_BYTES : len; /* markup takes room too */
	traits->len = copy_visible(traits->text, HEAD_BYTES, text, head, &seen);
	bool cut = head < len || traits->len + 4 >= HEAD_BYTES;
	if (cut) {
		size_t from = next_character(text, len, len > TAIL_BYTES ? len - TAIL_BYTES : 0);
		traits->len += copy_visible(traits->text + traits->len, TAIL_BYTES, text + from, len - from, &seen);
	}
	const char *visible = traits->text;
	traits->blank = traits->len == 0;
	traits->whole = hash(visible, traits->len);
	size_t start = next_character(visible, traits->len, traits->len < 18 ? traits->len : 18);
	traits->start = hash(visible, start);
	traits->shapes = 0;
	if (traits->blank)
		return;
	bool is_short = !cut && seen.characters <= SHORT_CHARACTERS;
	bool serial = is_short && is_serial(visible, traits->len);
	const bool held[QZ_SHAPES] = {
		[QZ_SHAPE_SERIAL] = serial,
		[QZ_SHAPE_CODE] = is_short && !serial && is_code(visible, traits->len),
		[QZ_SHAPE_POWER_TYPE] = is_short && qz_power_type_find(vocabulary, visible, traits->len) != NULL,
		[QZ_SHAPE_BODY] = is_short && is_known_body(visible, traits->len, bodies),
		[QZ_SHAPE_ORGANISATION] = is_short && is_organisation(visible, traits->len, seen.characters),
		[QZ_SHAPE_CITATION] = is_citation(visible),
		[QZ_SHAPE_SHORT] = is_short && !seen.list,
		[QZ_SHAPE_LIST] = seen.list,
	};
	for (unsigned i = 0; i < QZ_SHAPES; i++)
		traits->shapes |= (unsigned)held[i] << i;
}

bool qz_traits_has(const struct qz_traits *traits, enum qz_shape shape)
{
	return traits->shapes >> shape & 1;
}

static bool holds(const struct qz_traits *traits, const struct qz_sign *sign)
{
	switch (sign->match) {
	case QZ_MATCH_SHAPE:
		return qz_traits_has(traits, sign->shape);
	case QZ_MATCH_CONTAINS:
		return strstr(traits->text, sign->text) != NULL;
	case QZ_MATCH_STARTS:
		return strncmp(traits->text, sign->text, strlen(sign->text)) == 0;
	case QZ_MATCH_ENDS:
		return ends_with(traits->text, traits->len, sign->text);
	}
	return false;
}

int qz_traits_score(const struct qz_traits *traits, const struct qz_vocabulary *vocabulary, enum qz_field field)
{
	int score = 0;
	if (traits->blank)
		return 0;
	for (size_t i = 0; i < vocabulary->fields[field].count; i++) {
		const struct qz_sign *sign = &vocabulary->fields[field].signs[i];
		score += holds(traits, sign) ? sign->weight : sign->otherwise;
	}
	return score;
}
