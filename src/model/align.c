/*
 * Alignment as a shortest path, for align.h. A node is (boundary, column): all
 * text before the boundary and all columns before the column are settled. The
 * edges assign the text between two boundaries of one cell to the column, skip
 * a column that lost its cell, or leave a cell over. Weights are the signs of
 * the vocabulary plus what was learned of each column. Forward and backward
 * sums over the nodes tell how much worse the best other reading of a cell is.
 */
#include "model/align.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/fragment.h"

/* Weights, in tenths of a sign's weight. */
#define IN_PLACE 5       /* a cell stays in its own column */
#define LOST 22          /* a column's cell is missing */
#define LOST_NAME 40     /* … the name's, without which there is no item */
#define LOST_USUAL 6     /* … of a column that is blank as a rule, or at the row's end */
#define SURPLUS 70       /* a cell that no column takes */
#define SURPLUS_BLANK 4
#define SPLIT 25         /* a cell is divided */
#define KNOWN_VALUE 25   /* the same text stood in this column in another row */
#define KNOWN_START 15   /* … the same beginning */
#define MARGIN 10        /* a reading must beat the next best by this much */
#define PLAUSIBLE (-25)  /* a cell below this does not fit its column */
#define NEVER (INT_MIN / 4)

#define MAX_SEAMS 5
#define MAX_CELLS 128
#define MAX_TELLING 300 /* bytes */
#define FEW 3           /* filled cells: fewer tell nothing of where they belong */
#define MAX_KNOWN 64 /* texts remembered for each column */

struct qz_profile {
	uint64_t values[MAX_KNOWN], starts[MAX_KNOWN];
	size_t nvalues, nstarts;
	size_t rows, blank;
};

/* One stretch of text between neighbouring boundaries. */
struct boundary {
	size_t cell;  /* index in the row; ncells at the end */
	size_t offset; /* in the cell's text */
	bool first;   /* begins a cell */
};

/* The problem: boundaries b0..bn, columns 0..count, and the sums on the nodes. */
struct lattice {
	const struct qz_row *row;
	struct boundary *bounds;
	size_t nbounds; /* the last one is the end */
	size_t columns;
	bool fixed;
	int *forward, *backward; /* (nbounds) × (columns + 1) */
	int *weights; /* of assigning b..b+k to column j, k = 1..MAX_SEAMS+1; filled once */
};

#define MAX_PARTS (MAX_SEAMS + 1)

int qz_aligner_init(struct qz_aligner *aligner, const struct qz_vocabulary *vocabulary, const struct qz_header *header,
		    const struct qz_bodies *bodies)
{
	*aligner = (struct qz_aligner){.vocabulary = vocabulary, .header = header, .bodies = bodies};
	aligner->profiles = calloc(header->count, sizeof *aligner->profiles);
	aligner->scratch = malloc(sizeof *aligner->scratch);
	return aligner->profiles && aligner->scratch ? 0 : -1;
}

void qz_aligner_done(struct qz_aligner *aligner)
{
	free(aligner->profiles);
	free(aligner->scratch);
}

void qz_alignment_done(struct qz_alignment *alignment)
{
	free(alignment->extra);
	free(alignment->lost);
	free(alignment->divided);
}

/* True for a cell that a reader of the printed list does not see. */
static bool is_unseen(const struct qz_aligner *aligner, const struct qz_cell *cell)
{
	return cell->covered || (aligner->sheet && qz_sheet_column_hidden(aligner->sheet, cell->column));
}

static bool is_known(const uint64_t *values, size_t count, uint64_t value)
{
	for (size_t i = 0; i < count; i++)
		if (values[i] == value)
			return true;
	return false;
}

static void remember(uint64_t *values, size_t *count, uint64_t value)
{
	if (*count < MAX_KNOWN && !is_known(values, *count, value))
		values[(*count)++] = value;
}

