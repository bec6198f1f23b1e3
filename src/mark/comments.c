/*
 * Comments in a workbook that is marked, for parts.h: those that there are stay,
 * with what was found behind their own words where they are about the same cell.
 * Programs show a comment only where a drawing has a note for it (VML, ECMA-376
 * Part 4, 19.4): notes are put into the drawing of the sheet, or into a new one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/own.h"
#include "mark/parts.h"

#define VML "application/vnd.openxmlformats-officedocument.vmlDrawing"
#define VML_NAMES "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\""
#define IDS 1024u        /* of a block, which a drawing claims */
#define FIRST_ID 60000u /* of shapes: far behind those of a sheet's own */

struct notes {
	struct qz_marked_book *book;
	const struct qz_marked *cells;
	size_t count;
	bool *there; /* by cell: it has a comment already */
	struct qz_buf out;
	char prefix[16];
	unsigned author; /* our number among the authors, or how many there are … */
	bool known;      /* … where we are among them */
	unsigned first_id; /* of shapes */
};

static size_t find_cell(const struct notes *notes, const char *reference, size_t len)
{
	size_t found = notes->count, low = 0, high = notes->count;
	unsigned row = 0, column = 0;
	qz_mark_read_reference(reference, len, &row, &column);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct qz_marked *cell = &notes->cells[middle];
		if (cell->row < row || (cell->row == row && cell->column < column))
			low = middle + 1;
		else
			high = middle;
	}
	if (low < notes->count && notes->cells[low].row == row && notes->cells[low].column == column)
		found = low;
	return found;
}

/* What is said of a cell, as it is known again when the workbook comes back. */
static void put_words(struct notes *notes, size_t cell)
{
	const char *words = notes->book->words.data + notes->cells[cell].text;
	struct qz_buf whole;
	qz_buf_init(&whole);
	qz_buf_puts(&whole, QZ_OWN_BEGIN);
	qz_buf_puts(&whole, words);
	qz_own_end(words, strlen(words), &whole);
	notes->out.failed |= whole.failed;
	if (!whole.failed)
		qz_mark_put_text(whole.data, &notes->out);
	qz_buf_done(&whole);
}

/* The words as a run; behind others, on lines of their own. */
static void put_run(struct notes *notes, size_t cell, bool behind)
{
	const char *p = notes->prefix;
	qz_buf_printf(&notes->out, "<%sr><%srPr><%ssz val=\"9\"/><%scolor rgb=\"FF000000\"/><%srFont val=\"宋体\"/><%sfamily val=\"3\"/><%scharset val=\"134\"/></%srPr><%st xml:space=\"preserve\">%s",
		      p, p, p, p, p, p, p, p, p, behind ? "\n" : "");
	put_words(notes, cell);
	qz_buf_printf(&notes->out, "</%st></%sr>", p, p);
}

static void put_comment(struct notes *notes, size_t cell, unsigned author)
{
	const char *p = notes->prefix;
	qz_buf_printf(&notes->out, "<%scomment ref=\"", p);
	qz_mark_cell_name(notes->cells[cell].row, notes->cells[cell].column, &notes->out);
	qz_buf_printf(&notes->out, "\" authorId=\"%u\"><%stext>", author, p);
	put_run(notes, cell, false);
	qz_buf_printf(&notes->out, "</%stext></%scomment>", p, p);
}

static void put_new(struct notes *notes)
{
	for (size_t i = 0; i < notes->count; i++)
		if (!notes->there[i])
			put_comment(notes, i, notes->author);
}

/* Looks for us among the authors. */
static void find_author(struct notes *notes, const struct qz_buf *bytes)
{
	struct qz_scan scan;
	struct qz_tag tag;
	qz_scan_init(&scan, bytes->data, bytes->len);
	while (!notes->known && qz_scan_next(&scan, &tag) && !(scan.depth == 1 && tag.closes)) {
		if (scan.depth != 2 || !qz_tag_is(&tag, "author") || tag.closes)
			continue;
		notes->known = !tag.empty && bytes->len - tag.end > 7 && memcmp(bytes->data + tag.end, "quanze<", 7) == 0;
		notes->author += !notes->known;
	}
}

