/*
 * Format codes cut into sections and tokens (ECMA-376 Part 1, 18.8.31). Linear
 * in the code, which may be anything: what has no meaning is a literal.
 */
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "read/numfmt.h"
#include "read/numfmt_parts.h"

static bool starts_with(const char *at, const char *end, const char *word)
{
	size_t len = strlen(word);
	return (size_t)(end - at) >= len && strncasecmp(at, word, len) == 0;
}

/* The bytes of the UTF-8 character at `at`; 1 for anything malformed. */
static size_t character_length(const char *at, const char *end)
{
	size_t len = 1;
	while (at + len < end && len < 4 && ((unsigned char)at[len] & 0xC0) == 0x80)
		len++;
	return len;
}

static const char *take(struct qz_fmt_token *token, enum qz_fmt_kind kind, const char *text, size_t len, const char *next)
{
	*token = (struct qz_fmt_token){kind, text, len};
	return next;
}

static bool is_elapsed(const char *text, size_t len)
{
	size_t same = 0;
	while (same < len && (text[same] | 0x20) == (text[0] | 0x20))
		same++;
	return len > 0 && same == len && strchr("hmsHMS", text[0]);
}

static const char *take_bracket(const char *at, const char *end, struct qz_fmt_token *token)
{
	const char *close = memchr(at, ']', (size_t)(end - at));
	if (!close)
		return take(token, QZ_FMT_LITERAL, at, 1, at + 1);
	size_t len = (size_t)(close - at) - 1;
	enum qz_fmt_kind kind = is_elapsed(at + 1, len) ? QZ_FMT_ELAPSED : QZ_FMT_BRACKET;
	return take(token, kind, at + 1, len, close + 1);
}

static const char *take_quoted(const char *at, const char *end, struct qz_fmt_token *token)
{
	const char *close = memchr(at + 1, '"', (size_t)(end - at) - 1);
	const char *stop = close ? close : end;
	return take(token, QZ_FMT_LITERAL, at + 1, (size_t)(stop - at) - 1, close ? close + 1 : end);
}

/* \x is x; _x and *x are padding. */
static const char *take_escaped(const char *at, const char *end, struct qz_fmt_token *token)
{
	if (at + 1 >= end)
		return take(token, QZ_FMT_LITERAL, at, 1, at + 1);
	size_t len = character_length(at + 1, end);
	return take(token, *at == '\\' ? QZ_FMT_LITERAL : QZ_FMT_NOTHING, at + 1, len, at + 1 + len);
}

/* Words that begin with a letter which would mean something else alone. */
static const char *take_word(const char *at, const char *end, struct qz_fmt_token *token)
{
	static const struct {
		const char *word;
		enum qz_fmt_kind kind;
	} words[] = {
		{"General", QZ_FMT_GENERAL}, {"G/通用格式", QZ_FMT_GENERAL}, {"AM/PM", QZ_FMT_HALF_DAY},
		{"A/P", QZ_FMT_HALF_DAY},    {"上午/下午", QZ_FMT_HALF_DAY}, {"E+", QZ_FMT_EXPONENT},
		{"E-", QZ_FMT_EXPONENT},
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i].word);
		if (starts_with(at, end, words[i].word))
			return take(token, words[i].kind, at, len, at + len);
	}
	return NULL;
}

static const char *take_date_part(const char *at, const char *end, struct qz_fmt_token *token)
{
	size_t len = 1;
	while (at + len < end && (at[len] | 0x20) == (at[0] | 0x20))
		len++;
	bool weekday = (at[0] | 0x20) == 'a';
	return take(token, weekday && len < 3 ? QZ_FMT_LITERAL : QZ_FMT_DATE, at, len, at + len);
}

static enum qz_fmt_kind kind_of(char c)
{
	switch (c) {
	case ';':
		return QZ_FMT_SECTION;
	case '0':
	case '#':
	case '?':
		return QZ_FMT_DIGIT;
	case '.':
		return QZ_FMT_POINT;
	case ',':
		return QZ_FMT_COMMA;
	case '%':
		return QZ_FMT_PERCENT;
	case '/':
		return QZ_FMT_SLASH;
	case '@':
		return QZ_FMT_AT;
	default:
		return QZ_FMT_LITERAL;
	}
}

