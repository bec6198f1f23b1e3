/*
 * Grouping texts into laws and versions, for books.h.
 */
#include "laws/books.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "laws/parse.h"

#define MOST_VERSIONS 1000u    /* of a law; looking for one costs as many */
#define SAME_VERSION_DAYS 130u /* from a day of adoption alone to one of promulgation alone */

qz_law_day qz_act_day(const struct qz_text_act *act)
{
	return act->adopted ? act->adopted : act->promulgated;
}

/* ---- findings ---- */

static void say_unusable(struct qz_shelf_text *file, const char *why)
{
	qz_diag_add(&file->diag, QZ_RULE_LAW_TEXT_UNUSABLE, NULL, "why", why, "law", file->text.name, NULL);
}

static void say_gap(struct qz_shelf_text *file)
{
	static const char *const whys[] = {
	    [QZ_TEXT_BEGINS] = "begins", [QZ_TEXT_GAP] = "gap", [QZ_TEXT_BACKWARD] = "backward"};
	const struct qz_text *text = &file->text;
	struct qz_buf after, at;
	qz_buf_init(&after);
	qz_buf_init(&at);
	if (text->after)
		qz_text_put_number(text->after, &after);
	qz_text_put_number(text->at, &at);
	file->diag.failed |= after.failed || at.failed;
	if (!file->diag.failed)
		qz_diag_add(&file->diag, QZ_RULE_LAW_TEXT_GAP, NULL, "law", text->name, "why", whys[text->fault],
			    "after", after.data ? after.data : "", "article", at.data, NULL);
	qz_buf_done(&after);
	qz_buf_done(&at);
}

static void say_unended(struct qz_shelf_text *file)
{
	struct qz_buf last;
	qz_buf_init(&last);
	qz_text_put_number(file->text.articles[file->text.narticles - 1].number, &last);
	file->diag.failed |= last.failed;
	if (!last.failed)
		qz_diag_add(&file->diag, QZ_RULE_LAW_TEXT_UNENDED, NULL, "law", file->text.name, "article", last.data,
			    NULL);
	qz_buf_done(&last);
}

static void say_twice(struct qz_shelf_text *file, const struct qz_text *other)
{
	const struct qz_text *text = &file->text;
	bool same = text->narticles == other->narticles;
	for (size_t i = 0; same && i < text->narticles; i++) {
		same = text->articles[i].nparas == other->articles[i].nparas;
		for (size_t p = 0; same && p < text->articles[i].nparas; p++)
			same = strcmp(text->articles[i].paras[p].text, other->articles[i].paras[p].text) == 0;
	}
	qz_diag_add(&file->diag, QZ_RULE_LAW_TEXT_TWICE, NULL, "law", text->name, "other", other->path, "how",
		    same ? "same" : "differs", NULL);
}

/* ---- books ---- */

static struct qz_book *find_book(struct qz_books *books, const char *name, const char *rank)
{
	char *key = qz_law_name_fold(name);
	struct qz_book *book = key ? qz_map_get(&books->keys, key, strlen(key)) : NULL;
	if (key && !book) {
		book = calloc(1, sizeof *book);
		char *copy = strdup(name);
		bool kept = book && copy &&
			    qz_array_grow(&books->books, books->count, &books->cap, sizeof *books->books) &&
			    qz_map_put(&books->keys, key, strlen(key), book) == 0;
		if (kept) {
			*book = (struct qz_book){.name = copy, .rank = rank};
			books->books[books->count++] = book;
		} else {
			free(book);
			free(copy);
			book = NULL;
		}
	}
	free(key);
	books->failed |= !book;
	return book;
}

/* Keeps the fullest name, and a rank that is known. */
static void improve(struct qz_books *books, struct qz_book *book, const struct qz_text *text)
{
	if (strcmp(book->rank, "unknown") == 0)
		book->rank = text->rank;
	if (strlen(text->name) <= strlen(book->name))
		return;
	char *copy = strdup(text->name);
	books->failed |= !copy;
	if (copy) {
		free(book->name);
		book->name = copy;
	}
}

