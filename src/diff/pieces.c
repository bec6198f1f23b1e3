/*
 * Aligning two lines, for pieces.h: words by the longest common subsequence;
 * citations of a gap by their law; then what makes it readable: small islands
 * are taken into the changes around them, insertions begin behind punctuation.
 */
#include "diff/pieces.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "diff/sequence.h"
#include "diff/words.h"

#define MOST_CITES 32 /* citations of a gap that one is compared with */

/* ---- reading ---- */

static void add_unit(struct qz_pieces *pieces, struct qz_line *line, struct qz_unit unit, uint32_t id)
{
	if (!qz_array_grow(&line->units, line->count, &line->cap, sizeof *line->units) ||
	    !qz_array_grow(&line->ids, line->count, &line->ids_cap, sizeof *line->ids)) {
		pieces->failed = true;
		return;
	}
	line->ids[line->count] = id;
	line->units[line->count++] = unit;
}

/* The words of the text from `from` on. */
static void add_words(struct qz_pieces *pieces, struct qz_line *line, size_t from, struct qz_map *numbers)
{
	while (from < line->text.len && !pieces->failed) {
		const char *word = line->text.data + from;
		size_t len = qz_word_length(word, line->text.len - from);
		add_unit(pieces, line, (struct qz_unit){from, len, NULL}, qz_map_number(numbers, word, len));
		from += len;
	}
}

static void add_cite(struct qz_pieces *pieces, struct qz_line *line, const xmlNode *cite, struct qz_map *numbers)
{
	struct qz_buf key;
	size_t at = line->text.len;
	qz_xml_text(cite, &line->text);
	qz_buf_init(&key);
	qz_buf_putc(&key, '\1'); /* no word begins so: XML cannot hold it */
	qz_buf_add(&key, line->text.data ? line->text.data + at : "", line->text.len - at);
	pieces->failed |= key.failed || line->text.failed;
	if (!pieces->failed)
		add_unit(pieces, line, (struct qz_unit){at, line->text.len - at, cite}, qz_map_number(numbers, key.data, key.len));
	qz_buf_done(&key);
}

static void read_line(struct qz_pieces *pieces, struct qz_line *line, const xmlNode *node, struct qz_map *numbers)
{
	size_t words = 0; /* where the words begin that are not units yet */
	qz_buf_init(&line->text);
	for (const xmlNode *at = node->children; at && !pieces->failed; at = at->next) {
		if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) && at->content)
			qz_buf_puts(&line->text, QZ_C(at->content));
		if (!qz_xml_is(at, "cite"))
			continue;
		add_words(pieces, line, words, numbers);
		add_cite(pieces, line, at, numbers);
		words = line->text.len;
	}
	add_words(pieces, line, words, numbers);
	pieces->failed |= line->text.failed || numbers->failed;
}

const char *qz_line_text(const struct qz_line *line, size_t from, size_t to, size_t *len)
{
	size_t at = from < line->count ? line->units[from].at : line->text.len;
	*len = from < to ? line->units[to - 1].at + line->units[to - 1].len - at : 0;
	return line->text.data ? line->text.data + at : "";
}

/* ---- pieces ---- */

static size_t count_characters(const struct qz_line *line, size_t from, size_t to)
{
	size_t len, count = 0;
	const char *text = qz_line_text(line, from, to, &len);
	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80;
	return count;
}

/* Whether a gap takes something away and puts something there. */
static bool replaces(const struct qz_piece *gap)
{
	return gap->a0 < gap->a1 && gap->b0 < gap->b1;
}

static bool is_punctuation_alone(const struct qz_line *line, size_t from, size_t to)
{
	size_t len;
	uint32_t cp;
	const char *text = qz_line_text(line, from, to, &len);
	for (size_t at = 0, n; at < len; at += n) {
		n = qz_utf8_decode(text + at, len - at, &cp);
		if (n == 0 || !(qz_is_punctuation(cp) || qz_is_blank(cp)))
			return false;
	}
	return true;
}

