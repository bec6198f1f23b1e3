/*
 * What reading, applying and writing decisions share.
 */
#ifndef QZ_DECIDE_INTERNAL_H
#define QZ_DECIDE_INTERNAL_H

#include <libxml/hash.h>

#include "decide/decisions.h"

/* The columns of the table, in the order they are written. */
enum {
	QZ_DECIDE_FILE,
	QZ_DECIDE_ITEM,
	QZ_DECIDE_SERIAL, /* this and the next two for people alone */
	QZ_DECIDE_NAME,
	QZ_DECIDE_MESSAGE,
	QZ_DECIDE_TARGET,
	QZ_DECIDE_FOUND,
	QZ_DECIDE_SUGGESTED,
	QZ_DECIDE_VALUE,
	QZ_DECIDE_REASON,
	QZ_DECIDE_WHO,
	QZ_DECIDE_DATE,
	QZ_DECIDE_COLUMNS
};

extern const char *const qz_decide_labels[QZ_DECIDE_COLUMNS][2]; /* Chinese, English */

/*
 * What a finding was about, in a form that changes when that changes: its facts
 * and a hash of the field it stands in. Appended to `out`.
 */
struct qz_decide_facts {
	xmlHashTable *items;      /* @id → item element, borrowed */
	const xmlNode *item;      /* of the hash below */
	char field[32];
	unsigned hash;
};

/* items by @id; 0, or -1 when memory ran out. Free with qz_decide_facts_done(). */
int qz_decide_facts_init(struct qz_decide_facts *facts, const xmlDoc *doc);
void qz_decide_facts_done(struct qz_decide_facts *facts);
void qz_decide_facts_put(struct qz_decide_facts *facts, const struct qz_finding *finding, struct qz_buf *out);

/* May findings of that rule be waived? */
bool qz_decide_can_waive(enum qz_rule rule);

/* A text that a spreadsheet would take for a formula or a number stands behind an apostrophe; this one and its inverse. */
bool qz_decide_is_risky(const char *text);
const char *qz_decide_unguard(const char *text);

#endif
