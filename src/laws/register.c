/*
 * The register and the texts of laws as XML, for write.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "laws/write.h"

static void put_attr(struct qz_buf *out, const char *name, const char *value)
{
	qz_buf_printf(out, " %s=\"", name);
	qz_xml_escape(value, out);
	qz_buf_puts(out, "\"");
}

static void put_day(struct qz_buf *out, const char *name, qz_law_day day)
{
	char text[11];
	qz_law_day_write(day, text);
	put_attr(out, name, day ? text : "unknown");
}

void qz_move_put_targets(const struct qz_align_move *move, struct qz_buf *out)
{
	for (unsigned t = 0; t < move->ntargets; t++) {
		qz_buf_puts(out, t ? "," : "");
		qz_text_put_number(move->to[t], out);
	}
	if (move->ntargets == 0)
		qz_buf_puts(out, "unknown");
}

/* ---- moves ---- */

/* Whether a move says nothing but its two numbers, so that it may stand in a range with its neighbours. */
static bool is_plain(const struct qz_book_version *version, size_t at)
{
	const struct qz_align_move *move = &version->moves.moves[at];
	bool settled = version->settled && version->settled[at].to;
	return !settled && move->ntargets == 1 && !move->merged && !move->beside && !move->penalty &&
	       move->kind != QZ_ALIGN_CHANGED && move->from % QZ_LAW_ARTICLE == 0 && move->to[0] % QZ_LAW_ARTICLE == 0;
}

/* How many moves from `at` on are one range. */
static size_t range_length(const struct qz_book_version *version, size_t at)
{
	const struct qz_align_move *moves = version->moves.moves;
	size_t n = 1;
	while (is_plain(version, at) && at + n < version->moves.nmoves && is_plain(version, at + n) &&
	       moves[at + n].kind == moves[at].kind && moves[at + n].from == moves[at].from + n * QZ_LAW_ARTICLE &&
	       moves[at + n].to[0] == moves[at].to[0] + n * QZ_LAW_ARTICLE)
		n++;
	return n;
}

static void put_range(struct qz_buf *out, const char *name, uint32_t from, size_t length)
{
	qz_buf_printf(out, " %s=\"", name);
	qz_text_put_number(from, out);
	if (length > 1) {
		qz_buf_putc(out, '-');
		qz_text_put_number(from + (uint32_t)(length - 1) * QZ_LAW_ARTICLE, out);
	}
	qz_buf_putc(out, '"');
}

static void put_move(const struct qz_book_version *version, size_t at, size_t length, struct qz_buf *out)
{
	static const char *const kinds[] = {[QZ_ALIGN_SAME] = "",
					    [QZ_ALIGN_REFERENCES] = " text=\"references\"",
					    [QZ_ALIGN_CHANGED] = " text=\"changed\""};
	const struct qz_align_move *move = &version->moves.moves[at];
	const struct qz_settled *person = version->settled && version->settled[at].to ? &version->settled[at] : NULL;
	const char *settled = person ? person->to : NULL;
	qz_buf_puts(out, "\n        <move");
	put_range(out, "from", move->from, length);
	if (settled) {
		put_attr(out, "to", settled);
	} else if (move->ntargets == 1) {
		put_range(out, "to", move->to[0], length);
	} else {
		qz_buf_puts(out, " to=\"");
		qz_move_put_targets(move, out);
		qz_buf_putc(out, '"');
	}
	if (move->ntargets)
		qz_buf_puts(out, kinds[move->kind]);
	if (person && person->known ? person->penalty : move->penalty)
		qz_buf_puts(out, " penalty=\"moved\"");
	if (settled)
		qz_buf_puts(out, " confidence=\"reviewed\"");
	else if (move->ntargets && move->kind == QZ_ALIGN_CHANGED)
		qz_buf_printf(out, " likeness=\"%.3f\"", move->likeness);
	if (move->beside && !settled)
		qz_buf_puts(out, " doubt=\"split\"");
	qz_buf_puts(out, "/>");
}

static void put_renumbering(const struct qz_book *book, const struct qz_book_version *version, struct qz_buf *out)
{
	qz_buf_puts(out, "\n      <renumbering");
	put_day(out, "since", qz_act_day(&book->versions[version->before].act));
	qz_buf_puts(out, " confidence=\"derived\">");
	for (size_t at = 0, n; at < version->moves.nmoves; at += n) {
		n = range_length(version, at);
		put_move(version, at, n, out);
	}
	for (size_t i = 0; i < version->moves.nadded; i++) {
		qz_buf_puts(out, "\n        <added");
		put_range(out, "article", version->text->articles[version->moves.added[i]].number, 1);
		qz_buf_puts(out, "/>");
	}
	qz_buf_puts(out, "\n      </renumbering>");
}

/* ---- what the register had ---- */