static size_t size_of(const struct qz_pieces *pieces, const struct qz_piece *gap)
{
	size_t less = count_characters(&pieces->old, gap->a0, gap->a1), more = count_characters(&pieces->new, gap->b0, gap->b1);
	return less > more ? less : more;
}

/*
 * A stretch in common between two gaps is taken into them when it is short
 * beside both: words between replacements are there by chance. Between what
 * was only inserted (or only deleted) they are not, and punctuation divides.
 */
static bool is_island(const struct qz_pieces *pieces, const struct qz_piece *before, const struct qz_piece *same, const struct qz_piece *after,
		      size_t island)
{
	size_t common = count_characters(&pieces->old, same->a0, same->a1);
	if (common > island || common > size_of(pieces, before) || common > size_of(pieces, after))
		return false;
	if (replaces(before) && replaces(after))
		return true;
	bool one_side = (before->a0 == before->a1 && after->a0 == after->a1) || (before->b0 == before->b1 && after->b0 == after->b1);
	return !one_side && !is_punctuation_alone(&pieces->old, same->a0, same->a1);
}

static void add_piece(struct qz_pieces *pieces, struct qz_piece piece, size_t island)
{
	if (piece.a0 == piece.a1 && piece.b0 == piece.b1)
		return;
	size_t n = pieces->count;
	struct qz_piece *last = pieces->pieces;
	if (piece.kind == QZ_PIECE_GAP && n >= 2 && last[n - 1].kind == QZ_PIECE_SAME && last[n - 2].kind == QZ_PIECE_GAP &&
	    is_island(pieces, &last[n - 2], &last[n - 1], &piece, island)) {
		last[n - 2].a1 = piece.a1;
		last[n - 2].b1 = piece.b1;
		pieces->count--;
		return;
	}
	if (qz_array_grow(&pieces->pieces, n, &pieces->cap, sizeof piece))
		pieces->pieces[pieces->count++] = piece;
	else
		pieces->failed = true;
}

/* The character before a unit, 0 at the beginning of the line; the first of a unit, 0 at the end. */
static uint32_t character_before(const struct qz_line *line, size_t unit)
{
	size_t end = unit < line->count ? line->units[unit].at : line->text.len, at = end;
	uint32_t cp = 0;
	while (at > 0 && ((unsigned char)line->text.data[at - 1] & 0xC0) == 0x80)
		at--;
	return at > 0 && qz_utf8_decode(line->text.data + at - 1, end - at + 1, &cp) ? cp : 0;
}

static uint32_t character_at(const struct qz_line *line, size_t unit)
{
	uint32_t cp = 0;
	return unit < line->count && qz_utf8_decode(line->text.data + line->units[unit].at, line->units[unit].len, &cp) ? cp : 0;
}

static bool has_cite(const struct qz_line *line, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (line->units[i].cite)
			return true;
	return false;
}

static bool divides_numerals(const struct qz_line *line, size_t from, size_t to)
{
	return from < to && qz_is_numeral(character_before(line, from)) && qz_is_numeral(character_at(line, to));
}

/* Whether two stretches differ in punctuation, width or blanks alone. */
static bool is_form(struct qz_pieces *pieces, const struct qz_piece *gap)
{
	size_t alen, blen;
	const char *a = qz_line_text(&pieces->old, gap->a0, gap->a1, &alen), *b = qz_line_text(&pieces->new, gap->b0, gap->b1, &blen);
	if (has_cite(&pieces->old, gap->a0, gap->a1) || has_cite(&pieces->new, gap->b0, gap->b1))
		return false;
	if (divides_numerals(&pieces->old, gap->a0, gap->a1) || divides_numerals(&pieces->new, gap->b0, gap->b1))
		return false;
	int alike = qz_folds_alike(a, alen, b, blen);
	pieces->failed |= alike < 0;
	return alike > 0;
}