void qz_aligner_learn(struct qz_aligner *aligner, const struct qz_slot *slots)
{
	for (size_t c = 0; c < aligner->header->count; c++) {
		struct qz_profile *profile = &aligner->profiles[c];
		struct qz_traits *traits = aligner->scratch;
		profile->rows++;
		if (!slots[c].cell || slots[c].len == 0) {
			profile->blank++;
			continue;
		}
		qz_traits_read(traits, slots[c].cell->text + slots[c].start, slots[c].len, aligner->vocabulary, aligner->bodies);
		profile->blank += traits->blank;
		if (traits->blank || qz_traits_has(traits, QZ_SHAPE_SERIAL))
			continue;
		remember(profile->values, &profile->nvalues, traits->whole);
		remember(profile->starts, &profile->nstarts, traits->start);
	}
}

static bool usually_blank(const struct qz_aligner *aligner, size_t column)
{
	const struct qz_profile *profile = &aligner->profiles[column];
	return profile->rows > 0 && profile->blank * 4 >= profile->rows * 3;
}

/* How well a text fits a column. */
static int weigh(const struct qz_aligner *aligner, const struct qz_traits *traits, size_t column)
{
	const struct qz_profile *profile = &aligner->profiles[column];
	if (traits->blank)
		return usually_blank(aligner, column) ? 0 : LOST_USUAL - LOST;
	int weight = 10 * qz_traits_score(traits, aligner->vocabulary, aligner->header->columns[column].field);
	if (is_known(profile->values, profile->nvalues, traits->whole))
		weight += KNOWN_VALUE;
	else if (is_known(profile->starts, profile->nstarts, traits->start))
		weight += KNOWN_START;
	return weight;
}

/* ---- the plain case: every cell stands where it belongs ---- */

static size_t column_of_cell(const struct qz_aligner *aligner, const struct qz_cell *cell)
{
	return qz_header_at(aligner->header, cell->column);
}

/* Fills the slots by place alone. */
static void place_cells(const struct qz_aligner *aligner, const struct qz_row *row, struct qz_slot *slots)
{
	memset(slots, 0, aligner->header->count * sizeof *slots);
	for (size_t i = 0; i < row->ncells; i++) {
		size_t c = column_of_cell(aligner, &row->cells[i]);
		if (c < aligner->header->count && !is_unseen(aligner, &row->cells[i]))
			slots[c] = (struct qz_slot){.row = row, .cell = &row->cells[i], .len = row->cells[i].len, .head = true};
	}
}

/* True when no filled cell looks out of place, and none is left over. */
static bool fits_in_place(const struct qz_aligner *aligner, const struct qz_row *row, bool fixed)
{
	bool all = fixed || row->ncells == aligner->header->count || row->ncells == aligner->header->width;
	for (size_t i = 0; all && i < row->ncells; i++) {
		const struct qz_cell *cell = &row->cells[i];
		if (is_unseen(aligner, cell))
			continue;
		size_t c = column_of_cell(aligner, cell);
		qz_traits_read(aligner->scratch, cell->text, cell->len, aligner->vocabulary, aligner->bodies);
		if (aligner->scratch->blank)
			continue;
		all = c < aligner->header->count && weigh(aligner, aligner->scratch, c) >= PLAUSIBLE;
	}
	return all;
}

/* ---- the lattice ---- */

/* Where a known body or a type's name at the beginning of a text ends; 0 when there is none. */
static size_t known_prefix(const struct qz_aligner *aligner, const char *text, size_t len)
{
	size_t skip = qz_skip_blanks(text, len), best = 0;
	for (size_t i = 0; i < aligner->bodies->count; i++) {
		size_t n = strlen(aligner->bodies->names[i]);
		if (n < len - skip && n > best && memcmp(text + skip, aligner->bodies->names[i], n) == 0)
			best = n;
	}
	for (size_t i = 0; i < aligner->vocabulary->ntypes; i++) {
		const char *name = aligner->vocabulary->types[i].name;
		size_t n = strlen(name);
		if (n < len - skip && n > best && memcmp(text + skip, name, n) == 0)
			best = n;
	}
	return best ? skip + best : 0;
}

static int compare_offsets(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	return x < y ? -1 : x > y;
}