/* What comes before a tag of a part with comments: our author, our words, our comments. */
static void put_before(struct notes *notes, const struct qz_scan *scan, const struct qz_tag *tag, size_t *current)
{
	size_t len = 0;
	if (scan->depth == 1 && qz_tag_is(tag, "authors") && tag->closes && !notes->known) {
		qz_buf_printf(&notes->out, "<%sauthor>quanze</%sauthor>", notes->prefix, notes->prefix);
	} else if (scan->depth == 2 && qz_tag_is(tag, "comment") && !tag->closes) {
		const char *reference = qz_tag_attr(tag, "ref", &len);
		*current = reference ? find_cell(notes, reference, len) : notes->count;
	} else if (scan->depth == 3 && qz_tag_is(tag, "text") && tag->closes && *current < notes->count && !notes->there[*current]) {
		put_run(notes, *current, true);
		notes->there[*current] = true;
	} else if (scan->depth == 1 && qz_tag_is(tag, "commentList") && tag->closes) {
		put_new(notes);
	}
}

/* The same part with our words. */
static bool extend(struct notes *notes, const struct qz_buf *bytes)
{
	struct qz_scan scan;
	struct qz_tag tag;
	size_t copied = 0, current = notes->count;
	bool listed = false, authored = false;
	find_author(notes, bytes);
	qz_scan_init(&scan, bytes->data, bytes->len);
	while (qz_scan_next(&scan, &tag)) {
		if (scan.depth == 0 && !tag.closes && tag.prefix < sizeof notes->prefix)
			memcpy(notes->prefix, tag.name, tag.prefix);
		qz_buf_add(&notes->out, bytes->data + copied, tag.start - copied);
		copied = tag.start;
		put_before(notes, &scan, &tag, &current);
		listed |= scan.depth == 1 && qz_tag_is(&tag, "commentList") && tag.closes;
		authored |= scan.depth == 1 && qz_tag_is(&tag, "authors") && tag.closes;
	}
	qz_buf_add(&notes->out, bytes->data + copied, bytes->len - copied);
	return (listed && authored) || qz_mark_refuse(notes->book, "mark-parts");
}

static bool write_comments(struct notes *notes, const char *sheet)
{
	struct qz_marked_book *book = notes->book;
	char *name = qz_mark_related(book, sheet, "/comments", NULL, 0);
	struct qz_marked_part *part = name ? qz_mark_load(book, name) : NULL;
	struct qz_buf fresh, id;
	bool done;
	qz_buf_init(&fresh);
	qz_buf_init(&id);
	if (name) {
		done = part && extend(notes, &part->bytes);
	} else {
		qz_buf_puts(&notes->out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"" QZ_MARK_NS "\"><authors><author>quanze</author></authors><commentList>");
		put_new(notes);
		qz_buf_puts(&notes->out, "</commentList></comments>");
		done = qz_mark_fresh_name(book, "comments", "xml", &fresh) && qz_mark_relate(book, sheet, "comments", fresh.data, &id) &&
		       qz_mark_declare(book, fresh.data, QZ_MARK_TYPES "comments+xml") && (part = qz_mark_add_part(book, fresh.data));
	}
	done = done && !notes->out.failed;
	if (done) {
		qz_buf_done(&part->bytes);
		part->bytes = notes->out;
		qz_buf_init(&notes->out);
	}
	qz_buf_done(&fresh);
	qz_buf_done(&id);
	free(name);
	return done;
}

/* ---- notes in the drawing ---- */

static void put_shape(struct notes *notes, size_t cell)
{
	const struct qz_marked *marked = &notes->cells[cell];
	unsigned row = marked->row - 1, column = marked->column - 1, high = marked->lines < 20 ? marked->lines + 4 : 24;
	qz_buf_printf(&notes->out, "<v:shape " VML_NAMES " id=\"_x0000_s%u\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\">"
				   "<v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>"
				   "<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>",
		      notes->first_id + (unsigned)cell);
	qz_buf_printf(&notes->out, "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%u, 12, %u, 4, %u, 12, %u, 4</x:Anchor>"
				   "<x:AutoFill>False</x:AutoFill><x:Row>%u</x:Row><x:Column>%u</x:Column></x:ClientData></v:shape>",
		      column + 1, row, column + 4, row + high, row, column);
}

