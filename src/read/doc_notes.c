/*
 * The texts beside the main one ([MS-DOC] 2.4.1): footnotes, endnotes, comments,
 * headers and footers, text boxes. Each is divided by a list of positions; where
 * it hangs is told by another one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/doc_parts.h"
#include "read/table.h"

#define BOX_BYTES 22   /* of a text box (2.9.101) */
#define SHAPE_BYTES 26 /* of a shape's anchor (2.9.253) */
#define SEPARATORS 6   /* texts before those of the first section (2.8.20) */
#define ALIKE 16       /* headers that are compared with one another */

/* A shape's anchor in the main text. */
struct anchor {
	uint32_t shape, cp;
	bool words; /* text hangs on it */
};

struct anchors {
	struct anchor *list; /* by shape */
	size_t count;
};

/* Goes to the place of a position of the main text. */
static void go_to(struct qz_doc *doc, uint32_t cp)
{
	size_t low = 0, above = doc->nplaces;
	while (above - low > 1) {
		size_t middle = low + (above - low) / 2;
		if (doc->places[middle].cp <= cp)
			low = middle;
		else
			above = middle;
	}
	struct qz_doc_place place = {.sheet = doc->table->nsheets};
	if (low < doc->nplaces && doc->places[low].cp <= cp)
		place = doc->places[low];
	qz_doc_begin_place(doc, place.sheet, place.row, place.column);
}

/* Goes to what hangs on no place. */
static void go_nowhere(struct qz_doc *doc)
{
	qz_doc_begin_place(doc, doc->table->nsheets, 0, 0);
}

/* Whether a text is a page's number and what goes with it: — 3 —, 第3页 共10页, 3/10. */
static bool is_page_number(const char *text, size_t len)
{
	static const char *const parts[] = {"第", "页", "共", "-", "—", "–", "－", "/", "·", ".", "，", ",", "Page", "page", "of"};
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_skip_blanks(text + at, len - at);
		n = n ? n : strspn(text + at, "0123456789");
		for (size_t i = 0; i < sizeof parts / sizeof *parts && n == 0; i++)
			n = strncmp(text + at, parts[i], strlen(parts[i])) == 0 ? strlen(parts[i]) : 0;
		if (n == 0)
			return false;
	}
	return true;
}

static bool is_known(const struct qz_doc *doc, enum qz_aside_kind kind, const char *text, size_t len)
{
	const struct qz_aside_list *list = &doc->table->asides[kind];
	for (size_t i = list->count, n = 0; i-- > 0 && n < ALIKE; n++)
		if (list->list[i].cell->len == len && memcmp(list->list[i].cell->text, text, len) == 0)
			return true;
	return false;
}

/* Adds the text of a range at the place; what every page repeats once, and no page numbers. */
static bool add_text(struct qz_doc *doc, enum qz_aside_kind kind, uint32_t from, uint32_t to, bool of_pages)
{
	struct qz_buf *text = &doc->plain;
	qz_buf_clear(text);
	if (!qz_doc_put_plain(doc, from, to, text))
		return false;
	size_t skip = text->len ? qz_skip_blanks(text->data, text->len) : 0;
	size_t len = skip < text->len ? qz_trim_end(text->data + skip, text->len - skip) : 0;
	bool passed = len == 0 || (of_pages && (is_page_number(text->data + skip, len) || is_known(doc, kind, text->data + skip, len)));
	if (!passed)
		qz_doc_add_aside(doc, kind, text->data + skip, len);
	return qz_doc_end_place(doc);
}

/* ---- footnotes, endnotes, comments ---- */

/* Where the texts of a story begin, and where they hang. */
struct notes {
	enum qz_doc_story story;
	enum qz_doc_part refs, texts;
	size_t record; /* bytes that the list of places has for each */
	enum qz_aside_kind kind;
};