/* A gap of words and unpaired citations; what differs in form alone at its ends is a piece of its own. */
static void add_gap(struct qz_pieces *pieces, struct qz_piece gap, size_t island)
{
	struct qz_piece front = {QZ_PIECE_FORM, gap.a0, gap.a0 + 1, gap.b0, gap.b0 + 1}, back = {QZ_PIECE_FORM, gap.a1 - 1, gap.a1, gap.b1 - 1, gap.b1};
	bool both = gap.a0 < gap.a1 && gap.b0 < gap.b1;
	gap.kind = is_form(pieces, &gap) ? QZ_PIECE_FORM : QZ_PIECE_GAP;
	if (gap.kind == QZ_PIECE_GAP && both && is_form(pieces, &front)) {
		add_piece(pieces, front, island);
		gap.a0++;
		gap.b0++;
		both = gap.a0 < gap.a1 && gap.b0 < gap.b1;
	}
	bool ends = gap.kind == QZ_PIECE_GAP && both && is_form(pieces, &back);
	gap.a1 -= ends;
	gap.b1 -= ends;
	add_piece(pieces, gap, island);
	if (ends)
		add_piece(pieces, back, island);
}

static bool same_attr(const xmlNode *a, const xmlNode *b, const char *name)
{
	const char *one = qz_xml_attr(a, name), *two = qz_xml_attr(b, name);
	return one && two && strcmp(one, two) == 0;
}

/* The citation of the new line's gap that an old one became: of the same law, else the only one there (`single`: the old one is). */
static size_t find_cite(const struct qz_pieces *pieces, const struct qz_piece *gap, size_t old, bool single)
{
	size_t alone = QZ_ALONE, cites = 0;
	for (size_t i = gap->b0; i < gap->b1 && cites < MOST_CITES; i++) {
		if (!pieces->new.units[i].cite)
			continue;
		if (same_attr(pieces->old.units[old].cite, pieces->new.units[i].cite, "law"))
			return i;
		alone = i;
		cites++;
	}
	return cites == 1 && single ? alone : QZ_ALONE;
}

/* A stretch between two alignments: its citations are paired, what is between them are gaps. */
static void add_stretch(struct qz_pieces *pieces, struct qz_piece gap, size_t island)
{
	size_t cites = 0;
	for (size_t i = gap.a0; i < gap.a1; i++)
		cites += pieces->old.units[i].cite != NULL;
	for (size_t i = gap.a0; i < gap.a1; i++) {
		size_t found = pieces->old.units[i].cite ? find_cite(pieces, &gap, i, cites == 1) : QZ_ALONE;
		if (found == QZ_ALONE)
			continue;
		add_gap(pieces, (struct qz_piece){QZ_PIECE_GAP, gap.a0, i, gap.b0, found}, island);
		add_piece(pieces, (struct qz_piece){QZ_PIECE_CITE, i, i + 1, found, found + 1}, island);
		gap.a0 = i + 1;
		gap.b0 = found + 1;
	}
	if (gap.a0 < gap.a1 || gap.b0 < gap.b1)
		add_gap(pieces, gap, island);
}

static void cut_pieces(struct qz_pieces *pieces, const size_t *partners, size_t island)
{
	const struct qz_line *old = &pieces->old;
	size_t a = 0, b = 0;
	while (!pieces->failed && (a < old->count || b < pieces->new.count)) {
		size_t a1 = a, b1;
		while (a1 < old->count && partners[a1] == QZ_ALONE)
			a1++;
		b1 = a1 < old->count ? partners[a1] : pieces->new.count;
		add_stretch(pieces, (struct qz_piece){QZ_PIECE_GAP, a, a1, b, b1}, island);
		for (a = a1, b = b1; a1 < old->count && partners[a1] == b1 && !old->units[a1].cite; a1++)
			b1++;
		add_piece(pieces, (struct qz_piece){QZ_PIECE_SAME, a, a1, b, b1}, island);
		a = a1;
		b = b1;
		if (a < old->count && partners[a] == b && old->units[a].cite) {
			add_piece(pieces, (struct qz_piece){QZ_PIECE_CITE, a, a + 1, b, b + 1}, island);
			a++;
			b++;
		}
	}
}