#define SHAPE_TYPE "id=\"_x0000_t202\""

/* The notes, behind the type that they are of where the drawing has it not. */
static void put_shapes(struct notes *notes, const bool *there, bool typed)
{
	if (!typed)
		qz_buf_puts(&notes->out, "<v:shapetype " VML_NAMES " id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">"
				 "<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>");
	for (size_t i = 0; i < notes->count; i++)
		if (!there[i])
			put_shape(notes, i);
}

/* Drawings of this kind need not be XML: the last end tag is looked for. */
static size_t find_end(const struct qz_buf *bytes)
{
	for (size_t at = bytes->len; at >= 6; at--)
		if (memcmp(bytes->data + at - 6, "</xml>", 6) == 0)
			return at - 6;
	return bytes->len;
}

/* Shapes of the drawing may have numbers as ours have. */
static unsigned find_free_id(const struct qz_buf *bytes)
{
	static const char name[] = "_x0000_s";
	unsigned long free_id = FIRST_ID;
	for (size_t at = 0; at < bytes->len;) {
		const char *found = memmem(bytes->data + at, bytes->len - at, name, strlen(name));
		unsigned long id = found ? strtoul(found + strlen(name), NULL, 10) : 0;
		if (!found)
			break;
		free_id = id >= free_id && id < 1u << 24 ? id + 1 : free_id;
		at = (size_t)(found - bytes->data) + strlen(name);
	}
	return (unsigned)free_id;
}

static bool extend_drawing(struct notes *notes, const char *name)
{
	struct qz_marked_part *part = qz_mark_load(notes->book, name);
	size_t end = part ? find_end(&part->bytes) : 0;
	if (!part || end == part->bytes.len)
		return qz_mark_refuse(notes->book, "mark-parts");
	notes->first_id = find_free_id(&part->bytes);
	put_shapes(notes, notes->there, memmem(part->bytes.data, part->bytes.len, SHAPE_TYPE, strlen(SHAPE_TYPE)));
	return qz_mark_splice(notes->book, &part->bytes, end, 0, &notes->out);
}

static bool add_drawing(struct notes *notes, const char *sheet, struct qz_buf *id)
{
	struct qz_marked_book *book = notes->book;
	struct qz_marked_part *part;
	struct qz_buf name;
	qz_buf_init(&name);
	bool done = qz_mark_fresh_name(book, "drawings/notes", "vml", &name) && qz_mark_relate(book, sheet, "vmlDrawing", name.data, id) && qz_mark_declare(book, name.data, VML) &&
		    (part = qz_mark_add_part(book, name.data));
	if (done) {
		qz_buf_puts(&notes->out, "<xml " VML_NAMES "><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"");
		for (size_t block = FIRST_ID / IDS; block <= (FIRST_ID + notes->count) / IDS; block++)
			qz_buf_printf(&notes->out, "%s%zu", block > FIRST_ID / IDS ? "," : "", block);
		qz_buf_puts(&notes->out, "\"/></o:shapelayout>");
		put_shapes(notes, notes->there, false);
		qz_buf_puts(&notes->out, "</xml>");
		part->bytes = notes->out;
		qz_buf_init(&notes->out);
		done = !part->bytes.failed;
	}
	qz_buf_done(&name);
	return done;
}

bool qz_mark_comments(struct qz_marked_book *book, const char *part, const struct qz_marked *cells, size_t count, struct qz_buf *drawing)
{
	struct notes notes = {.book = book, .cells = cells, .count = count, .there = calloc(count, sizeof *notes.there), .first_id = FIRST_ID};
	qz_buf_init(&notes.out);
	bool done = notes.there && write_comments(&notes, part);
	char *name = done && drawing->len ? qz_mark_related(book, part, "/vmlDrawing", drawing->data, drawing->len) : NULL;
	if (done && drawing->len && !name)
		done = qz_mark_refuse(book, "mark-parts");
	if (done && name)
		done = extend_drawing(&notes, name);
	qz_buf_clear(drawing);
	if (done && !name)
		done = add_drawing(&notes, part, drawing);
	book->failed |= !notes.there || notes.out.failed;
	free(name);
	free(notes.there);
	qz_buf_done(&notes.out);
	return done && !book->failed;
}
