/*
 * Why nothing in an input is a list: what kind of table it is instead, or what
 * stands where a header should, beside the known labels that come nearest.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "model/sheet.h"

#define SHEETS_LOOKED_AT 50
#define ROWS_LOOKED_AT 60   /* with content, of a sheet */
#define CELLS_LOOKED_AT 64  /* of a row */
#define LONGEST_LABEL 90    /* bytes of what may be a label */
#define MOST_SEEN 12	    /* labels that are shown */
#define MOST_NEAREST 6
#define LABEL_CHARACTERS 16 /* of a label that are shown, and compared */

/* The labels that come closest to a header. */
struct seen {
	const struct qz_row *row; /* of the first one; NULL: nothing stands anywhere */
	const struct qz_cell *cells[MOST_SEEN];
	size_t count;
	bool more; /* there are others */
	int score;
};

static bool may_be_label(const struct qz_cell *cell)
{
	return !cell->covered && cell->len <= LONGEST_LABEL && !qz_cell_is_blank(cell) && !strstr(cell->text, "。");
}

/* How much a cell is a label: known for a field, like one that is, or no more than short. */
static int score_cell(const struct qz_normaliser *shared, const struct qz_cell *cell)
{
	bool exact = false;
	char *name = may_be_label(cell) ? qz_header_name(cell) : NULL;
	int score = 0;
	if (name && *name) {
		const struct qz_label *label = qz_label_find(shared->vocabulary, name, &exact);
		bool like = label || qz_label_assumed(shared->vocabulary, name) || qz_label_other(shared->vocabulary, name);
		score = exact ? 20 : like ? 8 : 1;
	}
	free(name);
	return score;
}

static void add_cell(struct seen *seen, const struct qz_cell *cell)
{
	if (seen->count < MOST_SEEN)
		seen->cells[seen->count++] = cell;
	else
		seen->more = true;
}

static struct seen look_at_row(const struct qz_normaliser *shared, const struct qz_row *row)
{
	struct seen seen = {.row = row};
	for (size_t i = 0; i < row->ncells && i < CELLS_LOOKED_AT; i++) {
		if (!may_be_label(&row->cells[i]))
			continue;
		seen.score += score_cell(shared, &row->cells[i]);
		add_cell(&seen, &row->cells[i]);
	}
	return seen;
}

/* The lines that could be labels, from the first known one on, of a sheet that has one cell in each row. */
static struct seen look_at_lines(const struct qz_normaliser *shared, const struct qz_sheet *sheet)
{
	struct seen seen = {0};
	bool begun = false;
	for (size_t r = 0, looked = 0; r < sheet->nrows && looked < ROWS_LOOKED_AT && !seen.more; r++) {
		const struct qz_row *row = &sheet->rows[r];
		if (row->hidden || row->ncells != 1 || qz_cell_is_blank(&row->cells[0]))
			continue;
		looked++;
		int score = score_cell(shared, &row->cells[0]);
		if (!begun && score < 20)
			continue;
		if (!score)
			break;
		seen.row = begun ? seen.row : row;
		begun = true;
		seen.score += score;
		add_cell(&seen, &row->cells[0]);
	}
	return seen;
}

static void look_at_sheet(const struct qz_normaliser *shared, const struct qz_sheet *sheet, struct seen *best)
{
	size_t widest = 0;
	for (size_t r = 0, looked = 0; !sheet->hidden && r < sheet->nrows && looked < ROWS_LOOKED_AT; r++) {
		const struct qz_row *row = &sheet->rows[r];
		if (row->hidden)
			continue;
		struct seen seen = look_at_row(shared, row);
		looked += seen.count > 0;
		widest = row->ncells > widest ? row->ncells : widest;
		if (seen.count > 0 && (!best->row || seen.score > best->score))
			*best = seen;
	}
	struct seen lines = widest == 1 ? look_at_lines(shared, sheet) : (struct seen){0};
	if (lines.score > best->score)
		*best = lines;
}

/* ---- what comes nearest ---- */

struct word {
	uint32_t characters[LABEL_CHARACTERS];
	size_t count;
};

static struct word read_word(const char *text)
{
	struct word word = {.count = 0};
	size_t len = strlen(text);
	for (size_t at = 0, n; at < len && word.count < LABEL_CHARACTERS; at += n) {
		n = qz_utf8_decode(text + at, len - at, &word.characters[word.count]);
		word.count += n > 0;
		n = n ? n : 1;
	}
	return word;
}

