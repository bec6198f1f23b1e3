/*
 * Taking an earlier time's comments out of a workbook that is marked again, for
 * parts.h: our words (base/own.h) are cut out of the comments of a sheet, other
 * people's stay as they are written. A comment without other words goes, and with
 * it the note that shows it in the drawing.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/own.h"
#include "mark/parts.h"

/* The words of a comment in its bytes. */
struct piece {
	size_t start, end;         /* of the text in a t … */
	size_t run_start, run_end; /* … and of the run around it; 0: none */
};

struct noted {
	unsigned row, column;
};

struct again {
	struct qz_marked_book *book;
	const char *bytes;
	struct piece *pieces;
	size_t npieces, pieces_cap;
	struct qz_buf text; /* of the comment at hand, resolved … */
	size_t *from;       /* … where each of its bytes stands in the part; one more for its end */
	size_t from_cap;
	bool *cut;          /* bytes that are ours */
	size_t cut_cap;
	struct noted *gone; /* cells whose comments go */
	size_t ngone, gone_cap;
	bool failed;
};

/* One character as it stands in the part, resolved; the bytes it takes there. */
static size_t take_character(const char *at, size_t len, struct qz_buf *out)
{
	unsigned long unit = 0;
	size_t used = *at == '&' ? qz_tag_resolve(at, len, out) : 0;
	if (used)
		return used;
	if (len >= 7 && at[0] == '_' && at[1] == 'x' && at[6] == '_' && strspn(at + 2, "0123456789abcdefABCDEF") == 4) {
		unit = strtoul(at + 2, NULL, 16);
		qz_buf_put_utf8(out, unit && (unit < 0xD800 || unit > 0xDFFF) ? (uint32_t)unit : 0xFFFDu);
		return 7;
	}
	qz_buf_putc(out, *at);
	return 1;
}

/* Where a resolved byte stands. */
static bool set_from(struct again *again, size_t at, size_t place)
{
	if (!qz_array_grow(&again->from, at, &again->from_cap, sizeof *again->from) ||
	    !qz_array_grow(&again->cut, at, &again->cut_cap, sizeof *again->cut))
		return !(again->failed = true);
	again->from[at] = place;
	again->cut[at] = false;
	return true;
}

/* The text of a comment, between two of its tags. */
static bool read_piece(struct again *again, size_t start, size_t end, size_t run)
{
	if (!qz_array_grow(&again->pieces, again->npieces, &again->pieces_cap, sizeof *again->pieces))
		return !(again->failed = true);
	again->pieces[again->npieces++] = (struct piece){.start = start, .end = end, .run_start = run};
	for (size_t at = start; at < end;) {
		size_t before = again->text.len, used = take_character(again->bytes + at, end - at, &again->text);
		for (size_t i = before; i < again->text.len; i++)
			if (!set_from(again, i, at))
				return false;
		at += used;
	}
	return !again->text.failed;
}