static void put_known_move(const struct qz_law_table *table, const struct qz_law_move *move, struct qz_buf *out)
{
	qz_buf_puts(out, "\n        <move");
	put_range(out, "from", move->from, move->count);
	if (move->targets > 1) {
		qz_buf_puts(out, " to=\"");
		for (unsigned t = 0; t < move->targets; t++) {
			qz_buf_puts(out, t ? "," : "");
			qz_text_put_number(table->targets[move->to + t], out);
		}
		qz_buf_putc(out, '"');
	} else if (move->targets == 1) {
		put_range(out, "to", move->to, move->count);
	} else {
		put_attr(out, "to", move->unknown ? "unknown" : "");
	}
	qz_buf_puts(out, move->changed ? " text=\"changed\"" : "");
	qz_buf_puts(out, move->penalty_moved ? " penalty=\"moved\"" : "");
	qz_buf_puts(out, move->reviewed ? " confidence=\"reviewed\"" : "");
	if (move->likeness < QZ_LAW_ALIKE)
		qz_buf_printf(out, " likeness=\"%.3f\"", (double)move->likeness / QZ_LAW_ALIKE);
	qz_buf_puts(out, move->doubtful ? " doubt=\"split\"" : "");
	qz_buf_puts(out, "/>");
}

/* The day that a version of the register is known by in @since. */
static qz_law_day known_day(const struct qz_book *book, uint32_t index)
{
	const struct qz_law_version *version = &book->table->versions[book->law->versions + index];
	return version->adopted ? version->adopted : version->promulgated;
}

/* Renumberings of the register, but for the pair that was compared anew: `derived` is the day of its older version, or
 * 0. */
static void put_known_renumberings(const struct qz_book *book, const struct qz_law_version *known,
				   const struct qz_text_act *derived, struct qz_buf *out)
{
	for (uint32_t i = known->renumberings; i < known->renumberings + known->nrenumberings; i++) {
		const struct qz_law_renumbering *way = &book->table->renumberings[i];
		qz_law_day since = known_day(book, way->since);
		if (!since || (derived && (since == derived->adopted || since == derived->promulgated)))
			continue;
		qz_buf_puts(out, "\n      <renumbering");
		put_day(out, "since", since);
		qz_buf_puts(out, way->derived ? " confidence=\"derived\">" : " confidence=\"reviewed\">");
		for (uint32_t m = way->moves; m < way->moves + way->nmoves; m++)
			put_known_move(book->table, &book->table->moves[m], out);
		qz_buf_puts(out, "\n      </renumbering>");
	}
}

/* Names that the register finds the law by besides its own, as they are compared. */
static void put_aliases(const struct qz_book *book, struct qz_buf *out)
{
	char *own = book->law ? qz_law_name_fold(book->name) : NULL;
	uint32_t index = book->law ? (uint32_t)(book->law - book->table->laws) : 0;
	for (size_t i = 0; own && i < book->table->nkeys; i++) {
		const char *name = book->table->text + book->table->keys[i].name;
		if (book->table->keys[i].law != index || strcmp(name, own) == 0)
			continue;
		qz_buf_puts(out, "\n    <alias>");
		qz_xml_escape(name, out);
		qz_buf_puts(out, "</alias>");
	}
	out->failed |= book->law && !own;
	free(own);
}

/* ---- versions and laws ---- */

/* Whether the numbers of a text's articles rise, as a register needs them. */
static bool is_rising(const struct qz_text *text)
{
	return text->fault != QZ_TEXT_BACKWARD && text->narticles > 0;
}

static bool has_renumbering(const struct qz_book *book, const struct qz_book_version *version)
{
	return version->before != QZ_NO_VERSION && qz_act_day(&book->versions[version->before].act) &&
	       is_rising(version->text) && is_rising(book->versions[version->before].text);
}

static void put_version(const struct qz_book *book, const struct qz_book_version *version, struct qz_buf *out)
{
	const struct qz_text *text = version->text;
	qz_buf_puts(out, "\n    <version");
	put_day(out, "adopted", version->act.adopted);
	put_day(out, "promulgated", version->act.promulgated);
	put_day(out, "force", version->act.force);
	put_attr(out, "order", *version->act.order ? version->act.order : "unknown");
	if (text && text->fault == QZ_TEXT_WHOLE && !text->counted && !text->open)
		qz_buf_printf(out, " articles=\"%u\"", (unsigned)qz_text_last(text));
	else if (!text && version->known && version->known->articles)
		qz_buf_printf(out, " articles=\"%u\"", (unsigned)version->known->articles);
	else
		put_attr(out, "articles", "unknown");
	bool derived = has_renumbering(book, version);
	qz_buf_putc(out, '>');
	size_t empty = out->len;
	if (derived)
		put_renumbering(book, version, out);
	if (version->known)
		put_known_renumberings(book, version->known, derived ? &book->versions[version->before].act : NULL,
				       out);
	if (out->len == empty && !out->failed) {
		qz_buf_cut(out, empty - 1);
		qz_buf_puts(out, "/>");
	} else {
		qz_buf_puts(out, "\n    </version>");
	}
}

