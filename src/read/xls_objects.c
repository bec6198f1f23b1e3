/*
 * Shapes, controls, pictures and comments of a sheet, for xls_parts.h. BIFF8 has
 * their texts in TXO records and their places in the drawing (xls_drawing.c);
 * BIFF5 has both in the records OBJ and NOTE. Pictures and charts are counted.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "read/xls_parts.h"

/* Types of objects, 2.5.143. */
enum {
	OBJECT_CHART = 0x05,
	OBJECT_TEXT = 0x06,
	OBJECT_BUTTON = 0x07,
	OBJECT_PICTURE = 0x08,
	OBJECT_CHECKBOX = 0x0B,
	OBJECT_LABEL = 0x0E,
	OBJECT_DROPDOWN = 0x14,
	OBJECT_NOTE = 0x19
};

#define CMO 0x15	 /* the first part of an object, 2.5.143 */
#define PICTURE_LINK 0x09 /* the part of a picture that stands for something embedded, 2.5.155 */

/* The part of the object with this number. */
static bool has_part(const struct qz_biff *biff, unsigned wanted)
{
	for (size_t at = 0; at + 4 <= biff->size; at += 4 + (size_t)qz_biff_u16(biff->data + at + 2)) {
		unsigned part = qz_biff_u16(biff->data + at);
		if (part == wanted || part == 0)
			return part == wanted;
	}
	return false;
}

static void count_object(struct qz_xls_objects *objects, const struct qz_biff *biff, unsigned type, bool biff8)
{
	objects->charts += type == OBJECT_CHART;
	if (type == OBJECT_PICTURE && biff8 && has_part(biff, PICTURE_LINK))
		objects->embedded++;
	else if (type == OBJECT_PICTURE)
		objects->pictures++;
}

static struct qz_xls_object *add_object(struct qz_xls_reader *reader)
{
	struct qz_xls_objects *objects = &reader->objects;
	if (!qz_array_grow(&objects->list, objects->count, &objects->cap, sizeof *objects->list))
		return NULL;
	struct qz_xls_object *object = &objects->list[objects->count++];
	*object = (struct qz_xls_object){.drawing = objects->drawing.len, .start = objects->text.len, .inside = reader->inside};
	return object;
}

/* Bytes that were taken for a text are one where nothing in them is control. */
static bool is_clean(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] < ' ' && text[i] != '\n' && text[i] != '\r' && text[i] != '\t')
			return false;
	return true;
}

/*
 * BIFF5: behind the 34 bytes that all objects have, a text box has 10 of its fill and line and 26 of
 * its text, which begin with the text's length; then its name, its macro, and the text.
 */
static void read_old_text(struct qz_xls_reader *reader, struct qz_xls_object *object)
{
	const struct qz_biff *biff = &reader->book->biff;
	struct qz_xls_objects *objects = &reader->objects;
	size_t at = 70, len = biff->size >= at ? qz_biff_u16(biff->data + 44) : 0;
	if (biff->size >= at && qz_biff_u16(biff->data + 30) && biff->size > at) {
		at += 1u + biff->data[at];
		at += at & 1;
	}
	at += biff->size >= 28 ? qz_biff_u16(biff->data + 26) : 0;
	if (biff->size < at || len > biff->size - at || !is_clean((const char *)biff->data + at, len)) {
		objects->unread++;
		return;
	}
	qz_xls_put_bytes(reader->book, (const char *)biff->data + at, len, &objects->text);
	object->len = objects->text.len - object->start;
}

static bool read_object(struct qz_xls_reader *reader)
{
	const struct qz_biff *biff = &reader->book->biff;
	bool biff8 = reader->book->biff8;
	if (biff->size < (biff8 ? 8u : 26u) || (biff8 && qz_biff_u16(biff->data) != CMO)) {
		reader->objects.unread++;
		return true;
	}
	struct qz_xls_object *object = add_object(reader);
	if (!object)
		return qz_xls_out_of_memory(reader->book);
	object->type = qz_biff_u16(biff->data + 4);
	object->id = qz_biff_u16(biff->data + 6);
	count_object(&reader->objects, biff, object->type, biff8);
	if (biff8)
		return true;
	object->row = qz_biff_u16(biff->data + 14) + 1;
	object->column = qz_biff_u16(biff->data + 10);
	object->row = object->column < QZ_XLS_COLUMNS ? object->row : 0;
	if (object->type == OBJECT_TEXT)
		read_old_text(reader, object);
	else if (object->type == OBJECT_BUTTON || (object->type >= OBJECT_CHECKBOX && object->type < OBJECT_DROPDOWN))
		reader->objects.controls++;
	return true;
}

