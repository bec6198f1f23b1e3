/*
 * The best assignment within each connected group of candidates, for match.h.
 * H. W. Kuhn, "The Hungarian Method for the Assignment Problem", 1955, in the
 * form with potentials and shortest augmenting paths: O(n²m) for a group.
 */
#include <stdlib.h>
#include <string.h>

#include "diff/match.h"

/* Groups of items that hang together: each item's representative; old ones first, then new ones. */
struct forest {
	size_t *parent;
};

static size_t find_root(const struct forest *forest, size_t node)
{
	while (forest->parent[node] != node) {
		forest->parent[node] = forest->parent[forest->parent[node]];
		node = forest->parent[node];
	}
	return node;
}

static void join(const struct forest *forest, size_t one, size_t two)
{
	size_t a = find_root(forest, one), b = find_root(forest, two);
	if (a != b)
		forest->parent[a > b ? a : b] = a > b ? b : a;
}

/* An edge in its group. */
struct member {
	size_t group, edge;
};

static int by_group(const void *a, const void *b)
{
	const struct member *one = a, *two = b;
	if (one->group != two->group)
		return one->group < two->group ? -1 : 1;
	return (one->edge > two->edge) - (one->edge < two->edge);
}

/* The items of one group, numbered; rows are the smaller side. */
struct group {
	const struct qz_edge *edges;
	const struct member *members;
	size_t nmembers, nold, nnew;
	size_t *local;   /* by node: its number on its side in the group */
	size_t nall_old; /* nodes before the new ones */
};

#define NO_EDGE 4.0 /* more than any value */

/* One column more for each row, of value 0: a row may stay unassigned. */
struct table {
	size_t rows, columns;
	double *cost;   /* NO_EDGE minus the value: none is below 0 */
	double *row_potential, *column_potential, *slack;
	size_t *row_of, *way; /* by column, from 1; row 0 is none */
	unsigned char *used;
};

static void table_done(struct table *table)
{
	free(table->cost);
	free(table->row_potential);
	free(table->row_of);
	free(table->used);
}

static bool table_init(struct table *table, size_t rows, size_t columns)
{
	*table = (struct table){.rows = rows, .columns = columns};
	table->cost = malloc((rows * columns + 1) * sizeof *table->cost);
	table->row_potential = calloc(rows + 1 + 2 * (columns + 1), sizeof *table->row_potential);
	table->row_of = calloc(2 * (columns + 1), sizeof *table->row_of);
	table->used = calloc(columns + 1, 1);
	if (!table->cost || !table->row_potential || !table->row_of || !table->used) {
		table_done(table);
		return false;
	}
	for (size_t i = 0; i < rows * columns; i++)
		table->cost[i] = NO_EDGE;
	table->column_potential = table->row_potential + rows + 1;
	table->slack = table->column_potential + columns + 1;
	table->way = table->row_of + columns + 1;
	return true;
}

/* Reaches one column more by the cheapest step from column `at`; returns it. */
static size_t reach(struct table *table, size_t at)
{
	size_t row = table->row_of[at], next = 0;
	double least = 0;
	table->used[at] = 1;
	for (size_t j = 1; j <= table->columns; j++) {
		if (table->used[j])
			continue;
		double step = table->cost[(row - 1) * table->columns + j - 1] - table->row_potential[row] - table->column_potential[j];
		if (table->slack[j] < 0 || step < table->slack[j]) { /* below 0: not reached yet */
			table->slack[j] = step > 0 ? step : 0;
			table->way[j] = at;
		}
		if (next == 0 || table->slack[j] < least) {
			least = table->slack[j];
			next = j;
		}
	}
	for (size_t j = 0; j <= table->columns; j++) {
		if (table->used[j]) {
			table->row_potential[table->row_of[j]] += least;
			table->column_potential[j] -= least;
		} else {
			table->slack[j] -= least;
			table->slack[j] = table->slack[j] > 0 ? table->slack[j] : 0;
		}
	}
	return next;
}

/* Gives every row a column so that the sum of costs is least; columns ≥ rows. */
static void solve(struct table *table)
{
	for (size_t row = 1; row <= table->rows; row++) {
		size_t at = 0;
		table->row_of[0] = row;
		memset(table->used, 0, table->columns + 1);
		for (size_t j = 0; j <= table->columns; j++)
			table->slack[j] = -1;
		do
			at = reach(table, at);
		while (table->row_of[at]);
		for (; at; at = table->way[at])
			table->row_of[at] = table->row_of[table->way[at]];
	}
}