/* ---- versions ---- */

static uint32_t days_of(qz_law_day day)
{
	return day / 10000 * 372 + day / 100 % 100 * 31 + day % 100;
}

static bool is_same(const struct qz_text_act *one, const struct qz_text_act *two)
{
	if (one->adopted && two->adopted)
		return one->adopted == two->adopted;
	if (one->promulgated && two->promulgated)
		return one->promulgated == two->promulgated;
	qz_law_day adopted = one->adopted ? one->adopted : two->adopted,
		   promulgated = one->promulgated ? one->promulgated : two->promulgated;
	return adopted && promulgated && promulgated >= adopted &&
	       days_of(promulgated) - days_of(adopted) <= SAME_VERSION_DAYS;
}

static void complete(struct qz_text_act *act, const struct qz_text_act *other)
{
	act->adopted = act->adopted ? act->adopted : other->adopted;
	act->promulgated = act->promulgated ? act->promulgated : other->promulgated;
	act->force = act->force ? act->force : other->force;
	if (!*act->order)
		memcpy(act->order, other->order, sizeof act->order);
}

struct qz_book_version *qz_book_find_version(struct qz_books *books, struct qz_book *book,
					     const struct qz_text_act *act)
{
	for (size_t i = 0; i < book->nversions; i++) {
		if (qz_act_day(act) && is_same(&book->versions[i].act, act)) {
			complete(&book->versions[i].act, act);
			return &book->versions[i];
		}
	}
	if (book->nversions >= MOST_VERSIONS)
		return NULL;
	if (!qz_array_grow(&book->versions, book->nversions, &book->cap, sizeof *book->versions)) {
		books->failed = true;
		return NULL;
	}
	book->versions[book->nversions] = (struct qz_book_version){.act = *act, .before = QZ_NO_VERSION};
	return &book->versions[book->nversions++];
}

static bool is_better(const struct qz_text *one, const struct qz_text *two)
{
	return one->fault == QZ_TEXT_WHOLE && two->fault != QZ_TEXT_WHOLE;
}

static void place(struct qz_books *books, struct qz_shelf_text *shelf, size_t index)
{
	struct qz_shelf_text *file = &shelf[index];
	const struct qz_text *text = &file->text;
	const struct qz_text_act undated = {.adopted = 0};
	struct qz_book *book = find_book(books, text->name, text->rank);
	struct qz_book_version *version = NULL;
	if (!book)
		return;
	improve(books, book, text);
	for (size_t i = 0; i < text->nacts && !books->failed; i++)
		version = qz_book_find_version(books, book, &text->acts[i]);
	if (!text->nacts)
		version = qz_book_find_version(books, book, &undated);
	if (!version && !books->failed)
		say_unusable(file, "undated");
	if (books->failed || !version)
		return;
	const size_t other = version->text ? version->file : index;
	if (!version->text || is_better(text, version->text)) {
		version->text = text;
		version->file = index;
	}
	if (other != index) /* the one that is passed over is told of the other */
		say_twice(&shelf[version->file == index ? other : index], version->text);
}

static int by_day(const void *a, const void *b)
{
	const struct qz_book_version *one = a, *two = b;
	qz_law_day first = qz_act_day(&one->act), second = qz_act_day(&two->act);
	return (first > second) - (first < second);
}

void qz_book_sort(struct qz_book *book)
{
	if (book->nversions)
		qsort(book->versions, book->nversions, sizeof *book->versions, by_day);
}

bool qz_version_settle(struct qz_book_version *version, size_t move, struct qz_settled settled)
{
	if (!version->settled)
		version->settled = calloc(version->moves.nmoves + 1, sizeof *version->settled);
	if (!version->settled || !settled.to) {
		free(settled.to);
		return false;
	}
	free(version->settled[move].to);
	version->settled[move] = settled;
	return true;
}

