/*
 * Cell text to blocks, in two passes: markup is read into raw paragraphs that
 * remember where they stood (fragment.c); these are split, their markers taken
 * off, and their blanks settled (fragment_split.c).
 */
#include "model/fragment.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/fragment_split.h"
#include "model/markup.h"

#define MAX_DEPTH 8 /* levels of lists that the document distinguishes */

struct parser {
	struct qz_raw *raw;
	struct qz_blocks *blocks;
	enum qz_cell_kind kind;
	bool any_markup; /* a tag was seen: entities count */
	struct qz_raw_paragraph now;
	bool in_item;
};

void qz_blocks_init(struct qz_blocks *blocks)
{
	*blocks = (struct qz_blocks){0};
}

void qz_blocks_done(struct qz_blocks *blocks)
{
	free(blocks->blocks);
	qz_buf_done(&blocks->text);
	qz_buf_done(&blocks->dropped);
	qz_blocks_init(blocks);
}

/* Ends the raw paragraph, if it holds anything but blanks. */
static void end_paragraph(struct parser *parser)
{
	struct qz_raw *raw = parser->raw;
	size_t start = parser->now.start, len = raw->text.len - start;
	if (len && raw->text.data && qz_skip_blanks(raw->text.data + start, len) < len) {
		parser->now.len = len;
		qz_raw_add(raw, &parser->now);
		parser->now.marker_len = 0;
	}
	parser->now.start = raw->text.len;
}

/* Remembers a name in `dropped`, once. */
static void note_dropped(struct qz_buf *dropped, const struct qz_tag *tag)
{
	char name[16] = " ";
	size_t len = tag->name_len < sizeof name - 3 ? tag->name_len : sizeof name - 3;
	for (size_t i = 0; i < len; i++)
		name[i + 1] = (char)(tag->name[i] >= 'A' && tag->name[i] <= 'Z' ? tag->name[i] + 32 : tag->name[i]);
	name[len + 1] = ' ';
	if (dropped->data && strstr(dropped->data, name))
		return;
	if (!dropped->len)
		qz_buf_putc(dropped, ' ');
	qz_buf_puts(dropped, name + 1);
}

/* The value of <li value="…">, written by readers that know the marker. */
static void take_marker(struct parser *parser, const struct qz_tag *tag)
{
	static const char key[] = " value=\"";
	if (parser->kind != QZ_CELL_BLOCKS || tag->attributes_len <= sizeof key || memcmp(tag->attributes, key, sizeof key - 1) != 0 ||
	    tag->attributes[tag->attributes_len - 1] != '"')
		return;
	size_t len = tag->attributes_len - sizeof key;
	parser->now.marker = parser->raw->text.len;
	parser->now.marker_len = len;
	qz_buf_add(&parser->raw->text, tag->attributes + sizeof key - 1, len);
	parser->now.start = parser->raw->text.len;
}

static void see_list(struct parser *parser, const struct qz_tag *tag)
{
	end_paragraph(parser);
	if (!tag->closing)
		parser->now.depth += parser->now.depth < MAX_DEPTH;
	else if (parser->now.depth > 0)
		parser->now.depth--;
	parser->in_item = tag->closing && parser->now.depth > 0;
	parser->now.origin = parser->now.depth > 0 && !parser->in_item ? QZ_RAW_LOOSE : parser->now.depth > 0 ? QZ_RAW_ITEM : QZ_RAW_BARE;
}

static void see_block(struct parser *parser, const struct qz_tag *tag)
{
	end_paragraph(parser);
	if (parser->in_item)
		return; /* a paragraph inside an item belongs to it */
	parser->now.depth = 0; /* a list without items ends where a paragraph begins */
	parser->now.origin = tag->closing ? QZ_RAW_BARE : QZ_RAW_MARKED;
}

