/*
 * What the register knows of laws whose texts were read, for books.h: an office's
 * entry stands for the program's own as a whole, so it must know no less.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "check/laws.h"
#include "laws/books.h"

/* A day that is no more than a month or a year would not do for a text. */
static qz_law_day full_day(qz_law_day day)
{
	return day % 100 ? day : 0;
}

static void take_version(struct qz_books *books, struct qz_book *book, const struct qz_law_version *known)
{
	struct qz_text_act act = {.adopted = full_day(known->adopted),
				  .promulgated = full_day(known->promulgated),
				  .force = full_day(known->force)};
	const char *order = book->table->text + known->order;
	if (strlen(order) < sizeof act.order)
		memcpy(act.order, order, strlen(order) + 1);
	struct qz_book_version *version = qz_act_day(&act) ? qz_book_find_version(books, book, &act) : NULL;
	if (version && !version->known)
		version->known = known;
}

/* The register's name, where it is the fuller one. */
static void take_name(struct qz_books *books, struct qz_book *book)
{
	const char *name = book->table->text + book->law->name;
	char *own = qz_law_name_fold(book->name), *other = qz_law_name_fold(name);
	books->failed |= !own || !other;
	if (own && other && strcmp(own, other) == 0 && strlen(name) > strlen(book->name)) {
		char *copy = strdup(name);
		books->failed |= !copy;
		if (copy) {
			free(book->name);
			book->name = copy;
		}
	}
	free(own);
	free(other);
}

void qz_books_take_known(struct qz_books *books, const struct qz_laws *laws)
{
	for (size_t i = 0; i < books->count && !books->failed; i++) {
		struct qz_book *book = books->books[i];
		struct qz_law_found found;
		books->failed |= qz_laws_find(laws, book->name, &found) != 0;
		if (books->failed || !found.law || found.trial || found.edition)
			continue;
		book->law = found.law;
		book->table = found.table;
		take_name(books, book);
		if (strcmp(book->rank, "unknown") == 0 && found.law->statute)
			book->rank = "法律";
		for (uint32_t v = 0; v < found.law->nversions && !books->failed; v++)
			take_version(books, book, &found.table->versions[found.law->versions + v]);
		qz_book_sort(book);
	}
}

/* The move of the register for one article. NULL: it has none. */
static const struct qz_law_move *find_move(const struct qz_law_table *table, const struct qz_law_renumbering *way,
					   uint32_t from)
{
	for (uint32_t m = way->moves; m < way->moves + way->nmoves; m++) {
		const struct qz_law_move *move = &table->moves[m];
		if (from >= move->from && (from - move->from) % QZ_LAW_ARTICLE == 0 &&
		    (from - move->from) / QZ_LAW_ARTICLE < move->count)
			return move;
	}
	return NULL;
}

/* Where it took the article, as @to of a move. */
static char *write_targets(const struct qz_law_table *table, const struct qz_law_move *move, uint32_t from)
{
	struct qz_buf to;
	qz_buf_init(&to);
	for (unsigned t = 0; t < move->targets; t++) {
		qz_buf_puts(&to, t ? "," : "");
		qz_text_put_number(move->targets > 1 ? table->targets[move->to + t] : move->to + (from - move->from),
				   &to);
	}
	if (move->unknown)
		qz_buf_puts(&to, "unknown");
	return qz_buf_take(&to);
}

/* What the words alone tell needs no person where the register says the same. */
static bool is_plain(const struct qz_align_move *own, const struct qz_law_move *known)
{
	return own->kind != QZ_ALIGN_CHANGED && own->ntargets == 1 && !own->merged && known->targets == 1 &&
	       known->to + (own->from - known->from) == own->to[0];
}

static void settle(struct qz_books *books, const struct qz_book *book, struct qz_book_version *version,
		   const struct qz_law_renumbering *way)
{
	for (size_t m = 0; m < version->moves.nmoves && !books->failed; m++) {
		const struct qz_align_move *own = &version->moves.moves[m];
		const struct qz_law_move *known = find_move(book->table, way, own->from);
		if (!known || (way->derived && !known->reviewed) || is_plain(own, known))
			continue;
		struct qz_settled settled = {write_targets(book->table, known, own->from), true, known->penalty_moved};
		books->failed = !qz_version_settle(version, m, settled);
	}
}

void qz_books_settle_known(struct qz_books *books)
{
	for (size_t i = 0; i < books->count && !books->failed; i++) {
		struct qz_book *book = books->books[i];
		for (size_t v = 0; v < book->nversions && !books->failed; v++) {
			struct qz_book_version *version = &book->versions[v];
			if (!version->known || version->before == QZ_NO_VERSION)
				continue;
			const struct qz_law_version *before = book->versions[version->before].known;
			for (uint32_t r = version->known->renumberings;
			     r < version->known->renumberings + version->known->nrenumberings; r++) {
				const struct qz_law_renumbering *way = &book->table->renumberings[r];
				if (before == &book->table->versions[book->law->versions + way->since])
					settle(books, book, version, way);
			}
		}
	}
}