/* The text of the object before (2.4.329): its characters and its runs stand in CONTINUE records. */
static void read_text(struct qz_xls_reader *reader)
{
	struct qz_biff *biff = &reader->book->biff;
	struct qz_xls_objects *objects = &reader->objects;
	size_t count = biff->size >= 14 ? qz_biff_u16(biff->data + 10) : 0, runs = biff->size >= 14 ? qz_biff_u16(biff->data + 12) : 0;
	struct qz_biff_text text = {.biff = biff, .at = biff->size};
	size_t start = objects->text.len;
	if (count == 0)
		return;
	qz_biff_characters(&text, count, false, &objects->text, NULL, 0);
	objects->unread += text.cut;
	qz_biff_skip(&text, runs);
	struct qz_xls_object *object = objects->count ? &objects->list[objects->count - 1] : NULL;
	if (object && object->len == 0) {
		object->start = start;
		object->len = objects->text.len - start;
	} else {
		objects->unread++;
	}
}

/* BIFF5: a long note goes on in NOTE records of the row 0xFFFF. */
static void read_note_bytes(struct qz_xls_reader *reader, struct qz_xls_note *note)
{
	const struct qz_biff *biff = &reader->book->biff;
	struct qz_xls_objects *objects = &reader->objects;
	size_t len = biff->size - 6 < objects->expected ? biff->size - 6 : objects->expected;
	qz_buf_add(&objects->bytes, biff->data + 6, len);
	note->len += len;
	objects->expected -= len;
}

static bool read_note(struct qz_xls_reader *reader)
{
	const struct qz_biff *biff = &reader->book->biff;
	struct qz_xls_objects *objects = &reader->objects;
	if (biff->size < (reader->book->biff8 ? 8u : 6u))
		return true;
	unsigned row = qz_biff_u16(biff->data);
	if (!reader->book->biff8 && row == 0xFFFF && objects->nnotes) {
		read_note_bytes(reader, &objects->notes[objects->nnotes - 1]);
		return true;
	}
	if (!qz_array_grow(&objects->notes, objects->nnotes, &objects->notes_cap, sizeof *objects->notes))
		return qz_xls_out_of_memory(reader->book);
	struct qz_xls_note *note = &objects->notes[objects->nnotes++];
	*note = (struct qz_xls_note){.row = row + 1, .column = qz_biff_u16(biff->data + 2), .start = objects->bytes.len};
	note->row = note->column < QZ_XLS_COLUMNS ? note->row : 0;
	if (reader->book->biff8) {
		struct qz_biff_text text = {.biff = &reader->book->biff, .at = 8};
		note->object = qz_biff_u16(biff->data + 6);
		size_t count = qz_biff_read(&text, 2);
		bool wide = qz_biff_read(&text, 1) & 1;
		qz_biff_characters(&text, text.cut ? 0 : count, wide, &objects->bytes, NULL, 0);
		note->len = objects->bytes.len - note->start;
		return true;
	}
	objects->expected = qz_biff_u16(biff->data + 4);
	read_note_bytes(reader, note);
	return true;
}

bool qz_xls_objects_read(struct qz_xls_reader *reader)
{
	const struct qz_biff *biff = &reader->book->biff;
	struct qz_xls_objects *objects = &reader->objects;
	bool goes_on = objects->goes_on;
	objects->goes_on = biff->type == BIFF_OBJ || biff->type == BIFF_TXO || biff->type == BIFF_MSODRAWING || (goes_on && biff->type == BIFF_CONTINUE);
	switch (biff->type) {
	case BIFF_OBJ:
		return read_object(reader);
	case BIFF_TXO:
		read_text(reader);
		return true;
	case BIFF_NOTE:
		return read_note(reader);
	case BIFF_MSODRAWING:
	case BIFF_CONTINUE: /* behind OBJ and TXO, too, it is the drawing that goes on */
		if (reader->book->biff8 && objects->goes_on)
			qz_buf_add(&objects->drawing, biff->data, biff->size);
		return true;
	case BIFF_BKHIM:
		objects->pictures++;
		return true;
	case BIFF_HFPICTURE: /* 2.4.138: a drawing, unless it goes on with one */
		objects->pictures += biff->size > 12 && (biff->data[12] & 5) == 1;
		return true;
	default:
		return true;
	}
}

/* ---- once the sheet is read ---- */

