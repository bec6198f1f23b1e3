/*
 * Codes that stand in several files of one folder, for books.h: a file with the
 * head, then one for each part, whose articles go on where the last one ends.
 */
#include <stdlib.h>
#include <string.h>

#include "laws/books.h"
#include "laws/parse.h"

static size_t folder_length(const struct qz_text *text)
{
	const char *slash = strrchr(text->path, '/');
	return slash ? (size_t)(slash - text->path) : 0;
}

static bool in_folder(const struct qz_text *text, const struct qz_text *other)
{
	size_t len = folder_length(text);
	return folder_length(other) == len && memcmp(text->path, other->path, len) == 0;
}

/* Whether a text has no name of its own, but that of a part. */
static bool is_nameless(const struct qz_text *text)
{
	return !*text->name || qz_text_is_division(text->name, strlen(text->name));
}

/* Files of one folder, from `from` to `to` - 1, and what they are parts of. */
struct folder {
	struct qz_shelf_text *shelf;
	size_t from, to;
	size_t head; /* has the head and no article; or QZ_NO_VERSION */
	const char *name;
};

static void find_name(struct folder *folder)
{
	folder->head = QZ_NO_VERSION;
	folder->name = "";
	for (size_t i = folder->from; i < folder->to; i++) {
		const struct qz_text *text = &folder->shelf[i].text;
		bool head = text->fault == QZ_TEXT_EMPTY && text->nacts && !is_nameless(text);
		if (head && folder->head == QZ_NO_VERSION) {
			folder->head = i;
			folder->name = text->name;
		}
	}
	for (size_t i = folder->from; i < folder->to && !*folder->name; i++)
		if (folder->shelf[i].text.fault == QZ_TEXT_BEGINS && !is_nameless(&folder->shelf[i].text))
			folder->name = folder->shelf[i].text.name;
}

/* The part that begins with the article that is due; QZ_NO_VERSION. */
static size_t find_next(const struct folder *folder, uint32_t last)
{
	for (size_t i = folder->from; i < folder->to; i++) {
		const struct qz_text *text = &folder->shelf[i].text;
		bool whole = text->fault == QZ_TEXT_WHOLE || (text->fault == QZ_TEXT_BEGINS && text->faults == 1);
		bool one = is_nameless(text) || strcmp(text->name, folder->name) == 0;
		uint32_t first = text->narticles ? text->articles[0].number : 0;
		bool due = first == last + 1 || first == (last / QZ_LAW_ARTICLE + 1) * QZ_LAW_ARTICLE;
		if (!folder->shelf[i].part && whole && one && first && due && !text->counted)
			return i;
	}
	return QZ_NO_VERSION;
}

/* Moves the articles of a part behind those of the whole. */
static bool append(struct qz_text *whole, struct qz_text *part)
{
	struct qz_text_article *grown = realloc(whole->articles, (whole->narticles + part->narticles) * sizeof *grown);
	if (!grown)
		return false;
	memcpy(grown + whole->narticles, part->articles, part->narticles * sizeof *grown);
	whole->articles = grown;
	whole->narticles += part->narticles;
	whole->article_cap = whole->narticles;
	part->narticles = 0;
	return true;
}

/* How many parts follow each other from the first article on. */
static size_t count_parts(const struct folder *folder)
{
	size_t count = 0;
	uint32_t last = 0;
	for (size_t i; (i = find_next(folder, last)) != QZ_NO_VERSION; count++) {
		const struct qz_text *text = &folder->shelf[i].text;
		last = text->articles[text->narticles - 1].number;
	}
	return count;
}

static bool take_head(struct qz_text *whole, const struct folder *folder)
{
	if (*whole->name && !is_nameless(whole))
		return true;
	free(whole->name);
	whole->name = strdup(folder->name);
	return whole->name != NULL;
}

static bool join(const struct folder *folder)
{
	if (!*folder->name || count_parts(folder) < 2)
		return true;
	size_t first = folder->head != QZ_NO_VERSION ? folder->head : find_next(folder, 0);
	struct qz_text *whole = &folder->shelf[first].text;
	bool ready = take_head(whole, folder);
	folder->shelf[first].part = true; /* it is not to be found below */
	for (size_t i; ready;) {
		uint32_t last = whole->narticles ? whole->articles[whole->narticles - 1].number : 0;
		if ((i = find_next(folder, last)) == QZ_NO_VERSION)
			break;
		ready = append(whole, &folder->shelf[i].text);
		folder->shelf[i].part = true;
	}
	folder->shelf[first].part = false;
	qz_text_read_end(whole);
	qz_text_judge(whole, QZ_LAW_ARTICLE);
	return ready && !whole->failed;
}

bool qz_shelf_join_parts(struct qz_shelf_text *shelf, size_t count)
{
	bool ready = true;
	for (size_t from = 0, to; from < count && ready; from = to) {
		bool parts = false;
		for (to = from; to < count && in_folder(&shelf[from].text, &shelf[to].text); to++)
			parts |= shelf[to].text.fault == QZ_TEXT_BEGINS;
		struct folder folder = {.shelf = shelf, .from = from, .to = to};
		if (parts) {
			find_name(&folder);
			ready = join(&folder);
		}
	}
	return ready;
}