static bool solve_group(const struct group *group, unsigned char *chosen)
{
	bool turned = group->nold > group->nnew;
	size_t rows = turned ? group->nnew : group->nold, columns = turned ? group->nold : group->nnew;
	struct table table;
	if (!table_init(&table, rows, columns + rows))
		return false;
	for (size_t i = 0; i < group->nmembers; i++) {
		const struct qz_edge *edge = &group->edges[group->members[i].edge];
		size_t old = group->local[edge->old], new = group->local[group->nall_old + edge->new];
		table.cost[(turned ? new : old) * table.columns + (turned ? old : new)] = NO_EDGE - edge->value;
	}
	solve(&table);
	for (size_t i = 0; i < group->nmembers; i++) {
		const struct qz_edge *edge = &group->edges[group->members[i].edge];
		size_t old = group->local[edge->old], new = group->local[group->nall_old + edge->new];
		if (table.row_of[(turned ? old : new) + 1] == (turned ? new : old) + 1)
			chosen[group->members[i].edge] = 1;
	}
	table_done(&table);
	return true;
}

struct ranked {
	double value;
	size_t edge;
};

static int by_value(const void *a, const void *b)
{
	const struct ranked *one = a, *two = b;
	if (one->value > two->value || one->value < two->value)
		return one->value > two->value ? -1 : 1;
	return (one->edge > two->edge) - (one->edge < two->edge);
}

/* A group too large: the best edge first, and so on. `taken` is by node. */
static bool solve_greedily(const struct group *group, unsigned char *taken, unsigned char *chosen)
{
	struct ranked *ranked = malloc((group->nmembers + 1) * sizeof *ranked);
	if (!ranked)
		return false;
	for (size_t i = 0; i < group->nmembers; i++)
		ranked[i] = (struct ranked){group->edges[group->members[i].edge].value, group->members[i].edge};
	qsort(ranked, group->nmembers, sizeof *ranked, by_value);
	for (size_t i = 0; i < group->nmembers; i++) {
		const struct qz_edge *edge = &group->edges[ranked[i].edge];
		size_t new = group->nall_old + edge->new;
		if (taken[edge->old] || taken[new])
			continue;
		taken[edge->old] = taken[new] = chosen[ranked[i].edge] = 1;
	}
	free(ranked);
	return true;
}

/* Numbers the items of a group; local[] is QZ_ALONE for all nodes before. */
static void number_items(struct group *group)
{
	for (size_t i = 0; i < group->nmembers; i++) {
		const struct qz_edge *edge = &group->edges[group->members[i].edge];
		size_t *old = &group->local[edge->old], *new = &group->local[group->nall_old + edge->new];
		if (*old == QZ_ALONE)
			*old = group->nold++;
		if (*new == QZ_ALONE)
			*new = group->nnew++;
	}
}

static bool solve_groups(const struct qz_edge *edges, const struct member *members, size_t nedges, size_t *local, size_t nold, size_t largest,
			 unsigned char *taken, unsigned char *chosen)
{
	for (size_t from = 0, to; from < nedges; from = to) {
		for (to = from; to < nedges && members[to].group == members[from].group; to++)
			;
		struct group group = {.edges = edges, .members = members + from, .nmembers = to - from, .local = local, .nall_old = nold};
		number_items(&group);
		bool small = group.nold + group.nnew <= largest;
		if (!(small ? solve_group(&group, chosen) : solve_greedily(&group, taken, chosen)))
			return false;
	}
	return true;
}

int qz_assign(struct qz_edge *edges, size_t nedges, size_t nold, size_t nnew, size_t largest, unsigned char *chosen)
{
	size_t nodes = nold + nnew;
	struct forest forest = {malloc((nodes + 1) * sizeof *forest.parent)};
	struct member *members = malloc((nedges + 1) * sizeof *members);
	size_t *local = malloc((nodes + 1) * sizeof *local);
	unsigned char *taken = calloc(nodes + 1, 1);
	bool ready = forest.parent && members && local && taken;
	for (size_t i = 0; i < nodes && ready; i++) {
		forest.parent[i] = i;
		local[i] = QZ_ALONE;
	}
	for (size_t i = 0; i < nedges && ready; i++)
		join(&forest, edges[i].old, nold + edges[i].new);
	for (size_t i = 0; i < nedges && ready; i++)
		members[i] = (struct member){find_root(&forest, edges[i].old), i};
	if (ready && nedges)
		qsort(members, nedges, sizeof *members, by_group);
	ready = ready && solve_groups(edges, members, nedges, local, nold, largest, taken, chosen);
	free(forest.parent);
	free(members);
	free(local);
	free(taken);
	return ready ? 0 : -1;
}
