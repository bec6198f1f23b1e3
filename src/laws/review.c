/*
 * What a person is to review, for write.h: a line for each derived move, the most
 * doubtful first, with both texts; stylesheets make a table and a page of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "diff/sequence.h"
#include "diff/words.h"
#include "laws/write.h"

#define REVIEW_NS "urn:quanze:law-review:1"
#define MARKED_BYTES 20000u /* of a text that is marked; longer ones are shown as they are */

/* One line: a move of a version, or an article that nothing went to. */
struct line {
	const struct qz_book *book;
	const struct qz_book_version *version;
	size_t move;  /* or QZ_NO_VERSION: */
	size_t added; /* index in the newer text */
	double doubt;
};

struct lines {
	struct line *lines;
	size_t count, cap;
};

/* ---- marks ---- */

static void put_article(const struct qz_text_article *article, struct qz_buf *out)
{
	for (size_t p = 0; p < article->nparas; p++) {
		qz_buf_puts(out, p ? "\n" : "");
		qz_buf_puts(out, article->paras[p].text);
	}
}

void qz_version_digest(const struct qz_text *text, char digest[65])
{
	struct qz_buf whole;
	qz_buf_init(&whole);
	for (size_t i = 0; i < text->narticles; i++) {
		qz_text_put_number(text->articles[i].number, &whole);
		put_article(&text->articles[i], &whole);
		qz_buf_putc(&whole, '\n');
	}
	qz_hash(whole.data && !whole.failed ? whole.data : "", whole.failed ? 0 : whole.len, digest);
	qz_buf_done(&whole);
}

void qz_review_mark(const char *digest, const struct qz_text *old, const struct qz_align_move *move,
		    char mark[QZ_REVIEW_MARK])
{
	struct qz_buf facts;
	char hash[QZ_HASH];
	qz_buf_init(&facts);
	qz_buf_printf(&facts, "%s %u\n", digest, (unsigned)move->from);
	put_article(&old->articles[move->article], &facts);
	qz_hash(facts.data && !facts.failed ? facts.data : "", facts.failed ? 0 : facts.len, hash);
	memcpy(mark, hash, QZ_REVIEW_MARK - 1);
	mark[QZ_REVIEW_MARK - 1] = '\0';
	qz_buf_done(&facts);
}

/* ---- lines ---- */

static bool add_line(struct lines *lines, struct line line)
{
	if (!qz_array_grow(&lines->lines, lines->count, &lines->cap, sizeof line))
		return false;
	lines->lines[lines->count++] = line;
	return true;
}

static bool add_version(struct lines *lines, const struct qz_book *book, const struct qz_book_version *version)
{
	bool ready = true;
	for (size_t m = 0; m < version->moves.nmoves && ready; m++) {
		const struct qz_align_move *move = &version->moves.moves[m];
		bool settled = version->settled && version->settled[m].to;
		bool plain = move->kind != QZ_ALIGN_CHANGED && !move->moved && !move->merged && move->ntargets == 1;
		if (!plain || settled)
			ready = add_line(lines, (struct line){book, version, m, 0, settled ? -1 : move->doubt});
	}
	for (size_t a = 0; a < version->moves.nadded && ready; a++)
		ready = add_line(lines, (struct line){book, version, QZ_NO_VERSION, version->moves.added[a], 0.05});
	return ready;
}

static int by_doubt(const void *a, const void *b)
{
	const struct line *one = a, *two = b;
	if (one->doubt != two->doubt)
		return one->doubt > two->doubt ? -1 : 1;
	int order = strcmp(one->book->name, two->book->name);
	if (order)
		return order;
	if (one->version != two->version)
		return one->version < two->version ? -1 : 1;
	size_t first = one->move == QZ_NO_VERSION ? one->added : one->move,
	       second = two->move == QZ_NO_VERSION ? two->added : two->move;
	return (first > second) - (first < second);
}

static const char *kind_of(const struct line *line)
{
	const struct qz_align_move *move = line->move == QZ_NO_VERSION ? NULL : &line->version->moves.moves[line->move];
	if (!move)
		return "added";
	if (!move->ntargets)
		return "unknown";
	return move->ntargets > 1 ? "split"
	       : move->merged	  ? "merged"
	       : move->beside	  ? "beside"
	       : move->moved	  ? "moved"
				  : "changed";
}

/* ---- words that differ ---- */

struct words {
	const char *text;
	size_t *ends;
	uint32_t *ids;
	size_t count;
};