/* That a text, or the register, says that the law ended. */
static void put_end(const struct qz_book *book, struct qz_buf *out)
{
	const struct qz_law *law = book->law;
	const char *by = book->ended_by ? book->ended_by->name : law ? book->table->text + law->repealed_by : "";
	if (!*by)
		return;
	qz_buf_puts(out, "\n    <repealed");
	put_day(out, "date", book->ended_by ? book->ended : law->repealed);
	put_attr(out, "by", by);
	qz_buf_putc(out, '>');
	for (uint32_t i = 0; i < (book->ended_by ? 1 : law->nsuccessors); i++) {
		qz_buf_puts(out, "\n      <successor");
		put_attr(out, "name",
			 book->ended_by ? by : book->table->text + book->table->successors[law->successors + i].name);
		qz_buf_puts(out, "/>");
	}
	qz_buf_puts(out, "\n    </repealed>");
}

static void put_book(const struct qz_book *book, const char *current, struct qz_buf *out)
{
	qz_buf_puts(out, "\n  <law");
	put_attr(out, "name", book->name);
	put_attr(out, "rank", book->rank);
	if (current && book->nversions && !book->ended_by)
		put_attr(out, "asOf", current);
	else if (book->law && book->law->as_of && book->nversions && book->versions[book->nversions - 1].known)
		put_day(out, "asOf", book->law->as_of);
	qz_buf_putc(out, '>');
	put_aliases(book, out);
	for (size_t v = 0; v < book->nversions; v++)
		put_version(book, &book->versions[v], out);
	put_end(book, out);
	qz_buf_puts(out, "\n  </law>");
}

void qz_books_put_register(const struct qz_books *books, const char *day, const char *current, struct qz_buf *out)
{
	qz_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<laws xmlns=\"urn:quanze:laws:1\" "
			 "version=\"1.0\">\n  <source");
	put_attr(out, "checked", day);
	qz_buf_puts(out,
		    ">由本单位的法律文本的首部、末条和条文逐条比对得出；confidence 为 derived 的未经人工核定</source>");
	for (size_t i = 0; i < books->count; i++)
		put_book(books->books[i], current, out);
	qz_buf_puts(out, "\n</laws>\n");
}

/* ---- texts ---- */

/* An article's number as the schema of texts allows it. */
static bool is_plain_number(uint32_t number)
{
	return number / QZ_LAW_ARTICLE >= 1 && number / QZ_LAW_ARTICLE <= 9999 && number % QZ_LAW_ARTICLE < 100;
}

static void put_article(const struct qz_text_article *article, struct qz_buf *out)
{
	qz_buf_puts(out, "\n    <article n=\"");
	qz_text_put_number(article->number, out);
	qz_buf_putc(out, '"');
	if (article->division)
		put_attr(out, "division", article->division);
	qz_buf_putc(out, '>');
	for (size_t p = 0; p < article->nparas; p++) {
		qz_buf_puts(out, "<p");
		if (article->paras[p].point)
			qz_buf_printf(out, " point=\"%u\"", (unsigned)article->paras[p].point);
		qz_buf_putc(out, '>');
		qz_xml_escape(article->paras[p].text, out);
		qz_buf_puts(out, "</p>");
	}
	qz_buf_puts(out, "</article>");
}

static void put_text(const struct qz_book_version *version, struct qz_buf *out)
{
	const char *slash = strrchr(version->text->path, '/');
	qz_buf_puts(out, "\n  <version");
	put_day(out, "adopted", version->act.adopted);
	put_day(out, "promulgated", version->act.promulgated);
	put_day(out, "force", version->act.force);
	put_attr(out, "file", slash ? slash + 1 : version->text->path);
	if (*version->text->sha256)
		put_attr(out, "sha256", version->text->sha256);
	qz_buf_putc(out, '>');
	for (size_t i = 0; i < version->text->narticles; i++)
		if (is_plain_number(version->text->articles[i].number))
			put_article(&version->text->articles[i], out);
	qz_buf_puts(out, "\n  </version>");
}

void qz_book_put_texts(const struct qz_book *book, struct qz_buf *out)
{
	bool any = false;
	for (size_t v = 0; v < book->nversions; v++)
		any |= book->versions[v].text != NULL;
	if (!any)
		return;
	qz_buf_puts(
	    out,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<law-text xmlns=\"urn:quanze:law-text:1\" version=\"1.0\"");
	put_attr(out, "name", book->name);
	qz_buf_putc(out, '>');
	for (size_t v = 0; v < book->nversions; v++)
		if (book->versions[v].text)
			put_text(&book->versions[v], out);
	qz_buf_puts(out, "\n</law-text>\n");
}

#define LONGEST_STEM 230u /* bytes: file systems take 255 */

void qz_book_put_file_name(const struct qz_book *book, struct qz_buf *out)
{
	const char *name = book->name;
	size_t len = strlen(name), from = out->len;
	uint32_t cp = 0;
	for (size_t at = 0, n; at < len && out->len - from < LONGEST_STEM; at += n) {
		n = qz_utf8_decode(name + at, len - at, &cp);
		bool kept = n && cp > 0x20 && cp != '/' && cp != '\\' && !qz_is_active(cp) && !(at == 0 && cp == '.');
		n = n ? n : 1;
		if (kept)
			qz_buf_add(out, name + at, n);
		else
			qz_buf_putc(out, '_');
	}
	qz_buf_puts(out, ".xml");
}