static bool is_control(unsigned type)
{
	return type == OBJECT_BUTTON || (type >= OBJECT_CHECKBOX && type <= OBJECT_DROPDOWN && type != OBJECT_LABEL);
}

static bool tell_object(struct qz_xls_reader *reader, struct qz_xls_object *object, enum qz_aside_kind kind, unsigned row, unsigned column)
{
	if (object->told || object->len == 0)
		return true;
	object->told = true;
	return qz_xls_aside(reader->book, kind, row, column, reader->objects.text.data + object->start, object->len);
}

static int compare_objects(const void *a, const void *b)
{
	const struct qz_xls_object *x = a, *y = b;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->start > y->start) - (x->start < y->start);
}

static bool tell_old_note(struct qz_xls_reader *reader, const struct qz_xls_note *note)
{
	if (note->len == 0)
		return true;
	qz_buf_clear(&reader->value);
	qz_xls_put_bytes(reader->book, reader->objects.bytes.data + note->start, note->len, &reader->value);
	if (reader->value.failed)
		return qz_xls_out_of_memory(reader->book);
	return qz_xls_aside(reader->book, QZ_ASIDE_COMMENT, note->row, note->column, reader->value.data, reader->value.len);
}

/* The author's name and colon that begin a comment, on a line of their own, are not its words. */
static void drop_author(const struct qz_xls_objects *objects, const struct qz_xls_note *note, struct qz_xls_object *object)
{
	const char *text = objects->text.data + object->start;
	size_t len = note->len;
	if (len == 0 || object->len <= len || memcmp(text, objects->bytes.data + note->start, len) != 0)
		return;
	size_t colon = text[len] == ':' ? 1 : object->len >= len + 3 && memcmp(text + len, "：", 3) == 0 ? 3 : 0;
	len += colon;
	while (len < object->len && text[len] == ' ')
		len++;
	if (colon == 0 || (note->len == 6 && memcmp(text, "quanze", 6) == 0) ||
	    (len < object->len && text[len] != '\n'))
		return;
	object->start += len;
	object->len -= len;
}

/* Comments stand at their cells; one whose cell is not said stands where it is drawn. */
static bool tell_notes(struct qz_xls_reader *reader)
{
	struct qz_xls_objects *objects = &reader->objects;
	bool good = true;
	if (objects->count)
		qsort(objects->list, objects->count, sizeof *objects->list, compare_objects);
	for (size_t i = 0; good && i < objects->nnotes; i++) {
		const struct qz_xls_note *note = &objects->notes[i];
		size_t at = qz_array_first(objects->list, objects->count, sizeof *objects->list, offsetof(struct qz_xls_object, id), note->object);
		if (!reader->book->biff8)
			good = tell_old_note(reader, note);
		if (!reader->book->biff8 || at == objects->count || objects->list[at].id != note->object)
			continue;
		drop_author(objects, note, &objects->list[at]);
		good = tell_object(reader, &objects->list[at], QZ_ASIDE_COMMENT, note->row, note->column);
	}
	for (size_t i = 0; good && i < objects->count; i++)
		if (objects->list[i].type == OBJECT_NOTE)
			good = tell_object(reader, &objects->list[i], QZ_ASIDE_COMMENT, objects->list[i].row, objects->list[i].column);
	return good;
}

bool qz_xls_objects_close(struct qz_xls_reader *reader)
{
	struct qz_xls_objects *objects = &reader->objects;
	if (objects->text.failed || objects->bytes.failed || objects->drawing.failed)
		return qz_xls_out_of_memory(reader->book);
	bool good = qz_xls_drawing_read(reader);
	for (size_t i = 0; good && i < objects->count; i++) {
		struct qz_xls_object *object = &objects->list[i];
		if (object->type != OBJECT_NOTE)
			good = tell_object(reader, object, is_control(object->type) ? QZ_ASIDE_CONTROL : QZ_ASIDE_BOX, object->row, object->column);
	}
	good = good && tell_notes(reader);
	qz_xls_skipped(reader->book, "pictures", objects->pictures);
	qz_xls_skipped(reader->book, "charts", objects->charts);
	qz_xls_skipped(reader->book, "embedded-objects", objects->embedded);
	qz_xls_skipped(reader->book, "controls", objects->controls);
	qz_xls_skipped(reader->book, "shapes", objects->unread);
	return good;
}

void qz_xls_objects_done(struct qz_xls_objects *objects)
{
	free(objects->list);
	free(objects->notes);
	qz_buf_done(&objects->text);
	qz_buf_done(&objects->bytes);
	qz_buf_done(&objects->drawing);
}
