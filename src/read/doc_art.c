/*
 * Drawings of a Word 97-2003 document ([MS-ODRAW]): the shapes, which group each
 * belongs to, the words that WordArt shows and those that stand for a picture.
 * Text in boxes is no part of the drawings.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "read/doc_parts.h"

#define HEADER 8
#define NESTED 32 /* groups in groups */
#define CONTAINER 0xF
#define GROUP 0xF003
#define SHAPE 0xF00A
#define PROPERTIES 0xF00B
#define MORE_PROPERTIES 0xF121
#define LAST_PROPERTIES 0xF122
#define DRAWING 0xF002
#define WORDS 0xC0	  /* gtextUNICODE */
#define DESCRIPTION 0x381 /* wzDescription */
#define BACKGROUND 0x400  /* of the page, or the group of all others, or deleted */
#define PATRIARCH 0x4
#define DELETED 0x8

/* Where the walk through one drawing is. */
struct walk {
	struct qz_doc *doc;
	struct qz_doc_shapes *shapes; /* NULL: one picture, at the place */
	qz_doc_go *go;
	void *data;
	const unsigned char *ends[NESTED]; /* of the groups that are open */
	unsigned depth;
	uint32_t top; /* of the outermost group but that of all; 0: not met yet */
	bool there;   /* at the place of the shape */
};

static void put_words(struct qz_doc_span words, struct qz_buf *out)
{
	for (size_t i = 0; i + 1 < words.len; i += 2) {
		uint32_t unit = qz_doc_u16(words.at + i), low = i + 3 < words.len ? qz_doc_u16(words.at + i + 2) : 0;
		if (unit == 0)
			return;
		if (unit >= 0xD800 && unit < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
			unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		}
		qz_buf_put_utf8(out, unit < 0x20 ? ' ' : unit);
	}
}

static bool keep_words(struct walk *walk, enum qz_aside_kind kind, struct qz_doc_span words)
{
	struct qz_doc *doc = walk->doc;
	struct qz_doc_shape *shape = walk->shapes && walk->shapes->count ? &walk->shapes->list[walk->shapes->count - 1] : NULL;
	struct qz_buf text;
	if (walk->shapes && !shape)
		return true;
	if (shape)
		walk->go(doc, shape->top, walk->data);
	qz_buf_init(&text);
	put_words(words, &text);
	if (shape)
		shape->words |= kind == QZ_ASIDE_BOX && text.len;
	if (text.failed)
		qz_doc_no_memory(doc);
	else
		qz_doc_add_aside(doc, kind, text.data, text.len);
	qz_buf_done(&text);
	return !doc->failed;
}

/* A table of properties (2.2.9): 6 bytes each, behind them the values of those that have more, in order. */
static bool see_properties(struct walk *walk, struct qz_doc_span record, unsigned count)
{
	size_t more = 6 * (size_t)count;
	for (unsigned i = 0; i < count && 6 * ((size_t)i + 1) <= record.len; i++) {
		unsigned id = qz_doc_u16(record.at + 6 * i);
		size_t len = qz_doc_u32(record.at + 6 * i + 2);
		if (!(id & 0x8000))
			continue;
		if (more > record.len || len > record.len - more)
			return true;
		struct qz_doc_span value = {record.at + more, len};
		more += len;
		unsigned number = id & 0x3FFF;
		if ((number == WORDS && !keep_words(walk, QZ_ASIDE_BOX, value)) ||
		    (number == DESCRIPTION && !keep_words(walk, QZ_ASIDE_ALTERNATIVE, value)))
			return false;
	}
	return true;
}

static bool see_shape(struct walk *walk, struct qz_doc_span record)
{
	struct qz_doc_shapes *shapes = walk->shapes;
	if (!shapes || record.len < 8)
		return true;
	uint32_t id = qz_doc_u32(record.at);
	if (walk->depth > 1 && walk->top == 0)
		walk->top = id;
	if (!qz_array_grow(&shapes->list, shapes->count, &shapes->cap, sizeof *shapes->list))
		return qz_doc_no_memory(walk->doc);
	shapes->list[shapes->count++] = (struct qz_doc_shape){.id = id, .top = walk->depth > 1 ? walk->top : id};
	return true;
}