static void see_tag(struct parser *parser, const struct qz_tag *tag)
{
	switch (tag->role) {
	case QZ_TAG_BLOCK:
		see_block(parser, tag);
		break;
	case QZ_TAG_LIST:
		see_list(parser, tag);
		break;
	case QZ_TAG_ITEM:
		end_paragraph(parser);
		if (parser->now.depth == 0)
			parser->now.depth = 1;
		parser->in_item = !tag->closing;
		parser->now.origin = tag->closing ? QZ_RAW_LOOSE : QZ_RAW_ITEM;
		if (!tag->closing)
			take_marker(parser, tag);
		break;
	case QZ_TAG_BREAK:
		qz_buf_putc(&parser->raw->text, '\n');
		break;
	case QZ_TAG_CELL:
		qz_buf_putc(&parser->raw->text, ' ');
		note_dropped(&parser->blocks->dropped, tag);
		break;
	case QZ_TAG_INLINE:
		note_dropped(&parser->blocks->dropped, tag);
		break;
	case QZ_TAG_NONE:
		break;
	}
}

/* An entity at text[0] == '&': its code point and length, or 0 when it is text. */
static size_t read_entity(const char *text, size_t len, uint32_t *cp)
{
	static const struct {
		const char *name;
		uint32_t cp;
	} named[] = {{"lt;", '<'}, {"gt;", '>'}, {"amp;", '&'}, {"quot;", '"'}, {"apos;", '\''}, {"nbsp;", 0xA0}};
	for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
		size_t n = strlen(named[i].name);
		if (len > n && memcmp(text + 1, named[i].name, n) == 0) {
			*cp = named[i].cp;
			return n + 1;
		}
	}
	if (len < 4 || text[1] != '#')
		return 0;
	bool hex = text[2] == 'x' || text[2] == 'X';
	char *end;
	char digits[12] = "";
	size_t skip = hex ? 3 : 2, room = len - skip < sizeof digits - 1 ? len - skip : sizeof digits - 1;
	memcpy(digits, text + skip, room);
	if (strspn(digits, hex ? "0123456789abcdefABCDEF" : "0123456789") == 0)
		return 0;
	unsigned long value = strtoul(digits, &end, hex ? 16 : 10);
	if (*end != ';' || value == 0 || value > 0x10FFFF)
		return 0;
	*cp = (uint32_t)value;
	return skip + (size_t)(end - digits) + 1;
}

static bool has_markup(const char *text, size_t len)
{
	for (const char *at = memchr(text, '<', len); at; at = memchr(at + 1, '<', len - (size_t)(at + 1 - text)))
		if (qz_tag_read(at, len - (size_t)(at - text)).role != QZ_TAG_NONE)
			return true;
	return false;
}

/* One character of text into the raw buffer; what XML cannot hold becomes U+FFFD, or a blank where it is one. */
static size_t see_character(struct parser *parser, const char *text, size_t len)
{
	uint32_t cp = 0;
	size_t n = 0;
	if (text[0] == '&' && (parser->any_markup || parser->kind == QZ_CELL_BLOCKS))
		n = read_entity(text, len, &cp);
	if (n == 0)
		n = qz_utf8_decode(text, len, &cp);
	if (n && qz_is_blank(cp) && !qz_is_xml_char(cp))
		cp = ' '; /* vertical tab and form feed are blanks like others */
	if (n == 0 || !qz_is_xml_char(cp)) {
		cp = QZ_REPLACEMENT;
		parser->blocks->bad_character = true;
	}
	if (cp == '\r')
		cp = '\n';
	qz_buf_put_utf8(&parser->raw->text, cp);
	return n ? n : 1;
}

/* The bytes at the beginning that are neither markup nor entity and that XML can hold as they are; control characters are left to see_character(). */
static size_t measure_plain(const char *text, size_t len)
{
	size_t at = 0;
	uint32_t cp = 0;
	for (size_t n; at < len && (n = qz_utf8_decode(text + at, len - at, &cp)) != 0; at += n)
		if (cp < ' ' || cp == '<' || cp == '&' || !qz_is_xml_char(cp))
			break;
	return at;
}

