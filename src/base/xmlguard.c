/*
 * The guard of xmlguard.h: a state machine over characters that knows tags,
 * quotes, comments, CDATA and processing instructions, and nothing else.
 */
#include "base/xmlguard.h"

#include <string.h>

enum { TEXT, OPENED, BANG, TAG, QUOTE, INSTRUCTION, COMMENT, CDATA };

void qz_xml_guard_init(struct qz_xml_guard *guard)
{
	*guard = (struct qz_xml_guard){.state = TEXT, .prolog = true};
}

static void refuse(struct qz_xml_guard *guard, const char *reason)
{
	if (!guard->reason)
		guard->reason = reason;
}

/* The encodings that OPC (ECMA-376 Part 2) allows, and ASCII as a part of them. */
static bool is_known_encoding(const char *declaration)
{
	static const char *const known[] = {"utf-8", "utf-16", "us-ascii"};
	const char *value = strstr(declaration, "encoding");
	if (!value)
		return true;
	value += strcspn(value, "\"'");
	value += *value != '\0';
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strncmp(value, known[i], strlen(known[i])) == 0)
			return true;
	return false;
}

static void end_instruction(struct qz_xml_guard *guard)
{
	guard->state = TEXT;
	if (!guard->declaration)
		return;
	guard->declaration = false;
	guard->head[guard->head_len] = '\0';
	if (strncmp(guard->head, "xml", 3) == 0 && !is_known_encoding(guard->head))
		refuse(guard, "encoding");
}

static void keep_declaration(struct qz_xml_guard *guard, unsigned c)
{
	if (guard->head_len + 1 >= sizeof guard->head) {
		guard->head[guard->head_len] = '\0';
		if (strncmp(guard->head, "xml", 3) == 0)
			refuse(guard, "encoding");
		guard->declaration = false;
		return;
	}
	guard->head[guard->head_len++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c < 0x80 ? c : '?');
}

static void see_text(struct qz_xml_guard *guard, unsigned c)
{
	static const char allowed[] = " \t\r\n\xEF\xBB\xBF";
	if (c == '<')
		guard->state = OPENED;
	else if (guard->prolog && c != 0xFEFF && (c == 0 || c > 0xFF || !strchr(allowed, (char)c)))
		refuse(guard, "encoding");
}

static void see_opened(struct qz_xml_guard *guard, unsigned c)
{
	if (c == '!') {
		guard->state = BANG;
	} else if (c == '?') {
		guard->state = INSTRUCTION;
		guard->declaration = guard->prolog && guard->head_len == 0;
	} else {
		guard->state = TAG;
		guard->prolog = false;
		guard->attributes = 0;
		guard->run = 1;
	}
}

static void see_bang(struct qz_xml_guard *guard, unsigned c)
{
	if (c == '-')
		guard->state = COMMENT;
	else if (c == '[')
		guard->state = CDATA;
	else
		refuse(guard, "doctype");
	guard->last = guard->before_last = 0; /* <!--> is no whole comment */
}

static bool is_of_name(unsigned c)
{
	return c > 0x20 && c != '=' && c != '>' && c != '/' && c != '"' && c != '\'';
}

static void see_tag(struct qz_xml_guard *guard, unsigned c)
{
	guard->run = is_of_name(c) ? guard->run + 1 : 0;
	if (guard->run > QZ_XML_GUARD_NAME)
		refuse(guard, "name");
	if (c == '>') {
		guard->state = TEXT;
	} else if (c == '"' || c == '\'') {
		guard->state = QUOTE;
		guard->quote = c;
		guard->run = 0;
	} else if (c == '=' && ++guard->attributes > QZ_XML_GUARD_ATTRIBUTES) {
		refuse(guard, "attributes");
	}
}

static void see(struct qz_xml_guard *guard, unsigned c)
{
	unsigned last = guard->last, before = guard->before_last;
	guard->before_last = last;
	guard->last = c;
	switch (guard->state) {
	case TEXT:
		see_text(guard, c);
		break;
	case OPENED:
		see_opened(guard, c);
		break;
	case BANG:
		see_bang(guard, c);
		break;
	case TAG:
		see_tag(guard, c);
		break;
	case QUOTE:
		guard->run++;
		if (c == guard->quote)
			guard->state = TAG;
		else if (guard->run > QZ_XML_GUARD_VALUE)
			refuse(guard, "value");
		break;
	case INSTRUCTION:
		if (guard->declaration)
			keep_declaration(guard, c);
		if (c == '>' && last == '?')
			end_instruction(guard);
		break;
	default: { /* COMMENT and CDATA end in --> and ]]> */
		unsigned mark = guard->state == COMMENT ? '-' : ']';
		if (c == '>' && last == mark && before == mark)
			guard->state = TEXT;
		break;
	}
	}
}

static void see_wide(struct qz_xml_guard *guard, unsigned char byte)
{
	if (!guard->half) {
		guard->pending = byte;
		guard->half = true;
		return;
	}
	guard->half = false;
	see(guard, guard->little ? guard->pending | (unsigned)byte << 8 : byte | (unsigned)guard->pending << 8);
}

/* UTF-16 shows in its first two bytes, by a byte order mark or by "<" itself. */
static void find_width(struct qz_xml_guard *guard, const unsigned char *bytes, size_t len)
{
	unsigned char first = bytes[0], second = len > 1 ? bytes[1] : 'x';
	guard->little = (first == 0xFF && second == 0xFE) || (first == '<' && second == 0);
	guard->wide = guard->little || (first == 0xFE && second == 0xFF) || (first == 0 && second == '<');
	guard->started = true;
}

/* Where nothing can happen before one certain byte, or inside a name, the way there is short. */
static size_t skip_plain(const struct qz_xml_guard *guard, const char *bytes, size_t len)
{
	size_t name = 0;
	while (guard->state == TAG && name < len && is_of_name((unsigned char)bytes[name]))
		name++;
	if (guard->state == TAG)
		return name;
	unsigned wanted = guard->state == TEXT && !guard->prolog ? '<' : guard->state == QUOTE ? guard->quote : 0;
	if (wanted == 0)
		return 0;
	const char *found = memchr(bytes, (int)wanted, len);
	return found ? (size_t)(found - bytes) : len;
}

bool qz_xml_guard_pass(struct qz_xml_guard *guard, const char *bytes, size_t len)
{
	if (len > 0 && !guard->started)
		find_width(guard, (const unsigned char *)bytes, len);
	for (size_t at = 0; at < len && !guard->reason; at++) {
		if (guard->wide) {
			see_wide(guard, (unsigned char)bytes[at]);
			continue;
		}
		size_t plain = skip_plain(guard, bytes + at, len - at);
		at += plain;
		guard->run += plain;
		if (guard->state == QUOTE && guard->run > QZ_XML_GUARD_VALUE)
			refuse(guard, "value");
		if (guard->state == TAG && plain && guard->run > QZ_XML_GUARD_NAME)
			refuse(guard, "name");
		if (at < len)
			see(guard, (unsigned char)bytes[at]);
	}
	return !guard->reason;
}
