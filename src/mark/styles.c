/*
 * Styles of a workbook that is marked, for parts.h: each style of a faulty cell
 * once more, behind all others, on the ground of a severity (ECMA-376 Part 1, 18.8.10
 * and 18.8.20). The ones there are keep their numbers.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/diag.h"
#include "mark/parts.h"

static const char *const grounds[QZ_SEVERITIES] = {[QZ_INFO] = "FFE7E6E6", [QZ_STYLE] = "FFDDEBF7", [QZ_WARNING] = "FFFFEB9C", [QZ_ERROR] = "FFFFC7CE"};
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

bool qz_mark_styles_open(struct qz_marked_book *book)
{
	struct qz_marked_part *part = qz_mark_load(book, book->styles_part);
	if (!part)
		return false;
	struct list xfs = find_list(&part->bytes, "cellXfs");
	book->nstyles = xfs.count;
	bool all = xfs.found && find_list(&part->bytes, "fills").found && find_list(&part->bytes, "fonts").found && find_list(&part->bytes, "borders").found;
	return all || qz_mark_refuse(book, "mark-styles");
}

unsigned qz_mark_style(struct qz_marked_book *book, unsigned from, int severity)
{
	from = from < book->nstyles ? from : 0;
	for (size_t i = 0; i < book->nasked; i++)
		if (book->styles[i].from == from && book->styles[i].severity == severity)
			return book->nstyles + (unsigned)i;
	if (!qz_array_grow(&book->styles, book->nasked, &book->styles_cap, sizeof *book->styles)) {
		book->failed = true;
		return from;
	}
	book->styles[book->nasked++] = (struct qz_marked_style){.from = from, .severity = severity};
	return book->nstyles + (unsigned)book->nasked - 1;
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

/* Fills for the severities and for labels. */
static void put_fills(const char *p, struct qz_buf *out)
{
	for (int i = 0; i <= QZ_SEVERITIES; i++)
		qz_buf_printf(out, "<%sfill><%spatternFill patternType=\"solid\"><%sfgColor rgb=\"%s\"/><%sbgColor indexed=\"64\"/></%spatternFill></%sfill>", p, p, p,
			      i < QZ_SEVERITIES ? grounds[i] : HEAD, p, p, p);
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
		unsigned from = book->styles[i].from, fill = fills + (unsigned)book->styles[i].severity;
		if (from < list.count)
			put_xf(bytes, &xfs[from].tag, xfs[from].end, fill, out);
		else
			qz_buf_printf(out, "<%sxf numFmtId=\"0\" fontId=\"0\" fillId=\"%u\" borderId=\"0\" applyFill=\"1\"/>", p, fill);
	}
	free(xfs);
	for (unsigned i = 0; i < 3; i++) /* label, text, link */
		qz_buf_printf(out, "<%sxf numFmtId=\"49\" fontId=\"%u\" fillId=\"%u\" borderId=\"%u\" quotePrefix=\"1\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">"
				   "<%salignment vertical=\"%s\" wrapText=\"1\"/></%sxf>",
			      p, i == 1 ? fonts : i == 0 ? fonts + 1 : fonts + 2, i == 0 ? fills + QZ_SEVERITIES : 0, borders, p, i == 0 ? "center" : "top", p);
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
	put_fills(p, &text);
	done = done && extend(book, &part->bytes, "fills", QZ_SEVERITIES + 1, &text);
	qz_buf_clear(&text);
	put_fonts(p, &text);
	done = done && extend(book, &part->bytes, "fonts", 3, &text);
	book->failed |= prefix.failed || text.failed;
	qz_buf_done(&prefix);
	qz_buf_done(&text);
	return done && !book->failed;
}
