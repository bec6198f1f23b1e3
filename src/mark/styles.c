/*
 * Styles of a workbook that is marked, for parts.h: each style of a faulty cell
 * once more, behind all others, on the ground of a severity (ECMA-376 Part 1, 18.8.10
 * and 18.8.20). The ones there are keep their numbers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/diag.h"
#include "base/own.h"
#include "mark/parts.h"

#define HEAD "FFDDE6F0"

/* A list of styles.xml: its opening tag, its end, how many it has. */
struct list {
	struct qz_tag open;
	size_t end;
	unsigned count;
	bool found;
};

/* Finds a list below the root by its name. */
static struct list find_list(const struct qz_buf *bytes, const char *name)
{
	struct list list = {0};
	struct qz_scan scan;
	struct qz_tag tag;
	qz_scan_init(&scan, bytes->data, bytes->len);
	while (qz_scan_next(&scan, &tag)) {
		if (scan.depth == 1 && qz_tag_is(&tag, name) && !tag.closes && !tag.empty) {
			list.open = tag;
			list.found = true;
		} else if (scan.depth == 1 && qz_tag_is(&tag, name) && tag.closes) {
			list.end = tag.start;
			break;
		} else if (list.found && scan.depth == 2 && !tag.closes) {
			list.count++;
		}
	}
	list.found &= list.end > 0;
	return list;
}

/* Attributes of a colour, heap: those that a fill may have. NULL: it is the usual one. */
static char *copy_colour(struct qz_marked_book *book, const struct qz_tag *tag)
{
	static const char *const names[] = {"rgb", "theme", "tint", "indexed"};
	struct qz_buf out;
	size_t len = 0;
	qz_buf_init(&out);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = qz_tag_attr(tag, names[i], &len);
		bool usual = i == 3 && value && len == 2 && value[0] == '6' && (value[1] == '4' || value[1] == '5');
		if (value && !usual && len < 40 && !memchr(value, '"', len) && !memchr(value, '<', len))
			qz_buf_printf(&out, " %s=\"%.*s\"", names[i], (int)len, value);
	}
	char *copy = out.len ? qz_buf_take(&out) : NULL;
	book->failed |= out.failed || (out.len && !copy);
	qz_buf_done(&out);
	return copy;
}

static bool is_ours(const struct qz_tag *tag)
{
	size_t len = 0;
	const char *value = qz_tag_attr(tag, "rgb", &len);
	return value && qz_own_is_ground(value, len);
}

/* One element of a fill. */
static void read_ground(struct qz_marked_book *book, const struct qz_tag *tag, bool *solid, struct qz_marked_ground *ground)
{
	size_t len = 0;
	if (qz_tag_is(tag, "patternFill")) {
		const char *pattern = qz_tag_attr(tag, "patternType", &len);
		*solid = pattern && len == 5 && memcmp(pattern, "solid", 5) == 0;
	} else if (*solid && qz_tag_is(tag, "fgColor")) {
		ground->ours = is_ours(tag);
		book->coloured |= ground->ours;
		free(ground->before);
		ground->before = ground->ours ? NULL : copy_colour(book, tag);
	} else if (*solid && ground->ours && !book->recoloured && qz_tag_is(tag, "bgColor")) {
		free(ground->before);
		ground->before = copy_colour(book, tag);
	}
}

/* The grounds that there are: which are ours, and what was there before. */
static bool read_grounds(struct qz_marked_book *book, const struct qz_buf *bytes)
{
	struct list list = find_list(bytes, "fills");
	struct qz_scan scan;
	struct qz_tag tag;
	bool solid = false;
	book->grounds = calloc((size_t)list.count + 1, sizeof *book->grounds);
	if (!book->grounds)
		return !(book->failed = true);
	qz_scan_init(&scan, bytes->data + list.open.end, list.end - list.open.end);
	while (qz_scan_next(&scan, &tag)) {
		if (tag.closes)
			continue;
		if (scan.depth == 0 && book->ngrounds < list.count) {
			book->ngrounds++;
			solid = false;
		} else if (scan.depth > 0 && book->ngrounds) {
			read_ground(book, &tag, &solid, &book->grounds[book->ngrounds - 1]);
		}
	}
	return !book->failed;
}

