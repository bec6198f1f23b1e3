/*
 * Findings in the order of their items, as people read them.
 */
#ifndef QZ_REPORT_ORDER_H
#define QZ_REPORT_ORDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/*
 * Sorts indices of findings: those of the list as a whole, then item by item, of
 * each the worst first, then as they were found. False when memory ran out.
 */
bool qz_findings_order(const struct qz_diag *diag, size_t *indices, size_t count);

#endif
