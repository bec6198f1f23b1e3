/*
 * The drawing of a sheet ([MS-ODRAW] 2.2.13 on), for xls_parts.h: where the
 * objects stand, the words of WordArt and the texts that stand for pictures. All
 * pieces of it have been put together; each object knows how much of it came
 * before its record.
 */
#include <stddef.h>

#include "read/xls_parts.h"

enum {
	ART_PROPERTIES = 0xF00B,
	ART_CHILD_ANCHOR = 0xF00F,
	ART_CLIENT_ANCHOR = 0xF010
};

/* Properties with text, [MS-ODRAW] 2.3.22.1, 2.3.2.2. */
enum {
	PROPERTY_WORDS = 0x00C0,
	PROPERTY_DESCRIPTION = 0x0381
};

/* A text of UTF-16 units in the drawing. */
struct words {
	const unsigned char *data;
	size_t len;
};

/* What is known of the object at hand. */
struct shape {
	struct words words, description;
	unsigned row, column; /* of the last anchor: what is grouped stands where its group does */
	bool anchored;
};

/* The properties: six bytes each, then what the longer ones hold, in the same order. */
static void read_properties(struct shape *shape, const unsigned char *data, size_t len, size_t count)
{
	size_t at = 6 * count;
	for (size_t i = 0; i < count && at <= len; i++) {
		unsigned number = qz_biff_u16(data + 6 * i);
		size_t size = number & 0x8000 ? qz_biff_u32(data + 6 * i + 2) : 0;
		if (size > len - at)
			return;
		if ((number & 0x3FFF) == PROPERTY_WORDS && size)
			shape->words = (struct words){data + at, size};
		else if ((number & 0x3FFF) == PROPERTY_DESCRIPTION && size)
			shape->description = (struct words){data + at, size};
		at += size;
	}
}

static void read_anchor(struct shape *shape, const unsigned char *data, size_t len)
{
	if (len < 8)
		return;
	shape->column = qz_biff_u16(data + 2);
	shape->row = shape->column < QZ_XLS_COLUMNS ? qz_biff_u16(data + 6) + 1 : 0;
	shape->anchored = true;
}

static bool tell(struct qz_xls_reader *reader, const struct shape *shape, const struct words *words, enum qz_aside_kind kind)
{
	struct qz_biff biff = {.data = words->data, .size = words->len};
	struct qz_biff_text text = {.biff = &biff};
	size_t count = 0;
	while (2 * (count + 1) <= words->len && qz_biff_u16(words->data + 2 * count) != 0)
		count++;
	if (count == 0)
		return true;
	qz_buf_clear(&reader->value);
	qz_biff_characters(&text, count, true, &reader->value, NULL, 0);
	if (reader->value.failed)
		return qz_xls_out_of_memory(reader->book);
	return qz_xls_aside(reader->book, kind, shape->anchored ? shape->row : 0, shape->column, reader->value.data, reader->value.len);
}

/* The object's record comes: what the drawing said is about it. */
static bool close_shape(struct qz_xls_reader *reader, struct shape *shape, struct qz_xls_object *object)
{
	bool good = tell(reader, shape, &shape->words, QZ_ASIDE_BOX) && tell(reader, shape, &shape->description, QZ_ASIDE_ALTERNATIVE);
	if (object && (shape->anchored || object->inside)) {
		object->row = shape->row;
		object->column = shape->column;
	}
	shape->words = shape->description = (struct words){0};
	shape->anchored = false;
	return good;
}

bool qz_xls_drawing_read(struct qz_xls_reader *reader)
{
	struct qz_xls_objects *objects = &reader->objects;
	const unsigned char *data = (const unsigned char *)objects->drawing.data;
	size_t end = objects->drawing.len, at = 0, next = 0;
	struct shape shape = {0};
	bool good = true;
	while (good && at <= end && end - at >= 8) {
		for (; good && next < objects->count && objects->list[next].drawing <= at; next++)
			good = close_shape(reader, &shape, &objects->list[next]);
		unsigned head = qz_biff_u16(data + at), kind = qz_biff_u16(data + at + 2);
		size_t len = qz_biff_u32(data + at + 4), room = end - at - 8;
		at += 8;
		if ((head & 15) == 15) /* a container: what it holds comes next */
			continue;
		len = len < room ? len : room;
		if (kind == ART_PROPERTIES && 6 * (head >> 4) <= len)
			read_properties(&shape, data + at, len, head >> 4);
		else if (kind == ART_CLIENT_ANCHOR)
			read_anchor(&shape, data + at, len);
		else if (kind == ART_CHILD_ANCHOR)
			shape.anchored = true;
		at += len;
	}
	for (; good && next < objects->count; next++)
		good = close_shape(reader, &shape, &objects->list[next]);
	return good && close_shape(reader, &shape, NULL);
}