static bool cut(struct words *words, const char *text, size_t len, struct qz_map *numbers)
{
	*words = (struct words){.text = text,
				.ends = malloc((len + 1) * sizeof *words->ends),
				.ids = malloc((len + 1) * sizeof *words->ids)};
	for (size_t at = 0; words->ends && words->ids && at < len;) {
		size_t n = qz_word_length(text + at, len - at);
		words->ids[words->count] = qz_map_number(numbers, text + at, n);
		at += n;
		words->ends[words->count++] = at;
	}
	return words->ends && words->ids && !numbers->failed;
}

static void words_done(struct words *words)
{
	free(words->ends);
	free(words->ids);
}

static bool add_text(xmlNode *parent, const char *name, const char *text, size_t len)
{
	struct qz_buf visible;
	qz_buf_init(&visible);
	for (size_t at = 0; at < len;) { /* lines stay lines; nothing else acts */
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) : len;
		qz_buf_put_visible(&visible, text + at, stop - at);
		if (end)
			qz_buf_putc(&visible, '\n');
		at = stop + 1;
	}
	xmlNode *node = visible.failed
			    ? NULL
			    : xmlNewDocTextLen(parent->doc, QZ_X(visible.data ? visible.data : ""), (int)visible.len);
	xmlNode *outer = name && node ? xmlNewChild(parent, NULL, QZ_X(name), NULL) : parent;
	bool ready = node && outer && xmlAddChild(outer, node);
	qz_buf_done(&visible);
	return ready;
}

/* The words of one side: those without a partner stand in `d`. */
static bool put_side(xmlNode *parent, const struct words *words, const bool *same)
{
	bool ready = true;
	for (size_t from = 0, to; from < words->count && ready; from = to) {
		for (to = from; to < words->count && same[to] == same[from]; to++)
			;
		size_t at = from ? words->ends[from - 1] : 0;
		ready = add_text(parent, same[from] ? NULL : "d", words->text + at, words->ends[to - 1] - at);
	}
	return ready;
}

static bool put_marked(xmlNode *old, xmlNode *new, const struct qz_buf *before, const struct qz_buf *behind)
{
	struct words a = {.count = 0}, b = {.count = 0};
	struct qz_map numbers;
	qz_map_init(&numbers);
	bool ready = cut(&a, before->data, before->len, &numbers) && cut(&b, behind->data, behind->len, &numbers);
	size_t *partners = calloc(a.count + 1, sizeof *partners);
	bool *one = calloc(a.count + 1, sizeof *one), *two = calloc(b.count + 1, sizeof *two);
	ready = ready && partners && one && two && qz_sequence_align(a.ids, a.count, b.ids, b.count, partners) == 0;
	for (size_t i = 0; ready && i < a.count; i++) {
		one[i] = partners[i] != QZ_ALONE;
		if (one[i])
			two[partners[i]] = true;
	}
	ready = ready && put_side(old, &a, one) && put_side(new, &b, two);
	free(partners);
	free(one);
	free(two);
	words_done(&a);
	words_done(&b);
	qz_map_done(&numbers, NULL);
	return ready;
}

/* ---- the document ---- */

static bool set(xmlNode *node, const char *name, const char *value)
{
	return node && value && xmlNewProp(node, QZ_X(name), QZ_X(value));
}

static bool set_day(xmlNode *node, const char *name, qz_law_day day)
{
	char text[11];
	qz_law_day_write(day, text);
	return set(node, name, text);
}

static bool set_figure(xmlNode *node, const char *name, double value)
{
	char text[16];
	snprintf(text, sizeof text, "%.3f", value);
	return set(node, name, text);
}

static bool put_texts(xmlNode *node, const struct line *line, bool marked)
{
	const struct qz_align_move *move = line->move == QZ_NO_VERSION ? NULL : &line->version->moves.moves[line->move];
	const struct qz_text *old = line->book->versions[line->version->before].text, *new = line->version->text;
	struct qz_buf before, behind;
	qz_buf_init(&before);
	qz_buf_init(&behind);
	if (move)
		put_article(&old->articles[move->article], &before);
	for (unsigned t = 0; move && t < move->ntargets; t++) {
		qz_buf_puts(&behind, t ? "\n" : "");
		put_article(&new->articles[move->targets[t]], &behind);
	}
	if (!move)
		put_article(&new->articles[line->added], &behind);
	xmlNode *one = xmlNewChild(node, NULL, QZ_X("old"), NULL), *two = xmlNewChild(node, NULL, QZ_X("new"), NULL);
	bool ready = one && two && !before.failed && !behind.failed;
	marked = marked && before.len && behind.len && before.len <= MARKED_BYTES && behind.len <= MARKED_BYTES;
	if (ready && marked)
		ready = put_marked(one, two, &before, &behind);
	else if (ready)
		ready = add_text(one, NULL, before.data ? before.data : "", before.len) &&
			add_text(two, NULL, behind.data ? behind.data : "", behind.len);
	qz_buf_done(&before);
	qz_buf_done(&behind);
	return ready;
}