/* Which ground each style has. */
static bool read_styles(struct qz_marked_book *book, const struct qz_buf *bytes, const struct list *list)
{
	struct qz_scan scan;
	struct qz_tag tag;
	unsigned number = 0;
	book->ground_of = calloc((size_t)list->count + 1, sizeof *book->ground_of);
	book->asked = calloc(((size_t)list->count + 1) * (QZ_SEVERITIES + 1), sizeof *book->asked);
	if (!book->ground_of || !book->asked)
		return !(book->failed = true);
	qz_scan_init(&scan, bytes->data + list->open.end, list->end - list->open.end);
	while (qz_scan_next(&scan, &tag))
		if (scan.depth == 0 && !tag.closes && number < list->count)
			qz_tag_number(&tag, "fillId", &book->ground_of[number++]);
	return true;
}

bool qz_mark_styles_open(struct qz_marked_book *book)
{
	struct qz_marked_part *part = qz_mark_load(book, book->styles_part);
	if (!part)
		return false;
	struct list xfs = find_list(&part->bytes, "cellXfs");
	book->nstyles = xfs.count;
	bool all = xfs.found && find_list(&part->bytes, "fills").found && find_list(&part->bytes, "fonts").found && find_list(&part->bytes, "borders").found;
	if (!all)
		return qz_mark_refuse(book, "mark-styles");
	return read_grounds(book, &part->bytes) && read_styles(book, &part->bytes, &xfs);
}

/* The ground of a style; NULL where there is no such one. */
static const struct qz_marked_ground *ground_of(const struct qz_marked_book *book, unsigned style)
{
	unsigned ground = style < book->nstyles ? book->ground_of[style] : 0;
	return ground < book->ngrounds ? &book->grounds[ground] : NULL;
}

bool qz_mark_is_coloured(const struct qz_marked_book *book, unsigned style)
{
	const struct qz_marked_ground *ground = ground_of(book, style);
	return ground && ground->ours;
}

unsigned qz_mark_style(struct qz_marked_book *book, unsigned from, int severity)
{
	from = from < book->nstyles ? from : 0;
	unsigned *asked = &book->asked[(size_t)from * (QZ_SEVERITIES + 1) + (size_t)severity];
	if (*asked)
		return *asked - 1;
	if (!qz_array_grow(&book->styles, book->nasked, &book->styles_cap, sizeof *book->styles)) {
		book->failed = true;
		return from;
	}
	book->styles[book->nasked++] = (struct qz_marked_style){.from = from, .severity = severity};
	*asked = book->nstyles + (unsigned)book->nasked;
	return *asked - 1;
}

/* Puts text at the end of a list and says how many it has then. */
static bool extend(struct qz_marked_book *book, struct qz_buf *bytes, const char *name, unsigned more, const struct qz_buf *text)
{
	struct list list = find_list(bytes, name);
	struct qz_buf count;
	size_t len = 0;
	if (!list.found)
		return qz_mark_refuse(book, "mark-styles");
	const char *stated = qz_tag_attr(&list.open, "count", &len);
	if (!stated)
		return qz_mark_splice(book, bytes, list.end, 0, text);
	size_t at = list.open.start + 1 + (size_t)(stated - list.open.name); /* a tag begins one character before its name */
	qz_buf_init(&count);
	qz_buf_put_number(&count, list.count + more);
	bool done = qz_mark_splice(book, bytes, list.end, 0, text) && qz_mark_splice(book, bytes, at, len, &count);
	qz_buf_done(&count);
	return done;
}

static void put_prefix(const struct qz_buf *bytes, struct qz_buf *out)
{
	struct qz_scan scan;
	struct qz_tag tag;
	qz_scan_init(&scan, bytes->data, bytes->len);
	if (qz_scan_next(&scan, &tag))
		qz_buf_add(out, tag.name, tag.prefix);
	qz_buf_add(out, "", 0);
}

