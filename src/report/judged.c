/*
 * Choosing what is shown and counting what was not judged, for judged.h.
 */
#include "report/judged.h"

#include <libxml/hash.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"

/* What is kept back is said even where other information is not; only --quiet silences it. */
static bool is_wanted(const struct qz_finding *finding, enum qz_severity least)
{
	return finding->severity >= least || (finding->rule == QZ_RULE_PROFILE_APPLIED && least < QZ_ERROR);
}

static void choose(struct qz_judged *judged, enum qz_severity least, size_t max)
{
	size_t shown = 0;
	for (int severity = QZ_ERROR; severity >= QZ_INFO; severity--) {
		for (size_t i = 0; i < judged->diag->count; i++) {
			const struct qz_finding *finding = &judged->diag->findings[i];
			if ((int)finding->severity != severity || !is_wanted(finding, least))
				continue;
			judged->shown[i] = !max || shown < max;
			shown += judged->shown[i];
			judged->hidden[severity] += !judged->shown[i];
		}
	}
}

/* Laws by name, each with its place in the array. */
static bool count_laws(struct qz_judged *judged)
{
	xmlHashTable *seen = xmlHashCreate(0);
	bool ready = seen != NULL;
	for (size_t i = 0; ready && i < judged->diag->count; i++) {
		const struct qz_finding *finding = &judged->diag->findings[i];
		const char *name = finding->rule == QZ_RULE_LAW_UNKNOWN ? qz_finding_get(finding, "law") : NULL;
		if (!name)
			continue;
		uintptr_t place = (uintptr_t)xmlHashLookup(seen, QZ_X(name)); /* from 1 */
		if (!place) {
			place = judged->nlaws + 1;
			ready = xmlHashAddEntry(seen, QZ_X(name), (void *)place) == 0;
			judged->laws[judged->nlaws++] = (struct qz_unjudged_law){.name = name};
		}
		judged->laws[place - 1].citations++;
	}
	xmlHashFree(seen, NULL);
	return ready;
}

bool qz_judged_init(struct qz_judged *judged, const char *file, size_t items, const struct qz_diag *diag, enum qz_severity least, size_t max)
{
	size_t unknown = 0;
	*judged = (struct qz_judged){.file = file, .items = items, .diag = diag, .least = least};
	for (size_t i = 0; i < diag->count; i++)
		unknown += diag->findings[i].rule == QZ_RULE_LAW_UNKNOWN;
	judged->shown = calloc(diag->count + 1, sizeof *judged->shown);
	judged->laws = calloc(unknown + 1, sizeof *judged->laws);
	if (!judged->shown || !judged->laws)
		return false;
	choose(judged, least, max);
	return count_laws(judged);
}

void qz_judged_done(struct qz_judged *judged)
{
	free(judged->shown);
	free(judged->laws);
	free(judged->states);
	free(judged->fixed);
	*judged = (struct qz_judged){0};
}

size_t qz_judged_hidden(const struct qz_judged *judged)
{
	size_t sum = 0;
	for (int i = 0; i < QZ_SEVERITIES; i++)
		sum += judged->hidden[i];
	return sum;
}