static bool see_record(struct walk *walk, unsigned type, unsigned instance, struct qz_doc_span record)
{
	if (type == SHAPE)
		return see_shape(walk, record);
	if (type == PROPERTIES || type == MORE_PROPERTIES || type == LAST_PROPERTIES)
		return see_properties(walk, record, instance);
	return true;
}

static bool open_group(struct walk *walk, const unsigned char *end)
{
	if (walk->depth == NESTED)
		return false;
	if (walk->depth == 1)
		walk->top = 0;
	walk->ends[walk->depth++] = end;
	return true;
}

/* All records of a drawing, containers entered. False on failure; what is no record ends it, and *whole becomes false. */
static bool walk_records(struct walk *walk, struct qz_doc_span list, bool *whole)
{
	const unsigned char *at = list.at, *end = list.at + list.len;
	while (end - at >= HEADER) {
		unsigned version = qz_doc_u16(at), type = qz_doc_u16(at + 2);
		size_t len = qz_doc_u32(at + 4);
		while (walk->depth && at >= walk->ends[walk->depth - 1])
			walk->depth--;
		at += HEADER;
		if (len > (size_t)(end - at)) {
			*whole = false;
			return true;
		}
		if (!qz_doc_spend(walk->doc, HEADER))
			return false;
		if ((version & 0xF) == CONTAINER) {
			if (type == GROUP && !open_group(walk, at + len))
				at += len; /* deeper than any that is drawn */
			continue;
		}
		if (!see_record(walk, type, version >> 4, (struct qz_doc_span){at, len}))
			return false;
		at += len;
	}
	return true;
}

/* A picture ([MS-DOC] 2.9.190): its own head, for some its name, then one shape. */
void qz_doc_see_picture(struct qz_doc *doc, uint32_t at)
{
	const unsigned char *data = (const unsigned char *)doc->data.data;
	struct walk walk = {.doc = doc};
	bool whole;
	if (doc->data.len < 8 || at > doc->data.len - 8)
		return;
	size_t len = qz_doc_u32(data + at), skip = qz_doc_u16(data + at + 4);
	if (len > doc->data.len - at || skip >= len)
		return;
	if (qz_doc_u16(data + at + 6) == 0x66)
		skip += 1 + (size_t)data[at + skip];
	if (skip < len && qz_doc_spend(doc, HEADER))
		walk_records(&walk, (struct qz_doc_span){data + at + skip, len - skip}, &whole);
}

static int compare_shapes(const void *a, const void *b)
{
	const struct qz_doc_shape *x = a, *y = b;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* What all drawings share comes first, then each behind a byte that says whether it is of the main text ([MS-DOC] 2.9.172). */
bool qz_doc_read_shapes(struct qz_doc *doc, struct qz_doc_shapes *shapes, qz_doc_go *go, void *data)
{
	struct walk walk = {.doc = doc, .shapes = shapes, .go = go, .data = data};
	struct qz_doc_span art;
	bool whole = true, good = true;
	if (!qz_doc_part(doc, QZ_DOC_DRAWINGS, &art))
		return false;
	for (size_t at = 0; art.len - at >= HEADER && whole && good;) {
		size_t byte = at > 0, len = art.len - at >= HEADER + byte ? qz_doc_u32(art.at + at + byte + 4) : art.len;
		whole = len <= art.len - at - byte && art.len - at - byte - len >= HEADER;
		if (!whole)
			break;
		walk.depth = 0;
		if (qz_doc_u16(art.at + at + byte + 2) == DRAWING)
			good = walk_records(&walk, (struct qz_doc_span){art.at + at + byte + HEADER, len}, &whole);
		at += byte + HEADER + len;
	}
	doc->drawings += !whole;
	if (shapes->count)
		qsort(shapes->list, shapes->count, sizeof *shapes->list, compare_shapes);
	return good && !doc->failed;
}