static void put_fill(const char *p, const char *colour, const char *behind, struct qz_buf *out)
{
	qz_buf_printf(out, "<%sfill><%spatternFill patternType=\"solid\"><%sfgColor%s/><%sbgColor%s/></%spatternFill></%sfill>", p, p, p, colour, p,
		      behind ? behind : " indexed=\"64\"", p, p);
}

/* A fill for each style asked for, and one for labels. */
static void put_fills(const struct qz_marked_book *book, const char *p, struct qz_buf *out)
{
	char colour[32];
	for (size_t i = 0; i < book->nasked; i++) {
		const struct qz_marked_ground *ground = ground_of(book, book->styles[i].from);
		const char *before = ground ? ground->before : NULL;
		if (book->styles[i].severity == QZ_MARK_CLEAR) {
			put_fill(p, before ? before : " indexed=\"64\"", NULL, out);
			continue;
		}
		snprintf(colour, sizeof colour, " rgb=\"%s\"", qz_own_grounds[book->styles[i].severity]);
		put_fill(p, colour, before, out);
	}
	put_fill(p, " rgb=\"" HEAD "\"", NULL, out);
}

/* Which fill a style asked for has: where a cell had no ground, the first one of all, which is none. */
static unsigned fill_of(const struct qz_marked_book *book, size_t asked, unsigned fills)
{
	const struct qz_marked_ground *ground = ground_of(book, book->styles[asked].from);
	bool none = book->styles[asked].severity == QZ_MARK_CLEAR && !(ground && ground->before);
	return none ? 0 : fills + (unsigned)asked;
}

/* A style of the workbook's own with another fill. */
static void put_xf(const struct qz_buf *bytes, const struct qz_tag *tag, size_t end, unsigned fill, struct qz_buf *out)
{
	const char *attributes = tag->attributes, *stop = attributes + tag->attributes_len;
	qz_buf_printf(out, "<%.*s fillId=\"%u\" applyFill=\"1\"", (int)tag->len, tag->name, fill);
	while (attributes < stop) {
		while (attributes < stop && strchr(" \t\r\n", *attributes))
			attributes++;
		const char *equals = memchr(attributes, '=', (size_t)(stop - attributes));
		const char *quote = equals ? strpbrk(equals, "\"'") : NULL, *close = quote && quote < stop ? memchr(quote + 1, *quote, (size_t)(stop - quote - 1)) : NULL;
		if (!close)
			break;
		bool other = strncmp(attributes, "fillId", 6) != 0 && strncmp(attributes, "applyFill", 9) != 0;
		if (other)
			qz_buf_putc(out, ' ');
		if (other)
			qz_buf_add(out, attributes, (size_t)(close + 1 - attributes));
		attributes = close + 1;
	}
	qz_buf_puts(out, tag->empty ? "/>" : ">");
	if (!tag->empty)
		qz_buf_add(out, bytes->data + tag->end, end - tag->end);
}

/* One style of the workbook's own. */
struct xf {
	struct qz_tag tag;
	size_t end;
};

/* All of them; NULL when memory ran out. */
static struct xf *read_xfs(const struct qz_buf *bytes, const struct list *list)
{
	struct xf *xfs = calloc(list->count + 1, sizeof *xfs);
	struct qz_scan scan;
	struct qz_tag tag;
	size_t count = 0;
	qz_scan_init(&scan, bytes->data + list->open.end, list->end - list->open.end);
	while (xfs && qz_scan_next(&scan, &tag)) {
		if (scan.depth != 0)
			continue;
		if (!tag.closes && count < list->count)
			xfs[count++].tag = tag;
		if (count > 0)
			xfs[count - 1].end = list->open.end + tag.end;
		if (!tag.closes && count > 0)
			xfs[count - 1].tag.end = list->open.end + tag.end;
	}
	return xfs;
}