/* A part that speaks for a field by itself: a type, a body, a serial, a code. */
static bool is_telling(const struct qz_aligner *aligner, const char *text, size_t len)
{
	static const enum qz_shape shapes[] = {QZ_SHAPE_POWER_TYPE, QZ_SHAPE_BODY, QZ_SHAPE_ORGANISATION, QZ_SHAPE_SERIAL, QZ_SHAPE_CODE};
	if (len > MAX_TELLING)
		return false;
	qz_traits_read(aligner->scratch, text, len, aligner->vocabulary, aligner->bodies);
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (qz_traits_has(aligner->scratch, shapes[i]))
			return true;
	return false;
}

/* Keeps the seams that have a telling part before or behind them; most cells have none. */
static size_t keep_telling(const struct qz_aligner *aligner, const struct qz_cell *cell, size_t *seams, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		size_t from = kept ? seams[kept - 1] : 0;
		if (is_telling(aligner, cell->text + from, seams[i] - from) || is_telling(aligner, cell->text + seams[i], cell->len - seams[i]))
			seams[kept++] = seams[i];
	}
	return kept;
}

static size_t find_seams(const struct qz_aligner *aligner, const struct qz_cell *cell, size_t *seams)
{
	size_t count = qz_fragment_seams(cell->text, cell->len, seams, MAX_SEAMS - 1);
	size_t prefix = known_prefix(aligner, cell->text, cell->len);
	for (size_t i = 0; i < count && prefix; i++)
		if (seams[i] == prefix)
			prefix = 0;
	if (prefix && prefix < cell->len)
		seams[count++] = prefix;
	qsort(seams, count, sizeof *seams, compare_offsets);
	return keep_telling(aligner, cell, seams, count);
}

static void lattice_done(struct lattice *lattice)
{
	free(lattice->bounds);
	free(lattice->forward);
	free(lattice->backward);
	free(lattice->weights);
}

static size_t node(const struct lattice *lattice, size_t bound, size_t column)
{
	return bound * (lattice->columns + 1) + column;
}

static int *weight_at(const struct lattice *lattice, size_t bound, size_t parts, size_t column)
{
	return &lattice->weights[(bound * MAX_PARTS + parts - 1) * lattice->columns + column];
}

/* The text from boundary `bound` over `parts` boundaries; false when that leaves the cell. */
static bool part_of(const struct lattice *lattice, size_t bound, size_t parts, const char **text, size_t *len)
{
	size_t end = bound + parts;
	if (end >= lattice->nbounds)
		return false;
	const struct boundary *from = &lattice->bounds[bound], *to = &lattice->bounds[end];
	if (lattice->bounds[end - 1].cell != from->cell)
		return false;
	const struct qz_cell *cell = &lattice->row->cells[from->cell];
	*text = cell->text + from->offset;
	*len = (to->first ? cell->len : to->offset) - from->offset;
	return true;
}

static bool ends_cell(const struct lattice *lattice, size_t bound)
{
	return lattice->bounds[bound].first;
}

static void fill_weights(struct qz_aligner *aligner, struct lattice *lattice)
{
	for (size_t b = 0; b + 1 < lattice->nbounds; b++) {
		for (size_t parts = 1; parts <= MAX_PARTS; parts++) {
			const char *text;
			size_t len;
			bool inside = part_of(lattice, b, parts, &text, &len);
			if (inside)
				qz_traits_read(aligner->scratch, text, len, aligner->vocabulary, aligner->bodies);
			bool whole = inside && lattice->bounds[b].first && ends_cell(lattice, b + parts);
			for (size_t c = 0; c < lattice->columns; c++) {
				int weight = inside ? weigh(aligner, aligner->scratch, c) : NEVER;
				if (inside && !whole && (aligner->scratch->blank || weight <= 0))
					weight = NEVER; /* only a part that speaks for its column is worth a cut */
				const struct qz_cell *cell = &lattice->row->cells[lattice->bounds[b].cell];
				if (whole && aligner->header->columns[c].grid == cell->column)
					weight += IN_PLACE;
				if (inside && !ends_cell(lattice, b + parts) && weight != NEVER)
					weight -= SPLIT;
				*weight_at(lattice, b, parts, c) = weight;
			}
		}
	}
}