/* The words of the comment whose tag was found last; *end: behind it. */
static bool read_comment(struct again *again, struct qz_scan *scan, size_t *end)
{
	struct qz_tag tag;
	size_t start = 0, run = 0, depth = scan->depth;
	again->npieces = 0;
	qz_buf_clear(&again->text);
	while (qz_scan_next(scan, &tag) && scan->depth > depth) {
		if (qz_tag_is(&tag, "r") && !tag.closes)
			run = tag.start;
		if (qz_tag_is(&tag, "t") && !tag.closes)
			start = tag.empty ? 0 : tag.end;
		else if (qz_tag_is(&tag, "t") && start && !read_piece(again, start, tag.start, run))
			return false;
		if (qz_tag_is(&tag, "r") && tag.closes) {
			if (again->npieces && again->pieces[again->npieces - 1].run_start == run)
				again->pieces[again->npieces - 1].run_end = tag.end;
			run = 0;
		}
	}
	*end = tag.end;
	return set_from(again, again->text.len, *end);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Marks our words, with the blanks around them. How many bytes are somebody else's; *found: some are ours. */
static size_t mark_own(struct again *again, bool *found)
{
	size_t at = 0, start, end, others = 0;
	for (int cuts = 0; cuts < QZ_OWN_PIECES && again->text.len; cuts++) {
		if (!qz_own_find(again->text.data + at, again->text.len - at, &start, &end))
			break;
		start += at;
		end += at;
		while (start > 0 && is_space(again->text.data[start - 1]))
			start--;
		while (start == 0 && end < again->text.len && is_space(again->text.data[end]))
			end++;
		for (size_t i = start; i < end; i++)
			again->cut[i] = true;
		*found = true;
		at = end;
	}
	for (size_t i = 0; i < again->text.len; i++)
		others += !again->cut[i] && !is_space(again->text.data[i]);
	return others;
}

/* The comment without our words: a run that has no others goes whole. */
static void put_rest(const struct again *again, size_t start, size_t end, struct qz_buf *out)
{
	size_t copied = start, at = 0;
	for (size_t i = 0; i < again->npieces; i++) {
		const struct piece *piece = &again->pieces[i];
		size_t first = at, kept = 0;
		for (; at < again->text.len && again->from[at] < piece->end; at++)
			kept += !again->cut[at];
		if (kept == 0 && at > first && piece->run_start && piece->run_end) {
			qz_buf_add(out, again->bytes + copied, piece->run_start - copied);
			copied = piece->run_end;
			continue;
		}
		for (size_t j = first; j < at; j++) {
			size_t next = j + 1 < at ? again->from[j + 1] : piece->end;
			if (!again->cut[j] || next == again->from[j])
				continue;
			qz_buf_add(out, again->bytes + copied, again->from[j] - copied);
			copied = next;
		}
	}
	qz_buf_add(out, again->bytes + copied, end - copied);
}

/* The comment that begins at a tag. */
static bool clean_comment(struct again *again, struct qz_scan *scan, const struct qz_tag *tag, size_t *copied,
			  struct qz_buf *out)
{
	size_t len = 0, end = tag->end;
	const char *reference = qz_tag_attr(tag, "ref", &len);
	struct noted gone = {0};
	bool found = false;
	if (reference)
		qz_mark_read_reference(reference, len, &gone.row, &gone.column);
	if (tag->empty)
		return true;
	if (!read_comment(again, scan, &end))
		return false;
	size_t others = mark_own(again, &found);
	if (!found)
		return true;
	qz_buf_add(out, again->bytes + *copied, tag->start - *copied);
	*copied = end;
	if (others) {
		put_rest(again, tag->start, end, out);
	} else {
		if (!qz_array_grow(&again->gone, again->ngone, &again->gone_cap, sizeof *again->gone))
			return !(again->failed = true);
		again->gone[again->ngone++] = gone;
	}
	return true;
}

static bool clean_comments(struct again *again, struct qz_buf *bytes)
{
	struct qz_scan scan;
	struct qz_tag tag;
	struct qz_buf out;
	size_t copied = 0;
	bool good = true;
	again->bytes = bytes->data;
	qz_buf_init(&out);
	qz_scan_init(&scan, bytes->data, bytes->len);
	while (good && qz_scan_next(&scan, &tag))
		if (scan.depth == 2 && qz_tag_is(&tag, "comment") && !tag.closes)
			good = clean_comment(again, &scan, &tag, &copied, &out);
	qz_buf_add(&out, bytes->data + copied, bytes->len - copied);
	again->failed |= out.failed || again->text.failed;
	if (good && copied && !out.failed) {
		qz_buf_done(bytes);
		*bytes = out;
	} else {
		qz_buf_done(&out);
	}
	return good && !again->failed;
}

/* ---- notes ---- */

/* The number in an element of a note, <x:Row>4</x:Row>, from 1; 0 when there is none. */
static unsigned read_number(const char *note, size_t len, const char *name)
{
	const char *found = memmem(note, len, name, strlen(name));
	return found ? (unsigned)strtoul(found + strlen(name), NULL, 10) + 1 : 0;
}

static int compare_noted(const void *a, const void *b)
{
	const struct noted *one = a, *other = b;
	if (one->row != other->row)
		return one->row < other->row ? -1 : 1;
	return (one->column > other->column) - (one->column < other->column);
}

/* Takes the notes of comments that went out of a drawing, which need not be XML. */
static bool clean_notes(struct again *again, struct qz_buf *bytes)
{
	static const char begin[] = "<v:shape ", end[] = "</v:shape>";
	struct qz_buf out;
	size_t at = 0, copied = 0;
	const char *found;
	qz_buf_init(&out);
	qsort(again->gone, again->ngone, sizeof *again->gone, compare_noted);
	while ((found = memmem(bytes->data + at, bytes->len - at, begin, strlen(begin)))) {
		size_t start = (size_t)(found - bytes->data);
		const char *close = memmem(found, bytes->len - start, end, strlen(end));
		if (!close)
			break;
		at = (size_t)(close - bytes->data) + strlen(end);
		const struct noted note = {read_number(found, at - start, ":Row>"), read_number(found, at - start, ":Column>")};
		if (!bsearch(&note, again->gone, again->ngone, sizeof note, compare_noted))
			continue;
		qz_buf_add(&out, bytes->data + copied, start - copied);
		copied = at;
	}
	qz_buf_add(&out, bytes->data + copied, bytes->len - copied);
	again->failed |= out.failed;
	if (out.failed) {
		qz_buf_done(&out);
		return false;
	}
	qz_buf_done(bytes);
	*bytes = out;
	return true;
}

bool qz_mark_clean(struct qz_marked_book *book, const char *sheet)
{
	char *comments = qz_mark_related(book, sheet, "/comments", NULL, 0), *drawing = NULL;
	struct qz_marked_part *part = comments ? qz_mark_load(book, comments) : NULL;
	struct again again = {.book = book};
	bool good = !comments || part;
	qz_buf_init(&again.text);
	if (part && memmem(part->bytes.data, part->bytes.len, QZ_OWN_BEGIN, strlen(QZ_OWN_BEGIN) - 1))
		good = clean_comments(&again, &part->bytes);
	if (good && again.ngone && (drawing = qz_mark_related(book, sheet, "/vmlDrawing", NULL, 0))) {
		part = qz_mark_load(book, drawing);
		good = part && clean_notes(&again, &part->bytes);
	}
	book->failed |= again.failed;
	free(comments);
	free(drawing);
	free(again.pieces);
	free(again.from);
	free(again.cut);
	free(again.gone);
	qz_buf_done(&again.text);
	return good && !book->failed;
}
