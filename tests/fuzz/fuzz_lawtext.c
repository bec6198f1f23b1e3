/*
 * Fuzzing texts of laws: two texts divided by 0xFF are read, packed and unpacked,
 * made a book and aligned. Every article has a paragraph, every move leads to an
 * article, what is written parses.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "laws/books.h"
#include "laws/parse.h"
#include "laws/write.h"
#include "promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_text(struct qz_text *text, const char *words, size_t len)
{
	struct qz_text_lines lines = {.count = 0};
	struct qz_buf bytes;
	struct qz_text own;
	qz_text_init(&own);
	own.path = strdup("folder/text.md");
	qz_text_lines_add_plain(&lines, words, len);
	qz_text_parse(&own, &lines);
	qz_text_lines_done(&lines);
	require(!own.failed);
	for (size_t i = 0; i < own.narticles; i++)
		require(own.articles[i].nparas > 0 && own.articles[i].number >= QZ_LAW_ARTICLE);
	qz_buf_init(&bytes);
	qz_text_pack(&own, &bytes);
	require(qz_text_unpack(text, bytes.data, bytes.len));
	qz_text_judge(text, QZ_LAW_ARTICLE);
	require(text->narticles == own.narticles && text->nacts == own.nacts);
	qz_buf_done(&bytes);
	qz_text_done(&own);
}

static void check_written(const struct qz_books *books)
{
	struct qz_buf out;
	qz_buf_init(&out);
	qz_books_put_register(books, "2026-01-01", NULL, &out);
	xmlDoc *doc = qz_xml_parse(out.data, out.len, "laws.xml", NULL);
	require(doc != NULL);
	xmlFreeDoc(doc);
	for (size_t i = 0; i < books->count; i++) {
		qz_buf_clear(&out);
		qz_book_put_texts(books->books[i], &out);
		doc = out.len ? qz_xml_parse(out.data, out.len, "text.xml", NULL) : NULL;
		require(!out.len || doc);
		xmlFreeDoc(doc);
		qz_buf_clear(&out);
		qz_book_put_file_name(books->books[i], &out);
		require(out.len < 255 && !strchr(out.data, '/') && out.data[0] != '.');
	}
	qz_buf_done(&out);
	doc = qz_books_review(books, 10);
	require(doc != NULL);
	xmlFreeDoc(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct qz_shelf_text shelf[2];
	struct qz_books books;
	const uint8_t *cut = size ? memchr(data, 0xFF, size) : NULL;
	size_t first = cut ? (size_t)(cut - data) : size, second = cut ? size - first - 1 : 0;
	if (qz_utf8_check((const char *)data, first) != first ||
	    (cut && qz_utf8_check((const char *)cut + 1, second) != second) || memchr(data, 0, size))
		return 0; /* texts are decoded before */
	memset(shelf, 0, sizeof shelf);
	char *one = strndup((const char *)data, first), *two = strndup(cut ? (const char *)cut + 1 : "", second);
	read_text(&shelf[0].text, one, first);
	read_text(&shelf[1].text, two, second);
	require(qz_shelf_join_parts(shelf, 2));
	qz_books_make(&books, shelf, 2);
	qz_books_align(&books);
	require(!books.failed);
	for (size_t i = 0; i < books.count; i++)
		for (size_t v = 0; v < books.books[i]->nversions; v++)
			for (size_t m = 0; m < books.books[i]->versions[v].moves.nmoves; m++)
				for (unsigned t = 0; t < books.books[i]->versions[v].moves.moves[m].ntargets; t++)
					require(books.books[i]->versions[v].moves.moves[m].targets[t] <
						books.books[i]->versions[v].text->narticles);
	check_written(&books);
	qz_books_done(&books);
	for (int i = 0; i < 2; i++) {
		qz_text_done(&shelf[i].text);
		qz_diag_done(&shelf[i].diag);
	}
	free(one);
	free(two);
	return 0;
}