/* The styles asked for, then those of the sheet of findings. */
static bool put_xfs(struct qz_marked_book *book, const struct qz_buf *bytes, unsigned fills, unsigned fonts, unsigned borders, const char *p, struct qz_buf *out)
{
	struct list list = find_list(bytes, "cellXfs");
	struct xf *xfs = list.found ? read_xfs(bytes, &list) : NULL;
	book->failed |= list.found && !xfs;
	for (size_t i = 0; i < book->nasked && xfs; i++) {
		unsigned from = book->styles[i].from, fill = fill_of(book, i, fills);
		if (from < list.count)
			put_xf(bytes, &xfs[from].tag, xfs[from].end, fill, out);
		else
			qz_buf_printf(out, "<%sxf numFmtId=\"0\" fontId=\"0\" fillId=\"%u\" borderId=\"0\" applyFill=\"1\"/>", p, fill);
	}
	free(xfs);
	for (unsigned i = 0; i < 3; i++) /* label, text, link */
		qz_buf_printf(out, "<%sxf numFmtId=\"49\" fontId=\"%u\" fillId=\"%u\" borderId=\"%u\" quotePrefix=\"1\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">"
				   "<%salignment vertical=\"%s\" wrapText=\"1\"/></%sxf>",
			      p, i == 1 ? fonts : i == 0 ? fonts + 1 : fonts + 2, i == 0 ? fills + (unsigned)book->nasked : 0, borders, p, i == 0 ? "center" : "top", p);
	return list.found || qz_mark_refuse(book, "mark-styles");
}

static void put_fonts(const char *p, struct qz_buf *out)
{
	for (int i = 0; i < 3; i++) {
		qz_buf_printf(out, "<%sfont>", p);
		if (i > 0)
			qz_buf_printf(out, i == 1 ? "<%sb/>" : "<%su/>", p);
		qz_buf_printf(out, "<%ssz val=\"10.5\"/><%scolor rgb=\"%s\"/><%sname val=\"宋体\"/><%sfamily val=\"3\"/><%scharset val=\"134\"/></%sfont>", p, p,
			      i == 2 ? "FF0563C1" : "FF000000", p, p, p, p);
	}
}

static void put_border(const char *p, struct qz_buf *out)
{
	static const char *const sides[] = {"left", "right", "top", "bottom"};
	qz_buf_printf(out, "<%sborder>", p);
	for (int i = 0; i < 4; i++)
		qz_buf_printf(out, "<%s%s style=\"thin\"><%scolor rgb=\"FF7F7F7F\"/></%s%s>", p, sides[i], p, p, sides[i]);
	qz_buf_printf(out, "<%sdiagonal/></%sborder>", p, p);
}

bool qz_mark_styles_write(struct qz_marked_book *book)
{
	struct qz_marked_part *part = qz_mark_load(book, book->styles_part);
	struct qz_buf prefix, text;
	if (!part)
		return false;
	qz_buf_init(&prefix);
	qz_buf_init(&text);
	put_prefix(&part->bytes, &prefix);
	const char *p = prefix.failed ? "" : prefix.data;
	unsigned fills = find_list(&part->bytes, "fills").count, fonts = find_list(&part->bytes, "fonts").count, borders = find_list(&part->bytes, "borders").count;
	bool done = put_xfs(book, &part->bytes, fills, fonts, borders, p, &text) && extend(book, &part->bytes, "cellXfs", (unsigned)book->nasked + 3, &text);
	qz_buf_clear(&text);
	put_border(p, &text);
	done = done && extend(book, &part->bytes, "borders", 1, &text);
	qz_buf_clear(&text);
	put_fills(book, p, &text);
	done = done && extend(book, &part->bytes, "fills", (unsigned)book->nasked + 1, &text);
	qz_buf_clear(&text);
	put_fonts(p, &text);
	done = done && extend(book, &part->bytes, "fonts", 3, &text);
	book->failed |= prefix.failed || text.failed;
	qz_buf_done(&prefix);
	qz_buf_done(&text);
	return done && !book->failed;
}
