/*
 * Sorting findings, for order.h.
 */
#include "report/order.h"

#include <stdlib.h>

struct sortable {
	size_t order, index;
	enum qz_severity severity;
};

static int compare(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	if (x->severity != y->severity)
		return x->severity > y->severity ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

bool qz_findings_order(const struct qz_diag *diag, size_t *indices, size_t count)
{
	struct sortable *sorted = calloc(count + 1, sizeof *sorted);
	if (!sorted)
		return false;
	for (size_t i = 0; i < count; i++)
		sorted[i] = (struct sortable){diag->findings[indices[i]].order, indices[i], diag->findings[indices[i]].severity};
	qsort(sorted, count, sizeof *sorted, compare);
	for (size_t i = 0; i < count; i++)
		indices[i] = sorted[i].index;
	free(sorted);
	return true;
}