static bool read_notes_of(struct qz_doc *doc, const struct notes *notes)
{
	struct qz_doc_span refs, texts;
	uint32_t begin = doc->starts[notes->story], length = doc->starts[notes->story + 1] - begin, from = 0;
	if (length == 0)
		return true;
	if (!qz_doc_part(doc, notes->refs, &refs) || !qz_doc_part(doc, notes->texts, &texts))
		return false;
	size_t count = refs.len >= 4 ? (refs.len - 4) / (4 + notes->record) : 0, known = texts.len / 4;
	go_nowhere(doc);
	for (size_t i = 0; i < known; i++) {
		uint32_t next = qz_doc_u32(texts.at + 4 * i);
		if (i + 1 == known || next > length) /* the last position of the list means nothing */
			next = length;
		if (next < from)
			return qz_doc_broken(doc, "notes");
		if (!add_text(doc, notes->kind, begin + from, begin + next, false))
			return false;
		from = next;
		if (i < count)
			go_to(doc, qz_doc_u32(refs.at + 4 * i));
		else
			go_nowhere(doc);
	}
	return add_text(doc, notes->kind, begin + from, begin + length, false);
}

/* ---- headers and footers ---- */

static bool read_headers(struct qz_doc *doc)
{
	struct qz_doc_span list;
	uint32_t begin = doc->starts[QZ_DOC_HEADER], length = doc->starts[QZ_DOC_HEADER + 1] - begin, from = 0;
	if (length == 0)
		return true;
	if (!qz_doc_part(doc, QZ_DOC_HEADERS, &list))
		return false;
	size_t count = list.len / 4;
	for (size_t i = 0; i <= count; i++) {
		uint32_t next = i < count ? qz_doc_u32(list.at + 4 * i) : length;
		next = next > length ? length : next;
		if (next < from)
			return qz_doc_broken(doc, "notes");
		size_t text = i > 0 ? i - 1 : 0, turn = text % 6; /* the text between this position and the one before */
		bool footer = turn == 2 || turn == 3 || turn == 5;
		go_nowhere(doc);
		enum qz_aside_kind kind = text < SEPARATORS ? QZ_ASIDE_FOOTNOTE : footer ? QZ_ASIDE_PAGE_FOOTER : QZ_ASIDE_PAGE_HEADER;
		if (!add_text(doc, kind, begin + from, begin + next, true))
			return false;
		from = next;
	}
	return true;
}

/* ---- boxes ---- */

static int compare_anchors(const void *a, const void *b)
{
	const struct anchor *x = a, *y = b;
	return x->shape < y->shape ? -1 : x->shape > y->shape;
}

static bool read_anchors(struct qz_doc *doc, struct anchors *anchors)
{
	struct qz_doc_span list;
	if (!qz_doc_part(doc, QZ_DOC_SHAPES, &list))
		return false;
	size_t count = list.len >= 4 ? (list.len - 4) / (4 + SHAPE_BYTES) : 0;
	anchors->list = calloc(count + 1, sizeof *anchors->list);
	if (!anchors->list)
		return qz_doc_no_memory(doc);
	anchors->count = count;
	for (size_t i = 0; i < count; i++)
		anchors->list[i] = (struct anchor){.shape = qz_doc_u32(list.at + 4 * (count + 1) + SHAPE_BYTES * i),
						   .cp = qz_doc_u32(list.at + 4 * i)};
	qsort(anchors->list, count, sizeof *anchors->list, compare_anchors);
	return true;
}

static struct anchor *find_anchor(const struct anchors *anchors, uint32_t shape)
{
	struct anchor key = {.shape = shape};
	return anchors->count ? bsearch(&key, anchors->list, anchors->count, sizeof key, compare_anchors) : NULL;
}

static void go_to_shape(struct qz_doc *doc, uint32_t shape, void *data)
{
	struct anchor *anchor = find_anchor(data, shape);
	if (anchor)
		go_to(doc, anchor->cp);
	else
		go_nowhere(doc);
}