static void read_markup(struct parser *parser, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t plain = measure_plain(text + at, len - at);
		qz_buf_add(&parser->raw->text, text + at, plain);
		at += plain;
		if (at == len)
			break;
		struct qz_tag tag = {.role = QZ_TAG_NONE};
		if (text[at] == '<')
			tag = qz_tag_read(text + at, len - at);
		if (tag.role == QZ_TAG_NONE) {
			at += see_character(parser, text + at, len - at);
			continue;
		}
		see_tag(parser, &tag);
		at += tag.len;
	}
	end_paragraph(parser);
}

static void read_raw(struct qz_raw *raw, const char *text, size_t len, enum qz_cell_kind kind, struct qz_blocks *blocks)
{
	struct parser parser = {.raw = raw, .blocks = blocks, .kind = kind};
	parser.any_markup = has_markup(text, len);
	bool marked = kind == QZ_CELL_BLOCKS && len >= 3 && (memcmp(text, "<p>", 3) == 0 || memcmp(text, "<ol", 3) == 0);
	parser.now.origin = marked ? QZ_RAW_MARKED : QZ_RAW_BARE;
	read_markup(&parser, text, len);
}

int qz_fragment_parse(const char *text, size_t len, enum qz_cell_kind kind, enum qz_fragment_use use, struct qz_blocks *blocks)
{
	struct qz_raw raw = {.use = use, .blocks = blocks};
	read_raw(&raw, text, len, kind, blocks);
	qz_raw_split(&raw);
	int result = raw.failed || raw.text.failed || blocks->text.failed || blocks->dropped.failed ? -1 : 0;
	qz_raw_done(&raw);
	return result;
}

int qz_fragment_parse_plain(const char *text, size_t len, enum qz_cell_kind kind, bool keep_blanks, struct qz_blocks *blocks)
{
	struct qz_raw raw = {.use = QZ_USE_TEXT, .blocks = blocks};
	read_raw(&raw, text, len, kind, blocks);
	qz_raw_join(&raw, keep_blanks);
	int result = raw.failed || raw.text.failed || blocks->text.failed || blocks->dropped.failed ? -1 : 0;
	qz_raw_done(&raw);
	return result;
}

/* The bytes before the next '<'. */
static size_t measure_text(const char *text, size_t len)
{
	const char *end = memchr(text, '<', len);
	return end ? (size_t)(end - text) : len;
}

size_t qz_fragment_seams(const char *text, size_t len, size_t *seams, size_t max)
{
	const size_t near = 400; /* fields that run together begin with a short one */
	size_t count = 0, words = 0;
	bool content = false;
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len && count < max; at += n) {
		struct qz_tag tag = {.role = QZ_TAG_NONE};
		n = at < near ? 0 : measure_text(text + at, len - at);
		if (n) { /* from here on only markup is a seam */
			content = content || qz_skip_blanks(text + at, n) < n;
			continue;
		}
		if (text[at] == '<')
			tag = qz_tag_read(text + at, len - at);
		n = tag.role != QZ_TAG_NONE ? tag.len : qz_utf8_decode(text + at, len - at, &cp);
		n = n ? n : 1;
		if (tag.role == QZ_TAG_BLOCK || tag.role == QZ_TAG_LIST || tag.role == QZ_TAG_BREAK) {
			if (content && !tag.closing)
				seams[count++] = at;
			content = content && tag.closing;
			continue;
		}
		if (tag.role != QZ_TAG_NONE)
			continue;
		bool blank = qz_is_blank(cp);
		bool seam = content && at < near && ((blank && ++words <= 4) || cp == 0x300A);
		if (seam && (count == 0 || seams[count - 1] != at))
			seams[count++] = at;
		content = content || !blank;
	}
	return count;
}
