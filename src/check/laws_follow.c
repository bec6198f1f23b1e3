/*
 * Where amendments took the articles of a citation, for laws_follow.h: lookups in
 * the moves of the register, one version after another.
 */
#include "check/laws_follow.h"

#include "base/array.h"
#include "base/buf.h"

static void add_article(struct qz_law_articles *articles, uint32_t article)
{
	for (size_t i = 0; i < articles->count; i++)
		if (articles->list[i] == article)
			return;
	if (articles->count == QZ_LAW_CITED)
		articles->overflow = true;
	else
		articles->list[articles->count++] = article;
}

bool qz_law_articles_read(const char *text, struct qz_law_articles *articles)
{
	while (*text) {
		uint32_t from = qz_law_article_read(&text), to = from;
		if (*text == '-') {
			text++;
			to = qz_law_article_read(&text);
		}
		if (!from || !to || (*text && *text != ','))
			return false;
		add_article(articles, from);
		/* 第十三条之一 stands between 13 and 14, but a range does not say whether it exists */
		for (uint32_t next = from + QZ_LAW_ARTICLE; next <= to && !articles->overflow; next += QZ_LAW_ARTICLE)
			add_article(articles, next);
		text += *text == ',';
	}
	return !articles->overflow;
}

char *qz_law_articles_join(const struct qz_law_articles *articles)
{
	struct qz_buf text;
	qz_buf_init(&text);
	for (size_t i = 0; i < articles->count; i++) {
		uint32_t number = articles->list[i] / QZ_LAW_ARTICLE, sub = articles->list[i] % QZ_LAW_ARTICLE;
		qz_buf_printf(&text, i ? ",%u" : "%u", (unsigned)number);
		if (sub)
			qz_buf_printf(&text, ".%u", (unsigned)sub);
	}
	return qz_buf_take(&text);
}

bool qz_law_articles_beyond(const struct qz_law_articles *articles, uint32_t last)
{
	for (size_t i = 0; i < articles->count; i++)
		if (articles->list[i] / QZ_LAW_ARTICLE > last)
			return true;
	return false;
}

bool qz_law_articles_among(const struct qz_law_articles *few, const struct qz_law_articles *many)
{
	for (size_t i = 0; i < few->count; i++) {
		size_t j = 0;
		while (j < many->count && many->list[j] != few->list[i])
			j++;
		if (j == many->count)
			return false;
	}
	return few->count > 0;
}

/* The move of one article; NULL when the renumbering has none. */
static const struct qz_law_move *find_move(const struct qz_law_table *table, const struct qz_law_renumbering *renumbering, uint32_t article)
{
	const struct qz_law_move *moves = table->moves + renumbering->moves;
	size_t next = renumbering->nmoves ? qz_array_first(moves, renumbering->nmoves, sizeof *moves, offsetof(struct qz_law_move, from), article + 1) : 0;
	const struct qz_law_move *move = next ? &moves[next - 1] : NULL;
	bool inside = move && (article - move->from) % QZ_LAW_ARTICLE == 0 && (article - move->from) / QZ_LAW_ARTICLE < move->count;
	return inside ? move : NULL;
}

static uint32_t target_of(const struct qz_law_table *table, const struct qz_law_move *move, uint32_t article, unsigned which)
{
	return move->targets > 1 ? table->targets[move->to + which] : move->to + (article - move->from);
}

bool qz_law_follow_one(const struct qz_law_table *table, uint32_t renumbering, struct qz_law_articles *articles, struct qz_law_way *way)
{
	struct qz_law_articles there = {.count = 0};
	for (size_t i = 0; i < articles->count; i++) {
		const struct qz_law_move *move = find_move(table, &table->renumberings[renumbering], articles->list[i]);
		if (!move || move->unknown)
			return false;
		for (unsigned k = 0; k < move->targets; k++)
			add_article(&there, target_of(table, move, articles->list[i], k));
		way->likeness = move->likeness < way->likeness ? move->likeness : way->likeness;
		way->doubtful |= move->doubtful;
		way->changed |= move->changed;
		way->penalty_moved |= move->penalty_moved;
		way->derived |= table->renumberings[renumbering].derived && !move->reviewed;
	}
	*articles = there;
	return !there.overflow;
}

bool qz_law_way_is_sure(const struct qz_law *law, const struct qz_law_way *way)
{
	return !way->doubtful && way->likeness >= law->sure;
}

/* The renumbering that leads from version `from` (SIZE_MAX: from the latest possible) to `to`; UINT32_MAX when there is none. */
static uint32_t find_renumbering(const struct qz_law_found *found, size_t from, size_t to)
{
	const struct qz_law_version *version = &found->table->versions[found->law->versions + to];
	uint32_t best = UINT32_MAX;
	for (uint32_t i = version->renumberings; i < version->renumberings + version->nrenumberings; i++) {
		uint32_t since = found->table->renumberings[i].since;
		if (from == SIZE_MAX ? best == UINT32_MAX || since > found->table->renumberings[best].since : since == from)
			best = i;
	}
	return best;
}

bool qz_law_follow(const struct qz_law_found *found, size_t from, size_t to, struct qz_law_articles *articles, struct qz_law_way *way)
{
	while (from < to) {
		size_t next = to;
		uint32_t renumbering = UINT32_MAX;
		for (; next > from && (renumbering = find_renumbering(found, from, next)) == UINT32_MAX; next--)
			;
		if (renumbering == UINT32_MAX || !qz_law_follow_one(found->table, renumbering, articles, way))
			return false;
		from = next;
	}
	return true;
}

bool qz_law_follow_last(const struct qz_law_found *found, size_t to, struct qz_law_articles *articles, struct qz_law_way *way)
{
	uint32_t renumbering = find_renumbering(found, SIZE_MAX, to);
	return renumbering != UINT32_MAX && qz_law_follow_one(found->table, renumbering, articles, way);
}

bool qz_law_touched(const struct qz_law_found *found, size_t to, const struct qz_law_articles *articles, bool *moved)
{
	uint32_t renumbering = find_renumbering(found, SIZE_MAX, to);
	bool touched = false;
	*moved = false;
	for (size_t i = 0; renumbering != UINT32_MAX && i < articles->count; i++) {
		const struct qz_law_move *move = find_move(found->table, &found->table->renumberings[renumbering], articles->list[i]);
		if (!move || move->unknown || !move->targets)
			continue;
		bool elsewhere = move->targets > 1 || target_of(found->table, move, articles->list[i], 0) != articles->list[i];
		touched |= elsewhere ? !move->doubtful && move->likeness >= found->law->sure : move->changed;
		*moved |= elsewhere;
	}
	return touched;
}