static int lattice_init(struct lattice *lattice, struct qz_aligner *aligner, const struct qz_row *row, bool fixed)
{
	*lattice = (struct lattice){.row = row, .columns = aligner->header->count, .fixed = fixed};
	lattice->bounds = malloc((row->ncells * MAX_PARTS + 1) * sizeof *lattice->bounds);
	if (!lattice->bounds)
		return -1;
	for (size_t i = 0; i < row->ncells; i++) {
		if (is_unseen(aligner, &row->cells[i]))
			continue;
		size_t seams[MAX_SEAMS + 1];
		size_t count = find_seams(aligner, &row->cells[i], seams);
		lattice->bounds[lattice->nbounds++] = (struct boundary){.cell = i, .first = true};
		for (size_t s = 0; s < count; s++)
			lattice->bounds[lattice->nbounds++] = (struct boundary){.cell = i, .offset = seams[s]};
	}
	lattice->bounds[lattice->nbounds++] = (struct boundary){.cell = row->ncells, .first = true};
	size_t nodes = lattice->nbounds * (lattice->columns + 1);
	lattice->forward = malloc(nodes * sizeof *lattice->forward);
	lattice->backward = malloc(nodes * sizeof *lattice->backward);
	lattice->weights = malloc(lattice->nbounds * MAX_PARTS * (lattice->columns + 1) * sizeof *lattice->weights);
	if (!lattice->forward || !lattice->backward || !lattice->weights)
		return -1;
	fill_weights(aligner, lattice);
	return 0;
}

/* The cost of a column that finds no cell: small where it is blank anyway, or where the row has ended. */
static int lost_cost(const struct qz_aligner *aligner, const struct lattice *lattice, size_t bound, size_t column)
{
	bool at_end = bound + 1 == lattice->nbounds;
	if (aligner->header->columns[column].field == QZ_FIELD_NAME)
		return LOST_NAME;
	return at_end || lattice->fixed || usually_blank(aligner, column) ? LOST_USUAL : LOST;
}

static int surplus_cost(const struct lattice *lattice, size_t bound)
{
	const struct qz_cell *cell = &lattice->row->cells[lattice->bounds[bound].cell];
	return qz_skip_blanks(cell->text, cell->len) == cell->len ? SURPLUS_BLANK : SURPLUS;
}

/* The boundary where the next cell begins. */
static size_t next_cell(const struct lattice *lattice, size_t bound)
{
	do
		bound++;
	while (!lattice->bounds[bound].first);
	return bound;
}

static void raise(int *value, int candidate)
{
	if (candidate > *value)
		*value = candidate;
}

static void sum_forward(const struct qz_aligner *aligner, struct lattice *lattice)
{
	size_t end = lattice->nbounds - 1;
	for (size_t i = 0; i < lattice->nbounds * (lattice->columns + 1); i++)
		lattice->forward[i] = NEVER;
	lattice->forward[0] = 0;
	for (size_t b = 0; b <= end; b++) {
		for (size_t c = 0; c <= lattice->columns; c++) {
			int here = lattice->forward[node(lattice, b, c)];
			if (here <= NEVER / 2)
				continue;
			if (c < lattice->columns)
				raise(&lattice->forward[node(lattice, b, c + 1)], here - lost_cost(aligner, lattice, b, c));
			if (b < end && lattice->bounds[b].first)
				raise(&lattice->forward[node(lattice, next_cell(lattice, b), c)], here - surplus_cost(lattice, b));
			for (size_t parts = 1; b < end && c < lattice->columns && parts <= MAX_PARTS && b + parts <= end; parts++)
				raise(&lattice->forward[node(lattice, b + parts, c + 1)], here + *weight_at(lattice, b, parts, c));
		}
	}
}

