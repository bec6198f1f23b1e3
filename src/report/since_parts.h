/*
 * What the files about an earlier report share: since_load.c (reading it) and
 * since.c (sorting findings by it). Private to src/report.
 */
#ifndef QZ_REPORT_SINCE_PARTS_H
#define QZ_REPORT_SINCE_PARTS_H

#include <libxml/hash.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "report/since.h"

/* An input of the report. */
struct qz_since_past {
	char *file;
	struct qz_diag diag; /* its findings of rules that this program has */
	size_t unknown;      /* those of others */
	const char *now;     /* the file of this time that it is compared with; NULL: none */
	size_t wanted;       /* files that go by its name */
	bool used;
};

struct qz_since {
	char *version, *day;
	struct qz_since_past *inputs;
	size_t ninputs;
	xmlHashTable *planned; /* file of this time → its input of the report */
	struct qz_since_totals totals;
	bool failed;
};

#endif