/* ---- insertions and deletions begin behind punctuation, where they can be read so ---- */

/* How good it is to begin a change before this unit. */
static int rank_start(const struct qz_line *line, size_t unit)
{
	static const uint32_t ranks[][2] = {{0x3002, 4}, {0xFF1B, 4}, {';', 4}, {'\n', 4}, {0xFF0C, 3}, {',', 3}, {0xFF1A, 3}, {0x3001, 2}};
	uint32_t before = character_before(line, unit);
	if (before == 0)
		return 4;
	for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
		if (ranks[i][0] == before)
			return (int)ranks[i][1];
	return 0;
}

/* Moves a change of one line between two same pieces; `from` and `to` are its units, the same pieces lie around it. */
static ptrdiff_t best_shift(const struct qz_line *line, size_t from, size_t to, size_t room_before, size_t room_after)
{
	ptrdiff_t best = 0;
	int rank = rank_start(line, from);
	for (size_t back = 1; back <= room_before && line->ids[from - back] == line->ids[to - back] && !line->units[to - back].cite; back++)
		if (rank_start(line, from - back) > rank) {
			rank = rank_start(line, from - back);
			best = -(ptrdiff_t)back;
		}
	for (size_t on = 1; on <= room_after && line->ids[from + on - 1] == line->ids[to + on - 1] && !line->units[from + on - 1].cite; on++)
		if (rank_start(line, from + on) > rank) {
			rank = rank_start(line, from + on);
			best = (ptrdiff_t)on;
		}
	return best;
}

static void shift_changes(struct qz_pieces *pieces)
{
	for (size_t i = 1; i + 1 < pieces->count; i++) {
		struct qz_piece *gap = &pieces->pieces[i], *before = gap - 1, *after = gap + 1;
		bool ins = gap->a0 == gap->a1, del = gap->b0 == gap->b1;
		if (gap->kind != QZ_PIECE_GAP || before->kind != QZ_PIECE_SAME || after->kind != QZ_PIECE_SAME || !(ins || del))
			continue;
		size_t room_before = before->a1 - before->a0 - 1, room_after = after->a1 - after->a0 - 1; /* neither is used up */
		ptrdiff_t by = ins ? best_shift(&pieces->new, gap->b0, gap->b1, room_before, room_after)
				   : best_shift(&pieces->old, gap->a0, gap->a1, room_before, room_after);
		size_t *edges[] = {&before->a1, &before->b1, &gap->a0, &gap->a1, &gap->b0, &gap->b1, &after->a0, &after->b0};
		for (size_t e = 0; e < sizeof edges / sizeof *edges; e++)
			*edges[e] = (size_t)((ptrdiff_t)*edges[e] + by);
	}
}

void qz_pieces_make(struct qz_pieces *pieces, const xmlNode *old, const xmlNode *new, struct qz_map *numbers, const struct qz_diff_data *data)
{
	*pieces = (struct qz_pieces){0};
	read_line(pieces, &pieces->old, old, numbers);
	read_line(pieces, &pieces->new, new, numbers);
	size_t *partners = pieces->failed ? NULL : malloc((pieces->old.count + 1) * sizeof *partners);
	pieces->failed |= !partners;
	if (partners && qz_sequence_align(pieces->old.ids, pieces->old.count, pieces->new.ids, pieces->new.count, partners) != 0)
		pieces->failed = true;
	if (!pieces->failed)
		cut_pieces(pieces, partners, data->island);
	if (!pieces->failed)
		shift_changes(pieces);
	free(partners);
}

static void line_done(struct qz_line *line)
{
	qz_buf_done(&line->text);
	free(line->units);
	free(line->ids);
}

void qz_pieces_done(struct qz_pieces *pieces)
{
	line_done(&pieces->old);
	line_done(&pieces->new);
	free(pieces->pieces);
}