static void sum_backward(const struct qz_aligner *aligner, struct lattice *lattice)
{
	size_t end = lattice->nbounds - 1;
	for (size_t b = end + 1; b-- > 0;) {
		for (size_t c = lattice->columns + 1; c-- > 0;) {
			int best = b == end && c == lattice->columns ? 0 : NEVER;
			if (c < lattice->columns)
				raise(&best, lattice->backward[node(lattice, b, c + 1)] - lost_cost(aligner, lattice, b, c));
			if (b < end && lattice->bounds[b].first)
				raise(&best, lattice->backward[node(lattice, next_cell(lattice, b), c)] - surplus_cost(lattice, b));
			for (size_t parts = 1; b < end && c < lattice->columns && parts <= MAX_PARTS && b + parts <= end; parts++)
				raise(&best, *weight_at(lattice, b, parts, c) + lattice->backward[node(lattice, b + parts, c + 1)]);
			lattice->backward[node(lattice, b, c)] = best < NEVER / 2 ? NEVER : best;
		}
	}
}

/* The best sum of any reading that gives the text at `bound` to another column than `column`. */
static int best_otherwise(const struct lattice *lattice, size_t bound, size_t column)
{
	int best = NEVER;
	for (size_t c = 0; c < lattice->columns; c++) {
		for (size_t parts = 1; c != column && parts <= MAX_PARTS && bound + parts < lattice->nbounds; parts++) {
			int before = lattice->forward[node(lattice, bound, c)];
			int after = lattice->backward[node(lattice, bound + parts, c + 1)];
			if (before > NEVER / 2 && after > NEVER / 2)
				raise(&best, before + *weight_at(lattice, bound, parts, c) + after);
		}
	}
	return best;
}

/* ---- reading the best path back ---- */

struct path {
	struct qz_slot *slots;
	struct qz_alignment *alignment;
	int best;
};

static void take_part(const struct qz_aligner *aligner, const struct lattice *lattice, size_t bound, size_t parts, size_t column, struct path *path)
{
	const char *text = NULL;
	size_t len = 0;
	part_of(lattice, bound, parts, &text, &len);
	const struct qz_cell *cell = &lattice->row->cells[lattice->bounds[bound].cell];
	bool whole = lattice->bounds[bound].first && ends_cell(lattice, bound + parts);
	path->slots[column] =
		(struct qz_slot){.row = lattice->row, .cell = cell, .start = lattice->bounds[bound].offset, .len = len, .head = true};
	path->alignment->divided[column] = !whole;
	path->alignment->split |= !whole;
	bool blank = qz_skip_blanks(text, len) == len;
	if (whole && !blank && aligner->header->columns[column].grid != cell->column)
		path->alignment->moved = true;
	if (!blank && path->best - best_otherwise(lattice, bound, column) < MARGIN)
		path->alignment->ambiguous = true;
}

/* One step from (bound, column) along an edge that keeps the best sum. */
static void step(const struct qz_aligner *aligner, const struct lattice *lattice, size_t *bound, size_t *column, struct path *path)
{
	size_t b = *bound, c = *column, end = lattice->nbounds - 1;
	int here = lattice->backward[node(lattice, b, c)];
	for (size_t parts = 1; b < end && c < lattice->columns && parts <= MAX_PARTS && b + parts <= end; parts++) {
		if (here == *weight_at(lattice, b, parts, c) + lattice->backward[node(lattice, b + parts, c + 1)]) {
			take_part(aligner, lattice, b, parts, c, path);
			*bound = b + parts;
			*column = c + 1;
			return;
		}
	}
	if (c < lattice->columns && here == lattice->backward[node(lattice, b, c + 1)] - lost_cost(aligner, lattice, b, c)) {
		path->alignment->lost[c] = true;
		*column = c + 1;
		return;
	}
	const struct qz_cell *cell = &lattice->row->cells[lattice->bounds[b].cell];
	if (qz_skip_blanks(cell->text, cell->len) < cell->len)
		path->alignment->extra[path->alignment->surplus++] = cell;
	*bound = next_cell(lattice, b);
}

static void read_path(const struct qz_aligner *aligner, const struct lattice *lattice, struct path *path)
{
	size_t bound = 0, column = 0;
	memset(path->slots, 0, lattice->columns * sizeof *path->slots);
	path->best = lattice->backward[0];
	while (bound + 1 < lattice->nbounds || column < lattice->columns)
		step(aligner, lattice, &bound, &column, path);
}