/* What a line says of its move: numbers, likeness, and the mark by which it is known again. */
static bool put_facts(xmlNode *node, const struct line *line, const char *digest)
{
	const struct qz_align_move *move = line->move == QZ_NO_VERSION ? NULL : &line->version->moves.moves[line->move];
	const char *settled = move && line->version->settled ? line->version->settled[line->move].to : NULL;
	char mark[QZ_REVIEW_MARK];
	struct qz_buf from, to;
	qz_buf_init(&from);
	qz_buf_init(&to);
	if (move) {
		qz_text_put_number(move->from, &from);
		qz_move_put_targets(move, &to);
	} else {
		qz_text_put_number(line->version->text->articles[line->added].number, &to);
	}
	bool ready = !from.failed && !to.failed && set(node, "from", from.data ? from.data : "") &&
		     set(node, "to", settled ? settled : to.data);
	qz_buf_done(&from);
	qz_buf_done(&to);
	if (!ready || !move)
		return ready;
	qz_review_mark(digest, line->book->versions[line->version->before].text, move, mark);
	ready = set(node, "mark", mark) && set_figure(node, "likeness", move->likeness) &&
		set_figure(node, "doubt", settled ? 0 : move->doubt);
	if (ready && settled)
		ready = set(node, "reviewed", "true");
	return ready && (!move->penalty || set(node, "penalty", "moved"));
}

static bool put_line(xmlNode *root, const struct line *line, const char *digest, bool marked)
{
	xmlNode *node = xmlNewChild(root, NULL, QZ_X("line"), NULL);
	return node && set(node, "law", line->book->name) &&
	       set_day(node, "since", qz_act_day(&line->book->versions[line->version->before].act)) &&
	       set_day(node, "day", qz_act_day(&line->version->act)) && set(node, "kind", kind_of(line)) &&
	       put_facts(node, line, digest) && put_texts(node, line, marked);
}

static bool collect(struct lines *lines, const struct qz_books *books)
{
	bool ready = true;
	for (size_t i = 0; i < books->count && ready; i++)
		for (size_t v = 0; v < books->books[i]->nversions && ready; v++)
			if (books->books[i]->versions[v].before != QZ_NO_VERSION)
				ready = add_version(lines, books->books[i], &books->books[i]->versions[v]);
	if (lines->count)
		qsort(lines->lines, lines->count, sizeof *lines->lines, by_doubt);
	return ready;
}

/* A version's digest costs its whole text: once for each. */
static const char *digest_of(const struct qz_book_version *version, struct qz_map *digests)
{
	char *digest = qz_map_get(digests, (const char *)&version, sizeof version);
	if (digest)
		return digest;
	digest = malloc(QZ_HASH);
	if (!digest || qz_map_put(digests, (const char *)&version, sizeof version, digest) != 0) {
		free(digest);
		return NULL;
	}
	qz_version_digest(version->text, digest);
	return digest;
}

xmlDoc *qz_books_review(const struct qz_books *books, size_t shown)
{
	struct lines lines = {.count = 0};
	struct qz_map digests;
	xmlDoc *doc = xmlNewDoc(QZ_X("1.0"));
	xmlNode *root = doc ? xmlNewDocNode(doc, NULL, QZ_X("review"), NULL) : NULL;
	bool ready = root && xmlNewNs(root, QZ_X(REVIEW_NS), NULL) && collect(&lines, books);
	qz_map_init(&digests);
	if (root) {
		xmlSetNs(root, root->nsDef);
		xmlDocSetRootElement(doc, root);
	}
	for (size_t i = 0; i < lines.count && ready; i++) {
		const char *digest = digest_of(lines.lines[i].version, &digests);
		ready = digest && put_line(root, &lines.lines[i], digest, i < shown);
	}
	qz_map_done(&digests, free);
	free(lines.lines);
	if (ready)
		return doc;
	xmlFreeDoc(doc);
	return NULL;
}