/* A text without any day beside dated ones: nobody knows where it belongs. */
static void drop_undated(struct qz_book *book, struct qz_shelf_text *shelf)
{
	size_t kept = 0;
	for (size_t v = 0; v < book->nversions; v++) {
		const struct qz_book_version *version = &book->versions[v];
		bool dropped = book->nversions > 1 && !qz_act_day(&version->act);
		if (dropped && version->text)
			say_unusable(&shelf[version->file], "undated");
		if (!dropped)
			book->versions[kept++] = *version;
	}
	book->nversions = kept;
}

/* ---- repeals ---- */

static void end_books(struct qz_books *books, const struct qz_book *book, const struct qz_book_version *version)
{
	const struct qz_text *text = version->text;
	qz_law_day day = version->act.force ? version->act.force : qz_act_day(&version->act);
	for (size_t i = 0; text && i < text->nrepeals && !books->failed; i++) {
		struct qz_book *ended = find_book(books, text->repeals[i], "unknown");
		const struct qz_book_version *last =
		    ended && ended->nversions ? &ended->versions[ended->nversions - 1] : NULL;
		bool goes_on = last && day && qz_act_day(&last->act) > day;
		if (ended && ended != book && !goes_on && !ended->ended_by) {
			ended->ended_by = book;
			ended->ended = day;
		}
	}
}

static int by_name(const void *a, const void *b)
{
	const struct qz_book *const *one = a, *const *two = b;
	return strcmp((*one)->name, (*two)->name);
}

void qz_books_make(struct qz_books *books, struct qz_shelf_text *shelf, size_t count)
{
	*books = (struct qz_books){.count = 0};
	qz_map_init(&books->keys);
	for (size_t i = 0; i < count && !books->failed; i++) {
		struct qz_shelf_text *file = &shelf[i];
		if (file->part)
			continue;
		if (file->text.narticles == 0 || !*file->text.name) {
			say_unusable(file, file->text.narticles ? "unnamed" : "empty");
			continue;
		}
		if (file->text.fault != QZ_TEXT_WHOLE)
			say_gap(file);
		if (file->text.open && !file->text.counted && file->text.fault == QZ_TEXT_WHOLE)
			say_unended(file);
		if (file->text.counted)
			qz_diag_add(&file->diag, QZ_RULE_LAW_TEXT_ASSUMED, NULL, "law", file->text.name, "what",
				    "counted", NULL);
		if (file->text.dated)
			qz_diag_add(&file->diag, QZ_RULE_LAW_TEXT_ASSUMED, NULL, "law", file->text.name, "what",
				    "dated", NULL);
		place(books, shelf, i);
	}
	size_t own = books->count;
	for (size_t i = 0; i < own && !books->failed; i++) {
		struct qz_book *book = books->books[i];
		drop_undated(book, shelf);
		qz_book_sort(book);
	}
	for (size_t i = 0; i < own && !books->failed; i++)
		for (size_t v = 0; v < books->books[i]->nversions; v++)
			end_books(books, books->books[i], &books->books[i]->versions[v]);
	if (books->count)
		qsort(books->books, books->count, sizeof *books->books, by_name);
}

void qz_books_align(struct qz_books *books)
{
	for (size_t i = 0; i < books->count && !books->failed; i++) {
		struct qz_book *book = books->books[i];
		size_t before = QZ_NO_VERSION;
		for (size_t v = 0; v < book->nversions && !books->failed; v++) {
			struct qz_book_version *version = &book->versions[v];
			if (!version->text)
				continue;
			version->before = before;
			before = v;
			if (version->before != QZ_NO_VERSION)
				books->failed = qz_laws_align(book->versions[version->before].text, version->text,
							      &version->moves) != 0;
		}
	}
}

void qz_books_done(struct qz_books *books)
{
	for (size_t i = 0; i < books->count; i++) {
		struct qz_book *book = books->books[i];
		for (size_t v = 0; v < book->nversions; v++) {
			for (size_t m = 0; book->versions[v].settled && m < book->versions[v].moves.nmoves; m++)
				free(book->versions[v].settled[m].to);
			free(book->versions[v].settled);
			qz_law_alignment_done(&book->versions[v].moves);
		}
		free(book->versions);
		free(book->name);
		free(book);
	}
	free(books->books);
	qz_map_done(&books->keys, NULL);
}
