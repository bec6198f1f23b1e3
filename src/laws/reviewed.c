/*
 * The table of derived moves as a person sends it back, for write.h. A line
 * counts where it is marked as reviewed and its mark is that of the texts at
 * hand; the new article may have been corrected.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "laws/write.h"
#include "read/table.h"

/* The columns of the table, in its order. */
enum column { LAW, SINCE, DAY, FROM, TO, KIND, LIKENESS, DOUBT, REVIEWED, MARK };

/* Where a line leads. */
struct target {
	const struct qz_book *book;
	struct qz_book_version *version;
	size_t move;
};

/* The text of a cell without blanks around it and without the apostrophe that keeps a spreadsheet from reading it as a
 * formula. */
static char *cell_text(const struct qz_row *row, enum column column)
{
	const struct qz_cell *cell = qz_row_at(row, column);
	const char *text = cell ? cell->text : "";
	size_t len = cell ? cell->len : 0, at = qz_skip_blanks(text, len);
	at += at < len && text[at] == '\'';
	len = qz_trim_end(text + at, len - at);
	return strndup(text + at, len);
}

static bool is_one_of(const char *text, const char *const *words, size_t count)
{
	bool is = false;
	for (size_t i = 0; i < count; i++)
		is |= strcmp(text, words[i]) == 0;
	return is;
}

/* Whether a person said yes. */
static bool is_yes(const char *text)
{
	static const char *const words[] = {"是",  "已核定", "已核", "核定", "√", "✓", "对",	   "yes",  "Yes",
					    "YES", "y",	     "Y",    "x",    "X", "1", "reviewed", "true", "TRUE"};
	return is_one_of(text, words, sizeof words / sizeof *words);
}

/* The articles that a person wrote, as @to of a move: "70,69"; "" for 删去, "unknown". NULL: it is none of these. */
static char *read_targets(const char *text)
{
	static const char *const gone[] = {"删去", "删除", "deleted", "repealed", "-", "—"}, *const unknown[] = {
												 "不明", "unknown", "?",
												 "？"};
	struct qz_buf out;
	unsigned count = 0;
	if (is_one_of(text, gone, sizeof gone / sizeof *gone))
		return strdup("");
	if (is_one_of(text, unknown, sizeof unknown / sizeof *unknown))
		return strdup("unknown");
	qz_buf_init(&out);
	while (*text && count < QZ_LAW_TARGETS) {
		uint32_t article = qz_law_article_read(&text);
		if (article < QZ_LAW_ARTICLE)
			break;
		qz_buf_puts(&out, count++ ? "," : "");
		qz_text_put_number(article, &out);
		if (strncmp(text, "，", 3) == 0 || strncmp(text, "、", 3) == 0)
			text += 3;
		else
			text += *text == ',';
		text += *text == ' ';
	}
	if (!*text && count)
		return qz_buf_take(&out);
	qz_buf_done(&out);
	return NULL;
}

static bool find_move(struct target *target, const char *since, const char *day, const char *from)
{
	qz_law_day before = qz_law_day_read(since), now = qz_law_day_read(day);
	uint32_t article = qz_law_article_read(&from);
	for (size_t v = 0; v < target->book->nversions && article; v++) {
		struct qz_book_version *version = &target->book->versions[v];
		if (version->before == QZ_NO_VERSION || qz_act_day(&version->act) != now ||
		    qz_act_day(&target->book->versions[version->before].act) != before)
			continue;
		for (size_t m = 0; m < version->moves.nmoves; m++) {
			if (version->moves.moves[m].from != article)
				continue;
			target->version = version;
			target->move = m;
			return true;
		}
	}
	return false;
}

static bool has_mark(const struct target *target, const char *wanted, struct qz_map *digests)
{
	char mark[QZ_REVIEW_MARK],
	    *digest = qz_map_get(digests, (const char *)&target->version, sizeof target->version);
	if (!digest) {
		digest = malloc(65);
		if (!digest ||
		    qz_map_put(digests, (const char *)&target->version, sizeof target->version, digest) != 0) {
			free(digest);
			return false;
		}
		qz_version_digest(target->version->text, digest);
	}
	qz_review_mark(digest, target->book->versions[target->version->before].text,
		       &target->version->moves.moves[target->move], mark);
	return strcmp(mark, wanted) == 0;
}

/* Whether every article that a person named is in the newer text. */
static bool are_there(const struct qz_text *text, const char *to)
{
	if (!*to || strcmp(to, "unknown") == 0)
		return true;
	while (*to) {
		uint32_t article = qz_law_article_read(&to);
		bool there = false;
		for (size_t i = 0; i < text->narticles; i++)
			there |= text->articles[i].number == article;
		if (!there)
			return false;
		to += *to == ',';
	}
	return true;
}

/* The cells of one line. */
struct cells {
	char *law, *since, *day, *from, *to, *mark;
};

/* Why a line cannot be taken; NULL: it was. *failed: memory ran out. */
static const char *take_cells(struct qz_books *books, const struct cells *cells, struct qz_map *digests, bool *failed)
{
	char *key = qz_law_name_fold(cells->law);
	struct target target = {.book = key ? qz_map_get(&books->keys, key, strlen(key)) : NULL};
	free(key);
	if (!target.book || !find_move(&target, cells->since, cells->day, cells->from))
		return "gone";
	if (!has_mark(&target, cells->mark, digests))
		return "changed";
	char *to = read_targets(cells->to);
	if (!to || !are_there(target.version->text, to)) {
		free(to);
		return "invalid";
	}
	*failed = !qz_version_settle(target.version, target.move, (struct qz_settled){.to = to});
	return NULL;
}

static bool take_row(struct qz_books *books, const struct qz_row *row, const char *pos, struct qz_map *digests,
		     struct qz_diag *diag)
{
	struct cells cells = {cell_text(row, LAW),  cell_text(row, SINCE), cell_text(row, DAY),
			      cell_text(row, FROM), cell_text(row, TO),	   cell_text(row, MARK)};
	char *reviewed = cell_text(row, REVIEWED);
	bool ready = cells.law && cells.since && cells.day && cells.from && cells.to && cells.mark && reviewed,
	     failed = !ready;
	if (ready && is_yes(reviewed) && *cells.from) { /* an added article has nothing to be settled */
		const char *why = take_cells(books, &cells, digests, &failed);
		const struct qz_where where = {.pos = pos, .line = row->line};
		if (why)
			qz_diag_add(diag, QZ_RULE_REVIEW_STALE, &where, "law", cells.law, "article", cells.from, "to",
				    cells.to, "why", why, NULL);
	}
	free(cells.law);
	free(cells.since);
	free(cells.day);
	free(cells.from);
	free(cells.to);
	free(cells.mark);
	free(reviewed);
	return !failed && !digests->failed;
}

bool qz_books_take_reviewed(struct qz_books *books, const struct qz_table *table, struct qz_diag *diag)
{
	struct qz_map digests;
	bool ready = true;
	qz_map_init(&digests);
	for (size_t s = 0; s < table->nsheets && ready; s++) {
		for (size_t r = 0; r < table->sheets[s].nrows && ready; r++) {
			struct qz_buf pos;
			qz_buf_init(&pos);
			qz_table_pos(table, s, &table->sheets[s].rows[r], MARK, &pos);
			ready = !pos.failed && take_row(books, &table->sheets[s].rows[r], pos.data, &digests, diag);
			qz_buf_done(&pos);
		}
	}
	qz_map_done(&digests, free);
	return ready;
}
