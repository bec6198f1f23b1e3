/*
 * Comments on cells, for xlsx_around.c: notes (ECMA-376 Part 1, 18.7) and threads
 * of comments ([MS-XLSX] 2.6.205), without their authors. For programs that know
 * no threads a note beside each repeats it behind a notice; such notes are left out.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "read/xlsx_around.h"

#define OWN_AUTHOR "quanze"
#define THREAD_AUTHOR "tc=" /* begins the author of a note that repeats a thread */

/* The cells that threads stand on. */
struct threads {
	struct qz_xlsx_place *list;
	size_t count, cap;
};

static int compare_places(const void *a, const void *b)
{
	const struct qz_xlsx_place *first = a, *second = b;
	if (first->row != second->row)
		return first->row < second->row ? -1 : 1;
	return (first->column > second->column) - (first->column < second->column);
}

static bool read_thread(struct qz_xlsx_around *around, struct qz_xlsx_part *part, struct threads *threads, struct qz_buf *raw)
{
	struct qz_xlsx_place place = qz_xlsx_place_of(qz_xlsx_attr(part, "ref"));
	struct qz_buf text;
	bool good = true;
	if (!qz_array_grow(&threads->list, threads->count, &threads->cap, sizeof *threads->list))
		return qz_xlsx_out_of_memory(part->book);
	threads->list[threads->count++] = place;
	qz_buf_init(&text);
	while (good && qz_xlsx_child(part, 1)) {
		if (!qz_xlsx_is(part, "text"))
			continue;
		qz_buf_clear(raw);
		good = qz_xlsx_text(part, raw);
		qz_xlsx_unescape(raw->data ? raw->data : "", raw->len, &text);
	}
	good = good && (!text.failed || qz_xlsx_out_of_memory(part->book)) &&
	       qz_xlsx_aside(around, QZ_ASIDE_COMMENT, &place, text.data, text.len);
	qz_buf_done(&text);
	return good;
}

static bool read_threads(struct qz_xlsx_around *around, const char *name, struct threads *threads)
{
	struct qz_xlsx_part part;
	struct qz_buf raw;
	qz_buf_init(&raw);
	bool good = qz_xlsx_part_open(around->book, name, &part);
	while (good && qz_xlsx_child(&part, 0))
		if (qz_xlsx_is(&part, "threadedComment"))
			good = read_thread(around, &part, threads, &raw);
	qz_buf_done(&raw);
	if (threads->count)
		qsort(threads->list, threads->count, sizeof *threads->list, compare_places);
	return qz_xlsx_part_close(&part, good);
}

/* Authors behind one another, NUL behind each. */
struct authors {
	struct qz_buf names;
	size_t *offsets;
	size_t count, cap;
};

static bool read_authors(struct qz_xlsx_part *part, struct authors *authors)
{
	while (qz_xlsx_child(part, 1)) {
		if (!qz_xlsx_is(part, "author"))
			continue;
		if (!qz_array_grow(&authors->offsets, authors->count, &authors->cap, sizeof *authors->offsets))
			return qz_xlsx_out_of_memory(part->book);
		authors->offsets[authors->count++] = authors->names.len;
		if (!qz_xlsx_text(part, &authors->names))
			return false;
		qz_buf_putc(&authors->names, '\0');
	}
	return !authors->names.failed || qz_xlsx_out_of_memory(part->book);
}

/* Bytes of the author's name and colon that begin a note: a run or a line of their own. */
static size_t author_length(const struct qz_xlsx_rich *note, const char *author)
{
	size_t len = strlen(author);
	const char *text = note->text.data;
	if (len == 0 || note->text.len <= len || memcmp(text, author, len) != 0)
		return 0;
	len += text[len] == ':' ? 1 : strncmp(text + len, "：", 3) == 0 ? 3 : 0;
	size_t blanks = strspn(text + len, " \t");
	bool colon = len > strlen(author);
	return colon && (note->first == len || note->first == len + blanks || text[len + blanks] == '\n' || text[len + blanks] == '\0') ? len : 0;
}

static bool read_note(struct qz_xlsx_around *around, struct qz_xlsx_part *part, const struct authors *authors, const struct threads *threads,
		      struct qz_xlsx_rich *note)
{
	unsigned number;
	const char *author = "";
	struct qz_xlsx_place place = qz_xlsx_place_of(qz_xlsx_attr(part, "ref"));
	if (qz_xlsx_number(qz_xlsx_attr(part, "authorId"), &number) && number < authors->count)
		author = authors->names.data + authors->offsets[number];
	qz_xlsx_rich_clear(note);
	while (qz_xlsx_child(part, 2))
		if (qz_xlsx_is(part, "text") && !qz_xlsx_rich_read(part, note))
			return false;
	if (part->failed || note->text.len == 0)
		return !part->failed;
	bool threaded = threads->count && bsearch(&place, threads->list, threads->count, sizeof place, compare_places);
	if (threaded && (strncmp(author, THREAD_AUTHOR, strlen(THREAD_AUTHOR)) == 0 || note->text.data[0] == '['))
		return true;
	size_t skip = strcmp(author, OWN_AUTHOR) == 0 ? 0 : author_length(note, author); /* ours are known by how they begin */
	return qz_xlsx_aside(around, QZ_ASIDE_COMMENT, &place, note->text.data + skip, note->text.len - skip);
}

static bool read_notes(struct qz_xlsx_around *around, const char *name, const struct threads *threads)
{
	struct qz_xlsx_part part;
	struct authors authors = {0};
	struct qz_xlsx_rich note = {0};
	bool good = qz_xlsx_part_open(around->book, name, &part);
	while (good && qz_xlsx_child(&part, 0)) {
		if (qz_xlsx_is(&part, "authors"))
			good = read_authors(&part, &authors);
		else if (qz_xlsx_is(&part, "commentList"))
			while (good && qz_xlsx_child(&part, 1))
				good = !qz_xlsx_is(&part, "comment") || read_note(around, &part, &authors, threads, &note);
	}
	qz_buf_done(&authors.names);
	free(authors.offsets);
	qz_xlsx_rich_done(&note);
	return qz_xlsx_part_close(&part, good);
}

bool qz_xlsx_comments_read(struct qz_xlsx_around *around, const char *threads_part, const char *notes_part)
{
	struct threads threads = {0};
	bool good = (!threads_part || read_threads(around, threads_part, &threads)) && (!notes_part || read_notes(around, notes_part, &threads));
	free(threads.list);
	return good;
}