const char *qz_fmt_next(const char *at, const char *end, struct qz_fmt_token *token)
{
	if (at >= end)
		return take(token, QZ_FMT_SECTION, end, 0, end);
	if (*at == '[')
		return take_bracket(at, end, token);
	if (*at == '"')
		return take_quoted(at, end, token);
	if (*at == '\\' || *at == '_' || *at == '*')
		return take_escaped(at, end, token);
	const char *next = take_word(at, end, token);
	if (next)
		return next;
	if (strchr("yemdhsgaYEMDHSGA", *at))
		return take_date_part(at, end, token);
	enum qz_fmt_kind kind = kind_of(*at);
	size_t len = kind == QZ_FMT_LITERAL ? character_length(at, end) : 1;
	return take(token, kind, at, len, at + len);
}

static bool set_condition(struct qz_fmt_section *section, const char *text, size_t len)
{
	static const struct {
		const char *sign;
		char condition;
	} signs[] = {{"<=", 'l'}, {">=", 'g'}, {"<>", '!'}, {"<", '<'}, {">", '>'}, {"=", '='}};
	char number[32];
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t skip = strlen(signs[i].sign);
		if (len <= skip || len - skip >= sizeof number || strncmp(text, signs[i].sign, skip) != 0)
			continue;
		memcpy(number, text + skip, len - skip);
		number[len - skip] = '\0';
		if (!qz_numfmt_parse(number, &section->threshold))
			return false;
		section->condition = signs[i].condition;
		return true;
	}
	return false;
}

/* A locale in [$sign-locale]: the last four hexadecimal digits are a language id, or it is a name such as zh-CN. */
static bool is_chinese(const char *text, size_t len)
{
	static const char *const locales[] = {"-804", "-0804", "-404", "-0404", "-C04", "-0C04", "-1004", "-1404"};
	const char *dash = memchr(text, '-', len), *end = text + len;
	if (!dash)
		return false;
	if (starts_with(dash, end, "-zh"))
		return true;
	for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
		size_t tail = strlen(locales[i]) - 1;
		if (starts_with(dash, end, locales[i]) && (size_t)(end - dash) == tail + 1)
			return true;
		if ((size_t)(end - dash) > 5 && tail == 4 && strncasecmp(end - tail, locales[i] + 1, tail) == 0)
			return true;
	}
	return false;
}

static void look_at_bracket(struct qz_fmt_section *section, const struct qz_fmt_token *token)
{
	const char *end = token->text + token->len;
	if (token->len == 6 && starts_with(token->text, end, "DBNum") && token->text[5] >= '1' && token->text[5] <= '3')
		section->dbnum = token->text[5] - '0';
	else if (token->len > 0 && token->text[0] == '$')
		section->chinese |= is_chinese(token->text, token->len);
	else
		set_condition(section, token->text, token->len);
}

static void look_at(struct qz_fmt_section *section, const struct qz_fmt_token *token)
{
	switch (token->kind) {
	case QZ_FMT_BRACKET:
		look_at_bracket(section, token);
		return;
	case QZ_FMT_DIGIT:
		section->digits = true;
		break;
	case QZ_FMT_SLASH:
		section->fraction |= section->digits;
		break;
	case QZ_FMT_AT:
		section->at = true;
		break;
	case QZ_FMT_DATE:
	case QZ_FMT_ELAPSED:
	case QZ_FMT_HALF_DAY:
		section->date = true;
		break;
	default:
		break;
	}
	section->shows |= token->kind != QZ_FMT_NOTHING && token->len > 0;
}

size_t qz_fmt_sections(const char *code, struct qz_fmt_section sections[QZ_FMT_MAX_SECTIONS])
{
	const char *at = code, *end = code + strlen(code);
	size_t count = 0;
	while (count < QZ_FMT_MAX_SECTIONS) {
		struct qz_fmt_section *section = &sections[count++];
		*section = (struct qz_fmt_section){.start = at};
		struct qz_fmt_token token;
		const char *next = qz_fmt_next(at, end, &token);
		for (; token.kind != QZ_FMT_SECTION; next = qz_fmt_next(at, end, &token)) {
			look_at(section, &token);
			at = next;
		}
		section->end = at;
		if (at >= end)
			break;
		at = next;
	}
	return count;
}

void qz_fmt_put_bracket(const struct qz_fmt_token *token, struct qz_buf *out)
{
	if (token->len == 0 || token->text[0] != '$')
		return;
	const char *dash = memchr(token->text, '-', token->len);
	qz_buf_add(out, token->text + 1, (dash ? (size_t)(dash - token->text) : token->len) - 1);
}
