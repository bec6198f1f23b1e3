/*
 * Fuzzing the reader of earlier reports (validate --since): JSON that somebody
 * else may have written.
 */
#include "source.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/limits.h"
#include "promises.h"
#include "report/judged.h"
#include "report/since.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const files[] = {"县/list.xlsx", "list.xlsx"};
	const struct qz_since_how how = {.judged = true};
	struct qz_limits limits;
	struct qz_diag diag, found;
	char path[64];
	int file = memfd_create("report", 0);
	require(file >= 0 && write(file, data, size) == (ssize_t)size);
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	qz_limits_init(&limits);
	qz_diag_init(&diag);
	qz_diag_init(&found);
	struct qz_since *since = qz_since_load(path, &limits, &diag);
	require(since || diag.count > 0 || diag.failed);
	if (since) {
		struct qz_judged judged;
		qz_diag_add(&found, QZ_RULE_SERIAL_GAP, NULL, "from", "1", "to", "3", NULL);
		require(qz_since_plan(since, files, 2));
		for (int i = 0; i < 2; i++) {
			require(qz_judged_init(&judged, files[i], 1, &found, QZ_INFO, 0));
			require(qz_since_compare(since, &how, &judged));
			qz_judged_done(&judged);
		}
		require(qz_since_counts(since)->open + qz_since_counts(since)->fresh == 2);
	}
	qz_since_free(since);
	qz_diag_done(&found);
	qz_diag_done(&diag);
	close(file);
	return 0;
}