/* The anchor of a shape, or of the group that it belongs to; NULL where it has none. */
static struct anchor *anchor_of(const struct qz_doc_shapes *shapes, const struct anchors *anchors, uint32_t id)
{
	size_t low = 0, above = shapes->count;
	while (low < above) {
		size_t middle = low + (above - low) / 2;
		if (shapes->list[middle].id < id)
			low = middle + 1;
		else
			above = middle;
	}
	bool grouped = low < shapes->count && shapes->list[low].id == id;
	return find_anchor(anchors, grouped ? shapes->list[low].top : id);
}

static bool read_boxes(struct qz_doc *doc, enum qz_doc_story story, enum qz_doc_part part, const struct qz_doc_shapes *shapes,
		       const struct anchors *anchors)
{
	struct qz_doc_span list;
	uint32_t begin = doc->starts[story], length = doc->starts[story + 1] - begin, from = 0;
	bool of_pages = story == QZ_DOC_HEADER_BOX;
	if (length == 0)
		return true;
	if (!qz_doc_part(doc, part, &list))
		return false;
	size_t count = list.len >= 4 ? (list.len - 4) / (4 + BOX_BYTES) : 0;
	for (size_t i = 0; i <= count; i++) {
		uint32_t next = i < count ? qz_doc_u32(list.at + 4 * (i + 1)) : length;
		next = next > length ? length : next;
		if (next < from)
			return qz_doc_broken(doc, "notes");
		struct anchor *anchor = NULL;
		if (i < count && !of_pages)
			anchor = anchor_of(shapes, anchors, qz_doc_u32(list.at + 4 * (count + 1) + BOX_BYTES * i + 14));
		if (anchor) {
			anchor->words = true;
			go_to(doc, anchor->cp);
		} else {
			go_nowhere(doc);
		}
		if (!add_text(doc, QZ_ASIDE_BOX, begin + from, begin + next, of_pages))
			return false;
		from = next;
	}
	return true;
}

/* Drawings without words are pictures. */
static bool say_drawings(struct qz_doc *doc, const struct qz_doc_shapes *shapes, const struct anchors *anchors)
{
	for (size_t i = 0; i < shapes->count; i++) {
		struct anchor *anchor = shapes->list[i].words ? find_anchor(anchors, shapes->list[i].top) : NULL;
		if (anchor)
			anchor->words = true;
	}
	for (size_t i = 0; i < anchors->count; i++) {
		if (anchors->list[i].words)
			continue;
		go_to(doc, anchors->list[i].cp);
		doc->pictures = 1;
		if (!qz_doc_end_place(doc))
			return false;
	}
	return true;
}

bool qz_doc_read_notes(struct qz_doc *doc)
{
	static const struct notes notes[] = {
	    {QZ_DOC_NOTE, QZ_DOC_FOOTNOTE_REFS, QZ_DOC_FOOTNOTES, 2, QZ_ASIDE_FOOTNOTE},
	    {QZ_DOC_ENDNOTE, QZ_DOC_ENDNOTE_REFS, QZ_DOC_ENDNOTES, 2, QZ_ASIDE_FOOTNOTE},
	    {QZ_DOC_ANNOTATION, QZ_DOC_COMMENT_REFS, QZ_DOC_COMMENTS, 30, QZ_ASIDE_COMMENT},
	};
	struct qz_doc_shapes shapes = {0};
	struct anchors anchors = {0};
	bool good = true;
	for (size_t i = 0; i < sizeof notes / sizeof *notes && good; i++)
		good = read_notes_of(doc, &notes[i]);
	good = good && read_headers(doc) && read_anchors(doc, &anchors) && qz_doc_read_shapes(doc, &shapes, go_to_shape, &anchors) &&
	       read_boxes(doc, QZ_DOC_BOX, QZ_DOC_BOXES, &shapes, &anchors) &&
	       read_boxes(doc, QZ_DOC_HEADER_BOX, QZ_DOC_HEADER_BOXES, &shapes, &anchors) && say_drawings(doc, &shapes, &anchors);
	free(anchors.list);
	free(shapes.list);
	return good;
}