/* How many characters two words have in common, in order. */
static size_t count_common(const struct word *a, const struct word *b)
{
	size_t best[LABEL_CHARACTERS + 1] = {0};
	for (size_t i = 0; i < a->count; i++) {
		size_t before = 0;
		for (size_t k = 0; k < b->count; k++) {
			size_t above = best[k + 1];
			if (a->characters[i] == b->characters[k])
				best[k + 1] = before + 1;
			else if (best[k] > above)
				best[k + 1] = best[k];
			before = above;
		}
	}
	return best[b->count];
}

/* The known label that has at least half of its characters in common with an unknown one; NULL when none has. */
static const char *find_nearest(const struct qz_vocabulary *vocabulary, const char *name)
{
	const struct word word = read_word(name);
	const char *nearest = NULL;
	double best = 0.5;
	for (size_t i = 0; i < vocabulary->nlabels; i++) {
		const struct word known = read_word(vocabulary->labels[i].text);
		double near = 2.0 * (double)count_common(&word, &known) / (double)(word.count + known.count);
		bool better = near > best || (near == best && !nearest);
		nearest = better ? vocabulary->labels[i].text : nearest;
		best = better ? near : best;
	}
	return nearest;
}

static bool is_known(const struct qz_vocabulary *vocabulary, const char *name)
{
	bool exact;
	return (qz_label_find(vocabulary, name, &exact) && exact) || qz_label_other(vocabulary, name);
}

/* The beginning of a label, in one line. */
static void put_label(struct qz_buf *out, const char *line)
{
	uint32_t cp;
	size_t len = strlen(line), at = 0;
	for (size_t n, count = 0; at < len && count < LABEL_CHARACTERS; at += n ? n : 1, count++)
		n = qz_utf8_decode(line + at, len - at, &cp);
	qz_buf_add(out, line, at);
	qz_buf_puts(out, at < len ? "…" : "");
}

/* What was seen, and A → B for each label A that is not known and the known one B that is nearest. */
static void describe(const struct qz_normaliser *shared, const struct seen *found, struct qz_buf *seen, struct qz_buf *nearest)
{
	size_t pairs = 0;
	for (size_t i = 0; i < found->count; i++) {
		char *line = qz_cell_line(found->cells[i]), *name = qz_header_name(found->cells[i]);
		if (line && name) {
			qz_buf_puts(seen, i ? "、" : "");
			put_label(seen, line);
			const char *near = *name && pairs < MOST_NEAREST && !is_known(shared->vocabulary, name) ? find_nearest(shared->vocabulary, name) : NULL;
			if (near) {
				qz_buf_puts(nearest, pairs++ ? "、" : "");
				put_label(nearest, line);
				qz_buf_printf(nearest, " → %s", near);
			}
		}
		seen->failed |= !line || !name;
		free(line);
		free(name);
	}
	qz_buf_puts(seen, found->more ? "…" : "");
	qz_buf_add(seen, "", 0);
	qz_buf_add(nearest, "", 0);
}

static void say(struct qz_normaliser *shared, enum qz_rule rule, const char *kind)
{
	struct seen found = {0};
	struct qz_buf seen, nearest;
	qz_buf_init(&seen);
	qz_buf_init(&nearest);
	for (size_t s = 0; s < shared->table->nsheets && s < SHEETS_LOOKED_AT; s++)
		look_at_sheet(shared, &shared->table->sheets[s], &found);
	describe(shared, &found, &seen, &nearest);
	qz_buf_clear(&shared->pos);
	if (found.count)
		qz_table_pos(shared->table, found.row->sheet, found.row, found.cells[0]->column, &shared->pos);
	struct qz_where where = {.pos = found.count && !shared->pos.failed ? shared->pos.data : NULL, .line = found.row ? found.row->line : 0};
	shared->diag->failed |= seen.failed || nearest.failed || shared->pos.failed;
	if (!seen.failed && !nearest.failed)
		qz_diag_add(shared->diag, rule, &where, "seen", seen.data, "nearest", nearest.data, kind ? "kind" : NULL, kind, NULL);
	qz_buf_done(&seen);
	qz_buf_done(&nearest);
}

void qz_list_refuse(struct qz_normaliser *shared)
{
	if (shared->headers_without_name)
		say(shared, QZ_RULE_NOT_A_LIST, shared->other_kind ? shared->other_kind : "");
	else if (qz_table_is_garbled(shared->table))
		qz_diag_add(shared->diag, QZ_RULE_TEXT_GARBLED, NULL, "garbled", "pronunciation", NULL);
	else
		say(shared, QZ_RULE_NO_HEADER, NULL);
}