/* Cells of a row left where they stand, with those that no column takes. */
static void leave_in_place(const struct qz_aligner *aligner, const struct qz_row *row, struct qz_slot *slots, struct qz_alignment *alignment)
{
	place_cells(aligner, row, slots);
	alignment->moved = alignment->split = false;
	alignment->surplus = 0;
	for (size_t i = 0; i < row->ncells; i++) {
		const struct qz_cell *cell = &row->cells[i];
		bool taken = is_unseen(aligner, cell) || column_of_cell(aligner, cell) < aligner->header->count;
		if (!taken && qz_skip_blanks(cell->text, cell->len) < cell->len)
			alignment->extra[alignment->surplus++] = cell;
	}
	memset(alignment->lost, 0, aligner->header->count * sizeof *alignment->lost);
	memset(alignment->divided, 0, aligner->header->count * sizeof *alignment->divided);
}

/* Rows that no list has are not worth a lattice; and what goes on with the row above stands in its place. */
static bool is_reasonable(const struct qz_aligner *aligner, const struct qz_row *row)
{
	size_t filled = 0;
	if (row->ncells > MAX_CELLS || aligner->header->count > MAX_CELLS)
		return false;
	for (size_t i = 0; i < row->ncells; i++)
		filled += !is_unseen(aligner, &row->cells[i]) && qz_skip_blanks(row->cells[i].text, row->cells[i].len) < row->cells[i].len;
	return filled >= FEW;
}

/* How well a whole cell fits a column; a place without a column fits nothing. */
static int weigh_cell(const struct qz_aligner *aligner, const struct qz_cell *cell, size_t column)
{
	qz_traits_read(aligner->scratch, cell->text, cell->len, aligner->vocabulary, aligner->bodies);
	return column < aligner->header->count ? weigh(aligner, aligner->scratch, column) : NEVER;
}

/*
 * In a row that has a cell for each column, cells are believed to stand where they belong: it has shifted only where
 * several did, each to a column that it fits better than its own.
 */
static bool has_shifted(const struct qz_aligner *aligner, const struct qz_slot *slots, const struct qz_alignment *alignment)
{
	size_t shifted = 0;
	for (size_t c = 0; c < aligner->header->count; c++) {
		const struct qz_cell *cell = slots[c].cell;
		if (!cell || alignment->divided[c] || aligner->header->columns[c].grid == cell->column || qz_skip_blanks(cell->text, cell->len) == cell->len)
			continue;
		if (weigh_cell(aligner, cell, c) <= weigh_cell(aligner, cell, column_of_cell(aligner, cell)))
			return false;
		shifted++;
	}
	return shifted > 1;
}

int qz_align_row(struct qz_aligner *aligner, const struct qz_row *row, bool fixed, struct qz_slot *slots,
		 struct qz_alignment *alignment)
{
	struct lattice lattice;
	size_t columns = aligner->header->count;
	*alignment = (struct qz_alignment){0};
	alignment->extra = malloc((row->ncells + 1) * sizeof *alignment->extra);
	alignment->lost = calloc(columns + 1, sizeof *alignment->lost);
	alignment->divided = calloc(columns + 1, sizeof *alignment->divided);
	if (!alignment->extra || !alignment->lost || !alignment->divided)
		return -1;
	if (!is_reasonable(aligner, row) || fits_in_place(aligner, row, fixed)) {
		leave_in_place(aligner, row, slots, alignment);
		return 0;
	}
	if (lattice_init(&lattice, aligner, row, fixed) != 0) {
		lattice_done(&lattice);
		return -1;
	}
	sum_forward(aligner, &lattice);
	sum_backward(aligner, &lattice);
	struct path path = {.slots = slots, .alignment = alignment};
	read_path(aligner, &lattice, &path);
	lattice_done(&lattice);
	bool changed = alignment->moved || alignment->split, certain = fixed || row->ncells == aligner->header->width;
	if (certain && alignment->moved && !has_shifted(aligner, slots, alignment)) {
		leave_in_place(aligner, row, slots, alignment);
		alignment->ambiguous = false;
	} else if (alignment->ambiguous && changed)
		leave_in_place(aligner, row, slots, alignment);
	else
		alignment->ambiguous = false;
	return 0;
}
